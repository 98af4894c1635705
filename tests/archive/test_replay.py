"""A replay answers from the archive and touches no network, whatever is asked for."""

from __future__ import annotations

import asyncio
import socket
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest
from scrapy import Request
from scrapy.exceptions import IgnoreRequest
from scrapy.http import HtmlResponse, Response
from scrapy.settings import Settings
from scrapy.utils.test import get_crawler

from tests.conftest import scrapy
from xjtunews.archive.replay import ArchiveHandler, NotArchivedError, Replay
from xjtunews.exceptions import ArchiveError

HOST = "https://news.xjtu.edu.cn"
#: Writes down, and forbids, every use of the network in the process that runs it.
WATCH = """
import sys
def watch(event, arguments):
    names = ("socket.connect", "socket.bind", "socket.sendto", "socket.sendmsg")
    # A pipe of this machine, or what urllib3 does on import: it binds a socket to no port and sends nothing.
    local = event in names and (arguments[0].family == 1 or arguments[1:] == (("::1", 0),))
    if (event in names and not local) or event in ("socket.getaddrinfo", "socket.gethostbyname"):
        with open({log!r}, "a") as log:
            log.write(event + "\\n")
        raise RuntimeError("network: " + event)
sys.addaudithook(watch)
"""
PAGE = """<!DOCTYPE html><html><head><meta charset="utf-8"><title>开放日-测试新闻网</title>
<script>_jsq_(1033,'/content.jsp',{number},1)</script></head><body><form name="_newscontent_fromname"><h1>开放日</h1>
<div>日期：2024-05-10 浏览量：</div><div id="vsb_content"><p>5月6日，学校举行座谈会，邀请来宾参观。</p>
<p>相关报道链接：<a href="{link}">报道</a></p></div></form></body></html>"""


def answer(root: Path, request: Request, **settings: object) -> Response:
    crawler = get_crawler(settings_dict={"REPLAY": str(root), **settings})
    return asyncio.run(ArchiveHandler(crawler).download_request(request))


@pytest.fixture
def archive(tmp_path: Path) -> Path:
    folder = tmp_path / "archive/news.xjtu.edu.cn"
    folder.mkdir(parents=True)
    (folder / "1.htm").write_bytes("<html><body>测试</body></html>".encode("gb18030"))
    (folder / "moved.htm.http.json").write_text('{"status": 301, "headers": {"Location": "/1.htm"}}')
    return tmp_path / "archive"


def test_a_page_is_answered_byte_for_byte(archive: Path) -> None:
    response = answer(archive, Request(f"{HOST}/1.htm"))
    assert isinstance(response, HtmlResponse)
    assert (response.url, response.status, dict(response.headers)) == (f"{HOST}/1.htm", 200, {})
    assert response.body == (archive / "news.xjtu.edu.cn/1.htm").read_bytes()


def test_status_and_headers_are_answered(archive: Path) -> None:
    response = answer(archive, Request(f"{HOST}/moved.htm"))
    assert (response.status, response.headers["Location"], response.body) == (301, b"/1.htm", b"")


def test_what_is_not_archived_is_an_error_of_its_own(archive: Path) -> None:
    with pytest.raises(NotArchivedError, match=r"not in the archive: .*/2\.htm"):
        answer(archive, Request(f"{HOST}/2.htm"))


def test_a_page_may_be_as_large_as_the_limit_and_no_larger(archive: Path) -> None:
    size = (archive / "news.xjtu.edu.cn/1.htm").stat().st_size
    assert len(answer(archive, Request(f"{HOST}/1.htm"), DOWNLOAD_MAXSIZE=size).body) == size
    with pytest.raises(IgnoreRequest, match=f"larger than DOWNLOAD_MAXSIZE \\({size - 1} bytes\\)"):
        answer(archive, Request(f"{HOST}/1.htm"), DOWNLOAD_MAXSIZE=size - 1)
    assert len(answer(archive, Request(f"{HOST}/1.htm"), DOWNLOAD_MAXSIZE=0).body) == size  # 0: no limit


def test_no_archive_no_handler(tmp_path: Path) -> None:
    with pytest.raises(ArchiveError, match="is no folder"):
        ArchiveHandler(get_crawler(settings_dict={"REPLAY": str(tmp_path / "none")}))


