"""A full copy comes back to the letter: into the base it was made of, and into an empty one (EXCEL.md 6.3)."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from clientcrm.crm import Desk
from clientcrm.domain.exports import ExportPlan
from clientcrm.domain.imports import ImportKind
from tests.services.imported import brought, said
from tests.services.odd_shop import fill_oddly
from tests.services.raw import make_filled
from tests.story.canonical import canonical, differences
from tests.support import Shop

SHEETS = {"Клиенты": ImportKind.CLIENTS, "Покупки": ImportKind.PURCHASES}


@pytest.fixture(scope="module")
def odd(tmp_path_factory: pytest.TempPathFactory) -> Callable[[Path], Shop]:
    """A shop of odd values, to be copied."""
    return make_filled(tmp_path_factory.mktemp("odd"), fill_oddly)


@pytest.fixture
def desk(odd: Callable[[Path], Shop], tmp_path: Path) -> Iterator[Desk]:
    shop = odd(tmp_path / "odd")
    yield shop.sign_in()
    shop.close()


@pytest.fixture
def empty(template: Callable[[Path], Shop], tmp_path: Path) -> Iterator[Desk]:
    shop = template(tmp_path / "empty")
    yield shop.sign_in()
    shop.close()


def same(before: dict, after: dict) -> None:  # type: ignore[type-arg]
    assert "\n".join(differences(before, after)) == ""


def living(value: dict) -> dict:  # type: ignore[type-arg]
    """Without what lies in the trash: it does not go out."""
    gone = {key for key, client in value["clients"].items() if client["trashed"]}
    return value | {"clients": {key: client for key, client in value["clients"].items() if key not in gone}}


@pytest.mark.parametrize("language", ["ru", "en"])
def test_into_itself_nothing_is_new_or_changed(desk: Desk, tmp_path: Path, language: str) -> None:
    before = canonical(desk)
    file = desk.exporting.run(ExportPlan(tmp_path / "copy.xlsx", language=language)).path
    for sheet in [choice.name for choice in desk.importing.sheets(_choice(file)) if choice.rows and choice.kind][:2]:
        counts = brought(desk, file, sheet=sheet).counts
        assert said(counts) == {"skipped": counts.rows, "unchanged": counts.rows}
    same(before, canonical(desk))


def test_into_an_empty_base_makes_an_equal_one(desk: Desk, empty: Desk, tmp_path: Path) -> None:
    file = desk.exporting.run(ExportPlan(tmp_path / "copy.xlsx")).path
    for sheet in SHEETS:
        counts = brought(empty, file, sheet=sheet).counts
        assert said(counts) == {"created": counts.rows}
    same(living(canonical(desk)), canonical(empty))


def _choice(file: Path):  # type: ignore[no-untyped-def]
    from clientcrm.domain.imports import FileChoice

    return FileChoice(file)
