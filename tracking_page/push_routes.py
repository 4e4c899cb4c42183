"""Take subscriptions of browsers to the news of one order, and serve the worker that shows it."""

from dataclasses import dataclass
from http import HTTPStatus

from flask import Blueprint, Response, request

from domain.errors import BadTokenError, OverloadedError, TooManyAttemptsError
from messages.language import phrase
from services.shopper_wishes import ShopperView, open_wishes
from services.subscribe_push import (
    BadSubscriptionError,
    PushKeys,
    TooManyDevicesError,
    subscribe,
    unsubscribe,
)
from services.wiring import Wiring
from tracking_page.answers import json_answer
from tracking_page.asking import NOT_FOUND, refused
from tracking_page.assets import Assets, load_assets
from tracking_page.json_view import error_document
from tracking_page.preferences_answers import asked, reader_of

UNREADABLE = phrase("Your browser did not send what notes need.")
ENOUGH = phrase("As many devices as possible get notes about this order already.")
WORKER = "push.js"


@dataclass(frozen=True, slots=True)
class _Subscriptions:
    wiring: Wiring
    assets: Assets

    def keep(self, token: str) -> Response:
        """Have a browser told of the order."""
        return self._change(token, on=True)

    def drop(self, token: str) -> Response:
        """Have it told no more."""
        return self._change(token, on=False)

    def worker(self) -> Response:
        """Serve the worker; at this address it may act for the pages under /p/, and no others."""
        headers = {
            "Cache-Control": "no-cache",
            "Content-Security-Policy": "default-src 'none'",
            "Content-Type": "text/javascript; charset=utf-8",
            "X-Content-Type-Options": "nosniff",
        }
        return Response(self.assets.files[WORKER].content, headers=headers)

    def _change(self, token: str, *, on: bool) -> Response:
        plain = asked().language("", "")
        try:
            view = open_wishes(self.wiring, token)
        except BadTokenError:
            return json_answer(error_document(plain, NOT_FOUND), HTTPStatus.NOT_FOUND)
        if not isinstance(view, ShopperView):
            return json_answer(error_document(plain, NOT_FOUND), HTTPStatus.NOT_FOUND)
        reader = reader_of(view)
        try:
            version = self._subscribed(view, reader.code) if on else self._let_go(view)
        except BadSubscriptionError:
            text = error_document(reader, UNREADABLE)
            return json_answer(text, HTTPStatus.UNPROCESSABLE_ENTITY)
        except TooManyDevicesError:
            return json_answer(error_document(reader, ENOUGH), HTTPStatus.CONFLICT)
        except (TooManyAttemptsError, OverloadedError) as error:
            return refused(reader, error)
        return json_answer(f'{{"version": {version}}}')

    def _subscribed(self, view: ShopperView, language: str) -> int:
        told = _told()
        keys = told.get("keys")
        given = keys if isinstance(keys, dict) else {}
        pair = PushKeys(_text(given.get("p256dh")), _text(given.get("auth")))
        return subscribe(self.wiring, view, _text(told.get("endpoint")), pair, language)

    def _let_go(self, view: ShopperView) -> int:
        unsubscribe(self.wiring, view, _text(_told().get("endpoint")))
        return view.wishes.version


def subscriptions_blueprint(wiring: Wiring) -> Blueprint:
    """Return what the page's script asks for, for an application to register at its root."""
    door = Blueprint("subscriptions", __name__)
    ours = _Subscriptions(wiring, load_assets())
    door.add_url_rule(f"/p/{WORKER}", "worker", ours.worker)
    door.add_url_rule("/p/<token>/push", "keep", ours.keep, methods=["POST"])
    door.add_url_rule("/p/<token>/push/stop", "drop", ours.drop, methods=["POST"])
    return door


def _told() -> dict[str, object]:
    """Return what the browser sent as JSON, and nothing of any other kind: no form can send it."""
    told = request.get_json(silent=True)
    return told if isinstance(told, dict) else {}


def _text(value: object) -> str:
    return value if isinstance(value, str) else ""
