"""Who may do what in a shop's settings."""

import pytest

from domain.team import Role


@pytest.mark.parametrize(
    ("role", "covered"),
    [
        (Role.OWNER, {Role.OWNER, Role.EDITOR, Role.VIEWER}),
        (Role.EDITOR, {Role.EDITOR, Role.VIEWER}),
        (Role.VIEWER, {Role.VIEWER}),
    ],
)
def test_a_role_covers_itself_and_those_that_may_less(role, covered) -> None:
    assert {needed for needed in Role if role.covers(needed)} == covered
