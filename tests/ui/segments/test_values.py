"""What stands in a line asks for exactly that, and shows again what was asked."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from pytestqt.qtbot import QtBot

from clientcrm.domain.segment_list import Choice
from clientcrm.domain.segments import Ask
from ui.segments.conditions import condition_of, conditions
from ui.segments.draft import Line
from ui.segments.editors import AmountValue, DatesValue, DaysValue, PickedValue, value_for
from ui.segments.event_value import EventValue
from ui.segments.values import Lists

GOODS = (Choice(1, "Сенча", 3), Choice(2, "Пуэр", 2))


@pytest.mark.parametrize(
    "ask",
    [
        Ask("phone"),
        Ask("consent", is_so=False),
        Ask("own:3"),
        Ask("purchases", low=5),
        Ask("purchases", high=0),
        Ask("total", low=1_000_000, high=2_000_050),
        Ask("discount", low=750),
        Ask("visit_chance", low=0.25),
        Ask("interval", low=10, high=20),
        Ask("last_purchase", ago=60),
        Ask("last_purchase", within=0),
        Ask("next_visit", within=-7),
        Ask("created", since=date(2025, 5, 14)),
        Ask("created", until=date(2025, 5, 14)),
        Ask("born", since=date(1980, 1, 1), until=date(1989, 12, 31)),
        Ask("birthday", within=-14),
        Ask("birthday", since=date(2000, 2, 29), until=date(2000, 1, 3)),
        Ask("status", ("lost", "at_risk")),
        Ask("city", ("Тверь",)),
        Ask("responsible", (None,)),
        Ask("bought"),
        Ask("bought", (2, 1), low=3),
        Ask("bought", (1,), high=2, within=90),
        Ask("bought", (1,), low=2, high=5),
        Ask("had", (99,), ago=365),
        Ask("dealt", ("call", "visit"), low=2, high=2, since=date(2025, 1, 1), until=date(2025, 1, 31)),
    ],
)
def test_a_question_survives_its_line(ask: Ask, lists: Lists, qtbot: QtBot) -> None:
    condition = condition_of(Line(ask.field, ask))
    assert condition in [option.key for option in conditions(ask.field)]
    value = value_for(ask.field, condition, replace(lists, choices={"bought": GOODS}), ask)
    qtbot.addWidget(value)
    again = value.ask()
    assert again is not None
    assert replace(again, any_of=()) == replace(ask, any_of=(), low=ask.low if ask.low != 1 else None)
    assert set(again.any_of) == set(ask.any_of)


def test_days_are_offered_so_that_a_line_asks_at_once(lists: Lists, qtbot: QtBot) -> None:
    value = value_for("last_purchase", "ago", lists, None)
    qtbot.addWidget(value)
    assert value.ask() == Ask("last_purchase", ago=60)


@pytest.mark.parametrize("text", ["", "много", "-5", "1 000 000"])
def test_what_is_no_number_of_days_asks_nothing_and_says_so(text: str, lists: Lists, qtbot: QtBot) -> None:
    value = value_for("last_purchase", "within", lists, None)
    qtbot.addWidget(value)
    assert isinstance(value, DaysValue)
    value.days.set_text(text)
    value.days.left.emit()
    assert value.ask() is None
    assert value.days.error() == "Только цифры"


def test_sums_are_typed_as_people_write_them(lists: Lists, qtbot: QtBot) -> None:
    value = value_for("total", "between", lists, None)
    qtbot.addWidget(value)
    assert isinstance(value, AmountValue)
    assert value.low is not None
    assert value.high is not None
    value.low.set_text("20 000")
    assert value.ask() is None
    value.high.set_text("30000,50")
    assert value.ask() == Ask("total", low=2_000_000, high=3_000_050)
    value.high.set_text("100")
    value.high.left.emit()
    assert value.ask() is None
    assert value.high.error() == "Меньше первого"


def test_days_the_wrong_way_round_ask_nothing(lists: Lists, qtbot: QtBot) -> None:
    value = value_for("created", "dates", lists, None)
    qtbot.addWidget(value)
    assert isinstance(value, DatesValue)
    assert value.since is not None
    assert value.until is not None
    value.since.set_text("14.05.2025")
    value.until.set_text("01.05.2025")
    assert value.ask() is None
    value.until.set_text("01.06.2025")
    assert value.ask() == Ask("created", since=date(2025, 5, 14), until=date(2025, 6, 1))


def test_a_value_that_is_gone_stays_ticked(lists: Lists, qtbot: QtBot) -> None:
    value = value_for(
        "source", "is", replace(lists, choices={"source": (Choice("Сайт", "Сайт", 4),)}), Ask("source", ("Ярмарка",))
    )
    qtbot.addWidget(value)
    assert isinstance(value, PickedValue)
    assert value.ask() == Ask("source", ("Ярмарка",))
    assert value.picker.text() == "Ярмарка"
    value.picker.tick({"Сайт"})
    assert value.ask() == Ask("source", ("Сайт",))


def test_often_and_when_belong_to_what_was_bought(lists: Lists, qtbot: QtBot) -> None:
    value = value_for("bought", "is", replace(lists, choices={"bought": GOODS}), None)
    qtbot.addWidget(value)
    assert isinstance(value, EventValue)
    assert value.ask() == Ask("bought")
    value.picker.tick({"2"})
    value.often.choose("most")
    value.often.chosen.emit("most")
    value.count.set_text("3")
    value.period.choose("within")
    value.period.chosen.emit("within")
    assert value.ask() == Ask("bought", (2,), high=3, within=30)
    value.count.set_text("")
    assert value.ask() is None
