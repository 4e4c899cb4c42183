"""The shapes in which carriers are asked: what they tell nobody, and what they default to."""

from dataclasses import FrozenInstanceError

import pytest

from domain.carrier_access import Account, CredentialField, Enquiry, Health, Outcome, Provider


def test_an_account_does_not_show_its_credentials_when_it_is_written_down() -> None:
    account = Account("1:abc", "ups", {"client_secret": "s3cr3t"})
    assert "s3cr3t" not in repr(account)
    assert "s3cr3t" not in repr(Enquiry(account, ()))


def test_what_is_handed_around_cannot_be_changed() -> None:
    account = Account("1:abc", "ups", {})
    with pytest.raises(FrozenInstanceError):
        account.name = "2:abc"  # type: ignore[misc]


def test_a_credential_is_secret_and_needed_unless_it_says_otherwise() -> None:
    field = CredentialField("api_key", "API key")
    assert field.secret
    assert not field.optional


def test_a_provider_says_nothing_more_than_it_knows() -> None:
    provider = Provider("ups", "UPS", ("ups",), ())
    assert (provider.per_call, provider.a_day, provider.calls_a_day) == (1, 8, None)
    assert not any((provider.aggregates, provider.push_field, provider.unconfirmed))


def test_an_outcome_is_that_of_a_healthy_account_unless_it_says_otherwise() -> None:
    outcome = Outcome(answers=())
    assert not any((outcome.refused, outcome.rest, outcome.subscribed, outcome.lasting))
    assert Health() == Health(resting=None, trial=False)
