"""By whose account messages go out is shown, changed and removed in every shell."""

from dataclasses import replace

import pytest

from domain.errors import ProviderError
from domain.kinds import ChannelKey
from integrations.channels.desk import AdapterDesk
from services.open_account import unseal_credentials
from services.pause_channel import pause_channel_account
from services.wiring import Wiring
from settings_screen.channels_view import FIELD_WORDS
from storage.channel_accounts import account_for_channel, note_reported
from tests.fake_channel_desk import ScriptedDesk
from tests.fakes import NOON
from tests.integrations.http_provider import sending
from tests.settings_screen.merchants import grant, headers, inside, let_in, outside, site
from tests.settings_screen.pages import HTTPS, plainly, words

PAGE = "/settings/channels"
GOOD = {"credential_server_token": "t-1", "credential_report_password": "p-1", "version": "0"}
REFUSED = ProviderError("HTTP 401", permanent=True, credentials_refused=True)


@pytest.fixture
def desk() -> ScriptedDesk:
    with sending() as sender:
        return ScriptedDesk(dict(AdapterDesk(sender).providers))


@pytest.fixture
def here(wiring: Wiring, desk) -> Wiring:
    return replace(wiring, channel_desk=desk)


@pytest.fixture(params=["inside", "outside"])
def shell(request, here, shop_id):
    """Functions that open a page and post as our script does, per shell."""
    grant(here, shop_id)
    if request.param == "inside":
        client = site(here).test_client()
        return (
            lambda path, **query: client.get(inside(path, **query)),
            lambda path, data: client.post(path, data=data, headers=headers()),
        )
    browser = let_in(here)
    return (
        lambda path, **query: browser.get(path, query_string=query, base_url=HTTPS),
        lambda path, data: browser.post(path, data=data, headers=outside(here), base_url=HTTPS),
    )


def kept(here, shop_id):
    with here.sessions() as session:
        return account_for_channel(session, shop_id, ChannelKey.EMAIL)


def test_at_first_the_installation_sends_mails_and_nobody_anything_else(shell) -> None:
    look, _ = shell
    said = words(look(PAGE).text)
    assert "Mails go out by this installation's own mail server." in said
    assert "Nobody sends texts yet. Connect an account of your own." in said
    assert "This installation has no key for notes" in said
    for label in ("SMTP", "Postmark", "Twilio"):
        assert f"Connect {label}" in said


def test_an_account_is_entered_tried_and_shown_with_where_to_report(shell, here, shop_id) -> None:
    look, post = shell
    assert post(f"{PAGE}/postmark", GOOD).get_json() == {"outcome": "works"}
    account = kept(here, shop_id)
    assert account is not None
    assert unseal_credentials(here, account.sealed_credentials)["server_token"] == "t-1"
    form = look(f"{PAGE}/postmark", outcome="works").text
    assert "It works: the credentials are accepted, and saved." in words(form)
    assert f"https://track.example.com/webhooks/messages/{account.report_token}" in form
    assert "t-1" not in form
    assert "p-1" not in form
    assert "No report has arrived yet." in words(form)
    with here.sessions.begin() as session:
        note_reported(session, shop_id, account.id, NOON)
    said = words(look(PAGE).text)
    assert "Your account with Postmark." in said
    assert "Reports arrive, the last one" in said
    assert "Mails still bear this installation's address" in said


def test_what_is_wrong_is_said_beside_its_field(shell) -> None:
    _, post = shell
    for token, why in (
        ("", "This is needed."),
        ("x" * 501, "This is too long: at most 500 characters."),
    ):
        answer = post(f"{PAGE}/postmark", {**GOOD, "credential_server_token": token})
        assert answer.status_code == 422
        assert answer.get_json() == {"errors": {"credential_server_token": why}}


def test_what_the_provider_refuses_is_said_in_its_words(shell, desk, here, shop_id) -> None:
    _, post = shell
    desk.refusing = REFUSED
    answer = post(f"{PAGE}/postmark", GOOD)
    assert answer.status_code == 422
    assert answer.get_json()["errors"] == {
        "credential_server_token": "Refused, and not saved. The answer was: HTTP 401"
    }
    assert kept(here, shop_id) is None


def test_two_tabs_never_overwrite_each_other(shell, here, shop_id) -> None:
    look, post = shell
    post(f"{PAGE}/postmark", GOOD)
    assert post(f"{PAGE}/postmark", GOOD).get_json() == {"outcome": "changed"}
    assert post(f"{PAGE}/postmark/remove", {"version": "0"}).get_json() == {"outcome": "changed"}
    assert kept(here, shop_id) is not None
    assert "Not saved: this was changed meanwhile" in words(look(PAGE, outcome="changed").text)


def test_a_paused_account_says_why_and_a_test_sets_it_going(shell, here, shop_id) -> None:
    look, post = shell
    post(f"{PAGE}/postmark", GOOD)
    account = kept(here, shop_id)
    assert account is not None
    pause_channel_account(here, account.id, "HTTP 401")
    assert "Paused: the credentials are refused (HTTP 401). Enter new ones." in words(
        look(PAGE).text
    )
    assert post(f"{PAGE}/postmark/test", {}).get_json() == {"outcome": "still-works"}
    assert "Paused" not in words(look(PAGE).text)


def test_another_provider_says_whose_place_it_takes(shell) -> None:
    look, post = shell
    post(f"{PAGE}/postmark", GOOD)
    assert "It takes the place of your account with Postmark" in words(look(f"{PAGE}/smtp").text)
    assert "It takes the place" not in words(look(f"{PAGE}/twilio").text)


def test_an_account_is_removed_once_that_was_confirmed(shell, here, shop_id) -> None:
    look, post = shell
    post(f"{PAGE}/postmark", GOOD)
    asked = words(look(f"{PAGE}/postmark/remove").text)
    assert "From then on messages go out by this installation." in asked
    assert post(f"{PAGE}/postmark/remove", {"version": "1"}).get_json() == {"outcome": "removed"}
    assert kept(here, shop_id) is None


def test_what_there_is_not_is_said_and_takes_nothing(shell) -> None:
    look, post = shell
    for path in ("pigeon", "pigeon/remove", "twilio/remove"):
        answer = look(f"{PAGE}/{path}")
        assert answer.status_code == 404
        assert "There is no such provider here." in words(answer.text)
    for path in ("pigeon", "pigeon/test", "twilio/test", "pigeon/remove"):
        assert post(f"{PAGE}/{path}", {"version": "0"}).status_code == 404


def test_without_our_script_a_form_is_answered_with_pages(here, desk, shop_id) -> None:
    browser = let_in(here)
    form = browser.get(f"{PAGE}/postmark", base_url=HTTPS).text
    desk.refusing = REFUSED
    refused = plainly(browser, f"{PAGE}/postmark", form, credential_server_token="t-1")
    assert refused.status_code == 422
    assert "Refused, and not saved. The answer was: HTTP 401" in words(refused.text)
    desk.refusing = None
    saved = plainly(browser, f"{PAGE}/postmark", form, credential_server_token="t-1")
    assert (saved.status_code, saved.headers["Location"].split("?")[0]) == (303, f"{PAGE}/postmark")
    assert kept(here, shop_id) is not None


def test_every_word_of_a_providers_form_is_there_to_be_translated(desk) -> None:
    fields = [field for provider in desk.providers.values() for field in provider.fields]
    said = {word for field in fields for word in (field.label, field.hint) if word}
    assert said == set(FIELD_WORDS)
