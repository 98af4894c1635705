"""Describe the layouts that 西安交通大学新闻网 has had, the newest first; an archive may hold pages of any."""

from __future__ import annotations

from dataclasses import replace

from xjtunews.sites.vsb import VSB

# What a scraper of 2026 looks for beside the frame of 2021, which pages of that year have, too.
XJTU_2026 = replace(
    VSB,
    name="xjtu-2026",
    seen=("2026-03", None),
    marks=("//h1[ancestor::*[contains(@class, 'contt_tit')]]",),
    title=("//h1[ancestor::*[contains(@class, 'contt_tit')]]", *VSB.title),
)

XJTU_2021 = replace(
    VSB,
    name="xjtu-2021",
    seen=("2021-06", None),
    marks=(
        "//h1[contains(@class, 'ssd')][ancestor::*[contains(@class, 'con-tit')]]",
        "//*[contains(@class, 'con-tit')]//*[contains(@class, 'shfffff')]",
    ),
    title=(
        "//h1[ancestor::*[contains(@class, 'con-tit')]]",
        "//h1[contains(@class, 'ssd')]",
        *VSB.title,
    ),
)

XJTU_2018 = replace(
    VSB,
    name="xjtu-2018",
    seen=("2018", "2021-06"),
    marks=("//form//div[contains(@class, 'd_title')]",),
    title=("//form//div[contains(@class, 'd_title')]", *VSB.title),
)

XJTU_2017 = replace(
    VSB,
    name="xjtu-2017",
    seen=("2017", "2018"),
    marks=("//*[contains(concat(' ', @class, ' '), ' ssd ')]",),
    title=("//*[contains(concat(' ', @class, ' '), ' ssd ')]", *VSB.title),
)
