"""Let a merchant choose which kinds of message go out, how, and after how long."""

from collections.abc import Mapping
from dataclasses import dataclass

from domain.errors import ChangedMeanwhileError, FrammeError
from domain.kinds import RULES, ChannelKey, Kind, Wait
from domain.shop_task import ShopTask
from services.wiring import Wiring
from storage.audit_log import Change, note_change
from storage.kind_choices import NO_CHOICE, KindChoice, choices_of, keep_choice
from storage.kinds_review import channels_with_account, kinds_with_own_texts
from storage.page_parts import Part, count_change
from storage.shop_tasks import ask_for

__all__ = [
    "KindChoice",
    "KindsReview",
    "WaitOutOfBoundsError",
    "choose_kind",
    "kind_choices",
    "review_kinds",
]


class WaitOutOfBoundsError(FrammeError):
    """A kind cannot wait for so long, or so short; `bounds` says for how long it can."""

    def __init__(self, bounds: Wait) -> None:
        super().__init__(f"between {bounds.shortest} and {bounds.longest}")
        self.bounds = bounds


@dataclass(frozen=True, slots=True)
class KindsReview:
    """Every kind as it stands; on the channels that are not `ready` nothing can be sent yet."""

    choices: Mapping[Kind, KindChoice]
    ready: frozenset[ChannelKey]
    own_texts: frozenset[Kind]


def review_kinds(wiring: Wiring, shop_id: int) -> KindsReview:
    """Return what a shop has chosen for every kind, and what is there for it."""
    with wiring.sessions() as session:
        ready = channels_with_account(session, shop_id) | wiring.channels.keys()
        own_texts = kinds_with_own_texts(session, shop_id)
    choices = {choice.kind: choice for choice in kind_choices(wiring, shop_id).values()}
    return KindsReview(choices, ready, own_texts)


def kind_choices(wiring: Wiring, shop_id: int) -> dict[str, KindChoice]:
    """Return the choice for every kind, by its key; where none was made, what is usual."""
    with wiring.sessions() as session:
        made = {one.kind: one for one in choices_of(session, shop_id)}
    return {
        kind.value: made.get(kind, KindChoice(kind, rule.on, None, NO_CHOICE))
        for kind, rule in RULES.items()
    }


def choose_kind(wiring: Wiring, shop_id: int, choice: KindChoice, who: str) -> KindChoice:
    """Keep what was chosen for a kind, and return what it was before.

    `choice.version` is that of the choice it was shown with; ChangedMeanwhileError is raised when
    there is a newer one, and WaitOutOfBoundsError for a wait that its rule does not allow.
    """
    _check_wait(choice)
    before = kind_choices(wiring, shop_id)[choice.kind.value]
    if before == choice:
        return before
    with wiring.sessions.begin() as session:
        if not keep_choice(session, shop_id, choice):
            raise ChangedMeanwhileError(choice.kind.value)
        change = Change(who, "kind", choice.kind.value, _said(before), _said(choice))
        note_change(session, shop_id, change, wiring.clock())
        # The delivery questions say which messages are sent; the page offers notes to browsers.
        count_change(session, shop_id, Part.MESSAGES)
        ask_for(session, shop_id, [ShopTask.PUBLISH], wiring.clock())
    return before


def _check_wait(choice: KindChoice) -> None:
    bounds = RULES[choice.kind].wait
    if choice.wait is None or bounds is None:
        return
    if not bounds.shortest <= choice.wait <= bounds.longest:
        raise WaitOutOfBoundsError(bounds)


def _said(choice: KindChoice) -> dict[str, object]:
    hours = None if choice.wait is None else int(choice.wait.total_seconds() // 3600)
    return {"channels": sorted(choice.channels), "wait_hours": hours}
