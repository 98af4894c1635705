"""The dates that columns print beside their items."""

from __future__ import annotations

import pytest

from tests.conftest import check_linear_time
from xjtunews.language.list_dates import complete_years, find_list_date


@pytest.mark.parametrize(
    ("pieces", "iso"),
    [
        (["校庆公告", "2024-05-10"], "2024-05-10"),
        (["2024年05月10日", "校庆公告"], "2024-05-10"),
        (["2024/5/10", "校庆公告"], "2024-05-10"),
        (["2024.05.10", "校庆公告"], "2024-05-10"),
        (["[2024-05-10]", "校庆公告"], "2024-05-10"),
        (["（2024-05-10）"], "2024-05-10"),
        (["2024-05-10 08:30"], "2024-05-10T08:30"),
        (["(发布时间：2020-12-31 11:06:22 阅读次数：", "次)"], "2020-12-31T11:06:22"),
        (["时间: 2024-05-10"], "2024-05-10"),
        (["12/13", "2012", "校庆公告"], "2012-12-13"),
        (["12-13", "2012年"], "2012-12-13"),
        (["2012", "12-13"], "2012-12-13"),
        (["13", "2012-12", "校庆公告"], "2012-12-13"),
        (["2012.12", "13"], "2012-12-13"),
        (["2012年", "12月13日"], "2012-12-13"),
        (["12-13", "校庆公告"], "--12-13"),
        (["[5月10日]"], "--05-10"),
        (["2019年招生简章", "12-13"], "--12-13"),  # the year is the headline's
        (["关于2024年5月10日放假的通知"], None),
        (["2024年5月10日学校放假"], None),
        (["2024-02-30"], None),
        (["13-32", "2012"], None),
        (["1/12", "校庆公告"], "--01-12"),
        (["第3期", "校庆公告"], None),
        ([], None),
        (["2024-05-10" + "。" * 200], None),
    ],
)
def test_a_date_of_an_item(pieces: list[str], iso: str | None) -> None:
    found = find_list_date(pieces)
    assert (found.iso if found else None) == iso


@pytest.mark.parametrize(
    ("dates", "completed"),
    [
        (["2024-05-10", "--05-01", "2024-04-30"], ["2024-05-10", "2024-05-01", "2024-04-30"]),
        (["2024-01-10", "--12-01", "2023-11-30"], ["2024-01-10", None, "2023-11-30"]),  # 2023, but nothing says it
        (["2024-05-10", "--06-01", "2024-04-30"], ["2024-05-10", None, "2024-04-30"]),  # pinned, of any year
        (["--05-10", "--05-09"], [None, None]),
        (["2024-05-10", "--05-01"], ["2024-05-10", None]),
        ([None, "2024-05-10"], [None, "2024-05-10"]),
        ([], []),
    ],
)
def test_a_year_is_completed_only_where_it_is_certain(dates: list[str | None], completed: list[str | None]) -> None:
    assert complete_years(dates) == completed


@pytest.mark.parametrize("text", ["2024-05-10 " * 10, "阅" * 120, "[(（" * 40, "1-" * 60, "：" * 120])
def test_an_odd_piece_takes_no_time(text: str) -> None:
    check_linear_time(lambda piece: [find_list_date([piece[:120]]) for _ in range(len(piece))], text * 4)
