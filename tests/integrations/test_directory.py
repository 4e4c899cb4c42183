"""The directory's tables: complete, consistent, and safe to link with."""

import re
from string import Formatter
from urllib.parse import parse_qs, urlsplit

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from domain.tracking_numbers import CHECKS, LONGEST, Strength, read_form
from integrations.carrier_names import plain_name
from integrations.directory import CARRIERS, COMPLETE, words
from integrations.directory.tables import formats, issuers, redirecting

FORMATS = formats()
ISSUERS = issuers()
LINKED = [carrier for carrier in CARRIERS.values() if carrier.link]
HOSTILE = [
    "1&admin=1",
    "../../x",
    "#/x",
    "a b\r\nSet-Cookie: x",
    "<script>",
    "{site}",
    "[x]",
    "順豐",
    "%00",
]


def test_keys_are_unique_sorted_and_plain() -> None:
    assert list(CARRIERS) == sorted(CARRIERS)
    assert all(re.fullmatch(r"[a-z0-9]+(_[a-z0-9]+)*", key) for key in CARRIERS)
    assert all(key == carrier.key for key, carrier in CARRIERS.items())


def test_there_are_many_carriers_and_most_of_them_have_pages() -> None:
    assert len(CARRIERS) >= 230
    assert len(LINKED) >= 200


def test_names_are_lower_case_and_nobody_shares_one() -> None:
    owners: dict[tuple[str, ...], str] = {}
    for carrier in CARRIERS.values():
        assert carrier.label.strip() == carrier.label != ""
        for name in carrier.names:
            assert name == name.lower().strip()
            assert len(plain_name(name)) > 1, carrier.key
            assert owners.setdefault(words(name), carrier.key) == carrier.key, name


def test_countries_are_codes() -> None:
    for carrier in CARRIERS.values():
        assert all(re.fullmatch("[A-Z]{2}", country) for country in carrier.countries)
        assert len(set(carrier.countries)) == len(carrier.countries)


def test_carriers_that_redirect_are_known_and_have_a_page_to_do_it_on() -> None:
    assert redirecting() <= CARRIERS.keys()
    leading = {key for key, carrier in CARRIERS.items() if carrier.redirects}
    assert leading == redirecting()
    assert {"postnord", "dhl_paket", "ups", "bring"} <= leading
    assert all(CARRIERS[key].link for key in leading)


def test_links_are_secure_and_hold_the_number() -> None:
    for carrier in LINKED:
        address = urlsplit(carrier.link.replace("[", "").replace("]", ""))
        assert address.scheme == "https", carrier.key
        assert re.fullmatch(r"[a-z0-9.-]+\.[a-z]{2,}", address.netloc), carrier.key
        fields = {field for _, field, _, _ in Formatter().parse(carrier.link) if field}
        assert "number" in fields, carrier.key
        assert fields <= {"number", "site", "country", "postal_code"}, carrier.key
        assert ("site" in fields) == bool(carrier.sites), carrier.key
        assert not carrier.sites or "*" in carrier.sites, carrier.key


@pytest.mark.parametrize("number", HOSTILE)
def test_hostile_numbers_stay_within_the_link(number: str) -> None:
    for carrier in LINKED:
        link = carrier.tracking_url(number, "sv", "SE", "111 22")
        honest = carrier.tracking_url("1", "sv", "SE", "111 22")
        assert urlsplit(link).netloc == urlsplit(honest).netloc
        assert parse_qs(urlsplit(link).query).keys() == parse_qs(urlsplit(honest).query).keys()
        assert link.isascii()
        assert not set(link).intersection("<>{}[] \r\n")


@given(st.text(min_size=1, max_size=60), st.sampled_from(LINKED))
@settings(max_examples=100)
def test_any_number_has_the_carriers_own_host(number: str, carrier) -> None:
    link = carrier.tracking_url(number, "de", "DE", "10115")
    assert link == "" or urlsplit(link).netloc == urlsplit(carrier.link.split("[")[0]).netloc


@pytest.mark.parametrize(
    ("key", "locale", "link"),
    [
        ("postnord", "sv", "https://tracking.postnord.com/se/?id=00%2F1"),
        ("postnord", "nn-NO", "https://tracking.postnord.com/no/?id=00%2F1"),
        ("postnord", "de", "https://tracking.postnord.com/en/?id=00%2F1"),
        ("dhl", "sv-SE", "https://www.dhl.com/se-sv/home/tracking.html?tracking-id=00%2F1"),
        ("dhl", "it", "https://www.dhl.com/global-en/home/tracking.html?tracking-id=00%2F1"),
        ("dhl_express", "nb", "https://www.dhl.com/no-no/home/tracking.html?tracking-id=00%2F1"),
        ("ups", "fr", "https://www.ups.com/track?loc=fr_FR&tracknum=00%2F1"),
        ("ups", "es", "https://www.ups.com/track?loc=en_US&tracknum=00%2F1"),
        ("bring", "sv", "https://tracking.bring.com/tracking/00%2F1?lang=sv"),
        ("postnl", "nl", "https://jouw.postnl.nl/track-and-trace/00%2F1"),
        ("eagle", "en", ""),
    ],
)
def test_links_are_these(key: str, locale: str, link: str) -> None:
    assert CARRIERS[key].tracking_url("00/1", locale) == link


def test_a_postal_code_is_used_where_the_page_asks_for_one() -> None:
    link = CARRIERS["postnl"].tracking_url("3S1", "nl", "NL", "1011AB")
    assert link == "https://jouw.postnl.nl/track-and-trace/3S1-NL-1011AB"


def test_every_formats_carrier_and_check_is_known() -> None:
    for known in FORMATS:
        assert known.carriers
        assert set(known.carriers) <= CARRIERS.keys(), known.form
        assert not known.check or known.check in CHECKS, known.form
        assert not known.strict or known.check, known.form


def test_every_form_is_readable_and_bounded() -> None:
    for known in FORMATS:
        lengths = read_form(known.form).lengths
        assert 5 < lengths.start < lengths.stop <= LONGEST + 1, known.form


def test_no_format_is_there_twice() -> None:
    seen = [(known.form, known.check, carrier) for known in FORMATS for carrier in known.carriers]
    assert sorted(set(seen)) == sorted(seen)


def test_bare_digits_without_a_check_digit_are_never_called_sure() -> None:
    for known in FORMATS:
        if read_form(known.form).first <= set("0123456789") and not known.check:
            assert known.strength is not Strength.SURE or re.search("[A-Z@*]", known.form)


def test_digits_of_any_kind_without_a_check_digit_are_weak() -> None:
    for known in FORMATS:
        if re.match(r"^#\{[0-9,]+\}$", known.form) and not known.check and known.form != "#{24}":
            assert known.strength in {Strength.WEAK, Strength.SILENT}, known


def test_every_issuer_of_s10_numbers_is_known() -> None:
    assert len(ISSUERS) >= 191
    assert list(ISSUERS) == sorted(ISSUERS)
    for country, keys in ISSUERS.items():
        assert re.fullmatch("[A-Z]{2}", country)
        assert set(keys) <= CARRIERS.keys(), country
        assert country in CARRIERS[keys[0]].countries, country


def test_complete_carriers_are_known_and_have_formats() -> None:
    assert {carrier for known in FORMATS for carrier in known.carriers} >= COMPLETE
