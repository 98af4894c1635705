"""Make every CSV that Datasette sends one that a spreadsheet opens: a byte order mark, and no formula in a cell.

Datasette 0.65 writes CSV itself, a row at a time, and asks no plugin: it is changed on its way out.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Any
from urllib.parse import parse_qs

from xjtunews.spreadsheets import BOM, guard_csv

_TYPES = (b"text/csv", b"text/plain")


def with_safe_csv(app: Any) -> Any:
    """Return the application, its CSV with a byte order mark and every cell guarded."""

    async def wrapped(scope: Any, receive: Any, send: Callable[[Any], Awaitable[None]]) -> None:
        await app(scope, receive, _guarded(send) if asks_for_csv(scope) else send)

    return wrapped


def asks_for_csv(scope: Any) -> bool:
    """Tell whether a request is for CSV, by the end of its path or by ``_format``.

    >>> asks_for_csv({"type": "http", "path": "/news/events.csv", "query_string": b""})
    True
    >>> asks_for_csv({"type": "http", "path": "/news/events", "query_string": b"_format=csv"})
    True
    >>> asks_for_csv({"type": "http", "path": "/news/events", "query_string": b""})
    False
    """
    if scope["type"] != "http":
        return False
    asked = parse_qs(scope.get("query_string", b"").decode("latin-1"))
    return bool(scope["path"].endswith(".csv") or asked.get("_format") == ["csv"])


def _guarded(send: Callable[[Any], Awaitable[None]]) -> Callable[[Any], Awaitable[None]]:
    state = {"csv": False, "begun": False}

    async def guarded(message: Any) -> None:
        if message["type"] == "http.response.start":
            kind = dict(message.get("headers", [])).get(b"content-type", b"")
            state["csv"] = message["status"] == 200 and kind.startswith(_TYPES)
        elif state["csv"] and message.get("body"):
            # One message holds whole rows: Datasette sends each as it is written.
            text = guard_csv(message["body"].decode("utf-8"))
            text = text if state["begun"] else BOM + text
            state["begun"] = True
            message = {**message, "body": text.encode("utf-8")}
        await send(message)

    return guarded
