"""The page as HTML: its order, its landmarks, its weight, and what it leaves to nobody else."""

import gzip
import re
from collections.abc import Mapping
from dataclasses import replace

import pytest

from domain.access import Level
from domain.order import Item, Order
from domain.page_design import Section
from domain.shipment import ShipmentItem
from domain.status import Status
from messages.faq import Faq
from tests.fakes import scan
from tests.tracking_page.full_page import (
    ASSETS,
    EVERYTHING,
    full_order,
    full_page,
    html_of,
    seen,
)
from tests.tracking_page.samples import (
    delivered,
    expected,
    journey,
    local,
    parcel,
    samples,
    story,
)
from tests.tracking_page.test_hostile_text import Reader, read
from tests.tracking_page.whole_order import whole

LIGHT = 60_000
"""The most bytes of the first load, compressed and without pictures."""
HEADINGS = {
    Section.PARCELS: "Your parcel",
    Section.NOTES: "For the day of delivery",
    Section.ACTIONS: "What you can do",
    Section.ITEMS: "Your order",
    Section.ADDRESSES: "Where it goes",
    Section.CAMPAIGNS: "From Lamps &amp; Co",
    Section.FAQ: "Questions about delivery",
    Section.OTHER_ORDERS: "Your other orders",
    Section.CONTACT: "Questions?",
}


def headings(html: str) -> list[str]:
    return re.findall(r"<h2[^>]*>\s*(.*?)\s*</h2>", html, re.DOTALL)


def attributes(reader: Reader, tag: str) -> list[Mapping[str, str | None]]:
    return [named for found, named in reader.tags if found == tag]


@pytest.mark.parametrize("turned", [False, True])
def test_sections_stand_under_their_headings_in_the_merchants_order(*, turned: bool) -> None:
    sections = tuple(HEADINGS)[::-1] if turned else tuple(HEADINGS)
    assert headings(full_page(sections=sections)) == [HEADINGS[section] for section in sections]


def test_sections_the_merchant_has_turned_off_are_not_there() -> None:
    assert headings(full_page(sections=(Section.CONTACT,))) == ["Questions?"]


@pytest.mark.parametrize(
    ("level", "asked"), [(Level.LINK, True), (Level.PROVEN, False), (Level.CODED, False)]
)
def test_everything_is_offered_to_who_has_not_shown_whose_it_is(
    level: Level, *, asked: bool
) -> None:
    html = full_page(level=level)
    assert ("Show everything" in html) is asked
    assert ("nothing of what was ordered" in html) is asked
    assert ("Hide my details on this device" in html) is not asked
    assert 'src="https://cdn.example/71.jpg"' in html or asked


@pytest.mark.parametrize("sections", [(), (Section.CONTACT,), (Section.ITEMS, Section.PARCELS)])
def test_it_is_offered_once_whatever_sections_there_are(sections: tuple[Section, ...]) -> None:
    assert full_page(level=Level.LINK, sections=sections).count('id="prove"') == 1


@pytest.mark.parametrize("level", Level)
@pytest.mark.parametrize("sample", samples())
def test_every_state_with_everything_on_it_is_sound(sample: str, level: Level) -> None:
    reader = read(full_page(sample, level))
    assert [tag for tag, _ in reader.tags if tag in {"header", "main", "footer"}] == [
        "header",
        "main",
        "footer",
    ]
    labelled = [named["aria-labelledby"] for _, named in reader.tags if "aria-labelledby" in named]
    assert set(labelled) <= set(reader.ids)
    assert all(named.get("id") for named in attributes(reader, "details")[1:])
    assert all(named.get("aria-labelledby") for named in attributes(reader, "section"))


def test_pictures_are_of_a_fixed_size_tell_nobody_and_wait_until_they_are_seen() -> None:
    pictures = attributes(read(full_page()), "img")
    assert [picture["alt"] for picture in pictures] == [
        "Lamps & Co",
        "Our workshop",
        *[""] * (len(pictures) - 2),
    ]
    for picture in pictures:
        assert picture["height"]
        assert picture["referrerpolicy"] == "no-referrer"
    for picture in pictures[2:]:
        assert (picture["width"], picture["loading"]) == ("56", "lazy")


def test_the_shops_look_comes_after_ours_so_that_it_counts() -> None:
    sheets = [
        named["href"]
        for named in attributes(read(full_page()), "link")
        if "stylesheet" in str(named)
    ]
    assert sheets == [ASSETS.address("page.css"), "/t/look/1/2.css"]


