"""The demo's pages show the stories, escape everything, and obey nobody from another site."""

import asyncio

import pytest
from flask import Flask

from demo.cast import TRICKSTER
from demo.landing import LOOK_UP, blueprint
from demo.stories import OPENING, Plot
from tests.demo.playing import StillTime, serving, theatre
from tests.demo.test_mailbox import LINK, mail

DEMO = "http://127.0.0.1:8025"


async def pages_after(seconds: float, *paths: str) -> list[str]:
    time = StillTime()
    async with theatre(time) as playing, serving(playing.app()) as client:
        playing.director.begin()
        while time.seconds < seconds:
            playing.director.catch_up()
            time.seconds += 0.5
        playing.mailbox.take("shop@example.com", ["ella.lund@example.com"], mail())
        seen = []
        for path in paths:
            async with client.get(path) as answer:
                assert answer.status == 200
                seen.append(await answer.text())
        orders = playing.director.orders.values()
        trickster = next(order for order in orders if order.story.shopper is TRICKSTER)
        for parcel in trickster.parcels:
            async with client.get(f"/parcel/{parcel.carrier}/{parcel.number}") as answer:
                seen.append(await answer.text())
        return seen


def test_the_overview_shows_both_shops_with_links_and_no_unescaped_text() -> None:
    overview, parcel = asyncio.run(pages_after(70, "/"))
    assert f'href="{LINK}"' in overview
    assert "nobody scans it" in overview
    assert "no mail yet" in overview
    assert "Cancelled" in overview
    for text in (overview, parcel):
        assert "<script>alert" not in text
        assert "<img src=x" not in text
        assert "&lt;script&gt;alert" in text
    for story in OPENING:
        if story.plot in {Plot.SPLIT, Plot.DELAYED}:
            assert story.shopper.name in overview


def test_the_overview_leads_into_both_shops() -> None:
    async def story() -> tuple[str, list[int]]:
        async with theatre() as playing, serving(playing.app()) as client:
            async with client.get("/") as answer:
                overview = await answer.text()
            statuses = []
            for path in ("/shopify/admin", "/woocommerce/", "/woocommerce/my-account/"):
                assert f'href="{path}"' in overview
                async with client.get(path) as answer:
                    statuses.append(answer.status)
            return overview, statuses

    overview, statuses = asyncio.run(story())
    assert 'href="/woocommerce/wp-admin/"' in overview
    # There is no PHP here.
    assert statuses == [200, 200, 503]


def test_the_speed_is_set_by_a_button_and_only_to_what_the_buttons_say() -> None:
    async def story() -> list[tuple[int, float]]:
        async with theatre() as playing, serving(playing.app()) as client:
            clock, seen = playing.simulator.book.clock, []
            for wanted, origin in (
                ("10.0", None),
                ("99", None),
                ("0.0", str(client.make_url("")).rstrip("/")),
                ("1.0", "https://elsewhere.example"),
            ):
                headers = {"Origin": origin} if origin else {}
                async with client.post(
                    "/speed", data={"speed": wanted}, headers=headers, allow_redirects=False
                ) as answer:
                    seen.append((answer.status, clock.speed))
            return seen

    assert asyncio.run(story()) == [(303, 10.0), (400, 10.0), (303, 0.0), (403, 0.0)]


@pytest.mark.parametrize("path", ["/parcel/ups/1Z", "/parcel/pigeon/1", "/mail/7", "/nothing"])
def test_what_is_not_there_is_not_found(path: str) -> None:
    async def story() -> int:
        async with (
            theatre() as playing,
            serving(playing.app()) as client,
            client.get(path) as answer,
        ):
            return answer.status

    assert asyncio.run(story()) == 404


def test_the_landing_page_leads_to_everything() -> None:
    app = Flask("framme", static_folder=None)
    app.register_blueprint(blueprint(f"{DEMO}/"))
    page = app.test_client().get("/demo")
    text = page.get_data(as_text=True)
    site = f"{DEMO}/shopify/storefront/demo-shop.myshopify.com/"
    ours = (LOOK_UP, "/readyz", "/metrics", "/demo/readme")
    theirs = (f"{DEMO}/shopify/admin", f"{DEMO}/woocommerce/", site)
    for door in (f"{DEMO}/", f"{DEMO}/mail", *theirs, *ours):
        assert f'href="{door}"' in text
    with app.test_client().get("/demo/static/demo.css") as sheet:
        assert sheet.status_code == 200


def test_the_landing_page_refuses_an_address_that_is_none() -> None:
    with pytest.raises(ValueError, match="http"):
        blueprint("javascript:alert(1)")
