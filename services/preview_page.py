"""Keep what is being chosen of a page for a moment, and the order it is looked at with.

It is opened at an address nobody can guess, and only for ten minutes; nothing of it is saved.
"""

from dataclasses import dataclass, replace
from secrets import token_urlsafe

from cattrs import BaseValidationError
from cattrs.preconf.json import make_converter

from domain.access import Level
from domain.brand import Brand
from domain.campaign import Campaign, Campaigns
from domain.kinds import Kind
from domain.page_design import PageDesign, Section
from services.look_up_order import OrderStory, tell_story
from services.page_look import look_css
from services.preview_message import LONGEST_NUMBER, UnknownOrderError
from services.sample_order import sample_order
from services.wiring import Wiring
from storage.brands import brand_of
from storage.orders import ids_by_number
from storage.page_documents import ShopPage, shop_page
from storage.shops import shop_by_number

SAMPLES = (
    Kind.OUT_FOR_DELIVERY,
    Kind.BEING_PREPARED,
    Kind.SHIPPED,
    Kind.DELAYED,
    Kind.READY_FOR_PICKUP,
    Kind.DELIVERED,
)
"""Where a sample order may stand: as when a message of this kind is sent."""
KEPT_SECONDS = 600
_JSON = make_converter()


@dataclass(frozen=True, slots=True)
class Draft:
    """A design as it is looked at; `order_id` 0 is the sample, which stands as `sample` says.

    `brand` is one being chosen, None for the shop's own. A `campaign` being chosen is shown alone,
    as if it were on and for everyone. `ancestors` are the origins that may frame it, beside ours.
    """

    shop_id: int
    design: PageDesign
    language: str
    order_id: int = 0
    sample: Kind = SAMPLES[0]
    level: Level = Level.LINK
    brand: Brand | None = None
    campaign: Campaign | None = None
    ancestors: tuple[str, ...] = ()


def order_to_show(wiring: Wiring, shop_id: int, number: str) -> int:
    """Return the shop's order of a number, 0 for an empty one; raise UnknownOrderError."""
    wanted = number.strip()[:LONGEST_NUMBER]
    if not wanted:
        return 0
    with wiring.sessions() as session:
        found = ids_by_number(session, shop_id, wanted)
    if not found:
        raise UnknownOrderError(f"shop {shop_id} has no such order")
    return found[-1]


def keep_draft(wiring: Wiring, draft: Draft) -> str:
    """Keep a draft; return the token by which it is opened, for ten minutes."""
    token = token_urlsafe(24)
    wiring.page_cache.put(_name(token), _JSON.dumps(draft).encode(), KEPT_SECONDS)
    return token


def draft_by(wiring: Wiring, token: str) -> Draft | None:
    """Return what a token opens; None when it is kept no more, never was, or is not of today's us.

    During a deployment a draft may be of the version before, in which a design was otherwise.
    """
    kept = wiring.page_cache.get(_name(token))
    try:
        return _JSON.loads(kept, Draft) if kept else None
    except BaseValidationError:
        return None


def draft_story(wiring: Wiring, draft: Draft) -> OrderStory | None:
    """Return the order as it would be told in what is being chosen; None when it is gone."""
    if draft.order_id:
        story = tell_story(wiring, draft.shop_id, draft.order_id)
    else:
        story = _sample_story(wiring, draft)
    return story and replace(story, page=_page(story.page, draft))


def draft_css(wiring: Wiring, draft: Draft) -> str:
    """Return the style sheet that what is being chosen would have."""
    if draft.brand is not None:
        return look_css(draft.brand, draft.design)
    with wiring.sessions() as session:
        return look_css(brand_of(session, draft.shop_id), draft.design)


def _sample_story(wiring: Wiring, draft: Draft) -> OrderStory | None:
    with wiring.sessions() as session:
        shop = shop_by_number(session, str(draft.shop_id))
        page = shop_page(session, draft.shop_id)
    if shop is None:
        return None
    order = sample_order(draft.sample, shop, wiring.clock())
    return OrderStory(shop, order, wiring.carriers, page, 0)


def _page(page: ShopPage, draft: Draft) -> ShopPage:
    """Return the page in what is being chosen; a campaign is given a place if there is none."""
    design, one = draft.design, draft.campaign
    if one is None:
        return replace(page, design=design)
    if Section.CAMPAIGNS not in design.sections:
        design = replace(design, sections=(*design.sections, Section.CAMPAIGNS))
    # Without its conditions it holds for whichever order it is looked at with.
    for_all = Campaign(one.id, one.name, one.words, one.link, one.picture_url)
    return replace(page, design=design, campaigns=Campaigns((for_all,)))


def _name(token: str) -> str:
    return f"page-preview:{token[:64]}"
