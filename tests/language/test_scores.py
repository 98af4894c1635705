"""How well the rules read our own pages, annotated by hand before the rules were written."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import FIXTURES, ROOT
from tests.scoring import FIELDS, load, score
from xjtunews.language.facts import Reading
from xjtunews.language.reading import read_text
from xjtunews.sites.reader import read_file
from xjtunews.sites.xjtu import SITE

#: No score may fall below its floor. A floor is lowered only with a word of why.
FLOORS = {
    "people": 0.98,
    "titles": 0.97,
    "organizations": 0.93,
    "event_dates": 0.98,
    "event_kinds": 0.90,
    "event_partners": 0.96,
    "places": 0.90,
}


def page_of(annotation: dict[str, Any]) -> Path:
    return FIXTURES / annotation["url"].split("://")[1]


def read(annotation: dict[str, Any]) -> Reading:
    article = read_file(page_of(annotation).read_bytes(), (SITE,)).loader.load_item()
    published = date.fromisoformat(article.published[:10]) if article.published else None
    return read_text(article.title, article.paragraphs, published, SITE.names)


@pytest.fixture(scope="module")
def f1() -> dict[str, float]:
    annotations = load(ROOT / "tests/annotations")
    assert len(annotations) >= 34
    return {field: found.f1 for field, found in score((a, read(a)) for a in annotations).items()}


@pytest.mark.parametrize("field", FIELDS)
def test_floor(f1: dict[str, float], field: str) -> None:
    assert f1[field] >= FLOORS[field]


def test_an_article_that_is_annotated_whole_scores_less_when_a_fact_is_taken_away() -> None:
    annotation = load(ROOT / "tests/annotations")[0]
    reading = read(annotation)
    before = score([(annotation, reading)])["people"].right
    reading.scenes[0].people.pop(next(iter(reading.scenes[0].people)))
    assert score([(annotation, reading)])["people"].right == before - 1
