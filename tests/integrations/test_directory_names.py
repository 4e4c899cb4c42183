"""How shops spell carriers: free text, the platforms' own lists, slugs, and other scripts."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from integrations.directory import CARRIERS, carrier_for

SPELLINGS = {
    "postnord": "PostNord|Post Nord MyPack|POSTNORD SE|PostNord DK|PostNord NO|Portal PostNord|"
    "postnord-sverige-ab|post-nord-denmark|PostNord MyPack Collect|Posten AB|MyPack Home|"
    "Posten Sverige|postdanmark|denmark-post|PostNord Varubrev",
    "bring": "Bring|Posten Norge|posten-norge|Bring Pickup Point|BRING PAKKE I POSTKASSEN",
    "budbee": "Budbee|budbee box|Instabee",
    "instabox": "Instabox|instabox_express|INSTABOX HOME",
    "posti": "Posti|finland-post|Posti Oyj|itella",
    "matkahuolto": "Matkahuolto|Matkahuolto Lähellä-paketti",
    "db_schenker": "DB Schenker|db-schenker|Schenker Ombud",
    "early_bird": "Early Bird|early-bird",
    "airmee": "Airmee|airmee home delivery",
    "dao": "DAO|dao365",
    "helthjem": "helthjem|HeltHjem Netthandel",
    "omniva": "Omniva|estonia-post|omniva-latvia",
    "latvijas_pasts": "Latvia Post|latvijas-pasts",
    "lietuvos_pastas": "Lietuvos Paštas|lietuvos-pasta|lpexpress",
    "venipak": "Venipak",
    "iceland_post": "Iceland Post|Pósturinn",
    "dhl": "DHL|dhl|Deutsche Post DHL|deutsche-post-dhl|DHL Parcel",
    "dhl_express": "DHL Express|dhl-express|DHL Worldwide Express|MyDHL|DHL EXPRESS WORLDWIDE",
    "dhl_paket": "DHL Paket|dhl_paket|DHL Germany|dhl-de|DHL Parcel DE",
    "dhl_ecommerce": "DHL eCommerce|DHL eCommerce Asia|dhl-global-mail",
    "dhl_ecommerce_europe": "DHL eCommerce Europe|DHL Parcel Connect",
    "dhl_freight": "DHL Freight|dhl-freight",
    "dhl_global_forwarding": "DHL Global Forwarding",
    "dhl_parcel_nl": "DHL Parcel NL|dhlparcel-nl|DHL Parcel Netherlands",
    "dhl_parcel_pl": "DHL Parcel PL|DHL Parcel Polska|dhl-pl",
    "deutsche_post": "Deutsche Post|deutsche-post|Deutsche Post (DE)",
    "hermes_de": "Hermes|hermes-de",
    "ups": "UPS|ups|United Parcel Service|UPS Standard|ups-se",
    "ups_mail_innovations": "UPS Mail Innovations",
    "fedex": "FedEx|Fed Ex|fedex-ground|FedEx International Priority",
    "tnt": "TNT|tnt-express|TNT Australia",
    "usps": "USPS|usps|US Postal Service|USPS Priority Mail",
    "gls": "GLS|gls|GLS Europe|gls-paket|gls-denmark",
    "gls_it": "GLS Italy|gls-italy|GLS Italia",
    "gls_es": "GLS Spain|gls-spain|ASM Red",
    "dpd": "DPD|dpd-de|DPD Germany|Dynamic Parcel Distribution",
    "dpd_uk": "DPD UK|dpd-uk",
    "dpd_local": "DPD Local|Interlink Express",
    "dpd_fr": "DPD France|dpd-fr",
    "royal_mail": "Royal Mail|royal-mail|royalmail|Royal Mail Tracked 48",
    "parcelforce": "Parcelforce|Parcel Force",
    "evri": "Evri|Hermes UK",
    "yodel": "Yodel|CollectPlus",
    "an_post": "An Post|anpost",
    "la_poste": "La Poste|la-poste|Lettre suivie",
    "colissimo": "Colissimo|La Poste Colissimo",
    "chronopost": "Chronopost|Chrono Relais",
    "mondial_relay": "Mondial Relay|mondialrelay",
    "colis_prive": "Colis Privé|colis-prive",
    "postnl": "PostNL|Post NL|postnl-3s",
    "postnl_international": "PostNL International 3S|postnl-international",
    "bpost": "bpost|BPost|Belgium Post|B-Post",
    "bpost_international": "BPost International",
    "swiss_post": "Swiss Post|Die Post|Die Schweizerische Post|La Poste Suisse",
    "post_at": "post-at|Österreichische Post|Austrian Post",
    "correos": "Correos|correos-spain|Correos España|CORREOS Paq Premium|Paq Estándar",
    "correos_express": "Correos Exprés|Correos Express|correos-express|CEX",
    "seur": "SEUR|Seur 24|seur",
    "mrw": "MRW|mrw",
    "nacex": "NACEX|Nacex",
    "ctt_express": "CTT Express|ctt-express-spain|Tourline Express",
    "ctt": "CTT|portugal-post-ctt|CTT Correios",
    "poste_italiane": "Poste Italiane|poste-italiane|Poste Delivery|Posteitaliane|Nexive",
    "sda": "SDA|SDA Express Courier|sda",
    "brt": "BRT|BRT Bartolini|Bartolini|BRT Corriere Espresso",
    "inpost": "InPost|Paczkomaty InPost|inpost-paczkomaty|Inpost Kurier",
    "poczta_polska": "Poczta Polska|poland-post|Pocztex",
    "packeta": "Packeta|Zásilkovna|packeta",
    "elta": "ELTA|elta-hellenic",
    "acs": "ACS Courier|ACS",
    "ptt": "PTT|ptt-posta",
    "yurtici": "Yurtiçi Kargo",
    "nova_poshta": "Nova Poshta|Нова Пошта|nova-poshta-global",
    "russian_post": "Russian Post|Почта России",
    "sf_express": "SF Express|sf-express|S.F Express|順豐速運|顺丰速运|順豐速運 香港|順豐速運到府",
    "fourpx": "4PX|4px|4PX Express|递四方",
    "yanwen": "Yanwen|yanwen|燕文物流",
    "yunexpress": "YunExpress|Yun Express|云途",
    "cainiao": "Cainiao|AliExpress Standard Shipping|菜鸟",
    "china_post": "China Post|china-post|ePacket|中国邮政",
    "china_ems": "EMS|ems",
    "hongkong_post": "Hong Kong Post|hong-kong-post|香港郵政",
    "chunghwa_post": "Chunghwa Post|中華郵政|中華郵政掛號|taiwan-post",
    "tcat": "T-Cat|t-cat|黑貓宅急便|黑貓宅急便 冷藏|統一速達",
    "seven_eleven_tw": "7-ELEVEN|7-11 取貨|qi-eleven|統一超商",
    "familymart_tw": "FamilyMart|全家便利商店|famiport",
    "hct": "HCT Logistics|新竹物流",
    "japan_post": "Japan Post (EN)|Japan Post (JA)|日本郵便|ゆうパック",
    "yamato": "Yamato (EN)|Yamato (JA)|ヤマト運輸|クロネコヤマト宅急便",
    "sagawa": "Sagawa (EN)|Sagawa (JA)|佐川急便",
    "korea_post": "Korea Post|우체국택배",
    "cj_logistics": "CJ Logistics|CJ대한통운|cj-logistics",
    "singapore_post": "Singapore Post|singapore-post|SingPost",
    "ninja_van": "NinjaVan|ninja-van|Ninja Van Singapore",
    "australia_post": "Australia Post|australia-post|AusPost eParcel",
    "new_zealand_post": "New Zealand Post|NZ Post",
    "canada_post": "Canada Post|canada-post|Postes Canada",
    "correios": "Correios|brazil-correios",
    "aramex": "Aramex|aramex",
    "jt_express": "J&T Express|J&T",
    "jt_express_my": "J&T MY|jtexpress-my",
    "delhivery": "Delhivery",
}
CASES = [(text, key) for key, texts in SPELLINGS.items() for text in texts.split("|")]
# As Shopify writes them: https://shopify.dev/docs/api/admin-graphql (FulfillmentTrackingInfo).
SHOPIFY = """4PX|AGS|Amazon|Amazon Logistics UK|An Post|Anjun Logistics|APC|Asendia USA
Australia Post|Bonshaw|BPost|BPost International|Canada Post|Canpar|CDL Last Mile|China Post
Chronopost|Chukou1|Colissimo|Comingle|Coordinadora|Correios|Correos|CTT|CTT Express|Cyprus Post
Delnext|Deutsche Post|DHL eCommerce|DHL eCommerce Asia|DHL Express|DPD|DPD Local|DPD UK
DTD Express|DX|Eagle|Estes|Evri|FedEx|First Global Logistics|First Line|FSC|Fulfilla|GLS
Heppner Internationale Spedition GmbH & Co.|Guangdong Weisuyi Information Technology (WSE)
Iceland Post|IDEX|Israel Post|Japan Post (EN)|Japan Post (JA)|La Poste|La Poste Colissimo
La Poste Burkina Faso|Lasership|Latvia Post|Lietuvos Paštas|Logisters|Lone Star Overnight
M3 Logistics|Meteor Space|Mondial Relay|New Zealand Post|NinjaVan
North Russia Supply Chain (Shenzhen) Co.|OnTrac|Packeta|Pago Logistics|Ping An Da Tengfei Express
Pitney Bowes|Portal PostNord|Poste Italiane|PostNL|PostNord DK|PostNord NO|PostNord SE|Purolator
Qxpress|Qyun Express|Royal Mail|Royal Shipments|Sagawa (EN)|Sagawa (JA)|Sendle|SF Express
SFC Fulfillment|ShipBob|SHREE NANDAN COURIER|Singapore Post|Southwest Air Cargo|StarTrack
Step Forward Freight|Swiss Post|TForce Final Mile|Tinghao|TNT|Toll IPEC|United Delivery Service
UPS|USPS|Venipak|We Post|Whistl|Wizmo|WMYC|Xpedigo|XPO Logistics|Yamato (EN)|Yamato (JA)
YiFan Express|YunExpress|Aramex Australia|TNT Australia|Hunter Express|Couriers Please|Bonds
Allied Express|Direct Couriers|Northline|GO Logistics|Österreichische Post|Speedy|Intelcom
BoxKnight|Loomis|GLS Canada|Zásilkovna|Deutsche Post (DE)|Deutsche Post (EN)|DHL|Swiship|Hermes
SEUR|Colis Privé|Parcelforce|Yodel|DHL Parcel|Tuffnells|ACS Courier|Fastway|DPD Ireland|DTDC
India Post|Delhivery|Gati KWE|Professional Couriers|XpressBees|Ecom Express|Ekart|Shadowfax
Bluedart|BRT|GLS Italy|エコ配|西濃運輸|西濃スーパーエキスプレス|福山通運|日本通運|名鉄運輸
第一貨物|Bring|Inpost|PTT|Yurtiçi Kargo|Aras Kargo|Sürat Kargo|Alliance Air Freight|Pilot Freight
LSO|Old Dominion|Pandion|R+L Carriers|Skynet"""


def test_the_table_is_long() -> None:
    assert len(CASES) >= 120
    assert len({text for text, _ in CASES}) == len(CASES)


@pytest.mark.parametrize(("text", "key"), CASES)
def test_a_shops_spelling_means(text: str, key: str) -> None:
    assert carrier_for(text) == key


@pytest.mark.parametrize("company", SHOPIFY.replace("\n", "|").split("|"))
def test_shopifys_companies_are_known(company: str) -> None:
    assert carrier_for(company) in CARRIERS


@pytest.mark.parametrize(
    "text",
    [
        "",
        " ",
        "Standard delivery",
        "Upsala Frakt",
        "dhlx",
        "Posten",
        "The DHL",
        "---",
        "Post",
        "宅",
    ],
)
def test_what_names_nobody_is_nobody(text: str) -> None:
    assert carrier_for(text) is None


@given(st.text(max_size=5000))
def test_any_text_is_read(text: str) -> None:
    assert carrier_for(text) is None or carrier_for(text) in CARRIERS


@pytest.mark.parametrize("text", ["dpd " * 2000, "x" * 5000, "順" * 5000])
def test_of_a_long_text_only_the_beginning_is_read(text: str) -> None:
    assert carrier_for(text) == carrier_for(text[:200])


def test_every_name_of_every_carrier_finds_it() -> None:
    for carrier in CARRIERS.values():
        assert {carrier_for(name) for name in carrier.names} == {carrier.key}
        assert carrier_for(carrier.label) == carrier.key
