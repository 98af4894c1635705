"""A saved question says all about itself, and runs on a database of this schema."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from xjtunews.explore.metadata import labels, metadata, titles
from xjtunews.explore.queries import Question, QuestionError, find_question, parse_question, questions

HEADER = "-- title: 问\n-- english: Q\n-- description: 述。\n-- counts: events\n"
KINDS = {"bar", "line", "map", "timeline"}


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("SELECT 1", "counts, description, english, title is missing"),
        (HEADER + "-- parameter: a | b\nSELECT 1", "a parameter has a name"),
        (HEADER + "-- colour: red\nSELECT 1", "nothing is called colour"),
    ],
)
def test_a_file_that_says_too_little_is_refused(text: str, message: str) -> None:
    with pytest.raises(QuestionError, match=message):
        parse_question("q", text)


def test_there_are_the_questions_that_users_ask() -> None:
    assert len(questions()) >= 10
    assert len({question.title for question in questions()}) == len(questions())


@pytest.mark.parametrize("question", questions(), ids=lambda question: question.name)
def test_what_a_question_names_is_there(question: Question, small: Path) -> None:
    assert question.counts in {"events", "reports", "both", "other"}
    with closing(sqlite3.connect(f"file:{small}?mode=ro", uri=True)) as connection:
        views = {name for (name,) in connection.execute("SELECT name FROM sqlite_master")}
        cursor = connection.execute(question.sql, {parameter.name: "" for parameter in question.parameters})
        columns = {column[0] for column in cursor.description}
        empty = cursor.fetchall()
        filled = connection.execute(question.sql, {p.name: p.default for p in question.parameters}).fetchall()
    assert question.name not in views, "a question would hide a table"
    assert empty == filled, "an empty parameter is not its default"
    assert question.chart.get("kind") in KINDS
    for role in ("x", "y", "series", "label"):
        assert question.chart.get(role, next(iter(columns))) in columns, role


def test_dealings_with_many_bodies_are_those_that_are_gathered_of_few(small: Path) -> None:
    question = find_question("dealings_with_partner")
    assert question is not None
    walked = question.sql.replace("count(*) > 100", "count(*) > 0")
    assert walked != question.sql
    with closing(sqlite3.connect(f"file:{small}?mode=ro", uri=True)) as connection:
        for partner in ("天工", "图书馆", "", "无此单位"):
            few, many = (connection.execute(sql, {"partner": partner}).fetchall() for sql in (question.sql, walked))
            assert few == many
            assert bool(few) is (partner != "无此单位")


@pytest.mark.parametrize(
    ("year", "kind", "found"),
    [
        ("2024", "", {("陕西天工集团有限公司", 2, 1)}),
        ("", "签约", {("陕西天工集团有限公司", 1, 1), ("苏州市图书馆", 1, 1)}),
        ("2022", "签约", {("苏州市图书馆", 1, 1)}),
        ("20", "", set()),
    ],
)
def test_frequent_partners_of_a_year_or_kind(small: Path, year: str, kind: str, found: set[tuple[object, ...]]) -> None:
    question = find_question("frequent_partners")
    assert question is not None
    with closing(sqlite3.connect(f"file:{small}?mode=ro", uri=True)) as connection:
        rows = connection.execute(question.sql, {"year": year, "kind": kind}).fetchall()
    assert {row[:3] for row in rows if row[0] != "西安交通大学图书馆"} == found


def test_every_table_has_a_chinese_name_and_its_facets_are_columns() -> None:
    tables = metadata("news")["databases"]["news"]["tables"]
    assert tables.keys() == titles().keys()
    for name, table in tables.items():
        assert not titles()[name].isascii()
        known = set(labels(name))
        assert set(table.get("facets", ())) <= known, name
        assert {table[key] for key in ("sort_desc", "label_column") if key in table} <= known, name
