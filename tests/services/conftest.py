"""Shops to work in: with a journal of some length, with staff; and small disks."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from clientcrm.crm import Desk
from tests.services.disks import SmallDisk
from tests.services.journals import SVETA, show_often
from tests.services.leavers import make_staffed
from tests.services.raw import make_filled
from tests.support import Shop


@pytest.fixture(scope="session")
def written_template(tmp_path_factory: pytest.TempPathFactory) -> Callable[[Path], Shop]:
    """Some twenty entries of a second sign-in."""

    def fill(desk: Desk) -> None:
        client = desk.clients.create(SVETA)
        show_often(desk, client, 17)

    return make_filled(tmp_path_factory.mktemp("written"), fill)


@pytest.fixture
def written(written_template: Callable[[Path], Shop], tmp_path: Path) -> Iterator[Shop]:
    """A shop with three sign-ins and a journal of some length; closed."""
    made = written_template(tmp_path / "base")
    show_often(made.sign_in(), 1, 10)
    made.close()
    yield made
    made.close()


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Callable[[str], SmallDisk]]:
    """Disks of a given size, taken away at the end."""
    made: list[SmallDisk] = []

    def make(size: str) -> SmallDisk:
        made.append(SmallDisk(tmp_path / f"disk{len(made)}", size))
        return made[-1]

    yield make
    for disk in made:
        disk.unmount()


@pytest.fixture(scope="session")
def staffed_template(tmp_path_factory: pytest.TempPathFactory) -> Callable[[Path], Shop]:
    """One shop with people in it per run, copied for every test."""
    return make_staffed(tmp_path_factory.mktemp("staffed"))


@pytest.fixture
def staffed(staffed_template: Callable[[Path], Shop], tmp_path: Path) -> Iterator[Shop]:
    """Four people, of whom one will leave, ten clients in two portfolios, everything that can be sealed; closed."""
    made = staffed_template(tmp_path / "base")
    yield made
    made.close()
