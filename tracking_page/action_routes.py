"""What a shopper does about an order: a page for each action, and the calendar file.

Looking changes nothing. A form does something once, if it comes from the visitor's own page and
the rules still allow it; what was done is said on the order's page.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import wraps
from http import HTTPStatus
from urllib.parse import urlsplit

from flask import Blueprint, Response, request

from domain.access import Level
from domain.errors import BadTokenError
from domain.self_service import Action, Refusal
from messages.language import Language, phrase
from services.allow_action import Acting, ActionRefusedError
from services.look_up_order import OrderStory, tell_story
from services.offer_actions import offers, push_on
from services.page_look import look_address
from services.report_missing import last_incidents
from services.shopper_links import Linked, preferences_address
from services.wiring import Wiring
from tracking_page.act_forms import LONGEST, ActForm, parcel_named, read_act
from tracking_page.action_view import done_text, label_of, refused_text
from tracking_page.acts import DOES, Failed, attempt
from tracking_page.answers import file_answer, html_answer, sent_on
from tracking_page.calendar_file import Diary, calendar_file
from tracking_page.freshness import Wish, wish_of
from tracking_page.missing_view import Looking, missing_parcels
from tracking_page.rendering import Templates, page_templates
from tracking_page.times import zone_of_reader
from tracking_page.visiting import Visitor, believed, visitor_of

STALE = phrase("This page was open for too long, or was sent from elsewhere. Nothing was done.")


@dataclass(frozen=True, slots=True)
class _Act:
    """One action of a visitor's, in the language they read."""

    visitor: Visitor
    token: str
    action: Action
    story: OrderStory
    language: Language

    @property
    def page(self) -> str:
        """Return the order's page."""
        return f"/t/{self.token}"


Step = Callable[[_Act], Response]


