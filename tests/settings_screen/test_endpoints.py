"""Webhooks are added, tried, paused and removed in every shell, and a secret is shown once only."""

import json
import re
from datetime import timedelta

import pytest
from sqlalchemy import update

from domain.events import Answer, Verdict
from services.endpoint_secrets import destination_of
from services.tell_events import tell_due
from storage.audit_log import changes_of
from storage.event_deliveries import EventDeliveryRow
from storage.event_endpoints import endpoints_of
from tests.fakes import NOON
from tests.services.due_messages import place
from tests.services.listeners import BROKEN, deliveries, endpoint, listening
from tests.settings_screen.merchants import grant, headers, inside, let_in, outside, site
from tests.settings_screen.pages import HTTPS, plainly, words

PAGE = "/settings/webhooks"
URL = "https://in.example/events"
SECRET = re.compile(r"whsec_[A-Za-z0-9+/=]+")
HTMX = {"HX-Request": "true"}


@pytest.fixture
def told(wiring, shop_id):
    grant(wiring, shop_id)
    return listening(wiring)


@pytest.fixture(params=["inside", "outside"])
def shell(request, told):
    """Functions that open a page and post as our script does, per shell."""
    wiring, _ = told
    if request.param == "inside":
        client = site(wiring).test_client()
        return (
            lambda path: client.get(inside(path)),
            lambda path, data, **more: client.post(path, data=data, headers={**headers(), **more}),
        )
    browser = let_in(wiring)
    sent = outside(wiring)
    return (
        lambda path: browser.get(path, base_url=HTTPS),
        lambda path, data, **more: browser.post(
            path, data=data, headers={**sent, **more}, base_url=HTTPS
        ),
    )


def kept(wiring, shop_id):
    with wiring.sessions() as session:
        return endpoints_of(session, shop_id)


def test_an_address_is_added_tried_paused_resumed_and_removed(told, shop_id, shell) -> None:
    wiring, listener = told
    show, post = shell
    assert "Nobody is told yet." in words(show(PAGE).text)
    made = post(PAGE, {"address": f" {URL} ", "kinds": ["parcel.delivered", "made.up"]}, **HTMX)
    assert (made.status_code, "<html" in made.text) == (200, False)
    secret = SECRET.search(made.text)
    (one,) = kept(wiring, shop_id)
    assert (one.url, one.kinds) == (URL, ("parcel.delivered",))
    assert secret is not None
    assert destination_of(wiring, one, wiring.clock()).secrets == (secret[0],)
    here = f"{PAGE}/{one.id}"
    listener.answers[URL] = Answer(Verdict.AGAIN, 500, "HTTP 500", "<b>no</b>")
    tried = post(f"{here}/test", {}, **HTMX)
    assert "It did not take the test event: HTTP 500." in words(tried.text)
    assert "&lt;b&gt;no&lt;/b&gt;" in tried.text
    assert listener.types == ["framme.test"]
    for step, outcome in (("pause", "paused"), ("resume", "resumed")):
        version = str(kept(wiring, shop_id)[0].version)
        answer = post(f"{here}/{step}", {"version": version})
        assert answer.json == {"outcome": outcome, "then": here}
    assert "Nothing sent yet" in words(show(here).text)
    for path in (PAGE, here):
        assert SECRET.search(show(path).text) is None
    assert "Remove this webhook?" in words(show(f"{here}/remove").text)
    assert post(f"{here}/remove", {"version": "3"}).json["outcome"] == "removed"
    assert kept(wiring, shop_id) == []


