"""Files are guarded; scripts are ours, versioned and in the foot; texts can be translated."""

import re
from collections.abc import Iterator

from storefront.woocommerce.workshop.php_calls import Call, calls
from tests.storefront.plugin_rules import Finding, Source

_GUARD = re.compile(
    r"(?:defined\('(?:ABSPATH|WP_UNINSTALL_PLUGIN)'\)\|\|exit(?:\(\))?;"
    r"|if\(!defined\('(?:ABSPATH|WP_UNINSTALL_PLUGIN)'\)\)\{exit(?:\(\))?;\})"
)
DOMAIN = "framme"
TEXTS = {
    **dict.fromkeys(["__", "_e", "esc_html__", "esc_attr__", "esc_html_e", "esc_attr_e"], (1, 1)),
    **dict.fromkeys(["_x", "_ex", "esc_html_x", "esc_attr_x"], (2, 2)),
    "_n": (2, 3),
    "_nx": (2, 4),
    "_n_noop": (2, 2),
    "_nx_noop": (3, 3),
}
"""How many of the first arguments are texts or contexts, and where the domain stands."""
_PLACE = re.compile(r"%(?:(\d+)\$)?[-+0-9.]*[bcdeEfFgGosuxX]")


def nobody_opens_a_file_alone(source: Source) -> Iterator[Finding]:
    """Find files that do something when they are asked for by their address."""
    said = [token.text.replace('"', "'") for token in source.code if token.kind != "open"]
    if not _GUARD.match("".join(said)):
        yield 1, "does not begin with defined( 'ABSPATH' ) || exit;"


def scripts_are_ours_and_versioned(source: Source) -> Iterator[Finding]:
    """Find scripts and styles from elsewhere, without a version, or that hold up the page."""
    for call in calls(source.code):
        found = re.fullmatch(r"wp_(?:enqueue|register)_(script|style)", call.name)
        if not found or len(call.arguments) < 2:
            continue
        where = "".join(token.text for token in call.arguments[1])
        if "//" in where:
            yield call.line, f"{call.name}() of something elsewhere"
        given = ["".join(token.text for token in argument) for argument in call.arguments]
        if len(given) < 4 or given[3].lower() in {"false", "null", "''"}:
            yield call.line, f"{call.name}() without a version"
        if found[1] == "script" and (len(given) < 5 or given[4].lower() in {"false", "array()"}):
            yield call.line, f"{call.name}() that does not say it belongs in the foot"


ELSEWHERE = re.compile(
    r"https?://[^\s'\"]+\.(?:js|css|png|jpe?g|gif|svg|webp|woff2?|mp4)\b", re.IGNORECASE
)
HERE = re.compile(r"localhost|127\.0\.0\.\d|0\.0\.0\.0|\[::1\]", re.IGNORECASE)


def nothing_comes_from_elsewhere(source: Source) -> Iterator[Finding]:
    """Find addresses of files on other servers."""
    for token in source.all:
        if token.kind in {"string", "html", "heredoc"} and ELSEWHERE.search(token.text):
            yield token.line, "a file from elsewhere"


def texts_can_be_translated(source: Source) -> Iterator[Finding]:
    """Find texts of no or another domain, texts that are made up, and places without a number."""
    for call in calls(source.code):
        if call.name not in TEXTS:
            continue
        many, at = TEXTS[call.name]
        given = call.arguments
        domain = given[at] if len(given) > at else []
        if len(domain) != 1 or domain[0].kind != "string" or domain[0].said() != DOMAIN:
            yield call.line, f"{call.name}() without the domain '{DOMAIN}'"
        for argument in given[:many]:
            variable = argument[0].kind == "string" and re.search(r"^\".*\$", argument[0].text)
            if len(argument) != 1 or argument[0].kind != "string" or variable:
                yield call.line, f"{call.name}() of a text that is made up"
        yield from _places(source, call, many)


def _places(source: Source, call: Call, many: int) -> Iterator[Finding]:
    texts = [one[0].said() for one in call.arguments[:many] if one[0].kind == "string"]
    places = [list(_PLACE.finditer(text.replace("%%", ""))) for text in texts]
    if any(len(found) > 1 and any(one[1] is None for one in found) for found in places):
        yield call.line, f"{call.name}() with several places, and no numbers in them"
    if any(places) and not _explained(source, call.line):
        yield call.line, f"{call.name}() with places that no translator is told about"


def _explained(source: Source, line: int) -> bool:
    near = {line - 3, line - 2, line - 1, line}
    return any(
        token.kind == "comment"
        and "translators:" in token.text
        and token.line + token.text.count("\n") in near
        for token in source.all
    )


def no_file_is_too_long(source: Source) -> Iterator[Finding]:
    """Find files that a reader cannot hold."""
    lines = source.text.count("\n")
    if lines > 250:
        yield lines, "is longer than 250 lines"