@dataclass(frozen=True, slots=True)
class _Actions:
    wiring: Wiring
    templates: Templates

    def show(self, act: _Act) -> Response:
        """Show an action's form, or lead to where it is done."""
        push = act.action is Action.PUSH and push_on(self.wiring, act.story.shop.id)
        there = offers(act.story, act.visitor.level, self.wiring.clock(), push=push)
        offer = next((one for one in there if one.action is act.action), None)
        if offer is None or offer.refusal:
            return self._refused(act, offer.refusal if offer and offer.refusal else None)
        if act.action in DOES:
            return self._form(act, _fresh(act), Failed())
        if act.action is Action.PUSH:
            email = act.story.order.contact.email.strip().lower()
            linked = Linked(act.story.shop.id, act.story.order.id)
            wishes = preferences_address(self.wiring, linked, email)
            # At the host they came to, which may be the shop's own: a form may have led here.
            return sent_on(f"{wishes.removeprefix(self.wiring.public_url)}{_lang()}#push")
        return sent_on(offer.link or f"{act.page}/delivery.ics{_lang()}")

    def take(self, act: _Act) -> Response:
        """Do it, or say beside the field why not."""
        if act.action not in DOES:
            return self.gone()
        if not believed(self.wiring, request, act.visitor):
            return self._notice(act, act.language.say(STALE), HTTPStatus.FORBIDDEN)
        target, form = act.visitor.target, read_act(request.form)
        acting = Acting(target.shop_id, target.order_id, act.visitor.level)
        try:
            done = attempt(self.wiring, acting, act.action, form)
        except ActionRefusedError as error:
            return self._refused(act, error.refusal)
        except BadTokenError:
            return self.gone()
        return self._form(act, form, done) if isinstance(done, Failed) else _on(act, form, done)

    def calendar(self, act: _Act) -> Response:
        """Give the awaited deliveries as a file, to whoever has the link."""
        host = urlsplit(self.wiring.public_url).hostname or ""
        now, zone = self.wiring.clock(), zone_of_reader(self.wiring, act.story)
        there = offers(act.story, Level.LINK, now)
        why = next(one.refusal for one in there if one.action is Action.CALENDAR)
        if why:
            return self._refused(act, why)
        content = calendar_file(act.story, Diary(act.language, now, zone, host))
        return file_answer(content, "text/calendar; charset=utf-8", "delivery.ics")

    def opened(self, step: Step) -> Callable[..., Response]:
        """Open the link first; whatever is wrong with it, the answer is the same."""

        @wraps(step)
        def taken(token: str, action: str = Action.CALENDAR) -> Response:
            try:
                visitor = visitor_of(self.wiring, request, token)
            except BadTokenError:
                return self.gone()
            if action not in set(Action):
                return self.gone()
            story = tell_story(self.wiring, visitor.target.shop_id, visitor.target.order_id)
            if story is None:
                return self.gone()
            language = _wish().language(story.order.locale, story.shop.locale)
            return step(_Act(visitor, token, Action(action), story, language))

        return taken

    def gone(self) -> Response:
        """Answer as for a link that opens nothing."""
        text = self.templates.fill("gone.html", _wish().language("", ""))
        return html_answer(text, HTTPStatus.NOT_FOUND)

    def _refused(self, act: _Act, why: Refusal | None) -> Response:
        """Say why not; what only takes a proof leads to it, and what nobody offers is not here."""
        if why is Refusal.NOT_PROVEN:
            return sent_on(f"{act.page}/prove?then={act.action}{_lang('&')}")
        if why is None or why is Refusal.NOT_OFFERED:
            return self.gone()
        return self._notice(act, refused_text(act.language, act.action, why), HTTPStatus.CONFLICT)

    def _notice(self, act: _Act, notice: str, status: HTTPStatus) -> Response:
        return self._fill("act_refused.html", act, status, notice=notice)

    def _form(self, act: _Act, form: ActForm, failed: Failed) -> Response:
        named = replace(form, problems=failed.problems)
        answer = self._fill(
            f"act_{act.action}.html",
            act,
            failed.status,
            form=named,
            notice=act.language.say(failed.notice) if failed.notice else "",
            longest=LONGEST,
            parcels=self._missing(act) if act.action is Action.NOT_RECEIVED else (),
        )
        if failed.retry_after:
            answer.headers["Retry-After"] = str(failed.retry_after)
        return answer

    def _missing(self, act: _Act) -> object:
        shop, order = act.story.shop, act.story.order
        zone = zone_of_reader(self.wiring, act.story)
        looking = Looking(act.language, self.wiring.clock(), zone)
        return missing_parcels(act.story, last_incidents(self.wiring, shop.id, order.id), looking)

    def _fill(self, name: str, act: _Act, status: HTTPStatus, **values: object) -> Response:
        said = request.args.get("done", "")
        text = self.templates.fill(
            name,
            act.language,
            page=act,
            shop_name=act.story.shop.name,
            title=label_of(act.language, act.action),
            css=look_address(act.story),
            order=act.story.order,
            rules=act.story.page.rules,
            said=said,
            done=done_text(act.language, said),
            **values,
        )
        return html_answer(text, status)


def actions_blueprint(wiring: Wiring) -> Blueprint:
    """Return the pages on which shoppers act, for an application to register at its root."""
    door, ours = Blueprint("actions", __name__), _Actions(wiring, page_templates())
    door.add_url_rule("/t/<token>/do/<action>", "show", ours.opened(ours.show))
    door.add_url_rule("/t/<token>/do/<action>", "take", ours.opened(ours.take), methods=["POST"])
    door.add_url_rule("/t/<token>/delivery.ics", "calendar", ours.opened(ours.calendar))
    return door


def _wish() -> Wish:
    return wish_of(request.args.get("lang", ""), request.headers.get("Accept-Language", ""))


def _lang(joined: str = "?") -> str:
    chosen = _wish().chosen
    return f"{joined}lang={chosen}" if chosen else ""


def _fresh(act: _Act) -> ActForm:
    """Return a form that nobody has filled in yet."""
    words = act.story.order.instructions if act.action is Action.INSTRUCTIONS else ""
    return ActForm(text=words, parcel=parcel_named(request.args.get("parcel", "")))


def _on(act: _Act, form: ActForm, done: str) -> Response:
    """Lead to where it is said what was done: what comes of a missing parcel has its own page."""
    if done == Action.NOT_RECEIVED:
        return sent_on(f"{act.page}/do/{done}?done={done}&parcel={form.parcel}{_lang('&')}")
    return sent_on(f"{act.page}?done={done}{_lang('&')}")
