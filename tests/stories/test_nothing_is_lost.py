"""Kill -9 and lost Redis data, for real: nothing is lost, and nothing is sent twice."""

import json
import random
import threading
import time
from functools import partial

from redis import Redis

from runtime.clock import utc_now
from services.letter_shift import Crew
from tests.shop_bodies import raw, shopify_fulfilment, shopify_headers, shopify_order
from tests.stories.conftest import Installation, wait_for

COUNT = "SELECT count(*) FROM notifications WHERE state = '{}'"


def order(number: int, **changes: object) -> bytes:
    now = utc_now()
    changes = {"created_at": now.isoformat(), "email": f"shopper{number}@example.com", **changes}
    return raw(shopify_order(7_000_000_000_000_000 + number, updated=now, **changes))


def test_killing_the_worker_that_sends_loses_no_mail_and_doubles_none(
    installation: Installation,
) -> None:
    installation.kill("worker:messages")
    for number in range(12):
        installation.deliver(order(number))
    wait_for(lambda: installation.ask(COUNT.format("due")) == 12)
    for moment in ("DATA", "end", "end", "DATA"):
        installation.mail.hold(moment)
        installation.start("worker:messages")
        wait_for(installation.mail.holding.is_set)
        installation.kill("worker:messages")
        installation.mail.release()
        installation.let_leases_end()
    installation.start("worker:messages")
    wait_for(lambda: _unsent(installation) == 0)
    assert len(installation.mail.mails) == 12
    assert len(set(installation.mail.message_ids())) == 12
    unconfirmed = "SELECT count(*) FROM notifications WHERE reason LIKE 'handed over%'"
    assert 2 <= installation.ask(unconfirmed) <= 2 * Crew().per_sender


def _unsent(installation: Installation) -> int:
    return int(installation.ask("SELECT count(*) FROM notifications WHERE state <> 'sent'"))


def test_killing_the_web_process_between_commit_and_answer_stores_every_delivery_once(
    installation: Installation,
) -> None:
    bodies = {f"delivery-{n}": order(n) for n in range(300)}

    def acknowledges(installation: Installation, body: bytes, headers: dict[str, str]) -> bool:
        return installation.post(body, headers) == 200

    left = list(bodies)
    acknowledged: list[str] = []
    lock = threading.Lock()

    def send() -> None:
        while True:
            with lock:
                if not left:
                    return
                name = left.pop()
            headers = shopify_headers(bodies[name], webhook_id=name)
            wait_for(partial(acknowledges, installation, bodies[name], headers))
            acknowledged.append(name)

    threads = [threading.Thread(target=send) for _ in range(8)]
    for thread in threads:
        thread.start()
    for _ in range(3):
        time.sleep(0.3)
        installation.kill("web")
        installation.start("web")
    for thread in threads:
        thread.join()
    assert len(acknowledged) == 300
    assert installation.ask("SELECT count(*) FROM webhook_inbox") == 300
    wait_for(lambda: installation.ask("SELECT count(*) FROM orders") == 300)
    wait_for(lambda: _unsent(installation) == 0)
    assert len(installation.mail.message_ids()) == 300
    assert len(set(installation.mail.message_ids())) == 300


def test_killing_the_worker_that_applies_applies_every_delivery_once(
    installation: Installation,
) -> None:
    chance = random.Random(3)
    installation.kill("worker:inbox")
    for number in range(200):
        installation.deliver(order(number))
    for _ in range(4):
        installation.start("worker:inbox")
        time.sleep(chance.uniform(1.0, 2.0))
        installation.kill("worker:inbox")
    installation.start("worker:inbox")
    wait_for(lambda: installation.ask("SELECT count(*) FROM orders") == 200)
    wait_for(lambda: installation.ask(COUNT.format("sent")) == 200)
    assert len(set(installation.mail.message_ids())) == len(installation.mail.mails) == 200


def test_a_redis_that_comes_back_empty_loses_no_work(installation: Installation) -> None:
    redis = Redis.from_url(installation.environment["REDIS_URL"])
    for name in ("worker:inbox", "worker:messages", "worker:carriers"):
        installation.kill(name)
    fulfilment = shopify_fulfilment(
        7_000_000_000_000_001, 9001, "PN1", updated=utc_now(), tracking_company="PostNord"
    )
    installation.deliver(order(1, fulfillments=[fulfilment]))
    installation.deliver(order(2))
    time.sleep(2)
    assert redis.dbsize() > 0
    redis.flushall()
    installation.start("worker:inbox", "worker:messages", "worker:carriers")
    redis.flushall()
    wait_for(lambda: installation.ask(COUNT.format("sent")) == 2)
    wait_for(lambda: installation.ask("SELECT checked_at IS NOT NULL FROM shipments"))
    wait_for(lambda: json.loads(installation.get(f"{installation.web}/readyz")[1])["missing"] == [])
    redis.close()


def test_what_is_missing_is_named_while_it_is_missing(installation: Installation) -> None:
    installation.kill("scheduler")
    redis = Redis.from_url(installation.environment["REDIS_URL"])
    redis.delete("framme:scheduler")
    status, answer = installation.get(f"{installation.web}/readyz")
    assert (status, json.loads(answer)["missing"]) == (503, ["scheduler"])
    assert installation.get(f"{installation.web}/healthz")[0] == 200
    installation.start("scheduler")
    wait_for(lambda: installation.get(f"{installation.web}/readyz")[0] == 200)
    redis.close()
