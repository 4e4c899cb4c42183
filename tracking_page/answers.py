"""Turn bytes into HTTP answers with the headers a page that holds a secret address needs."""

import gzip
from dataclasses import dataclass
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


_PUBLIC = "public, max-age=300"


def html_answer(text: str, status: HTTPStatus = HTTPStatus.OK) -> Response:
    """Answer with a page that is never kept by anybody."""
    response = Response(text, status, _HEADERS)
    response.headers["Cache-Control"] = "no-store"
    response.headers["Vary"] = "Accept-Language"
    return response


def json_answer(text: str, status: HTTPStatus | int = HTTPStatus.OK) -> Response:
    """Answer with a document that nobody keeps."""
    return Response(text, status, {**_UNKEPT, "Content-Type": "application/json; charset=utf-8"})


def file_answer(content: bytes, media_type: str, name: str) -> Response:
    """Answer with a file to be saved, which nobody on the way keeps."""
    saved = {"Content-Type": media_type, "Content-Disposition": f'attachment; filename="{name}"'}
    return Response(content, headers={**_UNKEPT, **saved})


def liquid_answer(text: str) -> Response:
    """Answer with Liquid, which the shop renders within its theme."""
    return Response(text, headers={**_UNKEPT, "Content-Type": "application/liquid"})


def unkept(etag: str, *, posted: bool = False) -> Response:
    """Answer that the reader's document is still the newest; only a GET may be answered by 304."""
    status = HTTPStatus.NO_CONTENT if posted else HTTPStatus.NOT_MODIFIED
    return Response(status=status, headers={**_UNKEPT, "ETag": etag})


def sent_on(address: str) -> Response:
    """Answer that the page is elsewhere, at an address nobody else may learn."""
    headers = {"Cache-Control": "no-store", "Location": address, "Referrer-Policy": "no-referrer"}
    return Response(status=HTTPStatus.SEE_OTHER, headers=headers)


@dataclass(frozen=True, slots=True)
class Standing:
    """How long a page is good, and for whom: `own` is shown to one visitor, and kept by nobody."""

    etag: str
    vary: str
    own: bool

    @property
    def headers(self) -> dict[str, str]:
        """Return what says so."""
        kept = _UNKEPT if self.own else _HEADERS
        return {"Cache-Control": kept["Cache-Control"], "ETag": self.etag, "Vary": self.vary}


def page_answer(request: Request, packed: bytes, standing: Standing) -> Response:
    """Answer with a compressed page, unpacked for those who cannot."""
    response = _negotiated(request, packed, None)
    response.headers.update(_HEADERS | standing.headers)
    return response


def unchanged(standing: Standing) -> Response:
    """Answer that the reader already has the page."""
    return Response(status=HTTPStatus.NOT_MODIFIED, headers=standing.headers)


@dataclass(frozen=True, slots=True)
class Published:
    """How long a page is good that holds nobody's order: anybody may keep it for a few minutes.

    What was `searched` for is not for search engines: they could be led to any words.
    """

    etag: str
    vary: str
    searched: bool = False

    @property
    def headers(self) -> dict[str, str]:
        """Return what says so."""
        public = {"Cache-Control": _PUBLIC, "ETag": self.etag, "Vary": self.vary}
        return public | ({"X-Robots-Tag": "noindex"} if self.searched else {})


def published_page(request: Request, packed: bytes, published: Published) -> Response:
    """Answer with a compressed page that search engines may show."""
    response = _negotiated(request, packed, None)
    kept = {name: value for name, value in _HEADERS.items() if name != "X-Robots-Tag"}
    response.headers.update(kept | published.headers)
    return response


def still_published(published: Published) -> Response:
    """Answer that the reader already has the page."""
    return Response(status=HTTPStatus.NOT_MODIFIED, headers=published.headers)


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
