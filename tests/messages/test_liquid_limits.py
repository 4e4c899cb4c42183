"""A text can use up only so much: of characters, turns, depth, memory and time."""

import tracemalloc
from time import thread_time

import pytest

from messages.liquid import MOST_SECONDS, TextError, fill
from messages.liquid_filters import MOST_CHARACTERS
from messages.liquid_reading import MOST_IN_BRACKETS, MOST_NESTED, MOST_SOURCE

MANY = {"many": ["x"] * 100, "long": "y" * 10_000, "text": "a" * 200}


def nested(depth: int, inside: str = "x") -> str:
    return "{% if true %}" * depth + inside + "{% endif %}" * depth


BEYOND = {
    "a long source": "a" * (MOST_SOURCE + 1),
    "many turns, one loop after another": "{% for a in many %}{{ a }}{% endfor %}" * 3,
    "many turns, loops within loops": "{% for a in many %}{% for b in many %}.{% endfor %}"
    "{% endfor %}",
    "many turns that show nothing": "{% for a in many %}{% for b in many %} {% endfor %}"
    "{% endfor %}",
    "long output": "{{ long }}" * 3,
    "long output in a loop": "{% for a in many %}{{ long }}{% endfor %}",
    "deep nesting": nested(MOST_NESTED + 1),
    "long brackets": "{{ " + " " * MOST_IN_BRACKETS + "x }}",
    "a replacement that grows": "{{ long | replace: 'y', 'yyyyyyyyyy' }}",
    "replacements that grow and are hidden": "{{ text | replace: 'a', text | replace: 'a', text }}",
    "joining with what is long": "{{ many | join: long }}",
    "an ending that is long": "{{ text | truncate: 1, long | replace: 'y', 'yyyy' }}",
}


@pytest.mark.parametrize("what", BEYOND)
def test_beyond_its_limits_a_text_is_refused(what) -> None:
    with pytest.raises(TextError):
        fill(BEYOND[what], MANY, html=False)


WITHIN = {
    "a long source": "a" * MOST_SOURCE,
    "turns": "{% for a in many %}{{ a }}{% endfor %}" * 2,
    "output": "{{ long }}{{ long }}",
    "nesting": nested(MOST_NESTED - 1),
}


@pytest.mark.parametrize("what", WITHIN)
def test_up_to_its_limits_a_text_works(what) -> None:
    assert len(fill(WITHIN[what], MANY, html=False)) <= MOST_CHARACTERS


def test_a_text_that_computes_for_long_is_stopped() -> None:
    growing = "{{ long | replace: 'y', 'ab' | replace: 'a', 'y' | replace: 'b', 'y' | upcase"
    working = growing + " | replace: 'Y', 'z'" * 8 + " | truncate: 1 }}"
    source = "{% for a in many %}" + working * 16 + "{% endfor %}"
    begun = thread_time()
    with pytest.raises(TextError, match="too long to put together"):
        fill(source, MANY, html=False)
    # Not how fast it is: that it is stopped long before it would have ended.
    assert thread_time() - begun < 10 * MOST_SECONDS


UNCLOSED = {
    "left open, with many spaces": "{{" + " " * 4_900,
    "left open many times": "{% comment %}" + "{{ " * 1_500,
    "left open in a comment, with spaces": "{% comment %}" + ("{{" + " " * 90) * 50,
    "raw many times": "{% raw %}" * 500,
    "comments many times": "{% comment %}" * 380,
}


@pytest.mark.parametrize("what", UNCLOSED)
def test_what_is_left_open_is_seen_at_one_look(what) -> None:
    begun = thread_time()
    with pytest.raises(TextError):
        fill(UNCLOSED[what], {}, html=False)
    assert thread_time() - begun < MOST_SECONDS


def test_a_bomb_takes_no_memory_before_it_is_refused() -> None:
    bombs = [
        "{% for a in (1..99999999) reversed %}x{% endfor %}",
        "{{ (1..99999999) | join }}",
        "{{ long | replace: '', long }}",
        "{{ many | join: long }}",
        "{{ text | replace: 'a', long | size }}",
    ]
    tracemalloc.start()
    for bomb in bombs:
        try:
            fill(bomb, MANY, html=False)
        except TextError:
            continue
    _, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert most < 5_000_000
