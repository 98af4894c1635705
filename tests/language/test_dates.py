from __future__ import annotations

from datetime import date

import pytest

from xjtunews.language.dates import find_event_dates, parse_day, parse_published

PUBLISHED = date(2024, 1, 25)


@pytest.mark.parametrize(
    ("text", "iso"),
    [
        ("2024-01-25", "2024-01-25"),
        ("2024-01-25 14:46", "2024-01-25T14:46"),
        ("2023-03-20 17:11:01", "2023-03-20T17:11:01"),
        ("2020-9-22 09:58:08", "2020-09-22T09:58:08"),
        ("2024-1-5 9:05", "2024-01-05T09:05"),
        ("2018年09月02日 19:02", "2018-09-02T19:02"),
        ("2021年4月3日", "2021-04-03"),
        ("2024 年 1 月 5 日", "2024-01-05"),
        ("2024年1月5号", "2024-01-05"),
        ("2016/09/20 16:31", "2016-09-20T16:31"),
        ("2019/3/5", "2019-03-05"),
        ("2024.01.25", "2024-01-25"),
        ("25.01.2024  09:08", "2024-01-25T09:08"),
        ("24-11-15", "2024-11-15"),
        ("2024-01-25　14:46", "2024-01-25T14:46"),
        ("2024-01-25\xa0\xa014:46", "2024-01-25T14:46"),
        ("2024-01-25 14：46：07", "2024-01-25T14:46:07"),
        ("2024年01月25日14时46分", "2024-01-25T14:46"),
        ("2024年1月5日 下午3:05", "2024-01-05T15:05"),
        ("2024年1月5日（星期五） 15:05", "2024-01-05T15:05"),
        ("2024-03-13T20:30:00Z", "2024-03-14T04:30:00"),
        ("2024-03-13T20:30:00+08:00", "2024-03-13T20:30:00"),
        ("2024-03-13T20:30:00.123+0800", "2024-03-13T20:30:00"),
        ("2024年2月29日", "2024-02-29"),
    ],
)
def test_header_formats(text: str, iso: str) -> None:
    assert parse_published(text) == iso


@pytest.mark.parametrize(
    ("text", "iso"),
    [
        ("日期：2024-01-25 14:46 浏览量：", "2024-01-25T14:46"),
        ("发布日期:2018-06-08浏览量:", "2018-06-08"),
        ("2024-04-18 08:42张敏李华", "2024-04-18T08:42"),
        ("发布日期: 日期：2024-01-25 14:46", "2024-01-25T14:46"),
        ("[2024-01-25]", "2024-01-25"),
        ("2024-02-30 2024-03-01", "2024-03-01"),
        ("2024-13-45 2024-01-02", "2024-01-02"),
    ],
)
def test_date_inside_a_header(text: str, iso: str) -> None:
    assert parse_published(text) == iso


@pytest.mark.parametrize(
    "text",
    ["", "2024-02-30", "2023年2月29日", "15:49", "2024年12月", "2024-01", "029-82-66", "1.2.3", "版本3.24-11-15-2"],
)
def test_no_header_date(text: str) -> None:
    assert parse_published(text) is None


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2024-01-31", date(2024, 1, 31)),
        (" 2024年1月31日 ", date(2024, 1, 31)),
        ("2024/1/31", date(2024, 1, 31)),
        ("2024-02-30", None),
        ("24-01-31", None),
        ("2024-01-31 oder so", None),
        ("", None),
    ],
)
def test_parse_day(text: str, day: date | None) -> None:
    assert parse_day(text) == day


@pytest.mark.parametrize(
    ("text", "start", "end", "rule"),
    [
        ("1月5日签约", "2024-01-05", "2024-01-05", "year-completed"),
        ("1月5号签约", "2024-01-05", "2024-01-05", "year-completed"),
        ("1月25日签约", "2024-01-25", "2024-01-25", "year-completed"),
        ("12月31日签约", "2023-12-31", "2023-12-31", "year-completed"),
        ("2023年11月1日签约", "2023-11-01", "2023-11-01", "printed"),
        ("2023 年 11月 1 日签约", "2023-11-01", "2023-11-01", "printed"),
        ("2020年4月22日来校", "2020-04-22", "2020-04-22", "printed"),
        ("今年1月5日签约", "2024-01-05", "2024-01-05", "relative-year"),
        ("去年12月3日签约", "2023-12-03", "2023-12-03", "relative-year"),
        ("1月8日至10日", "2024-01-08", "2024-01-10", "year-completed"),
        ("1月8日-10日", "2024-01-08", "2024-01-10", "year-completed"),
        ("1月8日—10日", "2024-01-08", "2024-01-10", "year-completed"),
        ("1月8日~10日", "2024-01-08", "2024-01-10", "year-completed"),
        ("1月8日至1月10日", "2024-01-08", "2024-01-10", "year-completed"),
        ("1月8日-1月10日", "2024-01-08", "2024-01-10", "year-completed"),
        ("7月21-25日", "2023-07-21", "2023-07-25", "year-completed"),
        ("1月8日、9日", "2024-01-08", "2024-01-09", "year-completed"),
        ("1月8日、9日和11日", "2024-01-08", "2024-01-11", "year-completed"),
        ("2023年10月8日至10日", "2023-10-08", "2023-10-10", "printed"),
        ("12月30日至1月2日", "2023-12-30", "2024-01-02", "year-completed"),
        ("2023年12月30日至1月2日", "2023-12-30", "2024-01-02", "printed"),
        ("2023年12月30日至2024年1月2日", "2023-12-30", "2024-01-02", "printed"),
    ],
)
def test_event_days(text: str, start: str, end: str, rule: str) -> None:
    (found,) = find_event_dates(text, PUBLISHED)
    assert (found.start, found.end, found.rule, found.precision) == (start, end, rule, "day")
    assert text[slice(*found.span)].strip() == found.text


