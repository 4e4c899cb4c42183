"""Find the carriers' packages and build those that have credentials; knows none by name."""

import pkgutil
from collections.abc import Iterable, Mapping
from importlib import import_module
from types import ModuleType

from domain.errors import FrammeError
from domain.ports import Carrier
from integrations import carriers as carriers_package
from integrations.carrier_adapter import CarrierAdapter
from integrations.carrier_names import longest_beginning
from integrations.http import PATIENT


class IncompleteCredentialsError(FrammeError):
    """Some, but not all, of a carrier's credentials are set; `missing` names the variables."""

    def __init__(self, missing: tuple[str, ...]) -> None:
        super().__init__(f"set these as well, or unset the others of the carrier: {missing}")
        self.missing = missing


class BrokenCarrierError(FrammeError):
    """A carrier's package cannot be imported, has no adapter, or has another's key."""


def discover_carriers(package: ModuleType = carriers_package) -> tuple[CarrierAdapter, ...]:
    """Import every package in the folder and return its adapter, by key.

    Raises BrokenCarrierError: a carrier left out in silence would be missed by nobody but
    the shoppers.
    """
    found: dict[str, CarrierAdapter] = {}
    for module in pkgutil.iter_modules(package.__path__, f"{package.__name__}."):
        adapter = _adapter_in(module.name)
        if adapter.key in found:
            raise BrokenCarrierError(f"{module.name}: the key {adapter.key!r} is taken")
        found[adapter.key] = adapter
    return tuple(found[key] for key in sorted(found))


def carrier_variables(adapters: Iterable[CarrierAdapter] | None = None) -> tuple[str, ...]:
    """Name every environment variable that carriers read."""
    return tuple(
        variable
        for adapter in (discover_carriers() if adapters is None else adapters)
        for variable in (
            *(credential.env for credential in adapter.credentials),
            adapter.url_variable,
        )
    )


def build_carriers(
    environment: Mapping[str, str], adapters: Iterable[CarrierAdapter] | None = None
) -> dict[str, Carrier]:
    """Build the carriers whose credentials are all set; leave out those with none.

    `environment` holds variables by name; an empty value counts as unset. Raises
    IncompleteCredentialsError naming everything that is missing, and BrokenCarrierError.
    """
    built: dict[str, Carrier] = {}
    missing: list[str] = []
    for adapter in discover_carriers() if adapters is None else adapters:
        values = {
            credential.name: environment.get(credential.env, "").strip()
            for credential in adapter.credentials
        }
        unset = [
            credential.env for credential in adapter.credentials if not values[credential.name]
        ]
        if not unset:
            address = environment.get(adapter.url_variable, "").strip() or adapter.base_url
            built[adapter.key] = adapter.build(values, address.rstrip("/"), PATIENT)
        elif len(unset) < len(values):
            missing += unset
    if missing:
        raise IncompleteCredentialsError(tuple(missing))
    return built


def carrier_for(carrier_text: str, carriers: Mapping[str, Carrier]) -> str | None:
    """Return the key of the carrier a shop's free text means; None when nobody knows.

    The longest name that begins the text wins, by whole words, whatever its case.
    """
    keys = {name: key for key, carrier in carriers.items() for name in carrier.names}
    name = longest_beginning(carrier_text, keys)
    return None if name is None else keys[name]


def _adapter_in(module_name: str) -> CarrierAdapter:
    try:
        module = import_module(module_name)
    except ImportError as error:
        raise BrokenCarrierError(f"{module_name} cannot be imported: {error}") from error
    adapter = getattr(module, "adapter", None)
    if not isinstance(adapter, CarrierAdapter):
        raise BrokenCarrierError(f"{module_name} exposes no adapter")
    return adapter
