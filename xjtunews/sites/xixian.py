"""Describe pages of 西咸新区 and 沣西新城; their template is known from addresses and quotations only."""

from __future__ import annotations

from dataclasses import replace

from xjtunews.sites.government import GOVERNMENT

XIXIAN = replace(
    GOVERNMENT,
    name="xixian",
    hosts=("xixianxinqu.gov.cn",),
    marks=("//meta[@name = 'SiteDomain'][contains(@content, 'xixianxinqu.gov.cn')]",),
)
