"""The writer of migrations (packaging/migration.py): what it writes runs on a base with rows in it."""

from __future__ import annotations

import importlib.util
from pathlib import Path
from types import ModuleType

import pytest

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="module")
def writer() -> ModuleType:
    """packaging/migration.py, which is no module of the program."""
    spec = importlib.util.spec_from_file_location("migration", ROOT / "packaging" / "migration.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.mark.parametrize(("column", "value"), [("city", "''"), ("discount", "'0'"), ("trashed", "'0'")])
def test_rows_that_are_there_get_the_value_of_the_model(writer: ModuleType, column: str, value: str) -> None:
    words = (
        "    with op.batch_alter_table('client', schema=None) as batch_op:\n"
        f"        batch_op.add_column(sa.Column('{column}', sa.String(), nullable=False))"
    )
    assert writer.filled_in(words).splitlines() == [
        "    with op.batch_alter_table('client', schema=None) as batch_op:",
        f"        batch_op.add_column(sa.Column('{column}', sa.String(), nullable=False, server_default={value}))",
        "    with op.batch_alter_table('client', schema=None) as batch_op:",
        f"        batch_op.alter_column('{column}', server_default=None)",
    ]


def test_what_may_be_empty_stays_empty(writer: ModuleType) -> None:
    words = (
        "    with op.batch_alter_table('client', schema=None) as batch_op:\n"
        "        batch_op.add_column(sa.Column('inn', sa.String(length=9), nullable=True))"
    )
    assert writer.filled_in(words) == words
