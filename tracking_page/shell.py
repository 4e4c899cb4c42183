"""The page inside a shop's own site, as Liquid: made once, of nothing that anybody sends us.

Whatever a request or an order says would be run as code by the shop's theme, so none of it is here.
"""

from functools import cache
from pathlib import Path
from string import Template

from messages.language import LANGUAGES, SOURCE_LANGUAGE, language
from tracking_page.assets import load_assets
from tracking_page.rendering import Templates, page_templates

SCRIPTS, STYLE = ("track_order.js", "track.js"), "track.css"
"""As they run: the second calls the first."""
_ALSO = {"nb": ("no", "nn"), "pt_PT": ("pt",), "zh_Hans": ("zh",)}
_SHELL = Path(__file__).parent / "liquid" / "proxy.liquid"


@cache
def shell() -> str:
    """Return the page; the theme chooses the form's language by the shop's own locale."""
    assets, templates = load_assets(), page_templates()
    others = [code for code in LANGUAGES if code != SOURCE_LANGUAGE]
    branches = [f"{{%- when {_names(code)} -%}}{_form(templates, code)}" for code in others]
    return Template(_SHELL.read_text("utf-8")).substitute(
        style=assets.files[STYLE].content.decode(),
        script="\n".join(assets.files[name].content.decode() for name in SCRIPTS),
        forms="\n".join([*branches, f"{{%- else -%}}{_form(templates, SOURCE_LANGUAGE)}"]),
    )


def _names(code: str) -> str:
    """Return what the theme calls a language once the page has read its locale."""
    return ", ".join(f"'{name}'" for name in (code, *_ALSO.get(code, ())))


def _form(templates: Templates, code: str) -> str:
    return f"{{% raw %}}{templates.fill('proxy_form.html', language(code))}{{% endraw %}}"
