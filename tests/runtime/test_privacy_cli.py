"""An operator exports and erases a shopper by hand, and never by mistake."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from domain.shop_events import Shopper
from runtime.privacy_cli import erase_command, export_command
from services.export_shopper import export_shopper
from services.wiring import Wiring
from tests.services.deliver import deliver
from tests.shop_bodies import shopify_order

SHOP = ("shopify", "lamps.myshopify.com")
ALVA = Shopper("", "alva@example.com", "", ())


@pytest.fixture
def bought(wiring: Wiring, shop_id: int) -> int:
    deliver(wiring, shop_id, "orders/create", shopify_order(1001))
    return shop_id


def run(wiring: Wiring, command, *arguments: str, says: str = "") -> Result:
    return CliRunner().invoke(command, [*SHOP, *arguments], obj=lambda: wiring, input=says)


def test_an_export_is_printed_or_written_to_a_file_only_its_owner_can_read(
    wiring, bought, tmp_path: Path
) -> None:
    printed = run(wiring, export_command, "--email", "alva@example.com")
    assert '"#1001"' in printed.stdout
    assert "Orders: 1" in printed.stderr
    out = tmp_path / "alva.json"
    run(wiring, export_command, "--order", "1001", "--out", str(out))
    assert json.loads(out.read_text(encoding="utf-8"))["orders"][0]["number"] == "#1001"
    assert out.stat().st_mode & 0o077 == 0


def test_erasing_asks_first(wiring, bought) -> None:
    refused = run(wiring, erase_command, "--email", "alva@example.com", says="n\n")
    assert refused.exit_code == 1
    assert export_shopper(wiring, bought, ALVA).orders == 1
    done = run(wiring, erase_command, "--email", "alva@example.com", "--yes")
    assert "Orders forgotten: 1" in done.output
    assert export_shopper(wiring, bought, ALVA).orders == 0


@pytest.mark.parametrize("command", [export_command, erase_command])
def test_a_shopper_must_be_named_and_the_shop_be_known(wiring, bought, command) -> None:
    assert "Name the shopper" in run(wiring, command).output
    elsewhere = ["shopify", "nobody.myshopify.com", "--email", "a@example.com"]
    answer = CliRunner().invoke(command, elsewhere, obj=lambda: wiring)
    assert "There is no shop nobody.myshopify.com." in answer.output
