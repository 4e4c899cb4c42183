"""A shop with a carrier the installation follows, one nobody does yet, and an aggregator."""

from dataclasses import replace

from domain.carrier_access import CredentialField
from services.keep_carrier_account import Entered
from services.wiring import Wiring
from tests.fake_switchboard import ScriptedSwitchboard
from tests.fakes import ScriptedCarrier
from tests.services.several_carriers import another_carrier, wired_to

OTHER = "otherpost"
FIELDS = (
    CredentialField("user", "User", secret=False),
    CredentialField("key", "API key", hint="Settings, Keys"),
    CredentialField("secret", "Webhook secret", optional=True),
    CredentialField("region", "Region", secret=False, optional=True, choices=("EU", "US")),
)


def desk(wiring: Wiring, carrier: ScriptedCarrier) -> Wiring:
    """Return a wiring of three providers, of which the installation has an account with one."""
    carriers = [
        carrier,
        another_carrier(OTHER, "OtherPost"),
        another_carrier("askall", "AskAll"),
    ]
    board = ScriptedSwitchboard(carriers, own={carrier.key: {"key": "own"}})
    other, all_of_them = board.providers[OTHER], board.providers["askall"]
    board.providers = {
        **board.providers,
        OTHER: replace(other, fields=FIELDS, calls_a_day=1000, unconfirmed=("Its <b>times</b>.",)),
        "askall": replace(all_of_them, serves=(), aggregates=True),
    }
    return wired_to(wiring, board)


def entered(version: int = 0, provider: str = OTHER, limit: str = "", **values: str) -> Entered:
    """Return what a merchant enters for the other carrier, in order unless told otherwise."""
    return Entered(provider, {"user": "lamps", "key": "k-1", **values}, limit, version)
