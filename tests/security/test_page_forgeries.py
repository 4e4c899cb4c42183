"""Nobody acts in a shopper's name from another site, nor leads them or their page elsewhere."""

from dataclasses import replace
from http.cookies import SimpleCookie

import pytest
from werkzeug.test import TestResponse

from domain.access import Level
from services.enter_from_shop import entrance
from services.wiring import Wiring
from tests.security.attacks import Stage, set_stage
from tests.security.page_visitors import FILLED, POSTS, let_in, sees, stranger
from tests.tracking_page.kept_orders import keep, told
from tests.tracking_page.shoppers import Shopper, shopper

EVIL = "evil.example"
FORM = "/track/shopify/lamps.myshopify.com"
POISONED = (
    {"Host": EVIL},
    {"X-Forwarded-Host": EVIL},
    {"X-Forwarded-Host": EVIL, "X-Forwarded-Proto": "http", "X-Forwarded-Port": "81"},
    {"Forwarded": f"host={EVIL};proto=http"},
    {"X-Original-URL": f"//{EVIL}/", "X-Rewrite-URL": f"//{EVIL}/"},
    {"X-Host": EVIL, "X-Forwarded-Server": EVIL},
)


@pytest.fixture
def stage(wiring, connect) -> Stage:
    return set_stage(wiring, connect)


FORGED: dict[str, tuple[dict[str, str], dict[str, str]]] = {
    "no proof": ({}, {"proof": ""}),
    "a guess": ({}, {"proof": "0" * 64}),
    "letters of elsewhere": ({}, {"proof": "é\ud7ff"}),
    "another site's page": ({"Origin": f"https://{EVIL}"}, {}),
    "a like-named site's page": ({"Origin": f"https://track.example.com.{EVIL}"}, {}),
    "a sister site's page": ({"Origin": "https://shop.example.com"}, {}),
    "a site that hides itself": ({"Origin": "null", "Sec-Fetch-Site": "cross-site"}, {}),
    "a sister site that hides itself": ({"Origin": "null", "Sec-Fetch-Site": "same-site"}, {}),
}


@pytest.mark.parametrize("under", POSTS)
def test_a_form_from_elsewhere_does_nothing(stage: Stage, outbox, under: str) -> None:
    victim = let_in(stage) if under == "/leave" else stranger(stage)
    good = {**FILLED, "proof": victim.form_proof()}
    for forgery, (headers, fields) in FORGED.items():
        answer = victim.client.post(victim.path + under, data={**good, **fields}, headers=headers)
        assert answer.status_code == 422, forgery
        assert "Set-Cookie" not in answer.headers, forgery
    assert outbox.sent == []
    assert sees(victim) is (under == "/leave")


def test_a_proof_made_for_anybody_elses_page_is_none(stage: Stage) -> None:
    other_id = keep(stage.wiring, stage.shop_id, told("#2"))
    others = shopper(stage.wiring, stage.shop_id, other_id, stage.client.application)
    victim = let_in(stage)
    for proof in (stranger(stage).form_proof(), others.form_proof(), let_in(stage).form_proof()):
        answer = victim.client.post(f"{victim.path}/leave", data={"proof": proof})
        assert answer.status_code == 422
        assert sees(victim)


@pytest.mark.parametrize(
    "headers",
    [
        {},
        {"Origin": "null", "Sec-Fetch-Site": "same-origin"},
        {"Origin": "https://track.example.com", "Sec-Fetch-Site": "same-origin"},
    ],
)
def test_the_pages_own_forms_are_believed(stage: Stage, headers: dict[str, str]) -> None:
    one = stranger(stage)
    form = {**FILLED, "proof": one.form_proof()}
    assert one.client.post(f"{one.path}/prove", data=form, headers=headers).status_code == 303
    assert sees(one)


def ways_in(wiring: Wiring, stage: Stage, outbox) -> dict[str, tuple[Shopper, TestResponse]]:
    """Take every road that ends in a visit."""
    one, two, three, four = (stranger(replace(stage, wiring=wiring)) for _ in range(4))
    inner = entrance(wiring, stage.shop_id, stage.order_id).removeprefix(wiring.public_url)
    typed = {"number": "1042", "proof": "alva@example.com"}
    return {
        "proof": (one, one.prove()),
        "code": (two, two.send("/code/enter", code=two.read_code(outbox))),
        "entrance": (three, three.client.get(inner)),
        "look-up": (four, four.client.post(FORM, data=typed)),
    }


