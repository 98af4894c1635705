"""`scrapy retag` finds what a crawl with the same rules finds, goes on where it was interrupted, fetches nothing."""

from __future__ import annotations

import json
import shutil
import sqlite3
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import FIXTURES, scrapy
from xjtunews.database import open_database
from xjtunews.sites.registry import all_sites

#: Wait for no lock longer than a moment.
IMPATIENT = """
import xjtunews.database.connection as connection
connection.open_database.__kwdefaults__["patience"] = 0.1
"""
#: Every way to a page is an error.
OFFLINE = """
import socket
def forbidden(*arguments, **named):
    raise AssertionError("retag opened a connection")
socket.socket.connect = forbidden
"""


DOCUMENT = "标题: 甲市来访\n发布日期: 2024-05-10\n正文内容:\n5月6日，甲市副市长张三来校座谈，交大校长李四参加。\n"
OTHER = "标题: 乙市来访\n发布日期: 2020-05-10\n正文内容:\n5月6日，乙市副市长赵六来校座谈，武大校长王五参加。\n"


def query(database: Path, sql: str) -> list[tuple[Any, ...]]:
    connection = sqlite3.connect(database)
    found = connection.execute(sql).fetchall()
    connection.close()
    return found


def change(database: Path, *statements: str) -> None:
    connection = sqlite3.connect(database)
    for statement in statements:
        connection.execute(statement)
    connection.commit()
    connection.close()


def dump(database: Path) -> list[str]:
    connection = sqlite3.connect(database)
    lines = [line for line in connection.iterdump() if not line.startswith('INSERT INTO "runs"')]
    connection.close()
    return lines


def retag(database: Path, *arguments: str, prelude: str = "") -> subprocess.CompletedProcess[str]:
    done = scrapy("retag", "-s", f"DATABASE={database}", *arguments, cwd=database.parent, prelude=OFFLINE + prelude)
    assert "Traceback" not in done.stderr, done.stderr
    return done


