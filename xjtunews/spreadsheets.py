"""Write tables that a spreadsheet opens as they are: UTF-8 with a byte order mark, and no cell that it would run."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable
from typing import Any, TextIO

#: Without it Excel takes UTF-8 for the code page of the machine.
BOM = "\ufeff"
#: What begins a formula, in half and full width; a tab or line break before it is dropped by the spreadsheet.
_FORMULA = re.compile(r"[\t\r\n]*[=+\-@＝＋－＠]")
_NUMBER = re.compile(r"[+-]?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?")


def guard(cell: Any) -> Any:
    """Return ``cell`` with ``'`` before it where a spreadsheet would run it as a formula; numbers stay.

    >>> guard("=cmd|' /C calc'!A0"), guard("-3.5"), guard("卢建军"), guard(None), guard(-2)
    ("'=cmd|' /C calc'!A0", '-3.5', '卢建军', None, -2)

    Source: https://owasp.org/www-community/attacks/CSV_Injection
    """
    if isinstance(cell, str) and _FORMULA.match(cell) and not _NUMBER.fullmatch(cell):
        return "'" + cell
    return cell


def write_rows(file: TextIO, rows: Iterable[Iterable[Any]]) -> None:
    """Write rows as CSV (RFC 4180), each cell guarded; the caller writes the byte order mark."""
    writer = csv.writer(file)
    for row in rows:
        writer.writerow([guard(cell) for cell in row])


def guard_csv(text: str) -> str:
    r"""Return the CSV ``text``, some whole rows, with each cell guarded.

    >>> guard_csv('a,"=b,c"\r\n1,-2\r\n')
    'a,"\'=b,c"\r\n1,-2\r\n'
    """
    guarded = io.StringIO(newline="")
    write_rows(guarded, csv.reader(io.StringIO(text, newline="")))
    return guarded.getvalue()
