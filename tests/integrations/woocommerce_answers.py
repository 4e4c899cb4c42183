"""Requests to a WooCommerce shop, and the forms of its answers."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True)
class Answer:
    status: int
    body: bytes
    headers: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Asked:
    """A request; `route` is empty for a page, `line` is the address as it was sent."""

    method: str
    path: str
    route: str
    query: dict[str, str]
    headers: dict[str, str]
    data: Any
    line: str


def told(body: Any, status: int = 200, headers: Mapping[str, str] | None = None) -> Answer:
    kind = {"Content-Type": "application/json; charset=UTF-8"}
    return Answer(status, json.dumps(body).encode(), kind | dict(headers or {}))


def refusal(code: str, message: str, status: int) -> Answer:
    return told({"code": code, "message": message, "data": {"status": status}}, status)


def page(status: int, **headers: str) -> Answer:
    return Answer(status, b"<!doctype html><p>Attention required", headers)
