"""The app as it is told to Shopify says what the code does, and nothing more."""

import json
import re
import tomllib
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest

from integrations.platforms.shopify.events import PRIVACY_TOPICS, TOPICS
from integrations.platforms.shopify.scopes import INSTALL_SCOPES, OPTIONAL_SCOPES
from runtime.config import ROOT
from tests.storefront.theme_blocks import LANGUAGES, SHOPIFY, files

ORIGIN = "https://framme.example.com"


def toml(path: str) -> dict[str, Any]:
    return tomllib.loads((SHOPIFY / path).read_text(encoding="utf-8"))


@pytest.fixture
def app() -> dict[str, Any]:
    return toml("shopify.app.toml")


def test_the_scopes_are_those_the_code_knows(app) -> None:
    scopes = app["access_scopes"]
    assert sorted(scopes) == ["optional_scopes", "scopes"]
    assert scopes["scopes"].split(",") == sorted(INSTALL_SCOPES)
    assert scopes["optional_scopes"] == sorted(OPTIONAL_SCOPES)


def test_the_webhooks_are_those_the_code_reads(app) -> None:
    (subscription,) = app["webhooks"]["subscriptions"]
    assert subscription["uri"] == "/webhooks/shopify"
    assert subscription["topics"] == sorted(TOPICS)
    assert subscription["compliance_topics"] == sorted(PRIVACY_TOPICS)


def test_all_addresses_are_on_one_server_and_the_documented_ones(app) -> None:
    assert app["application_url"] == f"{ORIGIN}/settings"
    assert app["auth"] == {"redirect_urls": [f"{ORIGIN}/settings/authorized"]}
    assert app["app_proxy"] == {"url": f"{ORIGIN}/proxy", "prefix": "apps", "subpath": "track"}
    assert app["embedded"] is True


def test_no_key_is_there_that_shopify_would_silently_ignore(app) -> None:
    known = "access_scopes app_proxy application_url auth client_id embedded handle name webhooks"
    assert sorted(app) == known.split()
    assert sorted(app["webhooks"]) == ["api_version", "subscriptions"]


def test_the_client_id_is_left_to_whoever_deploys_and_no_secret_is_kept(app) -> None:
    assert app["client_id"] == ""
    secret = re.compile(r"shp(?:at|ca|pa|ss|ua)_\w+|client_secret|[0-9a-f]{32}", re.IGNORECASE)
    written = [SHOPIFY / "shopify.app.toml", SHOPIFY / "shopify.web.toml", *files(".toml", ".js")]
    assert [path.name for path in written if secret.search(path.read_text("utf-8"))] == []


def test_the_account_pages_call_the_server_named_in_the_toml(app) -> None:
    made = (SHOPIFY / "shared" / "backend.js").read_text(encoding="utf-8")
    address = urlsplit(app["application_url"])
    assert f'BACKEND = "{address.scheme}://{address.netloc}";' in made, "run: npm run backend"


def test_the_server_that_the_cli_starts_is_ours() -> None:
    web = toml("shopify.web.toml")
    command = web["commands"]["dev"].split()
    assert command[:2] == ["env", "HOST=127.0.0.1"]
    assert (SHOPIFY / command[2]).resolve() == ROOT / "bin" / "framme"
    assert command[3:] == ["web"]


def test_the_lock_names_no_place_to_download_from() -> None:
    lock = json.loads((SHOPIFY / "package-lock.json").read_text(encoding="utf-8"))
    packages = {name: package for name, package in lock["packages"].items() if name}
    assert [name for name, package in packages.items() if "resolved" in package] == []
    assert [n for n, p in packages.items() if "integrity" not in p and not p.get("inBundle")] == []


def test_the_tools_are_named_exactly() -> None:
    package = json.loads((SHOPIFY / "package.json").read_text(encoding="utf-8"))
    kinds = ("dependencies", "devDependencies", "optionalDependencies")
    versions = {name: v for kind in kinds for name, v in package[kind].items()}
    assert {n: v for n, v in versions.items() if not re.fullmatch(r"\d+\.\d+\.\d+", v)} == {}


EXTENSIONS = {
    "order-status": [
        "customer-account.order-status.block.render",
        "customer-account.order-index.announcement.render",
    ],
    "delivery-card": ["customer-account.order-status.fulfillment-details.render-after"],
    "my-deliveries": ["customer-account.page.render"],
}


def test_the_extensions_are_these_and_a_full_page_is_alone_in_its_own() -> None:
    folders = {path.parent.name for path in files(".toml")}
    assert folders == {*EXTENSIONS, "tracking-theme"}
    assert toml("extensions/tracking-theme/shopify.extension.toml")["type"] == "theme"
    for handle, targets in EXTENSIONS.items():
        (extension,) = toml(f"extensions/{handle}/shopify.extension.toml")["extensions"]
        assert extension["handle"] == handle
        assert [target["target"] for target in extension["targeting"]] == targets
        full = [target for target in targets if target.endswith("page.render")]
        assert not full or targets == full


@pytest.mark.parametrize("handle", EXTENSIONS)
def test_an_extension_has_the_access_it_needs_and_its_package_speaks_its_version(handle) -> None:
    settings = toml(f"extensions/{handle}/shopify.extension.toml")
    (extension,) = settings["extensions"]
    assert extension["type"] == "ui_extension"
    assert extension["capabilities"] == {"network_access": True}
    package = json.loads((SHOPIFY / "package.json").read_text(encoding="utf-8"))
    year, month, _ = package["dependencies"]["@shopify/ui-extensions"].split(".")
    assert settings["api_version"] == f"{year}-{int(month):02}"
    for target in extension["targeting"]:
        assert (SHOPIFY / "extensions" / handle / target["module"]).is_file()


def locale(path: Path) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return found


def flat(tree: dict[str, Any], above: str = "") -> dict[str, str]:
    pairs: dict[str, str] = {}
    for key, value in tree.items():
        pairs |= flat(value, f"{above}{key}.") if isinstance(value, dict) else {above + key: value}
    return pairs


def test_the_extensions_say_the_same_in_the_same_words_in_every_language() -> None:
    places = re.compile(r"\{\{\w+\}\}")
    everywhere: dict[tuple[str, str], set[str]] = {}
    for handle in EXTENSIONS:
        folder = SHOPIFY / "extensions" / handle / "locales"
        assert {path.name for path in folder.iterdir()} == {
            "en.default.json",
            *(f"{language}.json" for language in LANGUAGES if language != "en"),
        }
        english = flat(locale(folder / "en.default.json"))
        for path in folder.iterdir():
            said = flat(locale(path))
            assert said.keys() == english.keys()
            for key, text in said.items():
                assert sorted(places.findall(text)) == sorted(places.findall(english[key])), text
                if "." in key or key in {"loading", "failed", "retry", "delivered"}:
                    everywhere.setdefault((path.name, key), set()).add(text)
    assert {key: said for key, said in everywhere.items() if len(said) > 1} == {}
