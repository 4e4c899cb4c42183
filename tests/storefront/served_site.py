"""The pretend WordPress with our plugin and some orders, served to a browser by PHP."""

import os
import shutil
import signal
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx
import pytest

from demo.woocommerce.php_side import PLUGIN, WORDPRESS
from runtime.config import ROOT
from tests.conftest import skip_or_fail
from tests.free_ports import free_port

SEED = ROOT / "tests" / "storefront" / "woocommerce" / "seed_site.php"


@contextmanager
def served_site(state: Path, framme: str = "") -> Iterator[str]:
    """Serve it inside this and give its address; `framme` is what its merchant has entered."""
    if shutil.which("php") is None:
        skip_or_fail("PHP is not installed: bin/install-tools")
    port = free_port()
    subprocess.run(["php", SEED, state, str(port)], check=True, timeout=30)
    server = subprocess.Popen(
        ["php", "-S", f"127.0.0.1:{port}", "router.php"],
        cwd=WORDPRESS,
        env={
            "PATH": os.environ["PATH"],
            "PHP_CLI_SERVER_WORKERS": "2",
            "PRETEND_STATE": str(state),
            "PRETEND_PLUGIN": str(PLUGIN),
            "PRETEND_FRAMME": framme,
        },
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    try:
        _wait_for(f"http://127.0.0.1:{port}")
        yield f"http://127.0.0.1:{port}"
    finally:
        os.killpg(server.pid, signal.SIGTERM)
        server.wait(10)


def connect(address: str, framme: str) -> None:
    """Do what Framme does when it has been let in."""
    said = {"base_url": framme, "shop_id": "7", "secret": "x" * 43}
    httpx.put(
        f"{address}/wp-json/wc-framme/v1/connection",
        json=said,
        headers={"X-Pretend-User": "1"},
        trust_env=False,
    ).raise_for_status()


def _wait_for(address: str) -> None:
    deadline = time.monotonic() + 10
    while time.monotonic() < deadline:
        try:
            httpx.get(f"{address}/wp-login.php", trust_env=False).raise_for_status()
        except httpx.HTTPError:
            time.sleep(0.05)
        else:
            return
    pytest.fail("the pretend WordPress does not come up")
