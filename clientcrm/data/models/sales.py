"""Tables of sales: products, receipts, their lines. Money in minor units, quantities in thousandths."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, LargeBinary, String, text
from sqlalchemy.orm import Mapped, mapped_column

from clientcrm.data.models.base import Base, ClientOwned, Moment, Sealed
from clientcrm.domain.changes import Topic

# As queries must say it too: the engine takes an index of some rows only where it reads the same words.
SOLD = text("status = 'done' and kind = 'sale'")
BACK = text("return_of is not null")


class Product(Base):
    """A product or a service, as receipts name it."""

    __tablename__ = "product"
    topic = Topic.SALES
    __table_args__ = (Index("ix_product_word", "code", "folded", unique=True),)

    id: Mapped[int] = mapped_column(primary_key=True)
    code: Mapped[str] = mapped_column(String(80), default="")
    name: Mapped[str] = mapped_column(String(300))
    folded: Mapped[str] = mapped_column(String(300))
    batch_id: Mapped[int | None]


class Purchase(Base, ClientOwned, Sealed):
    """A receipt: total is negative for a refund; client_id None is an anonymous sale, in portfolio 0."""

    __tablename__ = "purchase"
    topic = Topic.SALES
    __table_args__ = (
        CheckConstraint("kind in ('sale', 'refund')", name="kind"),
        CheckConstraint("status in ('done', 'draft', 'cancelled')", name="status"),
        Index("ix_purchase_client", "client_id"),
        Index("ix_purchase_receipt", "source", "receipt_no"),
        # Who bought on which days, asked of everybody: of all the years client after client, of some days by the day.
        Index("ix_purchase_sold", "client_id", "day", "total", sqlite_where=SOLD, postgresql_where=SOLD),
        Index("ix_purchase_day", "day", "client_id", "total", sqlite_where=SOLD, postgresql_where=SOLD),
        # What was brought back; also what a receipt that is erased was linked to.
        Index("ix_purchase_back", "return_of", "status", "total", sqlite_where=BACK, postgresql_where=BACK),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    client_id: Mapped[int | None] = mapped_column(ForeignKey("client.id", ondelete="CASCADE"))
    day: Mapped[date]
    at: Mapped[str] = mapped_column(String(8), default="")
    kind: Mapped[str] = mapped_column(String(8))
    status: Mapped[str] = mapped_column(String(10), default="done")
    receipt_no: Mapped[str] = mapped_column(String(80), default="")
    source: Mapped[str] = mapped_column(String(80), default="")
    total: Mapped[int]
    discount: Mapped[int] = mapped_column(default=0)
    employee: Mapped[str] = mapped_column(String(120), default="")
    return_of: Mapped[int | None] = mapped_column(ForeignKey("purchase.id", ondelete="SET NULL"))
    comment: Mapped[bytes | None] = mapped_column(LargeBinary)
    author: Mapped[str] = mapped_column(String(36))
    created_at: Mapped[datetime] = mapped_column(Moment)
    version: Mapped[int] = mapped_column(default=1)
    batch_id: Mapped[int | None] = mapped_column(index=True)


class PurchaseLine(Base):
    """One line of a receipt; ordinal counts from 1 within it."""

    __tablename__ = "purchase_line"
    topic = Topic.SALES
    __table_args__ = (
        # Who bought a product: read from the index alone.
        Index("ix_purchase_line_product", "product_id", "purchase_id", "total"),
        # Kept in the order of its key instead of beside an index of it: a quarter of the room, a sixth of a load.
        {"sqlite_with_rowid": False},
    )

    purchase_id: Mapped[int] = mapped_column(ForeignKey("purchase.id", ondelete="CASCADE"), primary_key=True)
    ordinal: Mapped[int] = mapped_column(primary_key=True)
    product_id: Mapped[int] = mapped_column(ForeignKey("product.id"))
    quantity: Mapped[int]
    unit_price: Mapped[int]
    discount: Mapped[int] = mapped_column(default=0)
    total: Mapped[int]
