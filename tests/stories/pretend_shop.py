"""The product with a whole pretend Shopify beside it, as real processes; for a module at a time."""

import os
import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import FrameLocator, Page, expect
from redis import Redis
from sqlalchemy import Engine

from tests.shop_bodies import shopify_headers
from tests.stories.conftest import Installation, wait_for
from tests.stories.demo_processes import SHOP, demo_processes

KNOWN = f"SELECT 1 FROM shops WHERE domain = '{SHOP}'"


@dataclass(frozen=True)
class Bought:
    """An order as its shopper and its merchant know it."""

    number: str
    email: str
    platform_id: str

    @property
    def path(self) -> str:
        """Return where the admin shows it."""
        return f"/orders/{self.platform_id}"


@dataclass
class PretendShop:
    """The processes, the addresses of the pretend Shopify, and what people do there."""

    installation: Installation
    demo: str

    @property
    def admin(self) -> str:
        return f"{self.demo}/shopify/admin/demo-shop"

    @property
    def storefront(self) -> str:
        return f"{self.demo}/shopify/storefront/{SHOP}"

    def ask(self, statement: str, **values: object) -> object:
        return self.installation.ask(statement, **values)

    def press(self, page: Page, button: str, at: str = "") -> None:
        """Press a button of the admin, and wait for the page it leads to."""
        page.goto(f"{self.admin}{at}")
        with page.expect_navigation():
            page.get_by_role("button", name=button).click()

    def install(self, page: Page) -> FrameLocator:
        """Install the app unless it is, as a merchant does, and read the past; return its frame."""
        page.goto(self.admin)
        button = page.get_by_role("button", name=re.compile("^(Install|Reinstall)"))
        if not button.count():
            return self.open_app(page)
        with page.expect_navigation():
            button.click()
        frame = self.frame(page)
        wait_for(self.backfilled)
        return frame

    def uninstall(self, page: Page) -> None:
        self.press(page, "Uninstall")

    def open_app(self, page: Page, path: str = "") -> FrameLocator:
        page.goto(f"{self.admin}/app{path}")
        return self.frame(page)

    def frame(self, page: Page) -> FrameLocator:
        frame = page.frame_locator("#app")
        expect(frame.get_by_role("heading", level=1)).to_be_visible()
        return frame

    def sell(self, page: Page) -> Bought:
        """Let a shopper order something, and wait until it was heard of."""
        order = self.place_order(page)
        wait_for(lambda: self.knows(order))
        return order

    def place_order(self, page: Page) -> Bought:
        self.press(page, "Place an order")
        number = page.get_by_role("heading", level=1).inner_text()
        email = re.search(r"\S+@example\.com", page.locator("main").inner_text())
        assert email
        return Bought(number, email[0], page.url.rpartition("/")[2])

    def fulfil(self, page: Page, order: Bought) -> None:
        self.press(page, "Fulfil", order.path)

    def scan(self, page: Page, order: Bought, scan: str) -> None:
        """Let the carrier scan the order's parcel."""
        page.goto(f"{self.admin}{order.path}")
        page.get_by_label("The carrier scans").select_option(scan)
        with page.expect_navigation():
            page.get_by_role("button", name="Scan").click()

    def shown(self, page: Page, order: Bought) -> list[str]:
        """Return what the platform's own page of an order shows of its parcels, newest first."""
        page.goto(f"{self.admin}{order.path}")
        return page.locator("section ol strong").all_inner_texts()

    def wait_until_shown(self, page: Page, order: Bought, *scans: str) -> None:
        wait_for(lambda: self.shown(page, order) == [*scans])

    def forgotten(self, page: Page) -> None:
        """See to it that nobody here has ever heard of the shop."""
        page.goto(self.admin)
        if page.get_by_role("button", name="Uninstall").count():
            self.uninstall(page)
            wait_for(self.has_left)
        self.press(page, "Send shop/redact")
        wait_for(lambda: not self.ask(KNOWN))

    def has_left(self) -> object:
        return self.ask("SELECT uninstalled_at IS NOT NULL FROM shops WHERE domain = :d", d=SHOP)

    def backfilled(self) -> object:
        return self.ask("SELECT finished_at IS NOT NULL FROM order_syncs")

    def deliver(self, body: bytes, topic: str, **headers: str) -> None:
        """Deliver as Shopify does, and wait until nothing is left to be applied."""
        signed = shopify_headers(body, topic, shop=SHOP, webhook_id=os.urandom(8).hex())
        wait_for(lambda: self.installation.post(body, signed | headers) == 200)
        wait_for(self.all_applied)

    def orders_of_before(self, joined: str = "") -> object:
        """Count the orders that were placed before the app was ever installed."""
        past = "o.placed_at < now() - interval '1 hour'"
        return self.ask(f"SELECT count(*) FROM orders o {joined} WHERE {past}")

    def all_applied(self) -> bool:
        return not self.ask("SELECT count(*) FROM webhook_inbox WHERE state = 'new'")

    def knows(self, order: Bought) -> object:
        return self.ask("SELECT 1 FROM orders WHERE platform_id = :id", id=order.platform_id)

    def status_of(self, order: Bought) -> object:
        """Return the status of an order's parcel; None while none has been heard of."""
        return self.ask(
            "SELECT status FROM shipments s JOIN orders o ON o.id = s.order_id"
            " WHERE o.platform_id = :id",
            id=order.platform_id,
        )

    def mails_to(self, order: Bought) -> list[str]:
        """Return the subjects of what a shopper was sent, in order."""
        mails = self.installation.mail.read()
        return [str(mail["Subject"]) for mail in mails if order.email in str(mail["To"])]


@contextmanager
def pretend_shop(
    engine: Engine, redis: Redis, folder: Path, logs: Path, *options: str
) -> Iterator[PretendShop]:
    """Run everything, with nobody's app installed yet; `options` are the demo's."""
    others = ("--shopify-unopened", "--woocommerce-unconnected", "--php", "off")
    with demo_processes(engine, redis, folder, logs, *others, *options) as (running, demo):
        yield PretendShop(running, demo)
