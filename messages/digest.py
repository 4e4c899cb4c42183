"""Gather the news of a day about several orders, an order at a time; it lays nothing out."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from markupsafe import Markup

from domain.kinds import ChannelKey, Kind
from messages.mail_view import LONGEST_NAME, LONGEST_NUMBER, mail_view
from messages.plain_text import one_line
from messages.story import MessageStory, Writing
from messages.words import LONGEST_LINE, LONGEST_SUBJECT, Words, words_of
from messages.written import write

MOST_NEWS = 20


@dataclass(frozen=True, slots=True)
class Section:
    """The news about one order."""

    number: str
    news: tuple[Words, ...]
    page_url: str


@dataclass(frozen=True, slots=True)
class Digest:
    """What a digest shows; of very much news the last is only counted."""

    words: Words
    sections: tuple[Section, ...]
    left_out: int
    shop_name: str
    contact_email: str
    contact_url: str


def digest_of(told: Sequence[tuple[Kind, MessageStory]], writing: Writing) -> Digest:
    """Gather what is told, in our own words; it is about one shop, and there is some."""
    ours = replace(writing, texts=None)
    by_order: dict[int, list[tuple[Kind, MessageStory]]] = {}
    for kind, story in told[:MOST_NEWS]:
        by_order.setdefault(story.order.id, []).append((kind, story))
    sections = tuple(_section(news, ours) for news in by_order.values())
    kind, story = told[0]
    view = mail_view(kind, story, ours)
    return Digest(
        words=_words(told, sections, ours),
        sections=sections,
        left_out=len(told[MOST_NEWS:]),
        shop_name=view.shop_name,
        contact_email=view.contact_email,
        contact_url=view.contact_url,
    )


def _section(told: Sequence[tuple[Kind, MessageStory]], writing: Writing) -> Section:
    order = told[0][1].order
    written = (write(kind, ChannelKey.EMAIL, story, writing) for kind, story in told)
    return Section(
        number=one_line(order.number, LONGEST_NUMBER),
        news=tuple(words_of(one.parts) for one in written),
        page_url=writing.links.page_of(order),
    )


def _words(
    told: Sequence[tuple[Kind, MessageStory]], sections: Sequence[Section], writing: Writing
) -> Words:
    say = writing.language.say
    shop = one_line(told[0][1].shop.name, LONGEST_NAME)
    numbers = one_line(", ".join(section.number for section in sections), LONGEST_LINE)
    if len(sections) == 1:
        subject = say("News about your order %(number)s", number=numbers)
        preheader = sections[0].news[0].heading
    else:
        subject, preheader = say("News about your orders at %(shop)s", shop=shop), numbers
    return Words(
        subject=one_line(subject, LONGEST_SUBJECT),
        preheader=preheader,
        heading=say("What is new"),
        body=Markup(),
        plain_body="",
        button=say("See your order"),
    )
