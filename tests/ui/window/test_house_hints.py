"""After a load of purchases: who may be nobody in particular, asked once and answered with a click."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from clientcrm.crm import Desk
from clientcrm.domain.clients import ClientDraft
from clientcrm.domain.house import HouseHint, Looks
from clientcrm.domain.imports import ImportCounts, ImportResult
from ui.context import Context
from ui.exchange.house_question import HouseQuestion
from ui.exchange.step_done import DoneStep
from ui.widgets.button import Button
from ui.widgets.card import Box


def test_who_looks_like_nobody_is_asked_about_marked_and_taken_back(
    context: Context, desk: Desk, qtbot: QtBot, settle: Callable[..., None]
) -> None:
    named = desk.clients.create(ClientDraft(name="Розничный покупатель"))
    busy = desk.clients.create(ClientDraft(name="Ковальчук Светлана"))
    hints = (
        HouseHint(named, "Розничный покупатель", Looks.NAMED, 40, 200, 2.0),
        HouseHint(busy, "Ковальчук Светлана", Looks.OVERDONE, 90, 200, 2.0),
    )
    step = DoneStep(context)
    qtbot.addWidget(step)
    step.resize(900, 700)
    step.show()
    step.show_result(ImportResult(1, ImportCounts(rows=200, created=200), {}, (), 1.0, hints), purchases=True)
    settle(context)
    first, second = step.findChildren(Box, "house")
    said = [label.text().replace("\u00a0", " ") for label in first.findChildren(QLabel)]
    assert any("Розничный покупатель" in text and "20" in text for text in said), said
    assert any("90" in label.text() for label in second.findChildren(QLabel))
    assert all(label.height() >= label.heightForWidth(label.width()) for label in first.findChildren(QLabel))
    [mark] = first.findChildren(Button)
    qtbot.mouseClick(mark, Qt.MouseButton.LeftButton)
    settle(context)
    assert (desk.clients.card(named).house, desk.clients.card(busy).house) == (True, False)
    assert not mark.isEnabled()
    context.deeds.undo()
    settle(context)
    assert not desk.clients.card(named).house
    assert mark.isEnabled(), "what was taken back can be set again"
    context.deeds.redo()
    settle(context)
    assert desk.clients.card(named).house
    assert not mark.isEnabled()
    context.deeds.forget()


def test_the_mark_follows_the_client_and_a_failure_leaves_it_to_be_tried_again(
    context: Context,
    desk: Desk,
    qtbot: QtBot,
    settle: Callable[..., None],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    client = desk.clients.create(ClientDraft(name="Розничный покупатель"))
    question = HouseQuestion(context, HouseHint(client, "Розничный покупатель", Looks.NAMED, 40, 200, 2.0))
    qtbot.addWidget(question)
    question.show()
    desk.clients.mass_house([client])  # in the list, in the card
    settle(context)
    assert not question.mark.isEnabled()
    desk.clients.mass_house([client], False)
    settle(context)
    assert question.mark.isEnabled()
    shown: list[BaseException] = []
    monkeypatch.setattr(context, "show_error", lambda _where, error: shown.append(error))
    with monkeypatch.context() as broken:
        broken.setattr(desk.clients, "mass_house", _fails)
        qtbot.mouseClick(question.mark, Qt.MouseButton.LeftButton)
        settle(context)
    assert len(shown) == 1
    assert question.mark.isEnabled(), "the mark is not set, so it can be tried again"


def _fails(_ids: object) -> int:
    raise TimeoutError
