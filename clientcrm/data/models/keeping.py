"""Tables about the base itself: settings, the journal and its sessions."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Index, LargeBinary, String
from sqlalchemy.orm import Mapped, mapped_column

from clientcrm.data.models.base import Base, Moment
from clientcrm.domain.changes import Topic


class Setting(Base):
    """One decision of the shop, as JSON: currency, time zone, the base's own name."""

    __tablename__ = "setting"
    topic = Topic.SETTINGS

    key: Mapped[str] = mapped_column(String(60), primary_key=True)
    value: Mapped[str]


class Portfolio(Base):
    """The number by which rows name a portfolio; its name, members and keys stand in the signed manifest."""

    __tablename__ = "portfolio"
    topic = Topic.SETTINGS

    id: Mapped[int] = mapped_column(primary_key=True)
    vault_id: Mapped[str] = mapped_column(String(32), unique=True)


class JournalSession(Base):
    """One sign-in: the ratchet's seed sealed to the owner, and the person's signature over the last head signed."""

    __tablename__ = "journal_session"
    topic = Topic.JOURNAL

    id: Mapped[int] = mapped_column(primary_key=True)
    uuid: Mapped[bytes] = mapped_column(LargeBinary(16), unique=True)
    uid: Mapped[str] = mapped_column(String(32))
    started_at: Mapped[datetime] = mapped_column(Moment)
    generation: Mapped[int]
    seed: Mapped[bytes] = mapped_column(LargeBinary)
    anchor_seq: Mapped[int] = mapped_column(default=0)
    anchor_count: Mapped[int] = mapped_column(default=0)
    anchor_head: Mapped[bytes | None] = mapped_column(LargeBinary(32))
    signature: Mapped[bytes | None] = mapped_column(LargeBinary(64))


class JournalEntry(Base):
    """Who did what to what, when; before and after hold unsealed fields only. Rows are only ever added."""

    __tablename__ = "journal_entry"
    topic = Topic.JOURNAL
    __table_args__ = (
        Index("ix_journal_entry_object", "object_kind", "object_id"),
        Index("ix_journal_entry_person", "uid", "at"),
    )

    seq: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    session_id: Mapped[int]
    at: Mapped[datetime] = mapped_column(Moment)
    uid: Mapped[str] = mapped_column(String(36))
    action: Mapped[str] = mapped_column(String(40))
    object_kind: Mapped[str] = mapped_column(String(20), default="")
    object_id: Mapped[int | None]
    count: Mapped[int] = mapped_column(default=1)
    detail_json: Mapped[str] = mapped_column(default="{}")
    mac: Mapped[bytes] = mapped_column(LargeBinary(32))
