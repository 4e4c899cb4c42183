"""The whole site served on loopback, with an order of which there is everything to be seen."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from wsgiref.types import WSGIApplication

from werkzeug.serving import WSGIRequestHandler, make_server

from domain.campaign import Campaign, Campaigns, CampaignWords
from domain.delivery_note import DeliveryNote, DeliveryNotes
from domain.page_design import PageDesign, PageWords
from domain.status import Meaning, Status
from domain.tracking import Place, TrackingEvent
from services.change_page import change_page
from services.wiring import Wiring
from storage.tracking_events import add_events
from tests.fakes import NOON
from tests.services.self_serving import now_at
from tests.tracking_page.kept_orders import keep, told
from tests.tracking_page.visits import ITEMS, STATES

TOWNS = ("Göteborg", "Borås", "Jönköping", "Malmö", "Lund")
SCANS = 20


class Quiet(WSGIRequestHandler):
    """Serves without a word."""

    def log(self, *_: object) -> None: ...


@contextmanager
def served(app: WSGIApplication) -> Iterator[str]:
    """Serve an application on a free port; yield its address."""
    server = make_server("127.0.0.1", 0, app, threaded=True, request_handler=Quiet)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.port}"
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


def rich_order(wired: Wiring, shop_id: int) -> int:
    """Keep an order on its way with twenty scans, of a shop that has said all it can say."""
    words = PageWords("Thank you for your order", "A day longer before Christmas", "By hand")
    change_page(wired, shop_id, PageDesign(words={"en": words}), "merchant")
    note = DeliveryNote(words={"en": "Somebody should be at home."})
    change_page(wired, shop_id, DeliveryNotes((note,)), "merchant")
    bulbs = CampaignWords("Bulbs that fit", "Warm light for your lamp", "See them")
    campaign = Campaign("1", "Bulbs", {"en": bulbs}, "https://lamps.example/bulbs")
    change_page(wired, shop_id, Campaigns((campaign,)), "merchant")
    order_id = keep(wired, shop_id, told(items=ITEMS, **STATES["under way"]))
    estimate = {"estimate_earliest": NOON, "estimate_latest": NOON + timedelta(hours=30)}
    parcel = now_at(wired, "TP1", status="in_transit", last_event_at=NOON, **estimate)
    with wired.sessions.begin() as session:
        add_events(session, [(parcel, _scan(number)) for number in range(SCANS)])
    return order_id


def _scan(number: int) -> TrackingEvent:
    return TrackingEvent(
        NOON - timedelta(hours=3 * (SCANS - number)),
        f"code-{number}",
        "Försändelsen har kommit till terminalen",
        Meaning(Status.IN_TRANSIT),
        Place(TOWNS[number * len(TOWNS) // SCANS], "SE"),
    )
