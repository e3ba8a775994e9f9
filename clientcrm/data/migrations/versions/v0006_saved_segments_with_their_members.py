"""Saved segments with their members."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Saved segments with their members."""
    op.create_table(
        "segment_member",
        sa.Column("segment_id", sa.Integer(), nullable=False),
        sa.Column("client_id", sa.Integer(), nullable=False),
        sa.Column("since", sa.Date(), nullable=True),
        sa.Column("portfolio", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["client_id"], ["client.id"], name=op.f("fk_segment_member_client_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["segment_id"], ["saved_segment.id"], name=op.f("fk_segment_member_segment_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("segment_id", "client_id", name=op.f("pk_segment_member")),
    )
    with op.batch_alter_table("segment_member", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_segment_member_client_id"), ["client_id"], unique=False)

    op.create_table(
        "segment_move",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("segment_id", sa.Integer(), nullable=False),
        sa.Column("client_id", sa.Integer(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("entered", sa.Boolean(), nullable=False),
        sa.Column("portfolio", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["client_id"], ["client.id"], name=op.f("fk_segment_move_client_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["segment_id"], ["saved_segment.id"], name=op.f("fk_segment_move_segment_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_segment_move")),
    )
    with op.batch_alter_table("segment_move", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_segment_move_client_id"), ["client_id"], unique=False)
        batch_op.create_index("ix_segment_move_segment", ["segment_id", "day"], unique=False)

    with op.batch_alter_table("purchase_line", schema=None) as batch_op:
        batch_op.create_index("ix_purchase_line_product", ["product_id", "purchase_id", "total"], unique=False)

    with op.batch_alter_table("saved_segment", schema=None) as batch_op:
        batch_op.add_column(sa.Column("frozen_at", sa.DateTime(), nullable=True))
        batch_op.add_column(sa.Column("followed_from", sa.Date(), nullable=True))
        batch_op.add_column(sa.Column("removed_at", sa.DateTime(), nullable=True))
        batch_op.add_column(sa.Column("of_money", sa.Boolean(), nullable=False, server_default="0"))
    with op.batch_alter_table("saved_segment", schema=None) as batch_op:
        batch_op.alter_column("of_money", server_default=None)


def downgrade() -> None:
    """A base is never taken back: restore the copy made before the update."""
    raise NotImplementedError
