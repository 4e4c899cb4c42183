"""Migrations go up, down and up again, and end at exactly the tables the code describes."""

from collections.abc import Callable, Iterator
from itertools import count
from typing import Any

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Engine, insert, inspect, make_url, text

from runtime.config import ROOT
from runtime.database import make_engine, migrate
from storage.schema import Table
from storage.shop_tasks import ShopTaskRow
from storage.shops import ShopRow
from tests.storage.sample_rows import SHOP

REVISIONS = [
    script.revision for script in ScriptDirectory(str(ROOT / "migrations")).walk_revisions()
][::-1]

NewDatabase = Callable[[], tuple[str, Engine]]


@pytest.fixture
def new_database(engine: Engine, postgres_url: str) -> Iterator[NewDatabase]:
    """Return a function that makes an empty database in the same server."""
    made: list[tuple[str, Engine]] = []
    names = (f"migrated_{number}" for number in count(1))

    def make() -> tuple[str, Engine]:
        name = next(names)
        with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
            connection.execute(text(f"CREATE DATABASE {name}"))
        url = make_url(postgres_url).set(database=name).render_as_string(hide_password=False)
        made.append((name, make_engine(url)))
        return url, made[-1][1]

    yield make
    with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        for name, its_engine in made:
            its_engine.dispose()
            connection.execute(text(f"DROP DATABASE {name}"))


def tables(engine: Engine) -> set[str]:
    return set(inspect(engine).get_table_names()) - {"alembic_version"}


def test_every_migration_goes_up_and_down_and_up_again(new_database: NewDatabase) -> None:
    url, engine = new_database()
    for revision in REVISIONS:
        migrate(url, revision)
        above = shape_of(engine)
        migrate(url, "-1")
        migrate(url, revision)
        assert shape_of(engine) == above
    migrate(url, "base")
    assert tables(engine) == set()
    migrate(url)
    assert tables(engine) == set(Table.metadata.tables)


def test_migrated_tables_are_the_tables_the_code_describes(new_database: NewDatabase) -> None:
    url, engine = new_database()
    migrate(url)
    with engine.connect() as connection:
        assert compare_metadata(MigrationContext.configure(connection), Table.metadata) == []


def test_constraints_indexes_and_defaults_are_those_the_code_describes(
    new_database: NewDatabase,
) -> None:
    """Alembic compares no checks, defaults and storage parameters; the catalogues know them all."""
    url, migrated = new_database()
    migrate(url)
    _, described = new_database()
    Table.metadata.create_all(described)
    assert shape_of(migrated) == shape_of(described)
    assert shape_of(described)["constraints"]


def test_migrations_follow_one_another_by_number() -> None:
    assert [f"{number:04}" for number in range(1, len(REVISIONS) + 1)] == REVISIONS


_SHAPE = {
    "constraints": """
        SELECT conrelid::regclass::text, conname, pg_get_constraintdef(oid) FROM pg_constraint
        WHERE connamespace = 'public'::regnamespace""",
    "indexes": "SELECT tablename, indexname, indexdef FROM pg_indexes WHERE schemaname = 'public'",
    "columns": """
        SELECT table_name, column_name, data_type, is_nullable, column_default, is_identity,
               numeric_precision, numeric_scale
        FROM information_schema.columns WHERE table_schema = 'public'""",
    "storage": """
        SELECT relname, reloptions::text FROM pg_class
        WHERE relnamespace = 'public'::regnamespace AND relkind = 'r'""",
}


def shape_of(engine: Engine) -> dict[str, set[Any]]:
    """Return what the server itself says of all tables but Alembic's own."""
    with engine.connect() as connection:
        return {
            what: {tuple(row) for row in connection.execute(text(query)) if "alembic" not in row[0]}
            for what, query in _SHAPE.items()
        }


def test_a_version_before_finds_no_work_it_does_not_know(new_database: NewDatabase) -> None:
    url, engine = new_database()
    migrate(url, "0006")
    with engine.begin() as connection:
        shop = connection.execute(insert(ShopRow).values(**SHOP).returning(ShopRow.id)).scalar_one()
        for task in ("restage", "forward_inquiries", "reconcile"):
            work = {"shop_id": shop, "task": task, "due_at": SHOP["installed_at"]}
            connection.execute(insert(ShopTaskRow).values(**work))
    migrate(url, "-1")
    with engine.connect() as connection:
        assert connection.execute(text("SELECT task FROM shop_tasks")).all() == [("reconcile",)]
