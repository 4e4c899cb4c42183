"""What the pages say: the truth of this shop, the same in both shells."""

from datetime import timedelta

import pytest
from sqlalchemy import text

from domain.shop_task import ShopTask
from services.change_rules import EnteredRules, change_rules
from services.change_settings import read_settings
from services.wiring import Wiring
from storage.privacy_requests import NewRequest, PrivacyKind, close_request, keep_answer
from storage.privacy_requests import keep_request as keep
from storage.shop_access import mark_refused
from storage.shop_tasks import ask_for, claim_task, fail_task
from tests.fakes import NOON
from tests.services.deliver import deliver
from tests.settings_screen.merchants import grant, inside, let_in, site
from tests.settings_screen.pages import words
from tests.shop_bodies import shopify_fulfilment, shopify_order

HTTPS = "https://track.example.com"


@pytest.fixture(params=["inside", "outside"])
def show(request, wiring: Wiring, shop_id: int):
    """Return a function that opens a page of the screen, in each shell."""

    def show(path: str = "/settings") -> str:
        if request.param == "inside":
            answer = site(wiring).test_client().get(inside(path))
        else:
            answer = let_in(wiring).get(path, base_url=HTTPS)
        assert answer.status_code == 200
        return answer.text

    grant(wiring, shop_id)
    return show


def change_shop(wiring: Wiring, **values: object) -> None:
    assignments = ", ".join(f"{name} = :{name}" for name in values)
    with wiring.engine.begin() as connection:
        connection.execute(text(f"UPDATE shops SET {assignments}"), values)


def test_an_empty_shop_shows_first_steps_and_no_alarm(show) -> None:
    home = show()
    assert "First steps" in home
    assert "It begins in a minute." in home
    assert "followed by nobody" not in home
    assert "your attention" not in home
    assert "Something did not work" not in home
    assert "more than your plan" not in home


def test_what_could_not_be_followed_is_named_as_the_shop_writes_it(wiring, shop_id, show) -> None:
    van = shopify_fulfilment(1, 1, "V1", tracking_company="<b>Grandma's</b> van")
    deliver(wiring, shop_id, "orders/create", shopify_order(1, fulfillments=[van]))
    home = show()
    assert "1 parcel is followed by nobody" in home
    assert "&lt;b&gt;Grandma" in home
    assert "<b>Grandma" not in home
    assert "0%" in home


def test_orders_being_read_are_told_with_how_far_it_is(wiring, shop_id, show) -> None:
    with wiring.engine.begin() as connection:
        connection.execute(
            text(
                "INSERT INTO order_syncs (shop_id, operation, asked_at, objects)"
                " VALUES (:shop, 'gid://1', :now, 12500)"
            ),
            {"shop": shop_id, "now": NOON},
        )
    home = show()
    assert "12,500 lines" in home
    assert "Under way" in home
    with wiring.engine.begin() as connection:
        finished = "UPDATE order_syncs SET operation = '', finished_at = :now, orders_read = 3100"
        connection.execute(text(finished), {"now": NOON})
    assert "3100 orders were read." in show()


def test_a_shop_that_refuses_us_can_give_access_again(wiring, shop_id) -> None:
    browser = let_in(wiring)
    assert "not let us in yet" in browser.get("/settings", base_url=HTTPS).text
    grant(wiring, shop_id)
    assert "/settings/authorize" not in browser.get("/settings", base_url=HTTPS).text
    with wiring.sessions.begin() as session:
        mark_refused(session, shop_id, 1, "HTTP 401", NOON)
    home = browser.get("/settings", base_url=HTTPS).text
    assert "The shop no longer lets us in" in home
    assert 'href="/settings/authorize"' in home


