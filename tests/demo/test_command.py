"""The demo starts from the command line, serves, and stops when it is told to."""

import signal
import socket
import subprocess
import sys
import time
from contextlib import closing
from http.client import HTTPConnection
from pathlib import Path

import pytest

from tests.free_ports import free_port

ROOT = Path(__file__).parent.parent.parent


def answer_of(port: int, path: str) -> bytes:
    deadline = time.monotonic() + 120
    while True:
        try:
            with closing(HTTPConnection("127.0.0.1", port, timeout=60)) as connection:
                connection.request("GET", path)
                return connection.getresponse().read()
        except ConnectionRefusedError:
            if time.monotonic() > deadline:
                raise
            time.sleep(0.05)


@pytest.mark.parametrize("sent", [signal.SIGTERM, signal.SIGINT])
def test_it_serves_without_a_product_and_stops_when_it_is_told_to(sent: signal.Signals) -> None:
    port, smtp = free_port(), free_port()
    command = [sys.executable, "-m", "demo", "--port", str(port), "--smtp-port", str(smtp)]
    command += ["--web-url", f"http://127.0.0.1:{free_port()}", "--shopify-secret", "a"]
    command += ["--php", "off"]
    with subprocess.Popen(command, cwd=ROOT, stderr=subprocess.PIPE, text=True) as demo:
        try:
            assert b"Orders being played" in answer_of(port, "/")
            with socket.create_connection(("127.0.0.1", smtp), timeout=5) as mail:
                assert mail.recv(4) == b"220 "
                demo.send_signal(sent)
                assert demo.wait(timeout=60) == 0
        finally:
            demo.kill()
        assert demo.stderr
        assert "Traceback" not in demo.stderr.read()


def test_the_carriers_run_alone() -> None:
    port = free_port()
    command = [sys.executable, "-m", "demo.carriers", "--port", str(port)]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.DEVNULL) as carriers:
        try:
            find = "/postnord/rest/shipment/v5/trackandtrace/findByIdentifier.json"
            told = answer_of(port, f"{find}?apikey=demo&id=x")
            assert told == b'{"TrackingInformationResponse": {"shipments": []}}'
            carriers.terminate()
            assert carriers.wait(timeout=60) == 0
        finally:
            carriers.kill()
