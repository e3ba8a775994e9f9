"""What happens to the files of a base while a desk is open on it: nothing is said to be saved that is lost."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from clientcrm.crm import Desk
from clientcrm.domain.clients import ClientDraft
from clientcrm.domain.errors import CrmError, DamagedBase
from tests.services.raw import database
from tests.support import Shop


def deleted(file: Path) -> None:
    file.unlink()


def moved_away(file: Path) -> None:
    file.rename(file.with_name("elsewhere.db"))


def put_back(file: Path) -> None:
    """An earlier copy in its place, as a program of the cloud does it."""
    copy = file.with_name("copy.db")
    shutil.copy(file, copy)
    copy.replace(file)


@pytest.mark.attack("T20")
@pytest.mark.parametrize(
    ("lose", "reason"), [(deleted, "missing"), (moved_away, "missing"), (put_back, "foreign")],
)  # fmt: skip
def test_a_file_lost_while_it_is_open_is_told_at_the_next_change(
    shop: Shop, lose: Callable[[Path], None], reason: str
) -> None:
    desk = shop.sign_in()
    desk.clients.create(ClientDraft(name="До"))
    lose(database(shop.folder))
    for change in (
        lambda: desk.clients.create(ClientDraft(name="После")),
        lambda: desk.clients.trash([1]),
        lambda: desk.clients.show_contacts(1),
    ):
        with pytest.raises(DamagedBase) as caught:
            change()  # type: ignore[no-untyped-call]
        assert caught.value.reason == reason
    with pytest.raises(CrmError):
        desk.close()
    assert not desk._lock.held
    if reason == "missing":
        with pytest.raises(DamagedBase):
            shop.sign_in()


@pytest.mark.attack("T20")
def test_a_file_lost_within_a_change_is_told_before_it_counts_as_done(shop: Shop) -> None:
    desk = shop.sign_in()

    def lose_within(desk: Desk) -> None:
        with desk._storage.write():
            database(shop.folder).unlink()

    with pytest.raises(DamagedBase) as caught:
        lose_within(desk)
    assert caught.value.reason == "missing"
    with pytest.raises(CrmError):
        desk.close()
