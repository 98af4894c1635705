"""Time the search for copies among many articles, as they come in crawl after crawl: ``make bench-scale``.

All text is made: a quarter of the words are a template's, as in real news, the others are drawn anew for each article.
One in five is a copy: a reprint without a paragraph, or a mirror with characters lost.
"""

from __future__ import annotations

import argparse
import resource
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from random import Random
from typing import Any

from benchmarks.pages import make_body, make_stories
from xjtunews.database import open_database
from xjtunews.database.connection import transaction
from xjtunews.database.copies import resolve_copies
from xjtunews.database.rows import insert
from xjtunews.language.text import fingerprint
from xjtunews.language.words import vocabulary

#: Characters of an article, of a sentence, and the part of it that is a template's.
_LENGTH, _SENTENCE, _TEMPLATE = 1500, 28, 0.25
_COPIES, _LOST = 0.2, 0.02
_MEGABYTE = 1024 * 1024
_MAXRSS_UNIT = 1 if sys.platform == "darwin" else 1024


@dataclass(frozen=True, slots=True)
class Step:
    """Hold what one crawl took: how many articles are stored behind it, and the milliseconds an article."""

    articles: int
    milliseconds: float


def make_articles(count: int, seed: int) -> Iterator[dict[str, Any]]:
    """Yield the rows of ``count`` articles, one in five of them a copy of an earlier one."""
    rng = Random(seed)  # noqa: S311
    words = sorted(word for word in vocabulary("common_words.txt") | vocabulary("verbs.txt") if len(word) > 1)
    stories = make_stories(2000, seed)
    originals: list[list[str]] = []
    for number in range(count):
        if originals and rng.random() < _COPIES:
            paragraphs = _copy(rng.choice(originals), rng)
        else:
            index = rng.randrange(len(stories))
            paragraphs = [block.text for block in make_body(stories, index, rng) if block.text]
            paragraphs = _mix(paragraphs, words, rng)
            originals.append(paragraphs)
            del originals[:-2000]
        body = "\n".join(paragraphs)
        yield {
            "id": f"news-example-{number}",
            "url": f"https://host{rng.randrange(50)}.example.com/info/{number}.htm",
            "title": paragraphs[0][:30],
            "published": f"20{rng.randint(15, 24)}-{rng.randint(1, 12):02}-{rng.randint(1, 28):02}",
            "body": body,
            "layout": "vsb",
            "images": 0,
            "text_hash": fingerprint(body),
        }


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


def measure(count: int, step: int, seed: int, folder: Path) -> Iterator[Step]:
    """Yield what each crawl of ``step`` articles takes, until ``count`` are stored."""
    db = open_database(str(folder / "scale.db"))
    articles = make_articles(count, seed)
    stored = 0
    while rows := list(islice(articles, step)):
        with transaction(db):
            insert(db, "articles", rows)
        started = time.process_time()
        with transaction(db):
            resolve_copies(db, [row["id"] for row in rows])
        seconds = time.process_time() - started  # others may be using the processor
        stored += len(rows)
        yield Step(stored, seconds * 1000 / len(rows))
    db.conn.close()


def main() -> None:
    """Print what the steps took, the first and the last tenth of them, and the memory."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--articles", type=int, default=100_000)
    parser.add_argument("--step", type=int, default=1000, help="articles a crawl")
    parser.add_argument("--seed", type=int, default=1)
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        steps = []
        for step in measure(given.articles, given.step, given.seed, Path(folder)):
            steps.append(step)
            if len(steps) % max(1, given.articles // given.step // 10) == 0:
                print(f"{step.articles:>9,} articles  {step.milliseconds:.2f} ms an article", flush=True)  # noqa: T201
        size = sum(path.stat().st_size for path in Path(folder).iterdir()) / _MEGABYTE
    tenth = max(1, len(steps) // 10)
    first, last = (sum(s.milliseconds for s in part) / tenth for part in (steps[:tenth], steps[-tenth:]))
    average = sum(step.milliseconds for step in steps) / len(steps)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * _MAXRSS_UNIT / _MEGABYTE
    print(f"average {average:.2f} ms  first tenth {first:.2f}  last tenth {last:.2f}  ratio {last / first:.2f}")  # noqa: T201
    print(f"memory {peak:.0f} MB  database {size:.0f} MB")  # noqa: T201


if __name__ == "__main__":
    main()
