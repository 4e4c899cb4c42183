"""A merchant's own account for a channel is tried, sealed and kept whole, or not at all."""

from dataclasses import replace

import pytest
from sqlalchemy import update

from domain.carrier_access import CredentialField
from domain.channels import ChannelProvider
from domain.errors import ChangedMeanwhileError, ProviderError, TooManyAttemptsError
from domain.kinds import ChannelKey
from services.enter_credentials import CredentialsRefusedError, InvalidAccountError, Problem
from services.keep_channel_account import EnteredChannel, forget_channel, keep_channel
from services.open_account import unseal_credentials
from services.pause_channel import pause_channel_account
from services.review_channels import ChannelHealth, channel_form, review_channels
from services.try_carrier_account import Trial, UnknownProviderError
from services.try_channel_account import try_channel_account
from services.warn_merchant import tell_merchant
from storage.audit_log import changes_of
from storage.brands import BrandRow, brand_of
from storage.channel_accounts import ChannelAccountRow, account_for_channel
from tests.fake_channel_desk import ScriptedDesk
from tests.fakes import NOON

FIELDS = (
    CredentialField("host", "Host", secret=False),
    CredentialField("key", "Key"),
    CredentialField("stream", "Stream", secret=False, optional=True),
)
MAILER = ChannelProvider("mailer", "Mailer", ChannelKey.EMAIL, FIELDS, reports=True)
OTHER = ChannelProvider("other", "Other mail", ChannelKey.EMAIL, FIELDS)
TEXTER = ChannelProvider("texter", "Texter", ChannelKey.SMS, (CredentialField("key", "Key"),))
GOOD = {"host": "mail.example", "key": "secret"}
REFUSED = ProviderError("535 no", permanent=True, credentials_refused=True)


@pytest.fixture
def desk() -> ScriptedDesk:
    return ScriptedDesk({one.key: one for one in (MAILER, OTHER, TEXTER)})


@pytest.fixture
def here(wiring, desk):
    return replace(wiring, channel_desk=desk)


def entered(version: int = 0, provider: str = "mailer", **values: str) -> EnteredChannel:
    return EnteredChannel(provider, {**GOOD, **values}, version)


def kept(here, shop_id, channel: ChannelKey = ChannelKey.EMAIL):
    with here.sessions() as session:
        return account_for_channel(session, shop_id, channel)


def test_what_works_is_sealed_and_kept_with_an_address_for_reports(here, desk, shop_id) -> None:
    tried = keep_channel(here, shop_id, entered(key=" secret "), "Ada")
    account = kept(here, shop_id)
    assert tried.trial is Trial.WORKS
    assert desk.tried == [GOOD]
    assert unseal_credentials(here, account.sealed_credentials) == GOOD
    assert b"secret" not in account.sealed_credentials
    assert (account.version, account.checked_at, len(account.report_token)) == (1, NOON, 32)


def test_what_is_refused_is_not_kept(here, desk, shop_id) -> None:
    desk.refusing = REFUSED
    with pytest.raises(CredentialsRefusedError) as told:
        keep_channel(here, shop_id, entered(), "Ada")
    assert (told.value.reason, told.value.field) == ("535 no", "key")
    assert kept(here, shop_id) is None


def test_what_cannot_be_tried_is_kept_untried(here, desk, shop_id) -> None:
    desk.refusing = ProviderError("no answer in time")
    assert keep_channel(here, shop_id, entered(), "Ada").trial is Trial.UNCLEAR
    assert kept(here, shop_id).checked_at is None


@pytest.mark.parametrize(
    ("values", "problems"),
    [
        ({"key": ""}, {"key": Problem.MISSING}),
        ({"host": " ", "key": "a\nb"}, {"host": Problem.MISSING, "key": Problem.UNREADABLE}),
        ({"stream": "x" * 501}, {"stream": Problem.TOO_LONG}),
    ],
)
def test_what_cannot_be_kept_is_said_by_field(here, desk, shop_id, values, problems) -> None:
    with pytest.raises(InvalidAccountError) as told:
        keep_channel(here, shop_id, entered(**values), "Ada")
    assert (told.value.problems, desk.tried) == (problems, [])


