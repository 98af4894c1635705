from __future__ import annotations

import pytest

from xjtunews.exceptions import UndecodableError
from xjtunews.language.encoding import declared_encoding, decode, detect_encoding

CHINESE = "校长会见了来自各地的校友，双方签署合作协议。"
TRADITIONAL = "校長會見了來自各地的校友，雙方簽署合作協議。"


@pytest.mark.parametrize(
    ("body", "name"),
    [
        (b'<meta charset="utf-8">', "utf-8"),
        (b"<meta charset=gb2312>", "gb2312"),
        (b"<META Charset = 'GBK' />", "GBK"),
        (b'<meta http-equiv="Content-Type" content="text/html; charset=big5">', "big5"),
        (b"<html><body>charset=utf-8</body></html>", None),
        (b"<!-- " + b"x" * 5000 + b"--><meta charset='utf-8'>", None),
        (b'<?xml version="1.0" encoding="GB2312"?><html>', "GB2312"),
        (b"", None),
    ],
)
def test_declared_encoding(body: bytes, name: str | None) -> None:
    assert declared_encoding(body) == name


@pytest.mark.parametrize(
    ("text", "written", "declared"),
    [
        (CHINESE, "utf-8", None),
        (CHINESE, "utf-8-sig", None),
        (CHINESE, "utf-8", "utf-8"),
        (CHINESE, "gbk", None),
        (CHINESE, "gbk", "gb2312"),
        (CHINESE, "gb18030", "gb18030"),
        ("陶喆与朱镕基", "gbk", "gb2312"),
        (CHINESE, "utf-8", "gb2312"),
        (CHINESE, "gbk", "utf-8"),
        (CHINESE, "utf-8", "no-such-charset"),
        (CHINESE, "utf-8", "ascii"),
        (CHINESE, "utf-16", None),
        (TRADITIONAL, "big5", None),
        (TRADITIONAL, "big5", "big5"),
        (CHINESE, "utf-8-sig", "gbk"),
    ],
)
def test_decode(text: str, written: str, declared: str | None) -> None:
    assert decode(text.encode(written), declared) == text


def test_first_declared_name_that_fits_wins() -> None:
    assert detect_encoding(CHINESE.encode("gbk"), "utf-8", "gbk") == "gb18030"
    assert detect_encoding(b"plain", "iso-8859-1", "hex", "big5") == "utf-8"


@pytest.mark.parametrize("encoding", ["utf-8", "gbk"])
def test_page_cut_off_inside_its_last_character(encoding: str) -> None:
    assert decode((CHINESE[:-1] + "丙").encode(encoding)[:-1], encoding).startswith(CHINESE[:-1])


@pytest.mark.parametrize(
    "body",
    [
        b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 8,
        b"\xff\xd8\xff\xe0\x00\x10JFIF" + bytes(range(256)) * 8,
        b"PK\x03\x04" + bytes(range(256)) * 8,
        b"%PDF-1.4\n" + bytes(range(256)) * 8,
        b"\x1f\x8b\x08\x00" + bytes(range(256)) * 8,
    ],
)
def test_no_text(body: bytes) -> None:
    with pytest.raises(UndecodableError):
        decode(body)


NAMES = (None, "utf-8", "gb2312", "gbk", "big5", "iso-8859-1", "utf-16", "no-such-charset")


@pytest.mark.parametrize(
    "written",
    ["gb2312", "gbk", "gb18030", "big5", "big5hkscs", "utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be"],
)
@pytest.mark.parametrize("meta", NAMES)
@pytest.mark.parametrize("header", NAMES)
def test_whatever_is_declared(written: str, meta: str | None, header: str | None) -> None:
    text = TRADITIONAL if written.startswith("big5") else CHINESE
    for length in (len(text), 4):  # a page with next to no text, too
        declared = f'<meta charset="{meta}">' if meta else ""
        page = f"<html><head>{declared}<title>{text[:length]}</title></head><body><p>{text[:length]}</p></body></html>"
        body = page.encode(written)
        assert decode(body, header, declared_encoding(body)) == page


def test_mark_of_utf8_before_another_encoding() -> None:
    assert decode(b"\xef\xbb\xbf" + (CHINESE * 10).encode("gbk")) == CHINESE * 10


@pytest.mark.parametrize("written", ["utf-8", "gbk", "big5"])
def test_description_cut_inside_a_character(written: str) -> None:
    text = TRADITIONAL if written == "big5" else CHINESE
    cut = text.encode(written)[:5] if written == "utf-8" else text.encode(written)[:3]
    body = b'<meta content="' + cut + b'">' + text.encode(written) * 5
    found = decode(body, written)
    assert found.endswith(text * 5)
    assert "\ufffd" not in found


def test_replacement_characters_of_the_page_itself() -> None:
    assert decode("校长\ufffd\ufffd会见校友".encode()) == "校长会见校友"


def test_empty() -> None:
    assert decode(b"") == ""
