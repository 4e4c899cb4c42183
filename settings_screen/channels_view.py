"""What the channels page shows: by whose account messages go out, and how it does."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from domain.kinds import ChannelKey
from messages.language import Language, phrase
from services.keep_channel_account import EnteredChannel
from services.review_channels import ChannelAccount, ChannelForm, ChannelHealth, ChannelReview
from settings_screen.carriers_view import Looking
from settings_screen.credential_form_view import KnownCredentials, credential_line
from settings_screen.form_fields import FieldLine

CHANNELS = "/settings/channels"
NAMES = {
    ChannelKey.EMAIL: phrase("E-mail"),
    ChannelKey.SMS: phrase("SMS"),
    ChannelKey.PUSH: phrase("Notes in the browser"),
}
STATES = {
    ChannelHealth.WORKING: (phrase("Working"), "success"),
    ChannelHealth.REFUSED: (phrase("Refused"), "critical"),
    ChannelHealth.UNTRIED: (phrase("Not tried yet"), "neutral"),
}
_PROVIDED = {
    ChannelKey.EMAIL: phrase("Mails go out by this installation's own mail server."),
    ChannelKey.SMS: phrase("Texts go out by this installation's own account."),
    ChannelKey.PUSH: phrase(
        "Shoppers can have notes shown by the browser they open their message in. Nothing is to be"
        " set up."
    ),
}
_NOBODY = {
    ChannelKey.EMAIL: phrase("Nobody sends mails yet. Connect an account of your own."),
    ChannelKey.SMS: phrase("Nobody sends texts yet. Connect an account of your own."),
    ChannelKey.PUSH: phrase(
        "This installation has no key for notes. Whoever runs it can make one."
    ),
}
FIELD_WORDS = (
    phrase("Mail server"),
    phrase("Such as smtp.example.com."),
    phrase("Port"),
    phrase("587 for STARTTLS, 465 for TLS."),
    phrase("Encryption"),
    phrase("User"),
    phrase("Password"),
    phrase("Server API token"),
    phrase("Message stream"),
    phrase("Leave it empty for the transactional stream."),
    phrase("Password for webhooks"),
    phrase("Enter the same in Postmark under “Basic auth”, with the user framme."),
    phrase("Account SID"),
    phrase("Auth token"),
    phrase("Sender"),
    phrase("A number such as +14155550123, a name, or the SID of a messaging service."),
)
"""What providers call their fields; they stand here so that they are translated."""


@dataclass(frozen=True, slots=True)
class ProviderChoice:
    """A provider an account may be made with."""

    title: str
    address: str


@dataclass(frozen=True, slots=True)
class ChannelLine:
    """A channel; `details` are sentences, `tone` is that of the badge, `address` of the account."""

    title: str
    details: str
    state: str
    tone: str
    address: str
    account: str
    choices: Sequence[ProviderChoice]
    sender_missing: bool


def channel_lines(seen: Sequence[ChannelReview], looking: Looking) -> Sequence[ChannelLine]:
    """Return every channel, with who sends."""
    return [_line(one, looking) for one in seen]


def account_state(account: ChannelAccount, language: Language) -> tuple[str, str]:
    """Return how an account does, in a word, and the tone of it."""
    state, tone = STATES[account.health]
    return language.say(state), tone


def account_details(account: ChannelAccount, looking: Looking) -> str:
    """Say how an account does."""
    return " ".join(_sentences(account, looking))


def channel_fields(
    seen: ChannelForm,
    entered: EnteredChannel | None,
    errors: Mapping[str, str],
    language: Language,
) -> Sequence[FieldLine]:
    """Return the form's fields, with what was entered just now or else what is kept."""
    known = KnownCredentials(entered.values if entered else seen.values, seen.secrets_kept)
    return [credential_line(asked, known, errors, language) for asked in seen.provider.fields]


def _line(one: ChannelReview, looking: Looking) -> ChannelLine:
    say = looking.language.say
    taken = one.account.provider.key if one.account else ""
    state, tone = _state(one, looking.language)
    return ChannelLine(
        title=say(NAMES[one.channel]),
        details=_details(one, looking),
        state=state,
        tone=tone,
        address=f"{CHANNELS}/{taken}" if taken else "",
        account=one.account.provider.label if one.account else "",
        choices=[
            ProviderChoice(provider.label, f"{CHANNELS}/{provider.key}")
            for provider in one.providers
            if provider.key != taken
        ],
        sender_missing=one.sender_missing,
    )


def _state(one: ChannelReview, language: Language) -> tuple[str, str]:
    if one.account:
        return account_state(one.account, language)
    if one.provided:
        return language.say("Provided"), "success"
    return language.say("Not set up"), "neutral"


def _details(one: ChannelReview, looking: Looking) -> str:
    if one.account:
        return account_details(one.account, looking)
    return looking.language.say((_PROVIDED if one.provided else _NOBODY)[one.channel])


def _sentences(account: ChannelAccount, looking: Looking) -> Iterator[str]:
    say = looking.language.say
    yield say("Your account with %(provider)s.", provider=account.provider.label)
    if account.health is ChannelHealth.REFUSED:
        reason = account.reason.rstrip(".") or say("no reason given")
        yield say(
            "Paused: the credentials are refused (%(reason)s). Enter new ones.", reason=reason
        )
    elif account.health is ChannelHealth.UNTRIED:
        yield say("It is tried with the next message.")
    elif account.checked_at:
        yield say("Tried %(when)s.", when=looking.moment(account.checked_at))
    if account.report_url and account.reported_at:
        when = looking.moment(account.reported_at)
        yield say("Reports arrive, the last one %(when)s.", when=when)
    elif account.report_url:
        yield say("No report has arrived yet.")
