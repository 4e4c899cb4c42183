"""Nothing on the page has moved unseen: it looks as it did in the pictures kept in docs/."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page

from tests.tracking_page.pictures import (
    KEPT,
    LANGUAGES,
    SIZES,
    STATES,
    as_address,
    hung,
    kept,
    shot,
)

DIFFERENT = """async ([one, other]) => {
  const [a, b] = await Promise.all([one, other].map(async (address) => {
    const picture = new Image();
    picture.src = address;
    await picture.decode();
    const canvas = new OffscreenCanvas(picture.width / 4, picture.height / 4);
    const brush = canvas.getContext("2d", { willReadFrequently: true });
    brush.drawImage(picture, 0, 0, canvas.width, canvas.height);
    return brush.getImageData(0, 0, canvas.width, canvas.height);
  }));
  if (a.width !== b.width || a.height !== b.height) return 1;
  let changed = 0;
  for (let at = 0; at < a.data.length; at += 4)
    changed += [0, 1, 2].some((part) => Math.abs(a.data[at + part] - b.data[at + part]) > 48);
  return changed / (a.data.length / 4);
}"""
"""The share of a picture, seen from afar, in which a colour is clearly another."""
TOLERATED = 0.01


@pytest.fixture(scope="module")
def gallery(chromium: Browser) -> Iterator[dict[str, Page]]:
    """A page of each size, and one in which pictures are compared."""
    pages = {size: hung(chromium, size) for size in SIZES}
    yield {**pages, "beside": chromium.new_page()}
    for page in pages.values():
        page.close()


@pytest.mark.parametrize("state", STATES)
@pytest.mark.parametrize("size", SIZES)
def test_the_page_looks_as_it_did(gallery: dict[str, Page], state: str, size: str) -> None:
    changed = {}
    for code in LANGUAGES:
        now, before = shot(gallery[size], state, code), kept(state, code, size).read_bytes()
        share = gallery["beside"].evaluate(DIFFERENT, [as_address(now), as_address(before)])
        if share > TOLERATED:
            changed[code] = share
    assert changed == {}, "look, then: .venv/bin/python -m tests.tracking_page.pictures"


def test_no_picture_is_kept_of_what_is_no_longer_shown() -> None:
    wanted = {kept(state, code, size) for state in STATES for code in LANGUAGES for size in SIZES}
    assert set(KEPT.iterdir()) == wanted


def test_a_change_would_be_seen(gallery: dict[str, Page]) -> None:
    one, other = (shot(gallery["phone"], state, "en") for state in ("delivered", "late"))
    pictures = [as_address(one), as_address(other)]
    assert gallery["beside"].evaluate(DIFFERENT, pictures) > TOLERATED
