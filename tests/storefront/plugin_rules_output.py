"""What is printed is escaped where it is printed, and no scripts or styles are written."""

import re
from collections.abc import Iterator

from storefront.woocommerce.workshop.php_calls import arguments, calls
from storefront.woocommerce.workshop.php_source import Token
from tests.storefront.plugin_rules import Finding, Source

ESCAPING = frozenset(
    [
        "absint",
        "esc_attr__",
        "esc_attr_x",
        "esc_attr",
        "esc_html__",
        "esc_html_x",
        "esc_html",
        "esc_js",
        "esc_textarea",
        "esc_url_raw",
        "esc_url",
        "esc_xml",
        "floatval",
        "intval",
        "number_format",
        "rawurlencode",
        "sanitize_html_class",
        "sanitize_key",
        "urlencode",
        "wp_kses_data",
        "wp_kses_post",
        "wp_kses",
        "checked",
        "selected",
        "disabled",
        "wp_create_nonce",
    ]
)
PRINTING = frozenset({"printf", "vprintf", "print", "wp_die", "exit", "die"})
SAFE_CONSTANTS = frozenset({"php_eol", "true", "false", "null"})
CASTS = frozenset({"int", "integer", "float", "bool", "boolean"})
CHECK = "WordPress.Security.EscapeOutput.OutputNotEscaped"


def output_is_escaped(source: Source) -> Iterator[Finding]:
    """Find what is printed and is neither a literal, a number, nor just escaped."""
    for line, parts in _printed(source):
        for part in parts:
            wrong = _unsafe(part)
            if wrong and not source.is_excused(line, CHECK):
                yield line, f"prints {wrong} without escaping it"


def _printed(source: Source) -> Iterator[tuple[int, list[list[Token]]]]:
    for place, token in enumerate(source.code):
        if token.is_name("echo") or token.text == "<?=":
            yield token.line, _split(_statement(source.code, place + 1), ",")
        elif token.is_name("print") and source.code[place + 1].text != "(":
            yield token.line, [_statement(source.code, place + 1)]
        elif token.is_name("exit", "die") and source.code[place + 1].text == "(":
            yield token.line, arguments(source.code, place + 1)
    for call in calls(source.code):
        if call.name.lower() in PRINTING - {"exit", "die"}:
            yield call.line, call.arguments[:1] if call.name == "wp_die" else call.arguments


def _statement(cut: list[Token], place: int) -> list[Token]:
    end, depth = place, 0
    while end < len(cut):
        depth += (cut[end].text in "([{") - (cut[end].text in ")]}")
        if depth < 0 or (depth == 0 and (cut[end].text == ";" or cut[end].kind == "close")):
            break
        end += 1
    return cut[place:end]


def _split(part: list[Token], *at: str) -> list[list[Token]]:
    """Cut at marks that stand in no parenthesis."""
    found, depth = [[]], 0  # type: tuple[list[list[Token]], int]
    for token in part:
        if token.kind == "mark":
            depth += (token.text in "([{") - (token.text in ")]}")
            if depth == 0 and token.text in at:
                found.append([])
                continue
        found[-1].append(token)
    return found


def _unsafe(part: list[Token]) -> str:
    """Return what is unsafe in an expression, nothing if all of it is safe."""
    choice = _split(part, "?")
    if len(choice) > 1:
        chosen = [one for two in choice[1:] for one in _split(two, ":")]
        return next(filter(None, map(_unsafe, filter(None, chosen))), "")
    for piece in _split(part, ".", "??"):
        wrong = _unsafe_piece(piece)
        if wrong:
            return wrong
    return ""


def _unsafe_piece(piece: list[Token]) -> str:
    if not piece:
        return ""
    first, said = piece[0], " ".join(token.text for token in piece[:6])
    if len(piece) == 1:
        literal = first.kind == "string" and not (first.text[0] == '"' and "$" in first.text)
        safe = literal or first.kind == "number" or first.is_name(*SAFE_CONSTANTS)
        return "" if safe else said
    if first.text == "(" and piece[1].is_name(*CASTS) and piece[2].text == ")":
        return ""
    if first.text == "(" and piece[-1].text == ")" and len(arguments(piece, 0)) == 1:
        return _unsafe(piece[1:-1])
    called = first.kind == "name" and piece[1].text == "(" and piece[-1].text == ")"
    return "" if called and first.text.lstrip("\\").lower() in ESCAPING else said


def nothing_is_printed_translated_but_unescaped(source: Source) -> Iterator[Finding]:
    """Find _e() and _ex(): they print what a translation says, whatever it says."""
    for call in calls(source.code):
        if call.name.lower() in {"_e", "_ex"}:
            yield call.line, f"{call.name}() prints without escaping"


RAW = re.compile(r"<\s*(script|style|link|object|embed)\b", re.IGNORECASE)


def no_raw_tags(source: Source) -> Iterator[Finding]:
    """Find scripts, styles and the like that are written instead of enqueued."""
    for token in source.all:
        found = RAW.search(token.text) if token.kind in {"string", "html", "heredoc"} else None
        if found:
            yield token.line, f"writes a <{found[1]}>; enqueue it"
