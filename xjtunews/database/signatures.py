"""Hold what an article is found by among all: its number in the index and its outline, and how both are stored."""

from __future__ import annotations

import hashlib
import json
from typing import NamedTuple

from xjtunews.language.comparison import Outline, unpack

#: To be raised when outlines or the judgement change: what another version stored is done again.
VERSION = 5


class Signature(NamedTuple):
    """Hold what an article is found by: its number in the index, and its outline with the version of the rules."""

    number: int
    version: int
    outline: Outline

    @property
    def bands(self) -> tuple[int, ...]:
        """Return the numbers that it is looked up under."""
        return unpack(self.outline.numbers)


def sign(article_id: str, outline: Outline) -> Signature:
    """Return the signature of an article by the rules as they are now."""
    return Signature(number_of(article_id), VERSION, outline)


def number_of(article_id: str) -> int:
    """Return the number of an article in the index: a digest of its id (63 bits)."""
    return int.from_bytes(hashlib.blake2b(article_id.encode(), digest_size=8).digest(), "big") >> 1


def packed(outline: Outline | None) -> str | None:
    """Return an outline as it is stored with an article until that has been looked at (JSON)."""
    if outline is None:
        return None
    return json.dumps([VERSION, *(cell.hex() if isinstance(cell, bytes) else cell for cell in outline)])


def unpacked(text: str) -> tuple[int, Outline]:
    """Return the version and the outline that were packed."""
    version, title, day, days, *blobs, origin = json.loads(text)
    numbers, sketch, beginning = map(bytes.fromhex, blobs)
    return version, Outline(title, day, days, numbers, sketch, beginning, origin)
