"""One language: its catalogue, its dates, its numbers. It decides no wording.

Catalogues are gettext (locales/<language>/messages.po), compiled in memory when first used, so no
build step can be forgotten; dates come from CLDR via Babel.
"""

import gettext
import re
from dataclasses import dataclass
from datetime import date, datetime, time
from decimal import Decimal
from functools import cache, lru_cache
from io import BytesIO
from pathlib import Path

from babel import Locale
from babel.dates import format_date, format_skeleton
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from babel.numbers import format_currency

from messages.locale_names import code_named

LOCALES = Path(__file__).parent.parent / "locales"
SOURCE_LANGUAGE = "en"
LANGUAGES = (
    *("en", "sv", "es", "it", "zh_Hant", "zh_Hans", "de", "fr"),
    *("nb", "da", "fi", "nl", "pt_BR", "pt_PT", "pl", "ja"),
)
DAYS_KNOWN_BY_WEEKDAY = 6
_CODE_TOUCHES = re.compile(r"(?<=[A-Za-z])(?=\d)")


def phrase(message: str) -> str:
    """Mark a message for the catalogue; it is translated where it is said."""
    return message


@dataclass(frozen=True, slots=True)
class Language:
    """A language with its catalogue; `code` is one of LANGUAGES."""

    code: str
    catalogue: gettext.NullTranslations

    def say(self, message: str, **values: object) -> str:
        """Translate a message and fill its %(name)s places."""
        text = self.catalogue.gettext(message)
        return text % values if values else text

    def say_as(self, context: str, message: str, **values: object) -> str:
        """Translate a message whose translation depends on where it is used."""
        text = self.catalogue.pgettext(context, message)
        return text % values if values else text

    def count(self, one: str, many: str, number: int, **values: object) -> str:
        """Translate a message that depends on a number, filled as %(num)d."""
        return self.catalogue.ngettext(one, many, number) % {"num": number, **values}

    @property
    def tag(self) -> str:
        """Return the language's name as HTML and mail headers write it: zh-Hant."""
        return self.code.replace("_", "-")

    @property
    def name(self) -> str:
        """Return what the language calls itself, for a list of languages."""
        return _name(self.code)

    @property
    def direction(self) -> str:
        """Return ltr or rtl, for the dir attribute."""
        return self._locale.text_direction

    def country(self, code: str) -> str:
        """Write a country's name; empty for a code that CLDR does not know."""
        return self._locale.territories.get(code.upper(), "") if code else ""

    def clock(self, moment: datetime) -> str:
        """Write a time of day: 14:05."""
        return _clock(self.code, moment.hour, moment.minute)

    def day(self, moment: datetime, now: datetime) -> str:
        """Write a day as people say it; both instants in the zone of the place."""
        return self._near(moment, now) or self.date(moment.date(), now.date())

    def date(self, day: date, today: date) -> str:
        """Write a date with its weekday: Fri 20 Nov; with the year when it is another year's."""
        return _date(self.code, day, this_year=day.year == today.year)

    def moment(self, moment: datetime, now: datetime) -> str:
        """Write a day and time: today 14:05."""
        values = {"day": self.day(moment, now), "time": self.clock(moment)}
        return self.say("%(day)s %(time)s", **values)

    def on_day(self, moment: datetime, now: datetime) -> str:
        """Write a day as part of a sentence: tomorrow, on Tuesday, on November 24."""
        near = self._near(moment, now)
        if near:
            return near
        day, today = moment.date(), now.date()
        if abs((day - today).days) <= DAYS_KNOWN_BY_WEEKDAY:
            weekday = format_date(day, "cccc", locale=self._locale)
            if day > today:
                return self.say_as("a day to come", "on %(weekday)s", weekday=weekday)
            return self.say_as("a day gone by", "on %(weekday)s", weekday=weekday)
        if day.year != today.year:
            return self.say("on %(date)s", date=format_date(day, "long", locale=self._locale))
        return self.say("on %(date)s", date=format_skeleton("MMMMd", day, locale=self._locale))

    def at_moment(self, moment: datetime, now: datetime) -> str:
        """Write a day and time as part of a sentence: yesterday at 14:05."""
        values = {"day": self.on_day(moment, now), "time": self.clock(moment)}
        return self.say("%(day)s at %(time)s", **values)

    def money(self, amount: Decimal, currency: str) -> str:
        """Write an amount with its currency: $5.00, SEK 5.00.

        Source of the space, which Babel leaves out:
        https://www.unicode.org/reports/tr35/tr35-numbers.html#Currencies (currencySpacing)
        """
        written = format_currency(amount, currency, locale=self._locale)
        return _CODE_TOUCHES.sub("\N{NO-BREAK SPACE}", written)

    @property
    def _locale(self) -> Locale:
        return _locale_of(self.code)

    def _near(self, moment: datetime, now: datetime) -> str:
        days = (moment.date() - now.date()).days
        near = {0: self.say("today"), 1: self.say("tomorrow"), -1: self.say("yesterday")}
        return near.get(days, "")


@cache
def _locale_of(code: str) -> Locale:
    """Read a code once: Babel would parse it for every date it writes (200 on a page, measured)."""
    return Locale.parse(code)


@cache
def _name(code: str) -> str:
    locale = _locale_of(code)
    shown = locale.languages.get(code) if locale.script else locale.get_display_name()
    name = shown or code
    return name[:1].upper() + name[1:]


@lru_cache(maxsize=len(LANGUAGES) * 24 * 60)
def _clock(code: str, hour: int, minute: int) -> str:
    return format_skeleton("Hm", time(hour, minute), locale=_locale_of(code))


@lru_cache(maxsize=len(LANGUAGES) * 366)
def _date(code: str, day: date, *, this_year: bool) -> str:
    if this_year:
        return format_skeleton("MMMEd", day, locale=_locale_of(code))
    return format_date(day, "medium", locale=_locale_of(code))


@cache
def language(code: str) -> Language:
    """Load one of LANGUAGES."""
    if code == SOURCE_LANGUAGE:
        return Language(code, gettext.NullTranslations())
    compiled = BytesIO()
    with (LOCALES / code / "messages.po").open("rb") as file:
        write_mo(compiled, read_po(file, locale=code))
    compiled.seek(0)
    return Language(code, gettext.GNUTranslations(compiled))


def language_for(wish: str, *others: str) -> Language:
    """Choose the language of the first locale that we speak: sv-SE, zh_TW, no, de_DE_formal.

    One that leaves its variant open (pt, zh) takes it from those after it.
    """
    wishes = (wish, *others)
    for place, name in enumerate(wishes, start=1):
        code = code_named(name, *wishes[place:])
        if code in LANGUAGES:
            return language(code)
    return language(SOURCE_LANGUAGE)
