"""The merchant's surfaces as one part of the web application."""

from flask import Blueprint

from services.wiring import Wiring
from settings_screen.assets import load_assets
from settings_screen.audit_routes import add_audit
from settings_screen.brand_routes import add_brand
from settings_screen.carriers_routes import add_carriers
from settings_screen.channels_routes import add_channels
from settings_screen.connection_routes import add_connection
from settings_screen.editor_routes import add_editor
from settings_screen.endpoint_routes import add_endpoint_pages
from settings_screen.endpoints_routes import add_endpoints
from settings_screen.entry_routes import add_entries
from settings_screen.exceptions_routes import add_exceptions
from settings_screen.faq_routes import add_faq
from settings_screen.inquiries_routes import add_questions
from settings_screen.keys_routes import add_keys
from settings_screen.messages_routes import add_messages
from settings_screen.plugin_answers import add_plugin_answers
from settings_screen.privacy_routes import add_privacy
from settings_screen.refusals import add_refusals
from settings_screen.rendering import screen_templates
from settings_screen.routes import add_pages
from settings_screen.rules_routes import add_rules
from settings_screen.screen import Screen
from settings_screen.sender_routes import add_sender
from settings_screen.team_routes import add_team
from settings_screen.terms_routes import add_terms
from settings_screen.tracking_campaign_routes import add_tracking_campaign
from settings_screen.tracking_campaigns_routes import add_tracking_campaigns
from settings_screen.tracking_design_routes import add_tracking_design
from settings_screen.tracking_domain_routes import add_tracking_domain
from settings_screen.tracking_notes_routes import add_tracking_notes
from settings_screen.tracking_self_service_routes import add_tracking_self_service
from settings_screen.tracking_stages_routes import add_tracking_stages


def blueprint(wiring: Wiring) -> Blueprint:
    """Return the merchant's pages, for an application to register at its root."""
    screen = Screen(wiring, load_assets(), screen_templates())
    door = Blueprint("settings_screen", __name__)
    add_pages(door, screen)
    add_messages(door, screen)
    add_rules(door, screen)
    add_brand(door, screen)
    add_sender(door, screen)
    _add_tracking(door, screen)
    add_carriers(door, screen)
    add_channels(door, screen)
    add_endpoints(door, screen)
    add_endpoint_pages(door, screen)
    add_exceptions(door, screen)
    add_questions(door, screen)
    add_editor(door, screen)
    add_team(door, screen)
    add_keys(door, screen)
    add_privacy(door, screen)
    add_audit(door, screen)
    add_entries(door, screen)
    add_connection(door, screen)
    add_plugin_answers(door, wiring)
    add_refusals(door, screen)
    return door


def _add_tracking(door: Blueprint, screen: Screen) -> None:
    """Add what a merchant decides of the shoppers' page: a tab each."""
    add_tracking_design(door, screen)
    add_tracking_campaigns(door, screen)
    add_tracking_campaign(door, screen)
    add_tracking_notes(door, screen)
    add_tracking_stages(door, screen)
    add_tracking_self_service(door, screen)
    add_tracking_domain(door, screen)
    add_faq(door, screen)
    add_terms(door, screen)
