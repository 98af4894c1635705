from __future__ import annotations

import pytest

from xjtunews.language.labels import clean_source, find_count, parse_count, parse_labels


@pytest.mark.parametrize(
    ("text", "labels"),
    [
        ("来源:甲网 日期:2024-11-11 09:50", [("source", "甲网"), ("published", "2024-11-11 09:50")]),
        ("来源：甲网 日期：2024-11-11", [("source", "甲网"), ("published", "2024-11-11")]),
        ("日期：2024/1/5 浏览量：12", [("published", "2024/1/5"), ("views", "12")]),
        ("文章来源：甲处 发布时间：2020-12-31", [("source", "甲处"), ("published", "2020-12-31")]),
        ("信息来源：甲部 发布日期：2023-05-16", [("source", "甲部"), ("published", "2023-05-16")]),
        ("稿件来源：甲网 阅读量：3", [("source", "甲网"), ("views", "3")]),
        ("时间：2023-03-20 17:11:01 点击：88次", [("published", "2023-03-20 17:11:01"), ("views", "88次")]),
        ("发布时间 ：2024-09-09", [("published", "2024-09-09")]),
        ("点 击：33", [("views", "33")]),
        ("编 辑：张敏", [("credit:editor", "张敏")]),
        (
            "來源：甲社 發布時間：2023-01-02 瀏覽量：33",
            [("source", "甲社"), ("published", "2023-01-02"), ("views", "33")],
        ),
        ("【来源：甲报】", [("source", "甲报")]),
        ("【来源】甲报", [("source", "甲报")]),
        ("来源::甲报", [("source", "甲报")]),
        ("FROM:甲公司 Date:2024-03-13", [("source", "甲公司"), ("published", "2024-03-13")]),
        ("点击：[ 12 ]", [("views", "12")]),
        ("网址：http://a.cn:80/b", [("url", "http://a.cn:80/b")]),
        ("栏目：科研", [("section", "科研")]),
    ],
)
def test_labels(text: str, labels: list[tuple[str, str]]) -> None:
    assert [(found.field, found.value) for found in parse_labels(text)] == labels


@pytest.mark.parametrize(
    ("text", "labels"),
    [
        ("from:甲公司date:2024-03-13", [("source", "甲公司"), ("published", "2024-03-13")]),
        ("发布日期:2018-06-08浏览量:", [("published", "2018-06-08"), ("views", "")]),
        ("发布时间：2021-02-03 15:49浏览次数:", [("published", "2021-02-03 15:49"), ("views", "")]),
        (
            "作者:发布人:张敏发布时间:2024-1-2浏览次数:244",
            [("credit:text", ""), ("credit:editor", "张敏"), ("published", "2024-1-2"), ("views", "244")],
        ),
        (
            "作者：张敏编辑：李华审核：王强",
            [("credit:text", "张敏"), ("credit:editor", "李华"), ("credit:review", "王强")],
        ),
    ],
)
def test_glued_labels(text: str, labels: list[tuple[str, str]]) -> None:
    assert [(found.field, found.value) for found in parse_labels(text)] == labels


@pytest.mark.parametrize(
    ("text", "labels"),
    [
        ("日期:2022-08-18    点击数:     来源:", [("published", "2022-08-18"), ("views", ""), ("source", "")]),
        ("作者: 来源:发布时间:2024-1-2", [("credit:text", ""), ("source", ""), ("published", "2024-1-2")]),
        ("编辑:浏览数:发布时间:2024-01-02", [("credit:editor", ""), ("views", ""), ("published", "2024-01-02")]),
        ("2021-04-20 作者： 浏览次数：", [("credit:text", ""), ("views", "")]),
        ("发布日期: 日期：2024-01-02 10:00", [("published", ""), ("published", "2024-01-02 10:00")]),
        ("分享到：来源：甲报", [("ignored", ""), ("source", "甲报")]),
        ("日期:\n2024-01-02", [("published", "")]),
        ("浏览次数:\n3人出席。", [("views", "")]),
    ],
)
def test_empty_label_swallows_nothing(text: str, labels: list[tuple[str, str]]) -> None:
    assert [(found.field, found.value) for found in parse_labels(text)] == labels


@pytest.mark.parametrize("text", ["", "双方介绍了合作情况", "全文：见下", "2024-01-25 14:46", "来源于实践", "日期待定"])
def test_no_labels(text: str) -> None:
    assert parse_labels(text) == []


def test_positions() -> None:
    text = "来源：甲报 日期：2024-01-02"
    assert [text[found.start : found.end] for found in parse_labels(text)] == ["来源：甲报 ", "日期：2024-01-02"]


@pytest.mark.parametrize(
    ("value", "count"),
    [
        ("23", 23),
        ("23499次", 23499),
        ("1,234", 1234),
        ("[ 12 ]", 12),
        ("（33）", 33),
        ("0", 0),
        (" 7", 7),
        ("", None),
        ("次", None),
        ("[]", None),
        ("2024-01-02 10:00", None),
        ("2024/1/2", None),
        ("2024年1月2日", None),
        ("15:49", None),
        ("99999999999", None),
    ],
)
def test_parse_count(value: str, count: int | None) -> None:
    assert parse_count(value) == count


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("浏览12次", 12),
        ("浏览 12 次", 12),
        ("193 阅读", 193),
        ("193次阅读", 193),
        ("瀏覽12次", 12),
        ("阅读次数 33", 33),
        ("2024-01-02 10:22 阅读 193", 193),
        ("2024-01-02 阅读", None),
        ("10:22 阅读", None),
        ("浏览 2024-01-02", None),
        ("浏览", None),
        ("12 浏览：", None),
        ("", None),
    ],
)
def test_find_count(text: str, count: int | None) -> None:
    assert find_count(text) == count


@pytest.mark.parametrize(
    ("value", "source"),
    [
        ("甲大学 3326", "甲大学"),
        ("甲大学 12次", "甲大学"),
        ("甲网 2024-01-02 10:00", "甲网"),
        ("甲报 【大 中 小】", "甲报"),
        ("甲报 [打印]", "甲报"),
        ("【甲报】", "甲报"),
        ("甲报 |", "甲报"),
        ("第1研究所", "第1研究所"),
        ("8号楼", "8号楼"),
        ("2024-01-02", None),
        ("", None),
    ],
)
def test_clean_source(value: str, source: str | None) -> None:
    assert clean_source(value) == source
