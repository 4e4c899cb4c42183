"""What a process is given to work with, by its configuration."""

from cryptography.fernet import Fernet

from domain.shop import PlatformKey
from runtime.config import Config
from runtime.wiring import connect

ENVIRONMENT = {
    "FRAMME_ENV": "development",
    "DATABASE_URL": "postgresql://127.0.0.1:1/nobody",
    "REDIS_URL": "redis://127.0.0.1:1/0",
    "PUBLIC_URL": "http://127.0.0.1:8000",
    "SECRET_KEYS": Fernet.generate_key().decode(),
    "SMTP_URL": "smtp://127.0.0.1:1",
    "MAIL_FROM": "post@track.example.com",
}
SHOPIFY = {"SHOPIFY_API_KEY": "a-client-id", "SHOPIFY_API_SECRETS": "the new one,the old one"}


def test_without_a_client_id_we_are_nobodys_app() -> None:
    assert connect(Config.from_env(ENVIRONMENT)).apps == {}


def test_with_a_client_id_we_are_an_app_of_shopify() -> None:
    app = connect(Config.from_env({**ENVIRONMENT, **SHOPIFY})).apps[PlatformKey.SHOPIFY]
    assert (app.client_id, app.cdn) == ("a-client-id", "https://cdn.shopify.com")


def test_a_simulator_stands_in_for_all_of_shopify() -> None:
    simulated = {"FRAMME_SHOPIFY_SIMULATOR": "http://127.0.0.1:8025/shopify/"}
    wiring = connect(Config.from_env({**ENVIRONMENT, **SHOPIFY, **simulated}))
    app = wiring.apps[PlatformKey.SHOPIFY]
    assert app.cdn == "http://127.0.0.1:8025/shopify/cdn"
    assert app.authorize_address("lamps", "state", "back").startswith("http://127.0.0.1:8025/")
