"""How a client stands among all who bought."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """How a client stands among all who bought."""
    with op.batch_alter_table("client", schema=None) as batch_op:
        batch_op.create_index(
            "ix_client_money",
            ["total"],
            unique=False,
            sqlite_where=sa.text("purchase_days > 0 and not trashed"),
            postgresql_where=sa.text("purchase_days > 0 and not trashed"),
        )
        batch_op.create_index(
            "ix_client_often",
            ["purchase_days"],
            unique=False,
            sqlite_where=sa.text("purchase_days > 0 and not trashed"),
            postgresql_where=sa.text("purchase_days > 0 and not trashed"),
        )


def downgrade() -> None:
    """A base is never taken back: restore the copy made before the update."""
    raise NotImplementedError
