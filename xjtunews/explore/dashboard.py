"""Show the events in pictures: by month and kind, by partner, on a map, between our people and partners.

A chart is drawn in the browser from the table under it: what is seen and what is read are the same numbers.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import Any, NamedTuple

from datasette import NotFound, Response

from xjtunews.database.charts import ALL, LEADERS, PARTNERS, TOP, Rows, charts_of, measure_charts, stored_charts
from xjtunews.database.coverage import last_run
from xjtunews.explore import reader
from xjtunews.explore.names import TYPES
from xjtunews.language.words import rows as read_rows

_TOTALS = ("事件", "报道", "伙伴", "日期不详的事件")


@dataclass(frozen=True, slots=True)
class Table:
    """Hold a table as it is shown: ``links`` gives the address of a row's page for the column of that index."""

    columns: tuple[str, ...]
    rows: tuple[tuple[Any, ...], ...]
    links: Mapping[int, tuple[str, ...]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Chart:
    """Hold one chart: ``hint`` names its kind and columns, as the header of a saved question does."""

    name: str
    title: str
    note: str
    hint: Mapping[str, str]
    table: Table
    #: What colours the regions of a map.
    regions: Table | None = None


class Counts(NamedTuple):
    """Hold what was counted for one year, and the years that can be asked for, the last one first."""

    rows: dict[str, Rows]
    years: list[str]


def read_counts(connection: sqlite3.Connection, year: str) -> Counts | None:
    """Return what `scrapy index` counted, or count now where that is too old; None for a year without events."""
    years, stale = stored_charts(connection)
    if not stale:
        return Counts(charts_of(connection, year), _from_the_last(years)) if year in years else None
    state = tuple(last_run(connection))
    if state not in _MEASURED:
        _MEASURED.clear()
        _MEASURED[state] = measure_charts(connection)
    measured = _MEASURED[state]
    return Counts(measured[year], _from_the_last(list(measured))) if year in measured else None


#: What was counted for a database without an index, by its last run: counting takes seconds where there is much.
_MEASURED: dict[tuple[Any, ...], dict[str, dict[str, Rows]]] = {}


def make_charts(counted: Mapping[str, Rows]) -> list[Chart]:
    """Return the charts of what was counted."""
    partners, network = counted["partners"], counted["network"]
    return [
        Chart(
            "months",
            "每月事件，按类型",
            "一个事件有几个类型时，在各类型中各计一次；只知年份的事件不在图中。月份多时，拖动图下的滑块看更早的。",
            {"kind": "stack", "x": "月份", "y": "事件数", "series": "类型"},
            _table(("月份", "类型", "事件数"), counted["months"]),
        ),
        Chart(
            "map",
            "事件地图",
            "圆点为城市，底色为省份；含事件发生地和参加的地方政府。",
            {"kind": "map", "x": "城市", "y": "事件数", "longitude": "经度", "latitude": "纬度"},
            _table(("省份", "城市", "事件数", "经度", "纬度"), counted["cities"]),
            _table(("省份", "事件数"), counted["provinces"]),
        ),
        Chart(
            "types",
            "合作伙伴类型",
            "各类伙伴参加的事件数和机构数。",
            {"kind": "barh", "x": "伙伴类型", "y": "事件数", "y2": "机构数"},
            _table(("伙伴类型", "机构数", "事件数"), [[_type(kind), *numbers] for kind, *numbers in counted["types"]]),
        ),
        Chart(
            "partners",
            "往来最多的伙伴",
            f"参加事件最多的 {TOP} 家机构。",
            {"kind": "barh", "x": "伙伴", "y": "事件数"},
            _table(
                ("伙伴", "伙伴类型", "事件数"),
                [[name, _type(kind), events] for _, name, kind, events in partners],
                {0: tuple(f"/partners/{key}" for key, *_ in partners)},
            ),
        ),
        Chart(
            "network",
            "本校人物与伙伴",
            f"出席最多的 {LEADERS} 位本校人物与往来最多的 {PARTNERS} 家伙伴；线越粗，事件越多。",
            {"kind": "sankey", "x": "本校人物", "series": "伙伴", "y": "事件数"},
            _table(
                ("本校人物", "伙伴", "事件数"),
                [[person, partner, events] for _, person, _, partner, events in network],
                {0: tuple(f"/people/{row[0]}" for row in network), 1: tuple(f"/partners/{row[2]}" for row in network)},
            ),
        ),
    ]


def _table(columns: tuple[str, ...], rows: Rows, links: Mapping[int, tuple[str, ...]] | None = None) -> Table:
    return Table(columns, tuple(tuple(row) for row in rows), links or {})


def _type(kind: str) -> str:
    return TYPES.get(kind, kind or "未注明")


def _from_the_last(years: list[str]) -> list[str]:
    return sorted((year for year in years if year != ALL), reverse=True)


async def dashboard(datasette: Any, request: Any) -> Any:
    """Show the charts of ``?year=``, of all years without it."""
    year = request.args.get("year") or ALL
    counts: Counts | None = await reader.read(datasette, read_counts, year)
    if counts is None:
        raise NotFound("这一年没有事件；年份是四位数字，如 2024。")
    (totals,) = counts.rows["totals"]
    context = {
        "charts": make_charts(counts.rows),
        "totals": dict(zip(_TOTALS, totals, strict=True)),
        "year": year,
        "years": counts.years,
    }
    return Response.html(await datasette.render_template("dashboard.html", context, request))


@cache
def coordinates() -> dict[str, tuple[float, float]]:
    """Return longitude and latitude of every city, municipality and special region, by its official name."""
    found = {}
    for row in read_rows("places.tsv"):
        level, name, province, city, latitude, longitude = (*row[1:], "", "", "")[:6]
        if latitude and (level == "city" or name == city or (level == "province" and name == province)):
            found[name] = (float(longitude), float(latitude))
    return found


async def show_coordinates(datasette: Any) -> Any:
    """Answer with the coordinates of the cities, for maps of tables that have none."""
    return Response.json(coordinates(), headers={"cache-control": "max-age=86400"})


ROUTES = (
    (r"/dashboard$", dashboard),
    (r"/cities\.json$", show_coordinates),
)
