"""Home, search, questions and the pages of one thing, asked as a browser asks."""

from __future__ import annotations

import re
import shutil
import sqlite3
from contextlib import closing
from pathlib import Path
from urllib.parse import quote

import pytest

from tests.small import HOST, Ask, explored, fill, made
from xjtunews.explore.queries import questions
from xjtunews.explore.routes import NAVIGATION


def key(small: Path, sql: str) -> str:
    with closing(sqlite3.connect(f"file:{small}?mode=ro", uri=True)) as connection:
        return str(connection.execute(sql).fetchone()[0])


def test_home_says_what_is_covered_and_what_is_not(ask: Ask) -> None:
    page = ask("/").text
    for words in (
        "报道（篇）</dt><dd>4<",
        "其中签约（件）</dt><dd>2<",
        "2022-06-02",
        "2024-02-02",
        "news.xjtu.edu.cn（4 篇）",
    ):
        assert words in page
    assert "取不到（服务器出错或网页已撤） 1" in page
    assert 'role="search"' in page
    for question in questions():
        assert f'href="/small/{question.name}">{question.title}<' in page
    assert "scrapy index" not in page


def test_a_database_without_an_index_says_so_and_is_searched_all_the_same(unindexed: Path) -> None:
    with explored(unindexed) as ask:
        home, found = ask("/").text, ask("/search", q="图书馆").text
    assert "尚未建立检索索引" in home
    assert "报道（篇）</dt><dd>4<" in home
    assert "尚未建立检索索引" in found
    assert 'href="/articles/news-library"' in found


def test_a_database_of_an_older_version_is_shown_all_the_same(unindexed: Path, tmp_path: Path) -> None:
    path = Path(shutil.copyfile(unindexed, tmp_path / "old.db"))
    with closing(sqlite3.connect(path)) as connection:
        for name in (
            "VIEW _article_search",
            "VIEW _event_search",
            "TABLE _search",
            "TABLE _search_articles",
            "TABLE _search_removed",
            "TABLE _search_latin",
            "TABLE _coverage",
        ):
            connection.execute(f"DROP {name}")
    with explored(path) as ask:
        assert "尚未建立检索索引" in ask("/").text
        assert 'href="/articles/news-library"' in ask("/search", q="图书馆").text
        assert ask("/old/articles").status_code == 200


def test_an_index_that_is_older_than_the_articles_is_said_to_be(small: Path, tmp_path: Path) -> None:
    path = Path(shutil.copyfile(small, tmp_path / "stale.db"))
    fill(path, made("new", "消息", "2024-02-03", "2024年2月2日，卢建军会见海鹰集团董事长王海。"))
    with explored(path) as ask:
        assert "在建立索引之后有更新" in ask("/").text
        assert "在建立索引之后有更新" in ask("/search", q="签约").text


