"""A shop and its owner's desk."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from clientcrm.crm import Desk
from tests.support import Shop, make_template


@pytest.fixture(scope="session")
def template(tmp_path_factory: pytest.TempPathFactory) -> Callable[[Path], Shop]:
    """One base per run, copied for every test."""
    return make_template(tmp_path_factory.mktemp("template"))


@pytest.fixture
def shop(template: Callable[[Path], Shop], tmp_path: Path) -> Iterator[Shop]:
    """A fresh shop."""
    made = template(tmp_path / "base")
    yield made
    made.close()


@pytest.fixture
def desk(shop: Shop) -> Desk:
    """The owner, signed in."""
    return shop.sign_in()
