"""What every aggregator's pushes are tried with: the example, and what a table must hold."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from domain.errors import BadSignatureError
from domain.ports import RawDelivery
from integrations.carrier_adapter import CarrierAdapter, Push
from tests.integrations.carrier_examples import folder_of

DIRECTORY = Path(__file__).parents[3] / "integrations" / "directory" / "carriers.csv"
_DIRECT = """
airmee australia_post bring brt budbee cainiao canada_post chronopost chunghwa_post colissimo
correos correos_express db_schenker dhl dhl_ecommerce dhl_express dhl_freight dhl_paket
dhl_parcel_nl dhl_parcel_pl dpd dpd_uk early_bird evri fedex fourpx gls gls_es gls_it
hermes_de inpost instabox japan_post la_poste mrw poste_italiane postnl postnord royal_mail sda
seur seven_eleven_tw sf_express ups usps yanwen
"""
DIRECT = frozenset(_DIRECT.split())
"""Carriers with interfaces of their own, or without any: those an aggregator is asked for most."""


def pushed(adapter: CarrierAdapter) -> bytes:
    return (folder_of(adapter) / "push.told.json").read_bytes()


def push_of(adapter: CarrierAdapter) -> Push:
    assert adapter.push
    return adapter.push


@dataclass(frozen=True)
class Proof:
    """How a provider proves a push: the headers for a body, with a secret."""

    adapter: CarrierAdapter
    secret: str
    headers: dict[str, str]

    def accepts(self, body: bytes | None = None, secret: str | None = None) -> bool:
        return _accepts(self.adapter, body, self.headers, self.secret if secret is None else secret)

    def accepts_with(self, **headers: str) -> bool:
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        return _accepts(self.adapter, None, {**self.headers, **named}, self.secret)

    def accepts_without_headers(self) -> bool:
        return _accepts(self.adapter, None, {}, self.secret)


def _accepts(
    adapter: CarrierAdapter, body: bytes | None, headers: dict[str, str], secret: str
) -> bool:
    told = pushed(adapter) if body is None else body
    try:
        push_of(adapter).verify(RawDelivery(told, headers), secret)
    except BadSignatureError:
        return False
    return True


def assert_a_signature_binds(
    adapter: CarrierAdapter, secret: str, sign: Callable[[bytes, str], dict[str, str]]
) -> None:
    """Check that a push counts with its signature by its secret alone, and with its own body."""
    body = pushed(adapter)
    proof = Proof(adapter, secret, sign(body, secret))
    assert proof.accepts()
    assert not proof.accepts(body=body + b" ")
    assert not proof.accepts(secret="another")
    for name in proof.headers:
        assert not proof.accepts_with(**{name: ""})
        assert not proof.accepts_with(**{name: "AAAA"})
        assert not proof.accepts_with(**{name: "é"})
    assert not proof.accepts_without_headers()
    assert not Proof(adapter, "", sign(body, "")).accepts()


def directory_keys() -> set[str]:
    lines = DIRECTORY.read_text(encoding="utf-8").splitlines()[1:]
    return {line.split(",", 1)[0] for line in lines}
