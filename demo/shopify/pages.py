"""Write the simulator's own pages from its templates; everything shown is escaped."""

from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from aiohttp import web
from jinja2 import Environment, FileSystemLoader, StrictUndefined

HERE = Path(__file__).parent


class AdminPages:
    """Pages as an admin has them; `web_url` is the app's, whose pages they frame."""

    def __init__(self, web_url: str) -> None:
        told = urlsplit(web_url)
        self._policy = (
            "default-src 'none'; style-src 'self'; script-src 'self'; connect-src 'self'; "
            f"img-src data:; frame-src {told.scheme}://{told.netloc}; base-uri 'none'; "
            "frame-ancestors 'none'"
        )
        self._templates = Environment(
            loader=FileSystemLoader(HERE / "templates"),
            autoescape=True,
            undefined=StrictUndefined,
            trim_blocks=True,
        )

    def page(self, template: str, **values: Any) -> web.Response:
        """Answer with a page."""
        text = self._templates.get_template(template).render(**values)
        headers = {"Content-Security-Policy": self._policy, "Cache-Control": "no-store"}
        return web.Response(text=text, content_type="text/html", headers=headers)
