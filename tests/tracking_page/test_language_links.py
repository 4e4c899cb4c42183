"""Another language is the same page again, wherever a form has led; nothing foreign comes along."""

import pytest
from werkzeug.test import TestResponse

from domain.access import Level
from services.wiring import Wiring
from tests.fake_shop_api import FakeShopApi
from tests.tracking_page.kept_orders import keep, told
from tests.tracking_page.mail_links import reader_of
from tests.tracking_page.shoppers import Shopper, shopper
from tests.tracking_page.test_hostile_text import read
from tests.tracking_page.visits import obliging, order_at, visiting

FOREIGN = "evil=1&lang=zz&next=//evil.example&token=x"


@pytest.fixture
def alva(wiring: Wiring, shop_id: int) -> Shopper:
    return shopper(wiring, shop_id, keep(wiring, shop_id, told()))


def swedish(answer: TestResponse) -> str:
    """Return where the page's link to Swedish leads."""
    (link,) = [tag["href"] for _, tag in read(answer.text).tags if tag.get("hreflang") == "sv"]
    return str(link)


def asks_for(one: Shopper, answer: TestResponse, under: str) -> bool:
    """Tell whether the link leads to this address, and that to a page in Swedish."""
    page = one.client.get(swedish(answer))
    return swedish(answer) == one.path + under and 'lang="sv"' in page.text.splitlines()[1]


@pytest.mark.parametrize(
    ("query", "kept"),
    [
        ("code=sent&then=contact", "code=sent&then=contact&"),
        ("then=cancel", "then=cancel&"),
        ("code=sent", "code=sent&"),
        ("code=other&then=//evil.example", ""),
    ],
)
def test_the_page_of_proofs_keeps_what_it_was_asked(alva: Shopper, query: str, kept: str) -> None:
    page = alva.look(f"/prove?{query}&{FOREIGN}")
    assert asks_for(alva, page, f"/prove?{kept}lang=sv")


@pytest.mark.parametrize(
    ("sent", "fields", "under"),
    [
        ("/prove", {"answer": "x", "then": "contact"}, "/prove?then=contact&lang=sv"),
        ("/code/enter", {"code": "1"}, "/prove?code=sent&lang=sv"),
        (
            "/code/enter?lang=en",
            {"code": "123456", "then": "contact"},
            "/prove?code=sent&then=contact&lang=sv",
        ),
        ("/code", {"proof": "old"}, "/prove?lang=sv"),
        ("/leave", {"proof": "old"}, "/prove?lang=sv"),
    ],
)
def test_what_a_form_is_answered_leads_to_the_page_it_came_from(
    alva: Shopper, sent: str, fields: dict[str, str], under: str
) -> None:
    answer = alva.send(sent, **fields)
    assert answer.status_code == 422
    assert asks_for(alva, answer, under)


@pytest.mark.parametrize(
    ("asked", "led"),
    [
        ("/code", "/prove"),
        ("/code?then=contact&lang=sv", "/prove?then=contact&lang=sv"),
        ("/code/enter", "/prove?code=sent"),
        (f"/code/enter?then=//evil.example&{FOREIGN}", "/prove?code=sent"),
        ("/leave", ""),
        ("/leave?lang=sv", "?lang=sv"),
    ],
)
def test_whoever_looks_at_where_a_form_is_sent_is_led_back(
    alva: Shopper, asked: str, led: str
) -> None:
    answer = alva.look(asked)
    assert (answer.status_code, answer.headers["Location"]) == (303, alva.path + led)


def test_the_page_of_an_action_keeps_its_parcel_and_what_was_done(
    wiring: Wiring, shop_id: int
) -> None:
    wired = obliging(wiring, FakeShopApi(), shop_id)
    order_id = order_at(wired, shop_id, "delivered")
    one = visiting(wired, shop_id, order_id, Level.PROVEN)
    page = one.look(f"/do/not_received?parcel=7&done=not_received&{FOREIGN}")
    assert asks_for(one, page, "/do/not_received?parcel=7&done=not_received&lang=sv")
    page = one.look("/do/not_received?parcel=7%26x&done=%22evil")
    assert asks_for(one, page, "/do/not_received?lang=sv")
    faulty = one.send("/do/contact", text="")
    assert faulty.status_code == 422
    assert asks_for(one, faulty, "/do/contact?lang=sv")


def test_mails_that_begin_again_can_be_read_of_in_another_language(
    wiring: Wiring, shop_id: int
) -> None:
    alva = reader_of(wiring, shop_id)
    answer = alva.client.post(f"{alva.path}/subscribe")
    assert swedish(answer) == f"{alva.path}/unsubscribe?lang=sv"
    looked = alva.client.get(f"{alva.path}/subscribe?lang=sv")
    assert (looked.status_code, looked.headers["Location"]) == (303, swedish(answer))
