"""Read the saved questions: one file of ``queries/`` each, which says in its first lines what it answers.

A header line is ``-- KEY: VALUE``; the keys are those of :class:`Question`. A ``parameter`` is
``NAME | Chinese label | default | hint``, a ``chart`` is ``KIND | x=COLUMN | y=COLUMN | …``. The statement below the
header takes an empty parameter for its default.
"""

from __future__ import annotations

import re
from functools import cache
from importlib.resources import files
from typing import NamedTuple

from xjtunews.exceptions import XjtunewsError

_HEADER = re.compile(r"-- (\w+): ?(.*)")
_NUMBER = re.compile(r"\d+_")


class QuestionError(XjtunewsError):
    """Be raised where the file of a saved question says too little about itself."""


class Parameter(NamedTuple):
    """Hold what a form asks for: an empty value means the default, an empty default that the statement finds one."""

    name: str
    label: str
    default: str
    hint: str


class Question(NamedTuple):
    """Hold one saved question; ``counts`` says what its numbers count, ``chart`` its kind and columns."""

    name: str
    title: str
    english: str
    description: str
    counts: str
    parameters: tuple[Parameter, ...]
    chart: dict[str, str]
    sql: str


@cache
def questions() -> tuple[Question, ...]:
    """Return the saved questions, in the order of their files."""
    paths = sorted((files(__package__) / "queries").iterdir(), key=lambda path: path.name)
    return tuple(
        parse_question(_NUMBER.sub("", path.name.removesuffix(".sql"), count=1), path.read_text("utf-8"))
        for path in paths
        if path.name.endswith(".sql")
    )


def find_question(name: str | None) -> Question | None:
    """Return the question of this name."""
    return next((question for question in questions() if question.name == name), None)


def parse_question(name: str, text: str) -> Question:
    r"""Return what a file says.

    >>> question = parse_question("q", "-- title: 问\n-- english: Q\n-- description: 述\n-- counts: 事件\nSELECT 1\n")
    >>> question.title, question.parameters, question.sql
    ('问', (), 'SELECT 1')

    :raises QuestionError: if a line of the header is missing or unknown.
    """
    header: dict[str, str] = {}
    parameters = []
    lines = text.splitlines()
    while lines and (match := _HEADER.fullmatch(lines[0])):
        key, value = match[1], match[2].strip()
        if key == "parameter":
            parts = [part.strip() for part in value.split("|")]
            if len(parts) != len(Parameter._fields):
                raise QuestionError(f"{name}: a parameter has a name, a label, a default and a hint: {value}")
            parameters.append(Parameter(*parts))
        elif key in ("title", "english", "description", "counts", "chart"):
            header[key] = value
        else:
            raise QuestionError(f"{name}: nothing is called {key}")
        lines.pop(0)
    if missing := {"title", "english", "description", "counts"} - header.keys():
        raise QuestionError(f"{name}: {', '.join(sorted(missing))} is missing")
    return Question(
        name,
        header["title"],
        header["english"],
        header["description"],
        header["counts"],
        tuple(parameters),
        parse_chart(header.get("chart", "")),
        "\n".join(lines).strip(),
    )


def parse_chart(text: str) -> dict[str, str]:
    """Return a chart's kind and columns; without a kind there is none.

    >>> parse_chart("bar | x=月份 | y=事件数")
    {'kind': 'bar', 'x': '月份', 'y': '事件数'}
    """
    kind, *columns = [part.strip() for part in text.split("|")]
    return {"kind": kind, **dict(column.split("=", 1) for column in columns)} if kind else {}
