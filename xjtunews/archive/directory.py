"""Keep an archive as a directory tree HOST/PATH, one file a page, bytes as the server sent them.

Beside a page that was not simply answered with 200, ``NAME.http.json`` holds its URL, status, headers and time.
"""

from __future__ import annotations

import hashlib
import json
from pathlib import Path
from urllib.parse import unquote, urlsplit

from xjtunews.archive.recorded import Recorded
from xjtunews.exceptions import ArchiveError

SIDECAR = ".http.json"
_LONGEST_NAME = 150
_INDEX = "index.html"
_ESCAPES = {c: f"%{ord(c):02X}" for c in '<>:"\\|*/' + "".join(map(chr, range(32)))} | {"?": "%253F"}


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
        steps = [_safe(unquote(step)) for step in parts.path.split("/") if unquote(step) not in ("", ".", "..")]
        if not steps or parts.path.endswith("/") or ("." not in steps[-1] and not parts.query):
            steps.append(_INDEX)  # a page whose last step has no suffix may have others below it
        if parts.query:
            steps[-1] = _shortened(f"{steps[-1]}%3F{_safe(unquote(parts.query))}")
        host = (parts.hostname or "no-host") + (f"_{parts.port}" if parts.port not in (None, 80, 443) else "")
        return self.root.joinpath(_safe(host), *steps)

    def get(self, url: str) -> Recorded | None:
        """Return what was recorded for ``url``, or None."""
        path = self.path_of(url)
        if path.name == _INDEX and path.parent.is_file():
            path = path.parent
        sidecar = path.with_name(path.name + SIDECAR)
        try:
            body = path.read_bytes()
        except (FileNotFoundError, NotADirectoryError, IsADirectoryError):
            if not sidecar.is_file():
                return None
            body = b""
        status, headers, captured = 200, {}, None
        if sidecar.is_file():
            recorded = json.loads(sidecar.read_text("utf-8"))
            status, headers = int(recorded.get("status", 200)), dict(recorded.get("headers", {}))
            captured = recorded.get("recorded")
        return Recorded(status, headers, body, captured)

    def put(self, url: str, recorded: Recorded, when: str) -> Path:
        """Keep an answer and say ``when`` it came (ISO 8601), unless it is the one kept already; return its path.

        :raises ArchiveError: if it cannot be written.
        """
        path = self.path_of(url)
        if path.is_file() and self.get(url) == recorded:
            return path
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(recorded.body)
        except OSError as error:
            raise ArchiveError(f"cannot write {path}: {(error.strerror or str(error)).lower()}") from error
        facts = {"url": url, "status": recorded.status, "headers": recorded.headers, "recorded": when}
        path.with_name(path.name + SIDECAR).write_text(json.dumps(facts, ensure_ascii=False, indent=1) + "\n", "utf-8")
        return path


def _safe(name: str) -> str:
    """Return ``name`` as one that every file system takes.

    `%3F` stands for the question mark before a query; one inside a path is `%253F`.
    """
    if name in (".", ".."):
        return name.replace(".", "%2E")
    return _shortened("".join(_ESCAPES.get(c, c) for c in name))


def _shortened(name: str) -> str:
    """Return a name that no file system finds too long: the digest of a long one stands for what is cut off."""
    if len(name.encode()) <= _LONGEST_NAME:
        return name
    return f"{name[:40]}~{hashlib.blake2b(name.encode(), digest_size=8).hexdigest()}"
