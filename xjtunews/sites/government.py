"""Describe pages of Chinese government sites: the containers and meta tags that their CMSs share."""

from __future__ import annotations

import re

from xjtunews.sites.layout import Layout

#: The article's number is the last step of its path: 24 hex digits (MongoDB) or 16 to 20 decimal ones (snowflake).
ARTICLE_ADDRESS = re.compile(r"\A(?P<base>)(?:/[^?]*)?/(?P<id>[0-9a-f]{24}|\d{16,20})(?P<id2>)\.s?html?\Z")

GOVERNMENT = Layout(
    name="government",
    content_id=ARTICLE_ADDRESS,
    marks=("//head[meta[@name = 'ArticleTitle'] and meta[@name = 'PubDate']]",),
    title=(
        "//meta[@name = 'ArticleTitle']/@content",
        "//h1",
        "//h2",
        "//*[contains(@class, 'title') or contains(@class, 'Title')]",
    ),
    published=("//meta[@name = 'PubDate']/@content", "//meta[@property = 'article:published_time']/@content"),
    source=("//meta[@name = 'ContentSource' or @name = 'contentSource']/@content",),
    section=("//meta[@name = 'ColumnName']/@content",),
    site_name=("//meta[@name = 'SiteName']/@content",),
    body=(
        "//*[@id = 'UCAP-CONTENT']",
        "//*[contains(@class, 'TRS_Editor') or contains(@class, 'trs_editor_view') or contains(@class, 'TRS_UEDITOR')]",
        "//*[@id = 'zoom' or @id = 'Zoom' or @id = 'fontzoom' or @id = 'NewsContent' or @id = 'articleContent']",
        "//*[contains(@class, 'article-content') or contains(@class, 'article_content')]",
        "//*[contains(@class, 'articleContent') or contains(@class, 'article-body')]",
        "//*[contains(@class, 'pages_content') or contains(@class, 'news_content') or contains(@class, 'con_text')]",
        "//*[contains(@class, 'content-text') or contains(@class, 'detail-content')]",
        "//article",
    ),
    items=("//li[.//a and contains(., '20')]//a",),
    next_page=("//a[normalize-space() = '下页' or normalize-space() = '下一页']",),
)
