"""Which carriers and aggregators are offered, which are refused, and what each must bring."""

import re
import sys
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

import pytest
from limits import parse

from integrations import aggregators, carriers
from integrations.carrier_adapter import CarrierAdapter
from integrations.directory import CARRIERS
from integrations.registry import BrokenCarrierError, discover_adapters

ADAPTERS = discover_adapters()
EVERY_ADAPTER = pytest.mark.parametrize("one", ADAPTERS.values(), ids=ADAPTERS)
PLAIN = "from tests.integrations.plain_carrier import adapter as plain\n"
A_DAYS = re.compile(r"[1-9][0-9]*/day")
A_NAME = re.compile(r"[a-z][a-z0-9_]*")


def folders_of(package: ModuleType) -> set[str]:
    folder = Path(package.__path__[0])
    return {path.parent.name for path in folder.glob("*/__init__.py")}


def test_every_folder_of_carriers_and_aggregators_is_found_by_its_name_in_order() -> None:
    assert set(ADAPTERS) == folders_of(carriers) | folders_of(aggregators)
    assert list(ADAPTERS) == sorted(ADAPTERS)
    assert {one.key: one for one in ADAPTERS.values()} == ADAPTERS


def test_carriers_serve_somebody_and_aggregators_everybody() -> None:
    assert set(discover_adapters(carriers)) == folders_of(carriers)
    assert {one.key for one in ADAPTERS.values() if one.serves} == folders_of(carriers)
    assert all(one.provider.aggregates for one in discover_adapters(aggregators).values())


@EVERY_ADAPTER
def test_an_adapter_says_who_it_is_and_whom_it_serves(one: CarrierAdapter) -> None:
    assert A_NAME.fullmatch(one.key)
    assert one.label.strip() == one.label != ""
    assert set(one.serves) <= set(CARRIERS)
    assert len(set(one.serves)) == len(one.serves)


@EVERY_ADAPTER
def test_an_adapter_asks_for_credentials_a_merchant_can_enter(one: CarrierAdapter) -> None:
    names = [field.name for field in one.credentials]
    assert len(set(names)) == len(names)
    assert any(field.secret and not field.optional for field in one.credentials)
    for field in one.credentials:
        assert A_NAME.fullmatch(field.name)
        assert field.label
        assert not (field.secret and field.choices)
    if one.push:
        assert one.push.secret in names


@EVERY_ADAPTER
def test_an_adapter_has_an_address_a_probe_and_a_pace(one: CarrierAdapter) -> None:
    for address in filter(None, (one.base_url, one.sign_in_url)):
        assert address.startswith("https://")
        assert not address.endswith("/")
    assert one.base_url
    assert not one.sign_in_path or one.sign_in_path.startswith("/")
    assert one.probe.number
    assert one.per_call >= 1
    assert one.a_day >= 1
    for rate in one.rates:
        assert parse(rate).amount >= 1
        assert "day" not in rate or A_DAYS.fullmatch(rate)


@EVERY_ADAPTER
def test_what_could_not_be_checked_is_said_in_short_sentences(one: CarrierAdapter) -> None:
    for fact in one.unconfirmed:
        assert fact.strip() == fact != ""
        assert len(fact) <= 200


def test_every_variable_is_an_accounts_or_an_address_and_nobody_elses() -> None:
    names = [
        name
        for one in ADAPTERS.values()
        for name in (
            one.url_variable,
            one.rates_variable,
            *map(one.variable, one.credentials),
        )
    ]
    assert len(set(names)) == len(names)
    assert all(re.fullmatch("FRAMME_[A-Z0-9_]+", name) for name in names)


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


def test_a_package_of_our_own_is_found(package: ModuleType) -> None:
    write(package, "zebra", f"{PLAIN}adapter = plain('zebra')")
    write(package, "ape", f"{PLAIN}adapter = plain('ape')")
    assert list(discover_adapters(package)) == ["ape", "zebra"]


@pytest.mark.parametrize(
    ("source", "why"),
    [
        ("import no_such_module_anywhere", "no_such_module_anywhere"),
        ("from integrations.meanings import NO_SUCH_MEANING", "NO_SUCH_MEANING"),
        ("adapter = None", "exposes no adapter"),
        ("", "exposes no adapter"),
    ],
)
def test_a_package_that_is_no_carrier_is_refused(
    package: ModuleType, source: str, why: str
) -> None:
    write(package, "broken", source)
    with pytest.raises(BrokenCarrierError, match=why) as refusal:
        discover_adapters(package)
    assert "some_carriers.broken" in str(refusal.value)


def test_two_with_one_key_are_refused(package: ModuleType) -> None:
    write(package, "one", f"{PLAIN}adapter = plain()")
    write(package, "two", f"{PLAIN}adapter = plain()")
    with pytest.raises(BrokenCarrierError, match=r"two: the key 'plain' is taken"):
        discover_adapters(package)
