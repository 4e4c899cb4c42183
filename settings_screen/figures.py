"""Write numbers, shares and days as a merchant's language does."""

from datetime import datetime, tzinfo

from babel.numbers import format_decimal, format_percent

from messages.language import Language


def number(language: Language, value: int) -> str:
    """Write a whole number: 12,500."""
    return format_decimal(value, locale=language.code)


def share(language: Language, value: float) -> str:
    """Write a share of one: 75%."""
    return format_percent(value, locale=language.code)


def day(language: Language, moment: datetime, now: datetime, zone: tzinfo) -> str:
    """Write the day of an instant where the shop is: Fri 20 Nov."""
    return language.date(moment.astimezone(zone).date(), now.astimezone(zone).date())
