"""What the plugin says of itself and what lies in its folder, as WordPress's directory asks."""

import json
import re
from pathlib import Path

import pytest

from storefront.woocommerce.workshop.php_source import files
from tests.storefront.plugin_rules import PLUGIN
from tests.storefront.plugin_rules_parts import ELSEWHERE, HERE

SLUG = "framme"
NOW = "7.1"
"""WordPress's version of today; a readme that names an older one is refused."""
LONGEST_FILE, LONGEST_SUMMARY, MOST_TAGS = 250, 150, 5
KINDS = {".php", ".js", ".css", ".json", ".txt", ".po", ".pot", ".svg", ".png"}
TEXTS = {".php", ".js", ".css", ".json", ".txt", ".po", ".pot", ".svg"}


def header(text: str) -> dict[str, str]:
    """Return the fields of a plugin's main file."""
    comment = text[: text.index("*/")]
    return dict(re.findall(r"^ \* ([A-Z][A-Za-z ]+):[ ]+(.+?)\s*$", comment, re.MULTILINE))


def readme(text: str) -> dict[str, str]:
    """Return the fields at the top of a readme, and its name."""
    top = text.partition("\n\n")[0]
    fields = dict(re.findall(r"^([A-Z][A-Za-z ]+):[ ]+(.+?)\s*$", top, re.MULTILINE))
    return {**fields, "Name": text.splitlines()[0].strip("= ")}


def header_faults(text: str, said: str) -> list[str]:
    """Name what WordPress's directory would have against a main file and its readme."""
    fields, told = header(text), readme(said)
    tags = [tag.strip() for tag in told.get("Tags", "").split(",") if tag.strip()]
    summary = said.split("\n\n")[1]
    name = fields.get("Plugin Name", "")
    woo = re.search(r"woocommerce", name, re.IGNORECASE)
    wrong = {
        "Plugin Name": name != "" and (not woo or name.endswith(" for WooCommerce")),
        "Description": fields.get("Description", "") != "",
        "Version": re.fullmatch(r"\d+\.\d+\.\d+", fields.get("Version", "")) is not None,
        "License": fields.get("License", "").startswith("GPLv2 or later"),
        "Text Domain": fields.get("Text Domain") == SLUG,
        "Domain Path": fields.get("Domain Path") == "/languages",
        "Requires Plugins": fields.get("Requires Plugins") == "woocommerce",
        "Requires at least": fields.get("Requires at least") == told.get("Requires at least"),
        "Requires PHP": fields.get("Requires PHP") == told.get("Requires PHP") == "7.4",
        "WC requires at least": "WC requires at least" in fields,
        "WC tested up to": "WC tested up to" in fields,
        "readme: name": told["Name"] == name,
        "readme: License": told.get("License") == fields.get("License"),
        "readme: Stable tag": told.get("Stable tag") == fields.get("Version"),
        "readme: Tested up to": told.get("Tested up to") == NOW,
        "readme: Tags": 1 <= len(tags) <= MOST_TAGS,
        "readme: summary": 0 < len(summary) <= LONGEST_SUMMARY and "\n" not in summary,
        "readme: sections": {"Description", "Installation", "Changelog"}
        <= set(re.findall(r"^== (.+) ==$", said, re.MULTILINE)),
        "readme: External services": _external_services(said),
    }
    return [what for what, fine in wrong.items() if not fine]


def _external_services(said: str) -> bool:
    found = re.search(r"^== External services ==$(.+?)(?=^== |\Z)", said, re.MULTILINE | re.DOTALL)
    text = found[1].lower() if found else ""
    needed = ("what is sent", "when", "terms", "privacy policy", "https://")
    return all(word in text for word in needed)


MAIN = (PLUGIN / "framme.php").read_text(encoding="utf-8")
README = (PLUGIN / "readme.txt").read_text(encoding="utf-8")


def test_the_plugin_says_of_itself_what_the_directory_asks() -> None:
    assert header_faults(MAIN, README) == []


