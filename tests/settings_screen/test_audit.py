"""The page of changes: who, when, what in plain words, and what differs; never a secret."""

import re

import pytest

from domain.kinds import Kind
from domain.shop import PlatformKey, Shop
from domain.shop_task import ShopTask
from messages.language import language
from services.change_settings import set_show_scans
from services.keep_carrier_account import keep_carrier_account
from services.review_changes import A_PAGE, Change, ChangePage, NotedChange
from services.set_retention import set_retention
from settings_screen.audit_view import change_lines
from settings_screen.carriers_view import Looking
from settings_screen.words import TASKS
from storage.audit_log import note_change
from tests.fakes import NOON
from tests.services.carrier_desk import desk, entered
from tests.settings_screen.merchants import grant, inside, let_in, site
from tests.settings_screen.pages import HTTPS, words

PAGE = "/settings/audit"
SHOP = Shop(1, PlatformKey.SHOPIFY, "a.example", "A", "en", "Europe/Stockholm", "")


@pytest.fixture(params=["inside", "outside"])
def show(request, wiring, shop_id):
    grant(wiring, shop_id)
    if request.param == "inside":
        client = site(wiring).test_client()
        return lambda path=PAGE, **query: client.get(inside(path, **query)).text
    browser = let_in(wiring)
    return lambda path=PAGE, **query: browser.get(path, query_string=query, base_url=HTTPS).text


def test_a_shop_where_nothing_was_changed_says_so(show) -> None:
    assert "Nothing has been changed yet." in words(show())


def test_changes_are_told_newest_first_with_who_and_what_differs(
    wiring, shop_id, carrier, show, connect
) -> None:
    set_show_scans(wiring, shop_id, "Shopify user 7", on=True)
    set_show_scans(wiring, shop_id, "Shopify user 7", on=True)
    set_retention(wiring, shop_id, 24, 0, "kim@team.example")
    set_retention(wiring, connect(domain="other.myshopify.com"), 36, 0, "other@team.example")
    here = desk(wiring, carrier)
    keep_carrier_account(here, shop_id, entered(key="never-shown", limit="250"), "link")
    page = show()
    said = words(page)
    found = [
        said.index(word)
        for word in (
            "Somebody with a link Account with otherpost New: Yes Calls a day: 250",
            "kim@team.example How long shoppers are remembered Months: – → 24",
            "Shopify user 7 Carrier scans on Shopify's order pages Switched on: No → Yes",
        )
    ]
    assert found == sorted(found)
    assert said.count("Carrier scans on Shopify") == 1
    assert "never-shown" not in page
    assert "other@team.example" not in page


def test_older_changes_are_on_further_pages(wiring, shop_id, show) -> None:
    with wiring.sessions.begin() as session:
        for number in range(A_PAGE + 2):
            note_change(session, shop_id, Change("link", "api key", f"key {number}."), NOON)
    first = show()
    assert words(first).count("API key “") == A_PAGE
    before = re.search(r"before=(\d+)", first)
    assert before is not None
    rest = words(show(before=before[1]))
    assert "API key “key 1.”" in rest
    assert rest.count("API key “") == 2
    assert "Newest" in rest
    assert "Older" not in rest


@pytest.mark.parametrize("before", ["0", "-1", "x", "99999999999999999999"])
def test_a_place_that_cannot_be_is_the_newest(wiring, shop_id, show, before) -> None:
    with wiring.sessions.begin() as session:
        note_change(session, shop_id, Change("link", "brand"), NOON)
    assert "Brand" in words(show(before=before))


CHANGES = [
    (Change("WordPress user 3", "kind", "shipped", {"channels": ["email"]}, {"channels": []}),
     ("WordPress user 3", "Message “Shipped”", ["Channels: E-mail → –"])),
    (Change("WordPress user", "kind", "no such", {}, {}),
     ("WordPress user", "Message “no such”", [])),
    (Change("a@b.example", "texts", "delivered/sms/sv", {"text": "A"}, {"text": "B " * 90}),
     ("a@b.example", "Text of “Delivered” (SMS, Svenska)", [f"Text: A → {'B ' * 59}B…"])),
    (Change("link", "channel account", "sms", {"provider": ""}, {"provider": "twilio"}),
     ("Somebody with a link", "Account for SMS", ["Provider: – → twilio"])),
    (Change("link", "member", "k@b.example", {"role": "owner"}, {"role": "viewer"}),
     ("Somebody with a link", "Team: k@b.example", ["Role: Owner → Viewer"])),
    (Change("link", "member", "k@b.example", {"role": "owner"}, {}),
     ("Somebody with a link", "Team: k@b.example", ["Role: Owner → –"])),
    (Change("link", "rules", "", {"count_opens": False, "quiet": None},
            {"count_opens": True, "quiet": None}),
     ("Somebody with a link", "Rules for all messages", ["Opens and clicks counted: No → Yes"])),
    (Change("link", "retention", "", {}, {"months": None}),
     ("Somebody with a link", "How long shoppers are remembered", [])),
    (Change("link", "brand", "", {"social": {}}, {"social": {"x": "https://x.example"}}),
     ("Somebody with a link", "Brand", ["Social links: – → x"])),
    (Change("link", "something new", "", {}, {"odd_name": 3}),
     ("Somebody with a link", "Something else (something new)", ["odd_name: 3"])),
]  # fmt: skip


@pytest.mark.parametrize(("change", "told"), CHANGES)
def test_every_change_is_said_in_plain_words(change, told) -> None:
    looking = Looking(SHOP, language("en"), NOON)
    (line,) = change_lines(ChangePage([NotedChange(NOON, change)], None), looking)
    assert (line.who, line.what, list(line.differences)) == told


def test_every_task_that_may_fail_has_a_name_for_the_home_page() -> None:
    assert set(TASKS) == set(ShopTask)


@pytest.mark.parametrize("kind", Kind)
def test_every_kind_of_message_has_its_name_there(kind) -> None:
    looking = Looking(SHOP, language("en"), NOON)
    noted = NotedChange(NOON, Change("link", "kind", kind.value))
    (line,) = change_lines(ChangePage([noted], None), looking)
    assert line.what not in {f"Message “{kind.value}”", ""}
