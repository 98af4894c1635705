"""Read the data dictionary: what every table and column means, in English and Chinese."""

from __future__ import annotations

from importlib.resources import files
from typing import NamedTuple


class Entry(NamedTuple):
    """Hold what one table, or one column of it, means; ``column`` is empty for the table itself."""

    table: str
    column: str
    english: str
    chinese: str


def dictionary() -> list[Entry]:
    """Return the entries, in the order of the file."""
    text = (files(__package__) / "dictionary.tsv").read_text("utf-8")
    return [Entry(*line.split("\t")) for line in text.splitlines() if line and not line.startswith("#")]
