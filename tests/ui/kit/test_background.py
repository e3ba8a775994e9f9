"""Work elsewhere comes back here, in order, and only to those who still want it."""

from __future__ import annotations

import gc
import threading
import time
from collections.abc import Callable, Iterator

import pytest
import shiboken6
from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from ui.background import Background, Job


def test_the_result_arrives_in_the_gui_thread(background: Background, qtbot: QtBot) -> None:
    owner = QObject()
    seen: list[tuple[int, bool]] = []
    here = threading.current_thread()
    background.run(owner, lambda _job: 42, then=lambda n: seen.append((n, threading.current_thread() is here)))
    qtbot.waitUntil(lambda: seen == [(42, True)])
    assert background.busy() == 0


def test_the_latest_with_the_same_key_wins(background: Background, qtbot: QtBot) -> None:
    owner = QObject()
    slow = threading.Event()
    seen: list[str] = []
    background.run(owner, lambda _job: slow.wait(2) and "old", then=lambda word: seen.append(str(word)), key="search")
    background.run(owner, lambda _job: "new", then=seen.append, key="search")
    qtbot.waitUntil(lambda: seen == ["new"])
    slow.set()
    qtbot.waitUntil(lambda: background.busy() == 0)
    assert seen == ["new"]


def test_another_key_or_owner_is_left_alone(background: Background, qtbot: QtBot) -> None:
    one, two = QObject(), QObject()
    seen: list[str] = []
    background.run(one, lambda _job: "a", then=seen.append, key="x")
    background.run(one, lambda _job: "b", then=seen.append, key="y")
    background.run(two, lambda _job: "c", then=seen.append, key="x")
    qtbot.waitUntil(lambda: sorted(seen) == ["a", "b", "c"])


def test_an_owner_that_is_gone_hears_nothing(background: Background, qtbot: QtBot) -> None:
    go = threading.Event()
    page = QWidget()
    seen: list[bool] = []
    background.run(page, lambda _job: go.wait(2), then=seen.append)
    page.deleteLater()
    qtbot.waitUntil(lambda: True)
    QWidget().show()
    qtbot.wait(1)
    go.set()
    qtbot.waitUntil(lambda: background.busy() == 0)
    assert seen == []


def test_an_error_reaches_the_one_place(qtbot: QtBot) -> None:
    errors: list[tuple[QObject, BaseException]] = []
    background = Background(lambda owner, error: errors.append((owner, error)))
    owner = QObject()
    background.run(owner, lambda _job: 1 / 0, then=lambda _n: pytest.fail("no result"))
    qtbot.waitUntil(lambda: len(errors) == 1)
    assert errors[0][0] is owner
    assert isinstance(errors[0][1], ZeroDivisionError)
    background.close()


def test_progress_and_stop(background: Background, qtbot: QtBot) -> None:
    owner = QObject()
    steps: list[int] = []
    seen: list[str] = []

    def count(job: Job) -> str:
        for n in range(100_000):
            job.step(n, 100_000)
            threading.Event().wait(0.001)
        return "done"

    job = background.run(owner, count, then=seen.append, long=True)
    job.progressed.connect(lambda done, _total: steps.append(done))
    qtbot.waitUntil(lambda: len(steps) > 3)
    job.cancel()
    qtbot.waitUntil(lambda: background.busy() == 0)
    assert seen == []


def test_closing_stops_what_runs(qtbot: QtBot) -> None:
    background = Background(lambda _owner, _error: None)
    owner = QObject()
    started = threading.Event()

    def forever(job: Job) -> None:
        started.set()
        while True:
            job.step(0, 0)

    job = background.run(owner, forever, long=True)
    assert started.wait(2)
    background.close()  # returns: the work gave way
    assert job.cancelled


