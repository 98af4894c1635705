"""Cut Chinese text into words with jieba, which learns the terms of our own lists."""

from __future__ import annotations

import re
import warnings
from collections.abc import Iterable, Iterator
from functools import cache, lru_cache
from math import log
from operator import itemgetter
from typing import Any

from xjtunews.language.words import column

#: The lists whose words jieba learns: name and column.
LISTS = (("topics.tsv", 1),)

# jieba's guesser of unknown words takes time that grows with the square of a run it does not know.
_PIECE = re.compile(r"[^，。；：！？、,;:!?\s]{0,200}+(?:.|\Z)", re.DOTALL)
_LATIN = re.compile(r"[A-Za-z0-9]{2}")
_CHINESE = re.compile(r"[\u4e00-\u9fd5]{2,}")
_LONGEST_WORD = 6  # longer ones are proverbs and full names
_LONGEST_STRETCH = 24


class Segmenter:
    """Cut texts with a dictionary of its own: jieba's, and ``extra`` words that are to stay whole.

    >>> [word for word, _, _ in Segmenter(["访企拓岗"]).words("访企拓岗行动")]
    ['访企拓岗', '行动']
    """

    __slots__ = ("_frequencies", "_places", "_tokenizer")

    def __init__(self, extra: Iterable[str] = ()) -> None:
        self._tokenizer = _new_tokenizer()
        for word in extra:
            if not word.isascii():  # jieba keeps letters together by itself, and would cut OpenAI for the sake of AI
                self._tokenizer.add_word(word)
        # Every beginning of a word is in it, too, with the frequency 0.
        self._frequencies: dict[str, int] = self._tokenizer.FREQ
        self._places = lru_cache(maxsize=16384)(self._cut_places)

    def words(self, text: str) -> list[tuple[str, int, int]]:
        """Return the words of ``text``, all of its characters included, each with its start and its end."""
        found: list[tuple[str, int, int]] = []
        start = 0
        for piece in _PIECE.findall(text):
            for word in self._tokenizer.cut(piece):
                found.append((word, start, start + len(word)))
                start += len(word)
        return found

    def known_words(self, text: str) -> list[str]:
        """Return the words of ``text`` that the dictionary has, those inside longer ones first; no single characters.

        These are what jieba's ``cut_for_search`` gives without its guesser of unknown words, in a third of the time.

        >>> segmenter().known_words("科技成果转化。")
        ['科技', '成果', '转化', '科技成果', '成果转化', '科技成果转化']
        """
        found: list[str] = []
        for run in _CHINESE.findall(text):
            start = 0
            for end in self._ends(run):
                if end - start > 1:
                    word = run[start:end]
                    if end - start > 2:
                        found += self._inner_words(word)
                    found.append(word)
                start = end
        return found

    def knows(self, word: str) -> bool:
        """Tell whether the dictionary has this word, so that every text with it is cut there, or around it."""
        return bool(self._frequencies.get(word))

    def is_words(self, text: str, start: int, end: int) -> bool:
        """Tell whether a stretch of ``text`` is one or more whole words, as 医院 is not in 其中医院.

        To cut a whole article takes ten times as long as to look at the places that matter. Two thirds of these are
        beyond doubt: no word of the dictionary reaches over either end. Where one does, only the stretch up to the
        next places that no word reaches over is cut, which gives the same words; such stretches are short and recur.
        """
        if not self._is_inside(text, start) and not self._is_inside(text, end):
            return True
        left, right = start, end
        while start - left < _LONGEST_STRETCH and self._is_inside(text, left):
            left -= 1
        while right - end < _LONGEST_STRETCH and self._is_inside(text, right):
            right += 1
        places = self._places(text[left:right])
        return start - left in places and end - left in places

    def _ends(self, run: str) -> list[int]:
        """Return where the words of a run end, cut in the likeliest way; of equals the longer word, as jieba does."""
        frequencies, total, last = self._frequencies, log(self._tokenizer.total), len(run)
        likelihood, ends = [0.0] * (last + 1), [0] * last
        for start in range(last - 1, -1, -1):
            end = start + 1
            frequency = frequencies.get(run[start])
            best, best_end = log(frequency or 1) - total + likelihood[end], end
            while frequency is not None and end < last:
                end += 1
                frequency = frequencies.get(run[start:end])
                if frequency:
                    value = log(frequency) - total + likelihood[end]
                    if value >= best:
                        best, best_end = value, end
            likelihood[start], ends[start] = best, best_end
        route, at = [], 0
        while at < last:
            at = ends[at]
            route.append(at)
        return route

    def _is_inside(self, text: str, place: int) -> bool:
        """Tell whether a word may reach over ``place``."""
        if place and _LATIN.match(text, place - 1):
            return True
        frequencies = self._frequencies
        last = len(text)
        for start in range(place - 1, max(-1, place - _LONGEST_WORD), -1):
            end = place + 1
            frequency = frequencies.get(text[start:end]) if end <= last else None
            while frequency == 0 and end < last:
                end += 1
                frequency = frequencies.get(text[start:end])
            if frequency:
                return True
        return False

    def _cut_places(self, text: str) -> frozenset[int]:
        places = [0]
        for word in self._tokenizer.cut(text, HMM=False):
            places.append(places[-1] + len(word))
        return frozenset(places)

    def _inner_words(self, word: str) -> Iterator[str]:
        for length in range(2, min(len(word), _LONGEST_WORD + 1)):
            for start in range(len(word) - length + 1):
                if self._frequencies.get(word[start : start + length]):
                    yield word[start : start + length]


def words(text: str) -> list[tuple[str, int, int]]:
    """Return the words of ``text``, all of its characters included, each with its start and its end.

    >>> words("校企合作，双赢")
    [('校企合作', 0, 4), ('，', 4, 5), ('双赢', 5, 7)]
    """
    return segmenter().words(text)


@cache
def segmenter() -> Segmenter:
    """Return the segmenter that knows the words of our own lists; the first call takes a third of a second."""
    return Segmenter(sorted({word for name, index in LISTS for word in column(name, index)}))


def _new_tokenizer() -> Any:
    """Return a tokenizer with jieba's dictionary, read from its file.

    jieba itself would keep the dictionary in a file in the directory for temporary files, under one name for all
    projects and users, and warn where it cannot.
    """
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # jieba imports pkg_resources where it finds it
        import jieba
    tokenizer = jieba.Tokenizer()
    with tokenizer.get_dict_file() as file:
        tokenizer.FREQ, tokenizer.total = _frequencies(file.read().decode())
    tokenizer.initialized = True
    return tokenizer


def _frequencies(dictionary: str) -> tuple[dict[str, int], int]:
    """Return what jieba's ``gen_pfdict`` makes of a dictionary, in half of the time: the words, and all beginnings.

    >>> _frequencies("交大 3 n 交通大学 5 n")
    ({'交': 0, '交通': 0, '交通大': 0, '交大': 3, '交通大学': 5}, 8)
    """
    cells = dictionary.split()
    words, numbers = cells[::3], list(map(int, cells[1::3]))
    frequencies: dict[str, int] = {}
    longer, length = words, 1
    while longer := [word for word in longer if len(word) > length]:
        frequencies.update(dict.fromkeys(map(itemgetter(slice(length)), longer), 0))
        length += 1
    frequencies.update(zip(words, numbers, strict=True))
    return frequencies, sum(numbers)
