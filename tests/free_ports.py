"""Ports on loopback that no other process of the tests takes meanwhile; gives none to servers
that can be told to take any port themselves, and tell which.
"""

import socket
from contextlib import ExitStack
from functools import cache
from itertools import cycle

# Below what systems give to who asks for any port: one that was free there may be anybody's next.
BLOCKS = range(22_000, 32_000, 500)
NEIGHBOURS = 50
"""So many at the end of a block are neighbours only."""


def free_port(*neighbours: int) -> int:
    """Return a port that is free, as are those so many above it."""
    ports = _ports_of_this_process()
    for _ in range(BLOCKS.step):
        port = next(ports)
        if _are_free(port, *(port + above for above in neighbours)):
            for _ in range(max(neighbours, default=0)):
                next(ports)
            return port
    raise OSError("no port is free")


def _are_free(*ports: int) -> bool:
    with ExitStack() as probes:
        try:
            for port in ports:
                probes.enter_context(socket.socket()).bind(("127.0.0.1", port))
        except OSError:
            return False
    return True


_locks: list[socket.socket] = []


@cache
def _ports_of_this_process() -> "cycle[int]":
    """Take a block of ports: whoever holds its first for UDP has all of them, until it ends."""
    for first in BLOCKS:
        lock = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
        try:
            lock.bind(("127.0.0.1", first))
        except OSError:
            lock.close()
        else:
            _locks.append(lock)
            return cycle(range(first, first + BLOCKS.step - NEIGHBOURS))
    raise OSError("no block of ports is free")
