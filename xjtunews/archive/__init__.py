"""Record a crawl, replay it: an archive answers an address with status, headers and bytes, and never parses them."""

from __future__ import annotations

from pathlib import Path

from xjtunews.archive.directory import DirectoryArchive
from xjtunews.archive.recorded import Archive, Recorded
from xjtunews.exceptions import ArchiveError

__all__ = ["Archive", "Recorded", "open_archive"]


def open_archive(path: str) -> Archive:
    """Return the archive at ``path``.

    :raises ArchiveError: if there is none.
    """
    folder = Path(path)
    if not folder.is_dir():
        raise ArchiveError(f"REPLAY={path} is no folder; give a directory tree HOST/PATH, such as fixtures")
    return DirectoryArchive(folder)
