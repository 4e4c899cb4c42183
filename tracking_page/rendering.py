"""Fill the templates, compiled once; every value is escaped, translations included."""

from functools import cache
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from messages.language import LANGUAGES, Language, language
from tracking_page.assets import Assets, load_assets


class Templates:
    """The page's templates, ready to be filled."""

    def __init__(self, assets: Assets) -> None:
        self._environment = Environment(
            loader=FileSystemLoader(Path(__file__).parent / "templates"),
            autoescape=True,
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
            auto_reload=False,
        )
        self._environment.globals["static"] = assets.address
        self._environment.globals["languages"] = sorted(
            map(language, LANGUAGES), key=lambda one: one.name
        )
        for name in self._environment.list_templates():
            self._environment.get_template(name)

    def fill(self, name: str, language: Language, **values: object) -> str:
        """Return a template's text, with the language's words."""
        template = self._environment.get_template(name)
        words = {"_": language.say, "ngettext": language.count, "pgettext": language.say_as}
        return template.render(values, language=language, **words)


@cache
def page_templates() -> Templates:
    """Return the templates with the files they name, compiled once in a process."""
    return Templates(load_assets())
