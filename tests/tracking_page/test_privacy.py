"""What a page behind a bare link must not tell."""

from dataclasses import replace

import pytest

from domain.access import Level
from domain.order import Address, Contact
from domain.status import Status
from messages.language import language
from tests.fakes import NOON, an_order, scan
from tests.tracking_page.samples import STOCKHOLM, parcel, story
from tracking_page.assets import load_assets
from tracking_page.folding import is_plain
from tracking_page.privacy import without_personal_data
from tracking_page.rendering import Templates
from tracking_page.spelling import spelled_code, spelled_email, spelled_phone
from tracking_page.veil import Veil
from tracking_page.views import Seen, order_page

CONTACT = Contact("Alva Åkesson", "alva@example.com", "+46 70 123 45 67")
ADDRESS = Address("Alva Åkesson", "Storgatan 12 B", "c/o Ek", "211 34", "Malmö", "", "SE")


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("Delivered to ALVA ÅKESSON", "Delivered to ••• •••"),
        ("Left at Storgatan 12", "Left at ••• 12"),
        ("Sorted for 21134", "Sorted for •••"),
        ("Sorted for 211 34 Malmö", "Sorted for ••• Malmö"),
        ("Mail to alva@example.com", "Mail to •••"),
        ("Called +46701234567", "Called •••"),
        ("Arrived in Malmö", "Arrived in Malmö"),
        ("Alvastra terminal", "Alvastra terminal"),
    ],
)
def test_personal_words_are_hidden_in_what_carriers_wrote(text: str, left: str) -> None:
    order = an_order(parcel(scan(Status.IN_TRANSIT, text=text)), contact=CONTACT, address=ADDRESS)
    shown = without_personal_data(order)
    assert shown.shipments[0].events[0].raw_text == left


@pytest.mark.parametrize(
    ("name", "text", "left"),
    [
        ("Bo Ek", "Delivered to BO EK", "Delivered to ••• •••"),
        ("Bo Ek", "Utlämnad till Ek, Bo", "Utlämnad till •••, •••"),
        ("Bo Ek", "Signed: B. EK", "Signed: •••. •••"),
        ("Bo Ek", "SIGNED_BO_EK", "SIGNED_•••_•••"),
        ("Bo Ek", "Vi vill bo kvar i ek och al", "Vi vill bo kvar i ek och al"),
        ("Bo Ek", "Bo at the desk, Ek at home", "Bo at the desk, Ek at home"),
        ("Li Na", "Signed by li na", "Signed by ••• •••"),
        ("Bo", "Left with Bo", "Left with Bo"),
        ("Anna Maria Ek", "Signed by ANNA EK", "Signed by ••• •••"),
        ("Conor O'Brien", "Signed O'BRIEN, OBRIEN", "Signed •••'•••, •••"),
        ("Eva von der Au", "In der Filiale, von Eva", "In der Filiale, ••• •••"),
        ("Eva von der Au", "An EVA VON DER AU", "An ••• ••• ••• •••"),
        ("Alva Åkesson", "To ALVA AKESSON", "To ••• •••"),
        ("Alva Åkesson", "To AAKESSON", "To •••"),
        ("Alva Åkesson", "To A\u030akesson", "To •••"),
        ("Alva Aakesson", "To Åkesson", "To •••"),
        ("Jörg Müller", "An MUELLER JOERG", "An ••• •••"),
        ("Jörg Müller", "An MULLER, JORG", "An •••, •••"),
        ("Joerg Mueller", "An Jörg Müller", "An ••• •••"),
        ("Søren Kjær", "Til SOEREN KJAER", "Til ••• •••"),
        ("Søren Kjær", "Til Soren Kjar", "Til ••• •••"),
        ("Jan Groß", "An GROSS", "An •••"),
        ("J. Ek", "Till J. EK", "Till •••. •••"),
        ("Łukasz Żak", "Odebrał LUKASZ ZAK", "Odebrał ••• •••"),
        ("Noé Roux", "No delivery to NOE", "No delivery to •••"),
        ("Ольга Ли", "Вручено: ЛИ ОЛЬГА", "Вручено: ••• •••"),
        ("Γιώργος Παπάς", "Παραδόθηκε ΓΙΩΡΓΟΣ", "Παραδόθηκε •••"),
        ("मोहन लाल", "मोहन को दिया", "••• को दिया"),
        ("王小明", "快件已由王小明签收", "快件已由•••签收"),
        ("王 小明", "快件已由王小明签收", "快件已由•••签收"),
        ("小明 王", "签收人:王小明", "签收人:•••"),
        ("王小明", "签收人:王 小明", "签收人:•••"),
        ("王伟", "签收人王伟", "签收人•••"),
        ("李", "行李已签收", "行李已签收"),
        ("김민수", "김민수님께 배송완료", "•••님께 배송완료"),
        ("山田 太郎", "山田様に配達しました", "•••様に配達しました"),
        ("ヤマダ タロウ", "ﾔﾏﾀﾞ ﾀﾛｳ様", "•••様"),
        ("สมชาย", "ได้รับโดยสมชายแล้ว", "ได้รับโดย•••แล้ว"),
        ("ก่", "กล่องใหญ่", "กล่องใหญ่"),
        ("\u0e48\u0e49", "กล่องใหญ่", "กล่องใหญ่"),
        ("", "Delivered", "Delivered"),
    ],
)
def test_a_name_is_hidden_however_it_is_written_and_ordinary_words_are_not(
    name: str, text: str, left: str
) -> None:
    assert Veil((name,), ())(text) == left


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("", True),
        ("Scanned at terminal 3, Malmö", True),
        ("Zoe\u0308", False),
        ("签收", False),
        ("ส่งแล้ว", False),
    ],
)
def test_what_most_carriers_write_is_known_to_be_plain(text: str, plain: bool) -> None:
    assert is_plain(text) is plain


