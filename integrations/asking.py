"""Ask a line about many numbers at once: one by one, or in groups; answer for every one, in order.

Once a carrier refuses the credentials, asks for a pause or fails again and again, the numbers not
yet asked for are kept back: asking on would only prolong it.
"""

import asyncio
import re
from collections.abc import Awaitable, Callable, Mapping, Sequence

from domain.errors import ProviderError
from domain.tracking import (
    FailedLookup,
    TrackedNumber,
    TrackingAnswer,
    TrackingReport,
    UnknownNumber,
)
from integrations.line import KeptBackError, Line

AT_ONCE = 100
"""Calls in flight for one account."""
PLAIN = re.compile(r"[0-9A-Za-z]{4,50}")
"""What a tracking number consists of at most carriers; nothing else is sent to them."""
LEFT_OUT = ProviderError("the answer leaves the number out")

AskOne = Callable[[Line, TrackedNumber], Awaitable[TrackingAnswer]]
AskGroup = Callable[[Line, Sequence[TrackedNumber]], Awaitable[Mapping[str, TrackingAnswer]]]


async def ask_for_each(
    line: Line, numbers: Sequence[TrackedNumber], ask_one: AskOne, form: re.Pattern[str] = PLAIN
) -> list[TrackingAnswer]:
    """Ask for each number in a call of its own; one not of the form is unknown without asking."""
    slots = asyncio.Semaphore(AT_ONCE)

    async def answer(asked: TrackedNumber) -> TrackingAnswer:
        if not form.fullmatch(asked.number):
            return UnknownNumber(asked.number)
        async with slots:
            try:
                told = await ask_one(line, asked)
            except (ProviderError, KeptBackError) as error:
                return _failed(line, asked, error)
            line.note_answer()
            return told

    return list(await asyncio.gather(*map(answer, numbers)))


async def ask_in_groups(
    line: Line,
    numbers: Sequence[TrackedNumber],
    size: int,
    ask_group: AskGroup,
    form: re.Pattern[str] = PLAIN,
) -> list[TrackingAnswer]:
    """Ask for up to `size` numbers a call; `ask_group` answers by number, as it was asked.

    A number that a group's answer leaves out failed, and may be asked for again. A group that is
    refused as such is asked again number by number: one of them may be to blame.
    """
    slots = asyncio.Semaphore(AT_ONCE)
    askable = [n for n in {n.number: n for n in numbers}.values() if form.fullmatch(n.number)]
    groups = [askable[start : start + size] for start in range(0, len(askable), size)]

    async def answer(group: Sequence[TrackedNumber]) -> dict[str, TrackingAnswer]:
        async with slots:
            try:
                told = await ask_group(line, group)
            except (ProviderError, KeptBackError) as error:
                if len(group) == 1 or not _about_the_numbers(error):
                    return {asked.number: _failed(line, asked, error) for asked in group}
                told = None
        if told is None:
            alone = await asyncio.gather(*(answer([asked]) for asked in group))
            return {number: one for answers in alone for number, one in answers.items()}
        line.note_answer()
        return {n.number: told.get(n.number) or FailedLookup(n.number, LEFT_OUT) for n in group}

    answers: dict[str, TrackingAnswer] = {}
    for told in await asyncio.gather(*map(answer, groups)):
        answers.update(told)
    return [answers.get(n.number) or UnknownNumber(n.number) for n in numbers]


def found_or_error(answer: TrackingAnswer) -> TrackingReport | UnknownNumber:
    """Return what a lookup found; raise ProviderError with the reason of one that failed."""
    if isinstance(answer, FailedLookup):
        raise ProviderError(answer.error.reason)
    return answer


def _about_the_numbers(error: ProviderError | KeptBackError) -> bool:
    if isinstance(error, KeptBackError):
        return False
    return error.permanent and not error.credentials_refused


def _failed(line: Line, asked: TrackedNumber, error: ProviderError | KeptBackError) -> FailedLookup:
    if isinstance(error, KeptBackError):
        return FailedLookup(asked.number, error.why, asked=False)
    line.note_failure(error)
    return FailedLookup(asked.number, error)
