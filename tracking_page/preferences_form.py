"""Read what a shopper has chosen; what is wrong is told by its field, and nothing typed is lost."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import time

from werkzeug.datastructures import MultiDict

from domain.kinds import ChannelKey, Kind
from domain.preferences import QuietHours, ShopperPreferences
from messages.language import LANGUAGES, phrase
from services.shopper_wishes import ShopperView, Wanted

LONGEST_ADDRESS = 254
OWN_ADDRESS = phrase("Your messages go to this address already.")
NO_ADDRESS = phrase("Please enter an e-mail address, like name@example.com.")
HALF_HOURS = phrase("Please give both times, or none.")
NO_HOURS = phrase("Please give two different times.")

# Strict: what is entered here becomes the recipient of a mail.
_ADDRESS = re.compile(
    r"[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+(?:\.[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+)*"
    r"@(?:[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?\.)+[A-Za-z]{2,63}",
    re.ASCII,
)
_CLOCK = re.compile(r"([01][0-9]|2[0-3]):([0-5][0-9])", re.ASCII)
_NUMBER = re.compile(r"[0-9]{1,9}", re.ASCII)


@dataclass(frozen=True, slots=True)
class ChosenWishes:
    """A posted form: what it comes to, what was typed, and what is wrong with it, by field.

    Problems are untranslated. With any, `wanted` holds what could be read.
    """

    wanted: Wanted
    quiet_from: str = ""
    quiet_until: str = ""
    also_to: str = ""
    problems: Mapping[str, str] = field(default_factory=dict)


def chosen_wishes(form: MultiDict[str, str], view: ShopperView) -> ChosenWishes:
    """Read a form made for a view.

    Only what the form offered is changed: a kind the shop has switched on since stays as it was.
    """
    problems: dict[str, str] = {}
    typed = {name: form.get(name, "").strip() for name in ("quiet_from", "quiet_until", "also_to")}
    now, this_order = view.wishes, frozenset({view.order.id})
    others = now.stopped_orders - this_order
    wishes = ShopperPreferences(
        channels_off=frozenset(map(ChannelKey, _off(form, "way", ChannelKey, now.channels_off))),
        kinds_off=frozenset(map(Kind, _off(form, "news", Kind, now.kinds_off))),
        daily_digest=form.get("rhythm") == "daily",
        quiet=_quiet(typed["quiet_from"], typed["quiet_until"], problems),
        language=_one_of(LANGUAGES, form.get("language", "")),
        stopped_orders=others | this_order if "stop" in form else others,
        version=_version(form.get("version", "")),
    )
    wanted = Wanted(
        wishes,
        also_to=_second(typed["also_to"], view, problems),
        ask_again="again" in form,
        drop_second="second_shown" in form and "second" not in form,
    )
    return ChosenWishes(wanted, **typed, problems=problems)


def with_problem(chosen: ChosenWishes, name: str, problem: str) -> ChosenWishes:
    """Return a form with one more problem."""
    return replace(chosen, problems={**chosen.problems, name: problem})


def _off(
    form: MultiDict[str, str], name: str, known: Iterable[str], off_before: Iterable[str]
) -> frozenset[str]:
    """Return what is off: of what was offered whatever is not chosen, of the rest as before."""
    offered = frozenset(form.getlist(f"{name}_shown")) & frozenset(known)
    chosen = frozenset(form.getlist(name))
    return (frozenset(off_before) - offered) | (offered - chosen)


def _quiet(begin: str, end: str, problems: dict[str, str]) -> QuietHours | None:
    if not begin and not end:
        return None
    begins, ends = _CLOCK.fullmatch(begin), _CLOCK.fullmatch(end)
    if begins is None or ends is None:
        problems["quiet"] = HALF_HOURS
        return None
    if begin == end:
        problems["quiet"] = NO_HOURS
        return None
    return QuietHours(time(int(begins[1]), int(begins[2])), time(int(ends[1]), int(ends[2])))


def _second(address: str, view: ShopperView, problems: dict[str, str]) -> str:
    if not address:
        return ""
    if len(address) > LONGEST_ADDRESS or not _ADDRESS.fullmatch(address):
        problems["also_to"] = NO_ADDRESS
        return ""
    if address.lower() == view.address:
        problems["also_to"] = OWN_ADDRESS
        return ""
    return address


def _version(text: str) -> int:
    """Return the version a form was made upon; one that is missing is never the newest."""
    return int(text) if _NUMBER.fullmatch(text) else -1


def _one_of(known: Iterable[str], text: str) -> str:
    return text if text in frozenset(known) else ""
