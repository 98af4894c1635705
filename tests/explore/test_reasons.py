"""Why something was not fetched is said in Chinese; what no line of the table fits is shown as it is stored."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from tests.small import Ask
from xjtunews.explore.reasons import chinese


@pytest.mark.parametrize(
    ("stored", "shown"),
    [
        ("robots.txt asks not to", "网站的 robots.txt 不许访问"),
        ("http-404", "网页不存在（HTTP 404）"),
        ("http-418", "服务器回答 HTTP 418"),
        ("challenge-page (http-412)", "要求先通过浏览器验证（HTTP 412）"),
        ("news.xjtu.edu.cn did not answer 3 times in a row", "news.xjtu.edu.cn 连续 3 次没有回应，本次不再访问"),
        ("redirected to www.xjtu.edu.cn (redirect-stub)", "页面跳转到 www.xjtu.edu.cn"),
        ("redirected to itself", "转到自己，没有内容"),
        ("published 2019-05-01", "发布于 2019-05-01，不在指定的日期之内"),
        ("TimeoutError: User timeout caused connection failure.", "等候回答超时"),
        ("a reason of tomorrow", None),
        ("http-", None),
    ],
)
def test_a_reason_in_chinese(stored: str, shown: str | None) -> None:
    assert chinese(stored) == shown


def test_every_reason_of_the_bundled_pages_is_in_the_table(crawled: Path) -> None:
    with closing(sqlite3.connect(f"file:{crawled}?mode=ro", uri=True)) as connection:
        stored = {row[0] for row in connection.execute("SELECT reason FROM not_fetched WHERE reason IS NOT NULL")}
        stored |= {row[0] for row in connection.execute("SELECT reason FROM links WHERE reason IS NOT NULL")}
    assert stored
    assert {reason for reason in stored if chinese(reason) is None} == set()


def test_pages_show_it_and_downloads_what_is_stored(ask: Ask) -> None:
    assert "网页不存在" in ask("/small/not_fetched_reasons").text
    table = ask("/small/not_fetched").text
    assert '网页不存在（HTTP 404） <small lang="en">http-404</small>' in table
    assert "网页不存在" not in ask("/small/not_fetched_reasons.csv").text
