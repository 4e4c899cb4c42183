"""Let Framme in as the shop's merchant would, from the plugin's button to the way back."""

import asyncio
import html
import logging
import re
from collections.abc import Mapping
from dataclasses import dataclass
from http import HTTPStatus

import aiohttp
from yarl import URL

log = logging.getLogger(__name__)

TRIES = 5
PAUSE = 1.0
PLUGINS_PAGE = "/wp-admin/admin.php?page=framme"
_PATIENCE = aiohttp.ClientTimeout(total=60)
_REDIRECT = re.compile(r'name="redirect" value="([^"]*)"')
_APPROVE = re.compile(r'href="([^"]*/wc-auth/v1/access_granted/[^"]*)"')
_MOVED = range(300, 400)


@dataclass(frozen=True, slots=True)
class MerchantRobot:
    """A merchant of the shop at `home` with a browser of their own."""

    home: str
    web_url: str
    pause: float = PAUSE

    async def connect(self) -> str:
        """Return what Framme says at the end (connected, failed …), empty if it came to no end.

        Framme is asked again a few times while it does not answer.
        """
        # Cookies of an address that is a number are kept only when asked for.
        jar = aiohttp.CookieJar(unsafe=True)
        async with aiohttp.ClientSession(timeout=_PATIENCE, cookie_jar=jar) as browser:
            for _ in range(TRIES):
                try:
                    outcome = await self._try(browser)
                except (aiohttp.ClientError, TimeoutError) as error:
                    log.info("the merchant could not connect: %s", type(error).__name__)
                else:
                    log.info("the merchant of %s has let Framme in: %s", self.home, outcome or "no")
                    return outcome
                await asyncio.sleep(self.pause)
        return ""

    async def _try(self, browser: aiohttp.ClientSession) -> str:
        consent = await self._press_connect(browser)
        if not consent:
            return ""
        page = await self._logged_in(browser, consent)
        if not (approve := _APPROVE.search(page)):
            return ""
        back = await self._location(browser, html.unescape(approve[1]))
        done = await self._location(browser, back) if back else ""
        return URL(done).query.get("framme_connect", "") if done else ""

    async def _press_connect(self, browser: aiohttp.ClientSession) -> str:
        form = {"site": self.home, "back": f"{self.home}{PLUGINS_PAGE}"}
        headers = {"Origin": str(URL(self.home).origin())}
        async with browser.post(
            f"{self.web_url}/connect/woocommerce",
            data=form,
            headers=headers,
            allow_redirects=False,
        ) as answer:
            if answer.status >= HTTPStatus.INTERNAL_SERVER_ERROR:
                raise aiohttp.ClientError(f"HTTP {answer.status}")
            return _where(answer.status, answer.headers)

    async def _logged_in(self, browser: aiohttp.ClientSession, consent: str) -> str:
        async with browser.get(URL(consent, encoded=True)) as answer:
            page, shown = await answer.text(), answer.url
        if not (redirect := _REDIRECT.search(page)):
            return page
        form = {"redirect": html.unescape(redirect[1])}
        async with browser.post(shown.with_query(None), data=form) as answer:
            return await answer.text()

    async def _location(self, browser: aiohttp.ClientSession, address: str) -> str:
        async with browser.get(URL(address, encoded=True), allow_redirects=False) as answer:
            return _where(answer.status, answer.headers)


def _where(status: int, headers: Mapping[str, str]) -> str:
    return headers.get("Location", "") if status in _MOVED else ""
