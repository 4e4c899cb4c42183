"""What a shop has made its own of its messages, to be looked at; nothing is written here."""

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from domain.kinds import ChannelKey, Kind
from storage.channel_accounts import ChannelAccountRow
from storage.text_versions import TextVersionRow


def channels_with_account(session: Session, shop_id: int) -> frozenset[ChannelKey]:
    """Return the channels for which a shop has an account of its own, working or not."""
    found = session.scalars(
        select(ChannelAccountRow.channel).where(ChannelAccountRow.shop_id == shop_id)
    )
    return frozenset(ChannelKey(channel) for channel in found)


def kinds_with_own_texts(session: Session, shop_id: int) -> frozenset[Kind]:
    """Return the kinds whose newest text is the shop's own, in any language and on any channel."""
    newest = (
        select(func.max(TextVersionRow.id))
        .where(TextVersionRow.shop_id == shop_id)
        .group_by(TextVersionRow.kind, TextVersionRow.language, TextVersionRow.channel)
    )
    found = session.scalars(
        select(TextVersionRow.kind).where(
            TextVersionRow.shop_id == shop_id,
            TextVersionRow.id.in_(newest),
            TextVersionRow.parts.is_not(None),
        )
    )
    return frozenset(Kind(kind) for kind in found)
