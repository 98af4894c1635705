from __future__ import annotations

import pytest

from xjtunews.loaders import ArticleLoader
from xjtunews.sites.headers import add_header, add_lone_date, before_footer, split_at_title


@pytest.mark.parametrize(
    ("lines", "above", "below"),
    [
        (["首页", "两校签约", "2024-01-02"], ["首页"], ["2024-01-02"]),
        (["两校签约", "首页", "两校 签约", "2024-01-02"], ["两校签约", "首页"], ["2024-01-02"]),
        (["首页", "两校", "签约", "2024-01-02"], ["首页"], ["2024-01-02"]),
        (["首页", "两校", "2024-01-02"], [], ["首页", "两校", "2024-01-02"]),
        ([*"甲乙丙丁", *["行"] * 15], [*"甲乙丙丁"], ["行"] * 15),
        ([], [], []),
    ],
    ids=["plain", "nearest", "broken", "not-there", "far", "none"],
)
def test_split_at_title(lines: list[str], above: list[str], below: list[str]) -> None:
    assert split_at_title(lines, "两校签约") == (above, below)


def test_split_at_no_title() -> None:
    assert split_at_title(["两校签约"], None) == ([], ["两校签约"])


def test_before_footer() -> None:
    lines = ["上一条：两校签约", "版权所有：某大学", "更新时间：2019-01-01"]
    assert before_footer(lines) == ["上一条：两校签约"]
    assert before_footer(["Copyright © 2019"]) == []


@pytest.mark.parametrize(
    ("lines", "published", "source"),
    [
        (["更新时间：2024-01-02", "发布时间：2023-05-16"], "2023-05-16", None),
        (["成文日期：2023-04-01 发文机关：市政府", "发布日期：2023-05-16"], "2023-05-16", None),
        (["成文日期：2023-04-01"], "2023-04-01", None),
        (["索引号 1 生成日期 2023-04-01", "发布机构 市政府 发布日期 2023-05-16"], "2023-05-16", None),
        (["索引号 1 生成日期 2023-04-01 发布机构 市政府 发布日期 2023年5月16日 两校签约"], "2023-05-16", None),
        (["发布机构：市政府 文号：市政发〔2023〕4号", "发布日期：2023-05-16"], "2023-05-16", "市政府"),
        (["信息来源：宣传部信息日期：2023-05-16"], "2023-05-16", "宣传部"),
        (["今天是2026年3月3日", "2023-05-16"], "2023-05-16", None),
        (["截止日期：2024-01-01 发布日期：2023-05-16"], "2023-05-16", None),
        (["开始时间：2024-01-01 结束时间：2024-01-05", "时间：2023-05-16"], "2023-05-16", None),
        (["讲座时间：2024-01-01 14:00 地点：报告厅", "2023-05-16"], "2023-05-16", None),
        (["印发日期：2023-04-01 日期：2023-05-16"], "2023-05-16", None),
        (["来源：党办 公示发布时间：2023-05-16"], "2023-05-16", "党办 公示"),
        (["现在时间：2026年3月3日 10:00", "今日日期 2026-03-03", "2023-05-16"], "2023-05-16", None),
        (["特色专业 当前位置： 首页 > 正文 两校签约 2023-05-16 11:59"], "2023-05-16T11:59", None),
    ],
)
def test_add_header(lines: list[str], published: str, source: str | None) -> None:
    loader = ArticleLoader()
    add_header(loader, lines)
    assert (loader.get_output_value("published"), loader.get_output_value("source")) == (published, source)


@pytest.mark.parametrize("line", ["讲座时间：2024-01-01 14:00", "报名截止时间：2024-01-01", "会议日期: 2024年1月1日"])
def test_date_of_an_event_is_none_of_the_page(line: str) -> None:
    loader = ArticleLoader()
    add_header(loader, [line])
    assert not loader.has("published")


@pytest.mark.parametrize(
    ("before", "under", "in_form", "published"),
    [
        (["首页", "2023-05-16"], [], False, "2023-05-16"),
        (["16", "2023-05"], [], False, "2023-05-16"),
        (["2024-01-01", "甲", "乙", "丙", "2023-05-16"], [], True, "2023-05-16"),
        (["2024-01-01", "甲", "乙", "丙", "2023-05-16"], [], False, None),
        ([], ["2023-05-16"], True, "2023-05-16"),
        ([], ["2023-05-16"], False, None),
        (["2023-05-16学校召开会议"], [], True, None),
    ],
)
def test_add_lone_date(before: list[str], under: list[str], in_form: bool, published: str | None) -> None:
    loader = ArticleLoader()
    add_lone_date(loader, before, under, in_form=in_form)
    assert loader.get_output_value("published") == published


def test_a_date_that_is_known_stays() -> None:
    loader = ArticleLoader()
    loader.add_value("published", "2023-05-16")
    add_lone_date(loader, ["2024-01-01"], [], in_form=True)
    assert loader.get_output_value("published") == "2023-05-16"
