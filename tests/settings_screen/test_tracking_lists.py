"""Campaigns and delivery notes in the settings: lists to be moved, forms, and removal."""

import pytest

from domain.campaign import Campaigns
from domain.delivery_note import DeliveryNotes
from services.change_notes import MOST_NOTES, EnteredNote, drop_note, move_note, save_note
from services.change_page import part_of_page
from services.page_values import InvalidPageError, PageProblem
from tests.settings_screen.merchants import grant, headers, inside, let_in, outside, site
from tests.settings_screen.pages import HTTPS, fields_in, plainly, words

CAMPAIGNS = "/settings/tracking/campaigns"
NOTES = "/settings/tracking/notes"
LAMPS = {
    "name": "Lamps",
    "title": "New <lamps>",
    "link": "https://lamps.example/new",
    "audience": "everyone",
    "states": "arrived",
}


@pytest.fixture
def browser(wiring, shop_id):
    grant(wiring, shop_id)
    return let_in(wiring)


def campaigns(wiring, shop_id: int):
    return part_of_page(wiring, shop_id, Campaigns).all


def test_a_campaign_is_made_switched_undone_and_removed_by_our_script(wiring, shop_id, browser):
    sent = {"headers": outside(wiring), "base_url": HTTPS}
    made = browser.post(f"{CAMPAIGNS}/new", data={**LAMPS, "version": "0"}, **sent)
    assert made.json == {"outcome": "saved", "then": CAMPAIGNS}
    [lamps] = campaigns(wiring, shop_id)
    asked = {"headers": {**outside(wiring), "HX-Request": "true"}, "base_url": HTTPS}
    one = f"{CAMPAIGNS}/{lamps.id}"
    on = browser.post(f"{one}/switch", data={"on": "on", "version": "1"}, **asked)
    assert campaigns(wiring, shop_id)[0].on
    assert "Lamps: on" in words(on.text)
    # The undo goes by the list as it now stands.
    undo = fields_in(on.text.partition('class="offer"')[2])
    assert undo == {"proof": undo["proof"], "version": "2", "undo": "1"}
    browser.post(f"{one}/switch", data=undo, **asked)
    assert not campaigns(wiring, shop_id)[0].on
    late = browser.post(f"{one}/switch", data={"on": "on", "version": "1"}, **asked)
    assert late.status_code == 409
    assert "changed meanwhile" in words(late.text)
    page = browser.get(one, base_url=HTTPS).text
    assert 'value="New &lt;lamps&gt;"' in page
    assert "Nothing has been counted yet." in words(page)
    assert "Keep it" in words(browser.get(f"{one}/remove", base_url=HTTPS).text)
    gone = browser.post(f"{one}/remove", data={"version": "3"}, **sent)
    assert gone.json == {"outcome": "removed", "then": CAMPAIGNS}
    assert campaigns(wiring, shop_id) == ()
    assert browser.get(one, base_url=HTTPS).location == CAMPAIGNS


def test_without_a_script_campaigns_are_made_moved_and_refused_with_the_reason(
    wiring, shop_id, browser
) -> None:
    for name in ("A", "B"):
        page = browser.get(f"{CAMPAIGNS}/new", base_url=HTTPS).text
        plainly(browser, f"{CAMPAIGNS}/new", page, **{**LAMPS, "name": name})
    a, b = campaigns(wiring, shop_id)
    page = browser.get(CAMPAIGNS, base_url=HTTPS).text
    moved = plainly(browser, f"{CAMPAIGNS}/{b.id}/move", page, move="up")
    assert (moved.status_code, moved.location) == (303, f"{CAMPAIGNS}?outcome=saved")
    assert campaigns(wiring, shop_id) == (b, a)
    late = plainly(browser, f"{CAMPAIGNS}/{b.id}/switch", page, on="on")
    assert late.location == f"{CAMPAIGNS}?outcome=changed"
    form = browser.get(f"{CAMPAIGNS}/{a.id}?written=sv", base_url=HTTPS).text
    assert "Words in Svenska" in words(form)
    wrong = plainly(
        browser, f"{CAMPAIGNS}/{a.id}", form, **{**LAMPS, "link": "http://x", "countries": "Mars"}
    )
    assert wrong.status_code == 422
    assert "begins with https://" in words(wrong.text)
    assert "codes of countries" in words(wrong.text)
    right = plainly(browser, f"{CAMPAIGNS}/{a.id}", form, **{**LAMPS, "title": "Nya"})
    assert right.location == f"{CAMPAIGNS}/{a.id}?outcome=saved&written=sv"
    assert set(campaigns(wiring, shop_id)[1].words) == {"en", "sv"}


