"""bin/start as a newcomer meets it: it runs, shows something alive, and stops as asked."""

import json
import os
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.request import urlopen

import psutil
import pytest

from runtime.config import ROOT
from tests.free_ports import free_port
from tests.stories.conftest import PATIENCE, wait_for

SETTINGS = ("DATABASE_URL", "REDIS_URL", "PORT")
NEIGHBOURS = (25, 26, 28)
"""The demo, its mail server and its PHP have ports so far above the one that is told."""
START_PATIENCE = 3 * PATIENCE
"""Eight processes start at once, beside whatever else the machine has to do."""


class Run:
    """One run of everything, on ports of its own."""

    def __init__(self, local: Path, log: Path) -> None:
        self.port = free_port(*NEIGHBOURS)
        self.log = log
        ours = {"PORT": str(self.port), "FRAMME_LOCAL": str(local)}
        given = {k: v for k, v in os.environ.items() if k not in SETTINGS}
        with log.open("wb") as output:
            self.process = subprocess.Popen(
                [sys.executable, "-m", "runtime", "start"],
                cwd=ROOT,
                env=given | ours,
                stdout=output,
                stderr=subprocess.STDOUT,
                start_new_session=True,
            )

    def said(self) -> str:
        return self.log.read_text(errors="replace")

    def get(self, path: str, offset: int = 0) -> str:
        with urlopen(f"http://127.0.0.1:{self.port + offset}{path}", timeout=5) as response:
            return str(response.read().decode())

    def wait_until_running(self) -> None:
        wait_for(
            lambda: "Framme is running" in self.said() or self.process.poll() is not None,
            START_PATIENCE,
        )
        assert self.process.poll() is None, self.said()

    def child(self, *words: str) -> psutil.Process:
        children = psutil.Process(self.process.pid).children(recursive=True)
        return next(c for c in children if all(word in c.cmdline() for word in words))


@pytest.fixture
def run(server_folder: Path, tmp_path: Path) -> Iterator[Callable[[], Run]]:
    runs: list[Run] = []
    local = server_folder / tmp_path.name

    def start() -> Run:
        runs.append(Run(local, tmp_path / f"run-{len(runs)}.log"))
        return runs[-1]

    yield start
    for one in runs:
        if one.process.poll() is None:
            one.process.send_signal(signal.SIGINT)
            one.process.wait(PATIENCE)


def test_a_newcomer_sees_all_at_work_is_told_of_a_crash_and_finds_everything_again(run) -> None:
    first = run()
    first.wait_until_running()
    assert "Where is my order?" in first.get("/demo")
    links: list[str] = []

    def a_mail_with_a_link() -> bool:
        mails = json.loads(first.get("/mail.json", 25))["mails"]
        links[:] = [mail["page_link"] for mail in mails if mail["page_link"]]
        return bool(links)

    wait_for(a_mail_with_a_link)
    with urlopen(links[0], timeout=5) as page:
        assert page.status == 200
        assert "<h1" in page.read().decode()
    first.child("worker", "carriers").send_signal(signal.SIGKILL)
    assert first.process.wait(PATIENCE) == 1
    assert "worker:carriers ended with code -9. The end of its log:" in first.said()
    second = run()
    second.wait_until_running()
    assert "<h1" in second.get(links[0][links[0].index("/t/") :])
    children = psutil.Process(second.process.pid).children(recursive=True)
    second.process.send_signal(signal.SIGINT)
    assert second.process.wait(PATIENCE) == 0
    assert not [child for child in children if child.is_running()]
