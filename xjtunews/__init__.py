"""Crawl a university's news into a database of cooperation events, each fact with its evidence."""

__version__ = "0.1.0"
