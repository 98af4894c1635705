"""The Datasette plugin: our pages, what Datasette's own show, and what all of them must not do.

Source: https://docs.datasette.io/en/stable/plugin_hooks.html
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from functools import cache
from typing import Any

from datasette import hookimpl

from xjtunews.explore import cells, codes, downloads, metadata, queries, reader, reasons, routes, safety

__all__ = [
    "asgi_wrapper",
    "extra_template_vars",
    "forbidden",
    "get_metadata",
    "handle_exception",
    "permission_allowed",
    "prepare_connection",
    "prepare_jinja2_environment",
    "register_routes",
    "render_cell",
    "startup",
]


@hookimpl
def startup() -> None:
    """Read the dictionary of words, for which the first search would else wait half a second."""
    from xjtunews.language.segment import segmenter

    segmenter()


@hookimpl
def register_routes() -> list[tuple[str, routes.View]]:
    """Answer the addresses of our pages; they come before Datasette's own."""
    return routes.all_routes()


@hookimpl
def get_metadata(datasette: Any) -> dict[str, Any]:
    """Describe the database under the name of its file, whatever that is."""
    return _metadata(reader.news(datasette).name)


@cache
def _metadata(name: str) -> dict[str, Any]:
    return metadata.metadata(name)


@hookimpl
def prepare_jinja2_environment(env: Any, datasette: Any) -> None:
    """Give every template what the frame of a page needs, those of errors included."""
    env.globals["navigation"] = routes.NAVIGATION
    env.globals["news_name"] = lambda: reader.news(datasette).name
    env.globals["questions"] = queries.questions
    env.globals["table_rows"] = cells.table_rows
    env.filters["web"] = safety.web_address
    env.filters["reason"] = lambda stored: reasons.chinese(stored) or stored


@hookimpl
def extra_template_vars(template: str, database: str | None, table: str | None) -> dict[str, Any]:
    """Give Datasette's own pages the Chinese names of tables and the saved question that is shown."""
    return {
        "titles": metadata.titles(),
        "labels": metadata.labels(table) if table else {},
        "meaning": codes.meaning,
        "question_of": queries.find_question,
    }


@hookimpl
def render_cell(value: Any, column: str, table: str | None, datasette: Any) -> Any:
    """Show ids as links to our pages, and nothing but web addresses as links to elsewhere."""
    return cells.render(value, column, table, datasette.urls.path)


@hookimpl(trylast=True)
def prepare_connection(conn: sqlite3.Connection) -> None:
    """Let Datasette's search boxes cut what is typed into the words of the index; its own function comes before."""
    from xjtunews.language.search import match_expression

    conn.create_function("escape_fts", 1, match_expression, deterministic=True)


@hookimpl
def asgi_wrapper() -> Callable[[Any], Any]:
    """Send the headers that keep a browser from running or leaking anything; only read; make CSV safe."""
    return lambda app: safety.with_headers(safety.for_reading(downloads.with_safe_csv(app)))


@hookimpl(tryfirst=True)
def handle_exception(datasette: Any, request: Any, exception: Exception) -> Any:
    """Say in Chinese what went wrong."""
    return safety.explain(datasette, request, exception)


@hookimpl(tryfirst=True)
def forbidden(datasette: Any, request: Any) -> Any:
    """Say in Chinese that something is not open to all."""
    return safety.refuse(datasette, request)


@hookimpl
def permission_allowed(action: str, resource: Any) -> bool | None:
    """Keep the tables of the index and of the migrations, whose names begin with ``_``, to ourselves."""
    if action == "view-table" and resource[1].startswith("_"):
        return False
    return None
