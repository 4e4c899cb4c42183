"""The files that the plugin's tests read are what Framme answers."""

from tests.storefront.told_to_the_plugin import FOLDER, documents


def test_the_plugin_is_tested_with_what_framme_answers() -> None:
    kept = {path.stem: path.read_text(encoding="utf-8") for path in FOLDER.glob("*.json")}
    assert kept == documents()
