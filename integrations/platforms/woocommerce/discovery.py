"""Find a shop's REST interface from any address of it that a merchant types; no keys are needed."""

import re
from collections.abc import Iterator
from urllib.parse import SplitResult, parse_qs, urlsplit

from domain.shop_sites import Site, SiteProblem, SiteRefusedError
from integrations.platforms.woocommerce.pages import Page, Pages

_MOST_MOVES = 3
_INTERFACE = "wc/v3"
_LONGEST = 2000
_USUAL_PORT = {"http": 80, "https": 443}
_ADMIN = re.compile(r"/wp-(admin|login\.php|json)(/.*)?$")
_QUERY_ROUTE = "rest_route"
_BY_PATH = "/wc-auth/v1/authorize"
_BY_QUERY = "/?wc-auth-version=1&wc-auth-route=authorize"


def find(pages: Pages, address: str, *, strict: bool) -> Site:
    """Return the site at an address as somebody types it; raise SiteRefusedError."""
    scheme, place = _typed(address)
    if scheme == "https" or strict:
        return _found_securely(pages, place, otherwise_open=scheme == "http")
    if scheme == "http":
        return _site(pages, f"http://{place}")
    try:
        return _site(pages, f"https://{place}")
    except SiteRefusedError as refused:
        if refused.problem not in (SiteProblem.NO_ANSWER, SiteProblem.NOT_SECURE):
            raise
    return _site(pages, f"http://{place}")


def _found_securely(pages: Pages, place: str, *, otherwise_open: bool) -> Site:
    try:
        return _site(pages, f"https://{place}")
    except SiteRefusedError as refused:
        # Only when a connection was tried does it say how that went.
        if otherwise_open and refused.problem is SiteProblem.NO_ANSWER and refused.detail:
            raise SiteRefusedError(SiteProblem.NOT_SECURE, refused.detail) from None
        raise


def _typed(address: str) -> tuple[str, str]:
    """Return the scheme, if one was typed, and the place; raise SiteRefusedError for neither."""
    text = address.strip()
    scheme, split, rest = text.partition("://")
    if not split:
        scheme, rest = "", text.lstrip("/")
    if len(text) > _LONGEST or scheme.lower() not in ("", "http", "https"):
        raise SiteRefusedError(SiteProblem.NO_ADDRESS)
    return scheme.lower(), _place(rest)


def _place(rest: str) -> str:
    """Return host, port and path as they are sent; raise SiteRefusedError for no address."""
    try:
        parts = urlsplit(f"//{rest}")
        host = parts.hostname or ""
        plain = host if ":" in host else host.encode("idna").decode("ascii").rstrip(".")
        port = parts.port
    except (ValueError, UnicodeError):
        raise SiteRefusedError(SiteProblem.NO_ADDRESS) from None
    named = "." in plain or ":" in plain or plain == "localhost"
    # An e-mail address is none of a shop, nor is one with a password in it.
    if not named or "@" in parts.netloc or not re.fullmatch(r"[a-z0-9.:_-]+", plain):
        raise SiteRefusedError(SiteProblem.NO_ADDRESS)
    bracketed = f"[{plain}]" if ":" in plain else plain
    ending = f":{port}" if port is not None else ""
    return f"{bracketed}{ending}{_ADMIN.sub('/', parts.path) or '/'}"


def _site(pages: Pages, start: str) -> Site:
    page = _arrive(pages, start)
    answered = ""
    for root in _roots(page):
        index = pages.index(root)
        namespaces = index.fields.get("namespaces")
        if isinstance(namespaces, list):
            if _INTERFACE not in namespaces:
                raise SiteRefusedError(SiteProblem.NO_SHOP)
            return _described(root, index.fields.get("home"))
        answered = answered or f"HTTP {index.status}"
    raise SiteRefusedError(SiteProblem.NO_INTERFACE, answered)


def _arrive(pages: Pages, address: str) -> Page:
    """Go where the site sends its visitors, be it by a redirect or by naming another host."""
    for _ in range(_MOST_MOVES + 1):
        page = pages.look(address)
        elsewhere = page.moved_to or _other_host(page)
        if not elsewhere:
            return page
        address = elsewhere
    raise SiteRefusedError(SiteProblem.MOVED, _shown(address))


def _other_host(page: Page) -> str:
    if not page.interface:
        return ""
    parts = _split(page.interface)
    if _host(parts) == _host(_split(page.address)):
        return ""
    return f"{parts.scheme}://{parts.netloc}/"


def _roots(page: Page) -> Iterator[str]:
    """Yield where the interface begins: as the page says, or else where it usually does."""
    parts = _split(page.address)
    home = f"{parts.scheme}://{_host(parts)}"
    if page.interface:
        named = _split(page.interface)
        route = _QUERY_ROUTE in parse_qs(named.query)
        yield f"{home}{named.path}?{_QUERY_ROUTE}=/" if route else f"{home}{_ended(named.path)}"
        return
    for folder in dict.fromkeys((_ended(parts.path), "/")):
        yield f"{home}{folder}wp-json/"
        yield f"{home}{folder}?{_QUERY_ROUTE}=/"


def _described(root: str, told: object) -> Site:
    """Return the site whose interface begins at `root` and that calls its own home `told`."""
    here, home = _split(root), _split(told if isinstance(told, str) else "")
    if _host(home) != _host(here):
        raise SiteRefusedError(SiteProblem.MOVED, _shown(home.geturl()))
    bare = bool(here.query)
    if bare and here.scheme == "http":
        raise SiteRefusedError(SiteProblem.BARE_LINKS)
    place = f"{_host(here)}{home.path.rstrip('/')}"
    address = f"{here.scheme}://{place}"
    # Under index.php the page exists by its query alone.
    by_query = bare or "/index.php/" in here.path
    return Site(
        name=place.lower(),
        address=address,
        root=root,
        consent=f"{address}{_BY_QUERY if by_query else _BY_PATH}",
    )


def _split(address: str) -> SplitResult:
    try:
        parts = urlsplit(address)
        _ = parts.port
    except ValueError:
        raise SiteRefusedError(SiteProblem.NO_INTERFACE) from None
    return parts


def _host(parts: SplitResult) -> str:
    """Return a host in lower case, with its port if that is not the usual one."""
    host = parts.hostname or ""
    host = f"[{host}]" if ":" in host else host
    unusual = parts.port is not None and parts.port != _USUAL_PORT.get(parts.scheme)
    return f"{host}:{parts.port}" if unusual else host


def _shown(address: str) -> str:
    """Return an address to be read by a merchant."""
    return address.partition("?")[0][:_LONGEST]


def _ended(path: str) -> str:
    return path if path.endswith("/") else f"{path}/"
