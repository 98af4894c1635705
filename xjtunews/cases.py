"""Keep golden cases: recorded pages and documents, each beside the values that a person has read and accepted.

A case is the bytes of ``NAME``, what the server said with them in ``NAME.http.json`` (a page only), and in
``NAME.expected.json`` the values. Its test fails until ``"accepted"`` there is true.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import astuple
from pathlib import Path
from typing import Any

from xjtunews.archive.directory import SIDECAR, DirectoryArchive
from xjtunews.exceptions import ArchiveError
from xjtunews.items import Article
from xjtunews.pipelines.deduplicate import identify
from xjtunews.sites.addresses import canonical_url
from xjtunews.sites.reader import Reading, read_file, read_response
from xjtunews.sites.registry import all_sites, site_of

EXPECTED = ".expected.json"
#: Documents have no address; they are kept in this folder of an archive.
DOCUMENTS = "documents"
_NEIGHBOURS = ("previous", "next")


def find_cases(root: Path) -> Iterator[Path]:
    """Yield the path of every recorded page or document below ``root`` that has expected values, in order."""
    for path in sorted(root.rglob("*" + EXPECTED)):
        yield path.with_name(path.name.removesuffix(EXPECTED))


def expected_path(case: Path) -> Path:
    """Return where the expected values of ``case`` are kept."""
    return case.with_name(case.name + EXPECTED)


def observe(root: Path, case: Path) -> dict[str, Any]:
    """Return the values that the reader finds in ``case``, as they are kept in its expected values.

    :raises ArchiveError: if the archive at ``root`` does not hold it.
    """
    sites = tuple(all_sites().values())
    if case.relative_to(root).parts[0] == DOCUMENTS:
        return _values(read_file(case.read_bytes(), sites), None)
    url = url_of(root, case)
    recorded = DirectoryArchive(root).get(url)
    if recorded is None:
        raise ArchiveError(f"{case} is not where the archive looks for {url}")
    content_type = next((v for k, v in recorded.headers.items() if k.lower() == "content-type"), "")
    return _values(read_response(url, recorded.status, content_type, recorded.body, sites), url)


def url_of(root: Path, case: Path) -> str:
    """Return the address of a recorded page: the one kept beside it, else the one that its path spells."""
    sidecar = case.with_name(case.name + SIDECAR)
    url = json.loads(sidecar.read_text("utf-8")).get("url") if sidecar.is_file() else None
    url = url or "http://" + case.relative_to(root).as_posix().replace("%3F", "?")
    return canonical_url(url, site_of(url)) or url


def write_expected(root: Path, case: Path) -> tuple[Path, bool]:
    """Write what the reader finds now as the expected values of ``case``; return their path and whether they changed.

    Values that differ from those kept lose their acceptance: a person has to read them again.
    """
    path = expected_path(case)
    values = observe(root, case)
    known = json.loads(path.read_text("utf-8")) if path.is_file() else {}
    changed = known.get("values") != values
    if changed:
        text = json.dumps({"accepted": False, "values": values}, ensure_ascii=False, indent=1)
        path.write_text(text + "\n", "utf-8")
    return path, changed


def _values(reading: Reading, url: str | None) -> dict[str, Any]:
    values: dict[str, Any] = {"outcome": reading.kind, "reason": reading.reason}
    if reading.target is not None:
        values["target"] = reading.target
    if reading.kind == "list":
        values |= {
            "layout": reading.layout.name if reading.layout else None,
            "links": [[link.label, link.url] for link in reading.links],
            "dates": [link.published for link in reading.links],
            "next_page": reading.next_page,
        }
    if reading.loader is not None:
        article: Article = reading.loader.load_item()
        article.url = url or article.url
        values |= {
            "id": identify(article),
            "layout": article.layout,
            "title": article.title,
            "published": article.published,
            "section": article.section,
            "source": article.source,
            "views": article.views,
            "body": article.paragraphs,
            "images": article.images,
            "credits": [list(astuple(credit)) for credit in article.credits],
            "related": [[link.url, link.label, link.paragraph] for link in article.links if link.kind == "related"],
            "media": [list(astuple(medium)) for medium in article.media],
            "attachments": [list(astuple(attachment)) for attachment in article.attachments],
            "neighbours": [[link.kind, link.url, link.label] for link in article.links if link.kind in _NEIGHBOURS],
            "identity": [article.owner, article.column_id, article.content_id],
        }
    return values
