"""What Shopify's own checks do not see in the theme blocks."""

import re
from string import ascii_lowercase

import pytest

from messages.language import LANGUAGES as SPOKEN
from messages.locale_names import code_named
from runtime.config import ROOT
from tests.storefront.theme_blocks import BLOCKS, LANGUAGES, THEME, files, schema, source, words
from tracking_page.shell import SCRIPTS
from tracking_page.shell import STYLE as STYLE_SHEET

JAVASCRIPT, STYLE, LIQUID = 10_000, 20_000, 100_000
ASSETS = (*SCRIPTS, STYLE_SHEET)
TARGETS = {"delivery-faq": "section", "order-tracking": "section", "track-button": "body"}
SETTINGS = {
    "checkbox": {"default"},
    "color": {"default"},
    "range": {"default", "min", "max", "step", "unit"},
    "select": {"default", "options"},
    "text": {"default", "placeholder"},
}
LONGEST_NAME = 25


@pytest.mark.parametrize("block", BLOCKS)
def test_a_block_declares_itself_as_shopify_understands_it(block: str) -> None:
    declared = schema(block)
    assert set(declared) == {"name", "target", "settings"}
    assert declared["target"] == TARGETS[block]
    for language in LANGUAGES:
        assert len(words(language, ".schema")[declared["name"].removeprefix("t:")]) <= LONGEST_NAME
    for setting in declared["settings"]:
        allowed = SETTINGS[setting["type"]] | {"type", "id", "label", "info"}
        assert {"type", "id", "label"} <= set(setting) <= allowed
        assert set(setting["id"]) <= {*ascii_lowercase, "_"}
    ids = [setting["id"] for setting in declared["settings"]]
    assert len(ids) == len(set(ids))


@pytest.mark.parametrize("block", BLOCKS)
def test_the_defaults_of_a_block_can_be_chosen(block: str) -> None:
    for setting in schema(block)["settings"]:
        kind, default = setting["type"], setting.get("default")
        if kind == "checkbox":
            assert default in {True, False}
        elif kind == "select":
            assert default in [option["value"] for option in setting["options"]]
        elif kind == "range":
            steps = (setting["max"] - setting["min"]) / setting["step"]
            assert 3 <= steps + 1 <= 101
            assert steps == int(steps)
            assert setting["min"] <= default <= setting["max"]
            assert (default - setting["min"]) % setting["step"] == 0
        elif kind == "color":
            assert re.fullmatch(r"#[0-9a-f]{6}", default)
        else:
            assert default is None, "a text in one language would be shown in all"


def test_every_word_is_there_in_every_language_and_none_is_left_over() -> None:
    liquid = "".join(path.read_text("utf-8") for path in files(".liquid"))
    said = set(re.findall(r"'([\w.]+)'\s*\|\s*t\b", liquid))
    said |= {f"faq.{part}_{number}" for part in ("question", "answer") for number in range(1, 5)}
    labels = set(re.findall(r'"t:([\w.]+)"', liquid))
    for language in LANGUAGES:
        assert set(words(language)) == said
        assert set(words(language, ".schema")) == labels


@pytest.mark.parametrize("language", [one for one in LANGUAGES if one != "en"])
def test_no_language_is_english(language: str) -> None:
    english, labels = words("en"), words("en", ".schema")
    assert [key for key, text in words(language).items() if text == english[key]] == []
    same = {key for key, text in words(language, ".schema").items() if text == labels[key]}
    assert same <= {"button.label"}


def test_the_theme_speaks_every_language_that_we_do() -> None:
    assert {code_named(name) for name in LANGUAGES} == set(SPOKEN)
    folder = THEME / "locales"
    assert len(list(folder.iterdir())) == 2 * len(LANGUAGES)


def test_the_files_stay_within_shopifys_limits_and_our_own() -> None:
    asset = THEME / "assets"
    assert sorted(path.name for path in asset.iterdir()) == sorted(ASSETS)
    for name in SCRIPTS:
        assert (asset / name).stat().st_size <= JAVASCRIPT
    assert (asset / "track.css").stat().st_size <= STYLE
    assert sum(path.stat().st_size for path in files(".liquid")) <= LIQUID
    for block in BLOCKS:
        inline = "".join(re.findall(r"<style>(.*?)</style>", source(block), re.DOTALL))
        assert len(inline.encode()) + (asset / "track.css").stat().st_size <= STYLE


@pytest.mark.parametrize("name", ASSETS)
def test_the_storefront_runs_the_same_script_as_our_own_page(name: str) -> None:
    ours = (ROOT / "tracking_page" / "static" / name).read_bytes()
    assert (THEME / "assets" / name).read_bytes() == ours, f"copy tracking_page/static/{name}"


def test_only_the_folders_shopify_allows_are_there() -> None:
    allowed = {"assets", "blocks", "locales", "snippets", "shopify.extension.toml"}
    assert {path.name for path in THEME.iterdir()} == allowed


DANGERS = {
    "HTML made of text": r"\.innerHTML|outerHTML|insertAdjacentHTML|document\.write|setHTML",
    "anything but the route read as markup": r"DOMParser(?!\(\)\.parseFromString"
    r"\(svg, \"image/svg\+xml\"\))|createContextualFragment",
    "code made of text": r"\beval\(|new Function|setTimeout\(\s*[\"'`]",
    "an inline event handler": r"<[^>]*\son[a-z]+\s*=\s*[\"'{]",
    "a script that holds up the page": r"<script[^>]*\ssrc=(?![^>]*\b(?:defer|async)\b)",
    "a style that holds up the page": r"<link[^>]*stylesheet|stylesheet_tag|@import\s+(?:url|\")",
    "a forbidden tag": r"{%-?\s*(?:include|layout|section|content_for)\b",
    "HTML made by Preact of text": r"dangerouslySetInnerHTML",
    "a file from elsewhere": r"(?:src|href)\s*=\s*[\"']https?:",
}


@pytest.mark.parametrize("danger", DANGERS)
def test_nothing_dangerous_or_slow_is_deployed(danger: str) -> None:
    pattern = re.compile(DANGERS[danger])
    # JSX binds functions with onClick={...}: those are no handlers in HTML.
    kinds = (
        (".liquid", ".js") if danger == "an inline event handler" else (".liquid", ".js", ".jsx")
    )
    looked_at = files(*kinds)
    assert len(looked_at) >= 10
    assert [path.name for path in looked_at if pattern.search(path.read_text("utf-8"))] == []


def test_the_search_for_dangers_finds_them() -> None:
    examples = [
        "x.innerHTML = y",
        'new DOMParser().parseFromString(svg, "text/html")',
        "eval(x)",
        '<a onclick="x()">',
        "<script type=module src=x>",
        '<link rel="stylesheet">',
        "{%- include 'x' %}",
        "<p dangerouslySetInnerHTML={x}>",
        '<img src="https://elsewhere.example/x">',
    ]
    for pattern, example in zip(DANGERS.values(), examples, strict=True):
        assert re.search(pattern, example)
