"""How a run in three processes shares the tests out; refuses to let two stories run at once.

A story is a whole installation of many processes, which often wait for one another. So one process
tells all of them, one after the other, while the others do the rest, a file at a time. Three keep
two cores busy.
"""

from collections.abc import Iterable

import pytest
from coverage import Coverage
from xdist.remote import Producer
from xdist.scheduler import LoadFileScheduling

STORIES = "tests/stories/"


class StoriesTogether(LoadFileScheduling):  # type: ignore[misc] # xdist tells no types
    """What belongs together is a file, and all stories are one."""

    def _split_scope(self, nodeid: str) -> str:
        return STORIES if nodeid.startswith(STORIES) else str(super()._split_scope(nodeid))


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: Producer) -> LoadFileScheduling | None:
    """Take the place of `--dist loadfile`; other ways of sharing out are left alone."""
    if config.getoption("dist") != "loadfile":
        return None
    return StoriesTogether(config, log)


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Begin with what takes long, so that no process waits for another at the end.

    Files stay in the random order they come in, and tests in theirs.
    """
    if hasattr(config, "workerinput"):
        items.sort(key=_begins)


@pytest.hookimpl(trylast=True)
def pytest_sessionfinish() -> None:
    """Keep what was measured: a process that takes over ten seconds to end is killed by xdist."""
    if measured := Coverage.current():
        measured.save()


def _begins(item: pytest.Item) -> int:
    if item.nodeid.startswith(STORIES):
        return 0
    names: Iterable[str] = getattr(item, "fixturenames", ())
    return 1 if "chromium" in names or "tests/storefront/" in item.nodeid else 2
