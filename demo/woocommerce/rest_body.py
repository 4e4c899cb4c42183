"""Read what is sent to the REST interface."""

from collections.abc import Mapping
from typing import Any

from aiohttp import web

from demo.woocommerce.rest_errors import RestError


async def sent_object(request: web.Request) -> Mapping[str, Any]:
    """Return the JSON object of a request, an empty one where nothing is sent; raise RestError."""
    if not request.can_read_body:
        return {}
    try:
        told = await request.json()
    except ValueError:
        raise RestError(400, "rest_invalid_json", "Invalid JSON body passed.") from None
    if not isinstance(told, dict):
        raise RestError(400, "rest_invalid_json", "Invalid JSON body passed.")
    return told
