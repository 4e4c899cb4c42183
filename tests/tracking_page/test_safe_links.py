"""Links from strangers."""

import pytest

from tracking_page.safe_links import mail_link, way_on_foot, web_address


@pytest.mark.parametrize(
    "address",
    ["https://carrier.example/track?n=1&l=sv", "http://carrier.example/", " https://a.example/x "],
)
def test_a_web_address_may_be_followed(address: str) -> None:
    assert web_address(address) == address.strip()


@pytest.mark.parametrize(
    "address",
    [
        "",
        "javascript:alert(1)",
        "JaVaScRiPt:alert(1)",
        "java\nscript:alert(1)",
        "https://a.example/\x00",
        "data:text/html,<script>alert(1)</script>",
        "vbscript:x",
        "//evil.example/x",
        "/relative",
        "https:evil",
        "https://",
        "https://[broken",
        "https:\\\\evil.example",
        "file:///etc/passwd",
    ],
)
def test_any_other_address_is_refused(address: str) -> None:
    assert web_address(address) == ""


@pytest.mark.parametrize(
    ("parts", "where"),
    [
        (("Storgatan 1", "211 34 Malmö", "SE"), "Storgatan%201%2C%20211%2034%20Malm%C3%B6%2C%20SE"),
        (("", " Malmö ", ""), "Malm%C3%B6"),
        (("1/2 a&from=x#y",), "1%2F2%20a%26from%3Dx%23y"),
    ],
)
def test_the_way_on_foot_leads_to_the_words_of_an_address(parts, where: str) -> None:
    way = "https://www.openstreetmap.org/directions?engine=fossgis_osrm_foot&to="
    assert way_on_foot(*parts) == way + where


def test_there_is_no_way_to_nowhere() -> None:
    assert way_on_foot("", " ") == ""


def test_a_mail_link_names_the_order() -> None:
    assert mail_link("help@lamps.example", "#1042 å") == (
        "mailto:help@lamps.example?subject=%231042%20%C3%A5"
    )


@pytest.mark.parametrize(
    "address",
    ["", "help", "a@b?cc=all@x", 'a"@b', "a@b\nBcc: c@d", "<script>@x", "a@b,c@d", "a@b&body=x"],
)
def test_what_is_not_one_mail_address_makes_no_link(address: str) -> None:
    assert mail_link(address, "hello") == ""
