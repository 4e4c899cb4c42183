"""A pretend WooCommerce shop beside the product, and what its merchant and shoppers do there."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import Locator, Page, expect
from redis import Redis
from sqlalchemy import Engine

from tests.stories.conftest import Installation, wait_for
from tests.stories.demo_processes import demo_processes

BY_TRACKING = "by a shipment-tracking plugin"


@dataclass(frozen=True)
class Sold:
    """An order: its id in the shop, which is its number too, and who bought."""

    id: str
    email: str


@dataclass
class PretendSite:
    """The processes, the site's address, and what people do there."""

    installation: Installation
    demo: str

    @property
    def home(self) -> str:
        return f"{self.demo}/woocommerce"

    @property
    def name(self) -> str:
        """Return what we call the shop."""
        return self.home.removeprefix("http://")

    def ask(self, statement: str, **values: object) -> object:
        return self.installation.ask(statement, **values)

    def ask_of_shop(self, what: str) -> object:
        return self.ask(f"SELECT {what} FROM shops WHERE domain = :name", name=self.name)

    def counter(self, page: Page) -> Page:
        page.goto(f"{self.home}/counter")
        return page

    def press(self, page: Page, button: str, within: Locator | None = None) -> None:
        with page.expect_navigation():
            (within or page).get_by_role("button", name=button).first.click()

    def approve(self, page: Page) -> None:
        """Log in as the merchant if asked, and let Framme in."""
        login = page.get_by_role("button", name=re.compile("Log in", re.IGNORECASE))
        if login.count():
            with page.expect_navigation():
                login.first.click()
        with page.expect_navigation():
            page.get_by_role("link", name="Approve").click()

    def connect(self, page: Page) -> None:
        """Connect from behind the counter, and wait until the shop's past was read."""
        self.press(self.counter(page), "Connect to Framme")
        self.approve(page)
        self.settled()

    def settled(self) -> None:
        """Wait until webhooks are made and the past was read."""
        wait_for(lambda: self.ask("SELECT webhooks_checked_at IS NOT NULL FROM shop_sites"))
        wait_for(lambda: self.ask("SELECT finished_at IS NOT NULL FROM order_syncs"))

    def sell(self, page: Page, noted: str = BY_TRACKING, parcels: str = "1") -> Sold:
        """Let a shopper order something, and wait until it was heard of."""
        self.counter(page)
        page.get_by_label("Tracking is written down").select_option(noted)
        page.get_by_label("Parcels", exact=True).select_option(parcels)
        self.press(page, "Place an order")
        wait_for(lambda: self._placed(page))
        row = page.locator("tr[id^=order-]").first
        sold = Sold(
            (row.get_attribute("id") or "").removeprefix("order-"),
            row.locator("td").nth(1).inner_text(),
        )
        wait_for(lambda: self.knows(sold))
        return sold

    def _placed(self, page: Page) -> bool:
        """Tell whether the newest order is placed: it begins as a draft that is nobody's yet."""
        row = self.counter(page).locator("tr[id^=order-]").first
        return "@" in row.locator("td").nth(1).inner_text()

    def row(self, page: Page, order: Sold) -> Locator:
        return self.counter(page).locator(f"#order-{order.id}")

    def do(self, page: Page, order: Sold, button: str) -> None:
        self.press(page, button, self.row(page, order))

    def scan(self, page: Page, order: Sold, scan: str) -> None:
        """Let the carrier scan the order's first parcel."""
        form = self.row(page, order).locator("form", has_text="Scan").first
        form.get_by_role("combobox").select_option(scan)
        self.press(page, "Scan", form)

    def write(self, page: Page, order: Sold, note: str) -> None:
        row = self.row(page, order)
        row.get_by_label("Note to the shopper").fill(note)
        self.press(page, "Write", row)

    def knows(self, order: Sold) -> object:
        return self.ask(
            "SELECT 1 FROM orders WHERE platform_id = :id AND deleted_at IS NULL", id=order.id
        )

    def of_order(self, order: Sold, what: str) -> object:
        return self.ask(f"SELECT {what} FROM orders WHERE platform_id = :id", id=order.id)

    def parcels(self, order: Sold) -> list[tuple[str, int]]:
        """Return an order's tracking numbers with how many pieces travel in each."""
        with self.installation.engine.connect() as connection:
            rows = connection.exec_driver_sql(
                "SELECT s.tracking_number, coalesce(sum(i.quantity), 0)::int FROM shipments s"
                " JOIN orders o ON o.id = s.order_id"
                " LEFT JOIN shipment_items i ON i.shipment_id = s.id"
                " WHERE o.platform_id = %s GROUP BY s.id ORDER BY s.id",
                (order.id,),
            )
            return [(str(row[0]), int(row[1])) for row in rows]

    def mails_to(self, order: Sold) -> list[str]:
        """Return the subjects of what a shopper was sent, in order."""
        mails = self.installation.mail.read()
        return [str(mail["Subject"]) for mail in mails if order.email in str(mail["To"])]

    def webhooks(self, page: Page) -> list[str]:
        """Return the webhooks the shop has, with their state."""
        rows = self.counter(page).locator("table").last.locator("tr")
        return [row for row in rows.all_inner_texts() if "Nobody" not in row]

    def hurry(self, task: str) -> None:
        """Let a task of the shop be due now."""
        with self.installation.engine.begin() as connection:
            connection.exec_driver_sql(
                "UPDATE shop_tasks SET due_at = now() WHERE task = %s", (task,)
            )


@contextmanager
def pretend_site(
    engine: Engine, redis: Redis, folder: Path, logs: Path, *options: str
) -> Iterator[PretendSite]:
    """Run everything, with nothing connected yet; `options` are the demo's."""
    alone = ("--shopify-unopened", "--woocommerce-unconnected")
    with demo_processes(engine, redis, folder, logs, *alone, *options) as (running, demo):
        yield PretendSite(running, demo)


def is_heading(page: Page, name: str) -> None:
    expect(page.get_by_role("heading", name=name)).to_be_visible()
