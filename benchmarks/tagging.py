"""Time what the rules of ``xjtunews.language`` take for an article: a part of ``make bench``.

The articles are made, and each run has others, so that nothing is remembered from the run before; what every process
has to load once, as the word lists, is not in the time.
"""

from __future__ import annotations

import argparse
import cProfile
import pstats
import sys
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from random import Random

from benchmarks.pages import make_body, make_stories
from xjtunews.language.agreements import find_agreements
from xjtunews.language.figures import find_figures
from xjtunews.language.home import guess_home
from xjtunews.language.mentions import find_passages
from xjtunews.language.phrases import read_phrases
from xjtunews.language.places import find_places, location_phrases
from xjtunews.language.reading import read_text
from xjtunews.language.topics import find_topics

#: The characters of a usual article.
USUAL = 1500
_HOME = ("西安交通大学", "西安交大")
_WARM_UP = 20


@dataclass(frozen=True, slots=True)
class Article:
    """Hold one article."""

    title: str
    paragraphs: list[str]
    published: date


def make_articles(count: int, seed: int) -> list[Article]:
    """Return articles as the pages of the benchmark have them."""
    stories = make_stories(count, seed)
    articles = []
    for index, story in enumerate(stories):
        blocks = make_body(stories, index, Random(f"{seed}-{story.number}"))  # noqa: S311
        articles.append(Article(story.title, [block.text for block in blocks], story.published.date()))
    return articles


def _each(find: Callable[[str], object]) -> Callable[[Article], None]:
    def run(article: Article) -> None:
        for text in article.paragraphs:
            found = find(text)
            if isinstance(found, Iterator):
                list(found)

    return run


_WHOLE: Callable[[Article], object] = lambda a: read_text(a.title, a.paragraphs, a.published, _HOME)  # noqa: E731
#: The finders that ``read_text`` asks; to bring together what they find is the rest of its time.
_PARTS: dict[str, Callable[[Article], object]] = {
    "passages": lambda a: list(find_passages(a.paragraphs, a.published, a.title)),
    "home": lambda a: guess_home(a.title, a.paragraphs, _HOME),
    "phrases": _each(read_phrases),
    "places": _each(find_places),
    "scenes": _each(location_phrases),
    "agreements": _each(find_agreements),
    "figures": _each(find_figures),
    "topics": lambda a: find_topics(a.title, a.paragraphs),
}


def milliseconds(find: Callable[[Article], object], articles: Iterable[Article]) -> float:
    """Return what ``find`` takes for 1,500 characters."""
    articles = list(articles)
    started = time.perf_counter()
    for article in articles:
        find(article)
    seconds = time.perf_counter() - started
    return seconds * 1000 * USUAL / sum(len(text) for article in articles for text in article.paragraphs)


def main(arguments: Sequence[str] | None = None) -> int:
    """Print what tagging takes, and return the exit code: 1 where that is more than the limit."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.tagging", description=__doc__.partition("\n")[0])
    parser.add_argument("--articles", type=int, default=200, help="articles of one run (default 200)")
    parser.add_argument("--repeat", type=int, default=3, help="runs; the best counts (default 3)")
    parser.add_argument("--limit", type=float, default=4.0, help="milliseconds for 1,500 characters (default 4)")
    parser.add_argument("--seed", type=int, default=1, help="other articles for another number (default 1)")
    parser.add_argument("--profile", action="store_true", help="print the ten functions that take most time, too")
    options = parser.parse_args(arguments)
    for article in make_articles(_WARM_UP, options.seed - 1):
        _WHOLE(article)
    finders = {"read_text": _WHOLE} | _PARTS
    runs = [make_articles(options.articles, options.seed + run) for run in range(options.repeat)]
    best = {name: min(milliseconds(find, articles) for articles in runs) for name, find in finders.items()}
    print(f"tagging: {best['read_text']:.2f} ms for {USUAL:,} characters; its parts, each by itself:")  # noqa: T201
    print("  ".join(f"{name} {best[name]:.2f}" for name in _PARTS))  # noqa: T201
    if options.profile:
        _profile(runs[0])
    if best["read_text"] > options.limit:
        print(f"tagging: too slow: the limit is {options.limit} ms", file=sys.stderr)  # noqa: T201
        return 1
    return 0


def _profile(articles: Iterable[Article]) -> None:
    profile = cProfile.Profile()
    profile.enable()
    for article in articles:
        _WHOLE(article)
    profile.disable()
    pstats.Stats(profile).sort_stats("tottime").print_stats(10)


if __name__ == "__main__":
    sys.exit(main())
