"""Copies point to their original, whatever came first; what only looks alike points to nothing."""

from __future__ import annotations

import random
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import pytest
from sqlite_utils import Database

from tests.forgery import Forger, Report
from tests.lookalikes import PAIRS
from tests.readings import read, spam_of
from xjtunews.database import open_database, signatures, similar
from xjtunews.database.connection import transaction
from xjtunews.database.copies import resolve_copies
from xjtunews.database.facts import _OF_ARTICLES
from xjtunews.database.hosts import trust
from xjtunews.database.runs import begin_run
from xjtunews.database.writer import write
from xjtunews.items import Article, Fetch
from xjtunews.language.comparison import Outline
from xjtunews.language.text import fingerprint
from xjtunews.sites.registry import all_sites

TABLES = ("copies", "mirror_signs", "similar_articles", "signatures", "shingle_bands")
NOON = "2024-05-10T12:00:00+08:00"
SURNAMES = "赵钱孙李周吴郑王冯陈蒋沈韩杨朱秦许何吕张孔曹严金魏姜戚谢邹章苏"
OWN, PRESS, OTHER = "https://news.xjtu.edu.cn", "https://www.people.com.cn", "https://www.example.com"
REPORTS = list({report.body: report for pair in PAIRS for report in (pair.one, pair.other)}.values())
BODY = (
    "3月5日，西安交通大学与苏州市人民政府在创新港签署战略合作协议。校长沈望川、苏州市市长顾晓岚出席签约仪式。\n"
    "沈望川表示，双方合作由来已久，希望以此次签约为契机，在储能与氢能、先进制造等领域开展联合攻关，共建创新平台。\n"
    "顾晓岚说，苏州将在场地、资金和人才公寓等方面提供保障，让科技成果在苏州落地生根。"
)
FIRST = Report("西安交通大学与苏州市签署战略合作协议", BODY, "2024-03-06")


def article(key: str, report: Report, host: str = OWN, *, document: str | None = None) -> Article:
    url = None if document else f"{host}/info/1033/{key}.htm"
    found = Article(
        id=key, url=url, document=document, layout="vsb", title=report.title, published=report.day,
        body=report.body, text_hash=fingerprint(report.body),
    )  # fmt: skip
    found.reading = read(report)
    found.reading.spam = spam_of(report)
    found.fetch = Fetch(url or document or "", "fetched", article_id=key)
    return found


@pytest.fixture
def database(tmp_path: Path) -> Iterator[Database]:
    database = empty(tmp_path / "news.db")
    yield database
    assert database.execute("PRAGMA foreign_key_check").fetchall() == []
    database.conn.close()


def empty(path: Path) -> Database:
    database = open_database(str(path))
    begin_run(database, started=NOON, spider="xjtu", arguments="{}", replay=None, version="0")
    return database


def store(database: Database, articles: Iterable[Article]) -> set[str]:
    articles = list(articles)
    write(database, articles, 1, NOON)
    with transaction(database):
        return resolve_copies(database, [found.id for found in articles if found.id])


def copies(database: Database) -> dict[str, tuple[str, str]]:
    rows = database.execute("SELECT article_id, canonical_id, relation FROM copies").fetchall()
    return {key: (original, relation) for key, original, relation in rows}


def dump(database: Database) -> list[str]:
    """Return what the search keeps: of names, the whole of `resolve` settles which is which."""
    lines = [line for line in database.conn.iterdump() if line.startswith("INSERT")]
    return [line for line in lines if line.split()[2].strip('"') in TABLES]


def world() -> list[Article]:
    """Return look-alikes, each with a reprint and two mirrors."""
    found = []
    for number, report in enumerate(REPORTS[:16]):
        forger = Forger(number)
        found += [
            article(f"a{number}", report),
            article(f"b{number}", forger.sign(report), PRESS),
            article(f"c{number}", forger.convert(report), OTHER),
            article(f"d{number}", forger.brand(forger.swap(report)), OTHER),
        ]
    return found


WORLD = world()


def test_each_copy_points_to_its_own_original(database: Database) -> None:
    store(database, WORLD)
    expected = {}
    for number in range(16):
        expected |= {f"b{number}": (f"a{number}", "reprint")}
        expected |= {f"{kind}{number}": (f"a{number}", "mirror") for kind in "cd"}
    assert copies(database) == expected


@pytest.mark.parametrize("few", [1, 5, 48])
def test_order_and_batches_make_no_difference(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, few: int) -> None:
    monkeypatch.setattr(similar, "_FEW", few)
    monkeypatch.setattr(similar, "_FIRST", 1)  # so few that hardly anybody is among the first
    dumps = []
    for number, size in enumerate((len(WORLD), 1, 7)):
        articles = random.Random(number).sample(WORLD, len(WORLD))
        database = empty(tmp_path / f"{number}.db")
        for start in range(0, len(articles), size):
            store(database, articles[start : start + size])
        with transaction(database):
            assert resolve_copies(database, [found.id or "" for found in articles]) == set()
        dumps.append(dump(database))
        database.conn.close()
    assert dumps[0] == dumps[1] == dumps[2]


