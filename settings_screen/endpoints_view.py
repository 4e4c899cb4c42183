"""What the pages of webhooks show: endpoints, how each does, what was sent; it decides nothing."""

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from domain.events import Answer, Verdict
from messages.language import Language, phrase
from services.review_endpoints import (
    DeliveryState,
    Endpoint,
    EndpointHealth,
    KeptDelivery,
    Target,
)
from settings_screen.carriers_view import Looking
from settings_screen.event_words import type_words
from settings_screen.figures import number
from settings_screen.form_fields import FieldLine

ENDPOINTS = "/settings/webhooks"
KLAVIYO = "Klaviyo"
STATES = {
    EndpointHealth.WORKING: (phrase("Working"), "success"),
    EndpointHealth.UNTRIED: (phrase("Nothing sent yet"), "neutral"),
    EndpointHealth.FAILING: (phrase("Failing"), "warning"),
    EndpointHealth.PAUSED: (phrase("Paused"), "neutral"),
    EndpointHealth.SWITCHED_OFF: (phrase("Switched off"), "critical"),
}
_DELIVERED = {
    DeliveryState.DUE: (phrase("Waiting"), "info"),
    DeliveryState.DELIVERED: (phrase("Taken"), "success"),
    DeliveryState.FAILED: (phrase("Given up"), "critical"),
}
REASONS = (
    phrase("no answer in time"),
    phrase("the endpoint was switched off"),
    phrase("the shop has left"),
    phrase("the host is not on the public internet"),
    phrase("the host has no address"),
    phrase("HTTP 410: it wants no more"),
    phrase("HTTP 401: Klaviyo refuses the private key"),
    phrase("HTTP 403: Klaviyo refuses the private key"),
)
"""Reasons of our own; they stand here so that they are translated."""
_OFF = (EndpointHealth.PAUSED, EndpointHealth.SWITCHED_OFF)


@dataclass(frozen=True, slots=True)
class EndpointLine:
    """An endpoint; `details` are sentences, `tone` is that of the badge."""

    id: int
    title: str
    details: str
    state: str
    tone: str
    on: bool
    klaviyo: bool
    version: int
    address: str


@dataclass(frozen=True, slots=True)
class DeliveryLine:
    """An event for an endpoint; `answer` is a sentence, `body` is indented for reading."""

    id: int
    event: str
    what: str
    order: str
    type: str
    when: str
    state: str
    tone: str
    tries: str
    answer: str
    body: str
    address: str


@dataclass(frozen=True, slots=True)
class Tried:
    """What came of a test: a sentence and its tone, and the beginning of the answer."""

    tone: str
    words: str
    said: str


def endpoint_line(endpoint: Endpoint, looking: Looking) -> EndpointLine:
    """Say how an endpoint does."""
    state, tone = STATES[endpoint.health]
    return EndpointLine(
        id=endpoint.id,
        title=endpoint.url or KLAVIYO,
        details=" ".join(_sentences(endpoint, looking)),
        state=looking.language.say(state),
        tone=tone,
        on=endpoint.health not in _OFF,
        klaviyo=endpoint.target is Target.KLAVIYO,
        version=endpoint.version,
        address=f"{ENDPOINTS}/{endpoint.id}",
    )


def _sentences(endpoint: Endpoint, looking: Looking) -> Iterator[str]:
    say = looking.language.say
    if endpoint.health is EndpointHealth.SWITCHED_OFF:
        yield say("Nothing is sent any more (%(reason)s).", reason=say(endpoint.reason))
    elif endpoint.health is EndpointHealth.PAUSED:
        yield say("Nothing is sent until you switch it on again.")
    if endpoint.failing_since:
        yield say("Nothing was taken since %(when)s.", when=looking.moment(endpoint.failing_since))
    if endpoint.last_taken:
        yield say("Last taken: %(when)s.", when=looking.moment(endpoint.last_taken))
    if endpoint.kinds:
        chosen = len(endpoint.kinds)
        yield looking.language.count("%(num)d type of event.", "%(num)d types of event.", chosen)
    else:
        yield say("All types of event.")


def delivery_line(kept: KeptDelivery, endpoint_id: int, looking: Looking) -> DeliveryLine:
    """Say what became of an event."""
    state, tone = _DELIVERED[kept.state]
    told = json.loads(kept.body)
    return DeliveryLine(
        id=kept.id,
        event=kept.event,
        what=type_words(kept.kind, looking.language),
        order=told["data"]["order"]["number"],
        type=kept.kind,
        when=looking.moment(kept.created_at),
        state=looking.language.say(state),
        tone=tone,
        tries=number(looking.language, kept.attempts),
        answer=_answer(kept, looking),
        body=json.dumps(told, ensure_ascii=False, indent=2),
        address=f"{ENDPOINTS}/{endpoint_id}/events/{kept.id}",
    )


def _answer(kept: KeptDelivery, looking: Looking) -> str:
    say = looking.language.say
    if kept.state is DeliveryState.DELIVERED:
        return f"HTTP {kept.status}" if kept.status else ""
    if kept.state is DeliveryState.DUE and kept.attempts:
        again = looking.moment(kept.next_attempt_at)
        return say("%(reason)s; tried again: %(when)s", reason=say(kept.reason), when=again)
    return say(kept.reason) if kept.reason else ""


def tried_words(answer: Answer, language: Language) -> Tried:
    """Say what came of a test."""
    if answer.verdict is Verdict.TAKEN:
        words = language.say("It took the test event: HTTP %(status)s.", status=answer.status)
        return Tried("success", words, answer.said)
    reason = language.say(answer.reason)
    words = language.say("It did not take the test event: %(reason)s.", reason=reason)
    return Tried("critical", words, answer.said)


def address_field(entered: str, error: str, language: Language) -> FieldLine:
    """Return the field for an address."""
    hint = language.say("Such as https://shop.example.com/framme-events.")
    return FieldLine("address", language.say("Address"), "url", entered, hint, error)


def key_field(error: str, language: Language) -> FieldLine:
    """Return the field for Klaviyo's key, never filled."""
    hint = language.say("Made in Klaviyo under Settings > API keys, with full access to events.")
    return FieldLine("private_key", language.say("Private key"), "secret", "", hint, error)


def back_field(language: Language) -> FieldLine:
    """Return the field for since when all that failed is sent again."""
    options = (
        ("1", language.say("The last 24 hours")),
        ("7", language.say("The last 7 days")),
        ("30", language.say("The last 30 days")),
    )
    return FieldLine(
        "days",
        language.say("Given up in"),
        "choice",
        "1",
        choices=tuple(value for value, _ in options),
        labels=tuple(label for _, label in options),
    )


def endpoint_lines(endpoints: Sequence[Endpoint], looking: Looking) -> Sequence[EndpointLine]:
    """Return a shop's endpoints."""
    return [endpoint_line(endpoint, looking) for endpoint in endpoints]
