"""Describe the carriers of the world and link to their pages; knows none by name, asks none."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from urllib.parse import quote

_FIELD = re.compile(r"\{(\w+)\}")
_OPTIONAL = re.compile(r"\[([^\]]*)\]")


@dataclass(frozen=True, slots=True)
class KnownCarrier:
    """A carrier as the directory knows it, whether or not we can ask it anything.

    `names` are what shops write, lower case. `countries` are ISO 3166-1 alpha-2, home first; none
    means worldwide. `link` is the public page, with `{number}` and perhaps `{site}`,
    `{postal_code}` and `{country}`; what stands in square brackets is left out when a part of it
    is missing. `sites` holds the word for `{site}` by language, "*" for all others. `redirects`
    says that a recipient can choose another place of delivery on that page.
    """

    key: str
    label: str
    names: tuple[str, ...]
    countries: tuple[str, ...] = ()
    link: str = ""
    sites: Mapping[str, str] = field(default_factory=dict, hash=False)
    redirects: bool = False

    def tracking_url(
        self, number: str, locale: str, country: str = "", postal_code: str = ""
    ) -> str:
        """Return the carrier's public page for a number; empty when there is none to give.

        `country` and `postal_code` are the recipient's.
        """
        given = {"number": number, "country": country, "postal_code": postal_code}
        parts = {name: _encoded(value) for name, value in given.items()}
        parts["site"] = self._site(locale)
        link = _OPTIONAL.sub(lambda part: _filled(part[1], parts), self.link)
        return _filled(link, parts)

    def _site(self, locale: str) -> str:
        whole = locale.replace("_", "-").lower()
        for word in (whole, whole.partition("-")[0], "*"):
            if word in self.sites:
                return self.sites[word]
        return ""


def _encoded(value: str) -> str:
    return quote(value.strip(), safe="", errors="replace")


def labels_of(carriers: Mapping[str, KnownCarrier], keys: Iterable[str | None]) -> dict[str, str]:
    """Name the carriers of these keys; those the directory does not know are left out."""
    return {key: carriers[key].label for key in keys if key and key in carriers}


def _filled(template: str, parts: Mapping[str, str]) -> str:
    """Put the parts in; empty when one is missing."""
    if not all(parts[name] for name in _FIELD.findall(template)):
        return ""
    return _FIELD.sub(lambda name: parts[name[1]], template)
