"""Say what the database covers, as the home page shows it."""

from __future__ import annotations

import sqlite3
from typing import Any

from xjtunews.database.coverage import measure
from xjtunews.database.search_index import stored_coverage
from xjtunews.explore.names import STATUS
from xjtunews.explore.reader import read

_NUMBERS = {
    "articles": "报道（篇）",
    "events": "事件（件）",
    "signings": "其中签约（件）",
    "organizations": "合作机构（家）",
    "people": "人物（位）",
    "copies": "相同文本（篇）",
}
NOT_INDEXED = "尚未建立检索索引：检索较慢，下列数字为现算。请运行 scrapy index。"
STALE = "数据库在建立索引之后有更新：检索和下列数字可能缺少最新内容。请运行 scrapy index。"
_MOST_SITES = 8


async def coverage(datasette: Any) -> tuple[dict[str, Any], str | None]:
    """Return the numbers of the home page, and what is to be said about them."""
    found, stale, indexed = await read(datasette, _coverage)
    shown = {
        "numbers": [{"name": name, "value": found["numbers"][key]} for key, name in _NUMBERS.items()],
        "first": found["first"],
        "last": found["last"],
        "updated": (found["run"][1] or "").replace("T", " ")[:16],
        "sites": [{"site": site, "articles": articles} for site, articles in found["sites"][:_MOST_SITES]],
        "more_sites": len(found["sites"]) if len(found["sites"]) > _MOST_SITES else 0,
        "missing": [{"name": STATUS.get(status, status), "links": links} for status, links in found["missing"]],
    }
    return shown, NOT_INDEXED if not indexed else STALE if stale else None


def _coverage(connection: sqlite3.Connection) -> tuple[dict[str, Any], bool, bool]:
    found, stale = stored_coverage(connection)
    return found or measure(connection), stale, found is not None
