"""The brand's form: its fields, how it is read, and what is wrong with it; it decides nothing."""

from collections.abc import Iterator, Mapping, Sequence

from babel.numbers import format_decimal
from werkzeug.datastructures import MultiDict

from domain.brand import READABLE, Brand, Font, SocialNetwork
from messages.colours import LIGHT
from messages.language import Language, phrase
from services.change_brand import (
    LONGEST,
    LONGEST_ADDRESS,
    BrandProblem,
    EnteredBrand,
    readable_accent,
    readable_ground,
)
from settings_screen.figures import number
from settings_screen.form_fields import FieldGroup, FieldLine, version_in

_PROBLEMS = {
    BrandProblem.TOO_LONG: phrase("This is too long: at most %(most)s characters."),
    BrandProblem.UNREADABLE: phrase("This holds characters that cannot be used here."),
    BrandProblem.NOT_HTTPS: phrase("Please enter a full address that begins with https://."),
    BrandProblem.NOT_A_COLOUR: phrase("Please enter a colour such as #0b5d4e."),
    BrandProblem.TOO_PALE: phrase(
        "Words in this colour could not be read: the contrast has to be at least 4.5 : 1."
    ),
    BrandProblem.NOT_AN_ADDRESS: phrase("Please enter an e-mail address."),
    BrandProblem.NOT_A_CHOICE: phrase("Please choose one of the values."),
}
_FONTS = {
    Font.SYSTEM: phrase("As the shopper's device has it"),
    Font.SANS: phrase("Sans serif"),
    Font.SERIF: phrase("Serif"),
    Font.ROUNDED: phrase("Rounded"),
}
NETWORKS = {
    SocialNetwork.INSTAGRAM: "Instagram",
    SocialNetwork.FACEBOOK: "Facebook",
    SocialNetwork.TIKTOK: "TikTok",
    SocialNetwork.YOUTUBE: "YouTube",
    SocialNetwork.PINTEREST: "Pinterest",
    SocialNetwork.X: "X",
    SocialNetwork.LINKEDIN: "LinkedIn",
}


def read_brand(form: MultiDict[str, str]) -> EnteredBrand:
    """Read what was entered; what is wrong with it is for others to say."""
    return EnteredBrand(
        logo_url=form.get("logo_url", "").strip(),
        accent=form.get("accent", "").strip().lower(),
        ground=form.get("ground", "").strip().lower(),
        font=form.get("font", ""),
        footer=form.get("footer", "").replace("\r\n", "\n").strip(),
        social={network: form.get(network.value, "").strip() for network in SocialNetwork},
        sender_name=form.get("sender_name", "").strip(),
        sender_address=form.get("sender_address", "").strip(),
        reply_to=form.get("reply_to", "").strip(),
        version=version_in(form),
    )


def as_entered(brand: Brand) -> EnteredBrand:
    """Return a brand as if it had just been entered."""
    return EnteredBrand(
        logo_url=brand.logo_url,
        accent=brand.accent,
        ground=brand.ground,
        font=brand.font,
        footer=brand.footer,
        social=brand.social,
        sender_name=brand.sender_name,
        sender_address=brand.sender_address,
        reply_to=brand.reply_to,
        version=brand.version,
    )


def brand_problems(problems: Mapping[str, BrandProblem], language: Language) -> dict[str, str]:
    """Say what is wrong with each field."""
    return {
        name: language.say(
            _PROBLEMS[problem], most=number(language, LONGEST.get(name, LONGEST_ADDRESS))
        )
        for name, problem in problems.items()
    }


def contrast_words(entered: EnteredBrand, language: Language) -> Sequence[str]:
    """Say how well words can be read in and on the colours; empty where none is set."""
    return list(_contrasts(entered, language))


def _contrasts(entered: EnteredBrand, language: Language) -> Iterator[str]:
    for said, colour, contrast_of in (
        (phrase("Accent on white: %(ratio)s : 1, %(verdict)s"), entered.accent, readable_accent),
        (
            phrase("Words on the ground: %(ratio)s : 1, %(verdict)s"),
            entered.ground,
            readable_ground,
        ),
    ):
        try:
            ratio = contrast_of(colour) if colour else 0.0
        except (ValueError, IndexError):
            continue
        if ratio:
            verdict = phrase("good") if ratio >= READABLE else phrase("too pale to read")
            # Rounded down: what is below the bound is never shown as if it reached it.
            shown = format_decimal(int(ratio * 10) / 10, "0.0", locale=language.code)
            yield language.say(said, ratio=shown, verdict=language.say(verdict))


def look_fields(
    entered: EnteredBrand, errors: Mapping[str, str], language: Language
) -> Sequence[FieldLine]:
    """Return the fields of how mails look, but for the colours."""
    say = language.say
    return [
        FieldLine(
            "logo_url",
            say("Address of the logo"),
            "url",
            entered.logo_url,
            say("An image at an address that begins with https://, best 400 pixels wide."),
            errors.get("logo_url", ""),
            optional=True,
        ),
        FieldLine(
            "font",
            say("Font"),
            "choice",
            entered.font,
            error=errors.get("font", ""),
            choices=tuple(font.value for font in Font),
            labels=tuple(say(words) for words in _FONTS.values()),
        ),
        FieldLine(
            "footer",
            say("Below every mail"),
            "area",
            entered.footer,
            say("Such as the company's name and postal address."),
            errors.get("footer", ""),
            optional=True,
        ),
    ]


def colour_fields(
    entered: EnteredBrand, errors: Mapping[str, str], language: Language
) -> Sequence[FieldLine]:
    """Return the fields of the colours."""
    say = language.say
    named = (
        ("accent", say("Accent: buttons and links"), entered.accent, LIGHT.accent),
        ("ground", say("Ground around a mail"), entered.ground, LIGHT.page),
    )
    return [
        FieldLine(
            name,
            label,
            "colour",
            value,
            error=errors.get(name, ""),
            optional=True,
            otherwise=otherwise,
        )
        for name, label, value, otherwise in named
    ]


def more_groups(
    entered: EnteredBrand, errors: Mapping[str, str], language: Language
) -> Sequence[FieldGroup]:
    """Return whom mails are from, and where the shop may be followed."""
    say = language.say

    def field(name: str, label: str, kind: str, value: str, hint: str = "") -> FieldLine:
        return FieldLine(name, label, kind, value, hint, errors.get(name, ""), optional=True)

    return [
        FieldGroup(
            say("Sender"),
            say("Without an address of your own, mails are from ours, in your shop's name."),
            [
                field(
                    "sender_name",
                    say("Name"),
                    "text",
                    entered.sender_name,
                    say("Empty for the shop's name."),
                ),
                field(
                    "sender_address",
                    say("Address"),
                    "email",
                    entered.sender_address,
                    say("Used once its domain says that we may send for it: check it below."),
                ),
                field(
                    "reply_to",
                    say("Answers go to"),
                    "email",
                    entered.reply_to,
                    say("Empty for the shop's contact address."),
                ),
            ],
        ),
        FieldGroup(
            say("Follow the shop"),
            say("Links below every mail. Empty ones are left out."),
            [
                field(network.value, name, "url", entered.social.get(network, ""))
                for network, name in NETWORKS.items()
            ],
        ),
    ]
