"""The pages of one event, partner, person or article; their addresses last as long as the ids do."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from urllib.parse import quote, unquote

from datasette import NotFound, Response

from xjtunews.database import pages
from xjtunews.explore.names import CREDITS, FIELDS, PLACE_ROLES, PRECISIONS, SIDES, STATUS, TYPES
from xjtunews.explore.reader import read
from xjtunews.language.search import highlight

_NAMES = {
    "types": TYPES,
    "sides": SIDES,
    "place_roles": PLACE_ROLES,
    "precisions": PRECISIONS,
    "roles": CREDITS,
    "fields": FIELDS,
    "status_of": STATUS,
    "most_events": pages.MOST_EVENTS,
    "most_joined": pages.MOST_JOINED,
}


async def event_page(datasette: Any, request: Any) -> Any:
    """Show an event; an id that it had before leads to the event that holds its passage now."""
    key = unquote(request.url_vars["id"])
    found = await read(datasette, pages.event, key)
    if found is None:
        now = await read(datasette, pages.event_now, key)
        if now is None:
            raise NotFound(f"没有编号为 {key[:80]} 的事件。")
        return Response.redirect(datasette.urls.path(f"events/{quote(now, safe='')}"), status=301)
    return await _show(datasette, request, "event.html", event=found)


async def partner_page(datasette: Any, request: Any) -> Any:
    """Show a partner: its events on a time line, its people, what was agreed."""
    found = await _find(datasette, request, pages.partner, "机构")
    return await _show(datasette, request, "partner.html", partner=found)


async def person_page(datasette: Any, request: Any) -> Any:
    """Show a person: offices with their times, and events."""
    found = await _find(datasette, request, pages.person, "人物")
    return await _show(datasette, request, "person.html", person=found)


async def article_page(datasette: Any, request: Any) -> Any:
    """Show an article as it is stored, with the sentences that prove its events marked."""
    found = await _find(datasette, request, pages.article, "报道")
    found["paragraphs"] = _paragraphs(found["body"], found["passages"])
    return await _show(datasette, request, "article.html", article=found, headline=highlight(found["title"], ()))


def _paragraphs(body: str, passages: list[dict[str, Any]]) -> list[list[tuple[str, dict[str, Any] | None]]]:
    """Return the paragraphs of a body in pieces, each with the passage that it proves, if any."""
    found: list[list[tuple[str, dict[str, Any] | None]]] = []
    start = 0
    for line in body.split("\n"):
        end, at, pieces = start + len(line), start, []
        for passage in passages:
            left, right = max(at, passage["evidence_start"]), min(end, passage["evidence_end"])
            if left < right:
                pieces += [(body[at:left], None), (body[left:right], passage)]
                at = right
        found.append([(text, passage) for text, passage in [*pieces, (body[at:end], None)] if text])
        start = end + 1
    return found


async def _find(datasette: Any, request: Any, function: Callable[..., Any], name: str) -> Any:
    key = unquote(request.url_vars["id"])
    found = await read(datasette, function, key)
    if found is None:
        raise NotFound(f"没有编号为 {key[:80]} 的{name}。")
    return found


async def _show(datasette: Any, request: Any, template: str, **context: Any) -> Any:
    return Response.html(await datasette.render_template(template, {**_NAMES, **context}, request))


ROUTES = (
    (r"/events/(?P<id>[^/]+)$", event_page),
    (r"/partners/(?P<id>[^/]+)$", partner_page),
    (r"/people/(?P<id>[^/]+)$", person_page),
    (r"/articles/(?P<id>[^/]+)$", article_page),
)
