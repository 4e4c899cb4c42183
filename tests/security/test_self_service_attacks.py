"""Attacks on what shoppers can do: forged forms, others' orders, and words that want to be more."""

from collections.abc import Sequence
from dataclasses import dataclass

import pytest
from flask import Flask
from sqlalchemy import select

from app import create_app
from domain.access import Level
from domain.errors import RejectedError
from domain.self_service import Action
from domain.status import Status
from runtime.config import Config
from services.open_incidents import open_incidents
from services.review_exceptions import review_exceptions
from services.wiring import Wiring
from storage.shipments import ShipmentRow
from tests.fake_shop_api import FakeShopApi
from tests.services.self_serving import do_tasks, incidents, inquiries
from tests.settings_screen.merchants import grant, inside
from tests.settings_screen.merchants import site as settings_site
from tests.tracking_page.acts import ADDRESS
from tests.tracking_page.kept_orders import site
from tests.tracking_page.shoppers import Shopper
from tests.tracking_page.visits import obliging, order_at, visiting, without_proof

OURS, THEIRS = "https://track.example.com", "https://evil.example"
SUMS = "{{ 7 * 7 }} {% x %} ${7*7}"
SCRIPT = f"<script>alert(1)</script><img src=x onerror=alert(2)> {SUMS}"
FIELDS: dict[Action, dict[str, str]] = {
    Action.CANCEL: {},
    Action.CHANGE_ADDRESS: ADDRESS,
    Action.INSTRUCTIONS: {"text": "Ring twice"},
    Action.CONTACT: {"text": "Where is it?"},
    Action.NOT_RECEIVED: {"parcel": "1"},
}


@dataclass(frozen=True, slots=True)
class House:
    """A shop whose shoppers may do everything, and the pages on which they do it."""

    wired: Wiring
    app: Flask
    api: FakeShopApi
    shop_id: int

    def shopper(self, state: str, level: Level = Level.CODED, **changes: object) -> Shopper:
        order_id = order_at(self.wired, self.shop_id, state, **changes)
        return visiting(self.wired, self.shop_id, order_id, level, self.app)

    @property
    def untouched(self) -> bool:
        """Tell whether nobody has done or asked anything."""
        return not (self.api.changes or inquiries(self.wired) or incidents(self.wired))


@pytest.fixture
def house(wiring: Wiring, shop_id: int) -> House:
    api = FakeShopApi()
    wired = obliging(wiring, api, shop_id)
    return House(wired, site(wired), api, shop_id)


def state_for(action: Action) -> str:
    return "delivered" if action is Action.NOT_RECEIVED else "new"


@pytest.mark.parametrize("action", FIELDS)
def test_CSRF_no_action_is_done_by_a_form_made_elsewhere(house: House, action: Action) -> None:
    one = house.shopper(state_for(action))
    post, fields = one.client.post, FIELDS[action]
    proof, address = one.form_proof(), f"{one.path}/do/{action}"
    other = house.shopper(state_for(action), number="#2", platform_id="2", shipments=())
    forged = [
        post(address, data=fields),
        post(address, data={**fields, "proof": ""}),
        post(address, data={**fields, "proof": proof[:-1] + ("0" if proof[-1] != "0" else "1")}),
        post(address, data={**fields, "proof": other.form_proof()}),
        post(address, data={**fields, "proof": without_proof(one).form_proof()}),
        post(address, data={**fields, "proof": proof}, headers={"Origin": THEIRS}),
        post(address, data={**fields, "proof": proof}, headers={"Sec-Fetch-Site": "cross-site"}),
        post(f"{address}?proof={proof}", data=fields),
    ]
    assert [answer.status_code for answer in forged] == [403] * len(forged)
    assert one.client.get(address, query_string=fields).status_code == 200
    assert house.untouched
    honest = post(address, data={**fields, "proof": proof}, headers={"Origin": OURS})
    assert honest.status_code == 303
    assert not house.untouched


@pytest.mark.parametrize("action", FIELDS)
def test_IDOR_a_visit_to_one_order_does_nothing_to_another(house: House, action: Action) -> None:
    mine = house.shopper("new", number="#1", platform_id="1")
    theirs = without_proof(house.shopper(state_for(action)))
    theirs.client.set_cookie("framme", mine.cookie(), path=theirs.path)
    address = f"{theirs.path}/do/{action}"
    for proof in (mine.form_proof(), theirs.form_proof()):
        answer = theirs.client.post(address, data={**FIELDS[action], "proof": proof})
        assert answer.status_code in {303, 403}
        assert "done=" not in answer.headers.get("Location", "")
    assert theirs.client.get(address).headers["Location"].startswith(f"{theirs.path}/prove")
    assert house.untouched


def test_IDOR_a_parcel_of_another_order_is_not_reported_missing(house: House) -> None:
    house.shopper("delivered")
    mine = house.shopper("new", number="#1", platform_id="1")
    answer = mine.send("/do/not_received", parcel="1", text="not mine")
    assert answer.status_code == 409
    assert house.untouched


