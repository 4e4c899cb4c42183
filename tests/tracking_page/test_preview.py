"""The page in a brand or with a campaign being chosen: seen by its merchant alone, and still."""

import re
from dataclasses import replace
from datetime import date

import pytest

from app import create_app
from domain.access import Level
from domain.brand import Brand, Font, SocialNetwork
from domain.campaign import Audience, Campaign, Campaigns, CampaignWords, When
from domain.kinds import Kind
from domain.page_design import PageDesign, Section
from domain.self_service import SelfServiceRules
from services.change_brand import EnteredBrand, change_brand
from services.change_page import change_page
from services.preview_page import Draft, draft_by, keep_draft, order_to_show
from tests.app_config import CONFIG
from tests.tracking_page.kept_orders import keep, path_to, told, visitor
from tracking_page.inert import inert

CHOSEN = Brand(
    logo_url="https://cdn.lamps.example/new.png",
    accent="#7a1fa2",
    font=Font.SERIF,
    social={SocialNetwork.X: "https://x.com/lamps"},
)
LAMPS = Campaign(
    "c1",
    "Lamps",
    {"en": CampaignWords("New <lamps>", "At last", "See them")},
    link="https://lamps.example/new",
    audience=Audience.COMING_BACK,
    states=frozenset({When.TROUBLE, When.ARRIVED}),
    countries=frozenset({"NO", "DK"}),
    products=("sofa",),
    begins=date(2020, 1, 1),
    ends=date(2020, 1, 31),
    on=False,
)


@pytest.fixture
def browser(wiring):
    return create_app(wiring, CONFIG).test_client()


def test_what_is_being_chosen_is_kept_whole_for_its_preview(wiring, shop_id) -> None:
    draft = Draft(shop_id, PageDesign(css="h1 { color: red }"), "en", brand=CHOSEN, campaign=LAMPS)
    assert draft_by(wiring, keep_draft(wiring, draft)) == draft


def test_a_brand_being_chosen_is_seen_before_any_shopper_sees_it(wiring, shop_id, browser) -> None:
    page = path_to(wiring, shop_id, keep(wiring, shop_id, told()))
    kept = EnteredBrand(logo_url="https://cdn.lamps.example/old.png", accent="#0b5d4e")
    change_brand(wiring, shop_id, kept, "anna")
    seen = {}
    for name, brand in (("kept", None), ("chosen", CHOSEN), ("none", Brand())):
        preview = (
            f"/t/preview/{keep_draft(wiring, Draft(shop_id, PageDesign(), 'en', brand=brand))}"
        )
        logos = re.findall(r'class="logo" src="[^"]*/(\w+).png"', browser.get(preview).text)
        look = browser.get(f"{preview}.css").text
        seen[name] = (logos, re.findall("--accent: (#[0-9a-f]+)", look)[:1], "Georgia" in look)
    assert seen == {
        "kept": (["old"], ["#0b5d4e"], False),
        "chosen": (["new"], ["#7a1fa2"], True),
        "none": ([], [], False),
    }
    assert "old.png" in visitor(wiring).get(page).text


@pytest.mark.parametrize("sections", [tuple(Section), (Section.CONTACT,)])
def test_a_campaign_that_is_off_and_for_others_is_seen_alone_in_its_preview(
    wiring, shop_id, browser, sections
) -> None:
    order = keep(wiring, shop_id, told())
    others = Campaign("c2", "Rugs", {"en": CampaignWords("Rugs")})
    change_page(wiring, shop_id, Campaigns((others, LAMPS)), "anna")
    draft = Draft(shop_id, PageDesign(sections=sections), "en", campaign=LAMPS)
    for order_id in (0, order):
        token = keep_draft(wiring, replace(draft, order_id=order_id))
        shown = browser.get(f"/t/preview/{token}").text
        assert "New &lt;lamps&gt;" in shown
        assert "See them" in shown
        assert "Rugs" not in shown
    live = visitor(wiring).get(path_to(wiring, shop_id, order)).text
    assert "Rugs" in live
    assert "New &lt;lamps&gt;" not in live


@pytest.mark.parametrize(
    ("html", "still"),
    [
        ('<a href="/">x</a>', '<a inert href="/">x</a>'),
        (
            "\n <BUTTON>x</BUTTON>\n<input\nname=a>",
            "\n <BUTTON inert>x</BUTTON>\n<input inert\nname=a>",
        ),
        (
            "<a><select/><textarea></textarea>",
            "<a inert><select inert/><textarea inert></textarea>",
        ),
        (
            "<summary>x &amp; \N{RUNNER}</summary><a>",
            "<summary>x &amp; \N{RUNNER}</summary><a inert>",
        ),
        ('<p title="<a>">&lt;a><article><abbr>', None),
        ("<!-- <a> --><style>p > a {}</style><script>'<a>'</script>", None),
        ("", None),
    ],
)
def test_only_controls_are_made_inert_wherever_they_stand(html: str, still: str | None) -> None:
    assert inert(html) == (html if still is None else still)


def test_nothing_in_a_preview_can_be_pressed_and_what_is_folded_can_be_unfolded(
    wiring, shop_id, browser
) -> None:
    keep(wiring, shop_id, told())
    draft = Draft(
        shop_id,
        PageDesign(),
        "en",
        order_to_show(wiring, shop_id, "1042"),
        level=Level.PROVEN,
        campaign=LAMPS,
    )
    shown = browser.get(f"/t/preview/{keep_draft(wiring, draft)}").text
    controls = re.findall(r"<(?:a|button|input|select|textarea)\b[^>]*>", shown)
    assert any('id="campaign-1"' in one for one in controls)
    assert [one for one in controls if " inert" not in one] == []
    assert "<summary>" in shown
    assert "<script" not in shown


@pytest.mark.parametrize("level", [Level.LINK, Level.PROVEN])
def test_what_can_be_done_is_seen_where_its_section_stands(wiring, shop_id, browser, level) -> None:
    switch_on = SelfServiceRules(off=frozenset())
    change_page(wiring, shop_id, switch_on, "anna")
    draft = Draft(shop_id, PageDesign(), "en", sample=Kind.BEING_PREPARED, level=level)
    without = replace(draft, design=PageDesign(sections=(Section.PARCELS,)))
    shown, bare = (
        browser.get(f"/t/preview/{keep_draft(wiring, one)}").text for one in (draft, without)
    )
    assert "Cancel the order" in shown
    assert "What cannot be done just now" in shown
    assert "What you can do" not in bare
    for page in (shown, bare):
        assert ('id="prove"' in page) is (level is Level.LINK)
        controls = re.findall(r"<(?:a|button|input|select|textarea)\b[^>]*>", page)
        assert [one for one in controls if " inert" not in one] == []
