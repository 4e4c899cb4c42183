"""Open HTTP clients that reach shops and nobody else, bounded in time and size."""

import ssl
import time
from collections.abc import Iterator
from functools import cache

import httpx

from integrations.http import PATIENT, Patience
from integrations.platforms.shopify.places import Places
from integrations.platforms.shopify.shop_names import is_shop


def shop_client(places: Places, patience: Patience = PATIENT) -> httpx.Client:
    """Open a client for `https://{shop}.myshopify.com/…`; every other address is refused.

    Redirects are not followed and proxies of the environment not used: they would lead elsewhere.
    Whatever goes wrong is an httpx.RequestError.
    """
    return httpx.Client(
        transport=_ShopTransport(places, patience),
        timeout=httpx.Timeout(patience.total, connect=patience.connect, read=patience.read),
        follow_redirects=False,
        trust_env=False,
        # What is not compressed cannot grow beyond the bound when it is read.
        headers={"Accept-Encoding": "identity"},
    )


class _ShopTransport(httpx.BaseTransport):
    def __init__(self, places: Places, patience: Patience) -> None:
        self._places = places
        self._patience = patience
        self._inner = httpx.HTTPTransport(verify=_trust())

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        deadline = time.monotonic() + self._patience.total
        address, shop = request.url, request.url.host
        plain = address.scheme == "https" and not address.userinfo and address.port is None
        if not plain or not is_shop(shop):
            raise httpx.UnsupportedProtocol("only shops are spoken to", request=request)
        if self._places.simulator:
            request = _to_simulator(request, self._places.shop(shop))
        response = self._inner.handle_request(request)
        if response.headers.get("Content-Encoding", "identity") != "identity":
            response.close()
            raise httpx.DecodingError("a compressed answer was not asked for", request=request)
        assert isinstance(response.stream, httpx.SyncByteStream)
        response.stream = _Bounded(response.stream, self._patience.size, deadline)
        return response

    def close(self) -> None:
        self._inner.close()


class _Bounded(httpx.SyncByteStream):
    def __init__(self, stream: httpx.SyncByteStream, most_bytes: int, deadline: float) -> None:
        self._stream = stream
        self._most_bytes = most_bytes
        self._deadline = deadline

    def __iter__(self) -> Iterator[bytes]:
        size = 0
        for part in self._stream:
            size += len(part)
            if size > self._most_bytes:
                raise httpx.ReadError(f"the answer is larger than {self._most_bytes} bytes")
            if time.monotonic() > self._deadline:
                raise httpx.ReadTimeout("no answer in time")
            yield part

    def close(self) -> None:
        self._stream.close()


def _to_simulator(request: httpx.Request, shop_address: str) -> httpx.Request:
    address = httpx.URL(shop_address + request.url.raw_path.decode("ascii"))
    headers = httpx.Headers(request.headers)
    headers["Host"] = address.netloc.decode("ascii")
    return httpx.Request(
        request.method,
        address,
        headers=headers,
        stream=request.stream,
        extensions=request.extensions,
    )


@cache
def _trust() -> ssl.SSLContext:
    return httpx.create_ssl_context()
