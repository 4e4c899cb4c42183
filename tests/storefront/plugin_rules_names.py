"""Everything that all plugins of a site share is named after ours."""

import re
from collections.abc import Iterator

from storefront.woocommerce.workshop.php_calls import Call, calls
from storefront.woocommerce.workshop.php_source import Token
from tests.storefront.plugin_rules import Finding, Source, plugin_sources

OURS = re.compile(r"_?(?:wc_)?framme(?:$|[_\-/])", re.IGNORECASE)
KEEPING = {
    **dict.fromkeys(["add_option", "update_option", "delete_option"], 0),
    **dict.fromkeys(["set_transient", "delete_transient", "get_transient"], 0),
    **dict.fromkeys(["set_site_transient", "add_site_option", "update_site_option"], 0),
    **dict.fromkeys(["update_user_meta", "add_user_meta", "delete_user_meta"], 1),
    **dict.fromkeys(["wp_cache_set", "wp_cache_get"], 0),
    **dict.fromkeys(["do_action", "apply_filters", "do_action_ref_array"], 0),
    **dict.fromkeys(["add_shortcode", "register_post_type", "register_rest_route", "define"], 0),
    **dict.fromkeys(["wp_schedule_event", "as_schedule_recurring_action"], 2),
    "wp_schedule_single_event": 1,
    **dict.fromkeys(["wp_register_script", "wp_register_style"], 0),
    **dict.fromkeys(["add_meta_box", "add_image_size"], 0),
    **dict.fromkeys(["update_meta_data", "add_meta_data"], 0),
}
ANYBODYS = frozenset({"rewrite_rules", "WC_TESTS", "DONOTCACHEPAGE"})
"""rewrite_rules: WordPress writes its addresses anew when it is deleted, which is meant."""
HOOK_CHECK = "WordPress.NamingConventions.PrefixAllGlobals"
_REST = re.compile(r"(?:wc-)?framme(?:-shop)?/v\d")


def functions_and_classes_are_ours(source: Source) -> Iterator[Finding]:
    """Find functions, classes and constants whose names may be somebody else's."""
    depth, inside = 0, 0
    for place, token in enumerate(source.code[:-1]):
        depth += (token.text == "{") - (token.text == "}")
        named = source.code[place + 1]
        if token.is_name("class", "interface", "trait") and source.code[place - 1].text != "::":
            if named.kind == "name" and not named.text.startswith("Framme_"):
                yield token.line, f"{token.text} {named.text} is not named Framme_…"
            inside = inside or (1 if named.kind == "name" else 0)
        free = token.is_name("function") and depth == 0 and named.kind == "name"
        if free and not named.text.startswith("framme_"):
            yield token.line, f"function {named.text} is not named framme_…"


def constants(sources: list[Source]) -> dict[str, str]:
    """Return the texts of all constants of classes, by name and by class and name."""
    found: dict[str, str] = {}
    for source in sources:
        owner = ""
        for place, token in enumerate(source.code[:-3]):
            if token.is_name("class") and source.code[place + 1].kind == "name":
                owner = source.code[place + 1].text
            if token.is_name("const") and source.code[place + 3].kind == "string":
                name, said = source.code[place + 1].text, source.code[place + 3].said()
                found[f"{owner}::{name}"] = found[f"{source.path}:self::{name}"] = said
    return found


_CONSTANTS = constants(plugin_sources())


def _begins(argument: list[Token], source: Source) -> str | None:
    """Return how a name given to a function begins, None when it cannot be seen."""
    first = argument[0]
    if first.kind == "string":
        return first.said()
    if len(argument) > 3 and first.is_name("self") and argument[3].text == "(":
        return _returned(argument[2].text, source)
    if len(argument) >= 3 and argument[1].text == "::":
        known = constants([source]) | _CONSTANTS
        name = f"{first.text}::{argument[2].text}"
        return known.get(f"{source.path}:{name}", known.get(name))
    return None


def _returned(method: str, source: Source) -> str | None:
    """Return how the name begins that a method of the same class makes."""
    for begin, end in source.bodies:
        if source.code[begin + 1].is_name(method.lower()):
            body = source.code[begin:end]
            last = max((n for n, one in enumerate(body) if one.is_name("return")), default=0)
            made = body[last + 1 : last + 4]
            return _begins(made, source) if last else None
    return None


def _names(source: Source) -> Iterator[tuple[Call, list[Token]]]:
    for call in calls(source.code):
        place = KEEPING.get(call.name)
        if place is not None and len(call.arguments) > place:
            yield call, call.arguments[place]
    for place, token in enumerate(source.code[:-2]):
        if (
            token.is_name("update_meta_data", "add_meta_data")
            and source.code[place - 1].text == "->"
        ):
            yield Call(token.text, token.line, [], place), source.code[place + 2 : place + 5]


def what_is_kept_and_done_is_ours(source: Source) -> Iterator[Finding]:
    """Find options, transients, hooks, meta data, shortcodes, routes that others may have too."""
    for call, argument in _names(source):
        name = _begins(argument, source)
        said = " ".join(token.text for token in argument[:4])
        excused = source.is_excused(call.line, HOOK_CHECK)
        if name is None:
            ours = said.startswith(("Framme_", "self::")) or excused or argument[0].text == "$"
            if not ours and argument[0].kind != "variable":
                yield call.line, f"{call.name}( {said} ): the name cannot be seen"
        elif not (OURS.match(name) or name in ANYBODYS or _REST.match(name) or excused):
            yield call.line, f"{call.name}( '{name}' ) is not named framme_…"
