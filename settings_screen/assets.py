"""The screen's styles, script and icon, read once, at addresses that change when their bytes do."""

import gzip
import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

_STATIC = Path(__file__).parent / "static"
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


def load_assets() -> Assets:
    """Read the files from disk."""
    digest = hashlib.sha256()
    files = {}
    for path in sorted(_STATIC.iterdir()):
        content = path.read_bytes()
        digest.update(path.name.encode() + b"\0" + content + b"\0")
        files[path.name] = Asset(
            content, gzip.compress(content, mtime=0), _MEDIA_TYPES[path.suffix]
        )
    return Assets(digest.hexdigest()[:12], files)
