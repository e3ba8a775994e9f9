"""Beside the builder: how many are found, what is asked in words, who the first of them are."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from clientcrm.domain.clients import ClientRow
from ui import theme, words
from ui.clients.naming import letters_of
from ui.errors import words_for
from ui.i18n import tr
from ui.segments.counting import Found
from ui.widgets.avatar import Avatar
from ui.widgets.button import Button
from ui.widgets.card import Card
from ui.widgets.figures import Bar
from ui.widgets.labels import Label
from ui.widgets.layout import HLine, clear, column, holder, row, show_if
from ui.widgets.spoken import announce

_NAME = 220


class FoundPanel(QWidget):
    """Keeps the last answer until the next is here; `list_asked` wants the clients in the list."""

    list_asked = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.total = Label("", "num")
        self.share = Label("", "cap", wrap=True)
        self.bar = Bar(0)
        self.sentence = Label("", "body", wrap=True)
        self.first = column(gap=6)
        self.names = holder(self.first)
        self.more = Label("", "cap")
        self.show_list = Button(tr("Show in the list"), "users", size="sm")
        self.show_list.clicked.connect(self.list_asked)
        card = Card(tr("Who fits"), role="smalls", padding=16, gap=8)
        card.add(self.total, self.bar, self.share, 2, HLine(), 2)
        card.add(Label(tr("In words"), "capm", "text3"), self.sentence, 4)
        card.add(self.names, self.more, row(self.show_list, None))
        self.clients: int | None = None
        self.setLayout(column(card, None, gap=0))
        self.show_found(None)

    def show_sentence(self, text: str) -> None:
        """What is asked, in words."""
        self.sentence.setText(text or tr("Choose a field and say what matters about it."))
        self.sentence.set_tone("text" if text else "text3")

    def wait(self) -> None:
        """The number shown is of the question before."""
        self.total.set_tone("text3")

    def show_found(self, found: Found | None) -> None:
        """The answer; None while nothing is asked."""
        self.clients = None if found is None else found.clients
        self.total.set_tone("text" if found is not None else "text3")
        before = self.total.text()
        self.total.setText("—" if found is None else tr("%n clients", "found", found.clients))
        share = found.clients / found.everyone if found is not None and found.everyone else 0.0
        self.bar.set_share(share)
        show_if(self.bar, bool(found and found.clients))
        self.share.set_tone("text3")
        self.share.setText("" if found is None else _share_words(found, share))
        show_if(self.share, found is not None)
        self._show_first(found.first if found is not None else ())
        rest = 0 if found is None else found.clients - len(found.first)
        self.more.setText(tr("and %n more", "clients", rest) if rest > 0 else "")
        show_if(self.more, rest > 0)
        show_if(self.show_list, bool(found and found.clients))
        if found is not None and self.isVisible() and self.total.text() != before:
            announce(self, self.total.text())

    def show_error(self, error: BaseException) -> None:
        """The base could not answer this question."""
        said = words_for(error)
        self.show_found(None)
        self.share.set_tone("bad")
        self.share.setText(f"{said.what} {said.to_do}".strip())
        show_if(self.share, True)

    def _show_first(self, rows: tuple[ClientRow, ...]) -> None:
        clear(self.first)
        for one in rows:
            name = Label(one.name, "body", elide=True)
            name.setMinimumWidth(theme.px(80))
            self.first.addLayout(row(Avatar(letters_of(one.name, one.kind), 26), (name, 1), gap=8))
        show_if(self.names, bool(rows))


def _share_words(found: Found, share: float) -> str:
    if not found.everyone:
        return ""
    said = (
        words.percent(share)
        if share >= 0.01 or not found.clients
        else tr("less than {share}").format(share=words.percent(0.01))
    )
    return tr("of {everyone} in the base, {share}").format(everyone=words.number(found.everyone), share=said)
