"""What all tables share: the declarative base, constraint names, column types. No tables here."""

from datetime import datetime
from typing import Annotated

from sqlalchemy import BigInteger, DateTime, ForeignKey, Identity, MetaData, Text
from sqlalchemy.orm import DeclarativeBase, mapped_column


class Table(DeclarativeBase):
    """Every table: text without length, instants with zone, constraints with predictable names."""

    metadata = MetaData(
        naming_convention={
            "ix": "ix_%(table_name)s_%(column_0_N_name)s",
            "uq": "uq_%(table_name)s_%(column_0_N_name)s",
            "ck": "ck_%(table_name)s_%(constraint_name)s",
            "fk": "fk_%(table_name)s_%(column_0_name)s_%(referred_table_name)s",
            "pk": "pk_%(table_name)s",
        }
    )
    type_annotation_map = {  # noqa: RUF012 - SQLAlchemy reads it as a plain dict
        str: Text,
        int: BigInteger,
        datetime: DateTime(timezone=True),
    }


RowId = Annotated[int, mapped_column(BigInteger, Identity(), primary_key=True)]
ShopId = Annotated[int, mapped_column(ForeignKey("shops.id", ondelete="CASCADE"))]
OrderId = Annotated[int, mapped_column(ForeignKey("orders.id", ondelete="CASCADE"), index=True)]
