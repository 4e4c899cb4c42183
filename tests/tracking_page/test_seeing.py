"""What is gathered for a page beside its story, by what its visitor has shown."""

import pytest

from domain.access import Level
from domain.campaign import Campaign, Campaigns, CampaignWords
from services.change_brand import EnteredBrand, change_brand
from services.change_page import change_page
from services.wiring import Wiring
from tests.tracking_page.kept_orders import keep, told
from tests.tracking_page.visits import visiting

ABOUT_LAMPS = Campaign("a", "", {"en": CampaignWords("Bulbs that fit")}, products=("lamp",))
FOR_ALL = Campaign("b", "", {"en": CampaignWords("A letter from us")})


@pytest.fixture
def order_id(wiring: Wiring, shop_id: int) -> int:
    """An order of a lamp, in a shop that has a look and campaigns."""
    change_page(wiring, shop_id, Campaigns((ABOUT_LAMPS, FOR_ALL)), "owner")
    change_brand(wiring, shop_id, EnteredBrand(logo_url="https://cdn.example/logo.png"), "owner")
    return keep(wiring, shop_id, told())


@pytest.mark.parametrize(
    ("level", "campaign", "wishes"),
    [(Level.LINK, False, False), (Level.PROVEN, True, False), (Level.CODED, True, True)],
)
def test_what_leads_to_more_is_shown_to_who_has_shown_enough(
    wiring: Wiring, shop_id: int, order_id: int, level: Level, *, campaign: bool, wishes: bool
) -> None:
    text = visiting(wiring, shop_id, order_id, level).look().text
    assert ("Bulbs that fit" in text) is campaign
    assert ("Your messages" in text) is wishes
    assert ("Your other orders and messages" in text) is (level is Level.PROVEN)
    assert "A letter from us" in text
    assert 'src="https://cdn.example/logo.png"' in text
