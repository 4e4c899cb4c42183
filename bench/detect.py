"""Measure the CPU time of detecting a carrier, over mixed numbers; asks no network.

The numbers are made up: right and wrong, with and without clues, letters and digits.
"""

import random
import sys
from collections.abc import Callable, Sequence
from statistics import median
from time import process_time

from bench.report import Target, conclude
from domain.detection import Clues
from integrations.directory import DETECTOR, carrier_for

ROUNDS = 5
NUMBERS = 5_000
BOUND = 60.0
LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
DIGITS = "0123456789"
SHAPES = {
    "S10": "RB#########SE",
    "1Z": "1Z***************#",
    "SSCC": "0037350#############",
    "10 digits": "##########",
    "12 digits": "############",
    "14 digits": "##############",
    "22 digits": "94####################",
    "SF": "SF#############",
    "letters": "@@@@########",
    "spaced": "00 373 500 48953 0470 00#",
    "no number": "order 1001, see mail",
}
CLUES = (
    Clues(),
    Clues(country="SE"),
    Clues("postnord", "SE", "DE", ("postnord", "dhl", "ups")),
    Clues(None, "ES", "CN", ("seur", "gls_es", "correos")),
)
TEXTS = ("PostNord MyPack Collect", "correos-spain", "DHL Paket", "順豐速運", "Standard delivery")


def main() -> int:
    chance = random.Random(1)
    shaped = {what: [written(shape, chance) for _ in range(400)] for what, shape in SHAPES.items()}
    mixed = [chance.choice(chance.choice(list(shaped.values()))) for _ in range(NUMBERS)]
    print(f"Detection: {NUMBERS:,} mixed numbers a round, {ROUNDS} rounds, medians of CPU time")
    for what, numbers in shaped.items():
        print(f"{what:12}  {detecting(numbers):6.1f} us")
    texts = [chance.choice(TEXTS) for _ in range(NUMBERS)]
    took = median(timed(lambda: [carrier_for(text) for text in texts]) for _ in range(ROUNDS))
    print(f"{'a name':12}  {took / NUMBERS * 1e6:6.1f} us")
    return conclude(
        Target("detecting a mixed number", detecting(mixed), BOUND, " us", at_most=True)
    )


def written(shape: str, chance: random.Random) -> str:
    """Fill a shape in: # for a digit, @ for a letter, * for either."""
    kinds = {"#": DIGITS, "@": LETTERS, "*": DIGITS + LETTERS}
    return "".join(chance.choice(kinds.get(character, character)) for character in shape)


def detecting(numbers: Sequence[str]) -> float:
    """Return microseconds a number, each with one of the clues in turn."""

    def detect() -> None:
        for place, number in enumerate(numbers):
            DETECTOR.detect(number, CLUES[place % len(CLUES)])

    return median(timed(detect) for _ in range(ROUNDS)) / len(numbers) * 1e6


def timed(run: Callable[[], object]) -> float:
    start = process_time()
    run()
    return process_time() - start


if __name__ == "__main__":
    sys.exit(main())
