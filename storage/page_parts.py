"""A shop's page, one row a part, such as its design or its campaigns.

Each part is a JSON document that its own module reads and writes; here it is only kept. Every part
counts its own changes, so that two people may work on two parts; together they are the version of
the page.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from sqlalchemy import Index, bindparam, func, select, text
from sqlalchemy.dialects.postgresql import JSONB, insert
from sqlalchemy.orm import Mapped, Session, mapped_column

from storage.schema import ShopId, Table


class Part(StrEnum):
    """What a merchant changes at a time."""

    DESIGN = "design"
    CAMPAIGNS = "campaigns"
    NOTES = "notes"
    STAGES = "stages"
    SELF_SERVICE = "self_service"
    TERMS = "terms"
    FAQ = "faq"
    DOMAIN = "domain"
    BRAND = "brand"
    """Kept elsewhere: here only its changes are counted, since they are changes to the page."""
    MESSAGES = "messages"
    """Kept elsewhere, like BRAND: which messages are sent, and how."""


class PagePartRow(Table):
    """One part of a shop's page; without a row, the part is as it comes."""

    __tablename__ = "page_parts"
    __table_args__ = (
        Index(
            "uq_page_parts_host",
            text("(document ->> 'host')"),
            unique=True,
            postgresql_where=text("part = 'domain' AND document ->> 'proven' = 'true'"),
        ),
    )

    shop_id: Mapped[ShopId] = mapped_column(primary_key=True, autoincrement=False)
    part: Mapped[str] = mapped_column(primary_key=True)
    document: Mapped[dict[str, Any]] = mapped_column(JSONB)
    version: Mapped[int]


_PARTS = PagePartRow.__table__
_READ = select(_PARTS).where(_PARTS.c.shop_id == bindparam("shop_id"))


@dataclass(frozen=True, slots=True)
class KeptPart:
    """A part as it is kept; an empty document and version 0 where nothing is."""

    document: Mapping[str, Any]
    version: int


def part_of(session: Session, shop_id: int, part: Part) -> KeptPart:
    """Return one part of a shop's page."""
    row = session.execute(
        select(PagePartRow.document, PagePartRow.version).where(
            PagePartRow.shop_id == shop_id, PagePartRow.part == part
        )
    ).one_or_none()
    return KeptPart(row.document, row.version) if row else KeptPart({}, 0)


def parts_of(session: Session, shop_id: int) -> Mapping[Part, KeptPart]:
    """Return every part of a shop's page, with one statement."""
    rows = session.execute(_READ, {"shop_id": shop_id})
    kept = {Part(row.part): KeptPart(row.document, row.version) for row in rows}
    return {part: kept.get(part, KeptPart({}, 0)) for part in Part}


def keep_part(
    session: Session, shop_id: int, part: Part, document: Mapping[str, Any], version: int
) -> bool:
    """Keep a part made upon `version`; return False when there is a newer one."""
    values = {"document": dict(document), "version": version + 1}
    statement = insert(PagePartRow).values(shop_id=shop_id, part=part.value, **values)
    if version == 0:
        statement = statement.on_conflict_do_nothing()
    else:
        statement = statement.on_conflict_do_update(
            index_elements=["shop_id", "part"],
            set_=values,
            where=PagePartRow.version == version,
        )
    return session.execute(statement.returning(PagePartRow.version)).one_or_none() is not None


def count_change(session: Session, shop_id: int, part: Part) -> None:
    """Count a change to a part that is kept elsewhere."""
    statement = insert(PagePartRow).values(shop_id=shop_id, part=part.value, document={}, version=1)
    session.execute(
        statement.on_conflict_do_update(
            index_elements=["shop_id", "part"], set_={"version": PagePartRow.version + 1}
        )
    )


def page_version(session: Session, shop_id: int) -> int:
    """Return a number that changes with every change to a shop's page."""
    total = select(func.coalesce(func.sum(PagePartRow.version), 0)).where(
        PagePartRow.shop_id == shop_id
    )
    return int(session.execute(total).scalar_one())
