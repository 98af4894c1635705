"""Tell the spam mirror of an article from the article alone, before any original is known.

A mirror takes the pages of a university and puts a gambling brand into the title or in the place of a name, a run of
search words below the text, or converts the characters so that a search engine takes the text for a new one.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

from xjtunews.language.comparison import count_pinyin, count_syllables
from xjtunews.language.organizations import type_of
from xjtunews.language.text import clean_line, fold, is_traditional, simplify
from xjtunews.language.words import alternation, rows

#: How much each sign says; an article with this sum is a mirror. What honest sites have now and then counts for less.
_WEIGHTS = {
    "keyword-tail": 2.0,
    "spam-links": 2.0,
    "title-brand": 2.0,
    "brand-as-name": 2.0,
    "pinyin-tails": 2.0,
    "lost-characters": 1.0,
    "injected": 1.0,
    "recast": 1.0,
    "translated": 2.0,
    "spun": 2.0,
    "converted": 1.0,
    "title-suffix": 0.5,
    "doubled-marks": 0.5,
    "unknown-host": 0.5,
    "borrowed-path": 1.0,
}
_ENOUGH = 2.0
#: The signs whose evidence is the brand itself.
_BRANDS = frozenset(("title-brand", "title-suffix", "brand-as-name"))
#: A mirror's run of search words has no mark for so long, prose one every twenty or thirty characters.
_TAIL_LENGTH, _TAIL_MARKS, _TAIL_WORD = 150, 100, 15
#: A brand that stands in the text once may be reported on; a link farm has so many lines below the text.
_TWICE, _LINKS, _FEWEST = 2, 3, 3
#: Syllables without a tone behind so many characters: a lesson in reading has fewer in an article.
_MANY = 12
#: Of a spinner's words, memories of an old teacher have three or four.
_SPUN = 6
_LONGEST_EVIDENCE = 60
#: How many runs of words and figures to remember: 平台, 2024 and the like stand in every article.
_RUNS = 8192

_PUNCTUATION = re.compile(r"[，。、；：！？,.;:!?/—（）()]")
# Taken whole: of a long run of letters, no shorter parts are tried.
_LATIN = r"[a-z0-9]{1,16}+"
_BETWEEN = r"[\s·.\-—_()（）]{0,2}"
_SUFFIX = re.compile(r"(?<=\S)\s?[-_|｜—–]{1,2}\s?(?P<suffix>[^-_|｜—–]{2,30})\Z")
_SITE = re.compile(
    r"(?:网|网站|新闻|频道|中心|在线|门户|首页|大学|学院|学校|政府|委员会|报|日报|晚报|电视台|客户端|资讯|快讯|研究院|公司|集团|局|厅|部|处|系|会|版|专题|文章|正文)\Z"
)
_INVITATION = re.compile(r"(?:官网|官方|平台|全站|网页版|首页)[^\s]{0,8}(?:入口|登[录陆]|注册|下载|app|网址|投注)")
_LOST = re.compile(r"[\u4e00-\u9fff](?:\?{2,}|？{2,}|\ufffd|[\ue000-\uf8ff])|\?[;⒚][^\s]")
_INJECTED = re.compile(
    r"(?<=[\u4e00-\u9fff])(?:[\u0400-\u04ff\u2300-\u245f\u2500-\u25ab\u25b3-\u25c5\u25c8-\u25cd\u25d0-\u2bff㊀-㋿ζξψ\U0001f300-\U0001faff]+"
    r"(?=[\u4e00-\u9fff])|[\U0001f000-\U0001faff\u200d\ufe0f\u2600-\u27bf]+(?=[\u4e00-\u9fff，。、；：,]))"
)
# Without any of these signs, which are found at once, nothing was lost or injected.
_MARRED = re.compile("[?？\ufffd\ue000-\uf8ff]")
_STRANGE = re.compile("[ζξψ\u0400-\u04ff\u200d\u2300-\u2bff\u3280-\u32ff\ufe0f\U0001f000-\U0001faff]")
# 某某体育馆, 某某足球学校: a brand with what it offers goes on otherwise.
_GENUINE = re.compile(
    r"(?<=[育球乐戏竞])(?:馆|局|场|学[校院]|系|部[，。、]|课|教|大学|中心|总局|赛|产业|事业|文化|运动|俱乐部|代表)"
)
# 某某体育-(中国)官方网站: so no body calls its site.
_OF_CHINA = re.compile(r"[(（]中国[)）]\s?(?:官方|官网|有限|网站|登[录陆]|首页)")
_MIXED = re.compile(r"[a-z]\d|\d[a-z]")
_ACCOUNT = re.compile(r"[a-z]{2}\d{3}|\d{3}[a-z]{2}")
# 0638, 4688: no year, and no number of people.
_CODE = re.compile(r"(?<!\d)(?!(?:19|20)\d\d(?!\d))\d{3,5}(?!\d)")
# Addresses as the two systems make them that most Chinese universities have.
_SCHOOL_PATH = re.compile(r"/info/\d{3,5}/\d+\.html?$|/\d{4}/\d{4}/c\d+a\d+/page\.html?$")
# 经理人, 经理层: a word of its own.
_NO_OFFICE = ("人", "层", "班", "培训")
_NOISE = re.compile(r"(?=[0-9A-Z]*\d)(?=[0-9A-Z]*[A-Z])[0-9A-Z]{4,8}")
# 西安交通大学, translated into English and back.
_TRANSLATED = re.compile(
    r"(?<![a-z])xi(?:['’]?an)?\s?(?=(?:交通|工业|理工|电子|外国|建筑|财经)[\u4e00-\u9fff]{0,4}大学)"
)
_DOUBLED = re.compile(r"[，,][,，。]|[。][,，。]|、、|；；")


@dataclass(frozen=True, slots=True)
class Sign:
    """Hold one thing that a mirror shows, and the words that show it."""

    sign: str
    evidence: str


@dataclass(frozen=True, slots=True)
class Spam:
    """Hold what shows an article to stand on a mirror; of one that does not, nothing."""

    signs: tuple[Sign, ...] = ()

    @property
    def brands(self) -> tuple[str, ...]:
        """Return the brands in it, which are no names of anybody."""
        return tuple(dict.fromkeys(sign.evidence for sign in self.signs if sign.sign in _BRANDS))


@cache
def _words(*kinds: str) -> str:
    return alternation(word for row in rows("spam_words.tsv") if row[0] in kinds for word in row[1].split())


@cache
def _brand() -> re.Pattern[str]:
    """Match a brand with all that stands round it: letters, figures, what it offers and what one is to do there."""
    words = _words("brand", "maybe", "field", "lure")
    filler = _words("filler")
    first = "".join(sorted({word[0] for word in words.split("|")} | {"中", "澳"}))  # looked for before whole words are
    part = rf"(?:{words}|{_LATIN})"
    return re.compile(
        rf"(?=[a-z0-9{first}])(?<![a-z0-9])(?:中国|澳门)?{part}(?:{_BETWEEN}(?:西汉姆联|中国|{part}|{filler})){{0,8}}"
    )


@cache
def _sign_of_brand() -> re.Pattern[str]:
    """Match a word without which nothing is a brand: quicker to look for."""
    return re.compile(_words("brand", "maybe", "lure"))


@cache
def _kind(kind: str) -> re.Pattern[str]:
    """Match a word of one kind; one in letters is a whole one."""
    words = [word for row in rows("spam_words.tsv") if row[0] == kind for word in row[1].split()]
    others = alternation(word for word in words if not word.isascii())
    letters = alternation(word for word in words if word.isascii())
    # Where no word is in letters, the search goes from one first character to the next.
    return re.compile(rf"(?<![a-z0-9])(?:{letters})(?![a-z0-9])|{others}" if letters else others)


def find_brands(text: str) -> Iterator[tuple[int, int]]:
    """Yield where brands of gambling sites stand, with all that belongs to them.

    One is known by its name, or by what it offers or asks to do beside letters and figures or another such word:
    a system where one has to log in, or a sports centre, is none.

    >>> text = "bat365官网登录入口党委书记会见云顶体育一行，参观体育中心，登录OA平台"
    >>> [text[start:end] for start, end in find_brands(text)]
    ['bat365官网登录入口', '云顶体育']
    """
    lower = simplify(text).lower()
    if len(lower) != len(text) or not _sign_of_brand().search(lower):
        return
    for match in _brand().finditer(lower):
        if _is_brand(match[0]) and not _GENUINE.match(lower, match.end()):
            yield match.span()


def is_offer(text: str) -> bool:
    """Tell whether a text has a word of what gambling sites offer, or ask to do.

    >>> is_offer("鑫悦来官网"), is_offer("苏州市人民政府")
    (True, False)
    """
    return any(_kind(kind).search(text) for kind in ("brand", "field", "lure"))


def is_offer_alone(text: str) -> bool:
    """Tell whether a text for comparison is made of such words alone, as no name of anybody is.

    >>> is_offer_alone("乐鱼手机官方"), is_offer_alone("米兰平台米兰中国"), is_offer_alone("米兰理工大学")
    (True, True, False)
    """
    if _brand().fullmatch(text) is None:
        return False
    if _kind("maybe").search(text) is None:
        return False
    return bool(_kind("lure").search(text) or _kind("field").search(text) or text.endswith("中国"))


def is_site(text: str) -> bool:
    """Tell whether a text has what only the names of such sites have, and no body's.

    >>> [is_site(text) for text in ("吕氏贵宾官方网站", "威廉希尔", "国家体育总局")]
    [True, True, False]
    """
    return any(_kind(kind).search(text) for kind in ("brand", "adult", "site"))


@lru_cache(_RUNS)
def _is_brand(run: str) -> bool:
    if _kind("brand").search(run):
        return True
    rest = run
    counts = Counter[str]()
    for kind in ("lure", "field", "maybe", "filler"):
        rest, counts[kind] = _kind(kind).subn(" ", rest)
    letters = _MIXED.search(rest) is not None
    if counts["maybe"] and ((counts["filler"] and letters) or (counts["lure"] and _CODE.search(rest))):
        return True
    if counts["maybe"] and _ACCOUNT.search(rest):
        return True
    if counts["field"] and (counts["maybe"] or (letters and counts["lure"]) or _OF_CHINA.search(run)):
        return True
    return counts["lure"] > 1 and (counts["field"] > 0 or counts["maybe"] > 0 or letters)


def is_keyword_tail(text: str) -> bool:
    """Tell a mirror's run of search words from prose, by the marks that it lacks."""
    if len(text) < _TAIL_LENGTH:
        return False
    if text.count("|") * _TAIL_WORD > len(text):
        return True
    if text.count(" ") * _TAIL_WORD > len(text):
        return False  # names in a table, English
    return len(_PUNCTUATION.findall(text)) * _TAIL_MARKS < len(text)