@pytest.fixture(scope="module")
def crawled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Crawl the fixtures, and documents of two universities that name no address, once."""
    root = tmp_path_factory.mktemp("crawled")
    (root / "document.txt").write_text(DOCUMENT, "utf-8")
    (root / "whu.txt").write_text(OTHER, "utf-8")
    options = ["-s", f"REPLAY={FIXTURES}", "-s", f"DATABASE={root / 'news.db'}"]
    for arguments in (
        ["xjtu"],
        ["xjtu", "-a", f"seeds={root / 'document.txt'}"],
        ["news", "-a", "site=whu", "-a", f"seeds={root / 'whu.txt'}"],
    ):
        done = scrapy("crawl", *arguments, *options, cwd=root)
        assert done.returncode == 0, done.stderr
    return root / "news.db"


@pytest.fixture
def database(crawled: Path, tmp_path: Path) -> Path:
    return Path(shutil.copy(crawled, tmp_path / "news.db"))


def total(database: Path) -> int:
    return int(query(database, "SELECT count(*) FROM articles")[0][0])


@pytest.mark.parametrize("batch", ["1", "7", "200"])
def test_after_a_crawl_it_changes_nothing(database: Path, batch: str) -> None:
    before = dump(database)
    done = retag(database, "-s", f"BATCH_SIZE={batch}")
    assert (done.returncode, done.stdout) == (0, f"articles        {total(database)}\n0 changes\n")
    assert done.stderr == f"articles {total(database)} of {total(database)}\n"
    assert dump(database) == before
    assert query(database, "SELECT spider, articles, finish_reason, faults FROM runs ORDER BY id DESC LIMIT 1") == [
        ("retag", total(database), "finished", 0)
    ]


def test_what_differs_from_the_rules_is_mended_and_counted(database: Path) -> None:
    before = dump(database)
    kinds = query(database, "SELECT count(*) FROM mention_kinds")[0][0]
    figures = query(database, "SELECT count(*) FROM figures")[0][0]
    topics = query(database, "SELECT count(*) FROM article_topics")[0][0]
    article = query(database, "SELECT id FROM articles WHERE document = 'document.txt'")[0][0]
    change(
        database,
        "DELETE FROM mention_kinds",
        "DELETE FROM figures",
        "UPDATE article_topics SET score = score + 1",
        "INSERT INTO people (id, name) VALUES ('person-none', '无人')",
        "INSERT INTO appearances (article_id, position, person_id, title, rule, paragraph, text_start, text_end)"
        f" VALUES ('{article}', 99, 'person-none', '校长', 'title', 1, 0, 2)",
    )
    done = retag(database)
    assert done.returncode == 0
    assert done.stdout.splitlines() == [
        f"articles        {total(database)}",
        f"kinds           +{kinds} −0",
        "people          +0 −1",
        "titles          +0 −1",
        f"figures         +{figures} −0",
        f"topics          +{topics} −{topics}",
    ]
    assert dump(database) == before


@pytest.mark.parametrize(
    ("arguments", "where"),
    [
        (["--since", "2024-01-01"], "published >= '2024-01-01'"),
        (["--since", "2099-01-01"], "0"),
        (["--site", "whu"], "document IS 'whu.txt'"),
        (["--site", "xjtu", "--since", "2021-01-01"], "published >= '2021-01-01'"),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, list) else "",
)
def test_only_what_was_asked_for(database: Path, arguments: list[str], where: str) -> None:
    change(database, "DELETE FROM mention_kinds")
    (meant,) = query(database, f"SELECT count(*) FROM articles WHERE {where}")[0]
    done = retag(database, *arguments)
    assert (done.returncode, done.stdout.splitlines()[0]) == (0, f"articles        {meant}")
    assert not query(
        database,
        "SELECT a.id FROM mention_kinds k JOIN mentions m ON m.id = k.mention_id"
        f" JOIN articles a ON a.id = m.article_id WHERE NOT ({where})",
    )


@pytest.mark.parametrize(
    ("arguments", "line"),
    [
        (["--since", "soon"], "--since=soon is no date; write it as 2024-01-31"),
        (["--site", "nowhere"], f"--site=nowhere is not known; there are {', '.join(sorted(all_sites()))}"),
        (["-s", "BATCH_SIZE=0"], "BATCH_SIZE=0 is no positive number; write it as BATCH_SIZE=20"),
    ],
)
def test_an_argument_that_means_nothing(database: Path, arguments: list[str], line: str) -> None:
    done = retag(database, *arguments)
    assert (done.returncode, done.stdout, done.stderr) == (2, "", f"xjtunews: {line}\n")


def newer_version(path: Path) -> None:
    opened = open_database(str(path))
    opened.execute("INSERT INTO _sqlite_migrations (migration_set, name) VALUES ('xjtunews', '9999_future')")
    opened.conn.commit()
    opened.conn.close()


@pytest.mark.parametrize(
    ("make", "reason"),
    [
        (lambda path: None, ": there is no such file; crawl first, or name another one"),
        (newer_version, " was written by a newer xjtunews (9999_future); update xjtunews or give another file"),
        (Path.mkdir, " is a folder; give the name of a file"),
        (
            lambda path: path.write_bytes(b"no database" * 100),
            ": this is no SQLite database, or a damaged one; move it away or give another file",
        ),
    ],
    ids=["none", "newer version", "folder", "corrupt"],
)
def test_a_database_that_cannot_be_used(tmp_path: Path, make: Callable[[Path], object], reason: str) -> None:
    path = tmp_path / "news.db"
    make(path)
    existed = path.exists()
    done = retag(path)
    assert (done.returncode, done.stdout, done.stderr) == (1, "", f"xjtunews: DATABASE={path}{reason}\n")
    assert path.exists() == existed


def test_a_database_that_another_program_has_locked(database: Path) -> None:
    other = sqlite3.connect(database, isolation_level=None)
    other.execute("BEGIN EXCLUSIVE")
    done = retag(database, prelude=IMPATIENT)
    other.execute("ROLLBACK")
    other.close()
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr == (
        f"xjtunews: DATABASE={database}: locked by another program; close that program, or give another file\n"
    )


#: The third batch is interrupted, by what stands in the place of ERROR.
INTERRUPT = """
import sqlite3, xjtunews.retag as retag
write_facts, times = retag.write_facts, []
def interrupted(db, articles):
    times.append(1)
    if len(times) == 3:
        raise ERROR
    write_facts(db, articles)
retag.write_facts = interrupted
"""
INTERRUPTIONS = {
    "KeyboardInterrupt": "interrupted; what is done is stored, and the same command goes on from there",
    "sqlite3.OperationalError('database is locked')": (
        "DATABASE={}: locked by another program; close that program, and run it again; what is done is stored"
    ),
}


@pytest.mark.parametrize("error", INTERRUPTIONS)
def test_an_interrupted_run_goes_on_where_it_stood(database: Path, error: str) -> None:
    before, articles = dump(database), total(database)
    change(database, "DELETE FROM figures")
    stopped = retag(database, "-s", "BATCH_SIZE=5", prelude=INTERRUPT.replace("ERROR", error))
    assert stopped.returncode == 1
    assert stopped.stderr.splitlines()[-1] == "xjtunews: " + INTERRUPTIONS[error].format(database)
    assert dump(database) != before
    done = retag(database, "-s", "BATCH_SIZE=5")
    assert done.returncode == 0
    assert done.stderr.splitlines()[0] == "10 articles were done before the interruption"
    assert done.stdout.splitlines()[0] == f"articles        {articles - 10}"
    assert dump(database) == before
    assert query(database, "SELECT articles, finish_reason FROM runs WHERE spider = 'retag'") == [
        (articles, "finished")
    ]


@pytest.mark.parametrize("changed", ["rules", "corrections", "another run", "other articles"])
def test_it_begins_anew_where_the_rest_would_not_fit(database: Path, changed: str) -> None:
    retag(database, "-s", "BATCH_SIZE=5", prelude=INTERRUPT.replace("ERROR", "KeyboardInterrupt"))
    arguments = []
    if changed == "rules":
        change(database, """UPDATE runs SET arguments = replace(arguments, '"rules": "', '"rules": "x')""")
    elif changed == "corrections":
        (database.parent / "corrections.tsv").write_text("李华\t2025-03-01\t错\tx\tremove\tperson\t\t甲\n", "utf-8")
    elif changed == "another run":
        change(database, "INSERT INTO runs (started, spider, arguments, version) VALUES ('', 'xjtu', '{}', '')")
    else:
        arguments = ["--since", "1900-01-01"]
    done = retag(database, *arguments)
    assert "before the interruption" not in done.stderr
    assert done.stdout.splitlines()[0] == f"articles        {total(database)}"


#: A rule breaks on the document.
BREAK = """
import xjtunews.retag as retag
read = retag.read_article
def broken(article, site):
    if article.document == 'document.txt':
        raise RuntimeError("a rule broke")
    return read(article, site)
