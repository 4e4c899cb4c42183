"""Which carriers are offered, which are refused, and which one a shop means."""

import sys
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

import pytest

from domain.ports import Carrier
from integrations.registry import (
    BrokenCarrierError,
    IncompleteCredentialsError,
    build_carriers,
    carrier_for,
    carrier_variables,
    discover_carriers,
)

ALL_SET = {
    "FRAMME_POSTNORD_API_KEY": "a",
    "FRAMME_DHL_API_KEY": "b",
    "FRAMME_UPS_CLIENT_ID": "c",
    "FRAMME_UPS_CLIENT_SECRET": "d",
}


@pytest.fixture
def package(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[ModuleType]:
    """A folder of carriers of our own, importable for one test."""
    monkeypatch.syspath_prepend(tmp_path)
    (tmp_path / "some_carriers").mkdir()
    module = ModuleType("some_carriers")
    module.__path__ = [str(tmp_path / "some_carriers")]
    sys.modules["some_carriers"] = module
    yield module
    for name in [name for name in sys.modules if name.startswith("some_carriers")]:
        del sys.modules[name]


def write(package: ModuleType, name: str, source: str) -> None:
    (Path(package.__path__[0]) / f"{name}.py").write_text(source)


def test_the_carriers_in_the_folder_are_found() -> None:
    adapters = discover_carriers()
    assert [adapter.key for adapter in adapters] == ["dhl", "postnord", "ups"]
    assert [adapter.label for adapter in adapters] == ["DHL", "PostNord", "UPS"]


def test_every_variable_is_named() -> None:
    urls = {"FRAMME_POSTNORD_URL", "FRAMME_DHL_URL", "FRAMME_UPS_URL"}
    assert set(carrier_variables()) == {*ALL_SET, *urls}


def test_secrets_are_said_to_be_secret_and_every_credential_is_labelled() -> None:
    for adapter in discover_carriers():
        assert any(credential.secret for credential in adapter.credentials)
        assert all(credential.label for credential in adapter.credentials)


def test_carriers_with_all_credentials_are_built_and_those_with_none_left_out() -> None:
    assert set(build_carriers(ALL_SET)) == {"dhl", "postnord", "ups"}
    assert set(build_carriers({"FRAMME_DHL_API_KEY": "b", "FRAMME_UPS_CLIENT_ID": " "})) == {"dhl"}
    assert build_carriers({}) == {}


def test_half_a_set_of_credentials_is_refused_naming_what_is_missing() -> None:
    with pytest.raises(IncompleteCredentialsError, match="FRAMME_UPS_CLIENT_SECRET") as refusal:
        build_carriers({"FRAMME_UPS_CLIENT_ID": "c", "FRAMME_DHL_API_KEY": "b"})
    assert refusal.value.missing == ("FRAMME_UPS_CLIENT_SECRET",)


def test_an_address_can_be_replaced_and_is_the_vendors_otherwise() -> None:
    built = build_carriers(ALL_SET | {"FRAMME_DHL_URL": "http://127.0.0.1:9/"})
    assert vars(built["dhl"])["_base_url"] == "http://127.0.0.1:9"
    assert vars(built["ups"])["_base_url"] == "https://onlinetools.ups.com"


def test_a_carrier_that_cannot_be_imported_is_refused(package: ModuleType) -> None:
    write(package, "broken", "import no_such_module_anywhere")
    with pytest.raises(BrokenCarrierError, match="no_such_module_anywhere"):
        discover_carriers(package)


def test_a_package_without_an_adapter_is_refused(package: ModuleType) -> None:
    write(package, "empty", "adapter = None")
    with pytest.raises(BrokenCarrierError, match="exposes no adapter"):
        discover_carriers(package)


def test_two_carriers_with_one_key_are_refused(package: ModuleType) -> None:
    write(package, "one", "from integrations.carriers.dhl import adapter")
    write(package, "two", "from integrations.carriers.dhl import adapter")
    with pytest.raises(BrokenCarrierError, match="taken"):
        discover_carriers(package)


@pytest.fixture
def carriers() -> dict[str, Carrier]:
    return build_carriers(ALL_SET)


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("PostNord", "postnord"),
        ("POSTNORD SE", "postnord"),
        ("postnord_mypack_home", "postnord"),
        ("MyPack Collect", "postnord"),
        ("  Post-Nord  ", "postnord"),
        ("DHL", "dhl"),
        ("DHL Express (Worldwide)", "dhl"),
        ("\uff24\uff28\uff2c Paket", "dhl"),
        ("UPS®", "ups"),
        ("United Parcel Service of America", "ups"),
        ("ups", "ups"),
        ("Upsala Transport", None),
        ("My DHL", None),
        ("Other", None),
        ("", None),
        ("😀", None),
    ],
)
def test_a_shops_words_mean_the_carrier_whose_name_begins_them(
    text: str, key: str | None, carriers: dict[str, Carrier]
) -> None:
    assert carrier_for(text, carriers) == key


def test_only_carriers_that_are_built_are_meant(carriers: dict[str, Carrier]) -> None:
    assert carrier_for("UPS", {"dhl": carriers["dhl"]}) is None
