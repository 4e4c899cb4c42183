"""What mail programs are told of a delivery: only when asked for, and nothing breaks out of it."""

import json
from dataclasses import replace

import pytest

from domain.kinds import Kind
from domain.order import Address, Item
from domain.status import Status, SubStatus
from domain.tracking import TrackingState
from tests.fakes import an_order
from tests.messages.mails import (
    PAGE,
    TOMORROW,
    Page,
    parcel,
    rendered,
    story,
    told,
)

OUT = '</script><script>alert(1)</script><!-- <script \u2028 " \\ & '


def markup_of(html: str) -> object:
    (script,) = Page(html).scripts
    return json.loads(script)


def test_a_delivery_is_told_with_what_is_needed_of_it() -> None:
    tells = story(Kind.ARRIVING_TOMORROW)
    html = rendered(Kind.ARRIVING_TOMORROW, tells, markup=True).html
    assert markup_of(html) == {
        "@context": "http://schema.org",
        "@type": "ParcelDelivery",
        "carrier": {"@type": "Organization", "name": "TestPost"},
        "trackingNumber": "TP123456789SE",
        "trackingUrl": PAGE,
        "deliveryAddress": {
            "@type": "PostalAddress",
            "name": "Alva",
            "streetAddress": "Storgatan 1",
            "addressLocality": "Malmö",
            "addressRegion": "Malmö",
            "addressCountry": "SE",
            "postalCode": "211 34",
        },
        "expectedArrivalFrom": TOMORROW.earliest.isoformat(),
        "expectedArrivalUntil": TOMORROW.latest.isoformat(),
        "itemShipped": [
            {"@type": "Product", "name": "Lamp"},
            {"@type": "Product", "name": "Shade"},
        ],
        "partOfOrder": {
            "@type": "Order",
            "orderNumber": "#1042",
            "merchant": {"@type": "Organization", "name": "Lamps & Co"},
        },
    }


def test_no_address_is_in_a_mail_that_was_not_to_have_it() -> None:
    html = rendered(Kind.ARRIVING_TOMORROW).html
    assert "ParcelDelivery" not in html
    assert "Storgatan" not in html


@pytest.mark.parametrize(
    "order",
    [
        an_order(),
        an_order(parcel(Kind.DELIVERED), address=Address()),
        an_order(parcel(Kind.DELIVERED), items=()),
        an_order(parcel(Kind.DELIVERED, carrier=None, carrier_text="")),
    ],
    ids=["no parcel", "no address", "no items", "no carrier"],
)
def test_what_lacks_something_is_not_told(order) -> None:
    html = rendered(Kind.DELIVERED, told(Kind.DELIVERED, order), markup=True).html
    assert Page(html).scripts == []


def test_several_parcels_are_a_list() -> None:
    both = an_order(*(parcel(Kind.DELIVERED, id=n, tracking_number=f"TP{n}") for n in (1, 2)))
    html = rendered(Kind.DELIVERED, told(Kind.DELIVERED, both), markup=True).html
    deliveries = markup_of(html)
    assert isinstance(deliveries, list)
    assert [one["trackingNumber"] for one in deliveries] == ["TP1", "TP2"]


def test_no_day_is_named_for_a_parcel_that_is_lost() -> None:
    lost = TrackingState(Status.EXCEPTION, SubStatus.LOST, delayed=True)
    order = an_order(parcel(Kind.DELAYED, state=lost, estimate=TOMORROW))
    delivery = markup_of(rendered(Kind.DELAYED, told(Kind.DELAYED, order), markup=True).html)
    assert isinstance(delivery, dict)
    assert not {"expectedArrivalFrom", "expectedArrivalUntil"} & set(delivery)


def test_nothing_breaks_out_of_the_script() -> None:
    order = an_order(
        parcel(Kind.DELIVERED, carrier=None, carrier_text=OUT, tracking_number=OUT),
        number=OUT,
        items=(Item("71", OUT, 1),),
        address=Address(OUT, OUT, OUT, OUT, OUT, OUT, "SE"),
    )
    tells = told(Kind.DELIVERED, order)
    tells = replace(tells, shop=replace(tells.shop, name=OUT))
    html = rendered(Kind.DELIVERED, tells, markup=True).html
    assert html.count("<script") == html.count("</script>") == 1
    delivery = markup_of(html)
    assert isinstance(delivery, dict)
    assert delivery["carrier"]["name"].startswith("</script><script>")
