"""The colours of our mails, light and dark; every pair of ink and ground is checked in a test."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Palette:
    """Colours by what they are for, as #rrggbb."""

    page: str
    card: str
    box: str
    line: str
    ink: str
    quiet: str
    accent: str
    on_accent: str

    def pairs(self) -> tuple[tuple[str, str], ...]:
        """Return every ink with each ground it may stand on."""
        grounds = (self.page, self.card, self.box)
        inks = (self.ink, self.quiet, self.accent)
        return (
            *((ink, ground) for ink in inks for ground in grounds),
            (self.on_accent, self.accent),
        )


LIGHT = Palette(
    page="#f3f2ee",
    card="#ffffff",
    box="#f3f2ee",
    line="#e2e0d8",
    ink="#1d2321",
    quiet="#57605c",
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
    accent="#7fd8c0",
    on_accent="#10211c",
)
