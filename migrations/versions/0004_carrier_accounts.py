"""Accounts with carriers, lanes that keep shops fair, pushes, and what carriers tell beside scans."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0004"
down_revision = "0003"

FROM_CARRIERS = (
    """
    INSERT INTO carrier_accounts (provider, push_token)
    SELECT carrier, replace(gen_random_uuid()::text, '-', '')
    FROM (SELECT DISTINCT carrier FROM poll_schedule) AS known
    """,
    """
    INSERT INTO poll_lanes (account_id, shop_id)
    SELECT DISTINCT a.id, s.shop_id FROM poll_schedule p
    JOIN shipments s ON s.id = p.shipment_id JOIN carrier_accounts a ON a.provider = p.carrier
    """,
    """
    UPDATE poll_schedule p SET lane_id = l.id
    FROM shipments s, carrier_accounts a, poll_lanes l
    WHERE s.id = p.shipment_id AND a.provider = p.carrier
        AND l.account_id = a.id AND l.shop_id = s.shop_id
    """,
    "UPDATE shipments SET followed = true WHERE carrier IS NOT NULL",
)
TO_CARRIERS = """
    UPDATE poll_schedule p SET carrier = a.provider
    FROM poll_lanes l JOIN carrier_accounts a ON a.id = l.account_id WHERE l.id = p.lane_id
