"""The rules for all messages: kept as meant, refused beside the field, never over another tab's."""

from dataclasses import replace
from datetime import time, timedelta
from decimal import Decimal

import pytest
from werkzeug.datastructures import MultiDict

from domain.errors import ChangedMeanwhileError
from domain.preferences import NIGHT, QuietHours, VoucherRule
from services.change_rules import (
    EnteredRules,
    InvalidRulesError,
    KeptRules,
    RuleProblem,
    change_rules,
    message_rules,
)
from settings_screen.rules_view import read_rules
from storage.audit_log import changes_of
from storage.message_rules import keep_rules
from tests.settings_screen.merchants import grant, headers, inside, let_in, site
from tests.settings_screen.pages import HTTPS, plainly, words

PAGE = "/settings/messages/rules"
USUAL = EnteredRules("21:00", "08:00", True, "6", "500")
CHANGED = {
    "quiet_from": "22:30",
    "quiet_until": "07:00",
    "most_a_day": "3",
    "most_sms_a_day": "",
    "voucher_worth": "4,50",
    "voucher_days": "30",
    "voucher_budget": "100",
    "count_opens": "on",
}


def test_every_rule_is_kept_as_it_was_meant(wiring, shop_id) -> None:
    entered = read_rules(MultiDict({**CHANGED, "version": "0"}))
    change_rules(wiring, shop_id, entered, "anna")
    assert message_rules(wiring, shop_id) == KeptRules(
        quiet=QuietHours(time(22, 30), time(7)),
        urgent_any_hour=False,
        most_a_day=3,
        most_sms_a_day=None,
        voucher=VoucherRule(Decimal("4.50"), timedelta(days=30), Decimal(100)),
        count_opens=True,
        version=1,
    )
    change_rules(wiring, shop_id, EnteredRules(version=1), "anna")
    kept = message_rules(wiring, shop_id)
    assert (kept.quiet, kept.most_a_day, kept.voucher, kept.count_opens) == (
        None,
        None,
        None,
        False,
    )


def test_a_change_is_written_down_with_what_differs_and_no_more(wiring, shop_id) -> None:
    change_rules(wiring, shop_id, replace(USUAL, most_a_day="4"), "anna")
    with wiring.sessions() as session:
        [(_, _, change)] = changes_of(session, shop_id, 5)
    assert (change.who, change.what) == ("anna", "rules")
    assert (change.before, change.after) == ({"most_a_day": 6}, {"most_a_day": 4})


def test_saving_the_rules_as_they_are_changes_nothing(wiring, shop_id) -> None:
    change_rules(wiring, shop_id, USUAL, "anna")
    assert message_rules(wiring, shop_id) == KeptRules(quiet=NIGHT)


def test_how_long_data_is_kept_is_not_touched_from_here(wiring, shop_id) -> None:
    with wiring.sessions.begin() as session:
        keep_rules(session, shop_id, KeptRules(keep_months=12))
    change_rules(wiring, shop_id, replace(USUAL, most_a_day="4", version=1), "anna")
    assert message_rules(wiring, shop_id).keep_months == 12


