"""Read the data dictionary: what every table and column means, its unit, and an example of it."""

from __future__ import annotations

from collections.abc import Iterator
from importlib.resources import files
from typing import NamedTuple


class Entry(NamedTuple):
    """Hold what one table, or one column of it, means; ``column`` is empty for the table itself."""

    table: str
    column: str
    english: str
    chinese: str


class Description(NamedTuple):
    """Hold all that is said of one table or column; ``type`` is SQLite's, ``unit`` is in Chinese."""

    table: str
    column: str
    type: str
    unit: str
    example: str
    english: str
    chinese: str


def dictionary() -> list[Entry]:
    """Return the entries, in the order of the file."""
    return [Entry(*row) for row in _rows("dictionary.tsv")]


def described_columns() -> list[Description]:
    """Return the entries with types, units and examples, in the order of the file.

    Type and example are of the bundled pages (``python -m xjtunews.database.examples``).
    """
    forms = {(table, column): form for table, column, *form in _rows("units.tsv")}
    examples = {(table, column): (kind, example) for table, column, kind, example in _rows("examples.tsv")}
    descriptions = []
    for entry in dictionary():
        kind, example = examples.get(entry[:2], ("", ""))
        unit, other = (*forms.get(entry[:2], forms.get(("*", entry.column), ())), "", "")[:2]
        descriptions.append(
            Description(
                entry.table,
                entry.column,
                kind,
                unit.removeprefix("-"),
                example or other,
                entry.english,
                entry.chinese,
            )
        )
    return descriptions


def _rows(name: str) -> Iterator[list[str]]:
    text = (files(__package__) / name).read_text("utf-8")
    return (line.split("\t") for line in text.splitlines() if line and not line.startswith("#"))
