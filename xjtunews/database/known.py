"""Answer what earlier crawls know of an address, so that a crawl asks only for what is new or may have changed."""

from __future__ import annotations

from sqlite_utils import Database

from xjtunews.items import Known, Link

_OUT_OF_RANGE = "published "  # what the reason of such a fetch begins with: the date that it had


class KnownAddresses:
    """Look addresses up in a database, one at a time: a big one need not be read to crawl ten pages."""

    def __init__(self, db: Database) -> None:
        self.db = db

    def find(self, url: str) -> Known | None:
        """Return what is known of an address, or None."""
        row = self.db.execute(
            "SELECT f.status, f.fetched, f.etag, f.last_modified, f.next_page, f.layout, f.article_id,"
            " a.published, f.reason"
            " FROM fetches f LEFT JOIN articles a ON a.id = f.article_id WHERE f.url = ?",
            [url],
        ).fetchone()
        if row is None:
            return None
        status, fetched, etag, last_modified, next_page, layout, article, published, reason = row
        if published is None and status == "out-of-range" and (reason or "").startswith(_OUT_OF_RANGE):
            published = reason.removeprefix(_OUT_OF_RANGE)
        return Known(status, fetched, etag, last_modified, next_page, layout, article, published)

    def has_article(self, article_id: str) -> bool:
        """Tell whether an article of this id is stored."""
        return self.db.execute("SELECT 1 FROM articles WHERE id = ?", [article_id]).fetchone() is not None

    def list_links(self, url: str) -> list[Link]:
        """Return the links of a column page as it was the last time, in their order."""
        rows = self.db.execute(
            "SELECT position, kind, url, label, address, paragraph, published FROM links WHERE page = ?"
            " ORDER BY position",
            [url],
        )
        return [Link(*row) for row in rows.fetchall()]

    def related_links(self, article_id: str) -> list[Link]:
        """Return the related links of a stored article, in their order."""
        rows = self.db.execute(
            "SELECT position, kind, url, label, address, paragraph FROM links"
            " WHERE article_id = ? AND kind = 'related' ORDER BY position",
            [article_id],
        )
        return [Link(*row) for row in rows.fetchall()]
