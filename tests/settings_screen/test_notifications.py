"""The notifications page: a row is saved at once, undone, and never over somebody else's change."""

import re
from datetime import timedelta

import pytest
from sqlalchemy import insert

from domain.kinds import RULES, ChannelKey, Kind
from services.change_settings import read_settings
from services.wiring import Wiring
from storage.audit_log import changes_of
from storage.text_versions import TextVersionRow
from tests.fakes import NOON
from tests.settings_screen.merchants import grant
from tests.settings_screen.notification_rows import (
    PAGE,
    Merchant,
    chosen,
    row_of,
    states,
    told,
)
from tests.settings_screen.pages import words

EMAIL, SMS, PUSH = ChannelKey


@pytest.fixture(params=["inside", "outside"])
def merchant(request, wiring: Wiring, shop_id: int) -> Merchant:
    grant(wiring, shop_id)
    return Merchant(wiring, request.param)


def test_every_kind_has_its_row_with_a_switch_for_every_channel(wiring, shop_id, merchant) -> None:
    page = merchant.page()
    assert page.count('<div class="kind"') == len(Kind)
    for kind in Kind:
        row = states(row_of(page, kind))
        on = chosen(wiring, shop_id, kind).channels
        assert {channel: state for channel, (state, _) in row.items()} == {
            channel.value: channel in on for channel in ChannelKey
        }
        assert {channel for channel, (_, usable) in row.items() if usable} == {"email"}
    assert "Not set up yet: SMS, Push" in words(page)
    assert 'href="/settings/channels' in page
    for group in ("Before it is sent", "On its way", "Arriving", "If something goes", "Afterwards"):
        assert group in words(page)


def test_a_kind_that_may_wait_has_a_field_within_its_bounds(merchant) -> None:
    page = merchant.page()
    for kind, rule in RULES.items():
        assert ('name="wait"' in row_of(page, kind)) is (rule.wait is not None)
    assert 'value="48" min="4" max="720"' in row_of(page, Kind.NOT_YET_PROCESSED)
    assert 'value="3" min="1" max="14"' in row_of(page, Kind.PICKUP_REMINDER)


def test_a_switch_is_saved_at_once_and_can_be_undone(wiring, shop_id, merchant) -> None:
    before = chosen(wiring, shop_id, Kind.DELIVERED)
    answer = merchant.post(f"{PAGE}/delivered", channels="push", version=before.version)
    assert answer.status_code == 200
    assert told(answer) == "Delivered: E-mail off"
    assert chosen(wiring, shop_id, Kind.DELIVERED).channels == {PUSH}
    row = row_of(answer.text, Kind.DELIVERED)
    assert states(row)["email"] == (False, True)
    offer = row.partition("data-offer")[2]
    assert "Undo" in words(offer)
    former = re.findall(r'name="(\w+)" value="(\w+)"', offer)
    data = {name: [v for n, v in former if n == name] for name, _ in former if name != "proof"}
    undone = merchant.post(f"{PAGE}/delivered", **data)
    assert (undone.status_code, told(undone)) == (200, "Undone")
    assert chosen(wiring, shop_id, Kind.DELIVERED).channels == before.channels
    assert "data-offer" not in undone.text
    # The keyboard goes on where it was.
    assert '"focus": "delivered-email"' in undone.headers["HX-Trigger"]


def test_what_a_merchant_changes_is_written_down(wiring, shop_id, merchant) -> None:
    merchant.post(f"{PAGE}/packed", channels="email", version=0)
    with wiring.sessions() as session:
        [(_, _, change)] = changes_of(session, shop_id, 5)
    assert (change.what, change.subject) == ("kind", "packed")
    assert (change.before["channels"], change.after["channels"]) == ([], ["email"])


def test_saving_what_is_kept_already_changes_nothing(wiring, shop_id, merchant) -> None:
    merchant.post(f"{PAGE}/packed", version=0)
    assert chosen(wiring, shop_id, Kind.PACKED).version == 0
    with wiring.sessions() as session:
        assert changes_of(session, shop_id, 5) == []


