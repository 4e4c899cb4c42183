"""What every platform must make of any body, tried on each of them alike."""

import dataclasses
import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from domain.errors import UnreadablePayloadError
from domain.ports import Platform
from domain.shop_events import AccessDoubted, FulfilmentTold, OrderTold, ShopEvent
from integrations.platforms.shopify import ShopifyPlatform
from integrations.platforms.woocommerce import WooCommercePlatform

PLATFORMS = Path(__file__).parents[2] / "integrations" / "platforms"


@dataclass(frozen=True)
class Case:
    platform: Platform
    order_topic: str
    topic_separator: str

    @property
    def examples(self) -> list[Path]:
        return sorted((PLATFORMS / self.platform.key / "examples").glob("*.json"))

    def topic_of(self, example: Path) -> str:
        return example.name.split(".")[0].replace("-", self.topic_separator)

    def order(self) -> Any:
        name = self.order_topic.replace(self.topic_separator, "-") + ".json"
        return json.loads((PLATFORMS / self.platform.key / "examples" / name).read_bytes())

    def read_order(self, payload: object) -> object:
        return self.platform.read_event(self.order_topic, json.dumps(payload).encode())


CASES = (
    Case(ShopifyPlatform(), "orders/create", "/"),
    Case(WooCommercePlatform(), "order.created", "."),
)
EXAMPLES = [(case, example) for case in CASES for example in case.examples]

each_platform = pytest.mark.parametrize("case", CASES, ids=lambda case: case.platform.key)
each_example = pytest.mark.parametrize(
    ("case", "example"), EXAMPLES, ids=[f"{c.platform.key}-{e.stem}" for c, e in EXAMPLES]
)


@each_example
def test_every_example_reads_to_something_that_can_be_kept(case: Case, example: Path) -> None:
    event = case.platform.read_event(case.topic_of(example), example.read_bytes())
    assert isinstance(event, AccessDoubted) == ("rights-lost" in example.name)
    nothing_told = "draft" in example.name or "gone" in example.name
    assert (event is None) == nothing_told
    check_keepable(event)


@each_platform
@pytest.mark.parametrize("body", [b"", b"{", b"\xff", b"[]", b"null", b'"order"', b"[{}]"])
def test_an_unused_topic_tells_nothing_whatever_the_body(case: Case, body: bytes) -> None:
    assert case.platform.read_event("carts/created.never", body) is None


@each_platform
@pytest.mark.parametrize(
    ("body", "problem"),
    [
        (b"", "body: is not JSON"),
        (b"{", "body: is not JSON"),
        (b"<html>", "body: is not JSON"),
        (b'{"id": NaN}', "body: is not JSON"),
        (b'{"id": "\xff"}', "body: is not JSON"),
        (b'{"id": ' + b"9" * 5000 + b"}", "body: is not JSON"),
        (b'{"id":' + b"[" * 100_000 + b"]" * 100_000 + b"}", "body: is nested too deeply"),
        (b'{"id":' * 100_000 + b"1" + b"}" * 100_000, "body: is nested too deeply"),
        (b"[]", "body: is not an object"),
        (b"null", "body: is not an object"),
        (b"7", "body: is not an object"),
        (b"{}", "id: is missing"),
    ],
    ids=lambda value: repr(value[:20]),
)
def test_a_body_that_is_no_order_is_unreadable(case: Case, body: bytes, problem: str) -> None:
    with pytest.raises(UnreadablePayloadError) as refused:
        case.platform.read_event(case.order_topic, body)
    assert str(refused.value) == problem


@each_platform
@pytest.mark.parametrize("bad_id", [0, -4, 2**64, "", "abc", "-1", 1.5, True, [], {}, "9" * 30])
def test_an_id_is_a_positive_number_of_64_bits(case: Case, bad_id: object) -> None:
    with pytest.raises(UnreadablePayloadError, match=r"^id: is not an id$"):
        case.read_order(case.order() | {"id": bad_id})


@each_platform
def test_a_byte_order_mark_is_forgiven(case: Case) -> None:
    body = b"\xef\xbb\xbf" + json.dumps(case.order()).encode()
    assert isinstance(case.platform.read_event(case.order_topic, body), OrderTold)


@each_platform
def test_three_hundred_lines_are_read(case: Case) -> None:
    order = case.order()
    line = order["line_items"][0]
    order["line_items"] = [line | {"id": 1000 + n} for n in range(300)]
    told = case.read_order(order)
    assert isinstance(told, OrderTold)
    assert [item.platform_id for item in told.items] == [str(1000 + n) for n in range(300)]


