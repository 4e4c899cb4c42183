"""The page of changes: what was changed in the settings, by whom and when."""

from dataclasses import dataclass

from flask import Blueprint, Response, request

from services.review_changes import review_changes
from settings_screen.addresses import within
from settings_screen.audit_view import AUDIT, change_lines
from settings_screen.carriers_view import Looking
from settings_screen.screen import LAST_ROW, Screen


@dataclass(frozen=True, slots=True)
class _Audit:
    screen: Screen

    def show(self) -> Response:
        """Show one page of changes."""
        visit, wiring = self.screen.visit(), self.screen.wiring
        asked = request.args.get("before", type=int)
        before = asked if asked is not None and 0 < asked <= LAST_ROW else None
        page = review_changes(wiring, visit.shop.id, before)
        older = within(AUDIT, visit.kept, before=str(page.older)) if page.older else ""
        return self.screen.page(
            visit,
            "audit",
            lines=change_lines(page, Looking(visit.shop, visit.language, wiring.clock())),
            older=older,
            newest=f"{AUDIT}{visit.kept}" if before else "",
        )


def add_audit(door: Blueprint, screen: Screen) -> None:
    """Add the page of changes to a blueprint."""
    door.add_url_rule(AUDIT, "audit", _Audit(screen).show)