@pytest.mark.parametrize(
    ("text", "half"),
    [
        ("1月5日上午，签约", "上午"),
        ("1月5日下午签约", "下午"),
        ("1月5日晚，签约", "晚"),
        ("1月5日晚上签约", "晚上"),
        ("2023年11月1日上午10时", "上午"),
        ("1月5日至6日上午", "上午"),
        ("1月5日签约", None),
    ],
)
def test_half_of_the_day(text: str, half: str | None) -> None:
    (found,) = find_event_dates(text, PUBLISHED)
    assert found.half == half


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
        ("2023年4月签约", "2023-04-01", "2023-04-30"),
        ("2024年2月份签约", "2024-02-01", "2024-02-29"),
        ("去年4月签约", "2023-04-01", "2023-04-30"),
    ],
)
def test_event_months(text: str, start: str, end: str) -> None:
    (found,) = find_event_dates(text, PUBLISHED)
    assert (found.start, found.end, found.precision) == (start, end, "month")


@pytest.mark.parametrize(
    ("text", "starts"),
    [
        ("1月3日签约。5日下午，座谈", ["2024-01-03", "2024-01-05"]),
        ("1月3日签约，6日上午揭牌", ["2024-01-03", "2024-01-06"]),
        ("1月3日签约；4日上午，座谈；5日下午参观", ["2024-01-03", "2024-01-04", "2024-01-05"]),
        ("2023年11月3日签约。5日，座谈", ["2023-11-03", "2023-11-05"]),
        ("1月3日签约。5日-7日，调研", ["2024-01-03", "2024-01-05"]),
        ("1月13日座谈。2023年11月1日签约。1月4日揭牌。", ["2024-01-13", "2023-11-01", "2024-01-04"]),
    ],
)
def test_several_dates(text: str, starts: list[str]) -> None:
    assert [found.start for found in find_event_dates(text, PUBLISHED)] == starts


def test_day_alone_takes_the_month_of_the_lead() -> None:
    (found,) = find_event_dates("5日下午，座谈", PUBLISHED, date(2023, 12, 3))
    assert (found.start, found.rule, found.half) == ("2023-12-05", "month-completed", "下午")


@pytest.mark.parametrize("text", ["5日上午，座谈", "5日，座谈", "2月30日签约", "728日上午，签约", "129日，签约"])
def test_unreadable_is_said(text: str) -> None:
    (found,) = find_event_dates(text, PUBLISHED)
    assert (found.start, found.end, found.precision, found.rule) == (None, None, None, "unreadable")


@pytest.mark.parametrize(
    ("text", "rule"), [("1月5日签约", "unreadable"), ("2023年1月5日签约", "printed"), ("去年1月5日签约", "unreadable")]
)
def test_without_a_header_date(text: str, rule: str) -> None:
    (found,) = find_event_dates(text, None)
    assert (found.rule, found.start is None) == (rule, rule == "unreadable")


@pytest.mark.parametrize(
    "text",
    [
        "历时614天",
        "为期5日",
        "1956年建校",
        "增长1.5日",
        "节假日，",
        "生日，",
        "60日，",
        "每月5日，",
        "近年来",
        "比分3:5",
        "",
    ],
)
def test_no_event_date(text: str) -> None:
    assert list(find_event_dates(text, PUBLISHED)) == []


@pytest.mark.parametrize(("published", "start"), [(date(2024, 3, 1), "2024-02-29"), (date(2024, 1, 1), None)])
def test_leap_day(published: date, start: str | None) -> None:
    (found,) = find_event_dates("2月29日签约", published)
    assert found.start == start
