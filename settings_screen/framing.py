"""Who frames the screen for a visit: what we frame within it has them as ancestors, too."""

from settings_screen.visits import Visit

_DIRECTIVE = "frame-ancestors "


def ancestors_of(visit: Visit) -> tuple[str, ...]:
    """Return the origins around a page of the screen; none where nobody frames it."""
    if visit.framed_by:
        return (visit.framed_by,)
    policy = visit.headers.get("Content-Security-Policy", "")
    if not policy.startswith(_DIRECTIVE):
        return ()
    return tuple(policy.removeprefix(_DIRECTIVE).partition(";")[0].split())
