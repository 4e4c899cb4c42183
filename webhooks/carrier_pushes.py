"""Front door for carriers' and aggregators' pushes: prove, store, answer. Nothing else happens."""

import logging
from http import HTTPStatus

from flask import Blueprint, Response, request
from werkzeug.exceptions import RequestEntityTooLarge

from domain.errors import BadSignatureError, BadTokenError, OverloadedError
from domain.ports import RawDelivery
from services.accept_push import accept_push
from services.wiring import Wiring

PREFIX = "/webhooks/carriers/"
MOST_BYTES = 2 * 1024 * 1024
log = logging.getLogger(__name__)


def push_blueprint(wiring: Wiring) -> Blueprint:
    """Return the door for pushes, for an application to register at its root."""
    door = Blueprint("carrier_pushes", __name__)

    @door.post(f"{PREFIX}<token>")
    def receive(token: str) -> Response:
        return Response(status=_answer(wiring, token))

    return door


def _answer(wiring: Wiring, token: str) -> HTTPStatus:
    request.max_content_length = MOST_BYTES
    try:
        body = request.get_data(cache=False)
        headers = {name.lower(): value for name, value in request.headers.items()}
        accept_push(wiring, token, RawDelivery(body, headers))
    except RequestEntityTooLarge:
        return HTTPStatus.REQUEST_ENTITY_TOO_LARGE
    except BadTokenError:
        return HTTPStatus.NOT_FOUND
    except BadSignatureError as error:
        log.warning("a carrier's push is not proven: %s", error)
        return HTTPStatus.UNAUTHORIZED
    except OverloadedError:
        log.exception("a carrier's push was not stored; its sender will try again")
        return HTTPStatus.SERVICE_UNAVAILABLE
    return HTTPStatus.OK
