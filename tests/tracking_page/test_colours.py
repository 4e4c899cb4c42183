"""Ink must be readable on its ground, by day and by night."""

import re
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest

import tracking_page.routes

CSS = (Path(tracking_page.routes.__file__).parent / "static" / "page.css").read_text()
READABLE, VISIBLE = 4.5, 3.0
TONES = ("good", "moving", "ready", "waiting", "trouble")


def palettes() -> Iterator[tuple[str, Mapping[str, str]]]:
    """Yield the colours by name, light first, then light overlaid by dark."""
    light, dark = re.findall(r":root \{(.*?)\}", CSS, re.DOTALL)[:2]
    colours = dict(re.findall(r"--([a-z-]+): (#[0-9a-f]{3,6});", light))
    yield "light", colours
    yield "dark", colours | dict(re.findall(r"--([a-z-]+): (#[0-9a-f]{3,6});", dark))


PALETTES = tuple(palettes())


def contrast(one: str, other: str) -> float:
    """Return the contrast ratio of two colours (WCAG 2.2)."""
    darker, lighter = sorted((luminance(one), luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def luminance(colour: str) -> float:
    digits = colour[1:] if len(colour) == 7 else "".join(digit * 2 for digit in colour[1:])
    parts = [int(digits[at : at + 2], 16) / 255 for at in (0, 2, 4)]
    red, green, blue = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


@pytest.mark.parametrize(("scheme", "colours"), PALETTES, ids=["light", "dark"])
def test_every_ink_is_readable_on_every_ground(scheme: str, colours: Mapping[str, str]) -> None:
    pairs = [(ink, ground) for ink in ("ink", "quiet", "link") for ground in ("ground", "card")]
    pairs += [(tone, f"{tone}-ground") for tone in TONES]
    pairs += [("ink", f"{tone}-ground") for tone in TONES]
    pairs += [("on-accent", "accent"), ("trouble", "ground"), ("trouble", "card")]
    for ink, ground in pairs:
        ratio = contrast(colours[ink], colours[ground])
        assert ratio >= READABLE, f"{scheme}: {ink} on {ground} is {ratio:.2f}"


@pytest.mark.parametrize(("scheme", "colours"), PALETTES, ids=["light", "dark"])
def test_borders_of_fields_and_focus_can_be_seen(scheme: str, colours: Mapping[str, str]) -> None:
    for line in ("field", "moving", "good", "trouble"):
        for ground in ("ground", "card"):
            ratio = contrast(colours[line], colours[ground])
            assert ratio >= VISIBLE, f"{scheme}: {line} on {ground} is {ratio:.2f}"