@each_platform
def test_more_lines_than_any_order_has_are_refused(case: Case) -> None:
    order = case.order() | {"line_items": [{"id": 1, "quantity": 1}] * 5001}
    with pytest.raises(UnreadablePayloadError, match=r"^line_items: is too long$"):
        case.read_order(order)


@each_platform
def test_a_line_told_twice_is_one_line(case: Case) -> None:
    order = case.order()
    order["line_items"] = [order["line_items"][0]] * 2
    told = case.read_order(order)
    assert isinstance(told, OrderTold)
    assert len(told.items) == 1


@each_platform
def test_the_wrong_field_is_named_and_its_value_is_not(case: Case) -> None:
    order = case.order()
    order["line_items"][1]["quantity"] = "Nour, Lilla Bommen 4"
    with pytest.raises(UnreadablePayloadError) as refused:
        case.read_order(order)
    assert str(refused.value) == "line_items.1.quantity: is not a number"


json_values = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.sampled_from([2**31, 2**63, 2**64, -1, 10**30, "1e999999999", "NaN", "-0", "0x1"])
    | st.floats()
    | st.text(max_size=20)
    | st.sampled_from(["\x00", "\ud800", "9999-12-31T23:59:59-14:00", "0001-01-01T00:00:00+14:00"])
    | st.sampled_from(["&#" + "9" * 6000 + ";", "http://[::", "\u202eevil", "cancelled", "trash"]),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner),
    max_leaves=6,
)


def places(value: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    yield path
    if isinstance(value, dict | list):
        for step, inner in value.items() if isinstance(value, dict) else enumerate(value):
            yield from places(inner, (*path, step))


def put(value: Any, path: tuple[Any, ...], new: Any) -> Any:
    if not path:
        return new
    step, *rest = path
    if isinstance(value, dict):
        return value | {step: put(value[step], tuple(rest), new)}
    return [put(v, tuple(rest), new) if n == step else v for n, v in enumerate(value)]


@settings(max_examples=300, deadline=None)
@given(data=st.data())
def test_a_changed_body_is_an_event_or_nothing_or_unreadable_and_never_a_crash(
    data: st.DataObject,
) -> None:
    case, example = data.draw(st.sampled_from(EXAMPLES))
    payload = json.loads(example.read_bytes())
    for _ in range(data.draw(st.integers(1, 3))):
        path = data.draw(st.sampled_from(list(places(payload))))
        payload = put(payload, path, data.draw(json_values))
        if not isinstance(payload, dict | list):
            break
    read_without_crash(case, case.topic_of(example), json.dumps(payload).encode())


@settings(max_examples=100, deadline=None)
@given(data=st.data())
def test_a_damaged_body_is_an_event_or_nothing_or_unreadable(data: st.DataObject) -> None:
    case, example = data.draw(st.sampled_from(EXAMPLES))
    body = bytearray(example.read_bytes())
    start = data.draw(st.integers(0, len(body)))
    body[start : start + data.draw(st.integers(0, 40))] = data.draw(st.binary(max_size=40))
    read_without_crash(case, case.topic_of(example), bytes(body))


def read_without_crash(case: Case, topic: str, body: bytes) -> None:
    try:
        check_keepable(case.platform.read_event(topic, body))
    except UnreadablePayloadError as refused:
        problem = str(refused)
    else:
        return
    assert len(problem.splitlines()) == 1
    assert not any(person in problem for person in ("Nour", "Tova", "example.com"))


def check_keepable(event: object) -> None:
    assert event is None or isinstance(event, ShopEvent)
    for value in leaves(event):
        assert keepable(value)
    if isinstance(event, OrderTold):
        assert len({item.platform_id for item in event.items}) == len(event.items)
        assert all(item.quantity > 0 for item in event.items)
    if isinstance(event, OrderTold | FulfilmentTold):
        for shipment in event.shipments:
            assert not shipment.tracking_url or shipment.tracking_url.lower().startswith("http")
            assert len({i.platform_id for i in shipment.items}) == len(shipment.items)
            assert all(i.quantity > 0 for i in shipment.items)


def keepable(value: object) -> bool:
    """Tell whether PostgreSQL would take it."""
    if isinstance(value, str):
        return "\0" not in value and value.encode() is not None
    if isinstance(value, datetime):
        return value.utcoffset() == timedelta(0)
    if isinstance(value, Decimal):
        return abs(value) < 10**14
    return value is None or (isinstance(value, int) and 0 <= value < 2**31)


def leaves(value: object) -> Iterator[object]:
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        for field in dataclasses.fields(value):
            yield from leaves(getattr(value, field.name))
    elif isinstance(value, tuple | frozenset):
        for inner in value:
            yield from leaves(inner)
    else:
        yield value
