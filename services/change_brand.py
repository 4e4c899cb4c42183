"""Read and change how a shop's mails look and whom they are from; nothing entered is fetched."""

import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum

from domain.brand import READABLE, Brand, Font, SocialNetwork, contrast, ink_on
from domain.errors import ChangedMeanwhileError, FrammeError
from services.page_values import LONGEST_ADDRESS, address_problem
from services.wiring import Wiring
from storage.audit_log import Change, note_change
from storage.brands import brand_of, keep_brand
from storage.page_parts import Part, count_change

__all__ = [
    "LONGEST_ADDRESS",
    "BrandProblem",
    "EnteredBrand",
    "InvalidBrandError",
    "brand_in",
    "change_brand",
    "problems_of",
    "readable_accent",
    "readable_ground",
    "shop_brand",
]

LONGEST = {"footer": 500, "sender_name": 70, "sender_address": 254, "reply_to": 254}
_COLOUR = re.compile(r"#[0-9a-f]{6}")
_MAIL = re.compile(r"[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}@([A-Za-z0-9-]{1,63}\.)+[A-Za-z]{2,63}")
_UNSEEN = {"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"}
_WHITE = "#ffffff"


class BrandProblem(StrEnum):
    """Why a value cannot be kept."""

    TOO_LONG = "too_long"
    UNREADABLE = "unreadable"
    """It holds characters that cannot be seen, such as a line break."""
    NOT_HTTPS = "not_https"
    NOT_A_COLOUR = "not_a_colour"
    TOO_PALE = "too_pale"
    """Words in it could not be read."""
    NOT_AN_ADDRESS = "not_an_address"
    NOT_A_CHOICE = "not_a_choice"


class InvalidBrandError(FrammeError):
    """What was entered cannot be kept; `problems` are by field, social networks by their name."""

    def __init__(self, problems: Mapping[str, BrandProblem]) -> None:
        super().__init__(", ".join(problems))
        self.problems = problems


@dataclass(frozen=True, slots=True)
class EnteredBrand:
    """What a merchant enters, as typed; `version` is that of the brand it was shown with."""

    logo_url: str = ""
    accent: str = ""
    ground: str = ""
    font: str = Font.SYSTEM
    footer: str = ""
    social: Mapping[SocialNetwork, str] = field(default_factory=dict)
    sender_name: str = ""
    sender_address: str = ""
    reply_to: str = ""
    version: int = 0


def shop_brand(wiring: Wiring, shop_id: int) -> Brand:
    """Return a shop's brand; ours where it has set none."""
    with wiring.sessions() as session:
        return brand_of(session, shop_id)


def change_brand(wiring: Wiring, shop_id: int, entered: EnteredBrand, who: str) -> None:
    """Keep what was entered; raise InvalidBrandError and ChangedMeanwhileError.

    Another sender's address has to be proven anew.
    """
    problems = problems_of(entered)
    if problems:
        raise InvalidBrandError(problems)
    before = shop_brand(wiring, shop_id)
    proven = before.sender_proven and entered.sender_address == before.sender_address
    wanted = replace(_brand(entered), sender_proven=proven)
    if wanted == before:
        return
    with wiring.sessions.begin() as session:
        if not keep_brand(session, shop_id, wanted):
            raise ChangedMeanwhileError("brand")
        count_change(session, shop_id, Part.BRAND)
        told, kept = _said(before), _said(wanted)
        changed = [name for name in kept if kept[name] != told[name]]
        change = Change(
            who,
            "brand",
            before={name: told[name] for name in changed},
            after={name: kept[name] for name in changed},
        )
        note_change(session, shop_id, change, wiring.clock())


