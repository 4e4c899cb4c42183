"""The colours of our mails, light and dark, with a shop's own; all words on them can be read."""

from dataclasses import dataclass, replace
from functools import lru_cache

from domain.brand import READABLE, Brand, contrast, ink_on

_STEPS = 20


@dataclass(frozen=True, slots=True)
class Palette:
    """Colours by what they are for, as #rrggbb; the first of a pair stands on the second."""

    page: str
    card: str
    box: str
    line: str
    ink: str
    quiet: str
    link: str
    on_page: str
    link_on_page: str
    accent: str
    on_accent: str

    def pairs(self) -> tuple[tuple[str, str], ...]:
        """Return every ink with each ground it may stand on."""
        return (
            *((ink, on) for ink in (self.ink, self.quiet, self.link) for on in self.within()),
            (self.on_page, self.page),
            (self.link_on_page, self.page),
            (self.on_accent, self.accent),
        )

    def within(self) -> tuple[str, str]:
        """Return the grounds of the letter itself."""
        return self.card, self.box


LIGHT = Palette(
    page="#f3f2ee",
    card="#ffffff",
    box="#f3f2ee",
    line="#e2e0d8",
    ink="#1d2321",
    quiet="#57605c",
    link="#0b5d4e",
    on_page="#57605c",
    link_on_page="#0b5d4e",
    accent="#0b5d4e",
    on_accent="#ffffff",
)
DARK = Palette(
    page="#121614",
    card="#1c2220",
    box="#29312e",
    line="#3a4440",
    ink="#edf1ef",
    quiet="#aeb9b4",
    link="#7fd8c0",
    on_page="#aeb9b4",
    link_on_page="#7fd8c0",
    accent="#7fd8c0",
    on_accent="#10211c",
)


def palettes(brand: Brand) -> tuple[Palette, Palette]:
    """Return a shop's colours, light and dark; what could not be read is moved until it can."""
    return _palettes(brand.accent, brand.ground)


@lru_cache(maxsize=1024)
def _palettes(accent: str, ground: str) -> tuple[Palette, Palette]:
    light = _on_ground(LIGHT, ground) if ground else LIGHT
    return (_accented(light, accent), _accented(DARK, accent)) if accent else (light, DARK)


def _on_ground(palette: Palette, ground: str) -> Palette:
    box = ground if contrast(palette.quiet, ground) >= READABLE else palette.box
    return replace(
        palette,
        page=ground,
        box=box,
        on_page=_readable(palette.quiet, (ground,)),
        link_on_page=_readable(palette.link, (ground,)),
    )


def _accented(palette: Palette, accent: str) -> Palette:
    """Put in a shop's accent: as it is on buttons where a word can be read on it."""
    button = accent if contrast(ink_on(accent), accent) >= READABLE else _readable(accent, _WHITE)
    if contrast(button, palette.card) < _SEEN:
        button = _readable(accent, palette.within())
    return replace(
        palette,
        link=_readable(accent, palette.within()),
        link_on_page=_readable(accent, (palette.page,)),
        accent=button,
        on_accent=ink_on(button),
    )


_WHITE = ("#ffffff",)
_SEEN = 1.5
"""The contrast below which a button could not be told from the letter it is in."""


def _readable(colour: str, grounds: tuple[str, ...]) -> str:
    """Move a colour towards black or white, whichever is nearer, until it is read on grounds."""
    for step in range(_STEPS + 1):
        for end in ("#000000", "#ffffff"):
            moved = _mixed(colour, end, step / _STEPS)
            if all(contrast(moved, ground) >= READABLE for ground in grounds):
                return moved
    return ink_on(grounds[0])


def _mixed(one: str, other: str, part: float) -> str:
    pairs = ((int(one[i : i + 2], 16), int(other[i : i + 2], 16)) for i in (1, 3, 5))
    return "#" + "".join(f"{round(a + (b - a) * part):02x}" for a, b in pairs)
