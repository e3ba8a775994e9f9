"""Which topics and clients a transaction touches: from the rows that it flushed; topics from bulk statements too."""

from __future__ import annotations

from typing import Final

from sqlalchemy import event
from sqlalchemy.orm import ORMExecuteState, PassiveFlag, Session
from sqlalchemy.orm.attributes import get_history

from clientcrm.data.models import Base, Client, ClientOwned, JournalEntry, JournalSession

TOUCHED: Final = "crm_touched"
MOVED: Final = "crm_moved"


def note_topics(session: Session) -> None:
    """Gather the topics of everything that this session writes in session.info[TOUCHED].

    Beside them in session.info[MOVED] the ids of clients of whom a row came, changed or went by itself.
    """

    @event.listens_for(session, "before_flush")
    def note_rows(flushed: Session, *_: object) -> None:
        for row in (*flushed.new, *flushed.dirty, *flushed.deleted):
            if isinstance(row, Base) and not isinstance(row, JournalEntry | JournalSession):
                flushed.info[TOUCHED].add(row.topic)

    @event.listens_for(session, "after_flush")
    def note_clients(flushed: Session, *_: object) -> None:
        for row in (*flushed.new, *flushed.dirty, *flushed.deleted):
            name = "id" if isinstance(row, Client) else "client_id"
            if isinstance(row, ClientOwned) and hasattr(type(row), name):
                before = get_history(row, name, PassiveFlag.PASSIVE_NO_INITIALIZE).deleted or ()
                flushed.info[MOVED] |= {vars(row).get(name), *before} - {None}

    @event.listens_for(session, "do_orm_execute")
    def note_bulk(state: ORMExecuteState) -> None:
        if (state.is_update or state.is_delete or state.is_insert) and state.bind_mapper is not None:
            session.info[TOUCHED].add(state.bind_mapper.class_.topic)
