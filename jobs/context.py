"""Gives a job function the collaborators of the worker it runs in."""

from contextvars import ContextVar

from services.wiring import Wiring

worker_wiring: ContextVar[Wiring] = ContextVar("worker_wiring")
"""Set by jobs/worker.py in each work-horse, after the fork: connections are not shared."""


def begin(job: str, *args: str) -> Wiring:
    """Note that a job has started, and return the collaborators it works with."""
    wiring = worker_wiring.get()
    wiring.hints.started(job, *args)
    return wiring
