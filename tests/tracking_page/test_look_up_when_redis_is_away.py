"""Without Redis attempts cannot be counted, so nobody is let in; the page says so calmly."""

from dataclasses import replace

from flask import Flask
from redis import Redis

from runtime.shared_state import RedisPageCache, RedisRateLimiter
from tracking_page.routes import blueprint


def test_a_look_up_is_put_off_and_loses_nothing_typed(wiring, shop_id) -> None:
    away = Redis(port=9)
    dark = replace(wiring, limiter=RedisRateLimiter(away), page_cache=RedisPageCache(away))
    app = Flask("test", static_folder=None)
    app.register_blueprint(blueprint(dark))
    form = {"number": "1042", "proof": "alva@example.com"}
    answer = app.test_client().post("/track/shopify/lamps.myshopify.com", data=form)
    assert answer.status_code == 503
    assert "right now" in answer.text
    assert 'value="1042"' in answer.text
