"""The search page."""

from __future__ import annotations

import sqlite3
from typing import Any
from urllib.parse import urlencode

from datasette import Response

from xjtunews.database.search import MOST_PAGES, MOST_RANKED, PAGE_SIZE, Results, partners_called, people_called, search
from xjtunews.database.search_index import TAGS, stored_coverage
from xjtunews.explore.coverage import NOT_INDEXED, STALE
from xjtunews.explore.names import TYPES
from xjtunews.explore.reader import is_late, read
from xjtunews.language.search import SearchQuery, excerpt, highlight, normalize, parse_query

FILTERS = {"kind": "事件类型", "type": "对方类型", "province": "对方省份", "year": "年份"}
_CUT = "检索词过长，只用了前 200 个字、前 12 个词。"
_WORDS = "没有找到连在一起的原词，下面是分词后各词都出现的报道。"
_TEXTS = "检索索引中没有这样的词，已改为在原文中逐字查找。"
_LATE = "查找超过了时间限制，没有结果。请换一个更具体的词，或加上筛选条件。"
_UNNAMED = "查找同名的人物和合作方超过了时间限制，下面只列出报道。"
_PARTLY = f"结果很多，相关度只在最新的 {MOST_RANKED:,} 篇中比较。"


async def search_page(datasette: Any, request: Any) -> Any:
    """Show what was found, or what can be asked."""
    asked = request.args.get("q") or ""
    query = parse_query(asked)
    filters = {name: value for name in TAGS if (value := (request.args.get(name) or "").strip()[:40])}
    order = "best" if request.args.get("order") == "best" else "new"
    page = _page(request.args.get("page"))
    results, choices, notices, people, partners = await read(datasette, _search, query, filters, order, page)
    if query.cut:
        notices.append(_CUT)
    kept = {"q": asked[:200], **filters, **({"order": order} if order == "best" else {})}
    last = min(MOST_PAGES, -(-results.count // PAGE_SIZE))
    context = {
        "asked": asked[:200],
        "filters": [(name, label, filters.get(name, ""), _labelled(name, choices)) for name, label in FILTERS.items()],
        "order": order,
        "results": results,
        "articles": [_shown(article, query) for article in results.articles],
        "people": people,
        "partners": partners,
        "notices": notices,
        "page": page,
        "last": last,
        "types": TYPES,
        "before": urlencode({**kept, "page": page - 1}) if page > 1 else None,
        "after": urlencode({**kept, "page": page + 1}) if page < last else None,
    }
    return Response.html(await datasette.render_template("search.html", context, request))


def _search(
    connection: sqlite3.Connection, query: SearchQuery, filters: dict[str, str], order: str, page: int
) -> tuple[Results, dict[str, list[str]], list[str], list[dict[str, Any]], list[dict[str, Any]]]:
    covered, stale = stored_coverage(connection)
    notices = [NOT_INDEXED] if covered is None else [STALE] if stale else []
    choices: dict[str, list[str]] = (covered or {}).get("choices", {})
    try:
        results = search(connection, query, filters, order, page)
    except sqlite3.OperationalError as error:
        if not is_late(error):
            raise
        return Results("late", 0, False, False, ()), choices, [*notices, _LATE], [], []
    if covered and results.how == "texts":
        notices.append(_TEXTS)
    if results.how == "words":
        notices.append(_WORDS)
    if results.partly:
        notices.append(_PARTLY)
    people, partners = [], []
    if len(query.pieces) == 1 and len(query.pieces[0]) > 1 and page == 1:
        try:
            people = people_called(connection, query.pieces[0])
            partners = partners_called(connection, query.pieces[0])
        except sqlite3.OperationalError as error:
            if not is_late(error):
                raise
            notices.append(_UNNAMED)
    return results, choices, notices, people, partners


def _labelled(name: str, choices: dict[str, list[str]]) -> list[tuple[str, str]]:
    return [(value, TYPES.get(value, value) if name == "type" else value) for value in choices.get(name, [])]


def _shown(article: dict[str, Any], query: SearchQuery) -> dict[str, Any]:
    def said(event: dict[str, Any]) -> bool:
        return any(piece in normalize(event["evidence"]) for piece in query.marked)

    return {
        **article,
        # A roundup tells of dozens: those whose sentence has what was asked for come first.
        "events": sorted(article["events"], key=said, reverse=True),
        "heading": highlight(article["title"], query.marked),
        "excerpt": excerpt(article["body"], query.marked),
    }


def _page(text: str | None) -> int:
    return min(int(text), MOST_PAGES) if text and text.isascii() and text.isdigit() and int(text[:9]) > 0 else 1


ROUTES = ((r"/search$", search_page),)
