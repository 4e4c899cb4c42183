"""The page on which a second recipient agrees to get a shopper's messages, or says no."""

from dataclasses import dataclass

from flask import Blueprint, Response, request

from domain.errors import BadTokenError
from services.second_recipient import Invitation, agree, leave, open_invitation
from services.wiring import Wiring
from tracking_page.preferences_answers import Pages, asked
from tracking_page.preferences_view import masked


@dataclass(frozen=True, slots=True)
class _Invitations:
    wiring: Wiring
    pages: Pages

    def show(self, token: str) -> Response:
        """Ask; to look at the page says nothing."""
        try:
            return self._page(open_invitation(self.wiring, token), "asked")
        except BadTokenError:
            return self.pages.gone()

    def answer(self, token: str) -> Response:
        """Take yes, or anything else for no."""
        try:
            invitation = open_invitation(self.wiring, token)
        except BadTokenError:
            return self.pages.gone()
        if request.form.get("answer") == "yes":
            agree(self.wiring, invitation)
            return self._page(invitation, "yes")
        leave(self.wiring, invitation.shop, invitation.invited)
        return self._page(invitation, "no")

    def _page(self, invitation: Invitation, said: str) -> Response:
        reader = asked().language(invitation.invited.language, invitation.shop.locale)
        said = "yes" if invitation.agreed and said == "asked" else said
        to = masked(invitation.invited.address)
        return self.pages.fill("preferences_agree.html", invitation, reader, said=said, address=to)


def invitations_blueprint(wiring: Wiring) -> Blueprint:
    """Return the page behind the link in the question, for an application to register."""
    door = Blueprint("invitations", __name__)
    ours = _Invitations(wiring, Pages())
    door.add_url_rule("/p/agree/<token>", "show", ours.show)
    door.add_url_rule("/p/agree/<token>", "answer", ours.answer, methods=["POST"])
    return door
