"""The keys on the team page: made, shown once, revoked. Only owners do that."""

from dataclasses import dataclass
from http import HTTPStatus

from flask import Blueprint, Response, request
from werkzeug.wrappers import Response as WsgiResponse

from domain.team import Role
from messages.language import phrase
from services.make_api_key import MOST_KEYS, NamelessKeyError, TooManyKeysError, make_api_key
from services.review_team import review_team
from services.revoke_api_key import revoke_api_key
from settings_screen.addresses import within
from settings_screen.answers import facts, moved_on
from settings_screen.carriers_view import Looking
from settings_screen.figures import number as written
from settings_screen.screen import LAST_ROW, Screen
from settings_screen.team_view import KEYS, TEAM, key_fields, key_lines
from settings_screen.visits import Visit, by_htmx, by_script

NAMELESS = phrase("Please give it a name of at most 60 characters.")
ENOUGH = phrase("There are %(most)s keys already. Revoke one that nobody needs first.")


@dataclass(frozen=True, slots=True)
class _Keys:
    screen: Screen

    def make(self) -> Response:
        """Make a key, and show it this once."""
        visit = self.screen.visit(Role.OWNER)
        name, may_write = request.form.get("key_name", ""), "may_write" in request.form
        try:
            key = make_api_key(
                self.screen.wiring, visit.shop.id, name, visit.who, may_write=may_write
            )
        except NamelessKeyError:
            return self._shown(visit, name, visit.language.say(NAMELESS))
        except TooManyKeysError:
            most = written(visit.language, MOST_KEYS)
            return self._shown(visit, name, visit.language.say(ENOUGH, most=most))
        return self._shown(visit, key=key)

    def confirm(self, number: int) -> WsgiResponse:
        """Ask whether a key is to be revoked."""
        visit = self.screen.visit(Role.OWNER)
        keys = review_team(self.screen.wiring, visit.shop.id).keys
        key = next((one for one in keys if one.id == number), None)
        if key is None:
            return moved_on(within(TEAM, visit.kept, outcome="no-key"))
        return self.screen.page(visit, "team/revoke", key=key)

    def revoke(self, number: int) -> WsgiResponse:
        """Revoke a key."""
        visit = self.screen.visit(Role.OWNER)
        gone = revoke_api_key(self.screen.wiring, visit.shop.id, number, visit.who)
        outcome = "revoked" if gone else "no-key"
        if by_script(request):
            return facts(outcome=outcome)
        return moved_on(within(TEAM, visit.kept, outcome=outcome))

    def _shown(self, visit: Visit, name: str = "", error: str = "", key: str = "") -> Response:
        """Show the keys with one just made, or what was wrong: as a part, or as a page."""
        keys = review_team(self.screen.wiring, visit.shop.id).keys
        looking = Looking(visit.shop, visit.language, self.screen.wiring.clock())
        show = self.screen.part if by_htmx(request) else self.screen.page
        return show(
            visit,
            "team/keys" if by_htmx(request) else "team/key_made",
            HTTPStatus.UNPROCESSABLE_ENTITY if error else HTTPStatus.OK,
            keys=key_lines(keys, looking),
            key_fields=key_fields(name, error, visit.language),
            new_key=key,
        )


def add_keys(door: Blueprint, screen: Screen) -> None:
    """Add the keys to a blueprint."""
    keys = _Keys(screen)
    one = f"{KEYS}/<int(max={LAST_ROW}):number>/revoke"
    door.add_url_rule(KEYS, "make_key", keys.make, methods=["POST"])
    door.add_url_rule(one, "confirm_revoking", keys.confirm)
    door.add_url_rule(one, "revoke_key", keys.revoke, methods=["POST"])
