"""Normalise addresses, and find the number of an article in one."""

from __future__ import annotations

import hashlib
import re
from datetime import date, datetime
from functools import lru_cache
from urllib.parse import SplitResult, urljoin, urlsplit, urlunsplit

from w3lib.url import safe_url_string

from xjtunews.language.dates import BEIJING
from xjtunews.sites.layout import Layout, Site

_SLUG = re.compile(r"[^a-z0-9]+")
_PORTS = {"http": 80, "https": 443}
_LONGEST = 2000
#: A page names few addresses, each asked for several times.
_HOSTS = 4096
#: A MongoDB id begins with the second it was given; a snowflake holds milliseconds since an epoch of its own.
_OBJECT_ID, _SNOWFLAKE = re.compile(r"[0-9a-f]{24}"), re.compile(r"\d{18,19}")
_SNOWFLAKE_EPOCH, _SNOWFLAKE_SHIFT = 1_288_834_974_657, 22
_YEARS = range(2000, 2100)
#: In such an address there is nothing to escape, and most are of this kind.
_SAFE = re.compile(r"https?://[a-z0-9.-]+(?::\d{1,5})?/[A-Za-z0-9/._~?&=-]*")


def canonical_url(url: str, site: Site | None = None, base: str | None = None) -> str | None:
    """Return the one address that stands for ``url``, or None where it is no http(s) address.

    Host in lower case, no default port, no fragment, no blanks; where the site says so, one scheme for http and https.

    >>> canonical_url("HTTP://News.XJTU.edu.cn:80/info/1033/205565.htm#top")
    'http://news.xjtu.edu.cn/info/1033/205565.htm'
    >>> canonical_url("javascript:;") is None
    True
    """
    try:
        joined = urljoin(base or "", "".join(url.split()))
        parts = urlsplit(joined if _SAFE.fullmatch(joined) else safe_url_string(joined))
        port = parts.port
    except ValueError:
        return None
    host = (parts.hostname or "").rstrip(".")
    if parts.scheme not in _PORTS or not host or len(url) > _LONGEST:
        return None
    scheme = ((site.scheme if site else None) or {}).get(host, parts.scheme)
    netloc = host if port in (None, *_PORTS.values()) else f"{host}:{port}"
    return urlunsplit(SplitResult(scheme, netloc, parts.path or "/", parts.query, ""))


def absolute_url(url: str, base: str | None) -> str:
    """Return ``url`` made complete by the address of its page; as it stands where it makes no address.

    >>> absolute_url("../a.htm", "http://b.cn/info/1.htm"), absolute_url("http://[", "http://b.cn/")
    ('http://b.cn/a.htm', 'http://[')
    """
    url = url.strip()
    try:
        return urljoin(base, url) if base else url
    except ValueError:
        return url


@lru_cache(_HOSTS)
def host_of(url: str) -> str:
    """Return the host of an address, without its port."""
    return urlsplit(url).hostname or ""


def in_domains(url: str, domains: tuple[str, ...]) -> bool:
    """Tell whether the host of ``url`` is one of ``domains`` or below one of them."""
    return is_below(host_of(url), domains)


@lru_cache(_HOSTS)
def is_below(host: str, domains: tuple[str, ...]) -> bool:
    """Tell whether a host is one of ``domains`` or below one of them."""
    return any(host == domain or host.endswith("." + domain) for domain in domains)


def article_id(url: str, layout: Layout | None) -> str:
    """Return the id of the article at ``url``: its host and the CMS's number, or a digest of the address.

    >>> from xjtunews.sites.vsb import VSB
    >>> article_id("https://news.xjtu.edu.cn/info/1033/205565.htm", VSB)
    'news-xjtu-edu-cn-205565'
    """
    parts = urlsplit(url)
    path = parts.path + (f"?{parts.query}" if parts.query else "")
    match = content_match(url, layout) if layout else None
    if match:
        return f"{slug((parts.hostname or '') + match['base'])}-{match['id'] or match['id2']}"
    return f"{slug(parts.hostname or '')}-{hashlib.blake2b(path.encode(), digest_size=6).hexdigest()}"


def content_match(url: str, layout: Layout) -> re.Match[str] | None:
    """Return where the CMS's number stands in the path of an address, or None."""
    try:
        parts = urlsplit(url)
    except ValueError:
        return None
    path = parts.path + (f"?{parts.query}" if parts.query else "")
    return layout.content_id.match(path) if layout.content_id else None


def minted_on(url: str, layout: Layout | None) -> date | None:
    """Return the day, Beijing time, on which the CMS gave out the number in an address; None where it tells none.

    >>> from xjtunews.sites.government import GOVERNMENT
    >>> minted_on("http://a.gov.cn/xw/650ba517f8fd1c1a703960cb.html", GOVERNMENT)
    datetime.date(2023, 9, 21)
    >>> minted_on("http://a.gov.cn/xw/1742849035114979329.html", GOVERNMENT)
    datetime.date(2024, 1, 4)
    """
    match = content_match(url, layout) if layout else None
    number = (match["id"] if match else None) or ""
    if _OBJECT_ID.fullmatch(number):
        seconds = float(int(number[:8], 16))
    elif _SNOWFLAKE.fullmatch(number):
        seconds = ((int(number) >> _SNOWFLAKE_SHIFT) + _SNOWFLAKE_EPOCH) / 1000
    else:
        return None
    day = datetime.fromtimestamp(seconds, BEIJING).date()
    return day if day.year in _YEARS else None


def slug(text: str) -> str:
    """Return ``text`` in letters, digits and single hyphens.

    >>> slug("www.Example.com/dept/")
    'www-example-com-dept'
    """
    return _SLUG.sub("-", text.lower()).strip("-")
