"""Let a shop's tracking pages be at a host of its own, once DNS says that it leads to us.

The host has to say, too, which shop it belongs to: an alias that somebody else made, or left
behind, is nobody else's to take.
"""

import hashlib
import hmac
from dataclasses import dataclass, replace
from datetime import timedelta
from urllib.parse import urlsplit

from sqlalchemy.exc import IntegrityError

from domain.errors import FrammeError
from domain.page_domain import PageDomain, Pointing, host_of, is_host, owner_name, pointing
from domain.shop_task import ShopTask
from services.change_page import change_page, part_of_page
from services.page_values import InvalidPageError, PageProblem
from services.wiring import Wiring
from storage.page_hosts import shop_at_host
from storage.shop_tasks import ask_for

LOOKED_AT_EVERY = timedelta(days=1)
"""How often a host in use is looked at again (services/watch_domain.py)."""


class NoHostError(FrammeError):
    """The shop has no host of its own to be checked."""


class HostTakenError(FrammeError):
    """Another shop has proven the host."""


@dataclass(frozen=True, slots=True)
class DomainReview:
    """A shop's host as it stands, and the two records that it needs."""

    domain: PageDomain
    alias_of: str
    owner_name: str
    owner_text: str


def domain_review(wiring: Wiring, shop_id: int) -> DomainReview:
    """Return a shop's host with what has to be entered for it."""
    kept = part_of_page(wiring, shop_id, PageDomain)
    mark = _mark(wiring.link_keys[0], shop_id, kept.host)
    return DomainReview(kept, our_host(wiring), owner_name(kept.host), mark)


def change_domain(wiring: Wiring, shop_id: int, typed: str, version: int, who: str) -> None:
    """Keep a host, empty for none; another one has to be proven anew.

    Raises InvalidPageError and ChangedMeanwhileError.
    """
    host = typed.strip().lower().removeprefix("https://").strip("/").rstrip(".")
    if host and not is_host(host):
        raise InvalidPageError({"host": PageProblem.NOT_A_HOST})
    ours = our_host(wiring)
    if host == ours or host.endswith(f".{ours}"):
        raise InvalidPageError({"host": PageProblem.OURS})
    with wiring.sessions() as session:
        if host and shop_at_host(session, host) not in {None, shop_id}:
            raise InvalidPageError({"host": PageProblem.TAKEN})
    before = part_of_page(wiring, shop_id, PageDomain)
    wanted = before if before.host == host else PageDomain(host)
    change_page(wiring, shop_id, replace(wanted, version=version), who)


def check_domain(wiring: Wiring, shop_id: int, who: str) -> Pointing:
    """Look where the shop's host leads now, and use it in links from then on, or no longer.

    Raises NoHostError, HostTakenError, TooManyAttemptsError, ChangedMeanwhileError, and a transient
    ProviderError when DNS does not answer.
    """
    kept = part_of_page(wiring, shop_id, PageDomain)
    if not kept.host:
        raise NoHostError("no host")
    wiring.limiter.hit("check-domain", str(shop_id))
    found = look_at(wiring, shop_id, kept.host)
    proven = found.leads and found.owned
    try:
        checked = PageDomain(kept.host, proven, version=kept.version)
        change_page(wiring, shop_id, checked, who)
    except IntegrityError as error:
        raise HostTakenError("another shop was first") from error
    if proven:
        with wiring.sessions.begin() as session:
            ask_for(session, shop_id, [ShopTask.WATCH_DOMAIN], wiring.clock() + LOOKED_AT_EVERY)
    return found


def look_at(wiring: Wiring, shop_id: int, host: str) -> Pointing:
    """Ask DNS where a host leads and whether it is this shop's.

    Raises a transient ProviderError without an answer.
    """
    ours = our_host(wiring)
    marks = frozenset(_mark(key, shop_id, host) for key in wiring.link_keys)
    return pointing(wiring.page_dns.look_up(host), wiring.page_dns.look_up(ours), ours, marks)


def shop_with_host(wiring: Wiring, said: str) -> int | None:
    """Return the shop whose own host a request names, or None; at most one indexed read.

    None without one where the request names our own host.
    """
    host = host_of(said)
    if not host or host == our_host(wiring):
        return None
    with wiring.engine.connect() as connection:
        return shop_at_host(connection.execution_options(isolation_level="AUTOCOMMIT"), host)


def our_host(wiring: Wiring) -> str:
    """Return the host of our own address."""
    return (urlsplit(wiring.public_url).hostname or "").lower()


def _mark(key: bytes, shop_id: int, host: str) -> str:
    signed = hmac.digest(key, f"page domain:{shop_id}:{host}".encode(), hashlib.sha256)
    return f"framme-shop={signed.hex()[:32]}"
