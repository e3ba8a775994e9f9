"""What filters and segments ask is read from indexes."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """What filters and segments ask is read from indexes."""
    with op.batch_alter_table("client", schema=None) as batch_op:
        batch_op.create_index(
            "ix_client_asked",
            [
                "trashed",
                "id",
                "portfolio",
                "responsible",
                "tier_id",
                "state",
                "kind",
                "sex",
                "source",
                "city",
                "region",
                "country",
                "discount",
                "consent",
                "house",
                "created_at",
                "next_contact",
                "first_purchase",
                "last_purchase",
                "purchase_days",
                "total",
                "average",
                "median",
                "birth_year",
                "birth_month",
                "birth_day",
                "has_phone",
                "has_email",
                "has_messenger",
                "has_address",
                "has_note",
                "own_filled",
            ],
            unique=False,
        )

    with op.batch_alter_table("purchase", schema=None) as batch_op:
        batch_op.create_index(
            "ix_purchase_back",
            ["return_of", "total"],
            unique=False,
            sqlite_where=sa.text("return_of is not null and status = 'done'"),
            postgresql_where=sa.text("return_of is not null and status = 'done'"),
        )
        batch_op.create_index(
            "ix_purchase_day",
            ["client_id", "day", "total"],
            unique=False,
            sqlite_where=sa.text("status = 'done' and total > 0"),
            postgresql_where=sa.text("status = 'done' and total > 0"),
        )

    with op.batch_alter_table("timeline_entry", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_timeline_entry_client"))
        batch_op.create_index("ix_timeline_entry_client", ["client_id", "at", "kind"], unique=False)


def downgrade() -> None:
    """A base is never taken back: restore the copy made before the update."""
    raise NotImplementedError