def test_memory_goes_back_after_long_work(
    background: Background, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    told: list[int] = []
    monkeypatch.setattr(background._garbage, "much_was_freed", lambda: told.append(1))
    owner = QObject()
    background.run(owner, lambda _job: None)
    qtbot.waitUntil(lambda: background.busy() == 0)
    assert told == []
    background.run(owner, lambda _job: None, long=True)
    qtbot.waitUntil(lambda: background.busy() == 0)
    assert told == [1]


class Tracer:
    """Stands for a widget: notes in which thread it dies. Many at once die in few places, so each has a cycle."""

    def __init__(self, deaths: list[int], *, cycle: bool = False) -> None:
        self.deaths = deaths
        self.ring = self if cycle else None

    def __del__(self) -> None:
        self.deaths.append(threading.get_ident())


def test_nothing_that_work_held_dies_in_a_worker(qtbot: QtBot) -> None:
    background = Background(lambda _owner, _error: None)
    owner = QObject()
    deaths: list[int] = []
    wait = threading.Event()

    def errand(captured: Tracer, *, fail: bool) -> Callable[[Job], Tracer]:
        def work(_job: Job) -> Tracer:
            made = Tracer(captured.deaths)
            wait.wait(0.0002)
            if fail:
                raise ValueError(made)
            return made

        return work

    for n in range(600):
        background.run(owner, errand(Tracer(deaths), fail=n % 3 == 0), then=lambda _tracer: None)
    qtbot.waitUntil(lambda: background.busy() == 0)
    background.close()
    gc.collect()
    assert len(deaths) == 1200
    assert set(deaths) == {threading.get_ident()}


def test_cycles_are_never_collected_in_a_worker(qtbot: QtBot) -> None:
    background = Background(lambda _owner, _error: None)
    owner = QObject()
    deaths: list[int] = []

    def allocate(_job: Job) -> list[list[int]]:
        for _ in range(50):
            kept: list[list[int]] = [[n] for n in range(1000)]
        return kept

    for _ in range(40):
        Tracer(deaths, cycle=True)
        background.run(owner, allocate)
    qtbot.waitUntil(lambda: background.busy() == 0)
    background.close()
    gc.collect()
    assert len(deaths) == 40
    assert set(deaths) == {threading.get_ident()}


def test_the_collector_is_given_back_when_the_last_one_closes(qtbot: QtBot) -> None:
    before = gc.isenabled()
    one, two = Background(lambda _owner, _error: None), Background(lambda _owner, _error: None)
    assert not gc.isenabled()
    one.close()
    one.close()
    assert not gc.isenabled()
    two.close()
    assert gc.isenabled() == before


def test_a_closed_background_takes_nothing_and_says_nothing(qtbot: QtBot) -> None:
    background = Background(lambda _owner, _error: None)
    owner = QObject()
    seen: list[int] = []
    done = threading.Event()
    background.run(owner, lambda _job: done.set() or 1, then=seen.append)
    assert done.wait(2)
    background.close()
    late = background.run(owner, lambda _job: 2, then=seen.append)
    qtbot.wait(20)
    assert seen == []
    assert late.cancelled


# ---------------------------------------------------------------- what only the GUI thread can do


def built(made: list[str], *names: str) -> Iterator[None]:
    for name in names:
        time.sleep(0.01)  # longer than a turn of the event loop should take
        made.append(name)
        yield


def endless(made: list[str], name: str) -> Iterator[None]:
    while True:
        yield from built(made, name)


def test_widgets_are_made_a_few_per_turn(background: Background, qtbot: QtBot) -> None:
    owner, made, turns = QObject(), list[str](), list[int]()
    watch = QTimer(interval=0)
    watch.timeout.connect(lambda: turns.append(len(made)))
    watch.start()
    background.piecemeal(owner, built(made, "head", "body", "foot"), then=lambda: made.append("shown"))
    assert made == []
    assert background.busy() == 1
    qtbot.waitUntil(lambda: background.busy() == 0)
    watch.stop()
    assert made == ["head", "body", "foot", "shown"]
    assert {1, 2} <= set(turns)  # others had their turn between the pieces


def test_of_two_sites_with_the_same_key_the_later_is_finished(background: Background, qtbot: QtBot) -> None:
    owner, made = QObject(), list[str]()
    background.piecemeal(owner, endless(made, "old"), key="card")
    qtbot.waitUntil(lambda: "old" in made)
    background.piecemeal(owner, built(made, "new"), then=lambda: made.append("new shown"), key="card")
    qtbot.waitUntil(lambda: background.busy() == 0)
    assert made[-2:] == ["new", "new shown"]
    background.piecemeal(owner, built(made, "never"), key="card")
    background.abandon(owner, "card")
    qtbot.wait(30)
    assert made[-1] == "new shown"


def test_nothing_is_made_for_an_owner_that_is_gone(background: Background, qtbot: QtBot) -> None:
    page, made = QWidget(), list[str]()
    background.piecemeal(page, endless(made, "head"), then=lambda: made.append("shown"))
    qtbot.waitUntil(lambda: "head" in made)
    shiboken6.delete(page)
    qtbot.waitUntil(lambda: background.busy() == 0)
    assert set(made) == {"head"}


def test_a_piece_that_fails_ends_its_site(background: Background, qtbot: QtBot) -> None:
    def broken() -> Iterator[None]:
        yield
        raise ValueError("no such field")

    owner, made = QObject(), list[str]()
    with qtbot.captureExceptions() as caught:
        background.piecemeal(owner, broken(), then=lambda: made.append("shown"))
        qtbot.waitUntil(lambda: background.busy() == 0)
    assert [str(one[1]) for one in caught] == ["no such field"]
    assert made == []
