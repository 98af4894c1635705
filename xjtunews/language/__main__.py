"""Show what the rules see in a text, and by which rule or word: ``python -m xjtunews.language TEXT_FILE``."""

from __future__ import annotations

import argparse
import json
import os
import re
import sys
from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path

from xjtunews.exceptions import ArgumentError, UndecodableError
from xjtunews.language.breadcrumbs import is_breadcrumb
from xjtunews.language.credits import parse_credits
from xjtunews.language.dates import parse_day, parse_published
from xjtunews.language.encoding import decode
from xjtunews.language.labels import parse_labels
from xjtunews.language.reading import read_text
from xjtunews.language.show import Text, as_document, as_text
from xjtunews.language.text import clean_line

_MARKUP = re.compile(r"\s*<(?:!DOCTYPE|html|head|body|div|p|meta|\?xml)\b", re.IGNORECASE)
_CONTROL = re.compile(r"[\x00\x7f-\x9f]")
#: How far down the header of a page that was pasted whole may reach.
_HEADER = 20


def main(arguments: Sequence[str] | None = None) -> int:
    """Read a text, print what was found in it, and return the exit code: 2 for what cannot be read."""
    parser = argparse.ArgumentParser(prog="python -m xjtunews.language", description=(__doc__ or "").partition(":")[0])
    parser.add_argument("text", nargs="?", default="-", help="a text file; `-` or nothing: standard input")
    parser.add_argument("--published", metavar="DATE", help="when it was published: completes dates without a year")
    parser.add_argument(
        "--home", metavar="NAME", action="append", default=[], help="the reporting university; give its full name first"
    )
    parser.add_argument("--json", action="store_true", help="print one JSON document, offsets included")
    options = parser.parse_args(arguments)
    try:
        text = read_plain(_read(options.text), _published(options.published))
        if not text.paragraphs:
            raise ArgumentError(f"{options.text}: there is no text in it")
    except (ArgumentError, UndecodableError) as error:
        sys.stderr.write(f"{parser.prog}: {error}\n")
        return 2
    reading = read_text(text.title, text.paragraphs, text.published, options.home)
    if options.json:
        shown = json.dumps(as_document(text, reading), ensure_ascii=False, indent=2) + "\n"
    else:
        shown = as_text(text, reading, colour=wants_colour(os.environ, sys.stdout.isatty()))
    try:
        sys.stdout.write(shown)
        sys.stdout.flush()
    except BrokenPipeError:  # `| head`: the interpreter would complain once more when it closes the pipe
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    return 0


def wants_colour(environment: Mapping[str, str], terminal: bool) -> bool:
    """Tell whether to print in colours.

    >>> wants_colour({}, True), wants_colour({"NO_COLOR": "1"}, True), wants_colour({}, False)
    (True, False, False)
    """
    return terminal and not environment.get("NO_COLOR") and environment.get("TERM") != "dumb"


def _read(name: str) -> str:
    try:
        body = sys.stdin.buffer.read() if name == "-" else Path(name).read_bytes()
    except OSError as error:
        raise ArgumentError(f"{name}: {error.strerror}") from None
    except ValueError:  # a name with a null character
        raise ArgumentError(f"{name!r} is no name of a file") from None
    try:
        text = decode(body)
    except UndecodableError as error:
        raise UndecodableError(f"{name}: {error}") from None
    if "\0" in text:
        raise ArgumentError(f"{name}: this is no text")
    if _MARKUP.match(text):
        raise ArgumentError(f"{name}: this is a web page; give the text of its article")
    return text


def _published(text: str | None) -> date | None:
    if text is None:
        return None
    found = parse_day(text)
    if found is None:
        raise ArgumentError(f"--published {text}: this is no date; write it as 2024-01-31")
    return found


def read_plain(text: str, published: date | None = None) -> Text:
    r"""Return title and paragraphs of a plain text; ``published`` overrides a date that stands in its header.

    The first line is the title where a blank one follows. The header of a labelled record (`标题: … 正文内容: …`) or of
    a page that was pasted whole (`当前位置: … >正文`, headline, `来源:… 日期:…`) is read by its labels.

    >>> read_plain("甲会见乙\n\n1月5日，甲会见乙。\n丙陪同。").title
    '甲会见乙'
    >>> read_plain("标题: 甲\n发布日期: 2024-01-25 14:46\n正文内容:\n乙。")
    Text(title='甲', paragraphs=('乙。',), published=datetime.date(2024, 1, 25))
    """
    lines = [clean_line(_CONTROL.sub("", line)) for line in text.splitlines()]
    title, printed, lines = _without_header(lines)
    while lines and not lines[0]:
        lines.pop(0)
    if not title and len(lines) > 1 and not lines[1]:
        title = lines.pop(0)
    day = parse_published(printed)
    paragraphs = tuple(line for line in lines if line and not parse_credits(line))
    return Text(title, paragraphs, published or (date.fromisoformat(day[:10]) if day else None))


def _without_header(lines: list[str]) -> tuple[str, str, list[str]]:
    """Return the title and the date that the labels at the top give, and the lines behind them."""
    title = printed = headline = ""  # the headline stands right above the labels
    begin, in_labels = 0, False
    for number, line in enumerate(lines[:_HEADER]):
        fields = _fields(line)
        if is_breadcrumb(line):
            headline, begin = "", number + 1
        elif "body" in fields:
            return title, printed, [fields["body"], *lines[number + 1 :]]
        elif "title" in fields or parse_published(fields.get("published", "")) or (fields and in_labels):
            title = title or fields.get("title", "") or headline
            printed = printed or fields.get("published", "")
            begin, in_labels = number + 1, True
        elif line and (in_labels or line.endswith("。")):
            break
        elif line:
            headline = line
    return title, printed, lines[begin:]


def _fields(line: str) -> dict[str, str]:
    """Return the labels of a line that begins with one, each with its value; `正文内容` has all that follows."""
    labels = parse_labels(line)
    if not labels or line[: labels[0].start].strip("【["):
        return {}
    if labels[0].field == "body":
        return {"body": line[labels[0].value_at :].strip()}
    fields = {label.field: label.value for label in labels if label.value}  # `发布日期: 日期：2024-01-25`
    if labels[0].field == "title":
        fields["title"] = line[labels[0].value_at : labels[0].end].strip()  # with the brackets that it begins with
    return dict.fromkeys((label.field for label in labels), "") | fields


if __name__ == "__main__":
    sys.exit(main())
