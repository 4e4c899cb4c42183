"""The plugin's translations: every text is found, none is guessed, and nothing is out of date."""

import json
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog
from babel.messages.mofile import read_mo

from storefront.woocommerce.workshop.catalogues import (
    LANGUAGES,
    PLUGIN,
    compiled,
    extracted,
    misplaced,
    wanted,
)

PHP = """<?php
echo esc_html__( 'It\\'s here', 'framme' ) . esc_attr__( "Two \\"words\\"", 'framme' );
/* translators: %s is how long ago. */
sprintf( __( '%s ago', 'framme' ), $ago );
sprintf( _n( '%d parcel', '%d parcels', $count, 'framme' ), $count );
_x( 'Order', 'a verb', 'framme' );
some__( 'not this' );
__( $variable, 'framme' );
"""


@pytest.fixture
def plugin(tmp_path: Path) -> Path:
    """A plugin with one page and one block."""
    block = tmp_path / "blocks" / "one"
    block.mkdir(parents=True)
    (tmp_path / "page.php").write_text(PHP, encoding="utf-8")
    described = {"title": "Track", "description": "Tracks.", "keywords": ["parcel", "order"]}
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
        ("Track", "block title"),
        ("Tracks.", "block description"),
        ("parcel", "block keyword"),
        ("order", "block keyword"),
        ("In the editor", None),
    }


def test_what_translators_should_know_is_passed_on(plugin: Path) -> None:
    message = extracted(plugin).get("%s ago")
    assert message
    assert message.auto_comments == ["%s is how long ago."]


def test_a_place_that_a_translation_loses_is_noticed() -> None:
    catalogue = Catalog(locale="sv")
    catalogue.add("%1$s of {count}", "%1$s av {count}")
    assert list(misplaced(catalogue)) == []
    catalogue.add("placed {day}", "lagd")
    assert list(misplaced(catalogue)) == ["'placed {day}': has other places"]


def test_wordpress_gets_a_file_for_pages_and_one_for_each_script(plugin: Path) -> None:
    catalogue = Catalog(locale="sv")
    catalogue.add("In the editor", "I redigeraren")
    files = compiled(catalogue, "sv_SE", plugin)
    assert set(files) == {"framme-sv_SE.mo", "framme-sv_SE-framme-one-editor-script.json"}
    told = json.loads(files["framme-sv_SE-framme-one-editor-script.json"])
    assert told["locale_data"]["messages"]["In the editor"] == ["I redigeraren"]
    assert compiled(catalogue, "sv_SE", plugin) == files


def test_the_catalogues_are_up_to_date_and_nothing_is_left_to_translate() -> None:
    folder = PLUGIN / "languages"
    files, wrong = wanted(folder)
    assert wrong == []
    stale = [name for name, content in files.items() if (folder / name).read_bytes() != content]
    assert stale == [], "run python -m storefront.woocommerce.workshop.catalogues"


@pytest.mark.parametrize("locale", LANGUAGES.values())
def test_wordpress_can_read_what_is_compiled(locale: str) -> None:
    with (PLUGIN / "languages" / f"framme-{locale}.mo").open("rb") as file:
        assert read_mo(file).get("Deliveries")
