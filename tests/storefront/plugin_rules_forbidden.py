"""What the plugin does not use: functions WordPress has better ones for, and newer PHP."""

import re
from collections.abc import Iterator

from storefront.woocommerce.workshop.php_calls import calls
from tests.storefront.plugin_rules import Finding, Source

_INSTEAD = {
    "WordPress.WP.AlternativeFunctions": {
        "parse_url": "wp_parse_url()",
        "json_encode": "wp_json_encode()",
        "strip_tags": "wp_strip_all_tags()",
        "rand": "wp_rand()",
        "mt_rand": "wp_rand()",
        "srand": "wp_rand()",
        "mt_srand": "wp_rand()",
        **dict.fromkeys(["file_get_contents", "readfile", "fopen", "fsockopen"], "WordPress's own"),
        **dict.fromkeys(["fwrite", "fputs", "fread", "fclose", "file"], "WP_Filesystem"),
        **dict.fromkeys(["file_put_contents", "unlink", "rename", "mkdir"], "WP_Filesystem"),
        **dict.fromkeys(["rmdir", "chmod", "touch", "is_writable", "copy"], "WP_Filesystem"),
    },
    "WordPress.DateTime.RestrictedFunctions": {
        "date": "gmdate() or wp_date()",
        "date_default_timezone_set": "nothing",
    },
    "WordPress.PHP.DiscouragedPHPFunctions": {
        **dict.fromkeys(["base64_encode", "base64_decode", "str_rot13", "gzinflate"], "plain text"),
        **dict.fromkeys(["serialize", "unserialize"], "JSON"),
        **dict.fromkeys(["exec", "shell_exec", "system", "passthru", "popen"], "nothing"),
        **dict.fromkeys(["proc_open", "ini_set", "error_reporting", "putenv"], "nothing"),
        **dict.fromkeys(["set_time_limit", "ini_alter", "dl", "urlencode"], "nothing"),
    },
    "WordPress.PHP.DevelopmentFunctions": dict.fromkeys(
        ["var_dump", "print_r", "var_export", "error_log", "debug_backtrace", "phpinfo"], "nothing"
    ),
    "Squiz.PHP": dict.fromkeys(["eval", "create_function", "extract", "compact"], "plain code"),
    "WordPress.Security.SafeRedirect": {"wp_redirect": "wp_safe_redirect()"},
    "WordPress.WP.DiscouragedFunctions": dict.fromkeys(
        ["query_posts", "wp_reset_query", "get_post_meta", "update_post_meta"], "the order itself"
    ),
    "PluginCheck.CodeAnalysis.DiscouragedFunctions": {"load_plugin_textdomain": "nothing"},
}
_CHECKED = {name: (check, ours) for check, all_ in _INSTEAD.items() for name, ours in all_.items()}
_CURL = "WordPress.WP.AlternativeFunctions.curl"


def only_wordpress_functions(source: Source) -> Iterator[Finding]:
    """Find functions that WordPress has its own for, or none; a reason may be given."""
    for call in calls(source.code):
        name = call.name.lower()
        check, instead = _CHECKED.get(name, ("", ""))
        if name.startswith("curl_"):
            check, instead = _CURL, "wp_remote_request()"
        if check and not source.is_excused(call.line, check):
            yield call.line, f"{name}() – use {instead}"


def every_excuse_has_a_reason(source: Source) -> Iterator[Finding]:
    """Find checks that are switched off without saying which and why."""
    for token in source.all:
        if token.kind != "comment":
            continue
        for found in re.finditer(r"phpcs:(ignore|disable|ignoreFile)\b([^\n]*)", token.text):
            named, _, why = found[2].partition("--")
            if found[1] == "ignoreFile" or not named.strip() or len(why.split()) < 2:
                yield token.line, f"phpcs:{found[1]} without a check's name or a reason"


