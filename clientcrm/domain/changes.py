"""Topics that a screen may depend on, and the set of topics that one transaction touched."""

from __future__ import annotations

from enum import StrEnum


class Topic(StrEnum):
    """A part of the data that screens watch."""

    CLIENTS = "clients"
    TIMELINE = "timeline"
    SALES = "sales"
    TIERS = "tiers"
    FIELDS = "fields"
    SEGMENTS = "segments"
    IMPORTS = "imports"
    SETTINGS = "settings"
    JOURNAL = "journal"
    ACCESS = "access"
    REQUESTS = "requests"
    FIGURES = "figures"


Changes = frozenset[Topic]
