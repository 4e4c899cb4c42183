"""A shop's style sheet, and the preview of a design: what is served, to whom, and for how long."""

from dataclasses import replace

import pytest

from app import create_app
from domain.access import Level
from domain.brand import READABLE, Brand, Font, contrast
from domain.kinds import Kind
from domain.page_design import PageDesign, PageWords, Section
from services.change_brand import EnteredBrand, change_brand
from services.change_page import change_page, page_of
from services.look_up_order import OrderStory, open_link, tell_story
from services.page_look import look_address, look_css
from services.preview_message import UnknownOrderError
from services.preview_page import SAMPLES, Draft, keep_draft, order_to_show
from tests.app_config import CONFIG
from tests.tracking_page.kept_orders import keep, path_to, told, visitor

CSS = "h1 { color: #abcdef; background: url(https://evil.example/x) }"


def story_of(wiring, shop_id: int, order_id: int) -> OrderStory:
    story = tell_story(wiring, shop_id, order_id)
    assert story is not None
    return story


@pytest.fixture
def browser(wiring):
    return create_app(wiring, CONFIG).test_client()


def test_a_style_sheet_is_kept_for_ever_at_the_address_of_its_version_only(
    wiring, shop_id, browser
) -> None:
    order = keep(wiring, shop_id, told())
    assert look_address(story_of(wiring, shop_id, order)) == ""
    change_page(wiring, shop_id, PageDesign(css=CSS), "anna")
    address = look_address(story_of(wiring, shop_id, order))
    assert address == f"/t/look/{shop_id}/1.css"
    answer = browser.get(address)
    assert answer.headers["Content-Type"] == "text/css; charset=utf-8"
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.headers["Cache-Control"] == "public, max-age=31536000, immutable"
    assert answer.text == ".framme-page h1 { color: #abcdef; }"
    for other in ("0", "2", "x", "999999999999999999999"):
        stale = browser.get(f"/t/look/{shop_id}/{other}.css")
        assert (stale.text, stale.headers["Cache-Control"]) == (answer.text, "no-cache")
    assert browser.get("/t/look/77/0.css").text == ""
    assert browser.get(f"/t/look/{2**63}/0.css").status_code == 404


def test_a_page_names_its_style_sheet_and_changes_with_the_brand(wiring, shop_id) -> None:
    page = path_to(wiring, shop_id, keep(wiring, shop_id, told()))
    shopper = visitor(wiring)
    before = shopper.get(page)
    assert "/t/look/" not in before.text
    change_brand(wiring, shop_id, EnteredBrand(accent="#7a1fa2"), "anna")
    after = shopper.get(page)
    assert f'<link rel="stylesheet" href="/t/look/{shop_id}/1.css">' in after.text
    assert after.headers["ETag"] != before.headers["ETag"]
    assert "style-src 'self';" in after.headers["Content-Security-Policy"]
    assert '<body class="framme-page">' in after.text
    assert page_of(wiring, shop_id).version == 1
    token = page.removeprefix("/t/")
    assert open_link(wiring, token).page_version == 1


@pytest.mark.parametrize("accent", ["#0b5d4e", "#7a1fa2", "#000000", "#767676", "#b00020"])
def test_the_accent_can_be_read_by_day_and_by_night(accent: str) -> None:
    day, night = look_css(Brand(accent=accent), PageDesign()).splitlines()
    assert night.startswith("@media (prefers-color-scheme: dark)")
    for css, card in ((day, "#ffffff"), (night, "#1c2220")):
        colours = dict(
            one.split(": ") for one in css.split("{")[-1].split(" }")[0].strip("; ").split("; ")
        )
        assert contrast(colours["--link"], card) >= READABLE
        assert contrast(colours["--on-accent"], colours["--accent"]) >= READABLE


def test_a_ground_on_which_words_cannot_be_read_is_left_out() -> None:
    assert look_css(Brand(ground="#fdf6e3", font=Font.SERIF), PageDesign()).splitlines() == [
        ":root { --ground: #fdf6e3; }",
        "@media (prefers-color-scheme: dark) { :root { --ground: #121614; } }",
        ".framme-page { font-family: Georgia, Cambria, 'Times New Roman', Times, serif; }",
    ]
    assert look_css(Brand(ground="#101820"), PageDesign()) == ""


