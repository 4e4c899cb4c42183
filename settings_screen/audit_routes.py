"""The page of changes: what was changed in the settings, by whom and when."""

from dataclasses import dataclass

from flask import Blueprint, Response

from services.review_changes import review_changes
from settings_screen.audit_view import AUDIT, change_lines
from settings_screen.carriers_view import Looking
from settings_screen.newest_first import before_asked, ways_on
from settings_screen.screen import Screen


@dataclass(frozen=True, slots=True)
class _Audit:
    screen: Screen

    def show(self) -> Response:
        """Show one page of changes."""
        visit, wiring = self.screen.visit(), self.screen.wiring
        before = before_asked()
        page = review_changes(wiring, visit.shop.id, before)
        return self.screen.page(
            visit,
            "audit",
            lines=change_lines(page, Looking(visit.shop, visit.language, wiring.clock())),
            ways=ways_on(AUDIT, visit.kept, before, page.older),
        )


def add_audit(door: Blueprint, screen: Screen) -> None:
    """Add the page of changes to a blueprint."""
    door.add_url_rule(AUDIT, "audit", _Audit(screen).show)