def test_a_new_secret_is_shown_once_and_the_former_is_good_for_a_day(
    told, shop_id, shell, clock
) -> None:
    wiring, listener = told
    _, post = shell
    number = endpoint(wiring, shop_id)
    former = destination_of(wiring, kept(wiring, shop_id)[0], wiring.clock()).secrets
    shown = post(f"{PAGE}/{number}/secret", {"version": "1"}, **HTMX)
    new = SECRET.search(shown.text)
    assert new is not None
    place(wiring, shop_id, 1)
    tell_due(wiring)
    assert listener.told[0][0].secrets == (new[0], *former)
    late = post(f"{PAGE}/{number}/secret", {"version": "1"}, **HTMX)
    assert (late.status_code, SECRET.search(late.text)) == (409, None)
    clock.forward(hours=24)
    (one,) = kept(wiring, shop_id)
    assert destination_of(wiring, one, wiring.clock()).secrets == (new[0],)


def test_what_was_sent_is_listed_shown_and_sent_again(told, shop_id, shell) -> None:
    wiring, listener = told
    show, post = shell
    number = endpoint(wiring, shop_id)
    listener.answers[URL] = Answer(Verdict.NEVER, 400, "HTTP 400")
    place(wiring, shop_id, 1)
    tell_due(wiring)
    page = words(show(f"{PAGE}/{number}").text)
    for said in ("Order received", "#1", "Given up", "HTTP 400"):
        assert said in page
    (row,) = deliveries(wiring)
    event = f"{PAGE}/{number}/events/{row.id}"
    body = words(show(event).text)
    assert row.event in body
    assert '"type": "order.received"' in body
    assert post(f"{event}/again", {}).json["outcome"] == "again"
    assert post(f"{PAGE}/{number}/again", {"days": "7"}).json["outcome"] == "none"
    tell_due(wiring)
    assert post(f"{PAGE}/{number}/again", {"days": "7"}).json["outcome"] == "again"
    post(f"{PAGE}/{number}/pause", {"version": "1"})
    assert post(f"{event}/again", {}).json["outcome"] == "off"
    with wiring.sessions.begin() as session:
        session.execute(update(EventDeliveryRow).values(created_at=NOON - timedelta(days=8)))
    assert "Nothing has happened that it is told of." in words(show(f"{PAGE}/{number}").text)


def test_klaviyo_is_connected_once_with_a_key_nobody_sees_again(told, shop_id, shell) -> None:
    wiring, _ = told
    show, post = shell
    wrong = post(f"{PAGE}/klaviyo", {"private_key": "pk"})
    assert (wrong.status_code, list(wrong.json["errors"])) == (422, ["private_key"])
    answer = post(f"{PAGE}/klaviyo", {"private_key": "pk_0123456789"})
    (one,) = kept(wiring, shop_id)
    assert answer.json == {"outcome": "connected", "then": f"{PAGE}/{one.id}"}
    again = post(f"{PAGE}/klaviyo", {"private_key": "pk_0123456789"})
    assert again.status_code == 422
    for path in (PAGE, f"{PAGE}/{one.id}"):
        page = show(path).text
        assert "Klaviyo" in words(page)
        assert "pk_0123" not in page
    assert "Make a new secret" not in words(page)
    unknown = post(f"{PAGE}/{one.id}/secret", {"version": "1"}, **HTMX)
    assert unknown.status_code == 404


def test_every_form_works_without_a_script(told, shop_id) -> None:
    wiring, _ = told
    browser = let_in(wiring)
    page = browser.get(PAGE, base_url=HTTPS).text
    wrong = plainly(browser, PAGE, page, address="http://in.example")
    assert (wrong.status_code, 'value="http://in.example"' in wrong.text) == (422, True)
    assert "begins with https://" in words(wrong.text)
    made = plainly(browser, PAGE, page, address=URL)
    assert SECRET.search(made.text)
    here = f"{PAGE}/{kept(wiring, shop_id)[0].id}"
    page = browser.get(here, base_url=HTTPS).text
    tried = plainly(browser, f"{here}/test", page)
    assert "It took the test event: HTTP 200." in words(tried.text)
    saved = plainly(browser, here, page, kinds="parcel.delivered")
    assert (saved.status_code, saved.location) == (303, f"{here}?outcome=saved")
    late = plainly(browser, f"{here}/pause", page)
    assert (late.status_code, "changed meanwhile" in words(late.text)) == (409, True)
    page = browser.get(saved.location, base_url=HTTPS).text
    assert re.search(r'value="parcel.delivered" checked', page)
    assert SECRET.search(plainly(browser, f"{here}/secret", page).text)
    page = browser.get(here, base_url=HTTPS).text
    assert plainly(browser, f"{here}/pause", page).status_code == 303
    page = browser.get(f"{here}/remove", base_url=HTTPS).text
    gone = plainly(browser, f"{here}/remove", page)
    assert gone.location == f"{PAGE}?outcome=removed"
    unknown = browser.get(here, base_url=HTTPS)
    assert unknown.location == f"{PAGE}?outcome=unknown"
    assert "There is no such webhook any more." in words(
        browser.get(unknown.location, base_url=HTTPS).text
    )


