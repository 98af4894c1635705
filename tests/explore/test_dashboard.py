"""The pages of charts, feeds and reference, asked as a browser asks, on the bundled pages' database."""

from __future__ import annotations

import asyncio
import csv
import io
import json
import re
import sqlite3
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import pytest

from tests.conftest import ROOT
from xjtunews.database import open_database
from xjtunews.database.charts import ALL, measure_charts
from xjtunews.database.dictionary import described_columns, dictionary
from xjtunews.database.examples import examples_file
from xjtunews.database.exporting import snapshot
from xjtunews.explore.codebook import codebook
from xjtunews.explore.dashboard import Chart, coordinates, make_charts
from xjtunews.explore.settings import PLUGINS, SETTINGS, STATIC, TEMPLATES

Get = Callable[..., Any]


@pytest.fixture(scope="module")
def get(crawled: Path) -> Iterator[Get]:
    yield from serve(crawled)


def serve(database: Path) -> Iterator[Get]:
    """Yield a function that asks Datasette, started with our files, for an address."""
    from datasette.app import Datasette

    datasette = Datasette(
        [str(database)],
        plugins_dir=str(ROOT / PLUGINS),
        template_dir=str(ROOT / TEMPLATES),
        static_mounts=[("assets", str(ROOT / STATIC))],
        settings={name: int(value) if value.isdigit() else value == "on" for name, value in SETTINGS.items()},
    )
    loop = asyncio.new_event_loop()
    loop.run_until_complete(datasette.invoke_startup())
    yield lambda address, **parameters: loop.run_until_complete(
        datasette.client.get(address, params=parameters or None)
    )
    for held in datasette.databases.values():
        held.close()
    if datasette.executor:
        datasette.executor.shutdown()
    loop.close()


@pytest.fixture
def connection(crawled: Path) -> Iterator[sqlite3.Connection]:
    opened = sqlite3.connect(crawled)
    yield opened
    opened.close()


def charts(connection: sqlite3.Connection, year: str = ALL) -> dict[str, Chart]:
    return {chart.name: chart for chart in make_charts(measure_charts(connection)[year])}


def test_months_count_events_not_reports(connection: sqlite3.Connection) -> None:
    counted = {(month, kind): events for month, kind, events in charts(connection)["months"].table.rows}
    stored: dict[tuple[str, str], set[str]] = {}
    for event, day, kind in connection.execute(
        "SELECT e.id, e.date_start, k.kind FROM events e JOIN event_kinds k ON k.event_id = e.id"
        " WHERE e.date_start IS NOT NULL AND e.date_precision <> 'year'"
    ):
        stored.setdefault((day[:7], kind), set()).add(event)
    assert counted == {key: len(events) for key, events in stored.items()}


def test_every_hint_names_columns_of_its_table(connection: sqlite3.Connection) -> None:
    found = charts(connection)
    assert list(found) == ["months", "map", "types", "partners", "network"]
    for chart in found.values():
        assert chart.table.rows
        columns = {value for key, value in chart.hint.items() if key != "kind"}
        assert columns <= set(chart.table.columns)
        assert all(len(row) == len(chart.table.columns) for row in chart.table.rows)
        assert all(len(links) == len(chart.table.rows) for links in chart.table.links.values())


def test_the_map_has_points_in_china(connection: sqlite3.Connection) -> None:
    rows = charts(connection)["map"].table.rows
    cities = [row[1] for row in rows]
    assert "西安市" in cities
    assert len(cities) == len(set(cities))
    for _, _, events, longitude, latitude in rows:
        assert events > 0
        assert 73 < longitude < 136
        assert 3 < latitude < 54


def test_one_year_is_a_part_of_all(connection: sqlite3.Connection) -> None:
    measured = measure_charts(connection)
    (whole,) = measured.pop(ALL)["totals"]
    (events, undated) = connection.execute("SELECT count(*), sum(date_start IS NULL) FROM events").fetchone()
    assert (whole[0], whole[3]) == (events, undated)
    assert sum(charts["totals"][0][0] for charts in measured.values()) == events - undated
    assert {row[0][:4] for row in measured["2023"]["months"]} == {"2023"}


def test_maps_know_where_cities_are() -> None:
    known = coordinates()
    assert {"西安市", "北京市", "香港特别行政区", "乌鲁木齐市"} <= set(known)
    assert "新城区" not in known
    assert all(73 < longitude < 136 and 3 < latitude < 54 for longitude, latitude in known.values())


def test_the_charts_of_an_empty_database_say_so(tmp_path: Path) -> None:
    open_database(str(tmp_path / "news.db")).close()
    for get in serve(tmp_path / "news.db"):
        answer = get("/dashboard")
        assert answer.status_code == 200
        assert answer.text.count("没有数据。") == 5
        assert "BEGIN:VEVENT" not in get("/calendar.ics").text
        assert ET.fromstring(get("/feed.atom").text) is not None


