"""The installation's own accounts, out of its environment: all of one, or none of it."""

from collections.abc import Mapping

import pytest

from domain.carrier_access import CredentialField
from integrations.registry import (
    BadRateError,
    IncompleteCredentialsError,
    own_credentials,
    own_rates,
)
from tests.integrations.plain_carrier import adapter

ONE_KEY = adapter("one_key")
SEVERAL = adapter(
    "several",
    credentials=(
        CredentialField("client_id", "Client ID", secret=False),
        CredentialField("client_secret", "Client secret"),
        CredentialField("push_secret", "Secret of pushes", optional=True),
    ),
)
BOTH = (ONE_KEY, SEVERAL)
PAIR = {"FRAMME_SEVERAL_CLIENT_ID": "i", "FRAMME_SEVERAL_CLIENT_SECRET": "s"}


@pytest.mark.parametrize(
    ("environment", "accounts"),
    [
        pytest.param({}, {}, id="none"),
        pytest.param(
            {"FRAMME_ONE_KEY_API_KEY": " a "}, {"one_key": {"api_key": "a"}}, id="one of them"
        ),
        pytest.param({"FRAMME_ONE_KEY_API_KEY": "  "}, {}, id="an empty one is unset"),
        pytest.param({"FRAMME_ONE_KEY_URL": "http://x"}, {}, id="an address is no account"),
        pytest.param(
            PAIR,
            {"several": {"client_id": "i", "client_secret": "s", "push_secret": ""}},
            id="what is optional may be empty",
        ),
        pytest.param(
            PAIR | {"FRAMME_SEVERAL_PUSH_SECRET": "p", "FRAMME_ONE_KEY_API_KEY": "a"},
            {
                "one_key": {"api_key": "a"},
                "several": {"client_id": "i", "client_secret": "s", "push_secret": "p"},
            },
            id="all of them",
        ),
    ],
)
def test_accounts_with_all_they_need_are_the_installations_own(
    environment: Mapping[str, str], accounts: Mapping[str, Mapping[str, str]]
) -> None:
    assert own_credentials(environment, BOTH) == accounts


@pytest.mark.parametrize(
    ("environment", "missing"),
    [
        ({"FRAMME_SEVERAL_CLIENT_ID": "i"}, ("FRAMME_SEVERAL_CLIENT_SECRET",)),
        (
            {"FRAMME_SEVERAL_PUSH_SECRET": "p"},
            ("FRAMME_SEVERAL_CLIENT_ID", "FRAMME_SEVERAL_CLIENT_SECRET"),
        ),
    ],
)
def test_half_an_account_is_refused_naming_all_that_is_missing(
    environment: Mapping[str, str], missing: tuple[str, ...]
) -> None:
    with pytest.raises(IncompleteCredentialsError, match=missing[0]) as refusal:
        own_credentials({"FRAMME_ONE_KEY_API_KEY": "a", **environment}, BOTH)
    assert refusal.value.missing == missing


def test_what_is_missing_of_several_accounts_is_said_at_once() -> None:
    other = adapter("other", credentials=SEVERAL.credentials)
    given = {"FRAMME_SEVERAL_CLIENT_ID": "i", "FRAMME_OTHER_CLIENT_SECRET": "s"}
    with pytest.raises(IncompleteCredentialsError) as refusal:
        own_credentials(given, (SEVERAL, other))
    assert refusal.value.missing == ("FRAMME_SEVERAL_CLIENT_SECRET", "FRAMME_OTHER_CLIENT_ID")


@pytest.mark.parametrize(
    ("written", "rates"),
    [
        (None, {}),
        ("  ", {}),
        ("none", {"one_key": ()}),
        ("10/second", {"one_key": ("10/second",)}),
        (" 10/second , 5000/day", {"one_key": ("10/second", "5000/day")}),
        ("1/minute,60/hour", {"one_key": ("1/minute", "60/hour")}),
    ],
)
def test_an_account_of_the_installations_own_may_have_other_rates(
    written: str | None, rates: Mapping[str, tuple[str, ...]]
) -> None:
    environment = {} if written is None else {"FRAMME_ONE_KEY_RATES": written}
    assert own_rates(environment, BOTH) == rates


@pytest.mark.parametrize("written", ["fast", "0/day", "10/week", "10/second;5/day", "10/second,"])
def test_rates_that_are_none_are_refused_naming_the_variable(written: str) -> None:
    with pytest.raises(BadRateError, match="FRAMME_ONE_KEY_RATES"):
        own_rates({"FRAMME_ONE_KEY_RATES": written}, BOTH)
