"""Wrong passwords at somebody else's desk: told by the journal, so that a restart forgives nothing."""

from __future__ import annotations

from datetime import datetime, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from clientcrm.data.models import JournalEntry
from clientcrm.domain.requests import TriedTooOften, wait_after

WRONG = "request.password_wrong"
_RIGHT = "request.approved"
_REMEMBERED = timedelta(days=1)
_MOST = 20


def require_patience(session: Session, now: datetime) -> None:
    """TriedTooOften while the last wrong password is too fresh: after five of them 1, 2, 4 ... 30 seconds."""
    recent = select(JournalEntry.action, JournalEntry.at).where(JournalEntry.action.in_((WRONG, _RIGHT)))
    recent = recent.where(JournalEntry.object_kind == "request", JournalEntry.at >= now - _REMEMBERED)
    wrong: list[datetime] = []
    for action, at in session.execute(recent.order_by(JournalEntry.seq.desc()).limit(_MOST)):
        if action == _RIGHT:
            break
        wrong.append(at)
    if wrong:
        left = (wrong[0] + timedelta(seconds=wait_after(len(wrong))) - now).total_seconds()
        if left > 0:
            raise TriedTooOften(int(left))
