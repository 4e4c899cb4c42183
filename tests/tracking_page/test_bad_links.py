"""Links that open nothing: all alike, whatever the reason."""

from collections.abc import Callable

import pytest

from services.page_address import LINK_LIFETIME
from services.tracking_token import token_for
from services.wiring import Wiring
from storage.gone_orders import mark_deleted
from storage.tracking_links import revoke_links
from tests.fakes import SteppingClock
from tests.tracking_page.kept_orders import keep, path_to, told, visitor


@pytest.fixture
def path(wiring: Wiring, shop_id: int) -> str:
    return path_to(wiring, shop_id, keep(wiring, shop_id, told()))


def revoked(wiring: Wiring, shop_id: int, path: str, clock: SteppingClock) -> str:
    with wiring.sessions.begin() as session:
        assert revoke_links(session, shop_id, 1, clock()) == 1
    return path


def expired(wiring: Wiring, shop_id: int, path: str, clock: SteppingClock) -> str:
    clock.now += LINK_LIFETIME
    return path


def deleted(wiring: Wiring, shop_id: int, path: str, clock: SteppingClock) -> str:
    with wiring.sessions.begin() as session:
        mark_deleted(session, shop_id, told().platform_id, clock())
    return path


def never_made(wiring: Wiring, shop_id: int, path: str, clock: SteppingClock) -> str:
    return f"/t/{token_for(999, wiring.link_keys)}"


def signed_by_another(wiring: Wiring, shop_id: int, path: str, clock: SteppingClock) -> str:
    return f"/t/{token_for(1, [b'another key'])}"


def cut_short(wiring: Wiring, shop_id: int, path: str, clock: SteppingClock) -> str:
    return path[:-4]


def nonsense(wiring: Wiring, shop_id: int, path: str, clock: SteppingClock) -> str:
    return "/t/%00%ff<script>"


@pytest.mark.parametrize(
    "made", [revoked, expired, deleted, never_made, signed_by_another, cut_short, nonsense]
)
def test_a_link_that_opens_nothing_gets_one_and_the_same_answer(
    wiring: Wiring,
    shop_id: int,
    path: str,
    clock: SteppingClock,
    made: Callable[[Wiring, int, str, SteppingClock], str],
) -> None:
    client = visitor(wiring)
    etag = client.get(path).headers["ETag"]
    expected = client.get("/t/unknown", headers={"Accept-Language": "en"})
    bad = made(wiring, shop_id, path, clock)
    answer = client.get(bad, headers={"Accept-Language": "en", "If-None-Match": etag})
    assert answer.status_code == 404
    assert answer.data == expected.data
    assert sorted(answer.headers) == sorted(expected.headers)
    assert "How to find your order" in answer.text
    assert answer.headers["Cache-Control"] == "no-store"
