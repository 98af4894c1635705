"""Write feeds of events: Atom (RFC 4287) for readers of news, iCalendar (RFC 5545) for calendars."""

from __future__ import annotations

import re
import uuid
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from xml.etree import ElementTree as ET

from xjtunews.language.dates import BEIJING

_ATOM = "http://www.w3.org/2005/Atom"
#: What is said to have been updated where there is no event at all.
_NEVER = "1970-01-01T00:00:00Z"
#: XML 1.0 and RFC 5545 allow no control characters but tab and line break.
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ufffe\uffff\ud800-\udfff]")
_ICAL_LINE = 75  # octets


@dataclass(frozen=True, slots=True)
class FeedEvent:
    """Hold one event as feeds tell of it.

    Dates are ISO 8601 days, None where the text does not say; ``day`` says that they are days and not whole months.
    ``published`` is when its latest report was, to the precision printed; ``link`` the absolute address of its page.
    """

    id: str
    summary: str
    date_start: str | None
    date_end: str | None
    day: bool
    published: str | None
    kinds: tuple[str, ...]
    parties: tuple[str, ...]
    places: tuple[str, ...]
    sources: tuple[str, ...]
    link: str

    @property
    def title(self) -> str:
        """Return what happened and with whom, as far as it is known.

        >>> FeedEvent("e", "…", None, None, False, None, ("签约",), ("甲集团", "乙市"), (), (), "").title
        '签约：甲集团、乙市'
        """
        kinds, parties = "、".join(self.kinds) or "事件", "、".join(self.parties[:3])
        more = f"等{len(self.parties)}家" if len(self.parties) > 3 else ""
        return f"{kinds}：{parties}{more}" if parties else f"{kinds}：{self.summary[:40]}"

    @property
    def updated(self) -> datetime | None:
        """Return when it was last reported, else when it was, Beijing time: a moment that stays, whenever asked."""
        moment = self.published or self.date_end or self.date_start
        return datetime.fromisoformat(moment).replace(tzinfo=BEIJING) if moment else None


def atom(events: Sequence[FeedEvent], *, title: str, feed_link: str, page_link: str) -> str:
    """Return an Atom feed; an entry keeps its id whatever the address of the site."""
    ET.register_namespace("", _ATOM)
    feed = ET.Element(f"{{{_ATOM}}}feed", {"{http://www.w3.org/XML/1998/namespace}lang": "zh-CN"})
    _add(feed, "id", _urn(feed_link.partition("?")[2] or "all"))
    _add(feed, "title", title)
    _add(feed, "updated", max((_rfc3339(event) for event in events), default=_NEVER))
    _add(_add(feed, "author"), "name", "xjtunews")
    _add(feed, "link", rel="self", type="application/atom+xml", href=feed_link)
    _add(feed, "link", rel="alternate", type="text/html", href=page_link)
    _add(feed, "generator", "xjtunews")
    for event in events:
        entry = _add(feed, "entry")
        _add(entry, "id", _urn(event.id))
        _add(entry, "title", event.title)
        _add(entry, "updated", _rfc3339(event))
        _add(entry, "link", rel="alternate", type="text/html", href=event.link)
        for source in event.sources:
            _add(entry, "link", rel="related", type="text/html", href=source)
        for kind in event.kinds:
            _add(entry, "category", term=kind)
        _add(entry, "summary", _told(event))
    return '<?xml version="1.0" encoding="utf-8"?>\n' + ET.tostring(feed, encoding="unicode") + "\n"


def icalendar(events: Iterable[FeedEvent], *, title: str) -> str:
    """Return a calendar of the events whose day is known; they last whole days."""
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//xjtunews//events//ZH", "CALSCALE:GREGORIAN", "METHOD:PUBLISH"]
    lines.append(f"X-WR-CALNAME:{_escape(title)}")
    for event in events:
        if event.day and event.date_start:
            lines += _vevent(event, event.date_start)
    lines.append("END:VCALENDAR")
    return "".join(fold(line) + "\r\n" for line in lines)


def _vevent(event: FeedEvent, start: str) -> Iterator[str]:
    first = date.fromisoformat(start)
    # The end is the first day on which it is over.
    last = max(date.fromisoformat(event.date_end or start), first) + timedelta(days=1)
    updated = event.updated
    assert updated is not None  # it has a day
    stamp = updated - BEIJING.utcoffset(None)
    yield "BEGIN:VEVENT"
    yield f"UID:{_escape(event.id)}@xjtunews"
    yield f"DTSTAMP:{stamp:%Y%m%dT%H%M%SZ}"
    yield f"DTSTART;VALUE=DATE:{first:%Y%m%d}"
    yield f"DTEND;VALUE=DATE:{last:%Y%m%d}"
    yield f"SUMMARY:{_escape(event.title)}"
    yield f"DESCRIPTION:{_escape(_told(event) + ''.join(chr(10) + source for source in event.sources))}"
    if event.places:
        yield f"LOCATION:{_escape('、'.join(event.places))}"
    if event.kinds:
        yield f"CATEGORIES:{','.join(map(_escape, event.kinds))}"
    yield f"URL:{_clean(event.link)}"
    yield "TRANSP:TRANSPARENT"
    yield "END:VEVENT"


def fold(line: str) -> str:
    r"""Return a content line in pieces of at most 75 octets of UTF-8, no character cut.

    >>> fold("SUMMARY:" + "签" * 30).split("\r\n ")
    ['SUMMARY:签签签签签签签签签签签签签签签签签签签签签签', '签签签签签签签签']
    """
    octets, start, room = line.encode(), 0, _ICAL_LINE
    pieces = []
    while len(octets) - start > room:
        end = start + room
        while octets[end] & 0b1100_0000 == 0b1000_0000:  # within a character
            end -= 1
        pieces.append(octets[start:end].decode())
        start, room = end, _ICAL_LINE - 1  # behind the blank that says that it goes on
    return "\r\n ".join([*pieces, octets[start:].decode()])


def _escape(text: str) -> str:
    r"""Return ``text`` as a value of iCalendar.

    >>> _escape("a;b,c\\d\ne")
    'a\\;b\\,c\\\\d\\ne'
    """
    for character in "\\;,":
        text = text.replace(character, "\\" + character)
    return _clean(text).replace("\r\n", "\\n").replace("\r", "\\n").replace("\n", "\\n")


def _told(event: FeedEvent) -> str:
    when = event.date_start or "日期不详"
    if event.date_end and event.date_end != event.date_start:
        when = f"{when} 至 {event.date_end}"
    parts = [when, "、".join(event.places), "、".join(event.parties), event.summary]
    return " · ".join(part for part in parts if part)


def _rfc3339(event: FeedEvent) -> str:
    updated = event.updated
    return updated.isoformat(timespec="seconds") if updated else _NEVER


def _urn(name: str) -> str:
    return uuid.uuid5(uuid.NAMESPACE_URL, f"xjtunews:{name}").urn


def _clean(text: str) -> str:
    return _CONTROL.sub("", text)


def _add(parent: ET.Element, tag: str, text: str = "", **attributes: str) -> ET.Element:
    element = ET.SubElement(parent, f"{{{_ATOM}}}{tag}", {name: _clean(value) for name, value in attributes.items()})
    if text:
        element.text = _clean(text)
    return element
