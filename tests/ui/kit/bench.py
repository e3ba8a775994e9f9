"""Time the table: python -m tests.ui.kit.bench. Prints numbers; the machine decides what they mean."""

from __future__ import annotations

import os
import statistics
import sys
import time
from collections.abc import Callable

from PySide6.QtCore import QObject
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication

from tests.ui.kit import sample
from ui import i18n, theme
from ui.background import Background
from ui.widgets.table import PagedModel, Table


def timed(work: Callable[[], object], times: int = 30) -> tuple[float, float]:
    """Median and worst CPU ms of this thread: on a shared machine the wall clock tells of the neighbours."""
    spans = []
    for _ in range(times):
        start = time.thread_time()
        work()
        spans.append((time.thread_time() - start) * 1000)
    return statistics.median(spans), max(spans)


def settle(app: QApplication, background: Background) -> None:
    """Wait until every page has come."""
    for _ in range(2000):
        app.processEvents()
        if not background.busy():
            return
        time.sleep(0.001)


def table_repaint(rows: int = 1_000_000, width: int = 1440, height: int = 900) -> dict[str, tuple[float, float]]:
    """Median and worst ms of: a full repaint, a page further, showing a new list, marking all."""
    app = QApplication.instance() or QApplication(sys.argv)
    assert isinstance(app, QApplication)
    theme.start(app, "light", 100)
    i18n.set_language("ru")
    background = Background(lambda _owner, error: sys.stderr.write(f"{error!r}\n"))
    parent = QObject()
    model = PagedModel(sample.columns(), sample.load, background, parent, dim=lambda row: row.tier.palette == "lost")
    table = Table("Клиенты")
    table.set_model(model)
    table.resize(width, height)
    ids = list(range(rows))
    model.show_ids(ids)
    table.show()
    table.set_sort("name", False)
    settle(app, background)
    canvas = QImage(width, height, QImage.Format.Format_RGB32)

    def repaint() -> None:
        table.render(canvas)

    bar = table.verticalScrollBar()

    def scroll() -> None:
        bar.setValue(bar.value() + 40)
        repaint()

    def jump() -> None:
        bar.setValue((bar.value() + bar.maximum() // 7) % bar.maximum())
        repaint()

    figures = {"full repaint": timed(repaint), "one row down, repaint": timed(scroll), "jump, first paint": timed(jump)}
    figures["show_ids"] = timed(lambda: model.show_ids(ids), 5)
    figures["mark all"] = timed(table.mark_all, 5)
    settle(app, background)
    background.close()
    table.deleteLater()
    return figures


if __name__ == "__main__":
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    for count in (100_000, 1_000_000):
        for what, (median, worst) in table_repaint(count).items():
            sys.stdout.write(f"{count:>9} rows  {what:<24} {median:7.2f} ms, worst {worst:7.2f} ms\n")
