"""bin/framme as an operator uses it."""

from datetime import timedelta
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from cryptography.fernet import Fernet
from sqlalchemy import text

from domain.errors import BadTokenError, ProviderError
from integrations.channels.web_push import vapid_key
from jobs.queues import QUEUES
from runtime.cli import framme
from runtime.clock import utc_now
from runtime.config import Config
from runtime.processes import web_command
from services.apply_shop_event import apply_waiting
from services.look_up_order import open_link
from services.notify_shopper import send_due
from services.page_address import page_address
from tests.services.deliver import deliver, the_order
from tests.shop_bodies import shopify_fulfilment, shopify_order


@pytest.fixture
def run(wiring, postgres_url, redis_url):
    environment = {
        "FRAMME_ENV": "development",
        "DATABASE_URL": postgres_url,
        "REDIS_URL": redis_url,
        "PUBLIC_URL": "https://track.example.com",
        "SECRET_KEYS": Fernet.generate_key().decode(),
        "SMTP_URL": "smtp://127.0.0.1:9",
        "MAIL_FROM": "post@track.example.com",
    }

    def run(*words: str, **changes: str | None) -> Result:
        return CliRunner().invoke(framme, words, env={**environment, **changes})

    return run


def test_an_empty_inbox_says_so(run) -> None:
    assert run("inbox", "list").output == "No deliveries.\n"


def test_a_failed_delivery_is_listed_shown_and_replayed(run, wiring, shop_id) -> None:
    row = deliver(wiring, shop_id, "orders/create", b'{"id": "none of ours"}')
    listed = run("inbox", "list", "--state", "failed").output
    assert f"{row.id}" in listed
    assert row.reason in listed
    assert "none of ours" not in listed
    assert "none of ours" in run("inbox", "show", str(row.id)).output
    assert "will be applied again" in run("inbox", "replay", str(row.id)).output
    again = run("inbox", "replay", str(row.id))
    assert (again.exit_code, "waits already" in again.output) == (1, True)


def test_a_body_that_is_no_json_is_shown_as_bytes(run, wiring, shop_id) -> None:
    row = deliver(wiring, shop_id, "orders/create", b"\xff{")
    assert "\\xff{" in run("inbox", "show", str(row.id)).output


def test_a_delivery_mended_by_a_replay_is_applied(run, wiring, shop_id) -> None:
    row = deliver(wiring, shop_id, "orders/create", shopify_order(11))
    with wiring.engine.begin() as connection:
        connection.execute(text("UPDATE webhook_inbox SET state = 'failed'"))
        connection.execute(text("DELETE FROM orders"))
    run("inbox", "replay", str(row.id))
    wiring.clock.now = row.received_at.replace(year=2099)
    apply_waiting(wiring)
    assert the_order(wiring, shop_id, 11).number == "#11"


def test_an_unknown_delivery_is_an_error_in_plain_words(run) -> None:
    result = run("inbox", "show", "404")
    assert (result.exit_code, result.output) == (1, "Error: There is no delivery 404.\n")


def test_shops_are_connected_and_listed(run) -> None:
    assert run("shop", "list").output == "No shops.\n"
    added = run(
        "shop", "add", "woocommerce", "Mugs.example", "--name", "Mugs", "--contact-email", "a@b.se"
    ).output
    assert "https://track.example.com/webhooks/woocommerce/" in added
    assert "signed with:" in added
    plain = ("--name", "Lamps", "--contact-email", "a@b.se")
    assert "webhooks/shopify" in run("shop", "add", "shopify", "l.myshopify.com", *plain).output
    assert "mugs.example  Mugs" in run("shop", "list").output