def test_what_takes_too_long_is_said_and_no_fault(small: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    # From 21 ms on Datasette looks at the clock only every 1,000 steps, which nothing but the endless query takes here.
    with explored(small, sql_time_limit_ms=50) as ask:
        with monkeypatch.context() as patched:
            patched.setattr("xjtunews.explore.search.people_called", endless)
            page = ask("/search", q="图书馆")
            assert (page.status_code, "只列出报道" in page.text) == (200, True)
            assert 'href="/articles/news-library"' in page.text
        monkeypatch.setattr("xjtunews.explore.search.search", endless)
        page = ask("/search", q="签约")
        assert (page.status_code, "没有结果。请换一个更具体的词" in page.text) == (200, True)
        monkeypatch.setattr("xjtunews.database.pages.event", endless)
        page = ask("/events/x")
        assert (page.status_code, "查询超时" in page.text) == (503, True)


def endless(connection: sqlite3.Connection, *_: object) -> None:
    connection.execute("WITH RECURSIVE n(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM n) SELECT count(*) FROM n")


@pytest.mark.parametrize("address", [address for address, _ in NAVIGATION])
def test_every_page_of_the_navigation_answers_in_chinese(ask: Ask, address: str) -> None:
    response = ask(address)
    if response.status_code == 302:
        response = ask(response.headers["location"])
    assert response.status_code == 200
    assert '<html lang="zh-CN">' in response.text
    assert len(re.findall("<h1", response.text)) == 1


def test_search_marks_what_was_found_and_links_to_source_and_event(ask: Ask) -> None:
    page = ask("/search", q="签署协议").text
    assert "<mark>签署協議</mark>" in page
    assert f'href="{HOST}/library.htm" rel="noopener noreferrer">原文</a>' in page
    assert "2022-06-01" in page
    assert "报道 1 篇" in page.replace("\n", "")


@pytest.mark.parametrize(
    ("parameters", "said"),
    [
        ({"q": "合作协议出席"}, "分词后各词都出现"),
        ({"q": "Lab"}, "逐字查找"),
        ({"q": "诸葛亮"}, "没有找到符合的报道"),
        ({"q": "约" * 7_000}, "检索词过长"),
        ({}, "加引号的词语按原样查找"),
    ],
)
def test_search_says_how_it_searched(ask: Ask, parameters: dict[str, str], said: str) -> None:
    assert said in ask("/search", **parameters).text


def test_search_offers_only_filters_that_find_something(ask: Ask) -> None:
    page = ask("/search", q="签约").text
    assert '<option value="江苏省">江苏省</option>' in page
    assert '<option value="company">企业</option>' in page
    assert "广东省" not in page
    assert '<option value="签约" selected>' in ask("/search", kind="签约").text


def test_people_and_partners_stand_above_the_reports(ask: Ask, small: Path) -> None:
    partner = key(small, "SELECT id FROM organizations WHERE name = '陕西天工集团有限公司'")
    assert f'企业：<a href="/partners/{partner}">陕西天工集团有限公司</a> 3 件' in ask("/search", q="陕西天工").text


@pytest.mark.parametrize("question", questions(), ids=lambda question: question.name)
def test_every_question_is_answered_with_and_without_its_parameters(ask: Ask, question: object) -> None:
    name = question.name  # type: ignore[attr-defined]
    page = ask(f"/small/{name}")
    assert page.status_code == 200
    assert "<tbody>" in page.text, "the defaults find nothing"
    for parameter in question.parameters:  # type: ignore[attr-defined]
        assert f'for="p-{parameter.name}"' in page.text
        answer = ask(f"/small/{name}.json", **{parameter.name: "'; DROP TABLE articles; -- 签约"})
        assert answer.status_code == 200
        assert answer.json()["rows"] == [] or parameter.name in ("least", "days", "until")


@pytest.mark.parametrize(
    ("address", "rows"),
    [
        ("signings_by_province?year=2022", [["江苏省", "2022", 1]]),
        ("signings_by_month", [["2022-06", 1], ["2024-01", 1]]),
        ("signings_by_partner_type?year=2024", [["企业", 1, 1]]),
        ("cities_signed_with?year=2022", [["苏州市", "江苏省", 1, "苏州市图书馆", "2022-06-01"]]),
    ],
)
def test_questions_count_events(ask: Ask, address: str, rows: list[list[object]]) -> None:
    name, _, parameters = address.partition("?")
    assert ask(f"/small/{name}.json?{parameters}").json()["rows"] == rows


def test_dealings_stand_in_the_order_of_their_days(ask: Ask) -> None:
    rows = ask("/small/dealings_with_partner.json", partner="天工").json()["rows"]
    assert [row[0] for row in rows] == ["2023-11-14", "2024-01-05", "2024-02-01"]
    assert {row[0] for row in ask("/small/leader_events.json", leader="卢建军").json()["rows"]} >= {"2023-11-14"}


def test_visits_are_counted_up_to_the_first_signing(ask: Ask) -> None:
    rows = {row[0]: row[1:6] for row in ask("/small/visits_before_first_signing.json").json()["rows"]}
    assert rows["陕西天工集团有限公司"] == [0, 1, "2023-11-14", "2024-01-05", 52]
    assert rows["苏州市图书馆"] == [0, 0, "2022-06-01", "2022-06-01", 0]
    least = ask("/small/visits_before_first_signing.json", least="1").json()["rows"]
    assert [row[0] for row in least] == ["陕西天工集团有限公司"]


def test_frequent_partners_are_counted_alike_with_and_without_a_year(ask: Ask) -> None:
    rows = ask("/small/frequent_partners.json").json()["rows"]
    assert rows[0][:5] == ["陕西天工集团有限公司", 3, 1, "2023-11-14", "2024-02-01"]
    rows = ask("/small/frequent_partners.json", year="2024").json()["rows"]
    assert rows[0][:5] == ["陕西天工集团有限公司", 2, 1, "2024-01-05", "2024-02-01"]
    rows = ask("/small/frequent_partners.json", kind="签约", year="2022").json()["rows"]
    assert [row[:2] for row in rows] == [["苏州市图书馆", 1]]


def test_quiet_signings_are_measured_to_the_last_report(ask: Ask) -> None:
    rows = {row[0]: row[4] for row in ask("/small/signings_gone_quiet.json").json()["rows"]}
    assert rows == {"苏州市图书馆": 611}
    rows = {
        row[0]: row[4] for row in ask("/small/signings_gone_quiet.json", days="0", until="2024-02-02").json()["rows"]
    }
    assert rows["陕西天工集团有限公司"] == 1


def test_an_event_page_proves_what_it_says(ask: Ask, small: Path) -> None:
    event = key(small, "SELECT event_id FROM mentions WHERE id = 'news-signing-p1-1'")
    page = ask(f"/events/{event}").text
    assert "<mark>2024年1月5日，西安交通大学与陕西天工集团有限公司签署战略合作框架协议。</mark>" in page
    assert f'href="{HOST}/signing.htm"' in page
    assert 'href="/articles/news-signing#p1"' in page
    for words in ("战略合作框架协议", "卢建军", "党委书记", "企业", '<time datetime="2024-01-05">2024-01-05</time>'):
        assert words in page


def test_what_reports_disagree_about_is_shown_with_what_was_chosen(small: Path, tmp_path: Path) -> None:
    path = Path(shutil.copyfile(small, tmp_path / "disagree.db"))
    event = key(path, "SELECT event_id FROM mentions WHERE id = 'news-visit-p1-1'")
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute(
            "CREATE TABLE IF NOT EXISTS event_disagreements (event_id, field, value, chosen, reports, mention_id)"
        )
        for day, chosen in (("2023-11-14", 1), ("2023-11-13", 0)):
            connection.execute(
                "INSERT INTO event_disagreements (event_id, field, value, chosen, reports, mention_id)"
                " VALUES (?, 'date', ?, ?, 1, 'news-visit-p1-1')",
                [event, day, chosen],
            )
    with explored(path) as ask:
        page = ask(f"/events/{event}").text
    assert "说法不一" in page
    assert page.index("2023-11-14</td>") < page.index("✓ 采用") < page.index("2023-11-13</td>")


def test_pages_link_to_each_other(ask: Ask, small: Path) -> None:
    partner = key(small, "SELECT id FROM organizations WHERE name = '陕西天工集团有限公司'")
    page = ask(f"/partners/{partner}").text
    links = set(re.findall(r'href="(/(?:events|people|articles)/[^"#]+)', page))
    assert {link.split("/")[1] for link in links} == {"events", "people"}
    for link in links:
        assert ask(link).status_code == 200
    article = ask("/articles/news-signing").text
    for link in re.findall(r'href="(/(?:events|people|partners)/[^"#]+)', article):
        assert ask(link).status_code == 200
    assert '<p id="p2">' in article


def test_an_older_id_of_an_event_leads_to_the_event(ask: Ask, small: Path) -> None:
    event = key(small, "SELECT event_id FROM mentions WHERE id = 'news-visit-p1-1'")
    response = ask("/events/event-news-visit-p1-1")
    assert (response.status_code, response.headers.get("location")) in (
        (200, None),
        (301, f"/events/{quote(event)}"),
    )


@pytest.mark.parametrize(
    "address", ["/events/x", "/partners/x", "/people/x", "/articles/x", "/x", "/small/x", "/a/b/c/d"]
)
def test_what_is_not_there_is_said_in_chinese(ask: Ask, address: str) -> None:
    response = ask(address)
    assert response.status_code == 404
    assert "没有" in response.text
    assert "not found" not in response.text


def test_tables_speak_chinese_and_link_to_the_pages(ask: Ask) -> None:
    page = ask("/small/articles").text
    assert "<h1>文章" in page
    assert 'href="/articles/news-signing"' in page
    assert f'<a href="{HOST}/signing.htm" rel="noopener noreferrer">' in page
    mentions = ask("/small/mentions").text
    assert '">西安交通大学与天工集团签约</a>' in mentions
    assert 'href="/articles/news-signing"' in mentions
    facet = ask("/small/event_kinds", _facet="kind").text
    assert 'data-column="kind"' in facet


@pytest.mark.parametrize(("table", "found"), [("articles", 2), ("events", 2)])
def test_the_search_box_of_a_table_finds_words_as_the_search_does(ask: Ask, table: str, found: int) -> None:
    answer = ask(f"/small/{table}.json", _search="签署").json()
    assert answer["filtered_table_rows_count"] == found
    assert 'name="_search"' in ask(f"/small/{table}").text


def test_tables_hide_what_is_internal(ask: Ask) -> None:
    assert not re.search(r'href="/small/_', ask("/small").text)
    for table in ("_search", "_search_articles", "_search_data", "_sqlite_migrations", "_article_search"):
        assert ask(f"/small/{table}").status_code in (403, 404), table


@pytest.mark.parametrize(
    "address",
    [
        "/",
        "/search?q=天工集团",
        "/questions",
        "/small/articles",
        "/small/frequent_partners",
        "/articles/news-signing",
        "/x",
    ],
)
def test_behind_a_path_every_link_keeps_it(small: Path, address: str) -> None:
    with explored(small, base_url="/news/") as ask:
        page = ask(address).text
    links = [link for link in re.findall(r'(?:href|src|action)="(/[^"]*)"', page) if link]
    assert links
    assert all(link.startswith("/news/") for link in links), links
