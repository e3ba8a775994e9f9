"""What every table shares: its topic, and for tables about clients the columns that narrowing needs."""

from __future__ import annotations

import os
from datetime import UTC, datetime
from typing import Any, ClassVar

from sqlalchemy import DateTime, Dialect, LargeBinary, MetaData, TypeDecorator
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column

from clientcrm.domain.changes import Topic


class Moment(TypeDecorator[datetime]):
    """A UTC instant to the second; SQLite keeps no zone, so it is put back on reading."""

    impl = DateTime
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> Any:
        return value.astimezone(UTC).replace(tzinfo=None, microsecond=0) if value is not None else None

    def process_result_value(self, value: Any, dialect: Dialect) -> datetime | None:
        return value.replace(tzinfo=UTC) if value is not None else None


def new_uuid() -> bytes:
    """A random 128-bit row name, never reused: sealed values are bound to it."""
    return os.urandom(16)


class Base(DeclarativeBase):
    """Every table says which topic its changes belong to."""

    topic: ClassVar[Topic]
    metadata = MetaData(
        naming_convention={
            "ix": "ix_%(table_name)s_%(column_0_N_name)s",
            "uq": "uq_%(table_name)s_%(column_0_N_name)s",
            "ck": "ck_%(table_name)s_%(constraint_name)s",
            "fk": "fk_%(table_name)s_%(column_0_name)s",
            "pk": "pk_%(table_name)s",
        }
    )


# Sales without a client are in nobody's portfolio.
NOBODYS = 0


class ClientOwned:
    """Rows that belong to a client's portfolio: narrowing and sealing both go by it."""

    portfolio: Mapped[int] = mapped_column()


class Sealed:
    """Rows with sealed columns: the row's random name takes part in each seal."""

    uuid: Mapped[bytes] = mapped_column(LargeBinary(16), default=new_uuid)
