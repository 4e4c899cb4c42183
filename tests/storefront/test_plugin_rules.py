"""The plugin keeps the rules of WordPress's plugin directory and the house, and each rule bites."""

import pytest

from tests.storefront import (
    plugin_rules_forbidden,
    plugin_rules_input,
    plugin_rules_names,
    plugin_rules_output,
    plugin_rules_parts,
)
from tests.storefront.plugin_rule_examples import BROKEN, FINE, GUARD
from tests.storefront.plugin_rules import Rule, Source, findings, plugin_sources

RULES: dict[str, Rule] = {
    rule.__name__: rule
    for rule in (
        plugin_rules_output.output_is_escaped,
        plugin_rules_output.nothing_is_printed_translated_but_unescaped,
        plugin_rules_output.no_raw_tags,
        plugin_rules_input.input_is_unslashed,
        plugin_rules_input.input_is_cleaned,
        plugin_rules_input.input_is_there,
        plugin_rules_input.input_is_proven,
        plugin_rules_names.functions_and_classes_are_ours,
        plugin_rules_names.what_is_kept_and_done_is_ours,
        plugin_rules_forbidden.only_wordpress_functions,
        plugin_rules_forbidden.every_excuse_has_a_reason,
        plugin_rules_forbidden.no_direct_database_query,
        plugin_rules_forbidden.only_php_7_4,
        plugin_rules_forbidden.plain_php_only,
        plugin_rules_parts.nobody_opens_a_file_alone,
        plugin_rules_parts.scripts_are_ours_and_versioned,
        plugin_rules_parts.nothing_comes_from_elsewhere,
        plugin_rules_parts.texts_can_be_translated,
        plugin_rules_parts.no_file_is_too_long,
    )
}


@pytest.mark.parametrize("name", RULES)
def test_the_plugin_keeps_the_rule(name: str) -> None:
    sources = plugin_sources()
    assert len(sources) > 40
    assert [found for source in sources for found in findings(RULES[name], source)] == []


def test_every_rule_has_examples_that_break_it() -> None:
    assert set(BROKEN) == set(RULES)


@pytest.mark.parametrize(
    ("name", "snippet"), [(name, one) for name, broken in BROKEN.items() for one in broken]
)
def test_a_rule_finds_what_breaks_it(name: str, snippet: str) -> None:
    source = Source("x.php", f"<?php\n{snippet}\n")
    assert findings(RULES[name], source) != []


@pytest.mark.parametrize("name", RULES)
@pytest.mark.parametrize("snippet", FINE)
def test_no_rule_finds_fault_with_what_is_fine(name: str, snippet: str) -> None:
    assert findings(RULES[name], Source("x.php", f"<?php\n{GUARD}{snippet}\n")) == []


def test_a_finding_says_where() -> None:
    source = Source("includes/x.php", "<?php\n\n/*\n*/\necho $name;")
    found = findings(plugin_rules_output.output_is_escaped, source)
    assert found == ["includes/x.php:5: prints $name without escaping it"]
