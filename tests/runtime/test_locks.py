"""Locks between processes: one holder at a time, ended by themselves, refused without Redis."""

import time

import pytest
from redis import Redis

from domain.errors import OverloadedError
from runtime.shared_state import RedisLocks


def test_a_lock_is_held_by_one_at_a_time(redis_connection) -> None:
    locks = RedisLocks(redis_connection)
    with locks.hold("shop", 30):
        with pytest.raises(OverloadedError, match="held by another"), locks.hold("shop", 1):
            pytest.fail("two hold it")
        with locks.hold("another shop", 1):
            pass
    with locks.hold("shop", 1):
        pass


def test_a_lock_that_has_ended_by_itself_harms_nobody_when_let_go(redis_connection) -> None:
    locks = RedisLocks(redis_connection)
    with locks.hold("shop", 1):
        time.sleep(1.2)
        with locks.hold("shop", 1):
            pass


def test_without_redis_there_is_no_lock() -> None:
    with Redis(host="127.0.0.1", port=9, socket_connect_timeout=1) as nowhere:
        locks = RedisLocks(nowhere)
        with pytest.raises(OverloadedError, match="cannot be had"), locks.hold("shop", 1):
            pytest.fail("held without Redis")
