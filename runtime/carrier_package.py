"""Write the files a new carrier begins with, out of the templates beside this file; reads no code.

Refuses to write over anything.
"""

import keyword
import re
import sys
from pathlib import Path
from string import Template

_TEMPLATES = Path(__file__).parent / "new_carrier"
_CODE = ("__init__.py", "client.py", "parser.py", "statuses.py")
_KEY = re.compile(r"[a-z][a-z0-9]*(_[a-z0-9]+)*")
_LONGEST_KEY = 30
_LABEL = re.compile(r"[^\W_][^\"\\$|]{0,38}[^\s\"\\$|]")
_DIRECTORY = Path("integrations", "directory", "carriers.csv")


class UnfitCarrierError(Exception):
    """A key or a label that cannot be a new carrier's; the message says why."""


def refuse_unfit(root: Path, key: str, label: str) -> None:
    """Raise UnfitCarrierError for a key or a label that cannot be used, or a key that is."""
    if not (root / "tests").is_dir():
        raise UnfitCarrierError("There are no tests here: carriers are added to a checkout.")
    if not _KEY.fullmatch(key) or len(key) > _LONGEST_KEY:
        raise UnfitCarrierError(
            f"{key!r} cannot be a key: write small letters, digits and single underscores, a "
            f"letter first, at most {_LONGEST_KEY} in all, such as acme_post."
        )
    if keyword.iskeyword(key) or key in sys.stdlib_module_names:
        raise UnfitCarrierError(f"{key!r} cannot be a key: Python has it for itself.")
    if not _LABEL.fullmatch(label) or not label.isprintable():
        raise UnfitCarrierError(
            f"{label!r} cannot be a label: write the carrier's name in 2 to 40 characters, "
            "without quotes, backslashes, dollar signs and bars."
        )
    for kind in ("carriers", "aggregators"):
        if (root / "integrations" / kind / key).exists():
            raise UnfitCarrierError(f"{key!r} is taken: there is integrations/{kind}/{key}/.")


def make_package(root: Path, key: str, label: str) -> list[Path]:
    """Write a carrier's package and its test; return every file written."""
    package = root / "integrations" / "carriers" / key
    tests = root / "tests" / "integrations" / "carriers"
    files = {package / name: f"{name}.txt" for name in _CODE}
    for example in sorted((_TEMPLATES / "examples").iterdir()):
        files[package / "examples" / example.name] = f"examples/{example.name}"
    files[tests / f"test_{key}.py"] = "test.py.txt"
    words = {"key": key, "label": label}
    return [_write(path, template, words) for path, template in files.items()]


def add_to_directory(root: Path, key: str, label: str) -> bool:
    """Add a row to the directory, in its place; return whether the key was missing."""
    path = root / _DIRECTORY
    head, *rows = path.read_text(encoding="utf-8").splitlines(keepends=True)
    keys = [row.partition(",")[0] for row in rows]
    if key in keys:
        return False
    name = f'"{label}"' if "," in label else label
    before = sum(other < key for other in keys)
    rows.insert(before, f"{key},{name},,,,\n")
    path.write_text("".join([head, *rows]), encoding="utf-8", newline="")
    return True


def what_is_next(key: str, label: str) -> str:
    """Return the list of what is missing from a new carrier."""
    words = {"key": key, "label": label, "row": _DIRECTORY.as_posix()}
    return Template((_TEMPLATES / "next.txt").read_text(encoding="utf-8")).substitute(words)


def _write(path: Path, template: str, words: dict[str, str]) -> Path:
    source = (_TEMPLATES / template).read_text(encoding="utf-8")
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("x", encoding="utf-8", newline="") as file:
        file.write(Template(source).substitute(words))
    return path
