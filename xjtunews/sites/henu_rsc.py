"""Describe 河南大学人事处."""

from xjtunews.sites.layout import Site

SITE = Site(
    name="henu_rsc",
    names=("河南大学", "河大"),
    domains=("rsc.henu.edu.cn",),
    columns=("http://rsc.henu.edu.cn/rczc.htm",),
    floors={"title": 0.98, "published": 0.95, "section": 0.9},  # a body may be a picture or an attachment
)
