"""bin/framme new-carrier: what it makes is sound as it is, and it writes over nothing."""

import csv
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from runtime.cli import framme
from runtime.config import ROOT

DIRECTORY = Path("integrations", "directory", "carriers.csv")
PACKAGES = ("domain", "integrations", "jobs", "messages", "runtime", "services", "storage")
EXAMPLES = ("in_transit", "out_for_delivery", "delivered", "not_found")


def make(into: Path, key: str, label: str) -> Result:
    return CliRunner().invoke(framme, ["new-carrier", key, label, "--into", str(into)])


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    """The few places of a checkout that the command looks at."""
    (tmp_path / "tests").mkdir()
    (tmp_path / "integrations" / "carriers" / "ups").mkdir(parents=True)
    (tmp_path / "integrations" / "aggregators" / "ship24").mkdir(parents=True)
    (tmp_path / DIRECTORY).parent.mkdir()
    shutil.copy(ROOT / DIRECTORY, tmp_path / DIRECTORY)
    return tmp_path


def files_in(folder: Path) -> set[str]:
    return {str(path.relative_to(folder)) for path in folder.rglob("*") if path.is_file()}


def rows_in(folder: Path) -> list[dict[str, str]]:
    with (folder / DIRECTORY).open(encoding="utf-8", newline="") as table:
        return list(csv.DictReader(table))


def test_a_carrier_is_a_folder_and_a_test(checkout: Path) -> None:
    told = make(checkout, "acme_post", "Acme Post")
    assert told.exit_code == 0
    package = {f"{name}.py" for name in ("__init__", "client", "parser", "statuses")}
    package |= {f"examples/{name}.json" for name in EXAMPLES}
    package |= {f"examples/{name}.expected.json" for name in EXAMPLES}
    assert files_in(checkout / "integrations" / "carriers" / "acme_post") == package
    assert files_in(checkout / "tests") == {"integrations/carriers/test_acme_post.py"}
    assert all(f"acme_post/{name}" in told.output for name in package)


def test_what_is_missing_is_said(checkout: Path) -> None:
    told = make(checkout, "acme_post", "Acme Post").output
    for words in ("docs/adding-a-carrier.md", "customs", "-k", "unconfirmed", str(DIRECTORY)):
        assert words in told
    assert "$" not in told


def test_a_row_is_added_in_its_place_and_no_other_changes(checkout: Path) -> None:
    before = (checkout / DIRECTORY).read_bytes().splitlines()
    assert "added a row" in make(checkout, "acme_post", "Acme, Post & Co").output
    after = (checkout / DIRECTORY).read_bytes().splitlines()
    (row,) = [line for line in after if line not in before]
    assert [line for line in after if line != row] == before
    keys = [one["key"] for one in rows_in(checkout)]
    assert keys == sorted(keys)
    (told,) = [one for one in rows_in(checkout) if one["key"] == "acme_post"]
    assert told == {
        "key": "acme_post",
        "label": "Acme, Post & Co",
        "countries": "",
        "names": "",
        "link": "",
        "sites": "",
    }


@pytest.mark.parametrize("key", ["a", "zzzz"])
def test_a_row_may_be_the_first_or_the_last(checkout: Path, key: str) -> None:
    make(checkout, key, "Acme Post")
    keys = [one["key"] for one in rows_in(checkout)]
    assert key in {keys[0], keys[-1]}
    assert keys == sorted(keys)


def test_a_carrier_the_directory_knows_keeps_its_row(checkout: Path) -> None:
    before = (checkout / DIRECTORY).read_bytes()
    told = make(checkout, "evri", "Evri")
    assert told.exit_code == 0
    assert "added a row" not in told.output
    assert (checkout / DIRECTORY).read_bytes() == before


