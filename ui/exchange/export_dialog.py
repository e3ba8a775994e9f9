"""The export dialog: what, for whom, where; then progress, then the file."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from functools import cached_property
from pathlib import Path
from typing import Any, TypeVar

import shiboken6
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from clientcrm.domain.access import Permission
from clientcrm.domain.clients import ClientFilter, ClientOrder
from clientcrm.domain.exports import Exported, ExportPlan, ExportShape
from clientcrm.domain.requests import RequestKind, RequestRow
from ui import file_dialogs, words
from ui.asking import Asking, granted_of
from ui.background import Job
from ui.context import Context
from ui.errors import is_known, tell_in
from ui.exchange.choices import Choices
from ui.exchange.export_choices import (
    FOLDER_KEY,
    ExportAsked,
    ExportChoice,
    export_plan,
    formats,
    free_path,
    last_folder,
    scopes,
    shapes,
)
from ui.exchange.step import filter_of
from ui.i18n import tr
from ui.widgets.button import Button
from ui.widgets.choice import CheckBox, Segmented
from ui.widgets.dialog import Dialog
from ui.widgets.labels import Label
from ui.widgets.layout import clear, column, holder, row, show_if
from ui.widgets.message import MessageBar
from ui.widgets.password import PasswordField
from ui.widgets.stepper import ProgressLine

LEAST_PASSWORD = 8
T = TypeVar("T")


class ExportDialog(Dialog):
    """Writes clients to a file; closing it while it writes leaves the work to the background."""

    def __init__(self, owner: QWidget, context: Context, asked: ExportAsked) -> None:
        super().__init__(owner, tr("Export clients"), icon="download", width=480)
        self._context, self._asked = context, asked
        self._folder = last_folder(context.preferences)
        self._path: Path | None = None
        self._job: Job | None = None
        self._done = 0
        self._begun = False  # the form has given way: its buttons are gone
        # Whoever exports with the owner's agreement alone sends a request first.
        self.request = self._asking() if context.user.asks(Permission.EXPORT) else None
        self._granted: RequestRow | None = None
        self._make()
        self._wire()
        self._assemble()
        self._show()

    # ------------------------------------------------------------ parts

    def _make(self) -> None:
        whom = scopes(self._asked)
        self.scope = Choices(whom, current=whom[-1].key, name=tr("Whom to export"))
        self.shape = Choices(shapes(), current=ExportShape.FULL_COPY.value, name=tr("What for"))
        self.format = Segmented(formats(), current="xlsx", name=tr("Format of the file"))
        self.locked = CheckBox(tr("Close the file with a password"))
        self._password_place = column()
        self.file_name = Label("", "smallm", wrap=True)
        self.place = Label("", "cap", elide=True)
        self.elsewhere = Button(tr("Elsewhere"), "folder-open", "ghost", "sm")
        self.warning = MessageBar(
            "warn",
            tr("The file will hold personal data."),
            tr("Keep it where others have no access, and delete it when it is no longer needed."),
            closable=False,
        )
        self.trouble = column()
        self.cancel = Button(tr("Cancel"))
        self.go = Button(tr("Export"), "download", "primary")

    def _asking(self) -> Asking:
        made = Asking(self._context, RequestKind.EXPORT, tr("It is good for one file."))
        made.changed.connect(self._count)
        return made

    @cached_property
    def password(self) -> PasswordField:
        """Made for the few files that are closed."""
        made = PasswordField(tr("Password of the file"), name=tr("Password of the file"))
        made.changed.connect(lambda _text: made.clear_error())
        self._password_place.addWidget(made)
        return made

    def _wire(self) -> None:
        for choice in (self.scope, self.shape, self.format):
            choice.chosen.connect(lambda _key: self._show())
        self.locked.toggled.connect(lambda _on: self._show())
        self.elsewhere.clicked.connect(self._ask_where)
        self.cancel.clicked.connect(lambda _on=False: self.close_dialog())
        self.go.clicked.connect(self._start)

    def _assemble(self) -> None:
        several = len(scopes(self._asked)) > 1
        show_if(self.scope, several)
        self.who = Label(tr("Whom to export"), "capm")
        show_if(self.who, several)
        self._requests = column()
        if self.request is not None:
            self._requests.addWidget(self.request)
        self._form = holder(
            column(
                self.who, self.scope,
                Label(tr("What for"), "capm"), self.shape,
                Label(tr("Format of the file"), "capm"), row(self.format, None),
                self.locked, self._password_place,
                Label(tr("Where to"), "capm"),
                row((column(self.file_name, self.place, gap=1), 1), self.elsewhere, gap=8),
                self.warning, self._requests, holder(self.trouble),
                gap=8,
            )
        )  # fmt: skip
        self.add(self._form)
        self.set_actions(self.cancel, self.go)
        self.set_default(self.go)

    # ------------------------------------------------------------ choosing

    def choice(self) -> ExportChoice:
        """What the dialog says now."""
        return ExportChoice(
            scope=self.scope.current(),
            shape=ExportShape(self.shape.current()),
            format=self.format.current(),
            folder=self._folder,
            password=self.password.text() if self.locked.isChecked() else "",
        )

    def path(self) -> Path:
        """Where the file will be written."""
        chosen = export_plan(self._asked, self.choice(), self._context.shop.shop, words.today()).path
        if self._path is not None:
            return self._path.with_suffix(chosen.suffix)
        return free_path(chosen)

    def _show(self) -> None:
        xlsx = self.format.current() == "xlsx"
        self.locked.setVisible(xlsx)
        if self.locked.isChecked() or "password" in vars(self):
            self.password.setVisible(xlsx and self.locked.isChecked())
        self.file_name.setText(self.path().name)
        self.place.setText(str(self.path().parent))
        self._count()

    def _count(self) -> None:
        plan = self._plan()
        desk, asks = self._context.desk, self.request is not None

        def counted(_job: Job) -> tuple[int, int | None, list[RequestRow]]:
            count = desk.exporting.count(plan)
            return (count, desk.requests.granted(plan), desk.requests.mine()) if asks else (count, None, [])

        self._context.background.run(self, counted, then=self._counted, key="count")

    def ask_first(self, mine: Sequence[RequestRow]) -> None:
        """Show the dialog as to somebody who needs the owner's agreement."""
        if self.request is None:
            self.request = self._asking()
            self._requests.addWidget(self.request)
        self._counted((mine[0].count, None, list(mine)))

    def _counted(self, found: tuple[int, int | None, list[RequestRow]]) -> None:
        if self._begun:
            return
        count, number, mine = found
        before, self._granted = self._granted, granted_of(mine, number)
        if self.request is not None:
            self.request.show_requests(self._granted, mine)
            show_if(self.warning, self._granted is not None)
        if count and self.request is not None and self._granted is None:
            self.go.set_on()
            self.go.set_icon("hand")
            self.go.set_text(tr("Ask for %n clients", "", count))
        elif count:
            self.go.set_on()
            self.go.set_icon("download")
            self.go.set_text(tr("Export %n clients", "", self._granted.count if self._granted else count))
            if before is None and self._granted is not None:  # the field for the reason may have had the keyboard
                self.go.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self.go.set_text(tr("Export"))
            self.go.set_off(tr("There is nobody to export."))

    def _ask_where(self) -> None:
        title, path = tr("Where to write the file"), self.path()
        file_dialogs.save_file(self, title, filter_of(path), self._set_path, path)

    def _set_path(self, path: Path) -> None:
        self._path, self._folder = path, path.parent
        self._show()

    # ------------------------------------------------------------ writing

    def _plan(self) -> ExportPlan:
        return export_plan(self._asked, self.choice(), self._context.shop.shop, words.today())

    def _start(self) -> None:
        choice = self.choice()
        if self.locked.isChecked() and choice.format == "xlsx" and len(choice.password) < LEAST_PASSWORD:
            self.password.set_error(tr("At least %n characters.", "", LEAST_PASSWORD))
            self.password.setFocus()
            return
        plan = replace(self._plan(), path=self.path())
        if self.request is not None and self._granted is None:
            clear(self.trouble)
            requests = self._context.desk.requests
            self.request.send(lambda reason: requests.ask_export(plan, reason), self._trouble)
            return
        self._context.preferences.set(FOLDER_KEY, str(plan.path.parent))
        self.show_progress()
        exporting, context = self._context.desk.exporting, self._context
        # The context owns the work, not the dialog: it goes on when the dialog is closed.
        self._job = context.background.run(
            context,
            lambda job: exporting.run(plan, job),
            then=_if_alive(self, self._written, lambda done: announce(context, done)),
            failed=_if_alive(self, self._refused, lambda error: context.show_error(context, error)),
            long=True,
        )
        self._job.progressed.connect(self._advance)

    def _advance(self, done: int, total: int) -> None:
        """So much is written: clients, then their receipts from the first one on."""
        if done < self._done:
            self.progress.set_text(tr("Writing the purchases"))
        self._done = done
        self.progress.set_progress(done, total)

    def show_progress(self) -> None:
        """The form gives way to the progress."""
        self._begun = True
        self._form.hide()
        clear(self.trouble)
        self.progress = ProgressLine(tr("Writing the file"))
        self.progress.stop_asked.connect(self._stop)
        self.add(self.progress)
        on = Button(tr("Go on in the background"))
        on.clicked.connect(lambda: self.close_dialog("background"))
        self.set_actions(self.cancel, self.go, on)
        self.cancel.hide()  # they stay for a refusal
        self.go.hide()

    def _stop(self) -> None:
        if self._job is not None:
            self._job.cancel()
        self.close_dialog()
        self._context.toast(tr("The export is stopped, no file was written."), icon="x")

    def _written(self, done: Exported) -> None:
        self.progress.hide()
        self.add(
            Label(tr("%n clients are in the file.", "", done.rows), "body", wrap=True),
            *(
                [Label(tr("%n lines of purchases too.", "", done.purchases), "body", wrap=True)]
                if done.purchases
                else []
            ),
            Label(str(done.path), "small", "text2", wrap=True, selectable=True),
        )
        show = Button(tr("Show in the folder"), "folder-open")
        show.clicked.connect(lambda: file_dialogs.show_in_folder(done.path))
        fine = Button(tr("Done"), "check", "primary")
        fine.clicked.connect(lambda: self.close_dialog("done"))
        self.set_actions(show, fine)
        self.set_default(fine)
        fine.setFocus()

    def _refused(self, error: BaseException) -> None:
        self._trouble(error)
        if is_known(error):
            self.progress.hide()
            self._begun = False
            self._form.show()
            self.set_actions(self.cancel, self.go)
            self._count()

    def _trouble(self, error: BaseException) -> None:
        if not tell_in(self.trouble, error):
            self.close_dialog()
            self._context.show_error(self._context, error)


