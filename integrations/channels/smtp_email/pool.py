"""Keep a few connections to one mail server, each with one thread at a time; opens none itself."""

import os
import smtplib
import threading
import weakref
from collections.abc import Iterator
from contextlib import contextmanager

from domain.errors import ProviderError

MOST = 4
"""Connections to one server at once: more than many providers welcome does not send sooner."""


class Pool:
    """The connections of one sender. After a fork the child begins with none of them."""

    _kept: list[smtplib.SMTP]

    def __init__(self, most: int, seconds: float) -> None:
        self._most = most
        self._seconds = seconds
        self._begin()
        _POOLS.add(self)

    @contextmanager
    def place(self) -> Iterator[None]:
        """Have a place among those who may use a connection now.

        Raises a transient ProviderError when others do not make room in time.
        """
        places = self._places
        if not places.acquire(timeout=self._seconds):
            raise ProviderError("all connections to the mail server are busy")
        try:
            yield
        finally:
            places.release()

    def take(self) -> smtplib.SMTP | None:
        """Return a connection that is kept, to be used by the asking thread alone, or None."""
        with self._lock:
            return self._kept.pop() if self._kept else None

    def keep(self, connection: smtplib.SMTP) -> None:
        """Keep a connection that is in order, for whoever takes it next."""
        with self._lock:
            if not self._closed:
                self._kept.append(connection)
                return
        connection.close()

    def close(self) -> None:
        """Let go of all connections, without a word to the server; those in use follow."""
        with self._lock:
            self._closed = True
            kept = self._kept
            self._kept = []
        for connection in kept:
            connection.close()

    def forget(self) -> None:
        """Let go of what belongs to the process we were forked from; it keeps its own."""
        for connection in self._kept:
            connection.close()  # Our copy of it: nothing is said to the server.
        self._begin()

    def _begin(self) -> None:
        self._lock = threading.Lock()
        self._places = threading.BoundedSemaphore(self._most)
        self._kept = []
        self._closed = False


_POOLS: weakref.WeakSet[Pool] = weakref.WeakSet()


def _forget_all() -> None:
    for pool in list(_POOLS):
        pool.forget()


os.register_at_fork(after_in_child=_forget_all)