def test_how_many_stands_before_what_so_that_a_lines_price_is_not_taken_for_one_pieces() -> None:
    rows = re.findall(r"<li>((?:(?!</li>).)*SEK.*?)</li>", full_page(), re.DOTALL)
    said = [" ".join(re.sub("<[^>]+>", " ", row).split()) for row in rows]
    assert said == ["Quantity 2 × Lamp Green SEK 498.00", "Quantity 1 × Shade SEK 99.00"]


def test_each_line_of_an_address_has_its_own_direction_whoever_it_is_for() -> None:
    assert "<br><bdi>Storgatan 1</bdi><br><bdi>211 34 Malmö</bdi><br>" in full_page()


def test_an_address_in_an_answer_can_be_followed() -> None:
    answer = Faq("Where?", "At https://lamps.example/track, <b>nowhere</b> else.", "where")
    html = html_of(story(full_order()), replace(seen(), faq=(answer,)))
    link = '<a href="https://lamps.example/track" rel="noopener noreferrer">'
    assert f"At {link}https://lamps.example/track</a>, &lt;b&gt;nowhere" in html


def test_when_a_carrier_answered_is_told_for_people_and_for_the_script() -> None:
    html = full_page()
    assert 'Updated <time datetime="2026-11-20T12:36:00+01:00" data-ago>today 12:36</time>' in html
    assert "data-ago" not in full_page("delivered")


@pytest.mark.parametrize(
    ("sample", "current", "following"),
    [
        ("on its way", "On its way", "Next: Out for delivery"),
        ("failed attempt", "Delivery attempt failed", ""),
        ("delivered", "Delivered", ""),
    ],
)
def test_a_narrow_screen_names_the_step_and_the_next_one(
    sample: str, current: str, following: str
) -> None:
    [here] = re.findall(r'<p class="here"[^>]*>(.*?)</p>', full_page(sample), re.DOTALL)
    assert re.findall(r">([^<>]+)</", here) == [
        text for text in (current, following) if text.strip()
    ]


def many_parcels(count: int) -> Order:
    """Return an order in many parcels, each third of them delivered."""
    items = tuple(Item(str(number), f"Lamp {number}", 1) for number in range(count))
    return whole(
        *(
            delivered(
                id=number, items=(ShipmentItem(str(number), 1),), tracking_number=f"D{number}"
            )
            if number % 3 == 0
            else parcel(
                *journey(),
                id=number,
                items=(ShipmentItem(str(number), 1),),
                tracking_number=f"W{number}",
                estimate=expected(20, 24),
            )
            for number in range(count)
        ),
        items=items,
    )


def many_scans(count: int) -> Order:
    """Return an order whose parcel was scanned a great many times."""
    scans = (
        scan(Status.IN_TRANSIT, local(1 + number), text=f"scan {number}") for number in range(count)
    )
    return whole(parcel(*scans))


def test_forty_parcels_are_all_there_and_most_of_them_folded_away() -> None:
    reader = read(html_of(story(many_parcels(40)), seen()))
    folded = [named for named in attributes(reader, "details") if named.get("class")]
    assert len([named for named in folded if str(named["class"]).startswith("parcel")]) == 37
    assert len([id_ for id_ in reader.ids if re.fullmatch(r"parcel-\d+", id_)]) == 40


def test_five_hundred_scans_are_all_there_and_most_of_them_folded_away() -> None:
    html = html_of(story(many_scans(500)), seen())
    assert html.count('class="what"') == 500
    assert html.index("Show 496 earlier events") < html.index("scan 499")
    read(html)


def weight(html: str) -> int:
    sheets_and_scripts = [asset.zipped for name, asset in ASSETS.files.items() if name in html]
    return len(gzip.compress(html.encode())) + sum(map(len, sheets_and_scripts))


@pytest.mark.parametrize(
    "html",
    [
        full_page(),
        full_page(level=Level.LINK, code="ja"),
        html_of(story(many_parcels(40), page=EVERYTHING), seen()),
        html_of(story(many_scans(500), page=EVERYTHING), seen()),
    ],
    ids=["proven", "by link, in Japanese", "40 parcels", "500 scans"],
)
def test_the_first_load_is_light(html: str) -> None:
    assert "page.css" in html
    assert "page.js" in html
    assert weight(html) <= LIGHT


def test_the_page_carries_no_style_and_no_script_of_its_own() -> None:
    html = full_page()
    assert "<style" not in html
    assert not re.search(r"<script(?![^>]*\bsrc=)", html)
    assert " style=" not in html
