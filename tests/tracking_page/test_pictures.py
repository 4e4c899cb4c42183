"""Nothing on the page has moved unseen: it looks as it did in the pictures kept in docs/."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.tracking_page.pictures import (
    KEPT,
    LANGUAGES,
    SIZES,
    STATES,
    as_address,
    hung,
    kept,
    shot,
    taken,
)

COMPARED = """async ([one, other, side]) => {
  const [a, b] = await Promise.all([one, other].map(async (address) => {
    const picture = new Image();
    picture.src = address;
    await picture.decode();
    const canvas = new OffscreenCanvas(picture.width / 2, picture.height / 2);
    const brush = canvas.getContext("2d", { willReadFrequently: true });
    brush.drawImage(picture, 0, 0, canvas.width, canvas.height);
    return brush.getImageData(0, 0, canvas.width, canvas.height);
  }));
  if (a.width !== b.width || a.height !== b.height) return [1, 1];
  const across = Math.ceil(a.width / side);
  const tiles = new Uint32Array(across * Math.ceil(a.height / side));
  let changed = 0;
  for (let pixel = 0; pixel < a.width * a.height; pixel++) {
    const at = 4 * pixel;
    if (![0, 1, 2].some((part) => Math.abs(a.data[at + part] - b.data[at + part]) > 48)) continue;
    const row = Math.floor(pixel / a.width), column = pixel % a.width;
    tiles[across * Math.floor(row / side) + Math.floor(column / side)]++;
    changed++;
  }
  return [changed / (a.width * a.height), Math.max(...tiles) / side ** 2];
}"""
"""The share in which a colour is clearly another: of a halved picture, and of its worst tile."""
TILE = 16
TOLERATED, TOLERATED_IN_A_TILE = 0.01, 0.015


@pytest.fixture(scope="module")
def gallery(chromium: Browser) -> Iterator[dict[str, Page]]:
    """A page of each size, and one in which pictures are compared."""
    pages = {size: hung(chromium, size) for size in SIZES}
    yield {**pages, "beside": chromium.new_page()}
    for page in pages.values():
        page.close()


def compared(beside: Page, one: bytes, other: bytes) -> tuple[float, float]:
    """Return what share of two pictures differs: of the whole, and of the worst tile."""
    if one == other:
        return 0, 0
    whole, tile = beside.evaluate(COMPARED, [as_address(one), as_address(other), TILE])
    return whole, tile


def beyond(shares: tuple[float, float]) -> bool:
    return shares[0] > TOLERATED or shares[1] > TOLERATED_IN_A_TILE


@pytest.mark.parametrize("state", STATES)
@pytest.mark.parametrize("size", SIZES)
def test_the_page_looks_as_it_did(gallery: dict[str, Page], state: str, size: str) -> None:
    changed = {}
    for code in LANGUAGES:
        now, before = shot(gallery[size], state, code), kept(state, code, size).read_bytes()
        shares = compared(gallery["beside"], now, before)
        if beyond(shares):
            changed[code] = shares
    assert changed == {}, "look, then: .venv/bin/python -m tests.tracking_page.pictures"


def test_no_picture_is_kept_of_what_is_no_longer_shown() -> None:
    wanted = {kept(state, code, size) for state in STATES for code in LANGUAGES for size in SIZES}
    assert set(KEPT.iterdir()) == wanted


@pytest.mark.parametrize(
    ("state", "selector", "change"),
    [
        ("late", ".rail .now", "one.className = 'ahead'"),
        ("late", ".rail .ahead", "one.className = 'done'"),
        ("late", ".parcel .button", "one.style.visibility = 'hidden'"),
        ("cancelled", ".price", "one.textContent = one.textContent.replace('9', '8')"),
    ],
)
@pytest.mark.parametrize("size", SIZES)
def test_one_small_thing_that_is_wrong_is_seen(
    gallery: dict[str, Page], size: str, state: str, selector: str, change: str
) -> None:
    page = gallery[size]
    right = shot(page, state, "en")
    one = page.locator(selector).first
    expect(one).to_be_in_viewport(ratio=1)
    one.evaluate(f"(one) => {{ {change} }}")
    assert beyond(compared(gallery["beside"], right, taken(page)))
