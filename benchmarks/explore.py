"""Time the pages of ``make explore`` over HTTP, on a database of made articles: ``make bench-explore``.

The articles are put together from the sentences of the fixtures, with names of their own; rows go straight into the
tables, and the index is made as ``scrapy index`` makes it, but that each sentence is cut only once. Datasette runs in a
process of its own; requests go one after another over one connection.
"""

from __future__ import annotations

import argparse
import hashlib
import http.client
import json
import os
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import replace
from datetime import date, timedelta
from functools import cache
from itertools import islice
from pathlib import Path
from random import Random
from urllib.parse import quote, urlencode

from xjtunews.database import open_database
from xjtunews.database.relationships import mark_events, refresh
from xjtunews.database.search_index import update_index
from xjtunews.explore.queries import questions
from xjtunews.explore.settings import arguments
from xjtunews.language.search import Indexed, index_terms, normalize, single_terms

_ROOT = Path(__file__).resolve().parent.parent
_PORT = 8971
#: Milliseconds that each kind of page may take: the median, but of searches the 95th percentile.
LIMITS = {
    "search": 50.0,
    "home": 100.0,
    "question": 300.0,
    "event": 50.0,
    "partner": 300.0,
    "person": 300.0,
    "dashboard": 300.0,
    "feed": 300.0,
    "table": 300.0,
}
_KINDS = ("签约", "揭牌", "启动", "会见", "座谈", "调研", "会议", "报告", "捐赠", "活动")
_TYPES = ("government", "company", "university", "hospital", "institute", "association", "park", None)
_PLACES = (
    ("陕西省", "西安市"),
    ("江苏省", "苏州市"),
    ("浙江省", "杭州市"),
    ("广东省", "深圳市"),
    ("河南省", "郑州市"),
    (None, None),
)
_FAMILY, _GIVEN = (
    "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗",
    "伟芳娜敏静强磊军洋勇艳杰娟涛明超秀霞平刚桂英建国文志海云峰",
)
_SEARCHES = (
    *("签约", "合作", "座谈", "西安交通大学", "人工智能", "卢建军", "西交利物浦", "校企合作", "字", "大学", "创新港"),
    *("科技成果转化", "战略合作协议", "AI", "2023年", "揭牌", "校长", "港", "王军", "产学研", "联合实验室", "西咸新区"),
    *("捐赠", "调研", "人才培养", "氢能", "211", "学", "研究院院长", "新材料", "医院", "党委书记", "合作 签约 人才"),
)
#: Parameters that many events fit.
_GIVEN_TO_QUESTIONS = (
    ("frequent_partners", {"kind": "座谈"}),
    ("frequent_partners", {"year": "2020"}),
    ("dealings_with_partner", {"partner": "公司"}),
    ("signings_by_partner_type", {"year": "2020"}),
)


class _Index:
    """Make the terms of an article from those of its paragraphs, of which there are few."""

    def __init__(self) -> None:
        self._terms = cache(lambda paragraph: self._without_singles(index_terms("", paragraph)))

    @staticmethod
    def _without_singles(found: Indexed) -> Indexed:
        return replace(found, pairs=found.pairs.partition(" ℵ ℵ ")[2])

    def __call__(self, title: str, body: str) -> Indexed:
        parts = [self._terms(paragraph) for paragraph in body.split("\n")]
        head = self._without_singles(index_terms(title, ""))
        return Indexed(
            head.title,
            " ".join(part.words for part in parts),
            " ".join([*single_terms(normalize(title + body)), "ℵ ℵ", head.pairs, *(part.pairs for part in parts)]),
            head.latin.union(*(part.latin for part in parts)),
        )


