"""Describe 武汉大学新闻网."""

from xjtunews.sites.layout import Site

SITE = Site(
    name="whu",
    names=("武汉大学", "武大"),
    domains=("whu.edu.cn",),
    columns=("https://news.whu.edu.cn/wdzx/wdyw.htm",),
    scheme={"news.whu.edu.cn": "https"},
    floors={"title": 0.98, "published": 0.98, "source": 0.9, "body": 0.9},
)
