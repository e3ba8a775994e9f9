"""Tables of access: requests to the owner, what only owners read, what is left for the readers of a portfolio."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, LargeBinary, String
from sqlalchemy.orm import Mapped, mapped_column

from clientcrm.data.models.base import Base, ClientOwned, Moment, Sealed
from clientcrm.domain.changes import Topic


class AccessRequest(Base, Sealed):
    """Something that a person may do only once the owner has agreed: an export, a print, a showing of contacts.

    `asked_json` says what exactly (filter, columns, shape: never a contact value); the reason is sealed to the owners'
    inbox; `ticket` is an owner's signature over the whole request, which the program asks for before it obeys.
    """

    __tablename__ = "access_request"
    topic = Topic.REQUESTS
    __table_args__ = (
        CheckConstraint("kind in ('export', 'print', 'show')", name="kind"),
        CheckConstraint("state in ('asked', 'granted', 'refused', 'used', 'withdrawn')", name="state"),
        Index("ix_access_request_state", "state", "uid"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    uid: Mapped[str] = mapped_column(String(32))
    kind: Mapped[str] = mapped_column(String(10))
    asked_json: Mapped[str]
    count: Mapped[int]
    reason: Mapped[bytes | None] = mapped_column(LargeBinary)
    asked_at: Mapped[datetime] = mapped_column(Moment)
    state: Mapped[str] = mapped_column(String(10))
    decided_by: Mapped[str] = mapped_column(String(32), default="")
    decided_at: Mapped[datetime | None] = mapped_column(Moment)
    ticket: Mapped[bytes | None] = mapped_column(LargeBinary)


class OwnerDocument(Base, Sealed):
    """What only owners read, as one sealed JSON document a name: planted canaries, watched clients, alerts seen."""

    __tablename__ = "owner_document"
    topic = Topic.ACCESS

    name: Mapped[str] = mapped_column(String(20), primary_key=True)
    sealed: Mapped[bytes] = mapped_column(LargeBinary)


class InboxItem(Base, ClientOwned, Sealed):
    """The sealed half of a client written by somebody who may not read it; the next reader puts it under the key."""

    __tablename__ = "inbox_item"
    topic = Topic.CLIENTS

    id: Mapped[int] = mapped_column(primary_key=True)
    client_id: Mapped[int] = mapped_column(ForeignKey("client.id", ondelete="CASCADE"), index=True)
    uid: Mapped[str] = mapped_column(String(32))
    left_at: Mapped[datetime] = mapped_column(Moment)
    sealed: Mapped[bytes] = mapped_column(LargeBinary)
