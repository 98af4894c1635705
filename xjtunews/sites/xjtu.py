"""Describe 西安交通大学新闻网, and 西咸新区, which reports on the university's 创新港."""

from xjtunews.sites.layout import Site
from xjtunews.sites.xjtu_layouts import XJTU_2017, XJTU_2018, XJTU_2021, XJTU_2026

SITE = Site(
    name="xjtu",
    names=("西安交通大学", "西安交大", "西交大", "交大", "创新港", "西部科技创新港", "中国西部科技创新港"),
    domains=("xjtu.edu.cn", "xixianxinqu.gov.cn"),
    columns=("https://news.xjtu.edu.cn/ywjj.htm", "https://news.xjtu.edu.cn/zyxw.htm"),
    # 沣西新城 answered https with a certificate that nobody signed.
    scheme={"news.xjtu.edu.cn": "https", "fxxc.xixianxinqu.gov.cn": "http"},
    layouts=(XJTU_2026, XJTU_2021, XJTU_2018, XJTU_2017),
    floors={"title": 0.98, "published": 0.98, "source": 0.5, "body": 0.9},  # a few reports are pictures only
)
