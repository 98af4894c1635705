"""Read the arguments of a crawl: seeds, days, numbers."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from xjtunews.exceptions import ArgumentError, SeedError
from xjtunews.language.dates import parse_day
from xjtunews.sites.addresses import canonical_url

_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]+:")
SUFFIXES = frozenset((".html", ".htm", ".shtml", ".txt"))


@dataclass(frozen=True, slots=True)
class Seed:
    """Hold one place to begin at: an address, or a file; ``error`` says why it cannot be read."""

    text: str
    url: str | None = None
    path: Path | None = None
    error: str | None = None


def parse_seeds(argument: str) -> list[Seed]:
    """Return the seeds that ``argument`` lists, separated by commas; a bad one carries its error.

    A seed is an http(s) address, a saved page, a text document, a directory of such files, or ``@FILE`` with one seed a
    line (``#`` begins a comment).
    """
    return [seed for text in argument.split(",") if text.strip() for seed in _expand(text.strip())]


def parse_columns(argument: str) -> list[Seed]:
    """Return the columns whose first pages ``argument`` lists, separated by commas.

    :raises ArgumentError: if it names none, or something that is no address.
    """
    columns = [Seed(text.strip(), url=_column(text.strip())) for text in argument.split(",") if text.strip()]
    if not columns:
        raise ArgumentError(f"columns={argument} names no column; give addresses of list pages")
    return columns


def _column(text: str) -> str:
    try:
        if "://" not in text:
            raise SeedError("this is no complete address")
        return _address(text)
    except SeedError as error:
        raise ArgumentError(f"columns={text}: {error}") from error


def _expand(text: str, depth: int = 0) -> Iterator[Seed]:
    try:
        if text.startswith("@"):
            yield from _listed(text, depth)
        elif "://" in text or (_SCHEME.match(text) and not Path(text).exists()):
            yield Seed(text, url=_address(text))
        else:
            yield from _files(text)
    except (SeedError, OSError) as error:
        yield Seed(text, error=_reason(error))


def _listed(text: str, depth: int) -> Iterator[Seed]:
    path = Path(text[1:])
    if depth > 3:
        raise SeedError("seed lists name one another without end")
    try:
        lines = path.read_text("utf-8-sig").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise SeedError(f"cannot read the list of seeds: {_reason(error)}") from error
    for line in lines:
        seed = line.split(" #")[0].strip()
        if seed and not seed.startswith("#"):
            yield from _expand(seed, depth + 1)


def _address(text: str) -> str:
    scheme = text.partition(":")[0].lower()
    if scheme not in ("http", "https"):
        raise SeedError(f"unknown scheme {scheme}://; only http and https addresses can be crawled")
    url = canonical_url(text) if "." in text or "localhost" in text else None
    if url is None:
        raise SeedError("this is no complete address")
    return url


def _files(text: str) -> Iterator[Seed]:
    path = Path(text).expanduser()
    if path.is_dir():
        found = sorted(p for p in path.rglob("*") if p.suffix.lower() in SUFFIXES and p.is_file())
        if not found:
            raise SeedError("the directory holds no .html, .htm or .txt file")
        yield from (Seed(str(file), path=file) for file in found)
    elif not path.exists():
        raise SeedError("no such file or directory")
    else:
        yield Seed(text, path=path)


def read_seed(path: Path, limit: int) -> bytes:
    """Return the bytes of a seed file.

    :raises SeedError: if it is empty, larger than ``limit`` bytes, or cannot be read.
    """
    try:
        if path.stat().st_size > limit:
            raise SeedError(f"the file is larger than DOWNLOAD_MAXSIZE ({limit} bytes)")
        body = path.read_bytes()
    except OSError as error:
        raise SeedError(_reason(error)) from error
    if not body.strip():
        raise SeedError("the file is empty")
    return body


def parse_bound(name: str, text: str | None) -> date | None:
    """Return the day that an argument gives, None where it is not given.

    :raises ArgumentError: if it is no date.
    """
    if text is None:
        return None
    day = parse_day(text)
    if day is None:
        raise ArgumentError(f"{name}={text} is no date; write it as 2024-01-31")
    return day


def parse_number(name: str, text: str | int | None) -> int | None:
    """Return the positive number that an argument gives, None where it is not given.

    :raises ArgumentError: if it is anything else.
    """
    if text is None:
        return None
    if not str(text).isdecimal() or int(text) < 1:
        raise ArgumentError(f"{name}={text} is no positive number; write it as {name}=20")
    return int(text)


def _reason(error: Exception) -> str:
    return error.strerror.lower() if isinstance(error, OSError) and error.strerror else str(error)
