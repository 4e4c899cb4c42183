"""The colours of mails can be read by everybody, whatever a shop has chosen."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.brand import READABLE, Brand, contrast
from messages.colours import DARK, LIGHT, Palette, palettes

COLOURS = st.integers(0, 0xFFFFFF).map(lambda number: f"#{number:06x}")
ODD = ["#ffffff", "#000000", "#ffdd00", "#777777", "#0b5d4e", "#ff0000", "#1c2220", "#7f7f7f"]


def test_black_on_white_is_known_to_be_21() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)


def readable(palette: Palette) -> None:
    for ink, ground in palette.pairs():
        assert contrast(ink, ground) >= READABLE, (ink, ground, palette)


@pytest.mark.parametrize("palette", [LIGHT, DARK], ids=["light", "dark"])
def test_every_ink_can_be_read_on_every_ground(palette: Palette) -> None:
    readable(palette)


@pytest.mark.parametrize("accent", ["", *ODD])
@pytest.mark.parametrize("ground", ["", *ODD])
def test_odd_colours_of_a_shop_can_be_read(accent: str, ground: str) -> None:
    for palette in palettes(Brand(accent=accent, ground=ground)):
        readable(palette)


@given(COLOURS, COLOURS)
def test_any_colours_of_a_shop_can_be_read(accent: str, ground: str) -> None:
    for palette in palettes(Brand(accent=accent, ground=ground)):
        readable(palette)


def test_a_shop_that_has_chosen_nothing_has_ours() -> None:
    assert palettes(Brand()) == (LIGHT, DARK)


def test_colours_that_can_be_read_are_left_as_they_are() -> None:
    light, dark = palettes(Brand(accent="#8a2d5c", ground="#fbf3ea"))
    assert (light.accent, light.link, light.page) == ("#8a2d5c", "#8a2d5c", "#fbf3ea")
    assert dark.accent == "#8a2d5c"
    assert dark.page == DARK.page


def test_a_button_as_white_as_its_letter_is_moved_until_it_is_seen() -> None:
    light, _ = palettes(Brand(accent="#ffffff"))
    assert contrast(light.accent, light.card) >= READABLE
