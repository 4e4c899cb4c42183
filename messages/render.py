"""Render a message to the shopper as HTML and as plain text; it sends nothing.

MJML is compiled once per kind, with its Jinja places left open, and filled per message.
"""

import re
from dataclasses import dataclass, fields
from datetime import datetime, tzinfo
from functools import cache
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined, Template
from mjml import mjml2html

from domain.notification import Kind
from messages.colours import DARK, LIGHT
from messages.language import Language
from messages.mail_view import MailView, MessageStory, mail_view
from messages.plain_text import one_line

TEMPLATES = Path(__file__).parent / "templates"
LONGEST_SUBJECT = 120

_TEXT = Environment(
    loader=FileSystemLoader(TEMPLATES),
    autoescape=False,  # noqa: S701 - plain text; its words are escaped where HTML shows them
    undefined=StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
    auto_reload=False,
)
_HTML = Environment(autoescape=True, undefined=StrictUndefined)


@dataclass(frozen=True, slots=True)
class Rendered:
    """A message in its two forms; the subject is one line."""

    subject: str
    text: str
    html: str


@dataclass(frozen=True, slots=True)
class _Words:
    subject: str
    preheader: str
    heading: str
    button: str


def render_message(
    kind: Kind, story: MessageStory, language: Language, page_url: str, now: datetime, zone: tzinfo
) -> Rendered:
    """Render one message; times are written in `zone`, the page link is `page_url`."""
    values = _values(mail_view(story, language, page_url, now, zone), language)
    template = _TEXT.get_template(f"{kind}/words.txt")
    context = template.new_context(values)
    words = _Words(
        **{
            name: one_line("".join(block(context)), LONGEST_SUBJECT if name == "subject" else 500)
            for name, block in template.blocks.items()
        }
    )
    values |= {"words": words}
    body = _TEXT.get_template(f"{kind}/body.txt").render(values).strip()
    text = _TEXT.get_template("skeleton.txt").render(values, body=body)
    return Rendered(words.subject, text, html_template(kind).render(values))


@cache
def html_template(kind: Kind) -> Template:
    """Compile a kind's MJML into a template for its HTML, once per process."""
    # Without fonts={} the library would load any font it knows by name from its maker.
    return _HTML.from_string(mjml2html(_mjml(kind, "skeleton.mjml"), fonts={}))


def _mjml(kind: Kind, path: str) -> str:
    """Read MJML with what it includes, put in as text: the library refuses lists of elements."""
    folder = TEMPLATES / kind if path == "body.mjml" else TEMPLATES
    text = (folder / path).read_text(encoding="utf-8")
    return re.sub(r'<mj-include path="([^"]+)" />', lambda found: _mjml(kind, found[1]), text)


def _values(view: MailView, language: Language) -> dict[str, object]:
    shown = {field.name: getattr(view, field.name) for field in fields(view)}
    return {
        **shown,
        "language": language,
        "start": "left" if language.direction == "ltr" else "right",
        "light": LIGHT,
        "dark": DARK,
        "_": language.say,
        "count": language.count,
    }
