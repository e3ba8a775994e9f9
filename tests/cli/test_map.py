"""The file of --map as people write it by hand: a slip in it is told, not passed over."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from tests.cli.conftest import Typed


@pytest.fixture
def table(tmp_path: Path) -> Path:
    path = tmp_path / "clients.csv"
    path.write_text("Кто;Куда звонить\nАнна;89161234567\n", "utf-8")
    return path


@pytest.mark.parametrize(
    ("mapping", "word"),
    [
        ({"colums": {"Кто": "full_name"}}, "colums"),
        ({"columns": {"Кто": "full_name"}, "options": {"decimall": ","}}, "decimall"),
    ],
)
def test_a_slip_in_a_word_is_told(
    typed: Typed, tmp_path: Path, table: Path, mapping: dict[str, Any], word: str
) -> None:
    path = tmp_path / "map.json"
    path.write_text(json.dumps(mapping), "utf-8")
    said = typed("--lang", "ru", "import", table, "--map", path)
    assert (said.status, said.error) == (1, "bad_map")
    assert f"слово «{word}» незнакомо" in said.values["error"]["message"]
    assert typed("clients").values["total"] == 0


def test_a_sheet_that_is_not_there_is_told_with_those_that_are(typed: Typed, table: Path) -> None:
    said = typed("--lang", "ru", "import", table, "--sheet", "Лист9")
    assert said.values["error"]["message"] == "В файле нет листа «Лист9»: укажите один из листов: clients."


def test_a_header_below_everything_is_told(typed: Typed, tmp_path: Path, table: Path) -> None:
    path = tmp_path / "map.json"
    path.write_text(json.dumps({"header_row": 900, "columns": {"A": "full_name"}}), "utf-8")
    said = typed("--lang", "ru", "import", table, "--map", path)
    assert (said.status, said.error) == (1, "bad_map")
    assert said.values["error"]["message"].startswith("Ниже строки 900 в таблице ничего нет")


def test_a_folder_is_called_by_its_name(typed: Typed, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.chdir(tmp_path)
    assert typed("--lang", "ru", "sheets", ".").values["error"]["message"].startswith("«.» — папка")
