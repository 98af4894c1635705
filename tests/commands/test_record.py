"""`scrapy record` keeps a case, its values, and the acceptance of those that did not change; it writes no database."""

from __future__ import annotations

import json
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import scrapy
from xjtunews.cases import find_cases, observe

URL = "https://news.xjtu.edu.cn/info/1033/7.htm"
PAGE = """<html><head><title>甲市来访-测试新闻网</title><script>_jsq_(1,'/c.jsp',7,1)</script></head><body>
<h1>甲市来访</h1><p>来源：宣传部 日期：2024-05-10 09:30 浏览量：</p><div id="vsb_content"><p>{text}</p>
<p>相关报道链接：<a href="/info/1033/8.htm">报道</a></p></div></body></html>"""
RECORD = "标题: 乙市来访\n发布日期: 2024-05-10\n浏览次数: 12\n正文内容:\n5月6日，乙市来宾到校座谈。\n"
#: Make every pipeline and every database an error.
FORBID = """
import xjtunews.pipelines.store as store, xjtunews.pipelines.validate as validate, sqlite3
def forbidden(*arguments, **named):
    raise AssertionError("record ran a pipeline or opened a database")
store.Store.__init__ = validate.Validate.process_item = sqlite3.connect = forbidden
"""


def record(root: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    options = ["-s", f"REPLAY={root / 'archive'}", "-s", f"DATABASE={root / 'news.db'}", "--into", str(root / "cases")]
    done = scrapy("record", *options, *arguments, cwd=root, prelude=FORBID)
    assert "Traceback" not in done.stderr, done.stderr
    assert not (root / "news.db").exists()
    return done


def write_page(root: Path, text: str) -> None:
    folder = root / "archive/news.xjtu.edu.cn/info/1033"
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "7.htm").write_bytes(PAGE.format(text=text).encode("gb18030"))
    headers = {"Content-Type": "text/html; charset=gb2312", "Set-Cookie": "secret=1", "Date": "today"}
    (folder / "7.htm.http.json").write_text(json.dumps({"status": 200, "headers": headers}))


def load(path: Path) -> Any:
    return json.loads(path.read_text("utf-8"))


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Record a page and a file, once."""
    root = tmp_path_factory.mktemp("record")
    write_page(root, "5月6日，甲市来宾到校座谈。")
    (root / "document.txt").write_bytes(RECORD.encode("gb18030"))
    done = record(root, URL, "document.txt")
    assert (done.returncode, done.stderr) == (0, "")
    kept = [root / "cases/news.xjtu.edu.cn/info/1033/7.htm", root / "cases/documents/document.txt"]
    assert done.stdout.splitlines() == [
        line
        for case in kept
        for line in (str(case), f'  read {case}.expected.json; when every value is right, set "accepted" to true')
    ]
    return root


def test_a_page_is_kept_with_what_its_server_said_of_it(root: Path) -> None:
    case = root / "cases/news.xjtu.edu.cn/info/1033/7.htm"
    assert case.read_bytes() == PAGE.format(text="5月6日，甲市来宾到校座谈。").encode("gb18030")
    facts = load(case.with_name("7.htm.http.json"))
    assert facts.pop("recorded").startswith("20")
    assert facts == {"url": URL, "status": 200, "headers": {"Content-Type": "text/html; charset=gb2312"}}


def test_the_values_of_a_page_wait_for_a_reader(root: Path) -> None:
    assert load(root / "cases/news.xjtu.edu.cn/info/1033/7.htm.expected.json") == {
        "accepted": False,
        "values": {
            "outcome": "article",
            "reason": None,
            "id": "news-xjtu-edu-cn-7",
            "layout": "vsb",
            "title": "甲市来访",
            "published": "2024-05-10T09:30",
            "section": None,
            "source": "宣传部",
            "views": None,
            "body": ["5月6日，甲市来宾到校座谈。"],
            "images": 0,
            "credits": [],
            "related": [["https://news.xjtu.edu.cn/info/1033/8.htm", "相关报道链接：报道", 1]],
            "media": [],
            "attachments": [],
            "neighbours": [],
            "identity": ["1", "1033", "7"],
        },
    }


def test_a_document_is_kept_byte_for_byte_with_its_values(root: Path) -> None:
    case = root / "cases/documents/document.txt"
    assert case.read_bytes() == RECORD.encode("gb18030")
    expected = load(case.with_name("document.txt.expected.json"))
    assert expected["accepted"] is False
    found = {name: expected["values"][name] for name in ("layout", "title", "published", "views", "body")}
    assert found == {
        "layout": "labelled-record",
        "title": "乙市来访",
        "published": "2024-05-10",
        "views": 12,
        "body": ["5月6日，乙市来宾到校座谈。"],
    }


def test_the_tests_find_the_cases_and_see_the_same_values(root: Path) -> None:
    cases = list(find_cases(root / "cases"))
    assert [case.name for case in cases] == ["document.txt", "7.htm"]
    for case in cases:
        assert observe(root / "cases", case) == load(case.with_name(case.name + ".expected.json"))["values"]


def test_acceptance_stays_until_a_value_changes(root: Path, tmp_path: Path) -> None:
    root = shutil.copytree(root, tmp_path / "copy")
    case = root / "cases/news.xjtu.edu.cn/info/1033/7.htm"
    expected = case.with_name("7.htm.expected.json")
    accepted = load(expected) | {"accepted": True}
    expected.write_text(json.dumps(accepted), "utf-8")
    done = record(root, URL, "document.txt")
    assert (done.returncode, done.stdout.count("nothing new")) == (0, 2)
    assert load(expected) == accepted
    write_page(root, "5月7日，甲市来宾到校座谈。")
    done = record(root, URL)
    assert (done.returncode, "nothing new" in done.stdout) == (0, False)
    assert load(expected)["accepted"] is False
    assert load(expected)["values"]["body"] == ["5月7日，甲市来宾到校座谈。"]


def test_what_cannot_be_kept_is_one_line_each_and_the_others_are_kept(root: Path, tmp_path: Path) -> None:
    root = shutil.copytree(root, tmp_path / "copy")
    (root / "empty.txt").touch()
    (root / "picture.txt").write_bytes(b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\1\0\0\0\1\0\x08\6\0\0\0\\r\xa8f")
    (root / "late.txt").write_text(RECORD.replace("乙市", "丙市"), "utf-8")
    bad = {
        "https://news.xjtu.edu.cn/none.htm": "no answer: no such host, refused by robots.txt, or not in the archive",
        "ftp://www.example.org/x": "this is no complete http or https address",
        "missing.txt": "no such file",
        "empty.txt": "the file is empty",
        "picture.txt": "the bytes are text in no known encoding (tried UTF-8, GB18030, Big5)",
    }
    done = record(root, *bad, "late.txt")
    assert done.returncode == 1
    assert done.stderr.splitlines() == [f"xjtunews: {argument}: {reason}" for argument, reason in bad.items()]
    assert load(root / "cases/documents/late.txt.expected.json")["values"]["title"] == "丙市来访"
    assert not (root / "cases/news.xjtu.edu.cn/none.htm").exists()


def test_something_must_be_named(root: Path) -> None:
    done = record(root)
    assert done.returncode == 2
    assert "give the address of a page, or a file" in done.stdout + done.stderr
