"""Give a time that lacks a zone the zone of its country; never claims to know, only to assume."""

from datetime import UTC, datetime, time, timedelta, tzinfo
from functools import cache
from zoneinfo import ZoneInfo

from domain.tracking import DeliveryWindow

Moment = tuple[datetime, bool]
"""A time as it was read, and whether its zone had to be assumed."""

# IANA zone1970.tab. Countries with several zones stand with their capital's: every time read
# through this table is marked as assumed, whichever country it is for.
_BY_COUNTRY = {
    "AD": "Europe/Andorra",
    "AE": "Asia/Dubai",
    "AT": "Europe/Vienna",
    "AU": "Australia/Sydney",
    "BE": "Europe/Brussels",
    "BG": "Europe/Sofia",
    "BR": "America/Sao_Paulo",
    "CA": "America/Toronto",
    "CH": "Europe/Zurich",
    "CN": "Asia/Shanghai",
    "CY": "Asia/Nicosia",
    "CZ": "Europe/Prague",
    "DE": "Europe/Berlin",
    "DK": "Europe/Copenhagen",
    "EE": "Europe/Tallinn",
    "ES": "Europe/Madrid",
    "FI": "Europe/Helsinki",
    "FR": "Europe/Paris",
    "GB": "Europe/London",
    "GR": "Europe/Athens",
    "HK": "Asia/Hong_Kong",
    "HR": "Europe/Zagreb",
    "HU": "Europe/Budapest",
    "IE": "Europe/Dublin",
    "IL": "Asia/Jerusalem",
    "IN": "Asia/Kolkata",
    "IS": "Atlantic/Reykjavik",
    "IT": "Europe/Rome",
    "JP": "Asia/Tokyo",
    "KR": "Asia/Seoul",
    "LT": "Europe/Vilnius",
    "LU": "Europe/Luxembourg",
    "LV": "Europe/Riga",
    "MT": "Europe/Malta",
    "MX": "America/Mexico_City",
    "MY": "Asia/Kuala_Lumpur",
    "NL": "Europe/Amsterdam",
    "NO": "Europe/Oslo",
    "NZ": "Pacific/Auckland",
    "PL": "Europe/Warsaw",
    "PT": "Europe/Lisbon",
    "RO": "Europe/Bucharest",
    "RS": "Europe/Belgrade",
    "SE": "Europe/Stockholm",
    "SG": "Asia/Singapore",
    "SI": "Europe/Ljubljana",
    "SK": "Europe/Bratislava",
    "TH": "Asia/Bangkok",
    "TR": "Europe/Istanbul",
    "TW": "Asia/Taipei",
    "UA": "Europe/Kyiv",
    "US": "America/New_York",
    "VN": "Asia/Ho_Chi_Minh",
    "ZA": "Africa/Johannesburg",
}

_YEARS = range(2000, 2100)
_MILLISECONDS_FROM = 10**11
_FIRST_SECOND = datetime(2000, 1, 1, tzinfo=UTC).timestamp()
_LAST_SECOND = datetime(2100, 1, 1, tzinfo=UTC).timestamp()
_LAST_MILLISECOND = _LAST_SECOND * 1000


@cache
def _zone(name: str) -> tzinfo:
    return ZoneInfo(name)


def zone_of(country: str) -> tzinfo | None:
    """Return the zone to assume for a country (ISO 3166-1 alpha-2), or None."""
    name = _BY_COUNTRY.get(country)
    return _zone(name) if name else None


def zone_or_utc(*countries: str) -> tzinfo:
    """Return the zone to assume for the first country that has one, or UTC."""
    return next((zone for zone in map(zone_of, countries) if zone), UTC)


def read_moment(text: object, *countries: str) -> Moment | None:
    """Read an ISO 8601 time; return it aware, and whether its zone had to be assumed.

    Returns None for anything else, and for years in which no parcel of ours can travel.
    """
    if not isinstance(text, str):
        return None
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        return None
    if moment.year not in _YEARS:
        return None
    if moment.tzinfo is None:
        return moment.replace(tzinfo=zone_or_utc(*countries)), True
    return moment, False


def read_local(text: object, form: str, *countries: str) -> Moment | None:
    """Read a time written in a form of `strptime`; otherwise as `read_moment` does.

    Where the form has a zone, %z, it is kept; where not, the countries' is assumed.
    """
    if not isinstance(text, str) or not text.isascii():
        return None
    try:
        return read_moment(datetime.strptime(text.strip(), form).isoformat(), *countries)  # noqa: DTZ007
    except (ValueError, OverflowError):
        return None


def read_epoch(value: object, *countries: str) -> Moment | None:
    """Read seconds, or from 10^11 on milliseconds, since 1970; told in the countries' zone."""
    if isinstance(value, str) and value.isascii() and value.isdigit():
        value = int(value[:16])
    if isinstance(value, bool) or not isinstance(value, int | float) or value > _LAST_MILLISECOND:
        return None
    seconds = value / 1000 if value >= _MILLISECONDS_FROM else value
    if not _FIRST_SECOND <= seconds < _LAST_SECOND:
        return None
    return datetime.fromtimestamp(seconds, zone_or_utc(*countries)), False


def read_scan_time(text: object, *countries: str) -> Moment | None:
    """Read a scan's time as `read_moment` does; one given in UTC is told in the place's zone."""
    read = read_moment(text, *countries)
    if read is None or read[0].utcoffset():
        return read
    return read[0].astimezone(zone_or_utc(*countries)), read[1]


def whole_day_if_midnight(moment: datetime) -> DeliveryWindow:
    """Return the window an estimate means: midnight stands for some time that day."""
    if moment.time() != time.min:
        return DeliveryWindow(moment, moment)
    return DeliveryWindow(moment, moment + timedelta(hours=23, minutes=59))


def whole_days_between(begins: Moment | None, ends: Moment | None) -> DeliveryWindow | None:
    """Return the window between two times as they were read; one alone stands for itself."""
    if begins and ends:
        last = whole_day_if_midnight(max(begins[0], ends[0])).latest
        return DeliveryWindow(min(begins[0], ends[0]), last)
    one = begins or ends
    return whole_day_if_midnight(one[0]) if one else None
