"""A browser of somebody's own, in which nothing may go wrong unseen."""

from collections.abc import Iterator
from contextlib import contextmanager

from playwright.sync_api import Browser, BrowserContext, ConsoleMessage


@contextmanager
def browsing(chromium: Browser, width: int = 1200) -> Iterator[BrowserContext]:
    """Open a browser of somebody's own, with no memory; its pages may not complain."""
    complaints: list[str] = []

    def listen(message: ConsoleMessage) -> None:
        # That something is refused is what tests look for themselves.
        if message.type == "error" and "responded with a status of" not in message.text:
            complaints.append(message.text)

    context = chromium.new_context(viewport={"width": width, "height": 844}, locale="en")
    context.on("weberror", lambda error: complaints.append(str(error.error)))
    context.on("console", listen)
    yield context
    context.close()
    assert complaints == []