retag.read_article = broken
"""


def test_a_rule_that_breaks_costs_no_other_article_and_no_fact(database: Path) -> None:
    before = dump(database)
    article = query(database, "SELECT id FROM articles WHERE document = 'document.txt'")[0][0]
    done = retag(database, prelude=BREAK)
    assert done.returncode == 1
    assert done.stderr.splitlines()[-1] == (f"xjtunews: {article} keeps its old facts: RuntimeError('a rule broke')")
    assert done.stdout.splitlines()[1] == "0 changes"
    assert dump(database) == before


def test_corrections_are_applied_and_survive(database: Path) -> None:
    article, mention, kind = query(
        database,
        "SELECT m.article_id, m.id, k.kind FROM mentions m JOIN mention_kinds k ON k.mention_id = m.id"
        " JOIN articles a ON a.id = m.article_id WHERE a.document = 'document.txt'",
    )[0]
    file = database.parent / "corrections.tsv"
    file.write_text(
        "# who\twhen\twhy\tarticle\taction\tfact\twhere\told\tnew\n"
        f"李华\t2025-03-01\t实为会见\t{article}\tchange\tkind\t{mention}\t{kind}\t捐赠\n"
        f"李华\t2025-03-01\t查无此人\t{article}\tremove\tperson\t\t无此人\n"
        "李华\t2025-03-01\t查无此文\tnone\tremove\tperson\t\t无此人\n",
        "utf-8",
    )
    done = retag(database)
    assert (done.returncode, done.stdout.splitlines()[1:]) == (0, ["kinds           +1 −1"])
    assert done.stderr.splitlines()[1:] == [
        f"xjtunews: corrections.tsv, line 3: remove person 无此人: 无此人 is not found there ({article})",
        "xjtunews: corrections.tsv, line 4: the article none is not stored",
    ]
    assert query(database, "SELECT mention_id, kind FROM mention_kinds WHERE \"trigger\" = 'correction'") == [
        (mention, "捐赠")
    ]
    assert query(database, "SELECT line, who, why, article_id, status FROM corrections") == [
        (2, "李华", "实为会见", article, "applied"),
        (3, "李华", "查无此人", article, "vanished"),
        (4, "李华", "查无此文", None, "unused"),
    ]
    corrected = dump(database)
    assert retag(database).stdout.splitlines()[1:] == ["0 changes"]
    options = ["-s", f"REPLAY={FIXTURES}", "-s", f"DATABASE={database}"]
    document = ["-a", f"seeds={database.parent / 'document.txt'}"]
    (database.parent / "document.txt").write_text(DOCUMENT, "utf-8")
    again = scrapy("crawl", "xjtu", *options, *document, cwd=database.parent)
    assert again.returncode == 0
    assert again.stderr.splitlines()[-1] == done.stderr.splitlines()[1]
    assert [line for line in dump(database) if '"fetches"' not in line] == [
        line for line in corrected if '"fetches"' not in line
    ]
    file.unlink()
    assert retag(database).stdout.splitlines()[1:] == ["kinds           +1 −1"]
    assert query(database, "SELECT * FROM corrections") == []


def test_a_bad_line_is_one_message_and_the_rest_is_done(database: Path) -> None:
    before = dump(database)
    (database.parent / "corrections.tsv").write_text("李华\t昨天\t错\tx\tremove\tperson\t\t甲\n", "utf-8")
    done = retag(database)
    assert done.returncode == 1
    assert done.stderr.splitlines()[1:] == [
        "xjtunews: corrections.tsv, line 1: '昨天' in the column when is no date; write it as 2024-01-31"
    ]
    assert done.stdout.splitlines()[1:] == ["0 changes"]
    assert dump(database) == before


def test_a_run_names_what_it_went_through(database: Path) -> None:
    retag(database, "--since", "2024-01-01")
    (arguments,) = query(database, "SELECT arguments FROM runs ORDER BY id DESC LIMIT 1")[0]
    assert json.loads(arguments).keys() == {"after", "rules", "since"}
