"""The name of a page: the same as long as the page is the same."""

from dataclasses import replace
from datetime import timedelta

import pytest

from services.look_up_order import LinkTarget
from tests.fakes import NOON
from tracking_page.freshness import Wish, page_name, wish_of

TARGET = LinkTarget(shop_id=1, order_id=2, version=3, page_version=0, checked_at=NOON)
NONE = Wish("", "")


def test_the_same_page_has_the_same_name() -> None:
    later = NOON + timedelta(minutes=14, seconds=59)
    assert page_name(TARGET, "page", NONE, NOON, "v") == page_name(TARGET, "page", NONE, later, "v")


@pytest.mark.parametrize(
    "name",
    [
        page_name(replace(TARGET, version=4), "page", NONE, NOON, "v"),
        page_name(replace(TARGET, order_id=3), "page", NONE, NOON, "v"),
        page_name(replace(TARGET, shop_id=2), "page", NONE, NOON, "v"),
        page_name(replace(TARGET, page_version=1), "page", NONE, NOON, "v"),
        page_name(replace(TARGET, checked_at=NOON + timedelta(seconds=1)), "page", NONE, NOON, "v"),
        page_name(replace(TARGET, checked_at=None), "page", NONE, NOON, "v"),
        page_name(TARGET, "list", NONE, NOON, "v"),
        page_name(TARGET, "page", Wish("sv", ""), NOON, "v"),
        page_name(TARGET, "page", Wish("", "sv"), NOON, "v"),
        page_name(TARGET, "page", NONE, NOON + timedelta(minutes=15), "v"),
        page_name(TARGET, "page", NONE, NOON, "w"),
    ],
)
def test_whatever_changes_the_page_changes_its_name(name: str) -> None:
    assert name != page_name(TARGET, "page", NONE, NOON, "v")


@pytest.mark.parametrize(
    ("chosen", "header", "wish"),
    [
        ("sv", "en", Wish("sv", "")),
        ("", "sv-SE,sv;q=0.9,en;q=0.5", Wish("", "sv")),
        ("", "hu, en;q=0.4", Wish("", "en")),
        ("", "hu", Wish("", "")),
        ("", "zh-TW,zh;q=0.9,en;q=0.8", Wish("", "zh_Hant")),
        ("", "no;q=0.8, pt-BR;q=0.9", Wish("", "pt_BR")),
        ("", "fr;q=0, nn", Wish("", "nb")),
        ("zh_Hans", "sv", Wish("zh_Hans", "")),
        ("xx", "", Wish("", "")),
        ("../sv", "\x00;;q=x", Wish("", "")),
    ],
)
def test_a_wish_is_read_from_the_choice_or_the_browser(
    chosen: str, header: str, wish: Wish
) -> None:
    assert wish_of(chosen, header) == wish


@pytest.mark.parametrize(
    ("wish", "order", "shop", "code"),
    [
        (Wish("en", ""), "sv-SE", "sv", "en"),
        (Wish("zh_Hans", ""), "zh-TW", "zh-TW", "zh_Hans"),
        (Wish("", "en"), "sv-SE", "en", "sv"),
        (Wish("", "sv"), "hu-HU", "en", "sv"),
        (Wish("", ""), "hu-HU", "sv-SE", "sv"),
        (Wish("", "en"), "pt", "pt-BR", "pt_BR"),
        (Wish("", "zh_Hant"), "zh", "zh-CN", "zh_Hant"),
        (Wish("", ""), "", "", "en"),
        (Wish("", ""), "<script>", "\x00", "en"),
    ],
)
def test_the_choice_goes_before_the_order_the_browser_and_the_shop(
    wish: Wish, order: str, shop: str, code: str
) -> None:
    assert wish.language(order, shop).code == code
