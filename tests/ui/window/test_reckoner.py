"""The figures of all clients reckoned behind the window: once a day, after a load, on demand, and never in the way."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from threading import Event

import pytest
from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from clientcrm.crm import Desk
from clientcrm.domain.changes import Topic
from clientcrm.domain.clients import ClientDraft
from clientcrm.domain.sales import LineDraft, PurchaseDraft
from tests.support import shops_day
from tests.ui.conftest import PASSWORD
from ui.app import Program
from ui.background import Background, Cancelled, Job
from ui.context import Context, Relay, ToastAsked
from ui.door.sign_in import SignIn
from ui.main_window import MainWindow
from ui.reckoner import Reckoner

DAY = timedelta(days=1)


def sell(desk: Desk) -> int:
    """A client who came three times."""
    client_id = desk.clients.create(ClientDraft(name="Ковальчук Светлана"))
    for back in (40, 20, 5):
        desk.sales.add(PurchaseDraft(client_id, shops_day() - back * DAY, (LineDraft("Чай", unit_price=34800),)))
    return client_id


@pytest.fixture
def told(context: Context) -> list[str]:
    """What was said at the foot of the sheet."""
    said: list[str] = []

    def hear(toast: ToastAsked) -> None:
        said.append(toast.text)

    context.toasted.connect(hear)
    return said


@pytest.mark.proves("F44")
def test_the_first_start_of_a_day_reckons_them_silently_and_the_second_does_not(
    context: Context, told: list[str], qtbot: QtBot, settle: Callable[..., None]
) -> None:
    client_id = sell(context.desk)
    Reckoner(context, after=0)
    qtbot.waitUntil(lambda: context.desk.figures.latest() is not None, timeout=120_000)
    settle()
    made = context.desk.figures.latest()
    assert made is not None
    assert made.as_of == shops_day()
    found = context.desk.figures.of(client_id)
    assert found is not None
    assert found.status == "active"
    second = Reckoner(context, after=0)
    qtbot.waitUntil(lambda: not second._timer.isActive())
    settle()
    assert context.desk.figures.latest() == made
    assert told == []


def test_a_load_of_sales_reckons_them_anew_on_the_same_day(
    context: Context, relay: Relay, told: list[str], qtbot: QtBot, settle: Callable[..., None]
) -> None:
    sell(context.desk)
    context.desk.figures.reckon()
    before = context.desk.figures.latest()
    Reckoner(context, after=0)
    sell(context.desk)
    settle()
    assert context.desk.figures.latest() == before  # sales by hand wait for the next day
    relay.publish(frozenset({Topic.IMPORTS, Topic.SALES, Topic.CLIENTS}))

    def counted() -> int:
        made = context.desk.figures.latest()
        return made.clients if made else 0

    qtbot.waitUntil(lambda: counted() == 2, timeout=120_000)
    assert told == []


def test_a_base_without_sales_is_left_alone_unless_somebody_asks_and_is_told(
    context: Context, told: list[str], qtbot: QtBot, settle: Callable[..., None]
) -> None:
    reckoner = Reckoner(context, after=0)
    qtbot.waitUntil(lambda: not reckoner._timer.isActive())
    settle()
    assert context.desk.figures.latest() is None
    assert told == []
    context.reckoning_asked.emit()
    settle()
    assert context.desk.figures.latest() is None
    assert told == ["Продаж пока нет"]


def test_the_palette_reckons_them_and_says_so(
    window: MainWindow, program: Program, quiet: Callable[[], None], qtbot: QtBot
) -> None:
    context = program.session.context
    assert context is not None
    sell(context.desk)
    said: list[str] = []
    context.toasted.connect(lambda toast: said.append(toast.text))
    action = next(one for one in window.actions_known if one.title == "Пересчитать показатели")
    action.run()
    qtbot.waitUntil(lambda: bool(said), timeout=120_000)
    quiet()
    assert said == ["Показатели пересчитаны на сегодня"]
    assert not context.desk.figures.is_due()


def test_locking_while_they_are_reckoned_asks_nothing_and_the_base_opens_again(
    window: MainWindow, program: Program, base: Path, quiet: Callable[[], None]
) -> None:
    context = program.session.context
    assert context is not None
    sell(context.desk)
    quiet()
    context.reckoning_asked.emit()
    program.session.lock()
    assert isinstance(program.frame.stage, SignIn)
    quiet()
    program.session.doorstep.enter_with(program.door.crm.entrance(base).people[0].uid, PASSWORD)
    quiet()
    again = program.session.context
    assert again is not None
    assert again is not context
    assert again.desk.figures.has_sales()


def test_quiet_work_is_in_nobodys_way_and_stops_for_what_is_asked_for(background: Background, qtbot: QtBot) -> None:
    owner, begun = QObject(), Event()
    ended: list[str] = []

    def idle(job: Job) -> str:
        begun.set()
        try:
            while True:
                job.step(0, 1)
        except Cancelled:
            return "made way"

    background.run(owner, idle, then=ended.append, quiet=True)
    qtbot.waitUntil(begun.is_set)
    assert background.busy() == 1
    assert not background.long_busy()
    background.run(owner, lambda _job: "copied", then=ended.append, long=True)
    assert background.long_busy()
    qtbot.waitUntil(lambda: ended == ["made way", "copied"])
