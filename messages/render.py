"""Render a mail to the shopper as HTML and as plain text; it sends nothing.

MJML is compiled once per kind, with its Jinja places left open, and filled per message.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields
from functools import cache

from jinja2 import Environment, FileSystemLoader, StrictUndefined, Template
from markupsafe import Markup
from mjml import mjml2html

from domain.kinds import ChannelKey, Kind
from messages.digest import Digest, digest_of
from messages.mail_frame import MailFrame, mail_frame
from messages.mail_view import MailView, told_of
from messages.markup import delivery_markup
from messages.story import MessageStory, Writing
from messages.texts import TEMPLATES
from messages.words import Words, words_of
from messages.written import write

_PADDING = "\u034f\u200c\u00a0" * 60
"""Unseen signs after the preview's line: mail programs show these and not what follows."""

_TEXT = Environment(
    loader=FileSystemLoader(TEMPLATES),
    autoescape=False,  # noqa: S701 - plain text
    undefined=StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
    keep_trailing_newline=True,
    auto_reload=False,
)
_HTML = Environment(autoescape=True, undefined=StrictUndefined, trim_blocks=True)


@dataclass(frozen=True, slots=True)
class Rendered:
    """A message in its two forms; the subject is one line.

    `fault` says why the merchant's own text could not be used and ours stands in.
    """

    subject: str
    text: str
    html: str
    fault: str = ""


def render_mail(kind: Kind, story: MessageStory, writing: Writing) -> Rendered:
    """Render one message."""
    written = write(kind, ChannelKey.EMAIL, story, writing)
    view, told = written.view, told_of(kind, story)
    markup = delivery_markup(view, story.order, told) if writing.markup else ""
    values = {"words": words_of(written.parts), "markup": Markup(markup)} | _fields(view)  # noqa: S704 - escaped for a script where it is made
    return in_both_forms(kind, values, writing, written.fault)


def render_digest(told: Sequence[tuple[Kind, MessageStory]], writing: Writing) -> Rendered:
    """Render the news about several orders of a shop as one mail, in our own words."""
    nothing = {"order_number": "", "markup": Markup()}
    links = {
        "preferences_url": writing.links.preferences,
        "unsubscribe_url": writing.links.unsubscribe,
    }
    return in_both_forms("digest", _fields(digest_of(told, writing)) | links | nothing, writing)


def in_both_forms(
    name: str, values: Mapping[str, object], writing: Writing, fault: str = ""
) -> Rendered:
    """Fill the templates in a folder with what a mail shows; `values` has its Words as `words`."""
    language = writing.language
    shown = {
        **values,
        **_fields(mail_frame(writing.brand, language)),
        "pixel": writing.links.pixel,
        "padding": _PADDING,
        "language": language,
        "_": language.say,
        "count": language.count,
    }
    body = _TEXT.get_template(f"{name}/body.txt").render(shown)
    text = _TEXT.get_template("skeleton.txt").render(shown, body=_spaced(body))
    words = values["words"]
    assert isinstance(words, Words)
    return Rendered(words.subject, _spaced(text) + "\n", html_template(name).render(shown), fault)


def _spaced(text: str) -> str:
    """Leave no more than one empty line between two."""
    return re.sub(r"\n{3,}", "\n\n", text).strip("\n")


def _fields(shown: MailView | Digest | MailFrame) -> dict[str, object]:
    return {field.name: getattr(shown, field.name) for field in fields(shown)}


@cache
def html_template(name: str) -> Template:
    """Compile a folder's MJML into a template for its HTML, once per process."""
    # Without fonts={} the library would load any font it knows by name from its maker.
    return _HTML.from_string(mjml2html(_mjml(name, "skeleton.mjml"), fonts={}))


def _mjml(name: str, path: str) -> str:
    """Read MJML with what it includes, put in as text: the library refuses lists of elements."""
    folder = TEMPLATES / name if path == "body.mjml" else TEMPLATES
    text = (folder / path).read_text(encoding="utf-8")
    return re.sub(r'<mj-include path="([^"]+)" />', lambda found: _mjml(name, found[1]), text)
