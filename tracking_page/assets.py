"""The page's style, script and icon, read once, at addresses that change when their bytes do."""

import gzip
import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from messages.language import LOCALES

_HERE = Path(__file__).parent
_MEDIA_TYPES = {
    ".css": "text/css; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".svg": "image/svg+xml",
}


@dataclass(frozen=True, slots=True)
class Asset:
    """One file, as it is and compressed."""

    content: bytes
    zipped: bytes
    media_type: str


@dataclass(frozen=True, slots=True)
class Assets:
    """All files by name; `page_version` changes whenever the page's words, form or files do."""

    version: str
    page_version: str
    files: Mapping[str, Asset]

    def address(self, name: str) -> str:
        """Return where a file is served."""
        return f"/t/static/{self.version}/{name}"


@cache
def load_assets() -> Assets:
    """Read the files from disk, once in a process."""
    static = sorted((_HERE / "static").iterdir())
    words = [*_HERE.rglob("*.py"), *_HERE.rglob("*.html"), *LOCALES.rglob("*.po")]
    spoken = (LOCALES.parent / "messages").glob("*.py")
    return Assets(
        version=_hash(static),
        page_version=_hash(sorted([*static, *words, *spoken])),
        files={path.name: _asset(path) for path in static},
    )


def zipped(content: bytes) -> bytes:
    """Compress, to the same bytes each time."""
    return gzip.compress(content, compresslevel=6, mtime=0)


def _asset(path: Path) -> Asset:
    content = path.read_bytes()
    return Asset(content, zipped(content), _MEDIA_TYPES[path.suffix])


def _hash(paths: Iterable[Path]) -> str:
    digest = hashlib.sha256()
    for path in paths:
        digest.update(path.name.encode() + b"\0" + path.read_bytes() + b"\0")
    return digest.hexdigest()[:12]
