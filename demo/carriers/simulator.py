"""Serve the three carriers' interfaces over HTTP; what they say is in their own files."""

import asyncio
import base64
import json
import secrets
from collections.abc import Awaitable, Callable
from time import monotonic
from typing import Any

from aiohttp import web

from demo.carriers import dhl, postnord, ups
from demo.carriers.book import Book, CarrierKeys
from demo.carriers.faults import Fault, Faults

TOKEN_LIFETIME = 14_399
AT_MOST_TOKENS = 1000
_SHORTEST_INQUIRY, _LONGEST_INQUIRY = 7, 34

Handler = Callable[[web.Request], Awaitable[web.Response]]


class Simulator:
    """Three carriers over one book of consignments."""

    def __init__(self, book: Book, faults: Faults, keys: CarrierKeys) -> None:
        self.book = book
        self.faults = faults
        self._keys = keys
        self._tokens: dict[str, float] = {}

    def routes(self) -> list[web.RouteDef]:
        """Return the interfaces, each under its carrier's prefix."""
        find = "/postnord/rest/shipment/v5/trackandtrace/findByIdentifier.json"
        return [
            web.get(find, self._failing("postnord", self._postnord)),
            web.get("/dhl/track/shipments", self._failing("dhl", self._dhl)),
            web.post("/ups/security/v1/oauth/token", self._ups_token),
            web.get("/ups/api/track/v1/details/{number}", self._failing("ups", self._ups)),
        ]

    def _failing(self, carrier: str, handler: Handler) -> Handler:
        async def answer(request: web.Request) -> web.Response:
            if self.faults.latency:
                await asyncio.sleep(self.faults.latency)
            fault = self.faults.next_for(carrier)
            if fault is Fault.SLOW:
                await asyncio.sleep(self.faults.slow)
            elif fault:
                return self.faults.answer(fault)
            return await handler(request)

        return answer

    async def _postnord(self, request: web.Request) -> web.Response:
        if request.query.get("apikey") != self._keys.postnord_key:
            return _json({"message": "Invalid authentication credentials"}, 401)
        number = request.query.get("id", "")
        ready = self.book.bulk_answer("postnord", number)
        if ready:
            return _raw(ready)
        parcel = self.book.find("postnord", number)
        return _json(postnord.answer(parcel) if parcel else postnord.NOT_FOUND)

    async def _dhl(self, request: web.Request) -> web.Response:
        if request.headers.get("DHL-API-Key") != self._keys.dhl_key:
            detail = "Unauthorized for given resource."
            return _problem({"title": "Unauthorized", "detail": detail, "status": 401})
        number = request.query.get("trackingNumber", "")
        ready = self.book.bulk_answer("dhl", number)
        if ready:
            return _raw(ready)
        parcel = self.book.find("dhl", number)
        if parcel is None or not parcel.reports:
            return _problem(dhl.NOT_FOUND)
        return _json(dhl.answer(parcel))

    async def _ups(self, request: web.Request) -> web.Response:
        token = request.headers.get("Authorization", "").removeprefix("Bearer ")
        if self._tokens.get(token, 0) < monotonic():
            return _json(ups.error("250002", "Invalid Authentication Information."), 401)
        if "transId" not in request.headers or "transactionSrc" not in request.headers:
            return _json(ups.error("400", "transId and transactionSrc are required"), 400)
        number = request.match_info["number"]
        if not _SHORTEST_INQUIRY <= len(number) <= _LONGEST_INQUIRY:
            return _json(ups.error("TV1002", "Invalid inquiry number"), 400)
        ready = self.book.bulk_answer("ups", number)
        if ready:
            return _raw(ready)
        parcel = self.book.find("ups", number)
        if parcel is None or not parcel.reports:
            return _json(ups.NOT_FOUND, 404)
        return _json(ups.answer(parcel))

    async def _ups_token(self, request: web.Request) -> web.Response:
        form = await request.post()
        if form.get("grant_type") != "client_credentials":
            return _json(ups.error("10400", "Invalid/Missing grant_type"), 400)
        pair = f"{self._keys.ups_client_id}:{self._keys.ups_client_secret}"
        wanted = "Basic " + base64.b64encode(pair.encode()).decode()
        if not secrets.compare_digest(
            request.headers.get("Authorization", "").encode(), wanted.encode()
        ):
            return _json(ups.error("10401", "ClientId is Invalid"), 401)
        token = secrets.token_urlsafe(24)
        if len(self._tokens) >= AT_MOST_TOKENS:
            del self._tokens[next(iter(self._tokens))]
        self._tokens[token] = monotonic() + TOKEN_LIFETIME
        issued = self.book.clock.now()
        told = ups.token_answer(token, self._keys.ups_client_id, issued, TOKEN_LIFETIME)
        return _json(told)


def _json(body: dict[str, Any], status: int = 200) -> web.Response:
    return _raw(json.dumps(body, ensure_ascii=False).encode(), status)


def _problem(body: dict[str, Any]) -> web.Response:
    return _raw(json.dumps(body).encode(), int(body["status"]), "application/problem+json")


def _raw(body: bytes, status: int = 200, content_type: str = "application/json") -> web.Response:
    return web.Response(body=body, status=status, headers={"Content-Type": content_type})
