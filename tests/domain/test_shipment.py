"""Tracking numbers as carriers write them, and parcels nobody hears of any more."""

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.shipment import clean_tracking_number, expired
from domain.status import FINAL, Status
from domain.tracking import TrackingState
from tests.fakes import NOON

LIVE = sorted(frozenset(Status) - FINAL)


@pytest.mark.parametrize(
    ("written", "number"),
    [
        pytest.param("", "", id="nothing"),
        pytest.param("  \t\n", "", id="white space only"),
        pytest.param("1Z999AA10123456784", "1Z999AA10123456784", id="as it should be"),
        pytest.param("1z 999 aa1 01 2345 6784", "1Z999AA10123456784", id="in groups, lower case"),
        pytest.param("00373-5004-0000", "0037350040000", id="with dashes"),
        pytest.param("00373\u20135004\u22120000", "0037350040000", id="with typographer's dashes"),
        pytest.param("\ufeffLM12\u200b3456\u200d789SE", "LM123456789SE", id="zero-width signs"),
        pytest.param("\u202aLM123456789SE\u202c\u200e", "LM123456789SE", id="direction marks"),
        pytest.param("LM\u00ad123\u2060456", "LM123456", id="invisible hyphen and joiner"),
        pytest.param("LM 123\u00a0456\u2009789 SE\r\n", "LM123456789SE", id="spaces of all widths"),
        pytest.param("abc/12.3_4", "ABC/12.3_4", id="other signs may belong to the number"),
    ],
)
def test_a_number_is_written_as_carriers_write_it(written: str, number: str) -> None:
    assert clean_tracking_number(written) == number


@given(st.text(max_size=40))
def test_a_clean_number_stays_as_it_is(text: str) -> None:
    number = clean_tracking_number(text)
    assert clean_tracking_number(number) == number
    assert not any(sign.isspace() for sign in number)


@given(st.text("ABC123", min_size=1), st.sampled_from([" ", "-", "\u200b", "\u2013", "\u00a0"]))
def test_two_ways_to_write_a_number_are_one_number(number: str, between: str) -> None:
    assert clean_tracking_number(between.join(number).lower()) == number


SHIPPED = NOON
SCANNED = NOON + timedelta(days=10)


@pytest.mark.parametrize(
    ("days", "given_up"),
    [
        pytest.param(29, False, id="a number may stay unknown for a month"),
        pytest.param(30, False, id="on the thirtieth day it still may"),
        pytest.param(31, True, id="after that it is given up"),
    ],
)
def test_a_number_the_carrier_never_knew_is_given_up(days: int, *, given_up: bool) -> None:
    assert expired(TrackingState(), SHIPPED, SHIPPED + timedelta(days=days)) is given_up


@pytest.mark.parametrize("status", LIVE)
@pytest.mark.parametrize(("days", "given_up"), [(0, False), (31, False), (60, False), (61, True)])
def test_a_scanned_parcel_is_given_up_two_months_after_its_last_scan(
    status: Status, days: int, *, given_up: bool
) -> None:
    state = TrackingState(status, last_event_at=SCANNED)
    assert expired(state, SHIPPED, SCANNED + timedelta(days=days)) is given_up


@pytest.mark.parametrize("status", sorted(FINAL))
def test_what_has_ended_is_not_given_up(status: Status) -> None:
    assert not expired(TrackingState(status), SHIPPED, SHIPPED + timedelta(days=999))
