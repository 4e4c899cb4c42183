"""Keep the pretend site's keys, webhooks and orders from one run of the demo to the next."""

import asyncio
import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from demo.woocommerce.backoffice import Backoffice
from demo.woocommerce.order_record import OrderRecord

MOST_ORDERS = 400
"""Of older orders, no more than these newest are kept."""
PAUSE = 1.0


@dataclass(slots=True)
class Keeping:
    """Reads and writes the file, which only its owner may read; with no file, nothing is kept.

    `connected_to` is the Framme that the merchant has let in, empty for none.
    """

    file: Path | None
    back: Backoffice
    connected_to: str = ""
    _behind: bool = False

    def note(self) -> None:
        """Remember that something may have changed; it is written down a moment later."""
        self._behind = True

    def read(self) -> bool:
        """Give the site what it had; return whether it had anything."""
        if self.file is None or not self.file.is_file():
            return False
        told = json.loads(self.file.read_text("utf-8"))
        self.connected_to = told["connected_to"]
        self.back.keys.restore(told["keys"])
        self.back.webhooks.restore(told["webhooks"])
        self.back.orders.last_number = told["last_number"]
        for kept in told["orders"]:
            self.back.orders.add(OrderRecord.restored(kept))
        for webhook, thing in told["waiting"]:
            self.back.deliveries.wait(webhook, thing)
        return True

    async def keep_writing(self) -> None:
        """Write down what has changed, soon after, until cancelled."""
        while True:
            await asyncio.sleep(PAUSE)
            self.write()

    def write(self) -> None:
        """Write everything down, if anything may have changed."""
        if self.file is None or not self._behind:
            return
        self._behind = False
        fresh = self.file.with_suffix(".new")
        fresh.touch(mode=0o600)
        fresh.write_text(json.dumps(self._everything()), "utf-8")
        fresh.replace(self.file)

    def _everything(self) -> dict[str, Any]:
        back = self.back
        newest = sorted(back.orders.all(), key=lambda order: order.created_at)[-MOST_ORDERS:]
        return {
            "connected_to": self.connected_to,
            "keys": back.keys.written(),
            "webhooks": back.webhooks.written(),
            "last_number": back.orders.last_number,
            "orders": [order.written() for order in newest],
            "waiting": [[key[0], thing] for key, thing in back.deliveries.waiting.items()],
        }
