"""Bring rounds together and print them: medians, ratios, and PASS or FAIL with a 15 % margin."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from statistics import median

MARGIN = 0.15
"""How far a ratio may miss its target before it is called missed: machines are shared."""


@dataclass(frozen=True, slots=True)
class Round:
    """One variant in one round: answers a second, milliseconds, CPU microseconds an answer."""

    rate: float
    p50: float
    p99: float
    cpu: float
    postgres: float

    @property
    def all_cpu(self) -> float:
        """Return the CPU microseconds an answer costs, PostgreSQL's included."""
        return self.cpu + self.postgres


@dataclass(frozen=True, slots=True)
class Target:
    """A bound on a figure; `at_most` turns it round."""

    what: str
    measured: float
    bound: float
    unit: str = "x"
    at_most: bool = False

    @property
    def passed(self) -> bool:
        """Tell whether the bound holds, within the margin."""
        if self.at_most:
            return self.measured <= self.bound * (1 + MARGIN)
        return self.measured >= self.bound * (1 - MARGIN)

    def line(self) -> str:
        """Say it in one line; MARGIN is said where only the margin lets it pass."""
        kept = self.measured <= self.bound if self.at_most else self.measured >= self.bound
        verdict = "PASS" if kept else "PASS (within the margin)" if self.passed else "FAIL"
        sign = "<=" if self.at_most else ">="
        return (
            f"{self.what}: {self.measured:.4g}{self.unit}, target {sign} {self.bound:g}: {verdict}"
        )


def interleaved(
    variants: Mapping[str, Callable[[int], Round]], rounds: int
) -> dict[str, list[Round]]:
    """Run all variants in turn, round after round, so that a disturbance hits them alike."""
    seen: dict[str, list[Round]] = {name: [] for name in variants}
    for number in range(rounds):
        for name, run in variants.items():
            seen[name].append(run(number))
    return seen


def middle(rounds: Sequence[Round]) -> Round:
    """Return the median of each figure."""
    return Round(
        rate=median(r.rate for r in rounds),
        p50=median(r.p50 for r in rounds),
        p99=median(r.p99 for r in rounds),
        cpu=median(r.cpu for r in rounds),
        postgres=median(r.postgres for r in rounds),
    )


def print_rounds(seen: Mapping[str, Sequence[Round]], against: str) -> None:
    """Print a table; the last columns compare with a variant: rate, and CPU with PostgreSQL's."""
    base = middle(seen[against])
    width = max(map(len, seen))
    print(f"{'':{width}}     per s (min-max)      p50 ms  p99 ms  CPU us   PG us  x rate  x CPU")
    for name, rounds in seen.items():
        m = middle(rounds)
        spread = f"({min(r.rate for r in rounds):,.0f}-{max(r.rate for r in rounds):,.0f})"
        print(
            f"{name:{width}}  {m.rate:8,.0f} {spread:15}  {m.p50:6.1f}  {m.p99:6.1f}  {m.cpu:6,.0f}"
            f"  {m.postgres:6,.0f}  {m.rate / base.rate:6.2f}  {base.all_cpu / m.all_cpu:5.2f}"
        )


def conclude(*targets: Target) -> int:
    """Print each verdict; return 1 when a target is missed."""
    for target in targets:
        print(target.line())
    return 0 if all(target.passed for target in targets) else 1
