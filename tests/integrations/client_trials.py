"""Let a carrier's client ask a server on the loopback address that answers as a test wants."""

import asyncio
from collections.abc import Sequence

from domain.errors import ProviderError
from domain.tracking import FailedLookup, TrackedNumber, TrackingAnswer
from integrations.carrier_adapter import CarrierAdapter
from integrations.http import PATIENT, Patience
from tests.integrations.carrier_examples import asked_in, example
from tests.integrations.lines import SECRET, line_to, with_tokens
from tests.integrations.loopback import Answering, always, serving

HTML = b"<!DOCTYPE html><title>Service unavailable</title>"


def asked(adapter: CarrierAdapter) -> TrackedNumber:
    return asked_in(example(adapter, "in_transit"))


def found(adapter: CarrierAdapter) -> bytes:
    return example(adapter, "in_transit").read_bytes()


def others(adapter: CarrierAdapter, count: int) -> list[TrackedNumber]:
    """Return numbers of the right length and form that differ in their middle."""
    number = asked(adapter).number
    half = len(number) // 2
    width = len(str(count))
    return [
        TrackedNumber(f"{number[: half - width]}{index:0{width}d}{number[half:]}")
        for index in range(count)
    ]


def track(
    adapter: CarrierAdapter,
    answer: Answering,
    numbers: Sequence[TrackedNumber] | None = None,
    patience: Patience = PATIENT,
) -> Sequence[TrackingAnswer]:
    """Ask for numbers, or for that of an example, and return the answers."""
    return batch(adapter, answer, [asked(adapter)] if numbers is None else numbers, patience)[0]


def batch(
    adapter: CarrierAdapter,
    answer: Answering,
    numbers: Sequence[TrackedNumber],
    patience: Patience = PATIENT,
) -> tuple[Sequence[TrackingAnswer], bool]:
    """Ask for numbers; return the answers, and whether the rest of a batch would be kept back."""

    async def run() -> tuple[Sequence[TrackingAnswer], bool]:
        async with (
            serving(with_tokens(adapter, answer)) as url,
            line_to(adapter, url, patience=patience) as line,
        ):
            return await adapter.track(line, numbers), line.stopped is not None

    return asyncio.run(run())


def assert_the_account_is_refused(adapter: CarrierAdapter, body: bytes) -> None:
    """Check that a refusal with HTTP 200 is one of the credentials, and ends the batch."""
    answers, stopped = batch(adapter, always(200, body), [asked(adapter)])
    assert failure(answers).credentials_refused
    assert stopped


def failure(answers: Sequence[TrackingAnswer]) -> ProviderError:
    (answer,) = answers
    assert isinstance(answer, FailedLookup)
    assert answer.asked
    assert SECRET not in str(answer.error)
    return answer.error
