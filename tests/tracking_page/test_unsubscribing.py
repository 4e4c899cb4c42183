"""Mails stop with one press, of a reader or of a mail program, and by looking they do not."""

import pytest

from domain.kinds import ChannelKey
from services.wiring import Wiring
from storage.suppressions import is_suppressed, suppress
from tests.fakes import NOON
from tests.tracking_page.mail_links import ALVA, Reader, reader_of

ONE_CLICK = {"List-Unsubscribe": "One-Click"}
OFF = frozenset({ChannelKey.EMAIL})


@pytest.fixture
def alva(wiring: Wiring, shop_id: int) -> Reader:
    return reader_of(wiring, shop_id)


@pytest.mark.parametrize("kind", ["application/x-www-form-urlencoded", "multipart/form-data"])
def test_a_mail_program_unsubscribes_with_one_post(alva: Reader, kind: str) -> None:
    answer = alva.client.post(f"{alva.path}/unsubscribe", data=ONE_CLICK, content_type=kind)
    assert answer.status_code == 200
    assert "Set-Cookie" not in answer.headers
    assert alva.wishes().channels_off == OFF


def test_unsubscribing_twice_is_as_good_as_once(alva: Reader) -> None:
    for _ in range(2):
        assert alva.client.post(f"{alva.path}/unsubscribe", data=ONE_CLICK).status_code == 200
    assert (alva.wishes().channels_off, alva.wishes().version) == (OFF, 1)


@pytest.mark.parametrize("method", ["GET", "HEAD", "OPTIONS"])
@pytest.mark.parametrize("under", ["", "/unsubscribe", "/erase"])
def test_looking_changes_nothing(alva: Reader, method: str, under: str) -> None:
    assert alva.client.open(alva.path + under, method=method).status_code == 200
    assert alva.wishes().version == 0


def test_the_page_has_one_button_and_a_way_back(alva: Reader) -> None:
    asked = alva.look("/unsubscribe").text
    assert asked.count("<button") == 1
    assert f'action="{alva.path}/unsubscribe"' in asked
    done = alva.client.post(f"{alva.path}/unsubscribe").text
    assert "You get no more mails from Lamps &amp; Co" in done
    assert f'action="{alva.path}/subscribe"' in done
    assert "Stop all mails" in alva.client.post(f"{alva.path}/subscribe").text
    assert alva.wishes().channels_off == frozenset()


def test_other_choices_stay_as_they_were(alva: Reader) -> None:
    alva.save(rhythm="daily", language="sv")
    alva.client.post(f"{alva.path}/unsubscribe")
    alva.client.post(f"{alva.path}/subscribe")
    kept = alva.wishes()
    assert (kept.daily_digest, kept.language, kept.channels_off) == (True, "sv", frozenset())


def test_a_page_opened_before_does_not_bring_the_mails_back_unseen(alva: Reader) -> None:
    form = alva.form()
    alva.client.post(f"{alva.path}/unsubscribe")
    assert alva.post(form).status_code == 409
    assert alva.wishes().channels_off == OFF


def test_coming_back_is_possible_after_a_complaint(wiring, shop_id, alva) -> None:
    with wiring.sessions.begin() as session:
        suppress(session, shop_id, ChannelKey.EMAIL, ALVA, "complained", NOON)
    assert "You get no more mails" in alva.look("/unsubscribe").text
    alva.client.post(f"{alva.path}/subscribe")
    with wiring.sessions() as session:
        assert not is_suppressed(session, shop_id, ChannelKey.EMAIL, ALVA)
