"""Name what the REST interface refuses, in the words and codes a real store was seen to use."""

from typing import Any


class RestError(Exception):
    """An answer that is a refusal; `data` stands beside the status in its body."""

    def __init__(self, status: int, code: str | int, message: str, **data: Any) -> None:
        super().__init__(message)
        self.status = status
        self.code = code
        self.message = message
        self.data = data

    def body(self) -> dict[str, Any]:
        """Return what is sent."""
        data = {"status": self.status, **self.data}
        return {"code": self.code, "message": self.message, "data": data}


_MAY_NOT = {
    "view": ("woocommerce_rest_cannot_view", "Sorry, you cannot view this resource."),
    "list": ("woocommerce_rest_cannot_view", "Sorry, you cannot list resources."),
    "create": (
        "woocommerce_rest_cannot_create",
        "Sorry, you are not allowed to create resources.",
    ),
    "edit": ("woocommerce_rest_cannot_edit", "Sorry, you are not allowed to edit this resource."),
    "delete": (
        "woocommerce_rest_cannot_delete",
        "Sorry, you are not allowed to delete this resource.",
    ),
}


def may_not(what: str, *, known: bool) -> RestError:
    """Refuse to view, list, create, edit or delete: 403 to somebody known, 401 to nobody."""
    code, message = _MAY_NOT[what]
    return RestError(403 if known else 401, code, message)


def not_authentic(message: str) -> RestError:
    """Refuse credentials that are wrong."""
    return RestError(401, "woocommerce_rest_authentication_error", message)


def no_route() -> RestError:
    """Say that nothing lies at an address."""
    message = "No route was found matching the URL and request method."
    return RestError(404, "rest_no_route", message)


def no_such(what: str) -> RestError:
    """Say that there is no such order (shop_order), webhook (shop_webhook) and so on."""
    return RestError(404, f"woocommerce_rest_{what}_invalid_id", "Invalid ID.")


def bad_parameter(name: str, why: str) -> RestError:
    """Refuse the value of a parameter."""
    return RestError(
        400,
        "rest_invalid_param",
        f"Invalid parameter(s): {name}",
        params={name: why},
        details={name: {"code": "rest_invalid_param", "message": why, "data": None}},
    )


def missing_parameter(name: str) -> RestError:
    """Ask for a parameter."""
    return RestError(
        400, "rest_missing_callback_param", f"Missing parameter(s): {name}", params=[name]
    )


def needs_force(what: str) -> RestError:
    """Say that a thing has no bin to go to."""
    message = f"{what} do not support trashing."
    return RestError(501, "woocommerce_rest_trash_not_supported", message)
