"""What the program protects from, and what it cannot: the same sentences on the screen, on paper and in docs/."""

from __future__ import annotations

from html import escape
from typing import Final

from PySide6.QtCore import QBuffer, QByteArray, QMarginsF, Qt
from PySide6.QtGui import QPagedPaintDevice, QPageLayout, QPageSize, QTextDocument
from PySide6.QtWidgets import QDialog, QWidget

from ui import icons, theme
from ui.i18n import tr
from ui.widgets.button import Button
from ui.widgets.dialog import Dialog
from ui.widgets.labels import Icon, Label
from ui.widgets.layout import column, holder, row, scrolled

_NUMBER_WIDE = 22
_SIGN_WIDE = 16
_ON_PAPER: Final = "scrim"  # dark in both themes
_SIGNS: Final = {"🔐": "lock", "🧩": "puzzle"}


def title() -> str:
    """What the page is called, and what links to it say."""
    return tr("What the program protects from, and what it cannot")


def badges() -> tuple[tuple[str, str], ...]:
    """The icons beside rights, and what each means."""
    return (
        (
            "lock",
            tr(
                "🔐 held by encryption: without the key nobody can do it, with this program or another. Contacts, "
                "notes and files of other portfolios, the list of people and their rights, copies of the base."
            ),
        ),
        (
            "puzzle",
            tr(
                "🧩 held by the program: it refuses, slows down and writes down. A skilled person who starts "
                "another program can go round it."
            ),
        ),
    )


def sentences() -> tuple[str, ...]:
    """What is promised and what is not, in order; docs/security.md and docs/security.ru.md hold the same ones."""
    return (
        tr(
            "A member of staff cannot read phones, addresses, messages and files of other people's clients, "
            "whatever the settings: there is no key to them. Own clients are seen for work, and can be "
            "remembered, written down or photographed. No program can prevent that."
        ),
        tr(
            "Limits of showings, forbidden copying, masking and the ban on pictures of the screen slow taking out "
            "and leave a trace, but are no insurmountable barrier for somebody with technical skill. Such rights "
            "carry the badge 🧩; rights with the badge 🔐 are held by encryption."
        ),
        tr(
            "If everybody works under one Windows account, or a member of staff has an administrator's rights, "
            "that person can replace the program and learn the owner's password. Make separate accounts; the "
            "owner should not type the owner's password under an account of the staff."
        ),
        tr(
            "A dismissal closes the way to the present base and to all copies made by the program. Files that a "
            "member of staff copied before still open with that person's old password, and show the contacts of "
            "that person's own clients alone, as of that day."
        ),
        tr(
            "With one computer and no server, a member of staff can spoil or delete the file of the base. The "
            "program will notice; the base comes back only from a copy. Keep a copy on another medium."
        ),
        tr(
            "The journal shows that earlier entries were forged or deleted; what was done by a changed program "
            "past the journal it cannot show."
        ),
        tr(
            "That the base was put back to an old state is noticed if the owner keeps the control key file on an "
            "own USB stick."
        ),
        tr(
            "If the whole computer is stolen and its disk is not encrypted (BitLocker / FileVault / LUKS), "
            "protection rests on the strength of the passwords alone."
        ),
        tr(
            "If the owner's password and the recovery code are both forgotten, the data are lost for ever. The "
            "developers have no way round."
        ),
        tr("A file that was exported or printed is no longer protected."),
        tr(
            "AES-256, Argon2id, X25519 and Ed25519 are used. The program is not a certified cryptographic means "
            "(of FSB or FSTEC of Russia)."
        ),
        tr(
            "Supervision of staff and a regime of trade secrets need documents of their own and a notice to the "
            "staff: ask a lawyer."
        ),
    )


def open_protection(parent: QWidget) -> Dialog:
    """Show the page over the window."""
    window = parent.window()
    dialog = Dialog(window, title(), icon="shield-check", width=680)
    area = scrolled(holder(column(*_badge_rows(), *_sentence_rows(), gap=14, margins=(0, 0, 12, 0))))
    area.setMinimumHeight(min(theme.px(500), max(200, window.height() - theme.px(240))))
    area.setFocusPolicy(Qt.FocusPolicy.StrongFocus)  # arrows and pages scroll it
    area.setAccessibleName(title())
    dialog.add(area)
    paper, close = Button(tr("Print"), "printer"), Button(tr("Close"))
    paper.clicked.connect(lambda: print_protection(window))
    close.clicked.connect(lambda: dialog.close_dialog(""))
    dialog.set_actions(paper, close)
    dialog.set_default(close)
    dialog.open()
    return dialog


def link() -> Button:
    """A button that opens the page over the window in which it stands."""
    made = Button(title(), "shield-check", "link")
    made.clicked.connect(lambda: open_protection(made))
    return made


def _badge_rows() -> list[QWidget]:
    return [
        holder(row(holder(column(Icon(icon, "text2", 18), None)), (_words(text.lstrip("🔐🧩 ")), 1), gap=12))
        for icon, text in badges()
    ]


def _sentence_rows() -> list[QWidget]:
    rows = []
    for number, text in enumerate(sentences(), 1):
        mark = Label(f"{number}.", "bodym", "text2")
        mark.setFixedWidth(theme.px(_NUMBER_WIDE))
        rows.append(holder(row(holder(column(mark, None)), (_words(text), 1), gap=8)))
    return rows


def _words(text: str) -> Label:
    made = Label(text, "body", wrap=True)
    drawn = _drawn(text, "text")
    if drawn != escape(text):
        made.setTextFormat(Qt.TextFormat.RichText)
        made.setText(drawn)
        made.setAccessibleName(text)
    return made


def _drawn(text: str, tone: str) -> str:
    """As HTML, with the icons of the program in the place of the two signs: few fonts hold those."""
    html = escape(text)
    for sign, icon in _SIGNS.items():
        if sign in html:
            data, buffer = QByteArray(), QBuffer()
            buffer.setBuffer(data)
            icons.pixmap(icon, tone, _SIGN_WIDE * 4).save(buffer, "PNG")
            coded = bytes(data.toBase64().data()).decode("ascii")
            side = theme.px(_SIGN_WIDE)
            html = html.replace(sign, f'<img src="data:image/png;base64,{coded}" width="{side}" height="{side}">')
    return html


# ---------------------------------------------------------------- paper


def print_protection(window: QWidget) -> None:
    """Ask for a printer and print the page."""
    from PySide6.QtPrintSupport import QPrintDialog, QPrinter

    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setDocName(title())
    dialog = QPrintDialog(printer, window)
    dialog.setWindowTitle(title())
    dialog.accepted.connect(lambda: write_protection(printer))
    dialog.finished.connect(dialog.deleteLater)
    QDialog.open(dialog)


def write_protection(device: QPagedPaintDevice) -> None:
    """The page on paper: as many sheets of A4 as it takes."""
    device.setPageSize(QPageSize(QPageSize.PageSizeId.A4))
    device.setPageMargins(QMarginsF(20, 20, 20, 20), QPageLayout.Unit.Millimeter)
    document = QTextDocument()
    document.setDefaultFont(theme.sized_font(14, 400))
    document.setHtml(as_html())
    document.print_(device)


def as_html() -> str:
    """Title, badges, numbered sentences."""
    marks = "".join(f"<p>{_drawn(text, _ON_PAPER)}</p>" for _, text in badges())
    items = "".join(f"<li>{_drawn(text, _ON_PAPER)}</li>" for text in sentences())
    return f"<h2>{escape(title())}</h2>{marks}<ol>{items}</ol>"