def test_work_that_fails_is_told_with_its_reason(wiring, shop_id, show) -> None:
    with wiring.sessions.begin() as session:
        ask_for(session, shop_id, [ShopTask.PUBLISH], NOON)
    with wiring.sessions.begin() as session:
        claimed = claim_task(session, NOON, NOON + timedelta(minutes=10))
        assert claimed is not None
        fail_task(session, claimed, "HTTP 502", NOON + timedelta(minutes=1))
    home = show()
    assert "Publishing the questions and answers to the storefront: HTTP 502" in home


def test_beyond_the_plan_nothing_stops_and_the_page_says_so(wiring, show) -> None:
    change_shop(wiring, shipments_this_month=250, poll_slowdown=3, app_handle="framme")
    for page in (show(), show("/settings/plan")):
        assert "250 parcels this month; the plan includes 100." in page
        assert "Carriers are asked 3 times less often." in page
    plan = show("/settings/plan")
    assert "https://admin.shopify.com/store/lamps/charges/framme/pricing_plans" in plan
    assert "Fits this month" in plan


def test_the_plan_page_waits_for_the_shops_profile(show) -> None:
    plan = show("/settings/plan")
    assert "pricing_plans" not in plan
    assert "that takes a minute" in plan


def test_messages_are_counted_and_opened_ones_where_the_shop_counts_them(
    wiring, shop_id, show
) -> None:
    deliver(wiring, shop_id, "orders/create", shopify_order(1, fulfillments=[]))
    with wiring.engine.begin() as connection:
        rows = [("sent", 0), ("sent", 2), ("sent", 1), ("failed", 0), ("dropped", 0), ("told", 0)]
        for number, (state, opens) in enumerate(rows):
            connection.execute(
                text(
                    "INSERT INTO notifications (shop_id, order_id, kind, channel, recipient,"
                    " dedupe_key, state, attempts, opens, created_at, next_attempt_at, finished_at)"
                    " VALUES (:shop, 1, 'delivered', 'email', 'a@b.example', :key, :state, 1,"
                    " :opens, :now, :now, :now)"
                ),
                {"shop": shop_id, "key": f"k{number}", "state": state, "opens": opens, "now": NOON},
            )
    home = words(show())
    assert "Messages sent 3" in home
    assert "Messages failed 1" in home
    assert "Messages opened" not in home
    change_rules(wiring, shop_id, EnteredRules(count_opens=True), "merchant")
    assert "Messages opened 2" in words(show())


def test_looking_at_the_messages_ticks_the_step_off(wiring, shop_id, show) -> None:
    assert not read_settings(wiring, shop_id).messages_seen
    show("/settings/messages")
    assert read_settings(wiring, shop_id).messages_seen


def test_every_block_has_its_link_into_the_editor(show) -> None:
    page = show("/settings/storefront")
    for handle in ("order-tracking", "track-button", "delivery-faq"):
        assert f"/{handle}" in page
    assert page.count("Open the editor") == 5
    assert "https://lamps.myshopify.com/apps/track" in page


def test_privacy_requests_show_dates_and_nobodys_data(wiring, shop_id, show) -> None:
    assert "Nobody has asked yet." in show("/settings/privacy")
    due = NOON + timedelta(days=30)
    with wiring.sessions.begin() as session:
        export = NewRequest(PrivacyKind.EXPORT, "a", wiring.vault.seal("alva@example.com"), due)
        erase = NewRequest(PrivacyKind.ERASE, "b", wiring.vault.seal("alva@example.com"), due)
        answered = keep(session, shop_id, export, NOON)
        assert answered is not None
        keep(session, shop_id, erase, NOON)
        keep_answer(session, shop_id, answered, 3, wiring.vault.seal("{}"))
        close_request(session, shop_id, answered, 3, NOON)
    page = show("/settings/privacy")
    assert f'data-download="/settings/privacy/{answered}"' in page
    assert page.count("data-download=") == 1
    assert "In a few minutes" in page
    assert "Sun, Dec 20" in page
    assert "alva" not in page
    wiring.clock.forward(days=31)
    assert show("/settings/privacy").count("Late") == 1
