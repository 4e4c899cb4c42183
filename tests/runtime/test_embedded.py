"""The servers out of wheels: they start, keep their data, and stop."""

import contextlib
from pathlib import Path

import pytest
from redis import Redis
from sqlalchemy import text

from runtime.database import make_engine
from runtime.embedded import EmbeddedServerError, embedded_postgres, embedded_redis


def test_a_second_start_finds_the_data_of_the_first(server_folder: Path) -> None:
    for expected in (0, 1):
        with embedded_postgres(server_folder / "kept") as url:
            engine = make_engine(url)
            with engine.begin() as connection:
                connection.execute(text("CREATE TABLE IF NOT EXISTS kept (n int)"))
                found = connection.execute(text("SELECT count(*) FROM kept")).scalar_one()
                assert found == expected
                connection.execute(text("INSERT INTO kept VALUES (1)"))
            engine.dispose()


def test_redis_keeps_what_it_was_given_and_is_gone_after_the_stop(tmp_path: Path) -> None:
    for expected in (None, b"1"):
        with embedded_redis(tmp_path / "redis") as url, Redis.from_url(url) as redis:
            assert redis.get("kept") == expected
            redis.set("kept", "1")
    with contextlib.closing(Redis.from_url(url)) as redis, pytest.raises(ConnectionError):
        _ping(redis)


def _ping(redis: Redis) -> None:
    from redis.exceptions import ConnectionError as RedisConnectionError

    try:
        redis.ping()
    except RedisConnectionError as error:
        raise ConnectionError from error


def test_a_redis_that_cannot_start_says_where_its_log_is(tmp_path: Path) -> None:
    folder = tmp_path / "redis"
    (folder / "appendonly.aof").mkdir(parents=True)
    with pytest.raises(EmbeddedServerError, match=r"redis\.log"), embedded_redis(folder):
        pass


def test_both_work_below_a_path_too_long_for_a_socket(tmp_path: Path) -> None:
    deep = tmp_path / ("a" * 60) / ("b" * 60)
    with embedded_redis(deep) as url, Redis.from_url(url) as redis:
        assert redis.ping()
