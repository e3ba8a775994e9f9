"""What will be in a file that somebody asks for: its first rows, and how much of it there is."""

from __future__ import annotations

from PySide6.QtWidgets import QTableWidget, QTableWidgetItem

from clientcrm.domain.requests import RequestPreview
from ui import theme, words
from ui.i18n import tr

_HEIGHT = 260


def preview_facts(found: RequestPreview) -> str:
    """How many clients and columns, how many of them planted, how many gone."""
    facts = [tr("%n clients", "", found.count)]
    facts.append(tr("{count} columns").format(count=words.number(len(found.header))))
    if found.canaries:
        facts.append(tr("%n of them canaries", "", found.canaries))
    if found.gone:
        facts.append(tr("%n gone since it was asked", "", found.gone))
    return " · ".join(facts)


def preview_table(found: RequestPreview, height: int = _HEIGHT) -> QTableWidget:
    """Its first rows, only to be read."""
    table = QTableWidget(len(found.rows), len(found.header))
    table.setAccessibleName(tr("The first rows of the file"))
    table.setHorizontalHeaderLabels(list(found.header))
    table.verticalHeader().hide()
    table.setEditTriggers(QTableWidget.EditTrigger.NoEditTriggers)
    table.setTabKeyNavigation(False)  # Tab leads on to the answers
    table.setFixedHeight(theme.px(height))
    table.setFont(theme.font("small"))
    table.horizontalHeader().setFont(theme.font("smallm"))
    for y, row in enumerate(found.rows):
        for x, value in enumerate(row):
            table.setItem(y, x, QTableWidgetItem("" if value is None else str(value)))
    table.resizeColumnsToContents()
    return table
