"""What one GraphQL request may use: the shop it is about, the app that asks, the moment."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from demo.shopify.app_settings import AppSettings
from demo.shopify.bulk import Exports
from demo.shopify.graph import GraphError
from demo.shopify.stores import Store

Arguments = Mapping[str, Any]
Resolve = Callable[[Arguments], Any]


@dataclass(frozen=True, slots=True)
class Asking:
    """One request; `base_url` is the simulator's own address as the caller knows it."""

    store: Store
    app: AppSettings
    exports: Exports
    now: datetime
    base_url: str


def needs(asking: Asking, scope: str, name: str, resolve: Resolve) -> Resolve:
    """Return a field that only a granted scope opens."""

    def checked(arguments: Arguments) -> Any:
        if not asking.store.account.may(scope):
            told = f"Access denied for {name} field. Required access: `{scope}` access scope."
            documentation = "https://shopify.dev/api/usage/access-scopes"
            required = f"`{scope}` access scope"
            raise GraphError(
                told, "ACCESS_DENIED", documentation=documentation, requiredAccess=required
            )
        return resolve(arguments)

    return checked


def number_of(kind: str, gid: Any) -> int:
    """Return the number in an id; raise GraphError for an id that is none of that kind's."""
    start = f"gid://shopify/{kind}/"
    text = str(gid)
    if not text.startswith(start) or not text[len(start) :].isdigit():
        raise GraphError(f"Invalid id: {text}", "RESOURCE_NOT_FOUND")
    return int(text[len(start) :])
