"""The FAQ's pages: ordered, hidden, worded and previewed, with our script and without."""

import pytest

from domain.delivery_terms import FaqBook, Topic, Written, all_entries
from domain.faq_book import entry_of
from domain.team import Role
from services.change_faq import FaqSeen, add_question
from services.change_page import part_of_page
from tests.settings_screen.members import member
from tests.settings_screen.merchants import grant, headers, inside, let_in, outside, site
from tests.settings_screen.pages import HTTPS, plainly, words

PAGE = "/settings/tracking/faq"
LATE = f"{PAGE}/late"


@pytest.fixture
def browser(wiring, shop_id):
    assert shop_id
    return let_in(wiring)


def book(wiring, shop_id) -> FaqBook:
    return part_of_page(wiring, shop_id, FaqBook)


def ids(wiring, shop_id) -> list[str]:
    return [entry.id for entry in all_entries(book(wiring, shop_id))]


def page(browser, address: str = PAGE) -> str:
    answer = browser.get(address, base_url=HTTPS)
    assert answer.status_code == 200
    return str(answer.text)


def test_the_list_tells_how_each_question_stands_in_both_shells(wiring, shop_id, browser) -> None:
    grant(wiring, shop_id)
    add_question(wiring, shop_id, "en", Written("Wrap?", "{days}"), FaqSeen(0, "anna"))
    within = site(wiring).test_client().get(inside(PAGE), base_url=HTTPS).text
    for shown in (page(browser), within):
        said = words(shown)
        assert "Where is my order?" in said
        assert "Move up: Where is my order?" in said
        assert "How can my order be delivered? From your delivery terms. Left out" in said
        assert "Left out, because this is not known at the moment: {days}" in said
        assert "Wrap?" in said
        assert 'aria-current="page"' in shown


def test_a_question_is_moved_and_hidden_without_scripts(wiring, shop_id, browser) -> None:
    answer = plainly(browser, f"{LATE}/move", page(browser), way="up", hidden="")
    assert answer.status_code == 303
    assert ids(wiring, shop_id).index("late") == list(Topic).index(Topic.LATE) - 1
    plainly(browser, f"{LATE}/hide", page(browser), hidden="on")
    kept = entry_of(book(wiring, shop_id), "late")
    assert kept is not None
    assert kept.hidden
    assert "Show: My parcel is late. What happens now?" in words(page(browser))


def test_htmx_gets_the_list_as_it_now_is_and_is_told_of_others_changes(
    wiring, shop_id, browser
) -> None:
    asked = {**outside(wiring), "HX-Request": "true"}
    sent = {"way": "up", "version": "0"}
    for status, place in ((200, 12), (409, 12)):
        answer = browser.post(f"{LATE}/move", data=sent, headers=asked, base_url=HTTPS)
        assert answer.status_code == status
        assert answer.text.strip().startswith('<div id="faq-list">')
        assert 'name="version" value="1"' in answer.text
        assert ids(wiring, shop_id).index("late") == place
    assert "changed meanwhile" in answer.headers["HX-Trigger"]


def test_own_words_are_kept_in_the_language_they_were_written_in(wiring, shop_id, browser) -> None:
    swedish = page(browser, f"{LATE}?written=sv")
    assert 'lang="sv"' in swedish
    answer = plainly(browser, LATE, swedish, question="Sen?", answer="Skriv: {contact}")
    assert answer.headers["Location"].endswith("late?outcome=saved&written=sv")
    saved = page(browser, f"{LATE}?written=sv")
    assert "Skriv: help@lamps.example" in words(saved)
    assert "Go back to our text" in words(saved)
    assert "Skriv:" not in page(browser, f"{LATE}?written=de")
    plainly(browser, f"{LATE}/reset", saved)
    kept = entry_of(book(wiring, shop_id), "late")
    assert kept is not None
    assert kept.written == {}


