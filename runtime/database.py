"""The engine, made the same way everywhere, and bringing a database up to date."""

from alembic import command
from alembic.config import Config as AlembicConfig
from sqlalchemy import Engine, create_engine

from runtime.config import ROOT


def make_engine(url: str, pool_size: int = 8) -> Engine:
    """Return an engine on psycopg, in UTC, whose forgotten transactions end by themselves.

    Threads beyond the pool wait their turn: opening connections for single requests costs a third
    of the pages (measured).
    """
    options = "-c timezone=UTC -c idle_in_transaction_session_timeout=60000"
    return create_engine(
        sqlalchemy_url(url),
        pool_size=pool_size,
        max_overflow=0,
        pool_pre_ping=True,
        hide_parameters=True,  # errors are logged; rows hold personal data
        connect_args={"options": options, "connect_timeout": 5},
    )


def sqlalchemy_url(url: str) -> str:
    """Name the driver in a PostgreSQL URL as hosts hand them out."""
    _, _, rest = url.partition("://")
    return f"postgresql+psycopg://{rest}"


def goes_back(revision: str) -> bool:
    """Tell whether a revision names a way back rather than forward."""
    return revision == "base" or revision.startswith("-")


def migrate(url: str, revision: str = "head") -> None:
    """Bring a database to a revision, up or down."""
    config = AlembicConfig()
    config.set_main_option("script_location", str(ROOT / "migrations"))
    config.attributes["url"] = url
    if goes_back(revision):
        command.downgrade(config, revision)
    else:
        command.upgrade(config, revision)