def main(given: Sequence[str] | None = None) -> int:
    """Print what every kind of page takes; return 1 where one takes longer than it may."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.explore", description=__doc__.split("\n")[0])
    parser.add_argument("--articles", type=int, default=100_000, help="articles of the database (100000)")
    parser.add_argument("--database", type=Path, help="measure this one; made if it is not there")
    parser.add_argument("--repeat", type=int, default=5, help="requests for each page (5)")
    options = parser.parse_args(given)
    with tempfile.TemporaryDirectory() as folder:
        path = options.database or Path(folder) / "bench.db"
        if not path.exists():
            started = time.perf_counter()
            make_database(path, options.articles)
            print(f"made {path} in {time.perf_counter() - started:.0f} s")  # noqa: T201
        print(f"{path.stat().st_size / 1e6:.0f} MB")  # noqa: T201
        with served(path):
            return measure(path, options.repeat)


def measure(path: Path, repeat: int) -> int:
    """Ask for the pages, print the table; return 1 where a limit is passed."""
    with closing(sqlite3.connect(path)) as connection:
        ids = [key for (key,) in connection.execute("SELECT id FROM events ORDER BY reports DESC, id LIMIT 20")]
        partner, person = (
            connection.execute(sql).fetchone()[0]
            for sql in (
                "SELECT organization_id FROM participations GROUP BY 1 ORDER BY count(*) DESC LIMIT 1",
                "SELECT person_id FROM appearances GROUP BY 1 ORDER BY count(*) DESC LIMIT 1",
            )
        )
    pages = [("home", "/")]
    for words in dict.fromkeys(_SEARCHES):
        for more in ({}, {"order": "best"}, {"kind": "签约"}, {"province": "江苏省", "year": "2022"}):
            pages.append(("search", f"/search?{urlencode({'q': words, **more})}"))
    pages += [("question", f"/{path.stem}/{question.name}") for question in questions()]
    pages += [("question", f"/{path.stem}/{name}?{urlencode(given)}") for name, given in _GIVEN_TO_QUESTIONS]
    pages += [("event", f"/events/{quote(key)}") for key in ids]
    pages += [
        ("partner", f"/partners/{quote(partner)}"),
        ("person", f"/people/{quote(person)}"),
        ("dashboard", "/dashboard"),
    ]
    few = {"kind": "签约"}, {"province": "江苏省"}, {"partner": partner}, {"partner": "有限公司"}
    for address in ("/feed.atom", "/calendar.ics"):
        pages += [("feed", f"{address}?{urlencode(query)}" if query else address) for query in ({}, *few)]
    pages += [("table", f"/{path.stem}/{table}") for table in ("articles", "events", "organizations", "not_fetched")]
    times: dict[str, list[tuple[float, str]]] = {}
    connection = http.client.HTTPConnection("127.0.0.1", _PORT, timeout=60)
    print(f"load {os.getloadavg()[0]:.1f} on {os.cpu_count()} processors")  # noqa: T201
    for kind, address in pages:
        took = [_request(connection, address) for _ in range(repeat)]
        of_page = took if kind == "search" else [sorted(took)[len(took) // 2]]
        times.setdefault(kind, []).extend((milliseconds, address) for milliseconds in of_page)
    failed = 0
    print(f"{'page':<10}{'pages':>7}{'median':>9}{'p95':>9}{'slowest':>9}{'limit':>8}  ms")  # noqa: T201
    for kind, found in times.items():
        found.sort()
        values = [milliseconds for milliseconds, _ in found]
        median, p95 = values[len(values) // 2], values[min(len(values) - 1, int(len(values) * 0.95))]
        limit = LIMITS.get(kind)
        passed = limit is not None and (p95 if kind == "search" else values[-1]) > limit
        failed += passed
        print(f"{kind:<10}{len(found):>7}{median:>9.1f}{p95:>9.1f}{values[-1]:>9.1f}{limit or '':>8}  {found[-1][1]}")  # noqa: T201
    return int(failed > 0)


def _request(connection: http.client.HTTPConnection, address: str) -> float:
    started = time.perf_counter()
    connection.request("GET", address)
    response = connection.getresponse()
    response.read()
    if response.status != 200:
        sys.stderr.write(f"{address} answers {response.status}\n")
        return float("inf")
    return (time.perf_counter() - started) * 1000


@contextmanager
def served(path: Path) -> Iterator[None]:
    """Serve a database as ``make explore`` does."""
    command = [sys.executable, "-m", "datasette", *arguments(str(path)), "-p", str(_PORT)]
    with subprocess.Popen(command, cwd=_ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as process:  # noqa: S603
        try:
            for _ in range(100):
                try:
                    _request(http.client.HTTPConnection("127.0.0.1", _PORT, timeout=30), "/robots.txt")
                    break
                except OSError:
                    time.sleep(0.1)
            yield
        finally:
            process.terminate()


def make_database(path: Path, articles: int) -> None:
    """Write a database of made articles, with its index; the same number always gives the same one."""
    database = open_database(str(path))
    connection = database.conn
    random = Random(20240126)  # noqa: S311
    connection.execute("PRAGMA synchronous = OFF")
    with connection:
        _fill(connection, random, articles)
        _agree(connection)
        mark_events(database)
        refresh(database)
    update_index(connection, terms=_Index())
    connection.execute("ANALYZE")
    connection.close()


def _fill(connection: sqlite3.Connection, random: Random, articles: int) -> None:
    sentences = _sentences()
    bodies = [
        (f"org-{n:06}", f"{_name(random)}{n}有限公司", random.choice(_TYPES), *random.choice(_PLACES))
        for n in range(8000)
    ]
    people = [(f"person-{n:06}", _name(random)) for n in range(20000)]
    connection.execute(
        "INSERT INTO runs (started, finished, spider, arguments, version) VALUES ('2024', '2024', 'xjtu', '{}', '1')"
    )
    _insert(connection, "organizations", "id name type province city", bodies)
    _insert(connection, "people", "id name", people)
    first = date(2015, 1, 1)
    start = iter(range(articles))
    while batch := list(islice(start, 5000)):
        rows: dict[str, list[tuple[object, ...]]] = {}
        for n in batch:
            _article(rows, random, n, first + timedelta(days=n * 3650 // articles), sentences, bodies, people)
        for table, columns in _COLUMNS.items():
            _insert(connection, table, columns, rows.get(table, []))


#: What a crawl works out of the passages of each event, where the schema keeps it in tables.
_AGREED = {
    "event_kinds": "SELECT m.event_id, k.kind, count(*), min(m.id) FROM mentions m"
    " JOIN mention_kinds k ON k.mention_id = m.id GROUP BY 1, 2",
    "event_parties": "SELECT m.event_id, o.id, o.name, o.type, o.province, o.city, 'named', count(*), min(m.id)"
    " FROM mentions m JOIN participations p ON p.mention_id = m.id JOIN organizations o ON o.id = p.organization_id"
    " GROUP BY 1, 2",
    "event_people": "SELECT m.event_id, row_number() OVER (PARTITION BY m.event_id), p.id, p.name, a.title, a.side,"
    " a.organization, count(*), min(m.id) FROM mentions m JOIN appearances a ON a.mention_id = m.id"
    " JOIN people p ON p.id = a.person_id GROUP BY m.event_id, p.id",
}


def _agree(connection: sqlite3.Connection) -> None:
    tables = {name for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
    for table in _AGREED.keys() & tables:
        connection.execute(f"INSERT INTO {table} {_AGREED[table]}")


_COLUMNS = {
    "articles": "id url title published section source body site layout images text_hash",
    "events": "id date_start date_end date_precision summary reports",
    "mentions": "id article_id event_id paragraph date_text date_start date_end date_precision date_rule evidence"
    " evidence_start evidence_end",
    "mention_kinds": "mention_id kind trigger",
    "appearances": "article_id position mention_id person_id title side organization rule paragraph text_start"
    " text_end",
    "participations": "article_id position mention_id organization_id role paragraph text_start text_end",
    "figures": "article_id paragraph position value unit counts kind text text_start text_end",
    "fetches": "url status reason article_id run_id fetched",
}


def _article(
    rows: dict[str, list[tuple[object, ...]]],
    random: Random,
    n: int,
    day: date,
    sentences: Sequence[str],
    bodies: Sequence[tuple[str, str, str | None, str | None, str | None]],
    people: Sequence[tuple[str, str]],
) -> None:
    """Add the rows of one article: 1,600 characters, one or two passages, a third about a known event."""
    key, published = f"news-example-{n}", f"{day}T{8 + n % 10:02}:{n % 60:02}"
    chosen = [bodies[int(random.random() ** 3 * len(bodies))] for _ in range(3)]
    there = [people[int(random.random() ** 3 * len(people))] for _ in range(5)]
    names = "、".join(name for _, name in there)
    lines = random.sample(sentences, 27)
    lines.insert(3, f"{names}与{chosen[0][1]}有关负责人参加。")
    body, url = "\n".join(lines), f"https://news.example.edu.cn/info/1033/{n}.htm"
    add = rows.setdefault
    digest = hashlib.blake2b(body.encode(), digest_size=16).hexdigest()
    title = f"{there[0][1]}{random.choice(_KINDS)}{chosen[0][1]}"
    add("articles", []).append(
        (key, url, title, published, "要闻", "新闻网", body, "news.example.edu.cn", "vsb", 0, digest)
    )
    add("fetches", []).append((url, "fetched", None, key, 1, "2024"))
    if n % 10 == 0:
        add("fetches", []).append(
            (f"{url}l", random.choice(("failed", "robots", "refused")), f"HTTP {n % 500}", None, 1, "2024")
        )
    for m in range(1 + n % 2):
        mention, event, evidence = f"{key}-p{m}-1", f"event-{key}-p{m}-1", lines[m]
        if n % 3 == 2 and m == 0:
            event = f"event-news-example-{n - 1}-p0-1"
        else:
            add("events", []).append((event, str(day), str(day), "day", evidence, 1 + (n % 3 == 1 and m == 0)))
        dated = (1, str(day), str(day), str(day), "day", "printed", evidence, 0, len(evidence))
        add("mentions", []).append((mention, key, event, *dated))
        for kind in random.sample(_KINDS, 2):
            add("mention_kinds", []).append((mention, kind, kind))
        for p, (person, _) in enumerate(there):
            side = "ours" if p < 3 else "theirs"
            add("appearances", []).append((key, m * 5 + p, mention, person, "校长", side, "某校", "title", 1, 0, 2))
        for p, body_row in enumerate(chosen[: 1 + m]):
            add("participations", []).append((key, m * 3 + p, mention, body_row[0], "named", 1, 0, 2))
    add("figures", []).append((key, 1, 1, float(n % 500), random.choice("家项人个"), "企业", "count", lines[0], 0, 2))


def _insert(connection: sqlite3.Connection, table: str, columns: str, rows: Sequence[Sequence[object]]) -> None:
    names = columns.split()
    quoted = ", ".join(f'"{name}"' for name in names)
    connection.executemany(
        f"INSERT INTO {table} ({quoted}) VALUES ({', '.join('?' * len(names))})",  # noqa: S608
        rows,
    )


def _name(random: Random) -> str:
    return random.choice(_FAMILY) + "".join(random.choice(_GIVEN) for _ in range(2))


def _sentences() -> list[str]:
    """Return the sentences of the fixtures, each once, those of 20 to 90 characters."""
    found: dict[str, None] = {}
    for path in sorted((_ROOT / "fixtures").rglob("*.expected.json")):
        for paragraph in json.loads(path.read_bytes())["values"].get("body") or ():
            for sentence in paragraph.replace("。", "。\n").split("\n"):
                if 20 <= len(sentence) <= 90:
                    found[sentence] = None
    return list(found)


if __name__ == "__main__":
    raise SystemExit(main())
