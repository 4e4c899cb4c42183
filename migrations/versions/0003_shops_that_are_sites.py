"""What shops that are sites of their own need: where they are, and what must be asked about."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"


def _shop(table: str) -> tuple[sa.Column[int], sa.ForeignKeyConstraint]:
    key = sa.ForeignKeyConstraint(
        ["shop_id"], ["shops.id"], name=op.f(f"fk_{table}_shop_id_shops"), ondelete="CASCADE"
    )
    return sa.Column("shop_id", sa.BigInteger(), autoincrement=False, nullable=False), key


def _text(name: str, default: str | None = "") -> sa.Column[str]:
    return sa.Column(name, sa.Text(), server_default=default, nullable=False)


def _instant(name: str, *, nullable: bool = True) -> sa.Column[object]:
    return sa.Column(name, sa.DateTime(timezone=True), nullable=nullable)


def upgrade() -> None:
    op.create_table(
        "orders_to_read",
        *_shop("orders_to_read"),
        _text("platform_id", None),
        sa.Column("asked", sa.BigInteger(), server_default="1", nullable=False),
        sa.PrimaryKeyConstraint("shop_id", "platform_id", name=op.f("pk_orders_to_read")),
    )
    op.create_table(
        "shop_sites",
        *_shop("shop_sites"),
        _text("address", None),
        _text("root", None),
        _text("consent", None),
        _text("plugin_version"),
        _text("admin_address"),
        _text("account_address"),
        _text("tracking_address"),
        sa.Column("background_stopped", sa.Boolean(), server_default="false", nullable=False),
        sa.Column("sealed_plugin_secret", sa.LargeBinary(), nullable=True),
        _instant("webhooks_checked_at"),
        _instant("webhooks_mended_at"),
        _instant("webhooks_doubted_at"),
        sa.Column("webhooks_mended", sa.BigInteger(), server_default="0", nullable=False),
        _text("confirmed_to"),
        sa.PrimaryKeyConstraint("shop_id", name=op.f("pk_shop_sites")),
    )
    op.create_table(
        "site_connections",
        sa.Column("digest", sa.LargeBinary(), nullable=False),
        _text("platform", None),
        _text("name", None),
        _text("address", None),
        _text("root", None),
        _text("consent", None),
        _text("back_to", None),
        _instant("expires_at", nullable=False),
        _instant("used_at"),
        _text("outcome"),
        sa.PrimaryKeyConstraint("digest", name=op.f("pk_site_connections")),
    )
    op.create_index(op.f("ix_site_connections_expires_at"), "site_connections", ["expires_at"])
    op.add_column("orders", _text("noted_stage", "received"))
    op.add_column("order_syncs", sa.Column("orders_expected", sa.BigInteger(), nullable=True))


def downgrade() -> None:
    op.drop_column("order_syncs", "orders_expected")
    op.drop_column("orders", "noted_stage")
    op.drop_table("site_connections")
    op.drop_table("shop_sites")
    op.drop_table("orders_to_read")