def test_the_visits_cookie_is_kept_from_scripts_other_sites_and_other_pages(
    stage: Stage, wiring, outbox
) -> None:
    for one, answer in ways_in(wiring, stage, outbox).values():
        (header,) = answer.headers.getlist("Set-Cookie")
        (cookie,) = SimpleCookie(header).values()
        flags = {name: cookie[name] for name in ("httponly", "secure", "samesite", "path")}
        assert flags == {"httponly": True, "secure": True, "samesite": "Lax", "path": one.path}
        assert (cookie["max-age"], cookie["domain"]) == ("43200", "")
        assert cookie.value not in answer.headers["Location"]
        assert sees(one)


def test_every_way_in_leads_to_the_page_itself_whatever_was_asked(
    stage: Stage, wiring, outbox
) -> None:
    for one, answer in ways_in(wiring, stage, outbox).values():
        assert answer.headers["Location"] == one.path
        assert answer.headers["Referrer-Policy"] == "no-referrer"
        assert answer.headers["Cache-Control"] == "no-store"


@pytest.mark.parametrize(
    "asked",
    [f"//{EVIL}", f"https://{EVIL}", f"/\\{EVIL}", f"..//{EVIL}", f"sv//{EVIL}", "sv\r\nX-A: b"],
)
def test_no_word_in_an_address_or_a_form_leads_to_another_site(stage: Stage, asked: str) -> None:
    one = let_in(stage)
    query = {"lang": asked, "then": asked, "next": asked, "code": asked}
    answer = one.client.get(f"{one.path}/prove", query_string=query)
    assert EVIL not in answer.text
    form = {"proof": one.form_proof(), **query}
    for under in ("/prove", "/leave"):
        sent = one.client.post(one.path + under, query_string=query, data=form)
        assert sent.headers["Location"] == one.path


@pytest.mark.parametrize("proxies", [0, 1])
@pytest.mark.parametrize("headers", POISONED)
def test_no_host_that_a_request_names_gets_onto_the_page_or_into_the_cache(
    wiring, connect, headers: dict[str, str], proxies: int
) -> None:
    one = stranger(set_stage(wiring, connect, proxies))
    first = one.client.get(one.path, headers=headers)
    assert first.status_code == 200
    form = {**FILLED, "proof": one.form_proof()}
    answers = [
        first,
        one.client.get(one.path),
        one.client.get(f"{one.path}/prove", headers=headers),
        one.client.get(FORM, headers=headers),
        one.client.post(f"{one.path}/code/enter", data=form, headers=headers),
        one.client.post(f"{one.path}/prove", data=form, headers=headers),
        one.client.get(one.path, headers=headers),
    ]
    for answer in answers:
        assert EVIL not in answer.text
        assert EVIL not in str(answer.headers)
    assert answers[0].data == answers[1].data
    assert answers[5].headers["Location"] == one.path


@pytest.mark.parametrize("level", Level)
def test_every_answer_keeps_its_address_out_of_frames_search_engines_and_referrers(
    stage: Stage, level: Level
) -> None:
    one = let_in(stage, level) if level else stranger(stage)
    paths = (one.path, f"{one.path}/prove?code=sent", "/t/unknown", FORM)
    answers = [one.client.get(path) for path in paths]
    answers.append(one.client.post(f"{one.path}/leave"))
    for answer in answers:
        if answer.status_code == 303:
            continue
        assert "frame-ancestors 'none'" in answer.headers["Content-Security-Policy"]
        assert "form-action 'self'" in answer.headers["Content-Security-Policy"]
        assert answer.headers["Referrer-Policy"] == "no-referrer"
        assert answer.headers["X-Robots-Tag"] == "noindex, nofollow"
        assert "public" not in answer.headers["Cache-Control"]
        assert '<meta name="robots" content="noindex, nofollow">' in answer.text
