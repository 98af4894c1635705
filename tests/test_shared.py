"""Real documents that lie outside the project: what is said of them, and hand-made annotations."""

from __future__ import annotations

import sqlite3
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest

from tests.conftest import ROOT, SHARED, Crawl
from tests.scoring import load, score
from xjtunews.language.reading import read_text
from xjtunews.sites.reader import read_file
from xjtunews.sites.xjtu import SITE

pytestmark = pytest.mark.shared

#: What the rules must find at least, field by field.
FLOORS = {
    "people": 0.98,
    "titles": 0.98,
    "organizations": 0.95,
    "event_dates": 0.98,
    "event_kinds": 0.95,
    "event_partners": 0.95,
    "places": 0.95,
}
#: In documents of our own choice; lists of winners and notices are among them.
OTHER_FLOORS = {
    "people": 0.95,
    "titles": 0.95,
    "organizations": 0.75,
    "event_dates": 0.83,
    "event_kinds": 0.95,
    "event_partners": 0.93,
    "places": 0.95,
}
#: Pages that tell of parties, and have annotations elsewhere.
REPORTS = (
    "info__1065__1012.htm",
    "info__1057__1651.html",
    "info__4614__1600.html",
    "info__1014__1213.html",
)
PERFECT = (
    "title",
    "published",
    "section",
    "source",
    "views",
    "body_first",
    "body_last",
    "related_links",
    "credits",
)


def test_the_five_seeds(crawl: Crawl, tmp_path: Path) -> None:
    done = crawl("-a", f"seeds={SHARED / 'seeds'}")
    assert done.returncode == 0, done.stderr
    database = sqlite3.connect(tmp_path / "news.db")
    rows = database.execute(
        "SELECT published, views, section, source, document FROM articles WHERE document IS NOT NULL ORDER BY document"
    )
    assert [row[:4] for row in rows] == [
        ("2024-01-25T14:46", 23499, None, None),
        ("2024-11-11T09:50", None, "要闻聚焦", "交大新闻网"),
        ("2021-04-08T23:00", 9906, None, None),
        ("2024-12-20T17:19", None, "今日交大", "交大新闻网"),
        ("2024-06-09T08:52", None, "主页新闻", "交大新闻网"),
    ]
    assert database.execute("SELECT count(*) FROM links WHERE kind = 'related'").fetchone() == (27,)
    passages = database.execute(
        "SELECT count(*) FROM mentions m JOIN articles a ON a.id = m.article_id WHERE a.views = 23499"
    ).fetchone()
    assert passages == (28,)


def test_gold(crawl: Crawl, tmp_path: Path) -> None:
    crawl("-a", f"seeds={SHARED / 'gold/dev/inputs'}")
    score = [sys.executable, SHARED / "tools/score_gold.py", tmp_path / "news.db", SHARED / "gold/dev"]
    done = subprocess.run(score, capture_output=True, text=True, check=True)
    f1 = {line.split()[0]: float(line.split()[-1]) for line in done.stdout.splitlines()[1:]}
    assert {field: f1[field] for field in PERFECT} == dict.fromkeys(PERFECT, 1.0)
    assert {field: f1[field] for field in FLOORS if f1[field] < FLOORS[field]} == {}


def test_notices_rules_and_lists_have_no_parties() -> None:
    annotated = {annotation["input"] for annotation in load(ROOT / "tests/annotations_shared")}
    found = {}
    for path in sorted((SHARED / "pages").glob("*/article/*")):
        name = path.relative_to(SHARED).as_posix()
        loader = read_file(path.read_bytes(), (SITE,)).loader
        if name in annotated or path.name in REPORTS or loader is None:
            continue
        article = loader.load_item()
        published = date.fromisoformat(article.published[:10]) if article.published else None
        reading = read_text(article.title, article.paragraphs, published, SITE.names)
        found[name] = sorted({party for scene in reading.scenes for party in scene.parties})
    assert len(found) > 40
    assert {name: parties for name, parties in found.items() if parties} == {}


def test_our_annotations_of_other_documents() -> None:
    pairs = []
    for annotation in load(ROOT / "tests/annotations_shared"):
        article = read_file((SHARED / annotation["input"]).read_bytes(), (SITE,)).loader.load_item()
        published = date.fromisoformat(article.published[:10]) if article.published else None
        pairs.append((annotation, read_text(article.title, article.paragraphs, published, SITE.names)))
    f1 = {field: found.f1 for field, found in score(pairs).items()}
    assert len(pairs) == 7
    assert {field: f1[field] for field in OTHER_FLOORS if f1[field] < OTHER_FLOORS[field]} == {}