def find_spam(
    title: str,
    paragraphs: Sequence[str],
    *,
    headings: Sequence[str] = (),
    below: Sequence[str] = (),
    url: str | None = None,
    host_is_known: bool = True,
) -> Spam:
    """Return what shows that an article stands on a mirror.

    ``headings`` are titles that the page shows beside the headline, such as the browser's; ``below`` are the lines
    under the text. A host that nobody knows says little by itself, more where its addresses are those of a university's
    system.

    >>> found = find_spam("甲校与乙市签约", ["双方签约。"], headings=["甲校与乙市签约-yb亚博全站首页"])
    >>> found.signs[0], found.brands
    (Sign(sign='title-brand', evidence='yb亚博全站首页'), ('yb亚博全站首页',))
    """
    signs: list[Sign] = []
    for heading in (title, *headings):
        found = (
            _brands_in(heading)
            or _invites(heading, title)
            or [match[0] for match in _kind("adult").finditer(heading.lower())][:1]
        )
        signs += [Sign("title-brand", brand) for brand in found]
        suffix = "" if found else _foreign_suffix(heading, title)
        if suffix:
            signs.append(Sign("title-suffix", suffix))
    body = "\n".join(paragraphs)
    counts = Counter(_brands_in(body))
    if sum(counts.values()) >= _TWICE or any(sign.sign == "title-brand" for sign in signs):
        signs += [Sign("brand-as-name", brand) for brand in counts]
    signs += _signs_below(paragraphs, below)
    signs += _signs_in(body, paragraphs)
    if not host_is_known and url is not None:
        signs.append(Sign("unknown-host", url))
        if _SCHOOL_PATH.search(url):
            signs.append(Sign("borrowed-path", url))
    if sum(_WEIGHTS[sign] for sign in {sign.sign for sign in signs}) < _ENOUGH:
        return Spam()
    return Spam(tuple(dict.fromkeys(signs)))


