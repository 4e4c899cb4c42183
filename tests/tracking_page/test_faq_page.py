"""The page of a shop's questions: for everybody, found by words, read by search engines."""

import json
import re
from html import unescape

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import text
from werkzeug.test import TestResponse

from domain.delivery_terms import FaqBook, FaqEntry, Topic, Written
from domain.page_domain import PageDomain
from messages.faq_facts import Faq
from messages.language import LANGUAGES
from services.change_page import change_page
from services.wiring import Wiring
from tracking_page.faq_routes import faq_blueprint
from tracking_page.faq_view import structured

PATH = "/faq/shopify/lamps.myshopify.com"
ATTACKS = (
    "</script><script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "<!--<script>",
    "{{ page {% raw",
    "\u2028\\\"</ScRiPt >'",
)


@pytest.fixture
def reader(wiring: Wiring, shop_id: int) -> FlaskClient:
    assert shop_id
    app = Flask("questions under test", static_folder=None)
    app.register_blueprint(faq_blueprint(wiring))
    return app.test_client()


def write(wiring: Wiring, shop_id: int, *entries: FaqEntry, version: int = 0) -> None:
    change_page(wiring, shop_id, FaqBook(entries, version), "merchant")


def own(question: str, answer: str = "Yes.") -> FaqEntry:
    return FaqEntry("own-1", written={"en": Written(question, answer)})


def questions(page: str) -> list[str]:
    return [unescape(one) for one in re.findall(r"<summary dir=\"auto\">(.*?)</summary>", page)]


def json_ld(page: str) -> dict[str, object]:
    (found,) = re.findall(r'<script type="application/ld\+json">(.*?)</script>', page, re.DOTALL)
    read: dict[str, object] = json.loads(found)
    return read


def caching(answer: TestResponse) -> tuple[str, str]:
    return answer.headers["Cache-Control"], answer.headers["Vary"]


def test_the_page_answers_and_tells_search_engines_the_same(reader) -> None:
    answer = reader.get(PATH)
    page = answer.text
    told = json_ld(page)
    assert (told["@context"], told["@type"]) == ("https://schema.org", "FAQPage")
    named = [one["name"] for one in told["mainEntity"]]  # type: ignore[attr-defined]
    assert named == questions(page)
    assert "Where is my order?" in named
    assert 'id="faq-where"' in page
    assert "noindex" not in page
    assert "X-Robots-Tag" not in answer.headers
    assert caching(answer) == ("public, max-age=300", "Accept-Encoding, Accept-Language")
    assert "script-src 'self'" in answer.headers["Content-Security-Policy"]
    assert "unsafe-inline" not in answer.headers["Content-Security-Policy"]
    assert "Set-Cookie" not in answer.headers
    assert 'action="/track/shopify/lamps.myshopify.com"' in page
    assert 'href="mailto:help@lamps.example' in page


def test_the_pages_address_is_ours_whatever_host_it_was_asked_at(reader) -> None:
    headers = {"Host": "evil.example", "X-Forwarded-Host": "evil.example"}
    page = reader.get(PATH, headers=headers).text
    assert "evil.example" not in page
    assert f'<link rel="canonical" href="https://track.example.com{PATH}">' in page
    german = reader.get(f"{PATH}?lang=de&q=a").text
    assert f'<link rel="canonical" href="https://track.example.com{PATH}?lang=de">' in german
    alternates = re.findall(r'hreflang="([^"]*)" href="https://[^"?]*(?:\?lang=(\w+))?">', german)
    assert {code for _, code in alternates if code} == set(LANGUAGES)
    assert ("x-default", "") in alternates


def test_a_shop_with_a_host_of_its_own_is_known_by_it_and_leads_nowhere_else(
    reader, wiring, shop_id
) -> None:
    change_page(wiring, shop_id, PageDomain("track.lamps.example", proven=True), "merchant")
    page, found = reader.get(PATH).text, reader.get(f"{PATH}?q=scanned").text
    assert f'<link rel="canonical" href="https://track.lamps.example{PATH}">' in page
    assert 'action="/track/shopify/lamps.myshopify.com"' in page
    assert "https://track.lamps.example/track/shopify/lamps.myshopify.com" in page
    assert f'<a href="{PATH}">Show all questions' in found
    assert "track.example.com" not in page + found


