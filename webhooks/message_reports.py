"""Front door for providers' reports of messages: prove, note, answer. Nothing else happens."""

import logging
from collections.abc import Callable
from http import HTTPStatus

from flask import Blueprint, Response, request
from werkzeug.exceptions import RequestEntityTooLarge

from domain.errors import (
    BadSignatureError,
    BadTokenError,
    OverloadedError,
    UnreadablePayloadError,
)
from domain.ports import RawDelivery
from services.accept_report import Reported, accept_own_report, accept_report
from services.wiring import Wiring

PREFIX = "/webhooks/messages/"
MOST_BYTES = 256 * 1024
_NOTHING_TO_DO = b'<?xml version="1.0" encoding="UTF-8"?><Response/>'
"""Twilio sends the shopper what else it is answered."""
log = logging.getLogger(__name__)


def report_blueprint(wiring: Wiring) -> Blueprint:
    """Return the door for reports, for an application to register at its root."""
    door = Blueprint("message_reports", __name__)

    @door.post(f"{PREFIX}<token>")
    def receive(token: str) -> Response:
        return _answer(lambda reported: accept_report(wiring, token, reported))

    @door.post(f"{PREFIX}own/<provider>")
    def receive_own(provider: str) -> Response:
        return _answer(lambda reported: accept_own_report(wiring, provider, reported))

    return door


def _answer(accept: Callable[[Reported], None]) -> Response:
    status = _status(accept)
    if status is not HTTPStatus.OK:
        return Response(status=status)
    return Response(_NOTHING_TO_DO, status, content_type="text/xml; charset=utf-8")


def _status(accept: Callable[[Reported], None]) -> HTTPStatus:
    request.max_content_length = MOST_BYTES
    try:
        body = request.get_data(cache=False)
        headers = {name.lower(): value for name, value in request.headers.items()}
        accept(Reported(request.query_string.decode("latin-1"), RawDelivery(body, headers)))
    except RequestEntityTooLarge:
        return HTTPStatus.REQUEST_ENTITY_TOO_LARGE
    except BadTokenError:
        return HTTPStatus.NOT_FOUND
    except BadSignatureError as error:
        log.warning("a report of a message is not proven: %s", error)
        return HTTPStatus.UNAUTHORIZED
    except UnreadablePayloadError as error:
        log.warning("a report of a message cannot be read: %s", error)
        return HTTPStatus.BAD_REQUEST
    except OverloadedError:
        log.exception("a report of a message was not noted; its sender will try again")
        return HTTPStatus.SERVICE_UNAVAILABLE
    return HTTPStatus.OK
