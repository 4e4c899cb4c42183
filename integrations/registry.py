"""Find the packages of carriers and aggregators, and what this installation holds for them.

Knows none by name.
"""

import pkgutil
import re
from collections.abc import Iterable, Mapping
from importlib import import_module
from types import ModuleType

from domain.errors import FrammeError
from integrations import aggregators, carriers
from integrations.carrier_adapter import CarrierAdapter


class IncompleteCredentialsError(FrammeError):
    """Some, but not all, of a provider's credentials are set; `missing` names the variables."""

    def __init__(self, missing: tuple[str, ...]) -> None:
        super().__init__(f"set these as well, or unset the others of the carrier: {missing}")
        self.missing = missing


class BrokenCarrierError(FrammeError):
    """A package cannot be imported, has no adapter, or has another's key."""


class BadRateError(FrammeError):
    """A variable with windows is not written as they are."""


_WINDOW = re.compile(r"[1-9]\d{0,8}/(second|minute|hour|day)")


def discover_adapters(*packages: ModuleType) -> dict[str, CarrierAdapter]:
    """Import every package in the folders (ours, unless told) and return its adapter, by key.

    Raises BrokenCarrierError: a carrier left out in silence would be missed by nobody but
    the shoppers.
    """
    found: dict[str, CarrierAdapter] = {}
    for package in packages or (carriers, aggregators):
        for module in pkgutil.iter_modules(package.__path__, f"{package.__name__}."):
            adapter = _adapter_in(module.name)
            if adapter.key in found:
                raise BrokenCarrierError(f"{module.name}: the key {adapter.key!r} is taken")
            found[adapter.key] = adapter
    return {key: found[key] for key in sorted(found)}


def own_credentials(
    environment: Mapping[str, str], adapters: Iterable[CarrierAdapter]
) -> dict[str, dict[str, str]]:
    """Read the credentials of the installation's own accounts, by provider; none for most.

    `environment` holds variables by name; an empty value counts as unset. Raises
    IncompleteCredentialsError naming everything that is missing.
    """
    accounts: dict[str, dict[str, str]] = {}
    missing: list[str] = []
    for adapter in adapters:
        values = {
            field.name: environment.get(adapter.variable(field), "").strip()
            for field in adapter.credentials
        }
        unset = [
            adapter.variable(field)
            for field in adapter.credentials
            if not values[field.name] and not field.optional
        ]
        if not any(values.values()):
            continue
        missing += unset
        accounts[adapter.key] = values
    if missing:
        raise IncompleteCredentialsError(tuple(missing))
    return accounts


def own_rates(
    environment: Mapping[str, str], adapters: Iterable[CarrierAdapter]
) -> dict[str, tuple[str, ...]]:
    """Read the windows of the installation's own accounts, such as 10/second,5000/day, or none.

    Raises BadRateError naming the variable.
    """
    rates: dict[str, tuple[str, ...]] = {}
    for adapter in adapters:
        written = environment.get(adapter.rates_variable, "").strip()
        if not written:
            continue
        windows = [] if written == "none" else [part.strip() for part in written.split(",")]
        if not all(map(_WINDOW.fullmatch, windows)):
            raise BadRateError(f"{adapter.rates_variable} must be like 10/second,5000/day or none")
        rates[adapter.key] = tuple(windows)
    return rates


def _adapter_in(module_name: str) -> CarrierAdapter:
    try:
        module = import_module(module_name)
    except ImportError as error:
        raise BrokenCarrierError(f"{module_name} cannot be imported: {error}") from error
    adapter = getattr(module, "adapter", None)
    if not isinstance(adapter, CarrierAdapter):
        raise BrokenCarrierError(f"{module_name} exposes no adapter")
    return adapter
