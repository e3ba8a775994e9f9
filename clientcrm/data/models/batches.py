"""Tables of batches: imports and mass changes, staged rows by chunk, what each did to each record, templates."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, LargeBinary, String
from sqlalchemy.orm import Mapped, mapped_column

from clientcrm.data.models.base import Base, ClientOwned, Moment
from clientcrm.domain.changes import Topic


class Batch(Base):
    """A file on its way in, or in already, or one change of many records.

    `settings_json` holds mapping and choices, `counts_json` the result; a mass change has no file.
    """

    __tablename__ = "batch"
    topic = Topic.IMPORTS
    __table_args__ = (
        CheckConstraint(
            "state in ('reading', 'ready', 'applying', 'applied', 'undone', 'cancelled', 'failed')", name="state"
        ),
        CheckConstraint("kind in ('clients', 'purchases', 'mass')", name="kind"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    uuid: Mapped[bytes] = mapped_column(LargeBinary(16))
    action: Mapped[str] = mapped_column(String(40))
    file_name: Mapped[str] = mapped_column(String(300), default="")
    file_path: Mapped[str] = mapped_column(String(1000), default="")
    sha256: Mapped[bytes] = mapped_column(LargeBinary(32), default=b"", index=True)
    size: Mapped[int] = mapped_column(default=0)
    sheet: Mapped[str] = mapped_column(String(200), default="")
    kind: Mapped[str] = mapped_column(String(10))
    fingerprint: Mapped[bytes] = mapped_column(LargeBinary(32), default=b"")
    portfolio: Mapped[int | None]
    settings_json: Mapped[str] = mapped_column(default="{}")
    state: Mapped[str] = mapped_column(String(10))
    rows_total: Mapped[int] = mapped_column(default=0)
    rows_done: Mapped[int] = mapped_column(default=0)
    counts_json: Mapped[str] = mapped_column(default="{}")
    created_at: Mapped[datetime] = mapped_column(Moment)
    applied_at: Mapped[datetime | None] = mapped_column(Moment)
    author: Mapped[str] = mapped_column(String(36))


class BatchChunk(Base):
    """Staged rows, a chunk at a time, sealed: what was made of them, their cells, and whole rows with something noted.

    `decided_json` says what is to be done with each row: numbers, ids and codes, never a word of the file.
    """

    __tablename__ = "batch_chunk"
    topic = Topic.IMPORTS

    batch_id: Mapped[int] = mapped_column(ForeignKey("batch.id", ondelete="CASCADE"), primary_key=True)
    number: Mapped[int] = mapped_column(primary_key=True)
    first_row: Mapped[int]
    rows: Mapped[int]
    uuid: Mapped[bytes] = mapped_column(LargeBinary(16))
    sealed: Mapped[bytes | None] = mapped_column(LargeBinary)
    cells: Mapped[bytes | None] = mapped_column(LargeBinary)
    noted: Mapped[bytes | None] = mapped_column(LargeBinary)
    decided_json: Mapped[str] = mapped_column(default="{}")


class BatchEffect(Base, ClientOwned):
    """What a batch did to one record: made it, or changed it (then `before` holds the earlier values, sealed)."""

    __tablename__ = "batch_effect"
    topic = Topic.IMPORTS
    __table_args__ = (Index("ix_batch_effect_object", "object_kind", "object_id"),)

    batch_id: Mapped[int] = mapped_column(ForeignKey("batch.id", ondelete="CASCADE"), primary_key=True)
    object_kind: Mapped[str] = mapped_column(String(10), primary_key=True)
    object_id: Mapped[int] = mapped_column(primary_key=True)
    created: Mapped[bool]
    version_after: Mapped[int]
    uuid: Mapped[bytes | None] = mapped_column(LargeBinary(16))
    before: Mapped[bytes | None] = mapped_column(LargeBinary)


class ImportedRow(Base):
    """A row that carries no key of its own: its fingerprint under the portfolio key tells a second import of it."""

    __tablename__ = "imported_row"
    topic = Topic.IMPORTS

    row_key: Mapped[bytes] = mapped_column(LargeBinary(16), primary_key=True)
    batch_id: Mapped[int] = mapped_column(ForeignKey("batch.id", ondelete="CASCADE"), index=True)


class ImportTemplate(Base):
    """Decisions about a file with these headers, kept for the next file like it."""

    __tablename__ = "import_template"
    topic = Topic.IMPORTS

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(String(120))
    headers_json: Mapped[str]
    settings_json: Mapped[str]
    used_at: Mapped[datetime] = mapped_column(Moment)
