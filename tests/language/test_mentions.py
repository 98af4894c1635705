from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.conftest import check_linear_time, seconds
from xjtunews.language.credits import cut_credits, parse_credits, split_names
from xjtunews.language.dates import PUBLISHED as HEADER_DATE
from xjtunews.language.dates import find_event_dates, parse_published
from xjtunews.language.kinds import find_kinds
from xjtunews.language.labels import clean_source, find_count, parse_labels
from xjtunews.language.mentions import find_passages
from xjtunews.language.titles import strip_site_name

PUBLISHED = date(2024, 1, 25)
LONG = 100_000
UNITS = [
    "甲",
    "1",
    "、",
    "（",
    "（）",
    "12月34日",
    "1月2日、",
    "5日至",
    " ",
    "自",
    "http://",
    "来源：",
    "记者",
    "作",
    "-",
    "日前",
    "当天下午",
    "昨天，。",
    "6月5日座谈。",
    "二〇二三年六月五日",
    "2019年，",
]


def found(*paragraphs: str, published: date | None = PUBLISHED) -> list[tuple[int, str | None, list[str]]]:
    passages = find_passages(list(paragraphs), published)
    return [(passage.paragraph, passage.date.start, [kind.trigger for kind in passage.kinds]) for passage in passages]


def test_one_event() -> None:
    (passage,) = find_passages(["校园新闻。1月5日，双方签约。会后合影。"], PUBLISHED)
    assert passage.evidence == "1月5日，双方签约。"
    assert (passage.paragraph, passage.start, passage.end) == (1, 5, 15)


@pytest.mark.parametrize(
    ("paragraphs", "passages"),
    [
        (["1月5日，会见。会上，双方签约。"], [(1, "2024-01-05", ["会见", "签约"])]),
        (["1月5日会见。7日上午签约。"], [(1, "2024-01-05", ["会见"]), (1, "2024-01-07", ["签约"])]),
        (["1月5日会见，7日上午签约。"], [(1, "2024-01-05", ["会见"]), (1, "2024-01-07", ["签约"])]),
        (
            ["1月5日至6日，调研。", "5日下午，座谈。", "6日上午，揭牌。"],
            [(1, "2024-01-05", ["调研"]), (2, "2024-01-05", ["座谈"]), (3, "2024-01-06", ["揭牌"])],
        ),
        (
            ["1月4日签约。", "2023年11月2日座谈。", "1月2日揭牌。"],
            [(1, "2024-01-04", ["签约"]), (2, "2023-11-02", ["座谈"]), (3, "2024-01-02", ["揭牌"])],
        ),
        (["", "1月5日签约。"], [(2, "2024-01-05", ["签约"])]),
        (["1月5日签约。签约后又签约。"], [(1, "2024-01-05", ["签约"])]),
        (["1月5日前往苏州调研。"], [(1, "2024-01-05", ["调研"])]),
        (["1月5日，天气晴。"], []),
        (["双方签约。"], []),
        ([], []),
    ],
)
def test_passages(paragraphs: list[str], passages: list[tuple[int, str | None, list[str]]]) -> None:
    assert found(*paragraphs) == passages


@pytest.mark.parametrize(
    "text",
    [
        "自2023年11月5日签署协议以来，合作密切。",
        "截至1月5日，共签约三家。",
        "据悉，1月5日双方签约。",
        "据了解，双方于1月5日签约。",
        "1月5日以前，签约三家。",
        "1月5日起，参观展览。",
        "从1月5日开始，参观展览。",
        "到1月5日，签约十家。",
        "将于1月20日签约。",
        "拟于1月20日签约。",
        "2020年4月22日，双方签约。",
        "1956年4月22日，大会召开。",
        "2025年5月1日，大会召开。",
        "早在2023年6月1日，双方签约。",
        "近年来，双方签约三次。",
    ],
)
def test_background_deadlines_and_history(text: str) -> None:
    assert found(text) == []


@pytest.mark.parametrize(
    ("paragraphs", "number"),
    [
        (["近日，双方签约。"], 1),
        (["日前，双方签约。"], 1),
        (["校园新闻。", "近期，双方签约。", "近日，双方揭牌。"], 2),
        (["最近，双方签约。"], None),
        (["近日有雨，双方签约。"], None),
        (["近日，天气晴。"], None),
    ],
)
def test_without_a_date(paragraphs: list[str], number: int | None) -> None:
    expected = [] if number is None else [(number, None, ["签约"])]
    assert found(*paragraphs) == expected


def test_what_is_told_first_is_the_report_where_all_dates_are_long_ago() -> None:
    old = "2017年7月6日，双方签署协议。"
    assert found("近日，两校签署协议。", old.replace("2017", "2023")) == [(1, None, ["签署"])]
    assert found("近日，两校签署协议。", "1月6日，双方签署协议。") == [(2, "2024-01-06", ["签署"])]
    assert found("讲座将于近期举行。") == []


def test_a_dated_report_makes_the_undated_ones_silent() -> None:
    assert found("近日，双方会见。", "1月5日，签约。") == [(2, "2024-01-05", ["签约"])]