def test_in_the_admin_a_campaign_is_moved_and_the_keyboard_stays_at_its_button(wiring, shop_id):
    grant(wiring, shop_id)
    client = site(wiring).test_client()
    for at, name in enumerate(("A", "B")):
        data = {**LAMPS, "name": name, "version": str(at)}
        client.post(f"{CAMPAIGNS}/new", headers=headers(), data=data)
    a, b = campaigns(wiring, shop_id)
    moved = client.post(
        f"{CAMPAIGNS}/{a.id}/move",
        headers={**headers(), "HX-Request": "true"},
        data={"move": "down", "version": "2"},
    )
    assert f'"focus": "up-{a.id}"' in moved.headers["HX-Trigger"]
    assert campaigns(wiring, shop_id) == (b, a)
    assert "s-switch" in client.get(inside(CAMPAIGNS)).text


def test_another_shops_campaign_is_nobodys(wiring, shop_id, connect, browser) -> None:
    page = browser.get(f"{CAMPAIGNS}/new", base_url=HTTPS).text
    plainly(browser, f"{CAMPAIGNS}/new", page, **LAMPS)
    [mine] = campaigns(wiring, shop_id)
    other = connect(domain="other.myshopify.com")
    theirs = let_in(wiring, "other.myshopify.com")
    assert theirs.get(f"{CAMPAIGNS}/{mine.id}", base_url=HTTPS).location == CAMPAIGNS
    page = theirs.get(f"{CAMPAIGNS}/new", base_url=HTTPS).text
    for what in ("switch", "move", "remove"):
        plainly(theirs, f"{CAMPAIGNS}/{mine.id}/{what}", page, on="on", move="up")
    changed = plainly(theirs, f"{CAMPAIGNS}/{mine.id}", page, **{**LAMPS, "name": "X"})
    assert changed.status_code == 409
    assert campaigns(wiring, shop_id) == (mine,)
    assert campaigns(wiring, other) == ()


def test_delivery_notes_are_written_moved_and_removed(wiring, shop_id, browser) -> None:
    page = browser.get(NOTES, base_url=HTTPS).text
    assert "There are no notes yet." in words(page)
    form = browser.get(f"{NOTES}/new", base_url=HTTPS).text
    wrong = plainly(browser, f"{NOTES}/new", form, products="sofa", text="")
    assert (wrong.status_code, "Please fill this in." in words(wrong.text)) == (422, True)
    made = plainly(browser, f"{NOTES}/new", form, products="sofa\r\nsofa\r\n", text="Two\r\npeople")
    assert made.location == f"{NOTES}?outcome=saved"
    form = browser.get(f"{NOTES}/new", base_url=HTTPS).text
    plainly(browser, f"{NOTES}/new", form, products="", text="Be home")
    swedish = browser.get(f"{NOTES}/0?written=sv", base_url=HTTPS).text
    saved = plainly(browser, f"{NOTES}/0", swedish, products="sofa", text="Två personer")
    assert saved.location == f"{NOTES}/0?outcome=saved&written=sv"
    page = browser.get(NOTES, base_url=HTTPS).text
    plainly(browser, f"{NOTES}/1/move", page, move="up")
    [first, second] = part_of_page(wiring, shop_id, DeliveryNotes).all
    assert (first.products, first.words) == ((), {"en": "Be home"})
    assert second.words == {"en": "Two\npeople", "sv": "Två personer"}
    assert "Every order" in words(browser.get(NOTES, base_url=HTTPS).text)
    late = plainly(browser, f"{NOTES}/0/remove", page)
    assert late.location == f"{NOTES}?outcome=changed"
    page = browser.get(f"{NOTES}/0/remove", base_url=HTTPS).text
    gone = plainly(browser, f"{NOTES}/0/remove", page)
    assert gone.location == f"{NOTES}?outcome=removed"
    assert part_of_page(wiring, shop_id, DeliveryNotes).all == (second,)
    assert browser.get(f"{NOTES}/7", base_url=HTTPS).location == NOTES
    assert browser.get(f"{NOTES}/7/remove", base_url=HTTPS).location == NOTES


def test_notes_end_somewhere_and_say_what_is_wrong_with_them(wiring, shop_id) -> None:
    for at in range(MOST_NOTES):
        save_note(wiring, shop_id, None, EnteredNote("en", "", f"Note {at}", at), "anna")
    for entered, field, problem in (
        (EnteredNote("en", "", "More", MOST_NOTES), "text", PageProblem.TOO_MANY),
        (EnteredNote("en", "", "a" * 501, MOST_NOTES), "text", PageProblem.TOO_LONG),
        (EnteredNote("en", "a\tb", "x", MOST_NOTES), "products", PageProblem.UNREADABLE),
        (EnteredNote("en", "\n".join(map(str, range(31))), "x"), "products", PageProblem.TOO_MANY),
    ):
        place = 0 if field == "products" else None
        with pytest.raises(InvalidPageError) as refused:
            save_note(wiring, shop_id, place, entered, "anna")
        assert refused.value.problems == {field: problem}
    # At the ends of the list nothing moves, and nothing is noted.
    move_note(wiring, shop_id, 0, -1, MOST_NOTES, "anna")
    drop_note(wiring, shop_id, 99, 0, "anna")
    assert part_of_page(wiring, shop_id, DeliveryNotes).version == MOST_NOTES
