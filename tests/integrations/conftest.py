"""What all tests of third parties share: no garbage of other tests is collected within one."""

import gc
from collections.abc import Iterator

import pytest


@pytest.fixture(autouse=True)
def no_garbage_of_others() -> Iterator[None]:
    """Many tests nest until the stack is full; a finaliser that ran just then would fail."""
    gc.disable()
    yield
    gc.enable()
