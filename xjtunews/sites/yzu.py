"""Describe 扬州大学研究生招生网."""

from xjtunews.sites.layout import Site

SITE = Site(
    name="yzu",
    names=("扬州大学", "扬大"),
    domains=("yzu.edu.cn",),
    columns=("http://yjszs.yzu.edu.cn/tzgg.htm",),
    floors={"title": 0.98, "published": 0.95},
)
