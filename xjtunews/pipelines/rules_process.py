"""Run the rules in a process of their own, some articles at a time: to hand over each by itself takes longer."""

from __future__ import annotations

import asyncio
import copyreg
import logging
import signal
from collections.abc import Callable, Sequence
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import fields
from multiprocessing import get_context
from operator import attrgetter
from typing import Any, TypeAlias

from xjtunews.language.agreements import Agreement
from xjtunews.language.comparison import Outline
from xjtunews.language.event_dates import EventDate
from xjtunews.language.facts import Appearance, Declared, Location, Participation, Reading, Scene
from xjtunews.language.figures import Figure
from xjtunews.language.kinds import Kind
from xjtunews.language.mentions import Passage
from xjtunews.language.places import Division
from xjtunews.language.reading import Document, read_document
from xjtunews.language.topics import Topic

logger = logging.getLogger(__name__)

#: How many articles are handed over together, and for how many seconds the first one waits for others.
_TOGETHER, _WAIT = 8, 0.05
#: With fewer such parcels on their way, the other process keeps up with the crawl.
_FEW = 12

#: What a reading has most of.
_FREQUENT = (
    Agreement,
    Appearance,
    Declared,
    Division,
    EventDate,
    Figure,
    Kind,
    Location,
    Participation,
    Passage,
    Scene,
    Topic,
)

_Found: TypeAlias = "asyncio.Future[Reading | None]"


class RulesProcess:
    """Read documents beside the process that crawls; what cannot be read there, for whatever reason, is read here."""

    def __init__(self) -> None:
        # Spawned, not forked: a copy of a running reactor would be none.
        self.pool = ProcessPoolExecutor(1, get_context("spawn"), initializer=_begin)
        self.alive = True
        self._handed_over = 0
        self._waiting: list[tuple[Document, _Found]] = []

    async def read(self, document: Document) -> Reading:
        """Return what the rules read in a document; what they raise is raised here."""
        loop = asyncio.get_running_loop()
        found: _Found = loop.create_future()
        self._waiting.append((document, found))
        if len(self._waiting) >= _TOGETHER:
            self._hand_over()
        elif len(self._waiting) == 1:
            loop.call_later(_WAIT, self._hand_over)
        return await found or read_document(document)

    def close(self) -> None:
        """End the process."""
        self.pool.shutdown()

    def _hand_over(self) -> None:
        documents = [document for document, _ in self._waiting]
        found = [future for _, future in self._waiting]
        self._waiting = []
        if not documents:
            return
        try:
            # Where little waits for the other process, it outlines them, too; else that is done here.
            outlined = self._handed_over < _FEW
            work = asyncio.get_running_loop().run_in_executor(self.pool, read_documents, documents, outlined)
        except BrokenProcessPool:
            self._give_up(found)
        else:
            self._handed_over += 1
            work.add_done_callback(lambda done: self._take_back(done, found))

    def _take_back(self, done: asyncio.Future[list[Reading | None]], found: list[_Found]) -> None:
        self._handed_over -= 1
        if done.cancelled() or done.exception() is not None:
            self._give_up(found)
        else:
            _give_back(found, done.result())

    def _give_up(self, found: list[_Found]) -> None:
        if self.alive:
            logger.warning("the process that runs the rules has ended; the crawl goes on without it")
        self.alive = False
        _give_back(found, [None] * len(found))


def _give_back(found: list[_Found], readings: Sequence[Reading | None]) -> None:
    for future, reading in zip(found, readings, strict=True):
        if not future.done():
            future.set_result(reading)


def read_documents(documents: Sequence[Document], outlined: bool = False) -> list[Reading | None]:
    """Return what the rules read in each document, with its outline if that is wanted.

    None where one breaks them, which costs the others nothing.
    """
    readings: list[Reading | None] = []
    for document in documents:
        try:
            reading = read_document(document)
            if outlined:
                reading.outline = Outline.of(document.title, document.body, document.published)
            readings.append(reading)
        except Exception:  # it is raised again where the document is read once more
            readings.append(None)
    return readings


def _begin() -> None:
    """Let the crawl decide what becomes of Ctrl-C, and send what is found as what it is made from.

    A frozen dataclass with slots is else sent, and set up again, field by field, which takes twice as long.
    """
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    for kind in _FREQUENT:
        copyreg.pickle(kind, _reducer(kind))


def _reducer(kind: type[Any]) -> Callable[[Any], tuple[type[Any], tuple[Any, ...]]]:
    """Return what reduces an object of this dataclass, of two fields or more, to its class and their values."""
    values = attrgetter(*(field.name for field in fields(kind)))
    return lambda found: (kind, values(found))
