"""Shops that are sites of their own, connected as their merchants connect them."""

from urllib.parse import parse_qs, urlsplit

from domain.shop import PlatformKey
from services.connect_site import begin_connection, take_keys
from services.wiring import Wiring
from storage.shops import shop_by_domain
from tests.fake_shop_sites import SITE, grant_of

BACK = "https://mugs.example/wp-admin/admin.php?page=framme"


def state_in(address: str) -> str:
    """Return the state in the address of a consent page."""
    return parse_qs(urlsplit(address).query)["user_id"][0]


def begin(wiring: Wiring, back_to: str = BACK, site: str = SITE.address) -> str:
    """Begin a connection; return its state."""
    return state_in(begin_connection(wiring, site, back_to, "192.0.2.1"))


def connect_site(wiring: Wiring) -> int:
    """Connect the shop of the fake; return its id."""
    take_keys(wiring, grant_of(begin(wiring)))
    with wiring.sessions() as session:
        shop = shop_by_domain(session, PlatformKey.WOOCOMMERCE, SITE.name)
    assert shop is not None
    return shop.id
