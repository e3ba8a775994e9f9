"""House clients."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """House clients."""
    with op.batch_alter_table("client", schema=None) as batch_op:
        batch_op.drop_index("ix_client_money")
        batch_op.drop_index("ix_client_often")
        batch_op.add_column(sa.Column("house", sa.Boolean(), nullable=False, server_default="0"))
    with op.batch_alter_table("client", schema=None) as batch_op:
        batch_op.alter_column("house", server_default=None)
    houses, bought = sa.text("house"), sa.text("purchase_days > 0 and not trashed and not house")
    for name, columns, rows in (
        ("ix_client_house", ["house", "last_purchase"], houses),
        ("ix_client_money", ["total"], bought),
        ("ix_client_often", ["purchase_days"], bought),
    ):
        op.create_index(name, "client", columns, unique=False, sqlite_where=rows, postgresql_where=rows)


def downgrade() -> None:
    """A base is never taken back: restore the copy made before the update."""
    raise NotImplementedError
