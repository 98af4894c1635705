"""Find an example of every column: ``python -m xjtunews.database.examples xjtunews.db > examples.tsv``."""

from __future__ import annotations

import sqlite3
import sys
from collections.abc import Iterator
from itertools import islice
from typing import Any

from xjtunews.database.dictionary import dictionary
from xjtunews.database.exporting import snapshot

#: Rows of a table that are looked at.
_ROWS = 5000
_LENGTH = 60
#: These hold when and by what the database was made, which is another thing each time.
_OF_THE_RUN = {
    "fetched",
    "started",
    "finished",
    "replay",
    "version",
    "days_since",
    "captured",
    "first_seen",
    "last_seen",
}
#: These mean the same in every table: where one has no row, another's example will do.
_COMMON = {"article_id", "mention_id", "event_id", "paragraph", "position", "text_start", "text_end", "published"}
_COMMON |= {"column_url", "item", "address", "label"}
#: The columns of views that are computed have no declared type.
_TYPES = {str: "TEXT", int: "INTEGER", float: "REAL"}
HEAD = "# Of every column: TABLE <tab> COLUMN <tab> TYPE <tab> an example from the bundled pages. Generated: make docs."


def find_examples(connection: sqlite3.Connection) -> Iterator[tuple[str, str, str, str]]:
    """Yield table, column, type and example of every column that the dictionary describes.

    The examples of a table are of one row as far as it goes: the first of those with the most values.
    """
    for table in dict.fromkeys(entry.table for entry in dictionary()):
        columns = connection.execute("SELECT name, type FROM pragma_table_info(?) ORDER BY cid", [table]).fetchall()
        order = ", ".join(str(number) for number in range(1, len(columns) + 1))
        rows = list(islice(connection.execute(f'SELECT * FROM "{table}" ORDER BY {order}'), _ROWS))  # noqa: S608
        fullest = max(rows, key=lambda row: sum(cell not in (None, "") for cell in row), default=None)
        for index, (column, kind) in enumerate(columns):
            cell = next((row[index] for row in (fullest, *rows) if row and row[index] not in (None, "")), "")
            shown = "" if column in _OF_THE_RUN or kind == "BLOB" else _shorten(cell)
            yield table, column, kind or _TYPES[type(cell)], shown


def _shorten(cell: Any) -> str:
    r"""Return a value in one line, cut where it is long.

    >>> _shorten("一\n二"), _shorten(34.34), _shorten("字" * 70)[-2:]
    ('一 二', '34.34', '字…')
    """
    text = " ".join(str(cell).split())
    return text if len(text) <= _LENGTH else text[: _LENGTH - 1] + "…"


def examples_file(connection: sqlite3.Connection) -> str:
    """Return the text of the file of examples."""
    found = list(find_examples(connection))
    common = {column: example for _, column, _, example in reversed(found) if example and column in _COMMON}
    lines = ((table, column, kind, example or common.get(column, "")) for table, column, kind, example in found)
    return "\n".join([HEAD, *("\t".join(line) for line in lines)]) + "\n"


if __name__ == "__main__":
    with snapshot(sys.argv[1]) as opened:
        sys.stdout.write(examples_file(opened))