def test_STORED_XSS_nothing_a_shopper_writes_is_markup_on_page_board_or_in_mail(
    house: House, outbox, clock
) -> None:
    one = house.shopper("new")
    one.send("/do/instructions", text=SCRIPT)
    one.send("/do/contact", text=SCRIPT)
    faulty = {**dict.fromkeys(ADDRESS, f'"{SCRIPT}'), "city": ""}
    shown = [
        one.look().text,
        one.look("/do/instructions").text,
        one.send("/do/change_address", **faulty).text,
        one.send("/do/contact", text=SCRIPT * 50).text,
    ]
    lost = house.shopper("delivered", number="#2", platform_id="2")
    (parcel,) = (row.id for row in parcels_of(house.wired))
    shown.append(lost.send("/do/not_received", parcel=str(parcel), text=SCRIPT * 50).text)
    lost.send("/do/not_received", parcel=str(parcel), text=SCRIPT)
    reported = lost.look("/do/not_received").text
    clock.forward(days=9)
    open_incidents(house.wired)
    do_tasks(house.wired)
    assert len(outbox.sent) == 2
    shown += [mail.html for mail in outbox.sent]
    assert len(review_exceptions(house.wired, house.shop_id).orders) == 1
    grant(house.wired, house.shop_id)
    board = settings_site(house.wired).test_client().get(inside("/settings/exceptions"))
    shown.append(board.text)
    for text in (*shown, reported):
        assert "<script>alert" not in text
        assert "<img src=x" not in text
    for text in shown:
        # As it was written: no sum is done, here or by a browser's own templates.
        assert (
            f"&lt;script&gt;alert(1)&lt;/script&gt;&lt;img src=x onerror=alert(2)&gt; {SUMS}"
            in text
        )
    assert all(SUMS in mail.text for mail in outbox.sent)


def parcels_of(wired: Wiring) -> Sequence[ShipmentRow]:
    with wired.sessions() as session:
        arrived = select(ShipmentRow).where(ShipmentRow.status == Status.DELIVERED)
        return session.scalars(arrived).all()


@pytest.mark.parametrize(
    "typed",
    ["\x00", "\u202e" * 500, "e\u0301" * 300, "0x7f\r\nX: y"],
    ids=["nul", "turned", "far too much", "lines"],
)
def test_HOSTILE_INPUT_breaks_no_action(house: House, typed: str) -> None:
    one = house.shopper("new")
    for action in FIELDS:
        fields = {"text": typed, "parcel": typed, **dict.fromkeys(ADDRESS, typed)}
        if action is not Action.CANCEL:
            assert one.send(f"/do/{action}", **fields).status_code in {303, 409, 422}
    for path in (f"/do/{typed[:9]}", f"/do/not_received?parcel={typed[:9]}", f"?done={typed[:9]}"):
        assert one.look(path).status_code in {200, 404, 409}


def test_HUGE_INPUT_is_refused_before_it_is_read(house: House) -> None:
    config = Config(
        production=False,
        database_url="",
        redis_url="",
        public_url=house.wired.public_url,
        secret_keys=(),
        smtp_url="",
        mail_from=house.wired.mail_from,
    )
    order_id = order_at(house.wired, house.shop_id, "new")
    app = create_app(house.wired, config)
    one = visiting(house.wired, house.shop_id, order_id, Level.CODED, app)
    for action in FIELDS:
        assert one.send(f"/do/{action}", text="x" * 70_000).status_code == 413
    assert house.untouched


def test_OPEN_REDIRECT_no_address_of_a_request_is_followed(house: House) -> None:
    one = house.shopper("new")
    query = "&".join(f"{name}={THEIRS}" for name in ("next", "done", "lang", "then", "parcel"))
    for action in Action:
        answer = one.look(f"/do/{action}?{query}")
        assert "evil.example" not in answer.headers.get("Location", "")
    sent = one.send(f"/do/contact?lang={THEIRS}", text="x", next=THEIRS)
    assert sent.headers["Location"] == f"{one.path}?done=contact"


def test_LOGS_hold_nothing_of_a_shopper(house: House, caplog) -> None:
    one = house.shopper("new")
    with caplog.at_level("DEBUG"):
        house.api.failing.append(RejectedError("the order is archived", permanent=True))
        one.send("/do/cancel")
        for action in (Action.CHANGE_ADDRESS, Action.INSTRUCTIONS, Action.CONTACT, Action.CANCEL):
            one.send(f"/do/{action}", **FIELDS[action])
        do_tasks(house.wired)
    token = one.path.rsplit("/", 1)[1]
    for theirs in ("alva@example.com", "Nygatan", "Ring twice", "Where is it", token, one.cookie()):
        assert theirs not in caplog.text
