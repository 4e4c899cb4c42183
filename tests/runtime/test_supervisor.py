"""Several processes as one: all stop together, and the first to crash is named with its log."""

import os
import signal
import sys
import threading
from pathlib import Path

from runtime.supervisor import Process, Supervisor

FOREVER = "import time; print('up', flush=True); time.sleep(60)"
DEAF = f"import signal; signal.signal(signal.SIGTERM, signal.SIG_IGN); {FOREVER}"


def python(name: str, code: str) -> Process:
    return Process(name, [sys.executable, "-c", code])


def alive(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return True


def test_a_crash_is_named_with_the_end_of_its_log(tmp_path: Path) -> None:
    supervisor = Supervisor(os.environ, tmp_path, tmp_path)
    supervisor.start(python("steady", FOREVER))
    supervisor.start(python("worker:x", "print('the reason'); raise SystemExit(3)"))
    crashed = supervisor.wait()
    assert crashed == "worker:x"
    assert "ended with code 3" in supervisor.report(crashed)
    assert "the reason" in supervisor.report(crashed)
    supervisor.stop_all()
    assert all(p.returncode is not None for p in supervisor._running.values())


def test_a_signal_ends_the_wait_and_stops_even_the_deaf(tmp_path: Path) -> None:
    before = {n: signal.getsignal(n) for n in (signal.SIGINT, signal.SIGTERM)}
    supervisor = Supervisor(os.environ, tmp_path, tmp_path, grace=0.3)
    supervisor.stop_on_signals()
    supervisor.start(python("deaf", DEAF))
    log = supervisor.log_of("deaf")
    threading.Timer(0.5, os.kill, (os.getpid(), signal.SIGINT)).start()
    assert supervisor.wait() is None
    assert supervisor.stopping()
    while "up" not in log.read_text():
        pass
    pid = supervisor._running["deaf"].pid
    supervisor.stop_all()
    assert not alive(pid)
    for number, handler in before.items():
        signal.signal(number, handler)
