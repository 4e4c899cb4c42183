"""The team page: who may enter the settings, and as what. Only owners change anything here."""

from collections.abc import Mapping
from dataclasses import dataclass
from http import HTTPStatus

from flask import Blueprint, Response, request
from werkzeug.wrappers import Response as WsgiResponse

from domain.errors import ChangedMeanwhileError, TooManyAttemptsError
from domain.team import Role
from messages.language import phrase
from services.change_role import change_role
from services.invite_member import (
    AlreadyInTeamError,
    NoSuchMemberError,
    NotAnAddressError,
    invite_again,
    invite_member,
)
from services.remove_member import remove_member
from services.review_team import Member, review_team
from settings_screen.addresses import within
from settings_screen.answers import facts, moved_on
from settings_screen.carriers_view import Looking
from settings_screen.screen import LAST_ROW, Screen
from settings_screen.team_view import (
    TEAM,
    invitation_fields,
    key_fields,
    key_lines,
    member_lines,
    role_options,
)
from settings_screen.visits import Visit, by_script

NOT_AN_ADDRESS = phrase("This is no e-mail address.")
ALREADY = phrase("Whoever has this address is in the team already.")
NO_ROLE = phrase("Please choose one of the roles.")
OUTCOMES = {
    "invited": ("success", phrase("Invited. The mail with the link is on its way.")),
    "role": ("success", phrase("The role was changed; it counts at once.")),
    "removed": ("success", phrase("Removed. Sessions and links have ended.")),
    "changed": (
        "warning",
        phrase("Not saved: this was changed meanwhile, perhaps in another tab. It now stands so."),
    ),
    "gone": ("warning", phrase("There is nobody of that name in the team any more.")),
    "wait": ("warning", phrase("Enough invitations for today. Please go on tomorrow.")),
    "revoked": ("success", phrase("The key was revoked and opens nothing any more.")),
    "no-key": ("warning", phrase("There is no such key any more.")),
}
"""What the page says of what was done just before: the tone and the words."""


@dataclass(frozen=True, slots=True)
class _Team:
    screen: Screen

    def show(self) -> Response:
        """Show who is in the team, and its keys."""
        return self._page(self.screen.visit())

    def invite(self) -> WsgiResponse:
        """Take somebody into the team."""
        visit = self.screen.visit(Role.OWNER)
        role = _role(request.form.get("role", ""))
        if role is None:
            return self._not_saved(visit, {"role": visit.language.say(NO_ROLE)})
        email = request.form.get("email", "")
        try:
            invite_member(self.screen.wiring, visit.shop.id, email, role, visit.who)
        except NotAnAddressError:
            return self._not_saved(visit, {"email": visit.language.say(NOT_AN_ADDRESS)})
        except AlreadyInTeamError:
            return self._not_saved(visit, {"email": visit.language.say(ALREADY)})
        except TooManyAttemptsError:
            return self._on(visit, "wait")
        return self._on(visit, "invited")

    def again(self, number: int) -> WsgiResponse:
        """Send a member another link."""
        visit = self.screen.visit(Role.OWNER)
        try:
            invite_again(self.screen.wiring, visit.shop.id, number)
        except NoSuchMemberError:
            return self._on(visit, "gone")
        except TooManyAttemptsError:
            return self._on(visit, "wait")
        return self._on(visit, "invited")

    def change(self, number: int) -> WsgiResponse:
        """Give a member another role."""
        visit = self.screen.visit(Role.OWNER)
        was, role = (_role(request.form.get(name, "")) for name in ("was", "role"))
        if was is None or role is None:
            return self._on(visit, "changed")
        try:
            change_role(self.screen.wiring, visit.shop.id, number, was, role, visit.who)
        except NoSuchMemberError:
            return self._on(visit, "gone")
        except ChangedMeanwhileError:
            return self._on(visit, "changed")
        return self._on(visit, "role")

    def confirm(self, number: int) -> WsgiResponse:
        """Ask whether a member is to be removed."""
        visit = self.screen.visit(Role.OWNER)
        team = review_team(self.screen.wiring, visit.shop.id)
        member = next((one for one in team.members if one.id == number), None)
        if member is None:
            return self._on(visit, "gone")
        return self._ask(visit, member)

    def remove(self, number: int) -> WsgiResponse:
        """Remove a member."""
        visit = self.screen.visit(Role.OWNER)
        try:
            remove_member(self.screen.wiring, visit.shop.id, number, visit.who)
        except NoSuchMemberError:
            return self._on(visit, "gone")
        return self._on(visit, "removed")

    def _ask(self, visit: Visit, member: Member) -> Response:
        return self.screen.page(visit, "team/remove", member=member)

    def _page(self, visit: Visit, errors: Mapping[str, str] | None = None) -> Response:
        team = review_team(self.screen.wiring, visit.shop.id)
        looking = Looking(visit.shop, visit.language, self.screen.wiring.clock())
        email, role = (request.form.get(name, "") for name in ("email", "role"))
        return self.screen.page(
            visit,
            "team",
            HTTPStatus.UNPROCESSABLE_ENTITY if errors else HTTPStatus.OK,
            members=member_lines(team.members, looking),
            roles=role_options(visit.language),
            fields=invitation_fields(email, role or Role.VIEWER, errors or {}, visit.language),
            keys=key_lines(team.keys, looking),
            key_fields=key_fields("", "", visit.language),
            new_key="",
            outcome=OUTCOMES.get(request.args.get("outcome", "")) if not errors else None,
        )

    def _not_saved(self, visit: Visit, errors: Mapping[str, str]) -> Response:
        if by_script(request):
            return facts(HTTPStatus.UNPROCESSABLE_ENTITY, errors=errors)
        return self._page(visit, errors)

    def _on(self, visit: Visit, outcome: str) -> WsgiResponse:
        if by_script(request) and request.method == "POST":
            return facts(outcome=outcome)
        return moved_on(within(TEAM, visit.kept, outcome=outcome))


def _role(said: str) -> Role | None:
    return Role(said) if said in set(Role) else None


def add_team(door: Blueprint, screen: Screen) -> None:
    """Add the team page to a blueprint."""
    team = _Team(screen)
    one = f"{TEAM}/<int(max={LAST_ROW}):number>"
    door.add_url_rule(TEAM, "team", team.show)
    door.add_url_rule(TEAM, "invite_member", team.invite, methods=["POST"])
    door.add_url_rule(f"{one}/again", "invite_again", team.again, methods=["POST"])
    door.add_url_rule(f"{one}/role", "change_role", team.change, methods=["POST"])
    door.add_url_rule(f"{one}/remove", "confirm_removal", team.confirm)
    door.add_url_rule(f"{one}/remove", "remove_member", team.remove, methods=["POST"])
