"""How an installation reaches shoppers is what its configuration says, and no more."""

import json
from functools import cache

import pytest
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat

from domain.kinds import ChannelKey
from integrations.channels.postmark_email import PostmarkEmail
from integrations.channels.smtp_email import SmtpEmail
from integrations.channels.web_push import new_private_key, vapid_key
from runtime.channel_config import ChannelConfig
from runtime.config import Config, ConfigError
from runtime.local_settings import local_secrets
from runtime.wiring import connect
from tests.runtime.test_wiring import ENVIRONMENT

TWILIO = {"TWILIO_ACCOUNT_SID": "AC1", "TWILIO_AUTH_TOKEN": "t", "TWILIO_SENDER": "Lamps"}
POSTMARK = {"SMTP_URL": "", "POSTMARK_TOKEN": "t", "POSTMARK_REPORT_PASSWORD": "p"}


@cache
def pem() -> str:
    key = rsa.generate_private_key(65537, 2048)
    return key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()).decode()


def dkim() -> dict[str, str]:
    return {"DKIM_DOMAIN": "Example.com", "DKIM_SELECTOR": "fr1", "DKIM_PRIVATE_KEY": pem()}


def channels(**more: str) -> ChannelConfig:
    return Config.from_env({**ENVIRONMENT, **more}).channels


def test_a_mail_server_is_enough() -> None:
    assert channels() == ChannelConfig()
    wiring = connect(Config.from_env(ENVIRONMENT))
    assert {key: type(channel) for key, channel in wiring.channels.items()} == {
        ChannelKey.EMAIL: SmtpEmail
    }
    assert (wiring.push_key, wiring.sender_proof.possible, wiring.channel_desk.own) == ("", 0, {})


def test_everything_at_once_opens_every_channel() -> None:
    private = new_private_key()
    more = {**TWILIO, **POSTMARK, "VAPID_PRIVATE_KEY": private}
    wiring = connect(Config.from_env({**ENVIRONMENT, **more}))
    assert set(wiring.channels) == set(ChannelKey)
    assert isinstance(wiring.channels[ChannelKey.EMAIL], PostmarkEmail)
    assert wiring.push_key == vapid_key(private, "mailto:post@track.example.com").public
    assert wiring.channel_desk.own == {
        "postmark": {"server_token": "t", "report_password": "p"},
        "twilio": {"account_sid": "AC1", "auth_token": "t", "sender": "Lamps"},
    }


def test_whoever_a_push_service_may_write_to_is_the_sender_unless_another_is_named() -> None:
    key = new_private_key()
    ours, named = channels(VAPID_PRIVATE_KEY=key).vapid, "https://example.com/contact"
    assert ours is not None
    assert ours.subject == "mailto:post@track.example.com"
    theirs = channels(VAPID_PRIVATE_KEY=key, VAPID_SUBJECT=named).vapid
    assert theirs is not None
    assert theirs.subject == named


def test_what_merchants_domains_have_to_publish_follows_from_the_key() -> None:
    proof = channels(**dkim(), MAIL_SPF_INCLUDE="spf.example.com").sender_proof
    assert (proof.spf_include, proof.dkim_selector) == ("spf.example.com", "fr1")
    assert proof.dkim_key.startswith("MII")
    assert channels().sender_proof.possible is False


@pytest.mark.parametrize("missing", [*TWILIO, *dkim()])
def test_half_of_what_belongs_together_is_named(missing) -> None:
    both = {**TWILIO, **dkim(), missing: ""}
    with pytest.raises(ConfigError, match=f"{missing} is missing"):
        channels(**both)


def test_without_any_way_to_send_mail_nothing_starts() -> None:
    with pytest.raises(ConfigError, match="SMTP_URL or POSTMARK_TOKEN"):
        channels(SMTP_URL="")


def test_no_secret_is_in_what_a_configuration_shows() -> None:
    key = new_private_key()
    more = {**TWILIO, **dkim(), "VAPID_PRIVATE_KEY": key}
    shown = repr(channels(**{**more, "TWILIO_AUTH_TOKEN": "hush-hush"}))
    assert not any(secret in shown for secret in (key, "hush-hush", "PRIVATE KEY"))


def test_a_machine_that_was_started_before_gets_the_key_it_lacks(tmp_path) -> None:
    file = tmp_path / "secrets.json"
    file.write_text(json.dumps({"SECRET_KEYS": "old", "SHOPIFY_API_SECRETS": "kept"}))
    first = local_secrets(tmp_path)
    assert (first["SECRET_KEYS"], first["SHOPIFY_API_SECRETS"]) == ("old", "kept")
    assert vapid_key(first["VAPID_PRIVATE_KEY"], "mailto:a@b.example").public
    assert local_secrets(tmp_path) == first
