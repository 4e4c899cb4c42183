"""The parts of an order's page beside its parcels, as JSON; texts as they are, whole addresses."""

from collections.abc import Mapping, Sequence

from tracking_page.items import ItemList
from tracking_page.views import OrderPage

_Json = Mapping[str, object]


def parts_of(page: OrderPage) -> _Json:
    """Return what the shop shows of an order and in which order, under the names of a document."""
    return {
        "sections": [section.value for section in page.sections],
        "welcome": page.welcome,
        "note": page.note,
        "footer": page.footer,
        "picture": _picture(page),
        "route": {"svg": str(page.route.svg), "words": page.route.words} if page.route else None,
        "addresses": [
            {"title": one.title, "lines": list(one.lines), "masked": one.masked}
            for one in page.addresses
        ],
        "amounts": [{"label": one.label, "value": one.value} for one in page.amounts],
        "notes": list(page.notes),
        "campaigns": [
            {
                "title": one.title,
                "text": one.text,
                "button": one.button,
                "link": one.link,
                "picture": one.picture_url,
            }
            for one in page.campaigns
        ],
        "faq": [{"question": one.question, "answer": one.answer} for one in page.faq],
        "others": [
            {
                "number": one.number,
                "placed": one.placed,
                "headline": one.headline,
                "page": one.link,
            }
            for one in page.others
        ],
        "contact": _contact(page),
        "checked_at": page.checked_at,
    }


def items_of(items: ItemList) -> Sequence[_Json]:
    """Return articles, those that a page folds away too: a script folds in its own way."""
    return [
        {
            "title": item.title,
            "variant": item.variant,
            "quantity": item.quantity,
            "price": item.price,
            "image": item.image,
        }
        for item in (*items.first, *items.others)
    ]


def _picture(page: OrderPage) -> _Json | None:
    if not page.picture_url:
        return None
    return {"url": page.picture_url, "text": page.picture_text}


def _contact(page: OrderPage) -> _Json | None:
    contact = page.contact
    if not (contact.page or contact.mail):
        return None
    return {"page": contact.page, "mail": contact.mail, "address": contact.address}
