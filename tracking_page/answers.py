"""Turn bytes into HTTP answers with the headers a page that holds a secret address needs."""

import gzip
from http import HTTPStatus

from flask import Request, Response

from tracking_page.assets import Asset, Assets

_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' https: data:; "
    "connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)

_HEADERS = {
    "Cache-Control": "private, no-cache",
    "Content-Security-Policy": _POLICY,
    "Content-Type": "text/html; charset=utf-8",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    "X-Robots-Tag": "noindex, nofollow",
}

_UNKEPT = {
    "Cache-Control": "private, no-store",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    "X-Robots-Tag": "noindex, nofollow",
}


def html_answer(text: str, status: HTTPStatus = HTTPStatus.OK) -> Response:
    """Answer with a page that is never kept by anybody."""
    response = Response(text, status, _HEADERS)
    response.headers["Cache-Control"] = "no-store"
    response.headers["Vary"] = "Accept-Language"
    return response


def json_answer(text: str, status: HTTPStatus | int = HTTPStatus.OK) -> Response:
    """Answer with a document that nobody keeps."""
    return Response(text, status, {**_UNKEPT, "Content-Type": "application/json; charset=utf-8"})


def liquid_answer(text: str) -> Response:
    """Answer with Liquid, which the shop renders within its theme."""
    return Response(text, headers={**_UNKEPT, "Content-Type": "application/liquid"})


def unkept(etag: str) -> Response:
    """Answer that the reader's document is still the newest."""
    return Response(status=HTTPStatus.NOT_MODIFIED, headers={**_UNKEPT, "ETag": etag})


def sent_on(address: str) -> Response:
    """Answer that the page is elsewhere, at an address nobody else may learn."""
    headers = {"Cache-Control": "no-store", "Location": address, "Referrer-Policy": "no-referrer"}
    return Response(status=HTTPStatus.SEE_OTHER, headers=headers)


def page_answer(request: Request, packed: bytes, etag: str, vary: str) -> Response:
    """Answer with a compressed page, unpacked for those who cannot."""
    response = _negotiated(request, packed, None)
    response.headers.update(_HEADERS)
    response.headers["ETag"] = etag
    response.headers["Vary"] = vary
    return response


def unchanged(etag: str, vary: str) -> Response:
    """Answer that the reader already has the page."""
    headers = {"Cache-Control": _HEADERS["Cache-Control"], "ETag": etag, "Vary": vary}
    return Response(status=HTTPStatus.NOT_MODIFIED, headers=headers)


def asset_answer(request: Request, assets: Assets, version: str, asset: Asset) -> Response:
    """Answer with a file, to be kept for ever at its own address only.

    During a deployment an address may be of the version before or after: it gets what we have.
    """
    response = _negotiated(request, asset.zipped, asset.content)
    kept = "public, max-age=31536000, immutable" if version == assets.version else "no-cache"
    response.headers["Cache-Control"] = kept
    response.headers["Content-Type"] = asset.media_type
    response.headers["Vary"] = "Accept-Encoding"
    response.headers["X-Content-Type-Options"] = "nosniff"
    return response


def _negotiated(request: Request, packed: bytes, plain: bytes | None) -> Response:
    if request.accept_encodings.quality("gzip") > 0:
        return Response(packed, headers={"Content-Encoding": "gzip"})
    return Response(gzip.decompress(packed) if plain is None else plain)
