"""The shopper's page: its parts, proofs and codes, inquiries and incidents, orders told whole."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0006"
down_revision = "0005"


def upgrade() -> None:
    _keep_pages()
    _let_shoppers_prove_themselves()
    _hear_shoppers()
    _tell_orders_whole()


def _keep_pages() -> None:
    op.create_table(
        "campaign_counts",
        sa.Column("shop_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("campaign", sa.Text(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("shown", sa.BigInteger(), server_default="0", nullable=False),
        sa.Column("followed", sa.BigInteger(), server_default="0", nullable=False),
        sa.ForeignKeyConstraint(
            ["shop_id"], ["shops.id"], name="fk_campaign_counts_shop_id_shops", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("shop_id", "campaign", "day", name="pk_campaign_counts"),
    )
    op.create_table(
        "page_parts",
        sa.Column("shop_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("part", sa.Text(), nullable=False),
        sa.Column("document", postgresql.JSONB(), nullable=False),
        sa.Column("version", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(
            ["shop_id"], ["shops.id"], name="fk_page_parts_shop_id_shops", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("shop_id", "part", name="pk_page_parts"),
    )
    op.create_index(
        "uq_page_parts_host",
        "page_parts",
        [sa.text("(document ->> 'host')")],
        unique=True,
        postgresql_where=sa.text("part = 'domain' AND document ->> 'proven' = 'true'"),
    )
    op.execute(
        "INSERT INTO page_parts (shop_id, part, document, version)"
        " SELECT shop_id, 'brand', '{}', 1 FROM brands"
    )


def _let_shoppers_prove_themselves() -> None:
    op.create_table(
        "one_time_codes",
        sa.Column("id", sa.BigInteger(), sa.Identity(always=False), nullable=False),
        sa.Column("shop_id", sa.BigInteger(), nullable=False),
        sa.Column("order_id", sa.BigInteger(), nullable=False),
        sa.Column("mark", sa.LargeBinary(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("tries", sa.BigInteger(), server_default="0", nullable=False),
        sa.Column("used_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["order_id"],
            ["orders.id"],
            name="fk_one_time_codes_order_id_orders",
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["shop_id"], ["shops.id"], name="fk_one_time_codes_shop_id_shops", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_one_time_codes"),
    )
    op.create_index("ix_one_time_codes_order_id", "one_time_codes", ["order_id"], unique=False)
    op.create_table(
        "shopper_visits",
        sa.Column("id", sa.BigInteger(), sa.Identity(always=False), nullable=False),
        sa.Column("shop_id", sa.BigInteger(), nullable=False),
        sa.Column("order_id", sa.BigInteger(), nullable=False),
        sa.Column("level", sa.BigInteger(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("revoked_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["order_id"],
            ["orders.id"],
            name="fk_shopper_visits_order_id_orders",
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["shop_id"], ["shops.id"], name="fk_shopper_visits_shop_id_shops", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_shopper_visits"),
    )
    op.create_index("ix_shopper_visits_order_id", "shopper_visits", ["order_id"], unique=False)


def _hear_shoppers() -> None:
    op.create_table(
        "incidents",
        sa.Column("id", sa.BigInteger(), sa.Identity(always=False), nullable=False),
        sa.Column("shop_id", sa.BigInteger(), nullable=False),
        sa.Column("order_id", sa.BigInteger(), nullable=False),
        sa.Column("shipment_id", sa.BigInteger(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("text", sa.Text(), server_default="", nullable=False),
        sa.Column("reported_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("due_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("opened_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("closed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("outcome", sa.Text(), server_default="", nullable=False),
        sa.CheckConstraint("kind IN ('not_received')", name=op.f("ck_incidents_kind")),
        sa.ForeignKeyConstraint(
            ["order_id"], ["orders.id"], name="fk_incidents_order_id_orders", ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["shipment_id"],
            ["shipments.id"],
            name="fk_incidents_shipment_id_shipments",
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["shop_id"], ["shops.id"], name="fk_incidents_shop_id_shops", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_incidents"),
    )
    op.create_index(
        "ix_incidents_due_at",
        "incidents",
        ["due_at"],
        unique=False,
        postgresql_where=sa.text("opened_at IS NULL AND closed_at IS NULL"),
    )
    op.create_index("ix_incidents_order_id", "incidents", ["order_id"], unique=False)
    op.create_index("ix_incidents_shop_id", "incidents", ["shop_id"], unique=False)
    op.create_index(
        "uq_incidents_shipment_id_kind",
        "incidents",
        ["shipment_id", "kind"],
        unique=True,
        postgresql_where=sa.text("closed_at IS NULL"),
    )
    op.create_table(
        "inquiries",
        sa.Column("id", sa.BigInteger(), sa.Identity(always=False), nullable=False),
        sa.Column("shop_id", sa.BigInteger(), nullable=False),
        sa.Column("order_id", sa.BigInteger(), nullable=False),
        sa.Column("shipment_id", sa.BigInteger(), nullable=True),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("text", sa.Text(), server_default="", nullable=False),
        sa.Column("status", sa.Text(), server_default="", nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("sent_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("failure", sa.Text(), server_default="", nullable=False),
        sa.ForeignKeyConstraint(
            ["order_id"], ["orders.id"], name="fk_inquiries_order_id_orders", ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["shipment_id"],
            ["shipments.id"],
            name="fk_inquiries_shipment_id_shipments",
            ondelete="SET NULL",
        ),
        sa.ForeignKeyConstraint(
            ["shop_id"], ["shops.id"], name="fk_inquiries_shop_id_shops", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_inquiries"),
    )
    op.create_index("ix_inquiries_order_id", "inquiries", ["order_id"], unique=False)
    op.create_index("ix_inquiries_shipment_id", "inquiries", ["shipment_id"], unique=False)
    op.create_index(
        "ix_inquiries_shop_id_created_at", "inquiries", ["shop_id", "created_at"], unique=False
    )


def _tell_orders_whole() -> None:
    op.add_column("order_items", sa.Column("product", sa.Text(), server_default="", nullable=False))
    op.add_column(
        "orders", sa.Column("billing", postgresql.JSONB(), server_default="{}", nullable=False)
    )
    op.add_column(
        "orders", sa.Column("amounts", postgresql.JSONB(), server_default="{}", nullable=False)
    )
    op.add_column(
        "orders",
        sa.Column("tags", postgresql.ARRAY(sa.Text()), server_default="{}", nullable=False),
    )
    op.add_column("orders", sa.Column("instructions", sa.Text(), server_default="", nullable=False))


def downgrade() -> None:
    # A kind of work that nobody knows would stand in the way of all the others.
    op.execute("DELETE FROM shop_tasks WHERE task IN ('forward_inquiries', 'restage')")
    op.drop_column("orders", "instructions")
    op.drop_column("orders", "tags")
    op.drop_column("orders", "amounts")
    op.drop_column("orders", "billing")
    op.drop_column("order_items", "product")
    for table in ("inquiries", "incidents", "shopper_visits", "one_time_codes"):
        op.drop_table(table)
    op.drop_table("page_parts")
    op.drop_table("campaign_counts")
