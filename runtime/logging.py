"""Logs as JSON, one object a line, with ids and never personal data."""

import json
import logging
import sys
import traceback
from contextvars import ContextVar
from datetime import UTC, datetime

from rq import get_current_job

from domain.errors import FrammeError

request_id: ContextVar[str] = ContextVar("request_id", default="")
"""Set by app.py for each request."""

IDS = (
    "shop",
    "order",
    "orders",
    "shipment",
    "notification",
    "delivery",
    "carrier",
    "queue",
    "task",
    "privacy_request",
)
"""What a log call may add with `extra=`; anything else is left out."""


class JsonFormatter(logging.Formatter):
    """Writes time, level, logger, message, the ids at hand, and where an error came from."""

    def format(self, record: logging.LogRecord) -> str:
        """Return the line for a record."""
        line: dict[str, object] = {
            "time": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "logger": record.name,
            "message": record.getMessage(),
        }
        line |= {name: value for name in IDS if (value := getattr(record, name, None)) is not None}
        if request := request_id.get():
            line["request"] = request
        if job := get_current_job():
            line["job"] = job.id
        if record.exc_info and record.exc_info[0]:
            line["error"] = record.exc_info[0].__name__
            # Our own errors mind their words; others may quote what a shopper or shop has written.
            if isinstance(record.exc_info[1], FrammeError):
                line["reason"] = str(record.exc_info[1])
            line["at"] = [
                f"{frame.filename}:{frame.lineno} {frame.name}"
                for frame in traceback.extract_tb(record.exc_info[2])
            ][-8:]
        return json.dumps(line, ensure_ascii=False)


def log_json(level: int = logging.INFO) -> None:
    """Send everything logged to standard error, as JSON."""
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(JsonFormatter())
    logging.basicConfig(handlers=[handler], level=level, force=True)
    logging.getLogger("rq.worker").setLevel(logging.WARNING)
    # They tell of every call with its address, and addresses are signed or carry keys.
    logging.getLogger("httpx").setLevel(logging.WARNING)
    logging.getLogger("httpcore").setLevel(logging.WARNING)
    logging.getLogger("urllib3").setLevel(logging.WARNING)
