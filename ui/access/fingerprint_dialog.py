"""Holding the journal against the eight characters that somebody wrote down: is it still the one of then."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from clientcrm.domain.journal import Proof
from ui.background import Job
from ui.context import Context
from ui.i18n import tr
from ui.widgets.button import Button
from ui.widgets.dialog import Dialog
from ui.widgets.fields import TextField
from ui.widgets.labels import Label
from ui.widgets.layout import clear, column, holder
from ui.widgets.message import MessageBar


class FingerprintDialog(Dialog):
    """A field, and what the journal says of what stands in it; `proved` hears of the proof that goes with it."""

    def __init__(self, parent: QWidget, context: Context, proved: Callable[[Proof], None]) -> None:
        super().__init__(parent, tr("A noted fingerprint"), icon="search")
        self._context, self._proved = context, proved
        self.typed = TextField(tr("Eight characters"))
        self.typed.entered.connect(self.check)
        self._found = column(gap=6)
        text = tr("Type the fingerprint that you wrote down: the journal up to then is proved as well.")
        self.add(Label(text, "body", "text2", wrap=True), self.typed, holder(self._found))
        close = Button(tr("Close"))
        close.clicked.connect(lambda: self.close_dialog(""))
        self.go = Button(tr("Check", "a button"), "search", "primary")
        self.go.clicked.connect(self.check)
        self.set_actions(close, self.go)
        self.set_default(self.go)

    def check(self) -> None:
        """Prove the journal and look for the fingerprint."""
        text, journal = self.typed.text().strip(), self._context.desk.journal
        if self.go.is_busy():
            return
        if not text:
            self.typed.set_error(tr("Type what you wrote down"))
            self.typed.setFocus()
            return
        self.go.set_busy(True)

        def work(job: Job) -> tuple[Proof, int | None]:
            return journal.proof(job), journal.find_fingerprint(text)

        self._context.background.run(self, work, then=self._checked, failed=self._failed, long=True)

    def _failed(self, error: BaseException) -> None:
        self.go.set_busy(False)
        self._context.show_error(self, error)

    def _checked(self, found: tuple[Proof, int | None]) -> None:
        self.go.set_busy(False)
        clear(self._found)
        proof, seq = found
        self._proved(proof)
        if not proof.ok:
            where = tr("The first place is told above the journal.")
            bar = MessageBar("bad", tr("The chain is broken"), where, closable=False)
        elif seq is None:
            text = tr("Check how it was noted. If it was so, another journal was put in the place of this one.")
            bar = MessageBar("bad", tr("No entry has this fingerprint"), text, closable=False)
        else:
            since = tr("%n entries have come since.", "", proof.entries - seq)
            text = tr("The journal goes on from what you noted. {since}").format(since=since)
            bar = MessageBar("ok", tr("It stands at entry {number}").format(number=seq), text, closable=False)
        self._found.addWidget(bar)
