"""Crawl 西安交通大学: ``scrapy crawl xjtu``."""

from xjtunews.sites.xjtu import SITE
from xjtunews.spiders.news import NewsSpider


class XjtuSpider(NewsSpider):
    """Crawl the news of Xi'an Jiaotong University from its columns 要闻聚焦 and 主页新闻."""

    name = "xjtu"
    site = SITE
