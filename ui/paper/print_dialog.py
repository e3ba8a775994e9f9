"""The dialog that puts a list of clients on paper: whom, on which printer or as PDF; on request it asks the owner."""

from __future__ import annotations

from collections.abc import Generator
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtGui import QPagedPaintDevice
from PySide6.QtWidgets import QWidget

from clientcrm.domain.access import Permission
from clientcrm.domain.clients import ClientFilter, ClientOrder
from clientcrm.domain.exports import ContactsIn, PrintPlan, contacts_in
from clientcrm.domain.requests import RequestKind, RequestRow
from ui import file_dialogs, words
from ui.asking import Asking, granted_of
from ui.background import Job
from ui.context import Context
from ui.errors import tell_in
from ui.i18n import language, tr
from ui.paper import printing
from ui.paper.printed_list import ListPaper, Printed, Sheet, page_height
from ui.widgets.button import Button
from ui.widgets.choice import RadioGroup
from ui.widgets.dialog import Dialog
from ui.widgets.labels import Label
from ui.widgets.layout import clear, column, holder, show_if
from ui.widgets.message import MessageBar
from ui.widgets.option import Option
from ui.widgets.stepper import ProgressLine

_LIST, _MARKED = "list", "marked"
_PAINTING: Final = "painting"  # what the pages are painted under, a few per turn of the event loop


@dataclass(frozen=True, slots=True)
class PrintAsked:
    """What the person came with: the list as it is narrowed, and the clients marked in it."""

    filter: ClientFilter = field(default_factory=ClientFilter)
    order: ClientOrder = field(default_factory=ClientOrder)
    marked: tuple[int, ...] = ()


