"""Above the journal: whether the chain is whole, its fingerprint, and the check that proves it."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Signal

from clientcrm.domain.access import Permission
from clientcrm.domain.journal import AnchorCheck, AnchorState, BreakKind, Proof
from ui import words
from ui.access.fingerprint_dialog import FingerprintDialog
from ui.context import Context
from ui.file_dialogs import choose_folder
from ui.i18n import tr
from ui.widgets.button import Button
from ui.widgets.card import Box
from ui.widgets.dialog import Dialog
from ui.widgets.labels import Icon, Label
from ui.widgets.menu import Menu


class ProofBar(Box):
    """Says "not checked", "whole", or where it breaks."""

    shown_asked = Signal(int)

    def __init__(self, context: Context) -> None:
        super().__init__("subtle", "line", radius=10, padding=(14, 8, 10, 8), gap=10, horizontal=True)
        self._context = context
        self._icon = Icon("shield-check", "text3", 18)
        self._text = Label("", "small", wrap=True)
        self._print = Label("", "small", "text2")
        self.show_break = Button(tr("Show the place"), "search", "default", "sm")
        self.show_break.hide()
        self.prove = Button(tr("Check the chain"), "refresh-cw", "default", "sm")
        self.prove.clicked.connect(self.run)
        self.stick = Button(tr("Key file"), "usb", "default", "sm", trail="chevron-down")
        self.stick.clicked.connect(self._open_menu)
        self.add(self._icon, (self._text, 1), self._print, self.show_break, self.stick, self.prove)
        self._text.setText(tr("Entries are chained: nobody can change or remove earlier ones unnoticed."))
        self._break = 0
        self.show_break.clicked.connect(lambda: self.shown_asked.emit(self._break))
        if not context.may(Permission.MANAGE_PEOPLE):
            self.hide()
        else:
            context.background.run(self, lambda _job: context.desk.journal.fingerprint(), then=self._fingerprint)

    def run(self) -> None:
        """Prove the whole journal."""
        if self.prove.is_busy():
            return
        self.prove.set_busy(True)
        journal = self._context.desk.journal
        self._context.background.run(self, journal.proof, then=self._proved, failed=self._failed)

    def _failed(self, error: BaseException) -> None:
        self.prove.set_busy(False)
        self._context.show_error(self, error)

    def _fingerprint(self, text: str) -> None:
        self._print.setText(tr("Fingerprint: {text}").format(text=text))
        self._print.setToolTip(tr("Write it down: at the next visit you see whether the journal only grew."))

    # ------------------------------------------------------------ the owner's key file

    def _open_menu(self) -> None:
        menu = Menu(self)
        menu.item(tr("Note the journal on a stick…"), "save", on=self._ask_where)
        menu.item(tr("Hold the journal against a key file…"), "search", on=self._ask_which)
        menu.item(tr("Hold the journal against a fingerprint…"), "search", on=self._ask_fingerprint)
        menu.popup(self.stick.mapToGlobal(self.stick.rect().bottomLeft()))

    def _ask_where(self) -> None:
        choose_folder(self.window(), tr("A folder on your stick"), self._save)

    def _save(self, folder: Path) -> None:
        journal = self._context.desk.journal
        text = tr("Noted: keep the stick away from the shop's computer")
        self._context.background.run(
            self,
            lambda _job: journal.save_anchor(folder),
            then=lambda _path: self._context.toast(text, icon="usb"),
            failed=self._failed,
        )

    def _ask_which(self) -> None:
        choose_folder(self.window(), tr("The folder with the key file"), self._check)

    def _ask_fingerprint(self) -> None:
        FingerprintDialog(self, self._context, self._proved).open()

    def _check(self, folder: Path) -> None:
        journal = self._context.desk.journal
        self._context.background.run(
            self, lambda job: journal.check_anchor(folder, job), then=self._checked, failed=self._failed, long=True
        )

    def _checked(self, found: AnchorCheck) -> None:
        if found.proof is not None:
            self._proved(found.proof)
        dialog = Dialog(self, tr("Key file"), icon="usb", tone="ok" if found.ok else "bad")
        dialog.add(Label(anchor_words(found), "body", wrap=True))
        fine = Button(tr("Got it"))
        fine.clicked.connect(lambda: dialog.close_dialog(""))
        dialog.set_actions(fine)
        dialog.set_default(fine)
        dialog.open()

    def _proved(self, proof: Proof) -> None:
        self.prove.set_busy(False)
        self._fingerprint(proof.fingerprint)
        self.show_break.setVisible(not proof.ok and bool(proof.breaks))
        if proof.ok:
            self._icon.set_icon("shield-check", "ok")
            self._text.setText(tr("The chain is whole: {count}.").format(count=tr("%n entries", "", proof.entries)))
            self.set_colors("ok_soft", "ok_line")
            return
        first = proof.breaks[0]
        self._break = first.seq
        self._icon.set_icon("shield-alert", "bad")
        where = tr("The journal was changed outside the program. Entry {number}: {what}.").format(
            number=words.number(first.seq), what=break_words(first.kind)
        )
        more = len(proof.breaks) - 1
        self._text.setText(where + (" " + tr("And %n more places.", "", more) if more else ""))
        self.set_colors("bad_soft", "bad_line")


def break_words(kind: BreakKind) -> str:
    """What became of a place."""
    return {
        BreakKind.CHANGED: tr("it does not say what was written"),
        BreakKind.MISSING: tr("entries are missing here"),
        BreakKind.ORDER: tr("entries stand in each other's places"),
        BreakKind.ADDED: tr("nobody's session wrote it"),
        BreakKind.KEY: tr("it was written again later"),
        BreakKind.NAME: tr("it was written in somebody else's name"),
        BreakKind.SESSION: tr("the sign-in that wrote it is not the one that was"),
        BreakKind.UNSIGNED: tr("its person did not sign it"),
        BreakKind.CUT: tr("the end is gone"),
    }[kind]


def anchor_words(found: AnchorCheck) -> str:
    """What the owner's key file says of the journal."""
    if found.state is AnchorState.HOLDS:
        since = tr("%n entries have come since.", "", found.since)
        return tr("The journal goes on from what you noted. {since}").format(since=since)
    return {
        AnchorState.OLDER: tr("The base is older than what you noted: an earlier copy was put in its place."),
        AnchorState.CHANGED: tr("Something else stands there now: the journal was changed."),
        AnchorState.RESTORED: tr("The base was brought back from a copy since: what you noted went with it."),
        AnchorState.FORGED: tr("No owner of this base signed this file."),
        AnchorState.FOREIGN: tr("This file is of another base."),
        AnchorState.UNREADABLE: tr("There is no key file here, or it is damaged."),
    }[found.state]
