"""What the page shows of a shop's campaigns; which ones an order's shopper sees is decided here."""

from dataclasses import dataclass

from domain.campaign import Campaign, CampaignWords, Viewer, shown, words_for
from domain.page_design import Section
from domain.zones import zone_named
from messages.language import Language, language_for
from services.count_campaign import follow_address
from services.look_up_order import OrderStory
from services.wiring import Wiring


@dataclass(frozen=True, slots=True)
class CampaignView:
    """A campaign; `link` is ours, counts, and goes on to where it leads. Empty where nowhere."""

    id: str
    title: str
    text: str
    button: str
    link: str
    picture_url: str


def campaign_views(
    wiring: Wiring, story: OrderStory, language: Language
) -> tuple[CampaignView, ...]:
    """Return the campaigns an order's shopper is shown now, the most important first.

    One that has words neither in this language nor in the shop's own is left out; none is shown
    where the page has no place for them.
    """
    if Section.CAMPAIGNS not in story.page.design.sections:
        return ()
    today = wiring.clock().astimezone(zone_named(story.shop.time_zone)).date()
    reads = (language.code, language_for(story.shop.locale).code)
    viewer = Viewer(story.order, today, reads, story.earlier_orders)
    told = ((one, words_for(one, reads)) for one in shown(story.page.campaigns, viewer))
    return tuple(_view(wiring, story, one, words, language) for one, words in told if words)


def _view(
    wiring: Wiring,
    story: OrderStory,
    campaign: Campaign,
    words: CampaignWords,
    language: Language,
) -> CampaignView:
    return CampaignView(
        id=campaign.id,
        title=words.title,
        text=words.text,
        button=words.button or language.say("Have a look"),
        link=follow_address(wiring, story.shop.id, campaign.id) if campaign.link else "",
        picture_url=campaign.picture_url,
    )
