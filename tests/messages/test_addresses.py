"""Only addresses that are nothing else are linked."""

import pytest

from messages.addresses import image_address, mail_address, web_address


@pytest.mark.parametrize(
    "text", ["https://shop.example", "http://shop.example/a?b=c&d=%20", "https://å.example/ä"]
)
def test_addresses_of_pages_are_kept(text: str) -> None:
    assert web_address(text) == text


@pytest.mark.parametrize(
    "text",
    [
        "",
        "shop.example",
        "https:///path",
        "javascript:alert(1)",
        "JAVASCRIPT:alert(1)",
        "data:text/html,x",
        "https://a\r\nb.example",
        'https://a.example/"onload=x',
        "https://a.example/ b",
        "https://[::1",
        "https://a.example\\@b.example",
        "https://a.example/" + "x" * 2000,
    ],
)
def test_what_is_not_an_address_of_a_page_is_dropped(text: str) -> None:
    assert web_address(text) == ""


def test_an_image_comes_over_https_only() -> None:
    assert image_address("https://cdn.example/a.png")
    assert not image_address("http://cdn.example/a.png")


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("a@b.example", True),
        ("a+b.c@d-e.example", True),
        ("", False),
        ("a@b.example@c.example", False),
        ("a@b.example\r\nBcc: x@y", False),
        ("a@b.example?bcc=x@y", False),
        ("a b@c.example", False),
        ("<a@b.example>", False),
        ("a@b.example\u2028", False),
        ("a@" + "b" * 300, False),
    ],
)
def test_mail_addresses_are_kept_when_they_are_nothing_else(text: str, *, kept: bool) -> None:
    assert mail_address(text) == (text if kept else "")