@pytest.mark.parametrize(
    ("phone", "text", "left"),
    [
        ("070-123 45 67", "Ring +46701234567", "Ring •••"),
        ("070-123 45 67", "Ring 070 123 45 67 nu", "Ring ••• nu"),
        ("070-123 45 67", "Ring +46 (0)70-123 45 67.", "Ring •••."),
        ("+46701234567", "Ring 0701234567", "Ring •••"),
        ("+46701234567", "Ring 7 0 1 2 3 4 5 6 7", "Ring •••"),
        ("+46701234567", "电话0701234567已", "电话•••已"),
        ("+47 31 23 45 67", "Ring 31 23 45 67", "Ring •••"),
        ("0049 1512 3456789", "Tel. 0 15 12/345 67 89", "Tel. •••"),
        ("+46701234567", "Parcel TP0701234567SE", "Parcel TP0701234567SE"),
        ("+46701234567", "Parcel 07012345678", "Parcel 07012345678"),
        ("112", "Call 112", "Call 112"),
    ],
)
def test_a_phone_is_hidden_by_its_digits_however_they_are_set(
    phone: str, text: str, left: str
) -> None:
    assert Veil((), (spelled_phone(phone),))(text) == left


@pytest.mark.parametrize(
    ("code", "text", "left"),
    [
        ("21134", "To 211 34 Malmö", "To ••• Malmö"),
        ("SW1A 1AA", "To sw1a1aa", "To •••"),
        ("150-0041", "〒1500041へ", "〒•••へ"),
        ("1010", "At 10 10 on 2026-10-10, for 1010", "At 10 10 on 2026-10-10, for •••"),
    ],
)
def test_a_postal_code_is_hidden_however_it_is_split(code: str, text: str, left: str) -> None:
    assert Veil((), (spelled_code(code),))(text) == left


HOSTILE = ("å" * 400, "a " * 200, "å ä ö " * 80, "王" * 400, "王 李 " * 100, "(" * 400, "\\" * 400)


@pytest.mark.parametrize(
    "unit", ["a", "a ", "å", "1", "1 ", "1-(", "王", "王 ", "B. ", "(", "\u0301"]
)
def test_a_very_long_text_is_looked_through_once(unit: str) -> None:
    whole = (
        spelled_phone("111 11 11 11 12"),
        spelled_code("11111 2"),
        spelled_email("a@a.example"),
    )
    text = unit * (10_000 // len(unit)) + " kept"
    assert Veil(HOSTILE, whole)(text).endswith(" kept")


def test_an_order_without_personal_data_keeps_the_carriers_words() -> None:
    order = an_order(parcel(scan(Status.IN_TRANSIT, text="x")), contact=Contact())
    shown = without_personal_data(replace(order, address=Address()))
    assert shown.shipments[0].events[0].raw_text == "x"


def test_contact_and_address_are_gone_before_anything_is_shown() -> None:
    shown = without_personal_data(an_order(contact=CONTACT, address=ADDRESS))
    assert (shown.contact, shown.address) == (Contact(), Address())


def test_a_name_in_an_unmapped_scan_is_hidden_from_the_headline_and_the_page() -> None:
    scanned = replace(scan(None, text="Signed by Alva Åkesson"), meaning=None)
    order = an_order(parcel(scanned), contact=CONTACT, address=ADDRESS)
    english = language("en")
    page = order_page(story(order), Seen(), english, NOON, STOCKHOLM)
    html = Templates(load_assets()).fill("order.html", english, page=page, etag="")
    assert "Signed by ••• •••" in page.headline
    for word in ("Alva", "Åkesson", "alva@", "Storgatan", "211 34", "123 45 67"):
        assert word not in html


@pytest.mark.parametrize(
    ("link", "shown"),
    [
        ("https://post.example/t?z=21134&n=TP1", "https://testpost.example/en/TP123456789SE"),
        ("https://post.example/TP1/211%2034", "https://testpost.example/en/TP123456789SE"),
        ("https://post.example/TP1?to=211+34", "https://testpost.example/en/TP123456789SE"),
        (
            "https://post.example/TP1?mail=alva%40example.com",
            "https://testpost.example/en/TP123456789SE",
        ),
        ("https://post.example/TP211340", "https://post.example/TP211340"),
    ],
)
def test_a_shops_link_to_a_parcel_gives_no_proof_away(link: str, shown: str) -> None:
    order = an_order(parcel(tracking_url=link), contact=CONTACT, address=ADDRESS)
    for level, expected in ((Level.LINK, shown), (Level.PROVEN, link)):
        page = order_page(story(order), Seen(level), language("en"), NOON, STOCKHOLM)
        assert page.parcels[0].link == expected
