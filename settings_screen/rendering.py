"""Fill the templates, compiled once: one set of pages, two shells. Every value is escaped."""

from functools import cache
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from messages.language import Language
from settings_screen.assets import Assets, load_assets


class Templates:
    """The screen's templates, ready to be filled."""

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
        for name in self._environment.list_templates():
            self._environment.get_template(name)

    def fill(self, name: str, language: Language, **values: object) -> str:
        """Return a template's text, with the language's words."""
        template = self._environment.get_template(name)
        return template.render(
            values,
            language=language,
            _=language.say,
            ngettext=language.count,
            pgettext=language.say_as,
        )


@cache
def screen_templates() -> Templates:
    """Return the templates with the files they name, compiled once in a process."""
    return Templates(load_assets())