def test_the_add_on_swaps_every_handler_and_drops_the_pauses() -> None:
    settings = Settings({"REPLAY": "fixtures", "DOWNLOAD_DELAY": 2, "AUTOTHROTTLE_ENABLED": True, "CONTACT": ""})
    Replay().update_settings(settings)
    handlers = settings.getwithbase("DOWNLOAD_HANDLERS")
    assert handlers["http"] == handlers["https"] == "xjtunews.archive.replay.ArchiveHandler"
    assert handlers["ftp"] is handlers["s3"] is None
    assert settings.getint("DOWNLOAD_DELAY") == 0
    assert not settings.getbool("AUTOTHROTTLE_ENABLED")


def test_a_live_crawl_keeps_its_pauses() -> None:
    settings = Settings({"REPLAY": None, "DOWNLOAD_DELAY": 2, "CONTACT": ""})
    Replay().update_settings(settings)
    assert settings.getint("DOWNLOAD_DELAY") == 2
    assert "https" not in settings.getdict("DOWNLOAD_HANDLERS")


def test_a_replay_opens_no_socket(tmp_path: Path) -> None:
    """Neither for pages nor for robots.txt, for missing pages, for other hosts, for redirects."""
    log, root, database = tmp_path / "network.log", tmp_path / "archive", tmp_path / "news.db"
    folder = root / "news.xjtu.edu.cn"
    folder.mkdir(parents=True)
    (folder / "1.htm").write_text(PAGE.format(number=1, link="http://missing.xjtu.edu.cn/2.htm"), "utf-8")
    (folder / "3.htm").write_text(PAGE.format(number=3, link="https://news.example.org/4.htm"), "utf-8")
    seeds = f"{HOST}/1.htm,{HOST}/3.htm,http://127.0.0.1/5.htm,http://localhost:8080/6.htm,{HOST}/moved.htm"
    (folder / "moved.htm.http.json").write_text('{"status": 302, "headers": {"Location": "http://127.0.0.1/7.htm"}}')
    options = ["-s", f"REPLAY={root}", "-s", f"DATABASE={database}", "-a", f"seeds={seeds}", "-s", "LOG_LEVEL=WARNING"]
    done = scrapy("crawl", "xjtu", *options, prelude=WATCH.format(log=str(log)))
    assert not log.exists(), log.read_text()
    assert "network" not in done.stderr
    assert "Traceback" not in done.stderr
    statuses = dict(sqlite3.connect(database).execute("SELECT url, status FROM fetches"))
    assert statuses == {
        f"{HOST}/1.htm": "fetched",
        f"{HOST}/3.htm": "fetched",
        f"{HOST}/moved.htm": "redirected",
        "http://127.0.0.1/5.htm": "not-archived",
        "http://127.0.0.1/7.htm": "not-archived",
        "http://localhost:8080/6.htm": "not-archived",
        "http://missing.xjtu.edu.cn/2.htm": "not-archived",
        "https://news.example.org/4.htm": "out-of-scope",
    }


@pytest.mark.parametrize(
    "code",
    [
        "socket.create_connection(('127.0.0.1', 9))",
        "socket.socket().connect(('127.0.0.1', 9))",
        "socket.socket().bind(('127.0.0.1', 0))",
        "socket.getaddrinfo('localhost', 80)",
        "socket.gethostbyname('localhost')",
        "socket.socket(type=socket.SOCK_DGRAM).sendto(b'x', ('127.0.0.1', 9))",
    ],
)
def test_the_watch_would_have_seen_it(tmp_path: Path, code: str) -> None:
    log = tmp_path / "network.log"
    program = f"{WATCH.format(log=str(log))}\nimport socket\n{code}"
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=False)
    assert "RuntimeError: network: socket." in done.stderr
    assert log.read_text().startswith("socket.")


def test_the_watch_lets_local_pipes_pass(tmp_path: Path) -> None:
    program = f"{WATCH.format(log=str(tmp_path / 'log'))}\nimport socket\nsocket.socketpair()"
    subprocess.run([sys.executable, "-c", program], check=True)
    assert int(socket.AF_UNIX) == 1


def test_the_watch_sees_what_a_live_crawl_asks(tmp_path: Path) -> None:
    """Without REPLAY the same crawl does ask for the network, so that the watch proves something."""
    log, options = tmp_path / "network.log", ["-s", f"DATABASE={tmp_path / 'news.db'}", "-s", "RETRY_ENABLED=0"]
    options += ["-a", "seeds=http://127.0.0.1:9/1.htm", "-s", "LOG_LEVEL=CRITICAL", "-s", "DOWNLOAD_DELAY=0"]
    scrapy("crawl", "xjtu", *options, prelude=WATCH.format(log=str(log)))
    assert "socket." in log.read_text()
