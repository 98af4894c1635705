"""Read who wrote, photographed and edited: credit lines at the end of an article, in its header, in brackets."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from itertools import zip_longest

from xjtunews.language.labels import fields, nobody, parse_labels
from xjtunews.language.words import alternation, column, rows

_SEPARATOR = re.compile(r"[、,，;；/&＆|｜]")
_BRACKETED = re.compile(r"[（(【\[]([^（()）【】\[\]]{2,80})[）)】\]]\Z")
_SHORT = re.compile(r"[\u3400-\u9fff]{2,4}\Z")
_FOREIGN = re.compile(r"[\u3400-\u9fff]+·[\u3400-\u9fff·]+\Z|[A-Za-z][A-Za-z.\- ]{1,40}\Z")
_TAKEN = re.compile(r"(.{2,40}?)\s?(?:摄|摄影|供图)")
_NO_NAME = re.compile(r"[_\s]?[A-Z]{0,4}\d|[（(]")  # a date, a count, an editor's number, a remark behind the names
_SENTENCE_MARK = re.compile(r"[。！？!?]|[^、,，;；\s]{25}")
_LONGEST_LINE, _LONGEST_LOOSE = 200, 40


@dataclass(frozen=True, slots=True)
class Credit:
    """Say that somebody did something for an article.

    ``name`` is the person, or the body itself where no person is named; ``organization`` the body, where one is given.
    """

    role: str
    name: str
    organization: str | None = None


@cache
def _surnames() -> tuple[frozenset[str], frozenset[str]]:
    names = [name for row in column("surnames.txt") for name in row.split()]
    return frozenset(n for n in names if len(n) == 1), frozenset(n for n in names if len(n) > 1)


@cache
def _common_surnames() -> frozenset[str]:
    """Return the hundred commonest family names: with another one, `宣传部` is a department, not a person."""
    return frozenset(column("surnames.txt")[0].split())


@cache
def _bodies() -> tuple[str, ...]:
    return column("bodies.txt")


@cache
def _credit_labels() -> dict[str, str]:
    return {label.replace(" ", ""): field for field, label in rows("labels.tsv") if field.startswith("credit:")}


@cache
def _loose_label() -> re.Pattern[str]:
    """Match a label without a colon, as brackets have it: ``记者 张三``, ``图文教育学院张三``."""
    return re.compile(rf"(?P<label>{alternation(_credit_labels())})(?P<gap>[\s:：/|｜]*)")


def is_body(word: str) -> bool:
    """Tell whether a word of a credit line is a department, a medium or a firm rather than a person.

    >>> is_body("党委宣传部"), is_body("内蒙古日报"), is_body("李栋"), is_body("白院")
    (True, True, False, False)
    """
    if word in _bodies() and len(word) > 1:
        return True
    if len(word) < 3 or not word.endswith(_bodies()):
        return False
    long_ending = word.endswith(tuple(body for body in _bodies() if len(body) > 1))
    return len(word) > 3 or long_ending or word[0] not in _common_surnames()


def split_names(value: str) -> list[tuple[str, str | None]]:
    """Return (name, organisation) for everybody that a credit's value names, in order.

    >>> split_names("党委宣传部 李栋,内蒙古日报")
    [('李栋', '党委宣传部'), ('内蒙古日报', '内蒙古日报')]
    >>> split_names("周 励 张三")
    [('周励', None), ('张三', None)]
    """
    named: list[tuple[str, str | None]] = []
    value = _NO_NAME.split(value, maxsplit=1)[0]
    for entry in _SEPARATOR.split(value.strip(" 。.:：")):
        words = [word for word in _join_split_names(entry.split()) if word not in fields() and not _is_post(word)]
        bodies = 0
        while bodies < len(words) - 1 and (is_body(words[bodies]) or (bodies == 0 and len(words[0]) > 4)):
            bodies += 1
        if bodies and not is_body(words[-1]):
            named += [(word, " ".join(words[:bodies])) for word in words[bodies:]]
        else:
            named += [(word, word if is_body(word) else None) for word in words]
    return [found for found in named if found[0].lower() not in nobody()]


def _is_post(word: str) -> bool:
    """Tell what a name's bearer is from the name: `南都记者 张三`."""
    return len(word) > 2 and word.endswith(("记者", "通讯员"))