def _brands_in(text: str) -> list[str]:
    return [text[start:end] for start, end in find_brands(text)]


def _invites(heading: str, title: str) -> list[str]:
    """Return what stands behind the headline where that asks to log in to something: no site of news does."""
    suffix = _foreign_suffix(heading, title)
    return [suffix] if _INVITATION.search(suffix.lower()) else []


def _foreign_suffix(heading: str, title: str) -> str:
    """Return what stands behind the headline and does not look like the name of a site or an institution."""
    match = _SUFFIX.search(clean_line(heading))
    if match is None or match.start() < 4 or _SITE.search(match["suffix"]) or type_of(match["suffix"]):
        return ""
    headline = fold(heading)[: -len(fold(match["suffix"]))]
    return match["suffix"] if fold(title) and headline.startswith(fold(title)) else ""


def _signs_below(paragraphs: Sequence[str], below: Sequence[str]) -> Iterator[Sign]:
    for line in (*paragraphs[-3:], *below):
        if is_keyword_tail(line) and (line not in paragraphs or _kind("trade").search(line.lower())):
            yield Sign("keyword-tail", line[:_LONGEST_EVIDENCE])
            break
    pool = [line for line in (*paragraphs[:2], *paragraphs[-3:], *below) if _is_pool(line)]
    if pool:
        yield Sign("spam-links", pool[0][:_LONGEST_EVIDENCE])
    spam = [line for line in below if len(line) < _LONGEST_EVIDENCE and _is_spam_link(line)]
    if len(set(spam)) >= _LINKS:
        yield Sign("spam-links", " ".join(dict.fromkeys(spam))[:_LONGEST_EVIDENCE])


