"""Sort what aggregators tell of the numbers they follow; asks nobody, and knows none of them.

Aggregators follow a number once for each carrier it may belong to, and tell the same in answers as
in pushes.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence

from domain.tracking import TrackedNumber, TrackingAnswer, TrackingReport, UnknownNumber
from integrations.reports import Row

ReportFor = Callable[[Row, TrackedNumber], TrackingReport | UnknownNumber]


def most_telling(
    told: Iterable[Row], number_of: Callable[[Row], str], scans_of: Callable[[Row], Sequence[Row]]
) -> dict[str, Row]:
    """Return the row with the most scans for each number, in capitals."""
    best: dict[str, Row] = {}
    for row in told:
        number = number_of(row).upper()
        best[number] = max(best.get(number, row), row, key=lambda one: len(scans_of(one)))
    return best


def answers_and_missing(
    group: Sequence[TrackedNumber],
    told: Mapping[str, Row],
    report_for: ReportFor,
    probe: TrackedNumber,
) -> tuple[dict[str, TrackingAnswer], list[TrackedNumber]]:
    """Answer for the numbers that are followed, and name those to add: never the probe."""
    answers: dict[str, TrackingAnswer] = {}
    missing: list[TrackedNumber] = []
    for asked in group:
        row = told.get(asked.number.upper())
        if row is not None:
            answers[asked.number] = report_for(row, asked)
        elif asked.number == probe.number:
            answers[asked.number] = UnknownNumber(asked.number)
        else:
            missing.append(asked)
    return answers, missing


def reports_in(
    told: Iterable[Row], number_of: Callable[[Row], str], report_for: ReportFor
) -> Sequence[TrackingReport]:
    """Read a push: a report for each row that has a number and scans."""
    answers = [report_for(row, TrackedNumber(n)) for row in told if (n := number_of(row))]
    return [answer for answer in answers if isinstance(answer, TrackingReport)]
