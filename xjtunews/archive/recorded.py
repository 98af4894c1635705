"""Define what an archive answers with."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Protocol


@dataclass(frozen=True, slots=True)
class Recorded:
    """Hold one recorded answer, as the server sent it.

    ``captured`` is when (ISO 8601), None where nothing says it; the same answer at another time is the same answer.
    """

    status: int
    headers: dict[str, str]
    body: bytes
    captured: str | None = field(default=None, compare=False)


class Archive(Protocol):
    """Answer addresses from a recording."""

    def get(self, url: str) -> Recorded | None:
        """Return what was recorded for ``url``, or None."""
