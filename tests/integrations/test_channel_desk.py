"""The desk opens each provider's accounts, tries them, and keeps few mail servers open."""

from collections.abc import Iterator

import pytest
from aiosmtpd.smtp import AuthResult, LoginPassword

from domain.errors import BadSignatureError, ProviderError
from domain.kinds import ChannelKey
from domain.ports import RawDelivery
from integrations.channels.desk import MOST_OPEN, AdapterDesk, Addresses
from integrations.channels.smtp_email import SmtpEmail
from tests.integrations.http_provider import Provider, providing, sending
from tests.integrations.smtp_desk import MESSAGE, Desk, nothing, serving

MAIL_SERVER = {
    "host": "127.0.0.1",
    "port": "2525",
    "encryption": "none",
    "user": "post",
    "password": "p",
}


@pytest.fixture
def desk() -> Iterator[AdapterDesk]:
    with sending() as sender:
        yield AdapterDesk(sender, strict=False)


def test_every_provider_is_described_by_the_fields_it_takes(desk) -> None:
    described = {
        key: (one.channel, [field.name for field in one.fields], one.reports)
        for key, one in desk.providers.items()
    }
    assert described == {
        "smtp": (ChannelKey.EMAIL, ["host", "port", "encryption", "user", "password"], False),
        "postmark": (ChannelKey.EMAIL, ["server_token", "stream", "report_password"], True),
        "twilio": (ChannelKey.SMS, ["account_sid", "auth_token", "sender"], True),
    }


@pytest.mark.parametrize("provider", ["postmark", "twilio", "smtp"])
def test_an_account_opens_the_channel_its_provider_is_for(desk, provider) -> None:
    channel = desk.open(provider, {"port": "25"}, "https://track.example.com/r")
    assert channel.key is desk.providers[provider].channel


def test_a_provider_there_is_none_of_opens_nothing(desk) -> None:
    with pytest.raises(KeyError):
        desk.open("pigeon", {}, "")


def test_a_mail_server_is_opened_once_and_a_few_are_kept(desk) -> None:
    servers = [desk.open("smtp", {**MAIL_SERVER, "user": str(n)}, "") for n in range(MOST_OPEN)]
    assert desk.open("smtp", {**MAIL_SERVER, "user": "0"}, "") is servers[0]
    desk.open("smtp", {**MAIL_SERVER, "user": "one more"}, "")
    assert desk.open("smtp", {**MAIL_SERVER, "user": "0"}, "") is servers[0]
    assert desk.open("smtp", {**MAIL_SERVER, "user": "1"}, "") is not servers[1]


def test_a_merchants_mail_server_is_tried_by_logging_in(desk) -> None:
    def check(_server, _session, _envelope, _how, data) -> AuthResult:
        assert isinstance(data, LoginPassword)
        return AuthResult(success=data.password == b"p", handled=False)

    mail = Desk()
    with serving(mail, authenticator=check, auth_require_tls=False) as server:
        at = {**MAIL_SERVER, "port": str(server.port)}
        desk.try_out("smtp", at)
        with pytest.raises(ProviderError) as told:
            desk.try_out("smtp", {**at, "password": "other"})
        channel = desk.open("smtp", at, "")
        assert isinstance(channel, SmtpEmail)
        assert channel.send(MESSAGE, nothing)
        channel.close()
    assert (told.value.credentials_refused, len(mail.letters)) == (True, 1)


@pytest.mark.parametrize("port", ["", "0", "x", "70000", "123456", "٣", "-1", "22", "6379"])
def test_ports_at_which_no_mail_server_listens_are_refused(port) -> None:
    with sending() as sender, pytest.raises(ProviderError) as told:
        AdapterDesk(sender, strict=True).try_out("smtp", {**MAIL_SERVER, "port": port})
    assert told.value.credentials_refused


@pytest.mark.parametrize("host", ["127.0.0.1", "10.0.0.1", "169.254.169.254", "[::1]", "::1"])
def test_a_merchants_mail_server_is_never_within_our_own_network(host) -> None:
    with sending() as sender, pytest.raises(ProviderError) as told:
        AdapterDesk(sender, strict=True).try_out("smtp", {**MAIL_SERVER, "host": host})
    assert told.value.reason.startswith("no connection to the mail server: the host")


def test_in_production_no_mail_server_does_without_encryption() -> None:
    with sending() as sender:
        fields = AdapterDesk(sender, strict=True).providers["smtp"].fields
    assert [field.choices for field in fields if field.choices] == [("STARTTLS", "TLS")]


@pytest.mark.parametrize(
    ("provider", "path"),
    [("postmark", "/server"), ("twilio", "/2010-04-01/Accounts/AC1.json")],
)
@pytest.mark.parametrize(
    ("how", "refused"),
    [({}, None), ({"status": 401}, True), ({"status": 503}, False), ({"silent": True}, False)],
    ids=["works", "refused", "in trouble", "silent"],
)
def test_an_account_is_tried_without_sending_anything(provider, path, how, refused) -> None:
    with providing(Provider(**how)) as there, sending() as sender:
        desk = AdapterDesk(sender, addresses=Addresses(there.url, there.url))
        credentials = {"account_sid": "AC1", "auth_token": "x", "server_token": "x"}
        if refused is None:
            desk.try_out(provider, credentials)
        else:
            with pytest.raises(ProviderError) as told:
                desk.try_out(provider, credentials)
            assert told.value.credentials_refused is refused
    assert [(one.method, one.path) for one in there.asked] == [("GET", path)]


@pytest.mark.parametrize("provider", ["postmark", "twilio", "smtp", "pigeon"])
def test_reports_without_proof_are_refused_whoever_sends_them(desk, provider) -> None:
    with pytest.raises(BadSignatureError):
        desk.read_reports(provider, {}, "https://x.example", RawDelivery(b"a=1", {}))
