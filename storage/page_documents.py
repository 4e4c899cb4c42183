"""Read and write the parts of a shop's page as the JSON documents they are kept in."""

from collections.abc import Mapping
from dataclasses import dataclass, field, fields, replace
from datetime import date, time, timedelta
from decimal import Decimal
from typing import Any, TypeVar

from cattrs import Converter
from sqlalchemy.orm import Session

from domain.campaign import Campaigns
from domain.delivery_note import DeliveryNotes
from domain.delivery_terms import DeliveryTerms, FaqBook
from domain.page_design import PageDesign
from domain.page_domain import PageDomain
from domain.self_service import SelfServiceRules
from domain.stage_names import StageNames
from storage.page_parts import KeptPart, Part, keep_part, part_of, parts_of

PagePart = (
    PageDesign
    | Campaigns
    | DeliveryNotes
    | StageNames
    | SelfServiceRules
    | DeliveryTerms
    | FaqBook
    | PageDomain
)

_Part = TypeVar("_Part", bound=PagePart)

_PARTS: Mapping[type[Any], Part] = {
    PageDesign: Part.DESIGN,
    Campaigns: Part.CAMPAIGNS,
    DeliveryNotes: Part.NOTES,
    StageNames: Part.STAGES,
    SelfServiceRules: Part.SELF_SERVICE,
    DeliveryTerms: Part.TERMS,
    FaqBook: Part.FAQ,
    PageDomain: Part.DOMAIN,
}


@dataclass(frozen=True, slots=True)
class ShopPage:
    """Everything a merchant has set of a shop's page; `version` changes with every change.

    `look_version` changes with the design and the brand only, and is 0 while both are as they come.
    """

    design: PageDesign = field(default_factory=PageDesign)
    campaigns: Campaigns = field(default_factory=Campaigns)
    notes: DeliveryNotes = field(default_factory=DeliveryNotes)
    stages: StageNames = field(default_factory=StageNames)
    rules: SelfServiceRules = field(default_factory=SelfServiceRules)
    terms: DeliveryTerms = field(default_factory=DeliveryTerms)
    faq: FaqBook = field(default_factory=FaqBook)
    domain: PageDomain = field(default_factory=PageDomain)
    version: int = 0
    look_version: int = 0


def shop_page(session: Session, shop_id: int) -> ShopPage:
    """Return every part of a shop's page; those never changed are as they come."""
    kept = parts_of(session, shop_id)
    return ShopPage(
        design=_read(kept[Part.DESIGN], PageDesign),
        campaigns=_read(kept[Part.CAMPAIGNS], Campaigns),
        notes=_read(kept[Part.NOTES], DeliveryNotes),
        stages=_read(kept[Part.STAGES], StageNames),
        rules=_read(kept[Part.SELF_SERVICE], SelfServiceRules),
        terms=_read(kept[Part.TERMS], DeliveryTerms),
        faq=_read(kept[Part.FAQ], FaqBook),
        domain=_read(kept[Part.DOMAIN], PageDomain),
        version=sum(part.version for part in kept.values()),
        look_version=kept[Part.DESIGN].version + kept[Part.BRAND].version,
    )


def page_part(session: Session, shop_id: int, kind: type[_Part]) -> _Part:
    """Return one part of a shop's page by its type."""
    return _read(part_of(session, shop_id, _PARTS[kind]), kind)


def keep_page_part(session: Session, shop_id: int, value: PagePart) -> bool:
    """Keep a part made upon version `value.version`; return False when there is a newer one."""
    return keep_part(session, shop_id, part_named(value), document_of(value), value.version)


def part_named(value: PagePart) -> Part:
    """Say which part of the page a value is."""
    return _PARTS[type(value)]


def document_of(value: PagePart) -> dict[str, Any]:
    """Write a part as JSON; its version is a column of its own."""
    written = _CONVERTER.unstructure(value)
    return {name: said for name, said in written.items() if name != "version"}


def _read(kept: KeptPart, kind: type[_Part]) -> _Part:
    if not kept.document:
        return kind(version=kept.version)
    known = {one.name for one in fields(kind)} - {"version"}
    told = {name: said for name, said in kept.document.items() if name in known}
    return replace(_CONVERTER.structure(told, kind), version=kept.version)


def _converter() -> Converter:
    converter = Converter(unstruct_collection_overrides={frozenset: sorted})
    converter.register_unstructure_hook(date, date.isoformat)
    converter.register_structure_hook(date, lambda text, _: date.fromisoformat(text))
    converter.register_unstructure_hook(time, time.isoformat)
    converter.register_structure_hook(time, lambda text, _: time.fromisoformat(text))
    converter.register_unstructure_hook(timedelta, timedelta.total_seconds)
    converter.register_structure_hook(timedelta, lambda seconds, _: timedelta(seconds=seconds))
    converter.register_unstructure_hook(Decimal, str)
    converter.register_structure_hook(Decimal, lambda text, _: Decimal(text))
    return converter


_CONVERTER = _converter()