def open_export(page: QWidget, context: Context, place: Mapping[str, Any]) -> None:
    """The dialog over a page of this section, for a place that asks for it: of everybody, a filter, or some clients."""
    if not context.may_ask(Permission.EXPORT):
        return
    narrowed, order = place.get("filter"), place.get("order")
    asked = ExportAsked(
        filter=narrowed if isinstance(narrowed, ClientFilter) else None,
        order=order if isinstance(order, ClientOrder) else ClientOrder(),
        clients=tuple(place.get("clients") or ()),
    )
    dialog = ExportDialog(page, context, asked)
    if asked.filter is not None or asked.clients:  # came from a list
        dialog.closed.connect(lambda _result: context.back())
    else:
        context.replace()  # going back, or unlocking the screen, does not open it again
    dialog.open()


def announce(context: Context, done: Exported) -> None:
    """Say at the foot of the sheet that the file is ready."""
    text = tr("%n clients are exported", "", done.rows)
    context.toast(
        f"{text}: {done.path.name}",
        action=tr("Show in the folder"),
        on_action=lambda: file_dialogs.show_in_folder(done.path),
    )


def _if_alive(dialog: Dialog, here: Callable[[T], None], elsewhere: Callable[[T], None]) -> Callable[[T], None]:
    """Tell the dialog while it is open, else somebody else."""

    def arrived(value: T) -> None:
        if shiboken6.isValid(dialog) and dialog.isVisible():
            here(value)
        else:
            elsewhere(value)

    return arrived
