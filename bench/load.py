"""Load web servers with wrk, and say in one value what it saw. Counts answers, judges nothing."""

import http.client
import json
import shutil
import subprocess
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

CONNECTIONS = 32
THREADS = 2
MARK = "framme-bench:"


class NoWrkError(SystemExit):
    """wrk is not installed; the message says how to get it."""


@dataclass(frozen=True, slots=True)
class Request:
    """What is sent: headers, and a body for a POST; `counted` names a header that counts up."""

    path: str
    headers: Mapping[str, str]
    body: bytes = b""
    counted: str = ""
    run: str = ""


@dataclass(frozen=True, slots=True)
class Seen:
    """What wrk saw: `good` answers were 2xx or 3xx; milliseconds."""

    answers: int
    good: int
    seconds: float
    p50: float
    p99: float

    @property
    def rate(self) -> float:
        """Return the good answers a second."""
        return self.good / self.seconds


_SCRIPT = """
local count, threads = 0, 0
function setup(t) t:set("thread", threads); threads = threads + 1 end
function init()
  wrk.method = METHOD
  wrk.body = BODY
  for name, value in pairs(HEADERS) do wrk.headers[name] = value end
end
COUNTING
function done(summary, latency)
  local e = summary.errors
  io.write(string.format('%s{"answers":%d,"bad":%d,"torn":%d,"us":%d,"p50":%d,"p99":%d}\\n',
    MARK, summary.requests, e.status, e.connect + e.read + e.write + e.timeout, summary.duration,
    latency:percentile(50), latency:percentile(99)))
end
"""
_COUNTING = """
function request()
  count = count + 1
  wrk.headers[COUNTED] = RUN .. "-" .. thread .. "-" .. count
  return wrk.format()
end
"""


def ask(url: str, request: Request) -> tuple[int, str, int]:
    """Send a request once; return status, ETag and the body's length."""
    connection = http.client.HTTPConnection(urlsplit(url).netloc, timeout=10)
    try:
        method = "POST" if request.body else "GET"
        connection.request(method, request.path, request.body or None, dict(request.headers))
        answer = connection.getresponse()
        return answer.status, answer.headers.get("ETag", ""), len(answer.read())
    finally:
        connection.close()


def wrk(url: str, request: Request, seconds: int, folder: Path) -> Seen:
    """Send the request from 32 connections, as fast as answers come, for some seconds."""
    program = shutil.which("wrk")
    if program is None:
        raise NoWrkError("This bench needs wrk: apt-get install wrk")
    script = folder / "load.lua"
    script.write_bytes(_script(request))
    command = [program, "--latency", "-t", str(THREADS), "-c", str(CONNECTIONS)]
    command += ["-d", f"{seconds}s", "--timeout", "10s", "-s", str(script), url + request.path]
    output = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    line = next(line for line in output.splitlines() if line.startswith(MARK))
    seen = json.loads(line.removeprefix(MARK))
    return Seen(
        answers=seen["answers"],
        good=seen["answers"] - seen["bad"],
        seconds=seen["us"] / 1e6,
        p50=seen["p50"] / 1000,
        p99=seen["p99"] / 1000,
    )


def _script(request: Request) -> bytes:
    headers = ", ".join(f"[{_lua(k)}]={_lua(v)}" for k, v in request.headers.items())
    lines = [
        f"MARK = {_lua(MARK)}",
        f"METHOD = {_lua('POST' if request.body else 'GET')}",
        f"HEADERS = {{{headers}}}",
        f"RUN = {_lua(request.run)}",
        f"COUNTED = {_lua(request.counted)}",
    ]
    counting = _COUNTING if request.counted else ""
    body = b"BODY = " + (_lua_bytes(request.body) if request.body else b"nil") + b"\n"
    return "\n".join(lines).encode() + b"\n" + body + _SCRIPT.replace("COUNTING", counting).encode()


def _lua(text: str) -> str:
    return _lua_bytes(text.encode()).decode()


def _lua_bytes(content: bytes) -> bytes:
    """Write bytes as a Lua string: everything but plain characters by its number."""
    plain = range(32, 127)
    written = (
        bytes([byte]) if byte in plain and byte not in b'"\\' else b"\\%03d" % byte
        for byte in content
    )
    return b'"' + b"".join(written) + b'"'
