"""Compare the reader with other extractors, on pages whose title, date and text are known: ``make compare``.

Each extractor gets the same decoded page and is asked for what it offers: readability-lxml finds no date. ``xjtunews``
is the reader as a crawl uses it, ``(generic)`` the same without any layout: what it makes of a site nobody described.
Who wrote and edited is left out of every text, the label's and the readers': ours files it as credits, others leave it
where it stands.
"""

from __future__ import annotations

import argparse
import importlib
import json
import sys
import time
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from lxml import html

from xjtunews.cases import DOCUMENTS, find_cases
from xjtunews.language.credits import cut_credits, parse_credits
from xjtunews.language.dates import parse_published
from xjtunews.language.encoding import declared_encoding, decode
from xjtunews.sites.fields import load_article
from xjtunews.sites.generic import GENERIC
from xjtunews.sites.page import Page
from xjtunews.sites.reader import read_page
from xjtunews.sites.registry import all_sites

FIXTURES = Path(__file__).parent.parent / "fixtures"
PAGES = (".htm", ".html", ".shtml")
#: A date alone, and one with hour and minute, in ISO 8601.
DAY, MINUTE = 10, 16
#: Old pages give quotation marks as the numbers that Windows has for them.
_WINDOWS = {code: bytes([code]).decode("cp1252", "ignore") for code in range(0x80, 0xA0)}


@dataclass(frozen=True, slots=True)
class Article:
    """Hold what a page says, as its label has it or as a reader found it; None is unknown."""

    title: str | None
    published: str | None
    body: str


@dataclass(frozen=True, slots=True)
class Case:
    """Hold one page, decoded, and what it says; ``label`` is None for a page that is only there to be timed."""

    name: str
    url: str | None
    text: str
    label: Article | None


Reader = Callable[[Case], Article]


