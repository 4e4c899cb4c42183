"""What a shopper chooses by the link in a mail is kept, and nothing else is changed or shown."""

from datetime import time

import pytest

from domain.kinds import ChannelKey, Kind
from domain.order import Contact
from domain.preferences import QuietHours, ShopperPreferences
from messages.kind_groups import KIND_GROUPS
from services.choose_kinds import choose_kind, kind_choices
from services.wiring import Wiring
from storage.kind_choices import KindChoice
from storage.suppressions import is_suppressed, suppress
from tests.fakes import NOON
from tests.tracking_page.mail_links import ALVA, Reader, reader_of
from tracking_page.preferences_words import NEWS

EMAIL, SMS = ChannelKey.EMAIL, ChannelKey.SMS


@pytest.fixture
def alva(wiring: Wiring, shop_id: int) -> Reader:
    return reader_of(wiring, shop_id)


def send_by(wiring: Wiring, shop_id: int, kind: Kind, *channels: ChannelKey) -> None:
    version = kind_choices(wiring, shop_id)[kind.value].version
    choice = KindChoice(kind, frozenset(channels), None, version)
    choose_kind(wiring, shop_id, choice, "merchant")


@pytest.mark.parametrize(
    ("changes", "wanted"),
    [
        ({}, {}),
        ({"stop": "1"}, {"stopped_orders": frozenset({1})}),
        ({"rhythm": "daily"}, {"daily_digest": True}),
        ({"language": "sv"}, {"language": "sv"}),
        ({"language": "tlh"}, {}),
        ({"way": None}, {"channels_off": frozenset({EMAIL})}),
        (
            {"quiet_from": "21:30", "quiet_until": "07:00"},
            {"quiet": QuietHours(time(21, 30), time(7))},
        ),
    ],
)
def test_what_is_chosen_is_kept_and_shown_again(
    alva: Reader, changes: dict[str, str | None], wanted: dict[str, object]
) -> None:
    answer = alva.save(**changes)
    assert (answer.status_code, answer.location) == (303, f"{alva.path}?saved=1#saved")
    assert alva.wishes() == ShopperPreferences(**{"version": 1, **wanted})  # type: ignore[arg-type]
    assert 'id="saved"' in alva.look("?saved=1").text
    alva.save()
    assert alva.wishes() == ShopperPreferences(**{"version": 2, **wanted})  # type: ignore[arg-type]


def test_news_that_are_not_ticked_are_off_and_come_back_when_they_are(alva: Reader) -> None:
    form = alva.form()
    assert Kind.DELAYED in form.getlist("news")
    form.setlist("news", [kind for kind in form.getlist("news") if kind != Kind.DELAYED])
    alva.post(form)
    assert alva.wishes().kinds_off == {Kind.DELAYED}
    assert Kind.DELAYED not in alva.form().getlist("news")
    again = alva.form()
    again.add("news", Kind.DELAYED)
    alva.post(again)
    assert alva.wishes().kinds_off == frozenset()


def test_only_news_that_the_shop_sends_are_offered(wiring, shop_id, alva) -> None:
    offered = alva.form().getlist("news_shown")
    assert Kind.REVIEW_ASK not in offered
    assert {Kind.SHIPPED, Kind.DELIVERED} <= set(offered)
    send_by(wiring, shop_id, Kind.REVIEW_ASK, EMAIL)
    send_by(wiring, shop_id, Kind.DELIVERED)
    offered = alva.form().getlist("news_shown")
    assert Kind.REVIEW_ASK in offered
    assert Kind.DELIVERED not in offered


def test_news_switched_on_after_the_page_was_opened_are_not_taken_for_unwanted(
    wiring, shop_id, alva
) -> None:
    form = alva.form()
    send_by(wiring, shop_id, Kind.REVIEW_ASK, EMAIL)
    alva.post(form)
    assert alva.wishes().kinds_off == frozenset()


def test_what_was_switched_off_stays_so_while_the_shop_does_not_offer_it(
    wiring, shop_id, alva
) -> None:
    form = alva.form()
    form.setlist("news", [])
    alva.post(form)
    assert Kind.DELIVERED in alva.wishes().kinds_off
    send_by(wiring, shop_id, Kind.DELIVERED)
    alva.save()
    assert Kind.DELIVERED in alva.wishes().kinds_off


def test_every_kind_has_words_and_stands_under_one_heading() -> None:
    assert set(NEWS) == set(Kind)
    assert sorted(kind for _, kinds in KIND_GROUPS for kind in kinds) == sorted(Kind)


