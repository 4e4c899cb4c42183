"""What the team page shows: people with what they may do, and keys; it decides nothing."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from domain.team import Role
from messages.language import Language, phrase
from services.review_team import ApiKey, Letter, Member
from settings_screen.carriers_view import Looking
from settings_screen.form_fields import FieldLine

TEAM = "/settings/team"
KEYS = f"{TEAM}/keys"
ROLES = {
    Role.OWNER: phrase("Owner"),
    Role.EDITOR: phrase("Editor"),
    Role.VIEWER: phrase("Viewer"),
}
ROLE_HINT = phrase(
    "Viewers see everything and change nothing. Editors change everything but the team, API keys"
    " and the erasing of shoppers. Owners may do all."
)
READS, WRITES = phrase("Reads only"), phrase("Reads and writes")


@dataclass(frozen=True, slots=True)
class MemberLine:
    """A person; `state` is a sentence. `role` is its key, `waits` until they have come in."""

    id: int
    email: str
    role: str
    role_label: str
    state: str
    tone: str
    waits: bool


@dataclass(frozen=True, slots=True)
class KeyLine:
    """A key, without what would open anything."""

    id: int
    name: str
    begins: str
    may: str
    made: str
    used: str


def member_lines(members: Sequence[Member], looking: Looking) -> Sequence[MemberLine]:
    """Return a shop's team."""
    return [_line(member, looking) for member in members]


def _line(member: Member, looking: Looking) -> MemberLine:
    state, tone = _state(member, looking)
    return MemberLine(
        id=member.id,
        email=member.email,
        role=member.role.value,
        role_label=looking.language.say(ROLES[member.role]),
        state=state,
        tone=tone,
        waits=member.joined_at is None,
    )


def _state(member: Member, looking: Looking) -> tuple[str, str]:
    say = looking.language.say
    if member.letter_reason:
        reason = member.letter_reason.rstrip(".")
        return say("The mail did not arrive: %(reason)s.", reason=reason), "critical"
    if member.joined_at:
        return say("Last came in: %(when)s.", when=looking.moment(member.joined_at)), "success"
    if member.letter is not Letter.NONE:
        return say("The invitation is on its way."), "info"
    return say("Invited: %(when)s.", when=looking.moment(member.invited_at)), "neutral"


def key_lines(keys: Sequence[ApiKey], looking: Looking) -> Sequence[KeyLine]:
    """Return a shop's keys."""
    say = looking.language.say
    return [
        KeyLine(
            id=key.id,
            name=key.name,
            begins=f"{key.begins}…",
            may=say(WRITES if key.may_write else READS),
            made=looking.day(key.created_at),
            used=looking.moment(key.used_at) if key.used_at else say("Never"),
        )
        for key in keys
    ]


def role_options(language: Language) -> Sequence[tuple[str, str]]:
    """Return every role with its name."""
    return [(role.value, language.say(label)) for role, label in ROLES.items()]


def invitation_fields(
    email: str, role: str, errors: Mapping[str, str], language: Language
) -> Sequence[FieldLine]:
    """Return the fields of an invitation, with what was entered."""
    say = language.say
    options = role_options(language)
    return [
        FieldLine("email", say("E-mail address"), "email", email, error=errors.get("email", "")),
        FieldLine(
            "role",
            say("Role"),
            "choice",
            role,
            say(ROLE_HINT),
            errors.get("role", ""),
            choices=tuple(value for value, _ in options),
            labels=tuple(label for _, label in options),
        ),
    ]


def key_fields(name: str, error: str, language: Language) -> Sequence[FieldLine]:
    """Return the fields of a key to be made."""
    say = language.say
    hint = say("What it is for, so that you know it again.")
    write_hint = say("It may note the stage of an order. Without this it only reads.")
    return [
        FieldLine("key_name", say("Name"), "text", name, hint, error),
        FieldLine("may_write", say("May write"), "check", "", write_hint),
    ]
