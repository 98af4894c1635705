"""What lives in which room of the package, and what never does."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parent.parent / "xjtunews"
NEVER = {
    "language": {"scrapy", "sqlite_utils", "sqlite3", "lxml", "parsel", "itemloaders", "itemadapter"},
    "sites": {"scrapy", "sqlite_utils", "sqlite3"},
    "archive": {"parsel", "lxml", "sqlite_utils", "xjtunews.sites", "xjtunews.language"},
    "spiders": {"parsel", "lxml", "sqlite_utils", "sqlite3", "xjtunews.database"},
    "pipelines": {"parsel", "lxml", "re2"},
    "database": {"scrapy", "parsel", "lxml", "xjtunews.sites", "xjtunews.spiders", "xjtunews.pipelines"},
    "explore": {"scrapy", "parsel", "lxml", "sqlite_utils", "xjtunews.sites", "xjtunews.spiders", "xjtunews.pipelines"},
}
SQL = re.compile(r"\b(?:PRAGMA \w+|SELECT .+ FROM|INSERT INTO|UPDATE \w+ SET|DELETE FROM|CREATE TABLE)\b")


def imports(path: Path) -> set[str]:
    found = set()
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            found.add(node.module or "")
    return found


@pytest.mark.parametrize("room", NEVER)
def test_a_room_imports_nothing_that_belongs_elsewhere(room: str) -> None:
    for path in (PACKAGE / room).rglob("*.py"):
        for module in imports(path):
            for never in NEVER[room]:
                assert not f"{module}.".startswith(f"{never}."), f"{path.name} imports {module}"


def test_sql_stands_in_the_database_room_only() -> None:
    for path in PACKAGE.rglob("*.py"):
        if path.parent.name != "database":
            assert not SQL.search(path.read_text("utf-8")), path


def test_modules_stay_small() -> None:
    assert not {p.name: n for p in PACKAGE.rglob("*.py") if (n := len(p.read_text("utf-8").splitlines())) > 400}
