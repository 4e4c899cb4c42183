"""How lists, XML and addresses of strangers are read, and what of them is not taken."""

import json
from typing import Any

import pytest

from domain.errors import ProviderError
from integrations.untrusted import (
    MOST_EVENTS,
    code,
    https,
    json_object,
    json_rows,
    several,
    table,
    text,
    xml_object,
)

HTML = b"<!DOCTYPE html><html><body>503</body></html>"
TOO_DEEP = b"<a>" * 100_000 + b"</a>" * 100_000
ENTITIES = b'<!DOCTYPE a [<!ENTITY x "y">]><a>&x;</a>'
LAUGHS = (
    b'<!DOCTYPE a [<!ENTITY l "lol">'
    + b"".join(b'<!ENTITY l%d "%s">' % (i, b"&l%d;" % (i - 1) * 10) for i in range(2, 9))
    + b"]><a>&l8;</a>"
)
FILES = b'<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/hostname">]><a>&x;</a>'


@pytest.mark.parametrize(
    ("body", "read"),
    [
        (b"[]", []),
        (b'[{"a": 1}, 2, null, {"b": 2}]', [{"a": 1}, {"b": 2}]),
        (b"[[{}]]", []),
    ],
)
def test_a_json_list_is_read_as_its_objects(body: bytes, read: list[dict[str, Any]]) -> None:
    assert json_rows(body) == read


@pytest.mark.parametrize("body", [b"{}", b'{"rows": []}', b"null", b'"x"', b"7"])
def test_json_that_is_no_list_is_refused_as_transient(body: bytes) -> None:
    with pytest.raises(ProviderError, match="not a list") as refusal:
        json_rows(body)
    assert not refusal.value.permanent


@pytest.mark.parametrize("body", [b"", HTML, b"[" * 100_000, b"[1,", b"\xff\xfe[]"])
def test_what_is_no_json_is_refused_as_transient(body: bytes) -> None:
    for read in (json_rows, json_object):
        with pytest.raises(ProviderError, match="not JSON") as refusal:
            read(body)
        assert not refusal.value.permanent


def test_a_list_without_end_is_cut() -> None:
    endless = json.dumps([{}] * (MOST_EVENTS + 7)).encode()
    assert len(json_rows(endless)) == MOST_EVENTS


@pytest.mark.parametrize(
    ("body", "read"),
    [
        (b"<a><b>1</b></a>", {"a": {"b": "1"}}),
        (b"<a><b>1</b><b>2</b></a>", {"a": {"b": ["1", "2"]}}),
        (b'<a id="7"><b/></a>', {"a": {"@id": "7", "b": None}}),
        (b'<s:a xmlns:s="urn:x"><s:b>1</s:b></s:a>', {"a": {"@s": "urn:x", "b": "1"}}),
        (b'<a xmlns:b="urn:x"><b>1</b></a>', {"a": {"@b": "urn:x", "b": "1"}}),
        (b"<a><b><![CDATA[1 < 2]]></b></a>", {"a": {"b": "1 < 2"}}),
        ('<?xml version="1.0" encoding="iso-8859-1"?><a>ö</a>'.encode("latin-1"), {"a": "ö"}),
        (b"\xef\xbb\xbf<a>1</a>", {"a": "1"}),
    ],
)
def test_xml_is_read_by_its_names_without_prefixes(body: bytes, read: dict[str, Any]) -> None:
    assert xml_object(body) == read


@pytest.mark.parametrize(
    "body",
    [b"", b"{}", b"<a><b></a>", b"<a>", b"a", b"\xff\xfe", ENTITIES, LAUGHS, FILES, TOO_DEEP],
    ids=lambda body: repr(body[:32]),
)
def test_what_is_no_xml_or_brings_entities_is_refused_as_transient(body: bytes) -> None:
    with pytest.raises(ProviderError) as refusal:
        xml_object(body)
    assert not refusal.value.permanent


@pytest.mark.parametrize("body", [b"<html><p>503</p></html>", b"<HTML/>", HTML])
def test_a_web_page_is_no_answer(body: bytes) -> None:
    with pytest.raises(ProviderError, match=r"web page|not XML"):
        xml_object(body)


@pytest.mark.parametrize(
    ("value", "read"),
    [
        ({"a": 1}, [{"a": 1}]),
        ([{"a": 1}, {"a": 2}], [{"a": 1}, {"a": 2}]),
        ([{"a": 1}, "x", None], [{"a": 1}]),
        ("text", []),
        (None, []),
        ([], []),
    ],
)
def test_what_stands_once_is_read_as_what_stands_several_times(
    value: object, read: list[dict[str, Any]]
) -> None:
    assert several(value) == read


@pytest.mark.parametrize(("value", "read"), [({"a": 1}, {"a": 1}), ([], {}), (None, {}), ("x", {})])
def test_a_table_is_an_object_or_empty(value: object, read: dict[str, Any]) -> None:
    assert table(value) == read


@pytest.mark.parametrize(
    "address",
    [
        "https://carrier.example/pod/1?x=2&y=%20#z",
        "https://user@carrier.example:8443/a.pdf",
        "  https://carrier.example/  ",
    ],
)
def test_an_https_address_is_kept(address: str) -> None:
    assert https(address) == address.strip()


@pytest.mark.parametrize(
    "address",
    [
        "",
        None,
        7,
        ["https://carrier.example"],
        "http://carrier.example",
        "javascript:alert(1)",
        "HTTPS://carrier.example",
        "//carrier.example",
        "https://carrier.example/a b",
        'https://carrier.example/"onclick="x',
        "https://carrier.example/<script>",
        "https://carrier.example/\\evil",
        "https://cårrier.example/",
        "data:https://carrier.example",
    ],
)
def test_no_other_address_becomes_a_link(address: object) -> None:
    assert https(address) == ""


@pytest.mark.parametrize(
    ("value", "read"),
    [("x" * 99, "x" * 60), (" DEL ", "DEL"), (7, "7"), (None, ""), (1.5, "")],
)
def test_a_code_is_text_short_enough_for_a_label(value: object, read: str) -> None:
    assert code(value)[: len(read) or None] == read
    assert len(code(value)) <= 60


def test_a_number_without_end_is_cut_as_text_is() -> None:
    assert len(text(10**700)) == 500
