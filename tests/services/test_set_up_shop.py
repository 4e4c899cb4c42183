"""A shop's profile is read, kept whole, and what follows from a change is asked for."""

import pytest
from sqlalchemy import select

from domain.shop_api import AccountPages, ShopProfile
from domain.shop_task import ShopTask
from services.leave_shop import leave_shop
from services.set_up_shop import set_up_shop
from services.wiring import Wiring
from storage.shop_tasks import ShopTaskRow
from storage.shops import ShopRow, shop_by_id
from tests.fake_embedded_app import grant
from tests.fake_shop_api import a_profile


@pytest.fixture
def granted(wired: Wiring, app, shop_id: int) -> int:
    grant(wired, shop_id, app.issue())
    return shop_id


def read_with(wired: Wiring, api, shop_id: int, profile: ShopProfile) -> set[str]:
    """Read a profile and return which tasks that asks for."""
    with wired.engine.begin() as connection:
        connection.exec_driver_sql("DELETE FROM shop_tasks")
    api.told = profile
    assert set_up_shop(wired, shop_id) is None
    with wired.sessions() as session:
        return set(session.scalars(select(ShopTaskRow.task)))


def test_everything_the_platform_says_is_kept(wired, api, granted, clock) -> None:
    api.told = a_profile(plan="growth", is_test_shop=True)
    set_up_shop(wired, granted)
    with wired.sessions() as session:
        row = session.scalars(select(ShopRow)).one()
        shop = shop_by_id(session, granted)
    assert (shop.name, shop.contact_email, shop.locale) == (
        "Lamps & Co",
        "help@lamps.example",
        "sv",
    )
    assert (shop.time_zone, shop.currency, shop.plan) == ("Europe/Stockholm", "SEK", "growth")
    assert shop.storefront_url == "https://lamps.example"
    assert row.locales == ["sv", "en"]
    assert row.account_pages == AccountPages.NEW
    assert row.installation == "gid://shopify/AppInstallation/1"
    assert (row.app_handle, row.is_test_shop, row.profile_read_at) == ("framme", True, clock())


def test_a_profile_as_it_was_asks_for_nothing(wired, api, granted) -> None:
    read_with(wired, api, granted, a_profile())
    assert read_with(wired, api, granted, a_profile()) == set()
    assert read_with(wired, api, granted, a_profile(name="Lamps", email="a@b.example")) == set()


@pytest.mark.parametrize(
    ("change", "asked"),
    [
        ({"plan": "growth"}, ShopTask.REVIEW_PLAN),
        ({"locale": "en"}, ShopTask.PUBLISH),
        ({"locales": ("sv", "en", "fi")}, ShopTask.PUBLISH),
        ({"installation": "gid://shopify/AppInstallation/2"}, ShopTask.PUBLISH),
    ],
)
def test_a_change_asks_for_what_follows_from_it(wired, api, granted, change, asked) -> None:
    read_with(wired, api, granted, a_profile())
    assert read_with(wired, api, granted, a_profile(**change)) == {asked}


def test_the_shop_is_asked_with_no_transaction_open(wired, api, granted) -> None:
    asked, borrowed = api.profile, []

    def profile_and_look(shop):
        borrowed.append(wired.engine.pool.checkedout())
        return asked(shop)

    api.profile = profile_and_look
    set_up_shop(wired, granted)
    assert borrowed == [0]


def test_a_shop_that_leaves_meanwhile_stays_as_it_is(wired, app, api, granted, clock) -> None:
    asked = api.profile

    def profile_and_leave(shop):
        with wired.sessions.begin() as session:
            leave_shop(session, wired, granted)
        return asked(shop)

    api.profile = profile_and_leave
    api.told = a_profile(plan="growth")
    set_up_shop(wired, granted)
    with wired.sessions() as session:
        assert shop_by_id(session, granted).plan == ""
        assert session.scalars(select(ShopTaskRow)).all() == []
