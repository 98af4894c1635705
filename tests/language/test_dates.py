from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from xjtunews.language.dates import find_event_dates, parse_day, parse_leaf, parse_published

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
        ("2024-01-2514:46:03", "2024-01-25T14:46:03"),
        ("2024-01-25146", None),
        ("05-16-2023 10:30", "2023-05-16T10:30"),
        ("16/05/2023", "2023-05-16"),
        ("05-06-2023", None),
        ("05-05-2023", "2023-05-05"),
        ("13-14-2023", None),
        ("二〇二三年五月十六日", "2023-05-16"),
        ("二○二三年十二月三十一日", "2023-12-31"),
        ("二〇二三年十三月一日", None),
        ("May 16, 2023", "2023-05-16"),
        ("Sept. 3rd, 2023 09:30", "2023-09-03T09:30"),
        ("16 May 2023 3:05 PM", "2023-05-16T15:05"),
        ("16-May-2023", "2023-05-16"),
        ("Tue May 16 09:30:00 CST 2023", "2023-05-16T09:30:00"),
        ("May 2023", None),
        ("20230516", "2023-05-16"),
        ("第20230516号", None),
        ("２０２３－０５－１６　０９：３０", "2023-05-16T09:30"),
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
        ("2024 May 6", "2024-05-06"),
        ("2024, May 6 10:20", "2024-05-06T10:20"),
        ("Дата публикации: 6 мая 2024 г.", "2024-05-06"),
        ("16 сентября 2026", "2026-09-16"),
        ("发布：24年5月6日", "2024-05-06"),
        ("2024—05—06 10:20", "2024-05-06T10:20"),
        ("2024–5–6", "2024-05-06"),
        ("2024-May-6", "2024-05-06"),
        ("16 / 05 / 2024", "2024-05-16"),
        ("2024-02-30 2024-03-01", "2024-03-01"),
        ("2024-13-45 2024-01-02", "2024-01-02"),
    ],
)
def test_date_inside_a_header(text: str, iso: str) -> None:
    assert parse_published(text) == iso


@pytest.mark.parametrize(
    "text",
    [
        "",
        "2024-02-30",
        "2023年2月29日",
        "关于24年5月6日",
        "85年5月6日",
        "6 мебели 2024",
        "15:49",
        "2024年12月",
        "2024-01",
        "029-82-66",
        "1.2.3",
        "版本3.24-11-15-2",
    ],
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
        ("1月8、9日", "2024-01-08", "2024-01-09", "year-completed"),
        ("1月8、9、11日", "2024-01-08", "2024-01-11", "year-completed"),
        ("1月8和9日", "2024-01-08", "2024-01-09", "year-completed"),
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


@pytest.mark.parametrize(
    ("text", "start", "end", "half"),
    [
        ("二〇二四年一月五日上午，签约", "2024-01-05", "2024-01-05", "上午"),
        ("二零二三年十二月十八日，签约", "2023-12-18", "2023-12-18", None),
        ("二○二三年十月三十一日签约", "2023-10-31", "2023-10-31", None),
        ("十一月廿三日下午签约", "2023-11-23", "2023-11-23", "下午"),
        ("元月五日签约", "2024-01-05", "2024-01-05", None),
        ("一月三日至五日，调研", "2024-01-03", "2024-01-05", None),
        ("一月三日、五日，调研", "2024-01-03", "2024-01-05", None),
        ("２０２４年１月５日签约", "2024-01-05", "2024-01-05", None),
        ("2024.1.5上午，签约", "2024-01-05", "2024-01-05", "上午"),
        ("2024-01-05，签约", "2024-01-05", "2024-01-05", None),
        ("于2024-01-05在西安签约", "2024-01-05", "2024-01-05", None),
        ("2024.1.3-1.5，调研", "2024-01-03", "2024-01-05", None),
        ("1月5日（星期五）下午，签约", "2024-01-05", "2024-01-05", "下午"),
        ("1月5日(周五)，签约", "2024-01-05", "2024-01-05", None),
        ("1月4日（周四）至5日（周五）上午，调研", "2024-01-04", "2024-01-05", "上午"),
        ("1月5日星期五晚，签约", "2024-01-05", "2024-01-05", "晚"),
        ("1月3日起至5日，调研", "2024-01-03", "2024-01-05", None),
        ("1月5日一早，签约", "2024-01-05", "2024-01-05", "一早"),
        ("1月5日晚会", "2024-01-05", "2024-01-05", None),
        ("1月5日周一鸣来访", "2024-01-05", "2024-01-05", None),
    ],
)
def test_other_ways_to_write_a_day(text: str, start: str, end: str, half: str | None) -> None:
    (found,) = find_event_dates(text, PUBLISHED)
    assert (found.start, found.end, found.half, found.precision) == (start, end, half, "day")
    assert text[slice(*found.span)] == found.text


@pytest.mark.parametrize(
    ("text", "start", "rule", "half"),
    [
        ("本月5日，签约", "2024-01-05", "relative-day", None),
        ("上月28日，签约", "2023-12-28", "relative-day", None),
        ("今天上午，签约", "2024-01-25", "relative-day", "上午"),
        ("今天，签约", "2024-01-25", "relative-day", None),
        ("昨天，签约", "2024-01-24", "relative-day", None),
        ("昨日下午，签约", "2024-01-24", "relative-day", "下午"),
        ("甲校昨日与苏州市签约", "2024-01-24", "relative-day", None),
        ("前天，签约", "2024-01-23", "relative-day", None),
        ("昨晚，签约", "2024-01-24", "relative-day", "晚"),
        ("今早签约", "2024-01-25", "relative-day", "早"),
        ("同日，签约", "2024-01-08", "same-day", None),
        ("当天下午，签约", "2024-01-08", "same-day", "下午"),
        ("当日，签约", "2024-01-08", "same-day", None),
        ("是日上午，签约", "2024-01-08", "same-day", "上午"),
        ("当晚，签约", "2024-01-08", "same-day", "晚"),
        ("次日，签约", "2024-01-09", "next-day", None),
        ("翌日上午，签约", "2024-01-09", "next-day", "上午"),
        ("第二天下午，签约", "2024-01-09", "next-day", "下午"),
        ("同月10日，签约", "2024-01-10", "month-completed", None),
        ("3日、5日，参观", "2024-01-03", "month-completed", None),
        ("9日、10日下午，参观", "2024-01-09", "month-completed", "下午"),
        ("西安交通大学9日下午与苏州市签约", "2024-01-09", "month-completed", "下午"),
        ("9日在苏州签约", "2024-01-09", "month-completed", None),
    ],
)
def test_days_told_by_another(text: str, start: str, rule: str, half: str | None) -> None:
    (found,) = find_event_dates(text, PUBLISHED, date(2024, 1, 8), date(2024, 1, 8))
    assert (found.start, found.rule, found.half) == (start, rule, half)


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        ("当天下午，签约", "same-day"),
        ("次日上午，签约", "next-day"),
        ("同月5日，签约", "unreadable"),
        ("同年3月签约", "other-year"),
    ],
)
def test_what_no_other_date_completes(text: str, rule: str) -> None:
    (found,) = find_event_dates(text, PUBLISHED)
    assert (found.start, found.precision, found.rule) == (None, None, rule)


