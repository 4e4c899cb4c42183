"""Logs are JSON with ids, and say nothing personal even when something breaks."""

import json
import logging

import pytest

from domain.errors import ProviderError
from runtime.logging import JsonFormatter, log_json, request_id


def line(**changes: object) -> dict[str, object]:
    record = logging.makeLogRecord({"name": "x", "levelname": "INFO", "msg": "hello", **changes})
    written: dict[str, object] = json.loads(JsonFormatter().format(record))
    return written


def test_a_line_has_time_level_logger_and_message() -> None:
    assert {"time", "level", "logger", "message"} == set(line())


def test_known_ids_are_added_and_anything_else_is_left_out() -> None:
    written = line(shop=7, email="alva@example.com")
    assert written["shop"] == 7
    assert "alva" not in json.dumps(written)


def test_the_request_id_is_added_where_there_is_one() -> None:
    token = request_id.set("abc")
    assert line()["request"] == "abc"
    request_id.reset(token)


@pytest.mark.parametrize(
    ("error", "quoted"),
    [(ValueError("alva@example.com is odd"), False), (ProviderError("550 no such user"), True)],
)
def test_only_our_own_errors_are_quoted(error: Exception, quoted: bool) -> None:
    try:
        raise error
    except Exception as raised:
        written = line(exc_info=(type(raised), raised, raised.__traceback__))
    assert written["error"] == type(error).__name__
    assert (str(error) in json.dumps(written)) is quoted
    assert "test_logging.py" in json.dumps(written["at"])


def test_the_addresses_that_are_called_are_not_written_down() -> None:
    before = logging.getLogger().handlers[:], logging.getLogger().level
    try:
        log_json()
        assert not logging.getLogger("httpx").isEnabledFor(logging.INFO)
        assert not logging.getLogger("httpcore").isEnabledFor(logging.DEBUG)
    finally:
        logging.basicConfig(handlers=before[0], level=before[1], force=True)