@pytest.mark.parametrize(
    ("field", "before", "after"),
    [
        ("Plugin Name", "Framme Order Tracking for WooCommerce", "WooCommerce Framme"),
        ("Description", "Description: ", "Described: "),
        ("License", "GPLv2 or later", "MIT"),
        ("Text Domain", "Text Domain:          framme", "Text Domain:          tracking"),
        ("Requires Plugins", "Requires Plugins: ", "Requires: "),
        ("Requires PHP", "Requires PHP:         7.4", "Requires PHP:         8.0"),
        ("readme: name", "=== Framme", "=== Another Framme"),
        ("readme: Stable tag", "Stable tag: 1", "Stable tag: 2"),
        ("readme: Tested up to", f"Tested up to: {NOW}", "Tested up to: 6.9"),
        ("readme: Tags", "Tags: ", "Tags: a, b, c, d, "),
        ("readme: summary", "Answers", "Answers" + " again" * 30),
        ("readme: sections", "== Changelog ==", "== Changes =="),
        ("readme: External services", "== External services ==", "== Services =="),
        ("readme: External services", "rivacy policy", "olicy"),
    ],
)
def test_what_is_wrong_in_it_would_be_noticed(field: str, before: str, after: str) -> None:
    main, said = MAIN.replace(before, after), README.replace(before, after)
    if field.startswith("readme"):
        main = MAIN
    assert field in header_faults(main, said)


def test_the_version_is_the_same_everywhere() -> None:
    version = header(MAIN)["Version"]
    assert f"define( 'FRAMME_VERSION', '{version}' );" in MAIN
    assert f"= {version} =" in README
    for path in files(PLUGIN / "blocks", "block.json"):
        assert json.loads(path.read_text(encoding="utf-8"))["version"] == version


def test_nothing_hidden_and_nothing_strange_lies_in_the_folder() -> None:
    for path in PLUGIN.rglob("*"):
        assert not path.name.startswith("."), path
        if path.is_file() and path.name != "LICENSE":
            assert path.suffix in KINDS, path


def text_files() -> list[Path]:
    return [path for path in sorted(PLUGIN.rglob("*")) if path.suffix in TEXTS]


def test_no_file_names_this_machine_or_takes_a_file_from_elsewhere() -> None:
    assert len(text_files()) > 60
    for path in text_files():
        text = path.read_text(encoding="utf-8")
        assert not HERE.search(text), path
        if path.suffix in {".js", ".css", ".php"}:
            assert not ELSEWHERE.search(text), path
            assert "@import" not in text, path


@pytest.mark.parametrize("here", ["http://localhost:8080", "127.0.0.1", "[::1]:80", "LOCALHOST"])
def test_the_search_for_this_machine_finds_it(here: str) -> None:
    assert HERE.search(here)


def test_scripts_and_styles_are_written_as_they_run_and_short() -> None:
    for path in text_files():
        if path.suffix in {".js", ".css"}:
            lines = path.read_text(encoding="utf-8").splitlines()
            assert len(lines) <= LONGEST_FILE, path
            assert max(map(len, lines)) < 500, f"{path} is minified"
            assert path.suffix == ".css" or "eval(" not in "\n".join(lines)


@pytest.mark.parametrize("path", files(PLUGIN, ".json"), ids=str)
def test_every_json_file_is_json(path: Path) -> None:
    assert isinstance(json.loads(path.read_text(encoding="utf-8")), dict)


@pytest.mark.parametrize(
    "path", files(PLUGIN / "blocks", "block.json"), ids=lambda p: p.parent.name
)
def test_a_block_declares_itself_as_wordpress_understands_it(path: Path) -> None:
    block = json.loads(path.read_text(encoding="utf-8"))
    assert block["apiVersion"] == 3
    assert block["name"] == f"{SLUG}/{path.parent.name}"
    assert block["textdomain"] == SLUG
    assert {"title", "category", "description", "version"} <= set(block)
    for field in ("editorScript", "viewScript", "script", "editorStyle", "style"):
        for asset in [block[field]] if isinstance(block.get(field), str) else block.get(field, []):
            if asset.startswith("file:"):
                assert (path.parent / asset.removeprefix("file:")).is_file(), asset
    script = path.parent / "index.asset.php"
    assert f"'version'      => '{block['version']}'" in script.read_text(encoding="utf-8")


def test_removing_the_plugin_removes_what_it_keeps() -> None:
    text = (PLUGIN / "uninstall.php").read_text(encoding="utf-8")
    assert "defined( 'WP_UNINSTALL_PLUGIN' ) || exit;" in text


def test_the_licence_is_the_one_that_is_named() -> None:
    text = " ".join((PLUGIN / "LICENSE").read_text(encoding="utf-8").split())
    assert "GNU General Public License" in text
    assert "either version 2 of the License, or (at your option) any later version" in text
