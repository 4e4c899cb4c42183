"""The one sentence about an order, in every language: whole, and joined as its script is."""

import re
from collections.abc import Iterator

import pytest

from domain.order import Order
from domain.status import Status, SubStatus
from messages.language import LANGUAGES, language
from messages.phrases import headline
from tests.fakes import NOON, a_shipment, an_order
from tests.messages.headline_cases import COMING_CASES, LABELS, ZONE, at
from tests.messages.headline_cases_later import LATER_CASES

LOOSE = re.compile(r" [\u3001-\u303f\uff01-\uff5e;,.]|[\u3001-\u303f\uff01-\uff5e] |  ")
"""Spaces where none belong."""
IN_EVERY = pytest.mark.parametrize("code", LANGUAGES)


def orders() -> Iterator[Order]:
    """Yield every case, and each status and each detail: alone, and as the last of two."""
    yield from (case.order for case in (COMING_CASES | LATER_CASES).values())
    details = [(Status.ATTEMPT_FAILED, detail) for detail in SubStatus]
    for status, detail in [*((status, None) for status in Status), *details]:
        one = a_shipment(state=at(status, detail), id=1)
        yield an_order(one)
        yield an_order(one, a_shipment(Status.DELIVERED, id=2))


@IN_EVERY
def test_every_order_makes_a_whole_sentence(code: str) -> None:
    stop = language(code).say("%(sentence)s.", sentence="")
    for order in orders():
        sentence = headline(language(code), order, LABELS, NOON, ZONE)
        assert "%" not in sentence
        assert sentence.endswith(stop)
        assert not sentence.endswith(stop * 2)
        assert sentence[0] == sentence[0].upper()
        assert not LOOSE.search(sentence), sentence


@IN_EVERY
def test_words_are_spaced_only_where_the_script_spaces_them(code: str) -> None:
    arrived = an_order(a_shipment(Status.DELIVERED, id=1), a_shipment(Status.DELIVERED, id=2))
    sentence = headline(language(code), arrived, LABELS, NOON, ZONE)
    assert (" " in sentence) is (code not in {"ja", "zh_Hans", "zh_Hant"})
