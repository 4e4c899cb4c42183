"""The composition root of the web process: builds the application, and is imported by nobody."""

import logging
import secrets
import time
from importlib import import_module
from threading import Thread

from flask import Flask, Response, g, request
from werkzeug.middleware.proxy_fix import ProxyFix

from merchant_api.blueprint import blueprint as merchant_api
from monitoring.routes import blueprint as monitoring
from runtime.config import Config
from runtime.logging import log_json, request_id
from runtime.wiring import connect
from services.accept_webhook import WebhookDoor
from services.wiring import Wiring
from settings_screen.blueprint import blueprint as settings_screen
from tracking_page.access_routes import access_blueprint
from tracking_page.account_api import account_blueprint
from tracking_page.action_routes import actions_blueprint
from tracking_page.campaign_routes import campaigns_blueprint
from tracking_page.counting import counting_blueprint
from tracking_page.faq_routes import faq_blueprint
from tracking_page.look_routes import looks_blueprint
from tracking_page.own_host import guard_own_hosts
from tracking_page.plugin_api import plugin_blueprint
from tracking_page.preferences_routes import preferences_blueprint
from tracking_page.preview_routes import previews_blueprint
from tracking_page.proxy import proxy_blueprint
from tracking_page.push_routes import subscriptions_blueprint
from tracking_page.routes import blueprint as tracking_page
from tracking_page.second_recipient_routes import invitations_blueprint
from webhooks.carrier_pushes import push_blueprint
from webhooks.message_reports import report_blueprint
from webhooks.receiver import WsgiApp, receive_webhooks

log = logging.getLogger("framme.web")
_DOORS = (
    tracking_page,
    access_blueprint,
    actions_blueprint,
    looks_blueprint,
    previews_blueprint,
    campaigns_blueprint,
    proxy_blueprint,
    account_blueprint,
    plugin_blueprint,
    preferences_blueprint,
    invitations_blueprint,
    subscriptions_blueprint,
    counting_blueprint,
    faq_blueprint,
    settings_screen,
    push_blueprint,
    report_blueprint,
    merchant_api,
)
"""What makes each blueprint of the application."""


def create_app(wiring: Wiring, config: Config) -> Flask:
    """Return the application: webhooks by plain WSGI in front, pages by Flask behind."""
    app = Flask("framme", static_folder=None)
    app.config["MAX_CONTENT_LENGTH"] = 64 * 1024
    # Else an address with // in it is led on, for good, to whatever host the request names.
    app.url_map.merge_slashes = False
    for pages_of in _DOORS:
        app.register_blueprint(pages_of(wiring))
    app.register_blueprint(monitoring(wiring, metrics=config.metrics))
    if config.demo_url:
        landing = import_module("demo.landing")
        app.register_blueprint(landing.blueprint(config.demo_url))
    _log_requests(app)
    guard_own_hosts(app, wiring)
    pages: WsgiApp = app.wsgi_app
    if config.trusted_proxies:
        hops = config.trusted_proxies
        pages = ProxyFix(pages, x_for=hops, x_proto=hops, x_host=hops)
    app.wsgi_app = receive_webhooks(WebhookDoor(wiring), pages)  # type: ignore[assignment,method-assign]
    return app


def serve() -> WsgiApp:
    """Return the application for the web server, configured from the environment."""
    log_json()
    config = Config.from_env()
    wiring = connect(config)
    Thread(target=wiring.gazetteer.load, daemon=True).start()
    return create_app(wiring, config)


def _log_requests(app: Flask) -> None:
    @app.before_request
    def begin() -> None:
        request_id.set(secrets.token_hex(8))
        g.started = time.perf_counter()

    @app.after_request
    def end(response: Response) -> Response:
        # The rule, not the address: it may hold a key, to a page or to the settings.
        rule = request.url_rule.rule if request.url_rule else "(none)"
        taken = (time.perf_counter() - g.started) * 1000
        log.info("%s %s %d %.1f ms", request.method, rule, response.status_code, taken)
        return response

    @app.teardown_request
    def forget(_error: BaseException | None) -> None:
        request_id.set("")
