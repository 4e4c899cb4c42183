"""Where an order goes and who pays for it, as lines; masked but for the country until proven."""

from dataclasses import dataclass

from domain.order import Address, Order
from messages.language import Language
from tracking_page.veil import HIDDEN

_CODE_LAST = frozenset({"AU", "CA", "GB", "IE", "IN", "NZ", "US"})
"""Countries that write the postal code after the town."""


@dataclass(frozen=True, slots=True)
class AddressView:
    """Where something goes; of a `masked` one only the country can be read."""

    title: str
    lines: tuple[str, ...]
    masked: bool


def addresses(language: Language, order: Order, *, proven: bool) -> tuple[AddressView, ...]:
    """Return the address of delivery, and that of billing where it is another; none unknown."""
    titled = [(language.say("Delivery address"), order.address)]
    if order.billing != order.address:
        titled.append((language.say("Billing address"), order.billing))
    return tuple(
        AddressView(
            title, address_lines(language, one) if proven else _masked(language, one), not proven
        )
        for title, one in titled
        if one != Address()
    )


def address_lines(language: Language, address: Address) -> tuple[str, ...]:
    """Write an address as it stands on a parcel; parts that are unknown are left out."""
    town = [address.postal_code, address.city]
    region = [address.region]
    if address.country.upper() in _CODE_LAST:
        town, region = [address.city, address.region, address.postal_code], []
    lines = (
        address.name,
        address.street,
        address.street2,
        " ".join(filter(None, town)),
        *region,
        language.country(address.country),
    )
    return tuple(filter(None, (line.strip() for line in lines)))


def _masked(language: Language, address: Address) -> tuple[str, ...]:
    return tuple(filter(None, (HIDDEN, language.country(address.country))))
