"""Real PostgreSQL and Redis for the whole run, emptied before each test that asks for them."""

import os
import shutil
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from cryptography.fernet import Fernet
from playwright.sync_api import Browser, expect, sync_playwright
from redis import Redis
from sqlalchemy import Engine, text
from sqlalchemy.orm import sessionmaker

from domain.detection import Detector
from domain.kinds import ChannelKey, Kind
from domain.shop import PlatformKey
from jobs.enqueue import RqHints
from jobs.pulse import RedisPulse
from runtime.clock import utc_now
from runtime.database import make_engine, migrate
from runtime.embedded import embedded_postgres, embedded_redis
from runtime.shared_state import RedisLocks, RedisPageCache, RedisRateLimiter
from services.wiring import Wiring
from storage.kind_choices import NO_CHOICE, KindChoice, keep_choice
from storage.schema import Table
from storage.shops import NewShop, connect_shop
from storage.vault import Vault
from tests.fake_channel_desk import ScriptedDesk
from tests.fake_gazetteer import FewTowns
from tests.fake_mail_dns import ScriptedMailDns
from tests.fake_page_dns import ScriptedPageDns
from tests.fake_switchboard import ScriptedSwitchboard
from tests.fakes import ScriptedCarrier, SteppingClock, TestOutbox
from tests.shop_bodies import (
    CLIENT_ID,
    PREVIOUS_SHOPIFY_SECRET,
    SHOPIFY_SECRET,
    WOOCOMMERCE_SECRET,
)

pytest_plugins = ["tests.shared_out"]

# The admin of the tests is a public address that frames a page on this machine.
CALMLY = (
    "--no-sandbox --disable-gpu --disable-background-networking --disable-component-update"
    " --disable-sync --disable-features=LocalNetworkAccessChecks"
)
EVERYTHING_MUST_RUN = os.environ.get("FRAMME_TEST_ALL") == "1"


def skip_or_fail(reason: str) -> None:
    """Skip for want of a tool, with the reason; in a full run that is a failure."""
    if EVERYTHING_MUST_RUN:
        pytest.fail(reason)
    pytest.skip(reason)


@pytest.fixture(scope="session")
def shared_data() -> Path:
    """The folder of third-party samples beside the repository."""
    folder = Path(__file__).parent.parent.parent / "shared" / "data"
    if not folder.is_dir():
        pytest.skip("../shared/data is not here")
    return folder


@pytest.fixture(scope="session")
def server_folder() -> Iterator[Path]:
    """A folder that PostgreSQL's own user may enter, unlike pytest's."""
    with tempfile.TemporaryDirectory(prefix="framme-tests-") as name:
        folder = Path(name)
        folder.chmod(0o755)
        yield folder


@pytest.fixture(scope="session")
def postgres_url(server_folder: Path) -> Iterator[str]:
    with embedded_postgres(server_folder / "postgres") as url:
        migrate(url)
        yield url


@pytest.fixture(scope="session")
def redis_url(server_folder: Path) -> Iterator[str]:
    with embedded_redis(server_folder / "redis") as url:
        yield url


@pytest.fixture(scope="session")
def engine(postgres_url: str) -> Iterator[Engine]:
    engine = make_engine(postgres_url)
    yield engine
    engine.dispose()


@pytest.fixture(scope="session")
def redis_connection(redis_url: str) -> Iterator[Redis]:
    with Redis.from_url(redis_url) as connection:
        yield connection


@pytest.fixture
def clock() -> SteppingClock:
    return SteppingClock()


@pytest.fixture
def outbox() -> TestOutbox:
    return TestOutbox()


@pytest.fixture
def carrier() -> ScriptedCarrier:
    return ScriptedCarrier()


@pytest.fixture
def switchboard(carrier: ScriptedCarrier) -> ScriptedSwitchboard:
    return ScriptedSwitchboard([carrier])


