"""The pretend WordPress as a site: its pages, logins, forms and REST, with the plugin in it."""

import io
import os
import re
import shutil
import socket
import subprocess
import time
import zipfile
from collections.abc import Iterator

import httpx
import pytest

from runtime.config import ROOT
from storefront.woocommerce.workshop.plugin_zip import built
from tests.conftest import skip_or_fail
from tests.free_ports import free_port

WORDPRESS = ROOT / "demo" / "woocommerce" / "wordpress"
FRAMME = "http://127.0.0.1:9"
HOME = "http://shop.example/woocommerce"
MERCHANT, CUSTOMER = "1", "2"
PAGES = ["my-account/", "track/", "track-questions/", "track-shortcode/", "track-woocommerce/"]
BACK_OFFICE = ["", "admin.php?page=framme", "admin.php?page=wc-orders", "plugins.php"]


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A site of its own, without the shop that runs in Python, with the plugin as it is built."""
    php = shutil.which("php")
    if php is None:
        skip_or_fail("PHP is not installed: bin/install-tools")
    port = free_port()
    state = tmp_path_factory.mktemp("state")
    zipfile.ZipFile(io.BytesIO(built(FRAMME))).extractall(state)
    said = state / "php.log"
    with said.open("wb") as log:
        server = subprocess.Popen(
            [str(php), "-S", f"127.0.0.1:{port}", "router.php"],
            cwd=WORDPRESS,
            env={
                "PATH": os.environ["PATH"],
                "PHP_CLI_SERVER_WORKERS": "2",
                "PRETEND_STATE": str(state / "kept"),
                "PRETEND_PLUGIN": str(state / "framme"),
            },
            stdout=log,
            stderr=log,
            start_new_session=True,
        )
    try:
        _wait_for(port)
        yield f"http://127.0.0.1:{port}"
        assert not re.search(r"PHP (?:Warning|Notice|Deprecated|Fatal|Parse)", said.read_text())
    finally:
        os.killpg(server.pid, 15)
        server.wait(10)


def _wait_for(port: int) -> None:
    for _ in range(100):
        try:
            socket.create_connection(("127.0.0.1", port), 1).close()
        except OSError:
            time.sleep(0.05)
        else:
            return
    pytest.fail("PHP does not come up")


def visitor(site: str, user: str = "") -> httpx.Client:
    """Return a browser, of somebody who is logged in if a user is named."""
    browser = httpx.Client(base_url=f"{site}/woocommerce/", headers={"X-Pretend-Home": HOME})
    if user:
        answer = browser.post("wp-login.php", data={"user": user})
        name, _, value = answer.headers["set-cookie"].partition(";")[0].partition("=")
        browser.headers["Cookie"] = f"{name}={value}"
    return browser


@pytest.mark.parametrize("page", PAGES)
def test_every_page_of_the_shop_is_there(site: str, page: str) -> None:
    answer = visitor(site).get(page)
    assert answer.status_code == 200
    assert answer.text.count("<h1") == 1
    assert f'href="{HOME}/track/"' in answer.text


@pytest.mark.parametrize("page", BACK_OFFICE)
def test_the_back_office_is_the_merchants(site: str, page: str) -> None:
    assert visitor(site, MERCHANT).get(f"wp-admin/{page}").status_code == 200
    stranger = visitor(site).get(f"wp-admin/{page}")
    assert stranger.headers["location"].startswith(f"{HOME}/wp-login.php?redirect_to=")
    shopper = visitor(site, CUSTOMER).get(f"wp-admin/{page}")
    assert shopper.headers["location"] == f"{HOME}/my-account/"


def test_a_forged_login_is_nobodys(site: str) -> None:
    browser = visitor(site)
    browser.headers["Cookie"] = "pretend_user=1.0123456789"
    assert browser.get("wp-admin/").status_code == 302


def test_a_login_leads_back_into_the_site_and_nowhere_else(site: str) -> None:
    browser = visitor(site)
    there = {"user": CUSTOMER, "redirect_to": f"{HOME}/track/"}
    assert browser.post("wp-login.php", data=there).headers["location"] == f"{HOME}/track/"
    away = {"user": CUSTOMER, "redirect_to": "https://elsewhere.example/"}
    assert browser.post("wp-login.php", data=away).headers["location"] == f"{HOME}/my-account/"


def test_the_account_has_the_plugins_tab_once_the_plugin_is_connected(site: str) -> None:
    browser = visitor(site, CUSTOMER)
    assert "framme-deliveries" not in browser.get("my-account/").text
    told = {"base_url": FRAMME, "shop_id": "7", "secret": "s" * 43}
    keyed = {"X-Pretend-User": MERCHANT}
    connected = browser.put("wp-json/wc-framme/v1/connection", json=told, headers=keyed)
    assert connected.status_code == 200
    assert "framme-deliveries" in browser.get("my-account/").text
    browser.delete("wp-json/wc-framme/v1/connection", headers=keyed)
    assert "framme-deliveries" not in browser.get("my-account/").text


def test_the_rest_interface_asks_for_keys_or_a_nonce(site: str) -> None:
    browser = visitor(site, MERCHANT)
    address = "wp-json/wc-framme/v1/facts"
    assert browser.get(address).status_code == 401
    refused = browser.get(address, headers={"X-WP-Nonce": "wrong"})
    assert (refused.status_code, refused.json()["code"]) == (403, "rest_cookie_invalid_nonce")
    facts = browser.get(address, headers={"X-Pretend-User": MERCHANT}).json()
    assert facts["home_url"] == HOME
    assert facts["tracking_url"] == f"{HOME}/track/"
    assert browser.get(address, headers={"X-Pretend-User": CUSTOMER}).status_code == 403
    assert browser.get("wp-json/wc-framme/v1/nothing").json()["code"] == "rest_no_route"


def test_deliveries_are_told_again_to_who_is_logged_in_and_has_the_pages_nonce(site: str) -> None:
    address = "wp-json/framme/v1/deliveries?where=block"
    shopper = visitor(site, CUSTOMER)
    assert visitor(site).get(address).status_code == 401
    assert shopper.get(address).status_code == 401
    forged = shopper.get(address, headers={"X-WP-Nonce": "wrong"})
    assert (forged.status_code, forged.json()["code"]) == (403, "rest_cookie_invalid_nonce")
    told = {"base_url": FRAMME, "shop_id": "7", "secret": "s" * 43}
    keyed = {"X-Pretend-User": MERCHANT}
    shopper.put("wp-json/wc-framme/v1/connection", json=told, headers=keyed)
    assert "/assets/live.js" not in shopper.get("track/").text, "there is no order to follow"
    shopper.delete("wp-json/wc-framme/v1/connection", headers=keyed)


def test_only_what_browsers_may_have_of_the_plugin_is_sent(site: str) -> None:
    browser = visitor(site)
    style = browser.get("wp-content/plugins/framme/assets/framme.css")
    assert style.headers["content-type"].startswith("text/css")
    for path in ("framme.php", "../framme/framme.php", "%2e%2e/framme/framme.php", "nothing.css"):
        assert browser.get(f"wp-content/plugins/framme/{path}").status_code == 404


def speak(browser: httpx.Client, language: str) -> None:
    """Choose the site's language, as its merchant does."""
    page = browser.get("wp-admin/options-general.php").text
    nonce = re.search(r'name="_wpnonce" value="(\w+)"', page)
    assert nonce
    form = {"_wpnonce": nonce[1], "WPLANG": language, "locale": ""}
    assert browser.post("wp-admin/options-general.php", data=form).status_code == 302


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("sv_SE", "Anslut din butik"),
        ("es_ES", "Conecta tu tienda"),
        ("it_IT", "Connetti il tuo negozio"),
        ("zh_TW", "連結您的商店"),
        ("en_GB", "Connect your shop"),
    ],
)
def test_the_plugin_speaks_the_language_that_is_chosen(site: str, language: str, said: str) -> None:
    browser = visitor(site, MERCHANT)
    speak(browser, language)
    assert f'lang="{language.replace("_", "-")}"' in visitor(site).get("track/").text
    assert said in browser.get("wp-admin/admin.php?page=framme").text
    speak(browser, "en_GB")


def test_a_setting_without_a_nonce_is_refused(site: str) -> None:
    browser = visitor(site, MERCHANT)
    form = {"WPLANG": "sv_SE", "locale": ""}
    assert browser.post("wp-admin/options-general.php", data=form).status_code == 403


def test_the_plugin_can_be_switched_off_and_on(site: str) -> None:
    browser = visitor(site, MERCHANT)
    for act, is_there in (("deactivate", False), ("activate", True)):
        page = browser.get("wp-admin/plugins.php").text
        link = re.search(rf'href="[^"]*(plugins\.php\?action={act}[^"]*)"', page)
        assert link
        done = browser.get(f"wp-admin/{link[1].replace('&#038;', '&')}")
        assert done.headers["location"] == f"{HOME}/wp-admin/plugins.php?done={act}"
        assert ("page=framme" in browser.get("wp-admin/").text) is is_there
