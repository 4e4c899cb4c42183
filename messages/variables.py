"""What a merchant's text may speak of: names, what they are, an example; it knows no real order."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import get_close_matches

from messages.language import phrase

Path = tuple[str | int, ...]
"""A name in parts: ("order", "items", 0, "title") is the title of something ordered."""


@dataclass(frozen=True, slots=True)
class Variable:
    """A value, as text on one line; or a list, whose every entry has the variables in `each`."""

    name: str
    about: str
    example: str = ""
    each: tuple["Variable", ...] = ()

    @property
    def snippet(self) -> str:
        """What puts it into a text."""
        if not self.each:
            return f"{{{{ {self.name} }}}}"
        inside = " ".join(f"{{{{ one.{part.name} }}}}" for part in self.each[:2])
        return f"{{% for one in {self.name} %}}{inside} {{% endfor %}}"


_PARCEL = (
    Variable("carrier", phrase("Who carries the parcel"), "PostNord"),
    Variable("tracking_number", phrase("The carrier's number of the parcel"), "UA123456789SE"),
    Variable("sentence", phrase("Where the parcel is"), "Your parcel is on its way with PostNord."),
    Variable("expected", phrase("When it is expected; may be empty"), "Thursday 12 March"),
)

VARIABLES = (
    Variable("shop.name", phrase("The name of your shop"), "Northwind"),
    Variable(
        "shop.email", phrase("Your shop's e-mail address; may be empty"), "hello@shop.example"
    ),
    Variable("shop.url", phrase("The address of your shop"), "https://shop.example"),
    Variable("order.number", phrase("The number of the order"), "#1042"),
    Variable("order.date", phrase("The day of the order"), "Monday 9 March"),
    Variable("order.total", phrase("What the order cost; may be empty"), "€79.00"),
    Variable(
        "order.items",
        phrase("What was ordered, as a list"),
        each=(
            Variable("title", phrase("What it is"), "Linen shirt"),
            Variable("quantity", phrase("How many of it"), "2"),
            Variable("variant", phrase("Its size or colour; may be empty"), "Blue, M"),
        ),
    ),
    Variable("shopper.name", phrase("The shopper's first name; may be empty"), "Maria"),
    *(Variable(f"parcel.{part.name}", part.about, part.example) for part in _PARCEL),
    Variable("parcels", phrase("All parcels that this message is about, as a list"), each=_PARCEL),
    Variable(
        "sentence",
        phrase("What has happened, in one sentence"),
        "Your parcel is on its way with PostNord.",
    ),
    Variable(
        "advice", phrase("What the shopper may do now; may be empty"), "There is nothing to do."
    ),
    Variable("pickup.name", phrase("Where the parcel can be collected; may be empty"), "Kiosk 5"),
    Variable("pickup.address", phrase("The address of that place"), "Main Street 5, Malmö"),
    Variable("pickup.opening_hours", phrase("When it is open; may be empty"), "Mon–Fri 9–18"),
    Variable("pickup.code", phrase("The code to collect with; may be empty"), "4711"),
    Variable("voucher.code", phrase("The code of the voucher"), "SORRY-7KQ2"),
    Variable("voucher.worth", phrase("What the voucher is worth"), "€5.00"),
    Variable("voucher.until", phrase("Until when it can be used"), "9 May 2026"),
    Variable("page_url", phrase("The shopper's tracking page"), "https://track.example/t/1a2b"),
    Variable(
        "preferences_url",
        phrase("Where the shopper chooses which messages to get"),
        "https://track.example/p/1a2b",
    ),
)
"""Everything there is; what is not here is a fault in a merchant's text."""

_BY_NAME = {variable.name: variable for variable in VARIABLES}
_GROUPS = {name.partition(".")[0] for name in _BY_NAME if "." in name}
_OF_LISTS = frozenset({"size", "first", "last"})


@dataclass(frozen=True, slots=True)
class Misuse:
    """Why a name cannot stand where it does: a phrase with places, and what fills them."""

    reason: str
    values: Mapping[str, str]


def misuse(path: Path, *, shown: bool) -> Misuse | None:
    """Judge a name; `shown` when its value is to be shown, not looked at or gone through."""
    variable, rest = _find(path)
    if variable is None:
        return _group(path) if shown else None if path in _groups() else _unknown(path)
    if variable.each:
        return _in_list(variable, rest, shown=shown)
    return _unknown(path) if rest not in ((), ("size",)) else None


def sample_values() -> Mapping[str, object]:
    """Return a value for every variable: its example, and lists of two."""
    return _nested(VARIABLES)


def _nested(variables: Sequence[Variable]) -> dict[str, object]:
    values: dict[str, object] = {}
    for variable in variables:
        group, _, last = variable.name.rpartition(".")
        place = values.setdefault(group, {}) if group else values
        assert isinstance(place, dict)
        place[last] = [_nested(variable.each)] * 2 if variable.each else variable.example
    return values


def _find(path: Path) -> tuple[Variable | None, Path]:
    for length in (2, 1):
        name = ".".join(str(part) for part in path[:length])
        if len(path) >= length and name in _BY_NAME:
            return _BY_NAME[name], path[length:]
    return None, path


def _groups() -> set[Path]:
    return {(group,) for group in _GROUPS}


def _group(path: Path) -> Misuse:
    if path not in _groups():
        return _unknown(path)
    example = next(name for name in _BY_NAME if name.startswith(f"{path[0]}."))
    return Misuse(
        phrase("“%(name)s” is a group: choose one of its parts, such as “%(example)s”."),
        {"name": _written(path), "example": example},
    )


def _in_list(variable: Variable, rest: Path, *, shown: bool) -> Misuse | None:
    if rest == ("size",):
        return None
    if not rest or (len(rest) == 1 and _is_entry(rest[0])):
        reason = phrase("“%(name)s” is a list: go through it with a “for” tag.")
        return Misuse(reason, {"name": variable.name}) if shown else None
    parts = {part.name for part in variable.each}
    if _is_entry(rest[0]) and rest[1] in parts and rest[2:] in ((), ("size",)):
        return None
    return _unknown((variable.name, *rest))


def _is_entry(part: str | int) -> bool:
    return isinstance(part, int) or (part in _OF_LISTS and part != "size")


def _unknown(path: Path) -> Misuse:
    name = _written(path)
    close = get_close_matches(name, list(_all_names()), n=1, cutoff=0.6)
    if close:
        reason = phrase("There is no “%(name)s”. Did you mean “%(hint)s”?")
        return Misuse(reason, {"name": name, "hint": close[0]})
    return Misuse(phrase("There is no “%(name)s”."), {"name": name})


def _all_names() -> Iterator[str]:
    for variable in VARIABLES:
        yield variable.name
        yield from (f"{variable.name}.{part.name}" for part in variable.each)


def _written(path: Path) -> str:
    """Write a name as a merchant would; which entry of a list it was does not matter."""
    return ".".join(str(part) for part in path if not isinstance(part, int))[:60]
