"""A shop's own looks in its mails."""

from dataclasses import replace

import pytest

from domain.brand import Brand, Font, SocialNetwork
from domain.kinds import Kind
from messages.colours import palettes
from tests.messages.mails import SHOP, Page, rendered, story

LOOKS = Brand(
    logo_url="https://cdn.example/logo.png",
    accent="#8a2d5c",
    ground="#fbf3ea",
    font=Font.SERIF,
    footer="Lamps & Co\n\nStorgatan 1\r\n211 34 Malmö",
    social={
        SocialNetwork.INSTAGRAM: "https://social.example/lamps",
        SocialNetwork.X: "javascript:alert(1)",
    },
    reply_to="care@lamps.example",
)


def test_logo_colours_font_footer_and_links_are_the_shops() -> None:
    mail = rendered(Kind.DELIVERED, brand=LOOKS)
    page = Page(mail.html)
    (logo,) = page.all("img")
    assert (logo["src"], logo["alt"], logo["height"]) == (LOOKS.logo_url, "Lamps & Co", "40")
    assert "#8a2d5c" in mail.html
    assert "#fbf3ea" in mail.html
    assert "Georgia" in mail.html
    assert "https://social.example/lamps" in page.links
    assert "javascript" not in mail.html
    for words in (page.words, mail.text):
        for fact in ("Storgatan 1", "211 34 Malmö", "Instagram", "care@lamps.example"):
            assert fact in words
        assert "help@lamps.example" not in words


def test_both_lights_have_their_colours() -> None:
    mail = rendered(Kind.DELIVERED, brand=LOOKS)
    light, dark = palettes(LOOKS)
    plain, _, when_dark = mail.html.partition("prefers-color-scheme: dark")
    assert light.link in plain
    for colour in (dark.page, dark.card, dark.box, dark.ink, dark.link, dark.on_accent):
        assert colour in when_dark.partition("</style>")[0]
    names = [attributes.get("name") for attributes in Page(mail.html).all("meta")]
    assert "color-scheme" in names


@pytest.mark.parametrize(
    "address",
    [
        "http://cdn.example/logo.png",
        "https://",
        "file:///etc/passwd",
        "data:image/png;base64,AAAA",
        'https://cdn.example/x.png" onerror="x',
        "https://cdn.example/x.png\r\nX: y",
        "https://cdn.example/" + "x" * 3000,
    ],
)
def test_a_logo_is_shown_only_from_an_https_address(address: str) -> None:
    mail = rendered(Kind.DELIVERED, brand=replace(LOOKS, logo_url=address))
    assert not Page(mail.html).all("img")
    assert "Lamps & Co" in Page(mail.html).words


def test_a_footer_is_words_and_ends_somewhere() -> None:
    footer = "<script>x</script> {{ 7*7 }}\n" * 50
    mail = rendered(Kind.DELIVERED, brand=replace(LOOKS, footer=footer))
    assert not Page(mail.html).all("script")
    assert mail.text.count("{{ 7*7 }}") == 6


@pytest.mark.parametrize("font", Font)
def test_every_font_is_one_that_is_on_the_reader_machine(font: Font) -> None:
    html = rendered(Kind.DELIVERED, brand=Brand(font=font)).html
    assert "font-face" not in html
    assert "fonts.googleapis" not in html
    assert "font-family:" in html


def test_questions_go_to_the_shop_where_a_brand_has_no_address() -> None:
    mail = rendered(Kind.DELIVERED, replace(story(Kind.DELIVERED), shop=SHOP), brand=Brand())
    assert "mailto:help@lamps.example" in mail.html
