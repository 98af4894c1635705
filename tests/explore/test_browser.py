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
from typing import Any
from urllib.parse import quote

import pytest

from tests.conftest import FIXTURES, ROOT, scrapy

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
    "question": "/news/signings_by_month",
    "questions": "/questions",
    "dashboard": "/dashboard",
    "codebook": "/codebook",
    "dictionary": "/dictionary",
    "table": "/news/events",
    "facet": "/news/organizations?_facet=type",
    "tables": "/news",
}
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
            if (width > 2 && height > 6) clashes.push([a, b].map(each => each.element.outerHTML.slice(0, 80)).join(" / "));
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
            f"document.querySelectorAll('.chart[data-drawn]').length == {charts}", timeout=PATIENCE
        )

    def check(self) -> None:
        """Fail where the page complained, asked others, scrolls sideways or has two things in one place."""
        assert self.foreign == []
        assert self.messages == []
        assert self.page.evaluate("document.documentElement.scrollWidth - window.innerWidth") <= 0
        assert self.page.evaluate(OVERLAPS) == []


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Serve the bundled pages' database as `make explore` does."""
    database = tmp_path_factory.mktemp("browser") / "news.db"
    for arguments in (("crawl", "xjtu", "-s", f"REPLAY={FIXTURES}"), ("index",)):
        done = scrapy(*arguments, "-s", f"DATABASE={database}")
        assert done.returncode == 0, done.stderr
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "xjtunews.explore", str(database), "--port", str(port)]
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
    found = axe.Axe().run(visit.page).response["violations"]
    serious = [(one["id"], one["nodes"][0]["html"][:120]) for one in found if one["impact"] in ("serious", "critical")]
    assert serious == []
    assert visit.page.locator("h1").count() == 1


def test_the_charts_are_painted(visit: Visit) -> None:
    visit.open("/dashboard")
    painted = visit.page.eval_on_selector_all(".chart canvas", PAINTED)
    assert len(painted) == 5
    for canvas in painted:
        assert canvas["colours"] > 20, painted
        assert canvas["share"] > 0.02, painted
    assert visit.page.eval_on_selector_all(".chart[data-kind=map] canvas", PAINTED)[0]["city"]
    visit.check()


def test_the_map_is_painted_from_the_table(visit: Visit) -> None:
    visit.open("/dashboard?year=1999")
    assert visit.page.locator(".chart").count() == 0
    assert visit.page.locator("text=没有数据。").count() == 5
    visit.check()


def test_a_chart_follows_the_width_of_the_window(visit: Visit) -> None:
    visit.open("/dashboard")
    before = visit.page.eval_on_selector(".chart canvas", "canvas => canvas.clientWidth")
    visit.page.set_viewport_size({"width": 700, "height": 900})
    visit.page.wait_for_function(
        f"document.querySelector('.chart canvas').clientWidth != {before}"
        " && document.querySelector('.chart canvas').clientWidth <= document.querySelector('.chart').clientWidth"
    )
    assert visit.page.eval_on_selector_all(".chart canvas", PAINTED)[0]["colours"] > 20
    visit.check()


def test_a_chart_can_be_read_by_keyboard(visit: Visit) -> None:
    visit.open("/dashboard")
    summary = visit.page.locator("summary", has_text="数据表：事件地图")
    summary.focus()
    visit.page.keyboard.press("Enter")
    assert visit.page.locator("#table-map").is_visible()
    assert "西安市" in visit.page.locator("#table-map").inner_text()
    visit.check()


def test_the_question_shows_its_chart(visit: Visit) -> None:
    visit.open("/news/signings_by_month")
    (painted,) = visit.page.eval_on_selector_all(".chart canvas", PAINTED)
    assert painted["colours"] > 10
    visit.check()


def test_a_partner_of_the_dashboard_leads_to_its_page(visit: Visit) -> None:
    visit.open("/dashboard")
    visit.page.locator("summary", has_text="数据表：往来最多的伙伴").click()
    link = visit.page.locator("#table-partners a").first
    name = link.inner_text()
    link.click()
    assert name in visit.page.locator("h1").inner_text()
    visit.check()
