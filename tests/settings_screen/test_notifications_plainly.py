"""The notifications page without scripts, of other platforms, and for whoever proves nothing."""

import re
from datetime import timedelta

import pytest

from domain.kinds import ChannelKey, Kind
from domain.shop import PlatformKey
from services.choose_kinds import choose_kind
from storage.kind_choices import KindChoice
from tests.settings_screen.merchants import grant, headers, let_in, site
from tests.settings_screen.notification_rows import (
    HTMX,
    PAGE,
    Merchant,
    chosen,
    row_of,
)
from tests.settings_screen.pages import HTTPS, fields_in, plainly, words

EMAIL, SMS, PUSH = ChannelKey


@pytest.mark.parametrize(
    ("platform", "mails"),
    [
        (PlatformKey.SHOPIFY, ["Order confirmation", "Shipping confirmation", "Out for delivery"]),
        (PlatformKey.WOOCOMMERCE, ["Processing order", "Completed order"]),
    ],
)
def test_the_platforms_own_mails_that_double_ours_are_named(
    wiring, connect, platform, mails
) -> None:
    connect(platform, "shop.example", webhook_key="k")
    browser = let_in(wiring, "shop.example", platform)
    page = browser.get(PAGE, base_url=HTTPS).text
    for mail in mails:
        assert f"“{mail}”" in page or f">{mail}<" in page
    assert ("Shopify" in page) is (platform is PlatformKey.SHOPIFY)
    assert "Settings &gt;" in page


def test_without_a_script_a_row_is_a_form_whose_answer_is_a_page(wiring, shop_id) -> None:
    grant(wiring, shop_id)
    browser = let_in(wiring)
    row = row_of(browser.get(PAGE, base_url=HTTPS).text, Kind.PACKED)
    assert "<noscript>" in row
    saved = plainly(browser, f"{PAGE}/packed", row, channels="email")
    assert (saved.status_code, saved.location) == (303, f"{PAGE}?outcome=saved#kind-packed")
    assert chosen(wiring, shop_id, Kind.PACKED).channels == {EMAIL}
    late = plainly(browser, f"{PAGE}/packed", row)
    assert late.location == f"{PAGE}?outcome=changed#kind-packed"
    assert "changed meanwhile" in words(browser.get(late.location, base_url=HTTPS).text)
    form = row_of(browser.get(PAGE, base_url=HTTPS).text, Kind.REVIEW_ASK)
    wrong = plainly(browser, f"{PAGE}/review_ask", form, wait="100")
    assert wrong.status_code == 422
    assert "Please choose between 1 and 60." in words(row_of(wrong.text, Kind.REVIEW_ASK))
    assert "Please choose" not in words(row_of(wrong.text, Kind.PACKED))


def test_a_row_of_another_session_or_site_changes_nothing(wiring, shop_id, connect) -> None:
    grant(wiring, shop_id)
    browser = let_in(wiring)
    connect(domain="other.myshopify.com")
    foreign = let_in(wiring, "other.myshopify.com").get(PAGE, base_url=HTTPS).text
    for sent, origin in [
        ({}, HTTPS),
        ({"proof": fields_in(foreign)["proof"]}, HTTPS),
        (
            {"proof": fields_in(browser.get(PAGE, base_url=HTTPS).text)["proof"]},
            "https://evil.example",
        ),
    ]:
        answer = browser.post(
            f"{PAGE}/packed",
            data={"channels": "email", "version": "0", **sent},
            headers={"Origin": origin, **HTMX},
            base_url=HTTPS,
        )
        assert answer.status_code == 401
    assert chosen(wiring, shop_id, Kind.PACKED).version == 0


def test_a_wait_beyond_its_bounds_is_refused_whoever_asks(wiring, shop_id) -> None:
    from services.choose_kinds import WaitOutOfBoundsError

    long = KindChoice(Kind.REVIEW_ASK, frozenset(), timedelta(days=61), 0)
    with pytest.raises(WaitOutOfBoundsError, match="60 days"):
        choose_kind(wiring, shop_id, long, "merchant")


def test_a_part_of_a_page_keeps_the_way_back_into_the_admin(wiring, shop_id) -> None:
    grant(wiring, shop_id)
    page = Merchant(wiring, "inside").page()
    address = re.search(r'hx-post="(/settings/messages/packed\?[^"]+)"', page)
    assert address is not None
    path = address.group(1).replace("&amp;", "&")
    answer = (
        site(wiring)
        .test_client()
        .post(path, headers={**headers(), **HTMX}, data={"version": "0", "channels": "email"})
    )
    assert f'href="{PAGE}/packed/email/en?shop=' in answer.text
    assert "<html" not in answer.text
