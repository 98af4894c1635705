"""Measure how fast a crawl is, on an archive that is made for it: ``make bench``."""
