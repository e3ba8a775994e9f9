"""How it goes with a client: the statuses that are told apart, and how long a reckoned one stays true."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

ACTIVE, NEW, AT_RISK, LOST = "active", "new", "at_risk", "lost"
STATUSES = (ACTIVE, NEW, AT_RISK, LOST)
# What files, segments in words and the command line call them, as the window does (ui/figure_words.py): ru, en.
STATUS_WORDS: Mapping[str, tuple[str, str]] = {
    ACTIVE: ("как обычно", "as usual"),
    NEW: ("новичок", "newcomer"),
    AT_RISK: ("задерживается", "running late"),
    LOST: ("не ходит", "stays away"),
}
# Of somebody who came today these alone may be said.
PRESENT = (ACTIVE, NEW)


def still_holds(as_of: date, status: str, last: date | None) -> bool:
    """Whether a status reckoned as of a day still describes a client whose last visit is known.

    Who came since is silent no more; without a last visit the purchases behind the status were taken back.
    """
    return last is not None and (last < as_of or (last == as_of and status in PRESENT))
