"""States of a column, replayed one after the other, give what was added, pushed down, withdrawn and listed again."""

from __future__ import annotations

import json
import random
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlite_utils import Database

from tests.conftest import SHARED
from xjtunews.database import open_database
from xjtunews.database.listings import State, trace
from xjtunews.database.resolve import resolve
from xjtunews.database.writer import write
from xjtunews.items import Fetch, Listed, ListPage
from xjtunews.sites.page import Page
from xjtunews.sites.reader import read_page
from xjtunews.spiders.columns import Walk

COLUMN = "http://yjszs.example.cn/tzgg.htm"
ROW = """<li><span>{date}</span>
<a href="../info/1018/{number}.htm" target="_blank" title="第{number}号通知">第{number}号</a></li>"""
PAGE = """<html><head><title>通知公告-研招网</title><script>_jsq_(1018,'/list.jsp',-1,9)</script></head><body>
<div class="menu"><a href="info/1001/7.htm">部门介绍</a></div><div class="main"><ul>{rows}</ul>
<div class="pb_sys_common pb_sys_normal pb_sys_style1"><span class="p_pages"><span class="p_no_d">1</span>
<span class="p_next p_fun"><a href="tzgg/11.htm">下页</a></span></span></div></div></body></html>"""


def list_page(numbers: list[int]) -> bytes:
    """Return a column's page; the higher an item's number, the later its day."""
    rows = [ROW.format(number=number, date=f"2024-{number // 28 + 1:02}-{number % 28 + 1:02}") for number in numbers]
    return PAGE.format(rows="".join(rows)).encode()


def walk_page(body: bytes, captured: str, url: str = COLUMN) -> ListPage:
    """Return what a crawl takes in when it walks the first page of a column."""
    reading = read_page(Page.from_bytes(url, body))
    walk = Walk(url, captured)
    walk.add_page(reading.links, reading.layout)
    items = tuple(walk.items.values())
    return ListPage(Fetch(url, "list"), reading.links, url, items, 1, captured, complete=reading.last_page)


@pytest.fixture
def database(tmp_path: Path) -> Iterator[Database]:
    database = open_database(str(tmp_path / "news.db"))
    yield database
    database.conn.close()


def store(database: Database, pages: list[ListPage]) -> None:
    run_id = database.table("runs").insert({"started": "", "spider": "", "arguments": "", "version": ""}).last_pk
    write(database, pages, run_id, "2024-12-01")
    resolve(database)


def changes(database: Database) -> dict[str, dict[str, set[str]]]:
    """Return the numbers that were added and removed, for each state that changed anything, and how."""
    found: dict[str, dict[str, set[str]]] = {}
    for captured, item, change in database.execute("SELECT captured, item, change FROM listing_changes").fetchall():
        found.setdefault(captured, {}).setdefault(change, set()).add(item.rpartition("-")[2])
    return found


#: What the page lists one day after the other, and what that means; the list has more pages below.
SERIES = [
    ([9, 8, 7, 6], {}),
    ([10, 9, 8, 7], {"added": {"10"}, "below": {"6"}}),
    ([10, 9, 8, 7], {}),
    ([10, 11, 9, 8], {"added": {"11"}, "below": {"7"}}),  # inserted below the top
    ([12, 10, 11, 9], {"added": {"12"}, "below": {"8"}}),
    ([10, 11, 9, 8], {"withdrawn": {"12"}, "back": {"8"}}),
    ([12, 10, 11, 9], {"back": {"12"}, "below": {"8"}}),  # gone and back
    ([12, 11, 9, 8], {"withdrawn": {"10"}, "back": {"8"}}),  # withdrawn from the middle
    ([11, 9, 8, 5], {"withdrawn": {"12"}, "uncovered": {"5"}}),
    ([5, 13, 11, 9], {"added": {"13"}, "below": {"8"}}),  # 5 is pinned on top: 8 is not withdrawn for that
    ([14, 13, 11, 9], {"added": {"14"}, "below": {"5"}}),  # and not any more
    ([15, 13, 11, 9], {"added": {"15"}, "withdrawn": {"14"}}),  # one replaced by another
    ([20, 19, 18, 17], {"added": {"17", "18", "19", "20"}, "below": {"15", "13", "11", "9"}}),
]


