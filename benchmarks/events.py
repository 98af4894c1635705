"""Time how mentions are joined to events among many articles, as they come in crawl after crawl: ``make bench-scale``.

What the rules would read is made here, so that the joining alone is timed: reports of meetings and signings with some
of the thousands of partners on some day, two reports of one event in three, roundups with links, and copies.
"""

from __future__ import annotations

import argparse
import cProfile
import resource
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import islice
from pathlib import Path
from random import Random

from xjtunews.database import open_database
from xjtunews.database.connection import transaction
from xjtunews.database.events import join_events
from xjtunews.database.links import resolve_links
from xjtunews.database.rows import insert
from xjtunews.database.runs import begin_run
from xjtunews.database.writer import write
from xjtunews.items import Article, Fetch, Link
from xjtunews.language.dates import EventDate
from xjtunews.language.facts import Appearance, Participation, Reading, Scene
from xjtunews.language.home import Home
from xjtunews.language.kinds import Kind
from xjtunews.language.mentions import Passage

_COPIES, _ROUNDUPS, _AGAIN = 0.2, 0.02, 0.35
_PARTNERS, _LEADERS = 4000, 30
_FIRST_DAY, _PER_DAY = date(2000, 1, 1), 12
_KINDS = ("签约", "会见", "座谈", "调研", "会议")
_NOW = "2024-05-10T12:00:00+08:00"
_MEGABYTE = 1024 * 1024
_MAXRSS_UNIT = 1 if sys.platform == "darwin" else 1024
_HOME = Home(("西安交通大学", "西安交大"))


@dataclass(frozen=True, slots=True)
class Event:
    """Hold what the reports of one event have to agree on."""

    day: str
    kind: str
    partner: str
    guest: str
    leader: str


@dataclass(frozen=True, slots=True)
class Step:
    """Hold what one crawl took: how many articles are stored behind it, and the milliseconds an article."""

    articles: int
    milliseconds: float


def make_articles(count: int, seed: int) -> Iterator[tuple[Article, str | None]]:
    """Yield ``count`` articles, each with the original that it copies or None."""
    rng = Random(seed)  # noqa: S311
    recent: list[tuple[Article, Event]] = []
    for number in range(count):
        key = f"news-example-{number:06}"
        if recent and rng.random() < _COPIES:
            original, event = rng.choice(recent)
            yield _article(key, [event]), original.id
            continue
        if len(recent) > 20 and rng.random() < _ROUNDUPS:
            chosen = rng.sample(recent, 15)
            article = _article(key, [event for _, event in chosen])
            for position, (report, _) in enumerate(chosen, 1):
                article.links.append(Link(position, "related", report.url or "", "报道", report.url, position))
            yield article, None
            continue
        event = rng.choice(recent)[1] if recent and rng.random() < _AGAIN else _event(number, rng)
        article = _article(key, [event])
        recent.append((article, event))
        del recent[:-200]
        yield article, None


def _event(number: int, rng: Random) -> Event:
    partner = int(rng.paretovariate(0.7)) % _PARTNERS
    day = _FIRST_DAY + timedelta(number // _PER_DAY)
    return Event(
        day.isoformat(), rng.choice(_KINDS), f"正远{_name(partner)}集团", f"王{_name(partner * 3 + rng.randrange(3))}",
        f"李{_name(rng.randrange(_LEADERS))}",
    )  # fmt: skip


def _name(number: int) -> str:
    return chr(0x4E00 + number // 100) + chr(0x6000 + number % 100)


def _article(key: str, events: list[Event]) -> Article:
    lines = [f"{event.day}，{event.leader}{event.kind}{event.partner}董事长{event.guest}一行。" for event in events]
    article = Article(
        id=key, url=f"https://news.example.edu.cn/{key}.htm", site="news.example.edu.cn", layout="vsb", title=key,
        published=events[0].day, body="\n".join(lines), text_hash=key,
    )  # fmt: skip
    article.reading = Reading(_HOME)
    for number, (line, event) in enumerate(zip(lines, events, strict=True), 1):
        when = EventDate(event.day, (0, 10), event.day, event.day, "day", "printed")
        kind = Kind(event.kind, event.kind, (line.find(event.kind), line.find(event.kind) + 2))
        article.reading.passages.append(Passage(number, when, line, 0, len(line), (kind,)))
        scene = Scene()
        for name, title, side, body in (
            (event.leader, "校长", "ours", None),
            (event.guest, "董事长", "theirs", event.partner),
        ):
            start = line.find(name)
            scene.people[name] = Appearance(name, (title,), side, body, number, start, start + len(name), "title")
        start = line.find(event.partner)
        end = start + len(event.partner)
        scene.parties[event.partner] = Participation(event.partner, "company", "named", None, number, start, end)
        article.reading.scenes.append(scene)
    article.fetch = Fetch(article.url or "", "fetched", article_id=key)
    return article


def measure(count: int, step: int, seed: int, folder: Path, profile: cProfile.Profile | None) -> Iterator[Step]:
    """Yield what each crawl of ``step`` articles takes, until ``count`` are stored."""
    db = open_database(str(folder / "events.db"))
    run = begin_run(db, started=_NOW, spider="bench", arguments="{}", version="1")
    articles = make_articles(count, seed)
    stored = 0
    while made := list(islice(articles, step)):
        write(db, [article for article, _ in made], run, _NOW)
        rows = [
            {"article_id": article.id, "canonical_id": original, "relation": "reprint", "similarity": 1.0}
            for article, original in made
            if original is not None
        ]
        with transaction(db):
            insert(db, "copies", rows)
        started = time.process_time()  # others may be using the processor
        if profile is not None:
            profile.enable()
        with transaction(db):
            changed = {key for (key,) in db.execute("SELECT article_id FROM unresolved")}
            join_events(db, changed | resolve_links(db, changed))
            for table in ("unresolved", "unresolved_addresses", "unsettled"):
                db.execute(f"DELETE FROM {table}")  # noqa: S608
        if profile is not None:
            profile.disable()
        stored += len(made)
        yield Step(stored, (time.process_time() - started) * 1000 / len(made))
    db.conn.close()


def main() -> None:
    """Print what the steps took, the first and the last tenth of them, and the memory."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--articles", type=int, default=100_000)
    parser.add_argument("--step", type=int, default=1000, help="articles a crawl")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--profile", type=Path, help="write where the time went, for pstats")
    given = parser.parse_args()
    profile = cProfile.Profile() if given.profile else None
    with tempfile.TemporaryDirectory() as folder:
        steps = []
        for step in measure(given.articles, given.step, given.seed, Path(folder), profile):
            steps.append(step)
            if len(steps) % max(1, given.articles // given.step // 10) == 0:
                print(f"{step.articles:>9,} articles  {step.milliseconds:.2f} ms an article", flush=True)  # noqa: T201
        size = sum(path.stat().st_size for path in Path(folder).iterdir()) / _MEGABYTE
    if profile is not None:
        profile.dump_stats(given.profile)
    tenth = max(1, len(steps) // 10)
    first, last = (sum(step.milliseconds for step in part) / tenth for part in (steps[:tenth], steps[-tenth:]))
    average = sum(step.milliseconds for step in steps) / len(steps)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * _MAXRSS_UNIT / _MEGABYTE
    print(f"average {average:.2f} ms  first tenth {first:.2f}  last tenth {last:.2f}  ratio {last / first:.2f}")  # noqa: T201
    print(f"memory {peak:.0f} MB  database {size:.0f} MB")  # noqa: T201


if __name__ == "__main__":
    main()
