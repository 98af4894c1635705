"""Time `resolve` among many articles, as they come in crawl after crawl: ``make bench-scale``.

All is made, and what the rules would read in a text is made with it, so that copies and events alone are timed: reports
of meetings and signings with some of thousands of partners on some day, two reports of one event in three, roundups
with links. A quarter of a text's sentences are a template's, as in real news, the others are drawn anew for each. One
article in five is a copy: a reprint without a paragraph, or a mirror with characters lost.
"""

from __future__ import annotations

import argparse
import cProfile
import resource
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass, field
from datetime import date, timedelta
from itertools import islice
from pathlib import Path
from random import Random
from typing import Any

from benchmarks.pages import make_body, make_stories
from xjtunews.database import open_database
from xjtunews.database import resolve as stages
from xjtunews.database.runs import begin_run
from xjtunews.database.writer import write
from xjtunews.items import Article, Fetch, Link
from xjtunews.language.dates import EventDate
from xjtunews.language.facts import Appearance, Participation, Reading, Scene
from xjtunews.language.home import Home
from xjtunews.language.kinds import Kind
from xjtunews.language.mentions import Passage
from xjtunews.language.text import fingerprint
from xjtunews.language.words import vocabulary

#: Characters of an article, of a sentence, and the part of it that is a template's.
_LENGTH, _SENTENCE, _TEMPLATE = 1500, 28, 0.25
#: How many articles are copies, how much of a mirror's text is lost, how many are roundups, and how many report again.
_COPIES, _LOST, _ROUNDUPS, _AGAIN = 0.2, 0.02, 0.02, 0.35
_PARTNERS, _LEADERS = 4000, 30
_FIRST_DAY, _PER_DAY = date(2000, 1, 1), 12
_KINDS = ("签约", "会见", "座谈", "调研", "会议")
_NOW = "2024-05-10T12:00:00+08:00"
_HOME = Home(("西安交通大学", "西安交大"))
#: Crawls that bring little, at the end.
_SMALL, _SMALL_STEP = 5, 200
#: What may be reached, but not passed: milliseconds an article, on average; how much more the last tenth takes than the
#: first; megabytes; milliseconds an article for people, organizations and counts, of a crawl that brings little.
_MOST, _MOST_GROWTH, _MOST_MEMORY, _MOST_SMALL = 3.0, 1.3, 500, 1.0
#: What finds copies and joins events; the rest of `resolve` settles people and organizations and counts.
_JOINING = ("resolve_copies", "resolve_links", "join_events")
_MEGABYTE = 1024 * 1024
_MAXRSS_UNIT = 1 if sys.platform == "darwin" else 1024


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
    """Hold what one crawl took: how many articles are stored behind it, and the milliseconds an article.

    ``joining`` is the part that finds copies and joins events.
    """

    articles: int
    milliseconds: float
    joining: float

    @property
    def settling(self) -> float:
        """Return the part that settles people and organizations and counts."""
        return self.milliseconds - self.joining


@dataclass
class Stopwatch:
    """Measure the parts of `resolve` apart, in processor time: others may be using the processor."""

    seconds: Counter[str] = field(default_factory=Counter)

    def __enter__(self) -> Stopwatch:
        self._plain = {name: getattr(stages, name) for name in _JOINING}
        for name, function in self._plain.items():
            setattr(stages, name, self._timed(name, function))
        return self

    def __exit__(self, *_: object) -> None:
        for name, function in self._plain.items():
            setattr(stages, name, function)

    def _timed(self, name: str, function: Callable[..., Any]) -> Callable[..., Any]:
        def timed(*arguments: Any) -> Any:
            started = time.process_time()
            try:
                return function(*arguments)
            finally:
                self.seconds[name] += time.process_time() - started

        return timed


