"""Lines to a carrier on the loopback address, with tokens kept in memory."""

from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import asynccontextmanager
from datetime import timedelta

from aiohttp import web

from integrations.access_tokens import AccessTokens
from integrations.carrier_adapter import CarrierAdapter
from integrations.http import PATIENT, Patience, open_session
from integrations.line import Line, at_once
from tests.integrations.carrier_examples import folder_of
from tests.integrations.loopback import Answering

SECRET = "s3cr3t-credential"


class TokensInMemory:
    """Keeps tokens as Redis would, by a clock that is moved by hand."""

    def __init__(self) -> None:
        self.now = 0.0
        self._kept: dict[str, tuple[str, float]] = {}

    def get(self, name: str) -> str | None:
        value, ends = self._kept.get(name, ("", 0.0))
        return value if value and self.now < ends else None

    def put(self, name: str, value: str, seconds: float) -> None:
        self._kept[name] = (value, self.now + seconds)

    def try_lock(self, name: str, seconds: float) -> str | None:
        if self.get(f"lock:{name}"):
            return None
        self.put(f"lock:{name}", "mine", seconds)
        return "mine"

    def unlock(self, name: str, key: str) -> None:
        if self.get(f"lock:{name}") == key:
            del self._kept[f"lock:{name}"]


def credentials_for(adapter: CarrierAdapter) -> dict[str, str]:
    return {
        field.name: field.choices[0] if field.choices else SECRET for field in adapter.credentials
    }


@asynccontextmanager
async def line_to(
    adapter: CarrierAdapter,
    url: str,
    *,
    patience: Patience = PATIENT,
    tokens: TokensInMemory | None = None,
    turn: Callable[[], timedelta] = at_once,
    credentials: Mapping[str, str] | None = None,
) -> AsyncIterator[Line]:
    async with open_session(patience) as session:
        yield Line(
            session=session,
            credentials={**credentials_for(adapter), **(credentials or {})},
            base_url=url,
            sign_in_url=url,
            tokens=AccessTokens(tokens or TokensInMemory(), "account"),
            turn=turn,
            patience=patience,
            push_url="https://framme.example/push",
        )


def with_tokens(adapter: CarrierAdapter, answer: Answering) -> Answering:
    """Answer the adapter's requests for tokens with one, and leave the rest to `answer`."""
    told = next(iter(folder_of(adapter).glob("sign_in.told.*")), None)

    async def either(request: web.BaseRequest) -> web.StreamResponse:
        if not adapter.sign_in_path or request.path != adapter.sign_in_path:
            return await answer(request)
        if told:
            return web.Response(body=told.read_bytes())
        return web.json_response({"access_token": "token-1", "expires_in": "14399"})

    return either