def no_direct_database_query(source: Source) -> Iterator[Finding]:
    """Find questions to the database that WordPress has no part in; values must be prepared."""
    asks = {"query", "get_results", "get_var", "get_col", "get_row"}
    for place, token in enumerate(source.code[:-3]):
        if token.text != "$wpdb" or source.code[place + 1].text != "->":
            continue
        does = source.code[place + 2]
        if not does.is_name(*asks, "insert", "update", "delete", "replace"):
            continue
        if not source.is_excused(does.line, "WordPress.DB.DirectDatabaseQuery"):
            yield does.line, f"$wpdb->{does.text}() without a reason"
        argument = source.code[place + 4 : place + 8]
        literal = argument[0].kind == "string" and "$" not in argument[0].text
        prepared = any(one.is_name("prepare") for one in argument)
        if does.is_name(*asks) and not prepared and not (literal and argument[1].text == ")"):
            yield does.line, f"$wpdb->{does.text}() of what was not prepared"


NEWER_FUNCTIONS = frozenset(
    [
        *["str_contains", "str_starts_with", "str_ends_with", "get_debug_type", "fdiv"],
        *["array_is_list", "array_find", "array_any", "array_all", "json_validate"],
        *["get_resource_id", "preg_last_error_msg", "mb_str_pad", "mb_trim", "mb_ucfirst"],
        *["fsync", "enum_exists", "ini_parse_quantity", "array_key_exists_any"],
    ]
)
_NEWER = {
    "match": re.compile(r"(?<![\w>:$])match\s*\([^;{}]*\)\s*\{"),
    "?->": re.compile(r"\?->"),
    "an attribute": re.compile(r"#\["),
    "an enum": re.compile(r"(?m)^\s*enum\s+\w+"),
    "readonly": re.compile(r"\breadonly\s+(?:class|\?|\w+\s+\$|public|private)"),
    "a promoted parameter": re.compile(
        r"function\s+__construct\s*\([^)]*\b(?:public|protected|private)\b"
    ),
    "a union of types": re.compile(
        r"function\s*\w*\s*\((?:[^()]|\(\))*\b\w+\s*\|\s*\w+\s+&?\$|\)\s*:\s*\??\w+\s*\|"
    ),
    "the type mixed, never or static": re.compile(
        r"(?:[(,]\s*mixed\s+&?\$|\)\s*:\s*(?:mixed|never|static)\b)"
    ),
    "a comma after the last parameter": re.compile(r"function\s*\w*\s*\([^()]*,\s*\)"),
    "a named argument": re.compile(r"[(,]\s*[a-z_]\w*\s*:(?!:)(?=\s*[^\s:])(?![^()\[\]]*\?)"),
    "throw as an expression": re.compile(r"(?:\?\?|=>|\?|:)\s*throw\b"),
    "catch without a variable": re.compile(r"catch\s*\(\s*[\w\\| ]+\)"),
}


def only_php_7_4(source: Source) -> Iterator[Finding]:
    """Find what PHP 7.4 does not know."""
    bare = "".join(
        {"comment": "", "string": "''", "heredoc": "''"}.get(token.kind, token.text)
        + ("\n" * token.text.count("\n") if token.kind in {"comment", "string", "heredoc"} else "")
        for token in source.all
    )
    for what, pattern in _NEWER.items():
        for found in pattern.finditer(bare):
            yield bare.count("\n", 0, found.start()) + 1, f"{what} is newer than PHP 7.4"
    for call in calls(source.code):
        if call.name.lower() in NEWER_FUNCTIONS:
            yield call.line, f"{call.name}() is newer than PHP 7.4"


def plain_php_only(source: Source) -> Iterator[Finding]:
    """Find what reviewers cannot read well: heredocs, short tags, backticks, goto, silence."""
    for token in source.all:
        if token.kind == "heredoc" or token.text in {"<?=", "`", "@"} or token.is_name("goto"):
            yield token.line, f"{token.text.splitlines()[0]} – write it out"
    if re.search(r"<\?(?!php\b|xml)", source.text):
        yield 1, "<? – write <?php"
