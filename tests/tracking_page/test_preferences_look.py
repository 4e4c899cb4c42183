"""How the page of a shopper's wishes looks and speaks, and that it names nobody."""

import pytest

from messages.language import LANGUAGES, language
from services.wiring import Wiring
from storage.brands import BrandRow
from tests.tracking_page.kept_orders import path_to
from tests.tracking_page.mail_links import Reader, reader_of
from tracking_page.preferences_view import masked


@pytest.fixture
def alva(wiring: Wiring, shop_id: int) -> Reader:
    return reader_of(wiring, shop_id)


def test_the_page_names_nobody_and_nobody_keeps_it(alva: Reader) -> None:
    alva.save(also_to="friend@example.org")
    answer = alva.look()
    for personal in ("alva@", "Alva", "Åkesson", "Storgatan", "211 34", "friend@"):
        assert personal not in answer.text
    assert "a…a@e…e.com" in answer.text
    assert "f…d@e…e.org" in answer.text
    assert answer.headers["Cache-Control"] == "no-store"
    assert answer.headers["Referrer-Policy"] == "no-referrer"
    assert answer.headers["X-Robots-Tag"] == "noindex, nofollow"
    assert "frame-ancestors 'none'" in answer.headers["Content-Security-Policy"]
    assert "Set-Cookie" not in answer.headers


@pytest.mark.parametrize(
    ("address", "shown"),
    [
        ("alva@example.com", "a…a@e…e.com"),
        ("a@b.se", "a…@b….se"),
        ("bo@x.co.uk", "b…@x…o.uk"),
        ("", ""),
    ],
)
def test_a_masked_address_is_known_to_its_owner_only(address: str, shown: str) -> None:
    assert masked(address) == shown


@pytest.mark.parametrize(
    ("kept", "order", "asked", "spoken"),
    [
        ("", "", "", "de"),
        ("", "sv-SE", "", "sv"),
        ("fi", "sv-SE", "", "fi"),
        ("fi", "sv-SE", "?lang=pl", "pl"),
    ],
)
def test_the_page_speaks_the_language_asked_for_or_kept_or_ordered_in_or_the_browsers(
    alva: Reader, kept: str, order: str, asked: str, spoken: str
) -> None:
    reader = reader_of(alva.wiring, alva.shop_id, "#5", locale=order)
    reader.save(language=kept)
    page = reader.client.get(reader.path + asked, headers={"Accept-Language": "de"}).text
    assert f'<html lang="{spoken}"' in page
    for code in LANGUAGES:
        assert language(code).name in page


@pytest.mark.parametrize(
    ("accent", "styled"),
    [("#8a2be2", True), ("#ffff00", True), ("", False), ("red;}body{display:none", False)],
)
def test_the_page_has_the_shops_look_and_its_policy_allows_that_and_no_more(
    wiring, shop_id, alva, accent, styled
) -> None:
    with wiring.sessions.begin() as session:
        logo = "https://cdn.example/logo.png"
        session.add(BrandRow(shop_id=shop_id, accent=accent, logo_url=logo))
    answer = alva.look()
    policy = answer.headers["Content-Security-Policy"]
    assert ("<style>" in answer.text, "'sha256-" in policy) == (styled, styled)
    assert (
        '<img class="logo" src="https://cdn.example/logo.png" alt="Lamps &amp; Co"' in answer.text
    )
    assert "unsafe-inline" not in policy


@pytest.mark.parametrize("logo", ["javascript:alert(1)", "http://cdn.example/a.png", "data:x", ""])
def test_a_logo_that_is_no_secure_address_is_not_shown(wiring, shop_id, alva, logo) -> None:
    with wiring.sessions.begin() as session:
        session.add(BrandRow(shop_id=shop_id, logo_url=logo))
    assert "<img" not in alva.look().text


def test_the_tracking_page_does_not_lead_to_the_wishes(wiring, shop_id, alva) -> None:
    page = alva.client.get(path_to(wiring, shop_id, alva.order_id)).text
    assert "/p/" not in page
