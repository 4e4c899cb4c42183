"""Ask La Poste's Suivi v2 interface, several numbers a call; parser.py understands the answers.

Interface: https://developer.laposte.fr/products/suivi/2
"""

from collections.abc import Mapping, Sequence
from http import HTTPStatus

from domain.tracking import TrackedNumber, TrackingAnswer, UnknownNumber
from integrations.asking import ask_in_groups
from integrations.carriers.la_poste.parser import answer_for, results_in
from integrations.http import Question
from integrations.line import Line

PATH = "/suivi/v2/idships/"
PER_CALL = 10
# For a number alone, its returnCode is the status as well; for several, the status is 207.
_UNDERSTOOD = frozenset({HTTPStatus.BAD_REQUEST, HTTPStatus.NOT_FOUND})


async def track(line: Line, numbers: Sequence[TrackedNumber]) -> Sequence[TrackingAnswer]:
    """Ask for every number and answer for every one, in the same order."""
    return await ask_in_groups(line, numbers, PER_CALL, _ask)


async def _ask(line: Line, numbers: Sequence[TrackedNumber]) -> Mapping[str, TrackingAnswer]:
    url = line.base_url + PATH + ",".join(asked.number for asked in numbers)
    headers = {"X-Okapi-Key": line.credentials["api_key"]}
    answer = await line.ask(Question(url, {"lang": "en_GB"}, headers, also=_UNDERSTOOD))
    if answer.status == HTTPStatus.NOT_FOUND:
        return {asked.number: UnknownNumber(asked.number) for asked in numbers}
    told = results_in(answer.body)
    return {asked.number: answer_for(asked, told) for asked in numbers}
