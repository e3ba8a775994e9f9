"""Table of what happened with a client, written by people and by the program."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey, Index, LargeBinary, String
from sqlalchemy.orm import Mapped, mapped_column

from clientcrm.data.models.base import Base, ClientOwned, Moment, Sealed
from clientcrm.domain.changes import Topic


class TimelineEntry(Base, ClientOwned, Sealed):
    """One dealing or change; free text sealed, particulars (tiers before and after, counts) plain."""

    __tablename__ = "timeline_entry"
    topic = Topic.TIMELINE
    __table_args__ = (
        Index("ix_timeline_entry_client", "client_id", "at"),
        # With whom there were dealings of which kind and when: asked of everybody at once.
        Index("ix_timeline_entry_kind", "kind", "at", "client_id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    client_id: Mapped[int] = mapped_column(ForeignKey("client.id", ondelete="CASCADE"))
    kind: Mapped[str] = mapped_column(String(20))
    at: Mapped[datetime] = mapped_column(Moment)
    author: Mapped[str] = mapped_column(String(36))
    text: Mapped[bytes | None] = mapped_column(LargeBinary)
    detail_json: Mapped[str] = mapped_column(default="{}")
    version: Mapped[int] = mapped_column(default=1)
    created_at: Mapped[datetime] = mapped_column(Moment)
    batch_id: Mapped[int | None]