def test_two_tabs_never_overwrite_each_other_silently(wiring, shop_id, merchant) -> None:
    merchant.post(f"{PAGE}/customs", channels=["email", "push"], version=0)
    late = merchant.post(f"{PAGE}/customs", version=0)
    assert late.status_code == 409
    assert "Not saved: this was changed meanwhile" in words(late.text)
    assert "Not saved" in told(late)
    assert states(late.text)["push"][0]
    assert 'name="version" value="1"' in late.text
    assert chosen(wiring, shop_id, Kind.CUSTOMS).channels == {EMAIL, PUSH}


def test_another_shop_is_left_alone(wiring, shop_id, merchant, connect) -> None:
    other = connect(domain="other.myshopify.com")
    merchant.post(f"{PAGE}/customs", version=0)
    assert chosen(wiring, other, Kind.CUSTOMS).channels == RULES[Kind.CUSTOMS].on


@pytest.mark.parametrize(
    ("kind", "data", "said"),
    [
        ("pickup_reminder", {"wait": "0"}, "Please choose between 1 and 14."),
        ("pickup_reminder", {"wait": "15"}, "Please choose between 1 and 14."),
        ("not_yet_processed", {"wait": "3"}, "Please choose between 4 and 720."),
        ("pickup_reminder", {"wait": "two"}, "Please enter a whole number."),
        ("pickup_reminder", {"wait": "1.5"}, "Please enter a whole number."),
        ("pickup_reminder", {"wait": "²"}, "Please enter a whole number."),
        ("pickup_reminder", {"wait": "99999999999"}, "Please enter a whole number."),
        ("packed", {"channels": "pigeon"}, "This form is of another version."),
        ("packed", {"version": "one"}, "This form is of another version."),
        ("packed", {"version": "9" * 30}, "This form is of another version."),
    ],
)
def test_what_cannot_be_meant_is_told_beside_it_and_changes_nothing(
    wiring, shop_id, kind, data, said
) -> None:
    grant(wiring, shop_id)
    answer = Merchant(wiring, "outside").post(f"{PAGE}/{kind}", **{"version": "0", **data})
    assert answer.status_code == 422
    assert said in words(answer.text)
    assert said in told(answer)
    assert "wait" not in data or f'value="{data["wait"]}"' in answer.text
    assert chosen(wiring, shop_id, Kind(kind)).version == 0


def test_a_wait_is_kept_in_its_unit(wiring, shop_id, merchant) -> None:
    merchant.post(f"{PAGE}/review_ask", channels="email", wait="10", version=0)
    merchant.post(f"{PAGE}/not_yet_processed", channels="email", wait="36", version=0)
    waits = read_settings(wiring, shop_id).notifications.waits
    assert waits == {
        Kind.REVIEW_ASK: timedelta(days=10),
        Kind.NOT_YET_PROCESSED: timedelta(hours=36),
    }
    assert 'value="10"' in row_of(merchant.page(), Kind.REVIEW_ASK)


def test_what_waits_for_a_channel_to_be_set_up_stays_chosen(wiring, shop_id, merchant) -> None:
    row = row_of(merchant.page(), Kind.IN_TRANSIT)
    assert 'type="hidden" name="channels" value="push"' in row
    assert states(row)["push"] == (True, False)


def test_a_kind_that_does_not_exist_is_not_found(merchant) -> None:
    assert merchant.post(f"{PAGE}/party", version=0).status_code == 404


def test_a_text_of_the_shops_own_is_marked_until_it_is_ours_again(
    wiring, shop_id, merchant
) -> None:
    def keep(parts: dict[str, str] | None) -> None:
        with wiring.engine.begin() as connection:
            text = {"kind": "delivered", "language": "en", "channel": "email", "parts": parts}
            connection.execute(
                insert(TextVersionRow).values(shop_id=shop_id, saved_at=NOON, saved_by="", **text)
            )

    keep({"subject": "It is there"})
    page = merchant.page()
    assert "Own text" in words(row_of(page, Kind.DELIVERED))
    assert page.count(">Own text<") == 1
    assert f"{PAGE}/delivered/email/en" in row_of(page, Kind.DELIVERED)
    keep(None)
    assert "Own text" not in words(merchant.page())
