"""The page designer: sections in order, words, picture and CSS, with the page beside it."""

import re
from dataclasses import replace

import pytest
from werkzeug.datastructures import MultiDict

from app import create_app
from domain.brand import Brand
from domain.page_design import PageDesign, PageWords, Section
from domain.shop_task import ShopTask
from services.change_design import EnteredDesign, change_design, design_in
from services.change_page import part_of_page
from services.page_values import InvalidPageError, PageProblem
from storage.audit_log import changes_of
from storage.brands import keep_brand
from storage.shop_tasks import ShopTaskRow
from tests.app_config import CONFIG
from tests.session_tokens import SHOP
from tests.settings_screen.merchants import grant, headers, inside, let_in, outside, site
from tests.settings_screen.pages import HTTPS, fields_in, words
from tests.tracking_page.kept_orders import keep, told

PAGE = "/settings/tracking"
ENTERED = EnteredDesign(
    "en",
    sections=("route", "parcels"),
    welcome="Thank you",
    note="Two lines\nof a note",
    footer="Lamps & Co",
    picture_url="https://cdn.lamps.example/wide.jpg",
    picture_text="A lamp",
    css="h1 { color: red }",
)
ORDER = [section.value for section in Section]


def form(page: str, order=ORDER, **data: str) -> MultiDict[str, str]:
    """Return what a browser sends of the designer's form."""
    sent = MultiDict([(k, v) for k, v in fields_in(page).items() if k != "order"])
    for section in order:
        sent.add("order", section)
    for section in data.pop("sections", "parcels route").split():
        sent.add("sections", section)
    for name, value in data.items():
        sent[name] = value
    return sent


def frame_in(page: str) -> str:
    found = re.search(r'src="(/t/preview/[^"]+)"', page)
    assert found is not None
    return found[1]


def shown_order(page: str) -> list[str]:
    return re.findall(r'name="order" value="(\w+)"', page)


def test_every_part_of_a_design_is_kept_and_words_in_another_language_beside_it(wiring, shop_id):
    change_design(wiring, shop_id, ENTERED, "anna")
    swedish = replace(ENTERED, language="sv", welcome="Tack", note="", footer="", version=1)
    change_design(wiring, shop_id, swedish, "anna")
    assert part_of_page(wiring, shop_id, PageDesign) == PageDesign(
        sections=(Section.ROUTE, Section.PARCELS),
        words={
            "en": PageWords("Thank you", "Two lines\nof a note", "Lamps & Co"),
            "sv": PageWords("Tack"),
        },
        picture_url="https://cdn.lamps.example/wide.jpg",
        picture_text="A lamp",
        css="h1 { color: red }",
        version=2,
    )
    change_design(wiring, shop_id, replace(swedish, welcome="", version=2), "anna")
    assert set(part_of_page(wiring, shop_id, PageDesign).words) == {"en"}
    with wiring.sessions() as session:
        assert [c.what for _, _, c in changes_of(session, shop_id, 9)] == ["page_design"] * 3
        asked = [row.task for row in session.query(ShopTaskRow)]
    assert asked == [ShopTask.PUBLISH]


@pytest.mark.parametrize(
    ("field", "value", "problem"),
    [
        ("welcome", "a" * 201, PageProblem.TOO_LONG),
        ("welcome", "a\nb", PageProblem.UNREADABLE),
        ("note", "a\u202eb", PageProblem.UNREADABLE),
        ("footer", "a" * 501, PageProblem.TOO_LONG),
        ("picture_url", "http://lamps.example/a.jpg", PageProblem.NOT_HTTPS),
        ("picture_url", "javascript:alert(1)", PageProblem.NOT_HTTPS),
        ("picture_url", "https://lamps.example/a.jpg' onerror='", PageProblem.UNREADABLE),
        ("picture_text", "", PageProblem.NEEDS_WORDS),
        ("css", "p { position: fixed }", PageProblem.BAD_CSS),
    ],
)
def test_what_cannot_be_kept_is_named_and_left_out_of_the_preview(
    wiring, shop_id, field, value, problem
) -> None:
    entered = replace(ENTERED, **{field: value})
    with pytest.raises(InvalidPageError) as refused:
        change_design(wiring, shop_id, entered, "anna")
    assert refused.value.problems == {field: problem}
    assert part_of_page(wiring, shop_id, PageDesign) == PageDesign()
    seen = design_in(wiring, shop_id, entered)
    if field in {"picture_url", "picture_text"}:
        assert getattr(seen, field) == ""
    elif field != "css":
        assert getattr(seen.words["en"], field) == ""


