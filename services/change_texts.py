"""Read, save, reset and restore a merchant's own texts; what is faulty is not kept.

Nobody overwrites what another has changed meanwhile: who saves says which version they saw.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from domain.errors import ChangedMeanwhileError, FrammeError
from domain.texts import Saved, TextKey, TextVersion
from messages.check_texts import TextFault, check_texts
from messages.language import language
from messages.texts import PARTS, default_texts
from services.wiring import Wiring
from storage.audit_log import Change, note_change
from storage.text_versions import (
    NO_VERSION,
    add_version,
    lock_newest,
    version_numbered,
    versions_of,
)

MOST_VERSIONS_SHOWN = 20
"""How many versions of a text can be looked at and restored; older ones are kept."""


class InvalidTextsError(FrammeError):
    """Parts of a text cannot be used; `faults` are by part."""

    def __init__(self, faults: Mapping[str, TextFault]) -> None:
        super().__init__(", ".join(faults))
        self.faults = faults


class NoSuchVersionError(FrammeError):
    """The text has no such version."""


@dataclass(frozen=True, slots=True)
class Seen:
    """Who changes a text, and which version of it they were shown."""

    version: int
    who: str


@dataclass(frozen=True, slots=True)
class EditedTexts:
    """A text as an editor shows it: `parts` are what is sent, `ours` what it is without changes.

    `version` is to be handed back when it is saved. `history` is newest first.
    """

    parts: Mapping[str, str]
    ours: Mapping[str, str]
    version: int
    history: Sequence[TextVersion]

    @property
    def own(self) -> bool:
        """Whether the merchant has written any of it."""
        return bool(self.history and self.history[0].parts)


def read_texts(wiring: Wiring, shop_id: int, key: TextKey) -> EditedTexts:
    """Return a text with its history."""
    with wiring.sessions() as session:
        history = versions_of(session, shop_id, key, MOST_VERSIONS_SHOWN)
    ours = ours_of(key)
    newest = history[0] if history else None
    return EditedTexts(
        parts={**ours, **(newest.parts if newest else {})},
        ours=ours,
        version=newest.id if newest else NO_VERSION,
        history=history,
    )


def save_texts(
    wiring: Wiring, shop_id: int, key: TextKey, parts: Mapping[str, str], seen: Seen
) -> None:
    """Keep what a merchant has written; a part that is empty, or as ours, stays ours.

    Raises InvalidTextsError and ChangedMeanwhileError.
    """
    own = own_parts(key, parts)
    faults = check_texts(key.channel, own)
    if faults:
        raise InvalidTextsError(faults)
    _keep(wiring, shop_id, key, own, seen)


def reset_texts(wiring: Wiring, shop_id: int, key: TextKey, seen: Seen) -> None:
    """Go back to our text; raise ChangedMeanwhileError."""
    _keep(wiring, shop_id, key, {}, seen)


def restore_version(wiring: Wiring, shop_id: int, key: TextKey, number: int, seen: Seen) -> None:
    """Make an older version the newest.

    Raises NoSuchVersionError, ChangedMeanwhileError, and InvalidTextsError where what was right
    then is not any more.
    """
    with wiring.sessions() as session:
        wanted = version_numbered(session, shop_id, key, number)
    if wanted is None:
        raise NoSuchVersionError(str(number))
    save_texts(wiring, shop_id, key, wanted.parts, seen)


def ours_of(key: TextKey) -> Mapping[str, str]:
    """Return our text, part by part."""
    return default_texts(key.kind, key.channel, language(key.language))


def own_parts(key: TextKey, parts: Mapping[str, str]) -> Mapping[str, str]:
    """Return the parts that are the merchant's own, without control signs and blank ends."""
    ours = ours_of(key)
    given = {name: _tidy(parts.get(name, "")) for name in PARTS[key.channel]}
    return {name: text for name, text in given.items() if text not in ("", _tidy(ours[name]))}


def _tidy(text: str) -> str:
    lines = text.replace("\r\n", "\n").replace("\r", "\n")
    return "".join(sign for sign in lines if sign in "\n\t" or sign >= " ").strip()


def _keep(wiring: Wiring, shop_id: int, key: TextKey, own: Mapping[str, str], seen: Seen) -> None:
    now = wiring.clock()
    with wiring.sessions.begin() as session:
        newest = lock_newest(session, shop_id, key)
        before = newest.parts if newest else {}
        if (newest.id if newest else NO_VERSION) != seen.version:
            raise ChangedMeanwhileError(str(key))
        if before == own:
            return
        add_version(session, shop_id, key, own, Saved(seen.who, now))
        note_change(session, shop_id, _change(key, before, own, seen.who), now)


def _change(key: TextKey, before: Mapping[str, str], after: Mapping[str, str], who: str) -> Change:
    """Write down what differs; a part that is missing was, or is, ours."""
    differs = [name for name in {**before, **after} if before.get(name) != after.get(name)]
    return Change(
        who=who,
        what="texts",
        subject=str(key),
        before={name: before[name] for name in differs if name in before},
        after={name: after[name] for name in differs if name in after},
    )
