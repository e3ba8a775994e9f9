"""A request that awaits the owner: who, how many, which fields, why, when; and the three answers."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent

from clientcrm.domain.requests import RequestKind, RequestRow
from ui import theme
from ui.i18n import tr
from ui.people_words import person_initials
from ui.request_words import request_about, request_title
from ui.widgets.avatar import Avatar
from ui.widgets.button import Button
from ui.widgets.card import Box
from ui.widgets.labels import IconTile, Label
from ui.widgets.layout import column, holder, row

_ICONS = {RequestKind.EXPORT: "download", RequestKind.PRINT: "printer", RequestKind.SHOW: "eye"}
_ROOM_FOR_ANSWERS = 780


class RequestCard(Box):
    """One request with its buttons."""

    def __init__(self, request: RequestRow, asked: Callable[[str, object], object]) -> None:
        """`asked` hears preview, refuse or approve, with the request."""
        super().__init__("surface", "warn_line", padding=(16, 12, 16, 12), gap=14, horizontal=True)
        self.request = request
        title = Label(request_title(request), "bodys", wrap=True)
        about = Label(request_about(request), "small", "text2", wrap=True)
        self.preview = Button(tr("What will be in the file"), "eye", "ghost")
        self.refuse = Button(tr("Refuse"))
        self.approve = Button(tr("Allow once"), "check", "primary")
        self.preview.clicked.connect(lambda: asked("preview", request))
        self.refuse.clicked.connect(lambda: asked("refuse", request))
        self.approve.clicked.connect(lambda: asked("approve", request))
        self.add(
            IconTile(_ICONS[request.kind], "warn", "warn_soft", 36),
            Avatar(person_initials(request.person), 32, staff=1),
        )
        shown = [] if request.kind is RequestKind.SHOW else [self.preview]
        self._answers, self._narrow = holder(row(*shown, self.refuse, self.approve, gap=14)), False
        self._words = column(None, title, about, None, gap=2)
        self.add((holder(self._words), 1), self._answers)
        self.setAccessibleName(f"{request_title(request)}. {request_about(request)}")

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The answers stand at the right, in a small window below the words: beside them these had a line each."""
        super().resizeEvent(event)
        narrow = self.width() < theme.px(_ROOM_FOR_ANSWERS)
        if narrow is not self._narrow:
            self._narrow = narrow
            if narrow:
                self._words.insertWidget(self._words.count() - 1, self._answers, 0, Qt.AlignmentFlag.AlignLeft)
            else:
                self.box.addWidget(self._answers)

    def set_primary(self, primary: bool) -> None:
        """One button on a page is the primary one: that of the first request."""
        self.approve.set_kind("primary" if primary else "default")