def test_without_a_script_sections_are_moved_looked_at_and_saved(wiring, shop_id) -> None:
    grant(wiring, shop_id)
    browser = let_in(wiring)
    posted = {"headers": {"Origin": HTTPS}, "base_url": HTTPS}
    page = browser.get(PAGE, base_url=HTTPS).text
    assert shown_order(page) == ORDER
    moved = browser.post(
        f"{PAGE}/preview", data=form(page, move="down:parcels", welcome="<b>Hi</b>"), **posted
    )
    assert shown_order(moved.text)[:2] == ["route", "parcels"]
    assert 'value="&lt;b&gt;Hi&lt;/b&gt;"' in moved.text
    assert part_of_page(wiring, shop_id, PageDesign) == PageDesign()
    arranged = shown_order(moved.text)
    wrong = browser.post(PAGE, data=form(page, arranged, css="p {\nposition: fixed }"), **posted)
    assert wrong.status_code == 422
    assert "Line 2: this value of “position” cannot be used." in words(wrong.text)
    saved = browser.post(PAGE, data=form(page, arranged, welcome="Hi"), **posted)
    assert (saved.status_code, saved.location) == (303, f"{PAGE}?outcome=saved&written=en")
    kept = part_of_page(wiring, shop_id, PageDesign)
    assert (kept.sections, kept.words["en"].welcome) == ((Section.ROUTE, Section.PARCELS), "Hi")
    late = browser.post(PAGE, data=form(page, welcome="Ho"), **posted)
    assert late.status_code == 409
    assert "changed meanwhile" in words(late.text)


def test_in_the_admin_our_script_saves_and_htmx_moves_and_shows(wiring, shop_id) -> None:
    grant(wiring, shop_id)
    client = site(wiring).test_client()
    page = client.get(inside(PAGE)).text
    asked = {**headers(), "HX-Request": "true"}
    order = shown_order(page)
    moved = client.post(f"{PAGE}/preview", headers=asked, data=form(page, order, move="up:route"))
    assert shown_order(moved.text)[:2] == ["route", "parcels"]
    assert '"focus": "down-route"' in moved.headers["HX-Trigger"]
    assert "Route on a map: now in place 1" in moved.headers["HX-Trigger"]
    wrong = client.post(PAGE, headers=headers(), data=form(page, css="@import 'x';"))
    assert wrong.status_code == 422
    assert wrong.get_json()["errors"]["css"].startswith("Line 1: of the rules with @")
    saved = client.post(PAGE, headers=headers(), data=form(page))
    assert saved.json == {"outcome": "saved", "then": f"{PAGE}?written=en"}
    # Both may be framed where the admin frames the page: the first, and what a fetch asks for.
    for shown in (page, moved.text):
        preview = create_app(wiring, CONFIG).test_client().get(frame_in(shown))
        framed = preview.headers["Content-Security-Policy"].partition("frame-ancestors ")[2]
        assert framed == f"'self' https://{SHOP} https://admin.shopify.com"


def test_what_is_being_chosen_is_shown_with_a_real_order_and_nothing_is_kept(
    wiring, shop_id
) -> None:
    grant(wiring, shop_id)
    keep(wiring, shop_id, told())
    with wiring.sessions.begin() as session:
        keep_brand(session, shop_id, Brand(accent="#7a1fa2"))
    browser = let_in(wiring, app=create_app(wiring, CONFIG))
    page = browser.get(PAGE, base_url=HTTPS).text
    sent = {"headers": {**outside(wiring), "HX-Request": "true"}, "base_url": HTTPS}
    chosen = form(
        page, number="1042", welcome="Hello you", css="h1 { color: #abcdef }", level="proven"
    )
    seen = browser.post(f"{PAGE}/preview", data=chosen, **sent).text
    frame = frame_in(seen)
    shown = browser.get(frame, base_url=HTTPS)
    assert "Hello you" in words(shown.text)
    assert "#1042" in words(shown.text)
    assert f'<link rel="stylesheet" href="{frame}.css">' in shown.text
    look = browser.get(f"{frame}.css", base_url=HTTPS).text
    assert ".framme-page h1 { color: #abcdef; }" in look
    assert "--accent: #7a1fa2" in look
    assert part_of_page(wiring, shop_id, PageDesign) == PageDesign()
    unknown = browser.post(f"{PAGE}/preview", data=form(page, number="77"), **sent).text
    assert "You have no order of this number." in words(unknown)
    assert "<iframe" not in unknown
