"""Judge how a run read: for each site the share of articles in which a field is filled, and what its rules found.

A site that changes its pages does not fail, it falls silent: a rule that found every headline finds none any more, a
field is empty from one day to the next. Each site's file says how full its fields have to be, and a run below says so.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from xjtunews.sites.layout import Layout, Site

#: The fields whose share of filled ones tells whether a site still looks as its layout says.
COVERED = ("title", "published", "section", "source", "views", "body", "credits", "passages")
#: The fields of a layout that rules are counted for.
RULED = ("title", "published", "section", "source", "body")
_EMPTY: tuple[object, ...] = (None, "", [])
_MOST_NAMED = 3

Report = dict[str, Any]


@dataclass(slots=True)
class SiteHealth:
    """Count what a run read of one site; ``rules`` holds the hits of each rule, by field."""

    articles: int = 0
    filled: Counter[str] = field(default_factory=Counter)
    layouts: Counter[str] = field(default_factory=Counter)
    rules: dict[str, Counter[str]] = field(default_factory=dict)
    outcomes: Counter[str] = field(default_factory=Counter)
    links: Counter[str] = field(default_factory=Counter)

    def count_article(self, article: Any) -> None:
        """Count an article that was stored."""
        self.articles += 1
        self.layouts[article.layout or ""] += 1
        self.filled.update(name for name in COVERED if getattr(article, name) not in _EMPTY)

    def count_rule(self, key: str, hits: int) -> None:
        """Count a rule by the key that itemloaders gives it: ``parser/FIELD/xpath/RULE``."""
        parts = key.split("/", 3)
        if len(parts) == 4 and parts[0] == "parser":
            self.rules.setdefault(parts[1], Counter())[parts[3]] += hits

    def add_silent_rules(self, layouts: Iterable[Layout]) -> None:
        """Note the rules of the layouts that were never tried, because one before them always hit, with no hits."""
        for layout in layouts:
            for name in RULED:
                found = self.rules.setdefault(name, Counter())
                for rule in getattr(layout, name):
                    found[rule] += 0

    def report(self, floors: Mapping[str, float] | None, fewest: int) -> Report:
        """Return what was counted, as the table ``runs`` keeps it; floors count from ``fewest`` articles on."""
        fields: dict[str, Report] = {}
        for name in COVERED:
            share = round(self.filled[name] / self.articles, 3) if self.articles else None
            floor = (floors or {}).get(name)
            judged = floor is not None and share is not None and self.articles >= fewest
            fields[name] = {"share": share, "floor": floor, "below": int(judged and share < floor)}  # type: ignore
            fields[name]["rules"] = dict(sorted(self.rules.get(name, Counter()).items()))
        counts = ("layouts", "outcomes", "links")
        return {"articles": self.articles, "fields": fields} | {
            c: dict(sorted(getattr(self, c).items())) for c in counts
        }


def judge(reports: Mapping[str, Report], before: Mapping[str, Report]) -> Iterator[str]:
    """Yield a line for each field that is below its floor: which, by how much, and which rules died.

    ``before`` holds the last report of each site with enough articles: a rule that hit then and does not now is dead.

    >>> rules = {"//h1": 0, "//h2": 0}
    >>> now = {"articles": 50, "fields": {"title": {"share": 0.1, "floor": 0.98, "below": 1, "rules": rules}}}
    >>> then = {"articles": 50, "fields": {"title": {"rules": {"//h1": 50}}}}
    >>> list(judge({"whu": now}, {"whu": then}))
    ['whu: title is filled in 10% of 50 articles, the floor is 98%; dead: //h1 (50 hits before)']
    >>> list(judge({"whu": now}, {}))
    ['whu: title is filled in 10% of 50 articles, the floor is 98%; without a hit: //h1, //h2']
    """
    for site, report in reports.items():
        for name, found in report["fields"].items():
            if found["below"]:
                share = f"{name} is filled in {found['share']:.0%} of {report['articles']} articles"
                then = before.get(site, {}).get("fields", {}).get(name, {}).get("rules", {})
                yield f"{site}: {share}, the floor is {found['floor']:.0%}; {_dead_rules(found['rules'], then)}"


def _dead_rules(now: Mapping[str, int], then: Mapping[str, int]) -> str:
    hits = {rule: number for rule, number in then.items() if number and not now.get(rule)}
    if hits:
        most = sorted(hits, key=lambda rule: (-hits[rule], rule))[:_MOST_NAMED]
        return "dead: " + ", ".join(f"{rule} ({hits[rule]} hits before)" for rule in most)
    silent = [rule for rule, number in now.items() if not number]
    if silent:
        return "without a hit: " + ", ".join(silent[:_MOST_NAMED])
    return "no rule died, each finds less" if now else "no rule was tried for it"


def table(health: Report) -> Iterator[str]:
    """Yield the lines of a table that shows a run: a row a site and field, marked where it is below its floor."""
    for site, report in health["sites"].items():
        yield f"{site:<16}{report['articles']:>6} articles  {_counts(report['layouts'])}"
        if report["articles"]:
            for name, found in report["fields"].items():
                floor = f"floor {found['floor']:.0%}" if found["floor"] is not None else ""
                mark = "BELOW" if found["below"] else ""
                yield f"  {name:<14}{found['share']:>6.0%}  {floor:<11}{mark}".rstrip()
        for label in ("links", "outcomes"):
            if report[label]:
                yield f"  {label:<14}{_counts(report[label])}"
    if health["skipped"]:
        yield f"{'skipped':<16}{_counts(health['skipped'])}"


def rule_table(health: Report) -> Iterator[str]:
    """Yield a line for each rule of each site and field, with its hits; those without any are marked."""
    for site, report in health["sites"].items():
        for name, found in report["fields"].items():
            for rule, hits in found["rules"].items():
                yield f"{site:<16}{name:<10}{hits:>6} {'   ' if hits else '(0)'} {rule}"


def _counts(counts: Mapping[str, int]) -> str:
    return ", ".join(f"{name} {number}" for name, number in counts.items())


def outcome(status: str, reason: str | None) -> str | None:
    """Return under what an address that brought no article is counted, None for one that is nothing amiss.

    >>> outcome("refused", "no-text"), outcome("out-of-scope", "mp.weixin.qq.com is not …"), outcome("fetched", None)
    ('refused: no-text', 'out-of-scope', None)
    """
    if status in ("refused", "failed"):
        return f"{status}: {(reason or '').split(':')[0]}"
    return None if status in ("fetched", "not-modified", "same-article") else status


def floors_of(site: Site | None) -> Mapping[str, float] | None:
    """Return the floors of a site's file, None for a host that has no file."""
    return site.floors if site else None
