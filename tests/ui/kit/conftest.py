"""A worker of its own for the tests of the kit: they need no base."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from ui.background import Background


@pytest.fixture
def background() -> Iterator[Background]:
    """The worker; errors of the work fail the test."""
    errors: list[BaseException] = []
    made = Background(lambda _owner, error: errors.append(error))
    yield made
    made.close()
    assert errors == []