@pytest.mark.parametrize(
    ("text", "start"), [("1月5日，签约。", None), ("2023年1月5日，签约。", "2023-01-05"), ("816日，签约。", None)]
)
def test_without_a_header_date(text: str, start: str | None) -> None:
    assert found(text, published=None) == [(1, start, ["签约"])]


def test_title_speaks_for_a_lead_without_a_trigger() -> None:
    (passage,) = find_passages(["1月5日，甲来到学校。", "1月6日，天气晴。"], PUBLISHED, "甲与乙签约")
    assert (passage.paragraph, [kind.trigger for kind in passage.kinds]) == (1, ["签约"])


def test_title_speaks_for_the_last_date_of_a_sentence() -> None:
    (passage,) = find_passages(["经过1月3日的准备，1月5日，甲来到学校。"], PUBLISHED, "甲与乙签约")
    assert (passage.date.start, [kind.trigger for kind in passage.kinds]) == ("2024-01-05", ["签约"])


def test_offsets_cut_out_the_evidence() -> None:
    paragraphs = ["甲。1月5日，签约！乙。", "他说：“1月6日揭牌。”丙。"]
    for passage in find_passages(paragraphs, PUBLISHED):
        assert paragraphs[passage.paragraph - 1][passage.start : passage.end] == passage.evidence


@pytest.mark.parametrize(
    ("paragraphs", "passages"),
    [
        (
            ["1月5日上午，双方会见。当天下午，双方座谈。"],
            [(1, "2024-01-05", ["会见"]), (1, "2024-01-05", ["座谈"])],
        ),
        (["1月5日，双方会见。当天下午，双方座谈。"], [(1, "2024-01-05", ["会见", "座谈"])]),
        (["1月5日下午，双方会见。当日，双方签约。"], [(1, "2024-01-05", ["会见", "签约"])]),
        (
            ["1月5日，双方会见。", "当天下午，一行参观展厅。"],
            [(1, "2024-01-05", ["会见"]), (2, "2024-01-05", ["参观"])],
        ),
        (["1月5日，双方会见。", "当天，双方签约。"], [(1, "2024-01-05", ["会见"])]),
        (["1月5日，双方会见。次日上午，双方签约。"], [(1, "2024-01-05", ["会见"]), (1, "2024-01-06", ["签约"])]),
        (["1月5日至6日，调研。当天还签约。"], [(1, "2024-01-05", ["调研", "签约"])]),
        (["1月5日、7日，双方分别签约。"], [(1, "2024-01-05", ["签约"])]),
        (["1月5日、12月7日，双方分别签约。"], [(1, "2024-01-05", ["签约"]), (1, "2023-12-07", ["签约"])]),
        (["昨天，双方签约。"], [(1, "2024-01-24", ["签约"])]),
        (["1月5日，双方会见。昨天，双方签约。"], [(1, "2024-01-05", ["会见"])]),
        (["1月5日，双方会见。2019年，双方签约。"], [(1, "2024-01-05", ["会见"])]),
        (["1月5日，双方会见。2019年6月，双方签约。"], [(1, "2024-01-05", ["会见"])]),
        (["1月5日，双方会见。去年3月2日，双方签约。"], [(1, "2024-01-05", ["会见"])]),
        (["1月5日，双方会见。", "去年3月，双方签约。"], [(1, "2024-01-05", ["会见"])]),
        (["新华社西安1月5日电 甲校与苏州市签约。"], [(1, "2024-01-05", ["签约"])]),
        (["新华社西安1月5日电 甲校4日上午与苏州市签约。"], [(1, "2024-01-04", ["签约"])]),
        (["自1月5日至8日，学校代表团访问三所高校。"], [(1, "2024-01-05", ["访问"])]),
        (
            ["1月5日，双方会见。", "2020年4月22日，校史馆开放。", "8日上午，签约。"],
            [(1, "2024-01-05", ["会见"]), (3, "2024-01-08", ["签约"])],
        ),
        (["二〇二四年一月五日上午，双方签约。"], [(1, "2024-01-05", ["签约"])]),
        (["为落实双方要求，1月5日，双方签约。"], [(1, "2024-01-05", ["签约"])]),
        (
            ["1月2日，会见。", "1月4日，签约。", "1月5日，揭牌。", "2023年，座谈。"],
            [
                (1, "2024-01-02", ["会见"]),
                (2, "2024-01-04", ["签约"]),
                (3, "2024-01-05", ["揭牌"]),
                (4, "2023-01-01", ["座谈"]),
            ],
        ),
        (["1月5日，会见。", "2023年，双方签约。"], [(1, "2024-01-05", ["会见"])]),
    ],
)
def test_days_told_by_another(paragraphs: list[str], passages: list[tuple[int, str | None, list[str]]]) -> None:
    assert found(*paragraphs) == passages