def test_a_secret_left_empty_is_the_one_that_is_kept(here, desk, shop_id) -> None:
    keep_channel(here, shop_id, entered(), "Ada")
    keep_channel(here, shop_id, entered(1, key="", stream="news"), "Ada")
    assert desk.tried[-1] == {**GOOD, "stream": "news"}


@pytest.mark.parametrize(
    "elsewhere", [{"host": "evil.example"}, {"provider": "other"}], ids=["host", "provider"]
)
def test_a_kept_secret_never_goes_anywhere_else(here, desk, shop_id, elsewhere) -> None:
    keep_channel(here, shop_id, entered(), "Ada")
    with pytest.raises(InvalidAccountError) as told:
        keep_channel(here, shop_id, entered(1, key="", **elsewhere), "Eve")
    assert (told.value.problems, len(desk.tried)) == ({"key": Problem.MISSING}, 1)


@pytest.mark.parametrize("version", [0, 2])
def test_nobody_overwrites_or_removes_what_another_has_changed(here, shop_id, version) -> None:
    keep_channel(here, shop_id, entered(), "Ada")
    with pytest.raises(ChangedMeanwhileError):
        keep_channel(here, shop_id, entered(version), "Bo")
    with pytest.raises(ChangedMeanwhileError):
        forget_channel(here, shop_id, "mailer", version, "Bo")
    assert kept(here, shop_id).version == 1


def test_another_provider_takes_the_place_and_the_old_one_reports_nowhere(here, shop_id) -> None:
    keep_channel(here, shop_id, entered(), "Ada")
    first = kept(here, shop_id)
    keep_channel(here, shop_id, entered(1, "other"), "Ada")
    second = kept(here, shop_id)
    assert (second.provider, second.version) == ("other", 2)
    assert second.report_token != first.report_token
    keep_channel(here, shop_id, entered(2, "other"), "Ada")
    assert kept(here, shop_id).report_token == second.report_token


def test_channels_have_accounts_of_their_own(here, shop_id) -> None:
    keep_channel(here, shop_id, entered(), "Ada")
    keep_channel(here, shop_id, EnteredChannel("texter", {"key": "t"}, 0), "Ada")
    accounts = [one.account for one in review_channels(here, shop_id)]
    assert [one and one.provider.label for one in accounts] == ["Mailer", "Texter", None]


def test_whose_account_it_is_nobody_else_sees(here, connect) -> None:
    mine, other = connect(domain="a.myshopify.com"), connect(domain="b.myshopify.com")
    keep_channel(here, mine, entered(), "Ada")
    assert channel_form(here, other, "mailer").account is None
    with pytest.raises(ChangedMeanwhileError):
        forget_channel(here, other, "mailer", 1, "Eve")
    with pytest.raises(UnknownProviderError):
        try_channel_account(here, other, "mailer")


def test_a_form_shows_values_and_of_secrets_only_that_they_are_kept(here, shop_id) -> None:
    keep_channel(here, shop_id, entered(), "Ada")
    seen = channel_form(here, shop_id, "mailer")
    assert seen.values == {"host": "mail.example"}
    assert seen.secrets_kept == frozenset({"key"})
    other = channel_form(here, shop_id, "other")
    assert (dict(other.values), other.secrets_kept, other.version) == ({}, frozenset(), 1)
    assert other.replaces is MAILER


