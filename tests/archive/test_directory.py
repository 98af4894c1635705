"""An archive gives back what was put in, and never reads or writes outside its root."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from xjtunews.archive import open_archive
from xjtunews.archive.directory import SIDECAR, DirectoryArchive
from xjtunews.archive.recorded import Recorded
from xjtunews.exceptions import ArchiveError

HOST = "https://news.example.edu.cn"
WHEN = "2024-05-10T09:30:00+08:00"
OUTSIDE = [
    "/../../secret.htm",
    "/a/../../../secret.htm",
    "/%2e%2e/%2e%2e/secret.htm",
    "/..%2f..%2fsecret.htm",
    "/..%5c..%5csecret.htm",
    "/....//secret.htm",
    "/.%2e/secret.htm",
    "//etc/passwd",
    "/?f=../../secret",
    "/x?../../../secret",
    "/%00/..%00/secret",
    "/..",
    "/%2e",
    "",
]
UNUSUAL = [
    "/" + "a" * 1900 + ".htm",
    "/新闻/" + "长" * 200 + ".htm",
    "/list.jsp?" + "&".join(f"field{n}=value{n}" for n in range(150)),
    "/a:b*c|d<e>.htm",
    "/content.jsp?urltype=news.NewsContentUrl&wbtreeid=1033&wbnewsid=5",
    "/CON/aux.htm",
]


@pytest.fixture
def archive(tmp_path: Path) -> DirectoryArchive:
    return DirectoryArchive(tmp_path / "archive")


def test_bytes_status_and_headers_come_back_as_they_were(archive: DirectoryArchive) -> None:
    body = bytes(range(256)) + b"\r\n\r\n"
    recorded = Recorded(412, {"Content-Type": "text/html; charset=gb2312", "ETag": '"5f-陕"'}, body)
    path = archive.put(f"{HOST}/info/1033/1.htm", recorded, WHEN)
    assert archive.get(f"{HOST}/info/1033/1.htm") == recorded
    assert path == archive.root / "news.example.edu.cn/info/1033/1.htm"
    assert path.read_bytes() == body
    assert json.loads(path.with_name(path.name + SIDECAR).read_text("utf-8")) == {
        "url": f"{HOST}/info/1033/1.htm",
        "status": 412,
        "headers": recorded.headers,
        "recorded": WHEN,
    }


def test_a_file_alone_is_a_page_answered_with_200(archive: DirectoryArchive) -> None:
    path = archive.root / "news.example.edu.cn" / "info" / "1.htm"
    path.parent.mkdir(parents=True)
    path.write_bytes(b"\xb4\xf3\xd1\xa7")
    assert archive.get(f"{HOST}/info/1.htm") == Recorded(200, {}, b"\xb4\xf3\xd1\xa7")
    assert archive.get("http://NEWS.example.edu.cn:80/info/1.htm#top") == archive.get(f"{HOST}:443/info/1.htm")


def test_a_sidecar_alone_is_an_answer_without_a_body(archive: DirectoryArchive) -> None:
    folder = archive.root / "news.example.edu.cn"
    folder.mkdir(parents=True)
    (folder / ("old.htm" + SIDECAR)).write_text('{"status": 302, "headers": {"Location": "/new.htm"}}', "utf-8")
    assert archive.get(f"{HOST}/old.htm") == Recorded(302, {"Location": "/new.htm"}, b"")


def test_what_is_not_there_is_none(archive: DirectoryArchive) -> None:
    archive.put(f"{HOST}/info/1.htm", Recorded(200, {}, b"x"), WHEN)
    assert archive.get(f"{HOST}/info/2.htm") is None
    assert archive.get(f"{HOST}/info") is None  # a folder
    assert archive.get(f"{HOST}/info/1.htm/more") is None  # below a file
    assert archive.get(f"{HOST}:8080/info/1.htm") is None
    assert archive.get("https://dean.example.edu.cn/info/1.htm") is None


def test_a_second_answer_replaces_the_first(archive: DirectoryArchive) -> None:
    archive.put(f"{HOST}/1.htm", Recorded(500, {"X": "y"}, b"a longer body"), WHEN)
    archive.put(f"{HOST}/1.htm", Recorded(200, {}, b"short"), WHEN)
    assert archive.get(f"{HOST}/1.htm") == Recorded(200, {}, b"short")


def test_a_folder_has_an_index(archive: DirectoryArchive) -> None:
    archive.put(f"{HOST}/", Recorded(200, {}, b"home"), WHEN)
    archive.put(f"{HOST}/yw/", Recorded(200, {}, b"column"), WHEN)
    assert (archive.root / "news.example.edu.cn/index.html").read_bytes() == b"home"
    assert archive.get(HOST) == Recorded(200, {}, b"home")
    assert archive.get(f"{HOST}/yw/index.html") == Recorded(200, {}, b"column")


def test_queries_and_ports_are_told_apart(archive: DirectoryArchive) -> None:
    urls = [f"{HOST}/a.jsp", f"{HOST}/a.jsp?id=1", f"{HOST}/a.jsp?id=2", f"{HOST}:8080/a.jsp"]
    for number, url in enumerate(urls):
        archive.put(url, Recorded(200, {}, str(number).encode()), WHEN)
    assert [archive.get(url) for url in urls] == [Recorded(200, {}, str(n).encode()) for n in range(4)]


def test_a_path_is_found_escaped_or_not(archive: DirectoryArchive) -> None:
    archive.put(f"{HOST}/新闻/1.htm", Recorded(200, {}, b"x"), WHEN)
    assert archive.get(f"{HOST}/%E6%96%B0%E9%97%BB/1.htm") == Recorded(200, {}, b"x")


@pytest.mark.parametrize("path", OUTSIDE)
def test_no_address_leads_out_of_the_root(archive: DirectoryArchive, path: str) -> None:
    for secret in (archive.root.parent / "secret.htm", archive.root.parent / "secret"):
        secret.write_bytes(b"secret")
    kept = archive.path_of(HOST + path)
    assert kept.resolve().is_relative_to((archive.root / "news.example.edu.cn").resolve())
    assert archive.get(HOST + path) is None
    assert archive.put(HOST + path, Recorded(200, {}, b"mine"), WHEN) == kept
    assert archive.get(HOST + path) == Recorded(200, {}, b"mine")
    assert (archive.root.parent / "secret.htm").read_bytes() == b"secret"


@pytest.mark.parametrize("path", UNUSUAL)
def test_unusual_addresses_are_kept_under_names_that_every_system_takes(archive: DirectoryArchive, path: str) -> None:
    kept = archive.put(HOST + path, Recorded(200, {}, b"x"), WHEN)
    assert archive.get(HOST + path) == Recorded(200, {}, b"x")
    for step in kept.with_name(kept.name + SIDECAR).relative_to(archive.root).parts:
        assert len(step.encode()) <= 255
        assert not set(step) & set('<>:"\\|?*')


def test_long_addresses_that_differ_at_the_end_differ(archive: DirectoryArchive) -> None:
    one, other = f"{HOST}/{'x' * 500}1.htm", f"{HOST}/{'x' * 500}2.htm"
    assert archive.path_of(one) != archive.path_of(other)


@pytest.mark.parametrize("name", ["missing", "file"])
def test_an_archive_is_a_folder(tmp_path: Path, name: str) -> None:
    (tmp_path / "file").write_text("x")
    with pytest.raises(ArchiveError, match=rf"REPLAY=.*{name} is no folder"):
        open_archive(str(tmp_path / name))
