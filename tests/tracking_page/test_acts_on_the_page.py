"""What a shopper does on the page is done once, and what happens next is said afterwards."""

import re

import pytest

from domain.access import Level
from domain.errors import ProviderError, RejectedError, ScopeMissingError
from domain.order import Address, Contact
from domain.shop_api import Cancellation
from tests.services.self_serving import (
    inquiries,
)
from tests.tracking_page.acts import ADDRESS
from tests.tracking_page.visits import without_proof


def test_an_order_is_cancelled_with_its_consequences_said_before_and_after(visit, api) -> None:
    one = visit("new")
    form = one.look("/do/cancel")
    assert "It cannot be undone" in form.text
    assert "You get your money back the way you paid." in form.text
    assert form.text.count('type="submit"') == 1
    done = one.send("/do/cancel")
    assert (done.status_code, done.headers["Location"]) == (303, f"{one.path}?done=cancel")
    assert one.look("?done=cancel").text.count("Your order is being cancelled.") == 1
    assert one.send("/do/cancel").status_code == 303
    assert len(api.changes) == 1
    assert isinstance(api.changes[0], Cancellation)


def test_a_cancelled_order_is_no_longer_said_to_be_about_to_be_cancelled(visit) -> None:
    page = visit("cancelled").look("?done=cancel").text
    assert "Your order has been cancelled." in page
    assert 'id="done"' not in page


def test_what_was_done_is_said_to_the_visitor_alone_and_never_in_words_of_the_address(
    visit,
) -> None:
    one = visit("new")
    assert "being cancelled" not in without_proof(one).look("?done=cancel").text
    assert 'id="done"' not in one.look("?done=%3Cscript%3Ealert(1)").text
    assert "<script>alert" not in one.look("?done=%3Cscript%3Ealert(1)").text


def test_an_address_is_changed_by_who_has_read_a_code(visit, api) -> None:
    one = visit("new", Level.CODED)
    form = one.look("/do/change_address").text
    assert 'value="Storgatan 1"' in form
    assert 'autocomplete="postal-code"' in form
    assert "Country: Sweden." in form
    assert form.count("(optional)") == 2
    done = one.send("/do/change_address", **ADDRESS)
    assert done.headers["Location"] == f"{one.path}?done=change_address"
    new_home = Address("Alva Åkesson", "Nygatan 5", "", "211 40", "Malmö", "", "SE")
    assert api.changes == [("platform #1042", new_home)]
    assert "goes to the new address" in one.look("?done=change_address").text


@pytest.mark.parametrize(
    ("field", "typed", "problem"),
    [
        ("street", " ", "Please fill this in."),
        ("city", "x" * 101, "This is too long."),
        ("name", "Alva\x00", "Please use letters, digits and signs only."),
        ("country", "NO", "The order can only go to the country it was ordered to"),
    ],
)
def test_what_is_wrong_with_an_address_is_said_beside_its_field(
    visit, api, field, typed, problem
) -> None:
    one = visit("new", Level.CODED)
    answer = one.send("/do/change_address", **{**ADDRESS, field: typed})
    assert answer.status_code == 422
    assert problem in answer.text
    assert f'id="{field}-problem"' in answer.text
    assert 'value="Nygatan 5"' in answer.text or field == "street"
    if field != "country":
        assert f'aria-describedby="{field}-problem" aria-invalid="true"' in answer.text
    assert api.changes == []


def test_instructions_are_left_shown_and_taken_back(visit, api) -> None:
    one = visit("new")
    assert one.send("/do/instructions", text="").status_code == 422
    one.send("/do/instructions", text="Behind the <b>beehive</b>")
    page = one.look("?done=instructions").text
    assert "Your instructions are with the order." in page
    assert "Behind the &lt;b&gt;beehive&lt;/b&gt;" in page
    assert "beehive" not in without_proof(one).look().text
    assert "Behind the &lt;b&gt;beehive" in one.look("/do/instructions").text
    back = one.send("/do/instructions", text=" \n")
    assert back.headers["Location"] == f"{one.path}?done=taken_back"
    page = one.look("?done=taken_back").text
    assert "Your instructions are taken back." in page
    assert "beehive" not in page
    assert [text for _, text in api.changes] == ["Behind the <b>beehive</b>", ""]


