"""The page of one order as strangers reach it, and what may befall the order meanwhile."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from domain.access import Level
from domain.shop import PlatformKey
from domain.shop_events import Shopper as Person
from services.erase_shopper import erase_shopper
from services.page_address import LINK_LIFETIME
from services.revoke_links import revoke_links_of
from services.shopper_visit import begin_visit
from services.wiring import Wiring
from storage.gone_orders import mark_deleted
from tests.fakes import NOON
from tests.security.attacks import Stage
from tests.tracking_page.shoppers import Shopper, shopper
from tests.tracking_page.test_order_page import statements

THEIRS = ("Storgatan", "211 34", "249")
"""Where the prize goes, and what it costs."""
POSTS = ("/prove", "/code", "/code/enter", "/leave")
FILLED = {"answer": "alva@example.com", "code": "123456"}


def stranger(stage: Stage) -> Shopper:
    """Return a browser with the link to the prize that has shown nothing."""
    return shopper(stage.wiring, stage.shop_id, stage.order_id, stage.client.application)


def let_in(stage: Stage, level: Level = Level.PROVEN) -> Shopper:
    """Return a browser whose shopper has proven the prize theirs."""
    one = stranger(stage)
    visit = begin_visit(stage.wiring, stage.shop_id, stage.order_id, level)
    one.client.set_cookie("framme", visit, path=one.path)
    assert sees(one)
    return one


def sees(one: Shopper) -> bool:
    """Tell whether a browser is shown anything of what is the shopper's alone."""
    text = one.look().text
    return any(word in text for word in THEIRS)


def erase(wiring: Wiring, shop_id: int) -> None:
    erase_shopper(wiring, shop_id, Person("", "alva@example.com", "", ()))


def delete(wiring: Wiring, shop_id: int) -> None:
    with wiring.sessions.begin() as session:
        mark_deleted(session, shop_id, "5001", NOON)


def revoke(wiring: Wiring, shop_id: int) -> None:
    revoke_links_of(wiring, PlatformKey.SHOPIFY, "lamps.myshopify.com", "1042")


def outlive(wiring: Wiring, shop_id: int) -> None:
    wiring.clock.now += LINK_LIFETIME  # type: ignore[attr-defined]


ENDINGS: Mapping[str, Callable[[Wiring, int], None]] = {
    "erased": erase,
    "deleted": delete,
    "revoked": revoke,
    "expired": outlive,
}


@dataclass(frozen=True, slots=True)
class Told:
    """Everything an answer tells: what it says, and which statements it took."""

    status: int
    headers: tuple[tuple[str, str], ...]
    body: str
    asked: tuple[str, ...]


def heard(wiring: Wiring, one: Shopper, under: str, **fields: str) -> Told:
    """Send a form, and note all that could tell one answer from another.

    The address of the page and the proof of its forms are the sender's own, and left out.
    """
    proof = one.form_proof()
    with statements(wiring) as asked:
        answer = one.client.post(one.path + under, data={"proof": proof, **fields})
    body = answer.text.replace(one.path, "").replace(proof, "")
    return Told(answer.status_code, tuple(answer.headers), body, tuple(asked))
