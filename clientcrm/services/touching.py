"""Which topics a transaction touches: from the rows that it flushed and from bulk statements over mapped tables."""

from __future__ import annotations

from typing import Final

from sqlalchemy import event
from sqlalchemy.orm import ORMExecuteState, Session

from clientcrm.data.models import Base, JournalEntry, JournalSession

TOUCHED: Final = "crm_touched"


def note_topics(session: Session) -> None:
    """Gather the topics of everything that this session writes in session.info[TOUCHED]."""

    @event.listens_for(session, "before_flush")
    def note_rows(flushed: Session, *_: object) -> None:
        for row in (*flushed.new, *flushed.dirty, *flushed.deleted):
            if isinstance(row, Base) and not isinstance(row, JournalEntry | JournalSession):
                flushed.info[TOUCHED].add(row.topic)

    @event.listens_for(session, "do_orm_execute")
    def note_bulk(state: ORMExecuteState) -> None:
        if (state.is_update or state.is_delete or state.is_insert) and state.bind_mapper is not None:
            session.info[TOUCHED].add(state.bind_mapper.class_.topic)