@pytest.mark.parametrize(
    "text",
    [
        "截至1月5日，共签约三家。",
        "1月5日前，完成签约。",
        "1月5日前夕，双方签约。",
        "将于1月5日签约。",
        "计划在1月5日签约。",
        "定于1月28日签约。",
        "力争1月5日签约。",
        "1月28日（周日）将举行签约仪式。",
        "1月28日，欢迎参观。",
        "自1月5日起，参观展览。",
        "每年1月5日，学校召开大会。",
        "中心成立于2023年6月5日，参观者众多。",
        "张三，2023年3月5日出生，参观展览。",
        "1月5日是校友日，学校启动活动。",
        "1月5日校友日来临之际，双方签约。",
        "双方签署《2024年1月5日备忘录》。",
        "他说：“1月5日，双方签约。”",
        "他表示，1月5日，双方签约。",
        "他说：“今天，双方签约。”",
        "他表示，今天，双方签约。",
        "记者昨天从学校获悉，双方签约。",
        "昨天，记者从学校获悉，双方签约。",
        "新华社北京1月5日电 记者5日从学校获悉，双方签约。",
        "1月5日习近平总书记来校考察。",
        "2024年，双方签约。",
        "同年3月，双方签约。",
        "当天下午，双方签约。",
    ],
)
def test_other_days_are_not_the_time_of_an_event(text: str) -> None:
    assert found(text) == []


@pytest.mark.parametrize(
    ("paragraphs", "passages"),
    [
        (["1月5日，学校举办“书香校园”主题活动。"], [(1, "2024-01-05", ["举办…活动"])]),
        (["学校简讯。", "1月5日，学校开展消防培训。"], [(2, "2024-01-05", ["开展…培训"])]),
        (["1月5日，毕业典礼在礼堂举行。"], [(1, "2024-01-05", ["典礼…举行"])]),
        (["1月5日，学校召开教学工作部署会。"], [(1, "2024-01-05", ["召开…会"])]),
        (["1月5日，学校举办主题活动，双方签约。"], [(1, "2024-01-05", ["签约"])]),
        (["甲。", "乙。", "1月5日，学校举办主题活动。"], []),
        (["1月5日，双方签约。", "1月6日，学校举办主题活动。"], [(1, "2024-01-05", ["签约"])]),
        (["甲。", "乙。", "1月5日，毕业典礼在礼堂举行。"], [(3, "2024-01-05", ["典礼…举行"])]),
        (["近日，学校举办主题活动。"], []),
        (["1月5日，学校将举办主题活动。"], []),
    ],
)
def test_general_words_count_where_nothing_else_does(
    paragraphs: list[str], passages: list[tuple[int, str | None, list[str]]]
) -> None:
    assert found(*paragraphs) == passages


@given(
    st.lists(
        st.lists(
            st.sampled_from([*"今昨当同次月日年天上下午，。、《》“”签约会见前自将于", "1月5日", "2023年", "5日"]),
            max_size=25,
        ).map("".join)
    ),
    st.none() | st.dates(date(2000, 1, 1)),
)
def test_any_paragraphs_can_be_read(paragraphs: list[str], published: date | None) -> None:
    for passage in find_passages(paragraphs, published, "甲与乙签约"):
        assert paragraphs[passage.paragraph - 1][passage.start : passage.end] == passage.evidence


@pytest.mark.parametrize("unit", UNITS)
@pytest.mark.parametrize(
    "function",
    [
        lambda text: list(find_event_dates(text, PUBLISHED)),
        lambda text: list(find_passages([text], PUBLISHED)),
        lambda text: list(find_kinds(text)),
        parse_labels,
        parse_credits,
        cut_credits,
        split_names,
        strip_site_name,
        lambda text: strip_site_name(text, sure=False),
        parse_published,
        HEADER_DATE.search,
        clean_source,
        find_count,
    ],
    ids=[
        "find_event_dates",
        "find_passages",
        "find_kinds",
        "parse_labels",
        "parse_credits",
        "cut_credits",
        "split_names",
        "strip_site_name",
        "strip_site_name-unsure",
        "parse_published",
        "PUBLISHED.search",
        "clean_source",
        "find_count",
    ],
)
def test_any_text_is_read_in_linear_time(function: Callable[[str], object], unit: str) -> None:
    check_linear_time(function, unit * (2 * LONG // len(unit)))


@pytest.mark.parametrize(
    "text",
    [
        "（" * LONG + "）" * LONG,
        "甲" + " " * LONG + "乙",
        "甲" + " " * LONG + "（",
        "1" * LONG + "日",
        "（记者" + " " * LONG,
    ],
    ids=["nested", "spaces-between", "spaces-and-bracket", "digits", "open-bracket"],
)
@pytest.mark.parametrize(
    "function",
    [
        lambda text: list(find_event_dates(text, PUBLISHED)),
        lambda text: list(find_passages([text], PUBLISHED)),
        parse_labels,
        cut_credits,
        strip_site_name,
        parse_published,
        clean_source,
    ],
)
def test_long_runs_cost_little(function: Callable[[str], object], text: str) -> None:
    assert seconds(function, text) < 2
