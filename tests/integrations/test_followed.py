"""How what aggregators tell is sorted: the fullest row for a number, and the numbers to add."""

from domain.tracking import TrackedNumber, TrackingReport, UnknownNumber
from integrations.followed import answers_and_missing, most_telling, reports_in
from integrations.reports import Row, report_of

PROBE = TrackedNumber("PROBE1")


def number_of(row: Row) -> str:
    return str(row["number"])


def report_for(row: Row, asked: TrackedNumber) -> TrackingReport | UnknownNumber:
    return report_of(asked, ()) if row["scans"] else UnknownNumber(asked.number)


def row(number: str, *scans: Row) -> Row:
    return {"number": number, "scans": list(scans)}


def test_of_a_number_told_several_times_the_row_with_the_most_scans_counts() -> None:
    fullest = row("aB1", {}, {})
    told = most_telling([row("AB1", {}), fullest, row("ab1")], number_of, lambda one: one["scans"])
    assert told == {"AB1": fullest}


def test_what_is_not_followed_is_to_be_added_but_never_the_probe() -> None:
    known, new = TrackedNumber("ab1"), TrackedNumber("AB2")
    answers, missing = answers_and_missing(
        [known, new, PROBE], {"AB1": row("AB1", {})}, report_for, PROBE
    )
    assert isinstance(answers["ab1"], TrackingReport)
    assert answers["PROBE1"] == UnknownNumber("PROBE1")
    assert missing == [new]


def test_a_push_tells_of_rows_with_a_number_and_scans_alone() -> None:
    (report,) = reports_in([row("", {}), row("AB1"), row("AB2", {})], number_of, report_for)
    assert report.number == "AB2"
