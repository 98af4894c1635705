"""Arguments are read whole, or named in one line; one bad seed costs no other."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from xjtunews.exceptions import ArgumentError, SeedError
from xjtunews.spiders.arguments import Seed, parse_bound, parse_number, parse_seeds, read_seed


def only(argument: str) -> Seed:
    (seed,) = parse_seeds(argument)
    return seed


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_addresses() -> None:
    seeds = parse_seeds(" HTTPS://News.XJTU.edu.cn:443/1.htm#top , ,http://a.cn,")
    assert [seed.url for seed in seeds] == ["https://news.xjtu.edu.cn/1.htm", "http://a.cn/"]
    assert all(seed.path is seed.error is None for seed in seeds)


@pytest.mark.parametrize("address", ["ftp://a.cn/x", "file:///etc/passwd", "data://x", "javascript://x", "://a.cn"])
def test_other_schemes_are_named(address: str) -> None:
    seed = only(address)
    assert (seed.text, seed.url, seed.path) == (address, None, None)
    assert seed.error is not None
    assert f"unknown scheme {address.partition(':')[0]}://" in seed.error


@pytest.mark.parametrize("address", ["http://", "https:///1.htm", "http://:80/", "http://a.cn:x/"])
def test_half_addresses_are_named(address: str) -> None:
    seed = only(address)
    assert seed.url is None
    assert seed.error is not None


def test_files_and_folders(here: Path) -> None:
    for name in ("b.html", "a.TXT", "sub/c.htm", "sub/d.shtml", "e.pdf", "f"):
        (here / name).parent.mkdir(exist_ok=True)
        (here / name).touch()
    assert [seed.path for seed in parse_seeds("f")] == [Path("f")]  # named outright: whatever its ending
    assert [seed.path for seed in parse_seeds(".")] == [
        Path(p) for p in ("a.TXT", "b.html", "sub/c.htm", "sub/d.shtml")
    ]


def test_what_is_no_file(here: Path) -> None:
    (here / "empty").mkdir()
    assert only("missing.txt").error == "no such file or directory"
    assert "holds no" in str(only("empty").error)


def test_one_bad_seed_costs_no_other(here: Path) -> None:
    (here / "a.txt").touch()
    seeds = parse_seeds("missing.txt,a.txt,ftp://x,http://a.cn/")
    assert [bool(seed.error) for seed in seeds] == [True, False, True, False]


def test_a_list_of_seeds(here: Path) -> None:
    (here / "a.txt").touch()
    (here / "more.lst").write_text("a.txt\n", "utf-8")
    text = "\ufeff# all\n\nhttp://a.cn/x?a=1,2#top  # with a comma\n@more.lst\nmissing.txt\n"
    (here / "seeds.lst").write_text(text, "utf-8")
    seeds = parse_seeds("@seeds.lst")
    assert [seed.url or str(seed.path) for seed in seeds] == ["http://a.cn/x?a=1,2", "a.txt", "None"]
    assert seeds[2].error == "no such file or directory"


def test_lists_that_cannot_be_read(here: Path) -> None:
    (here / "loop.lst").write_text("@loop.lst\n")
    (here / "gb.lst").write_bytes("测试".encode("gb18030"))
    for argument in ("@missing.lst", "@gb.lst", "@."):
        assert "cannot read the list of seeds" in str(only(argument).error)
    assert "name one another" in str(only("@loop.lst").error)


def test_the_bytes_of_a_seed(here: Path) -> None:
    (here / "a.txt").write_bytes(b"12345")
    assert read_seed(here / "a.txt", 5) == b"12345"
    with pytest.raises(SeedError, match=r"larger than DOWNLOAD_MAXSIZE \(4 bytes\)"):
        read_seed(here / "a.txt", 4)


@pytest.mark.parametrize("body", [b"", b" \r\n\t\n"])
def test_an_empty_seed(here: Path, body: bytes) -> None:
    (here / "a.txt").write_bytes(body)
    with pytest.raises(SeedError, match="the file is empty"):
        read_seed(here / "a.txt", 100)


def test_a_seed_that_went_away(here: Path) -> None:
    with pytest.raises(SeedError, match="no such file"):
        read_seed(here / "a.txt", 100)
    with pytest.raises(SeedError, match="directory"):
        read_seed(here, 10_000)


@pytest.mark.parametrize("text", ["2024-01-31", "2024-1-31", "2024/01/31", "2024年1月31日"])
def test_days(text: str) -> None:
    assert parse_bound("since", text) == date(2024, 1, 31)


@pytest.mark.parametrize("text", ["", "x", "2024", "2024-02-30", "2024-13-01", "yesterday", "31.31.2024", "-1"])
def test_what_is_no_day(text: str) -> None:
    with pytest.raises(ArgumentError) as caught:
        parse_bound("until", text)
    assert str(caught.value) == f"until={text} is no date; write it as 2024-01-31"


@pytest.mark.parametrize(("text", "number"), [("1", 1), ("020", 20), (5, 5)])
def test_numbers(text: str | int, number: int) -> None:
    assert parse_number("sample", text) == number


@pytest.mark.parametrize("text", ["", "0", "x", "-1", "1.5", "1e3", "²", " 5", 0, -1])
def test_what_is_no_number(text: str | int) -> None:
    with pytest.raises(ArgumentError) as caught:
        parse_number("sample", text)
    assert str(caught.value) == f"sample={text} is no positive number; write it as sample=20"


def test_what_is_not_given_is_none() -> None:
    assert parse_bound("since", None) is None
    assert parse_number("sample", None) is None
