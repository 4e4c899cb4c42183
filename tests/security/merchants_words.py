"""A merchant who writes something of their own into every field of the tracking page's settings."""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from itertools import product

from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from domain.campaign import Campaigns
from domain.stage import Stage
from services.change_page import part_of_page
from services.wiring import Wiring
from tests.settings_screen.merchants import headers, inside, outside
from tests.settings_screen.pages import HTTPS, plainly
from tests.settings_screen.test_tracking_design import frame_in

TRACKING = "/settings/tracking"
Form = dict[str, str]
Say = Callable[[str], str]
"""What a merchant writes, by a mark of the field: short, so that it fits into every one."""
_WORDS = (
    *("welcome", "note", "footer", "picture_text", "css"),
    *("name", "title", "text", "button", "products"),
    *("note text", "note products"),
    *(f"{what}_{stage}" for stage in Stage for what in ("name", "words")),
    *("question", "answer", "late question", "late answer", "method"),
)
_LINKS = ("picture_url", "link", "campaign picture", "returns_page", "host")
MARKS: Mapping[str, str] = {name: f"x0x{at:02}" for at, name in enumerate(_WORDS + _LINKS)}
"""A word for each field, found on a page that shows it."""


def forms(say: Say) -> Mapping[str, Form]:
    """Return what is sent to each address; addresses on the web are as good as any."""
    text = {name: say(MARKS[name]) for name in _WORDS}
    link = {name: f"https://{MARKS[name]}.lamps.example/a" for name in _LINKS}
    stages = {f"{what}_{stage}" for stage in Stage for what in ("name", "words")}
    return {
        TRACKING: {
            **{name: text[name] for name in ("welcome", "note", "footer", "picture_text")},
            "css": f"/* {text['css']} */ h1 {{ color: red }}",
            "picture_url": link["picture_url"],
            "order": "campaigns",
            "sections": "campaigns",
        },
        f"{TRACKING}/campaigns/new": {
            **{name: text[name] for name in ("name", "title", "text", "button", "products")},
            "link": link["link"],
            "picture_url": link["campaign picture"],
            "audience": "everyone",
        },
        f"{TRACKING}/notes/new": {"text": text["note text"], "products": text["note products"]},
        f"{TRACKING}/stages": {name: text[name] for name in stages},
        f"{TRACKING}/self-service": {
            "contact": "on",
            "return": "on",
            "cancel_until": "packed",
            "missing_wait_days": "2",
        },
        f"{TRACKING}/terms": {
            "name_0": text["method"],
            "days_from_0": "1",
            "days_to_0": "2",
            "dispatch_0": "on",
            "customs": "not_said",
            "return_days": "30",
            "returns_page": link["returns_page"] + "?o={order}",
        },
        f"{TRACKING}/faq": {"question": text["question"], "answer": text["answer"]},
        f"{TRACKING}/faq/late": {
            "question": text["late question"],
            "answer": text["late answer"],
            "version": "1",
        },
        f"{TRACKING}/domain": {"host": f"{MARKS['host']}.lamps.example"},
    }


@dataclass(frozen=True, slots=True)
class Merchant:
    """A merchant in two browsers: one let in by a link, one in the platform's admin."""

    wiring: Wiring
    shop_id: int
    domain: str
    client: FlaskClient
    say: Say

    def write(self) -> None:
        """Fill in and save every form."""
        for address, form in forms(self.say).items():
            answer = self.client.post(
                address, data={"version": "0", **form}, headers=outside(self.wiring), base_url=HTTPS
            )
            assert answer.status_code == 200, (address, answer.text)

    @property
    def campaign(self) -> str:
        (one,) = part_of_page(self.wiring, self.shop_id, Campaigns).all
        return f"{TRACKING}/campaigns/{one.id}"

    def addresses(self) -> Mapping[str, str]:
        """Return an address for every rule of these settings that shows a page."""
        place, campaign = "<int(max=9223372036854775807):place>", "<campaign>"
        listed = ("", "campaigns", "notes", "notes/new", "stages", "self-service", "faq", "terms")
        return {
            **{f"{TRACKING}/{one}".rstrip("/"): f"{TRACKING}/{one}".rstrip("/") for one in listed},
            f"{TRACKING}/domain": f"{TRACKING}/domain",
            f"{TRACKING}/campaigns/{campaign}": self.campaign,
            f"{TRACKING}/campaigns/{campaign}/remove": f"{self.campaign}/remove",
            f"{TRACKING}/notes/{place}": f"{TRACKING}/notes/0",
            f"{TRACKING}/notes/{place}/remove": f"{TRACKING}/notes/0/remove",
            f"{TRACKING}/faq/<id_>": f"{TRACKING}/faq/own-1",
            "our own question": f"{TRACKING}/faq/late",
            "what was changed": "/settings/audit",
        }

    def outside(self) -> Iterator[tuple[str, TestResponse]]:
        """Look at every page outside any admin, and at those parts that are asked for alone."""
        for rule, address in self.addresses().items():
            yield rule, self.client.get(address, base_url=HTTPS)
        asked = {**outside(self.wiring), "HX-Request": "true"}
        yield from self._parts(asked)

    def inside(self) -> Iterator[tuple[str, TestResponse]]:
        """Look at the same in the platform's admin."""
        for rule, address in self.addresses().items():
            yield rule, self.client.get(inside(address, self.domain), base_url=HTTPS)
        yield from self._parts({**headers(self.domain), "HX-Request": "true"})

    def refused(self) -> Iterator[tuple[str, TestResponse]]:
        """Send every form without our scripts, with too much in every field."""
        for address, form in forms(self.say).items():
            page = self.client.get(address, base_url=HTTPS).text
            far_too_much = {name: self.say(f"x0x{name}") * 40 for name in form}
            yield address, plainly(self.client, address, page, **far_too_much)

    def previews(self) -> Iterator[tuple[str, TestResponse]]:
        """Look at the page in what is being chosen; each look begins with a field that is in it."""
        kept = forms(self.say)
        chosen = {
            ("welcome", TRACKING): kept[TRACKING],
            ("title", self.campaign): kept[f"{TRACKING}/campaigns/new"],
        }
        for ((field, address), form), level in product(chosen.items(), ("link", "proven")):
            page = self.client.get(address, base_url=HTTPS).text
            sent = {**form, "level": level, "spoken": "en"}
            shown = plainly(self.client, f"{address}/preview", page, **sent)
            yield f"{field} in the form, {level}", shown
            frame = frame_in(shown.text).partition("#")[0]
            yield f"{field} in the frame, {level}", self.client.get(frame, base_url=HTTPS)

    def _parts(self, asked: dict[str, str]) -> Iterator[tuple[str, TestResponse]]:
        sent = {
            f"{TRACKING}/preview": forms(self.say)[TRACKING],
            f"{TRACKING}/faq/own-1/preview": forms(self.say)[f"{TRACKING}/faq"],
            f"{TRACKING}/faq/late/move": {"way": "up", "version": "0"},
            f"{self.campaign}/switch": {"on": "on", "version": str(self._campaigns())},
        }
        for address, form in sent.items():
            what = re.sub("campaigns/[^/]+", "campaigns/one", address)
            answer = self.client.post(address, data=form, headers=asked, base_url=HTTPS)
            yield f"part: {what}", answer

    def _campaigns(self) -> int:
        return part_of_page(self.wiring, self.shop_id, Campaigns).version
