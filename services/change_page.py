"""Change parts of a shop's page; what they may hold is checked by whoever reads the form."""

from collections.abc import Sequence
from typing import TypeVar

from sqlalchemy.orm import Session

from domain.errors import ChangedMeanwhileError
from services.wiring import Wiring
from storage.audit_log import Change, note_change
from storage.page_documents import (
    PagePart,
    ShopPage,
    document_of,
    keep_page_part,
    page_part,
    part_named,
    shop_page,
)

__all__ = ["PagePart", "ShopPage", "change_page", "change_parts", "page_of", "part_of_page"]

_Part = TypeVar("_Part", bound=PagePart)


def page_of(wiring: Wiring, shop_id: int) -> ShopPage:
    """Return everything a merchant has set of the page."""
    with wiring.sessions() as session:
        return shop_page(session, shop_id)


def part_of_page(wiring: Wiring, shop_id: int, kind: type[_Part]) -> _Part:
    """Return one part of the page by its type, such as PageDesign."""
    with wiring.sessions() as session:
        return page_part(session, shop_id, kind)


def change_page(wiring: Wiring, shop_id: int, wanted: PagePart, who: str) -> None:
    """Keep a part made upon version `wanted.version`; raise ChangedMeanwhileError."""
    change_parts(wiring, shop_id, (wanted,), who)


def change_parts(wiring: Wiring, shop_id: int, wanted: Sequence[PagePart], who: str) -> None:
    """Keep several parts, all of them or none; raise as change_page does."""
    with wiring.sessions.begin() as session:
        for part in wanted:
            change = _kept(session, shop_id, part, who)
            if change:
                note_change(session, shop_id, change, wiring.clock())


def _kept(session: Session, shop_id: int, wanted: PagePart, who: str) -> Change | None:
    """Keep a part; return what changed, None for nothing."""
    before = document_of(page_part(session, shop_id, type(wanted)))
    after = document_of(wanted)
    if before == after:
        return None
    if not keep_page_part(session, shop_id, wanted):
        raise ChangedMeanwhileError(part_named(wanted))
    changed = [name for name in after if after[name] != before.get(name)]
    return Change(
        who,
        f"page_{part_named(wanted)}",
        before={name: before.get(name) for name in changed},
        after={name: after[name] for name in changed},
    )
