"""Turn texts and facts into HTTP answers with the headers a merchant's page needs."""

import json
from collections.abc import Mapping
from http import HTTPStatus
from urllib.parse import urlsplit

from flask import Request, Response, jsonify, redirect
from werkzeug.wrappers import Response as WsgiResponse

from domain.embedding import WebAnswer
from settings_screen.assets import Asset, Assets

_OUTSIDE = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; "
    "connect-src 'self'; frame-src 'self'; form-action 'self'; base-uri 'none'; "
    "frame-ancestors 'none'"
)
_MAIL = (
    "default-src 'none'; style-src 'unsafe-inline'; img-src https:; form-action 'none'; "
    "base-uri 'none'; sandbox"
)
"""A mail in a frame: its own styles and its logo; nothing runs, and no link leads anywhere."""
_COMMON = {
    "Cache-Control": "no-store",
    "Content-Type": "text/html; charset=utf-8",
    # The address may hold a proof that is good for a minute.
    "Referrer-Policy": "same-origin",
    "X-Content-Type-Options": "nosniff",
    "X-Robots-Tag": "noindex, nofollow",
}


def outside_page(text: str, status: HTTPStatus = HTTPStatus.OK) -> Response:
    """Answer with a page that nobody may frame."""
    response = Response(text, status, _COMMON)
    response.headers["Content-Security-Policy"] = _OUTSIDE
    response.headers["Cross-Origin-Opener-Policy"] = "same-origin"
    return response


def mail_page(text: str) -> Response:
    """Answer a frame of ours with a mail, as its reader would see it."""
    response = Response(text, HTTPStatus.OK, _COMMON)
    response.headers["Content-Security-Policy"] = _MAIL
    response.headers["Referrer-Policy"] = "no-referrer"
    return response


def framed_page(text: str, origin: str, status: HTTPStatus = HTTPStatus.OK) -> Response:
    """Answer with a page that a shop's own admin frames, and nobody else."""
    response = outside_page(text, status)
    policy = _OUTSIDE.replace("frame-ancestors 'none'", f"frame-ancestors {origin}")
    response.headers["Content-Security-Policy"] = policy
    del response.headers["Cross-Origin-Opener-Policy"]
    return response


def inside_page(
    text: str, headers: Mapping[str, str], cdn: str, status: HTTPStatus = HTTPStatus.OK
) -> Response:
    """Answer with a page that the platform's admin frames; `headers` say who may.

    The platform's components bring styles, fonts and figures of their own, and report how fast
    they were.
    """
    at = urlsplit(cdn)
    origin = f"{at.scheme}://{at.netloc}"
    policy = "; ".join(
        (
            "default-src 'none'",
            f"script-src 'self' {origin}",
            f"style-src 'self' 'unsafe-inline' {origin}",
            f"font-src {origin}",
            f"img-src 'self' data: {origin}",
            f"connect-src 'self' {origin} https://*.shopify.com https://*.shopifysvc.com",
            "frame-src 'self'",
            "form-action 'self'",
            "base-uri 'none'",
        )
    )
    response = Response(text, status, _COMMON)
    response.headers.update(headers)
    frames = headers.get("Content-Security-Policy", "frame-ancestors 'none'").rstrip("; ")
    response.headers["Content-Security-Policy"] = f"{frames}; {policy}"
    return response


def said(answer: Response, words: str, *, offered: bool = False, focus: str = "") -> Response:
    """Have htmx's page say what was done; `offered` when the part says so itself, to be seen.

    `focus` is the id of the field where the keyboard goes on.
    """
    told = {"framme:said": {"words": words, "offered": offered, "focus": focus}}
    # Headers are ASCII: everything else is escaped.
    answer.headers["HX-Trigger"] = json.dumps(told)
    return answer


def as_told(answer: WebAnswer) -> Response:
    """Answer what the platform's page expects, as it is."""
    response = Response(answer.body, answer.status, dict(answer.headers))
    response.headers["Cache-Control"] = "no-store"
    return response


def facts(status: HTTPStatus = HTTPStatus.OK, **values: object) -> Response:
    """Answer our script."""
    response = jsonify(values)
    response.status_code = status
    response.headers["Cache-Control"] = "no-store"
    response.headers["X-Content-Type-Options"] = "nosniff"
    return response


def moved_on(address: str) -> WsgiResponse:
    """Answer a form that was saved: what follows is at an address of ours."""
    answer = redirect(address, HTTPStatus.SEE_OTHER)
    answer.headers["Cache-Control"] = "no-store"
    return answer


def download(content: bytes, name: str) -> Response:
    """Answer with a document to be kept; `name` is ASCII without quotes."""
    return Response(
        content,
        headers={
            "Cache-Control": "no-store",
            "Content-Disposition": f'attachment; filename="{name}"',
            "Content-Type": "application/json; charset=utf-8",
            "X-Content-Type-Options": "nosniff",
        },
    )


def asset_answer(request: Request, assets: Assets, version: str, asset: Asset) -> Response:
    """Answer with a file, to be kept for ever at its own address only."""
    zipped = request.accept_encodings.quality("gzip") > 0
    response = Response(asset.zipped if zipped else asset.content)
    if zipped:
        response.headers["Content-Encoding"] = "gzip"
    kept = "public, max-age=31536000, immutable" if version == assets.version else "no-cache"
    response.headers["Cache-Control"] = kept
    response.headers["Content-Type"] = asset.media_type
    response.headers["Vary"] = "Accept-Encoding"
    response.headers["X-Content-Type-Options"] = "nosniff"
    return response
