"""The report of an import that has nowhere to go: nothing is brought in, or what was is told."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from clientcrm.services.importing import Importing
from tests.cli.conftest import Typed


@pytest.fixture
def table(tmp_path: Path) -> Path:
    path = tmp_path / "clients.csv"
    path.write_text("Имя;Телефон\nАнна;89161234567\n", "utf-8")
    return path


@pytest.mark.parametrize(
    ("place", "code"),
    [("report.txt", "does_not_fit"), ("folder.xlsx", "is_a_folder"), ("file/report.xlsx", "file_exists")],
)
def test_nothing_is_brought_in_where_the_report_cannot_be_written(
    typed: Typed, tmp_path: Path, table: Path, place: str, code: str
) -> None:
    (tmp_path / "folder.xlsx").mkdir()
    (tmp_path / "file").write_text("no folder")
    said = typed("import", table, "--report", tmp_path / place)
    assert (said.status, said.error) == (1, code)
    assert typed("clients").values["total"] == 0


def test_a_former_report_is_replaced(typed: Typed, tmp_path: Path, table: Path) -> None:
    report = tmp_path / "new folder" / "report.xlsx"
    assert typed("import", table, "--report", report, "--dry-run").status == 0
    before = report.read_bytes()
    assert typed("import", table, "--report", report).values["report"] == str(report)
    assert report.read_bytes() != before


def test_an_import_whose_report_failed_in_the_end_is_told(
    typed: Typed, tmp_path: Path, table: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> Path:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Importing, "report", full)
    said = typed("import", table, "--report", tmp_path / "report.xlsx")
    assert (said.status, said.error) == (1, "disk_full")
    assert (said.values["created"], said.values["batch"]) == (1, 1)
    assert typed("clients").values["total"] == 1


def test_an_empty_name_of_a_segment_is_not_everybody(typed: Typed, tmp_path: Path) -> None:
    typed("add", "client", "--name", "Анна")
    assert typed("export", tmp_path / "out.csv", "--segment", "").error == "not_found"
    assert not (tmp_path / "out.csv").exists()
    assert typed("clients", "--segment", "").error == "not_found"


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="a folder where nothing can be made")
def test_a_file_that_cannot_be_written_is_called_by_its_name(typed: Typed) -> None:
    said = typed("--lang", "ru", "export", "/proc/out.csv")
    assert "out.csv" in said.values["error"]["message"]
    assert ".part" not in said.values["error"]["message"]
