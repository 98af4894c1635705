from __future__ import annotations

import re
from pathlib import Path

import pytest

from xjtunews.language import words
from xjtunews.language.words import alternation, column, rows

DATA = Path(words.__file__).parent / "data"
LISTS = ["bodies.txt", "breadcrumbs.txt", "chrome.txt", "endings.txt", "not_events.txt", "related_labels.txt"]


def test_alternation_takes_the_longest_and_escapes() -> None:
    pattern = re.compile(alternation(["a", "a.b", "(c", "a"]))
    assert pattern.fullmatch("a.b")
    assert pattern.match("a.b")[0] == "a.b"  # type: ignore[index]
    assert not pattern.fullmatch("axb")
    assert pattern.fullmatch("(c")
    assert pattern.pattern.count("|") == 2


@pytest.mark.parametrize(("name", "width"), [("labels.tsv", 2), ("kinds.tsv", 2), *((name, 1) for name in LISTS)])
def test_every_row_is_complete_and_stands_once(name: str, width: int) -> None:
    found = rows(name)
    assert found
    assert all(len(row) == width and all(row) for row in found)
    assert len(set(found)) == len(found)
    assert not any("#" in cell for row in found for cell in row)


def test_no_label_means_two_things() -> None:
    labels = [label.replace(" ", "").lower() for label in column("labels.tsv", 1)]
    fields = dict(zip(labels, column("labels.tsv"), strict=True))
    assert all(fields[label] == field for label, field in zip(labels, column("labels.tsv"), strict=True))


def test_every_list_is_described() -> None:
    described = (DATA / "README.md").read_text("utf-8")
    assert {path.name for path in DATA.iterdir() if f"`{path.name}`" not in described} == {"README.md"}


@pytest.mark.parametrize("path", sorted(DATA.glob("*.t*")), ids=lambda path: path.name)
def test_every_list_says_what_it_holds_and_can_be_edited(path: Path) -> None:
    text = path.read_text("utf-8")
    assert text.startswith("#")
    assert text.endswith("\n")
    assert not any(line != line.rstrip(" ") for line in text.splitlines())
