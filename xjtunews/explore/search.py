"""The search page."""

from __future__ import annotations

ROUTES = ()
