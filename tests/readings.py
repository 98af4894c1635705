"""Read reports as the pipeline does, for tests of how they are compared."""

from __future__ import annotations

from datetime import date

from tests.forgery import Report
from xjtunews.language.compared import Names, Text
from xjtunews.language.facts import Reading
from xjtunews.language.reading import read_text
from xjtunews.language.spam import Spam, find_spam
from xjtunews.sites.xjtu import SITE


def spam_of(report: Report) -> Spam:
    return find_spam(report.title, report.body.split("\n"))


def read(report: Report) -> Reading:
    day = date.fromisoformat(report.day) if report.day else None
    return read_text(report.title, report.body.split("\n"), day, SITE.names, brands=spam_of(report).brands)


def compared(report: Report) -> Text:
    """Return what is compared of a report, with the names that the rules read in it."""
    reading, spam = read(report), spam_of(report)
    scenes = (*reading.scenes, reading.elsewhere)
    names = Names.of(
        {name for scene in scenes for name in scene.people},
        {name for scene in scenes for name in scene.parties},
        {place.division.name for scene in scenes for place in scene.locations.values()},
        {passage.date.start for passage in reading.passages if passage.date.start},
    )
    return Text(report.title, report.body, report.day, is_spam=bool(spam.signs), brands=spam.brands, names=names)
