"""The mail channel finds its server, proves who it is, and trusts nobody unknown."""

import socket
import ssl
import threading
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from aiosmtpd.smtp import SMTP, AuthResult, Envelope, LoginPassword, Session
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from cryptography.x509.oid import NameOID

from integrations.channels.smtp_email import (
    BadSmtpUrlError,
    parse_smtp_url,
)
from tests.free_ports import free_port
from tests.integrations.smtp_desk import (
    MESSAGE,
    Desk,
    ReadyController,
    mail_to,
    nothing,
    refusal,
    serving,
)


def test_a_server_that_is_not_there_is_tried_again_later() -> None:
    nowhere = f"smtp://127.0.0.1:{free_port()}"
    error = refusal(lambda: mail_to(nowhere).send(MESSAGE, nothing))
    assert (error.permanent, error.reason) == (
        False,
        "no connection to the mail server (ConnectionRefusedError)",
    )


@pytest.fixture
def desk() -> Desk:
    return Desk()


@pytest.fixture
def server(desk: Desk) -> Iterator[ReadyController]:
    with serving(desk) as controller:
        yield controller


@pytest.mark.parametrize(
    ("user", "refused"), [("post%40x", False), ("somebody", True)], ids=["known", "unknown"]
)
def test_the_user_and_password_are_given_percent_decoded(
    desk: Desk, user: str, *, refused: bool
) -> None:
    def check(server: SMTP, session: Session, envelope: Envelope, how: str, data: object):
        assert isinstance(data, LoginPassword)
        known = (data.login, data.password) == (b"post@x", b"p/w:1")
        return AuthResult(success=known, handled=False)

    with serving(desk, authenticator=check, auth_require_tls=False) as server:
        channel = mail_to(f"smtp://{user}:p%2Fw%3A1@{server.address}")
        if refused:
            error = refusal(lambda: channel.send(MESSAGE, nothing))
            assert (error.permanent, error.credentials_refused) == (False, True)
            assert "p/w:1" not in error.reason
        else:
            assert channel.send(MESSAGE, nothing)
        channel.close()


def test_starttls_is_insisted_on_when_the_url_asks_for_it(server: ReadyController) -> None:
    error = refusal(lambda: mail_to(f"smtp://{server.address}?starttls=1").send(MESSAGE, nothing))
    assert (error.permanent, error.reason) == (
        False,
        "the mail server cannot be used (SMTPNotSupportedError)",
    )


def self_signed(folder: Path) -> ssl.SSLContext:
    """Return a server's context with a certificate that nobody vouches for."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "127.0.0.1")])
    certificate = (
        x509.CertificateBuilder(name, name, key.public_key(), 1)
        .not_valid_before(datetime(2026, 1, 1, tzinfo=UTC))
        .not_valid_after(datetime(2126, 1, 1, tzinfo=UTC))
        .sign(key, hashes.SHA256())
    )
    secret = key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
    file = folder / "server.pem"
    file.write_bytes(secret + certificate.public_bytes(Encoding.PEM))
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(file)
    return context


@pytest.mark.parametrize("url", ["smtps://{}", "smtp://{}?starttls=1"])
def test_a_certificate_that_nobody_vouches_for_is_not_trusted(
    desk: Desk, tmp_path: Path, url: str
) -> None:
    context = self_signed(tmp_path)
    how = {"ssl_context": context} if url.startswith("smtps") else {"tls_context": context}
    with serving(desk, **how) as server:
        channel = mail_to(url.format(server.address))
        error = refusal(lambda: channel.send(MESSAGE, nothing))
    assert not error.permanent
    assert "SSLCertVerificationError" in error.reason
    assert desk.letters == []


def test_a_url_is_read_with_its_defaults() -> None:
    plain, encrypted = parse_smtp_url("smtp://mail.example"), parse_smtp_url("smtps://mail.example")
    assert (plain.port, plain.tls, plain.starttls, plain.user) == (25, False, False, "")
    assert (encrypted.port, encrypted.tls) == (465, True)
    submission = parse_smtp_url("smtp://u:s%20ecret@mail.example:587?starttls=1")
    assert (submission.port, submission.starttls, submission.password) == (587, True, "s ecret")
    assert "ecret" not in repr(submission)


@pytest.mark.parametrize(
    "url",
    [
        "http://mail.example",
        "smtp://",
        "smtp://mail.example:x",
        "smtp://mail.example/inbox",
        "smtp://mail.example?starttls=maybe",
        "smtp://mail.example?tls=1",
        "smtps://mail.example?starttls=1",
        "smtp://user:secret@[mail",
    ],
)
def test_a_malformed_url_is_refused_without_repeating_it(url: str) -> None:
    with pytest.raises(BadSmtpUrlError) as caught:
        parse_smtp_url(url)
    assert "secret" not in str(caught.value)


def test_a_server_that_answers_nonsense_is_tried_again_later() -> None:
    with socket.create_server(("127.0.0.1", 0)) as listening:

        def greet_oddly() -> None:
            taken, _ = listening.accept()
            with taken:
                taken.sendall(b"SSH-2.0-not-mail\r\n")

        thread = threading.Thread(target=greet_oddly)
        thread.start()
        port = listening.getsockname()[1]
        error = refusal(lambda: mail_to(f"smtp://127.0.0.1:{port}").send(MESSAGE, nothing))
        thread.join()
    assert not error.permanent


def test_a_password_that_the_login_cannot_carry_is_refused(desk: Desk) -> None:
    def check(*_: object) -> AuthResult:
        return AuthResult(success=True)

    with serving(desk, authenticator=check, auth_require_tls=False) as server:
        channel = mail_to(f"smtp://post:bl%C3%A5b%C3%A4r@{server.address}")
        error = refusal(lambda: channel.send(MESSAGE, nothing))
    assert error.credentials_refused
    assert "bl" not in error.reason
