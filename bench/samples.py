"""Time single calls over a few connections: the spread in a round, where wrk tells too little."""

import http.client
import statistics
import threading
import time
from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import urlsplit

from bench.load import Request


@dataclass(frozen=True, slots=True)
class Sample:
    """Milliseconds a call took, of all calls of a round."""

    p50: float
    p95: float
    p99: float

    @staticmethod
    def middle(samples: Sequence["Sample"]) -> "Sample":
        """Return the median of each figure."""
        return Sample(
            statistics.median(sample.p50 for sample in samples),
            statistics.median(sample.p95 for sample in samples),
            statistics.median(sample.p99 for sample in samples),
        )


def sampled(url: str, requests: Sequence[Request], at_once: int) -> Sample:
    """Make every call once, some at a time, each over a connection that stays open."""
    taken: list[float] = []
    threads = [
        threading.Thread(target=_call, args=(url, requests[first::at_once], taken))
        for first in range(at_once)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    if len(taken) < len(requests):
        raise SystemExit(f"{len(requests) - len(taken)} calls were not answered")
    cuts = statistics.quantiles(taken, n=100)
    return Sample(cuts[49], cuts[94], cuts[98])


def _call(url: str, requests: Sequence[Request], taken: list[float]) -> None:
    connection = http.client.HTTPConnection(urlsplit(url).netloc, timeout=30)
    for request in requests:
        begun = time.perf_counter()
        connection.request("GET", request.path, headers=dict(request.headers))
        answer = connection.getresponse()
        answer.read()
        if answer.status == http.client.OK:
            taken.append((time.perf_counter() - begun) * 1000)
    connection.close()
