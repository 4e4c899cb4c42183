"""The parts of a shop's page come back as they were kept, and no change overwrites another."""

from dataclasses import replace
from datetime import date, time, timedelta
from decimal import Decimal

import pytest

from domain.campaign import Audience, Campaign, Campaigns, CampaignWords, When
from domain.delivery_note import DeliveryNote, DeliveryNotes
from domain.delivery_terms import (
    Customs,
    DeliveryTerms,
    FaqBook,
    FaqEntry,
    Method,
    Topic,
    Written,
)
from domain.errors import ChangedMeanwhileError
from domain.order import Money
from domain.page_design import PageDesign, PageWords, Section
from domain.page_domain import PageDomain
from domain.self_service import Action, SelfServiceRules
from domain.stage import Stage
from domain.stage_names import StageNames
from services.change_page import PagePart, change_page, page_of, part_of_page
from services.wiring import Wiring
from storage.audit_log import changes_of

PARTS: list[PagePart] = [
    PageDesign((Section.ROUTE, Section.PARCELS), {"sv": PageWords("Hej", "", "Tack")}, "", "", "a"),
    Campaigns(
        (
            Campaign(
                "a1",
                "Lamps",
                {"en": CampaignWords("New lamps", "See them", "Look")},
                "https://shop.example/lamps",
                audience=Audience.COMING_BACK,
                states=frozenset({When.ARRIVED}),
                countries=frozenset({"SE", "NO"}),
                products=("lamp",),
                begins=date(2026, 11, 1),
            ),
        )
    ),
    DeliveryNotes((DeliveryNote(("sofa",), {"en": "Two people are needed."}),)),
    StageNames(
        {Stage.PACKED: {"en": "Boxed"}}, {Stage.PACKED: ("boxed",)}, frozenset({Stage.RECEIVED})
    ),
    SelfServiceRules(frozenset({Action.CONTACT}), cancel_within=timedelta(hours=2)),
    DeliveryTerms(
        (Method({"en": "Home"}, Money(Decimal("49.00"), "SEK"), None, 1, 3, ("SE",)),),
        time(14),
        frozenset({0, 2}),
        1,
        Customs.SHOP_PAYS,
    ),
    FaqBook(
        (FaqEntry("lost", Topic.LOST, True), FaqEntry("x", None, False, {"en": Written("A", "B")}))
    ),
    PageDomain("track.shop.example"),
]


@pytest.mark.parametrize("part", PARTS, ids=lambda part: type(part).__name__)
def test_a_part_comes_back_as_it_was_kept(wiring: Wiring, shop_id: int, part: PagePart) -> None:
    change_page(wiring, shop_id, part, "alva")
    kept = part_of_page(wiring, shop_id, type(part))
    assert kept == replace(part, version=1)
    assert page_of(wiring, shop_id).version == 1


def test_a_part_nobody_has_changed_is_as_it_comes(wiring: Wiring, shop_id: int) -> None:
    assert part_of_page(wiring, shop_id, SelfServiceRules) == SelfServiceRules()


@pytest.mark.parametrize("rounds", [0, 1])
def test_a_change_upon_an_older_version_is_refused(wiring, shop_id, rounds: int) -> None:
    for version in range(rounds + 1):
        change_page(wiring, shop_id, PageDomain(f"a{version}.example", version=version), "alva")
    with pytest.raises(ChangedMeanwhileError):
        change_page(wiring, shop_id, PageDomain("b.example", version=rounds), "bo")
    assert part_of_page(wiring, shop_id, PageDomain).host == f"a{rounds}.example"


def test_a_change_is_written_down_and_none_is_not(wiring: Wiring, shop_id: int) -> None:
    change_page(wiring, shop_id, PageDomain("a.example"), "alva")
    change_page(wiring, shop_id, PageDomain("a.example", version=1), "alva")
    with wiring.sessions() as session:
        ((_, _, change),) = changes_of(session, shop_id, 10)
    assert (change.who, change.what, change.after) == ("alva", "page_domain", {"host": "a.example"})
