"""A merchant's texts are kept part by part, with every version, and nobody is overwritten."""

from threading import Barrier, Thread

import pytest

from domain.errors import ChangedMeanwhileError
from domain.kinds import ChannelKey, Kind
from domain.texts import TextKey
from services.change_texts import (
    InvalidTextsError,
    NoSuchVersionError,
    Seen,
    read_texts,
    reset_texts,
    restore_version,
    save_texts,
)
from storage.audit_log import changes_of
from storage.text_versions import newest_texts

KEY = TextKey(Kind.DELIVERED, ChannelKey.EMAIL, "en")
FIRST = Seen(0, "ann@lamps.example")


def kept(wiring, shop_id, key=KEY):
    with wiring.sessions() as session:
        return newest_texts(session, shop_id, key.kind, key.language, key.channel)


def seen(wiring, shop_id, who="ann@lamps.example"):
    return Seen(read_texts(wiring, shop_id, KEY).version, who)


def test_only_what_differs_from_ours_is_kept(wiring, shop_id) -> None:
    ours = read_texts(wiring, shop_id, KEY)
    assert (ours.own, ours.version, ours.parts) == (False, 0, ours.ours)
    parts = {**ours.parts, "subject": " Mine \r\n", "button": ""}
    save_texts(wiring, shop_id, KEY, parts, FIRST)
    assert kept(wiring, shop_id) == {"subject": "Mine"}
    now = read_texts(wiring, shop_id, KEY)
    assert now.own
    assert now.parts == {**ours.ours, "subject": "Mine"}


def test_saving_what_stands_already_makes_no_version(wiring, shop_id) -> None:
    save_texts(wiring, shop_id, KEY, {}, FIRST)
    save_texts(wiring, shop_id, KEY, read_texts(wiring, shop_id, KEY).ours, FIRST)
    assert read_texts(wiring, shop_id, KEY).version == 0


def test_other_languages_channels_kinds_and_shops_keep_their_own(wiring, shop_id, connect) -> None:
    save_texts(wiring, shop_id, KEY, {"subject": "Mine"}, FIRST)
    other = connect(domain="chairs.myshopify.com")
    assert kept(wiring, other) is None
    for key in (
        TextKey(Kind.DELIVERED, ChannelKey.EMAIL, "sv"),
        TextKey(Kind.SHIPPED, ChannelKey.EMAIL, "en"),
        TextKey(Kind.DELIVERED, ChannelKey.PUSH, "en"),
    ):
        assert kept(wiring, shop_id, key) is None


def test_what_is_faulty_is_not_kept(wiring, shop_id) -> None:
    parts = {"subject": "{{ order.nmber }}", "heading": "fine", "body": "{% if x"}
    with pytest.raises(InvalidTextsError) as refused:
        save_texts(wiring, shop_id, KEY, parts, FIRST)
    assert set(refused.value.faults) == {"subject", "body"}
    assert kept(wiring, shop_id) is None


def test_who_saw_an_older_version_overwrites_nothing(wiring, shop_id) -> None:
    save_texts(wiring, shop_id, KEY, {"subject": "First"}, FIRST)
    for late in (FIRST, Seen(99, "ann")):
        with pytest.raises(ChangedMeanwhileError):
            save_texts(wiring, shop_id, KEY, {"subject": "Late"}, late)
        with pytest.raises(ChangedMeanwhileError):
            reset_texts(wiring, shop_id, KEY, late)
    assert kept(wiring, shop_id) == {"subject": "First"}


def test_of_two_who_save_at_once_one_is_told(wiring, shop_id) -> None:
    start, told = Barrier(2), []

    def save(subject: str) -> None:
        start.wait()
        try:
            save_texts(wiring, shop_id, KEY, {"subject": subject}, FIRST)
        except ChangedMeanwhileError:
            told.append(subject)

    threads = [Thread(target=save, args=(subject,)) for subject in ("One", "Two")]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(told) == 1
    assert len(read_texts(wiring, shop_id, KEY).history) == 1


def test_versions_are_kept_restored_and_written_down(wiring, shop_id) -> None:
    save_texts(wiring, shop_id, KEY, {"subject": "First"}, FIRST)
    save_texts(wiring, shop_id, KEY, {"heading": "Second"}, seen(wiring, shop_id, "bo"))
    reset_texts(wiring, shop_id, KEY, seen(wiring, shop_id))
    assert kept(wiring, shop_id) is None
    history = read_texts(wiring, shop_id, KEY).history
    assert [dict(one.parts) for one in history] == [{}, {"heading": "Second"}, {"subject": "First"}]
    assert [one.saved.who for one in history] == ["ann@lamps.example", "bo", "ann@lamps.example"]
    restore_version(wiring, shop_id, KEY, history[2].id, seen(wiring, shop_id))
    assert kept(wiring, shop_id) == {"subject": "First"}
    with wiring.sessions() as session:
        changes = [change for _, _, change in changes_of(session, shop_id, 10)]
    assert [(one.before, one.after) for one in changes] == [
        ({}, {"subject": "First"}),
        ({"heading": "Second"}, {}),
        ({"subject": "First"}, {"heading": "Second"}),
        ({}, {"subject": "First"}),
    ]
    assert {(one.what, one.subject) for one in changes} == {("texts", "delivered/email/en")}


def test_a_version_of_another_shop_or_text_is_none(wiring, shop_id, connect) -> None:
    other = connect(domain="chairs.myshopify.com")
    save_texts(wiring, other, KEY, {"subject": "Theirs"}, FIRST)
    [theirs] = read_texts(wiring, other, KEY).history
    for number in (theirs.id, 0, -1, 2**62):
        with pytest.raises(NoSuchVersionError):
            restore_version(wiring, shop_id, KEY, number, FIRST)


def test_a_sign_nobody_can_see_or_keep_is_taken_out(wiring, shop_id) -> None:
    save_texts(wiring, shop_id, KEY, {"subject": "He\x00re it is\x07"}, Seen(0, "ann"))
    assert read_texts(wiring, shop_id, KEY).parts["subject"] == "Here it is"
