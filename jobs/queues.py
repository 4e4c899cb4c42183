"""Which job runs on which queue; every worker listens to one queue only.

With two, RQ pops by LPOP, and a worker killed just then loses the job for ever (RQ 3.0).
"""

from dataclasses import dataclass
from datetime import timedelta


@dataclass(frozen=True, slots=True)
class JobPlan:
    """Where a job runs, for how long at most, and the function's dotted path."""

    queue: str
    timeout: timedelta
    path: str


JOBS = {
    "process_inbox": JobPlan("inbox", timedelta(seconds=60), "jobs.process_inbox.process_inbox"),
    "poll_carriers": JobPlan("carriers", timedelta(minutes=4), "jobs.poll_carriers.poll_carriers"),
    "apply_pushes": JobPlan("carriers", timedelta(minutes=4), "jobs.apply_pushes.apply_pushes"),
    "send_notifications": JobPlan(
        "messages", timedelta(minutes=6), "jobs.send_notifications.send_notifications"
    ),
    "tell_events": JobPlan("events", timedelta(minutes=4), "jobs.tell_events.tell_events"),
    "run_shop_tasks": JobPlan("shops", timedelta(minutes=30), "jobs.run_shop_tasks.run_shop_tasks"),
    "open_incidents": JobPlan("shops", timedelta(minutes=4), "jobs.open_incidents.open_incidents"),
    "sweep": JobPlan("messages", timedelta(minutes=4), "jobs.sweep_unfinished.sweep_unfinished"),
}

QUEUES = tuple(dict.fromkeys(plan.queue for plan in JOBS.values()))
