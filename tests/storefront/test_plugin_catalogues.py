"""The plugin's translations: every text is found, none is guessed, and nothing is out of date."""

import json
import shutil
from io import BytesIO
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog
from babel.messages.mofile import read_mo
from babel.messages.pofile import read_po
from click.testing import CliRunner, Result

from storefront.woocommerce.workshop.catalogue_text import PROJECT
from storefront.woocommerce.workshop.catalogues import (
    LANGUAGES,
    PLUGIN,
    main,
    updated,
    wanted,
)
from storefront.woocommerce.workshop.compiling import compiled
from storefront.woocommerce.workshop.places import misplaced
from storefront.woocommerce.workshop.texts import extracted

PHP = """<?php
/*
 * Plugin Name: Framme
 * Description: Tracks.
 */
echo esc_html__( 'It\\'s here', 'framme' ) . esc_attr__( "Two \\"words\\"", 'framme' );
/* translators: %s is how long ago. */
sprintf( __( '%s ago', 'framme' ), $ago );
sprintf( _n( '%d parcel', '%d parcels', $count, 'framme' ), $count );
_x( 'Order', 'a verb', 'framme' );
_nx( 'one', 'many', $count, 'a number', 'framme' );
some__( 'not this' );
// __( 'nor this', 'framme' );
$a = "__( 'nor that', 'framme' )";
__( $variable, 'framme' );
$x->__( 'nor what is a method', 'framme' );
"""


@pytest.fixture
def plugin(tmp_path: Path) -> Path:
    """A plugin with one page and one block."""
    block = tmp_path / "blocks" / "one"
    block.mkdir(parents=True)
    (tmp_path / "languages").mkdir()
    (tmp_path / "framme.php").write_text(PHP.replace("/*\n", "/**\n", 1), encoding="utf-8")
    described = {"title": "Track", "description": "Shows.", "keywords": ["parcel", "order"]}
    (block / "block.json").write_text(json.dumps(described), encoding="utf-8")
    script = "const { __ } = wp.i18n;\n__( 'In the editor', 'framme' );\n"
    (block / "index.js").write_text(script, encoding="utf-8")
    return tmp_path


def test_texts_of_pages_blocks_and_scripts_are_found(plugin: Path) -> None:
    found = {(message.id, message.context) for message in extracted(plugin) if message.id}
    assert found == {
        ("It's here", None),
        ('Two "words"', None),
        ("%s ago", None),
        (("%d parcel", "%d parcels"), None),
        ("Order", "a verb"),
        (("one", "many"), "a number"),
        ("Tracks.", None),
        ("Track", "block title"),
        ("Shows.", "block description"),
        ("parcel", "block keyword"),
        ("order", "block keyword"),
        ("In the editor", None),
    }


def test_what_translators_should_know_is_passed_on(plugin: Path) -> None:
    message = extracted(plugin).get("%s ago")
    assert message
    assert message.auto_comments == ["%s is how long ago."]
    other = extracted(plugin).get("It's here")
    assert other
    assert other.auto_comments == []


def test_a_place_that_a_translation_loses_is_noticed() -> None:
    catalogue = Catalog(locale="sv")
    catalogue.add("%1$s of {count}", "%1$s av {count}")
    assert list(misplaced(catalogue)) == []
    catalogue.add("placed {day}", "lagd")
    catalogue.add("%s", "%s och %s")
    assert list(misplaced(catalogue)) == [
        "'placed {day}': has other places",
        "'%s': has other places",
    ]


def test_wordpress_gets_a_file_for_pages_and_one_for_each_script(plugin: Path) -> None:
    template = extracted(plugin)
    text, catalogue = updated(b"", "sv_SE", template)
    catalogue["In the editor"].string = "I redigeraren"
    catalogue["%d parcel"].string = ("%d paket", "")
    po = text.replace(
        b'msgid "In the editor"\nmsgstr ""', b'msgid "In the editor"\nmsgstr "I redigeraren"'
    )
    (plugin / "languages" / "framme-sv_SE.po").write_bytes(po)
    files = dict(compiled(plugin))
    assert set(files) == {"framme-sv_SE.mo", "framme-sv_SE-framme-one-editor-script.json"}
    told = json.loads(files["framme-sv_SE-framme-one-editor-script.json"])
    assert told["locale_data"]["messages"]["In the editor"] == ["I redigeraren"]
    assert dict(compiled(plugin)) == files
    path = plugin / "framme.mo"
    path.write_bytes(files["framme-sv_SE.mo"])
    with path.open("rb") as file:
        assert [message.id for message in read_mo(file) if message.id] == ["In the editor"]


State = tuple[dict[str, bytes], list[str]]


@pytest.fixture(scope="module")
def state() -> State:
    """Every file as it should be, and what is left to translate."""
    return wanted()


@pytest.mark.parametrize("locale", LANGUAGES)
def test_nothing_is_left_to_translate(state: State, locale: str) -> None:
    _, wrong = state
    assert [said for said in wrong if said.startswith(f"framme-{locale}.po")] == []


@pytest.mark.parametrize("name", ["framme.pot", *(f"framme-{one}.po" for one in LANGUAGES)])
def test_the_catalogues_are_up_to_date(state: State, name: str) -> None:
    files, _ = state
    assert (PLUGIN / "languages" / name).read_bytes() == files[name], "run bin/plugin-translations"


@pytest.mark.parametrize("locale", LANGUAGES)
def test_a_translation_is_not_the_english(state: State, locale: str) -> None:
    catalogue = read_po(BytesIO(state[0][f"framme-{locale}.po"]), locale=locale)
    long = [one for one in catalogue if isinstance(one.id, str) and len(one.id.split()) > 4]
    assert len(long) > 100
    same = [message.id for message in long if message.string == message.id]
    assert same == [PROJECT]


@pytest.fixture
def copied(tmp_path: Path) -> Path:
    shutil.copytree(PLUGIN, tmp_path / "framme")
    return tmp_path / "framme"


def run(copied: Path, *options: str) -> Result:
    return CliRunner().invoke(main, ["--plugin", str(copied), *options])


def test_the_tool_passes_what_is_in_order(copied: Path) -> None:
    result = run(copied, "--check")
    assert (result.exit_code, result.output) == (0, "")


def test_a_check_fails_on_a_new_text_and_changes_nothing(copied: Path) -> None:
    (copied / "new.php").write_text("<?php __( 'New words', 'framme' );", encoding="utf-8")
    before = {path: path.read_bytes() for path in (copied / "languages").iterdir()}
    result = run(copied, "--check")
    assert result.exit_code == 1
    assert "framme-sv_SE.po: 'New words': has no translation" in result.output
    assert "framme.pot: out of date: run bin/plugin-translations" in result.output
    assert {path: path.read_bytes() for path in (copied / "languages").iterdir()} == before


def test_an_update_adds_new_texts_and_drops_what_is_gone(copied: Path) -> None:
    (copied / "new.php").write_text("<?php __( 'New words', 'framme' );", encoding="utf-8")
    (copied / "blocks" / "delivery-faq" / "block.json").write_text("{}", encoding="utf-8")
    assert run(copied).exit_code == 1
    text = (copied / "languages" / "framme-it_IT.po").read_text(encoding="utf-8")
    assert 'msgid "New words"\nmsgstr ""' in text
    assert 'msgctxt "block keyword"\nmsgid "faq"' not in text
