"""The catalogues are complete, in step with the code, and hold nothing broken."""

import re
import shutil
from io import BytesIO
from itertools import combinations
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po, write_po
from click.testing import CliRunner, Result

from messages.catalogues import extracted, faults, main, updated
from messages.language import LANGUAGES, LOCALES, SOURCE_LANGUAGE

TRANSLATED = [code for code in LANGUAGES if code != SOURCE_LANGUAGE]
LOOSE = re.compile(r" [\u3001-\u303f\uff01-\uff5e]|[\u3001-\u303f\uff01-\uff5e] ")
"""A space beside punctuation as wide as a letter."""


@pytest.fixture(scope="module")
def template() -> Catalog:
    return extracted()


def test_every_folder_of_locales_is_a_language_we_speak_and_the_other_way_round() -> None:
    assert sorted(path.parent.name for path in LOCALES.glob("*/messages.po")) == sorted(TRANSLATED)


@pytest.mark.parametrize("code", TRANSLATED)
def test_the_catalogue_is_in_step_with_the_code(code: str, template: Catalog) -> None:
    kept = (LOCALES / code / "messages.po").read_bytes()
    assert updated(kept, code, template)[0] == kept, "run bin/translations"


@pytest.mark.parametrize("code", TRANSLATED)
def test_every_message_is_translated_and_keeps_its_places(code: str, template: Catalog) -> None:
    kept = (LOCALES / code / "messages.po").read_bytes()
    assert list(faults(updated(kept, code, template)[1])) == []


def sentences(code: str) -> dict[str, str]:
    """Return what a catalogue says for longer messages, by message."""
    with (LOCALES / code / "messages.po").open("rb") as file:
        kept = read_po(file, locale=code)
    longer = (m for m in kept if isinstance(m.id, str) and len(m.id.split()) > 4)
    return {str(m.id): str(m.string) for m in longer if m.string}


@pytest.mark.parametrize("code", TRANSLATED)
def test_the_header_names_the_language_and_its_plurals(code: str) -> None:
    with (LOCALES / code / "messages.po").open("rb") as file:
        kept = read_po(file)
    assert str(kept.locale) == code
    assert kept.plural_forms == Catalog(locale=code).plural_forms


@pytest.mark.parametrize("code", TRANSLATED)
def test_nothing_longer_is_left_in_english(code: str) -> None:
    assert [message for message, said in sentences(code).items() if said == message] == []


def test_no_two_languages_are_the_same() -> None:
    said = {code: sentences(code) for code in TRANSLATED}
    for one, other in combinations(TRANSLATED, 2):
        same = sum(text == said[other].get(message) for message, text in said[one].items())
        assert same < len(said[one]) / 5, (one, other)


@pytest.mark.parametrize("code", TRANSLATED)
def test_translations_are_spaced_as_their_script_is(code: str) -> None:
    with (LOCALES / code / "messages.po").open("rb") as file:
        kept = read_po(file, locale=code)
    for message in kept:
        if not message.id:
            continue
        forms = message.string if isinstance(message.string, tuple | list) else [message.string]
        for text in map(str, forms):
            assert text == text.strip(), text
            assert "  " not in text
            assert not LOOSE.search(text), text


@pytest.mark.parametrize("code", TRANSLATED)
def test_nothing_in_a_catalogue_names_a_machine_a_person_or_a_moment(code: str) -> None:
    text = (LOCALES / code / "messages.po").read_text(encoding="utf-8")
    assert "FIRST AUTHOR" not in text
    for churn in ("#:", "Creation-Date", "Revision-Date", "Last-Translator", "#, fuzzy", "#~"):
        assert churn not in text


def test_words_are_found_in_code_and_in_templates(template: Catalog) -> None:
    assert "your order is packed" in template
    assert "Thank you for your order" in template
    assert template.get("on %(weekday)s", context="a day to come") is not None


@pytest.fixture
def broken() -> Catalog:
    catalogue = Catalog(locale="sv", fuzzy=False)
    catalogue.add("gone", "borta")
    catalogue.add("missing", "")
    catalogue.add("a guess", "en gissning", flags={"fuzzy"})
    catalogue.add("lost %(place)s", "tappat %(plats)s")
    catalogue.add(("one %(num)d", "many %(num)d"), ("en %(num)d", ""))
    return catalogue


def test_each_kind_of_fault_is_named(broken: Catalog) -> None:
    named = list(faults(broken))
    assert [fault.split(":")[0] for fault in named] == [
        "'missing'",
        "'a guess'",
        "'lost %(place)s'",
        "'one %(num)d'",
    ]


def test_an_update_keeps_translations_guesses_nothing_and_drops_what_is_gone(
    broken: Catalog,
) -> None:
    po, template = BytesIO(), Catalog(fuzzy=False)
    write_po(po, broken)
    template.add("missing")
    template.add("lost %(place)s")
    template.add("missing!")
    text, catalogue = updated(po.getvalue(), "sv", template)
    assert {message.id: message.string for message in catalogue if message.id} == {
        "missing": "",
        "lost %(place)s": "tappat %(plats)s",
        "missing!": None,
    }
    assert updated(text, "sv", template)[0] == text
    assert len(read_po(BytesIO(text), locale="sv")) == 3


@pytest.fixture
def copied(tmp_path: Path) -> Path:
    shutil.copytree(LOCALES, tmp_path / "locales")
    return tmp_path / "locales" / "sv" / "messages.po"


def run(copied: Path, *options: str) -> Result:
    folder = str(copied.parent.parent)
    return CliRunner().invoke(main, ["--locales", folder, *options])


def test_the_tool_passes_what_is_in_order(copied: Path) -> None:
    result = run(copied, "--check")
    assert (result.exit_code, result.output) == (0, "")


def test_a_check_fails_on_a_stale_catalogue_and_leaves_it_alone(copied: Path) -> None:
    stale = copied.read_text(encoding="utf-8").replace("your order is packed", "old words")
    copied.write_text(stale, encoding="utf-8")
    result = run(copied, "--check")
    assert result.exit_code == 1
    assert "locales/sv/messages.po: out of date: run bin/translations" in result.output
    assert copied.read_text(encoding="utf-8") == stale


def test_an_update_writes_new_words_and_says_that_they_want_translating(copied: Path) -> None:
    stale = copied.read_text(encoding="utf-8").replace('"your order is packed"', '"old words"')
    copied.write_text(stale, encoding="utf-8")
    result = run(copied)
    assert result.exit_code == 1
    assert "'your order is packed': has no translation" in result.output
    assert "old words" not in copied.read_text(encoding="utf-8")
