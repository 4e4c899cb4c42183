"""What the page of changes shows: when, who, what, and what differs; no secret is ever in it."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from domain.kinds import ChannelKey
from domain.team import Role
from messages.language import Language
from services.review_changes import ChangePage, NotedChange
from settings_screen.audit_words import FIELDS, what_words, who_words
from settings_screen.carriers_view import Looking
from settings_screen.page_change_words import page_word
from settings_screen.team_view import ROLES
from settings_screen.words import CHANNELS

AUDIT = "/settings/audit"
LONGEST = 120


@dataclass(frozen=True, slots=True)
class ChangeLine:
    """One change; `differences` are sentences."""

    when: str
    who: str
    what: str
    differences: Sequence[str]


def change_lines(page: ChangePage, looking: Looking) -> Sequence[ChangeLine]:
    """Return a page's changes."""
    return [_line(noted, looking) for noted in page.changes]


def _line(noted: NotedChange, looking: Looking) -> ChangeLine:
    change, language = noted.change, looking.language
    return ChangeLine(
        when=looking.moment(noted.at),
        who=who_words(change.who, language),
        what=what_words(change.what, change.subject, language),
        differences=list(_differences(change.before, change.after, language)),
    )


def _differences(
    before: Mapping[str, object], after: Mapping[str, object], language: Language
) -> Iterator[str]:
    for name in {**before, **after}:
        was, now = before.get(name), after.get(name)
        if was == now:
            continue
        label = language.say(FIELDS[name]) if name in FIELDS else name
        said_before, said_now = (_said(name, value, language) for value in (was, now))
        if name not in before:
            yield language.say("%(field)s: %(now)s", field=label, now=said_now)
        elif said_before == said_now:
            yield language.say("%(field)s changed", field=label)
        else:
            yield language.say(
                "%(field)s: %(was)s → %(now)s", field=label, was=said_before, now=said_now
            )


def _said(name: str, value: object, language: Language) -> str:
    """Say one value, cut short where it is long."""
    if value is None or value in ("", [], {}):
        return "–"
    if isinstance(value, bool):
        return language.say("Yes") if value else language.say("No")
    if isinstance(value, dict):
        return _short(", ".join(_word(name, key, language) for key in value))
    if isinstance(value, list):
        return _short(", ".join(_word(name, one, language) for one in value))
    return _short(_word(name, value, language))


def _word(name: str, value: object, language: Language) -> str:
    of_page = page_word(name, value, language)
    if of_page is not None:
        return of_page
    said = str(value)
    if name == "role" and said in set(Role):
        return language.say(ROLES[Role(said)])
    if name == "channels" and said in set(ChannelKey):
        return language.say(CHANNELS[ChannelKey(said)])
    return said


def _short(said: str) -> str:
    one_line = " ".join(said.split())
    return one_line if len(one_line) <= LONGEST else f"{one_line[: LONGEST - 1]}…"
