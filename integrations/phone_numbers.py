"""Write telephone numbers as machines do: E.164, or nothing at all. It calls nobody."""

import phonenumbers


def e164(text: str, country: str) -> str:
    """Return a number as +46701234567; empty for what is no number anybody could have.

    `country` (ISO 3166-1) is where the number is of when it does not say so itself.
    """
    try:
        number = phonenumbers.parse(text, country.upper() or None)
    except phonenumbers.NumberParseException:
        return ""
    if not phonenumbers.is_valid_number(number):
        return ""
    return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)