@pytest.mark.parametrize(
    ("key", "label", "why"),
    [
        ("Acme", "Acme Post", "cannot be a key"),
        ("acme-post", "Acme Post", "cannot be a key"),
        ("acme__post", "Acme Post", "cannot be a key"),
        ("9acme", "Acme Post", "cannot be a key"),
        ("../acme", "Acme Post", "cannot be a key"),
        ("", "Acme Post", "cannot be a key"),
        ("a" * 31, "Acme Post", "cannot be a key"),
        ("import", "Acme Post", "Python has it"),
        ("json", "Acme Post", "Python has it"),
        ("ups", "Acme Post", "integrations/carriers/ups/"),
        ("ship24", "Acme Post", "integrations/aggregators/ship24/"),
        ("acme_post", "", "cannot be a label"),
        ("acme_post", ' "; import os; "', "cannot be a label"),
        ("acme_post", "Acme\nPost", "cannot be a label"),
        ("acme_post", "Acme $key", "cannot be a label"),
        ("acme_post", "Acme\\", "cannot be a label"),
        ("acme_post", "x" * 41, "cannot be a label"),
        ("acme_post", "PostNord", "under the key 'postnord'"),
    ],
)
def test_a_key_or_a_label_that_cannot_be_used_is_refused(
    checkout: Path, key: str, label: str, why: str
) -> None:
    before = files_in(checkout)
    told = make(checkout, key, label)
    assert told.exit_code == 1
    assert why in told.output
    assert files_in(checkout) == before


def test_twice_is_once_too_often(checkout: Path) -> None:
    make(checkout, "acme_post", "Acme Post")
    assert "'acme_post' is taken" in make(checkout, "acme_post", "Acme Post").output


def test_an_installation_without_tests_is_no_place_for_carriers(tmp_path: Path) -> None:
    assert "a checkout" in make(tmp_path, "acme_post", "Acme Post").output


@pytest.fixture(scope="module")
def copy(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the tree with two new carriers in it: a long key is wrapped otherwise."""
    folder = tmp_path_factory.mktemp("checkout")
    ignored = shutil.ignore_patterns("__pycache__")
    for name in PACKAGES:
        shutil.copytree(ROOT / name, folder / name, ignore=ignored)
    (folder / "tests").mkdir()
    for path in (ROOT / "tests").glob("*.py"):
        shutil.copy(path, folder / "tests")
    shutil.copytree(ROOT / "tests" / "integrations", folder / "tests/integrations", ignore=ignored)
    shutil.copy(ROOT / "pyproject.toml", folder)
    make(folder, "acme_post", "Acme Post")
    make(folder, "a" * 30, "A" * 40)
    return folder


@pytest.fixture(scope="module")
def in_copy(copy: Path) -> Callable[..., subprocess.CompletedProcess[str]]:
    def run(tool: str, *words: str) -> subprocess.CompletedProcess[str]:
        # What runs there is not measured: the copy is gone when the figures are added up.
        clean = {name: v for name, v in os.environ.items() if not name.startswith("COV")}
        command = [sys.executable, "-m", tool, *words]
        return subprocess.run(
            command, cwd=copy, env=clean, capture_output=True, text=True, check=False
        )

    return run


def made_in(copy: Path) -> list[str]:
    return [
        str(path.relative_to(copy))
        for key in ("acme_post", "a" * 30)
        for path in (
            *(copy / "integrations" / "carriers" / key).glob("*.py"),
            copy / "tests" / "integrations" / "carriers" / f"test_{key}.py",
        )
    ]


def test_what_is_made_passes_the_linter_the_formatter_and_the_types(copy: Path, in_copy) -> None:
    made = made_in(copy)
    assert len(made) == 10
    for words in (["ruff", "check", *made], ["ruff", "format", "--check", *made], ["mypy", *made]):
        done = in_copy(*words)
        assert done.returncode == 0, done.stdout + done.stderr


def battery(key: str) -> list[str]:
    names = ("examples", "hostile_input", "clients")
    files = [f"tests/integrations/test_carrier_{name}.py" for name in names]
    files += ["tests/integrations/carriers", "tests/integrations/test_registry.py"]
    files += ["tests/integrations/test_directory.py"]
    return [
        "-q",
        "-p",
        "no:randomly",
        "-p",
        "no:cacheprovider",
        *files,
        "-k",
        f"{key} or directory",
    ]


def test_the_battery_misses_nothing_but_the_rest_of_a_parcels_life(in_copy) -> None:
    done = in_copy("pytest", *battery("acme_post"))
    failed = [line for line in done.stdout.splitlines() if line.startswith("FAILED")]
    assert [line.partition("::")[2].split()[0] for line in failed] == [
        "test_examples_cover_the_life_of_a_parcel[acme_post]"
    ], done.stdout
    for missing in ("customs", "failed", "is_return_leg", "attempt_failed", "exception"):
        assert f"'{missing}'" in done.stdout
    assert " passed" in done.stdout
