"""Fewer and narrower indexes: of days sold, of dealings by kind, of what was brought back; lines kept by their key."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Fewer and narrower indexes: of days sold, of dealings by kind, of what was brought back; lines by their key."""
    for name in ("client", "day", "back", "return_of"):
        op.drop_index(f"ix_purchase_{name}", table_name="purchase")
    op.create_index("ix_purchase_client", "purchase", ["client_id"])
    sold, back = sa.text("status = 'done' and kind = 'sale'"), sa.text("return_of is not null")
    for name, columns in (("sold", ["client_id", "day", "total"]), ("day", ["day", "client_id", "total"])):
        op.create_index(f"ix_purchase_{name}", "purchase", columns, sqlite_where=sold, postgresql_where=sold)
    op.create_index(
        "ix_purchase_back", "purchase", ["return_of", "status", "total"], sqlite_where=back, postgresql_where=back
    )
    op.drop_index("ix_timeline_entry_client", table_name="timeline_entry")
    op.create_index("ix_timeline_entry_client", "timeline_entry", ["client_id", "at"])
    op.create_index("ix_timeline_entry_kind", "timeline_entry", ["kind", "at", "client_id"])
    op.create_index("ix_client_figures_status", "client_figures", ["status", "client_id"])
    _make_lines_anew()
    op.drop_index("ix_client_asked", table_name="client")
    op.create_index(
        "ix_client_asked",
        "client",
        [
            *("trashed", "id", "portfolio", "responsible", "tier_id", "state", "kind", "sex", "source", "city"),
            *("region", "country", "discount", "consent", "house", "created_at", "next_contact", "first_purchase"),
            *("last_purchase", "purchase_days", "total", "average", "median", "birth_year", "birth_month"),
            *("birth_day", "has_phone", "has_email", "has_messenger", "has_address", "has_note", "own_filled"),
            "usual_interval",
        ],
    )


def _make_lines_anew() -> None:
    op.rename_table("purchase_line", "purchase_line_before")
    op.drop_index("ix_purchase_line_product", table_name="purchase_line_before")
    op.create_table(
        "purchase_line",
        sa.Column("purchase_id", sa.Integer(), nullable=False),
        sa.Column("ordinal", sa.Integer(), nullable=False),
        sa.Column("product_id", sa.Integer(), nullable=False),
        sa.Column("quantity", sa.Integer(), nullable=False),
        sa.Column("unit_price", sa.Integer(), nullable=False),
        sa.Column("discount", sa.Integer(), nullable=False),
        sa.Column("total", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["product_id"], ["product.id"], name=op.f("fk_purchase_line_product_id")),
        sa.ForeignKeyConstraint(
            ["purchase_id"], ["purchase.id"], name=op.f("fk_purchase_line_purchase_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("purchase_id", "ordinal", name=op.f("pk_purchase_line")),
        sqlite_with_rowid=False,
    )
    names = "purchase_id, ordinal, product_id, quantity, unit_price, discount, total"
    op.execute(
        f"INSERT INTO purchase_line ({names}) "  # noqa: S608 - only words of our own
        f"SELECT {names} FROM purchase_line_before ORDER BY purchase_id, ordinal"
    )
    op.drop_table("purchase_line_before")
    op.create_index("ix_purchase_line_product", "purchase_line", ["product_id", "purchase_id", "total"])
