"""Answer in JSON: what was asked for, or why not, in one shape for all errors."""

import json
from http import HTTPStatus

from flask import Response


def json_answer(document: object, status: HTTPStatus = HTTPStatus.OK) -> Response:
    """Answer with a document that nobody between us and the program may keep."""
    return Response(
        json.dumps(document, ensure_ascii=False),
        status,
        {
            "Cache-Control": "no-store",
            "Content-Type": "application/json; charset=utf-8",
            "X-Content-Type-Options": "nosniff",
        },
    )


def error_answer(status: HTTPStatus, code: str, message: str) -> Response:
    """Answer why not: `code` is for programs, `message` for whoever reads their log."""
    return json_answer({"error": {"code": code, "message": message}}, status)
