"""Text that wants to be more than text, in every field a stranger can write."""

from dataclasses import replace
from html.parser import HTMLParser
from itertools import pairwise

import pytest

from domain.order import Address, Contact, Item, Order
from domain.shop import Shop
from domain.status import Status
from domain.tracking import PickupPoint, Place
from messages.language import LANGUAGES, language
from tests.fakes import NOON, an_order, scan
from tests.tracking_page.samples import SHOP, STOCKHOLM, journey, parcel, samples, story
from tracking_page.assets import load_assets
from tracking_page.rendering import Templates
from tracking_page.schemas import LookUpForm
from tracking_page.views import Seen, contact_view, order_page

ATTACKS = (
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "' onfocus='alert(1)' autofocus='",
    "{{ 7 * 7 }}{% raw %}",
    "%(parcel)s %s %",
    "javascript:alert(1)",
    "\u202eevil\u202c 🧨 שלום مرحبا",
    "a" * 3000,
)
TEMPLATES = Templates(load_assets())
VOID = {"meta", "link", "img", "br", "input", "path", "rect"}


class Reader(HTMLParser):
    """Reads a page strictly: every tag closed in turn, every attribute noted."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.ids: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        named = dict(attrs)
        assert len(named) == len(attrs), f"an attribute twice in <{tag}>"
        self.tags.append((tag, named))
        if named.get("id"):
            self.ids.append(str(named["id"]))
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag


def read(html: str) -> Reader:
    reader = Reader()
    reader.feed(html)
    reader.close()
    assert reader.open == []
    assert len(reader.ids) == len(set(reader.ids)), "an id twice"
    return reader


def rendered(order: Order, code: str = "en", shop: Shop = SHOP) -> str:
    chosen = language(code)
    page = order_page(story(order, shop), Seen(), chosen, NOON, STOCKHOLM)
    return TEMPLATES.fill("order.html", chosen, page=page, etag='W/"x"')


def attacked(text: str) -> Order:
    """Return an order that says the text wherever a platform or carrier can."""
    event = replace(
        scan(Status.AVAILABLE_FOR_PICKUP, text=text, code=text), place=Place(text, "SE", text)
    )
    unmapped = replace(event, meaning=None)
    point = PickupPoint(text, text, text, text, (text,))
    one = parcel(*journey(unmapped, event), pickup_point=point, tracking_url=text)
    unknown = replace(one, id=2, carrier=None, carrier_text=text, tracking_number=text)
    return an_order(
        one,
        unknown,
        number=text,
        locale=text,
        contact=Contact(text, text, text),
        address=Address(text, text, text, text, text, text, text),
        items=(Item("71", text, 2, text, text, image_url=text),),
    )


@pytest.mark.parametrize("text", ATTACKS, ids=range(len(ATTACKS)))
@pytest.mark.parametrize("code", LANGUAGES)
def test_text_stays_text_wherever_it_was_written(text: str, code: str) -> None:
    shop = replace(SHOP, name=text, domain="x/../" + text, contact_email=text, contact_url=text)
    reader = read(rendered(attacked(text), code, shop))
    assert [attributes for tag, attributes in reader.tags if tag == "script"] == [
        {"src": load_assets().address("page.js"), "defer": None}
    ]
    for tag, attributes in reader.tags:
        assert not [name for name in attributes if name.startswith("on") or name == "style"]
        for name in ("href", "src", "action"):
            value = attributes.get(name) or ""
            assert value.startswith(("/", "#", "?", "https://", "mailto:")) or not value, (
                tag,
                value,
            )
            assert not value.startswith("//")


@pytest.mark.parametrize("text", ATTACKS, ids=range(len(ATTACKS)))
def test_what_was_typed_comes_back_as_text(text: str) -> None:
    english = language("en")
    form = LookUpForm(text, text, "This is too long.", "This is too long.")
    values = {"shop_name": text, "notice": "", "contact": contact_view(SHOP, text)}
    reader = read(TEMPLATES.fill("look_up.html", english, form=form, **values))
    typed = [attributes["value"] for tag, attributes in reader.tags if tag == "input"]
    assert typed == [text, text]


@pytest.mark.parametrize("order", tuple(samples().values()), ids=tuple(samples()))
@pytest.mark.parametrize("code", LANGUAGES)
def test_every_state_makes_a_sound_page(order: Order, code: str) -> None:
    reader = read(rendered(order, code))
    tags = [tag for tag, _ in reader.tags]
    assert tags.count("h1") == tags.count("main") == 1
    labelled = [a["aria-labelledby"] for _, a in reader.tags if "aria-labelledby" in a]
    assert set(labelled) <= set(reader.ids)
    current = [a for _, a in reader.tags if a.get("aria-current") == "step"]
    assert len(current) == (0 if order.cancelled_at else 1)
    levels = [int(tag[1]) for tag in tags if tag in {"h1", "h2", "h3", "h4"}]
    assert all(after <= before + 1 for before, after in pairwise(levels)), (
        "a heading level is skipped"
    )
