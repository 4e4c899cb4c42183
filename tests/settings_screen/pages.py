"""What is on a page of the screen, and how a browser without scripts sends its forms."""

import re
from html import unescape

from flask.testing import FlaskClient
from werkzeug.test import TestResponse

HTTPS = "https://track.example.com"


def words(page: str) -> str:
    """Return what a page says, without markup."""
    attributes = " ".join(re.findall(r'(?:heading|label)="([^"]*)"', page))
    return " ".join(unescape(re.sub(r"<[^>]*>", " ", page) + attributes).split())


def fields_in(page: str) -> dict[str, str]:
    """Return the hidden fields of a page's forms."""
    return dict(re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)">', page))


def plainly(browser: FlaskClient, path: str, page: str, **data: str) -> TestResponse:
    """Send a form as a browser does that runs no scripts."""
    sent = {**fields_in(page), **data}
    return browser.post(path, data=sent, headers={"Origin": HTTPS}, base_url=HTTPS)
