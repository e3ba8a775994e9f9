"""Saving the report workbook of a load."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

from PySide6.QtWidgets import QWidget

from ui import file_dialogs, words
from ui.context import Context
from ui.exchange.export_choices import FOLDER_KEY, free_path, last_folder
from ui.exchange.step import filter_of
from ui.i18n import language, tr


def save_report(owner: QWidget, context: Context, batch: int, name: str) -> None:
    """Ask where to, write the workbook in the background, and say where it is."""
    suggested = free_path(last_folder(context.preferences) / report_name(name, words.now()))

    def written(path: Path) -> None:
        context.toast(
            tr("The report is saved: {name}").format(name=path.name),
            action=tr("Show in the folder"),
            on_action=lambda: file_dialogs.show_in_folder(path),
        )

    def chosen(path: Path) -> None:
        context.preferences.set(FOLDER_KEY, str(path.parent))
        importing = context.desk.importing
        context.background.run(context, lambda _job: importing.report(batch, path, language()), then=written, long=True)

    file_dialogs.save_file(owner, tr("Where to save the report"), filter_of(suggested), chosen, suggested)


def report_name(name: str, now: datetime) -> str:
    """Отчёт_импорта_клиенты_2025-05-14_18-02.xlsx."""
    stem = Path(name).stem
    return "_".join((tr("Import_report", "in a file name"), stem, f"{now:%Y-%m-%d_%H-%M}")) + ".xlsx"
