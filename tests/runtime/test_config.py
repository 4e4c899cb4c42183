"""Configuration is read once, and every mistake is named at once."""

import pytest
from cryptography.fernet import Fernet

from runtime.config import Config, ConfigError

KEY = Fernet.generate_key().decode()
GOOD = {
    "DATABASE_URL": "postgresql://db.example/framme",
    "REDIS_URL": "redis://redis.example",
    "PUBLIC_URL": "https://track.example.com/",
    "SECRET_KEYS": f"{KEY}, {KEY}",
    "SMTP_URL": "smtp://mail.example",
    "MAIL_FROM": "post@track.example.com",
}


def test_defaults_are_those_of_production() -> None:
    config = Config.from_env(GOOD)
    assert config.production
    assert not config.metrics
    assert config.demo_url == ""
    assert config.poll_speedup == 1.0
    assert (config.host, config.port) == ("127.0.0.1", 8000)
    assert config.public_url == "https://track.example.com"
    assert config.secret_keys == (KEY, KEY)


def test_every_value_is_read() -> None:
    more = {
        "PORT": "9000",
        "HOST": "0.0.0.0",
        "METRICS": "on",
        "SHOPIFY_API_SECRETS": "new, old",
        "TRUSTED_PROXIES": "2",
        "FRAMME_POSTNORD_API_KEY": "k",
        "FRAMME_UPS_URL": "",
    }
    config = Config.from_env({**GOOD, **more})
    assert (config.host, config.port, config.metrics) == ("0.0.0.0", 9000, True)
    assert config.shopify_secrets == ("new", "old")
    assert config.trusted_proxies == 2
    assert config.adapter_variables == {"FRAMME_POSTNORD_API_KEY": "k"}


def test_all_that_is_missing_is_named_at_once() -> None:
    with pytest.raises(ConfigError) as raised:
        Config.from_env({})
    for name in GOOD:
        assert name in str(raised.value)


@pytest.mark.parametrize(
    ("name", "value", "complaint"),
    [
        ("SMTP_URL", "http://mail.example", "SMTP_URL: it must begin with smtp:// or smtps://"),
        ("POSTMARK_TOKEN", "t", "SMTP_URL or POSTMARK_TOKEN must be set, one of them"),
        ("TWILIO_SENDER", "Lamps", "TWILIO_ACCOUNT_SID, TWILIO_AUTH_TOKEN is missing"),
        ("DKIM_SELECTOR", "fr1", "DKIM_DOMAIN, DKIM_PRIVATE_KEY is missing"),
        ("VAPID_PRIVATE_KEY", "hush-hush", "VAPID_PRIVATE_KEY: the key is not one that"),
        ("DATABASE_URL", "mysql://x", "DATABASE_URL must begin with postgresql://"),
        ("REDIS_URL", "http://x", "REDIS_URL must begin with redis://"),
        ("PORT", "eighty", "PORT must be a number"),
        ("METRICS", "yes", "METRICS must be one of on, off"),
        ("FRAMME_ENV", "prod", "FRAMME_ENV must be one of production, development"),
        ("SECRET_KEYS", "short", "SECRET_KEYS: key 1 is not a Fernet key"),
        pytest.param(
            "SECRET_KEYS", f"{KEY},bad", "SECRET_KEYS: key 2 is not a Fernet key", id="second key"
        ),
        ("PUBLIC_URL", "http://track.example.com", "PUBLIC_URL must begin with https://"),
        ("FRAMME_DEMO_URL", "http://127.0.0.1:8025", "for the demo only"),
        ("FRAMME_POLL_SPEEDUP", "100", "for the demo only"),
        ("FRAMME_POLL_SPEEDUP", "fast", "FRAMME_POLL_SPEEDUP must be a number"),
    ],
)
def test_a_malformed_value_is_named_without_being_quoted(name, value, complaint) -> None:
    with pytest.raises(ConfigError) as raised:
        Config.from_env({**GOOD, name: value})
    assert complaint in str(raised.value)
    if name in {"SECRET_KEYS", "VAPID_PRIVATE_KEY"}:
        assert value not in str(raised.value)


def test_the_demo_is_allowed_in_development_only() -> None:
    demo = {"FRAMME_DEMO_URL": "http://127.0.0.1:8025", "FRAMME_POLL_SPEEDUP": "10"}
    config = Config.from_env({**GOOD, **demo, "FRAMME_ENV": "development"})
    assert config.demo_url
    assert config.poll_speedup == 10


def test_a_configuration_cannot_be_changed() -> None:
    with pytest.raises(AttributeError):
        Config.from_env(GOOD).port = 1  # type: ignore[misc]
