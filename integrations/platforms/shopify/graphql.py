"""Ask Shopify's GraphQL Admin API: patient when throttled, and clear about what went wrong."""

import functools
import json
import math
import re
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import timedelta
from http import HTTPStatus
from pathlib import Path
from typing import Any

import httpx
from shopify_app.graphql import admin_graphql_request
from shopify_app.types import GQLResult

from domain.errors import AccessRefusedError, ProviderError, ScopeMissingError
from domain.shop_api import ShopSession
from integrations.platforms import clean_text
from integrations.platforms.shopify.shop_names import handle_of, is_shop

API_VERSION = "2026-10"

Fields = Mapping[str, Any]

MOST_TRIES = 6
LONGEST_WAIT = 30.0
"""How many seconds one question may wait in all because we asked too much."""
_SHOP_CLOSED = timedelta(hours=12)
_ASKED_TOO_MUCH = timedelta(minutes=1)
_LONGEST_PAUSE = 3600.0
_SPREAD = re.compile(r"\.\.\.OrderFields\b")
_OPERATIONS = Path(__file__).parent / "operations"


def part(answer: Fields, *path: str) -> Fields:
    """Return what is inside an answer; raise ProviderError when it is not there."""
    for step in path:
        inner = answer.get(step)
        if not isinstance(inner, dict):
            raise ProviderError(f"Shopify's answer has no {step}")
        answer = inner
    return answer


@functools.cache
def operation(name: str) -> str:
    """Return an operation's text, with the fragments it spreads."""
    text = (_OPERATIONS / f"{name}.graphql").read_text("utf-8")
    if _SPREAD.search(text):
        text += "\n" + (_OPERATIONS / "order_fields.graphql").read_text("utf-8")
    return text


@dataclass(frozen=True, slots=True)
class AdminGraphql:
    """Asks shops; `sleep` takes seconds. One client serves one process."""

    http: httpx.Client
    sleep: Callable[[float], None] = time.sleep

    def ask(self, shop: ShopSession, name: str, variables: Fields) -> Fields:
        """Return the data an operation gives; parts may be null that we may not see.

        Raises AccessRefusedError, ScopeMissingError, ProviderError.
        """
        waited = 0.0
        for _ in range(MOST_TRIES):
            answer = self._once(shop, name, variables)
            pause = _pause_wanted(answer)
            if pause is None:
                return _data(answer)
            if waited + pause > LONGEST_WAIT:
                raise ProviderError("Shopify throttles us", retry_after=timedelta(seconds=pause))
            self.sleep(pause)
            waited += pause
        raise ProviderError("Shopify throttles us", retry_after=_ASKED_TOO_MUCH)

    def _once(self, shop: ShopSession, name: str, variables: Fields) -> Fields:
        if not is_shop(shop.domain):
            raise ProviderError("this is not a shop's domain", permanent=True)
        try:
            # Repeating is done here, where the waits are bounded and nothing is done twice.
            result = admin_graphql_request(
                query=operation(name),
                shop=handle_of(shop.domain),
                access_token=shop.token,
                api_version=API_VERSION,
                variables=dict(variables),
                max_retries=0,
                http_client=self.http,
            )
        except (AttributeError, ValueError):
            # Shopify's package takes it that JSON is an object, and is UTF-8.
            raise ProviderError("Shopify's answer is not GraphQL") from None
        return _answer(result)


def _answer(result: GQLResult) -> Fields:
    # The package leaves out the data when there are errors, and the headers of a refusal.
    response = result.http_logs[-1].res if result.http_logs else result.response
    status = response.status
    if status == HTTPStatus.TOO_MANY_REQUESTS:
        return {"errors": [{"message": "Throttled"}], "pause": _seconds(response.headers)}
    if status != HTTPStatus.OK:
        raise _refusal(status)
    try:
        answer = json.loads(response.body)
    except (ValueError, RecursionError):
        raise ProviderError("Shopify's answer is not GraphQL") from None
    if not isinstance(answer, dict):
        raise ProviderError("Shopify's answer is not GraphQL")
    return answer


def _refusal(status: int) -> ProviderError:
    match status:
        case 0:
            return ProviderError("no answer from Shopify")
        case HTTPStatus.UNAUTHORIZED:
            return AccessRefusedError("Shopify refuses our token", credentials_refused=True)
        case HTTPStatus.FORBIDDEN:
            return ScopeMissingError("Shopify says the shop has not granted this", permanent=True)
        case HTTPStatus.PAYMENT_REQUIRED | HTTPStatus.LOCKED | HTTPStatus.NOT_FOUND:
            return ProviderError(
                f"the shop is frozen, locked or gone (HTTP {status})", retry_after=_SHOP_CLOSED
            )
        case HTTPStatus.BAD_REQUEST:
            return ProviderError("Shopify does not understand us (HTTP 400)", permanent=True)
        case _:
            return ProviderError(f"HTTP {status}")


def _pause_wanted(answer: Fields) -> float | None:
    """Return how many seconds to wait until the question can be afforded; None when it was."""
    if not any(_code(e) == "THROTTLED" or e.get("message") == "Throttled" for e in _errors(answer)):
        return None
    if "pause" in answer:
        return _bounded(answer["pause"])
    cost = _inside(answer, "extensions", "cost")
    status = _inside(cost, "throttleStatus")
    try:
        missing = float(cost["requestedQueryCost"]) - float(status["currentlyAvailable"])
        return _bounded(missing / float(status["restoreRate"]))
    except (KeyError, TypeError, ValueError, ZeroDivisionError):
        return 1.0


def _data(answer: Fields) -> Fields:
    errors, data = _errors(answer), answer.get("data")
    found: Fields = data if isinstance(data, dict) else {}
    for error in errors:
        if not _is_denial(error):
            raise ProviderError(_words(error), permanent=_code(error) == "MAX_COST_EXCEEDED")
        if not _only_a_part(error, found):
            raise ScopeMissingError(_words(error), permanent=True)
    if not found:
        raise ProviderError("Shopify's answer holds no data")
    return found


def _only_a_part(error: Fields, data: Fields) -> bool:
    """Tell whether a denial left the rest of its answer usable: a name withheld, not an order."""
    path = error.get("path")
    return isinstance(path, list) and len(path) > 1 and data.get(str(path[0])) is not None


def _is_denial(error: Fields) -> bool:
    return _code(error) == "ACCESS_DENIED" or "not approved to access" in _words(error)


def _errors(answer: Fields) -> list[Fields]:
    errors = answer.get("errors") or []
    listed = errors if isinstance(errors, list) else [errors]
    return [e if isinstance(e, dict) else {"message": e} for e in listed]


def _code(error: Fields) -> object:
    return _inside(error, "extensions").get("code")


def _words(error: Fields) -> str:
    return clean_text(str(error.get("message") or "Shopify names no reason"), 300)


def _inside(value: Fields, *path: str) -> Fields:
    for step in path:
        inner = value.get(step)
        value = inner if isinstance(inner, dict) else {}
    return value


def _seconds(headers: Mapping[str, str]) -> float:
    told = {name.lower(): value for name, value in headers.items()}.get("retry-after", "")
    try:
        return float(told)
    except ValueError:
        return 1.0


def _bounded(seconds: float) -> float:
    return min(max(seconds, 0.1), _LONGEST_PAUSE) if math.isfinite(seconds) else 1.0
