"""The pages in a real browser: painted, quiet, whole at two widths, usable without eyes; nothing leaves the machine."""

from __future__ import annotations

import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import quote
from xml.etree import ElementTree as ET

import pytest

from tests.conftest import ROOT
from xjtunews.explore.queries import questions

playwright = pytest.importorskip("playwright.sync_api", reason="playwright is not installed; run: make test")
axe = pytest.importorskip("axe_playwright_python.sync_playwright", reason="axe is not installed; run: make test")
CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
pytestmark = pytest.mark.skipif(CHROMIUM is None, reason="there is no chromium; on Debian: apt-get install chromium")

WIDTHS = (1280, 390)
PATIENCE = 15_000  # milliseconds
PAGES = {
    "home": "/",
    "search": "/search?q=签约",
    "search of one character": "/search?q=港",
    "questions": "/questions",
    "dashboard": "/dashboard",
    "subscribe": "/subscribe",
    "codebook": "/codebook",
    "dictionary": "/dictionary",
    "table": "/news/events",
    "facet": "/news/organizations?_facet=type",
    "question": "/news/signings_by_province",
    "event": "/events/event-news-xjtu-edu-cn-204990-p1-1",
    "article": "/articles/news-xjtu-edu-cn-204990",
    "partner": "/partners/org-6d46ad86aa88930d",
    "tables": "/news",
    "what is missing": "/news/not_fetched_reasons",
}
#: What is looked at of a page of which all parts are alike and many.
PARTS = {"dictionary": "section:first-of-type"}
#: Count the colours of a canvas, and the share of it that is painted.
PAINTED = """canvases => canvases.map(canvas => {
    const data = canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height).data;
    const colours = new Set();
    let painted = 0;
    for (let at = 0; at < data.length; at += 4) {
        if (data[at + 3]) { painted++; colours.add(data[at] << 16 | data[at + 1] << 8 | data[at + 2]); }
    }
    return {colours: colours.size, share: 4 * painted / data.length, city: colours.has(0xc8553d)};
})"""
#: What can be clicked, and headings, each line of text by itself: no two of them may share a place.
OVERLAPS = """() => {
    const shown = element => element.checkVisibility({visibilityProperty: true, opacityProperty: true});
    const found = [];
    for (const element of document.querySelectorAll("a, button, input, select, summary, h1, h2, h3, label, dt, dd")) {
        if (!shown(element) || element.closest(".hidden, .skip")) continue;
        for (const box of element.getClientRects()) {
            if (box.width > 1 && box.height > 1) found.push({element, box});
        }
    }
    const clashes = [];
    for (let one = 0; one < found.length; one++) {
        for (let other = one + 1; other < found.length; other++) {
            const [a, b] = [found[one], found[other]];
            if (a.element.contains(b.element) || b.element.contains(a.element)) continue;
            const width = Math.min(a.box.right, b.box.right) - Math.max(a.box.left, b.box.left);
            const height = Math.min(a.box.bottom, b.box.bottom) - Math.max(a.box.top, b.box.top);
            const names = [a, b].map(each => each.element.outerHTML.slice(0, 80));
            if (width > 2 && height > 6) clashes.push(names.join(" / "));
        }
    }
    return clashes;
}"""


@dataclass
class Visit:
    """Hold a page, what it said in the console, and what it asked of others."""

    page: Any
    site: str
    messages: list[str] = field(default_factory=list)
    foreign: list[str] = field(default_factory=list)

    def open(self, address: str, status: int = 200) -> None:
        answer = self.page.goto(self.site + quote(address, safe="/?&=%#"))
        assert answer.status == status
        charts = self.page.locator(".chart").count()
        self.page.wait_for_function(
            "charts => document.querySelectorAll('.chart[data-drawn]').length === charts", arg=charts, timeout=PATIENCE
        )

    def check(self) -> None:
        """Fail where the page complained, asked others, scrolls sideways or has two things in one place."""
        assert self.foreign == []
        assert self.messages == []
        assert self.page.evaluate("document.documentElement.scrollWidth - window.innerWidth") <= 0
        assert self.page.evaluate(OVERLAPS) == []


