"""What comes in is there, unslashed, cleaned, and proven by a nonce, where it is read."""

from collections.abc import Iterator

from storefront.woocommerce.workshop.php_source import Token
from tests.storefront.plugin_rules import Finding, Source

FROM_OUTSIDE = frozenset({"$_GET", "$_POST", "$_REQUEST", "$_COOKIE", "$_SERVER", "$_FILES"})
ONLY_ASKED_FOR = frozenset(
    {"isset", "empty", "is_string", "is_array", "is_scalar", "array_key_exists", "in_array"}
)
CLEANING = frozenset(
    [
        "absint",
        "intval",
        "floatval",
        "sanitize_text_field",
        "sanitize_textarea_field",
        "sanitize_key",
        "sanitize_email",
        "sanitize_title",
        "sanitize_file_name",
        "esc_url_raw",
        "sanitize_url",
        "wc_clean",
        "rest_sanitize_boolean",
        "wp_verify_nonce",
    ]
)
UNSLASHES_ITSELF = frozenset({"absint", "intval", "floatval", "sanitize_key"})
NONCE = frozenset({"check_admin_referer", "check_ajax_referer", "wp_verify_nonce"})
NO_NONCE_FOR = frozenset({"$_SERVER", "$_COOKIE"})
_SECURITY = "WordPress.Security."
CASTS = frozenset({"int", "float", "bool"})


def _read(source: Source) -> Iterator[tuple[int, Token, set[str]]]:
    """Yield where something from outside is read, and by what it goes."""
    for place, token in enumerate(source.code):
        if token.kind == "variable" and token.text in FROM_OUTSIDE:
            around = set(source.around[place])
            if not around & ONLY_ASKED_FOR:
                yield place, token, around


def _mapped(source: Source, place: int) -> set[str]:
    """Return the function that map_deep() or array_map() is told to apply."""
    if not {"map_deep", "array_map"} & set(source.around[place]):
        return set()
    near = source.code[max(0, place - 6) : place + 12]
    return {token.said() for token in near if token.kind == "string"}


def input_is_unslashed(source: Source) -> Iterator[Finding]:
    """Find what is read with WordPress's slashes still in it."""
    for place, token, around in _read(source):
        cast = source.code[place - 2].is_name(*CASTS) if place > 1 else False
        fine = cast or token.text == "$_FILES" or around & (UNSLASHES_ITSELF | {"wp_unslash"})
        if not fine and not source.is_excused(
            token.line, _SECURITY + "ValidatedSanitizedInput.MissingUnslash"
        ):
            yield token.line, f"{token.text} is not unslashed"


def input_is_cleaned(source: Source) -> Iterator[Finding]:
    """Find what is read and not cleaned."""
    for place, token, around in _read(source):
        cast = source.code[place - 2].is_name(*CASTS) if place > 1 else False
        cleaned = cast or (around | _mapped(source, place)) & CLEANING
        if not cleaned and not source.is_excused(
            token.line, _SECURITY + "ValidatedSanitizedInput.InputNotSanitized"
        ):
            yield token.line, f"{token.text} is not cleaned"


def input_is_there(source: Source) -> Iterator[Finding]:
    """Find what is read without asking whether it is there."""
    for place, token, _ in _read(source):
        after = source.code[place + 1 : place + 8]
        given = any(one.text == "??" for one in after)
        key = "".join(one.text for one in after[:3])
        body = source.body_of(place)
        asked = any(
            one.is_name("isset", "empty")
            and token.text + key in "".join(t.text for t in body[n : n + 60])
            for n, one in enumerate(body)
        )
        if not given and not asked:
            yield token.line, f"{token.text}{key} may not be there"


def input_is_proven(source: Source) -> Iterator[Finding]:
    """Find forms and links that change something and prove nothing, unless it is said why."""
    for place, token in enumerate(source.code):
        if token.kind != "variable" or token.text not in FROM_OUTSIDE - NO_NONCE_FOR:
            continue
        if set(source.around[place]) & NONCE:
            continue
        body = source.body_of(place)
        proven = any(one.is_name(*NONCE) for one in body)
        if not proven and not source.is_excused(token.line, _SECURITY + "NonceVerification"):
            yield token.line, f"{token.text} is read without a nonce, or a reason"
