"""Whom we may speak to, and whom never: nobody may use us to reach into a network."""

import pytest

from domain.shop_sites import SiteProblem, SiteRefusedError
from integrations.platforms.woocommerce.public_addresses import check_public
from integrations.public_addresses import resolved

PUBLIC, PUBLIC_6 = "93.184.216.34", "2606:2800:220:1:248:1893:25c8:1946"
NOT_PUBLIC, NO_ADDRESS = SiteProblem.NOT_PUBLIC, SiteProblem.NO_ADDRESS


def problem(address: str, *leads_to: str, strict: bool = True) -> SiteProblem | None:
    try:
        check_public(address, strict=strict, resolve=lambda _: leads_to)
    except SiteRefusedError as refused:
        return refused.problem
    return None


@pytest.mark.parametrize(
    ("leads_to", "expected"),
    [
        ((PUBLIC,), None),
        ((PUBLIC_6,), None),
        ((PUBLIC, PUBLIC_6), None),
        (("::ffff:93.184.216.34",), None),
        (("64:ff9b::5db8:d822",), None),
        (("2002:5db8:d822::1",), None),
        ((), SiteProblem.NO_ANSWER),
        (("127.0.0.1",), NOT_PUBLIC),
        (("127.9.9.9",), NOT_PUBLIC),
        (("0.0.0.0",), NOT_PUBLIC),
        (("10.1.2.3",), NOT_PUBLIC),
        (("172.16.0.1",), NOT_PUBLIC),
        (("192.168.1.1",), NOT_PUBLIC),
        (("100.64.0.1",), NOT_PUBLIC),
        (("169.254.169.254",), NOT_PUBLIC),
        (("192.0.2.1",), NOT_PUBLIC),
        (("224.0.0.1",), NOT_PUBLIC),
        (("255.255.255.255",), NOT_PUBLIC),
        (("::",), NOT_PUBLIC),
        (("::1",), NOT_PUBLIC),
        (("fe80::1%eth0",), NOT_PUBLIC),
        (("fd00::1",), NOT_PUBLIC),
        (("ff02::1",), NOT_PUBLIC),
        (("2001::1",), NOT_PUBLIC),
        (("::ffff:127.0.0.1",), NOT_PUBLIC),
        (("::ffff:169.254.169.254",), NOT_PUBLIC),
        (("::10.0.0.1",), NOT_PUBLIC),
        (("64:ff9b::a9fe:a9fe",), NOT_PUBLIC),
        (("2002:a9fe:a9fe::1",), NOT_PUBLIC),
        ((PUBLIC, "10.0.0.1"), NOT_PUBLIC),
        (("10.0.0.1", PUBLIC_6), NOT_PUBLIC),
    ],
)
def test_a_name_must_lead_to_public_addresses_only(
    leads_to: tuple[str, ...], expected: SiteProblem | None
) -> None:
    assert problem("https://shop.example/", *leads_to) is expected


@pytest.mark.parametrize(
    ("address", "expected"),
    [
        ("https://shop.example", None),
        ("https://shop.example:443/x?y", None),
        ("https://shop.example:80/", None),
        ("https://shop.example:8443/", NOT_PUBLIC),
        ("https://shop.example:22/", NOT_PUBLIC),
        ("http://shop.example/", SiteProblem.NOT_SECURE),
        ("https://user@shop.example/", NO_ADDRESS),
        ("https://user:secret@shop.example/", NO_ADDRESS),
        ("https://:@shop.example/", NO_ADDRESS),
        ("https://shop.example:0/", NO_ADDRESS),
        ("https://shop.example:99999/", NO_ADDRESS),
        ("https://shop.example:port/", NO_ADDRESS),
        ("https:///wp-json/", NO_ADDRESS),
        ("https://[::1/", NO_ADDRESS),
        ("ftp://shop.example/", NO_ADDRESS),
        ("file:///etc/passwd", NO_ADDRESS),
        ("//shop.example/", NO_ADDRESS),
        ("shop.example", NO_ADDRESS),
        ("", NO_ADDRESS),
    ],
)
def test_only_plain_https_addresses_are_spoken_to(
    address: str, expected: SiteProblem | None
) -> None:
    assert problem(address, PUBLIC) is expected


@pytest.mark.parametrize(
    ("address", "leads_to", "expected"),
    [
        ("http://127.0.0.1:8899/", "127.0.0.1", None),
        ("http://localhost:8899/", "::1", None),
        ("http://shop.test/", "::ffff:127.0.0.1", None),
        ("http://shop.example:8080/", PUBLIC, None),
        ("http://shop.example/", "169.254.169.254", NOT_PUBLIC),
        ("http://shop.example/", "10.0.0.1", NOT_PUBLIC),
        ("http://user@localhost/", "127.0.0.1", NO_ADDRESS),
    ],
)
def test_in_development_this_machine_may_be_spoken_to_and_no_other_that_is_not_public(
    address: str, leads_to: str, expected: SiteProblem | None
) -> None:
    assert problem(address, leads_to, strict=False) is expected


def test_an_address_in_other_digits_is_still_this_machine() -> None:
    for host in ("2130706433", "0x7f000001", "127.1"):
        assert list(resolved(host)) == ["127.0.0.1"]
        with pytest.raises(SiteRefusedError, match="not_public"):
            check_public(f"https://{host}/", strict=True)


@pytest.mark.parametrize("host", ["no such host", "a" * 64 + ".example", "\x00"])
def test_what_is_no_host_leads_nowhere(host: str) -> None:
    assert list(resolved(host)) == []
