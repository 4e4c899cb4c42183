"""Rows that arrive together are committed together, and nobody waits for ever."""

import threading
import time

import pytest

from domain.errors import OverloadedError
from services.group_commit import GroupCommit


class RowRefusedError(Exception):
    """One row of a batch is at fault."""


def in_threads(commits: GroupCommit[int], rows: range) -> dict[int, str]:
    outcomes: dict[int, str] = {}

    def add(row: int) -> None:
        try:
            commits.add(row)
            outcomes[row] = "kept"
        except Exception as error:
            outcomes[row] = type(error).__name__

    threads = [threading.Thread(target=add, args=(row,)) for row in rows]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return outcomes


def test_rows_gather_while_a_commit_is_on_its_way() -> None:
    batches: list[list[int]] = []
    first = threading.Event()

    def commit(rows: list[int]) -> None:
        batches.append(rows)
        if len(batches) == 1:
            first.set()
            time.sleep(0.2)

    commits = GroupCommit(commit, alone_on=RowRefusedError)
    assert set(in_threads(commits, range(40)).values()) == {"kept"}
    assert sorted(row for batch in batches for row in batch) == list(range(40))
    assert len(batches) < 10


def test_a_batch_is_no_larger_than_allowed() -> None:
    sizes: list[int] = []

    def commit(rows: list[int]) -> None:
        sizes.append(len(rows))
        time.sleep(0.02)

    in_threads(GroupCommit(commit, alone_on=RowRefusedError, batch=4), range(30))
    assert max(sizes) <= 4


def test_one_row_at_fault_is_refused_alone() -> None:
    def commit(rows: list[int]) -> None:
        time.sleep(0.05)
        if 7 in rows:
            raise RowRefusedError

    outcomes = in_threads(GroupCommit(commit, alone_on=RowRefusedError), range(12))
    assert outcomes == {row: "RowRefusedError" if row == 7 else "kept" for row in range(12)}


def test_a_commit_that_fails_is_told_to_every_row_of_its_batch() -> None:
    def commit(_rows: list[int]) -> None:
        raise ConnectionError

    outcomes = in_threads(GroupCommit(commit, alone_on=RowRefusedError), range(5))
    assert set(outcomes.values()) == {"ConnectionError"}


def test_a_row_that_is_not_on_disk_in_time_is_given_back_and_later_ones_still_go() -> None:
    kept: list[int] = []
    release = threading.Event()

    def commit(rows: list[int]) -> None:
        if rows == [1]:
            release.wait(5)
        kept.extend(rows)

    commits = GroupCommit(commit, alone_on=RowRefusedError, deadline=0.1)
    with pytest.raises(OverloadedError):
        commits.add(1)
    with pytest.raises(OverloadedError):
        commits.add(2)
    release.set()
    time.sleep(0.15)
    commits.add(3)
    assert kept == [1, 3], "2 was given up while it waited, so it is not kept behind 1"
