"""Very long lists go in by slices, each whole: cut short between two they go on or are taken back (EXCEL.md I4, I5)."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from clientcrm.crm import Desk
from clientcrm.domain.imports import ImportCheck, ImportResult
from clientcrm.services.imports import slices as import_slices
from tests.services.imported import brought, checked, csv_file, planned, said
from tests.story.canonical import canonical, differences
from tests.support import Shop

HEADER = ("Код", "ФИО", "Телефон", "Статус клиента", "Теги", "Любимый чай")


class Stop(Exception):
    """The power goes off."""


class Stopper:
    """Progress that is stopped once so many rows are done."""

    def __init__(self, rows: int) -> None:
        self._rows = rows

    def step(self, done: int, total: int) -> None:
        """Count, and stop."""
        assert 0 <= done <= total
        if done > self._rows:
            raise Stop


def people(count: int) -> list[tuple[str, ...]]:
    """A long list: its tiers and tags are new, its last rows are about people of its first ones, some have faults."""
    rows = [HEADER]
    for n in range(count):
        phone = "89" if n % 500 == 7 else f"8 916 {n:07}"
        rows.append(
            (f"К-{n}", f"Клиент {n}", phone, "Друзья" if n % 400 == 3 else "", "опт" if n % 300 == 5 else "", "")
        )
    rows += [(f"К-{n}", f"Клиент {n}", "", "", "", "пуэр") for n in (1, 1500)]
    return rows


@pytest.fixture
def sliced(monkeypatch: pytest.MonkeyPatch) -> None:
    """More than a thousand rows are a very long list, and a thousand of them a slice."""
    monkeypatch.setattr(import_slices, "WHOLE", 1000)
    monkeypatch.setattr(import_slices, "SLICE", 1000)


@pytest.fixture(scope="module")
def whole(template: Callable[[Path], Shop], tmp_path_factory: pytest.TempPathFactory) -> Iterator[Any]:
    """What the list comes to in one piece: result and base."""
    folder = tmp_path_factory.mktemp("whole")
    shop = template(folder / "base")
    desk = shop.sign_in()
    result = brought(desk, csv_file(folder / "long.csv", people(2300)))
    yield result, comparable(desk)
    shop.close()


def comparable(desk: Desk) -> dict[str, Any]:
    """The base without the ids that it gave out itself."""
    found = canonical(desk)
    return found | {"clients": {client["draft"]["name"]: client for client in found["clients"].values()}}


def stopped(desk: Desk, folder: Path) -> ImportCheck:
    """The list, cut short in its second slice."""
    check = checked(desk, planned(desk, csv_file(folder / "long.csv", people(2300))))
    with pytest.raises(Stop):
        desk.importing.apply(check.batch, Stopper(1000))
    (batch,) = desk.importing.unfinished()
    assert (batch.state, batch.rows_done, batch.rows_total) == ("applying", 1000, 2302)
    return check


def same(result: ImportResult, other: ImportResult) -> bool:
    numbers = [[(p.row, p.code, re.sub(r"\d+", "", p.value)) for p in one.problems] for one in (result, other)]
    return (result.counts, result.codes, numbers[0]) == (other.counts, other.codes, numbers[1])


@pytest.mark.usefixtures("sliced")
def test_slices_come_to_the_same_as_one_piece(desk: Desk, whole: Any, tmp_path: Path) -> None:
    before = canonical(desk)
    result = brought(desk, csv_file(tmp_path / "long.csv", people(2300)))
    assert same(result, whole[0])
    assert said(result.counts) == {"created": 2300, "skipped": 2, "merged": 2}
    assert differences(comparable(desk), whole[1]) == []
    desk.importing.undo(result.batch)
    assert differences(canonical(desk), before) == []


@pytest.mark.proves("F23")
@pytest.mark.usefixtures("sliced")
def test_a_long_list_that_was_cut_short_goes_on_with_the_next_slice(desk: Desk, whole: Any, tmp_path: Path) -> None:
    check = stopped(desk, tmp_path)
    result = desk.importing.resume(check.batch)
    assert isinstance(result, ImportResult)
    assert same(result, whole[0])
    assert differences(comparable(desk), whole[1]) == []
    assert desk.importing.unfinished() == []


@pytest.mark.usefixtures("sliced")
def test_a_long_list_that_was_cut_short_can_be_taken_back(desk: Desk, tmp_path: Path) -> None:
    before = canonical(desk)
    check = stopped(desk, tmp_path)
    assert len(canonical(desk)["clients"]) == 1000
    desk.importing.cancel(check.batch)
    assert differences(canonical(desk), before) == []
    assert [row.state for row in desk.importing.batches()] == ["cancelled"]
