"""Getting onto paper: which printer, the page, and the sheet with the recovery code."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QMarginsF, QRectF, Qt
from PySide6.QtGui import QFont, QPagedPaintDevice, QPageLayout, QPageSize, QPainter, QPdfWriter
from PySide6.QtWidgets import QDialog, QWidget

from ui import theme, words
from ui.i18n import tr
from ui.recovery_code import groups_of

_WIDE = 700.0  # the sheet is drawn on a grid of 700 units across, whatever the printer's dots


def print_code(parent: QWidget, code: str, shop: str) -> None:
    """Ask for a printer and print the sheet."""
    name, title = tr("Recovery code"), tr("Print the recovery code")
    ask_printer(parent, name, title, lambda printer: paint_sheet(printer, code, shop))


def has_printer() -> bool:
    """Whether the system knows of any."""
    from PySide6.QtPrintSupport import QPrinterInfo

    return bool(QPrinterInfo.availablePrinterNames())


def ask_printer(parent: QWidget, name: str, title: str, then: Callable[[QPagedPaintDevice], None]) -> None:
    """Ask for a printer by the system's own dialog; `name` is what the job is called in its queue."""
    from PySide6.QtPrintSupport import QPrintDialog, QPrinter

    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    a4(printer)
    printer.setDocName(name)
    dialog = QPrintDialog(printer, parent)
    dialog.setWindowTitle(title)
    dialog.accepted.connect(lambda: then(printer))
    dialog.finished.connect(dialog.deleteLater)
    QDialog.open(dialog)


def give_up(device: QPagedPaintDevice) -> None:
    """What was painted on a printer so far does not come out."""
    from PySide6.QtPrintSupport import QPrinter

    if isinstance(device, QPrinter):
        device.abort()


def pdf(path: Path, name: str) -> QPdfWriter:
    """A file that is painted like paper."""
    writer = QPdfWriter(str(path))
    writer.setResolution(150)
    writer.setTitle(name)
    a4(writer)
    return writer


def write_code(path: Path, code: str, shop: str) -> None:
    """The sheet as PDF, or as plain text for a .txt; readable by this user alone where the system can say so."""
    path.touch(mode=0o600)
    if path.suffix.lower() == ".txt":
        path.write_text(_as_text(code, shop), encoding="utf-8")
    else:
        paint_sheet(pdf(path, tr("Recovery code")), code, shop)
    if os.name == "posix":
        path.chmod(0o600)


def _as_text(code: str, shop: str) -> str:
    numbered = [f"{number}  {group}" for number, group in enumerate(groups_of(code), 1)]
    head = [tr("Recovery code of the base “{shop}”").format(shop=shop), words.full_day(words.today()), ""]
    return "\n".join([*head, *numbered, "", _advice(), ""])


def _advice() -> str:
    return tr(
        "This code opens the base when the owner's password is forgotten, on this computer or another one. "
        "Keep it away from the computer. Whoever holds it and a copy of the base can read everything."
    )


def a4(device: QPagedPaintDevice) -> None:
    """A page of A4 with 2 cm of margin."""
    device.setPageSize(QPageSize(QPageSize.PageSizeId.A4))
    device.setPageMargins(QMarginsF(20, 20, 20, 20), QPageLayout.Unit.Millimeter)


def paint_sheet(device: QPagedPaintDevice, code: str, shop: str) -> None:
    """Title, date, eight numbered groups, what the code is for. Black on white: it is for paper."""
    painter = QPainter(device)
    scale = painter.viewport().width() / _WIDE
    painter.scale(scale, scale)
    painter.setPen(Qt.GlobalColor.black)
    wrap = Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignLeft
    painter.setFont(paper_font(26, 600))
    painter.drawText(QRectF(0, 0, _WIDE, 40), wrap, tr("Recovery code"))
    painter.setFont(paper_font(15, 400))
    painter.drawText(QRectF(0, 46, _WIDE, 26), wrap, f"{shop} · {words.full_day(words.today())}")
    for index, group in enumerate(groups_of(code)):
        cell = QRectF(index % 4 * 178, 100 + index // 4 * 78, 164, 62)
        painter.drawRoundedRect(cell, 8, 8)
        painter.setFont(paper_font(11, 400))
        painter.drawText(cell.adjusted(10, 8, 0, 0), Qt.AlignmentFlag.AlignLeft, str(index + 1))
        painter.setFont(paper_font(26, 600))
        painter.drawText(cell.adjusted(14, 0, 0, 0), Qt.AlignmentFlag.AlignCenter, group)
    painter.setFont(paper_font(15, 400))
    painter.drawText(QRectF(0, 280, _WIDE, 120), wrap, _advice())
    painter.end()


def paper_font(size: int, weight: int) -> QFont:
    """The font of the program, in units of the painter's grid."""
    font = theme.sized_font(14, weight)
    font.setPixelSize(size)
    font.clearFeatures()  # digits of one width have no letters behind them in a PDF: they could not be searched for
    return font
