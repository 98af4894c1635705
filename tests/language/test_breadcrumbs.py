from __future__ import annotations

import pytest

from xjtunews.language.breadcrumbs import is_breadcrumb, parse_breadcrumb


@pytest.mark.parametrize(
    ("text", "column"),
    [
        ("当前位置: 新闻网首页>主页新闻>正文", "主页新闻"),
        ("当前位置：首页 >> 新闻 >> 正文", "新闻"),
        ("您的位置：首页 > 新闻", "新闻"),
        ("您现在的位置：首页/新闻/正文", "新闻"),
        ("当前位置：首页 | 新闻 | 正文", "新闻"),
        ("当前位置：首页→新闻→详细内容", "新闻"),
        ("當前位置：首頁>新聞>正文", "新聞"),
        ("【当前位置】首页>新闻", "新闻"),
        ("当前位置: 首页>新闻>正文>", "新闻"),
        ("当前位置：首页", None),
        ("当前位置：", None),
    ],
)
def test_breadcrumb(text: str, column: str | None) -> None:
    assert is_breadcrumb(text)
    assert parse_breadcrumb(text) == column


@pytest.mark.parametrize("text", ["", "双方介绍了当前位置", "当前位置是西安。", "位置图：", "首页>新闻"])
def test_no_breadcrumb(text: str) -> None:
    assert not is_breadcrumb(text)
