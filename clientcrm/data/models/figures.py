"""Tables of stored figures: what the sales say of each client, how it was reckoned, and which classes changed when."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import ForeignKey, Index, LargeBinary, String
from sqlalchemy.orm import Mapped, mapped_column

from clientcrm.data.models.base import Base, ClientOwned, Moment
from clientcrm.domain.changes import Topic


class ClientFigures(Base, ClientOwned):
    """The figures of one client with at least one purchase day, as of a day; what may not be said is empty.

    Scores run from 1 to 5, chances from 0 to 1, money in minor units, intervals in days.
    """

    __tablename__ = "client_figures"
    topic = Topic.FIGURES
    # The commonest question to figures: read from here, it is a sixth of the table.
    __table_args__ = (Index("ix_client_figures_status", "status", "client_id"),)

    client_id: Mapped[int] = mapped_column(ForeignKey("client.id", ondelete="CASCADE"), primary_key=True)
    as_of: Mapped[date]
    status: Mapped[str] = mapped_column(String(10))
    regular: Mapped[bool] = mapped_column(default=False)
    returned: Mapped[bool] = mapped_column(default=False)
    recency_score: Mapped[int | None]
    frequency_score: Mapped[int | None]
    money_score: Mapped[int | None]
    segment: Mapped[str] = mapped_column(String(20), default="")
    abc: Mapped[str] = mapped_column(String(1), default="")
    xyz: Mapped[str] = mapped_column(String(1), default="")
    interval: Mapped[float | None]
    visit_chance: Mapped[float | None]
    expected_visits: Mapped[float | None]
    expected_money: Mapped[int | None]
    next_from: Mapped[date | None]
    next_to: Mapped[date | None]
    next_product: Mapped[int | None] = mapped_column(ForeignKey("product.id", ondelete="SET NULL"))
    next_due: Mapped[date | None]
    # The product that it is bought after; none for an own rhythm. A number alone: as a key each product that goes would
    # look through all clients for it once more, and it is named only to whoever bought it.
    next_because: Mapped[int | None]


class FiguresRun(Base):
    """One reckoning of the whole base: of which day, from which state of the sales, with which options and answers."""

    __tablename__ = "figures_run"
    topic = Topic.FIGURES

    id: Mapped[int] = mapped_column(primary_key=True)
    as_of: Mapped[date]
    made_at: Mapped[datetime] = mapped_column(Moment)
    journal_seq: Mapped[int]
    clients: Mapped[int]
    options_json: Mapped[str]
    found_json: Mapped[str]


class StandingSheet(Base):
    """How everybody who bought stood at the last reckoning: numbers in rows of bytes, for those of single sales."""

    __tablename__ = "standing_sheet"
    topic = Topic.FIGURES

    run_id: Mapped[int] = mapped_column(ForeignKey("figures_run.id", ondelete="CASCADE"), primary_key=True)
    sheet: Mapped[bytes] = mapped_column(LargeBinary)


class ClassChange(Base, ClientOwned):
    """A client's class as one reckoning left it, where it differs from the one before: the history of classes."""

    __tablename__ = "class_change"
    topic = Topic.FIGURES
    __table_args__ = (Index("ix_class_change_client", "client_id", "figure"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    client_id: Mapped[int] = mapped_column(ForeignKey("client.id", ondelete="CASCADE"))
    as_of: Mapped[date]
    figure: Mapped[str] = mapped_column(String(10))
    before: Mapped[str] = mapped_column(String(20), default="")
    after: Mapped[str] = mapped_column(String(20))
