"""The files of the sites agree with themselves, with each other, with their recorded pages and with the READMEs."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import FIXTURES, ROOT, scrapy
from xjtunews.checksites import SiteFile, check_cases, check_file, check_files, site_files, table_row
from xjtunews.sites.layout import Site
from xjtunews.sites.registry import all_sites

FILES = site_files()
GOOD: dict[str, Any] = {
    "name": "nwu",
    "names": ("西北大学", "西大"),
    "domains": ("nwu.edu.cn",),
    "columns": ("https://www.nwu.edu.cn/xw.htm",),
    "scheme": {"www.nwu.edu.cn": "https"},
    "floors": {"title": 0.98},
}


def test_there_are_sites() -> None:
    assert {file.site.name for file in FILES} >= {"xjtu", "whu", "henu_rsc", "yzu"}
    assert list(check_files(FILES)) == []


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.site.name)
def test_recorded_pages_read_as_accepted(file: SiteFile) -> None:
    number, problems = check_cases(file, FIXTURES)
    assert number >= 1
    assert problems == []


@pytest.mark.parametrize("readme", ["README.md", "README.zh-CN.md"])
def test_the_readmes_show_the_sites(readme: str) -> None:
    text = (ROOT / readme).read_text("utf-8")
    for file in FILES:
        row = table_row(file.site)
        assert row in text.splitlines(), f"{readme} lacks the row that scrapy checksites prints: {row}"


def declared(tmp_path: Path, lines: int = 11, stem: str = "nwu", **changes: Any) -> SiteFile:
    path = tmp_path / f"{stem}.py"
    path.write_text("\n" * lines, "utf-8")
    return SiteFile(path, Site(**GOOD | changes))


@pytest.mark.parametrize(
    ("changes", "problem"),
    [
        ({}, None),
        ({"lines": 34}, None),
        ({"lines": 35}, "has 35 lines, more than 34; layouts can have a file of their own"),
        ({"stem": "nwuu"}, 'name="nwu" is not the name of the file'),
        ({"names": ()}, "names no university: names=(full name, short names …)"),
        ({"domains": ("NWU.edu.cn",), "columns": (), "scheme": None}, "domain NWU.edu.cn is no host in lower case"),
        ({"columns": ()}, "names no column to begin at"),
        ({"columns": ("https://www.snnu.edu.cn/xw.htm",)}, "column https://www.snnu.edu.cn/xw.htm is no address"),
        ({"columns": ("http://www.nwu.edu.cn/xw.htm",)}, "does not begin as scheme says"),
        ({"scheme": {"www.snnu.edu.cn": "https"}}, "scheme names www.snnu.edu.cn, which is not in its domains"),
        ({"floors": {"titel": 0.9}}, "floor titel=0.9 is none"),
        ({"floors": {"title": 98}}, "floor title=98 is none"),
    ],
    ids=lambda value: next(iter(value), "good") if isinstance(value, dict) else "",
)
def test_what_a_file_may_say(tmp_path: Path, changes: dict[str, Any], problem: str | None) -> None:
    problems = list(check_file(declared(tmp_path, **changes)))
    assert bool(problems) is (problem is not None)
    assert problem is None or problem in problems[0]


def test_a_domain_has_one_site(tmp_path: Path) -> None:
    one, other = declared(tmp_path), declared(tmp_path, stem="other", name="other")
    assert list(check_files([one, other])) == ["other.py: nwu.edu.cn belongs to nwu already"]


def test_a_page_that_reads_otherwise_is_named(tmp_path: Path) -> None:
    whu = next(file for file in FILES if file.site.name == "whu")
    shutil.copytree(FIXTURES / "news.whu.edu.cn", tmp_path / "news.whu.edu.cn")
    expected = tmp_path / "news.whu.edu.cn/info/1002/452210.htm.expected.json"
    kept = json.loads(expected.read_text("utf-8"))
    kept["values"] |= {"title": "别的"}
    expected.write_text(json.dumps(kept | {"accepted": False}), "utf-8")
    number, problems = check_cases(whu, tmp_path)
    assert number == 2
    assert problems == [
        f'{expected}: nobody has accepted its values; read them, and set "accepted"',
        f"{str(expected).removesuffix('.expected.json')}: reads otherwise than accepted: title",
    ]
    assert check_cases(whu, tmp_path / "none") == (
        0,
        ["whu.py: no page is recorded; scrapy record https://news.whu.edu.cn/wdzx/wdyw.htm"],
    )


def test_the_command() -> None:
    done = scrapy("checksites", "whu", "yzu")
    assert (done.returncode, done.stderr) == (0, "")
    *lines, last = done.stdout.splitlines()
    assert [line.split("|")[1].strip() for line in lines] == ["site", "---", "`whu`", "`yzu`"]
    assert last == "4 recorded pages"
    done = scrapy("checksites", "nowhere")
    assert done.returncode == 2
    assert f"there is no site nowhere; there are {', '.join(sorted(all_sites()))}" in done.stdout + done.stderr
