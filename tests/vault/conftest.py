"""A shop for each test that wants one."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.vault.support import Shop, new_shop


@pytest.fixture
def shop(tmp_path: Path) -> Shop:
    """A fresh base: the owner Anna, the portfolio "Магазин"."""
    return new_shop(tmp_path)
