"""A shop is found from whatever address of it a merchant types, and never where it must not be."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from domain.shop_sites import Site, SiteProblem, SiteRefusedError
from tests.integrations.woocommerce_answers import Answer, page, told
from tests.integrations.woocommerce_certificate import make_certificate
from tests.integrations.woocommerce_shop import Shop, open_shop

UNLINKED = Answer(200, b"<html>", {"Link": '<https://x.example/feed>; rel="alternate"'})


@pytest.fixture
def shop() -> Iterator[Shop]:
    with open_shop() as shop:
        yield shop


@pytest.fixture
def certificate(tmp_path: Path) -> Path:
    return make_certificate(tmp_path)


def refused(shop: Shop, address: str) -> tuple[SiteProblem, str]:
    with pytest.raises(SiteRefusedError) as error:
        shop.sites.find(address)
    return error.value.problem, error.value.detail


def as_typed(shop: Shop) -> str:
    return shop.address.removeprefix("http://")


def the_site(shop: Shop) -> Site:
    return Site(
        name=as_typed(shop),
        address=shop.address,
        root=f"{shop.address}/wp-json/",
        consent=f"{shop.address}/wc-auth/v1/authorize",
    )


@pytest.mark.parametrize(
    "typed",
    ["{}", "  {} ", "//{}/", "http://{}", "HTTP://{}/butik/lampa?x=1#top", "{}/wp-admin/"],
)
def test_a_shop_is_found_from_any_address_of_it(shop: Shop, typed: str) -> None:
    assert shop.sites.find(typed.format(as_typed(shop))) == the_site(shop)


def test_the_page_that_was_typed_is_looked_at_without_what_is_only_for_staff(shop: Shop) -> None:
    shop.sites.find(f"{shop.address}/butik/wp-admin/edit.php?post=1")
    assert shop.asked[0].line == "/butik/"


def test_moves_within_reason_are_followed(shop: Shop) -> None:
    for path, where in [("/", "/sv/"), ("/sv/", "/sv/hem"), ("/sv/hem", "/hem")]:
        shop.instead[path] = page(302, Location=where)
    assert shop.sites.find(shop.address) == the_site(shop)


def test_a_site_that_sends_us_round_has_moved(shop: Shop) -> None:
    shop.instead["/"] = page(302, Location="/?again=1")
    assert refused(shop, shop.address) == (SiteProblem.MOVED, f"{shop.address}/")


def test_a_site_on_another_host_is_found_there(shop: Shop) -> None:
    with open_shop() as other:
        shop.instead["/"] = page(301, Location=other.address)
        assert shop.sites.find(shop.address) == the_site(other)
        shop.instead["/"] = page(200, Link=f'<{other.root}>; rel="https://api.w.org/"')
        assert shop.sites.find(shop.address) == the_site(other)


@pytest.mark.parametrize(
    ("where", "problem"),
    [
        ("http://169.254.169.254/latest/", SiteProblem.NOT_PUBLIC),
        ("http://10.0.0.1/", SiteProblem.NOT_PUBLIC),
        ("http://user:secret@127.0.0.1/", SiteProblem.NO_ADDRESS),
        ("file:///etc/passwd", SiteProblem.NO_ADDRESS),
    ],
)
def test_nobody_leads_us_into_a_network(shop: Shop, where: str, problem: SiteProblem) -> None:
    shop.instead["/"] = page(302, Location=where)
    assert refused(shop, shop.address)[0] is problem
    shop.instead["/"] = page(200, Link=f'<{where}>; rel="https://api.w.org/"')
    assert refused(shop, shop.address)[0] is problem


def test_half_an_address_leads_nowhere(shop: Shop) -> None:
    shop.link = '<http://[::1>; rel="https://api.w.org/"'
    assert shop.sites.find(shop.address) == the_site(shop)
    shop.instead["/"] = page(302, Location="http://[::1")
    assert refused(shop, shop.address)[0] is SiteProblem.NO_ANSWER


@pytest.mark.parametrize("front", [UNLINKED, page(200), page(403), page(503)])
def test_without_a_link_the_interface_is_looked_for_where_it_usually_is(
    shop: Shop, front: Answer
) -> None:
    shop.instead["/"] = front
    assert shop.sites.find(shop.address) == the_site(shop)
    shop.instead["/butik/"] = front
    assert shop.sites.find(f"{shop.address}/butik/") == the_site(shop)


def test_a_site_without_any_interface_is_no_shop(shop: Shop) -> None:
    shop.instead |= {"/": page(404), "/butik/": page(200), "GET /": page(404)}
    shop.instead["/butik/wp-json/"] = page(404)
    assert refused(shop, f"{shop.address}/butik/") == (SiteProblem.NO_INTERFACE, "HTTP 404")
    assert [asked.line.partition("_fields")[0] for asked in shop.asked] == [
        "/butik/",
        "/butik/wp-json/?",
        "/butik/?rest_route=/&",
        "/wp-json/?",
        "/?rest_route=/&",
    ]


def test_a_custom_place_of_the_interface_is_believed(shop: Shop) -> None:
    shop.link = f'<{shop.address}/api>; rel="https://api.w.org/"'
    shop.instead["/api/"] = told({"namespaces": ["wc/v3"], "home": shop.address})
    assert shop.sites.find(shop.address).root == f"{shop.address}/api/"


def test_an_interface_in_a_language_is_one_without(shop: Shop) -> None:
    shop.link = f'<{shop.root}?lang=sv>; rel="https://api.w.org/"'
    assert shop.sites.find(shop.address) == the_site(shop)


def test_a_shop_in_a_folder_is_named_with_it(shop: Shop) -> None:
    shop.store.home = f"{shop.address}/Butik/"
    site = shop.sites.find(shop.address)
    assert site.name == f"{as_typed(shop)}/butik"
    assert site.address == f"{shop.address}/Butik"
    assert site.consent == f"{shop.address}/Butik/wc-auth/v1/authorize"


def test_links_through_index_php_have_their_consent_page_in_the_query(shop: Shop) -> None:
    shop.link = f'<{shop.address}/index.php/wp-json/>; rel="https://api.w.org/"'
    shop.instead["/index.php/wp-json/"] = told({"namespaces": ["wc/v3"], "home": shop.address})
    consent = shop.sites.find(shop.address).consent
    assert consent == f"{shop.address}/?wc-auth-version=1&wc-auth-route=authorize"


def test_bare_links_are_fine_over_https_and_useless_without(certificate: Path) -> None:
    with open_shop(certificate, plain_links=True) as shop:
        site = shop.sites.find(shop.address)
        assert site.root == f"{shop.address}/index.php?rest_route=/"
        assert site.consent == f"{shop.address}/?wc-auth-version=1&wc-auth-route=authorize"
        shop.link = ""
        assert shop.sites.find(shop.address).root == f"{shop.address}/?rest_route=/"
    with open_shop(plain_links=True) as shop:
        assert refused(shop, shop.address) == (SiteProblem.BARE_LINKS, "")


def test_https_is_tried_first_and_what_counts(certificate: Path) -> None:
    with open_shop(certificate) as shop:
        shop.store.home = shop.address.replace("https", "http")
        site = shop.sites.find(shop.address.removeprefix("https://"))
        assert (site.address, site.root) == (shop.address, shop.root)
        shop.store.namespaces = ["wp/v2"]
        typed = shop.address.removeprefix("https://")
        assert refused(shop, typed) == (SiteProblem.NO_SHOP, "")
        shop.certificate = ""
        assert refused(shop, shop.address)[0] is SiteProblem.NOT_SECURE


@pytest.mark.parametrize(
    ("answer", "expected"),
    [
        (told({"namespaces": ["wp/v2"], "home": "x"}), (SiteProblem.NO_SHOP, "")),
        (told({"code": "rest_disabled"}), (SiteProblem.NO_INTERFACE, "HTTP 200")),
        (told([]), (SiteProblem.NO_INTERFACE, "HTTP 200")),
        (page(200), (SiteProblem.NO_INTERFACE, "HTTP 200")),
        (page(401), (SiteProblem.NO_INTERFACE, "HTTP 401")),
        (page(301, Location="/"), (SiteProblem.NO_INTERFACE, "HTTP 301")),
        (Answer(200, b"[" * 2_000_001), (SiteProblem.NO_INTERFACE, "too long an answer")),
        (
            told({"namespaces": ["wc/v3"], "home": "https://ny.example/?x"}),
            (SiteProblem.MOVED, "https://ny.example/"),
        ),
        (told({"namespaces": ["wc/v3"], "home": 7}), (SiteProblem.MOVED, "")),
        (told({"namespaces": ["wc/v3"], "home": "//[x"}), (SiteProblem.NO_INTERFACE, "")),
    ],
    ids=lambda value: str(value)[:50],
)
def test_what_is_no_shop_is_told_apart(
    shop: Shop, answer: Answer, expected: tuple[SiteProblem, str]
) -> None:
    shop.instead["GET /"] = answer
    assert refused(shop, shop.address) == expected
