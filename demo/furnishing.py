"""Let the demo's merchant have done what there is to do in the settings, so that no page is empty.

It changes the shop that bin/start runs, through the services and the pretend admin's buttons.
"""

import sys
import time
import urllib.request
from dataclasses import dataclass

from demo.landing import SHOP
from demo.page_furnishing import furnish_page
from demo.stories import Scan
from domain.access import Level
from domain.brand import Font, SocialNetwork
from domain.kinds import ChannelKey, Kind
from domain.team import Role
from domain.texts import TextKey
from services.allow_action import Acting
from services.change_brand import EnteredBrand, change_brand
from services.change_texts import Seen, read_texts, save_texts
from services.choose_kinds import KindChoice, choose_kind
from services.contact_shop import contact_shop
from services.invite_member import invite_member
from services.keep_carrier_account import Entered, keep_carrier_account
from services.keep_endpoint import add_webhook
from services.make_api_key import make_api_key
from services.review_exceptions import count_exceptions, review_exceptions
from services.set_retention import set_retention
from services.wiring import Wiring

OWNER, VIEWER = "kim@nordljus.example", "sasha@nordljus.example"
TOLD = ("parcel.attempt_failed", "parcel.exception", "parcel.returning")
TROUBLES = (Scan.NOT_HOME, Scan.DAMAGED, Scan.GOING_BACK, Scan.NOT_HOME, Scan.DAMAGED)
QUESTIONS = (
    "The box arrived with a dent, and the lamp inside rattles. What shall I do with it?",
    "I am away until Monday. Can the parcel wait at the pick-up point for so long?",
)
PATIENCE = 120.0
MORE_KINDS = (Kind.ORDER_RECEIVED, Kind.NOT_YET_PROCESSED, Kind.PACKED, Kind.REVIEW_ASK)
BRAND = EnteredBrand(
    accent="#8a4b08",
    ground="#faf6f0",
    font=Font.SERIF,
    footer="Nordljus Lampor, Storgatan 1, 211 34 Malmö",
    social={SocialNetwork.INSTAGRAM: "https://social.example/nordljus"},
    sender_name="Nordljus Lampor",
    reply_to="hej@nordljus.example",
)


@dataclass(frozen=True, slots=True)
class Place:
    """What is running: the product, the demo's address without a slash, and the merchant's shop."""

    wiring: Wiring
    demo: str
    shop_id: int

    @property
    def admin(self) -> str:
        """Return the address of the pretend admin."""
        return f"{self.demo}/shopify/admin/{SHOP.partition('.')[0]}"


def furnish(place: Place) -> None:
    """Enter what a merchant enters; once, for the second time some of it is there already."""
    wiring, shop_id = place.wiring, place.shop_id
    for email, role in ((OWNER, Role.OWNER), (VIEWER, Role.VIEWER)):
        invite_member(wiring, shop_id, email, role, "link")
    make_api_key(wiring, shop_id, "Warehouse scanners", OWNER, may_write=True)
    add_webhook(wiring, shop_id, "https://help.nordljus.example/framme", TOLD, OWNER)
    keep_carrier_account(wiring, shop_id, Entered("postnord", {"api_key": "demo"}, "", 0), OWNER)
    change_brand(wiring, shop_id, BRAND, OWNER)
    furnish_page(wiring, shop_id, OWNER)
    key = TextKey(Kind.OUT_FOR_DELIVERY, ChannelKey.EMAIL, "en")
    for heading in ("Your light comes today", "Your light arrives today"):
        text = read_texts(wiring, shop_id, key)
        parts = {**text.ours, "heading": heading, "subject": "{{ order.number }} arrives today"}
        save_texts(wiring, shop_id, key, parts, Seen(text.version, OWNER))
    for kind in MORE_KINDS:
        choice = KindChoice(kind, frozenset({ChannelKey.EMAIL}), None, 0)
        choose_kind(wiring, shop_id, choice, OWNER)
    set_retention(wiring, shop_id, 24, 0, OWNER)


def trouble(place: Place) -> None:
    """Sell some orders, let their parcels meet trouble, and wait until it has been heard of."""
    for scan in TROUBLES:
        order = _press(f"{place.admin}/sell")
        _press(f"{order}/fulfil")
        for one in (Scan.COLLECTED, scan):
            _press(f"{order}/scan", f"scan={one}&parcel=0")
    until = time.monotonic() + PATIENCE
    while count_exceptions(place.wiring, place.shop_id).orders < len(TROUBLES):
        if time.monotonic() > until:
            sys.exit("Nothing was heard of the parcels' trouble: look at the logs of bin/start.")
        time.sleep(1)


def questions(place: Place) -> None:
    """Let shoppers of orders in trouble write to the shop."""
    board = review_exceptions(place.wiring, place.shop_id)
    for stuck, words in zip(board.orders, QUESTIONS, strict=False):
        acting = Acting(place.shop_id, stuck.order_id, Level.PROVEN)
        contact_shop(place.wiring, acting, words)


def _press(address: str, form: str = "") -> str:
    """Press a button of the pretend admin; return the address of the page it leads to."""
    with urllib.request.urlopen(address, form.encode()) as answer:  # noqa: S310 - our own
        return str(answer.url)
