"""A shopper's browser on an order's page: it keeps its cookies, and fills forms as people do."""

import re
from dataclasses import dataclass

from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from services.wiring import Wiring
from tests.fakes import TestOutbox
from tests.tracking_page.kept_orders import path_to, site

_PROOF = re.compile(r'name="proof" value="([0-9a-f]{64})"')


@dataclass(frozen=True, slots=True)
class Shopper:
    """Somebody with a link: `path` is that of the order's page."""

    path: str
    client: FlaskClient

    def look(self, under: str = "", **headers: str) -> TestResponse:
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        return self.client.get(self.path + under, headers=named)

    def form_proof(self) -> str:
        """Return what the forms of the page carry."""
        found = _PROOF.search(self.look("/prove").text) or _PROOF.search(self.look().text)
        assert found
        return found[1]

    def send(self, under: str, **fields: str) -> TestResponse:
        """Fill in and send a form of the page."""
        data = {"proof": self.form_proof(), **fields}
        return self.client.post(self.path + under, data=data)

    def prove(self, answer: str = "alva@example.com") -> TestResponse:
        return self.send("/prove", answer=answer)

    def read_code(self, outbox: TestOutbox) -> str:
        """Have a code sent and read it in the mailbox."""
        assert self.send("/code").status_code == 303
        found = re.search(r"^(\d{6})$", outbox.sent[-1].text, re.MULTILINE)
        assert found
        return found[1]

    def cookie(self) -> str:
        """Return the visit that this browser keeps, empty for none."""
        kept = self.client.get_cookie("framme", path=self.path)
        return kept.value if kept else ""


def shopper(wiring: Wiring, shop_id: int, order_id: int, app: Flask | None = None) -> Shopper:
    """Return a browser that has an order's page open, and has shown nothing yet."""
    return Shopper(path_to(wiring, shop_id, order_id), (app or site(wiring)).test_client())
