"""Build the collaborators a process needs out of its configuration; connects lazily."""

import hashlib
import random

from redis import Redis
from sqlalchemy.orm import sessionmaker

from domain.embedding import EmbeddedApp
from domain.events import Listeners, Target
from domain.shop import PlatformKey
from domain.shop_sites import ShopSites
from integrations.directory import CARRIERS, DETECTOR, carrier_for
from integrations.gazetteer import GeoNames
from integrations.listeners import Klaviyo, StandardWebhook
from integrations.mail_dns import DnsOfMail
from integrations.page_dns import DnsOfHosts
from integrations.phone_numbers import e164
from integrations.platforms.shopify import ShopifyPlatform
from integrations.platforms.shopify.admin_api import ask_shopify
from integrations.platforms.shopify.app import ShopifyApp
from integrations.platforms.woocommerce import WooCommercePlatform
from integrations.platforms.woocommerce.api import ask_woocommerce
from integrations.platforms.woocommerce.sites import woocommerce_sites
from integrations.registry import discover_adapters, own_credentials, own_rates
from integrations.switchboard import AdapterSwitchboard, Agreed
from integrations.zones import zone_of
from jobs.enqueue import RqHints
from jobs.pulse import RedisPulse
from runtime.clock import utc_now
from runtime.config import Config
from runtime.database import make_engine
from runtime.own_channels import open_desk, own_channels
from runtime.shared_accounts import RedisBreakers, RedisPace, RedisTokens
from runtime.shared_state import RedisLocks, RedisPageCache, RedisRateLimiter
from services.wiring import Wiring
from storage.vault import Vault

ADAPTERS = discover_adapters()
"""Found once, before a worker forks: a package that cannot be imported stops the process here."""


def connect(config: Config) -> Wiring:
    """Return the wiring of a process. Call it after forking: connections are not shared."""
    engine = make_engine(config.database_url)
    redis = Redis.from_url(config.redis_url, socket_timeout=30, socket_connect_timeout=2)
    vault = Vault(config.secret_keys)
    desk = open_desk(config)
    return Wiring(
        engine=engine,
        sessions=sessionmaker(engine, expire_on_commit=False),
        clock=utc_now,
        vault=vault,
        link_keys=[_link_key(key) for key in config.secret_keys],
        platforms={
            PlatformKey.SHOPIFY: ShopifyPlatform(),
            PlatformKey.WOOCOMMERCE: WooCommercePlatform(),
        },
        app_secrets={PlatformKey.SHOPIFY: config.shopify_secrets},
        apps=_apps(config),
        shop_apis={
            PlatformKey.SHOPIFY: ask_shopify(config.shopify_simulator),
            PlatformKey.WOOCOMMERCE: ask_woocommerce(strict=config.production),
        },
        sites=_sites(config),
        carriers=CARRIERS,
        carrier_for=carrier_for,
        detector=DETECTOR,
        switchboard=_switchboard(config, redis, vault),
        channels=own_channels(config, desk, utc_now),
        hints=RqHints(redis),
        limiter=RedisRateLimiter(redis),
        page_cache=RedisPageCache(redis),
        locks=RedisLocks(redis),
        pulse=RedisPulse(redis),
        public_url=config.public_url,
        mail_from=config.mail_from,
        chance=random.random,
        zone_of=zone_of,
        phone=e164,
        channel_desk=desk,
        gazetteer=GeoNames(),
        mail_dns=DnsOfMail(),
        page_dns=DnsOfHosts(),
        sender_proof=config.channels.sender_proof,
        listeners=_listeners(config),
        push_key=config.channels.vapid.public if config.channels.vapid else "",
        poll_speedup=config.poll_speedup,
    )


def _switchboard(config: Config, redis: Redis, vault: Vault) -> AdapterSwitchboard:
    """Return the way to every carrier and aggregator there is an adapter for."""
    adapters = ADAPTERS
    variables = config.adapter_variables
    addresses = {key: variables.get(one.url_variable, "") for key, one in adapters.items()}
    agreed = Agreed(RedisTokens(redis, vault), RedisPace(redis, utc_now), RedisBreakers(redis))
    own = own_credentials(variables, adapters.values())
    rates = own_rates(variables, adapters.values())
    return AdapterSwitchboard(adapters, agreed, own, addresses, own_rates=rates)


def _listeners(config: Config) -> Listeners:
    """Return who can be told events, by the kind of endpoint."""
    webhook = StandardWebhook(strict=config.production)
    return {Target.WEBHOOK: webhook, Target.KLAVIYO: Klaviyo()}


def _apps(config: Config) -> dict[PlatformKey, EmbeddedApp]:
    """Return the platforms we are an app of; none when no client id is configured."""
    if not config.shopify_client_id:
        return {}
    app = ShopifyApp(
        config.shopify_client_id, config.shopify_secrets, utc_now, config.shopify_simulator
    )
    return {PlatformKey.SHOPIFY: app}


def _sites(config: Config) -> dict[PlatformKey, ShopSites]:
    """Return the platforms whose shops may be connected here as sites of their own."""
    if not config.woocommerce:
        return {}
    return {PlatformKey.WOOCOMMERCE: woocommerce_sites(strict=config.production)}


def _link_key(secret_key: str) -> bytes:
    """Derive the key that signs page links from one of the keys that seal credentials."""
    return hashlib.sha256(b"framme page links:" + secret_key.encode()).digest()
