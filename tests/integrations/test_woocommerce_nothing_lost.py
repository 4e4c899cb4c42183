"""Whatever happens to orders while those that changed are read, none is lost."""

import json
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from integrations.platforms.woocommerce import rest
from integrations.platforms.woocommerce.changed_orders import changed_orders
from tests.integrations.test_woocommerce_changed_orders import SECOND, SINCE, UNTIL, put, stamp
from tests.integrations.woocommerce_routes import Store


def listed(store: Store, query: Mapping[str, str]) -> rest.Answer:
    """List as over HTTP."""
    answer = store.list_orders(query)
    total = int(answer.headers["X-WP-Total"])
    return rest.Answer(answer.status, json.loads(answer.body), total)


def read_all(
    listing: Callable[[Mapping[str, str]], rest.Answer], between: Callable[[], None]
) -> dict[int, str]:
    """Go through the window; return when each order that was told had last changed."""
    found: dict[int, str] = {}
    after = ""
    for _ in range(200):
        page = changed_orders(listing, SINCE, UNTIL, after)
        for order in page.orders:
            found[order["id"]] = max(order["date_modified_gmt"], found.get(order["id"], ""))
        if page.after is None:
            return found
        after = str(page.after)
        between()
    raise AssertionError("it does not come to an end")


actions = st.lists(
    st.tuples(st.sampled_from(["touch", "bin", "delete", "restore", "place"]), st.integers(1, 400)),
    max_size=12,
)


@settings(max_examples=120, deadline=None)
@given(data=st.data())
def test_no_order_is_lost_that_changes_while_we_read(data: st.DataObject) -> None:
    store, now = Store(), UNTIL + timedelta(minutes=1)
    seconds = data.draw(st.sampled_from([1, 2, 3, 60, 600]))
    count = data.draw(st.integers(0, 400))
    for number in range(1, count + 1):
        second = data.draw(st.integers(0, seconds - 1)) if seconds > 3 else number % seconds
        binned = data.draw(st.integers(0, 9)) == 0 if number < 20 else number % 3 == 0
        put(store, number, SINCE + second * SECOND, status="trash" if binned else "processing")

    def between() -> None:
        nonlocal now
        for action, number in data.draw(actions):
            now += SECOND
            if action == "delete":
                store.orders.pop(number, None)
            elif action == "place" or number in store.orders:
                status = "trash" if action == "bin" else "processing"
                put(store, number, now, status=status)

    begun = {number: order["date_modified_gmt"] for number, order in store.orders.items()}
    found = read_all(lambda query: listed(store, query), between)
    for number, order in store.orders.items():
        # What changed meanwhile is found in the next window, which begins before this one's end.
        if order["date_modified_gmt"] <= stamp(UNTIL):
            assert found.get(number) == begun[number]


def test_pages_of_a_crowded_second_that_shrinks_lose_nobody() -> None:
    store = Store()
    for number in range(1, 351):
        put(store, number, SINCE)
    leaving = iter([[1, 2, 3], [110, 111], [5], [300]])

    def between() -> None:
        for number in next(leaving, []):
            put(store, number, UNTIL + timedelta(minutes=1))

    found = read_all(lambda query: listed(store, query), between)
    left = {n for n, order in store.orders.items() if order["date_modified_gmt"] == stamp(SINCE)}
    assert left <= set(found)


def test_a_page_with_gaps_is_gone_on_from_all_the_same() -> None:
    store = Store()
    for number in range(1, 251):
        put(store, number, SINCE + number * SECOND)

    def with_gaps(query: Mapping[str, str]) -> rest.Answer:
        answer = listed(store, query)
        shown = [order for order in answer.body if order["id"] % 7]
        return replace(answer, body=shown)

    found = read_all(with_gaps, lambda: None)
    assert set(found) == {number for number in range(1, 251) if number % 7}


def test_without_a_total_a_full_page_means_that_there_is_more() -> None:
    store = Store()
    for number in range(1, 251):
        put(store, number, SINCE + number * SECOND)
    found = read_all(lambda query: replace(listed(store, query), total=None), lambda: None)
    assert set(found) == set(range(1, 251))
