"""What a need follows from."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """What a need follows from."""
    with op.batch_alter_table("client_figures", schema=None) as batch_op:
        batch_op.add_column(sa.Column("next_because", sa.Integer(), nullable=True))


def downgrade() -> None:
    """A base is never taken back: restore the copy made before the update."""
    raise NotImplementedError
