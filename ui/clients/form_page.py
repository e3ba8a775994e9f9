"""The scrolled page of the client form: title, fields, and beside them clients who look alike."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from itertools import chain
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QWidget

from clientcrm.domain.clients import ClientDraft, ClientForm, ClientKind
from ui import theme
from ui.clients.form_fields import ClientFields, Offered
from ui.clients.lookalikes import LookalikePanel
from ui.clients.naming import draft_name
from ui.clients.vocabulary import Vocabulary
from ui.cover import Cover
from ui.i18n import tr
from ui.page import Page
from ui.widgets.form import Form
from ui.widgets.labels import Label
from ui.widgets.layout import column, holder, scrolled
from ui.widgets.layout import fill as lay_out

_WIDE, _ASIDE, _ROOM_ASIDE = 520, 320, 920


@dataclass(frozen=True, slots=True)
class Opened:
    """What a form is filled from: an existing client's form or none, the draft, words to offer, a number typed.

    `typed` is what stood in the fields when the window was locked; it comes over the draft.
    """

    form: ClientForm | None
    draft: ClientDraft
    offered: Offered = field(default_factory=Offered)
    number: str = ""
    typed: Mapping[str, Any] = field(default_factory=dict)

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
        self._background = page.context.background
        self._parts = self._build()
        self._split = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        left = column(self._title, self.fields.form, None, gap=20)
        lay_out(self._split, (left, self.similar, None), 32, (24, 4, 24, 24))
        self._area = scrolled(holder(self._split))
        self.setLayout(column(self._area, gap=0))
        # The fields are made where they will stand, so that each turn also dresses and measures its own.
        self._cover = Cover(self)

    def fill(self, opened: Opened) -> None:
        """Show this client, as soon as the fields are made."""
        self._cover.cover()
        self._background.piecemeal(self, chain(self._parts, self._fill(opened)), then=self._filled, key="fill")

    def _build(self) -> Iterator[object]:
        yield from self.fields.build()
        self.fields.form.changed.connect(self.edited)
        self.fields.contacts.changed.connect(self.edited)

    def _fill(self, opened: Opened) -> Iterator[None]:
        self.similar.show_found(())
        self._title.setText(opened.title)
        self.fields.offer(opened.offered)
        yield
        yield from self.fields.fill(opened.form, opened.draft)
        if opened.number:
            self.fields.contacts.rows[0].value.set_text(opened.number)

    def _filled(self) -> None:
        self._area.verticalScrollBar().setValue(0)
        self._cover.hide()
        self.ready.emit()

    def focus_first(self) -> None:
        """The cursor into the name."""
        person = self.fields.kind.current() == ClientKind.PERSON.value
        self.fields.texts["last_name" if person else "name"].setFocus()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    def _arrange(self) -> None:
        """Look-alikes stand beside the fields where there is room, else above them."""
        beside = self.width() >= theme.px(_ROOM_ASIDE)
        way = QBoxLayout.Direction.LeftToRight if beside else QBoxLayout.Direction.BottomToTop
        self._split.setDirection(way)
        self.similar.setFixedWidth(theme.px(_ASIDE if beside else _WIDE))
