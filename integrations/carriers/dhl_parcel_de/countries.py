"""Know the countries that DHL Paket names in English words; guesses none.

ISO 3166-1 alpha-2, for where DHL Paket carries most: Germany, its neighbours, and what lies beyond.
"""

_NAMES = {
    "AT": "Austria",
    "AU": "Australia",
    "BE": "Belgium",
    "BG": "Bulgaria",
    "CA": "Canada",
    "CH": "Switzerland",
    "CN": "China",
    "CY": "Cyprus",
    "CZ": "Czech Republic",
    "DE": "Germany",
    "DK": "Denmark",
    "EE": "Estonia",
    "ES": "Spain",
    "FI": "Finland",
    "FR": "France",
    "GB": "Great Britain",
    "GR": "Greece",
    "HK": "Hong Kong",
    "HR": "Croatia",
    "HU": "Hungary",
    "IE": "Ireland",
    "IS": "Iceland",
    "IT": "Italy",
    "JP": "Japan",
    "LI": "Liechtenstein",
    "LT": "Lithuania",
    "LU": "Luxembourg",
    "LV": "Latvia",
    "MT": "Malta",
    "NL": "Netherlands",
    "NO": "Norway",
    "PL": "Poland",
    "PT": "Portugal",
    "RO": "Romania",
    "RS": "Serbia",
    "SE": "Sweden",
    "SI": "Slovenia",
    "SK": "Slovakia",
    "TR": "Turkey",
    "UA": "Ukraine",
    "US": "United States",
}
_BY_NAME = {
    **{name.casefold(): code for code, name in _NAMES.items()},
    "czechia": "CZ",
    "the netherlands": "NL",
    "türkiye": "TR",
    "united kingdom": "GB",
    "united states of america": "US",
    "usa": "US",
}


def country_named(name: str) -> str:
    """Return the country's code, or an empty text for a name that is not here."""
    return _BY_NAME.get(name.casefold(), "")
