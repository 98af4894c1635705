"""Know which hosts are trusted to have an article first: ``hosts.tsv``."""

from __future__ import annotations

from functools import cache, lru_cache
from importlib.resources import files

#: How many hosts to remember.
_HOSTS = 4096


@cache
def _groups() -> tuple[tuple[str, ...], ...]:
    text = (files(__package__) / "hosts.tsv").read_text("utf-8")
    lines = (line.split("\t") for line in text.splitlines() if line and not line.startswith("#"))
    return tuple(tuple(domains.split()) for _, domains in lines)


@cache
def _ranks() -> dict[str, int]:
    return {domain: rank for rank, domains in enumerate(_groups()) for domain in domains}


@lru_cache(_HOSTS)
def trust(host: str) -> int:
    """Return how far a host is trusted: 0 for those of the first group in ``hosts.tsv``, more for the others.

    >>> trust("news.xjtu.edu.cn") < trust("www.pku.edu.cn") < trust("www.xa.gov.cn") < trust("www.example.com")
    True
    """
    ranks = _ranks()
    parts = host.lower().split(".")
    found = (ranks.get(".".join(parts[start:])) for start in range(len(parts)))
    return next((rank for rank in found if rank is not None), len(_groups()))


def is_trusted(host: str) -> bool:
    """Tell whether a host stands in ``hosts.tsv``, or below one that does.

    >>> is_trusted("news.xjtu.edu.cn"), is_trusted("www.example.com")
    (True, False)
    """
    return trust(host) < len(_groups())
