"""Define what an archive answers with."""

from __future__ import annotations

from typing import NamedTuple, Protocol


class Recorded(NamedTuple):
    """Hold one recorded answer, as the server sent it."""

    status: int
    headers: dict[str, str]
    body: bytes


class Archive(Protocol):
    """Answer addresses from a recording."""

    def get(self, url: str) -> Recorded | None:
        """Return what was recorded for ``url``, or None."""
