"""Answer ``/feed.atom`` and ``/calendar.ics``, for all events or those of ``?kind=``, ``?partner=``, ``?province=``."""

from __future__ import annotations

import json
import sqlite3
from functools import cache
from importlib.resources import files
from typing import Any
from urllib.parse import quote, urlencode

from datasette import Response

from xjtunews.explore import reader
from xjtunews.explore.codebook import kind_order
from xjtunews.explore.feeds import FeedEvent, atom, icalendar
from xjtunews.language.words import column, rows

#: What a feed can be narrowed by.
FILTERS = ("kind", "partner", "province")
_LONGEST = 100  # characters of a filter
_FEED, _CALENDAR = 50, 500  # events
#: An event has so many reports, at most, on the average: passages that are looked at for one event.
_WALK = 8
#: So many bodies at most are meant by a part of their name, and so many rows that name a province are few.
_BODIES, _FEW = 50, 2000


@cache
def statement(name: str) -> str:
    """Return the statement in ``sql/NAME.sql``."""
    return (files(__package__) / "sql" / f"{name}.sql").read_text("utf-8")


def read_events(connection: sqlite3.Connection, filters: dict[str, str], size: int, site: str) -> list[FeedEvent]:
    """Return the events that were reported last, at most ``size``; ``site`` is the site's own address."""
    parameters = {**filters, "size": size, "walk": size * _WALK, "bodies": _BODIES, "few": _FEW}
    gathered = bool(filters["partner"])
    if filters["province"] and not gathered:
        (gathered,) = connection.execute(statement("feed_few"), parameters).fetchone()
    found = connection.execute(statement("feed_gather" if gathered else "feed_walk"), parameters)
    chosen = json.dumps([tuple(row) for row in found])
    return [
        FeedEvent(
            id=key,
            summary=summary,
            date_start=start,
            date_end=end,
            day=precision == "day",
            published=published,
            kinds=tuple(sorted(json.loads(kinds), key=kind_order)),
            parties=tuple(json.loads(parties)),
            places=tuple(json.loads(places)),
            sources=tuple(json.loads(sources)),
            link=f"{site}events/{quote(key, safe='')}",
        )
        for key, summary, start, end, precision, published, kinds, parties, places, sources in connection.execute(
            statement("feed_events"), {"chosen": chosen}
        )
    ]


async def feed(datasette: Any, request: Any) -> Any:
    """Answer with Atom."""
    filters, site = _filters(request), _site(datasette, request)
    events = await reader.read(datasette, read_events, filters, _FEED, site)
    text = atom(
        events, title=_title("新事件", filters), feed_link=_address(site + "feed.atom", filters), page_link=site
    )
    return Response(text, content_type="application/atom+xml; charset=utf-8")


async def calendar(datasette: Any, request: Any) -> Any:
    """Answer with iCalendar."""
    filters, site = _filters(request), _site(datasette, request)
    events = await reader.read(datasette, read_events, filters, _CALENDAR, site)
    headers = {"content-disposition": 'inline; filename="xjtunews.ics"'}
    text = icalendar(events, title=_title("事件日历", filters))
    return Response(text, content_type="text/calendar; charset=utf-8", headers=headers)


async def subscribe(datasette: Any, request: Any) -> Any:
    """Show which feeds and downloads there are."""
    provinces = dict.fromkeys(row[2] for row in rows("places.tsv") if row[1] == "province")
    context = {"kinds": column("kind_meanings.tsv"), "provinces": list(provinces)}
    return Response.html(await datasette.render_template("subscribe.html", context, request))


def _filters(request: Any) -> dict[str, str]:
    return {name: (request.args.get(name) or "").strip()[:_LONGEST] for name in FILTERS}


def _title(title: str, filters: dict[str, str]) -> str:
    """Return a title that says what was asked for.

    >>> _title("新事件", {"kind": "签约", "partner": "", "province": "陕西省"})
    'xjtunews 新事件：签约、陕西省'
    """
    chosen = "、".join(value for value in filters.values() if value)
    return f"xjtunews {title}：{chosen}" if chosen else f"xjtunews {title}"


def _site(datasette: Any, request: Any) -> str:
    site: str = datasette.absolute_url(request, datasette.urls.instance())
    return site


def _address(address: str, filters: dict[str, str]) -> str:
    chosen = {name: value for name, value in filters.items() if value}
    return f"{address}?{urlencode(chosen)}" if chosen else address


ROUTES = (
    (r"/feed\.atom$", feed),
    (r"/calendar\.ics$", calendar),
    (r"/subscribe$", subscribe),
)
