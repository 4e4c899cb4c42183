"""The rules of the house that no linter knows: sizes, tenancy, queues, templates."""

import ast
import inspect
import re
import shlex
import subprocess
import tomllib
from collections.abc import Callable, Iterator
from importlib import import_module
from pathlib import Path
from pkgutil import iter_modules
from statistics import median

import pytest

import storage
from domain.kinds import Kind
from jobs.queues import JOBS, QUEUES
from messages.texts import TEMPLATES
from runtime.cli import framme
from runtime.config import ROOT

LONGEST_FILE = 250
MEDIAN_FILE = 80


def tracked(*patterns: str) -> list[Path]:
    command = ["git", "-c", "safe.directory=*", "ls-files", "-z", "--", *patterns]
    listed = subprocess.run(command, cwd=ROOT, capture_output=True, check=True, text=True)
    paths = [ROOT / name for name in listed.stdout.split("\0") if name]
    return [path for path in paths if path.is_file()]


def name_of(path: Path) -> str:
    return str(path.relative_to(ROOT))


def lines_of(path: Path) -> int:
    return len(path.read_text(encoding="utf-8").splitlines())


def test_no_python_file_is_longer_than_a_reader_can_hold() -> None:
    files = [p for p in tracked("*.py") if p.parent != ROOT / "migrations" / "versions"]
    assert len(files) > 100
    assert {name_of(p): lines_of(p) for p in files if lines_of(p) > LONGEST_FILE} == {}


def test_most_files_of_the_product_are_short(record_property) -> None:
    sizes = [lines_of(path) for path in tracked("*.py") if "tests" not in path.parts]
    record_property("median lines of a file", median(sizes))
    assert median(sizes) <= MEDIAN_FILE


def test_every_module_says_what_it_is_for() -> None:
    modules = {name_of(p): ast.parse(p.read_text(encoding="utf-8")) for p in tracked("*.py")}
    assert [name for name, module in modules.items() if not ast.get_docstring(module)] == []


# Built from parts, so that this file does not contain what it looks for.
REGISTRIES = [
    "pypi" + ".org",
    "python" + "hosted.org",
    "npm" + "js.org",
    "npm" + "js.com",
    "yarn" + "pkg.com",
    "crates" + ".io",
    "golang" + ".org",
    "docker" + ".io",
    "ghcr" + ".io",
]
ELSEWHERE = {
    "a registry's host": re.compile("|".join(map(re.escape, REGISTRIES)), re.IGNORECASE),
    "a path on somebody's machine": re.compile(r"(?<![\w.})/-])/(?:work|root|home|Users)/\w"),
}


@pytest.mark.parametrize("what", ELSEWHERE)
def test_no_file_names_a_place_that_others_do_not_have(what: str) -> None:
    found = {
        name_of(path): match.group()
        for path in tracked()
        if (match := ELSEWHERE[what].search(path.read_bytes().decode("utf-8", "replace")))
    }
    assert found == {}


def test_the_search_for_such_places_finds_them() -> None:
    host, path = ELSEWHERE.values()
    assert host.search("https://files." + "Python" + "Hosted.org/x")
    assert path.search('open("/' + 'home/me/x")')
    assert not path.search("https://carrier.example/en/" + "home/tracking")