def test_every_change_is_written_down_with_who_and_no_secret(told, shop_id) -> None:
    wiring, _ = told
    browser = let_in(wiring)
    page = browser.get(PAGE, base_url=HTTPS).text
    plainly(browser, PAGE, page, address=f"{URL}?token=1")
    here = f"{PAGE}/{kept(wiring, shop_id)[0].id}"
    for step in ("", "/secret", "/pause", "/resume", "/remove"):
        page = browser.get(f"{here}/remove", base_url=HTTPS).text
        plainly(browser, f"{here}{step}", page, kinds="parcel.added")
    with wiring.sessions() as session:
        changes = [change for _, _, change in changes_of(session, shop_id, 10)]
    assert {(one.what, one.subject) for one in changes} == {("endpoint", URL)}
    assert all(one.who for one in changes)
    assert [list(one.after) for one in reversed(changes)] == [
        ["new", "kinds"], ["kinds"], ["rotated"], ["paused"], ["paused"], ["removed"],
    ]  # fmt: skip
    assert "whsec_" not in json.dumps([(one.before, one.after) for one in changes])
    said = words(browser.get("/settings/audit", base_url=HTTPS).text)
    assert f"Webhook {URL}" in said


def test_one_that_fails_says_since_when_and_one_of_another_shop_is_not_found(
    told, shop_id, connect
) -> None:
    wiring, listener = told
    browser = let_in(wiring)
    number = endpoint(wiring, shop_id)
    others = endpoint(wiring, connect(domain="other.myshopify.com"))
    listener.answers[URL] = BROKEN
    place(wiring, shop_id, 1)
    tell_due(wiring)
    page = words(browser.get(PAGE, base_url=HTTPS).text)
    for said in ("Failing", "Nothing was taken since today 13:00.", "All types of event."):
        assert said in page
    assert "tried again: today 13:00" in words(browser.get(f"{PAGE}/{number}", base_url=HTTPS).text)
    for path in (f"{PAGE}/{others}", f"{PAGE}/{number}/events/99", f"{PAGE}/{others}/remove"):
        assert browser.get(path, base_url=HTTPS).location == f"{PAGE}?outcome=unknown"


def test_a_shop_has_ten_at_most(told, shop_id) -> None:
    wiring, _ = told
    for number in range(10):
        endpoint(wiring, shop_id, f"https://{number}.example")
    browser = let_in(wiring)
    page = browser.get(PAGE, base_url=HTTPS).text
    full = plainly(browser, PAGE, page, address=URL)
    assert (full.status_code, "There are 10 already." in words(full.text)) == (422, True)
    assert len(kept(wiring, shop_id)) == 10


def test_nobody_tests_more_than_ten_times_in_ten_minutes(told, shop_id) -> None:
    wiring, listener = told
    number = endpoint(wiring, shop_id)
    browser = let_in(wiring)
    page = browser.get(f"{PAGE}/{number}", base_url=HTTPS).text
    for _ in range(10):
        plainly(browser, f"{PAGE}/{number}/test", page)
    waits = plainly(browser, f"{PAGE}/{number}/test", page)
    assert "Tried too often." in words(waits.text)
    assert len(listener.told) == 10
