"""Show a merchant what shoppers asked, and send again what no mail could tell them."""

from collections.abc import Sequence
from dataclasses import dataclass

from domain.shop_task import ShopTask
from services.page_address import page_addresses
from services.review_exceptions import looked_at
from services.wiring import Wiring
from storage.inquiry_lists import KeptInquiry, count_failed, inquiries_of, put_inquiry_back
from storage.shop_tasks import ask_for

__all__ = [
    "InquiryPage",
    "KeptInquiry",
    "SeenInquiry",
    "count_unheard",
    "review_inquiries",
    "send_inquiry_again",
]

A_PAGE = 50


@dataclass(frozen=True, slots=True)
class SeenInquiry:
    """What a shopper asked, with the address of the order's page; empty of a deleted order."""

    kept: KeptInquiry
    page: str


@dataclass(frozen=True, slots=True)
class InquiryPage:
    """A page of inquiries; `older` is what to ask for to see those before, None at the end."""

    inquiries: Sequence[SeenInquiry]
    older: int | None


def review_inquiries(wiring: Wiring, shop_id: int, before: int | None = None) -> InquiryPage:
    """Return a page of what shoppers asked, those before a number or the newest."""
    with wiring.sessions() as session:
        found = inquiries_of(session, shop_id, A_PAGE + 1, before)
    shown = found[:A_PAGE]
    live = dict.fromkeys(one.order_id for one in shown if one.live)
    pages = page_addresses(wiring, shop_id, list(live))
    seen = [SeenInquiry(one, pages.get(one.order_id, "")) for one in shown]
    return InquiryPage(seen, shown[-1].id if len(found) > A_PAGE else None)


def count_unheard(wiring: Wiring, shop_id: int) -> int:
    """Count what shoppers asked lately that never reached the shop by mail, as the board counts."""
    since = looked_at(wiring.clock()).given_up_since
    with wiring.sessions() as session:
        return count_failed(session, shop_id, since)


def send_inquiry_again(wiring: Wiring, shop_id: int, inquiry_id: int) -> bool:
    """Have a mail that was given up sent again; return False where there is none."""
    with wiring.sessions.begin() as session:
        if not put_inquiry_back(session, shop_id, inquiry_id):
            return False
        ask_for(session, shop_id, [ShopTask.FORWARD_INQUIRIES], wiring.clock())
    return True
