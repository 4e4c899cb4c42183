"""Our own texts of every kind, as the Liquid that a merchant may change; it fills no place."""

from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path
from types import MappingProxyType, SimpleNamespace
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from domain.kinds import ChannelKey, Kind
from messages.facts import PLAINEST, Facts
from messages.language import Language
from messages.variables import VARIABLES

TEMPLATES = Path(__file__).parent / "templates"
PARTS: Mapping[ChannelKey, tuple[str, ...]] = {
    ChannelKey.EMAIL: ("subject", "preheader", "heading", "body", "button"),
    ChannelKey.SMS: ("text",),
    ChannelKey.PUSH: ("title", "body"),
}
"""What a text is made of, by channel."""
LONGEST: Mapping[str, int] = {
    "subject": 200,
    "preheader": 400,
    "heading": 200,
    "body": 5000,
    "button": 80,
    "text": 500,
    "title": 150,
}
"""How many characters each part may have in the editor."""

_BLOCKS = {
    ChannelKey.EMAIL: {part: part for part in PARTS[ChannelKey.EMAIL]},
    ChannelKey.SMS: {"text": "sms"},
    ChannelKey.PUSH: {"title": "push_title", "body": "push_body"},
}
_WORDS = Environment(
    loader=FileSystemLoader(TEMPLATES),
    autoescape=False,  # noqa: S701 - it writes Liquid, whose values are escaped when it is filled
    undefined=StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
    auto_reload=False,
)


def default_texts(kind: Kind, channel: ChannelKey, language: Language) -> Mapping[str, str]:
    """Return our text of a kind, by part: what is true of every message of that kind."""
    return our_texts(kind, channel, language, PLAINEST)


@lru_cache(maxsize=4096)
def our_texts(
    kind: Kind, channel: ChannelKey, language: Language, facts: Facts
) -> Mapping[str, str]:
    """Return our text of a kind where some facts are true, by part."""
    template = _WORDS.get_template(f"{kind}/words.txt")
    context = template.new_context(
        _placeholders() | {"facts": facts, **_speaking(language), "count": language.count}
    )

    def block(name: str) -> str:
        lines = "".join(template.blocks[name](context)).strip().split("\n")
        return "\n".join(line.strip() for line in lines)

    parts = {part: block(name) for part, name in _BLOCKS[channel].items()}
    if facts.parcels > 1 and "several" in template.blocks:
        parts |= _of_several(block("several"), language)
    return MappingProxyType({part: parts[part] for part in PARTS[channel]})


def _of_several(news: str, language: Language) -> Mapping[str, str]:
    """Return the parts that several parcels' common news takes the place of."""
    place = _placeholders()
    number, shop = place["order"].number, place["shop"].name
    values = {"shop": shop, "number": number, "news": news, "link": place["page_url"]}
    return {
        "subject": language.say("Order %(number)s: %(news)s", number=number, news=news),
        "heading": news,
        "text": language.say_as("SMS", "%(shop)s: order %(number)s: %(news)s. %(link)s", **values),
    }


def _speaking(language: Language) -> Mapping[str, object]:
    return {"_": language.say, "say_as": language.say_as}


@lru_cache(maxsize=1)
def _placeholders() -> dict[str, Any]:
    """Return for every variable what Liquid puts its value in place of."""
    places: dict[str, Any] = {}
    for variable in VARIABLES:
        if variable.each:
            continue
        group, _, name = variable.name.rpartition(".")
        place = f"{{{{ {variable.name} }}}}"
        if group:
            setattr(places.setdefault(group, SimpleNamespace()), name, place)
        else:
            places[name] = place
    return places
