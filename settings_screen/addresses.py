"""Write addresses within the screen so that what proves a visit, or names its shop, goes along."""

from urllib.parse import urlencode


def within(address: str, kept: str, **values: str) -> str:
    """Return an address of ours with the query that goes along, and values of its own."""
    own = urlencode({name: value for name, value in values.items() if value})
    if not own:
        return f"{address}{kept}"
    return f"{address}{kept}{'&' if kept else '?'}{own}"
