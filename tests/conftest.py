"""What several tests share."""

from __future__ import annotations

import gc
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import settings

# A busy machine is slow, and no reason to fail; a change is to be judged by the same examples as the one before.
settings.register_profile("steady", deadline=None, derandomize=bool(os.environ.get("CI")))
settings.load_profile("steady")

ROOT = Path(__file__).parent.parent
FIXTURES = ROOT / "fixtures"
SHARED = ROOT.parent / "shared"

Crawl = Callable[..., subprocess.CompletedProcess[str]]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Skip what reads the real documents where they are absent."""
    if not SHARED.is_dir():
        for item in items:
            if item.get_closest_marker("shared"):
                item.add_marker(pytest.mark.skip(reason=f"the real documents are not at {SHARED}"))


@pytest.fixture
def crawl(tmp_path: Path) -> Crawl:
    """Run `scrapy crawl xjtu` as a user does, offline; the database is tmp_path/news.db."""

    def run(*arguments: str, replay: Path | str = FIXTURES) -> subprocess.CompletedProcess[str]:
        options = ["-s", f"REPLAY={replay}", "-s", f"DATABASE={tmp_path / 'news.db'}", "-s", "LOG_LEVEL=WARNING"]
        return scrapy("crawl", "xjtu", *options, *arguments)

    return run


@pytest.fixture(scope="session")
def unindexed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give the small database of `tests/small.py` as a crawl leaves it; who changes it copies it."""
    from tests.small import fill, texts

    path = tmp_path_factory.mktemp("unindexed") / "small.db"
    fill(path, *texts())
    return path


@pytest.fixture(scope="session")
def small(unindexed: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give the same, indexed."""
    from tests.small import index

    path = tmp_path_factory.mktemp("indexed") / "small.db"
    shutil.copyfile(unindexed, path)
    index(path)
    return path


def scrapy(*arguments: str, cwd: Path = ROOT, prelude: str = "") -> subprocess.CompletedProcess[str]:
    """Run a scrapy command in a process of its own, every warning an error; `prelude` is Python that runs first."""
    code = f"{prelude}\nimport sys; from scrapy.cmdline import execute; sys.argv[0] = 'scrapy'; execute()"
    environment = os.environ | {"PYTHONWARNINGS": "error", "SCRAPY_SETTINGS_MODULE": "xjtunews.settings"}
    environment["PYTHONPATH"] = str(ROOT)
    return subprocess.run(
        [sys.executable, "-c", code, *arguments],
        cwd=cwd,
        env=environment,
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )


@pytest.fixture(scope="session")
def crawled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give the database of the bundled pages, indexed; who changes it copies it."""
    database = tmp_path_factory.mktemp("crawled") / "news.db"
    for arguments in (("crawl", "xjtu", "-s", f"REPLAY={FIXTURES}"), ("index",)):
        done = scrapy(*arguments, "-s", f"DATABASE={database}")
        assert done.returncode == 0, done.stderr
    return database


def seconds(function: Callable[[str], object], text: str) -> float:
    """Return what a function takes for a text, other threads and the collection of garbage apart."""
    gc.disable()
    try:
        begin = time.thread_time()
        function(text)
        return time.thread_time() - begin
    finally:
        gc.enable()


def check_linear_time(function: Callable[[str], object], text: str) -> None:
    """Fail where twice the text takes more than three times as long."""
    for _ in range(3):  # another process may take the time of one measurement
        half, whole = seconds(function, text[: len(text) // 2]), seconds(function, text)
        if whole <= 3 * max(half, 0.05):
            return
    pytest.fail(f"{len(text)} characters took {whole:.2f} s, half of them {half:.2f} s")
