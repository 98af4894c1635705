"""Show the cells of Datasette's own tables: ids as links to our pages, addresses as links to the source."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from numbers import Number
from typing import Any
from urllib.parse import quote

from markupsafe import Markup, escape

from xjtunews.explore.codes import with_meaning
from xjtunews.explore.reasons import chinese
from xjtunews.explore.safety import web_address

#: Columns that hold the id of something that has a page of its own.
_PAGES = {
    "event_id": "/events/",
    "article_id": "/articles/",
    "target_id": "/articles/",
    "canonical_id": "/articles/",
    "copy_of": "/articles/",
    "person_id": "/people/",
    "organization_id": "/partners/",
    "事件编号": "/events/",
    "人物编号": "/people/",
    "机构编号": "/partners/",
    "报道编号": "/articles/",
}
#: Columns of questions, whose ids say nothing to a reader.
_BARE = "编号"
#: The column of a question that says why something was not fetched.
_REASON = "原因"
#: Tables whose ``id`` is such an id.
_TABLES = {"events": "/events/", "articles": "/articles/", "people": "/people/", "organizations": "/partners/"}
_LONGEST_LABEL = 60


def render(value: Any, column: str, table: str | None, path: Callable[[str], str] = str) -> Markup | None:
    """Return the HTML of a cell, None where Datasette's own will do; ``path`` makes an address of one of our pages.

    >>> print(render("event-a", "event_id", None))
    <a href="/events/event-a">event-a</a>
    >>> print(render("javascript:alert(1)", "url", "articles"))
    javascript:alert(1)
    """
    if isinstance(value, dict):  # a foreign key with the label of its row
        page, label, value = _PAGES.get(column), value["label"], value["value"]
        return _link(path(page) + quote(str(value), safe=""), _cut(label)) if page else None
    if isinstance(value, float) and value.is_integer():
        return escape(f"{value:.0f}")
    if not isinstance(value, str):
        return None
    if column == _REASON and table is None:
        return escape(chinese(value) or value)
    if code := with_meaning(value, column, table):
        return code
    page = _TABLES.get(table or "") if column == "id" else _PAGES.get(column)
    if page and value:
        return _link(path(page) + quote(value, safe=""), "查看" if column.endswith(_BARE) else value)
    if address := web_address(value.strip()):
        return _link(address, _cut(address), ' rel="noopener noreferrer"')
    if ":" in value[:40] and value.strip().lower().startswith(("http:", "https:", "javascript:", "data:")):
        return escape(value)
    return None


def table_rows(shown: Sequence[Sequence[Any]], values: Sequence[Sequence[Any]]) -> Markup:
    """Return the rows of a table: a template takes three times as long for thousands of cells.

    >>> print(table_rows([["<", 1]], [["<", 1]]))
    <tr><td>&lt;</td><td class="number">1</td></tr>
    """
    lines = []
    for line, of_line in zip(shown, values, strict=True):
        cells = (
            f'<td class="number">{escape(cell)}</td>' if isinstance(value, Number) else f"<td>{escape(cell)}</td>"
            for cell, value in zip(line, of_line, strict=True)
        )
        lines.append(f"<tr>{''.join(cells)}</tr>")
    return Markup("\n".join(lines))  # noqa: S704  # every cell is escaped


def _link(address: str, text: str, more: str = "") -> Markup:
    return Markup(f'<a href="{escape(address)}"{more}>{escape(text)}</a>')  # noqa: S704  # `format` takes longer


def _cut(text: Any) -> str:
    shown = str(text)
    return shown if len(shown) <= _LONGEST_LABEL else shown[: _LONGEST_LABEL - 1] + "…"