@pytest.fixture
def wiring(
    engine: Engine,
    redis_connection: Redis,
    clock: SteppingClock,
    outbox: TestOutbox,
    carrier: ScriptedCarrier,
    switchboard: ScriptedSwitchboard,
) -> Wiring:
    """Everything real but the outside world: carriers and channels are scripted."""
    from integrations.phone_numbers import e164
    from integrations.platforms.shopify import ShopifyPlatform
    from integrations.platforms.shopify.app import ShopifyApp
    from integrations.platforms.woocommerce import WooCommercePlatform
    from tests.fake_shop_sites import FakeShopSites

    empty(engine, redis_connection)
    key = Fernet.generate_key().decode()
    shopify_secrets = [SHOPIFY_SECRET, PREVIOUS_SHOPIFY_SECRET]
    return Wiring(
        engine=engine,
        sessions=sessionmaker(engine, expire_on_commit=False),
        clock=clock,
        vault=Vault([key]),
        link_keys=[b"first key", b"second key"],
        platforms={
            PlatformKey.SHOPIFY: ShopifyPlatform(),
            PlatformKey.WOOCOMMERCE: WooCommercePlatform(),
        },
        app_secrets={PlatformKey.SHOPIFY: shopify_secrets},
        # Shopify's package reads the machine's clock: its proofs are of the real time.
        apps={PlatformKey.SHOPIFY: ShopifyApp(CLIENT_ID, shopify_secrets, utc_now)},
        sites={PlatformKey.WOOCOMMERCE: FakeShopSites()},
        carriers={carrier.key: carrier.known()},
        carrier_for=lambda text: carrier.key if text.casefold().startswith("testpost") else None,
        detector=Detector({carrier.key: carrier.known()}, [], {}),
        switchboard=switchboard,
        channels={ChannelKey.EMAIL: outbox},
        hints=RqHints(redis_connection),
        limiter=RedisRateLimiter(redis_connection),
        page_cache=RedisPageCache(redis_connection),
        locks=RedisLocks(redis_connection),
        pulse=RedisPulse(redis_connection),
        public_url="https://track.example.com",
        mail_from="post@track.example.com",
        chance=lambda: 0.5,
        zone_of=lambda country: ZoneInfo("Europe/Stockholm") if country == "SE" else None,
        phone=e164,
        channel_desk=ScriptedDesk(),
        gazetteer=FewTowns(),
        mail_dns=ScriptedMailDns(),
        page_dns=ScriptedPageDns(),
    )


def empty(engine: Engine, redis_connection: Redis) -> None:
    """Leave no rows and no keys behind; ids begin at 1 again.

    TRUNCATE would do the same, and take twenty times as long: it makes every table's files anew.
    """
    tables = [table.name for table in Table.metadata.sorted_tables]
    with engine.begin() as connection:
        # Waits for whoever is still writing, as TRUNCATE does.
        connection.execute(text(f"LOCK TABLE {', '.join(tables)}"))
        # All of it goes: nobody need look for what belonged to what.
        connection.execute(text("SET LOCAL session_replication_role = replica"))
        connection.exec_driver_sql("; ".join(f"DELETE FROM {table}" for table in tables))
        connection.execute(text("SELECT setval(seqrelid::regclass, 1, false) FROM pg_sequence"))
    redis_connection.flushall()


@pytest.fixture
def connect(wiring: Wiring) -> Callable[..., int]:
    """Return a function that connects a shop and returns its id.

    It sends the two messages that most shops leave to their platform as well.
    """

    def connect(
        platform: PlatformKey = PlatformKey.SHOPIFY,
        domain: str = "lamps.myshopify.com",
        webhook_key: str | None = None,
        locale: str = "en",
    ) -> int:
        secret = WOOCOMMERCE_SECRET if platform is PlatformKey.WOOCOMMERCE else None
        new = NewShop(
            platform=platform,
            domain=domain,
            name="Lamps & Co",
            locale=locale,
            time_zone="Europe/Stockholm",
            contact_email="help@lamps.example",
            webhook_key=webhook_key,
            sealed_webhook_secret=wiring.vault.seal(secret) if secret else None,
        )
        with wiring.sessions.begin() as session:
            shop_id = connect_shop(session, new, wiring.clock())
            for kind in (Kind.ORDER_RECEIVED, Kind.SHIPPED):
                on = frozenset({ChannelKey.EMAIL})
                keep_choice(session, shop_id, KindChoice(kind, on, None, NO_CHOICE))
            return shop_id

    return connect


@pytest.fixture
def shop_id(connect: Callable[..., int]) -> int:
    return connect()


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    """The system's Chromium, driven by Playwright.

    For a module at a time: while it is open, Playwright's own event loop runs in this thread.
    """
    found = shutil.which("chromium") or shutil.which("chromium-browser")
    if found is None:
        skip_or_fail("Chromium is not installed")
    expect.set_options(timeout=30_000)  # five seconds are few while another process is busy
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=found, args=CALMLY.split())
        yield browser
        browser.close()