def test_the_day_after_a_range_is_not_known() -> None:
    assert [found.start for found in find_event_dates("1月3日至5日，调研。当天签约", PUBLISHED)] == ["2024-01-03", None]


def test_a_day_after_another() -> None:
    text = "1月3日座谈。次日上午，参观。当天下午，签约。次日，揭牌。"
    starts = [found.start for found in find_event_dates(text, PUBLISHED)]
    assert starts == ["2024-01-03", "2024-01-04", "2024-01-04", "2024-01-05"]


@pytest.mark.parametrize("word", ["今天上午", "昨天", "本月5日", "上月，"])
def test_relative_to_an_unknown_publication(word: str) -> None:
    (found,) = find_event_dates(f"{word}，签约", None)
    assert (found.start, found.rule) == (None, "unreadable")


@pytest.mark.parametrize(
    ("text", "start", "end", "precision"),
    [
        ("1月上旬，调研", "2024-01-01", "2024-01-31", "month"),
        ("2023年12月中旬，调研", "2023-12-01", "2023-12-31", "month"),
        ("去年6月底，调研", "2023-06-01", "2023-06-30", "month"),
        ("上月，调研", "2023-12-01", "2023-12-31", "month"),
        ("本月初，调研", "2024-01-01", "2024-01-31", "month"),
        ("2023年4月至6月，调研", "2023-04-01", "2023-06-30", "month"),
        ("2023年，调研", "2023-01-01", "2023-12-31", "year"),
    ],
)
def test_months_and_years(text: str, start: str, end: str, precision: str) -> None:
    (found,) = find_event_dates(text, PUBLISHED)
    assert (found.start, found.end, found.precision) == (start, end, precision)


@pytest.mark.parametrize(
    "text",
    [
        "今日交大",
        "今天的交大",
        "从今天开始",
        "今天双方牵手合作",
        "昨天的故事",
        "校庆当天，双方",
        "节日当天",
        "次日起开放",
        "次日达",
        "第二天性",
        "2024-01-05 张三会见来宾",
        "http://a.example/2024/01/05/1.htm",
        "照片2024-01-05.jpg",
        "在2023年，双方签约",
        "3月初步完成",
        "培训历时5日下午结束",
        "农历八月十五日",
        "百分之五",
        "五四运动",
        "二十一家",
    ],
)
def test_no_date_in_words(text: str) -> None:
    assert list(find_event_dates(text, PUBLISHED, date(2024, 1, 8), date(2024, 1, 8))) == []


@pytest.mark.parametrize("published", [PUBLISHED, None])
def test_a_month_of_an_unknown_year_is_no_error(published: date | None) -> None:
    assert next(found.rule for found in find_event_dates("同年3月，", published)) in ("other-year", "unreadable")


_PIECES = st.sampled_from(
    [*"0123456789〇一二三五十廿年月日号今昨前当同次翌本上至到、，。-./（）(:", "天", "晚", "上午", "周五", "元"]
)


@given(st.lists(_PIECES, max_size=40).map("".join), st.none() | st.dates(), st.none() | st.dates())
def test_any_text_can_be_read(text: str, published: date | None, context: date | None) -> None:
    position = 0
    for found in find_event_dates(text, published, context, context):
        assert position <= found.span[0] < found.span[1]
        assert found.start is None or (found.end is not None and found.start <= found.end)
        position = found.span[1]


@pytest.mark.parametrize(
    ("text", "iso"),
    [
        ("16 2023-05", "2023-05-16"),
        ("162023-05", "2023-05-16"),
        ("16日 2023年5月", "2023-05-16"),
        ("2023.05 16", "2023-05-16"),
        ("2023年5月 16日", "2023-05-16"),
        ("05/16 2023", "2023-05-16"),
        ("发布 05-16 2023", "2023-05-16"),
        ("2023-05", None),
        ("2023-2024学年", None),
        ("31 2023-02", None),
        ("5 月 16 日全校 2023 级新生报到注册", None),
        ("", None),
        ("06/2024.05", "2024-05-06"),
        ("06 / 2024-05", "2024-05-06"),
        ("06日05月2024年", "2024-05-06"),
    ],
)
def test_calendar_leaf(text: str, iso: str | None) -> None:
    assert parse_leaf(text) == iso