@pytest.mark.parametrize(
    ("asked", "first", "others"),
    [
        ("?q=SHOW+numb\u00e9r+nothing", "Why does my tracking number show nothing?", 0),
        ("?q=ZEIGT+nummer&lang=de", "Warum zeigt meine Sendungsnummer nichts an?", 0),
        ("?q=scanned", "Where is my order?", 1),
    ],
)
def test_questions_are_found_by_words(reader, asked: str, first: str, others: int) -> None:
    answer = reader.get(PATH + asked)
    found = questions(answer.text)
    assert (found[0], len(found) - 1) == (first, others)
    assert answer.headers["X-Robots-Tag"] == "noindex"
    assert "ld+json" not in answer.text


def test_a_search_without_a_find_says_so_and_leads_back(reader) -> None:
    page = reader.get(f"{PATH}?q=zebra&lang=en").text
    assert questions(page) == []
    assert "Nothing here has these words." in page
    assert f'<a href="{PATH}?lang=en">Show all questions' in page


def test_an_unchanged_page_is_not_sent_again_and_a_changed_one_is(reader, wiring, shop_id) -> None:
    first = reader.get(PATH)
    tag = {"If-None-Match": first.headers["ETag"]}
    again = reader.get(PATH, headers=tag)
    assert (again.status_code, again.data) == (304, b"")
    assert caching(again) == caching(first)
    assert reader.get(f"{PATH}?q=x", headers=tag).status_code == 200
    assert reader.get(f"{PATH}?lang=sv", headers=tag).status_code == 200
    write(wiring, shop_id, own("Gift wrap?"))
    changed = reader.get(PATH, headers=tag)
    assert (changed.status_code, questions(changed.text)[0]) == (200, "Gift wrap?")


def test_a_page_that_is_kept_is_not_made_again(reader, wiring, shop_id) -> None:
    page = reader.get(PATH).text
    with wiring.engine.begin() as connection:
        connection.execute(text("UPDATE shops SET contact_email = 'new@lamps.example'"))
    assert reader.get(PATH).text == page
    assert "new@lamps.example" in reader.get(f"{PATH}?q=reach").text


def test_what_the_merchant_hides_is_not_there_and_what_is_elsewhere_spoken_says_so(
    reader, wiring, shop_id
) -> None:
    write(wiring, shop_id, own("Gift wrap?"), FaqEntry("where", Topic.WHERE, hidden=True))
    page = reader.get(PATH, headers={"Accept-Language": "sv"}).text
    assert '<html lang="sv"' in page
    assert '<details id="faq-own-1" lang="en">' in page
    assert "faq-where" not in page


@pytest.mark.parametrize("attack", ATTACKS)
def test_hostile_words_stay_words(reader, wiring, shop_id, attack: str) -> None:
    tame = reader.get(f"{PATH}?q=x").text
    write(wiring, shop_id, own(attack, attack))
    page = reader.get(PATH).text
    assert questions(page)[0] == attack
    entry = json_ld(page)["mainEntity"][0]  # type: ignore[index]
    assert entry["name"] == entry["acceptedAnswer"]["text"] == attack
    searched = reader.get(PATH, query_string={"q": attack}).text
    assert unescape(re.findall(r'name="q" value="([^"]*)"', searched)[0]) == " ".join(
        attack.split()
    )
    assert re.findall("<(script|img)", searched) == re.findall("<(script|img)", tame)


def test_data_within_the_page_cannot_end_its_element() -> None:
    written = structured([Faq("<a> & </script>", "\u2028\u2029")])
    assert not {"<", ">", "&", "\u2028", "\u2029"} & set(written)
    assert json.loads(written)["mainEntity"][0]["name"] == "<a> & </script>"


@pytest.mark.parametrize(
    "path",
    [
        "/faq/shopify/other.myshopify.com",
        "/faq/magento/lamps.myshopify.com",
        "/faq/shopify/" + "x" * 300,
        "/faq/shopify/%00",
    ],
)
def test_a_shop_nobody_knows_has_no_page(reader, path: str) -> None:
    answer = reader.get(path)
    assert answer.status_code == 404
    assert answer.headers["X-Robots-Tag"] == "noindex, nofollow"
    assert answer.headers["Cache-Control"] == "no-store"


def test_a_shop_that_has_left_has_no_page(reader, wiring) -> None:
    with wiring.engine.begin() as connection:
        connection.execute(text("UPDATE shops SET uninstalled_at = now()"))
    assert reader.get(PATH).status_code == 404


def test_without_redis_the_page_is_there_all_the_same(reader, redis_connection) -> None:
    redis_connection.flushall()
    assert questions(reader.get(PATH).text)
