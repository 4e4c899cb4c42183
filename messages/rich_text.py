"""Makes a merchant's words into harmless HTML, and HTML into plain words; it fetches nothing.

What may stay is a list; whatever else a text holds is taken out, however it is written.
"""

import html
import re

import nh3

TAGS = {"p", "br", "strong", "b", "em", "i", "a", "ul", "ol", "li"}
SCHEMES = {"https", "mailto", "tel"}

_BLANK_LINES = re.compile(r"\n[ \t]*(?:\n[ \t]*)+")
_LIST = re.compile(r"(<ul>.*?</ul>|<ol>.*?</ol>)", re.DOTALL)
_LINK = re.compile(r'<a\b[^>]*?\bhref="([^"]*)"[^>]*>(.*?)</a>', re.DOTALL)
_NEW_LINE = re.compile(r"<br\b[^>]*>")
_NEW_PARAGRAPH = re.compile(r"</?(?:p|ul|ol)\b[^>]*>")
_POINT = re.compile(r"\s*<li\b[^>]*>")
_EMPTY = re.compile(r"<p>(?:\s|<br>)*</p>")
_ANY_TAG = re.compile(r"<[^<>]*>")
_MANY_LINES = re.compile(r"\n{3,}")


def clean_html(text: str) -> str:
    """Return HTML with nothing in it but what may stay, every tag closed."""
    return nh3.clean(
        text,
        tags=TAGS,
        attributes={"a": {"href"}},
        url_schemes=SCHEMES,
        url_relative="deny",
        link_rel="noopener",
        strip_comments=True,
        clean_content_tags={"script", "style", "title", "svg", "math", "textarea", "noscript"},
    )


def as_paragraphs(text: str) -> str:
    """Return words as clean HTML: blank lines part paragraphs, single ones become breaks."""
    whole = clean_html(text.replace("\r\n", "\n").replace("\r", "\n"))
    pieces = (piece for block in _BLANK_LINES.split(whole) for piece in _LIST.split(block))
    # What was cut apart in the middle of a tag is made whole again, each piece for itself.
    blocks = (_EMPTY.sub("", clean_html(_as_block(piece))) for piece in pieces)
    return "\n".join(filter(as_plain, blocks))


def as_plain(clean: str) -> str:
    """Return the words of HTML that clean_html returned; a link keeps its address."""
    text = _LINK.sub(_with_address, clean.replace("\n", " "))
    text = _POINT.sub("\n- ", text)
    text = _NEW_LINE.sub("\n", _NEW_PARAGRAPH.sub("\n\n", text))
    lines = html.unescape(_ANY_TAG.sub("", text)).split("\n")
    return _MANY_LINES.sub("\n\n", "\n".join(" ".join(line.split()) for line in lines)).strip()


def _as_block(piece: str) -> str:
    if _LIST.fullmatch(piece):
        return piece.replace("\n", " ")
    return "<p>" + piece.strip().replace("\n", "<br>") + "</p>"


def _with_address(link: re.Match[str]) -> str:
    address = link.group(1).removeprefix("mailto:").removeprefix("tel:")
    words = link.group(2)
    return words if address in words else f"{words} ({address})"