def test_a_failed_message_is_listed_with_the_servers_words_and_sent_again(
    run, wiring, shop_id, outbox
) -> None:
    assert run("message", "list").output == "No messages.\n"
    deliver(wiring, shop_id, "orders/create", shopify_order(11))
    outbox.failures.append(ProviderError("550 no such user", permanent=True))
    send_due(wiring)
    listed = run("message", "list", "--state", "failed").output
    assert "order_received by email  failed after 1 tries: 550 no such user" in listed
    assert "alva" not in listed
    assert run("message", "send-again", "1").output == "Message 1 will be sent.\n"
    wiring.clock.now = utc_now() + timedelta(seconds=1)
    send_due(wiring)
    assert len(outbox.sent) == 1
    again = run("message", "send-again", "1")
    assert (again.exit_code, "has not failed" in again.output) == (1, True)


def test_a_letter_that_failed_is_sent_again_with_all_it_would_have_told(
    run, wiring, shop_id, outbox
) -> None:
    parcels = [shopify_fulfilment(11, 9000 + n, f"TP{n}") for n in range(2)]
    deliver(wiring, shop_id, "orders/create", shopify_order(11, fulfillments=parcels))
    wiring.clock.forward(minutes=10)
    outbox.failures.append(ProviderError("550 no such user", permanent=True))
    send_due(wiring)
    assert run("message", "list", "--state", "failed").output.count("shipped by email") == 2
    assert run("message", "send-again", "1").output == "Message 1 will be sent.\n"
    wiring.clock.now = utc_now() + timedelta(seconds=1)
    send_due(wiring)
    assert len(outbox.sent) == 1
    listed = run("message", "list", "--state", "told").output
    assert "shipped by email  told after 1 tries with message 1" in listed


def test_an_orders_page_is_closed_to_all_who_have_a_link(run, wiring, shop_id) -> None:
    deliver(wiring, shop_id, "orders/create", shopify_order(11))
    address = page_address(wiring, shop_id, the_order(wiring, shop_id, 11).id)
    token = address.rpartition("/")[2]
    assert open_link(wiring, token).shop_id == shop_id
    words = ("link", "revoke", "shopify", "lamps.myshopify.com")
    assert run(*words, "#11").output == "1 links revoked.\n"
    with pytest.raises(BadTokenError):
        open_link(wiring, token)
    assert run(*words, "12").output == "Error: lamps.myshopify.com has no order 12.\n"


def test_a_new_key_is_a_fernet_key(run) -> None:
    Fernet(run("new-key").output.strip())


def test_every_mistake_in_the_configuration_is_named(run) -> None:
    result = run("inbox", "list", DATABASE_URL="mysql://x", MAIL_FROM=None)
    assert result.exit_code == 1
    assert "DATABASE_URL must begin" in result.output
    assert "MAIL_FROM is missing" in result.output


def test_migrating_to_where_it_is_changes_nothing(run) -> None:
    assert run("migrate").output == "The database is at head.\n"


def test_going_back_asks_first(run) -> None:
    for way in ("base", "-1"):
        result = run("migrate", way)
        assert (result.exit_code, "Go on?" in result.output) == (1, True)


def test_a_worker_needs_a_queue_that_exists(run) -> None:
    result = run("worker", "everything")
    assert result.exit_code == 2
    assert all(queue in result.output for queue in QUEUES)


def test_the_web_server_survives_the_loss_of_a_process() -> None:
    config = Config(
        production=True,
        database_url="postgresql://x",
        redis_url="redis://x",
        public_url="https://x",
        secret_keys=(),
        smtp_url="smtp://x",
        mail_from="a@b.se",
        port=8080,
    )
    command = web_command(config)
    assert Path(command[0]).name == "granian"
    assert "--respawn-failed-workers" in command
    assert command[command.index("--port") + 1] == "8080"


def test_a_new_key_for_notes_is_printed_with_its_public_half(run) -> None:
    (private, made), (public, shown) = (
        line.split() for line in run("new-vapid-key").output.splitlines()
    )
    assert (private, public) == ("private", "public")
    assert vapid_key(made, "mailto:a@b.example").public == shown
