"""Settings, figures: what they go by, whom another number would change, since when it holds."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest
from pytestqt.qtbot import QtBot

from clientcrm.crm import Desk
from clientcrm.domain.clients import ClientDraft
from clientcrm.domain.figures import FigureOptions
from clientcrm.domain.sales import LineDraft, PurchaseDraft
from tests.support import shops_day
from ui.context import Context
from ui.settings.figures import FiguresPart
from ui.widgets.labels import Label
from ui.widgets.message import MessageBar

Settle = Callable[..., None]


def sell(desk: Desk, name: str, *days_ago: int) -> None:
    """A client who came on these days."""
    client = desk.clients.create(ClientDraft(name=name))
    for ago in days_ago:
        day = shops_day() - timedelta(days=ago)
        desk.sales.add(PurchaseDraft(client, day, (LineDraft("Чай", unit_price=34800),)))


@pytest.fixture
def part(context: Context, qtbot: QtBot, settle: Settle) -> FiguresPart:
    """The part over a shop of three: one comes, one has been silent for 50 days, one for 200."""
    desk = context.desk
    sell(desk, "Ковальчук Светлана", 40, 20, 5)
    sell(desk, "Белова Ирина", 110, 80, 50)
    sell(desk, "Абрамов Денис", 300, 250, 200)
    desk.figures.reckon()
    made = FiguresPart(context)
    qtbot.addWidget(made)
    settle()
    return made


def said(part: FiguresPart) -> list[str]:
    """Every text of the part."""
    return [label.text().replace("\u00a0", " ") for label in part.findChildren(Label)]


@pytest.mark.proves("F44")
def test_it_says_of_when_they_are_and_since_when_what_holds(part: FiguresPart) -> None:
    texts = said(part)
    assert any(text.startswith("Посчитано сегодня, ") and text.endswith(": 3 клиента с покупками.") for text in texts)
    assert "потерян через 90 дней, обычное значение, пока продаж мало" in texts
    assert part.lost.line.placeholderText() == "сейчас 90 дней"
    assert (part.lost.text(), part.horizon.text(), part.recent.text()) == ("", "", "")
    assert not part.button.isEnabled()
    assert part.anew.isHidden()  # nothing was found by sales yet, so nothing can be found anew


@pytest.mark.proves("F44")
def test_whom_it_would_change_is_shown_before_anything_is(part: FiguresPart, context: Context, settle: Settle) -> None:
    made = context.desk.figures.latest()
    part.lost.set_text("45")
    part.preview.click()
    settle()
    [bar] = part.findChildren(MessageBar)
    texts = [label.text().replace("\u00a0", " ") for label in bar.findChildren(Label)]
    assert texts[0] == "Статус изменится у 1 клиента"
    assert texts[1] == "Потерян, если молчит 45 дней. Как обычно: 2 → 1. Не ходит: 1 → 2."
    assert context.desk.figures.latest() == made
    assert context.desk.figures.options() == FigureOptions()
    part.lost.set_text("60")  # what was said was about 45
    settle()
    assert part._outcome.count() == 0


@pytest.mark.proves("F44")
def test_saving_reckons_anew_by_the_owners_number(part: FiguresPart, context: Context, settle: Settle) -> None:
    told: list[str] = []
    context.toasted.connect(lambda toast: told.append(toast.text))
    part.lost.set_text("45")
    part.save()
    settle()
    made = context.desk.figures.latest()
    assert made is not None
    assert (made.lost_after, made.lost_source) == (45, "owner")
    assert context.desk.figures.options() == FigureOptions(lost_after=45)
    assert told == ["Показатели пересчитаны на сегодня"]
    assert "потерян через 45 дней, задано владельцем" in said(part)
    assert part.lost.text() == "45"
    assert not part.button.isEnabled()


def test_what_is_typed_before_all_is_read_stays(context: Context, qtbot: QtBot, settle: Settle) -> None:
    part = FiguresPart(context)
    qtbot.addWidget(part)
    part.lost.set_text("60")
    settle()
    assert part.lost.text() == "60"
    assert part.button.isEnabled()


@pytest.mark.parametrize("typed", ["много", "-3", "4,5", "100000"])
def test_what_is_no_number_of_days_is_said_under_its_field(
    part: FiguresPart, context: Context, settle: Settle, typed: str
) -> None:
    part.horizon.set_text(typed)
    part.save()
    settle()
    assert "Здесь нужно число дней" in said(part)
    assert context.desk.figures.options() == FigureOptions()


def test_too_many_days_are_refused_by_the_core(part: FiguresPart, context: Context, settle: Settle) -> None:
    part.recent.set_text("9999")
    part.save()
    settle()
    assert "Это за пределами возможного" in said(part)
    assert context.desk.figures.options() == FigureOptions()
    part.preview.click()
    settle()
    assert "Это за пределами возможного" in said(part)


def test_a_shop_without_sales_says_so_and_keeps_what_the_owner_decides(
    context: Context, qtbot: QtBot, settle: Settle
) -> None:
    part = FiguresPart(context)
    qtbot.addWidget(part)
    settle()
    assert "Пока ничего не посчитано: это придёт само с первыми продажами." in said(part)
    part.lost.set_text("60")
    part.save()
    settle()
    assert context.desk.figures.options() == FigureOptions(lost_after=60)
    assert context.desk.figures.latest() is None
