"""What a merchant presses on a page whose scripts are still on their way is saved all the same."""

from collections.abc import Iterable, Iterator
from threading import Event
from wsgiref.types import StartResponse, WSGIApplication, WSGIEnvironment

import pytest
from playwright.sync_api import Browser, BrowserContext, FrameLocator, expect

from domain.kinds import ChannelKey, Kind
from services.change_settings import read_settings
from services.wiring import Wiring
from tests.settings_screen.admin_frame import open_in_admin, served, whole
from tests.settings_screen.merchants import grant

PATIENCE = 30.0


@pytest.fixture
def arrived() -> Iterator[Event]:
    """Return what lets our scripts arrive."""
    arrived = Event()
    yield arrived
    arrived.set()


@pytest.fixture
def here(wiring: Wiring, shop_id: int, arrived: Event) -> Iterator[Wiring]:
    def slowly(here: Wiring) -> WSGIApplication:
        pages = whole(here)

        def answer(environ: WSGIEnvironment, start: StartResponse) -> Iterable[bytes]:
            if environ["PATH_INFO"].endswith(".js"):
                arrived.wait(PATIENCE)
            return pages(environ, start)

        return answer

    grant(wiring, shop_id)
    with served(wiring, slowly) as here:
        yield here


@pytest.fixture
def context(chromium: Browser) -> Iterator[BrowserContext]:
    context = chromium.new_context(locale="en")
    yield context
    context.close()


@pytest.fixture
def frame(context: BrowserContext, here: Wiring) -> FrameLocator:
    _, frame = open_in_admin(context, here, "/settings/messages", until="commit")
    return frame


def test_a_form_that_is_saved_at_once(here, shop_id, frame, arrived) -> None:
    scans = frame.get_by_role("switch", name="Show carrier scans")
    scans.click()
    expect(scans).to_be_checked()
    arrived.set()
    expect(frame.locator("form[data-at-once] s-switch")).to_have_attribute("checked", "")
    assert read_settings(here, shop_id).show_scans


def test_a_row_that_is_saved_at_once(here, shop_id, frame, arrived) -> None:
    frame.get_by_role("switch", name="Delivered: E-mail", exact=True).click()
    arrived.set()
    expect(frame.get_by_role("button", name="Undo")).to_be_visible()
    channels = read_settings(here, shop_id).notifications.channels_of(Kind.DELIVERED)
    assert channels == {ChannelKey.PUSH}
