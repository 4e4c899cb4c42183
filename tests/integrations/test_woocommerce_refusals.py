"""What each way of not doing as asked means: whose fault it is, and whether it may pass."""

import json
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from domain.errors import AccessRefusedError, ProviderError, RejectedError
from integrations.platforms.woocommerce.refusals import code_in, refusal, shops_words


def error(code: str, message: str = "Nej.") -> dict[str, Any]:
    return {"code": code, "message": message, "data": {"status": 400}}


VIEW, AUTH = "woocommerce_rest_cannot_view", "woocommerce_rest_authentication_error"
IN_FRONT = "something in front of the shop refused us (HTTP {})"


@pytest.mark.parametrize(
    ("status", "body", "kind", "reason"),
    [
        (401, error(VIEW), AccessRefusedError, f"the shop refuses our keys ({VIEW}, 401)"),
        (403, error(VIEW), AccessRefusedError, f"the shop refuses our keys ({VIEW}, 403)"),
        (401, error(AUTH), AccessRefusedError, f"the shop refuses our keys ({AUTH}, 401)"),
        (
            403,
            error("rest_forbidden"),
            AccessRefusedError,
            "the shop refuses our keys (rest_forbidden, 403)",
        ),
        (401, error("rest_not_logged_in"), ProviderError, IN_FRONT.format(401)),
        (403, error("wordfence_blocked"), ProviderError, IN_FRONT.format(403)),
        (403, None, ProviderError, IN_FRONT.format(403)),
        (401, [], ProviderError, IN_FRONT.format(401)),
        (429, error("too_many"), ProviderError, "HTTP 429"),
        (500, error("internal_server_error"), ProviderError, "HTTP 500"),
        (503, None, ProviderError, "HTTP 503"),
        (521, None, ProviderError, "HTTP 521"),
        (404, None, ProviderError, "HTTP 404, and not from WooCommerce"),
        (404, error("rest_no_route"), ProviderError, "HTTP 404 (rest_no_route)"),
        (418, {"code": 7}, ProviderError, "HTTP 418, and not from WooCommerce"),
    ],
)
@pytest.mark.parametrize("changing", [False, True])
def test_what_may_pass_is_not_taken_for_a_decision(
    status: int, body: Any, kind: type[ProviderError], reason: str, *, changing: bool
) -> None:
    refused = refusal(status, {}, body, changing=changing)
    assert (type(refused), refused.reason, refused.permanent) == (kind, reason, False)
    assert refused.credentials_refused == (kind is AccessRefusedError)


@pytest.mark.parametrize(
    ("status", "body", "words"),
    [
        (400, error("rest_invalid_param", "Ogiltig <b>parameter</b> &amp; co"), True),
        (409, error("framme_other_address"), True),
        (410, error("woocommerce_rest_already_trashed"), True),
        (500, error("woocommerce_rest_cannot_create_order_refund"), True),
    ],
)
def test_a_change_may_be_refused_for_a_reason_and_what_is_only_asked_may_not(
    status: int, body: Any, *, words: bool
) -> None:
    refused = refusal(status, {}, body, changing=True)
    assert (type(refused), refused.permanent) == (RejectedError, True)
    assert refused.reason == shops_words(body)
    asked = refusal(status, {}, body)
    assert (type(asked), asked.permanent) == (ProviderError, status < 500)


@pytest.mark.parametrize("status", [401, 403, 429, 503])
def test_a_pause_that_is_asked_for_is_known(status: int) -> None:
    assert refusal(status, {"Retry-After": "120"}, None).retry_after == timedelta(minutes=2)


@pytest.mark.parametrize(
    ("location", "reason"),
    [
        ("https://new.example/wp-json/?consumer_secret=cs_1", "the shop has moved to new.example"),
        ("/nowhere", "the shop has moved"),
        ("https://[::1", "the shop has moved"),
        ("", "the shop has moved"),
    ],
)
def test_a_redirect_is_told_by_its_host_alone(location: str, reason: str) -> None:
    refused = refusal(301, {"Location": location}, None)
    assert refused.reason == f"{reason}: redirects are not followed"
    assert not refused.permanent


@pytest.mark.parametrize(
    ("message", "words"),
    [
        ("Gick inte: tova@example.com saknas", "Gick inte: … saknas"),
        ("ck_0123456789abcdef0123 är okänd", "… är okänd"),
        ("<p>There has been\na  <b>critical</b> error</p>", "There has been a   critical  error"),
        ("x" * 5000, "x" * 200),
        ("", "some_code"),
        (None, "some_code"),
        (["no text"], "some_code"),
    ],
)
def test_a_shops_words_are_plain_short_and_nobodys(message: Any, words: str) -> None:
    assert shops_words({"code": "some_code", "message": message}) == words


@pytest.mark.parametrize("body", [None, [], "x", {}, {"code": 0}, {"code": "<b>"}])
def test_only_a_plain_code_is_one(body: Any) -> None:
    assert code_in(body) == ""
    assert shops_words(body) == ""


def test_the_refusal_of_a_real_shop_is_understood(shared_data: Path) -> None:
    file = shared_data / "woocommerce" / "captures" / "rest_error_401.json"
    refused = refusal(401, {}, json.loads(file.read_bytes()))
    assert isinstance(refused, AccessRefusedError)
