"""What providers report is noted where it belongs, and ends what must end; once is enough."""

from dataclasses import replace

import pytest
from sqlalchemy import select, update

from domain.channels import ChannelProvider, DeliveryReport, Outcome
from domain.errors import BadSignatureError, BadTokenError
from domain.kinds import ChannelKey
from domain.ports import RawDelivery
from services.accept_report import Reported, accept_own_report, accept_report
from services.open_account import seal_credentials
from storage.channel_accounts import ChannelAccountRow, NewChannelAccount, keep_channel_account
from storage.notifications import NotificationRow
from storage.suppressions import SuppressionRow, suppress
from tests.fake_channel_desk import ScriptedDesk
from tests.fakes import NOON
from tests.services.due_messages import place, rows

MAIL = ChannelProvider("mailer", "Mailer", ChannelKey.EMAIL, (), reports=True)
TEXT = ChannelProvider("texter", "Texter", ChannelKey.SMS, (), reports=True)
NOTHING = Reported("", RawDelivery(b"", {}))
ALVA, NUMBER = "alva@example.com", "+46701234567"


@pytest.fixture
def desk() -> ScriptedDesk:
    return ScriptedDesk({"mailer": MAIL, "texter": TEXT}, own={"mailer": {}, "texter": {}})


@pytest.fixture
def here(wiring, desk):
    return replace(wiring, channel_desk=desk)


def account(here, shop_id, provider: ChannelProvider = MAIL) -> str:
    """Keep an account of a shop's; return where its provider reports."""
    token = f"token-{shop_id}-{provider.key}"
    sealed = seal_credentials(here, {"key": "k"})
    new = NewChannelAccount(provider.channel, provider.key, sealed, token)
    with here.sessions.begin() as session:
        keep_channel_account(session, shop_id, new, None)
    return token


def message(here, shop_id, channel: ChannelKey = ChannelKey.EMAIL, number: int = 1) -> str:
    """Have a message sent; return its reference."""
    place(here, shop_id, number)
    row = rows(here)[-1]
    to = ALVA if channel is ChannelKey.EMAIL else NUMBER
    with here.sessions.begin() as session:
        session.execute(
            update(NotificationRow)
            .where(NotificationRow.id == row.id)
            .values(state="sent", channel=channel.value, recipient=to)
        )
    return str(row.id)


def told(desk, outcome: Outcome, reference: str = "", recipient: str = ALVA) -> None:
    desk.reports = (DeliveryReport(outcome, recipient, reference, "because"),)


def outcome_of(here, reference: str) -> str:
    return next(row.outcome for row in rows(here) if row.id == int(reference))


def suppressed(here) -> list[tuple[int, str, str, str]]:
    with here.sessions() as session:
        found = session.scalars(select(SuppressionRow).order_by(SuppressionRow.shop_id)).all()
    return [(row.shop_id, row.channel, row.address, row.reason) for row in found]


@pytest.mark.parametrize(
    ("outcome", "ends"),
    [
        (Outcome.DELIVERED, False),
        (Outcome.FAILED, False),
        (Outcome.BOUNCED, True),
        (Outcome.COMPLAINED, True),
        (Outcome.UNSUBSCRIBED, True),
    ],
)
def test_an_outcome_is_noted_and_some_end_it(here, desk, shop_id, outcome, ends) -> None:
    token, reference = account(here, shop_id), message(here, shop_id)
    told(desk, outcome, reference)
    for _ in range(2):
        accept_report(here, token, NOTHING)
    assert outcome_of(here, reference) == outcome
    assert suppressed(here) == ([(shop_id, "email", ALVA, outcome)] if ends else [])
    with here.sessions() as session:
        assert session.scalars(select(ChannelAccountRow.reported_at)).one() == NOON


@pytest.mark.parametrize(
    ("reported", "stays"),
    [
        ((Outcome.DELIVERED, Outcome.FAILED), Outcome.DELIVERED),
        ((Outcome.FAILED, Outcome.DELIVERED), Outcome.DELIVERED),
        ((Outcome.DELIVERED, Outcome.COMPLAINED), Outcome.COMPLAINED),
        ((Outcome.COMPLAINED, Outcome.DELIVERED), Outcome.COMPLAINED),
        ((Outcome.BOUNCED, Outcome.RESUBSCRIBED), Outcome.BOUNCED),
    ],
)
def test_reports_come_in_any_order_and_the_weightier_stays(
    here, desk, shop_id, reported, stays
) -> None:
    token, reference = account(here, shop_id), message(here, shop_id)
    for outcome in reported:
        told(desk, outcome, reference)
        accept_report(here, token, NOTHING)
    assert outcome_of(here, reference) == stays


