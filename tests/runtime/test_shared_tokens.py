"""Access tokens in Redis: sealed, ended by themselves, and fetched by one for all."""

import asyncio
import sys
import time
from collections.abc import Awaitable, Callable

import pytest
from aiohttp import web
from cryptography.fernet import Fernet
from redis import Redis

from runtime.config import ROOT
from runtime.shared_accounts import RedisTokens
from storage.vault import Vault
from tests.integrations.loopback import serving
from tests.runtime.sign_in import token

KEY = Fernet.generate_key().decode()
SECRET = "ya29.a-token"


@pytest.fixture
def redis(redis_connection: Redis) -> Redis:
    redis_connection.flushall()
    return redis_connection


@pytest.fixture
def tokens(redis: Redis) -> RedisTokens:
    return RedisTokens(redis, Vault([KEY]))


def everything_in(redis: Redis) -> str:
    return " ".join(f"{name!r}: {redis.get(name)!r}" for name in redis.scan_iter())


def test_a_token_is_found_by_every_process_under_its_name(
    redis: Redis, tokens: RedisTokens
) -> None:
    tokens.put("one", SECRET, 60)
    assert RedisTokens(redis, Vault([KEY])).get("one") == SECRET
    assert tokens.get("another") is None


def test_a_token_is_sealed_at_rest(redis: Redis, tokens: RedisTokens) -> None:
    tokens.put("one", SECRET, 60)
    assert everything_in(redis)
    assert SECRET not in everything_in(redis)


def test_a_token_ends_by_itself(redis: Redis, tokens: RedisTokens) -> None:
    tokens.put("one", SECRET, 60)
    (name,) = redis.scan_iter()
    assert 0 < redis.pttl(name) <= 60_000
    tokens.put("one", SECRET, 0.05)
    time.sleep(0.2)
    assert tokens.get("one") is None


def test_a_token_sealed_with_a_key_that_is_gone_is_fetched_anew(
    redis: Redis, tokens: RedisTokens
) -> None:
    tokens.put("one", SECRET, 60)
    assert RedisTokens(redis, Vault([Fernet.generate_key().decode()])).get("one") is None


def test_a_lock_is_one_holders_and_is_let_go_by_its_holder_only(tokens: RedisTokens) -> None:
    key = tokens.try_lock("one", 30)
    assert key
    assert tokens.try_lock("one", 30) is None
    assert tokens.try_lock("another", 30)
    tokens.unlock("one", "somebody else's key")
    assert tokens.try_lock("one", 30) is None
    tokens.unlock("one", key)
    assert tokens.try_lock("one", 30)


def test_a_lock_ends_by_itself_and_is_then_not_its_old_holders_to_let_go(
    tokens: RedisTokens,
) -> None:
    old = tokens.try_lock("one", 0.05)
    time.sleep(0.2)
    assert tokens.try_lock("one", 30)
    assert old
    tokens.unlock("one", old)
    assert tokens.try_lock("one", 30) is None


class SignInDesk:
    """Hands out numbered tokens, slowly enough for others to arrive meanwhile."""

    def __init__(self) -> None:
        self.asked = 0

    async def answer(self, request: web.BaseRequest) -> web.StreamResponse:
        self.asked += 1
        number = self.asked
        await asyncio.sleep(0.3)
        return web.json_response({"access_token": f"token-{number}", "expires_in": "3600"})


def told_to(*askers: Callable[[str], Awaitable[str]]) -> tuple[set[str], int]:
    """Let all ask one desk at once; return what they were told, and how often it was asked."""
    desk = SignInDesk()

    async def run() -> set[str]:
        async with serving(desk.answer) as url:
            return set(await asyncio.gather(*(ask(url) for ask in askers)))

    return asyncio.run(run()), desk.asked


def test_threads_that_need_a_token_fetch_it_once(redis: Redis) -> None:
    async def in_a_thread(url: str) -> str:
        tokens = RedisTokens(redis, Vault([KEY]))
        return await asyncio.to_thread(lambda: asyncio.run(token(tokens, url)))

    assert told_to(*[in_a_thread] * 4) == ({"token-1"}, 1)


def test_processes_that_need_a_token_fetch_it_once(redis: Redis, redis_url: str) -> None:
    async def in_a_process(url: str) -> str:
        words = [sys.executable, "-m", "tests.runtime.sign_in", redis_url, KEY, url]
        process = await asyncio.create_subprocess_exec(
            *words, cwd=ROOT, stdout=asyncio.subprocess.PIPE
        )
        told, _ = await process.communicate()
        return told.decode()

    assert told_to(*[in_a_process] * 2) == ({"token-1"}, 1)