@pytest.mark.parametrize(
    ("entered", "problems"),
    [
        ({"quiet_from": "25:00"}, {"quiet_from": RuleProblem.NOT_A_TIME}),
        ({"quiet_until": "8"}, {"quiet_until": RuleProblem.NOT_A_TIME}),
        ({"quiet_until": ""}, {"quiet_until": RuleProblem.ONE_ONLY}),
        ({"quiet_from": ""}, {"quiet_from": RuleProblem.ONE_ONLY}),
        ({"quiet_from": "08:00"}, {"quiet_until": RuleProblem.NEVER_ENDS}),
        ({"most_a_day": "0"}, {"most_a_day": RuleProblem.NOT_A_NUMBER}),
        ({"most_a_day": "101"}, {"most_a_day": RuleProblem.NOT_A_NUMBER}),
        ({"most_a_day": "-1"}, {"most_a_day": RuleProblem.NOT_A_NUMBER}),
        ({"most_sms_a_day": "1e3"}, {"most_sms_a_day": RuleProblem.NOT_A_NUMBER}),
        ({"most_sms_a_day": "1000001"}, {"most_sms_a_day": RuleProblem.NOT_A_NUMBER}),
        ({"voucher_worth": "free"}, {"voucher_worth": RuleProblem.NOT_AN_AMOUNT}),
        ({"voucher_worth": "0"}, {"voucher_worth": RuleProblem.NOT_AN_AMOUNT}),
        ({"voucher_worth": "1.234"}, {"voucher_worth": RuleProblem.NOT_AN_AMOUNT}),
        ({"voucher_worth": "NaN"}, {"voucher_worth": RuleProblem.NOT_AN_AMOUNT}),
        ({"voucher_worth": "1000001"}, {"voucher_worth": RuleProblem.NOT_AN_AMOUNT}),
        (
            {"voucher_worth": "5", "voucher_days": "", "voucher_budget": "4"},
            {
                "voucher_days": RuleProblem.NOT_A_NUMBER,
                "voucher_budget": RuleProblem.BELOW_WORTH,
            },
        ),
        ({"voucher_worth": "5", "voucher_days": "731"}, {"voucher_days": RuleProblem.NOT_A_NUMBER}),
    ],
)
def test_what_cannot_be_meant_is_named_by_field_and_nothing_is_kept(
    wiring, shop_id, entered, problems
) -> None:
    with pytest.raises(InvalidRulesError) as refused:
        change_rules(wiring, shop_id, replace(USUAL, **entered), "anna")
    assert refused.value.problems == problems
    assert message_rules(wiring, shop_id).version == 0


def test_two_tabs_never_overwrite_each_other_silently(wiring, shop_id) -> None:
    change_rules(wiring, shop_id, replace(USUAL, most_a_day="4"), "anna")
    with pytest.raises(ChangedMeanwhileError):
        change_rules(wiring, shop_id, replace(USUAL, most_a_day="5"), "bo")
    assert message_rules(wiring, shop_id).most_a_day == 4


def test_the_form_is_saved_without_a_script_and_tells_what_is_wrong(wiring, shop_id) -> None:
    grant(wiring, shop_id)
    browser = let_in(wiring)
    page = browser.get(PAGE, base_url=HTTPS).text
    assert 'type="time" id="quiet_from" name="quiet_from" value="21:00"' in page
    wrong = plainly(browser, PAGE, page, **{**CHANGED, "most_a_day": "many"})
    assert wrong.status_code == 422
    assert "Please enter a whole number from 1 to 100." in words(wrong.text)
    assert wrong.text.count('aria-invalid="true"') == 1
    assert 'value="4,50"' in wrong.text
    saved = plainly(browser, PAGE, page, **CHANGED)
    assert (saved.status_code, saved.location) == (303, f"{PAGE}?outcome=saved")
    again = browser.get(saved.location, base_url=HTTPS).text
    assert 'name="count_opens" value="on"' in again
    late = plainly(browser, PAGE, page, **CHANGED)
    assert late.status_code == 409
    assert "changed meanwhile" in words(late.text)
    assert 'value="22:30"' in late.text


def test_the_form_is_saved_by_our_script_in_the_admin(wiring, shop_id) -> None:
    grant(wiring, shop_id)
    client = site(wiring).test_client()
    page = words(client.get(inside(PAGE)).text)
    assert "leave it off unless your privacy policy covers it" in page
    assert "the mail also carries the delivery address" in page
    data = {**CHANGED, "version": "0"}
    saved = client.post(PAGE, headers=headers(), data=data)
    assert saved.json == {"outcome": "saved", "then": PAGE}
    late = client.post(PAGE, headers=headers(), data=data)
    assert (late.status_code, late.json) == (409, {"outcome": "changed"})
    wrong = client.post(PAGE, headers=headers(), data={**data, "version": "1", "quiet_from": "x"})
    assert (wrong.status_code, set(wrong.get_json()["errors"])) == (422, {"quiet_from"})