def main(arguments: Sequence[str] | None = None) -> int:
    """Print the table."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.compare", description=__doc__.split("\n")[0])
    parser.add_argument("folders", nargs="*", type=Path, help="with *.expected.json beside the pages (the fixtures)")
    parser.add_argument(
        "--generic", metavar="DIR", action="append", type=Path, help="with the text of X.html in X.txt, more in X.json"
    )
    parser.add_argument(
        "--ends",
        metavar="FILE",
        action="append",
        type=Path,
        help="expected.json: title, date, first and last characters",
    )
    parser.add_argument("--time", metavar="DIR", action="append", type=Path, help="without labels: only the speed")
    parser.add_argument("--each", action="store_true", help="print the F1 of every page, too")
    options = parser.parse_args(arguments)
    folders = options.folders or ([] if options.generic or options.time or options.ends else [FIXTURES])
    readers = available_readers()
    for folder in folders:
        _print_table(str(folder), list(labelled(folder)), readers, options.each)
    for folder in options.generic or ():
        _print_table(str(folder), list(paired(folder)), readers, options.each)
    for file in options.ends or ():
        _print_ends(file, readers)
    if options.time:
        cases = [case for folder in options.time for case in unlabelled(folder)]
        _print_table(" ".join(map(str, options.time)), cases, readers, False)
    return 0


def labelled(folder: Path) -> Iterator[Case]:
    """Yield the recorded pages below ``folder`` that hold an article with text."""
    for path in find_cases(folder):
        values = json.loads(path.with_name(path.name + ".expected.json").read_bytes())["values"]
        host = path.relative_to(folder).parts[0]
        if host == DOCUMENTS or values.get("outcome") != "article" or not values.get("body"):
            continue
        url = f"https://{path.relative_to(folder).as_posix().replace('%3F', '?')}"
        yield _case(path, url, Article(values["title"], values["published"], "\n".join(values["body"])))


def paired(folder: Path) -> Iterator[Case]:
    """Yield the pages of ``folder`` whose text lies beside them; midnight is a day whose time nobody knows."""
    for path in sorted(folder.glob("*.html")):
        if not path.with_suffix(".txt").exists():
            continue
        facts: dict[str, Any] = {}
        if path.with_suffix(".json").exists():
            facts = json.loads(path.with_suffix(".json").read_bytes())
        date = facts.get("publish_date") or None
        published = date[:DAY] if date and date[DAY + 1 : MINUTE] in ("", "00:00") else date
        text = path.with_suffix(".txt").read_text("utf-8")
        yield _case(path, facts.get("url"), Article(facts.get("title"), published, text))


def unlabelled(folder: Path) -> Iterator[Case]:
    """Yield every page below ``folder``."""
    for path in sorted(folder.rglob("*")):
        if path.suffix in PAGES:
            yield _case(path, None, None)


def _case(path: Path, url: str | None, label: Article | None) -> Case:
    content = path.read_bytes()
    return Case(path.name, url, decode(content, declared_encoding(content)), label)


def available_readers() -> dict[str, Reader]:
    """Return every reader whose package is there, ours first."""
    readers: dict[str, Reader] = {"xjtunews": _read_by_layout, "xjtunews (generic)": _read_generic}
    for name, package, reader in (
        ("trafilatura", "trafilatura", _read_trafilatura),
        ("newspaper4k", "newspaper", _read_newspaper),
        ("readability-lxml", "readability", _read_readability),
    ):
        if find_spec(package):
            importlib.import_module(package)  # not part of the time
            readers[name] = reader
        else:
            sys.stderr.write(f"{name} is not installed: make compare installs it\n")
    return readers


def _read_by_layout(case: Case) -> Article:
    return _article(read_page(Page(case.url, case.text), tuple(all_sites().values())).loader)


def _read_generic(case: Case) -> Article:
    return _article(load_article(Page(case.url, case.text), GENERIC, None, None))


def _article(loader: Any) -> Article:
    if loader is None:
        return Article(None, None, "")
    return Article(*(loader.get_output_value(name) for name in ("title", "published", "body")))


def _read_trafilatura(case: Case) -> Article:
    from trafilatura import bare_extraction

    found: Any = bare_extraction(case.text, url=case.url, include_comments=False, with_metadata=True)
    return Article(found.title, found.date, found.text or "") if found else Article(None, None, "")


def _read_newspaper(case: Case) -> Article:
    from newspaper import Article as Newspaper  # type: ignore[import-not-found, import-untyped, unused-ignore]

    article = Newspaper(case.url or "https://www.example.org/", language="zh", fetch_images=False)
    article.download(input_html=case.text)
    article.parse()
    published = article.publish_date.isoformat() if article.publish_date else None
    return Article(article.title, published, article.text or "")


def _read_readability(case: Case) -> Article:
    from readability import Document  # type: ignore[import-not-found, import-untyped, unused-ignore]

    document = Document(case.text)
    return Article(document.short_title(), None, str(html.fromstring(document.summary()).xpath("string()")))


def fold(text: str) -> str:
    r"""Return ``text`` for comparison: NFKC, without white space, quotation marks as Unicode has them.

    >>> fold("２０２４ 年，\n一月")
    '2024年,一月'
    """
    return "".join(unicodedata.normalize("NFKC", text.translate(_WINDOWS)).split())


def without_credits(text: str) -> str:
    r"""Return ``text`` without lines and endings that name its authors and editors.

    >>> without_credits("两校签约。（记者 张三）\n【责任编辑：李四】")
    '两校签约。\n'
    """
    return "\n".join("" if parse_credits(line.strip()) else cut_credits(line)[0] for line in text.splitlines())


def body_f1(found: str, label: str) -> float:
    """Return the F1 of the character pairs that two texts share, each counted as often as it stands there.

    >>> body_f1("两校签约", "两 校签约"), body_f1("两校签", "两校签约"), body_f1("", "两校签约")
    (1.0, 0.8, 0.0)
    """
    pairs, wanted = _pairs(without_credits(found)), _pairs(without_credits(label))
    shared = (pairs & wanted).total()
    return 2 * shared / (pairs.total() + wanted.total()) if shared else 0.0


def _pairs(text: str) -> Counter[str]:
    folded = fold(text)
    return Counter(folded[n : n + 2] for n in range(len(folded) - 1))


def _print_table(title: str, cases: list[Case], readers: dict[str, Reader], each: bool) -> None:
    if not cases:
        raise SystemExit(f"{title}: no pages")
    print(f"\n{title}: {len(cases)} pages\n")  # noqa: T201
    print(f"{'reader':20}{'body F1':>9}{'worst':>8}{'title':>9}{'day':>9}{'minute':>9}{'errors':>8}{'pages/s':>9}")  # noqa: T201
    for name, reader in readers.items():
        print(_row(name, cases, reader, each))  # noqa: T201


def _row(name: str, cases: list[Case], reader: Reader, each: bool) -> str:
    _run(reader, cases[0])  # loads word lists and models
    started = time.perf_counter()
    found = [_run(reader, case) for case in cases]
    speed = len(cases) / (time.perf_counter() - started)
    pairs = [(article or Article(None, None, ""), case) for article, case in zip(found, cases, strict=True)]
    errors = sum(article is None for article in found)
    scores = [body_f1(article.body, case.label.body) for article, case in pairs if case.label]
    wanted = [(article.title or "", case.label.title) for article, case in pairs if case.label and case.label.title]
    titles = [fold(title) == fold(label) for title, label in wanted]
    score = f"{sum(scores) / len(scores):9.3f}{min(scores):8.3f}" if scores else f"{'-':>9}{'-':>8}"
    days, minutes = _dates(pairs, DAY), _dates(pairs, MINUTE)
    line = f"{name:20}{score}{_share(titles)}{_share(days)}{_share(minutes)}{errors:8}{speed:9.1f}"
    if each:
        line += "".join(f"\n    {score:.3f}  {case.name}" for score, case in zip(scores, cases, strict=False))
    return line


def _print_ends(file: Path, readers: dict[str, Reader]) -> None:
    """Print how many titles, days, first and last characters agree with what ``file`` gives for the pages beside it."""
    given = json.loads(file.read_bytes())
    cases = {name: _case(file.parent / name, None, None) for name in given}
    print(f"\n{file}: {len(given)} pages\n")  # noqa: T201
    print(f"{'reader':20}{'title':>9}{'day':>9}{'first':>9}{'last':>9}")  # noqa: T201
    for name, reader in readers.items():
        found = [_run(reader, case) or Article(None, None, "") for case in cases.values()]
        pairs = list(zip(found, given.values(), strict=True))
        bodies = [(fold(article.body), label) for article, label in pairs]
        titles = [fold(article.title or "") == fold(label["title"]) for article, label in pairs]
        days = [_day(article.published) == _day(label["published"]) for article, label in pairs]
        first = [body.startswith(label["body_first"] or "") for body, label in bodies]
        last = [body.endswith(label["body_last"] or "") for body, label in bodies]
        print(f"{name:20}{_share(titles)}{_share(days)}{_share(first)}{_share(last)}")  # noqa: T201


def _day(printed: str | None) -> str:
    return (parse_published(printed or "") or "")[:DAY]


def _run(reader: Reader, case: Case) -> Article | None:
    try:
        return reader(case)
    except Exception as error:
        sys.stderr.write(f"{case.name}: {type(error).__name__}: {error}\n")
        return None


def _dates(pairs: list[tuple[Article, Case]], precision: int) -> list[bool]:
    """Return, for every label that is as precise, whether the reader's date agrees with it to that precision."""
    agree = []
    for article, case in pairs:
        label = (case.label and case.label.published) or ""
        if len(label) >= precision:
            date = parse_published(article.published or "") or ""
            agree.append(date[:precision] == label[:precision])
    return agree


def _share(agree: list[bool]) -> str:
    return f"{f'{sum(agree)}/{len(agree)}' if agree else '-':>9}"


if __name__ == "__main__":
    raise SystemExit(main())
