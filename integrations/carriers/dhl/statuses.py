"""Say what DHL's coarse statuses mean, and which table refines them; never guess."""

from collections.abc import Mapping

from domain.status import Meaning
from integrations import meanings
from integrations.carriers.dhl.dutch_statuses import PARCEL_NL
from integrations.carriers.dhl.ecommerce_statuses import ECOMMERCE, ECOMMERCE_EUROPE
from integrations.carriers.dhl.parcel_statuses import PARCEL_CZ, PARCEL_PL
from integrations.carriers.dhl.product_statuses import (
    EXPRESS,
    FORWARDING,
    FREIGHT,
    LETTERS,
    PARCEL_DE,
)

# https://developer.dhl.com/api-reference/shipment-tracking, schema of `statusCode`
COARSE: Mapping[str, Meaning] = {
    "pre-transit": meanings.ANNOUNCED,
    "transit": meanings.MOVING,
    "delivered": meanings.DELIVERED,
    "failure": meanings.TROUBLE,
    "unknown": meanings.NO_NEWS,
}

BY_SERVICE: Mapping[str, Mapping[str, Meaning]] = {
    "dgf": FORWARDING,
    "ecommerce": ECOMMERCE,
    "ecommerce-europe": ECOMMERCE_EUROPE,
    "ecommerce-ppl": PARCEL_CZ,
    "express": EXPRESS,
    "freight": FREIGHT,
    "parcel-de": PARCEL_DE,
    "parcel-nl": PARCEL_NL,
    "parcel-pl": PARCEL_PL,
    "svb": LETTERS,
}

STATUSES: Mapping[str, Meaning] = {
    **COARSE,
    **{
        f"{service}/{code}": meaning
        for service, codes in BY_SERVICE.items()
        for code, meaning in codes.items()
    },
}


def meaning_of(service: str, codes: tuple[str, ...], coarse: str) -> Meaning | None:
    """Return what a product's code or its text means, else what the coarse status says."""
    table = BY_SERVICE.get(service, {})
    for code in codes:
        meaning = table.get(code.upper())
        if meaning is not None:
            return meaning
    return COARSE.get(coarse)
