"""When a message may go out: nobody is woken, nobody is flooded, and nothing waits for ever."""

from datetime import datetime, time, timedelta

import pytest

from domain.kinds import RULES, ChannelKey, Kind, Priority
from domain.preferences import NotificationSettings, QuietHours, ShopperPreferences
from domain.send_time import SentToday, digest_at, hold_until, in_digest, midnight
from tests.domain.messages import at, local

EMAIL, SMS, PUSH = ChannelKey.EMAIL, ChannelKey.SMS, ChannelKey.PUSH
USUAL, NO_WISHES = NotificationSettings(), ShopperPreferences()
SIESTA = ShopperPreferences(quiet=QuietHours(time(13), time(15)))

HELD = [
    (Kind.IN_TRANSIT, SMS, USUAL, NO_WISHES, local(20, 22), local(21, 8), "a text at night"),
    (Kind.IN_TRANSIT, PUSH, USUAL, NO_WISHES, local(21, 5), local(21, 8), "a push before dawn"),
    (Kind.IN_TRANSIT, SMS, USUAL, NO_WISHES, local(20, 8), None, "a text in the morning"),
    (Kind.IN_TRANSIT, EMAIL, USUAL, NO_WISHES, local(20, 23), None, "a mail wakes nobody"),
    (Kind.OUT_FOR_DELIVERY, SMS, USUAL, NO_WISHES, local(20, 6), None, "worth being woken for"),
    (
        Kind.OUT_FOR_DELIVERY,
        SMS,
        NotificationSettings(urgent_any_hour=False),
        NO_WISHES,
        local(20, 6),
        local(20, 8),
        "not in a shop that lets sleep",
    ),
    (Kind.ATTEMPT_FAILED, SMS, USUAL, NO_WISHES, local(20, 22), local(21, 8), "urgent, by day"),
    (
        Kind.IN_TRANSIT,
        SMS,
        NotificationSettings(quiet=None),
        NO_WISHES,
        local(20, 3),
        None,
        "a shop without quiet hours",
    ),
    (Kind.IN_TRANSIT, EMAIL, USUAL, SIESTA, local(20, 14), local(20, 15), "a shopper's own hours"),
    (Kind.OUT_FOR_DELIVERY, SMS, USUAL, SIESTA, local(20, 14), local(20, 15), "count for all"),
    (Kind.IN_TRANSIT, SMS, USUAL, SIESTA, local(20, 23), None, "and instead of the shop's"),
]


@pytest.mark.parametrize(
    ("kind", "channel", "settings", "wishes", "now", "until"),
    [one[:6] for one in HELD],
    ids=[one[6] for one in HELD],
)
def test_quiet_hours(
    kind: Kind,
    channel: ChannelKey,
    settings: NotificationSettings,
    wishes: ShopperPreferences,
    now: datetime,
    until: datetime | None,
) -> None:
    assert hold_until(kind, channel, settings, wishes, SentToday(), at(now)) == until


def held(kind: Kind, channel: ChannelKey, sent: SentToday, **settings: int | None) -> bool:
    chosen = NotificationSettings(**settings)  # type: ignore[arg-type]
    return hold_until(kind, channel, chosen, NO_WISHES, sent, at(local(20, 12))) is not None


def test_a_shopper_who_has_had_enough_for_a_day_hears_the_rest_tomorrow() -> None:
    now = at(local(20, 12))
    many = SentToday(to_shopper=6)
    until = hold_until(Kind.DELIVERED, EMAIL, USUAL, NO_WISHES, many, now)
    assert until == local(21, 8)
    assert not held(Kind.DELIVERED, EMAIL, SentToday(to_shopper=5))
    assert not held(Kind.DELIVERED, EMAIL, many, most_a_day=None)
    assert not held(Kind.OUT_FOR_DELIVERY, EMAIL, many)


def test_a_shop_that_has_sent_its_texts_sends_no_more_today() -> None:
    assert held(Kind.OUT_FOR_DELIVERY, SMS, SentToday(texts=500))
    assert not held(Kind.OUT_FOR_DELIVERY, SMS, SentToday(texts=499))
    assert not held(Kind.OUT_FOR_DELIVERY, PUSH, SentToday(texts=500))
    assert not held(Kind.OUT_FOR_DELIVERY, SMS, SentToday(texts=500), most_sms_a_day=None)


def test_a_digest_takes_what_is_not_urgent_and_only_mail() -> None:
    wishes = ShopperPreferences(daily_digest=True)
    for kind, rule in RULES.items():
        assert in_digest(kind, EMAIL, wishes) is (rule.priority is not Priority.URGENT)
    assert not in_digest(Kind.DELIVERED, SMS, wishes)
    assert not in_digest(Kind.DELIVERED, EMAIL, NO_WISHES)


def test_the_digest_goes_out_in_the_evening_also_when_clocks_change() -> None:
    assert digest_at(at(local(20, 12))) == local(20, 18)
    assert digest_at(at(local(20, 18))) == local(21, 18)
    before_summer_ends = datetime(2026, 10, 24, 19, tzinfo=at(local(20, 1)).zone)
    assert digest_at(at(before_summer_ends)).astimezone(at(local(20, 1)).zone).hour == 18


def test_a_day_begins_at_midnight_where_the_parcel_goes() -> None:
    assert midnight(at(local(20, 0, 30))) == local(20, 0)
    assert midnight(at(local(20, 23, 30))) == local(20, 0)


@pytest.mark.parametrize(
    ("hours", "quiet", "awake"),
    [
        (QuietHours(time(21), time(8)), [time(21), time(0), time(7, 59)], [time(8), time(20, 59)]),
        (QuietHours(time(13), time(15)), [time(13), time(14, 59)], [time(12, 59), time(15)]),
        (QuietHours(time(9), time(9)), [], [time(9), time(0)]),
    ],
)
def test_hours_may_pass_midnight(hours: QuietHours, quiet: list[time], awake: list[time]) -> None:
    assert all(hours.hold(moment) for moment in quiet)
    assert not any(hours.hold(moment) for moment in awake)


def test_a_shoppers_wishes_are_about_channels_kinds_and_orders() -> None:
    wishes = ShopperPreferences(
        frozenset({SMS}), frozenset({Kind.SHIPPED}), stopped_orders=frozenset({7})
    )
    assert wishes.want(Kind.DELIVERED, EMAIL, 1)
    assert not wishes.want(Kind.DELIVERED, SMS, 1)
    assert not wishes.want(Kind.SHIPPED, EMAIL, 1)
    assert not wishes.want(Kind.DELIVERED, EMAIL, 7)


def test_a_merchants_waits_replace_the_usual_ones() -> None:
    hours = timedelta(hours=30)
    settings = NotificationSettings(waits={Kind.REVIEW_ASK: hours})
    assert settings.wait_of(Kind.REVIEW_ASK) == hours
    assert settings.wait_of(Kind.PICKUP_REMINDER) == timedelta(days=3)
    assert settings.wait_of(Kind.DELIVERED) == timedelta()
