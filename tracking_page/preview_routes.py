"""Show a merchant the page in what is being chosen, in a frame of our settings.

It is the real page of one order, and does nothing: nothing runs in it, no form of it is sent, no
link followed. It alone may be framed, by our settings and by whoever frames those.
"""

import re
from dataclasses import dataclass, replace

from flask import Blueprint, Response

from messages.language import language
from services.preview_page import draft_by, draft_css, draft_story
from services.wiring import Wiring
from tracking_page.answers import html_answer
from tracking_page.inert import inert
from tracking_page.look_routes import css_answer
from tracking_page.preferences_answers import Pages
from tracking_page.rendering import Templates, page_templates
from tracking_page.seeing import Looking, gather
from tracking_page.times import zone_of_reader
from tracking_page.views import order_page

_POLICY = (
    "default-src 'none'; style-src 'self'; img-src 'self' https: data:; form-action 'none'; "
    "base-uri 'none'; sandbox; frame-ancestors 'self' {ancestors}"
)
_NO_LINK = "preview"
"""Of no order: it lets what can be done appear, which leads nowhere here."""
_ORIGIN = re.compile(r"https?://[a-z0-9.-]+(:[0-9]{1,5})?")


@dataclass(frozen=True, slots=True)
class _Previews:
    wiring: Wiring
    templates: Templates
    pages: Pages

    def show(self, token: str) -> Response:
        """Show the page as it would be."""
        draft = draft_by(self.wiring, token)
        story = draft_story(self.wiring, draft) if draft else None
        if draft is None or story is None:
            return self.pages.gone()
        spoken = language(draft.language)
        seen = gather(self.wiring, story, spoken, Looking(draft.level, link_token=_NO_LINK))
        logo = seen.logo if draft.brand is None else draft.brand.logo_url
        page = order_page(
            story,
            replace(seen, css=f"/t/preview/{token}.css", logo=logo),
            spoken,
            self.wiring.clock(),
            zone_of_reader(self.wiring, story),
        )
        shown = self.templates.fill("preview.html", spoken, page=page, etag="")
        answer = html_answer(inert(shown))
        ancestors = " ".join(one for one in draft.ancestors if _ORIGIN.fullmatch(one))
        policy = _POLICY.format(ancestors=ancestors).strip()
        answer.headers["Content-Security-Policy"] = policy
        del answer.headers["Cross-Origin-Opener-Policy"]
        return answer

    def look(self, token: str) -> Response:
        """Serve the look being chosen."""
        draft = draft_by(self.wiring, token)
        if draft is None:
            return self.pages.gone()
        return css_answer(draft_css(self.wiring, draft), "no-store")


def previews_blueprint(wiring: Wiring) -> Blueprint:
    """Return the previews, for an application to register at its root."""
    door = Blueprint("previews", __name__)
    ours = _Previews(wiring, page_templates(), Pages())
    door.add_url_rule("/t/preview/<token>", "preview", ours.show)
    door.add_url_rule("/t/preview/<token>.css", "preview_look", ours.look)
    return door
