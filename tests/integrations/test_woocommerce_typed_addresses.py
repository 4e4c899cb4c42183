"""What merchants type that is no address of a shop, and what is asked for in production."""

from collections.abc import Iterator

import pytest

from domain.shop_sites import SiteProblem, SiteRefusedError
from integrations.http import Patience
from integrations.platforms.woocommerce import discovery
from integrations.platforms.woocommerce.pages import Pages
from tests.integrations.loopback import address_nobody_listens_at
from tests.integrations.test_woocommerce_discovery import refused
from tests.integrations.woocommerce_shop import Shop, open_shop


@pytest.fixture
def shop() -> Iterator[Shop]:
    with open_shop() as shop:
        yield shop


@pytest.mark.parametrize(
    "typed",
    [
        "",
        "   ",
        "lampor",
        "hej@lampor.example",
        "https://user:secret@lampor.example",
        "ftp://lampor.example",
        "javascript://lampor.example/%0Aalert(1)",
        "https://",
        "https://[::1",
        "https://lampor.example:butik/",
        "lam por.example",
        "lampor..example",
        f"{'a' * 64}.example",
        f"lampor.example/{'a' * 2000}",
        "lampor.example\x00",
    ],
)
def test_what_is_no_address_is_not_looked_for(shop: Shop, typed: str) -> None:
    assert refused(shop, typed) == (SiteProblem.NO_ADDRESS, "")
    assert shop.asked == []


def test_a_path_that_cannot_be_sent_is_no_address(shop: Shop) -> None:
    assert refused(shop, f"{shop.address}/\x01")[0] is SiteProblem.NO_ADDRESS


@pytest.mark.parametrize("typed", ["https://{}", "http://{}", "{}"])
def test_a_site_that_does_not_answer_is_said_not_to(shop: Shop, typed: str) -> None:
    nobody = address_nobody_listens_at().removeprefix("http://")
    assert refused(shop, typed.format(nobody)) == (SiteProblem.NO_ANSWER, "ConnectError")


def test_an_index_that_drips_is_given_up(shop: Shop) -> None:
    pages = Pages(strict=False, patience=Patience(total=-1))
    with pytest.raises(SiteRefusedError, match="not in time"):
        pages.index(shop.root)


@pytest.mark.parametrize(
    ("typed", "asked_for"),
    [
        ("Lampor.Example", "https://lampor.example/"),
        ("http://lampor.example/butik?x", "https://lampor.example/butik"),
        ("räksmörgås.example", "https://xn--rksmrgs-5wao1o.example/"),
        ("lampor.example.", "https://lampor.example/"),
        ("https://lampor.example:443", "https://lampor.example:443/"),
        ("https://[2606:2800:220:1::1]/", "https://[2606:2800:220:1::1]/"),
    ],
)
def test_in_production_https_is_asked_whatever_was_typed(typed: str, asked_for: str) -> None:
    asked: list[str] = []

    class Noting(Pages):
        def look(self, address: str):
            asked.append(address)
            raise SiteRefusedError(SiteProblem.NO_ANSWER, "ConnectError")

    with pytest.raises(SiteRefusedError) as error:
        discovery.find(Noting(strict=True), typed, strict=True)
    assert asked == [asked_for]
    was_open = typed.startswith("http://")
    assert error.value.problem is (SiteProblem.NOT_SECURE if was_open else SiteProblem.NO_ANSWER)


@pytest.mark.parametrize("typed", ["127.0.0.1", "http://127.0.0.1", "localhost", "[::1]"])
def test_in_production_this_machine_is_not_looked_at(typed: str) -> None:
    with pytest.raises(SiteRefusedError) as error:
        discovery.find(Pages(strict=True), typed, strict=True)
    assert error.value.problem is SiteProblem.NOT_PUBLIC
