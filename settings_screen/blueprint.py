"""The merchant's surfaces as one part of the web application."""

from flask import Blueprint

from services.wiring import Wiring
from settings_screen.assets import load_assets
from settings_screen.carriers_routes import add_carriers
from settings_screen.connection_routes import add_connection
from settings_screen.entry_routes import add_entries
from settings_screen.exceptions_routes import add_exceptions
from settings_screen.plugin_answers import add_plugin_answers
from settings_screen.refusals import add_refusals
from settings_screen.rendering import Templates
from settings_screen.routes import add_pages
from settings_screen.screen import Screen


def blueprint(wiring: Wiring) -> Blueprint:
    """Return the merchant's pages, for an application to register at its root."""
    assets = load_assets()
    screen = Screen(wiring, assets, Templates(assets))
    door = Blueprint("settings_screen", __name__)
    add_pages(door, screen)
    add_carriers(door, screen)
    add_exceptions(door, screen)
    add_entries(door, screen)
    add_connection(door, screen)
    add_plugin_answers(door, wiring)
    add_refusals(door, screen)
    return door
