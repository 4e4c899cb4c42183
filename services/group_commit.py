"""Many threads, one transaction: rows that arrive together are committed together.

While one commit is on its way to disk the next rows gather, under load a moment longer, so that the
batch grows with the load and a lone row waits for nobody.
"""

import threading
import time
from collections.abc import Callable
from typing import Generic, TypeVar

from domain.errors import OverloadedError

Row = TypeVar("Row")
DEADLINE = 4.0
"""Seconds until a row that is not on disk is given back to its sender (Shopify waits 5)."""
BATCH = 128
GATHER = 0.005
"""Seconds a commit waits at most for half of the rows that are about: while they go to disk the
other half is read and verified (measured: a tenth faster than waiting for all)."""
RESTS_AFTER = 0.2
"""Seconds without a row until what commits may let go of what it holds."""


class _Ticket(Generic[Row]):
    """One row on its way to disk, and the thread that waits for it.

    `done` is a plain lock, held until the row is committed: an Event is seven times as dear.
    """

    __slots__ = ("done", "error", "row")

    def __init__(self, row: Row) -> None:
        self.row = row
        self.error: BaseException | None = None
        self.done = threading.Lock()
        self.done.acquire()


class GroupCommit(Generic[Row]):
    """Commits rows in batches on one thread of its own, started with the first row.

    `commit` writes a batch. When it raises `alone_on`, one row is at fault: each is tried alone, so
    that the others do not suffer for it. `rest` is called on the same thread when nothing has come
    for a while.
    """

    def __init__(
        self,
        commit: Callable[[list[Row]], None],
        alone_on: type[Exception],
        deadline: float = DEADLINE,
        batch: int = BATCH,
        rest: Callable[[], None] = lambda: None,
    ) -> None:
        self._commit = commit
        self._alone_on = alone_on
        self._deadline = deadline
        self._batch = batch
        self._rest = rest
        self._expected = 1
        self._gate = threading.Condition()
        self._waiting: list[tuple[float, _Ticket[Row]]] = []
        self._thread: threading.Thread | None = None

    def add(self, row: Row) -> None:
        """Return when the row is committed; raise OverloadedError when it took too long.

        Whatever the commit raises is raised here, to every row of its batch.
        """
        ticket = _Ticket(row)
        with self._gate:
            self._waiting.append((time.monotonic(), ticket))
            if self._thread is None:
                self._thread = threading.Thread(target=self._run, daemon=True, name="group-commit")
                self._thread.start()
            if len(self._waiting) >= self._expected:
                self._gate.notify()
        if not ticket.done.acquire(timeout=self._deadline):
            raise OverloadedError("not on disk in time")
        if ticket.error:
            raise ticket.error

    def _run(self) -> None:
        crowd = 1
        while True:
            taken = self._next(crowd // 2)
            too_old = time.monotonic() - self._deadline
            # A row whose sender has gone away would be kept in vain, before fresher ones.
            self._commit_together([ticket for since, ticket in taken if since > too_old])
            crowd = len(taken) + len(self._waiting)

    def _next(self, worth_waiting_for: int) -> list[tuple[float, _Ticket[Row]]]:
        with self._gate:
            if worth_waiting_for > 1:
                self._expected = worth_waiting_for
                self._gate.wait_for(lambda: len(self._waiting) >= worth_waiting_for, GATHER)
                self._expected = 1
            if not self._gate.wait_for(lambda: self._waiting, RESTS_AFTER):
                self._rest()
                self._gate.wait_for(lambda: self._waiting)
            taken, self._waiting = self._waiting[: self._batch], self._waiting[self._batch :]
        return taken

    def _commit_together(self, tickets: list[_Ticket[Row]]) -> None:
        error: BaseException | None = None
        try:
            if tickets:
                self._commit([ticket.row for ticket in tickets])
        except Exception as raised:  # noqa: BLE001 - handed to every waiting thread, see add()
            if isinstance(raised, self._alone_on) and len(tickets) > 1:
                for ticket in tickets:
                    self._commit_together([ticket])
                return
            error = raised
        for ticket in tickets:
            ticket.error = error
            ticket.done.release()
