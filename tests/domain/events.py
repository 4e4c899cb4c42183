"""Events for the tests of the core: made by hand in a line, or by hypothesis in any number."""

from datetime import timedelta, timezone

from hypothesis import strategies as st

from domain.status import Meaning, Status, SubStatus
from domain.tracking import Place, TrackingEvent
from tests.fakes import NOON

Said = Status | None

meanings = st.builds(
    Meaning,
    status=st.none() | st.sampled_from([s for s in Status if s is not Status.EXPIRED]),
    sub_status=st.none() | st.sampled_from(SubStatus),
    delayed=st.booleans(),
    action_required=st.booleans(),
    is_return_leg=st.booleans(),
    corrects_delivery=st.booleans(),
)
zones = st.integers(-12, 14).map(lambda hours: timezone(timedelta(hours=hours)))


@st.composite
def any_events(draw: st.DrawFn) -> TrackingEvent:
    """Few distinct times, codes and sequences, so that events often tie."""
    at = NOON + timedelta(minutes=draw(st.integers(0, 3)))
    code = draw(st.sampled_from("ABC"))
    return TrackingEvent(
        occurred_at=at.astimezone(draw(zones)),
        raw_code=code,
        raw_text=f"text of {code}",
        meaning=draw(st.none() | meanings),
        place=Place(draw(st.sampled_from(["", "Malmö", "Lund"]))),
        sequence=draw(st.integers(0, 2)),
    )


@st.composite
def distinct_events(draw: st.DrawFn) -> list[TrackingEvent]:
    """Events as they are kept: one of each code, time and place."""
    return draw(st.lists(any_events(), max_size=7, unique_by=lambda event: event.key))


def one(meaning: Meaning | None, minute: int = 0, **more: object) -> TrackingEvent:
    """Return one event, some minutes after noon."""
    values: dict[str, object] = {
        "occurred_at": NOON + timedelta(minutes=minute),
        "raw_code": f"code-{meaning.status if meaning else 'nobody-mapped'}-{minute}",
        "raw_text": "",
        "meaning": meaning,
    }
    return TrackingEvent(**{**values, **more})  # type: ignore[arg-type]


def told(*statuses: Said) -> list[TrackingEvent]:
    """Return events a minute apart, in order; None stands for a code nobody has mapped."""
    return [
        one(Meaning(status) if status else None, minute) for minute, status in enumerate(statuses)
    ]
