"""A merchant's choices are kept one by one, and a shop that chose nothing has the defaults."""

from dataclasses import replace

import pytest
from sqlalchemy import select

from domain.errors import ChangedMeanwhileError
from domain.kinds import RULES, ChannelKey, Kind
from services.change_settings import (
    dismiss_guide,
    read_settings,
    see_messages,
    set_show_scans,
)
from services.choose_kinds import choose_kind, kind_choices
from storage.audit_log import AuditRow
from tests.services.deliver import deliver
from tests.services.due_messages import choose, rows
from tests.shop_bodies import shopify_order


def test_a_shop_that_chose_nothing_has_the_defaults(wiring, shop_id) -> None:
    chosen = read_settings(wiring, shop_id)
    assert (chosen.show_scans, chosen.guide_dismissed, chosen.messages_seen) == (False,) * 3
    # The shops of these tests have chosen these two, by e-mail.
    usual = set(Kind) - {Kind.ORDER_RECEIVED, Kind.SHIPPED}
    told = chosen.notifications
    assert {kind: told.channels_of(kind) for kind in usual} == {k: RULES[k].on for k in usual}


def test_each_choice_leaves_the_others_as_they_were(wiring, shop_id) -> None:
    choose(wiring, shop_id, Kind.DELIVERED, ChannelKey.SMS)
    set_show_scans(wiring, shop_id, "merchant", on=True)
    dismiss_guide(wiring, shop_id)
    see_messages(wiring, shop_id)
    chosen = read_settings(wiring, shop_id)
    assert chosen.notifications.channels_of(Kind.DELIVERED) == {ChannelKey.SMS}
    assert (chosen.show_scans, chosen.guide_dismissed, chosen.messages_seen) == (True,) * 3
    set_show_scans(wiring, shop_id, "merchant", on=False)
    assert read_settings(wiring, shop_id).notifications == chosen.notifications


def test_choices_of_one_shop_are_not_those_of_another(wiring, shop_id, connect) -> None:
    other = connect(domain="other.myshopify.com")
    before = read_settings(wiring, other)
    choose(wiring, shop_id, Kind.DELIVERED)
    assert read_settings(wiring, other) == before


def test_a_choice_made_upon_an_old_one_is_refused_and_leaves_no_note(wiring, shop_id) -> None:
    shown = kind_choices(wiring, shop_id)[Kind.DELIVERED.value]
    choose(wiring, shop_id, Kind.DELIVERED)
    with pytest.raises(ChangedMeanwhileError):
        choose_kind(wiring, shop_id, replace(shown, channels=frozenset(ChannelKey)), "another")
    with wiring.sessions() as session:
        assert session.scalars(select(AuditRow.who)).all() == ["merchant"]


def test_a_kind_that_is_switched_off_is_not_sent_and_comes_back_when_it_is_on(
    wiring, shop_id
) -> None:
    choose(wiring, shop_id, Kind.ORDER_RECEIVED)
    deliver(wiring, shop_id, "orders/create", shopify_order(1001))
    assert rows(wiring) == []
    choose(wiring, shop_id, Kind.ORDER_RECEIVED, ChannelKey.EMAIL)
    deliver(wiring, shop_id, "orders/create", shopify_order(1002))
    assert [row.kind for row in rows(wiring)] == [Kind.ORDER_RECEIVED]
