"""Write a catalogue as translators read it: no dates, no names, no line numbers."""

from io import BytesIO

from babel.messages.catalog import Catalog
from babel.messages.plurals import get_plural
from babel.messages.pofile import write_po

PROJECT = "Framme Order Tracking for WooCommerce"


def head(locale: str) -> list[tuple[str, str]]:
    """Return as much of a head as somebody needs: no dates, no names, so that only words change."""
    fields = [
        ("Project-Id-Version", PROJECT),
        ("MIME-Version", "1.0"),
        ("Content-Type", "text/plain; charset=UTF-8"),
        ("Content-Transfer-Encoding", "8bit"),
        ("X-Domain", "framme"),
    ]
    if locale:
        plural = get_plural(locale)
        rule = f"nplurals={plural.num_plurals}; plural={plural.plural_expr};"
        fields += [("Language", locale), ("Plural-Forms", rule)]
    return fields


def written(catalogue: Catalog, locale: str = "") -> bytes:
    """Return a catalogue of a language as a file; without a language, the template."""
    out = BytesIO()
    write_po(out, catalogue, width=100, no_location=True, sort_output=True, omit_header=True)
    lines = "".join(f'"{name}: {value}\\n"\n' for name, value in head(locale))
    return f'msgid ""\nmsgstr ""\n{lines}\n'.encode() + out.getvalue()
