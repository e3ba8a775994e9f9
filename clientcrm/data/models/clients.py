"""Tables of a client: the card in plain columns, its sealed half, contact points, tags, tiers, own fields."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, LargeBinary, String, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from clientcrm.data.models.base import Base, ClientOwned, Moment, Sealed
from clientcrm.domain.changes import Topic

_SOMEBODYS = text("responsible is not null")
# As queries must say it too: the engine takes an index of some rows only where it reads the same words.
BOUGHT = text("purchase_days > 0 and not trashed and not house")
_HOUSES = text("house")
_ASKED = (
    *("trashed", "id", "portfolio", "responsible", "tier_id", "state", "kind", "sex", "source", "city", "region"),
    *("country", "discount", "consent", "house", "created_at", "next_contact", "first_purchase", "last_purchase"),
    *("purchase_days", "total", "average", "median", "birth_year", "birth_month", "birth_day", "has_phone"),
    *("has_email", "has_messenger", "has_address", "has_note", "own_filled", "usual_interval"),
)


class Tier(Base):
    """One step of the shop's loyalty scale; an empty name or letter means the default of its key."""

    __tablename__ = "tier"
    topic = Topic.TIERS
    __table_args__ = (CheckConstraint("kind in ('ladder', 'state', 'guard')", name="kind"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    key: Mapped[str] = mapped_column(String(40), unique=True)
    name: Mapped[str] = mapped_column(String(60), default="")
    letter: Mapped[str] = mapped_column(String(2), default="")
    palette: Mapped[str] = mapped_column(String(20))
    kind: Mapped[str] = mapped_column(String(10))
    position: Mapped[int]
    hidden: Mapped[bool] = mapped_column(default=False)
    batch_id: Mapped[int | None]


class OwnField(Base):
    """A field that the shop added; values of sealed ones stand in ClientPrivate."""

    __tablename__ = "own_field"
    topic = Topic.FIELDS

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(String(120), unique=True)
    kind: Mapped[str] = mapped_column(String(10))
    sealed: Mapped[bool] = mapped_column(default=True)
    position: Mapped[int]
    batch_id: Mapped[int | None]


class Client(Base, ClientOwned):
    """A person or company: plain columns only, narrow, so that lists and figures stay SQL at any size."""

    __tablename__ = "client"
    topic = Topic.CLIENTS
    __table_args__ = (
        CheckConstraint("kind in ('person', 'company')", name="kind"),
        CheckConstraint("state in ('market', 'potential', 'client')", name="state"),
        CheckConstraint("discount between 0 and 10000", name="discount"),
        CheckConstraint("version > 0", name="version"),
        # The list of everyone is read from one of these alone, so each ends with what narrowing asks for;
        # the foot of the list too (sum and average check), and how many stand on each tier.
        Index("ix_client_list", "trashed", "sort_key", "id", "portfolio"),
        Index("ix_client_last", "trashed", "last_purchase", "id", "portfolio"),
        Index("ix_client_total", "trashed", "total", "id", "portfolio", "average", "receipts", "tier_id"),
        Index("ix_client_created", "trashed", "created_at", "id", "portfolio"),
        # Whoever works with own clients alone; most clients of a new base have nobody.
        Index("ix_client_responsible", "responsible", sqlite_where=_SOMEBODYS, postgresql_where=_SOMEBODYS),
        # How a client stands among all who bought, asked with each sale.
        Index("ix_client_often", "purchase_days", sqlite_where=BOUGHT, postgresql_where=BOUGHT),
        Index("ix_client_money", "total", sqlite_where=BOUGHT, postgresql_where=BOUGHT),
        # What filters and segments ask of a card: read from here, 100,000 of them take 20 ms instead of 200.
        Index("ix_client_asked", *_ASKED),
        # A handful, asked for with each sale and each reckoning.
        Index("ix_client_house", "house", "last_purchase", sqlite_where=_HOUSES, postgresql_where=_HOUSES),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    public_id: Mapped[bytes] = mapped_column(LargeBinary(16), unique=True)
    version: Mapped[int] = mapped_column(default=1)
    trashed: Mapped[bool] = mapped_column(default=False)
    trashed_at: Mapped[datetime | None] = mapped_column(Moment)
    created_at: Mapped[datetime] = mapped_column(Moment)
    changed_at: Mapped[datetime] = mapped_column(Moment)

    kind: Mapped[str] = mapped_column(String(8))
    state: Mapped[str] = mapped_column(String(10))
    name: Mapped[str] = mapped_column(String(300))
    list_name: Mapped[str] = mapped_column(String(300))
    sort_key: Mapped[str] = mapped_column(String(300))
    last_name: Mapped[str] = mapped_column(String(100), default="")
    first_name: Mapped[str] = mapped_column(String(100), default="")
    middle_name: Mapped[str] = mapped_column(String(100), default="")
    contact_person: Mapped[str] = mapped_column(String(200), default="")
    position: Mapped[str] = mapped_column(String(120), default="")
    sex: Mapped[str] = mapped_column(String(6), default="")
    birth_year: Mapped[int | None]
    birth_month: Mapped[int | None]
    birth_day: Mapped[int | None]
    source: Mapped[str] = mapped_column(String(120), default="")
    responsible: Mapped[str | None] = mapped_column(String(36))
    manager: Mapped[str] = mapped_column(String(120), default="")
    tier_id: Mapped[int] = mapped_column(ForeignKey("tier.id"))
    tier_by_hand: Mapped[bool] = mapped_column(default=False)
    discount: Mapped[int] = mapped_column(default=0)
    bonus: Mapped[int] = mapped_column(default=0)
    card_number: Mapped[str] = mapped_column(String(60), default="")
    code: Mapped[str] = mapped_column(String(80), default="", index=True)
    code_source: Mapped[str] = mapped_column(String(80), default="")
    inn: Mapped[str] = mapped_column(String(20), default="")
    kpp: Mapped[str] = mapped_column(String(20), default="")
    ogrn: Mapped[str] = mapped_column(String(20), default="")
    city: Mapped[str] = mapped_column(String(120), default="")
    region: Mapped[str] = mapped_column(String(120), default="")
    country: Mapped[str] = mapped_column(String(80), default="")
    consent: Mapped[bool | None]
    next_contact: Mapped[date | None]
    interested: Mapped[bool] = mapped_column(default=False)
    # Nobody in particular ("Retail customer", the shop itself): the figures of clients pass by it, ANALYTICS.md 7.0.
    house: Mapped[bool] = mapped_column(default=False)

    # What is filled of the sealed half: filters may ask "has", never "what".
    has_phone: Mapped[bool] = mapped_column(default=False)
    has_email: Mapped[bool] = mapped_column(default=False)
    has_messenger: Mapped[bool] = mapped_column(default=False)
    has_address: Mapped[bool] = mapped_column(default=False)
    has_note: Mapped[bool] = mapped_column(default=False)
    own_filled: Mapped[str] = mapped_column(String(400), default="")

    # Figures of ANALYTICS.md 7.0-7.1, kept true by each change of a purchase; money in minor units.
    first_purchase: Mapped[date | None]
    last_purchase: Mapped[date | None]
    purchase_days: Mapped[int] = mapped_column(default=0)
    receipts: Mapped[int] = mapped_column(default=0)
    total: Mapped[int] = mapped_column(default=0)
    average: Mapped[int | None]
    median: Mapped[int | None]
    usual_interval: Mapped[float | None]
    median_gap: Mapped[float | None]

    opening_total: Mapped[int | None]
    opening_count: Mapped[int | None]
    opening_first: Mapped[date | None]
    opening_last: Mapped[date | None]
    opening_source: Mapped[str] = mapped_column(String(200), default="")


class ClientPrivate(Base, ClientOwned, Sealed):
    """The sealed half of a client: masked contacts for lists; address, note and own fields as one document."""

    __tablename__ = "client_private"
    topic = Topic.CLIENTS

    client_id: Mapped[int] = mapped_column(ForeignKey("client.id", ondelete="CASCADE"), primary_key=True)
    masked: Mapped[bytes | None] = mapped_column(LargeBinary)
    document: Mapped[bytes | None] = mapped_column(LargeBinary)


class ContactPoint(Base, ClientOwned, Sealed):
    """A phone, e-mail or messenger: value, label and raw text sealed; search keys open to whoever holds the key."""

    __tablename__ = "contact_point"
    topic = Topic.CLIENTS

    id: Mapped[int] = mapped_column(primary_key=True)
    client_id: Mapped[int] = mapped_column(ForeignKey("client.id", ondelete="CASCADE"), index=True)
    kind: Mapped[str] = mapped_column(String(12))
    position: Mapped[int]
    primary: Mapped[bool] = mapped_column("is_primary", default=False)
    status: Mapped[str] = mapped_column(String(10))
    confirmed_on: Mapped[date | None]
    sealed: Mapped[bytes] = mapped_column(LargeBinary)
    search_key: Mapped[bytes | None] = mapped_column(LargeBinary(16), index=True)
    last4_key: Mapped[bytes | None] = mapped_column(LargeBinary(8), index=True)


class Tag(Base):
    """A word that staff hang on clients."""

    __tablename__ = "tag"
    topic = Topic.CLIENTS

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(String(80))
    folded: Mapped[str] = mapped_column(String(80), unique=True)
    batch_id: Mapped[int | None]


class ClientTag(Base, ClientOwned):
    """A tag on a client, in the order given."""

    __tablename__ = "client_tag"
    topic = Topic.CLIENTS
    __table_args__ = (UniqueConstraint("client_id", "tag_id"),)

    client_id: Mapped[int] = mapped_column(ForeignKey("client.id", ondelete="CASCADE"), primary_key=True)
    tag_id: Mapped[int] = mapped_column(ForeignKey("tag.id"), primary_key=True, index=True)
    position: Mapped[int] = mapped_column(default=0)
