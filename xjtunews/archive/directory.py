"""Keep an archive as a directory tree HOST/PATH, one file a page, bytes as the server sent them.

Beside a page that was not simply answered with 200, ``NAME.http.json`` holds its URL, status, headers and time.
"""

from __future__ import annotations

import hashlib
import json
from pathlib import Path
from urllib.parse import unquote, urlsplit

from xjtunews.archive.recorded import Recorded

SIDECAR = ".http.json"
_LONGEST_NAME = 150


class DirectoryArchive:
    """Read and write an archive below ``root``."""

    def __init__(self, root: Path) -> None:
        self.root = root

    def path_of(self, url: str) -> Path:
        """Return where the page at ``url`` is kept; http and https share one place, and no step leads out of the root.

        >>> DirectoryArchive(Path("fixtures")).path_of("http://news.xjtu.edu.cn/info/../info/1033/1.htm").as_posix()
        'fixtures/news.xjtu.edu.cn/info/info/1033/1.htm'
        """
        parts = urlsplit(url)
        steps = [_safe(step) for step in unquote(parts.path).split("/") if step not in ("", ".", "..")]
        if not steps or parts.path.endswith("/"):
            steps.append("index.html")
        if parts.query:
            steps[-1] = _safe(f"{steps[-1]}?{parts.query}")
        host = (parts.hostname or "no-host") + (f"_{parts.port}" if parts.port not in (None, 80, 443) else "")
        return self.root.joinpath(_safe(host), *steps)

    def get(self, url: str) -> Recorded | None:
        """Return what was recorded for ``url``, or None."""
        path = self.path_of(url)
        sidecar = path.with_name(path.name + SIDECAR)
        try:
            body = path.read_bytes()
        except (FileNotFoundError, NotADirectoryError, IsADirectoryError):
            if not sidecar.is_file():
                return None
            body = b""
        status, headers = 200, {}
        if sidecar.is_file():
            recorded = json.loads(sidecar.read_text("utf-8"))
            status, headers = int(recorded.get("status", 200)), dict(recorded.get("headers", {}))
        return Recorded(status, headers, body)

    def put(self, url: str, recorded: Recorded, when: str) -> Path:
        """Keep an answer and say ``when`` it came (ISO 8601); return the path of its bytes."""
        path = self.path_of(url)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(recorded.body)
        facts = {"url": url, "status": recorded.status, "headers": recorded.headers, "recorded": when}
        path.with_name(path.name + SIDECAR).write_text(json.dumps(facts, ensure_ascii=False, indent=1) + "\n", "utf-8")
        return path


def _safe(name: str) -> str:
    """Return ``name`` as one that every file system takes, a long one shortened by its digest."""
    name = "".join(f"%{ord(c):02X}" if c in '<>:"\\|?*/' or ord(c) < 32 else c for c in name)
    if len(name.encode()) > _LONGEST_NAME:
        name = f"{name[:40]}~{hashlib.blake2b(name.encode(), digest_size=8).hexdigest()}"
    return name