def test_changing_who_sends_makes_the_sender_prove_itself_anew(here, shop_id) -> None:
    def prove() -> None:
        with here.sessions.begin() as session:
            session.execute(update(BrandRow).values(sender_proven=True))

    def proven() -> bool:
        with here.sessions() as session:
            return brand_of(session, shop_id).sender_proven

    with here.sessions.begin() as session:
        session.add(BrandRow(shop_id=shop_id, sender_address="post@lamps.example"))
    prove()
    keep_channel(here, shop_id, EnteredChannel("texter", {"key": "t"}, 0), "Ada")
    assert proven()
    keep_channel(here, shop_id, entered(), "Ada")
    assert not proven()
    prove()
    forget_channel(here, shop_id, "mailer", 1, "Ada")
    assert not proven()


def test_every_change_is_written_down_without_a_secret(here, shop_id) -> None:
    keep_channel(here, shop_id, entered(), "Ada")
    keep_channel(here, shop_id, entered(1, "other"), "Bo")
    forget_channel(here, shop_id, "other", 2, "Cy")
    with here.sessions() as session:
        noted = [change for _, _, change in changes_of(session, shop_id, 10)]
    assert [(one.who, one.what, one.subject, one.before, one.after) for one in noted] == [
        ("Cy", "channel account", "email", {"provider": "other"}, {"provider": ""}),
        ("Bo", "channel account", "email", {"provider": "mailer"}, {"provider": "other"}),
        ("Ada", "channel account", "email", {"provider": ""}, {"provider": "mailer"}),
    ]


def test_refused_credentials_pause_it_and_its_merchant_is_told_once(here, shop_id, outbox) -> None:
    keep_channel(here, shop_id, entered(), "Ada")
    account = kept(here, shop_id)
    pause_channel_account(here, account.id, "535 no", account.version + 1)
    assert kept(here, shop_id).paused_at is None
    for _ in range(2):
        pause_channel_account(here, account.id, "535 no", account.version)
        tell_merchant(here, shop_id)
    (mail,) = outbox.sent
    assert mail.subject == "Mailer refuses your credentials"
    assert "https://track.example.com/settings/channels" in mail.text
    seen = review_channels(here, shop_id)[0].account
    assert seen is not None
    assert (seen.health, seen.reason) == (ChannelHealth.REFUSED, "535 no")


@pytest.mark.parametrize("how", ["tested again", "entered anew"])
def test_what_works_again_goes_on(here, shop_id, how) -> None:
    keep_channel(here, shop_id, entered(), "Ada")
    pause_channel_account(here, kept(here, shop_id).id, "535 no")
    if how == "tested again":
        try_channel_account(here, shop_id, "mailer")
    else:
        keep_channel(here, shop_id, entered(1), "Ada")
    assert kept(here, shop_id).paused_at is None


def test_a_test_that_is_refused_pauses(here, desk, shop_id) -> None:
    keep_channel(here, shop_id, entered(), "Ada")
    desk.refusing = REFUSED
    assert try_channel_account(here, shop_id, "mailer").trial is Trial.REFUSED
    assert kept(here, shop_id).paused_reason == "535 no"


def test_credentials_that_none_of_our_keys_opens_are_refused(here, shop_id) -> None:
    keep_channel(here, shop_id, entered(), "Ada")
    with here.sessions.begin() as session:
        session.execute(update(ChannelAccountRow).values(sealed_credentials=b"x"))
    assert try_channel_account(here, shop_id, "mailer").trial is Trial.REFUSED
    assert channel_form(here, shop_id, "mailer").values == {}


def test_nobody_tries_for_ever(here, shop_id) -> None:
    for version in range(20):
        keep_channel(here, shop_id, entered(version), "Eve")
    with pytest.raises(TooManyAttemptsError):
        keep_channel(here, shop_id, entered(20), "Eve")


def test_a_provider_there_is_none_of_is_unknown(here, shop_id) -> None:
    for act in (
        lambda: keep_channel(here, shop_id, entered(provider="pigeon"), "Ada"),
        lambda: forget_channel(here, shop_id, "pigeon", 0, "Ada"),
        lambda: channel_form(here, shop_id, "pigeon"),
    ):
        with pytest.raises(UnknownProviderError):
            act()
