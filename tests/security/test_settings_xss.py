"""Stored script in the settings: whatever one of a team writes there stays text for the others.

Every page is read beside the same page of a shop whose merchant writes plain words: what is made
of elements and attributes has to be the same, name by name.
"""

from collections.abc import Callable, Iterable, Mapping
from html.parser import HTMLParser

import pytest
from sqlalchemy import text
from werkzeug.test import TestResponse

from app import create_app
from services.wiring import Wiring
from tests.app_config import CONFIG
from tests.security.merchants_words import MARKS, Merchant
from tests.session_tokens import SHOP
from tests.settings_screen.merchants import grant, let_in
from tests.tracking_pages import TRACKING_PAGES

OTHER = "other.myshopify.com"
_ADDRESSES = {"href", "src", "action", "formaction", "hx-get", "hx-post"}
_SAFE = ("/", "#", "?", "https://", "mailto:")


def attack(mark: str) -> str:
    return f"\"'><svg onload={mark}()><!--"


def tame(mark: str) -> str:
    """Return plain words of the same length: what is too long is so in both."""
    return f"{mark} lights".ljust(len(attack(mark)), ".")


class Skeleton(HTMLParser):
    """Reads what a page is made of, without its words."""

    def __init__(self) -> None:
        super().__init__()
        self.bones: list[tuple[str, ...]] = []
        self.addresses: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.bones.append((tag, *(name for name, _ in attrs)))
        self.addresses += [str(value or "/") for name, value in attrs if name in _ADDRESSES]

    def handle_endtag(self, tag: str) -> None:
        self.bones.append((f"/{tag}",))

    def handle_comment(self, data: str) -> None:
        self.bones.append(("!", data))


def skeleton(html: str) -> Skeleton:
    read = Skeleton()
    read.feed(html)
    read.close()
    return read


@pytest.fixture
def write(wiring: Wiring, shop_id: int, connect) -> Callable[..., Merchant]:
    """Return a function that has a merchant write into every field."""
    app, shops = create_app(wiring, CONFIG), {SHOP: shop_id, OTHER: connect(domain=OTHER)}

    def write(domain: str, say: Callable[[str], str]) -> Merchant:
        grant(wiring, shops[domain], "write_orders")
        with wiring.engine.begin() as connection:
            connection.execute(text("UPDATE shops SET currency = 'SEK'"))
        one = Merchant(wiring, shops[domain], domain, let_in(wiring, domain, app=app), say)
        one.write()
        return one

    return write


@pytest.fixture
def both(write) -> tuple[Merchant, Merchant]:
    return write(SHOP, attack), write(OTHER, tame)


def texts(pages: Iterable[tuple[str, TestResponse]]) -> Mapping[str, str]:
    return {name: page.text for name, page in pages}


def same_bones(attacked: Mapping[str, str], plain: Mapping[str, str]) -> None:
    assert set(attacked) == set(plain)
    for name, html in attacked.items():
        read = skeleton(html)
        assert read.bones == skeleton(plain[name]).bones, name
        assert all(one.startswith(_SAFE) for one in read.addresses), name
        assert not [one for one in read.addresses if one.startswith("//")], name


def test_no_element_and_no_attribute_comes_from_what_a_merchant_writes(both) -> None:
    rules = {rule for method, rule in TRACKING_PAGES if method == "GET"}
    assert rules <= set(both[0].addresses())
    for shell in (Merchant.outside, Merchant.inside):
        attacked, plain = (texts(shell(one)) for one in both)
        same_bones(attacked, plain)
        shown = "".join(attacked.values())
        assert [name for name, mark in MARKS.items() if mark not in shown] == []
        assert f"&#34;&#39;&gt;&lt;svg onload={MARKS['name']}()&gt;&lt;!--" in shown


def test_what_is_refused_or_only_being_chosen_is_as_harmless(both) -> None:
    attacked, plain = (dict(one.refused()) for one in both)
    for name, page in attacked.items():
        assert (name, page.status_code) == (name, 422)
        assert "svg onload=" in page.text
    same_bones(texts(attacked.items()), texts(plain.items()))
    attacked, plain = (dict(one.previews()) for one in both)
    for name, page in attacked.items():
        assert (name, page.status_code) == (name, 200)
        assert f"svg onload={MARKS[name.split()[0]]}()" in page.text, name
    same_bones(texts(attacked.items()), texts(plain.items()))
