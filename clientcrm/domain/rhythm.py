"""How it goes with a client: the statuses that are told apart, and how long a reckoned one stays true."""

from __future__ import annotations

from datetime import date

ACTIVE, NEW, AT_RISK, LOST = "active", "new", "at_risk", "lost"
STATUSES = (ACTIVE, NEW, AT_RISK, LOST)
# Of somebody who came today these alone may be said.
PRESENT = (ACTIVE, NEW)


def still_holds(as_of: date, status: str, last: date | None) -> bool:
    """Whether a status reckoned as of a day still describes a client whose last visit is known.

    Who came since is silent no more; without a last visit the purchases behind the status were taken back.
    """
    return last is not None and (last < as_of or (last == as_of and status in PRESENT))
