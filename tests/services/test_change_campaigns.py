"""Campaigns are kept one by one, refused with the reason, shown in order, and counted honestly."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from domain.campaign import Campaign, Campaigns, CampaignWords
from domain.errors import ChangedMeanwhileError
from domain.page_design import PageDesign, Section
from messages.language import language
from services.change_campaigns import (
    MOST_CAMPAIGNS,
    EnteredCampaign,
    campaign_figures,
    drop_campaign,
    move_campaign,
    save_campaign,
    switch_campaign,
)
from services.change_page import change_page, part_of_page
from services.count_campaign import follow, note_shown
from services.look_up_order import OrderStory, tell_story
from services.page_values import InvalidPageError, PageProblem
from storage.audit_log import changes_of
from tests.tracking_page.kept_orders import keep, told
from tracking_page.campaign_view import campaign_views

LAMPS = EnteredCampaign(
    "en",
    name="Lamps",
    title="New lamps",
    text="For dark evenings.\nWarm ones, too.",
    link="https://lamps.example/new?from=page",
    countries="se, no",
    products="lamp\nlight",
    states=frozenset({"before", "under_way"}),
    begins="2026-11-01",
    ends="2026-11-30",
)
TODAY = date(2026, 11, 20)


def story_of(wiring, shop_id: int, order_id: int) -> OrderStory:
    story = tell_story(wiring, shop_id, order_id)
    assert story is not None
    return story


def kept(wiring, shop_id: int) -> Campaigns:
    return part_of_page(wiring, shop_id, Campaigns)


def made(wiring, shop_id: int, *names: str, on: bool = True) -> list[str]:
    ids = []
    for name in names:
        entered = replace(LAMPS, name=name, title=name, version=kept(wiring, shop_id).version)
        ids.append(save_campaign(wiring, shop_id, None, entered, "anna"))
        if on:
            version = kept(wiring, shop_id).version
            switch_campaign(wiring, shop_id, ids[-1], version, "anna", on=True)
    return ids


def test_a_new_campaign_is_off_and_last_and_another_language_keeps_the_first(wiring, shop_id):
    first, second = made(wiring, shop_id, "A", "B", on=False)
    assert [(one.id, one.on) for one in kept(wiring, shop_id).all] == [
        (first, False),
        (second, False),
    ]
    swedish = replace(LAMPS, language="sv", title="Nya lampor", countries="SE", version=2)
    save_campaign(wiring, shop_id, first, swedish, "anna")
    one = kept(wiring, shop_id).all[0]
    assert {code: words.title for code, words in one.words.items()} == {
        "en": "A",
        "sv": "Nya lampor",
    }
    assert (one.countries, one.products) == (frozenset({"SE"}), ("lamp", "light"))
    # Emptied, a language says nothing any more; the last one cannot be.
    save_campaign(wiring, shop_id, first, replace(swedish, title="", text="", version=3), "anna")
    assert set(kept(wiring, shop_id).all[0].words) == {"en"}
    with pytest.raises(InvalidPageError):
        save_campaign(wiring, shop_id, first, replace(LAMPS, title="", text="", version=4), "a")


@pytest.mark.parametrize(
    ("change", "field", "problem"),
    [
        ({"name": ""}, "name", PageProblem.MISSING),
        ({"name": "a" * 61}, "name", PageProblem.TOO_LONG),
        ({"title": "a\nb"}, "title", PageProblem.UNREADABLE),
        ({"title": ""}, "title", PageProblem.MISSING),
        ({"text": "a" * 301}, "text", PageProblem.TOO_LONG),
        ({"link": "http://lamps.example"}, "link", PageProblem.NOT_HTTPS),
        ({"link": "javascript:alert(1)"}, "link", PageProblem.NOT_HTTPS),
        ({"link": "//evil.example"}, "link", PageProblem.NOT_HTTPS),
        ({"link": "https://user:pw@lamps.example"}, "link", PageProblem.NOT_HTTPS),
        ({"link": "https://lamps.example/\r\nSet-Cookie: a=b"}, "link", PageProblem.UNREADABLE),
        ({"link": "https://lamps.example\\@evil.example"}, "link", PageProblem.UNREADABLE),
        ({"link": "", "button": "Go"}, "link", PageProblem.MISSING),
        ({"picture_url": "data:image/png;base64,AA"}, "picture_url", PageProblem.NOT_HTTPS),
        ({"audience": "robots"}, "audience", PageProblem.NOT_A_CHOICE),
        ({"states": frozenset({"lost"})}, "states", PageProblem.NOT_A_CHOICE),
        ({"countries": "SE, XX"}, "countries", PageProblem.NOT_COUNTRIES),
        ({"countries": "Sweden"}, "countries", PageProblem.NOT_COUNTRIES),
        ({"products": "\n".join(map(str, range(51)))}, "products", PageProblem.TOO_MANY),
        ({"products": "a" * 81}, "products", PageProblem.TOO_LONG),
        ({"begins": "tomorrow"}, "begins", PageProblem.NOT_A_DAY),
        ({"ends": "2026-02-30"}, "ends", PageProblem.NOT_A_DAY),
        ({"ends": "2026-10-31"}, "ends", PageProblem.ENDS_BEFORE),
    ],
)
def test_what_cannot_be_kept_is_refused_at_its_field(wiring, shop_id, change, field, problem):
    with pytest.raises(InvalidPageError) as refused:
        save_campaign(wiring, shop_id, None, replace(LAMPS, **change), "anna")
    assert refused.value.problems == {field: problem}
    assert kept(wiring, shop_id).all == ()


def test_campaigns_are_moved_and_removed_and_older_forms_overwrite_nothing(wiring, shop_id):
    a, b, c = made(wiring, shop_id, "A", "B", "C")
    move_campaign(wiring, shop_id, c, -1, 6, "anna")
    move_campaign(wiring, shop_id, a, -1, 7, "anna")
    assert [one.id for one in kept(wiring, shop_id).all] == [a, c, b]
    with pytest.raises(ChangedMeanwhileError):
        switch_campaign(wiring, shop_id, a, 6, "anna", on=False)
    drop_campaign(wiring, shop_id, c, 7, "anna")
    assert [one.id for one in kept(wiring, shop_id).all] == [a, b]
    with pytest.raises(ChangedMeanwhileError):
        save_campaign(wiring, shop_id, c, replace(LAMPS, version=8), "anna")
    with wiring.sessions() as session:
        assert {change.what for _, _, change in changes_of(session, shop_id, 20)} == {
            "page_campaigns"
        }


def test_there_is_an_end_to_campaigns(wiring, shop_id) -> None:
    made(wiring, shop_id, *map(str, range(MOST_CAMPAIGNS)), on=False)
    with pytest.raises(InvalidPageError) as refused:
        save_campaign(wiring, shop_id, None, replace(LAMPS, version=MOST_CAMPAIGNS), "anna")
    assert refused.value.problems == {"name": PageProblem.TOO_MANY}


def test_an_order_is_counted_once_a_day_however_often_it_is_looked_at(
    wiring, shop_id, clock
) -> None:
    [lamps] = made(wiring, shop_id, "Lamps")
    story = story_of(wiring, shop_id, keep(wiring, shop_id, told()))
    other = story_of(wiring, shop_id, keep(wiring, shop_id, told("#1043")))
    for seen in (story, story, other, story):
        note_shown(wiring, seen, [lamps])
    clock.forward(days=1)
    note_shown(wiring, story, [lamps, lamps])
    note_shown(wiring, story, [])
    link = campaign_views(wiring, story, language("en"))[0].link
    assert follow(wiring, link.removeprefix("/c/")) == LAMPS.link
    assert follow(wiring, link.removeprefix("/c/"), count=False) == LAMPS.link
    figures = campaign_figures(wiring, shop_id, TODAY + timedelta(days=1))[lamps]
    assert (figures.shown, figures.followed) == (3, 1)
    assert [(one.day, one.shown) for one in figures.days] == [
        (TODAY + timedelta(days=1), 1),
        (TODAY, 2),
    ]
    later = TODAY + timedelta(days=31)
    assert campaign_figures(wiring, shop_id, later) == {}
    drop_campaign(wiring, shop_id, lamps, 2, "anna")
    assert campaign_figures(wiring, shop_id, TODAY) == {}


def test_a_page_shows_those_that_fit_and_no_more_than_two(wiring, shop_id) -> None:
    a, b, _ = made(wiring, shop_id, "A", "B", "C")
    story = story_of(wiring, shop_id, keep(wiring, shop_id, told()))
    shown = campaign_views(wiring, story, language("sv"))
    # Swedish readers see the shop's own language where there are no words in theirs.
    assert [(one.id, one.title, one.button) for one in shown] == [
        (a, "A", language("sv").say("Have a look")),
        (b, "B", language("sv").say("Have a look")),
    ]
    switch_campaign(wiring, shop_id, a, 6, "anna", on=False)
    without = story_of(wiring, shop_id, story.order.id)
    assert [one.title for one in campaign_views(wiring, without, language("en"))] == ["B", "C"]
    bare = PageDesign(sections=(Section.PARCELS,))
    change_page(wiring, shop_id, bare, "anna")
    off = story_of(wiring, shop_id, story.order.id)
    assert campaign_views(wiring, off, language("en")) == ()


def test_a_reader_is_shown_what_they_can_read_whatever_stands_before_it(wiring, shop_id) -> None:
    codes = ("sv", "sv", "en", "de")
    campaigns = tuple(
        Campaign(str(at), "", {code: CampaignWords(f"{code} {at}")})
        for at, code in enumerate(codes)
    )
    change_page(wiring, shop_id, Campaigns(campaigns), "anna")
    story = story_of(wiring, shop_id, keep(wiring, shop_id, told()))
    for code, titles in (("en", ["en 2"]), ("de", ["en 2", "de 3"]), ("sv", ["sv 0", "sv 1"])):
        shown = campaign_views(wiring, story, language(code))
        assert [one.title for one in shown] == titles