def brand_in(entered: EnteredBrand) -> Brand:
    """Return the brand being chosen, to be looked at; what cannot be kept is left out of it."""
    problems = problems_of(entered)
    wrong = {name for name, one in problems.items() if one is not BrandProblem.TOO_PALE}

    def sound(name: str, value: str) -> str:
        return "" if name in wrong else value

    return _brand(
        replace(
            entered,
            logo_url=sound("logo_url", entered.logo_url),
            accent=sound("accent", entered.accent),
            ground=sound("ground", entered.ground),
            font=sound("font", entered.font) or Font.SYSTEM,
            footer=sound("footer", entered.footer),
            social={one: sound(one, address) for one, address in entered.social.items()},
            sender_name=sound("sender_name", entered.sender_name),
        )
    )


def problems_of(entered: EnteredBrand) -> Mapping[str, BrandProblem]:
    """Say what is wrong, by field; social networks by their name."""
    return dict(_problems(entered))


def _brand(entered: EnteredBrand) -> Brand:
    return Brand(
        logo_url=entered.logo_url,
        accent=entered.accent,
        ground=entered.ground,
        font=Font(entered.font),
        footer=entered.footer,
        social={network: address for network, address in entered.social.items() if address},
        sender_name=entered.sender_name,
        sender_address=entered.sender_address,
        reply_to=entered.reply_to,
        version=entered.version,
    )


def readable_accent(accent: str) -> float:
    """Return the contrast of words in a colour on a mail's white, 1 to 21."""
    return contrast(accent, _WHITE)


def readable_ground(ground: str) -> float:
    """Return the contrast of words on a colour, written in what is read best on it, 1 to 21."""
    return contrast(ink_on(ground), ground)


def _problems(entered: EnteredBrand) -> Iterator[tuple[str, BrandProblem]]:
    yield from _of_texts(entered)
    addresses = [("logo_url", entered.logo_url), *entered.social.items()]
    for name, address in addresses:
        problem = _of_address(address)
        if problem:
            yield str(name), problem
    yield from _of_colours(entered)
    if entered.font not in list(Font):
        yield "font", BrandProblem.NOT_A_CHOICE
    for name, address in (
        ("sender_address", entered.sender_address),
        ("reply_to", entered.reply_to),
    ):
        if address and not _is_mail_address(address):
            yield name, BrandProblem.NOT_AN_ADDRESS


def _of_texts(entered: EnteredBrand) -> Iterator[tuple[str, BrandProblem]]:
    texts = {"footer": entered.footer, "sender_name": entered.sender_name}
    for name, text in texts.items():
        lines = text.split("\n") if name == "footer" else [text]
        if len(text) > LONGEST[name]:
            yield name, BrandProblem.TOO_LONG
        elif any(unicodedata.category(sign) in _UNSEEN for line in lines for sign in line):
            yield name, BrandProblem.UNREADABLE


def _of_colours(entered: EnteredBrand) -> Iterator[tuple[str, BrandProblem]]:
    colours = {"accent": entered.accent, "ground": entered.ground}
    wrong = [name for name, colour in colours.items() if colour and not _COLOUR.fullmatch(colour)]
    if wrong:
        yield from ((name, BrandProblem.NOT_A_COLOUR) for name in wrong)
    # On any ground black or white can be read; links stand on white in the accent itself.
    elif entered.accent and readable_accent(entered.accent) < READABLE:
        yield "accent", BrandProblem.TOO_PALE


def _of_address(address: str) -> BrandProblem | None:
    problem = address_problem(address)
    return BrandProblem(problem.value) if problem else None


def _is_mail_address(address: str) -> bool:
    local = address.partition("@")[0]
    dots = local.startswith(".") or local.endswith(".") or ".." in local
    return bool(_MAIL.fullmatch(address)) and not dots and len(address) <= LONGEST["reply_to"]


def _said(brand: Brand) -> dict[str, object]:
    return {
        "logo_url": brand.logo_url,
        "accent": brand.accent,
        "ground": brand.ground,
        "font": brand.font.value,
        "footer": brand.footer,
        "social": {network.value: address for network, address in brand.social.items()},
        "sender_name": brand.sender_name,
        "sender_address": brand.sender_address,
        "reply_to": brand.reply_to,
    }
