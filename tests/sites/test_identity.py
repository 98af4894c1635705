"""What the CMS calls an article, and whom to believe."""

from __future__ import annotations

import pytest

from xjtunews.sites.government import GOVERNMENT
from xjtunews.sites.identity import Identity, identify_content
from xjtunews.sites.layout import Layout
from xjtunews.sites.vsb import VSB

URL = "https://dept.example.edu.cn/info/1033/205.htm"
DYNAMIC = "https://dept.example.edu.cn/content.jsp?urltype=news.NewsContentUrl&wbtreeid=1034&wbnewsid=205"
VISIT = "<script>_jsq_(1033,'/content.jsp',205,16)</script>"
OTHER_VISIT = "<script>_jsq_(1077,'/content.jsp',2224,13)</script>"
CLICKS = '<script>_showDynClicks("wbnews", 16, 205)</script>'
DOWNLOAD = '<a href="/system/_content/download.jsp?urltype=news.DownloadAttachUrl&owner=16&wbfileid=3">'


@pytest.mark.parametrize(
    ("url", "page", "identity"),
    [
        (URL, VISIT, Identity("16", "1033", "205")),
        (URL, VISIT.replace(",", " , "), Identity("16", "1033", "205")),
        (URL, CLICKS, Identity("16", "1033", "205")),
        (URL, OTHER_VISIT + CLICKS, Identity("16", "1033", "205")),
        (URL, OTHER_VISIT, Identity(None, "1033", "205")),
        (URL, OTHER_VISIT + DOWNLOAD, Identity("16", "1033", "205")),
        (URL, OTHER_VISIT + DOWNLOAD + DOWNLOAD.replace("16", "17"), Identity(None, "1033", "205")),
        (URL, "NewsvoteDWR.getNewsLinkUrl(205,'16','vsb',newsSkip)", Identity("16", "1033", "205")),
        (URL, "", Identity(None, "1033", "205")),
        (DYNAMIC, VISIT, Identity("16", "1034", "205")),
        # a saved page without an address
        (None, VISIT, Identity("16", "1033", "205")),
        (None, VISIT + CLICKS, Identity("16", "1033", "205")),
        (None, OTHER_VISIT + CLICKS, Identity()),
        (None, "<script>_jsq_(1033,'/list.jsp',-1,16)</script>", Identity()),
        (None, "", Identity()),
    ],
)
def test_vsb(url: str | None, page: str, identity: Identity) -> None:
    assert identify_content(url, page, VSB) == identity


@pytest.mark.parametrize(
    ("url", "layout", "identity"),
    [
        ("http://a.gov.cn/xw/650ba517f8fd1c1a703960cb.html", GOVERNMENT, Identity(content="650ba517f8fd1c1a703960cb")),
        ("http://a.com/xw/1.html", Layout(name="none"), Identity()),
    ],
)
def test_others(url: str, layout: Layout, identity: Identity) -> None:
    assert identify_content(url, "", layout) == identity
