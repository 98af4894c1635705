"""The labelled pages of `fixtures/copies`: each copy is found as what it is, and what only looks like one is none."""

from __future__ import annotations

import random
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pytest

from tests.conftest import FIXTURES
from tests.database.stories import NOON, empty, rows
from xjtunews.archive import open_archive
from xjtunews.database.resolve import resolve
from xjtunews.database.writer import write
from xjtunews.items import Article, Fetch
from xjtunews.pipelines.deduplicate import hash_text, identify
from xjtunews.pipelines.tag import read_article
from xjtunews.pipelines.validate import why_refused
from xjtunews.sites.addresses import canonical_url, host_of
from xjtunews.sites.reader import read_response
from xjtunews.sites.registry import all_sites, site_of
from xjtunews.sites.xjtu import SITE

FOLDER = FIXTURES / "copies"


class Pair(NamedTuple):
    """Hold two addresses and what the second is to the first; ``apart`` says: no copy."""

    one: str
    other: str
    relation: str
    why: str


def labelled() -> Iterator[Pair]:
    for line in (FOLDER / "pairs.tsv").read_text("utf-8").splitlines()[1:]:
        yield Pair(*line.split("\t"))


PAIRS = tuple(labelled())


def read_page(address: str) -> Article:
    """Return the article at an address as the pipelines hand it over."""
    url = canonical_url(address, site_of(address)) or address
    page = open_archive(str(FOLDER)).get(url)
    assert page is not None, address
    reading = read_response(
        url, page.status, page.headers.get("Content-Type", ""), page.body, tuple(all_sites().values())
    )
    assert reading.loader is not None, (address, reading.reason)
    article: Article = reading.loader.load_item()
    article.url, article.site = url, host_of(url)
    article.id, article.text_hash = identify(article), hash_text(article)
    article.fetch = Fetch(url, "fetched", article_id=article.id)
    article.reading = read_article(article, SITE)
    article.spam = article.reading.spam
    assert why_refused(article) is None, address
    return article


@pytest.fixture(scope="module")
def articles() -> dict[str, Article]:
    """Give the article at every address."""
    return {address: read_page(address) for address in (FOLDER / "seeds.txt").read_text("utf-8").split()}


@pytest.fixture(scope="module")
def found(articles: dict[str, Article], tmp_path_factory: pytest.TempPathFactory) -> dict[str, tuple[str, str]]:
    """Give what each copy is a copy of, and how; stored in two orders, in batches."""
    several = []
    for order in (1, 2):
        chance = random.Random(order)
        different = list({article.id: article for article in articles.values()}.values())
        database = empty(Path(tmp_path_factory.mktemp("copies")) / "news.db")
        chance.shuffle(different)
        while different:
            write(database, different[:20], 1, NOON)
            del different[:20]
            if chance.random() < 0.5:
                resolve(database)
        resolve(database)
        several.append(rows(database, "SELECT article_id, canonical_id, relation FROM copies ORDER BY 1"))
        database.conn.close()
    assert several[0] == several[1]
    return {key: (original, relation) for key, original, relation in several[0]}


@pytest.mark.parametrize(
    "pair", [pair for pair in PAIRS if pair.relation != "apart"], ids=lambda pair: f"{pair.relation}: {pair.why}"
)
def test_a_copy_is_found(pair: Pair, articles: dict[str, Article], found: dict[str, tuple[str, str]]) -> None:
    one, other = articles[pair.one].id, articles[pair.other].id
    if one == other:  # one page under two addresses
        assert pair.relation == "same-page"
        return
    assert found.get(other or "") == (one, pair.relation)


@pytest.mark.parametrize("pair", [pair for pair in PAIRS if pair.relation == "apart"], ids=lambda pair: pair.why)
def test_a_look_alike_is_none(pair: Pair, articles: dict[str, Article], found: dict[str, tuple[str, str]]) -> None:
    one, other = articles[pair.one].id or "", articles[pair.other].id or ""
    assert found.get(one, (one,))[0] != found.get(other, (other,))[0]


def test_nothing_else_is_a_copy(articles: dict[str, Article], found: dict[str, tuple[str, str]]) -> None:
    pairs = [(articles[pair.one].id, articles[pair.other].id) for pair in PAIRS if pair.relation != "apart"]
    assert found.keys() == {other for one, other in pairs if one != other}


def test_the_set_is_large_enough_and_complete(articles: dict[str, Article]) -> None:
    relations = [pair.relation for pair in PAIRS]
    assert set(relations) == {"same-page", "reprint", "mirror", "rewrite", "apart"}
    assert relations.count("apart") >= 45
    assert len(relations) - relations.count("apart") >= 30
    named = {address for pair in PAIRS for address in (pair.one, pair.other)}
    assert named == articles.keys()
    pages = {path.relative_to(FOLDER).as_posix() for path in FOLDER.glob("*.*/**/*") if path.is_file()}
    assert {address.partition("://")[2] for address in articles} == {path.removesuffix("/index.html") for path in pages}