def test_what_changes_or_goes_leaves_no_trace(tmp_path: Path) -> None:
    whole, part = empty(tmp_path / "whole.db"), empty(tmp_path / "part.db")
    store(whole, WORLD)
    gone = [found.id or "" for found in random.Random(1).sample(WORLD, 20)]
    changed = article("a3", Report("他事", "9月9日，校史馆举行开馆仪式，来宾参观展览并题词留念。" * 3, "2024-09-10"))
    remove(whole, gone)
    store(whole, [changed])
    store(part, [changed, *(found for found in WORLD if found.id not in {*gone, "a3"})])
    assert dump(whole) == dump(part)
    whole.conn.close()
    part.conn.close()


def remove(database: Database, ids: Sequence[str]) -> None:
    with transaction(database):
        database.execute("PRAGMA defer_foreign_keys = ON")
        for key in ids:
            database.execute("DELETE FROM mention_kinds WHERE mention_id LIKE ?", [f"{key}-p%"])
            for table in (*_OF_ARTICLES, "mentions", "fetches", "copies"):
                database.execute(f"DELETE FROM {table} WHERE article_id = ?", [key])
            database.execute("DELETE FROM articles WHERE id = ?", [key])
        resolve_copies(database, ids)


def test_a_mirror_gives_way_to_the_original_once_that_arrives(database: Database) -> None:
    mirror = Forger(1).brand(FIRST)
    assert store(database, [article("m", mirror, OTHER)]) == set()
    assert database.execute("SELECT sign FROM mirror_signs").fetchall() == [("title-brand",)]
    assert store(database, [article("r", FIRST, PRESS)]) == {"m"}
    assert copies(database) == {"m": ("r", "mirror")}
    assert store(database, [article("o", FIRST)]) == {"m", "r"}
    assert copies(database) == {"m": ("o", "mirror"), "r": ("o", "reprint")}


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (article("z", FIRST), article("a", FIRST, PRESS)),
        (article("z", FIRST, PRESS), article("a", FIRST, OTHER)),
        (article("z", FIRST), article("a", FIRST, document="a.txt")),
        (article("z", FIRST), article("a", Report(FIRST.title, FIRST.body, "2024-03-07"))),
        (article("z", Report(FIRST.title, FIRST.body, "2025-03-07"), OTHER), article("a", Forger(1).convert(FIRST))),
    ],
)
def test_which_of_two_is_the_original(database: Database, one: Article, other: Article) -> None:
    store(database, [other, one])
    assert [(key, original) for key, (original, _) in copies(database).items()] == [(other.id, one.id)]


@pytest.mark.parametrize(
    ("other", "relation"),
    [
        (article("b", FIRST), "same-page"),
        (article("b", FIRST, document="b.txt"), "same-page"),
        (article("b", FIRST, PRESS), "reprint"),
        (article("b", Report("另题", FIRST.body, FIRST.day)), "reprint"),
        (article("a", FIRST, "https://www.example.net/old"), "mirror"),
        (article("b", Forger(2).convert(FIRST), OTHER), "mirror"),
    ],
)
def test_relations(database: Database, other: Article, relation: str) -> None:
    original = article("a", FIRST)
    if other.id == "a":  # the same path on a host that nobody knows
        other.id = "b"
        other.url = "https://www.example.net/old/info/1033/205565.htm"
        original.url = f"{OWN}/info/1033/205565.htm"
    store(database, [original, other])
    assert copies(database) == {"b": ("a", relation)}


@pytest.mark.parametrize(
    ("host", "identity", "relation"),
    [
        ("https://www.xjtu.edu.cn", ("1437208856", "205565"), "same-page"),
        ("https://www.xjtu.edu.cn", ("1437208856", "205566"), "reprint"),
        ("https://www.xjtu.edu.cn", ("1268905317", "205565"), "reprint"),
        ("https://www.xjtu.edu.cn", (None, "205565"), "reprint"),
        (OTHER, ("1437208856", "205565"), "reprint"),  # who takes a page over takes the numbers in it, too
    ],
)
def test_one_article_of_a_cms_is_one_page_on_two_hosts(
    database: Database, host: str, identity: tuple[str | None, str], relation: str
) -> None:
    original = replace(article("a", FIRST), owner="1437208856", column_id="1033", content_id="205565")
    owner, content = identity
    other = replace(
        article("b", Forger(5).cut(FIRST), host), title="另题", owner=owner, column_id="1001", content_id=content
    )
    store(database, [original, other])
    assert copies(database) == {"b": ("a", relation)}


