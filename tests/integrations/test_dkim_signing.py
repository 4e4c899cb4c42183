"""Mail is signed so that receivers find the key and nobody can change what was said."""

from dataclasses import replace
from functools import cache

import dkim  # type: ignore[import-untyped]
import pytest
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat

from integrations.channels.smtp_email import BadDkimKeyError, DkimKey, dkim_key
from integrations.channels.smtp_email.letter import letter_of
from tests.integrations.smtp_desk import MESSAGE, Desk, mail_to, nothing, parsed, serving

LINKED = replace(
    MESSAGE,
    headers={
        **MESSAGE.headers,
        "List-Unsubscribe": "<https://track.example.com/p/x/unsubscribe>",
        "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
    },
)


@cache
def pem(bits: int = 2048) -> str:
    key = rsa.generate_private_key(65537, bits)
    return key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()).decode()


@pytest.fixture
def key() -> DkimKey:
    return dkim_key("track.example.com", "fr1", pem())


def verified(mail: bytes, key: DkimKey, at: str) -> bool:
    """Verify as a receiver does who finds the key published at one name."""
    published = f"v=DKIM1; k=rsa; p={key.public}".encode()

    def txt(name: bytes, timeout: int = 5) -> bytes | None:
        return published if name.rstrip(b".").decode() == at else None

    try:
        return bool(dkim.verify(mail, dnsfunc=txt))
    except dkim.DKIMException:
        return False


def test_what_arrives_is_signed_and_proven(key: DkimKey) -> None:
    desk = Desk()
    with serving(desk) as server:
        channel = mail_to(f"smtp://{server.address}", dkim=key)
        channel.send(LINKED, nothing)
        channel.close()
    content = desk.letters[0][2]
    assert verified(content, key, "fr1._domainkey.track.example.com")
    signed = parsed(content)["DKIM-Signature"]
    names = signed.partition("h=")[2].partition(";")[0].replace(" ", "").split(":")
    assert names.count("from") == 2
    wanted = {"to", "subject", "date", "message-id", "list-unsubscribe", "list-unsubscribe-post"}
    assert wanted | {"mime-version", "content-type"} <= set(names)


@pytest.mark.parametrize(
    ("sender", "domain"),
    [
        ("post@track.example.com", "track.example.com"),
        ("post@mail.track.example.com", "track.example.com"),
        ("post@lamps.example", "lamps.example"),
        ("post@nottrack.example.com", "nottrack.example.com"),
    ],
)
def test_mail_is_signed_for_the_domain_it_is_from(key: DkimKey, sender: str, domain: str) -> None:
    letter = letter_of(replace(LINKED, sender=sender))
    mail = key.sign(letter.content, letter.sender.domain)
    assert verified(mail, key, f"fr1._domainkey.{domain}")


@pytest.mark.parametrize(
    ("was", "becomes"),
    [
        (b"Subject: ", b"Subject: Win! "),
        (b"One-Click", b"Two-Click"),
        (b"From: ", b"From: x@y.example\r\nFrom: "),
        (b"<p>", b"<p>!"),
    ],
)
def test_what_is_changed_on_the_way_is_noticed(key: DkimKey, was: bytes, becomes: bytes) -> None:
    letter = letter_of(LINKED)
    mail = key.sign(letter.content, letter.sender.domain)
    at = "fr1._domainkey.track.example.com"
    assert verified(mail, key, at)
    head, mark, rest = mail.partition(b"\r\nFrom:" if was == b"From: " else b"\x00")
    changed = head + (mark + rest).replace(was, becomes, 1) if mark else mail.replace(was, becomes)
    assert changed != mail
    assert not verified(changed, key, at)


def test_a_key_may_stand_on_one_line() -> None:
    assert dkim_key("a.example", "s", pem().replace("\n", "\\n")) == dkim_key(
        "a.example", "s", pem()
    )


def test_a_key_that_cannot_sign_is_refused_without_being_repeated() -> None:
    other = ec.generate_private_key(ec.SECP256R1())
    elliptic = other.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()).decode()
    for bad in ("", "secret", elliptic):
        with pytest.raises(BadDkimKeyError) as told:
            dkim_key("a.example", "s", bad)
        assert "secret" not in str(told.value)
    assert "PRIVATE" not in repr(dkim_key("a.example", "s", pem()))
