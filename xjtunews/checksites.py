"""Check what each site's file says of itself, and that its recorded pages still read as somebody accepted them."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from pkgutil import iter_modules

from xjtunews import sites
from xjtunews.cases import DOCUMENTS, expected_path, find_cases, observe, url_of
from xjtunews.exceptions import XjtunewsError
from xjtunews.health import COVERED
from xjtunews.sites.addresses import host_of, in_domains
from xjtunews.sites.layout import Site

#: A site's file declares; one with more lines has code in it, or layouts that belong in a file of theirs.
MOST_LINES = 34
_HOST = re.compile(r"[a-z0-9-]+(?:\.[a-z0-9-]+)+")


@dataclass(frozen=True, slots=True)
class SiteFile:
    """Hold a site and the file that declares it."""

    path: Path
    site: Site


def site_files() -> list[SiteFile]:
    """Return every site with its file, in the order of their names."""
    found = []
    for folder in sites.__path__:
        for module in iter_modules([folder]):
            site = getattr(import_module(f"{sites.__name__}.{module.name}"), "SITE", None)
            if site is not None:
                found.append(SiteFile(Path(folder) / f"{module.name}.py", site))
    return sorted(found, key=lambda file: file.site.name)


def check_files(files: Iterable[SiteFile]) -> Iterator[str]:
    """Yield a line for everything that the files of the sites say amiss."""
    owners: dict[str, str] = {}
    for file in files:
        for problem in check_file(file):
            yield f"{file.path.name}: {problem}"
        for domain in file.site.domains:
            other = owners.setdefault(domain, file.site.name)
            if other != file.site.name:
                yield f"{file.path.name}: {domain} belongs to {other} already"


def check_file(file: SiteFile) -> Iterator[str]:
    """Yield what is amiss in one file: names that do not agree, hosts outside its domains, floors that mean nothing."""
    site = file.site
    lines = len(file.path.read_text("utf-8").splitlines())
    if lines > MOST_LINES:
        yield f"has {lines} lines, more than {MOST_LINES}; layouts can have a file of their own"
    if site.name != file.path.stem:
        yield f'name="{site.name}" is not the name of the file'
    if not site.names or not all(name.strip() for name in site.names):
        yield "names no university: names=(full name, short names …)"
    if not site.domains:
        yield "names no domain"
    for domain in site.domains:
        if not _HOST.fullmatch(domain):
            yield f"domain {domain} is no host in lower case"
    if not site.columns:
        yield "names no column to begin at"
    for column in site.columns:
        if not in_domains(column, site.domains) or not column.startswith(("http://", "https://")):
            yield f"column {column} is no address in its domains"
        elif (site.scheme or {}).get(host_of(column), column.partition(":")[0]) != column.partition(":")[0]:
            yield f"column {column} does not begin as scheme says"
    for host in site.scheme or {}:
        if not in_domains(f"http://{host}/", site.domains):
            yield f"scheme names {host}, which is not in its domains"
    for name, floor in (site.floors or {}).items():
        if name not in COVERED or not 0 < floor <= 1:
            yield f"floor {name}={floor} is none; fields are {', '.join(COVERED)}, shares between 0 and 1"


def check_cases(file: SiteFile, root: Path) -> tuple[int, list[str]]:
    """Return how many recorded pages below ``root`` are of a site, and a line for each that reads otherwise by now."""
    number, problems = 0, []
    for case in find_cases(root):
        if case.relative_to(root).parts[0] == DOCUMENTS or not in_domains(url_of(root, case), file.site.domains):
            continue
        number += 1
        expected = json.loads(expected_path(case).read_text("utf-8"))
        if not expected["accepted"]:
            problems.append(f'{expected_path(case)}: nobody has accepted its values; read them, and set "accepted"')
        try:
            found = observe(root, case)
        except XjtunewsError as error:
            problems.append(f"{case}: {error}")
            continue
        changed = sorted(
            name for name in found.keys() | expected["values"] if found.get(name) != expected["values"].get(name)
        )
        problems += [f"{case}: reads otherwise than accepted: {', '.join(changed)}"] if changed else []
    if not number:
        problems.append(f"{file.path.name}: no page is recorded; scrapy record {(file.site.columns or ('URL',))[0]}")
    return number, problems


def table_row(site: Site) -> str:
    """Return the row of a site in the table that the READMEs show.

    >>> table_row(Site(name="whu", names=("武汉大学",), domains=("whu.edu.cn",), columns=("https://a.whu.edu.cn/b.htm",)))
    '| `whu` | 武汉大学 | whu.edu.cn | a.whu.edu.cn/b.htm |  |'
    """
    columns = ", ".join(column.partition("://")[2] for column in site.columns)
    floors = ", ".join(f"{name} {floor:.0%}" for name, floor in (site.floors or {}).items())
    return f"| `{site.name}` | {''.join(site.names[:1])} | {', '.join(site.domains)} | {columns} | {floors} |"
