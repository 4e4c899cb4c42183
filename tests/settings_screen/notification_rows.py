"""A merchant at the notifications page, in one of the shells, and what is in its rows."""

import json
import re

from werkzeug.test import TestResponse

from domain.kinds import Kind
from services.choose_kinds import kind_choices
from services.wiring import Wiring
from storage.kind_choices import KindChoice
from tests.settings_screen.merchants import headers, inside, let_in, outside, site
from tests.settings_screen.pages import HTTPS

HTMX = {"HX-Request": "true"}
PAGE = "/settings/messages"


class Merchant:
    """A merchant at the page, in one of the shells."""

    def __init__(self, wiring: Wiring, shell: str) -> None:
        self.wiring, self.shell = wiring, shell
        self.client = let_in(wiring) if shell == "outside" else site(wiring).test_client()

    def page(self, path: str = PAGE) -> str:
        address = path if self.shell == "outside" else inside(path)
        answer = self.client.get(address, base_url=HTTPS)
        assert answer.status_code == 200
        return answer.text

    def post(self, path: str, **data: object):
        sent = outside(self.wiring) if self.shell == "outside" else headers()
        return self.client.post(path, headers={**sent, **HTMX}, data=data, base_url=HTTPS)


def chosen(wiring: Wiring, shop_id: int, kind: Kind) -> KindChoice:
    return kind_choices(wiring, shop_id)[kind.value]


def row_of(page: str, kind: Kind) -> str:
    """Return the markup of a kind's row."""
    begin = page.index(f'id="kind-{kind}"')
    end = page.find('<div class="kind"', begin)
    return page[begin : end if end > 0 else None]


def states(row: str) -> dict[str, tuple[bool, bool]]:
    """Return by channel whether its switch is on, and whether it can be pressed."""
    found = re.findall(
        r'<(?:input type="checkbox"|s-switch)[^>]*name="channels" value="(\w+)"([^>]*)>', row
    )
    return {value: (" checked" in rest, " disabled" not in rest) for value, rest in found}


def told(answer: TestResponse) -> str:
    """Return what is said aloud of a save."""
    words_said: str = json.loads(answer.headers["HX-Trigger"])["framme:said"]["words"]
    return words_said
