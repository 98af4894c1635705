"""Give the Chinese words for what the tables hold as codes."""

from __future__ import annotations

from functools import cache
from importlib.resources import files


@cache
def _labels() -> dict[tuple[str, str], str]:
    text = (files(__package__) / "labels.tsv").read_text("utf-8")
    lines = (line.split("\t") for line in text.splitlines() if line and not line.startswith("#"))
    return {(subject, code): chinese for subject, code, chinese in lines}


def label(subject: str, code: str) -> str:
    """Return the Chinese word for a code; a code that has none stays.

    >>> label("type", "company"), label("type", ""), label("type", "guild")
    ('企业', '未注明', 'guild')
    """
    return _labels().get((subject, code), code)
