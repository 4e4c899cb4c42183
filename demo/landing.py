"""Explain the demo on the product's own address; registered only where the demo is on."""

from pathlib import Path
from urllib.parse import urlsplit

from flask import Blueprint, Response, abort, render_template

README = Path(__file__).parent.parent / "README.md"
SHOP = "demo-shop.myshopify.com"
LOOK_UP = f"/track/shopify/{SHOP}"


def blueprint(demo_url: str) -> Blueprint:
    """Return the pages under /demo; `demo_url` is where `python -m demo` serves its own.

    Raises ValueError for an address that is not a web address.
    """
    if urlsplit(demo_url).scheme not in {"http", "https"}:
        raise ValueError("the demo's address must begin with http:// or https://")
    pages = Blueprint(
        "demo",
        __name__,
        template_folder="templates",
        static_folder="static",
        static_url_path="/demo/static",
    )

    @pages.get("/demo")
    def landing() -> str:
        return render_template(
            "demo_landing.html", demo_url=demo_url.rstrip("/"), look_up=LOOK_UP, shop=SHOP
        )

    @pages.get("/demo/readme")
    def readme() -> Response:
        if not README.is_file():
            abort(404)
        return Response(README.read_text(encoding="utf-8"), mimetype="text/plain")

    return pages
