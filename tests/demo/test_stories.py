"""The stories are complete, make sense, and cover everything the demo is to show."""

from random import Random

import pytest

from demo.stories import OPENING, SCRIPTS, Beat, Plot, Scan, ShopAct, later_story


def test_the_opening_shows_every_plot_on_both_platforms() -> None:
    assert {story.plot for story in OPENING} == set(Plot)
    assert {story.platform for story in OPENING} == {"shopify", "woocommerce"}
    assert 10 <= len(OPENING) <= 15


def test_both_languages_and_awkward_names_are_among_the_shoppers() -> None:
    names = " ".join(story.shopper.name for story in OPENING)
    titles = " ".join(line.product.title for story in OPENING for line in story.lines)
    assert {story.shopper.locale[:2] for story in OPENING} == {"sv", "en"}
    assert "<script>" in names
    assert "ليلى" in names
    assert "مصباح" in titles
    assert "🎁" in names


def test_no_two_orders_of_the_opening_share_an_address() -> None:
    mailboxes = [story.shopper.mailbox for story in OPENING]
    assert len(set(mailboxes)) == len(mailboxes)


def test_the_split_order_has_three_parcels_with_three_carriers() -> None:
    (split,) = [story for story in OPENING if story.plot is Plot.SPLIT]
    assert sorted(split.carriers) == ["dhl", "postnord", "ups"]
    shipped = [beat.parcel for beat in split.beats if beat.what is ShopAct.SHIPPED]
    assert shipped == [0, 1, 2]


@pytest.mark.parametrize("plot", Plot)
def test_a_script_begins_with_the_order_and_scans_only_what_is_shipped(plot: Plot) -> None:
    beats = SCRIPTS[plot]
    assert beats[0] == Beat(0, ShopAct.PLACED)
    assert list(beats) == sorted(beats, key=lambda beat: beat.at)
    shipped: set[int] = set()
    for beat in beats:
        if beat.what is ShopAct.SHIPPED:
            shipped.add(beat.parcel)
        if isinstance(beat.what, Scan):
            assert beat.parcel in shipped


@pytest.mark.parametrize(
    ("plot", "scans"),
    [
        (Plot.DELAYED, [Scan.LATE, Scan.ARRIVED, Scan.OUT, Scan.DELIVERED]),
        (Plot.MISSED, [Scan.NOT_HOME, Scan.AT_POINT, Scan.FETCHED]),
        (Plot.RETURNED, [Scan.DAMAGED, Scan.GOING_BACK, Scan.BACK]),
        (Plot.UNTRACKED, []),
        (Plot.CANCELLED, []),
    ],
)
def test_a_plot_ends_as_its_name_says(plot: Plot, scans: list[Scan]) -> None:
    told = [beat.what for beat in SCRIPTS[plot] if isinstance(beat.what, Scan)]
    assert told[len(told) - len(scans) :] == scans
    assert bool(told) is bool(scans)


def test_later_stories_are_the_same_for_the_same_seed_and_always_playable() -> None:
    def invented(seed: int) -> list[object]:
        chance = Random(seed)
        return [later_story(chance) for _ in range(60)]

    assert invented(5) == invented(5)
    assert invented(5) != invented(6)
    chance = Random(5)
    for _ in range(60):
        story = later_story(chance)
        parcels = {beat.parcel for beat in story.beats if beat.what is ShopAct.SHIPPED}
        assert parcels == set(range(len(story.carriers)))
        assert len(story.lines) >= len(story.carriers)