@pytest.fixture(scope="module")
def site(crawled: Path) -> Iterator[str]:
    """Serve the bundled pages' database as `make explore` does."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "xjtunews.explore", str(crawled), "--port", str(port)]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as server:
        address = f"http://127.0.0.1:{port}"
        for _ in range(150):
            try:
                with urllib.request.urlopen(address + "/robots.txt"):
                    break
            except OSError:
                assert server.poll() is None, "the server did not start"
                time.sleep(0.1)
        yield address
        server.terminate()


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    with playwright.sync_playwright() as started:
        opened = started.chromium.launch(
            executable_path=CHROMIUM,
            args=["--no-sandbox", "--disable-background-networking", "--disable-component-update", "--no-first-run"],
        )
        yield opened
        opened.close()


@pytest.fixture(params=WIDTHS)
def visit(request: pytest.FixtureRequest, site: str, browser: Any) -> Iterator[Visit]:
    context = browser.new_context(viewport={"width": request.param, "height": 900}, locale="zh-CN")
    context.set_default_timeout(PATIENCE)
    visit = Visit(context.new_page(), site)
    visit.page.on("console", lambda message: visit.messages.append(f"{message.type}: {message.text}"))
    visit.page.on("pageerror", lambda error: visit.messages.append(str(error)))
    visit.page.on("requestfailed", lambda failed: visit.messages.append(f"failed: {failed.url}"))

    def stay(route: Any) -> None:
        if route.request.url.startswith((site + "/", "data:")):
            route.continue_()
        else:
            visit.foreign.append(route.request.url)
            route.abort()

    context.route("**/*", stay)
    yield visit
    context.close()


@pytest.mark.parametrize("name", PAGES)
def test_a_page_is_whole_and_quiet_and_can_be_used_without_eyes(visit: Visit, name: str) -> None:
    visit.open(PAGES[name])
    visit.check()
    assert visit.page.locator("h1").count() == 1
    found = axe.Axe().run(visit.page, context=PARTS.get(name)).response["violations"]
    assert [(one["id"], one["nodes"][0]["html"][:120]) for one in found] == []


@pytest.mark.parametrize("asked", ["签约", "卢建军", "西交利物浦", "香港理工大学", "港"])
def test_search_from_the_home_page(visit: Visit, asked: str) -> None:
    visit.open("/")
    visit.page.locator("#home-search").fill(asked)
    visit.page.locator("#home-search").press("Enter")
    visit.page.wait_for_url("**/search?**")
    results = visit.page.locator("article.result")
    assert results.count() >= 1
    assert asked[:2] in "".join(results.locator("mark").all_inner_texts())
    visit.check()


@pytest.mark.parametrize("asked", ["哈尔滨工业大学", "<script>alert(1)</script>"])
def test_a_search_that_finds_nothing_says_so(visit: Visit, asked: str) -> None:
    visit.open("/")
    visit.page.locator("#home-search").fill(asked)
    visit.page.locator("#home-search").press("Enter")
    visit.page.wait_for_url("**/search?**")
    assert visit.page.locator("#q").input_value() == asked
    assert "没有找到" in visit.page.locator("main").inner_text()
    visit.check()


def test_a_filter_narrows_the_search(visit: Visit) -> None:
    visit.open("/search?q=学校")
    before = visit.page.locator("article.result").count()
    visit.page.locator("#f-kind").select_option("签约")
    visit.page.locator("main button[type=submit]").click()
    visit.page.wait_for_url("**kind=**")
    assert 0 < visit.page.locator("article.result").count() < before
    visit.check()


def test_a_facet_narrows_the_table(visit: Visit) -> None:
    visit.open("/news/organizations?_facet=type")
    visit.page.locator(".facet-results a", has_text="企业").first.click()
    visit.page.wait_for_url("**type=company**")
    rows = visit.page.locator("table tbody tr")
    assert 0 < rows.count() < 47
    visit.check()


def test_an_event_shows_its_evidence_highlighted(visit: Visit) -> None:
    visit.open("/search?q=签约")
    visit.page.locator("article.result .chips a").first.click()
    visit.page.wait_for_url("**/events/**")
    quoted = visit.page.locator("article.report blockquote mark")
    assert quoted.count() >= 1
    assert quoted.first.inner_text().strip()
    background = quoted.first.evaluate("mark => getComputedStyle(mark).backgroundColor")
    assert background not in ("rgba(0, 0, 0, 0)", "rgb(255, 255, 255)")
    assert visit.page.locator("article.report a[href^=http]").count() >= 1
    visit.check()


def test_the_charts_are_painted(visit: Visit) -> None:
    visit.open("/dashboard")
    visit.check()
    painted = visit.page.eval_on_selector_all(".chart canvas", PAINTED)
    assert len(painted) == 5
    for canvas in painted:
        assert canvas["colours"] > 20, painted
        assert canvas["share"] > 0.02, painted
    assert visit.page.eval_on_selector_all(".chart[data-kind=map] canvas", PAINTED)[0]["city"]


def test_a_chart_follows_the_width_of_the_window(visit: Visit) -> None:
    visit.open("/dashboard")
    visit.page.set_viewport_size({"width": 700, "height": 900})
    visit.page.wait_for_function(
        """() => [...document.querySelectorAll(".chart")].every(
            chart => Math.abs(chart.querySelector("canvas").clientWidth - chart.clientWidth) < 2)"""
    )
    visit.check()
    assert all(canvas["colours"] > 20 for canvas in visit.page.eval_on_selector_all(".chart canvas", PAINTED))


def test_a_chart_can_be_read_by_keyboard(visit: Visit) -> None:
    visit.open("/dashboard")
    summary = visit.page.locator("summary", has_text="数据表：事件地图")
    summary.focus()
    visit.page.keyboard.press("Enter")
    assert visit.page.locator("#table-map").is_visible()
    assert "西安市" in visit.page.locator("#table-map").inner_text()
    visit.check()


@pytest.mark.parametrize("kind", sorted({question.chart["kind"] for question in questions() if question.chart}))
def test_a_question_shows_its_chart(visit: Visit, kind: str) -> None:
    question = next(question for question in questions() if question.chart.get("kind") == kind)
    visit.open(f"/news/{question.name}")
    visit.check()
    (painted,) = visit.page.eval_on_selector_all(".chart canvas", PAINTED)
    assert painted["colours"] > 10


def test_a_partner_of_the_dashboard_leads_to_its_page(visit: Visit) -> None:
    visit.open("/dashboard")
    visit.page.locator("summary", has_text="数据表：往来最多的伙伴").click()
    link = visit.page.locator("#table-partners a").first
    name = link.inner_text()
    link.click()
    visit.page.wait_for_url("**/partners/**")
    assert name in visit.page.locator("h1").inner_text()
    visit.check()


def test_feed_and_calendar_are_found_and_parse(visit: Visit) -> None:
    visit.open("/")
    links = visit.page.eval_on_selector_all("link[rel=alternate]", "links => links.map(link => [link.type, link.href])")
    assert [kind for kind, _ in links] == ["application/atom+xml", "text/calendar"]
    feed, calendar = (visit.page.request.get(address).text() for _, address in links)
    entries = ET.fromstring(feed).findall("{*}entry")
    assert 40 <= len(entries) <= 50
    assert calendar.startswith("BEGIN:VCALENDAR\r\n")
    assert calendar.count("BEGIN:VEVENT") > 30
    visit.open(entries[0].find("{*}link").get("href", "").removeprefix(visit.site))  # type: ignore[union-attr]
    visit.check()