def make_articles(seed: int) -> Iterator[Article]:
    """Yield articles without an end, one in five a copy of an earlier one; the same seed always gives the same ones."""
    rng = Random(seed)  # noqa: S311
    words = sorted(word for word in vocabulary("common_words.txt") | vocabulary("verbs.txt") if len(word) > 1)
    stories = make_stories(2000, seed)
    recent: list[tuple[Article, list[Event]]] = []
    number = -1
    while True:
        number += 1
        key = f"news-example-{number:06}"
        if recent and rng.random() < _COPIES:
            original, events = rng.choice(recent)
            yield _article(key, events, _copy(original.paragraphs[len(events) :], rng), host=rng.randrange(50))
            continue
        paragraphs = [block.text for block in make_body(stories, rng.randrange(len(stories)), rng) if block.text]
        paragraphs = _mix(paragraphs, words, rng)
        if len(recent) > 20 and rng.random() < _ROUNDUPS:
            chosen = rng.sample(recent, 15)
            article = _article(key, [events[0] for _, events in chosen], paragraphs)
            for position, (report, _) in enumerate(chosen, 1):
                article.links.append(Link(position, "related", report.url or "", "报道", report.url, position))
            yield article
            continue
        event = rng.choice(recent)[1][0] if recent and rng.random() < _AGAIN else _event(number, rng)
        article = _article(key, [event], paragraphs)
        recent.append((article, [event]))
        del recent[:-200]
        yield article


def _mix(paragraphs: list[str], words: list[str], rng: Random) -> list[str]:
    """Keep a part of the sentences of a template, and put others between them, up to the length of an article."""
    kept = [text for text in paragraphs if rng.random() < _TEMPLATE] or paragraphs[:1]
    while sum(map(len, kept)) < _LENGTH:
        sentences = []
        for _ in range(rng.randint(2, 5)):
            sentence = ""
            while len(sentence) < _SENTENCE:
                sentence += rng.choice(words)
            sentences.append(sentence + "。")
        kept.insert(rng.randint(0, len(kept)), "".join(sentences))
    return kept


def _copy(paragraphs: list[str], rng: Random) -> list[str]:
    if rng.random() < 0.5:
        gone = rng.randrange(len(paragraphs)) if len(paragraphs) > 2 else -1
        return [text for number, text in enumerate(paragraphs) if number != gone]
    return ["".join(c for c in text if rng.random() > _LOST) for text in paragraphs]


