"""Run the pretend WordPress, which is PHP, beside the demo; does without where there is no PHP."""

import asyncio
import logging
import os
import shutil
import signal
import tempfile
from collections.abc import AsyncIterator, Mapping
from contextlib import ExitStack, asynccontextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path

from runtime.local_settings import own_environment

log = logging.getLogger(__name__)

AUTO, OFF = "auto", "off"
HOST = "127.0.0.1"
WORKERS = "4"
WORDPRESS = Path(__file__).parent / "wordpress"
PLUGIN = Path(__file__).parent.parent.parent / "storefront" / "woocommerce" / "framme"
_STARTS_WITHIN, _STOPS_WITHIN = 10.0, 1.0


@dataclass(slots=True)
class PhpSide:
    """A PHP server of our own on `port`; `php` is auto, off or a command.

    `bridge` and `secret` let it ask the shop, `framme` is the product's address that its merchant
    has entered, `state` is the folder it may write in (None: one thrown away). Its own words
    go to the file `says` in there.
    """

    port: int
    bridge: str
    secret: str = field(repr=False)
    framme: str = ""
    php: str = AUTO
    state: Path | None = None
    wordpress: Path = WORDPRESS
    says: str = "php.log"
    _server: asyncio.subprocess.Process | None = None

    def address(self) -> str | None:
        """Return where it serves, None while it does not."""
        up = self._server is not None and self._server.returncode is None
        return f"http://{HOST}:{self.port}" if up else None

    def command(self) -> str | None:
        """Return the PHP to run, None for none."""
        if self.php == OFF or not (self.wordpress / "router.php").is_file():
            return None
        return shutil.which("php" if self.php == AUTO else self.php)

    @asynccontextmanager
    async def running(self) -> AsyncIterator[None]:
        """Serve inside this; a server that does not come up is said so, and done without."""
        command = self.command()
        with ExitStack() as stack:
            if command is None:
                log.info("without PHP: the plugin's pages stay closed")
            else:
                state = self.state or Path(stack.enter_context(tempfile.TemporaryDirectory()))
                state.mkdir(parents=True, exist_ok=True)
                await self._start(command, state)
            try:
                yield
            finally:
                await self._stop()

    async def _start(self, command: str, state: Path) -> None:
        log_file = state / self.says
        with log_file.open("wb") as says:
            self._server = await asyncio.create_subprocess_exec(
                command,
                "-S",
                f"{HOST}:{self.port}",
                "router.php",
                cwd=self.wordpress,
                env=self._environment(state),
                stdin=asyncio.subprocess.DEVNULL,
                stdout=says,
                stderr=says,
                # Its workers are processes of their own; all of them are stopped as a group.
                start_new_session=True,
            )
        if await self._comes_up(log_file):
            log.info("the pretend WordPress is up")
        else:
            log.warning("PHP does not come up, see %s", log_file)
            await self._stop()

    def _environment(self, state: Path) -> Mapping[str, str]:
        return {
            **own_environment(),
            "PHP_CLI_SERVER_WORKERS": WORKERS,
            "PRETEND_STATE": str(state.resolve()),
            "PRETEND_SITE": self.bridge,
            "PRETEND_SECRET": self.secret,
            "PRETEND_FRAMME": self.framme,
            "PRETEND_PLUGIN": str(PLUGIN),
        }

    async def _comes_up(self, log_file: Path) -> bool:
        loop = asyncio.get_running_loop()
        deadline = loop.time() + _STARTS_WITHIN
        while self.address() and loop.time() < deadline:
            if _has_started(log_file):
                return True
            await asyncio.sleep(0.05)
        return False

    async def _stop(self) -> None:
        server, self._server = self._server, None
        if server is None:
            return
        # Told so, the first of them ends its workers and itself.
        for told in (signal.SIGINT, signal.SIGKILL):
            with suppress(ProcessLookupError):
                os.killpg(server.pid, told)
            with suppress(TimeoutError):
                await asyncio.wait_for(server.wait(), _STOPS_WITHIN)
                return


def _has_started(log_file: Path) -> bool:
    """Tell whether PHP says that it serves: whoever answers at its port may be another."""
    return b") started" in log_file.read_bytes()
