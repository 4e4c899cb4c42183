"""Ask 17TRACK how many new numbers an account may still register; registers nothing itself."""

from integrations.aggregators.seventeentrack.client import say
from integrations.line import Line
from integrations.untrusted import json_object, table, text


async def quota(line: Line) -> int | None:
    """Return what is left, None when 17TRACK does not say; raise ProviderError."""
    body = await say(line, "getquota", {})
    return None if body is None else left_in(body)


def left_in(body: bytes) -> int | None:
    """Read what is left from an answer: `quota_remain`, or the total less what is used.

    https://asset.17track.net/api/document/v2.4_en/index.html, "Get the quota"
    """
    data = table(json_object(body).get("data"))
    left, total, used = (_count(data.get(f"quota_{n}")) for n in ("remain", "total", "used"))
    if left is not None:
        return left
    return None if total is None or used is None else max(total - used, 0)


def _count(value: object) -> int | None:
    digits = text(value)
    return int(digits[:12]) if digits.isascii() and digits.isdigit() else None