def test_only_the_preview_may_be_framed_and_nothing_runs_in_it(wiring, shop_id, browser) -> None:
    page = path_to(wiring, shop_id, keep(wiring, shop_id, told()))
    words = {"en": PageWords("<script>alert(1)</script>")}
    draft = Draft(
        shop_id,
        PageDesign(words=words, css=CSS),
        "en",
        order_to_show(wiring, shop_id, "#1042"),
        ancestors=("https://lamps.myshopify.com", "https://evil.example; script-src *", "*"),
    )
    preview = f"/t/preview/{keep_draft(wiring, draft)}"
    answer = browser.get(preview)
    policy = dict(
        one.strip().partition(" ")[::2]
        for one in answer.headers["Content-Security-Policy"].split(";")
    )
    assert policy["frame-ancestors"] == "'self' https://lamps.myshopify.com"
    assert policy["sandbox"] == ""
    assert policy["form-action"] == "'none'"
    assert "script-src" not in policy
    assert policy["default-src"] == "'none'"
    assert answer.headers["Cache-Control"] == "no-store"
    assert "Set-Cookie" not in answer.headers
    assert "<script>alert" not in answer.text
    look = browser.get(f"{preview}.css")
    assert ".framme-page h1 { color: #abcdef; }" in look.text
    assert "evil" not in look.text
    for other in (page, f"{page}/prove", "/track/shopify/lamps.myshopify.com", "/t/preview/x"):
        assert "frame-ancestors 'none'" in browser.get(other).headers["Content-Security-Policy"]


def test_a_preview_shows_by_its_level_what_a_shopper_would_see(wiring, shop_id, browser) -> None:
    order = order_to_show(wiring, shop_id, "")
    keep(wiring, shop_id, told())
    with pytest.raises(UnknownOrderError):
        order_to_show(wiring, shop_id, "77")
    assert order == 0
    draft = Draft(shop_id, PageDesign(), "en", order_to_show(wiring, shop_id, "1042"))
    by_link = browser.get(f"/t/preview/{keep_draft(wiring, draft)}").text
    proven = replace(draft, level=Level.PROVEN)
    as_shopper = browser.get(f"/t/preview/{keep_draft(wiring, proven)}").text
    assert "Storgatan 1" not in by_link
    assert "Storgatan 1" in as_shopper
    without = replace(proven, design=PageDesign(sections=(Section.CONTACT,)))
    bare = browser.get(f"/t/preview/{keep_draft(wiring, without)}").text
    assert "Storgatan 1" not in bare


@pytest.mark.parametrize("sample", SAMPLES)
def test_a_sample_stands_where_it_is_wanted_in_any_language(
    wiring, shop_id, browser, sample: Kind
) -> None:
    draft = Draft(shop_id, PageDesign(), "sv", sample=sample, level=Level.PROVEN)
    answer = browser.get(f"/t/preview/{keep_draft(wiring, draft)}")
    assert answer.status_code == 200
    assert '<html lang="sv"' in answer.text
    assert "#1042" in answer.text


def test_a_preview_is_over_after_ten_minutes_and_opens_no_other_shops_order(
    wiring, shop_id, connect, browser, redis_connection
) -> None:
    order_id = keep(wiring, shop_id, told())
    other = connect(domain="other.myshopify.com")
    with pytest.raises(UnknownOrderError):
        order_to_show(wiring, other, "1042")
    # Not even by another shop's number of a row.
    token = keep_draft(wiring, Draft(other, PageDesign(), "en", order_id))
    assert browser.get(f"/t/preview/{token}").status_code == 404
    mine = keep_draft(wiring, Draft(shop_id, PageDesign(), "en", order_id))
    assert 0 < redis_connection.ttl(next(iter(redis_connection.keys(f"*{mine}*")))) <= 600
    assert browser.get(f"/t/preview/{mine}").status_code == 200
    assert browser.get(f"/t/{mine}").status_code == 404
    redis_connection.flushall()
    for path in (f"/t/preview/{mine}", f"/t/preview/{mine}.css", "/t/preview/"):
        assert browser.get(path).status_code == 404


def test_a_draft_kept_by_another_version_of_us_opens_nothing(
    wiring, shop_id, browser, redis_connection
) -> None:
    token = keep_draft(wiring, Draft(shop_id, PageDesign(), "en"))
    (name,) = redis_connection.keys(f"*{token}*")
    kept = redis_connection.get(name)
    redis_connection.set(name, kept.replace(b'"language":', b'"tongue":'))
    assert kept != redis_connection.get(name)
    assert browser.get(f"/t/preview/{token}").status_code == 404
