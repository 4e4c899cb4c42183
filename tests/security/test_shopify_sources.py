"""The review's security checks that are about what is written, each under its own name."""

import re
import tomllib
from datetime import timedelta

import httpx
import pytest

from domain.errors import ProviderError
from domain.shop_api import Access
from integrations.platforms.shopify.bulk import ExportReader
from integrations.platforms.shopify.events import TOPICS
from integrations.platforms.shopify.graphql import API_VERSION
from integrations.platforms.shopify.places import places
from integrations.platforms.shopify.scopes import (
    INSTALL_SCOPES,
    OPTIONAL_SCOPES,
    SCOPES_OF_OPERATIONS,
    SCOPES_OF_PROXY,
    SCOPES_OF_TOPICS,
    missing_scopes,
)
from integrations.platforms.shopify.transport import shop_client
from runtime.config import ROOT
from tests.fakes import NOON, SteppingClock
from tests.integrations.shopify_requests import (
    TokenEndpoint,
    an_app,
    fetch,
    with_simulator,
)
from tests.security.attacks import SHOP, source_files
from tests.session_tokens import id_token

TOML = tomllib.loads((ROOT / "storefront/shopify/shopify.app.toml").read_text(encoding="utf-8"))


def test_UNSAFE_INNERHTML() -> None:
    scripts = source_files("*.js", "*.jsx", "*.ts", "*.tsx", "*.html", "*.liquid")
    assert len(scripts) > 15
    unsafe = re.compile(
        r"(?:inner|outer)HTML\s*\+?=(?!=)|insertAdjacentHTML|document\.write|\beval\("
        r"|new Function\(|dangerouslySetInnerHTML|\|\s*safe\b"
    )
    shipped = {name: text for name, text in scripts.items() if not name.startswith("demo/")}
    assert {name for name, text in shipped.items() if unsafe.search(text)} == set()


def test_LIQUID_UNSAFE_RENDER() -> None:
    blocks = source_files("storefront/shopify/extensions/*.liquid", "tracking_page/*.liquid")
    assert len(blocks) >= 3
    harmless = re.compile(
        r"\|\s*(escape|json|t|plus: 0|asset_url|stylesheet_tag|script_tag|url_encode|size)\b"
        r"|block\.(id|shopify_attributes)$|forloop\.\w+$|^(id|level)$"
    )
    raw = re.compile(
        r"(?s){%-?\s*raw\s*-?%}.*?{%-?\s*endraw\s*-?%}|{%-?\s*schema.*?endschema\s*-?%}"
    )
    for name, text in blocks.items():
        written = re.findall(r"{{-?\s*(.*?)\s*-?}}", raw.sub("", text))
        assert [output for output in written if not harmless.search(output)] == [], name


def test_COMMITTED_SECRET() -> None:
    secrets = re.compile(
        r"shp(at|ss|ca|pa|rt|ua)_[0-9a-fA-F]{16,}|-----BEGIN [A-Z ]*PRIVATE KEY|AKIA[0-9A-Z]{16}"
        r"|(?i:client_secret|api_secret)[\"']?\s*[:=]\s*[\"'][0-9a-f]{24,}"
    )
    texts = source_files("*.py", "*.toml", "*.js", "*.jsx", "*.json", "*.md", "*.example", "*.yaml")
    assert {name for name, text in texts.items() if secrets.search(text)} == set()
    assert secrets.search("shpat_" + "0123456789abcdef0123")


def test_EXPIRING_OFFLINE_TOKEN(clock: SteppingClock) -> None:
    endpoint = TokenEndpoint()
    worn = Access("worn", "shprt", NOON, NOON + timedelta(days=1), frozenset())

    def obtain(address: str) -> None:
        app = an_app(clock, address)
        proof = id_token(SHOP)
        for access in (app.exchange(app.merchant_visit(fetch(proof))), app.refresh(SHOP, worn)):
            assert access.expires_at
            assert access.refresh_token

    with_simulator(endpoint, obtain)
    exchange, refresh = (body for _, _, body in endpoint.asked)
    assert str(exchange["expiring"]) == "1"
    assert exchange["requested_token_type"].endswith("offline-access-token")
    assert refresh["grant_type"] == "refresh_token"


def test_EOL_API_VERSION() -> None:
    assert TOML["webhooks"]["api_version"] == API_VERSION  # ["webhooks"]["api_version"]
    assert API_VERSION >= "2026-10"  # supported for twelve months at least
    named = {
        version
        for text in source_files("integrations/platforms/*.py", "*.app.toml").values()
        for version in re.findall(r"[\"'/](20\d\d-(?:01|04|07|10))[\"'/]", text)
    }
    assert named == {API_VERSION}


def test_SCOPE_OVER_REQUEST() -> None:
    used = frozenset().union(
        SCOPES_OF_PROXY, *SCOPES_OF_OPERATIONS.values(), *SCOPES_OF_TOPICS.values()
    )
    asked = frozenset(TOML["access_scopes"]["scopes"].split(","))
    optional = frozenset(TOML["access_scopes"]["optional_scopes"])
    assert asked == INSTALL_SCOPES
    assert optional == OPTIONAL_SCOPES
    assert asked | optional <= used
    assert missing_scopes(asked | optional, used) == frozenset()
    assert {topic.split("/")[0] for topic in TOPICS} >= set(SCOPES_OF_TOPICS)


def test_DEPRECATED_SCRIPT_TAG_SCOPE() -> None:
    assert not {scope for scope in INSTALL_SCOPES | OPTIONAL_SCOPES if "script_tags" in scope}
    everything = source_files("*.py", "*.toml", "*.graphql", "*.liquid", "*.js", "*.jsx")
    used = re.compile("script" + "_tags|script" + "TagCreate", re.IGNORECASE)
    assert {name for name, text in everything.items() if used.search(text)} == set()


@pytest.mark.parametrize(
    "address",
    [
        "http://lamps.myshopify.com/admin",
        "https://169.254.169.254/latest/meta-data",
        "https://localhost/admin",
        "https://evil.example/lamps.myshopify.com",
        "https://lamps.myshopify.com@evil.example/",
        "https://lamps.myshopify.com.evil.example/",
        "https://lamps.myshopify.com:8443/",
    ],
)
def test_SSRF_REQUEST_FORGERY(address: str) -> None:
    with shop_client(places("")) as client:
        with pytest.raises(httpx.RequestError):
            client.get(address)
        with pytest.raises(ProviderError):
            list(ExportReader(client).read(address))