@pytest.mark.parametrize("order", ["as they came", "shuffled"])
def test_a_series_of_states(database: Database, order: str) -> None:
    days = [f"2024-11-{day:02}T08:00:00+08:00" for day in range(1, len(SERIES) + 1)]
    pages = [walk_page(list_page(numbers), day) for day, (numbers, _) in zip(days, SERIES, strict=True)]
    if order == "shuffled":
        random.Random(1).shuffle(pages)
    for page in pages:
        store(database, [page])
    assert changes(database) == {day: found for day, (_, found) in zip(days, SERIES, strict=True) if found}
    rows = database.execute("SELECT item, status, first_seen, last_seen, missed FROM listings").fetchall()
    by_number = {item.rpartition("-")[2]: tuple(value and value[8:10] for value in row) for item, *row in rows}
    assert len(by_number) == 15
    assert by_number["20"][1:] == ("13", "13", None)
    assert by_number["10"][1:] == ("02", "07", "08")
    statuses = {item.rpartition("-")[2]: status for item, status, *_ in rows}
    assert {number for number, status in statuses.items() if status == "withdrawn"} == {"10", "12", "14"}
    assert {number for number, status in statuses.items() if status == "listed"} == {"17", "18", "19", "20"}
    assert len(database.execute("SELECT * FROM withdrawn").fetchall()) == 3


def test_the_same_states_again_change_nothing(database: Database) -> None:
    pages = [walk_page(list_page(numbers), f"2024-11-{day:02}") for day, (numbers, _) in enumerate(SERIES, 1)]
    for page in pages:
        store(database, [page])
    before = [line for line in database.conn.iterdump() if 'INTO "runs"' not in line and 'INTO "fetches"' not in line]
    store(database, pages[3:6] + pages[-1:])
    after = [line for line in database.conn.iterdump() if 'INTO "runs"' not in line and 'INTO "fetches"' not in line]
    assert after == before


def test_equal_states_in_a_row_keep_the_first_and_the_last(database: Database) -> None:
    for hour in range(10, 20):
        store(database, [walk_page(list_page([3, 2, 1]), f"2024-11-01T{hour}:00:00+08:00")])
    kept = database.execute("SELECT substr(captured, 12, 2) FROM list_states ORDER BY 1").fetchall()
    assert kept == [("10",), ("19",)]
    assert database.execute("SELECT DISTINCT substr(last_seen, 12, 2) FROM listings").fetchall() == [("19",)]


def test_a_page_that_lists_nothing_withdraws_nothing(database: Database) -> None:
    store(database, [walk_page(list_page([3, 2, 1]), "2024-11-01")])
    store(database, [walk_page(list_page([]), "2024-11-02")])
    assert database.execute("SELECT DISTINCT status FROM listings").fetchall() == [("listed",)]


def listed(*names: str) -> tuple[Listed, ...]:
    return tuple(Listed(name, name, name, None) for name in names)


def test_what_a_whole_column_does_not_list_is_withdrawn() -> None:
    states = [State("1", listed("b", "a")), State("2", listed("c", "b")), State("3", listed("c", "b"), 2, True)]
    assert trace(states).changes == [("2", "c", "added"), ("2", "a", "below"), ("3", "a", "withdrawn")]


def test_a_deeper_walk_uncovers() -> None:
    states = [State("1", listed("b", "a")), State("2", listed("b", "a", "z"), 2, True), State("3", listed("b", "a"))]
    assert trace(states).changes == [("2", "z", "uncovered"), ("3", "z", "below")]


@pytest.mark.shared
def test_the_states_of_a_real_column(database: Database) -> None:
    folder = SHARED / "pages/yzu_yjszs/list_series"
    series = json.loads((folder / "series.json").read_text("utf-8"))
    url = "http://yjszs.yzu.edu.cn/tzgg.htm"
    for state in series:
        body = (folder / state["file"]).read_bytes()
        store(database, [walk_page(body, state["captured_utc"], url)])
        found = database.execute("SELECT items FROM list_states ORDER BY captured DESC LIMIT 1").fetchone()
        numbers = [item.rpartition("-")[2] for item, *_ in json.loads(found[0]) if item.startswith("yjszs-")]
        assert numbers == state["info_ids"]
    found = changes(database)
    for state in series[1:]:
        change = found.get(state["captured_utc"], {})
        external = {"749e9eebf426"}  # one item leads to another host, and has no number
        added = change.get("added", set()) | change.get("back", set()) | change.get("uncovered", set())
        removed = change.get("withdrawn", set()) | change.get("below", set())
        assert {n for n in added if n.isdecimal()} == set(state["added"]), state["file"]
        assert {n for n in removed if n.isdecimal()} == set(state["removed"]), state["file"]
        assert not {n for n in added | removed if not n.isdecimal()} - external
    withdrawn = {(captured, number) for captured, c in found.items() for number in c.get("withdrawn", ())}
    assert withdrawn == {("20230814T003824Z", "2111"), ("20231218T015234Z", "2191")}
