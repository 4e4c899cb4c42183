"""Make a webhook durable: prove it, keep it once, and only then say yes. Nothing is parsed here."""

import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from sqlalchemy import Connection
from sqlalchemy.exc import IntegrityError, SQLAlchemyError

from domain.errors import BadSignatureError, FrammeError, OverloadedError
from domain.ports import Platform, RawDelivery
from domain.shop import PlatformKey
from services.group_commit import GroupCommit
from services.wiring import Wiring
from storage.compression import compress
from storage.shop_doors import ShopDoor, door_by_domain, door_by_key
from storage.shops import introduce_shop
from storage.webhook_inbox import Delivery, keep

MAX_BODY = 2 * 1024 * 1024
REMEMBER_SHOPS_FOR = 20.0
"""Seconds a shop's secret is kept in memory: how long a rotated secret may still be honoured."""


class UnknownShopError(FrammeError):
    """A delivery for a shop we have never met."""


@dataclass(frozen=True, slots=True)
class _Remembered:
    shop_id: int
    secrets: tuple[str, ...]
    until: float


class WebhookDoor:
    """Accepts deliveries of every platform, many at a time, from many threads."""

    def __init__(self, wiring: Wiring, monotonic: Callable[[], float] = time.monotonic) -> None:
        self._wiring = wiring
        self._monotonic = monotonic
        self._known: dict[tuple[PlatformKey, str], _Remembered] = {}
        # One statement a batch needs no BEGIN and COMMIT around it: a third of the round trips.
        self._autocommit = wiring.engine.execution_options(isolation_level="AUTOCOMMIT")
        self._held: Connection | None = None
        self._commits: GroupCommit[Delivery] = GroupCommit(
            self._keep_all, alone_on=IntegrityError, rest=self._let_go
        )

    def accept(
        self, platform_key: PlatformKey, key: str, headers: Mapping[str, str], body: bytes
    ) -> None:
        """Keep a delivery; return only when it is on disk, or was already.

        A shop of the app's that we have not met is met now, if it can only be one that has us
        installed; otherwise its delivery is right, asks for nothing, and is not kept.

        `key` is the unguessable part of the address for platforms whose shops sign with a secret of
        their own, and empty for those that sign with the app's. Raises BadSignatureError,
        UnknownShopError, OverloadedError.
        """
        platform = self._wiring.platforms[platform_key]
        delivery = RawDelivery(body, headers)
        if platform.is_ping(delivery):
            return
        try:
            self._keep(platform, key, delivery)
        except SQLAlchemyError as error:
            raise OverloadedError("the database did not take it") from error

    def _keep(self, platform: Platform, key: str, delivery: RawDelivery) -> None:
        try:
            self._keep_for(self._shop(platform, delivery, key), platform, delivery)
        except IntegrityError:
            # We remember a shop that was deleted a moment ago: look again.
            self._known.pop((platform.key, key or platform.shop_domain_of(delivery.headers)), None)
            self._keep_for(self._shop(platform, delivery, key), platform, delivery)

    def _keep_for(
        self, shop: _Remembered | None, platform: Platform, delivery: RawDelivery
    ) -> None:
        if shop is None:
            return
        verified = platform.verify_webhook(delivery, shop.secrets)
        self._commits.add(
            Delivery(
                shop_id=shop.shop_id,
                platform=platform.key.value,
                topic=verified.topic,
                dedupe_key=verified.dedupe_key,
                body=compress(delivery.body),
                triggered_at=verified.triggered_at,
            )
        )

    def _shop(self, platform: Platform, delivery: RawDelivery, key: str) -> _Remembered | None:
        name = key or platform.shop_domain_of(delivery.headers)
        remembered = self._known.get((platform.key, name))
        if remembered and remembered.until > self._monotonic():
            return remembered
        if key:
            door = self._by_key(platform.key, key)
            shop_id, secrets = door.shop_id, self._own_secret(door)
        else:
            secrets = tuple(self._wiring.app_secrets.get(platform.key, ()))
            # The sender must prove to be the platform before it may learn which shops we know.
            topic = platform.verify_webhook(delivery, secrets).topic
            met = self._meet(platform, name, topic)
            if met is None:
                return None
            shop_id = met
        found = _Remembered(shop_id, secrets, self._monotonic() + REMEMBER_SHOPS_FOR)
        self._known[platform.key, name] = found
        return found

    def _by_key(self, platform: PlatformKey, key: str) -> ShopDoor:
        with self._wiring.sessions() as session:
            door = door_by_key(session, platform, key)
        if door is None:
            raise UnknownShopError(f"{platform}: no such shop")
        return door

    def _meet(self, platform: Platform, domain: str, topic: str) -> int | None:
        """Return the id of a shop that uses our app, new or known; None if it says farewell."""
        if not domain:
            raise UnknownShopError(f"{platform.key}: no shop is named")
        with self._wiring.sessions() as session:
            door = door_by_domain(session, platform.key, domain)
        if door:
            return door.shop_id
        if not platform.introduces_shop(topic):
            return None
        with self._wiring.sessions.begin() as session:
            return introduce_shop(session, platform.key, domain, self._wiring.clock())

    def _own_secret(self, door: ShopDoor) -> tuple[str, ...]:
        if door.sealed_secret is None:
            raise BadSignatureError("the shop has left and its secret is gone")
        return (self._wiring.vault.open(door.sealed_secret),)

    def _keep_all(self, deliveries: list[Delivery]) -> None:
        """Keep a batch; several at once on a connection held while such batches follow each other.

        To borrow one from the pool for each costs as much as the statement (measured).
        """
        now = self._wiring.clock()
        if len(deliveries) == 1 and self._held is None:
            with self._autocommit.connect() as connection:
                keep(connection, deliveries, now)
            return
        try:
            if self._held is None:
                self._held = self._autocommit.connect()
                self._held.detach()
            keep(self._held, deliveries, now)
        except SQLAlchemyError:
            self._let_go()
            raise

    def _let_go(self) -> None:
        if self._held is not None:
            held, self._held = self._held, None
            held.close()
