"""The scrolled page of the client form: title, fields, and beside them clients who look alike."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QWidget

from clientcrm.domain.clients import ClientDraft, ClientForm, ClientKind
from ui import theme
from ui.clients.form_fields import ClientFields, Offered
from ui.clients.lookalikes import LookalikePanel
from ui.clients.naming import draft_name
from ui.clients.vocabulary import Vocabulary
from ui.i18n import tr
from ui.page import Page
from ui.widgets.form import Form
from ui.widgets.labels import Label
from ui.widgets.layout import column, holder, scrolled
from ui.widgets.layout import fill as lay_out

_WIDE, _ASIDE, _ROOM_ASIDE = 520, 320, 920


@dataclass(frozen=True, slots=True)
class Opened:
    """What a form is filled from: an existing client's form or none, the draft, words to offer, a number typed."""

    form: ClientForm | None
    draft: ClientDraft
    offered: Offered = field(default_factory=Offered)
    number: str = ""

    @property
    def title(self) -> str:
        """What the form is called."""
        return tr("New client") if self.form is None else draft_name(self.draft)


class FormPage(QWidget):
    """Made once per shop of fields and filled anew for each client; `ready` says that it is filled."""

    ready = Signal()
    edited = Signal()

    def __init__(self, page: Page, known: Vocabulary) -> None:
        super().__init__()
        self.fields = ClientFields(page, known, Form(width=_WIDE))
        self.similar = LookalikePanel()
        self._title = Label("", "h1", wrap=True)
        self._steps: Iterator[None] = self.fields.build()
        self._built = False
        self._wanted: Opened | None = None
        self._split = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        left = column(self._title, self.fields.form, None, gap=20)
        lay_out(self._split, (left, self.similar, None), 32, (24, 4, 24, 24))
        self._area = scrolled(holder(self._split))
        self.setLayout(column(self._area, gap=0))
        # The fields are made where they will stand, so that each turn also dresses and measures its own.
        self._cover = Cover(self)

    def fill(self, opened: Opened) -> None:
        """Show this client, at once or as soon as the fields are made."""
        idle = self._wanted is None
        self._wanted = opened
        self._cover.cover()
        if self._built:
            self._fill()
        elif idle:
            self._build()

    def _build(self) -> None:
        """One section per turn of the event loop."""
        if next(self._steps, self) is not self:
            QTimer.singleShot(0, self, self._build)
            return
        self.fields.form.changed.connect(self.edited)
        self.fields.contacts.changed.connect(self.edited)
        self._built = True
        self._fill()

    def _fill(self) -> None:
        opened, self._wanted = self._wanted, None
        if opened is None:
            return
        self.similar.show_found(())
        self.fields.offer(opened.offered)
        self.fields.fill(opened.form, opened.draft)
        if opened.number:
            self.fields.contacts.rows[0].value.set_text(opened.number)
        self._title.setText(opened.title)
        self._area.verticalScrollBar().setValue(0)
        self._cover.hide()
        self.ready.emit()

    def focus_first(self) -> None:
        """The cursor into the name."""
        person = self.fields.kind.current() == ClientKind.PERSON.value
        self.fields.texts["last_name" if person else "name"].setFocus()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._cover.setGeometry(self.rect())
        self._arrange()

    def _arrange(self) -> None:
        """Look-alikes stand beside the fields where there is room, else above them."""
        beside = self.width() >= theme.px(_ROOM_ASIDE)
        way = QBoxLayout.Direction.LeftToRight if beside else QBoxLayout.Direction.BottomToTop
        self._split.setDirection(way)
        self.similar.setFixedWidth(theme.px(_ASIDE if beside else _WIDE))


class Cover(QWidget):
    """Hides a page while it is being made."""

    def cover(self) -> None:
        """From now on."""
        parent = self.parentWidget()
        if parent is not None:
            self.setGeometry(parent.rect())
        self.show()
        self.raise_()

    def paintEvent(self, event: QPaintEvent) -> None:
        QPainter(self).fillRect(self.rect(), theme.color("surface"))
