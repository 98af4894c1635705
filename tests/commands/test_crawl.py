"""What a user sees: one clear line for bad input, an exit code that tells, and nothing lost that was good."""

from __future__ import annotations

import io
import random
import sqlite3
import subprocess
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import Crawl, scrapy
from xjtunews.database import open_database

RECORD = (
    "标题: {title}\n发布日期: 2024-05-10 09:30\n浏览次数: 12\n正文内容:\n5月6日，学校与{title}签约，双方合影留念。\n"
)
#: Wait for no lock longer than a moment.
IMPATIENT = """
import xjtunews.database.connection as connection
connection.open_database.__kwdefaults__["patience"] = 0.1
"""


def record(title: str) -> str:
    return RECORD.format(title=title)


def query(database: Path, sql: str) -> list[tuple[Any, ...]]:
    connection = sqlite3.connect(database)
    found = connection.execute(sql).fetchall()
    connection.close()
    return found


def titles(database: Path) -> set[str]:
    return {title for (title,) in query(database, "SELECT title FROM articles")}


def said(done: subprocess.CompletedProcess[str]) -> list[str]:
    """Return what the program itself said, without the log and the counts."""
    assert "Traceback" not in done.stderr, done.stderr
    return [line.removeprefix("xjtunews: ") for line in done.stderr.splitlines() if line.startswith("xjtunews: ")]


@pytest.fixture
def archive(tmp_path: Path) -> Path:
    (tmp_path / "archive").mkdir()
    return tmp_path / "archive"


@pytest.fixture
def good(tmp_path: Path) -> Path:
    (tmp_path / "good.txt").write_text(record("甲市"), "utf-8")
    return tmp_path / "good.txt"


def test_a_crawl_ends_with_a_summary(crawl: Crawl, good: Path, archive: Path) -> None:
    done = crawl("-a", f"seeds={good}", replay=archive)
    assert (done.returncode, said(done)) == (0, [])
    assert done.stderr.splitlines() == ["pages 1  articles 1  waiting 0"]
    assert done.stdout.splitlines()[:5] == [
        "articles        1  (0 of them copies of another)",
        "related links   0  (none)",
        "events          1  (reported in 1 passages)",
        "fields filled   title 100%, published 100%, section 0%, source 0%, views 100%, body 100%, credits 0%, "
        "passages 100%",
        f"database        {good.parent / 'news.db'}",
    ]
    assert query(good.parent / "news.db", "SELECT title, published, views, layout, document FROM articles") == [
        ("甲市", "2024-05-10T09:30", 12, "labelled-record", "good.txt")
    ]
    assert query(good.parent / "news.db", "SELECT arguments, replay FROM runs") == [
        (f'{{"seeds": "{good}"}}', str(archive))
    ]


@pytest.mark.parametrize(
    ("arguments", "line"),
    [
        (["-a", "since=soon"], "since=soon is no date; write it as 2024-01-31"),
        (["-a", "until=2024-02-30"], "until=2024-02-30 is no date; write it as 2024-01-31"),
        (["-a", "since=2024-05-02", "-a", "until=2024-05-01"], "since=2024-05-02 is later than until=2024-05-01"),
        (["-a", "sample=0"], "sample=0 is no positive number; write it as sample=20"),
        (["-a", "sample=x"], "sample=x is no positive number; write it as sample=20"),
        (["-a", "sedes=x"], "unknown argument sedes; there are seeds, columns, since, until, sample"),
        (["-a", "seeds="], "seeds= names no seed; give addresses, files or directories"),
        (
            ["-s", "FETCH_VIEWS=maybe"],
            "FETCH_VIEWS=maybe is neither on nor off; write it as -s FETCH_VIEWS=1 or -s FETCH_VIEWS=0",
        ),
        (["-s", "RULE_PROCESSES=x"], "RULE_PROCESSES=x is no number; write it as -s RULE_PROCESSES=20"),
        (
            ["-s", "REPLAY=/no/where"],
            "REPLAY=/no/where is no folder; give a directory tree HOST/PATH, such as fixtures",
        ),
    ],
    ids=lambda value: value[-1] if isinstance(value, list) else "",
)
def test_an_argument_that_means_nothing(
    crawl: Crawl, tmp_path: Path, archive: Path, arguments: list[str], line: str
) -> None:
    done = crawl(*arguments, replay=archive)
    assert (done.returncode, done.stdout, done.stderr) == (2, "", f"xjtunews: {line}\n")
    assert not (tmp_path / "news.db").exists()