def _is_pool(line: str) -> bool:
    """Tell a line of what link farms and adult sites put round an article."""
    words = {match[0] for match in _kind("pool").finditer(line.lower())}
    return "蜘蛛池" in words or (len(words) >= _TWICE and "。" not in line)


def _is_spam_link(line: str) -> bool:
    return bool(_kind("trade").search(line.lower()) or _kind("adult").search(line.lower()) or _brands_in(line))


def _signs_in(body: str, paragraphs: Sequence[str]) -> Iterator[Sign]:
    """Yield what conversion and transport did to the text."""
    if count_pinyin(body) >= _FEWEST or count_syllables(body) >= _MANY:
        start = body.find("(")
        yield Sign("pinyin-tails", body[max(0, start - 6) : start + 8])
    if is_traditional(body):
        yield Sign("converted", body[:20])
    lost = _LOST.findall(body) if _MARRED.search(body) else []
    if len(lost) >= _FEWEST:
        yield Sign("lost-characters", " ".join(lost[:3]))
    injected = [match[0] for match in _INJECTED.finditer(body)] if _STRANGE.search(body) else []
    injected += [line for line in paragraphs if _NOISE.fullmatch(line)]
    if len(injected) >= _FEWEST or any(_NOISE.fullmatch(line) for line in injected):
        yield Sign("injected", " ".join(injected[:3]))
    translated = _TRANSLATED.findall(body.lower())
    if len(translated) >= _FEWEST:
        yield Sign("translated", translated[0])
    recast = [match[0] for match in _kind("recast").finditer(body) if not body.startswith(_NO_OFFICE, match.end())]
    if recast:
        yield Sign("recast", recast[0])
    spun = {match[0] for match in _kind("spun").finditer(body)}
    if len(spun) >= _SPUN:
        yield Sign("spun", " ".join(sorted(spun)[:3]))
    doubled = _DOUBLED.findall(body)
    if len(doubled) >= _FEWEST:
        yield Sign("doubled-marks", " ".join(doubled[:3]))
