"""The screen's styles, scripts and icon, read once; their addresses change with their bytes."""

import gzip
import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from pathlib import Path

_STATIC = Path(__file__).parent / "static"
_HTMX = files("django_htmx") / "static" / "django_htmx" / "htmx-4.min.js"
"""Not ours: a wheel brings it, so that its version is pinned with all others."""
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
    """All files by name."""

    version: str
    files: Mapping[str, Asset]

    def address(self, name: str) -> str:
        """Return where a file is served."""
        return f"/settings/static/{self.version}/{name}"


@cache
def load_assets() -> Assets:
    """Read the files from disk, and htmx from the package that brings it, once in a process."""
    contents = {path.name: path.read_bytes() for path in _STATIC.iterdir()}
    contents["htmx.js"] = _HTMX.read_bytes()
    digest = hashlib.sha256()
    assets = {}
    for name, content in sorted(contents.items()):
        digest.update(name.encode() + b"\0" + content + b"\0")
        media_type = _MEDIA_TYPES[Path(name).suffix]
        assets[name] = Asset(content, gzip.compress(content, mtime=0), media_type)
    return Assets(digest.hexdigest()[:12], assets)