@pytest.mark.parametrize("command", ["crawl", "retag", "resolve", "index", "export", "health"])
def test_a_setting_that_is_spelt_wrong(command: str) -> None:
    done = scrapy(command, "-s", "DATABSE=news.db")
    assert done.returncode == 2
    assert "there is no setting DATABSE; did you mean DATABASE?" in done.stdout + done.stderr
    assert "Traceback" not in done.stderr


def test_a_crawl_of_any_site_needs_its_name() -> None:
    done = scrapy("crawl", "news", "-s", "LOG_LEVEL=WARNING")
    assert done.returncode == 2
    assert done.stderr.startswith("xjtunews: name the site, such as -a site=whu; there are ")
    assert len(done.stderr.splitlines()) == 1


def test_a_spider_that_there_is_not() -> None:
    done = scrapy("crawl", "xjut", "-s", "LOG_LEVEL=WARNING")
    assert done.returncode == 2
    assert done.stderr == "xjtunews: there is no spider 'xjut'; scrapy list shows those there are\n"


@pytest.mark.parametrize("arguments", [[], ["xjtu", "xjtu"]], ids=["none", "two"])
def test_one_spider_is_named(arguments: list[str]) -> None:
    done = scrapy("crawl", *arguments)
    assert done.returncode == 2
    assert "give the name of one spider, such as: scrapy crawl xjtu" in done.stdout + done.stderr
    assert "Traceback" not in done.stderr


def random_bytes(path: Path) -> None:
    path.write_bytes(random.Random(1).randbytes(8192))


def other_program(path: Path) -> None:
    connection = sqlite3.connect(path)
    connection.execute("CREATE TABLE notes (text)")
    connection.close()


def newer_version(path: Path) -> None:
    database = open_database(str(path))
    database.execute("INSERT INTO _sqlite_migrations (migration_set, name) VALUES ('xjtunews', '9999_future')")
    database.conn.commit()
    database.conn.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    database.conn.close()


@pytest.mark.parametrize(
    ("make", "reason"),
    [
        (Path.mkdir, " is a folder; give the name of a file"),
        (random_bytes, ": this is no SQLite database, or a damaged one; move it away or give another file"),
        (other_program, " holds the tables of another program; give another file"),
        (newer_version, " was written by a newer xjtunews (9999_future); update xjtunews or give another file"),
    ],
    ids=["folder", "corrupt", "other program", "newer version"],
)
def test_a_database_that_cannot_be_used(
    crawl: Crawl, good: Path, archive: Path, make: Callable[[Path], object], reason: str
) -> None:
    path = good.parent / "news.db"
    make(path)
    before = path.read_bytes() if path.is_file() else None
    done = crawl("-a", f"seeds={good}", replay=archive)
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr == f"xjtunews: DATABASE={path}{reason}\n"
    assert before == (path.read_bytes() if path.is_file() else None)


def test_a_database_where_there_is_no_folder(crawl: Crawl, good: Path, archive: Path) -> None:
    done = crawl("-a", f"seeds={good}", "-s", f"DATABASE={good.parent}/no/news.db", replay=archive)
    assert done.returncode == 2
    assert done.stderr == (
        f"xjtunews: DATABASE={good.parent}/no/news.db: there is no folder {good.parent}/no; create it first\n"
    )
    assert not (good.parent / "no").exists()


@pytest.mark.skipif(not Path("/proc/self").exists(), reason="no /proc here; root may write anywhere else")
def test_a_database_where_nothing_can_be_written(crawl: Crawl, good: Path, archive: Path) -> None:
    done = crawl("-a", f"seeds={good}", "-s", "DATABASE=/proc/news.db", replay=archive)
    assert done.returncode == 2
    assert done.stderr == (
        "xjtunews: DATABASE=/proc/news.db: cannot be written; check its permissions, or give another file\n"
    )


