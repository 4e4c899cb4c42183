"""The board says in plain words what is wrong with an order, and what its merchant can do."""

import pytest
from sqlalchemy import update

from domain.detection import Doubt
from domain.status import Status, SubStatus
from messages.language import language
from services.review_exceptions import TroubledOrder
from settings_screen.trouble_words import said_of, trouble_of
from storage.shipments import ShipmentRow
from tests.fakes import NOON, ScriptedCarrier
from tests.services.carrier_desk import OTHER, desk
from tests.services.several_carriers import send
from tests.settings_screen.merchants import grant, inside, let_in, site
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


@pytest.mark.parametrize("page", ["0", "-3", "2", "x", "99999999999999999999"])
def test_a_page_that_is_not_there_is_the_nearest(here, shop_id, page) -> None:
    grant(here, shop_id)
    answer = let_in(here).get(f"{BOARD}?page={page}", base_url=HTTPS)
    assert answer.status_code == 200
    assert "Nothing needs your attention" in words(answer.text)


def order(**changes: object) -> TroubledOrder:
    values: dict[str, object] = {
        "order_id": 1,
        "platform_id": "1",
        "number": "#1",
        "tracking_number": "TP1",
        "carrier": "testpost",
        "carrier_text": "TestPost",
        "doubt": None,
        "likelier": None,
        "status": Status.EXCEPTION,
        "sub_status": None,
        "action_required": False,
        "since": NOON,
        "parcels": 1,
    }
    return TroubledOrder(**{**values, **changes})  # type: ignore[arg-type]


@pytest.mark.parametrize("code", ["en", "sv"])
@pytest.mark.parametrize("sub_status", [None, *SubStatus])
@pytest.mark.parametrize("status", [Status.EXCEPTION, Status.ATTEMPT_FAILED, Status.RETURNING])
def test_every_trouble_a_carrier_can_report_has_words(status, sub_status, code) -> None:
    seen = order(status=status, sub_status=sub_status)
    told = trouble_of(seen)
    for said in (told.what, told.to_do):
        sentence = said_of(said, seen, KNOWN, language(code))
        assert sentence.endswith(".")
        assert "%" not in sentence


@pytest.mark.parametrize("likelier", [None, OTHER, "unheard-of"])
@pytest.mark.parametrize("named", [None, "testpost", "unheard-of"])
@pytest.mark.parametrize("doubt", Doubt)
def test_every_doubt_has_words_whoever_carries_the_parcel(doubt, named, likelier) -> None:
    seen = order(doubt=doubt, carrier=named, carrier_text="", likelier=likelier)
    told = trouble_of(seen)
    for said in (told.what, told.to_do):
        sentence = said_of(said, seen, KNOWN, language("en"))
        assert sentence[0].isupper()
        assert "None" not in sentence
