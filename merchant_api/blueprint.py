"""The merchant's API as one part of the web application; every request is proven by a key."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from http import HTTPStatus
from typing import Any

from flask import Blueprint, Response, request
from marshmallow import EXCLUDE, ValidationError
from werkzeug.exceptions import HTTPException

from domain.errors import OverloadedError, TooManyAttemptsError
from domain.zones import zone_named
from merchant_api.answers import error_answer, json_answer
from merchant_api.schemas import AskedSchema, MessageSchema, OrderSchema, StageSchema
from merchant_api.views import Reading, order_view
from messages.language import language_for
from services.note_stage import note_stage
from services.order_by_number import NoSuchOrderError, messages_about, order_by_number
from services.page_address import page_address
from services.prove_api_key import BadKeyError, Caller, prove_api_key
from services.wiring import Wiring

_LONGEST_LOCALE = 35


class ReadOnlyKeyError(Exception):
    """A key that only reads was used to change something."""


@dataclass(frozen=True, slots=True)
class _Api:
    wiring: Wiring

    def order(self, caller: Caller, number: str) -> Response:
        """Tell how an order goes."""
        wiring, shop = self.wiring, caller.shop
        order = order_by_number(wiring, shop.id, number)
        wanted = request.args.get("language", "")[:_LONGEST_LOCALE]
        country = order.address.country
        zone = wiring.zone_of(country) if country else None
        reading = Reading(
            language=language_for(wanted, shop.locale),
            now=wiring.clock(),
            zone=zone or zone_named(shop.time_zone),
            carrier_labels={key: known.label for key, known in wiring.carriers.items()},
        )
        page = page_address(wiring, shop.id, order.id)
        return json_answer(OrderSchema().dump(order_view(order, page, reading)))

    def note(self, caller: Caller, number: str) -> Response:
        """Note the stage of an order."""
        if not caller.may_write:
            raise ReadOnlyKeyError
        asked = StageSchema().load(_document())
        stage, changed = note_stage(self.wiring, caller.shop.id, number, asked["stage"])
        return json_answer({"stage": stage.value, "changed": changed})

    def messages(self, caller: Caller) -> Response:
        """Tell what was sent about an order."""
        asked = AskedSchema(unknown=EXCLUDE).load(request.args)
        told = messages_about(self.wiring, caller.shop.id, asked["order"])
        return json_answer({"messages": MessageSchema(many=True).dump(told)})

    def proven(self, answer: Callable[..., Response]) -> Callable[..., Response]:
        """Let in only programs with a good key that do not ask too often."""

        @wraps(answer)
        def answered(**values: str) -> Response:
            caller = prove_api_key(self.wiring, request.headers.get("Authorization", ""))
            return answer(caller, **values)

        return answered


def _document() -> Any:
    """Return the JSON that was sent; what is none is as wrong as what has the wrong shape."""
    document = request.get_json(force=True, silent=True)
    if not isinstance(document, dict):
        raise ValidationError({"body": ["Not a JSON object."]})
    return document


def _not_proven(_error: BadKeyError) -> Response:
    answer = error_answer(
        HTTPStatus.UNAUTHORIZED, "not_authorized", "Send a good key: Authorization: Bearer fk_…"
    )
    answer.headers["WWW-Authenticate"] = "Bearer"
    return answer


def _read_only(_error: ReadOnlyKeyError) -> Response:
    return error_answer(HTTPStatus.FORBIDDEN, "read_only_key", "This key only reads.")


def _no_such_order(_error: NoSuchOrderError) -> Response:
    return error_answer(HTTPStatus.NOT_FOUND, "order_not_found", "There is no such order.")


def _wrong(error: ValidationError) -> Response:
    wrong = error.messages if isinstance(error.messages, dict) else {"body": error.messages}
    told = "; ".join(f"{name}: {_plain(words)}" for name, words in wrong.items())
    return error_answer(HTTPStatus.UNPROCESSABLE_ENTITY, "invalid_request", told)


def _plain(words: Any) -> str:
    return " ".join(str(word) for word in words) if isinstance(words, list) else str(words)


def _too_many(error: TooManyAttemptsError) -> Response:
    answer = error_answer(
        HTTPStatus.TOO_MANY_REQUESTS, "too_many_requests", "Ask at most 120 times a minute."
    )
    answer.headers["Retry-After"] = str(max(1, round(error.retry_after.total_seconds())))
    return answer


def _not_now(_error: OverloadedError) -> Response:
    answer = error_answer(HTTPStatus.SERVICE_UNAVAILABLE, "not_now", "Try again in a minute.")
    answer.headers["Retry-After"] = "60"
    return answer


def _of_http(error: HTTPException) -> Response:
    status = HTTPStatus(error.code or HTTPStatus.INTERNAL_SERVER_ERROR)
    return error_answer(status, status.name.lower(), status.phrase)


def blueprint(wiring: Wiring) -> Blueprint:
    """Return the merchant's API, for an application to register at its root."""
    api = _Api(wiring)
    door = Blueprint("merchant_api", __name__, url_prefix="/api/v1")
    order = "/orders/<path:number>"
    door.add_url_rule(order, "order", api.proven(api.order))
    door.add_url_rule(f"{order}/stage", "note", api.proven(api.note), methods=["POST"])
    door.add_url_rule("/messages", "messages", api.proven(api.messages))
    door.register_error_handler(BadKeyError, _not_proven)
    door.register_error_handler(ReadOnlyKeyError, _read_only)
    door.register_error_handler(NoSuchOrderError, _no_such_order)
    door.register_error_handler(ValidationError, _wrong)
    door.register_error_handler(TooManyAttemptsError, _too_many)
    door.register_error_handler(OverloadedError, _not_now)
    door.register_error_handler(HTTPException, _of_http)
    return door
