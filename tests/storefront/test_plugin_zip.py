"""The plugin as merchants get it: complete, small, always the same, and with a Framme if asked."""

import io
import subprocess
import zipfile
from pathlib import Path

import pytest
from click.testing import CliRunner

from runtime.config import ROOT
from storefront.woocommerce.workshop.catalogues import LANGUAGES, PLUGIN
from storefront.woocommerce.workshop.default_address import ADDRESS, with_address
from storefront.woocommerce.workshop.plugin_zip import built, main, version

LARGEST = 600_000
SOURCE = (PLUGIN / ADDRESS).read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def plain() -> zipfile.ZipFile:
    return zipfile.ZipFile(io.BytesIO(built()))


def test_it_has_one_folder_with_everything_a_merchant_needs(plain: zipfile.ZipFile) -> None:
    names = plain.namelist()
    assert {name.split("/")[0] for name in names} == {"framme"}
    needed = ["framme.php", "readme.txt", "uninstall.php", "LICENSE", ADDRESS]
    needed += [f"languages/framme-{locale}.mo" for locale in LANGUAGES]
    needed += [f"languages/framme-{locale}.po" for locale in LANGUAGES]
    needed += [
        f"languages/framme-{locale}-framme-order-tracking-editor-script.json"
        for locale in LANGUAGES
    ]
    assert [name for name in needed if f"framme/{name}" not in names] == []
    ours = {f"framme/{path.relative_to(PLUGIN)}" for path in PLUGIN.rglob("*.php")}
    assert ours <= set(names)


def test_it_has_nothing_else(plain: zipfile.ZipFile) -> None:
    kinds = {".php", ".js", ".css", ".json", ".txt", ".po", ".mo", ".pot", ".svg", ".png", ""}
    for name in plain.namelist():
        path = Path(name)
        assert path.suffix in kinds
        assert not any(part.startswith(".") or part == "tests" for part in path.parts), name
    assert len(built()) < LARGEST


def test_the_same_source_gives_the_same_bytes(plain: zipfile.ZipFile) -> None:
    assert built() == built()
    assert plain.namelist() == sorted(plain.namelist())
    assert {entry.date_time for entry in plain.infolist()} == {(2026, 1, 1, 0, 0, 0)}


def test_no_framme_is_proposed_unless_one_is_given(plain: zipfile.ZipFile) -> None:
    assert plain.read(f"framme/{ADDRESS}").decode() == SOURCE
    assert "return '';" in SOURCE


def test_a_framme_that_is_given_is_proposed() -> None:
    made = zipfile.ZipFile(io.BytesIO(built("https://Track.example/framme/")))
    assert "return 'https://track.example/framme';" in made.read(f"framme/{ADDRESS}").decode()


@pytest.mark.parametrize(
    "bad",
    [
        "track.example",
        "ftp://track.example",
        "https://",
        "https://track.example/?a=1",
        "https://me:secret@track.example",
        "https://track.example/'.evil().'",
        "https://track.example\n",
        "javascript:alert(1)",
    ],
)
def test_what_is_no_address_is_refused(bad: str) -> None:
    with pytest.raises(ValueError, match="no address of a Framme"):
        with_address(SOURCE, bad)


def test_the_command_makes_the_file_and_says_where(tmp_path: Path) -> None:
    done = subprocess.run(
        [
            ROOT / "bin" / "build-plugin",
            "--to",
            tmp_path / "here",
            "--base-url",
            "http://a.example",
        ],
        capture_output=True,
        text=True,
        check=True,
    )
    path = tmp_path / "here" / f"framme-{version()}.zip"
    assert done.stdout == f"{path}\n"
    assert path.read_bytes() == built("http://a.example")


def test_the_command_says_what_is_wrong_with_an_address(tmp_path: Path) -> None:
    result = CliRunner().invoke(main, ["--to", str(tmp_path), "--base-url", "nowhere"])
    assert result.exit_code != 0
    assert "no address of a Framme" in result.output
    assert list(tmp_path.iterdir()) == []
