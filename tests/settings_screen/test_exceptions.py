"""The board says in plain words what is wrong with an order, and what its merchant can do."""

import pytest
from sqlalchemy import update

from domain.detection import Doubt
from domain.kinds import ChannelKey, Kind
from domain.letters import NO_WAY_TO_SEND
from domain.status import Status, SubStatus
from messages.language import language
from services.review_exceptions import TroubledParcel, UnsentMessage, review_exceptions
from settings_screen.trouble_words import said_of, trouble_of
from settings_screen.unsent_words import unsent_reason, unsent_sentence, unsent_to_do
from storage.notifications import NotificationRow, NotificationState
from storage.shipments import ShipmentRow
from tests.fakes import NOON, ScriptedCarrier
from tests.services.carrier_desk import OTHER, desk
from tests.services.several_carriers import send
from tests.settings_screen.merchants import grant, headers, inside, let_in, site
from tests.settings_screen.pages import HTTPS, words

BOARD = "/settings/exceptions"
KNOWN = {"testpost": ScriptedCarrier().known()}


@pytest.fixture
def here(wiring, carrier):
    return desk(wiring, carrier)


@pytest.fixture(params=["inside", "outside"])
def show(request, here, shop_id):
    grant(here, shop_id)
    if request.param == "inside":
        client = site(here).test_client()
        return lambda path: client.get(inside(path)).text
    browser = let_in(here)
    return lambda path: browser.get(path, base_url=HTTPS).text


@pytest.fixture
def post(here, shop_id):
    grant(here, shop_id)
    client = site(here).test_client()
    return lambda path, data=None: client.post(path, headers=headers(), data=data or {})


def trouble(wiring, number: str, **values: object) -> None:
    with wiring.sessions.begin() as session:
        changed = update(ShipmentRow).where(ShipmentRow.tracking_number == number)
        session.execute(changed.values(**values))


def test_a_quiet_shop_has_an_empty_board_and_no_count(show) -> None:
    page = words(show(BOARD))
    assert "Nothing needs your attention" in page
    assert "Exceptions (" not in page


def test_an_order_in_trouble_is_told_with_its_page_and_counted_everywhere(
    here, shop_id, show
) -> None:
    send(here, shop_id, 1042, "TP1", "TP2")
    trouble(here, "TP1", doubt=Doubt.WRONG_CARRIER, doubted_carrier=OTHER)
    trouble(here, "TP2", status=Status.RETURNING)
    page = show(BOARD)
    said = words(page)
    assert "1 order needs your attention" in said
    assert "#1042" in said
    assert "not one of TestPost, but looks like OtherPost" in said
    assert "TP1 1 more parcel." in said
    assert "Correct the carrier in the shop's admin." in said
    assert f'href="{HTTPS}/t/' in page
    assert "today" in said
    home = show("/settings")
    assert "1 order needs your attention" in home
    assert "Exceptions (1)" in home


def test_what_a_shop_calls_its_carrier_is_escaped(here, shop_id, show) -> None:
    send(here, shop_id, 1, "V1", by="<i>Van</i>")
    trouble(here, "V1", status=Status.EXCEPTION)
    page = show(BOARD)
    assert "&lt;i&gt;Van" in page
    assert "<i>Van" not in page


def test_that_the_shopper_has_to_act_is_marked(here, shop_id, show) -> None:
    send(here, shop_id, 1, "TP1")
    values = {"sub_status": SubStatus.PAYMENT_DUE, "action_required": True}
    trouble(here, "TP1", status=Status.EXCEPTION, **values)
    assert "Something has to be paid before it goes on. The shopper has to act" in words(
        show(BOARD)
    )


def failed(wiring, reason: str) -> None:
    with wiring.sessions.begin() as session:
        values = {"state": NotificationState.FAILED, "finished_at": NOON, "reason": reason}
        session.execute(update(NotificationRow).values(**values))


