"""The form of the rules for all messages: its fields, how it is read, and what is wrong with it."""

from collections.abc import Mapping, Sequence

from werkzeug.datastructures import MultiDict

from messages.language import Language, phrase
from services.change_rules import (
    DEAREST,
    LONGEST_VOUCHER,
    MOST_A_DAY,
    MOST_SMS_A_DAY,
    EnteredRules,
    KeptRules,
    RuleProblem,
)
from settings_screen.figures import number
from settings_screen.form_fields import FieldGroup, FieldLine, version_in

_VOUCHER_DAYS = 60
_PROBLEMS = {
    RuleProblem.NOT_A_TIME: phrase("Please enter a time such as 21:00."),
    RuleProblem.ONE_ONLY: phrase("Quiet hours need a beginning and an end. Empty both for none."),
    RuleProblem.NEVER_ENDS: phrase("Quiet hours have to end at another time than they begin."),
    RuleProblem.NOT_A_NUMBER: phrase("Please enter a whole number from 1 to %(most)s."),
    RuleProblem.NOT_AN_AMOUNT: phrase("Please enter an amount up to %(most)s, such as 10 or 4.50."),
    RuleProblem.BELOW_WORTH: phrase("This does not pay for one voucher."),
}
_MOST = {
    "most_a_day": MOST_A_DAY,
    "most_sms_a_day": MOST_SMS_A_DAY,
    "voucher_days": LONGEST_VOUCHER,
}


def read_rules(form: MultiDict[str, str]) -> EnteredRules:
    """Read what was entered; what is wrong with it is for others to say."""
    return EnteredRules(
        quiet_from=form.get("quiet_from", "").strip(),
        quiet_until=form.get("quiet_until", "").strip(),
        urgent_any_hour=bool(form.get("urgent_any_hour")),
        most_a_day=form.get("most_a_day", "").strip(),
        most_sms_a_day=form.get("most_sms_a_day", "").strip(),
        voucher_worth=form.get("voucher_worth", "").strip(),
        voucher_days=form.get("voucher_days", "").strip(),
        voucher_budget=form.get("voucher_budget", "").strip(),
        count_opens=bool(form.get("count_opens")),
        parcel_markup=bool(form.get("parcel_markup")),
        version=version_in(form),
    )


def as_entered(kept: KeptRules) -> EnteredRules:
    """Return kept rules as if they had just been entered."""
    return EnteredRules(
        quiet_from=f"{kept.quiet.begin:%H:%M}" if kept.quiet else "",
        quiet_until=f"{kept.quiet.end:%H:%M}" if kept.quiet else "",
        urgent_any_hour=kept.urgent_any_hour,
        most_a_day=str(kept.most_a_day or ""),
        most_sms_a_day=str(kept.most_sms_a_day or ""),
        voucher_worth=str(kept.voucher.worth) if kept.voucher else "",
        voucher_days=str(kept.voucher.lasts.days if kept.voucher else _VOUCHER_DAYS),
        voucher_budget=str(kept.voucher.budget or "") if kept.voucher else "",
        count_opens=kept.count_opens,
        parcel_markup=kept.parcel_markup,
        version=kept.version,
    )


def rule_problems(problems: Mapping[str, RuleProblem], language: Language) -> dict[str, str]:
    """Say what is wrong with each field."""
    dearest = int(DEAREST)
    return {
        name: language.say(_PROBLEMS[problem], most=number(language, _MOST.get(name, dearest)))
        for name, problem in problems.items()
    }


def rule_groups(
    entered: EnteredRules, errors: Mapping[str, str], currency: str, language: Language
) -> Sequence[FieldGroup]:
    """Return the form's fields by what they are about."""
    say = language.say

    def field(name: str, label: str, kind: str, value: str, hint: str = "") -> FieldLine:
        optional = kind in {"text", "number"} and name != "voucher_days"
        return FieldLine(name, label, kind, value, hint, errors.get(name, ""), optional=optional)

    def check(name: str, label: str, hint: str, *, on: bool) -> FieldLine:
        return field(name, label, "check", "on" if on else "", hint)

    return [
        FieldGroup(
            say("Quiet hours"),
            say(
                "SMS and push wait until they are over, by the clock where the parcel goes. E-mails"
                " go out at any hour. Empty both for none."
            ),
            [
                field("quiet_from", say("From"), "time", entered.quiet_from),
                field("quiet_until", say("Until"), "time", entered.quiet_until),
                check(
                    "urgent_any_hour",
                    say("Let urgent messages through"),
                    say("Out for delivery and ready to be picked up do not wait."),
                    on=entered.urgent_any_hour,
                ),
            ],
        ),
        FieldGroup(
            say("Limits"),
            say("What is more than that in a day waits for the next morning. Empty for no limit."),
            [
                field(
                    "most_a_day",
                    say("Messages to one shopper a day"),
                    "number",
                    entered.most_a_day,
                    say("Urgent messages go out all the same."),
                ),
                field(
                    "most_sms_a_day",
                    say("SMS of the shop a day"),
                    "number",
                    entered.most_sms_a_day,
                    say("Guards against a bill nobody expected."),
                ),
            ],
        ),
        FieldGroup(
            say("Voucher for a delay"),
            say("One for each order at most, once its message is switched on. Empty for none."),
            [
                field("voucher_worth", _in(say("Worth"), currency), "text", entered.voucher_worth),
                field(
                    "voucher_days", say("Good for how many days"), "number", entered.voucher_days
                ),
                field(
                    "voucher_budget",
                    _in(say("Most in 30 days"), currency),
                    "text",
                    entered.voucher_budget,
                    say("Once it is used up, the message is not sent. Empty for no limit."),
                ),
            ],
        ),
        FieldGroup(
            say("What mails carry"),
            "",
            [
                check(
                    "count_opens",
                    say("Count opens and clicks"),
                    say(
                        "A small image and links of ours count, without cookies and without anybody"
                        " else. Many countries want the shopper's consent: leave it off unless your"
                        " privacy policy covers it."
                    ),
                    on=entered.count_opens,
                ),
                check(
                    "parcel_markup",
                    say("Parcel card in Gmail"),
                    say(
                        "Gmail can show the delivery above the mail. For that the mail also carries"
                        " the delivery address in a form that programs read."
                    ),
                    on=entered.parcel_markup,
                ),
            ],
        ),
    ]


def _in(label: str, currency: str) -> str:
    return f"{label} ({currency})" if currency else label
