"""Nothing that a page or a visitor says is ever run, and no address answers with a fault."""

from __future__ import annotations

from html.parser import HTMLParser

import pytest

from tests.small import SCRIPT, Ask
from xjtunews.explore.safety import HEADERS, web_address

PAGES = (
    *("/", "/search", "/search?q=天工", "/questions", "/small", "/small/articles", "/small/events", "/small/links"),
    *(
        "/small/frequent_partners",
        "/small/articles/news-hostile",
        "/articles/news-hostile",
        "/nothing",
        "/small?sql=select+1",
    ),
    *("/events/event-news-hostile-p1-1", "/small/articles.json", "/robots.txt", "/small/event_reports"),
)
TYPED = (
    *(
        '"',
        "'",
        "*",
        "NEAR",
        "NEAR(",
        "AND OR NOT",
        "'; DROP TABLE articles; --",
        "<script>alert(1)</script>",
        "%",
        "_",
    ),
    *("x" * 10_000, "签" * 7_000, "\x00", "\\", "title:x", "{", "^", "1 OR 1=1", "‮", "😀", "\n", "a" * 300 + '"'),
)


@pytest.mark.parametrize("address", PAGES)
def test_every_answer_forbids_scripts_and_robots(ask: Ask, address: str) -> None:
    headers = ask(address).headers
    for name, value in HEADERS:
        assert headers[name.decode()] == value.decode(), name
    assert "unsafe" not in headers["content-security-policy"]


class Tags(HTMLParser):
    """Collect the tags of a page, each with its attributes."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str | None]]] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, dict(attrs)))


@pytest.mark.parametrize("address", PAGES)
def test_no_page_has_what_the_policy_forbids(ask: Ask, address: str) -> None:
    response = ask(address)
    if not response.headers["content-type"].startswith("text/html"):
        return
    for tag, attributes in Tags(response.text).found:
        assert tag not in ("style", "iframe", "object", "embed", "base", "img")
        assert tag != "script" or attributes.get("src")
        assert not [name for name in attributes if name == "style" or name.startswith("on")], tag
        for name in ("src", "href", "action"):
            link = attributes.get(name) or ""
            own = link.startswith(("/", "#", "?", "http://localhost/")) and not link.startswith("//")
            assert own or not link or (tag == "a" and link.startswith("https://news.xjtu.edu.cn/")), link


def test_a_script_in_a_title_is_shown_as_text(ask: Ask) -> None:
    for address in ("/articles/news-hostile", "/search?q=天工集团", "/small/articles", "/small/event_reports"):
        page = ask(address).text
        assert SCRIPT not in page
        assert "alert(1)" in page


@pytest.mark.parametrize("typed", TYPED, ids=range(len(TYPED)))
@pytest.mark.parametrize("order", ["new", "best"])
def test_the_search_takes_whatever_is_typed(ask: Ask, typed: str, order: str) -> None:
    response = ask("/search", q=typed, order=order)
    assert response.status_code == 200
    assert "<script>alert" not in response.text


@pytest.mark.parametrize("typed", TYPED, ids=range(len(TYPED)))
def test_the_search_boxes_of_tables_do_too(ask: Ask, typed: str) -> None:
    assert ask("/small/articles", _search=typed).status_code == 200
    assert ask("/small/events", _search=typed).status_code == 200


@pytest.mark.parametrize(
    "address",
    [
        *("/search?page=-1", "/search?page=x", "/search?page=99999999999999999999", "/search?page=²"),
        *("/search?kind=%22&year=)", "/search?q=%ED%A0%80", "/search?q=%FF", "/search?q=a&q=b", "/search?order=x"),
        *(
            "/small/articles?_next=x",
            "/small/not_fetched?_next=x",
            "/small/articles?_size=x",
            "/small/articles?_sort=x",
        ),
        *("/small/articles?_search=(&_searchmode=raw", "/small/articles?_timelimit=x"),
        *("/small/articles?published__gt=%00", "/small/articles?_where=1", "/small?sql=select+*+from+articles"),
        *("/small/frequent_partners?year=%00", "/events/%00", "/people/%FF", "/articles/..%2F..%2Fetc%2Fpasswd"),
        *("/small.csv", "/small.csv?_stream=1", "/small.blob", "/small.json?_shape=array", "/small/event_parties/a"),
        *(
            '/small/events?_through={"table":"a"}',
            "/small/events/a.blob?_blob_column=summary",
        ),
        *("/assets/../settings.py", "/assets/%2e%2e/settings.py", "/small.db", "/-/static/../app.py"),
    ],
)
def test_no_address_answers_with_a_fault(ask: Ask, address: str) -> None:
    assert ask(address).status_code in (200, 301, 302, 400, 403, 404)


@pytest.mark.parametrize(
    ("address", "status"),
    [
        ("/small?sql=select+1", 403),
        ("/small/articles?_where=1", 403),
        ("/small.db", 403),
        ("/assets/%2e%2e/settings.py", 404),
        ("/-/databases", 404),
        ("/-/databases.json", 404),
        ("/-/permissions", 404),
        ("/-/messages", 404),
    ],
)
def test_what_is_not_for_visitors_is_closed(ask: Ask, address: str, status: int) -> None:
    assert ask(address).status_code == status


def test_robots_are_asked_to_stay_away(ask: Ask) -> None:
    assert ask("/robots.txt").text == "User-agent: *\nDisallow: /\n"


@pytest.mark.parametrize(
    ("value", "is_web"),
    [
        ("https://news.xjtu.edu.cn/a.htm?b=1&c=2", True),
        ("HTTP://x.cn", True),
        ("javascript:alert(1)", False),
        (" https://x.cn", False),
        ("https://x.cn/\nb", False),
        ('https://x.cn/"onclick=', False),
        ("data:text/html,x", False),
        ("//x.cn", False),
        ("seed.txt", False),
        (None, False),
        (3, False),
    ],
)
def test_only_web_addresses_become_links(value: object, is_web: bool) -> None:
    assert (web_address(value) is not None) is is_web


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "OPTIONS", "TRACE", "PROPFIND"])
@pytest.mark.parametrize("address", ["/", "/small/events", "/small/frequent_partners", "/-/create-token"])
def test_a_site_is_only_read(ask: Ask, address: str, method: str) -> None:
    response = ask(address, method)
    assert response.status_code == 405
    assert response.headers["allow"] == "GET, HEAD"
    assert response.headers["content-security-policy"]


@pytest.mark.parametrize("address", ["/", "/small", "/small/events", "/small/frequent_partners", "/robots.txt"])
def test_what_can_be_read_can_be_asked_for_by_head(ask: Ask, address: str) -> None:
    assert ask(address, "HEAD").status_code == 200


def test_no_header_is_too_long_for_a_proxy(ask: Ask) -> None:
    headers = ask("/small/events", q="签" * 7_000).headers
    assert max(len(value) for value in headers.values()) <= 4096
