"""The client list of 1,000,000: shown, searched as one types, scrolled to any page. Processor time."""

from __future__ import annotations

from bench_list import measure
from report import Report


def run(report: Report) -> None:
    """The same as with 100,000."""
    measure(report, 1_000_000, shown=1500.0, searched=150.0, page=16.0)
