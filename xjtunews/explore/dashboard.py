"""Show the events in pictures: by month and kind, by partner, on a map, between our people and partners.

A chart is drawn in the browser from the table under it: what is seen and what is read are the same numbers.
"""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from typing import Any

from datasette import NotFound, Response

from xjtunews.explore import reader
from xjtunews.explore.names import TYPES
from xjtunews.language.words import rows as read_rows

_YEAR = re.compile(r"(?:19|20)\d\d")
#: So many partners, and of the network so many of our people and partners, stay readable.
_LIMITS = {"top": 15, "leaders": 8, "partners": 12}


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


@cache
def statement(name: str) -> str:
    """Return the statement in ``sql/NAME.sql``."""
    return (files(__package__) / "sql" / f"{name}.sql").read_text("utf-8")


def read_charts(connection: sqlite3.Connection, year: str) -> list[Chart]:
    """Return the charts of one year, of all where it is empty."""

    def rows(name: str) -> list[tuple[Any, ...]]:
        return [tuple(row) for row in connection.execute(statement(name), {"year": year, **_LIMITS})]

    partners, network = rows("dashboard_partners"), rows("dashboard_network")
    return [
        Chart(
            "months",
            "每月事件，按类型",
            "一个事件有几个类型时，在各类型中各计一次；只知年份的事件不在图中。",
            {"kind": "stack", "x": "月份", "y": "事件数", "series": "类型"},
            Table(("月份", "类型", "事件数"), tuple(rows("dashboard_months"))),
        ),
        Chart(
            "map",
            "事件地图",
            "圆点为城市，底色为省份；含事件发生地和参加的地方政府。",
            {"kind": "map", "x": "城市", "y": "事件数", "longitude": "经度", "latitude": "纬度"},
            Table(("省份", "城市", "事件数", "经度", "纬度"), tuple(rows("dashboard_cities"))),
            Table(("省份", "事件数"), tuple(rows("dashboard_provinces"))),
        ),
        Chart(
            "types",
            "合作伙伴类型",
            "各类伙伴参加的事件数和机构数。",
            {"kind": "barh", "x": "伙伴类型", "y": "事件数", "y2": "机构数"},
            Table(
                ("伙伴类型", "机构数", "事件数"),
                tuple(
                    (TYPES.get(code, code or "未注明"), bodies, events)
                    for code, bodies, events in rows("dashboard_types")
                ),
            ),
        ),
        Chart(
            "partners",
            "往来最多的伙伴",
            f"参加事件最多的 {_LIMITS['top']} 家机构。",
            {"kind": "barh", "x": "伙伴", "y": "事件数"},
            Table(
                ("伙伴", "伙伴类型", "事件数"),
                tuple((name, _type(code), events) for _, name, code, events in partners),
                {0: tuple(f"/partners/{key}" for key, *_ in partners)},
            ),
        ),
        Chart(
            "network",
            "本校人物与伙伴",
            f"出席最多的 {_LIMITS['leaders']} 位本校人物与往来最多的 {_LIMITS['partners']} 家伙伴；线愈粗事件愈多。",
            {"kind": "sankey", "x": "本校人物", "series": "伙伴", "y": "事件数"},
            Table(
                ("本校人物", "伙伴", "事件数"),
                tuple((person, partner, events) for _, person, _, partner, events in network),
                {0: tuple(f"/people/{row[0]}" for row in network), 1: tuple(f"/partners/{row[2]}" for row in network)},
            ),
        ),
    ]


def _type(code: str) -> str:
    return TYPES.get(code, code or "未注明")


def read_totals(connection: sqlite3.Connection, year: str) -> dict[str, int]:
    """Return what the page counts, by its Chinese name."""
    cursor = connection.execute(statement("dashboard_totals"), {"year": year})
    return dict(zip((name for name, *_ in cursor.description), cursor.fetchone(), strict=True))


def read_years(connection: sqlite3.Connection) -> list[str]:
    """Return the years in which something happened, the last one first."""
    return [year for (year,) in connection.execute(statement("dashboard_years"))]


async def dashboard(datasette: Any, request: Any) -> Any:
    """Show the charts of ``?year=``, of all years without it."""
    year = request.args.get("year") or ""
    if year and not _YEAR.fullmatch(year):
        raise NotFound("年份是四位数字，如 2024。")
    functions: tuple[Callable[..., Any], ...] = (read_charts, read_totals)
    charts, totals = [await reader.read(datasette, function, year) for function in functions]
    context = {"charts": charts, "totals": totals, "year": year, "years": await reader.read(datasette, read_years)}
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
