from __future__ import annotations

import pytest

from tests.conftest import check_linear_time
from xjtunews.language.ambiguous_dates import resolve_date


@pytest.mark.parametrize(
    ("line", "elsewhere", "iso"),
    [
        ("05/06/2023", "", None),
        ("05/06/2023", "05/16/2023", "2023-05-06"),
        ("05/06/2023", "16/05/2023", "2023-06-05"),
        ("05-06-2023", "16/05/2023", None),  # of another form
        ("05/06/2023", "16/05/2023 05/16/2023", None),
        ("05/06/2023", "2023年6月5日", "2023-06-05"),
        ("05/06/2023", "2023-06-05 2023-05-06", None),
        ("日期：05/06/2023 08:15", "05/16/2023", "2023-05-06T08:15"),
        ("05/05/2023", "", "2023-05-05"),
        ("23/05/16", "", None),
        ("23/05/16", "2023-05-16", "2023-05-16"),
        ("16/05/23", "2023.5.16", "2023-05-16"),
        ("05/16/23", "", "2023-05-16"),
        ("31/31/23", "", None),
        ("1.2.24", "2024-01-02", None),  # a version
        ("192.168.1.12", "", None),
        ("/05/06/2023/a.htm", "05/16/2023", None),
        ("", "05/16/2023", None),
    ],
)
def test_the_order_that_the_page_tells(line: str, elsewhere: str, iso: str | None) -> None:
    assert resolve_date(line, f"{line} {elsewhere}") == iso


def test_a_long_page_costs_what_its_length_costs() -> None:
    check_linear_time(lambda page: resolve_date("05/06/2023", page), "1/1/20 05/06/2023 " * 10_000)