def parse_credits(line: str) -> list[Credit]:
    """Return the credits of a line that is nothing but credits, or an empty list.

    >>> parse_credits("文字:党委宣传部 杨敏;苏州市科技局")[0]
    Credit(role='text', name='杨敏', organization='党委宣传部')
    >>> parse_credits("图片：两校领导合影。左起为校长与来宾，会谈在主楼举行")
    []
    """
    line = line.strip().rstrip("。")
    if len(line) > _LONGEST_LINE:
        return []
    inside = _BRACKETED.fullmatch(line)
    text = inside[1].strip() if inside else line
    found = parse_labels(text)
    if not found or found[0].start > 0 or not all(item.field.startswith("credit:") for item in found):
        return _loose_credits(text) if inside else []
    if any(_SENTENCE_MARK.search(item.value) for item in found):
        return []
    if any(item.field == "credit:photo" and not _names_only(item.value) for item in found):
        return []  # a caption: `图：签约仪式现场`
    return [credit for item in found for credit in credits_of(item.field, item.value)]


def credits_of(field: str, value: str) -> list[Credit]:
    """Return the credits of one label (``credit:ROLE,ROLE`` of ``data/labels.tsv``) and its value."""
    roles = field.removeprefix("credit:").split(",")
    return [Credit(role, name, body) for role in roles for name, body in split_names(value)]


def cut_credits(paragraph: str) -> tuple[str, list[Credit]]:
    """Cut a credit in brackets off the end of a paragraph: ``…合作。（记者 张三）``.

    >>> cut_credits("双方签约。（文/图 张三）")[0]
    '双方签约。'
    >>> cut_credits("以下简称西浦（西交利物浦大学）")
    ('以下简称西浦（西交利物浦大学）', [])
    """
    paragraph = paragraph.rstrip()
    match = _BRACKETED.search(paragraph)
    if match is None or match.start() == 0:
        return paragraph, []
    credits = parse_credits(match[0])
    return (paragraph[: match.start()].rstrip(), credits) if credits else (paragraph, [])


def _loose_credits(text: str) -> list[Credit]:
    """Read labels without a colon, as brackets have them: `记者 张三 摄影 李四`, `图文教育学院张三`."""
    matches = [m for m in _loose_label().finditer(text) if m.start() == 0 or text[m.start() - 1] in " 、,，;；"]
    if not matches or matches[0].start() > 0 or _SENTENCE_MARK.search(text):
        return _taken_by(text)
    found: list[Credit] = []
    for match, following in zip_longest(matches, matches[1:]):
        value = text[match.end() : following.start() if following else len(text)].strip(" 、,，;；")
        names = split_names(value)
        glued = not match["gap"]
        if not names or len(value) > _LONGEST_LOOSE or (glued and len(match["label"]) == 1):
            return []
        if not all(_is_person(name) or (not glued and _is_credited(name)) for name, _ in names):
            return []
        found += credits_of(_credit_labels()[match["label"]], value)
    return found


def _taken_by(text: str) -> list[Credit]:
    """Read who took a picture where that stands behind the name: `张三 摄`."""
    match = _TAKEN.fullmatch(text)
    names = split_names(match[1]) if match else []
    if not names or not all(_is_person(name) or is_body(name) for name, _ in names):
        return []
    return [Credit("photo", name, body) for name, body in names]


def _is_person(word: str) -> bool:
    return _is_name(word) or _ends_with_person(word)


def _is_credited(word: str) -> bool:
    return _SHORT.match(word) is not None or _FOREIGN.match(word) is not None or is_body(word)


def _names_only(value: str) -> bool:
    """Tell the people and bodies who took a picture from the words that say what it shows."""
    return all(body is not None or _is_name(name) or _FOREIGN.match(name) for name, body in split_names(value))


def _is_name(word: str) -> bool:
    single, compound = _surnames()
    return 2 <= len(word) <= 4 and (word[0] in single or word[:2] in compound)


def _ends_with_person(word: str) -> bool:
    """Tell whether a body and a person are glued together: ``教育学院张三``."""
    single, _ = _surnames()
    return any(is_body(word[:-n]) and word[-n] in single for n in (2, 3) if len(word) > n + 2)


def _join_split_names(words: list[str]) -> list[str]:
    """Join a name of two characters that was printed with a space to stand as wide as one of three."""
    joined: list[str] = []
    single, _ = _surnames()
    half = False
    for word in words:
        if half and len(word) == 1:
            joined[-1] += word
            half = False
        else:
            joined.append(word)
            half = len(word) == 1 and word in single
    return joined
