"""A request is sent once and within bounds, and its sender knows whether it got out."""

import threading

import pytest

from domain.errors import ProviderError
from integrations.posting import NoVerdictError, Request, Sender
from integrations.public_addresses import Strangers
from tests.integrations.http_provider import QUICK, Provider, providing, sending
from tests.integrations.loopback import address_nobody_listens_at

STRANGERS = Strangers(strict=False)


def test_what_is_sent_arrives_and_what_is_answered_comes_back() -> None:
    told = Provider(status=422, body=b'{"code": 1}', headers={"Retry-After": "9"})
    with providing(told) as provider, sending() as sender:
        request = Request("POST", f"{provider.url}/x?y=1", {"X-Token": "t"}, b"body")
        answer = sender.send(request)
    assert (answer.status, answer.body) == (422, b'{"code": 1}')
    assert answer.headers["retry-after"] == "9"
    asked = provider.asked[0]
    assert (asked.method, asked.path, asked.body) == ("POST", "/x?y=1", b"body")
    assert (asked.headers["x-token"], asked.headers["user-agent"]) == ("t", "Framme")


@pytest.mark.parametrize("strangers", [None, STRANGERS])
def test_the_last_moment_is_after_connecting_and_before_the_first_byte(strangers) -> None:
    with (
        providing(Provider()) as provider,
        sending(Sender(QUICK, strangers)) as sender,
    ):
        for _ in range(2):
            request = Request("POST", provider.url, {}, b"body")
            sender.send(request, lambda: provider.seen.append("noted"))
    assert provider.seen == ["noted", "request"] * 2


def test_nothing_goes_out_when_the_last_moment_fails() -> None:
    def broken() -> None:
        raise LookupError("somebody else has it")

    with providing(Provider()) as provider, sending() as sender:
        with pytest.raises(LookupError):
            sender.send(Request("POST", provider.url, {}, b"body"), broken)
        assert provider.asked == []
        assert sender.send(Request("POST", provider.url, {}, b"body")).status == 200


def test_without_a_connection_nothing_was_sent_and_no_mark_made() -> None:
    noted: list[str] = []
    request = Request("POST", address_nobody_listens_at(), {}, b"body")
    with sending() as sender, pytest.raises(ProviderError) as told:
        sender.send(request, lambda: noted.append("noted"))
    assert (told.value.permanent, told.value.reason, noted) == (
        False,
        "connection failed (ConnectError)",
        [],
    )


@pytest.mark.parametrize(
    ("how", "why"),
    [
        ({"silent": True}, "no answer in time"),
        ({"drops": True}, "connection failed (RemoteProtocolError)"),
    ],
)
def test_what_was_sent_whole_and_not_answered_is_of_unknown_fate(how, why) -> None:
    with providing(Provider(**how)) as provider, sending() as sender:
        with pytest.raises(NoVerdictError, match=why.split(" (", maxsplit=1)[0]) as told:
            sender.send(Request("POST", provider.url, {}, b"body"))
        assert str(told.value) == why


@pytest.mark.parametrize("strangers", [None, STRANGERS])
def test_an_answer_that_never_ends_is_ended(strangers) -> None:
    with (
        providing(Provider(trickles=True)) as provider,
        sending(Sender(QUICK, strangers)) as sender,
        pytest.raises(NoVerdictError),
    ):
        sender.send(Request("POST", provider.url, {}, b"body"))


def test_a_long_answer_is_cut_and_its_status_counts() -> None:
    with providing(Provider(body=b"x" * 50_000)) as provider, sending() as sender:
        answer = sender.send(Request("GET", provider.url))
    assert (answer.status, len(answer.body)) == (200, QUICK.size)


def test_redirects_are_not_followed() -> None:
    told = Provider(status=307, headers={"Location": "/elsewhere"})
    with providing(told) as provider, sending() as sender:
        assert sender.send(Request("POST", provider.url, {}, b"b")).status == 307
    assert len(provider.asked) == 1


def test_threads_may_send_at_once() -> None:
    with providing(Provider()) as provider, sending() as sender:
        threads = [
            threading.Thread(target=sender.send, args=(Request("POST", provider.url, {}, b"b"),))
            for _ in range(8)
        ]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    assert len(provider.asked) == 8


@pytest.mark.parametrize(
    ("url", "leads_to", "strict", "why"),
    [
        ("https://push.example/x", ["10.0.0.1"], False, "not on the public internet"),
        ("https://push.example/x", ["169.254.169.254"], False, "not on the public internet"),
        ("https://push.example/x", ["93.184.216.34", "127.0.0.1"], True, "not on the public"),
        ("https://[::1]/x", ["::1"], True, "not on the public internet"),
        ("https://push.example/x", [], True, "no address"),
        ("http://push.example/x", ["93.184.216.34"], True, "cannot be used"),
        ("https://user:pw@push.example/x", ["93.184.216.34"], True, "cannot be used"),
        ("https://push.example:0/x", ["93.184.216.34"], True, "cannot be used"),
        ("ftp://push.example/x", ["93.184.216.34"], False, "cannot be used"),
        ("https://", ["93.184.216.34"], True, "cannot be used"),
        ("https://[::1/", ["93.184.216.34"], True, "cannot be used"),
    ],
)
def test_strangers_cannot_have_us_reach_into_a_network(url, leads_to, strict, why) -> None:
    strangers = Strangers(strict=strict, resolve=lambda _: leads_to)
    with sending(Sender(QUICK, strangers)) as sender, pytest.raises(ProviderError, match=why):
        sender.send(Request("POST", url, {}, b"body"))


def test_a_strangers_host_is_resolved_once_and_named_all_the_same() -> None:
    asked: list[str] = []

    def resolve(host: str) -> list[str]:
        asked.append(host)
        return ["127.0.0.1"] if len(asked) == 1 else ["10.0.0.1"]

    strangers = Strangers(strict=False, resolve=resolve)
    with providing(Provider()) as provider, sending(Sender(QUICK, strangers)) as sender:
        port = provider.url.rpartition(":")[2]
        sender.send(Request("POST", f"http://push.test:{port}/x", {}, b"body"))
    assert asked == ["push.test"]
    assert provider.asked[0].headers["host"] == f"push.test:{port}"


def test_a_key_that_no_header_can_hold_is_refused_before_anything_is_sent() -> None:
    with providing(Provider()) as provider, sending() as sender:
        request = Request("POST", provider.url, {"X-Token": "blåbär"}, b"body")
        with pytest.raises(ProviderError) as told:
            sender.send(request)
    assert (told.value.permanent, told.value.credentials_refused) == (True, True)
    assert "bl" not in told.value.reason
    assert provider.asked == []
