"""A merchant opens the app: the first time, every time, after coming back; and leaves."""

import threading
from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import event, func, select

from domain.embedding import NotVerifiedError, WebAnswer
from domain.errors import AccessRefusedError
from domain.kinds import ChannelKey, Kind
from domain.shop import PlatformKey, Shop
from domain.shop_task import ON_WELCOME, ShopTask
from services.accept_webhook import WebhookDoor
from services.leave_shop import leave_shop
from services.notify_shopper import send_due
from services.shop_access import session_for
from services.sync_orders import backfill
from services.welcome_shop import welcome, welcome_by_code
from services.wiring import Wiring
from storage.notifications import NotificationRow
from storage.order_syncs import begin_backfill, finish_backfill, note_reconciled, order_sync
from storage.shop_access import sealed_access
from storage.shop_tasks import ShopTaskRow, ask_for
from storage.shops import ShopRow, installed_at, mark_uninstalled, shop_by_id
from tests.fake_embedded_app import OUT_OF_ORDER, a_visit, grant
from tests.services.deliver import deliver
from tests.services.due_messages import choose
from tests.services.outcomes import polled
from tests.shop_bodies import raw, shopify_fulfilment, shopify_headers, shopify_order

SHOPIFY = PlatformKey.SHOPIFY
ORDER = 5_820_982_511_634_001


def tasks(wiring: Wiring) -> set[str]:
    with wiring.sessions() as session:
        return set(session.scalars(select(ShopTaskRow.task)))


def leave(wiring: Wiring, shop_id: int) -> None:
    with wiring.sessions.begin() as session:
        leave_shop(session, wiring, shop_id)


def forget_tasks(wiring: Wiring) -> None:
    with wiring.engine.begin() as connection:
        connection.exec_driver_sql("DELETE FROM shop_tasks")


def test_a_new_shop_is_met_granted_access_and_put_to_work(wired, app) -> None:
    shop = welcome(wired, SHOPIFY, a_visit("New-Lamps.myshopify.com"))
    assert shop == Shop(
        1, SHOPIFY, "new-lamps.myshopify.com", "new-lamps.myshopify.com", "en", "UTC", ""
    )
    assert session_for(wired, shop.id)[1].token == "token-1"
    assert tasks(wired) == set(ON_WELCOME)


def test_a_shop_that_is_well_costs_one_read_and_asks_for_nothing(wired, app) -> None:
    welcome(wired, SHOPIFY, a_visit())
    forget_tasks(wired)
    statements: list[str] = []
    listen = (wired.engine, "before_cursor_execute", lambda *seen: statements.append(seen[2]))
    event.listen(*listen)
    shop = welcome(wired, SHOPIFY, a_visit())
    event.remove(*listen)
    assert [words.split()[0] for words in statements] == ["SELECT"]
    assert (shop.domain, len(app.exchanged), tasks(wired)) == ("lamps.myshopify.com", 1, set())


def test_no_transaction_is_open_while_the_proof_is_exchanged(wired, app) -> None:
    borrowed: list[int] = []
    app.before_answer = lambda: borrowed.append(wired.engine.pool.checkedout())
    welcome(wired, SHOPIFY, a_visit())
    assert borrowed == [0]


