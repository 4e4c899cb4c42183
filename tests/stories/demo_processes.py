"""The product and the whole demo beside it, as real processes; for a module at a time."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from redis import Redis
from sqlalchemy import Engine

from jobs.queues import QUEUES
from runtime.embedded import embedded_redis
from tests.conftest import empty
from tests.free_ports import free_port
from tests.shop_bodies import CLIENT_ID, SHOPIFY_SECRET
from tests.stories.conftest import Installation, settings, wait_for
from tests.stories.mail_server import MailServer

SHOP = "demo-shop.myshopify.com"
QUIET = ("--pace", "86400", "--noise", "0")
"""One order is placed at the beginning; whatever else happens, a test has clicked on."""


@contextmanager
def demo_processes(
    engine: Engine, redis: Redis, folder: Path, logs: Path, *options: str
) -> Iterator[tuple[Installation, str]]:
    """Run everything on an empty database; yield it with the demo's address."""
    empty(engine, redis)
    mail = MailServer()
    database = engine.url.render_as_string(hide_password=False)
    with embedded_redis(folder / f"redis-{logs.name}") as redis_url:
        web_port, demo_port = free_port(), free_port()
        demo = f"http://127.0.0.1:{demo_port}"
        environment = settings(database, redis_url, web_port, mail) | {
            "WEB_PROCESSES": "1",
            "SHOPIFY_API_KEY": CLIENT_ID,
            "FRAMME_SHOPIFY_SIMULATOR": f"{demo}/shopify",
            "FRAMME_DEMO_URL": demo,
            "FRAMME_POSTNORD_URL": f"{demo}/postnord",
            "FRAMME_DHL_API_KEY": "demo",
            "FRAMME_DHL_URL": f"{demo}/dhl",
            "FRAMME_DHL_RATES": "none",
            "FRAMME_UPS_CLIENT_ID": "demo",
            "FRAMME_UPS_CLIENT_SECRET": "demo",
            "FRAMME_UPS_URL": f"{demo}/ups",
        }
        web = f"http://127.0.0.1:{web_port}"
        running = Installation(environment, logs, web, demo, mail, engine)
        running.start("web", "scheduler", *(f"worker:{queue}" for queue in QUEUES))
        running.run("demo", "demo", *_demo(demo_port, web), *QUIET, *options)
        try:
            wait_for(running.is_ready)
            wait_for(lambda: running.get(f"{demo}/")[0] == 200)
            yield running, demo
        finally:
            running.stop()
            mail.stop()
            for log in sorted(logs.glob("*.log")):
                print(f"--- {log.name}\n{log.read_text(errors='replace')[-2000:]}")


def _demo(port: int, web: str) -> list[str]:
    told = {
        "--web-url": web,
        "--port": str(port),
        "--smtp-port": str(free_port()),
        "--php-port": str(free_port()),
        "--shopify-domain": SHOP,
        "--shopify-client-id": CLIENT_ID,
        "--shopify-secret": SHOPIFY_SECRET,
        "--shopify-schema": "is-read-elsewhere",
    }
    return [word for pair in told.items() for word in pair]
