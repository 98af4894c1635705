"""Describe 西安交通大学新闻网: where a crawl begins, and the layouts that the site has had, newest first."""

from __future__ import annotations

from dataclasses import replace

from xjtunews.sites.layout import Site
from xjtunews.sites.vsb import VSB

# What a scraper of 2026 looks for; the newest of the page's frames, and the older one that it still falls back to.
XJTU_2026 = replace(
    VSB,
    name="xjtu-2026",
    seen=("2026-03", None),
    hint="contt_tit",
    marks=("//*[contains(@class, 'contt_tit')]//h1",),
    title=("//*[contains(@class, 'contt_tit')]//h1", *VSB.title),
)

XJTU_2021 = replace(
    VSB,
    name="xjtu-2021",
    seen=("2021-06", None),
    hint="con-tit",
    marks=(
        "//*[contains(@class, 'con-tit')]//h1[contains(@class, 'ssd')]",
        "//*[contains(@class, 'con-tit')]//*[contains(@class, 'shfffff')]",
    ),
    title=(
        "//*[contains(@class, 'con-tit')]//h1",
        "//h1[contains(@class, 'ssd')]",
        *VSB.title,
    ),
)

XJTU_2018 = replace(
    VSB,
    name="xjtu-2018",
    seen=("2018", "2021-06"),
    hint="d_title",
    marks=("//form//div[contains(@class, 'd_title')]",),
    title=("//form//div[contains(@class, 'd_title')]", *VSB.title),
)

XJTU_2017 = replace(
    VSB,
    name="xjtu-2017",
    seen=("2017", "2018"),
    hint="ssd",
    marks=("//*[contains(concat(' ', @class, ' '), ' ssd ')]",),
    title=("//*[contains(concat(' ', @class, ' '), ' ssd ')]", *VSB.title),
)

SITE = Site(
    name="xjtu",
    names=("西安交通大学", "西安交大", "西交大", "交大", "创新港", "西部科技创新港", "中国西部科技创新港"),
    domains=("xjtu.edu.cn", "xixianxinqu.gov.cn"),
    columns=("https://news.xjtu.edu.cn/ywjj.htm", "https://news.xjtu.edu.cn/zyxw.htm"),
    # 沣西新城 answered https with a certificate that nobody signed.
    scheme={"news.xjtu.edu.cn": "https", "fxxc.xixianxinqu.gov.cn": "http"},
    layouts=(XJTU_2026, XJTU_2021, XJTU_2018, XJTU_2017),
)
