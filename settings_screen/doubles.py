"""Which mails of a shop's platform tell the same as kinds of ours, and which of the two to leave.

Shopify: https://help.shopify.com/manual/orders/notifications; WooCommerce:
https://woocommerce.com/document/configuring-woocommerce-settings/emails/
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from domain.kinds import Kind
from domain.shop import PlatformKey
from messages.language import Language, phrase
from settings_screen.words import KINDS


@dataclass(frozen=True, slots=True)
class Double:
    """A mail of the platform's that tells the same as `kinds`; its name and what to do about it."""

    mail: str
    to_do: str
    kinds: tuple[Kind, ...]


@dataclass(frozen=True, slots=True)
class DoubleLine:
    """A line of the table: our messages, the platform's mail, what to do."""

    ours: str
    mail: str
    to_do: str


_SWITCH_OFF = phrase("Switch it off there to send ours, or leave ours off.")
DOUBLES: Mapping[PlatformKey, Sequence[Double]] = {
    PlatformKey.SHOPIFY: (
        Double(
            phrase("Order confirmation"),
            phrase("Shopify always sends it. Leave ours off."),
            (Kind.ORDER_RECEIVED,),
        ),
        Double(phrase("Shipping confirmation"), _SWITCH_OFF, (Kind.SHIPPED, Kind.PARTLY_SHIPPED)),
        Double(
            phrase("Shipping update"),
            phrase("Sent when a tracking number changes. Switch it off there."),
            (Kind.IN_TRANSIT,),
        ),
        Double(phrase("Out for delivery"), _SWITCH_OFF, (Kind.OUT_FOR_DELIVERY,)),
        Double(phrase("Delivered"), _SWITCH_OFF, (Kind.DELIVERED, Kind.ALL_DELIVERED)),
    ),
    PlatformKey.WOOCOMMERCE: (
        Double(
            phrase("Processing order"),
            phrase("It is the shopper's receipt. Leave ours off, or switch it off there."),
            (Kind.ORDER_RECEIVED,),
        ),
        Double(phrase("Completed order"), _SWITCH_OFF, (Kind.SHIPPED, Kind.PARTLY_SHIPPED)),
    ),
}
WHERE = {
    PlatformKey.SHOPIFY: phrase(
        "They are in Shopify's admin under Settings > Notifications > Customer notifications."
    ),
    PlatformKey.WOOCOMMERCE: phrase(
        "They are in WordPress under WooCommerce > Settings > Emails. A plugin for shipment"
        " tracking or fulfilments may send one more when a parcel is added."
    ),
}
LABELS = {PlatformKey.SHOPIFY: "Shopify", PlatformKey.WOOCOMMERCE: "WooCommerce"}


def double_lines(platform: PlatformKey, language: Language) -> Sequence[DoubleLine]:
    """Return the platform's mails that double ours."""
    return [
        DoubleLine(
            ours=", ".join(language.say(KINDS[kind].label) for kind in double.kinds),
            mail=language.say(double.mail),
            to_do=language.say(double.to_do),
        )
        for double in DOUBLES[platform]
    ]


def note_of(platform: PlatformKey, kind: Kind, language: Language) -> str:
    """Say which mail of the platform's tells the same as a kind; empty for none."""
    return next(_notes(platform, kind, language), "")


def _notes(platform: PlatformKey, kind: Kind, language: Language) -> Iterator[str]:
    for double in DOUBLES[platform]:
        if kind in double.kinds:
            yield language.say(
                "%(platform)s may tell the same: “%(mail)s”.",
                platform=LABELS[platform],
                mail=language.say(double.mail),
            )
