from __future__ import annotations

import csv
import io
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from xjtunews.spreadsheets import guard, guard_csv, write_rows


@pytest.mark.parametrize(
    ("cell", "written"),
    [
        ("=cmd|' /C calc'!A0", "'=cmd|' /C calc'!A0"),
        ("+1+1", "'+1+1"),
        ("-1+1|x", "'-1+1|x"),
        ("@SUM(A1)", "'@SUM(A1)"),
        ("＝1+1", "'＝1+1"),
        ("\t=1", "'\t=1"),
        ("\r\n=1", "'\r\n=1"),
        ("-", "'-"),
        ("+8.5", "+8.5"),
        ("-12", "-12"),
        ("1.5e-7", "1.5e-7"),
        ("a=b", "a=b"),
        ("卢建军", "卢建军"),
        ("", ""),
        (None, None),
        (-2.5, -2.5),
    ],
)
def test_guard(cell: Any, written: Any) -> None:
    assert guard(cell) == written


def test_rows_are_csv() -> None:
    file = io.StringIO(newline="")
    write_rows(file, [["甲", '说"好"', None, 2], ["=1", "a,b", "一\n二", -1]])
    assert file.getvalue() == '甲,"说""好""",,2\r\n\'=1,"a,b","一\n二",-1\r\n'


@given(st.lists(st.lists(st.text(st.characters(exclude_categories=["Cs", "Cc"])), min_size=2), min_size=1))
def test_no_cell_of_guarded_csv_is_a_formula(rows: list[list[str]]) -> None:
    file = io.StringIO(newline="")
    csv.writer(file).writerows(rows)
    guarded = list(csv.reader(io.StringIO(guard_csv(file.getvalue()), newline="")))
    assert guarded == [[guard(cell) for cell in row] for row in rows]
    assert not [cell for row in guarded for cell in row if cell[:1] in "=@" and cell]
