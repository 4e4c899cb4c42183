"""Named failures say what a caller needs to know."""

from datetime import timedelta

import pytest

from domain import errors
from domain.errors import FrammeError, ProviderError, TooManyAttemptsError


def test_a_providers_failure_speaks_its_words_and_may_pass() -> None:
    error = ProviderError("451 try again")
    assert str(error) == "451 try again"
    assert (error.permanent, error.retry_after, error.credentials_refused) == (False, None, False)


def test_two_failures_with_the_same_words_are_two_failures() -> None:
    assert ProviderError("451") != ProviderError("451")
    assert len({ProviderError("451"), ProviderError("451")}) == 2


def test_too_many_attempts_say_when_to_come_back() -> None:
    error = TooManyAttemptsError(timedelta(minutes=10))
    assert error.retry_after == timedelta(minutes=10)
    assert str(error) == "too many attempts; retry in 600 s"


RAISED = [
    value
    for value in vars(errors).values()
    if isinstance(value, type) and issubclass(value, Exception)
]


@pytest.mark.parametrize("kind", RAISED, ids=lambda kind: kind.__name__)
def test_every_failure_is_one_of_ours_and_says_what_it_is(kind: type[Exception]) -> None:
    assert issubclass(kind, FrammeError)
    assert kind.__doc__
