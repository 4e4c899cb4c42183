"""Compile the plugin's catalogues as WordPress reads them; what is not translated is left out."""

import json
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

from storefront.woocommerce.workshop.catalogue_text import head
from storefront.woocommerce.workshop.catalogues import PLUGIN
from storefront.woocommerce.workshop.texts import of_script


class _Ready(Catalog):
    """A catalogue to be compiled, with our head and what has been translated."""

    @property
    def mime_headers(self) -> list[tuple[str, str]]:
        return head(str(self.locale))


def compiled(plugin: Path = PLUGIN) -> Iterator[tuple[str, bytes]]:
    """Yield what WordPress reads, by name: for pages in each language, and for each script."""
    for path in sorted((plugin / "languages").glob("framme-*.po")):
        locale = path.stem.removeprefix("framme-")
        with path.open("rb") as file:
            read = read_po(file, locale=locale)
        catalogue = _Ready(locale, fuzzy=False)
        for message in read:
            strings = message.string if isinstance(message.string, tuple) else (message.string,)
            if message.id and all(strings) and not message.fuzzy:
                catalogue.add(message.id, message.string, context=message.context)
        out = BytesIO()
        write_mo(out, catalogue)
        yield f"{path.stem}.mo", out.getvalue()
        for script in sorted(plugin.glob("blocks/*/index.js")):
            name = f"{path.stem}-framme-{script.parent.name}-editor-script.json"
            yield name, _for_script(script, catalogue, locale)


def _for_script(script: Path, catalogue: Catalog, locale: str) -> bytes:
    """Return a script's own translations, as wp.i18n reads them (Jed 1.x)."""
    said: dict[str, object] = {
        text: [message.string]
        for text, _comments in of_script(script)
        if (message := catalogue.get(text)) and message.string
    }
    head = {"domain": "messages", "lang": locale, "plural-forms": catalogue.plural_forms}
    told = {"domain": "messages", "locale_data": {"messages": {"": head, **said}}}
    return json.dumps(told, ensure_ascii=False, sort_keys=True).encode()