"""


def _text(name: str) -> sa.Column[str]:
    return sa.Column(name, sa.Text(), server_default="", nullable=False)


def _instant(name: str) -> sa.Column[object]:
    return sa.Column(name, sa.DateTime(timezone=True), nullable=True)


def _served() -> sa.Column[object]:
    return sa.Column(
        "served_at",
        sa.DateTime(timezone=True),
        server_default=sa.text("'epoch'"),
        nullable=False,
    )


def upgrade() -> None:
    op.create_table(
        "carrier_accounts",
        sa.Column("id", sa.BigInteger(), sa.Identity(), nullable=False),
        sa.Column("shop_id", sa.BigInteger(), nullable=True),
        sa.Column("provider", sa.Text(), nullable=False),
        sa.Column("sealed_credentials", sa.LargeBinary(), nullable=True),
        sa.Column("calls_a_day", sa.BigInteger(), nullable=True),
        sa.Column("push_token", sa.Text(), nullable=False),
        _instant("checked_at"),
        _instant("paused_at"),
        _text("paused_reason"),
        _instant("told_at"),
        _instant("not_before"),
        _text("resting_reason"),
        _instant("answered_at"),
        _instant("pushed_at"),
        sa.Column("quota_left", sa.BigInteger(), nullable=True),
        _served(),
        sa.Column("version", sa.BigInteger(), server_default="1", nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_carrier_accounts")),
        sa.ForeignKeyConstraint(
            ["shop_id"],
            ["shops.id"],
            name=op.f("fk_carrier_accounts_shop_id_shops"),
            ondelete="CASCADE",
        ),
        sa.UniqueConstraint("push_token", name=op.f("uq_carrier_accounts_push_token")),
    )
    op.create_index(
        "uq_carrier_accounts_shop_provider",
        "carrier_accounts",
        ["shop_id", "provider"],
        unique=True,
        postgresql_nulls_not_distinct=True,
    )
    op.create_index(op.f("ix_carrier_accounts_served_at"), "carrier_accounts", ["served_at"])
    op.create_table(
        "poll_lanes",
        sa.Column("id", sa.BigInteger(), sa.Identity(), nullable=False),
        sa.Column("account_id", sa.BigInteger(), nullable=False),
        sa.Column("shop_id", sa.BigInteger(), nullable=False),
        _served(),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_poll_lanes")),
        sa.ForeignKeyConstraint(
            ["account_id"],
            ["carrier_accounts.id"],
            name=op.f("fk_poll_lanes_account_id_carrier_accounts"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["shop_id"], ["shops.id"], name=op.f("fk_poll_lanes_shop_id_shops"), ondelete="CASCADE"
        ),
        postgresql_with={"fillfactor": "50"},
    )
    op.create_index(
        "uq_poll_lanes_account_shop", "poll_lanes", ["account_id", "shop_id"], unique=True
    )
    _create_pushes()
    _widen_shipments()
    op.add_column("poll_schedule", sa.Column("lane_id", sa.BigInteger(), nullable=True))
    op.add_column(
        "poll_schedule", sa.Column("heat", sa.SmallInteger(), server_default="1", nullable=False)
    )
    op.add_column("poll_schedule", _instant("pushed_until"))
    op.add_column(
        "poll_schedule",
        sa.Column("follows_partner", sa.Boolean(), server_default="false", nullable=False),
    )
    for statement in FROM_CARRIERS:
        op.execute(statement)
    op.alter_column("poll_schedule", "lane_id", nullable=False)
    op.create_foreign_key(
        op.f("fk_poll_schedule_lane_id_poll_lanes"),
        "poll_schedule",
        "poll_lanes",
        ["lane_id"],
        ["id"],
        ondelete="CASCADE",
    )
    op.drop_index("ix_poll_schedule_due", "poll_schedule")
    op.drop_column("poll_schedule", "carrier")
    op.create_index("ix_poll_schedule_due", "poll_schedule", ["lane_id", "heat", "next_poll_at"])


def _create_pushes() -> None:
    op.create_table(
        "carrier_pushes",
        sa.Column("id", sa.BigInteger(), sa.Identity(), nullable=False),
        sa.Column("account_id", sa.BigInteger(), nullable=False),
        sa.Column("digest", sa.LargeBinary(), nullable=False),
        sa.Column("body", sa.LargeBinary(), nullable=False),
        sa.Column("received_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("attempts", sa.SmallInteger(), server_default="0", nullable=False),
        _instant("leased_until"),
        _instant("done_at"),
        _text("failure"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_carrier_pushes")),
        sa.ForeignKeyConstraint(
            ["account_id"],
            ["carrier_accounts.id"],
            name=op.f("fk_carrier_pushes_account_id_carrier_accounts"),
            ondelete="CASCADE",
        ),
    )
    op.create_index(
        "uq_carrier_pushes_account_digest", "carrier_pushes", ["account_id", "digest"], unique=True
    )
    op.create_index(
        "ix_carrier_pushes_waiting",
        "carrier_pushes",
        ["received_at"],
        postgresql_where=sa.text("done_at IS NULL"),
    )


def _widen_shipments() -> None:
    op.add_column("shipments", sa.Column("proof", postgresql.JSONB(), nullable=True))
    op.add_column("shipments", _text("partner_number"))
    op.add_column("shipments", _text("partner_text"))
    op.add_column("shipments", sa.Column("partner", sa.Text(), nullable=True))
    op.add_column(
        "shipments", sa.Column("followed", sa.Boolean(), server_default="false", nullable=False)
    )
    op.add_column("shipments", _text("doubt"))
    op.add_column("shipments", sa.Column("doubted_carrier", sa.Text(), nullable=True))
    op.create_index(
        "ix_shipments_shop_partner",
        "shipments",
        ["shop_id", "partner_number"],
        postgresql_where=sa.text("partner_number <> ''"),
    )


def downgrade() -> None:
    op.add_column("poll_schedule", sa.Column("carrier", sa.Text(), nullable=True))
    op.execute(TO_CARRIERS)
    op.alter_column("poll_schedule", "carrier", nullable=False)
    op.drop_index("ix_poll_schedule_due", "poll_schedule")
    for column in ("follows_partner", "pushed_until", "heat", "lane_id"):
        op.drop_column("poll_schedule", column)
    op.create_index("ix_poll_schedule_due", "poll_schedule", ["carrier", "next_poll_at"])
    op.drop_index("ix_shipments_shop_partner", "shipments")
    for column in (
        "doubted_carrier",
        "doubt",
        "followed",
        "partner",
        "partner_text",
        "partner_number",
        "proof",
    ):
        op.drop_column("shipments", column)
    for table in ("carrier_pushes", "poll_lanes", "carrier_accounts"):
        op.drop_table(table)
