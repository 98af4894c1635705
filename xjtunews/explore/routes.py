"""Which addresses are answered by the project's own pages.

A module of pages has ``ROUTES``: pairs of a pattern (from the first slash to the end of the path) and a coroutine that
takes ``datasette`` and ``request``, and returns a response. A new module is named in ``_MODULES``, and its page, if
readers shall find it, in ``NAVIGATION``.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from importlib import import_module
from typing import Any

View = Callable[..., Awaitable[Any]]
Routes = tuple[tuple[str, View], ...]

#: Modules of this package that have ``ROUTES``.
_MODULES = ("home", "search", "pages", "dashboard", "feed_pages", "reference", "safety")
#: What every page links to: address and Chinese name.
NAVIGATION = (
    ("/", "首页"),
    ("/search", "检索"),
    ("/questions", "常用问题"),
    ("/dashboard", "图表"),
    ("/tables", "数据表"),
)


def all_routes() -> list[tuple[str, View]]:
    """Return the routes of all modules, in their order."""
    return [route for name in _MODULES for route in import_module(f"{__package__}.{name}").ROUTES]