def test_a_message_that_did_not_go_out_says_which_and_why_and_can_be_tried_again(
    here, shop_id, show, post
) -> None:
    send(here, shop_id, 1042, "TP1")
    trouble(here, "TP1", status=Status.RETURNING)
    failed(here, "550 <no> mailbox")
    page = show(BOARD)
    said = words(page)
    assert "1 order needs your attention" in said
    assert "Not sent: “Shipped” (E-mail)." in said
    assert "The reason: 550 <no> mailbox." in said
    assert "The parcel is on its way back to you." in said
    assert "<no>" not in page
    order = review_exceptions(here, shop_id).orders[0].order_id
    assert post(f"{BOARD}/{order}/again").json == {"outcome": "again"}
    assert post(f"{BOARD}/{order}/again").json == {"outcome": "nothing"}
    assert "Not sent" not in show(BOARD)


def test_an_order_is_put_aside_as_it_was_seen(here, shop_id, show, post) -> None:
    send(here, shop_id, 1042, "TP1", "TP2")
    trouble(here, "TP1", status=Status.RETURNING)
    line = review_exceptions(here, shop_id).orders[0]
    done, seen = f"{BOARD}/{line.order_id}/done", " ".join(line.troubles)
    trouble(here, "TP2", status=Status.EXCEPTION)
    for data in ({"seen": seen}, {"seen": ""}, {}):
        assert post(done, data).json == {"outcome": "changed"}
    both = " ".join(review_exceptions(here, shop_id).orders[0].troubles)
    assert f'value="{both}"' in show(BOARD)
    assert post(done, {"seen": both}).json == {"outcome": "done"}
    assert "Nothing needs your attention" in words(show(BOARD))


@pytest.mark.parametrize("page", ["0", "-3", "2", "x", "99999999999999999999"])
def test_a_page_that_is_not_there_is_the_nearest(here, shop_id, page) -> None:
    grant(here, shop_id)
    answer = let_in(here).get(f"{BOARD}?page={page}", base_url=HTTPS)
    assert answer.status_code == 200
    assert "Nothing needs your attention" in words(answer.text)


@pytest.mark.parametrize(
    ("reason", "said", "to_do"),
    [
        (NO_WAY_TO_SEND, "There is no account to send it with.", "Add an account under Channels"),
        ("550 no mailbox.", "The reason: 550 no mailbox.", "Send the message again"),
        ("", "", "Send the message again"),
        ("x" * 500, f"The reason: {'x' * 200}.", "Send the message again"),
    ],
)
def test_why_a_message_did_not_go_out_is_said_in_plain_words(reason, said, to_do) -> None:
    unsent = [UnsentMessage(1, Kind.SHIPPED, ChannelKey.SMS, reason, NOON)]
    assert unsent_sentence(unsent, language("en")) == "Not sent: “Shipped” (SMS)."
    assert unsent_reason(unsent, language("en")) == said
    assert unsent_to_do(unsent, language("en")).startswith(to_do)


def parcel(**changes: object) -> TroubledParcel:
    values: dict[str, object] = {
        "id": 1,
        "tracking_number": "TP1",
        "carrier": "testpost",
        "carrier_text": "TestPost",
        "doubt": None,
        "likelier": None,
        "status": Status.EXCEPTION,
        "sub_status": None,
        "action_required": False,
    }
    return TroubledParcel(**{**values, **changes})  # type: ignore[arg-type]


@pytest.mark.parametrize("code", ["en", "sv"])
@pytest.mark.parametrize("sub_status", [None, *SubStatus])
@pytest.mark.parametrize("status", [Status.EXCEPTION, Status.ATTEMPT_FAILED, Status.RETURNING])
def test_every_trouble_a_carrier_can_report_has_words(status, sub_status, code) -> None:
    seen = parcel(status=status, sub_status=sub_status)
    told = trouble_of(seen)
    for said in (told.what, told.to_do):
        sentence = said_of(said, seen, KNOWN, language(code))
        assert sentence.endswith(".")
        assert "%" not in sentence


@pytest.mark.parametrize("likelier", [None, OTHER, "unheard-of"])
@pytest.mark.parametrize("named", [None, "testpost", "unheard-of"])
@pytest.mark.parametrize("doubt", Doubt)
def test_every_doubt_has_words_whoever_carries_the_parcel(doubt, named, likelier) -> None:
    seen = parcel(doubt=doubt, carrier=named, carrier_text="", likelier=likelier)
    told = trouble_of(seen)
    for said in (told.what, told.to_do):
        sentence = said_of(said, seen, KNOWN, language("en"))
        assert sentence[0].isupper()
        assert "None" not in sentence
