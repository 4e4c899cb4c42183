"""The demo runs a PHP of its own where there is one, and does without where there is none."""

import asyncio
import socket
from pathlib import Path
from shutil import which
from typing import Any

import httpx
import pytest

from demo.woocommerce.php_side import PhpSide
from tests.conftest import skip_or_fail
from tests.free_ports import free_port

ECHO = "<?php echo getenv('PRETEND_SECRET'), ' ', getenv('PRETEND_SITE'), ' ', __DIR__;"


@pytest.fixture
def php() -> None:
    if which("php") is None:
        skip_or_fail("PHP is not installed")


def side(folder: Path, **other: Any) -> PhpSide:
    port = free_port()
    state = folder / "state"
    return PhpSide(port, "http://bridge.example", "s3", state=state, wordpress=folder, **other)


@pytest.mark.usefixtures("php")
def test_a_php_of_our_own_serves_is_told_everything_and_ends_with_us(tmp_path: Path) -> None:
    (tmp_path / "router.php").write_text(ECHO)

    async def play() -> tuple[str, str | None, str | None]:
        php = side(tmp_path)
        async with php.running(), httpx.AsyncClient(trust_env=False) as client:
            during = php.address()
            answer = await client.get(f"{during}/anything")
        with pytest.raises(OSError, match=r"refused|Connect"):
            await asyncio.open_connection("127.0.0.1", php.port)
        return answer.text, during, php.address()

    text, during, after = asyncio.run(play())
    assert text == f"s3 http://bridge.example {tmp_path}"
    assert during is not None
    assert after is None


@pytest.mark.usefixtures("php")
def test_a_php_that_cannot_have_its_port_is_done_without(tmp_path: Path) -> None:
    (tmp_path / "router.php").write_text(ECHO)

    async def play() -> str | None:
        php = side(tmp_path)
        with socket.create_server(("127.0.0.1", php.port)):
            async with php.running():
                return php.address()

    assert asyncio.run(play()) is None


@pytest.mark.parametrize("php", ["off", "no-such-php", "auto"])
def test_without_php_or_without_a_wordpress_nothing_is_run(tmp_path: Path, php: str) -> None:
    async def play() -> str | None:
        one = side(tmp_path, php=php)
        async with one.running():
            return one.address()

    if php == "no-such-php":
        (tmp_path / "router.php").write_text(ECHO)
    assert asyncio.run(play()) is None
