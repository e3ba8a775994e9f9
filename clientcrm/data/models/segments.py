"""Tables of saved segments: what they ask for, who is in them, who came and went."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from clientcrm.data.models.base import Base, ClientOwned, Moment
from clientcrm.domain.changes import Topic


class SavedSegment(Base):
    """A named filter above the list. A frozen one keeps the members of a moment, and the filter that found them."""

    __tablename__ = "saved_segment"
    topic = Topic.SEGMENTS

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(String(120))
    filter_json: Mapped[str]
    position: Mapped[int]
    author: Mapped[str] = mapped_column(String(36))
    frozen_at: Mapped[datetime | None] = mapped_column(Moment)
    # Since when members and their coming and going are written down; of a frozen one its only moment.
    followed_from: Mapped[date | None]
    # Taken away, and kept for a while with its history, to be put back.
    removed_at: Mapped[datetime | None] = mapped_column(Moment)
    # What it asked for, or was frozen by, told of money when it was saved.
    of_money: Mapped[bool] = mapped_column(default=False)


class SegmentMember(Base, ClientOwned):
    """A client in a segment as last written down; `since` is empty for whoever was in it from the beginning."""

    __tablename__ = "segment_member"
    topic = Topic.SEGMENTS

    segment_id: Mapped[int] = mapped_column(ForeignKey("saved_segment.id", ondelete="CASCADE"), primary_key=True)
    client_id: Mapped[int] = mapped_column(ForeignKey("client.id", ondelete="CASCADE"), primary_key=True, index=True)
    since: Mapped[date | None]


class SegmentMove(Base, ClientOwned):
    """A client entered a segment, or left it, on a day."""

    __tablename__ = "segment_move"
    topic = Topic.SEGMENTS
    __table_args__ = (Index("ix_segment_move_segment", "segment_id", "day"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    segment_id: Mapped[int] = mapped_column(ForeignKey("saved_segment.id", ondelete="CASCADE"))
    client_id: Mapped[int] = mapped_column(ForeignKey("client.id", ondelete="CASCADE"), index=True)
    day: Mapped[date]
    entered: Mapped[bool]
