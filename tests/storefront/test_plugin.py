"""The WooCommerce plugin passes its own tests, with today's PHP and with the oldest it runs on."""

import os
import re
import shutil
import subprocess
from pathlib import Path

import pytest

from runtime.config import ROOT
from tests.conftest import skip_or_fail

PLUGIN = Path("storefront/woocommerce/framme")
OLDEST = Path("storefront/woocommerce/oldest-php")
TESTS = Path("tests/storefront/woocommerce")
WORDPRESS = Path("demo/woocommerce/wordpress")
NOT_INSTALLED, NO_SUCH_PART = 69, 64
EXTENSIONS = ("curl", "dom", "mbstring", "xmlwriter")


def check(*parts: str, root: Path = ROOT) -> subprocess.CompletedProcess[str]:
    """Run parts of bin/check-plugin, in a copy of the house if one is named."""
    return subprocess.run(
        [root / "bin" / "check-plugin", *parts],
        env={"PATH": os.environ["PATH"], "HOME": str(root)},
        capture_output=True,
        text=True,
        timeout=240,
        check=False,
    )


@pytest.fixture(scope="module", autouse=True)
def _tools() -> None:
    if shutil.which("php") is None:
        skip_or_fail("PHP is not installed: bin/install-tools")
    loaded = subprocess.run(["php", "-m"], capture_output=True, text=True, check=True).stdout
    missing = [name for name in EXTENSIONS if name not in loaded.split()]
    if missing or shutil.which("phpunit") is None:
        skip_or_fail(
            f"PHPUnit, or php-{' php-'.join(missing)}, is not installed: bin/install-tools"
        )


@pytest.fixture(scope="module")
def _oldest() -> None:
    lock, installed = ROOT / OLDEST / "package-lock.json", ROOT / OLDEST / "node_modules/.installed"
    if not installed.exists() or installed.read_bytes() != lock.read_bytes():
        skip_or_fail(f"{OLDEST}/node_modules is missing or old: bin/install-tools")


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """A house with nothing in it but what the plugin needs, to be broken."""
    house = tmp_path / "house"
    (house / "bin").mkdir(parents=True)
    shutil.copy(ROOT / "bin" / "check-plugin", house / "bin")
    for part in (PLUGIN, WORDPRESS, TESTS):
        shutil.copytree(ROOT / part, house / part)
    (house / OLDEST).mkdir()
    for path in (ROOT / OLDEST).iterdir():
        (house / OLDEST / path.name).symlink_to(path)
    return house


def a_test(house: Path, body: str) -> None:
    """Leave only one test in the house."""
    for path in (house / TESTS).glob("*Test.php"):
        path.unlink()
    text = (
        "<?php\nfinal class OnlyTest extends PretendTestCase {\n"
        f"\tpublic function test_it(): void {{\n\t\t{body}\n\t}}\n}}\n"
    )
    (house / TESTS / "OnlyTest.php").write_text(text, encoding="utf-8")


def test_every_file_is_php() -> None:
    ran = check("lint")
    assert (ran.returncode, ran.stdout, ran.stderr) == (0, "", "")


def test_a_file_that_is_no_php_would_be_found(copy: Path) -> None:
    (copy / PLUGIN / "includes" / "broken.php").write_text("<?php echo (", encoding="utf-8")
    ran = check("lint", root=copy)
    assert ran.returncode not in {0, NOT_INSTALLED}
    assert "broken.php" in ran.stderr


def test_the_plugin_passes_its_tests() -> None:
    ran = check("tests")
    assert ran.returncode == 0, ran.stdout + ran.stderr
    assert re.search(r"OK \(\d{3,} tests, \d+ assertions\)", ran.stdout)


@pytest.mark.parametrize(
    ("body", "named"),
    [
        ("$this->assertSame( 1, 2 );", "Failures: 1"),
        ("", "Risky: 1"),
        ("$this->markTestSkipped();", "Skipped: 1"),
        ("$this->addWarning( 'x' ); $this->assertTrue( true );", "Warnings: 1"),
        ("$this->assertSame( '', $nothing );", "Undefined variable"),
    ],
)
def test_a_test_that_fails_or_tests_nothing_would_be_noticed(
    copy: Path, body: str, named: str
) -> None:
    a_test(copy, body)
    ran = check("tests", root=copy)
    assert ran.returncode not in {0, NOT_INSTALLED}
    assert named in ran.stdout


def test_each_test_begins_from_the_same_shop(copy: Path) -> None:
    a_test(
        copy,
        "$this->connect(); $this->order(); Framme_Breaker::open(); $this->log_in( 1 );"
        " PretendSnapshot::put_back();"
        " $this->assertFalse( Framme_Options::connected() );"
        " $this->assertFalse( Framme_Breaker::is_open() );"
        " $this->assertSame( array(), wc_get_orders( array() ) );"
        " $this->assertSame( 0, get_current_user_id() );",
    )
    ran = check("tests", root=copy)
    assert ran.returncode == 0, ran.stdout


@pytest.mark.usefixtures("_oldest")
def test_the_plugin_passes_its_tests_with_php_7_4() -> None:
    ran = check("oldest")
    assert ran.returncode == 0, ran.stdout + ran.stderr
    assert re.search(r"^PHP 7\.4\.\d+: \d{3,} tests, 0 went wrong$", ran.stdout, re.MULTILINE)


@pytest.mark.usefixtures("_oldest")
@pytest.mark.parametrize(
    "body", ["$this->assertSame( '', str_contains( 'a', 'a' ) );", "match( 1 ) {};"]
)
def test_what_php_7_4_does_not_know_would_be_noticed(copy: Path, body: str) -> None:
    a_test(copy, body)
    assert check("oldest", root=copy).returncode not in {0, NOT_INSTALLED}


def test_there_are_no_other_parts() -> None:
    assert check("everything").returncode == NO_SUCH_PART