class PrintDialog(Dialog):
    """Nothing is read for paper before a printer or a file was chosen: the entry in the journal comes with it."""

    def __init__(self, owner: QWidget, context: Context, asked: PrintAsked) -> None:
        super().__init__(owner, tr("Print the list"), icon="printer", width=480)
        self._context, self._asked = context, asked
        self._granted: RequestRow | None = None
        self._count = 0
        self._begun = False  # the form has given way
        self._printer = printing.has_printer()
        self._device: QPagedPaintDevice | None = None
        self._file: Path | None = None
        self._steps: Generator[None, None, None] | None = None
        self.request = self._asking() if context.user.asks(Permission.PRINT) else None
        self._make()
        self._assemble()
        self._read()

    # ------------------------------------------------------------ parts

    def _asking(self) -> Asking:
        made = Asking(self._context, RequestKind.PRINT, tr("It is good for one print."))
        made.changed.connect(self._read)
        return made

    def _make(self) -> None:
        options = [
            Option(_LIST, tr("Those in the list now") if _is_narrowed(self._asked.filter) else tr("All clients"))
        ]
        if self._asked.marked:
            options.append(Option(_MARKED, tr("%n marked clients", "", len(self._asked.marked))))
        self.scope = RadioGroup(options, current=options[-1].key, name=tr("Whom to print"))
        self.scope.chosen.connect(lambda _key: self._read())
        self._several = len(options) > 1
        self.no_printer = MessageBar(
            "info",
            tr("No printer is set up on this computer."),
            tr("The list can be saved as a PDF file, looked at there and printed elsewhere."),
            closable=False,
        )
        self.warning = MessageBar(
            "warn",
            tr("The paper will hold personal data."),
            tr("Keep it where others have no access, and destroy it when it is no longer needed."),
            closable=False,
        )
        self.about = Label(self._about(), "small", "text2", wrap=True)
        self.trouble = column()
        self.cancel = Button(tr("Cancel"))
        self.cancel.clicked.connect(lambda _on=False: self.close_dialog())
        self.save = Button(tr("Save as PDF"), "download", kind="default" if self._printer else "primary")
        self.save.clicked.connect(self._ask_where)
        self.go = Button(tr("Print"), "printer", "primary")
        self.go.clicked.connect(self._ask_printer)
        self.ask = Button(tr("Ask"), "hand", "primary")
        self.ask.clicked.connect(self._send)

    def _assemble(self) -> None:
        who = Label(tr("Whom to print"), "capm")
        for part in (who, self.scope):
            show_if(part, self._several)
        self._requests = column()
        if self.request is not None:
            self._requests.addWidget(self.request)
        self._form = holder(
            column(
                who, self.scope,
                self.about,
                self.no_printer, self.warning, self._requests, holder(self.trouble),
                gap=8,
            )
        )  # fmt: skip
        self.add(self._form)
        self.set_actions(self.cancel, self.save, self.go, self.ask)
        self._show_actions()
        self.closed.connect(lambda _result: self._let_go())

    def _about(self) -> str:
        """What will be on the paper, and what of the contacts."""
        said = [tr("On the paper: name, phones, tier, last purchase and city. Each page says who printed it and when.")]
        contacts = contacts_in(self._context.user, agreed=self.request is not None)
        if contacts is ContactsIn.OWN:
            said.append(tr("Phones stand in full for your own clients alone."))
        elif contacts is not ContactsIn.FULL:
            said.append(tr("Phones are hidden: your role does not show them."))
        return " ".join(said)

    def _show_actions(self) -> None:
        """Ask first, or print; one primary button at a time."""
        asks = self.request is not None and self._granted is None
        show_if(self.no_printer, not asks and not self._printer)
        self.ask.setVisible(asks)
        self.save.setVisible(not asks)
        self.go.setVisible(not asks and self._printer)
        self.set_default(self.ask if asks else self.go if self._printer else self.save)

    # ------------------------------------------------------------ how many, and whether the owner agreed

    def plan(self) -> PrintPlan:
        """What would be printed now."""
        marked = self._asked.marked if self.scope.current() == _MARKED else None
        asked = self._asked
        return PrintPlan(ClientFilter() if marked else asked.filter, asked.order, marked, language=language())

    def _read(self) -> None:
        plan, desk, asks = self.plan(), self._context.desk, self.request is not None

        def read(_job: Job) -> tuple[int, int | None, list[RequestRow]]:
            count = desk.exporting.count(plan)
            return (count, desk.requests.granted(plan), desk.requests.mine()) if asks else (count, None, [])

        self._context.background.run(self, read, then=self._arrived, failed=self._trouble, key="count")

    def _arrived(self, found: tuple[int, int | None, list[RequestRow]]) -> None:
        if self._begun:
            return
        self._count, number, mine = found
        before, self._granted = self._granted, granted_of(mine, number)
        if self.request is not None:
            self.request.show_requests(self._granted, mine)
            show_if(self.warning, self._granted is not None)
        count = self._granted.count if self._granted is not None else self._count
        self.about.setText(f"{tr('%n clients', '', count)}. {self._about()}")
        self.go.set_text(tr("Print %n clients", "", count) if count else tr("Print"))
        self.ask.set_text(tr("Ask for %n clients", "", count) if count else tr("Ask"))
        for button in (self.go, self.save, self.ask):
            if count:
                button.set_on()
            else:
                button.set_off(tr("There is nobody to print."))
        self._show_actions()
        if before is None and self._granted is not None:  # the field for the reason had the keyboard, and is gone
            (self.go if self._printer else self.save).setFocus(Qt.FocusReason.OtherFocusReason)

    def ask_first(self, mine: list[RequestRow]) -> None:
        """Show the dialog as to somebody who needs the owner's agreement."""
        if self.request is None:
            self.request = self._asking()
            self._requests.addWidget(self.request)
        self._arrived((mine[0].count, None, mine))

    def _send(self) -> None:
        plan, requests = self.plan(), self._context.desk.requests
        clear(self.trouble)
        if self.request is not None:
            self.request.send(lambda reason: requests.ask_print(plan, reason), self._trouble)

    # ------------------------------------------------------------ a printer or a file

    def _ask_printer(self) -> None:
        name = tr("Clients", "in a file name")
        printing.ask_printer(self, name, tr("Print the list"), self._print)

    def _ask_where(self) -> None:
        name = "_".join((tr("Clients", "in a file name"), words.today().isoformat())) + ".pdf"
        start = file_dialogs.documents() / name
        file_dialogs.save_file(self, tr("Save as PDF"), [tr("PDF document (*.pdf)")], self._write, start)

    def _write(self, path: Path) -> None:
        self._file = path if path.suffix.lower() == ".pdf" else path.with_name(path.name + ".pdf")
        try:
            _part(self._file).touch(mode=0o600)
        except OSError as error:
            self._trouble(error)
            return
        self._print(printing.pdf(_part(self._file), tr("Clients", "in a file name")))

    def _print(self, device: QPagedPaintDevice) -> None:
        """The core writes the entry, then gives the rows; then page after page."""
        self._device = device
        plan, exporting = self.plan(), self._context.desk.exporting
        self.progress = ProgressLine(tr("Reading the clients"))
        self.progress.stop_asked.connect(self._stop)
        self._begun = True
        self._form.hide()
        self.add(self.progress)
        for button in (self.cancel, self.save, self.go):
            button.hide()
        self._context.background.run(
            self, lambda _job: exporting.print_list(plan), then=self._paint, failed=self._refused, long=True
        )

    def _paint(self, printed: Printed) -> None:
        self._steps = self._pages(printed)
        done = partial(self._printed, len(printed.rows))
        self._context.background.piecemeal(self, self._steps, then=done, key=_PAINTING)

    def _pages(self, printed: Printed) -> Generator[None, None, None]:
        assert self._device is not None
        at = words.now()
        now = f"{words.full_day(at.date())}, {words.clock(at)}"
        sheet = Sheet(
            f"{tr('Clients')} · {self._context.shop.shop}",
            f"{tr('%n clients', '', len(printed.rows))} · {now}",
            printed.page_line or f"{self._context.user.name}, {now}",
        )
        paper = ListPaper(printed, sheet, page_height(self._device))
        yield from paper.lay_out()
        self.progress.set_text(tr("Printing the pages"))
        try:
            for done in paper.paint(self._device):
                self.progress.set_progress(done, len(paper.pages))
                yield
        except OSError as error:
            self._device = self._steps = None
            self._refused(error)

    def _printed(self, count: int) -> None:
        if self._device is None:  # the pages did not come out
            return
        self._device, self._steps = None, None  # a file is whole once nobody paints it any more
        if self._file is None:
            self.close_dialog("done")
            self._context.toast(tr("%n clients are on their way to the printer", "", count), icon="printer")
            return
        path, self._file = self._file, None
        try:
            _part(path).replace(path)
        except OSError as error:
            self._refused(error)
            return
        self._show_file(path, count)

    def _show_file(self, path: Path, count: int) -> None:
        self.progress.hide()
        self.add(
            Label(tr("%n clients are in the file.", "", count), "body", wrap=True),
            Label(str(path), "small", "text2", wrap=True, selectable=True),
        )
        show = Button(tr("Show in the folder"), "folder-open")
        show.clicked.connect(lambda: file_dialogs.show_in_folder(path))
        fine = Button(tr("Done"), "check", "primary")
        fine.clicked.connect(lambda: self.close_dialog("done"))
        self.set_actions(show, fine)
        self.set_default(fine)
        fine.setFocus()

    # ------------------------------------------------------------ what stops it

    def escape(self) -> None:
        if self._device is None:
            super().escape()

    def _stop(self) -> None:
        self.close_dialog()
        self._context.toast(tr("The printing is stopped; that it was begun stands in the journal."), icon="x")

    def _let_go(self) -> None:
        """What was being painted is given up: no half of a list comes out."""
        self._context.background.abandon(self, _PAINTING)
        if self._device is not None:
            printing.give_up(self._device)
        if self._steps is not None:
            self._steps.close()
        self._steps = self._device = None
        if self._file is not None:
            _part(self._file).unlink(missing_ok=True)
            self._file = None

    def _refused(self, error: BaseException) -> None:
        self._let_go()
        self._trouble(error)
        if self.is_open():
            self.progress.hide()
            self._begun = False
            self._form.show()
            self.cancel.show()
            self._read()

    def _trouble(self, error: BaseException) -> None:
        if not tell_in(self.trouble, error):
            self.close_dialog()
            self._context.show_error(self._context, error)


def _part(path: Path) -> Path:
    """Where the file grows: it has its name once it is whole."""
    return path.with_name(path.name + ".part")


def _is_narrowed(asked: ClientFilter) -> bool:
    return asked != ClientFilter()