def test_two_first_loads_at_once_make_one_shop(wired, app) -> None:
    at_once = threading.Barrier(6)
    app.before_answer = at_once.wait
    met: list[object] = []

    def load() -> None:
        try:
            met.append(welcome(wired, SHOPIFY, a_visit()).id)
        except Exception as error:
            met.append(error)

    threads = [threading.Thread(target=load) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(set(met)) == 1
    with wired.sessions() as session:
        assert session.scalars(select(func.count()).select_from(ShopRow)).one() == 1
    assert session_for(wired, int(str(met[0])))[1].token in app.good_tokens
    assert tasks(wired) == set(ON_WELCOME)


def test_a_stale_proof_leaves_nothing_behind(wired, app) -> None:
    app.failing.append(NotVerifiedError("stale", WebAnswer(401, {})))
    with pytest.raises(NotVerifiedError):
        welcome(wired, SHOPIFY, a_visit())
    with wired.sessions() as session:
        assert session.scalars(select(ShopRow)).all() == []


def test_a_desk_out_of_order_is_the_callers_to_explain_and_the_next_load_mends_it(
    wired, app
) -> None:
    app.failing.append(OUT_OF_ORDER)
    with pytest.raises(type(OUT_OF_ORDER)):
        welcome(wired, SHOPIFY, a_visit())
    assert welcome(wired, SHOPIFY, a_visit()).id


def test_a_shop_known_by_its_webhooks_only_is_granted_access_and_keeps_its_orders(
    wired, app, clock
) -> None:
    body = raw(shopify_order())
    WebhookDoor(wired).accept(SHOPIFY, "", shopify_headers(body), body)
    clock.forward(hours=1)
    shop = welcome(wired, SHOPIFY, a_visit())
    assert session_for(wired, shop.id)[1].token == "token-1"
    with wired.sessions() as session:
        assert installed_at(session, shop.id) == clock() - timedelta(hours=1)
        assert session.scalars(select(func.count()).select_from(ShopRow)).one() == 1


def test_refused_access_is_mended_by_a_visit_and_work_begins_again(
    wired, app, shop_id, clock
) -> None:
    welcome(wired, SHOPIFY, a_visit())
    forget_tasks(wired)
    clock.forward(hours=2)
    app.revoke()
    with pytest.raises(AccessRefusedError):
        session_for(wired, shop_id)
    shop = welcome(wired, SHOPIFY, a_visit())
    assert shop.name == "Lamps & Co"
    assert session_for(wired, shop_id)[1].token == "token-2"
    assert tasks(wired) == set(ON_WELCOME)


def test_a_shop_heard_of_again_after_a_silence_has_all_its_orders_read_again(
    wired, app, api, shop_id
) -> None:
    grant(wired, shop_id, app.issue())
    with wired.sessions.begin() as session:
        begin_backfill(session, shop_id, "gid://1", wired.clock(), wired.clock())
        finish_backfill(session, shop_id, "gid://1", wired.clock())
    app.install_scopes = app.granted = app.granted | {"write_app_proxy"}
    welcome(wired, SHOPIFY, a_visit())
    backfill(wired, shop_id)
    assert len(api.changes) == 1


def test_a_shop_marked_as_gone_is_brought_back_whatever_access_it_left(wired, app, shop_id) -> None:
    grant(wired, shop_id, app.issue())
    with wired.sessions.begin() as session:
        mark_uninstalled(session, shop_id, wired.clock())
    assert welcome(wired, SHOPIFY, a_visit()).uninstalled_at is None


def test_access_that_lacks_a_scope_is_exchanged_for_one_that_has_it(wired, app) -> None:
    welcome(wired, SHOPIFY, a_visit())
    app.install_scopes = app.granted = app.granted | {"write_app_proxy"}
    shop = welcome(wired, SHOPIFY, a_visit())
    welcome(wired, SHOPIFY, a_visit())
    assert len(app.exchanged) == 2
    with wired.sessions() as session:
        access = sealed_access(session, shop.id)
    assert access is not None
    assert "write_app_proxy" in access.scopes


def test_access_granted_by_hand_is_as_good(wired, app) -> None:
    shop = welcome_by_code(wired, SHOPIFY, "lamps.myshopify.com", app.issue())
    assert welcome(wired, SHOPIFY, a_visit()) == shop
    assert app.exchanged == []
    assert tasks(wired) == set(ON_WELCOME)


def test_a_shop_that_leaves_is_asked_nothing_told_nothing_and_polled_no_more(
    wired, app, outbox
) -> None:
    shop_id = welcome(wired, SHOPIFY, a_visit()).id
    choose(wired, shop_id, Kind.SHIPPED, ChannelKey.EMAIL)
    told = shopify_order(fulfillments=[shopify_fulfilment(ORDER, 9001, "TP1")])
    deliver(wired, shop_id, "orders/create", told)
    with wired.sessions.begin() as session:
        ask_for(session, shop_id, [ShopTask.ANSWER_PRIVACY], wired.clock())
        begin_backfill(session, shop_id, "gid://1", wired.clock(), wired.clock())
        note_reconciled(session, shop_id, wired.clock())
    assert polled(wired)
    leave(wired, shop_id)
    assert tasks(wired) == {"answer_privacy", "retention"}
    assert polled(wired) == []
    send_due(wired)
    assert outbox.sent == []
    with wired.sessions() as session:
        rows = session.scalars(select(NotificationRow)).all()
        assert {(r.state, r.reason) for r in rows} == {("dropped", "the shop has left")}
        assert sealed_access(session, shop_id) is None
        assert order_sync(session, shop_id).operation == ""
        assert order_sync(session, shop_id).reconciled_until is None
    with pytest.raises(AccessRefusedError):
        session_for(wired, shop_id)


def test_another_shops_work_goes_on(wired, app) -> None:
    leaving = welcome(wired, SHOPIFY, a_visit()).id
    staying = welcome(wired, SHOPIFY, a_visit("other.myshopify.com")).id
    choose(wired, staying, Kind.SHIPPED, ChannelKey.EMAIL)
    told = shopify_order(fulfillments=[shopify_fulfilment(ORDER, 9001, "TP1")])
    deliver(wired, staying, "orders/create", told)
    leave(wired, leaving)
    assert polled(wired)
    assert tasks(wired) == set(ON_WELCOME)
    assert session_for(wired, staying)[1].domain == "other.myshopify.com"
    with wired.sessions() as session:
        assert set(session.scalars(select(NotificationRow.state))) == {"due"}


def test_leaving_twice_changes_nothing_more(wired, app, clock) -> None:
    shop_id = welcome(wired, SHOPIFY, a_visit()).id
    leave(wired, shop_id)
    left_at = clock()
    clock.forward(hours=1)
    leave(wired, shop_id)
    with wired.sessions() as session:
        assert shop_by_id(session, shop_id).uninstalled_at == left_at


def test_a_shop_that_comes_back_is_the_same_shop_and_starts_afresh(wired, app, clock) -> None:
    first = welcome(wired, SHOPIFY, a_visit())
    leave(wired, first.id)
    app.revoke()
    clock.forward(days=3)
    again = welcome(wired, SHOPIFY, a_visit())
    assert again == replace(first, uninstalled_at=None)
    assert session_for(wired, again.id)[1].token == "token-2"
    assert tasks(wired) == set(ON_WELCOME)
    with wired.sessions() as session:
        assert installed_at(session, again.id) == clock()
