"""People of a shop's team at the screen, let in by the link that was mailed to them."""

import re

from flask import Flask
from flask.testing import FlaskClient

from domain.team import Role
from services.invite_member import invite_member
from services.run_shop_tasks import run_next
from services.wiring import Wiring
from tests.fakes import TestOutbox
from tests.settings_screen.merchants import site
from tests.settings_screen.pages import HTTPS

KIM = "kim@team.example"


def mailed_link(wiring: Wiring, outbox: TestOutbox) -> str:
    """Do what waits for shops, and return the path of the link that was mailed last."""
    while run_next(wiring):
        pass
    found = re.search(r"/settings/join/\S+", outbox.sent[-1].text)
    assert found is not None
    return found[0]


def member(
    wiring: Wiring,
    shop_id: int,
    outbox: TestOutbox,
    role: Role,
    email: str = KIM,
    app: Flask | None = None,
) -> FlaskClient:
    """Return the browser of somebody who has been invited and has come in."""
    invite_member(wiring, shop_id, email, role, "link")
    browser = (app or site(wiring)).test_client()
    came = browser.post(mailed_link(wiring, outbox), headers={"Origin": HTTPS}, base_url=HTTPS)
    assert came.status_code == 200
    return browser
