from __future__ import annotations

from datetime import UTC, date, datetime
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given
from hypothesis import strategies as st

from xjtunews.explore.feeds import FeedEvent, atom, fold, icalendar

NAMESPACE = {"a": "http://www.w3.org/2005/Atom"}


def event(**changed: object) -> FeedEvent:
    values: dict[str, object] = {
        "id": "event-a",
        "summary": "双方签约。",
        "date_start": "2024-01-05",
        "date_end": "2024-01-06",
        "day": True,
        "published": "2024-01-08T09:30",
        "kinds": ("签约", "座谈"),
        "parties": ("甲集团",),
        "places": ("西安市",),
        "sources": ("https://news.example.edu.cn/a.htm",),
        "link": "http://127.0.0.1/events/event-a",
    }
    return FeedEvent(**(values | changed))  # type: ignore[arg-type]


def feed(*events: FeedEvent) -> ET.Element:
    return ET.fromstring(atom(events, title="新事件", feed_link="http://h/feed.atom", page_link="http://h/"))


def properties(text: str) -> list[list[str]]:
    """Return the properties of each event of a calendar, unfolded."""
    lines = text.replace("\r\n ", "").split("\r\n")
    assert lines[0] == "BEGIN:VCALENDAR"
    assert lines[-2:] == ["END:VCALENDAR", ""]
    found: list[list[str]] = []
    for line in lines:
        if line == "BEGIN:VEVENT":
            found.append([])
        elif found:
            found[-1].append(line)
    return found


def test_an_entry_has_what_atom_demands() -> None:
    root = feed(event())
    entry = root.find("a:entry", NAMESPACE)
    assert entry is not None
    assert [root.findtext(f"a:{tag}", None, NAMESPACE) for tag in ("title", "updated")] == [
        "新事件",
        "2024-01-08T09:30:00+08:00",
    ]
    assert root.findtext("a:author/a:name", None, NAMESPACE) == "xjtunews"
    assert {link.get("rel"): link.get("href") for link in root.findall("a:link", NAMESPACE)} == {
        "self": "http://h/feed.atom",
        "alternate": "http://h/",
    }
    assert entry.findtext("a:title", None, NAMESPACE) == "签约、座谈：甲集团"
    assert entry.findtext("a:updated", None, NAMESPACE) == "2024-01-08T09:30:00+08:00"
    assert [link.get("href") for link in entry.findall("a:link", NAMESPACE)] == [
        "http://127.0.0.1/events/event-a",
        "https://news.example.edu.cn/a.htm",
    ]


def test_an_id_depends_on_the_event_alone() -> None:
    ids = {feed(event(), event(id="event-b"))[index].findtext("a:id", None, NAMESPACE) for index in (-2, -1)}
    assert len(ids) == 2
    assert feed(event(link="http://elsewhere/", summary="改"))[-1].findtext("a:id", None, NAMESPACE) in ids


@pytest.mark.parametrize(
    ("changed", "updated"),
    [
        ({"published": "2024-01-08"}, "2024-01-08T00:00:00+08:00"),
        ({"published": None}, "2024-01-06T00:00:00+08:00"),
        ({"published": None, "date_end": None}, "2024-01-05T00:00:00+08:00"),
        ({"published": None, "date_end": None, "date_start": None}, "1970-01-01T00:00:00Z"),
    ],
)
def test_updated_is_a_date_that_stays(changed: dict[str, object], updated: str) -> None:
    assert feed(event(**changed))[-1].findtext("a:updated", None, NAMESPACE) == updated


def test_a_feed_of_nothing_is_a_feed() -> None:
    assert feed().findtext("a:updated", None, NAMESPACE) == "1970-01-01T00:00:00Z"


def test_hostile_text_stays_text() -> None:
    entry = feed(event(summary="<script>alert(1)</script>\x00&", parties=()))[-1]
    assert "<script>alert(1)</script>&" in (entry.findtext("a:summary", None, NAMESPACE) or "")


def test_a_calendar_entry_lasts_whole_days() -> None:
    (lines,) = properties(icalendar([event()], title="日历"))
    assert lines[:10] == [
        "UID:event-a@xjtunews",
        "DTSTAMP:20240108T013000Z",
        "DTSTART;VALUE=DATE:20240105",
        "DTEND;VALUE=DATE:20240107",
        "SUMMARY:签约、座谈：甲集团",
        "DESCRIPTION:2024-01-05 至 2024-01-06 · 西安市 · 甲集团 · 双方签约。\\nhttps://news.example.edu.cn/a.htm",
        "LOCATION:西安市",
        "CATEGORIES:签约,座谈",
        "URL:http://127.0.0.1/events/event-a",
        "TRANSP:TRANSPARENT",
    ]


def test_what_has_no_day_is_in_no_calendar() -> None:
    undated = event(date_start=None, date_end=None, day=False)
    month = event(date_start="2024-01-01", date_end="2024-01-31", day=False)
    assert properties(icalendar([undated, month], title="日历")) == []


def test_a_calendar_escapes_text() -> None:
    (lines,) = properties(icalendar([event(summary="甲;乙,丙\\丁\n戊\x07", parties=(), sources=())], title="日历"))
    assert "DESCRIPTION:2024-01-05 至 2024-01-06 · 西安市 · 甲\\;乙\\,丙\\\\丁\\n戊" in lines


@given(st.text(st.characters(exclude_categories=["Cs", "Cc"])))
def test_folded_lines_are_short_and_say_the_same(text: str) -> None:
    folded = fold(text)
    assert all(len(line.encode()) <= 75 for line in folded.split("\r\n"))
    assert folded.replace("\r\n ", "") == text


def test_the_stamp_is_utc() -> None:
    stamp = event().updated
    assert stamp is not None
    assert stamp.astimezone(UTC) == datetime(2024, 1, 8, 1, 30, tzinfo=UTC)
    assert stamp.date() == date(2024, 1, 8)
