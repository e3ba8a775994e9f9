"""What the rules about the sources stand on: each file read once."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.rules.sources import forget


@pytest.fixture(scope="package", autouse=True)
def read_once() -> Iterator[None]:
    """Trees are kept from rule to rule, and not for the tests that come after them."""
    yield
    forget()
