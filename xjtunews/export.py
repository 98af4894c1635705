"""Write the public tables into a folder, each into a file of its own, with what a reader must know beside them."""

from __future__ import annotations

import importlib.util
import json
import sqlite3
from collections.abc import Callable, Iterable, Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from typing import Any

from xjtunews import __version__
from xjtunews.database.dictionary import described_columns
from xjtunews.database.exporting import Table, as_of, public_tables, read_rows
from xjtunews.exceptions import ArgumentError
from xjtunews.spreadsheets import BOM, write_rows

Row = tuple[Any, ...]
#: DuckDB's type of each of SQLite's.
_PARQUET_TYPES = {"TEXT": "VARCHAR", "INTEGER": "BIGINT", "REAL": "DOUBLE"}
#: What is written by others, whole: left out unless asked for.
_BODIES = ("articles", "body")
_README = """\
# xjtunews：高校合作新闻事件数据 · events of university cooperation

* 数据截至 data as of: {as_of}
* 程序版本 written by: xjtunews {version}
* 格式 format: {format}；正文 article bodies: {bodies}

| 表 table | 行数 rows | 内容 what it holds |
| --- | ---: | --- |
{tables}

`dictionary.csv` 说明每一列的含义、单位和示例。空值表示原文未说明，并非零。
It says what every column means, its unit and an example. An empty cell means that the text does not say, never zero.
`text_start`、`text_end` 指 `articles.body`，须与正文一并导出（`--with-bodies`）才有用。
They point into `articles.body`, and mean something only beside it (`--with-bodies`).
{note}
## 许可 Licence

* **事实**（事件、日期、人物、机构、地点、协议、数字及其关系）由本项目整理，采用 CC BY 4.0：注明“xjtunews”即可使用。
  The facts and how they are joined are ours: CC BY 4.0, https://creativecommons.org/licenses/by/4.0/ ; name “xjtunews”.
* **文字**（标题、概要、依据原句、数字所在分句{bodies_too}）的权利属于原发布者；引用请注明其网址（`articles.url`）。
  Headlines, quoted sentences and clauses belong to those who published them; cite their address (`articles.url`).
* **程序**（xjtunews）另依 MIT 许可。 The program, xjtunews, is under the MIT licence; that says nothing of its output.
* 数据由程序自动得出，会有错误；每条事实都可凭原句核对。
  The facts are read by rules and can be wrong; each can be checked against its sentence.
"""
_CSV_NOTE = """
CSV 为带 BOM 的 UTF-8，可直接用 Excel 打开；可能被当作公式的单元格前加了 `'`。
CSV is UTF-8 with a byte order mark; a cell that a spreadsheet would run as a formula has a `'` before it.
"""


def export(
    connection: sqlite3.Connection, folder: Path, *, form: str = "csv", with_bodies: bool = False
) -> Iterator[tuple[str, int]]:
    """Write the tables as of now; yield the name of each and its rows when its file is complete.

    The same database gives the same files: the date in them is that of the last run. Rows are written as they are read.

    :raises ArgumentError: if the format cannot be written here.
    :raises OSError: if the folder cannot be written.
    """
    write = writers()[form]
    folder.mkdir(parents=True, exist_ok=True)
    counts = {}
    for table in public_tables(connection):
        if not with_bodies:
            table = replace(table, columns=tuple(c for c in table.columns if (table.name, c[0]) != _BODIES))
        path = folder / f"{table.name}.{form}"
        # A file of the right name is a whole one.
        unfinished = path.with_name(path.name + ".part")
        try:
            with closing(read_rows(connection, table)) as rows:
                counter = _Counter(rows)
                write(unfinished, table, counter)
            unfinished.replace(path)
        finally:
            unfinished.unlink(missing_ok=True)
        counts[table.name] = counter.rows
        yield table.name, counter.rows
    _write_dictionary(folder / "dictionary.csv", counts, with_bodies=with_bodies)
    (folder / "README.md").write_text(_readme(as_of(connection), counts, form, with_bodies=with_bodies), "utf-8")


def writers() -> dict[str, Callable[[Path, Table, Iterable[Row]], None]]:
    """Return what writes each format."""
    return {"csv": write_csv, "json": write_json, "parquet": write_parquet}


class _Counter:
    """Pass rows on, and count them."""

    def __init__(self, rows: Iterable[Row]) -> None:
        self._source = rows
        self.rows = 0

    def __iter__(self) -> Iterator[Row]:
        for row in self._source:
            self.rows += 1
            yield row


def write_csv(path: Path, table: Table, rows: Iterable[Row]) -> None:
    """Write CSV that a spreadsheet opens: a byte order mark, and no formula."""
    with path.open("w", encoding="utf-8", newline="") as file:
        file.write(BOM)
        write_rows(file, [[name for name, _ in table.columns]])
        write_rows(file, rows)


def write_json(path: Path, table: Table, rows: Iterable[Row]) -> None:
    """Write one JSON array, an object a line."""
    with path.open("w", encoding="utf-8") as file:
        file.write("[")
        separator = "\n"
        for line in _objects(table, rows):
            file.write(separator + line)
            separator = ",\n"
        file.write("\n]\n")


def write_parquet(path: Path, table: Table, rows: Iterable[Row]) -> None:
    """Write Parquet, compressed with zstd.

    :raises ArgumentError: if DuckDB, which writes it, is not installed.
    """
    if importlib.util.find_spec("duckdb") is None:
        raise ArgumentError("--format parquet needs DuckDB; run: pip install duckdb")
    import duckdb

    lines = path.with_name(path.name + ".jsonl")
    types = {name: _PARQUET_TYPES[kind] for name, kind in table.columns}
    try:
        with lines.open("w", encoding="utf-8") as file:
            file.writelines(line + "\n" for line in _objects(table, rows))
        # One thread keeps the rows in order, and the file the same from run to run.
        with duckdb.connect(config={"threads": 1}) as connection:
            source = connection.read_json(str(lines), columns=types, format="newline_delimited")
            source.write_parquet(str(path), compression="zstd")
    finally:
        lines.unlink(missing_ok=True)


def _objects(table: Table, rows: Iterable[Row]) -> Iterator[str]:
    names = [name for name, _ in table.columns]
    for row in rows:
        yield json.dumps(dict(zip(names, row, strict=True)), ensure_ascii=False)


def _write_dictionary(path: Path, counts: dict[str, int], *, with_bodies: bool) -> None:
    header = ("table", "column", "type", "unit", "example", "english", "chinese")
    entries = (
        entry for entry in described_columns() if entry.table in counts and (with_bodies or entry[:2] != _BODIES)
    )
    with path.open("w", encoding="utf-8", newline="") as file:
        file.write(BOM)
        write_rows(file, [header])
        write_rows(file, entries)


def _readme(moment: str | None, counts: dict[str, int], form: str, *, with_bodies: bool) -> str:
    meanings = {entry.table: f"{entry.chinese} {entry.english}" for entry in described_columns() if not entry.column}
    return _README.format(
        as_of=moment or "–",
        version=__version__,
        format=form,
        bodies="含 included" if with_bodies else "不含 left out",
        tables="\n".join(f"| `{name}` | {rows} | {meanings[name]} |" for name, rows in counts.items()),
        note=_CSV_NOTE if form == "csv" else "",
        bodies_too="、正文" if with_bodies else "",
    )