def test_no_numbers_are_no_numbers_in_common(database: Database) -> None:
    store(database, [article("a", FIRST), article("b", FIRST, "https://www.xjtu.edu.cn")])
    assert copies(database) == {"b": ("a", "reprint")}


def test_a_copy_says_why(database: Database) -> None:
    store(database, [article("a", FIRST), article("b", Report(FIRST.title, BODY.replace("西安交通大学", "云顶体育")))])
    (reasons,) = database.execute("SELECT reasons FROM copies").fetchone()
    assert "in place of a name: 云顶体育" in reasons


def test_another_version_of_the_rules_does_all_again(database: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    store(database, WORLD[:8])
    before = copies(database)
    database.execute("DELETE FROM similar_articles")
    database.execute("DELETE FROM copies")
    database.conn.commit()
    monkeypatch.setattr(signatures, "VERSION", signatures.VERSION + 1)
    with transaction(database):
        assert resolve_copies(database, []) == before.keys()
    assert copies(database) == before


def outlined(articles: Iterable[Article]) -> list[Article]:
    """Return copies of articles that bring their outlines, as those do that the rules read while the crawl goes on."""
    found = []
    for one in articles:
        assert one.reading is not None
        outline = Outline.of(one.title or "", one.body, one.published)
        found.append(replace(one, reading=replace(one.reading, outline=outline)))
    return found


def test_an_outline_that_comes_with_an_article_is_the_one_that_is_made_later(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    later, brought = empty(tmp_path / "later.db"), empty(tmp_path / "brought.db")
    store(later, WORLD)
    articles = outlined(WORLD)
    with monkeypatch.context() as patch:
        patch.setattr(Outline, "of", None)  # there is nothing left to be made
        store(brought, articles)
        store(brought, WORLD[:5])  # nor of what is the same as before
    assert dump(brought) == dump(later)
    later.conn.close()
    brought.conn.close()


def test_an_outline_of_another_text_is_not_believed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    plain, wrong = empty(tmp_path / "plain.db"), empty(tmp_path / "wrong.db")
    store(plain, WORLD)
    articles = outlined(WORLD)
    for one, other in pairwise(articles):
        assert one.reading is not None
        assert other.reading is not None
        one.reading.outline = other.reading.outline
    write(wrong, articles, 1, NOON)
    monkeypatch.setattr(signatures, "VERSION", signatures.VERSION + 1)
    write(wrong, outlined(WORLD[-1:]), 1, NOON)  # the right one, by other rules
    monkeypatch.undo()
    with transaction(wrong):
        resolve_copies(wrong, [one.id or "" for one in articles])
    assert dump(wrong) == dump(plain)
    plain.conn.close()
    wrong.conn.close()


def test_pairs_that_outlines_refuse_are_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    quick, slow = empty(tmp_path / "quick.db"), empty(tmp_path / "slow.db")
    store(quick, WORLD)
    monkeypatch.setattr(similar, "look_copied", lambda one, other: True)
    monkeypatch.setattr(similar, "are_apart", lambda one, other: False)
    monkeypatch.setattr(similar, "_PAIRS_SEEN", 7)  # so few that all is loaded in portions
    monkeypatch.setattr(similar, "_SKETCHES", 7)
    monkeypatch.setattr(similar, "_OUTLINES", 7)
    monkeypatch.setattr(similar, "_TEXTS", 7)
    store(slow, WORLD)
    assert dump(quick) == dump(slow)
    quick.conn.close()
    slow.conn.close()


def test_a_word_that_all_have_costs_no_more_with_every_article(database: Database) -> None:
    """Articles of one template, told apart by names: those compared with all others stay few."""
    statements: list[str] = []
    counts = []
    for step in range(3):
        reports = [
            Report("座谈", BODY.replace("沈望川", f"{a}望{b}").replace("苏州", f"{b}{a}"), "2024-03-06")
            for a, b in pairwise(
                random.Random(step).sample("赵钱孙李周吴郑王冯陈蒋沈韩杨朱秦许何吕张孔曹严金魏姜戚谢邹章苏", 31)
            )
        ]
        articles = [article(f"s{step}-{number}", report) for number, report in enumerate(reports)]
        write(database, articles, 1, NOON)
        database.conn.set_trace_callback(statements.append)
        with transaction(database):
            resolve_copies(database, [found.id or "" for found in articles])
        database.conn.set_trace_callback(None)
        counts.append(len(statements))
        statements.clear()
    assert counts[2] < 1.5 * counts[1]


def test_the_universities_that_are_crawled_are_trusted_most() -> None:
    assert {trust(f"news.{site.domains[0]}") for site in all_sites().values()} == {0}
    assert trust("www.sh.gov.cn") < trust("www.people.com.cn") < trust("www.example.com")
    assert trust("xjtu.edu.cn.example.com") == trust("notxjtu.com") == trust("")
