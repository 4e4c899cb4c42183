"""Links in mails open what they were made for, to whom they were sent, and nothing else."""

from collections.abc import Callable, Mapping
from dataclasses import replace

import pytest

from domain.order import Contact
from services.shopper_links import (
    Linked,
    Purpose,
    behind,
    meant_for,
    preferences_address,
    token_for,
)
from services.wiring import Wiring
from storage.gone_orders import mark_deleted
from storage.shopper_preferences import preferences_of
from tests.fakes import NOON
from tests.tracking_page.kept_orders import keep, path_to, told
from tests.tracking_page.mail_links import ALVA, Reader, link_to, reader_of

LATER = NOON.replace(hour=13)
OURS = Purpose.PREFERENCES
Spoiled = Callable[[Reader], str]


@pytest.fixture
def alva(wiring: Wiring, shop_id: int) -> Reader:
    return reader_of(wiring, shop_id)


def made_for(purpose: Purpose) -> Spoiled:
    def path(reader: Reader) -> str:
        linked = behind(reader.wiring, Purpose.PREFERENCES, reader.token)
        return f"/p/{token_for(reader.wiring, purpose, linked)}"

    return path


def other_letter(place: int) -> Spoiled:
    def path(reader: Reader) -> str:
        token, there = reader.token, place % len(reader.token)
        letter = "A" if token[there] != "A" else "B"
        return f"/p/{token[:there]}{letter}{token[there + 1 :]}"

    return path


def of_another_shop(reader: Reader) -> str:
    return link_to(reader.wiring, reader.shop_id + 1, reader.order_id)


def of_an_order_that_never_was(reader: Reader) -> str:
    return link_to(reader.wiring, reader.shop_id, 999)


def sent_to_another(reader: Reader) -> str:
    return link_to(reader.wiring, reader.shop_id, reader.order_id, "mallory@example.com")


def sent_to_nobody(reader: Reader) -> str:
    linked = Linked(reader.shop_id, reader.order_id)
    return f"/p/{token_for(reader.wiring, Purpose.PREFERENCES, linked)}"


def signed_by_another(reader: Reader) -> str:
    forged = replace(reader.wiring, link_keys=[b"mallory's"])
    address = preferences_address(forged, Linked(reader.shop_id, reader.order_id), ALVA)
    return address.removeprefix(reader.wiring.public_url)


def of_the_tracking_page(reader: Reader) -> str:
    path = path_to(reader.wiring, reader.shop_id, reader.order_id)
    return path.replace("/t/", "/p/")


def with_what_base64_skips(reader: Reader) -> str:
    return f"/p/{reader.token[:9]}!{reader.token[9:]}"


def deleted(reader: Reader) -> str:
    with reader.wiring.sessions.begin() as session:
        mark_deleted(session, reader.shop_id, told().platform_id, NOON)
    return reader.path


def whose_order_has_another_address_now(reader: Reader) -> str:
    contact = Contact("Bo", "bo@example.com", "")
    keep(reader.wiring, reader.shop_id, told(contact=contact, updated_at=LATER))
    return reader.path


SPOILED: Mapping[str, Spoiled] = {
    **{f"made to be {one.name}": made_for(one) for one in Purpose if one is not OURS},
    **{f"another letter at {place}": other_letter(place) for place in (0, 3, 20, 30, -20, -2, -1)},
    "of another shop": of_another_shop,
    "of an order that never was": of_an_order_that_never_was,
    "sent to another": sent_to_another,
    "sent to nobody": sent_to_nobody,
    "signed by another": signed_by_another,
    "of the tracking page": of_the_tracking_page,
    "with what base64 skips": with_what_base64_skips,
    "of an order that was deleted": deleted,
    "of an order that has another address now": whose_order_has_another_address_now,
    "padded": lambda reader: f"{reader.path}=",
    "nonsense": lambda _: "/p/%00%ff<script>",
    "no letters of ours": lambda _: "/p/å",
}


@pytest.mark.parametrize("how", SPOILED)
def test_a_spoiled_link_opens_nothing_and_changes_nothing(alva: Reader, how: str) -> None:
    form, path = alva.form(), SPOILED[how](alva)
    form["rhythm"] = "daily"
    expected = alva.client.get("/t/unknown").data
    for under in ("", "/unsubscribe", "/erase"):
        assert alva.client.get(path + under).status_code == 404
        answer = alva.client.post(path + under, data=form)
        assert (answer.status_code, answer.data) == (404, expected)
    assert alva.client.post(f"{path}/subscribe").status_code == 404
    for under in ("/push", "/push/stop"):
        assert alva.client.post(path + under, json={}).status_code == 404
    with alva.wiring.sessions() as session:
        assert preferences_of(session, alva.shop_id, ALVA).version == 0


@pytest.mark.parametrize("purpose", list(Purpose))
def test_a_link_of_any_other_purpose_neither_counts_nor_agrees(
    alva: Reader, purpose: Purpose
) -> None:
    linked = behind(alva.wiring, Purpose.PREFERENCES, alva.token)
    token = token_for(alva.wiring, purpose, linked)
    for opens, path, status in (
        (Purpose.OPENED, f"/m/{token}.gif", 200),
        (Purpose.FOLLOWED, f"/m/{token}", 302),
        (Purpose.AGREE, f"/p/agree/{token}", 404),
    ):
        assert alva.client.get(path).status_code == (status if purpose is opens else 404)


def test_a_link_signed_before_the_keys_changed_still_opens(alva: Reader) -> None:
    rotated = replace(alva.wiring, link_keys=[b"newest key", *alva.wiring.link_keys])
    linked = behind(rotated, Purpose.PREFERENCES, alva.token)
    assert meant_for(rotated, linked, " Alva@Example.com ")
    assert not meant_for(rotated, linked, "bo@example.com")


def test_a_form_sent_from_elsewhere_needs_the_link_like_any_other(alva: Reader) -> None:
    form = {"version": "0", "way_shown": "email"}
    headers = {"Origin": "https://mallory.example", "Sec-Fetch-Site": "cross-site"}
    assert alva.client.post("/p/", data=form, headers=headers).status_code == 404
    assert alva.client.post("/p/x", data=form, headers=headers).status_code == 404
    assert alva.wishes().version == 0


def test_a_form_cannot_say_what_only_a_script_of_ours_may(alva: Reader) -> None:
    stolen = '{"endpoint": "https://push.example.com/x", "keys": {}, "a": "'
    answer = alva.client.post(f"{alva.path}/push", data={stolen: '"}'})
    plain = alva.client.post(f"{alva.path}/push", data=stolen + '"}', content_type="text/plain")
    assert (answer.status_code, plain.status_code) == (422, 422)
