"""Write the pretend site's own pages from its templates; everything shown is escaped."""

from pathlib import Path
from typing import Any

from aiohttp import web
from jinja2 import Environment, FileSystemLoader, StrictUndefined

from demo.woocommerce.site import Site

HERE = Path(__file__).parent
_POLICY = (
    "default-src 'none'; style-src 'self'; img-src data:; base-uri 'none'; frame-ancestors 'none'"
)


class SitePages:
    """Pages of the site that WordPress in PHP is not asked for."""

    def __init__(self, site: Site) -> None:
        self._site = site
        self._templates = Environment(
            loader=FileSystemLoader(HERE / "templates"),
            autoescape=True,
            undefined=StrictUndefined,
            trim_blocks=True,
        )

    def page(self, template: str, *, status: int = 200, **values: Any) -> web.Response:
        """Answer with a page."""
        text = self._templates.get_template(template).render(site=self._site, **values)
        headers = {"Content-Security-Policy": _POLICY, "Cache-Control": "no-store"}
        return web.Response(status=status, text=text, content_type="text/html", headers=headers)