CROSS_SHOP = {
    "works on ids just claimed for polling or locked for it, whichever shop's": """
        due_shipments.read_due due_shipments.write_outcomes due_shipments.note_checked
        due_shipments.tracking_numbers order_locks.lock_orders_by_id
        orders.set_stage orders.bump_versions poll_schedule.write_back
        tracking_events.add_events poll_schedule.change_lane
        shipments.set_carrier shipments.set_doubt shipments.set_partner""",
    "takes what is due next, whichever shop's": """
        message_claims.claim_bundles message_lanes.lanes_due
        poll_lanes.take_accounts poll_lanes.take_lanes
        poll_schedule.claim_due carrier_pushes.claim_pushes webhook_inbox.claim_waiting
        shop_tasks.claim_task event_claims.endpoints_due event_claims.claim_events
        incidents.open_due_incidents""",
    "closes or puts back what was just claimed": """
        message_claims.mark_handing_over message_claims.finish message_claims.try_again
        message_claims.put_off message_claims.drop message_lanes.note_served
        webhook_inbox.finish webhook_inbox.fail webhook_inbox.put_back
        carrier_pushes.finish_push carrier_accounts.pause_account carrier_accounts.rest_account
        carrier_accounts.note_answered carrier_accounts.note_quota carrier_accounts.account_by_id
        channel_accounts.pause_channel
        shop_tasks.finish_task shop_tasks.fail_task event_claims.close_event
        event_claims.try_event_again event_claims.let_rest""",
    "is asked by the scheduler, once for all shops": """
        message_lanes.any_lane_due poll_lanes.any_lane_due carrier_pushes.any_push_waits
        shop_tasks.any_task_due event_claims.any_event_due incidents.any_incident_due""",
    "sweeps and purges for all shops": """
        message_claims.close_unconfirmed webhook_inbox.purge_finished
        second_recipients.forget_unanswered privacy_requests.purge_answers
        shopper_visits.purge_visits one_time_codes.purge_codes
        site_connections.purge_site_connections
        carrier_pushes.purge_pushes event_deliveries.purge_deliveries""",
    "is about the installation's own accounts, which serve all shops": """
        message_outcomes.shop_of_message message_outcomes.shops_writing_to
        own_accounts.keep_own_accounts own_accounts.drop_own_accounts
        own_accounts.resume_own_accounts live_shipments.shops_nobody_follows""",
    "belongs to the account under whose unguessable address it came in": """
        carrier_accounts.account_by_push_token carrier_accounts.note_pushed
        channel_accounts.channel_account_by_token
        carrier_pushes.keep_push carrier_pushes.shipments_pushed""",
    "writes rows that each carry their shop's id, or locks orders by it": """
        order_locks.lock_orders promises.record_promises webhook_inbox.keep""",
    "goes on from an order or shipment just found within its shop": """
        order_items.write_items order_reading.read_orders customers_orders.earlier_orders
        poll_schedule.schedule_poll
        tracking_events.events_of shipments.shipments_of_order
        shipments.overwrite_shipment shipments.note_told
        shipments.cancel_shipment shipments.delete_shipment shipments.set_followed
        poll_schedule.hurry incidents.close_incidents_of_parcels""",
    "finds or makes the shop itself": """
        entry_links.use_entry_link members.memberships api_keys.key_with_digest
        shops.connect_shop shop_doors.door_by_domain
        shop_doors.door_by_key shops.introduce_shop shops.shop_by_domain shops.shop_by_number
        page_hosts.shop_at_host shop_access.standing tracking_links.order_behind""",
    "is about a connection that has no shop yet": """
        site_connections.begin_site_connection site_connections.use_site_connection
        site_connections.note_outcome site_connections.site_connection""",
    "is the operator's": """
        inbox_review.list_entries inbox_review.entry inbox_review.replay shops.all_shops
        message_review.list_messages message_review.send_again""",
    "counts for the metrics": """
        measurements.inbox_by_state measurements.oldest_waiting measurements.overdue_polls
        measurements.accounts_by_state
        measurements.notifications_by_kind_and_state measurements.unmapped_codes""",
}
"""Why a query may do without a shop's id, and which ones do for that reason."""


def queries() -> Iterator[tuple[str, Callable[..., object]]]:
    """Yield every public function of storage that is handed a session or a connection."""
    for found in iter_modules(storage.__path__):
        module = import_module(f"storage.{found.name}")
        for name, function in inspect.getmembers(module, inspect.isfunction):
            own = function.__module__ == module.__name__ and not name.startswith("_")
            if own and {"session", "connection"} & set(inspect.signature(function).parameters):
                yield f"{found.name}.{name}", function


def test_every_query_is_tied_to_a_shop_or_on_the_list_of_those_that_are_not() -> None:
    untied = [n for n, query in queries() if "shop_id" not in inspect.signature(query).parameters]
    assert sorted(untied) == sorted(" ".join(CROSS_SHOP.values()).split())


def fly() -> dict[str, list[str]]:
    """Return the command line of each process, without `python -m runtime`."""
    settings = tomllib.loads((ROOT / "fly.toml").read_text(encoding="utf-8"))
    commands = [*settings["processes"].items(), ("release", settings["deploy"]["release_command"])]
    parts = {name: shlex.split(command) for name, command in commands}
    assert {tuple(words[:3]) for words in parts.values()} == {("python", "-m", "runtime")}
    return {name: words[3:] for name, words in parts.items()}


def test_every_queue_has_a_process_that_works_on_it_alone() -> None:
    workers = [words[1:] for words in fly().values() if words[0] == "worker"]
    assert sorted(workers) == sorted([queue] for queue in QUEUES)


def test_production_has_all_other_processes_once_and_their_commands_exist() -> None:
    others = sorted(words[0] for words in fly().values() if words[0] != "worker")
    assert others == ["migrate", "scheduler", "web"]
    for command, *arguments in fly().values():
        framme.commands[command].make_context(command, arguments)


@pytest.mark.parametrize("job", JOBS)
def test_every_job_is_a_function_that_exists(job: str) -> None:
    module, _, name = JOBS[job].path.rpartition(".")
    assert inspect.isfunction(getattr(import_module(module), name))


def test_every_kind_of_message_has_its_templates_and_every_template_a_kind() -> None:
    formats = {"words.txt", "body.txt", "body.mjml"}
    shared = {"parts", "digest", "code"}
    folders = {path for path in TEMPLATES.iterdir() if path.is_dir() and path.name not in shared}
    assert {folder.name for folder in folders} == set(Kind)
    assert {f.name: {p.name for p in f.iterdir()} for f in folders} == dict.fromkeys(Kind, formats)