def test_the_page_holds_the_numbers_that_it_draws(get: Get, connection: sqlite3.Connection) -> None:
    page = get("/dashboard").text
    for chart in charts(connection).values():
        table = re.search(rf'<table id="table-{chart.name}">(.*?)</table>', page, re.DOTALL)
        assert table is not None
        assert table[1].count("<tr>") == 1 + len(chart.table.rows)
        assert f'data-table="table-{chart.name}"' in page
    assert 'href="/partners/org-' in page
    assert not re.search(r"<script(?! src=)|\son\w+=|style=", page)


@pytest.mark.parametrize(("year", "status"), [("", 200), ("2023", 200), ("1999", 404), ("x", 404), ("2023'--", 404)])
def test_years(get: Get, year: str, status: int) -> None:
    assert get("/dashboard", year=year).status_code == status


def test_the_feed_can_be_narrowed(get: Get, connection: sqlite3.Connection) -> None:
    def entries(**filters: str) -> list[str]:
        root = ET.fromstring(get("/feed.atom", **filters).text)
        return [element.text or "" for element in root.iterfind(".//{*}entry/{*}id")]

    whole, signed = entries(), entries(kind="签约")
    (events,) = connection.execute("SELECT count(*) FROM events").fetchone()
    assert len(whole) == min(events, 50)  # the newest
    (signings,) = connection.execute("SELECT count(*) FROM event_kinds WHERE kind = '签约'").fetchone()
    assert len(signed) == signings
    assert 0 < len(entries(kind="签约", province="陕西省")) < len(signed)
    assert 0 < len(entries(partner="河钢集团")) < len(whole)
    assert entries(partner="没有这家") == []
    assert entries(kind="' OR 1=1 --") == []


def test_the_feed_tells_its_address(get: Get) -> None:
    answer = get("/feed.atom", kind="签约")
    assert answer.headers["content-type"] == "application/atom+xml; charset=utf-8"
    root = ET.fromstring(answer.text)
    assert root.findtext("{*}title") == "xjtunews 新事件：签约"
    assert next(root.iterfind("{*}link")).get("href", "").endswith("/feed.atom?kind=%E7%AD%BE%E7%BA%A6")
    for address in ("/feed.atom", "/calendar.ics"):
        assert f'href="{address}"' in get("/").text


def test_the_calendar(get: Get) -> None:
    answer = get("/calendar.ics")
    assert answer.headers["content-type"] == "text/calendar; charset=utf-8"
    assert answer.text.count("BEGIN:VEVENT\r\n") == answer.text.count("END:VEVENT\r\n") > 30
    uids = re.findall(r"^UID:.*$", answer.text, re.MULTILINE)
    assert len(uids) == len(set(uids))
    assert all(len(line.encode()) <= 75 for line in answer.text.split("\r\n"))


def test_csv_of_tables_and_questions_opens_in_a_spreadsheet(get: Get) -> None:
    for address in (
        "/news/signings_by_month.csv",
        "/news/events.csv",
        "/news/events.csv?_stream=1",
        "/news/events.csv?_dl=1",
    ):
        data = get(address).content
        assert data.startswith(b"\xef\xbb\xbf")
        assert data.count(b"\xef\xbb\xbf") == 1
    assert json.loads(get("/news/events.json?_shape=array").text)


def test_csv_runs_no_formula(tmp_path: Path) -> None:
    database = open_database(str(tmp_path / "news.db"))
    database.table("people").insert_all([{"id": "p1", "name": "=cmd|' /C calc'!A0"}, {"id": "p2", "name": "甲,=乙"}])
    database.close()
    for get in serve(tmp_path / "news.db"):
        rows = csv.DictReader(io.StringIO(get("/news/people.csv").content.decode("utf-8-sig"), newline=""))
        assert {row["id"]: row["name"] for row in rows} == {"p1": "'=cmd|' /C calc'!A0", "p2": "甲,=乙"}
        assert get("/news/people.json?_shape=array").json()[0]["name"] == "=cmd|' /C calc'!A0"


def test_the_codebook_is_shown(get: Get) -> None:
    page = get("/codebook").text
    for entry in codebook():
        assert f'<h2 id="{entry.kind}">' in page
        assert all(example.sentence in page for example in entry.examples)


def test_the_data_dictionary_is_shown(get: Get) -> None:
    page = get("/dictionary").text
    assert page.count("<tr>") == len(dictionary())  # each table has a row of headers


def test_every_column_has_type_and_example_and_every_number_a_unit() -> None:
    for entry in described_columns():
        if entry.column:
            assert entry.type, f"{entry.table}.{entry.column}: run make docs"
            assert entry.example, f"{entry.table}.{entry.column}: give one in units.tsv"
            assert entry.unit or entry.type == "TEXT", f"{entry.table}.{entry.column}: give one in units.tsv"


def test_the_examples_are_those_of_the_bundled_pages(crawled: Path) -> None:
    with snapshot(str(crawled)) as opened:
        assert examples_file(opened) == (ROOT / "xjtunews/database/examples.tsv").read_text("utf-8"), "run: make docs"
