"""One shopper cancels; another misses a parcel, until the merchant has settled it."""

import re

from redis import Redis
from rq import Queue

from domain.shop_api import Cancellation
from jobs.context import worker_wiring
from jobs.open_incidents import open_incidents
from jobs.pulse import RedisPulse
from jobs.schedule import tick
from services.wiring import Wiring
from tests.fake_shop_api import FakeShopApi
from tests.services.self_serving import do_tasks, incidents
from tests.settings_screen.merchants import grant, headers, inside
from tests.settings_screen.merchants import site as settings_site
from tests.settings_screen.pages import words
from tests.tracking_page.kept_orders import told
from tests.tracking_page.shoppers import shopper
from tests.tracking_page.visits import obliging, order_at

BOARD = "/settings/exceptions"


def test_a_shopper_proves_the_order_and_cancels_it(wiring: Wiring, shop_id: int, clock) -> None:
    api = FakeShopApi()
    wired = obliging(wiring, api, shop_id)
    alva = shopper(wired, shop_id, order_at(wired, shop_id, "new"))
    leads = alva.look("/do/cancel")
    assert leads.headers["Location"] == f"{alva.path}/prove?then=cancel"
    proven = alva.send("/prove", answer="211 34", then="cancel")
    assert proven.headers["Location"] == f"{alva.path}/do/cancel"
    assert "Yes, cancel the order" in alva.client.get(proven.headers["Location"]).text
    done = alva.send("/do/cancel")
    assert "Your order is being cancelled." in alva.client.get(done.headers["Location"]).text
    (asked,) = api.changes
    assert isinstance(asked, Cancellation)
    clock.forward(minutes=1)
    api.orders["platform #1042"] = told(cancelled_at=clock(), updated_at=clock())
    do_tasks(wired)
    page = alva.look().text
    assert "Your order has been cancelled." in page
    assert f"{alva.path}/do/cancel" not in page
    assert alva.look("/do/cancel").status_code == 409


def work(wired: Wiring, redis: Redis) -> None:
    """Let the scheduler look once, and the workers do what it hints at."""
    tick(wired, RedisPulse(redis), sweep=False)
    jobs = Queue("shops", connection=redis).jobs
    assert "jobs.open_incidents.open_incidents" in [job.func_name for job in jobs]
    token = worker_wiring.set(wired)
    open_incidents()
    worker_wiring.reset(token)
    do_tasks(wired)


def test_a_missing_parcel_waits_reaches_the_board_and_is_settled_there(
    wiring: Wiring, shop_id: int, clock, outbox, redis_connection
) -> None:
    wired = obliging(wiring, FakeShopApi(), shop_id)
    grant(wired, shop_id)
    bo = shopper(wired, shop_id, order_at(wired, shop_id, "delivered"))
    bo.prove()
    form = bo.look("/do/not_received").text
    (parcel,) = re.findall(r'name="parcel" value="(\d+)"', form)
    bo.send("/do/not_received", parcel=parcel, text="Nobody has seen it")
    merchant = settings_site(wired).test_client()
    assert "Nothing needs your attention" in words(merchant.get(inside(BOARD)).text)
    clock.now = incidents(wired)[0].due_at
    work(wired, redis_connection)
    grant(wired, shop_id)
    bo.prove()
    assert [mail.subject for mail in outbox.sent] == ["Order #1042: a parcel did not arrive"]
    assert "The shop was told today" in bo.look("/do/not_received").text
    board = merchant.get(inside(BOARD)).text
    said = words(board)
    assert "The shopper says it never arrived; TestPost says it was delivered." in said
    assert "TP1 “Nobody has seen it”" in said
    assert "Ask the carrier for its proof" in said
    (seen,) = set(re.findall(r"incident:\d+", board))
    (order,) = re.findall(rf"{BOARD}/(\d+)/done", board)
    settled = merchant.post(f"{BOARD}/{order}/done", headers=headers(), data={"seen": seen})
    assert settled.json == {"outcome": "done"}
    assert "Nothing needs your attention" in words(merchant.get(inside(BOARD)).text)
    assert "The shop has settled your report today." in bo.look("/do/not_received").text
