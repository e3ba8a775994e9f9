"""Tables of tiers by rule: the owner's rules, what is known of each client's tier, what a recalculation did."""

from __future__ import annotations

from datetime import date

from sqlalchemy import ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from clientcrm.data.models.base import Base, ClientOwned
from clientcrm.domain.changes import Topic


class TierRule(Base):
    """The rule that the owner gave a tier; without a row the default of its key holds."""

    __tablename__ = "tier_rule"
    topic = Topic.TIERS

    tier_id: Mapped[int] = mapped_column(ForeignKey("tier.id", ondelete="CASCADE"), primary_key=True)
    measure: Mapped[str] = mapped_column(String(12))
    at_least: Mapped[int]
    window: Mapped[int]
    fewest: Mapped[int]


class ClientTier(Base, ClientOwned):
    """What is known of a client's tier beside the tier itself; nobody has a row of whom there is nothing to know.

    rung_id: the rung beneath a state or guard; rung_by_hand: whether somebody had put the client there. deserved: the
    last day the rung was deserved, empty while it is. stated: the day a state was set by hand. advocate: brought a
    friend or a review. reason, value, bound and since are those of tier_id, and nothing where the client stands on
    another tier by now.
    """

    __tablename__ = "client_tier"
    topic = Topic.CLIENTS

    client_id: Mapped[int] = mapped_column(ForeignKey("client.id", ondelete="CASCADE"), primary_key=True)
    rung_id: Mapped[int | None] = mapped_column(ForeignKey("tier.id", ondelete="SET NULL"))
    rung_by_hand: Mapped[bool] = mapped_column(default=False)
    deserved: Mapped[date | None]
    stated: Mapped[date | None]
    advocate: Mapped[bool] = mapped_column(default=False)
    tier_id: Mapped[int | None] = mapped_column(ForeignKey("tier.id", ondelete="SET NULL"))
    reason: Mapped[str] = mapped_column(String(24), default="")
    value: Mapped[int | None]
    bound: Mapped[int | None]
    since: Mapped[date | None]


class TierMove(Base, ClientOwned):
    """What one recalculation did to one client: history, and what it takes to go back.

    Where before and after are one tier, only the rung beneath changed. noted_json: the client's row of ClientTier as it
    was, "" where there was none.
    """

    __tablename__ = "tier_move"
    topic = Topic.IMPORTS
    __table_args__ = (Index("ix_tier_move_client", "client_id"),)

    batch_id: Mapped[int] = mapped_column(ForeignKey("batch.id", ondelete="CASCADE"), primary_key=True)
    client_id: Mapped[int] = mapped_column(ForeignKey("client.id", ondelete="CASCADE"), primary_key=True)
    before: Mapped[int]
    after: Mapped[int]
    by_hand_before: Mapped[bool] = mapped_column(default=False)
    by_hand_after: Mapped[bool] = mapped_column(default=False)
    reason: Mapped[str] = mapped_column(String(24), default="")
    value: Mapped[int | None]
    bound: Mapped[int | None]
    noted_json: Mapped[str] = mapped_column(default="")
