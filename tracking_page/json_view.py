"""An order as a JSON document for scripts in other people's pages; it decides nothing itself."""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from itertools import groupby

from messages.faq import Faq
from messages.language import Language
from services.look_up_order import OrderStory
from tracking_page.json_sections import items_of, parts_of
from tracking_page.parcels import ParcelView
from tracking_page.privacy import status_only
from tracking_page.timeline import Day, Happening, Timeline
from tracking_page.views import OrderPage
from tracking_page.words import words_of_a_list, words_of_an_order, words_of_the_form

_Json = Mapping[str, object]


@dataclass(frozen=True, slots=True)
class Ways:
    """Where a told order leads on; each is empty where it leads nowhere.

    `page` is its hosted page's address, `manage` the entrance to it for who has proven that the
    order is theirs. `token` opens the order again, and `visit` lets the same reader see as much of
    it again; a script keeps both in memory only.
    """

    page: str = ""
    manage: str = ""
    token: str = ""
    visit: str = ""


@dataclass(frozen=True, slots=True)
class ListedOrder:
    """One line of a list: the order's page, the platform's id of it, and where it leads on."""

    page: OrderPage
    id: str
    ways: Ways


def order_document(page: OrderPage, language: Language, ways: Ways) -> str:
    """Write an order, with the words around it and where it leads on."""
    words = dict(words_of_an_order(language))
    if page.counted > 1:
        words["so_far"] = _so_far(page, language)
    again = {"token": ways.token, "visit": ways.visit}
    document = {
        "order": _order(page, language, ways),
        "words": words,
        "lang": language.tag,
        "dir": language.direction,
        **{name: secret for name, secret in again.items() if secret},
    }
    return _text(document)


def orders_document(
    orders: Iterable[ListedOrder], language: Language, *, alone: bool = False
) -> str:
    """Write whole orders, as they come, with every word that may stand around them.

    `alone` writes the only one as `order`.
    """
    written = [
        {
            "id": order.id,
            "so_far": _so_far(order.page, language),
            **_order(order.page, language, order.ways),
        }
        for order in orders
    ]
    told: dict[str, object] = {"order": written[0]} if alone else {"orders": written}
    return _text(told | {"words": words_of_the_form(language)})


def faq_document(questions: Iterable[Faq], language: Language) -> str:
    """Write questions and answers about delivery."""
    words = {
        "title": language.say("Questions about delivery"),
        "search": language.say("Search the questions"),
        "none": language.say("Nothing here has these words."),
    }
    return _text({"faq": [asdict(one) for one in questions], "words": words})


def list_document(orders: Iterable[ListedOrder], language: Language) -> str:
    """Write a list of orders, newest first as they come."""
    listed = [
        {
            "number": order.page.number,
            "placed": order.page.placed,
            "headline": order.page.headline,
            "tone": order.page.tone,
            "counted": order.page.counted,
            "delivered": order.page.delivered,
            "id": order.id,
            "page": order.ways.page,
        }
        for order in orders
    ]
    return _text({"orders": listed, "words": words_of_a_list(language)})


def words_document(language: Language) -> str:
    """Write every word that the look-up form and its results need."""
    return _text({"words": words_of_the_form(language)})


def error_document(language: Language, message: str, **fields: str) -> str:
    """Write why there is nothing to show; `fields` say what is wrong with which field."""
    wrong = {name: language.say(problem) for name, problem in fields.items() if problem}
    said: dict[str, object] = {"error": language.say(message)}
    return _text(said | {"fields": wrong} if wrong else said)


def for_a_stranger(story: OrderStory) -> OrderStory:
    """Return a story as one may hear it who has not proven that the order is theirs."""
    return replace(story, order=status_only(story.order))


def page_for_a_stranger(page: OrderPage) -> OrderPage:
    """Return the page without the numbers and links that lead to more."""
    return replace(
        page,
        parcels=tuple(replace(parcel, number="", link="", partner="") for parcel in page.parcels),
        addresses=(),
        notes=(),
    )


def _so_far(page: OrderPage, language: Language) -> str:
    if page.counted <= 1:
        return ""
    return language.count(
        "%(delivered)d of %(num)d parcel delivered",
        "%(delivered)d of %(num)d parcels delivered",
        page.counted,
        delivered=page.delivered,
    )


def _order(page: OrderPage, language: Language, ways: Ways) -> _Json:
    return {
        "number": page.number,
        "placed": page.placed,
        "headline": page.headline,
        "tone": page.tone,
        "live": page.live,
        "page": ways.page,
        "manage": ways.manage,
        "total": page.total,
        "steps": [asdict(step) for step in page.steps],
        "counted": page.counted,
        "delivered": page.delivered,
        "awaits_parcel": page.awaits_parcel,
        "parcels": [_parcel(parcel, language) for parcel in page.parcels],
        "unsent": items_of(page.unsent),
        "items": items_of(page.items),
        **parts_of(page),
    }


def _parcel(parcel: ParcelView, language: Language) -> _Json:
    return {
        "position": parcel.position,
        "fulfilment": parcel.fulfilment,
        "status": parcel.status,
        "tone": parcel.tone,
        "since": parcel.since,
        "carrier": parcel.carrier,
        "number": parcel.number,
        "link": parcel.link,
        "partner": parcel.partner,
        "expected": parcel.expected,
        "late": parcel.late,
        "checked": parcel.checked,
        "action_required": parcel.action_required,
        "note": parcel.note,
        "items": items_of(parcel.items),
        "pickup": asdict(parcel.pickup) if parcel.pickup else None,
        "proof": asdict(parcel.proof) if parcel.proof else None,
        "days": [
            {"label": name, "happenings": [_happening(happening, language) for happening in told]}
            for name, told in _days(parcel.timeline)
        ],
    }


def _days(timeline: Timeline) -> Sequence[tuple[str, list[Happening]]]:
    """Join what a page shows at once and what it folds away: a script folds in its own way."""
    days: Sequence[Day] = (*timeline.recent, *timeline.earlier)
    return [
        (name, [happening for day in same for happening in day.happenings])
        for name, same in groupby(days, lambda day: day.name)
    ]


def _happening(happening: Happening, language: Language) -> _Json:
    zone = happening.zone
    if happening.zone_assumed:
        zone = language.say("(%(zone)s, assumed)", zone=zone)
    return {
        "instant": happening.instant,
        "time": happening.time,
        "zone": zone,
        "what": happening.what,
        "where": happening.where,
        "original": happening.original,
    }


def _text(document: Mapping[str, object]) -> str:
    return json.dumps(document, ensure_ascii=False, separators=(",", ":"))