@pytest.mark.parametrize(
    ("typed", "field", "says"),
    [
        ({"answer": "In {dayz}"}, "answer", "means nothing here: {dayz}"),
        ({"question": "x" * 121}, "question", "at most 120 characters"),
    ],
)
def test_what_cannot_be_used_is_told_beside_the_field(
    wiring, shop_id, browser, typed, field, says
) -> None:
    told = browser.post(LATE, data=typed, headers=outside(wiring), base_url=HTTPS)
    assert told.status_code == 422
    assert says in told.json["errors"][field]
    plain = plainly(browser, LATE, page(browser, LATE), **typed)
    assert plain.status_code == 422
    assert says in words(plain.text)
    assert typed[field] in plain.text
    assert book(wiring, shop_id) == FaqBook()


def test_an_own_question_is_added_at_the_end_and_can_be_removed(wiring, shop_id, browser) -> None:
    refused = plainly(browser, PAGE, page(browser), question="Wrap?", answer="")
    assert refused.status_code == 422
    assert "Please fill this in." in words(refused.text)
    added = plainly(browser, PAGE, page(browser), question="Wrap?", answer="<b>Yes</b>")
    assert added.headers["Location"].endswith("outcome=added&written=en")
    assert ids(wiring, shop_id)[-1] == "own-1"
    own = page(browser, f"{PAGE}/own-1")
    assert "&lt;b&gt;Yes&lt;/b&gt;" in own
    assert "<b>Yes" not in own
    plainly(browser, f"{PAGE}/own-1/remove", own)
    assert "own-1" not in ids(wiring, shop_id)


def test_a_preview_shows_what_was_typed_and_keeps_nothing(wiring, shop_id, outbox) -> None:
    browser = member(wiring, shop_id, outbox, Role.VIEWER)
    asked = {**outside(wiring), "HX-Request": "true"}
    for typed, says in (("Ask {contact}", "Ask help@"), ("In {days}", "not known at the moment")):
        seen = browser.post(
            f"{LATE}/preview", data={"answer": typed}, headers=asked, base_url=HTTPS
        )
        assert seen.status_code == 200
        assert says in words(seen.text)
    nowhere = browser.post(f"{PAGE}/own-9/preview", headers=asked, base_url=HTTPS)
    assert nowhere.status_code == 404
    assert book(wiring, shop_id) == FaqBook()
    refused = browser.post(LATE, data={"answer": "x"}, headers=outside(wiring), base_url=HTTPS)
    assert refused.status_code == 403


def test_another_tabs_change_is_told_and_not_overwritten(wiring, shop_id, browser) -> None:
    shown = page(browser, LATE)
    add_question(wiring, shop_id, "en", Written("Wrap?", "Yes."), FaqSeen(0, "anna"))
    answer = plainly(browser, LATE, shown, question="Mine")
    assert answer.status_code == 409
    assert "changed meanwhile" in words(answer.text)
    told = browser.post(
        LATE, data={"question": "Mine", "version": "0"}, headers=outside(wiring), base_url=HTTPS
    )
    assert (told.status_code, told.json) == (409, {"outcome": "changed"})


def test_a_question_that_is_gone_leads_back_to_the_list(wiring, shop_id, browser) -> None:
    answer = browser.get(f"{PAGE}/own-9", base_url=HTTPS)
    assert answer.headers["Location"] == f"{PAGE}?outcome=gone"
    assert "no such question" in words(page(browser, f"{PAGE}?outcome=gone"))
    gone = browser.post(f"{PAGE}/own-9/move", headers=outside(wiring), base_url=HTTPS)
    assert gone.status_code == 404


def test_in_the_admin_words_are_saved_by_our_script(wiring, shop_id) -> None:
    grant(wiring, shop_id)
    client = site(wiring).test_client()
    sent = {"question": "Late?", "answer": "", "version": "0"}
    answer = client.post(LATE, data=sent, headers=headers(), base_url=HTTPS)
    assert answer.json == {"outcome": "saved", "then": f"{LATE}?written=en"}
    assert "Late?" in client.get(inside(LATE), base_url=HTTPS).text