@pytest.mark.parametrize(
    ("phone", "by_text", "offered"),
    [("", True, False), ("+46701234567", False, False), ("070-123 45 67", True, True)],
)
def test_texts_are_offered_to_who_has_a_phone_where_the_shop_sends_any(
    wiring, shop_id, phone, by_text, offered
) -> None:
    if by_text:
        send_by(wiring, shop_id, Kind.DELAYED, EMAIL, SMS)
    reader = reader_of(wiring, shop_id, contact=Contact("Alva", ALVA, phone))
    assert ("sms" in reader.form().getlist("way_shown")) is offered


def test_stopped_texts_are_not_offered_but_explained(wiring, shop_id) -> None:
    send_by(wiring, shop_id, Kind.DELAYED, EMAIL, SMS)
    reader = reader_of(wiring, shop_id, contact=Contact("Alva", ALVA, "+46701234567"))
    with wiring.sessions.begin() as session:
        suppress(session, shop_id, SMS, "+46701234567", "unsubscribed", NOON)
    assert "answer START" in reader.look().text
    reader.save()
    with wiring.sessions() as session:
        assert is_suppressed(session, shop_id, SMS, "+46701234567")


def test_mails_that_bounced_begin_again_only_when_asked_for(wiring, shop_id, alva) -> None:
    with wiring.sessions.begin() as session:
        suppress(session, shop_id, EMAIL, ALVA, "bounced", NOON)
    assert "Mails to you came back" in alva.look().text
    assert "email" not in alva.form().getlist("way")
    alva.save()
    with wiring.sessions() as session:
        assert is_suppressed(session, shop_id, EMAIL, ALVA)
    alva.save(way="email")
    with wiring.sessions() as session:
        assert not is_suppressed(session, shop_id, EMAIL, ALVA)
    assert alva.wishes().channels_off == frozenset()


@pytest.mark.parametrize(
    ("changes", "problem"),
    [
        ({"quiet_from": "21:00"}, "Please give both times, or none."),
        ({"quiet_from": "25:00", "quiet_until": "07:00"}, "Please give both times, or none."),
        ({"quiet_from": "07:00", "quiet_until": "07:00"}, "Please give two different times."),
        ({"also_to": "nobody"}, "like name@example.com"),
        ({"also_to": "a@b.example\r\nBcc: c@d.example"}, "like name@example.com"),
        ({"also_to": "a@b.example,c@d.example"}, "like name@example.com"),
        ({"also_to": f"{'a' * 250}@b.example"}, "like name@example.com"),
        ({"also_to": " ALVA@example.com "}, "go to this address already"),
    ],
)
def test_what_is_wrong_is_said_beside_its_field_and_nothing_is_kept(
    alva: Reader, changes: dict[str, str | None], problem: str
) -> None:
    answer = alva.save(stop="1", **changes)
    assert answer.status_code == 422
    assert problem in answer.text
    name = "also_to" if "also_to" in changes else "quiet"
    assert f'{name}-problem"' in answer.text
    assert 'aria-invalid="true"' in answer.text
    assert 'name="stop" value="1" checked' in answer.text
    assert alva.wishes() == ShopperPreferences()


def test_of_two_windows_the_later_one_is_told_and_overwrites_nothing(alva: Reader) -> None:
    first, second = alva.form(), alva.form()
    first["stop"] = "1"
    second["rhythm"] = "daily"
    assert alva.post(first).status_code == 303
    answer = alva.post(second)
    assert answer.status_code == 409
    assert "changed in another window" in answer.text
    assert 'name="stop" value="1" checked' in answer.text
    kept = alva.wishes()
    assert kept.stopped_orders == {alva.order_id}
    assert not kept.daily_digest


@pytest.mark.parametrize("version", ["", "7", "-1", "x", "9" * 30])
def test_a_form_without_the_newest_version_changes_nothing(alva: Reader, version: str) -> None:
    assert alva.save(version=version, stop="1").status_code == 409
    assert alva.wishes() == ShopperPreferences()


def test_stopping_one_order_leaves_the_others(wiring, shop_id, alva) -> None:
    other = reader_of(wiring, shop_id, "#2")
    alva.save(stop="1")
    other.save(stop="1")
    assert alva.wishes().stopped_orders == {alva.order_id, other.order_id}
    alva.save(stop=None)
    assert alva.wishes().stopped_orders == {other.order_id}


def test_wishes_are_of_one_shop_and_one_shopper(wiring, shop_id, connect, alva) -> None:
    elsewhere = reader_of(wiring, connect(domain="other.myshopify.com"))
    bo = reader_of(wiring, shop_id, "#3", contact=Contact("Bo", "bo@example.com", ""))
    alva.save(rhythm="daily")
    assert not elsewhere.wishes().daily_digest
    assert not bo.wishes("bo@example.com").daily_digest


def test_saving_stops_a_caller_who_goes_on(alva: Reader) -> None:
    answers = [alva.save().status_code for _ in range(31)]
    assert answers == [303] * 30 + [429]
    assert alva.wishes().version == 30