def _event(number: int, rng: Random) -> Event:
    partner = int(rng.paretovariate(0.7)) % _PARTNERS
    day = _FIRST_DAY + timedelta(number // _PER_DAY)
    return Event(
        day.isoformat(), rng.choice(_KINDS), f"正远{_name(partner)}集团", f"王{_name(partner * 3 + rng.randrange(3))}",
        f"李{_name(rng.randrange(_LEADERS))}",
    )  # fmt: skip


def _name(number: int) -> str:
    return chr(0x4E00 + number // 100) + chr(0x6000 + number % 100)


def _article(key: str, events: Sequence[Event], paragraphs: Sequence[str], host: int | None = None) -> Article:
    """Return an article that tells of ``events``, a sentence each, and goes on with ``paragraphs``."""
    lines = [f"{event.day}，{event.leader}{event.kind}{event.partner}董事长{event.guest}一行。" for event in events]
    body = "\n".join([*lines, *paragraphs])
    site = "news.example.edu.cn" if host is None else f"host{host}.example.com"
    article = Article(
        id=key, url=f"https://{site}/info/{key}.htm", site=site, layout="vsb", title=lines[0][:30],
        published=events[0].day, body=body, text_hash=fingerprint(body),
    )  # fmt: skip
    article.reading = Reading(_HOME)
    for number, (line, event) in enumerate(zip(lines, events, strict=True), 1):
        when = EventDate(event.day, (0, 10), event.day, event.day, "day", "printed")
        kind = Kind(event.kind, event.kind, (line.find(event.kind), line.find(event.kind) + 2))
        article.reading.passages.append(Passage(number, when, line, 0, len(line), (kind,)))
        scene = Scene()
        for name, title, side, employer in (
            (event.leader, "校长", "ours", None),
            (event.guest, "董事长", "theirs", event.partner),
        ):
            start = line.find(name)
            scene.people[name] = Appearance(name, (title,), side, employer, number, start, start + len(name), "title")
        start = line.find(event.partner)
        end = start + len(event.partner)
        scene.parties[event.partner] = Participation(event.partner, "company", "named", None, number, start, end)
        article.reading.scenes.append(scene)
    article.fetch = Fetch(article.url or "", "fetched", article_id=key)
    return article


def measure(path: Path, count: int, step: int, seed: int, profile: cProfile.Profile | None) -> Iterator[Step]:
    """Yield what each crawl of ``step`` articles takes, until ``count`` are stored, then crawls that bring little."""
    db = open_database(str(path))
    run = begin_run(db, started=_NOW, spider="bench", arguments="{}", version="1")
    articles = make_articles(seed)
    sizes = [*[step] * (count // step), *[_SMALL_STEP] * _SMALL]
    stored = 0
    for size in sizes:
        write(db, list(islice(articles, size)), run, _NOW)
        with Stopwatch() as watch:
            started = time.process_time()
            with profiled(profile):
                stages.resolve(db)
            seconds = time.process_time() - started
        stored += size
        yield Step(stored, seconds * 1000 / size, watch.seconds.total() * 1000 / size)
    db.conn.close()


def profiled(profile: cProfile.Profile | None) -> AbstractContextManager[Any]:
    """Return what notes where the time goes, if that is wanted."""
    return nullcontext() if profile is None else profile


def main(given: Sequence[str] | None = None) -> int:
    """Print what the steps took, the first and the last tenth of them, and the memory; return 1 above a limit."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.scale", description=__doc__.split("\n")[0])
    parser.add_argument("--articles", type=int, default=100_000, help="articles to be stored (100000)")
    parser.add_argument("--step", type=int, default=1000, help="articles a crawl (1000)")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--keep", type=Path, help="where the database is to stay")
    parser.add_argument("--profile", type=Path, help="write where the time went, for pstats")
    options = parser.parse_args(given)
    profile = cProfile.Profile() if options.profile else None
    steps: list[Step] = []
    print(f"{'':>18}{'copies and events':>19}{'people, counts':>16}  ms an article")  # noqa: T201
    with tempfile.TemporaryDirectory() as folder:
        path = options.keep or Path(folder) / "scale.db"
        for step in measure(path, options.articles, options.step, options.seed, profile):
            steps.append(step)
            if len(steps) % max(1, options.articles // options.step // 10) == 0:
                print(f"{step.articles:>9,} articles{step.joining:>19.2f}{step.settling:>16.2f}", flush=True)  # noqa: T201
        size = sum(file.stat().st_size for file in path.parent.glob(f"{path.name}*")) / _MEGABYTE
    if profile is not None:
        profile.dump_stats(options.profile)
    return report(steps[:-_SMALL], steps[-_SMALL:], size)


def report(steps: Sequence[Step], small: Sequence[Step], size: float) -> int:
    """Print averages and memory; return 1 where one is above its limit."""
    tenth = max(1, len(steps) // 10)
    first, last, average = (_mean(some, "joining") for some in (steps[:tenth], steps[-tenth:], steps))
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * _MAXRSS_UNIT / _MEGABYTE
    settling, little = _mean(steps, "settling"), _mean(small, "settling")
    for label, value, limit in (
        ("copies and events: average, ms", average, _MOST),
        ("  first tenth", first, None),
        ("  last tenth", last, None),
        ("  last / first", last / first, _MOST_GROWTH),
        ("people, organizations, counts: average, ms", settling, None),
        (f"  {_SMALL} crawls of {_SMALL_STEP} more", little, _MOST_SMALL),
        (f"copies and events in {_SMALL} crawls of {_SMALL_STEP} more", _mean(small, "joining"), None),
        ("memory, MB", peak, _MOST_MEMORY),
        ("database, MB", size, None),
    ):
        above = limit is not None and value > limit
        print(f"{label:<46}{value:>9.2f}{f'  limit {limit:g}' if limit else ''}{'  ABOVE' if above else ''}")  # noqa: T201
    return int(average > _MOST or last / first > _MOST_GROWTH or peak > _MOST_MEMORY or little > _MOST_SMALL)


def _mean(steps: Sequence[Step], part: str) -> float:
    return sum(getattr(step, part) for step in steps) / len(steps)


if __name__ == "__main__":
    raise SystemExit(main())