def test_whoever_comes_back_is_written_to_again(here, desk, shop_id) -> None:
    token = account(here, shop_id)
    with here.sessions.begin() as session:
        suppress(session, shop_id, ChannelKey.EMAIL, ALVA, "unsubscribed", NOON)
        suppress(session, shop_id, ChannelKey.SMS, ALVA, "unsubscribed", NOON)
    told(desk, Outcome.RESUBSCRIBED)
    accept_report(here, token, NOTHING)
    assert [row[1] for row in suppressed(here)] == ["sms"]


def test_an_account_tells_nothing_of_another_shops_messages(here, desk, connect) -> None:
    mine, other = connect(domain="a.myshopify.com"), connect(domain="b.myshopify.com")
    token, theirs = account(here, mine), message(here, other)
    told(desk, Outcome.BOUNCED, theirs, recipient="")
    accept_report(here, token, NOTHING)
    assert (outcome_of(here, theirs), suppressed(here)) == ("", [])


def test_an_account_for_texts_tells_nothing_of_mails(here, desk, shop_id) -> None:
    token, mail = account(here, shop_id, TEXT), message(here, shop_id)
    told(desk, Outcome.BOUNCED, mail, recipient="")
    accept_report(here, token, NOTHING)
    assert (outcome_of(here, mail), suppressed(here)) == ("", [])


@pytest.mark.parametrize("reference", ["x", "-1", "1.5", "٣", "9" * 19, "999999"])
def test_a_reference_that_is_none_leaves_the_recipient(here, desk, shop_id, reference) -> None:
    token = account(here, shop_id)
    told(desk, Outcome.BOUNCED, reference, recipient="Alva@Example.com ")
    accept_report(here, token, NOTHING)
    assert suppressed(here) == [(shop_id, "email", ALVA, "bounced")]


def test_our_own_account_finds_the_shop_by_the_message(here, desk, connect) -> None:
    one, other = connect(domain="a.myshopify.com"), connect(domain="b.myshopify.com")
    message(here, one)
    reference = message(here, other)
    told(desk, Outcome.COMPLAINED, reference)
    accept_own_report(here, "mailer", NOTHING)
    assert outcome_of(here, reference) == "complained"
    assert suppressed(here) == [(other, "email", ALVA, "complained")]


def test_a_stop_to_our_own_number_means_every_shop_that_writes_there(here, desk, connect) -> None:
    shops = [connect(domain=f"{name}.myshopify.com") for name in "abc"]
    for shop in shops[:2]:
        message(here, shop, ChannelKey.SMS)
    told(desk, Outcome.UNSUBSCRIBED, recipient=NUMBER)
    accept_own_report(here, "texter", NOTHING)
    assert [row[0] for row in suppressed(here)] == shops[:2]
    told(desk, Outcome.RESUBSCRIBED, recipient=NUMBER)
    accept_own_report(here, "texter", NOTHING)
    assert suppressed(here) == []


def test_nothing_is_noted_without_proof(here, desk, shop_id) -> None:
    token, reference = account(here, shop_id), message(here, shop_id)
    desk.reports = None
    for accept, where in ((accept_report, token), (accept_own_report, "mailer")):
        with pytest.raises(BadSignatureError):
            accept(here, where, NOTHING)
    assert (outcome_of(here, reference), suppressed(here)) == ("", [])


def test_addresses_nobody_has_are_unknown(here, desk, shop_id) -> None:
    for accept, where in ((accept_report, "nobody"), (accept_own_report, "pigeon")):
        with pytest.raises(BadTokenError):
            accept(here, where, NOTHING)
    desk.own = {}
    with pytest.raises(BadTokenError):
        accept_own_report(here, "mailer", NOTHING)


def test_an_account_nobody_can_open_or_prove_is_not_believed(here, desk, shop_id) -> None:
    token = account(here, shop_id)
    told(desk, Outcome.DELIVERED)
    with here.sessions.begin() as session:
        session.execute(update(ChannelAccountRow).values(sealed_credentials=b"x"))
    with pytest.raises(BadSignatureError):
        accept_report(here, token, NOTHING)
    desk.providers = {}
    with pytest.raises(BadSignatureError):
        accept_report(here, token, NOTHING)
