"""The words of one piece of news in a mail, clean: lines of plain text, and a body in HTML."""

from collections.abc import Mapping
from dataclasses import dataclass

from markupsafe import Markup

from messages.plain_text import one_line
from messages.rich_text import as_paragraphs, as_plain

LONGEST_SUBJECT = 120
LONGEST_LINE = 500


@dataclass(frozen=True, slots=True)
class Words:
    """The parts of a mail; `plain_body` is the body in lines, without HTML."""

    subject: str
    preheader: str
    heading: str
    body: Markup
    plain_body: str
    button: str


def words_of(parts: Mapping[str, str]) -> Words:
    """Clean the filled parts of a mail; lines that are too long end in an ellipsis."""
    body = as_paragraphs(parts["body"])
    return Words(
        subject=one_line(parts["subject"], LONGEST_SUBJECT),
        preheader=one_line(parts["preheader"], LONGEST_LINE),
        heading=one_line(parts["heading"], LONGEST_LINE),
        body=Markup(body),  # noqa: S704 - cleaned by as_paragraphs
        plain_body=as_plain(body),
        button=one_line(parts["button"], LONGEST_SUBJECT),
    )
