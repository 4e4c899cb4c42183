"""A merchant sees a message as it will be sent, with an order of theirs or a sample."""

from dataclasses import replace

import pytest

from domain.errors import ProviderError, TooManyAttemptsError
from domain.kinds import ChannelKey, Kind
from domain.texts import TextKey
from messages.language import LANGUAGES
from messages.render import Rendered
from messages.short import PushText
from services.change_texts import Seen, save_texts
from services.preview_message import ShownSms, UnknownOrderError, Wanted, preview
from services.send_test import BadRecipientError, FaultyTextError, NoWayError, send_test
from tests.fakes import TestOutbox
from tests.services.due_messages import rows
from tests.tracking_page.kept_orders import keep, told

KEY = TextKey(Kind.DELIVERED, ChannelKey.EMAIL, "en")
SMS = TextKey(Kind.DELIVERED, ChannelKey.SMS, "en")


def mail(wiring, shop_id, wanted) -> Rendered:
    shown = preview(wiring, shop_id, wanted).shown
    assert isinstance(shown, Rendered)
    return shown


@pytest.mark.parametrize("kind", Kind)
def test_every_kind_can_be_seen_on_every_channel_with_the_sample(wiring, shop_id, kind) -> None:
    for channel, shape in zip(ChannelKey, (Rendered, ShownSms, PushText), strict=True):
        for code in (LANGUAGES[0], LANGUAGES[-1]):
            seen = preview(wiring, shop_id, Wanted(TextKey(kind, channel, code)))
            assert isinstance(seen.shown, shape)
            assert (seen.sample, seen.order_number, seen.faults) == (True, "#1042", {})


def test_what_is_saved_is_shown_and_what_is_being_written_before_it(wiring, shop_id) -> None:
    save_texts(wiring, shop_id, KEY, {"subject": "Saved"}, Seen(0, "ann"))
    assert mail(wiring, shop_id, Wanted(KEY)).subject == "Saved"
    assert mail(wiring, shop_id, Wanted(KEY, parts={"subject": "Written"})).subject == "Written"
    ours = mail(wiring, shop_id, Wanted(KEY, parts={"subject": ""})).subject
    assert ours == "Your order #1042 has been delivered"


def test_for_what_is_faulty_ours_is_shown_and_the_rest_stays(wiring, shop_id) -> None:
    parts = {"subject": "{{ oops }}", "heading": "My heading"}
    seen = preview(wiring, shop_id, Wanted(KEY, parts=parts))
    assert set(seen.faults) == {"subject"}
    assert isinstance(seen.shown, Rendered)
    assert "My heading" in seen.shown.html
    assert seen.shown.subject == "Your order #1042 has been delivered"


def test_a_real_order_is_found_by_its_number_and_no_other_shops(wiring, shop_id, connect) -> None:
    keep(wiring, shop_id, told("#2001"))
    keep(wiring, connect(domain="chairs.myshopify.com"), told("#3001"))
    seen = preview(wiring, shop_id, Wanted(KEY, " 2001 ", {"subject": "{{ shopper.name }}"}))
    assert (seen.sample, seen.order_number) == (False, "#2001")
    assert isinstance(seen.shown, Rendered)
    assert seen.shown.subject == "Alva"
    for number in ("#3001", "#9", "x" * 10_000, "#20\x0001"):
        with pytest.raises(UnknownOrderError):
            preview(wiring, shop_id, Wanted(KEY, number))


def test_what_is_shown_opens_no_order_and_unsubscribes_nobody(wiring, shop_id) -> None:
    keep(wiring, shop_id, told("#2001"))
    shown = mail(wiring, shop_id, Wanted(KEY, "#2001"))
    for part in ("/t/", "/p/", "/m/", "unsubscribe"):
        assert part not in shown.html
        assert part not in shown.text
    assert f"{wiring.public_url}/track/shopify/lamps.myshopify.com" in shown.text


def test_a_text_is_counted_with_a_link_of_the_length_it_will_have(wiring, shop_id) -> None:
    seen = preview(wiring, shop_id, Wanted(SMS, parts={"text": "{{ page_url }}"}))
    assert isinstance(seen.shown, ShownSms)
    assert seen.shown.size.characters == len(f"{wiring.public_url}/t/") + 32


def test_a_test_goes_out_marked_and_leaves_no_row(wiring, shop_id, outbox) -> None:
    wanted = Wanted(KEY, parts={"subject": "Mine"})
    assert send_test(wiring, shop_id, wanted, "") == "help@lamps.example"
    [sent] = outbox.sent
    assert (sent.recipient, sent.subject) == ("help@lamps.example", "Test: Mine")
    assert sent.sender == "Lamps & Co <post@track.example.com>"
    assert rows(wiring) == []
    assert not [name for name in sent.headers if name.startswith("List-")]


def test_a_text_goes_to_a_number_with_its_country(wiring, shop_id) -> None:
    phones = TestOutbox(key=ChannelKey.SMS)
    here = replace(wiring, channels={**wiring.channels, ChannelKey.SMS: phones})
    assert send_test(here, shop_id, Wanted(SMS), "+46 70 123 45 67") == "+46701234567"
    [sent] = phones.sent
    assert sent.text.startswith("Test: Lamps & Co: ")
    for number in ("", "070 123 45 67", "me@lamps.example"):
        with pytest.raises(BadRecipientError):
            send_test(here, shop_id, Wanted(SMS), number)


@pytest.mark.parametrize(
    "entered",
    [
        "nobody",
        "a@b.example, c@d.example",
        "a@b.example;c@d.example",
        "a@b.example c@d.example",
        "a@b.example\r\nBcc: c@d.example",
        "Ann <a@b.example>",
        "a" * 65 + "@b.example",
    ],
)
def test_a_test_goes_to_one_address(wiring, shop_id, outbox, entered) -> None:
    with pytest.raises(BadRecipientError):
        send_test(wiring, shop_id, Wanted(KEY), entered)
    assert outbox.sent == []


def test_a_faulty_text_is_not_sent_and_without_a_channel_nothing_is(wiring, shop_id) -> None:
    with pytest.raises(FaultyTextError):
        send_test(wiring, shop_id, Wanted(KEY, parts={"body": "{{ x"}), "")
    nothing = replace(wiring, channels={})
    for key in (KEY, SMS, TextKey(Kind.DELIVERED, ChannelKey.PUSH, "en")):
        with pytest.raises(NoWayError):
            send_test(nothing, shop_id, Wanted(key), "+46701234567" if key == SMS else "")


def test_tests_are_not_sent_for_ever_and_refusals_are_told(wiring, shop_id, outbox) -> None:
    outbox.failures.append(ProviderError("mailbox full"))
    with pytest.raises(ProviderError, match="mailbox full"):
        send_test(wiring, shop_id, Wanted(KEY), "")
    for _ in range(29):
        send_test(wiring, shop_id, Wanted(KEY), "")
    with pytest.raises(TooManyAttemptsError):
        send_test(wiring, shop_id, Wanted(KEY), "")
    assert len(outbox.sent) == 29
