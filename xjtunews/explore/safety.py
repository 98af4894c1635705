"""Keep the pages safe to show to a network: headers, addresses, errors, robots."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Awaitable, Callable
from typing import Any

from datasette import NotFound, Response
from datasette.database import QueryInterrupted
from datasette.views.base import DatasetteError

#: Scripts and styles come from this site's files alone: words of a page can never run.
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self';"
    " connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
HEADERS = (
    (b"content-security-policy", POLICY.encode()),
    (b"x-content-type-options", b"nosniff"),
    (b"referrer-policy", b"no-referrer"),
    (b"x-robots-tag", b"noindex, nofollow"),
    (b"x-frame-options", b"DENY"),
    (b"cross-origin-opener-policy", b"same-origin"),
    (b"permissions-policy", b"camera=(), geolocation=(), microphone=()"),
)
#: By what methods pages are asked for.
_METHODS = ("GET", "HEAD")
#: Bytes of a header that every proxy passes on.
_LONGEST_HEADER = 4096
_WEB = re.compile(r"https?://[^\s\"'<>\x00-\x20]+", re.IGNORECASE)


def web_address(value: Any) -> str | None:
    """Return ``value`` if it is the address of a web page, else None: nothing else becomes a link.

    >>> web_address("https://news.xjtu.edu.cn/a.htm"), web_address("javascript:alert(1)"), web_address(None)
    ('https://news.xjtu.edu.cn/a.htm', None, None)
    """
    return value if isinstance(value, str) and _WEB.fullmatch(value) else None


def with_headers(app: Any) -> Any:
    """Return the application with our headers on every answer that does not set them itself."""

    async def wrapped(scope: Any, receive: Any, send: Callable[[Any], Awaitable[None]]) -> None:
        async def send_with_headers(message: Any) -> None:
            if message["type"] == "http.response.start":
                # Datasette repeats the whole address in `Link`.
                headers = [pair for pair in message.get("headers", []) if len(pair[1]) <= _LONGEST_HEADER]
                given = {key.lower() for key, _ in headers}
                message = {**message, "headers": headers + [pair for pair in HEADERS if pair[0] not in given]}
            await send(message)

        await app(scope, receive, send_with_headers)

    return wrapped


def for_reading(app: Any) -> Any:
    """Return the application, asked by GET alone: HEAD is answered like it (the server leaves the body out)."""

    async def wrapped(scope: Any, receive: Any, send: Callable[[Any], Awaitable[None]]) -> None:
        if scope["type"] == "http" and scope["method"] not in _METHODS:
            answer = Response.text("405 Method Not Allowed\n", status=405, headers={"allow": ", ".join(_METHODS)})
            await answer.asgi_send(send)
            return
        await app({**scope, "method": "GET"} if scope["type"] == "http" else scope, receive, send)

    return wrapped


async def explain(datasette: Any, request: Any, exception: Exception) -> Any:
    """Return a page for an error that is the visitor's or the limit's; None leaves it to Datasette."""
    if isinstance(exception, QueryInterrupted):
        return await _error(datasette, request, 503, "查询超时", "这次查询超过了时间限制。请缩小范围后再试。")
    if isinstance(exception, NotFound):
        text = str(exception)  # Datasette's own are English
        return await _error(datasette, request, 404, "没有找到", "没有这个页面。" if text.isascii() else text)
    if isinstance(exception, sqlite3.ProgrammingError):  # too few parts for the key of a row
        return await _error(datasette, request, 404, "没有找到", "没有这一行。")
    # Datasette takes `_next=x` for a number, and `_through` and `_shape` for what they should be.
    wrong = isinstance(exception, ValueError | OverflowError | KeyError)
    wrong = wrong or (isinstance(exception, DatasetteError) and exception.status == 500)
    if wrong and request.query_string:
        return await _error(datasette, request, 400, "地址有误", "网址中的参数不能识别。")
    return None


async def refuse(datasette: Any, request: Any) -> Any:
    """Return the page for what is not open to all: queries of one's own, and the tables of the index."""
    return await _error(datasette, request, 403, "不开放", "这里不开放。常用问题、检索和数据表无须权限。")


async def _error(datasette: Any, request: Any, status: int, title: str, text: str) -> Any:
    if request.path.endswith(".json"):
        return Response.json({"ok": False, "status": status, "title": title, "error": text}, status=status)
    page = await datasette.render_template("error.html", {"status": status, "title": title, "error": text}, request)
    return Response.html(page, status=status)


async def robots(datasette: Any) -> Any:
    """Ask all robots to stay away."""
    return Response.text("User-agent: *\nDisallow: /\n")


async def hidden(datasette: Any) -> Any:
    """Answer for Datasette's pages about itself, which show where files lie, as if there were none."""
    raise NotFound("没有这个页面。")


ROUTES = (
    (r"/robots\.txt$", robots),
    (r"/[^/]+\.(?:csv|blob)$", hidden),  # of a whole database, which has no rows
    (r"/-/(?:databases|threads|messages|permissions|allow-debug|patterns|auth-token|logout)(?:\.json)?$", hidden),
)
