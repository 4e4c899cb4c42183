"""Ink must be readable on its ground, by day and by night."""

import math
import re
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest

import tracking_page.routes

CSS = (Path(tracking_page.routes.__file__).parent / "static" / "page.css").read_text()
READABLE, VISIBLE = 4.5, 3.0
TONES = ("good", "trouble")
BRANDS = (
    "#ffd400",
    "#00ff00",
    "#00ffff",
    "#ff00ff",
    "#0000ff",
    "#7a1f5c",
    "#808080",
    "#ffffff",
    "#000000",
    "#e4002b",
)
DARKEST, LIGHTEST, MUTED = (
    float(re.findall(pattern, CSS)[0])
    for pattern in (r"min\(l, ([0-9.]+)\)", r"max\(l, ([0-9.]+)\)", r"min\(c, ([0-9.]+)\)")
)

TINTS = sorted(
    int(part) / 100 for part in re.findall(r"var\(--strong\) ([0-9]+)%, var\(--ground\)", CSS)
)
"""How much of a shop's colour is in the band at the top, and in a quiet button."""


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
    red, green, blue = linear(colour)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


@pytest.mark.parametrize(("scheme", "colours"), PALETTES, ids=["light", "dark"])
def test_every_ink_is_readable_on_every_ground(scheme: str, colours: Mapping[str, str]) -> None:
    pairs = [(ink, ground) for ink in ("ink", "quiet", "link") for ground in ("ground", "soft")]
    pairs += [(tone, f"{tone}-ground") for tone in TONES]
    pairs += [("ink", f"{tone}-ground") for tone in TONES]
    pairs += [("on-accent", "accent"), ("on-strong", "accent"), ("trouble", "ground")]
    for ink, ground in pairs:
        ratio = contrast(colours[ink], colours[ground])
        assert ratio >= READABLE, f"{scheme}: {ink} on {ground} is {ratio:.2f}"


@pytest.mark.parametrize(("scheme", "colours"), PALETTES, ids=["light", "dark"])
def test_borders_of_fields_and_focus_can_be_seen(scheme: str, colours: Mapping[str, str]) -> None:
    for line in ("field", "link", "good", "trouble"):
        for ground in ("ground", "card"):
            ratio = contrast(colours[line], colours[ground])
            assert ratio >= VISIBLE, f"{scheme}: {line} on {ground} is {ratio:.2f}"


def linear(colour: str) -> list[float]:
    digits = colour[1:] if len(colour) == len("#rrggbb") else "".join(d * 2 for d in colour[1:])
    parts = [int(digits[at : at + 2], 16) / 255 for at in (0, 2, 4)]
    return [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]


def oklch(colour: str) -> tuple[float, float, float]:
    """Return lightness, chroma and hue (radians), as CSS Color 4 converts them."""
    red, green, blue = linear(colour)
    long = math.cbrt(0.4122214708 * red + 0.5363325363 * green + 0.0514459929 * blue)
    medium = math.cbrt(0.2119034982 * red + 0.6806995451 * green + 0.1073969566 * blue)
    short = math.cbrt(0.0883024619 * red + 0.2817188376 * green + 0.6299787005 * blue)
    a = 1.9779984951 * long - 2.4285922050 * medium + 0.4505937099 * short
    b = 0.0259040371 * long + 0.7827717662 * medium - 0.8086757660 * short
    light = 0.2104542553 * long + 0.7936177850 * medium - 0.0040720468 * short
    return light, math.hypot(a, b), math.atan2(b, a)


def hexed(light: float, chroma: float, hue: float) -> str:
    """Return a colour as a screen shows it: what it cannot show is cut off."""
    a, b = chroma * math.cos(hue), chroma * math.sin(hue)
    long = (light + 0.3963377774 * a + 0.2158037573 * b) ** 3
    medium = (light - 0.1055613458 * a - 0.0638541728 * b) ** 3
    short = (light - 0.0894841775 * a - 1.2914855480 * b) ** 3
    parts = (
        4.0767416621 * long - 3.3077115913 * medium + 0.2309699292 * short,
        -1.2684380046 * long + 2.6097574011 * medium - 0.3413193965 * short,
        -0.0041960863 * long - 0.7034186147 * medium + 1.7076147010 * short,
    )
    return "#" + "".join(f"{round(255 * gamma(min(1, max(0, p)))):02x}" for p in parts)


def mixed(one: str, other: str, part: float) -> str:
    """Return a part of one colour on another, mixed as color-mix in oklab does."""
    (light, chroma, hue), (light2, chroma2, hue2) = oklch(one), oklch(other)
    a = part * chroma * math.cos(hue) + (1 - part) * chroma2 * math.cos(hue2)
    b = part * chroma * math.sin(hue) + (1 - part) * chroma2 * math.sin(hue2)
    return hexed(part * light + (1 - part) * light2, math.hypot(a, b), math.atan2(b, a))


def gamma(part: float) -> float:
    return 12.92 * part if part <= 0.0031308 else 1.055 * part ** (1 / 2.4) - 0.055


@pytest.mark.parametrize("brand", BRANDS)
def test_a_shops_colour_can_be_read_by_day_and_by_night_whatever_it_is(brand: str) -> None:
    light, chroma, hue = oklch(brand)
    by_day = hexed(min(light, DARKEST), chroma, hue)
    by_night = hexed(max(light, LIGHTEST), min(chroma, MUTED), hue)
    for (scheme, colours), strong in zip(PALETTES, (by_day, by_night), strict=True):
        tints = [mixed(strong, colours["ground"], part) for part in TINTS]
        for other in (*(colours[name] for name in ("ground", "soft", "on-strong")), *tints):
            ratio = contrast(strong, other)
            assert ratio >= READABLE, f"{scheme}: {brand} as {strong} on {other} is {ratio:.2f}"
        for ink in ("ink", "quiet", "trouble"):
            ratio = contrast(colours[ink], tints[0])
            assert ratio >= READABLE, f"{scheme}: {ink} on the band of {brand} is {ratio:.2f}"
