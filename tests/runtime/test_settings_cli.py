"""bin/framme settings-link as an operator uses it."""

from click.testing import CliRunner, Result

from runtime.cli import framme
from runtime.settings_cli import settings_link
from services.wiring import Wiring
from tests.session_tokens import SHOP
from tests.settings_screen.merchants import site


def ask(wiring: Wiring, domain: str) -> Result:
    return CliRunner().invoke(settings_link, ["shopify", domain], obj=lambda: wiring)


def test_the_printed_link_opens_the_settings(wiring, shop_id) -> None:
    printed = ask(wiring, SHOP).output
    assert printed.startswith(f"{wiring.public_url}/settings/enter/")
    path = printed.strip().removeprefix(wiring.public_url)
    assert site(wiring).test_client().get(path).status_code == 200


def test_a_shop_nobody_knows_has_no_settings(wiring) -> None:
    result = ask(wiring, SHOP)
    assert (result.exit_code, result.output) == (1, f"Error: {SHOP} is not connected.\n")


def test_the_command_is_one_of_the_operators() -> None:
    assert framme.commands["settings-link"] is settings_link
