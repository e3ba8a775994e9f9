"""Tracing a leaked line: paste a phone, an e-mail or a line of a list, and read whose it was."""

from __future__ import annotations

from PySide6.QtWidgets import QHBoxLayout, QWidget

from clientcrm.domain.canaries import Sighting, Traced, TracedKind
from ui import words
from ui.access.action_words import action_title
from ui.context import Context
from ui.i18n import tr
from ui.widgets.area import TextArea
from ui.widgets.button import Button
from ui.widgets.dialog import Dialog
from ui.widgets.labels import Label
from ui.widgets.layout import clear, column, holder, row
from ui.widgets.message import MessageBar
from ui.words import list_words

_MOST = 8


class TraceDialog(Dialog):
    """A field, and what the base knows of what stands in it."""

    def __init__(self, parent: QWidget, context: Context) -> None:
        super().__init__(parent, tr("Trace a contact"), icon="scan-search", width=620)
        self._context = context
        text = tr("Paste a phone, an e-mail or a line of a list that turned up elsewhere, written in any way.")
        self.text = TextArea(tr("What turned up"), lines=3)
        self.text.sent.connect(self.trace)
        self._found = column(gap=6)
        self.add(Label(text, "body", "text2", wrap=True), self.text, holder(self._found))
        close = Button(tr("Close"))
        close.clicked.connect(lambda: self.close_dialog(""))
        self.go = Button(tr("Trace"), "scan-search", "primary", keys="Ctrl ⏎")
        self.go.clicked.connect(self.trace)
        self.set_actions(close, self.go)

    def trace(self) -> None:
        """Look it up."""
        text = self.text.text().strip()
        if self.go.is_busy():
            return
        if not text:
            self.text.set_error(tr("Paste what turned up"))
            self.text.setFocus()
            return
        self.go.set_busy(True)
        canaries = self._context.desk.canaries
        self._context.background.run(self, lambda _job: canaries.trace(text), then=self._traced, failed=self._failed)

    def _failed(self, error: BaseException) -> None:
        self.go.set_busy(False)
        self._context.show_error(self, error)

    def _traced(self, found: Traced) -> None:
        self.go.set_busy(False)
        clear(self._found)
        kind, title, text = verdict(found)
        self._found.addWidget(MessageBar(kind, title, text, closable=False))
        for sighting in found.sightings[:_MOST]:
            self._found.addLayout(_line(sighting))
        left = len(found.sightings) - _MOST
        if left > 0:
            self._found.addWidget(Label(tr("and %n earlier times", "", left), "small", "text3"))


def verdict(found: Traced) -> tuple[str, str, str]:
    """Kind of the bar, what it is, what that means."""
    if found.kind is TracedKind.CANARY:
        title = tr("This is a canary of: {name}").format(name=found.person)
        others = tr("Besides, these people see it: {names}.").format(names=list_words(found.seen_by, 6))
        text = others if found.seen_by else tr("Nobody else could see it.")
        return "bad", title, text
    if found.kind is TracedKind.CLIENT:
        title = tr("This is a client: {name}").format(name=found.client_name)
        if found.sightings:
            return "warn", title, tr("These people were shown the contacts or took them out, the newest first:")
        return "info", title, tr("Nobody was shown the contacts or took them out.")
    return "info", tr("There is no such contact in the base"), tr("Try another line of the list.")


def _line(sighting: Sighting) -> QHBoxLayout:
    what = action_title(sighting.action)
    if not sighting.certain:
        what = tr("{what}, perhaps among {count}").format(what=what, count=words.number(sighting.count))
    when = words.moment(words.local(sighting.at))
    who, did = Label(sighting.person, "bodym"), Label(what, "body", "text2")
    return row(who, did, None, Label(when, "small", "text2"), gap=10)
