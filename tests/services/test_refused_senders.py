"""A shop's own account that is refused: its messages wait, uncounted, until it is mended."""

from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import select, update

from domain.channels import ChannelProvider
from domain.errors import ProviderError
from domain.kinds import ChannelKey, Kind
from services.notify_shopper import anything_due, send_due
from services.wiring import Wiring
from storage.channel_accounts import ChannelAccountRow
from tests.fake_channel_desk import ScriptedDesk
from tests.fakes import NOON
from tests.services.due_messages import rows, the_row
from tests.services.phones import Phone, a_parcel, text_to, with_phone


@pytest.fixture
def phone() -> Phone:
    return Phone()


@pytest.fixture
def wired(wiring: Wiring, phone: Phone) -> Wiring:
    return with_phone(wiring, phone)


@pytest.fixture
def parcel(wired: Wiring, shop_id: int) -> tuple[int, int]:
    return a_parcel(wired, shop_id)


def own_account(wiring: Wiring, shop_id: int, phone: Phone) -> Wiring:
    with wiring.sessions.begin() as session:
        session.add(
            ChannelAccountRow(
                shop_id=shop_id,
                channel="sms",
                provider="twilio",
                sealed_credentials=wiring.vault.seal("{}"),
                report_token="t",
            )
        )
    provider = ChannelProvider("twilio", "Twilio", ChannelKey.SMS, fields=())
    desk = ScriptedDesk(providers={"twilio": provider}, opened={"twilio": phone})
    return replace(wiring, channel_desk=desk, channels={})


@pytest.mark.parametrize("has_it_already", [False, True])
def test_messages_wait_uncounted_while_the_shops_own_account_is_refused(
    wired, shop_id, parcel, phone, clock, has_it_already
) -> None:
    wired = own_account(wired, shop_id, phone)
    phone.has_it_already = has_it_already
    phone.failures = [ProviderError("20003 wrong password", credentials_refused=True)]
    text_to(wired, shop_id, Kind.OUT_FOR_DELIVERY, parcel)
    text_to(wired, shop_id, Kind.OUT_FOR_DELIVERY, parcel, about="the same in one text")
    send_due(wired)
    assert [(row.state, row.attempts, row.told_with) for row in rows(wired)] == [
        ("due", 0, None)
    ] * 2
    with wired.sessions() as session:
        account = session.scalars(select(ChannelAccountRow)).one()
    assert (account.paused_at, account.paused_reason) == (NOON, "20003 wrong password")
    clock.forward(minutes=5)
    assert not anything_due(wired)
    assert send_due(wired) == 0
    with wired.sessions.begin() as session:
        session.execute(update(ChannelAccountRow).values(paused_at=None))
    send_due(wired)
    assert [row.state for row in rows(wired)] == ["sent", "told"]


@pytest.mark.parametrize("trouble", ["sealed with another key", "no such provider"])
def test_an_account_that_cannot_be_opened_is_paused_like_a_refused_one(
    wired, shop_id, parcel, phone, trouble
) -> None:
    wired = own_account(wired, shop_id, phone)
    if trouble == "no such provider":
        wired = replace(wired, channel_desk=ScriptedDesk())
    else:
        with wired.sessions.begin() as session:
            session.execute(update(ChannelAccountRow).values(sealed_credentials=b"?"))
    text_to(wired, shop_id, Kind.OUT_FOR_DELIVERY, parcel)
    send_due(wired)
    assert the_row(wired).state == "due"
    assert not anything_due(wired)
    with wired.sessions() as session:
        assert session.scalars(select(ChannelAccountRow.paused_at)).one() == NOON


def test_our_own_account_that_is_refused_is_tried_again(wired, shop_id, parcel, phone) -> None:
    phone.failures = [ProviderError("wrong password", credentials_refused=True)]
    text_to(wired, shop_id, Kind.OUT_FOR_DELIVERY, parcel)
    send_due(wired)
    row = the_row(wired)
    assert (row.state, row.attempts) == ("due", 1)
    assert row.next_attempt_at == NOON + timedelta(minutes=1)
