"""A request of an employee: the words keep their room, whatever is answered beside or below them."""

from __future__ import annotations

from datetime import UTC, datetime

from PySide6.QtWidgets import QMainWindow
from pytestqt.qtbot import QtBot

from clientcrm.domain.requests import RequestKind, RequestRow, RequestState
from ui import theme
from ui.access.request_card import RequestCard
from ui.widgets.labels import Label
from ui.widgets.layout import column, holder


def test_the_words_of_a_request_keep_their_room_in_a_small_window(qtbot: QtBot) -> None:
    theme.set_scale(130)
    now = datetime.now(UTC)
    asked = RequestRow(1, "a", "Илья Громов", RequestKind.EXPORT, RequestState.ASKED, 312, now, "для рассылки к 1 июня")
    card = RequestCard(asked, lambda _what, _request: None)
    page = QMainWindow()
    page.setCentralWidget(holder(column(card, None)))
    qtbot.addWidget(page)
    page.show()
    buttons = (card.preview, card.refuse, card.approve)

    def all_within() -> bool:
        return all(card.rect().contains(button.mapTo(card, button.rect().bottomRight())) for button in buttons)

    for wide in (940, 1400, 940):
        page.resize(wide, 400)
        qtbot.waitUntil(lambda wide=wide: card.width() == wide)  # type: ignore[misc]
        title = card.findChildren(Label)[0]
        qtbot.waitUntil(lambda title=title, wide=wide: title.width() > wide / 3)  # type: ignore[misc]
        assert [button.text() for button in buttons if button.width() < button.sizeHint().width()] == []
        qtbot.waitUntil(all_within)
