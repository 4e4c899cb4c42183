"""The theme blocks, rendered as a shop's theme would."""

import json
import re
from html.parser import HTMLParser
from typing import Any

import pytest

from messages.language import LANGUAGES as SPOKEN
from messages.locale_names import code_named
from tests.storefront.theme_blocks import BLOCKS, LANGUAGES, render, words

QUESTIONS = {
    "faq_en": [{"question": "How long?", "answer": "Two days.\nThree at most."}],
    "faq_sv": [{"question": "Hur länge?", "answer": "Två dagar."}],
}
ATTACKS = (
    "</script><script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "<!--<script>",
    "{{ app | json }}{% raw %}",
    "' onmouseover='alert(1)",
    '\u2028\\"</ScRiPt >',
)


class Reading(HTMLParser):
    """Collects what a browser would see."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.tags: list[str] = []
        self.attributes: list[tuple[str, str]] = []
        self.text = ""
        self.source = html
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.attributes += [(name, value or "") for name, value in attrs]

    def handle_data(self, data: str) -> None:
        self.text += data

    def values(self, name: str) -> list[str]:
        return [value for found, value in self.attributes if found == name]


def json_ld(html: str) -> dict[str, Any]:
    (text,) = re.findall(r'<script type="application/ld\+json">(.*?)</script>', html, re.DOTALL)
    found: dict[str, Any] = json.loads(text)
    return found


@pytest.mark.parametrize(
    ("locale", "question"),
    [("en", "How long?"), ("sv", "Hur länge?"), ("sv-FI", "Hur länge?"), ("de", "How long?")],
)
def test_the_faq_speaks_the_readers_language_or_else_english(locale: str, question: str) -> None:
    html = render("delivery-faq", locale, metafields=QUESTIONS)
    assert question in Reading(html).text
    assert html.count("<details") == 1


@pytest.mark.parametrize("locale", [*LANGUAGES, "zh", "zh-HK", "pt", "no", "nn", "fr-CA", "hu"])
def test_the_faq_finds_the_answers_under_our_own_names_of_languages(locale: str) -> None:
    faq = {f"faq_{code.lower()}": [{"question": code, "answer": "x"}] for code in SPOKEN}
    html = render("delivery-faq", locale, metafields=faq)
    code = code_named(locale)
    assert f"<summary>{code if code in SPOKEN else 'en'}</summary>" in html


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("metafields", [{}, {"faq_en": []}])
def test_the_faq_has_questions_of_its_own_until_the_shop_has_some(
    language: str, metafields: dict[str, object]
) -> None:
    html = render("delivery-faq", language, metafields=metafields)
    assert html.count("<details") == 4
    assert words(language)["faq.question_1"] in Reading(html).text
    assert "application/ld+json" not in html


def test_the_shops_questions_are_described_to_search_engines_unless_it_says_no() -> None:
    html = render("delivery-faq", metafields=QUESTIONS)
    assert json_ld(html) == {
        "@context": "https://schema.org",
        "@type": "FAQPage",
        "mainEntity": [
            {
                "@type": "Question",
                "name": "How long?",
                "acceptedAnswer": {"@type": "Answer", "text": "Two days.\nThree at most."},
            }
        ],
    }
    silent = render("delivery-faq", "en", {"structured_data": False}, QUESTIONS)
    assert "ld+json" not in silent


def test_the_faqs_settings_are_heeded() -> None:
    html = render("delivery-faq", settings={"heading": "Ask <us>", "open_first": True})
    assert "Ask &lt;us&gt;" in html
    assert html.count("<details open") == 1
    assert "<details open" not in render("delivery-faq")


def test_the_faq_asks_no_server_until_the_tracking_form_is_wanted() -> None:
    seen = Reading(render("delivery-faq", metafields=QUESTIONS))
    assert {"src", "href", "data-path"} & {name for name, _ in seen.attributes} == set()
    assert "frammeLoad" not in seen.source
    wanted = Reading(render("delivery-faq", settings={"tracking_form": True}, metafields=QUESTIONS))
    assert wanted.values("data-path") == ["/apps/track"]
    assert "frammeLoad" in wanted.source
    ids = wanted.values("id")
    assert len(ids) == len(set(ids))


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_faqs_search_is_labelled_and_waits_for_its_script(language: str) -> None:
    html, said = render("delivery-faq", language, metafields=QUESTIONS), words(language)
    assert '<div role="search" hidden>' in html
    assert said["faq.search"] in Reading(html).text
    assert said["faq.none"] in Reading(html).values("data-none")
    assert "search" not in Reading(render("delivery-faq", settings={"search_box": False})).values(
        "type"
    )


def test_a_question_in_another_language_says_so() -> None:
    faq = {"faq_sv": [{"question": "Wrap?", "answer": "Yes.", "tag": "en"}]}
    assert '<details lang="en">' in render("delivery-faq", "sv", metafields=faq)
    assert "<details>" in render("delivery-faq", "sv", metafields=QUESTIONS)


@pytest.mark.parametrize("attack", ATTACKS)
def test_hostile_questions_stay_text(attack: str) -> None:
    faq = {"faq_en": [{"question": attack, "answer": attack, "tag": attack}]}
    entry = {"question": "a", "answer": "b", "tag": "x"}
    tame = render("delivery-faq", metafields={"faq_en": [entry]})
    html = render("delivery-faq", "en", {"heading": attack}, faq)
    assert Reading(html).tags == Reading(tame).tags
    assert Reading(html).text.count(attack) >= 3
    (entry,) = json_ld(html)["mainEntity"]
    assert entry["name"] == entry["acceptedAnswer"]["text"] == attack


@pytest.mark.parametrize("block", ["order-tracking", "track-button"])
@pytest.mark.parametrize("attack", ATTACKS)
def test_a_hostile_path_or_setting_stays_in_its_attribute(block: str, attack: str) -> None:
    tame = Reading(render(block, settings={"label": "x"}))
    settings = {"label": attack, "position": attack, "ground": attack, "ink": attack}
    seen = Reading(render(block, attack, settings, {"page": {"path": attack}}))
    assert seen.tags == tame.tags
    assert [name for name, _ in seen.attributes] == [name for name, _ in tame.attributes]


@pytest.mark.parametrize(
    "path", ["javascript:alert(1)", "//evil.example", "/\\evil.example", "evil", ""]
)
def test_the_button_leads_nowhere_but_into_the_shop(path: str) -> None:
    seen = Reading(render("track-button", metafields={"page": {"path": path}}))
    assert seen.values("href") == ["/apps/track"]


@pytest.mark.parametrize("block", ["order-tracking", "track-button"])
def test_the_path_is_the_one_the_shop_has_chosen(block: str) -> None:
    moved = Reading(render(block, metafields={"page": {"path": "/a/parcels"}}))
    assert moved.values("data-path") == ["/a/parcels"]
    assert Reading(render(block)).values("data-path") == ["/apps/track"]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("block", ["order-tracking", "track-button"])
def test_the_form_is_labelled_in_the_readers_language(block: str, language: str) -> None:
    seen, said = Reading(render(block, language)), words(language)
    for key in ("title", "number", "number_hint", "proof", "proof_hint", "submit"):
        assert said[f"look_up.{key}"] in seen.text
    assert said["look_up.sorry"] in seen.values("data-sorry")
    assert f"<noscript><p>{said['look_up.without_script']}</p></noscript>" in seen.source
    assert seen.values("data-lang") == [language]
    ids = seen.values("id")
    assert len(ids) == len(set(ids))
    for name in ("for", "aria-describedby", "aria-labelledby"):
        assert set(seen.values(name)) <= set(ids)


def test_three_blocks_on_one_page_do_not_share_an_id() -> None:
    ids = [name for block in BLOCKS for name in Reading(render(block)).values("id")]
    assert len(ids) == len(set(ids))


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_button_says_what_the_merchant_wrote_or_else_the_readers_words(language: str) -> None:
    assert words(language)["button.label"] in render("track-button", language)
    assert "My parcels" in render("track-button", language, {"label": "My parcels"})
    assert "framme-right" in render("track-button", language, {"position": "right"})
    assert "--framme-lift: 80px" in render("track-button", language, {"lift": 80})


def test_listing_a_customers_own_orders_can_be_switched_off() -> None:
    assert "data-orders" in render("order-tracking")
    assert "data-orders" not in render("order-tracking", settings={"orders": False})


@pytest.mark.parametrize("block", BLOCKS)
def test_a_blocks_style_comes_before_what_it_styles(block: str) -> None:
    html = render(block, metafields=QUESTIONS)
    assert html.index("<style>") < html.index('class="framme-')