def test_a_database_that_another_program_has_locked(good: Path, archive: Path) -> None:
    path = good.parent / "news.db"
    open_database(str(path)).conn.close()
    other = sqlite3.connect(path, isolation_level=None)
    other.execute("BEGIN EXCLUSIVE")
    options = ["-s", f"REPLAY={archive}", "-s", f"DATABASE={path}", "-a", f"seeds={good}"]
    done = scrapy("crawl", "xjtu", *options, "-s", "LOG_LEVEL=WARNING", prelude=IMPATIENT)
    other.execute("ROLLBACK")
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr == (
        f"xjtunews: DATABASE={path}: locked by another program; close that program, or give another file\n"
    )
    assert other.execute("SELECT count(*) FROM runs").fetchone() == (0,)
    other.close()


def zipped() -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as file:
        file.writestr("word/document.xml", "签约" * 500)
    return buffer.getvalue()


UNREADABLE = "the bytes are text in no known encoding (tried UTF-8, GB18030, Big5)"
BAD_FILES = {
    "empty.txt": (b"", "the file is empty"),
    "blank.html": (b" \r\n\t", "the file is empty"),
    "picture.txt": (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\1\0\0\0\1\0\x08\6\0\0\0\\r\xa8f", UNREADABLE),
    "word.txt": (zipped(), UNREADABLE),
    "challenge.html": (b"<html><script>run()</script><body></body></html>", "holds no article (challenge-page)"),
    "large.txt": (b"a" * 5001, "the file is larger than DOWNLOAD_MAXSIZE (5000 bytes)"),
}
BAD_SEEDS = {
    "ftp://www.example.org/x": "unknown scheme ftp://; only http and https addresses can be crawled",
    "javascript://alert": "unknown scheme javascript://; only http and https addresses can be crawled",
    "https://": "this is no complete address",
    "missing.txt": "no such file or directory",
    "@missing.lst": "cannot read the list of seeds: no such file or directory",
}


@pytest.fixture(scope="module")
def mixed(tmp_path_factory: pytest.TempPathFactory) -> tuple[subprocess.CompletedProcess[str], Path, Path]:
    """Crawl bad seeds among good ones; return what was said, the folder of the seeds, and the database."""
    root = tmp_path_factory.mktemp("mixed")
    seeds, database = root / "seeds", root / "news.db"
    for folder in (seeds, seeds / "none", root / "archive"):
        folder.mkdir()
    for name, (body, _) in BAD_FILES.items():
        (seeds / name).write_bytes(body)
    (seeds / "gb.txt").write_bytes(record("国标").encode("gb18030"))
    (seeds / "mark.txt").write_bytes(record("双字节").encode("utf-16"))
    (seeds / "no-mark.txt").write_bytes(record("无标记").encode("utf-16-le"))
    (seeds / "plain.txt").write_text("5月6日，学校与无签市签约。\n没有任何标签的第二段。", "utf-8")
    (seeds / "last.txt").write_text(record("末市"), "utf-8")
    listed = [*BAD_SEEDS, str(seeds / "none"), str(seeds)]
    options = ["-s", f"REPLAY={root / 'archive'}", "-s", f"DATABASE={database}", "-s", "LOG_LEVEL=CRITICAL"]
    options += ["-s", "DOWNLOAD_MAXSIZE=5000", "-a", f"seeds={','.join(listed)}"]
    return scrapy("crawl", "xjtu", *options, cwd=root), seeds, database


Mixed = tuple[subprocess.CompletedProcess[str], Path, Path]


def test_each_bad_seed_is_one_clear_line(mixed: Mixed) -> None:
    done, seeds, _ = mixed
    expected = {f"seed {seed}: {reason}" for seed, reason in BAD_SEEDS.items()}
    expected |= {f"seed {seeds / name}: {reason}" for name, (_, reason) in BAD_FILES.items()}
    *lines, last = said(done)
    folder = [line for line in lines if line.startswith(f"seed {seeds / 'none'}: the directory holds no ")]
    assert len(folder) == 1
    assert sorted(lines) == sorted(expected | set(folder))
    assert last == f"the crawl ended with {len(expected) + 1} faults (finished); all else is stored"
    assert done.returncode == 1


def test_the_good_ones_among_them_are_stored(mixed: Mixed) -> None:
    done, _, database = mixed
    found = query(database, "SELECT title, body FROM articles WHERE layout = 'labelled-record' ORDER BY title")
    assert found == [
        (title, f"5月6日，学校与{title}签约，双方合影留念。") for title in ("双字节", "国标", "无标记", "末市")
    ]
    assert query(database, "SELECT document FROM articles WHERE layout = 'plain-text'") == [("plain.txt",)]
    assert "articles        5  " in done.stdout


def test_each_bad_one_keeps_a_row_with_its_reason(mixed: Mixed) -> None:
    _, seeds, database = mixed
    found = dict(query(database, "SELECT url, reason FROM fetches WHERE status = 'failed'"))
    assert len(found) == len(BAD_SEEDS) + len(BAD_FILES) + 1
    for seed, reason in BAD_SEEDS.items():
        assert found[seed] == reason
    for name, (_, reason) in BAD_FILES.items():
        assert found[str(seeds / name)] == reason
    assert query(database, "SELECT faults, finish_reason FROM runs") == [(len(found), "finished")]


PAGE = """<html><head><title>{title}</title><script>_jsq_(1,'/c.jsp',{number},1)</script></head><body>
<h1>{title}</h1><p>日期：2024-05-10</p><div id="vsb_content"><p>5月6日，学校与{title}签约，双方合影留念。</p>
<p>相关报道链接：<a href="{link}">报道</a></p></div></body></html>"""
#: One page breaks the reader, one the rules, one the writing.
BREAK = """
import xjtunews.sites.reader as reader, xjtunews.language.reading as reading, xjtunews.pipelines.store as store
read_page, read_text, write = reader.read_page, reading.read_text, store.write
def broken_read(page, *others):
    if page.url.endswith("/1.htm"):
        raise RuntimeError("the reader broke")
    return read_page(page, *others)
def broken_rule(title, *others, **more):
    if title == "乙市":
        raise RuntimeError("a rule broke")
    return read_text(title, *others, **more)
def broken_write(db, items, *others):
    if any(getattr(item, "title", None) == "丙市" for item in items):
        raise RuntimeError("writing broke")
    return write(db, items, *others)
reader.read_page, reading.read_text, store.write = broken_read, broken_rule, broken_write
"""


def write_pages(archive: Path, names: str) -> str:
    """Put a page for each name in the archive, each with a link to the next; return the seeds."""
    folder = archive / "news.xjtu.edu.cn/info/1"
    folder.mkdir(parents=True)
    for number, name in enumerate(names, 1):
        link = f"/info/1/{number + 1}.htm"
        (folder / f"{number}.htm").write_text(PAGE.format(number=number, title=f"{name}市", link=link), "utf-8")
    return ",".join(f"https://news.xjtu.edu.cn/info/1/{number}.htm" for number in range(1, len(names) + 1))


@pytest.mark.parametrize("batch", ["1", "200"])
def test_a_fault_in_one_place_costs_one_article(tmp_path: Path, archive: Path, batch: str) -> None:
    seeds, database = write_pages(archive, "甲乙丙丁戊"), tmp_path / "news.db"
    options = ["-s", f"REPLAY={archive}", "-s", f"DATABASE={database}", "-a", f"seeds={seeds}"]
    done = scrapy("crawl", "xjtu", *options, "-s", f"BATCH_SIZE={batch}", prelude=BREAK)
    assert done.returncode == 1
    assert titles(database) == {"丁市", "戊市"}
    lines = [line for line in done.stderr.splitlines() if line.startswith("xjtunews: ")]
    assert lines[-1] == "xjtunews: the crawl ended with 3 faults (finished); all else is stored"
    for number, reason in ((1, "the reader broke"), (2, "a rule broke")):
        address = f"https://news.xjtu.edu.cn/info/1/{number}.htm"
        assert lines.count(f"xjtunews: {address}: RuntimeError('{reason}')") == 1
    found = dict(query(database, "SELECT url, status || ': ' || reason FROM fetches WHERE reason IS NOT NULL"))
    assert found["https://news.xjtu.edu.cn/info/1/1.htm"] == "failed: cannot be read: RuntimeError: the reader broke"
    assert found["https://news.xjtu.edu.cn/info/1/3.htm"] == "failed: not stored: writing broke"
    assert found["https://news.xjtu.edu.cn/info/1/6.htm"] == "not-archived: the archive does not hold it"
    assert query(database, "SELECT article_id, status, target_id FROM links ORDER BY 1") == [
        ("news-xjtu-edu-cn-4", "fetched", "news-xjtu-edu-cn-5"),
        ("news-xjtu-edu-cn-5", "not-archived", None),
    ]
    assert query(database, "PRAGMA foreign_key_check") == []
    assert query(database, "SELECT faults, finish_reason FROM runs") == [(3, "finished")]


#: Another program locks the database when the second batch is to be written, and unlocks it before the fourth.
LOCK = f"""{IMPATIENT}
import sqlite3, xjtunews.pipelines.store as store
write, times, other = store.write, [], []
def locked_write(db, items, *others):
    times.append(1)
    if len(times) == 2:
        path = db.execute("PRAGMA database_list").fetchone()[2]
        other.append(sqlite3.connect(path, isolation_level=None))
        other[0].execute("BEGIN EXCLUSIVE")
    if len(times) == 4:
        other[0].execute("ROLLBACK")
        other.pop().close()
    return write(db, items, *others)
store.write = locked_write
"""


def test_a_lock_in_the_middle_of_a_crawl_costs_nothing(tmp_path: Path, archive: Path) -> None:
    seeds, database = write_pages(archive, "甲乙丙丁戊"), tmp_path / "news.db"
    options = ["-s", f"REPLAY={archive}", "-s", f"DATABASE={database}", "-a", f"seeds={seeds}", "-s", "BATCH_SIZE=1"]
    done = scrapy("crawl", "xjtu", *options, "-s", "LOG_LEVEL=WARNING", prelude=LOCK)
    assert done.returncode == 0, done.stderr
    assert done.stderr.count("the database is locked by another program") == 2
    assert titles(database) == {"甲市", "乙市", "丙市", "丁市", "戊市"}
    assert query(database, "SELECT count(*) FROM fetches") == [(6,)]
    assert query(database, "SELECT faults, finish_reason FROM runs") == [(0, "finished")]


LOCKED = """
import sqlite3
from xjtunews.pipelines import store
store._PATIENCE = store._LAST_PATIENCE = 0.1
opened = store.Store.open_spider
def open_and_lock(self):
    opened(self)
    self.other = sqlite3.connect(self.crawler.settings["DATABASE"], isolation_level=None)
    self.other.execute("BEGIN IMMEDIATE")
ended = store.Store.close_spider
def end_and_unlock(self):
    ended(self)
    self.other.execute("ROLLBACK")
    self.other.close()
store.Store.open_spider, store.Store.close_spider = open_and_lock, end_and_unlock
"""


def test_a_crawl_that_could_not_be_stored_says_so(tmp_path: Path, archive: Path) -> None:
    seeds, database = write_pages(archive, "甲乙"), tmp_path / "news.db"
    options = ["-s", f"REPLAY={archive}", "-s", f"DATABASE={database}", "-a", f"seeds={seeds}"]
    done = scrapy("crawl", "xjtu", *options, prelude=LOCKED)
    assert done.returncode == 1
    assert "Traceback" not in done.stderr
    assert done.stderr.splitlines()[-2:] == [
        "xjtunews: the crawl is not stored completely, run it again: "
        "3 items are not stored: the database stayed locked",
        "xjtunews: the crawl ended with 1 fault (finished); what is not stored is named above",
    ]
