"""Tiers by rule."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Tiers by rule."""
    op.create_table(
        "tier_rule",
        sa.Column("tier_id", sa.Integer(), nullable=False),
        sa.Column("measure", sa.String(length=12), nullable=False),
        sa.Column("at_least", sa.Integer(), nullable=False),
        sa.Column("window", sa.Integer(), nullable=False),
        sa.Column("fewest", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["tier_id"], ["tier.id"], name=op.f("fk_tier_rule_tier_id"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("tier_id", name=op.f("pk_tier_rule")),
    )
    op.create_table(
        "client_tier",
        sa.Column("client_id", sa.Integer(), nullable=False),
        sa.Column("rung_id", sa.Integer(), nullable=True),
        sa.Column("rung_by_hand", sa.Boolean(), nullable=False),
        sa.Column("deserved", sa.Date(), nullable=True),
        sa.Column("stated", sa.Date(), nullable=True),
        sa.Column("advocate", sa.Boolean(), nullable=False),
        sa.Column("tier_id", sa.Integer(), nullable=True),
        sa.Column("reason", sa.String(length=24), nullable=False),
        sa.Column("value", sa.Integer(), nullable=True),
        sa.Column("bound", sa.Integer(), nullable=True),
        sa.Column("since", sa.Date(), nullable=True),
        sa.Column("portfolio", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["client_id"], ["client.id"], name=op.f("fk_client_tier_client_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(["rung_id"], ["tier.id"], name=op.f("fk_client_tier_rung_id"), ondelete="SET NULL"),
        sa.ForeignKeyConstraint(["tier_id"], ["tier.id"], name=op.f("fk_client_tier_tier_id"), ondelete="SET NULL"),
        sa.PrimaryKeyConstraint("client_id", name=op.f("pk_client_tier")),
    )
    op.create_table(
        "tier_move",
        sa.Column("batch_id", sa.Integer(), nullable=False),
        sa.Column("client_id", sa.Integer(), nullable=False),
        sa.Column("before", sa.Integer(), nullable=False),
        sa.Column("after", sa.Integer(), nullable=False),
        sa.Column("by_hand_before", sa.Boolean(), nullable=False),
        sa.Column("by_hand_after", sa.Boolean(), nullable=False),
        sa.Column("reason", sa.String(length=24), nullable=False),
        sa.Column("value", sa.Integer(), nullable=True),
        sa.Column("bound", sa.Integer(), nullable=True),
        sa.Column("noted_json", sa.String(), nullable=False),
        sa.Column("portfolio", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["batch_id"], ["batch.id"], name=op.f("fk_tier_move_batch_id"), ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["client_id"], ["client.id"], name=op.f("fk_tier_move_client_id"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("batch_id", "client_id", name=op.f("pk_tier_move")),
    )
    with op.batch_alter_table("tier_move", schema=None) as batch_op:
        batch_op.create_index("ix_tier_move_client", ["client_id"], unique=False)


def downgrade() -> None:
    """A base is never taken back: restore the copy made before the update."""
    raise NotImplementedError