def test_a_question_is_kept_and_the_next_step_is_said(wired, visit) -> None:
    one = visit("under way")
    empty = one.send("/do/contact", text="")
    assert (empty.status_code, inquiries(wired)) == (422, [])
    assert 'aria-describedby="text-hint text-problem" aria-invalid="true"' in empty.text
    assert one.send("/do/contact", text="Where is it?").status_code == 303
    assert "on its way to the shop" in one.look("?done=contact").text
    assert [row.text for row in inquiries(wired)] == ["Where is it?"]


UNREACHABLE = "The shop has no e-mail address for this order."


@pytest.mark.parametrize(("email", "reached"), [("alva@example.com", True), ("", False)])
def test_who_has_no_e_mail_address_is_asked_how_the_shop_can_reach_them(
    visit, email, reached
) -> None:
    one = visit("delivered", contact=Contact("Alva", email, ""))
    form = one.look("/do/contact").text
    assert ("The shop answers to the e-mail address" in form) is reached
    for page in (form, one.look("/do/not_received").text):
        assert (UNREACHABLE in page) is not reached


@pytest.mark.parametrize(
    ("error", "status", "said"),
    [
        (RejectedError("archived <b>", permanent=True), 422, "did not accept this"),
        (ScopeMissingError("write_orders"), 422, "not switched this on completely"),
        (ProviderError("HTTP 502"), 503, "does not answer"),
    ],
)
def test_what_the_platform_does_not_do_is_told_plainly(visit, api, error, status, said) -> None:
    one = visit("new", Level.CODED)
    acts: dict[str, dict[str, str]] = {"cancel": {}, "change_address": ADDRESS}
    for action, fields in acts.items():
        api.failing.append(error)
        answer = one.send(f"/do/{action}", **fields)
        assert (answer.status_code, said in answer.text) == (status, True)
        assert "archived" not in answer.text


def test_too_many_questions_are_stopped_and_nothing_typed_is_lost(visit) -> None:
    one = visit("under way")
    answers = [one.send("/do/contact", text=f"Question {number}") for number in range(11)]
    assert [answer.status_code for answer in answers] == [303] * 10 + [429]
    assert int(answers[-1].headers["Retry-After"]) > 0
    assert "Question 10" in answers[-1].text


def test_notes_to_the_browser_are_chosen_where_the_messages_are_ruled(visit) -> None:
    one = visit("new", Level.CODED)
    place = one.look("/do/push").headers["Location"]
    assert re.fullmatch(r"/p/[\w-]+#push", place)
    assert one.look("/do/push?lang=sv").headers["Location"].endswith("?lang=sv#push")
    assert (
        visit("new", Level.CODED, contact=Contact("Alva", "", "")).look("/do/push").status_code
        == 404
    )


def test_every_text_of_every_action_can_be_read_in_another_language(visit) -> None:
    one = visit("new", Level.CODED)
    for action in ("cancel", "change_address", "instructions", "contact"):
        answer = one.look(f"/do/{action}?lang=sv")
        assert '<html lang="sv"' in answer.text
        assert f"/do/{action}?lang=sv" in answer.text
    assert one.send("/do/cancel?lang=sv").headers["Location"] == f"{one.path}?done=cancel&lang=sv"


def test_pages_of_acts_are_kept_by_nobody_and_shown_in_no_frame(visit) -> None:
    one = visit("new", Level.CODED)
    for path in ("/do/cancel", "/do/change_address"):
        headers = one.look(path).headers
        assert headers["Cache-Control"] == "no-store"
        assert headers["Referrer-Policy"] == "no-referrer"
        assert "frame-ancestors 'none'" in headers["Content-Security-Policy"]
