"""The base itself: is it whole, where is it, which keys open it."""

from __future__ import annotations

from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QVBoxLayout, QWidget

from clientcrm.domain.access import Permission
from clientcrm.domain.settings import CheckLine
from ui import words
from ui.context import Context
from ui.i18n import tr
from ui.protection import link
from ui.settings.code_dialog import CodeDialog
from ui.settings.part import Part
from ui.widgets.button import Button, IconButton
from ui.widgets.card import Card
from ui.widgets.labels import Icon, Label
from ui.widgets.layout import clear, column, holder, row
from ui.widgets.message import MessageBar
from ui.widgets.stepper import ProgressLine

_NOT_PERMITTED = "not_permitted"


def check_title(name: str) -> str:
    """What a part of the check looks at."""
    titles = {
        "pages": tr("Pages of the file and links between records"),
        "schema": tr("Tables as the program knows them"),
        "manifest": tr("Keys and rights, signed by the owner"),
        "seals": tr("Sealed contacts open"),
        "figures": tr("Sums of clients are those of their receipts"),
        "journal": tr("The activity log is unbroken"),
    }
    return titles.get(name, name)


class BasePart(Part):
    """Check, place, keys."""

    def __init__(self, context: Context) -> None:
        super().__init__(context, tr("Base"), tr("Where the data is kept and whether it is whole."), width=680)
        self.check = Button(tr("Check the base"), "shield-check", "primary")
        self.check.clicked.connect(self._check)
        self._lines = column(gap=8)
        self._result = holder(self._lines)
        self._result.hide()
        self._progress = ProgressLine(tr("Checking"))
        self._progress.hide()
        check = Card(tr("Is the base whole"))
        text = tr("Reads every page, opens sealed contacts and walks through the activity log.")
        check.add(Label(text, "small", wrap=True), holder(row(self.check, None)), self._progress, self._result)
        self.add(check, self._place(), self._keys())

    # ------------------------------------------------------------ check

    def act(self) -> None:
        self._check()

    def _check(self) -> None:
        if self.check.is_busy():
            return
        self.check.set_busy(True)
        self._result.hide()
        self._progress.show()
        desk = self.context.desk
        job = self.run(desk.checking.run, self._checked, self._failed, long=True)
        job.progressed.connect(self._progress.set_progress)
        self._progress.stop_asked.connect(job.cancel)
        job.destroyed.connect(self._rest)  # also after a stop, which brings no answer

    def _rest(self) -> None:
        self.check.set_busy(False)
        self._progress.hide()

    def _failed(self, error: BaseException) -> None:
        self._rest()
        self.context.show_error(self, error)

    def _checked(self, lines: list[CheckLine]) -> None:
        self._rest()
        self.check.setFocus(Qt.FocusReason.MouseFocusReason)  # it was off while it turned, and lost the focus
        clear(self._lines)
        broken = [line for line in lines if not line.ok]
        if broken:
            bar = MessageBar(
                "bad",
                tr("%n checks failed", "", len(broken)),
                tr("Restore the last good copy: it opens in a new folder."),
                closable=False,
            )
        else:
            bar = MessageBar("ok", tr("The base is whole"), closable=False)
        self._lines.addWidget(bar)
        for line in lines:
            self._lines.addWidget(_line(line))
        self._result.show()

    # ------------------------------------------------------------ place and keys

    def _place(self) -> QWidget:
        card = Card(tr("Where it is"))
        path = Label(str(self.context.desk.folder), "body", wrap=True, selectable=True)
        path.setAccessibleName(tr("Folder of the base"))
        show = IconButton("folder-open", tr("Show in the folder"))
        show.clicked.connect(lambda: QDesktopServices.openUrl(QUrl.fromLocalFile(str(self.context.desk.folder))))
        card.add(holder(row((path, 1), show, gap=10)))
        return card

    def _keys(self) -> QWidget:
        card = Card(tr("Keys"))
        weak = self.context.desk.weak_device
        if weak:
            words = tr(
                "This computer's half of the key lies in a file, because the system's password store did not work. "
                "Whoever copies the whole disk needs only the password."
            )
            card.add(_fact("triangle-alert", "warn", tr("Key of this computer: weakly kept"), words))
        else:
            words = tr("This computer's half of the key lies in the system's password store.")
            card.add(_fact("shield-check", "ok", tr("Key of this computer: well kept"), words))
        words = tr("Eight groups of digits on paper. They open the base when the owner's password is forgotten.")
        card.add(_fact("key-round", "text2", tr("Recovery code"), words))
        if self.context.may(Permission.MANAGE_PEOPLE):
            self.replace = Button(tr("Replace the recovery code"), "key-round")
            self.replace.clicked.connect(self._replace_code)
            card.add(holder(row(30, self.replace, None)))
        card.add(holder(row(link(), None)))
        return card

    def _replace_code(self) -> None:
        CodeDialog(self, self.context).open()


def _fact(icon: str, tone: str, title: str, text: str) -> QWidget:
    side = holder(QVBoxLayout())
    inner = side.layout()
    assert isinstance(inner, QVBoxLayout)
    inner.setContentsMargins(0, 0, 0, 0)
    inner.addWidget(Icon(icon, tone, 18))
    inner.addStretch(1)
    return holder(row(side, (holder(column(Label(title, "bodym"), Label(text, "small", wrap=True), gap=2)), 1), gap=12))


def _trouble(line: CheckLine) -> str:
    number = words.number(line.number)
    return {
        "unreadable": tr("cannot be read, or was changed outside the program"),
        "pages": tr("damaged places: {number}").format(number=number),
        "unfound": tr("clients that a search misses: {number}").format(number=number),
        "seals": tr("values that do not open: {number}").format(number=number),
        "sums": tr("clients with a wrong sum: {number}").format(number=number),
        "journal_cut": tr("ends before entry {number}").format(number=number),
        "journal_unsigned": tr("not signed before entry {number}").format(number=number),
        "journal_broken": tr("changed at entry {number}").format(number=number),
    }.get(line.trouble, line.detail)


def _line(line: CheckLine) -> QWidget:
    if line.detail == _NOT_PERMITTED:
        mark, note = Icon("minus", "text3", 18, tr("Not checked")), tr("only the owner can check this")
    elif line.ok:
        mark, note = Icon("circle-check", "ok", 18, tr("Whole")), ""
    else:
        mark, note = Icon("circle-x", "bad", 18, tr("Broken")), _trouble(line)
    return holder(row(mark, Label(check_title(line.name), "body"), None, Label(note, "small", "text3"), gap=10))
