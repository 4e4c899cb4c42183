"""Messages of every kind: choices, rules, texts, brands, preferences, channels, events, teams."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0005"
down_revision = "0004"

# What went out before goes on going out, though two kinds are off for new shops now.
TO_CHOICES = (
    """
    INSERT INTO kind_choices (shop_id, kind, channels)
    SELECT s.shop_id, k.kind, '{}' FROM settings s CROSS JOIN unnest(s.switched_off) AS k(kind)
    ON CONFLICT DO NOTHING
    """,
    """
    INSERT INTO kind_choices (shop_id, kind, channels)
    SELECT s.id, k.kind, '{email}' FROM shops s
    CROSS JOIN (VALUES ('order_received'), ('shipped')) AS k(kind)
    ON CONFLICT DO NOTHING
    """,
    """
    INSERT INTO message_lanes (shop_id, channel)
    SELECT DISTINCT shop_id, channel FROM notifications
    """,
)
FROM_CHOICES = (
    """
    INSERT INTO settings (shop_id, switched_off)
    SELECT shop_id, array_agg(kind ORDER BY kind) FROM kind_choices
    WHERE NOT channels @> '{email}'
        AND kind IN ('order_received', 'shipped', 'out_for_delivery', 'ready_for_pickup',
            'attempt_failed', 'delivered')
    GROUP BY shop_id
    ON CONFLICT (shop_id) DO UPDATE SET switched_off = excluded.switched_off
    """,
    # The version before knows six kinds, e-mail only, and no letter that tells of several.
    """
    DELETE FROM notifications
    WHERE channel <> 'email' OR state = 'told' OR kind NOT IN ('order_received', 'shipped',
        'out_for_delivery', 'ready_for_pickup', 'attempt_failed', 'delivered')
    """,
)


def upgrade() -> None:
    _create_tables()
    _create_more_tables()
    _widen_notifications()
    _open_to_teams()
    _let_orders_be_put_aside()


def _create_tables() -> None:
    op.create_table(
        "api_keys",
        sa.Column("id", sa.BigInteger(), sa.Identity(always=False), nullable=False),
        sa.Column("shop_id", sa.BigInteger(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("begins", sa.Text(), nullable=False),
        sa.Column("digest", sa.LargeBinary(), nullable=False),
        sa.Column("may_write", sa.Boolean(), server_default="false", nullable=False),
        sa.Column("created_by", sa.Text(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("used_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("revoked_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["shop_id"], ["shops.id"], name=op.f("fk_api_keys_shop_id_shops"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_api_keys")),
        sa.UniqueConstraint("digest", name=op.f("uq_api_keys_digest")),
    )
    op.create_table(
        "audit_log",
        sa.Column("id", sa.BigInteger(), sa.Identity(always=False), nullable=False),
        sa.Column("shop_id", sa.BigInteger(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("who", sa.Text(), nullable=False),
        sa.Column("what", sa.Text(), nullable=False),
        sa.Column("subject", sa.Text(), server_default="", nullable=False),
        sa.Column(
            "before", postgresql.JSONB(astext_type=sa.Text()), server_default="{}", nullable=False
        ),
        sa.Column(
            "after", postgresql.JSONB(astext_type=sa.Text()), server_default="{}", nullable=False
        ),
        sa.ForeignKeyConstraint(
            ["shop_id"], ["shops.id"], name=op.f("fk_audit_log_shop_id_shops"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_audit_log")),
    )
    op.create_index("ix_audit_log_shop", "audit_log", ["shop_id", "id"], unique=False)
    op.create_table(
        "brands",
        sa.Column("shop_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("logo_url", sa.Text(), server_default="", nullable=False),
        sa.Column("accent", sa.Text(), server_default="", nullable=False),
        sa.Column("ground", sa.Text(), server_default="", nullable=False),
        sa.Column("font", sa.Text(), server_default="", nullable=False),
        sa.Column("footer", sa.Text(), server_default="", nullable=False),
        sa.Column(
            "social", postgresql.JSONB(astext_type=sa.Text()), server_default="{}", nullable=False
        ),
        sa.Column("sender_name", sa.Text(), server_default="", nullable=False),
        sa.Column("sender_address", sa.Text(), server_default="", nullable=False),
        sa.Column("reply_to", sa.Text(), server_default="", nullable=False),
        sa.Column("sender_checked_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("sender_proven", sa.Boolean(), server_default="false", nullable=False),
        sa.Column(
            "findings", postgresql.JSONB(astext_type=sa.Text()), server_default="{}", nullable=False
        ),
        sa.Column("version", sa.BigInteger(), server_default="1", nullable=False),
        sa.ForeignKeyConstraint(
            ["shop_id"], ["shops.id"], name=op.f("fk_brands_shop_id_shops"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("shop_id", name=op.f("pk_brands")),
    )
    op.create_table(
        "channel_accounts",
        sa.Column("id", sa.BigInteger(), sa.Identity(always=False), nullable=False),
        sa.Column("shop_id", sa.BigInteger(), nullable=False),
        sa.Column("channel", sa.Text(), nullable=False),
        sa.Column("provider", sa.Text(), nullable=False),
        sa.Column("sealed_credentials", sa.LargeBinary(), nullable=False),
        sa.Column("report_token", sa.Text(), nullable=False),
        sa.Column("checked_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("reported_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("paused_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("paused_reason", sa.Text(), server_default="", nullable=False),
        sa.Column("told_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("version", sa.BigInteger(), server_default="1", nullable=False),
        sa.ForeignKeyConstraint(
            ["shop_id"],
            ["shops.id"],
            name=op.f("fk_channel_accounts_shop_id_shops"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_channel_accounts")),
        sa.UniqueConstraint("report_token", name=op.f("uq_channel_accounts_report_token")),
        sa.UniqueConstraint("shop_id", "channel", name=op.f("uq_channel_accounts_shop_id_channel")),
    )
    op.create_table(
        "event_endpoints",
        sa.Column("id", sa.BigInteger(), sa.Identity(always=False), nullable=False),
        sa.Column("shop_id", sa.BigInteger(), nullable=False),
        sa.Column("target", sa.Text(), nullable=False),
        sa.Column("url", sa.Text(), server_default="", nullable=False),
        sa.Column("sealed_secret", sa.LargeBinary(), nullable=False),
        sa.Column("kinds", sa.ARRAY(sa.Text()), server_default="{}", nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("failing_since", sa.DateTime(timezone=True), nullable=True),
        sa.Column("disabled_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("disabled_reason", sa.Text(), server_default="", nullable=False),
        sa.Column("told_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("version", sa.BigInteger(), server_default="1", nullable=False),
        sa.CheckConstraint(
            "target IN ('webhook', 'klaviyo')", name=op.f("ck_event_endpoints_target")
        ),
        sa.ForeignKeyConstraint(
            ["shop_id"],
            ["shops.id"],
            name=op.f("fk_event_endpoints_shop_id_shops"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_event_endpoints")),
    )
    op.create_index(
        op.f("ix_event_endpoints_shop_id"), "event_endpoints", ["shop_id"], unique=False
    )
    op.create_table(
        "kind_choices",
        sa.Column("shop_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("channels", sa.ARRAY(sa.Text()), nullable=False),
        sa.Column("wait_hours", sa.SmallInteger(), nullable=True),
        sa.Column("version", sa.BigInteger(), server_default="1", nullable=False),
        sa.ForeignKeyConstraint(
            ["shop_id"],
            ["shops.id"],
            name=op.f("fk_kind_choices_shop_id_shops"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("shop_id", "kind", name=op.f("pk_kind_choices")),
    )
    op.create_table(
        "members",
        sa.Column("id", sa.BigInteger(), sa.Identity(always=False), nullable=False),
        sa.Column("shop_id", sa.BigInteger(), nullable=False),
        sa.Column("email", sa.Text(), nullable=False),
        sa.Column("role", sa.Text(), nullable=False),
        sa.Column("invited_by", sa.Text(), nullable=False),
        sa.Column("invited_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("joined_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("removed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("letter", sa.Text(), server_default="", nullable=False),
        sa.Column("letter_reason", sa.Text(), server_default="", nullable=False),
        sa.CheckConstraint("letter IN ('', 'invitation', 'entry')", name=op.f("ck_members_letter")),
        sa.CheckConstraint("role IN ('owner', 'editor', 'viewer')", name=op.f("ck_members_role")),
        sa.ForeignKeyConstraint(
            ["shop_id"], ["shops.id"], name=op.f("fk_members_shop_id_shops"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_members")),
        sa.UniqueConstraint("shop_id", "email", name=op.f("uq_members_shop_id_email")),
    )


def _create_more_tables() -> None:
    op.create_table(
        "message_lanes",
        sa.Column("shop_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("channel", sa.Text(), nullable=False),
        sa.Column(
            "served_at",
            sa.DateTime(timezone=True),
            server_default=sa.text("'epoch'"),
            nullable=False,
        ),
        sa.ForeignKeyConstraint(
            ["shop_id"],
            ["shops.id"],
            name=op.f("fk_message_lanes_shop_id_shops"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("shop_id", "channel", name=op.f("pk_message_lanes")),
    )
    op.create_index("ix_message_lanes_served_at", "message_lanes", ["served_at"], unique=False)
    op.create_table(
        "message_rules",
        sa.Column("shop_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("quiet_from", sa.Time(), nullable=True),
        sa.Column("quiet_until", sa.Time(), nullable=True),
        sa.Column("urgent_any_hour", sa.Boolean(), server_default="true", nullable=False),
        sa.Column("most_a_day", sa.SmallInteger(), nullable=True),
        sa.Column("most_sms_a_day", sa.BigInteger(), nullable=True),
        sa.Column("voucher_worth", sa.Numeric(precision=12, scale=2), nullable=True),
        sa.Column("voucher_budget", sa.Numeric(precision=12, scale=2), nullable=True),
        sa.Column("voucher_days", sa.SmallInteger(), server_default="60", nullable=False),
        sa.Column("count_opens", sa.Boolean(), server_default="false", nullable=False),
        sa.Column("parcel_markup", sa.Boolean(), server_default="false", nullable=False),
        sa.Column("keep_months", sa.SmallInteger(), nullable=True),
        sa.Column("version", sa.BigInteger(), server_default="1", nullable=False),
        sa.CheckConstraint(
            "(quiet_from IS NULL) = (quiet_until IS NULL)", name=op.f("ck_message_rules_quiet")
        ),
        sa.CheckConstraint(
            "most_a_day > 0 AND most_sms_a_day > 0", name=op.f("ck_message_rules_limits")
        ),
        sa.CheckConstraint(
            "voucher_worth > 0 AND voucher_budget > 0", name=op.f("ck_message_rules_voucher")
        ),
        sa.ForeignKeyConstraint(
            ["shop_id"],
            ["shops.id"],
            name=op.f("fk_message_rules_shop_id_shops"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("shop_id", name=op.f("pk_message_rules")),
    )
    op.create_table(
        "shopper_preferences",
        sa.Column("id", sa.BigInteger(), sa.Identity(always=False), nullable=False),
        sa.Column("shop_id", sa.BigInteger(), nullable=False),
        sa.Column("address", sa.Text(), nullable=False),
        sa.Column("channels_off", sa.ARRAY(sa.Text()), server_default="{}", nullable=False),
        sa.Column("kinds_off", sa.ARRAY(sa.Text()), server_default="{}", nullable=False),
        sa.Column("daily_digest", sa.Boolean(), server_default="false", nullable=False),
        sa.Column("quiet_from", sa.Time(), nullable=True),
        sa.Column("quiet_until", sa.Time(), nullable=True),
        sa.Column("language", sa.Text(), server_default="", nullable=False),
        sa.Column("stopped_orders", sa.ARRAY(sa.BigInteger()), server_default="{}", nullable=False),
        sa.Column("also_to", sa.Text(), server_default="", nullable=False),
        sa.Column("also_asked_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("also_confirmed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("version", sa.BigInteger(), server_default="1", nullable=False),
        sa.ForeignKeyConstraint(
            ["shop_id"],
            ["shops.id"],
            name=op.f("fk_shopper_preferences_shop_id_shops"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_shopper_preferences")),
        sa.UniqueConstraint(
            "shop_id", "address", name=op.f("uq_shopper_preferences_shop_id_address")
        ),
    )
    op.create_index(
        op.f("ix_shopper_preferences_also_to"), "shopper_preferences", ["also_to"], unique=False
    )
    op.create_table(
        "suppressions",
        sa.Column("shop_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("channel", sa.Text(), nullable=False),
        sa.Column("address", sa.Text(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("since", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["shop_id"],
            ["shops.id"],
            name=op.f("fk_suppressions_shop_id_shops"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("shop_id", "channel", "address", name=op.f("pk_suppressions")),
    )
    op.create_table(
        "text_versions",
        sa.Column("id", sa.BigInteger(), sa.Identity(always=False), nullable=False),
        sa.Column("shop_id", sa.BigInteger(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("language", sa.Text(), nullable=False),
        sa.Column("channel", sa.Text(), nullable=False),
        sa.Column("parts", postgresql.JSONB(), nullable=True),
        sa.Column("saved_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("saved_by", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["shop_id"],
            ["shops.id"],
            name=op.f("fk_text_versions_shop_id_shops"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_text_versions")),
    )
    op.create_index(
        "ix_text_versions_newest",
        "text_versions",
        ["shop_id", "kind", "language", "channel", "id"],
        unique=False,
    )
    op.create_table(
        "event_deliveries",
        sa.Column("id", sa.BigInteger(), sa.Identity(always=False), nullable=False),
        sa.Column("shop_id", sa.BigInteger(), nullable=False),
        sa.Column("endpoint_id", sa.BigInteger(), nullable=False),
        sa.Column("order_id", sa.BigInteger(), nullable=False),
        sa.Column("event", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("body", sa.LargeBinary(), nullable=False),
        sa.Column("state", sa.Text(), server_default="due", nullable=False),
        sa.Column("attempts", sa.SmallInteger(), server_default="0", nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("next_attempt_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("finished_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("status", sa.SmallInteger(), nullable=True),
        sa.Column("reason", sa.Text(), server_default="", nullable=False),
        sa.CheckConstraint(
            "state IN ('due', 'delivered', 'failed')", name=op.f("ck_event_deliveries_state")
        ),
        sa.ForeignKeyConstraint(
            ["endpoint_id"],
            ["event_endpoints.id"],
            name=op.f("fk_event_deliveries_endpoint_id_event_endpoints"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["order_id"],
            ["orders.id"],
            name=op.f("fk_event_deliveries_order_id_orders"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["shop_id"],
            ["shops.id"],
            name=op.f("fk_event_deliveries_shop_id_shops"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_event_deliveries")),
        sa.UniqueConstraint(
            "endpoint_id", "event", name=op.f("uq_event_deliveries_endpoint_id_event")
        ),
    )
    op.create_index(
        "ix_event_deliveries_due",
        "event_deliveries",
        ["endpoint_id", "next_attempt_at"],
        unique=False,
        postgresql_where=sa.text("state = 'due'"),
    )
    op.create_index(
        op.f("ix_event_deliveries_order_id"), "event_deliveries", ["order_id"], unique=False
    )
    op.create_index(
        "ix_event_deliveries_finished", "event_deliveries", ["finished_at"], unique=False
    )
    op.create_table(
        "push_subscriptions",
        sa.Column("id", sa.BigInteger(), sa.Identity(always=False), nullable=False),
        sa.Column("shop_id", sa.BigInteger(), nullable=False),
        sa.Column("order_id", sa.BigInteger(), nullable=False),
        sa.Column("endpoint", sa.Text(), nullable=False),
        sa.Column("sealed_keys", sa.LargeBinary(), nullable=False),
        sa.Column("language", sa.Text(), server_default="", nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["order_id"],
            ["orders.id"],
            name=op.f("fk_push_subscriptions_order_id_orders"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["shop_id"],
            ["shops.id"],
            name=op.f("fk_push_subscriptions_shop_id_shops"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_push_subscriptions")),
        sa.UniqueConstraint(
            "order_id", "endpoint", name=op.f("uq_push_subscriptions_order_id_endpoint")
        ),
    )
    op.create_index(
        op.f("ix_push_subscriptions_order_id"), "push_subscriptions", ["order_id"], unique=False
    )
    op.create_table(
        "vouchers",
        sa.Column("order_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("shop_id", sa.BigInteger(), nullable=False),
        sa.Column("code", sa.Text(), nullable=False),
        sa.Column("worth", sa.Numeric(precision=12, scale=2), nullable=False),
        sa.Column("currency", sa.Text(), nullable=False),
        sa.Column("ends_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("promised_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["order_id"],
            ["orders.id"],
            name=op.f("fk_vouchers_order_id_orders"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["shop_id"], ["shops.id"], name=op.f("fk_vouchers_shop_id_shops"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("order_id", name=op.f("pk_vouchers")),
    )
    op.create_index("ix_vouchers_promised", "vouchers", ["shop_id", "promised_at"], unique=False)


def _widen_notifications() -> None:
    op.add_column("notifications", sa.Column("about", sa.Text(), server_default="", nullable=False))
    op.add_column(
        "notifications", sa.Column("second", sa.Boolean(), server_default="false", nullable=False)
    )
    op.add_column(
        "notifications", sa.Column("gathered", sa.Boolean(), server_default="false", nullable=False)
    )
    op.add_column("notifications", sa.Column("told_with", sa.BigInteger(), nullable=True))
    op.add_column(
        "notifications", sa.Column("opens", sa.SmallInteger(), server_default="0", nullable=False)
    )
    op.add_column(
        "notifications", sa.Column("clicks", sa.SmallInteger(), server_default="0", nullable=False)
    )
    op.add_column(
        "notifications", sa.Column("outcome", sa.Text(), server_default="", nullable=False)
    )
    op.drop_index(
        op.f("ix_notifications_due"),
        table_name="notifications",
        postgresql_where="(state = ANY (ARRAY['due'::text, 'handing_over'::text]))",
    )
    op.create_index(
        "ix_notifications_due",
        "notifications",
        ["shop_id", "channel", "next_attempt_at"],
        unique=False,
        postgresql_where=sa.text("state = 'due'"),
    )
    op.create_index(
        "ix_notifications_handing_over",
        "notifications",
        ["next_attempt_at"],
        unique=False,
        postgresql_where=sa.text("state = 'handing_over'"),
    )
    op.create_index(
        "ix_notifications_recipient",
        "notifications",
        ["shop_id", "recipient"],
        unique=False,
        postgresql_where=sa.text("state IN ('due', 'sent')"),
    )
    op.create_index(
        "ix_notifications_told_with",
        "notifications",
        ["told_with"],
        unique=False,
        postgresql_where=sa.text("told_with IS NOT NULL"),
    )
    op.create_index(
        "ix_notifications_texts",
        "notifications",
        ["shop_id", "finished_at"],
        unique=False,
        postgresql_where=sa.text("channel = 'sms' AND state = 'sent'"),
    )
    op.drop_constraint("ck_notifications_state", "notifications")
    op.create_check_constraint(
        "state",
        "notifications",
        "state IN ('due', 'handing_over', 'sent', 'failed', 'dropped', 'told')",
    )
    for statement in TO_CHOICES:
        op.execute(statement)
    op.drop_column("settings", "switched_off")


def _open_to_teams() -> None:
    op.create_index(op.f("ix_members_email"), "members", ["email"], unique=False)
    op.add_column("entry_links", sa.Column("member_id", sa.BigInteger(), nullable=True))
    op.create_foreign_key(
        op.f("fk_entry_links_member_id_members"),
        "entry_links",
        "members",
        ["member_id"],
        ["id"],
        ondelete="CASCADE",
    )
    op.create_index(op.f("ix_entry_links_member_id"), "entry_links", ["member_id"], unique=False)


def _let_orders_be_put_aside() -> None:
    op.create_table(
        "dismissed_exceptions",
        sa.Column("order_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("shop_id", sa.BigInteger(), nullable=False),
        sa.Column("troubles", sa.ARRAY(sa.Text()), nullable=False),
        sa.Column("dismissed_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["order_id"],
            ["orders.id"],
            name=op.f("fk_dismissed_exceptions_order_id_orders"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["shop_id"],
            ["shops.id"],
            name=op.f("fk_dismissed_exceptions_shop_id_shops"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("order_id", name=op.f("pk_dismissed_exceptions")),
    )
    op.create_index(
        "ix_notifications_unsent",
        "notifications",
        ["shop_id", "finished_at"],
        unique=False,
        postgresql_where=sa.text("state IN ('failed', 'dropped')"),
    )


def downgrade() -> None:
    op.drop_index(
        "ix_notifications_unsent",
        table_name="notifications",
        postgresql_where=sa.text("state IN ('failed', 'dropped')"),
    )
    op.drop_table("dismissed_exceptions")
    op.drop_index(op.f("ix_entry_links_member_id"), table_name="entry_links")
    op.drop_column("entry_links", "member_id")
    _narrow_notifications()
    _drop_tables()


def _narrow_notifications() -> None:
    op.add_column(
        "settings",
        sa.Column(
            "switched_off",
            postgresql.ARRAY(sa.Text()),
            server_default=sa.text("'{}'::text[]"),
            nullable=False,
        ),
    )
    for statement in FROM_CHOICES:
        op.execute(statement)
    op.drop_constraint("ck_notifications_state", "notifications")
    op.create_check_constraint(
        "state", "notifications", "state IN ('due', 'handing_over', 'sent', 'failed', 'dropped')"
    )
    op.drop_index(
        "ix_notifications_texts",
        table_name="notifications",
        postgresql_where=sa.text("channel = 'sms' AND state = 'sent'"),
    )
    op.drop_index(
        "ix_notifications_told_with",
        table_name="notifications",
        postgresql_where=sa.text("told_with IS NOT NULL"),
    )
    op.drop_index(
        "ix_notifications_recipient",
        table_name="notifications",
        postgresql_where=sa.text("state IN ('due', 'sent')"),
    )
    op.drop_index(
        "ix_notifications_handing_over",
        table_name="notifications",
        postgresql_where=sa.text("state = 'handing_over'"),
    )
    op.drop_index(
        "ix_notifications_due",
        table_name="notifications",
        postgresql_where=sa.text("state = 'due'"),
    )
    op.create_index(
        op.f("ix_notifications_due"),
        "notifications",
        ["next_attempt_at"],
        unique=False,
        postgresql_where="(state = ANY (ARRAY['due'::text, 'handing_over'::text]))",
    )
    op.drop_column("notifications", "outcome")
    op.drop_column("notifications", "clicks")
    op.drop_column("notifications", "opens")
    op.drop_column("notifications", "told_with")
    op.drop_column("notifications", "gathered")
    op.drop_column("notifications", "second")
    op.drop_column("notifications", "about")


def _drop_tables() -> None:
    op.drop_index("ix_vouchers_promised", table_name="vouchers")
    op.drop_table("vouchers")
    op.drop_index(op.f("ix_push_subscriptions_order_id"), table_name="push_subscriptions")
    op.drop_table("push_subscriptions")
    op.drop_index(op.f("ix_event_deliveries_order_id"), table_name="event_deliveries")
    op.drop_index(
        "ix_event_deliveries_due",
        table_name="event_deliveries",
        postgresql_where=sa.text("state = 'due'"),
    )
    op.drop_table("event_deliveries")
    op.drop_index("ix_text_versions_newest", table_name="text_versions")
    op.drop_table("text_versions")
    op.drop_table("suppressions")
    op.drop_index(op.f("ix_shopper_preferences_also_to"), table_name="shopper_preferences")
    op.drop_table("shopper_preferences")
    op.drop_table("message_rules")
    op.drop_index("ix_message_lanes_served_at", table_name="message_lanes")
    op.drop_table("message_lanes")
    op.drop_index(op.f("ix_members_email"), table_name="members")
    op.drop_table("members")
    op.drop_table("kind_choices")
    op.drop_table("event_endpoints")
    op.drop_table("channel_accounts")
    op.drop_table("brands")
    op.drop_index("ix_audit_log_shop", table_name="audit_log")
    op.drop_table("audit_log")
    op.drop_table("api_keys")
