"""Take the pictures of the README from a site on the bundled pages: ``python -m tests.explore.screenshots ADDRESS``.

The site is that of `make crawl explore`; a browser is what the tests of this folder need, too.
"""

from __future__ import annotations

import shutil
import sys
from pathlib import Path

from tests.conftest import ROOT

FOLDER = ROOT / "xjtunews/explore/screenshots"
#: Where each page is, and how high the picture, in pixels.
PAGES = {
    "home": ("/", 900),
    "search": ("/search?q=签约", 900),
    "event": ("/events/event-news-xjtu-edu-cn-204990-p1-1", 900),
    "dashboard": ("/dashboard", 1440),
}


def main(site: str, folder: Path) -> None:
    """Write a picture of each page."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as started:
        browser = started.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox"])
        for name, (address, height) in PAGES.items():
            page = browser.new_page(viewport={"width": 1280, "height": height}, locale="zh-CN")
            page.goto(site.rstrip("/") + address)
            for chart in page.locator(".chart").all():
                chart.and_(page.locator("[data-drawn]")).wait_for()
            page.screenshot(path=folder / f"{name}.png")
            page.close()
        browser.close()


if __name__ == "__main__":
    main(sys.argv[1], FOLDER)
