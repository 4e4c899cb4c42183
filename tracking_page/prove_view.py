"""What the page shows on which a shopper proves that an order is theirs."""

from dataclasses import dataclass

from domain.access import CODE_LASTS, Level
from domain.self_service import Action
from tracking_page.schemas import Typed

_NOTHING = Typed()


@dataclass(frozen=True, slots=True)
class Shown:
    """What came of the last try: what was typed, and what is wrong with it.

    `sent` is true once a code is on its way; `notice` is untranslated.
    """

    notice: str = ""
    proof: Typed = _NOTHING
    code: Typed = _NOTHING
    sent: bool = False


@dataclass(frozen=True, slots=True)
class ProvePage:
    """The page; `then` is what the shopper is about to do, empty for only to look.

    `css` is the address of the shop's look, empty for ours.
    """

    shop_name: str
    link_token: str
    form_proof: str
    level: Level
    then: str = ""
    css: str = ""
    minutes: int = int(CODE_LASTS.total_seconds() // 60)

    @property
    def proven(self) -> bool:
        """Tell whether only a code is missing."""
        return self.level >= Level.PROVEN


def then_of(asked: str) -> str:
    """Return what is to be done afterwards, if it is anything we do; never an address."""
    return asked if asked in set(Action) else ""
