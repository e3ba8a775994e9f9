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
from clientcrm.domain.scores import RfmLimits
from tests.support import shops_day
from ui.context import Context
from ui.settings.figures import FiguresPart
from ui.settings.figures_preview import NAMED, Outcome, TurnedDialog
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
    assert texts[1].startswith("Потерян, если молчит 45 дней. Как обычно: 2 → 1. Не ходит: 1 → 2. Оценки ни у кого ")
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
    assert told == ["Настройки сохранены, показатели пересчитаны на сегодня"]
    assert "потерян через 45 дней, задано владельцем" in said(part)
    assert part.lost.text() == "45"
    assert not part.button.isEnabled()


LIMITS = RfmLimits((7, 30, 90, 180), (2, 3, 5, 7), (10_000, 50_000, 100_000, 500_050))


def type_limits(part: FiguresPart) -> None:
    """LIMITS as they stand in the columns, from the best score down."""
    part.limits.switch.setChecked(True)
    rows = {"recency": "7 30 90 180", "purchases": "7 5 3 2", "money": "5000,50 1000 500 100"}
    for name, texts in rows.items():
        for field, text in zip(part.limits.fields[name], texts.split(), strict=True):
            field.set_text(text)


@pytest.mark.proves("F36")
def test_limits_of_scores_are_set_tried_kept_and_shown_again(
    part: FiguresPart, context: Context, qtbot: QtBot, settle: Settle
) -> None:
    type_limits(part)
    part.preview.click()
    settle()
    [bar] = part.findChildren(MessageBar)
    texts = [label.text().replace("\u00a0", " ") for label in bar.findChildren(Label)]
    assert texts[0] == "Ни у кого статус не изменится"
    assert texts[1].endswith("Оценки изменятся у 3 клиентов.")
    assert "оценки — → 1 3 4" in said(part)  # Абрамов: 200 days ago, three days, 1044 roubles
    assert context.desk.figures.options() == FigureOptions()
    part.save()
    settle()
    assert context.desk.figures.options() == FigureOptions(limits=LIMITS)
    again = FiguresPart(context)
    qtbot.addWidget(again)
    settle()
    assert again.limits.limits() == LIMITS
    assert again.limits.fields["money"][0].text() == "5\u202f000,50"
    again.horizon.set_text("60")  # another decision leaves them
    again.save()
    settle()
    assert context.desk.figures.options() == FigureOptions(horizon=60, limits=LIMITS)
    again.limits.switch.setChecked(False)
    again.save()
    settle()
    assert context.desk.figures.options() == FigureOptions(horizon=60)


@pytest.mark.parametrize(
    ("name", "texts", "complaint"),
    [
        ("recency", "7 30 90", "Здесь нужны четыре числа"),
        ("money", "5000 много 500 100", "Здесь нужны четыре числа"),
        ("purchases", "2 3 5 7", "Чем выше оценка, тем строже должна быть её граница"),
    ],
)
def test_limits_that_make_no_sense_are_said_in_their_line(
    part: FiguresPart, context: Context, settle: Settle, name: str, texts: str, complaint: str
) -> None:
    type_limits(part)
    for field, text in zip(part.limits.fields[name], (*texts.split(), ""), strict=False):
        field.set_text(text)
    part.save()
    settle()
    assert complaint in said(part)
    assert context.desk.figures.options() == FigureOptions()
    part.limits.fields[name][0].set_text("1")
    assert complaint not in said(part)


@pytest.mark.proves("F44")
def test_who_would_change_is_named_and_the_rest_is_one_step_away(
    part: FiguresPart, context: Context, qtbot: QtBot, settle: Settle
) -> None:
    part.lost.set_text("45")
    part.preview.click()
    settle()
    texts = said(part)
    assert texts[texts.index("Белова Ирина") + 1] == "Как обычно → Не ходит"
    assert "Абрамов Денис" not in texts
    assert part.findChildren(Outcome)[0].all is None, "everybody is named"
    for number in range(NAMED):
        sell(context.desk, f"Гость {number}", 50)
    context.desk.figures.reckon()
    settle()
    part.preview.click()
    settle()
    [outcome] = [one for one in part.findChildren(Outcome) if one.isVisibleTo(part)]
    assert outcome.all is not None
    assert outcome.all.text() == "Показать всех: 6 клиентов"
    outcome.all.click()
    [dialog] = part.window().findChildren(TurnedDialog)
    assert dialog.title.text() == "Изменятся 6 клиентов"
    settle()
    qtbot.waitUntil(lambda: dialog.model.row_at(5) is not None)
    shown = [dialog.model.row_at(place) for place in range(6)]
    assert [one.name for one in shown if one] == ["Белова Ирина", *(f"Гость {number}" for number in range(NAMED))]
    dialog.close_dialog("")


@pytest.mark.proves("N07")
def test_saving_is_one_step_that_is_taken_back_and_done_again(
    part: FiguresPart, context: Context, settle: Settle
) -> None:
    figures, told = context.desk.figures, []
    context.toasted.connect(lambda toast: told.append(toast.text))
    client = context.desk.clients.create(ClientDraft(name="Раньше"))
    context.did("Раньше", lambda _job, _held: context.desk.clients.trash([client]), lambda _job, _held: None)
    part.lost.set_text("45")
    part.save()
    settle()
    assert figures.options() == FigureOptions(lost_after=45)
    context.deeds.undo()
    settle()
    made = figures.latest()
    assert made is not None
    assert (figures.options(), made.lost_after, made.lost_source) == (FigureOptions(), 90, "preset")
    assert context.desk.clients.everyone() == 4, "the step before stays"
    assert part.lost.text() == ""
    assert not part.button.isEnabled()
    assert told[-1] == "Отменено: «Настройки сохранены, показатели пересчитаны на сегодня»"
    context.deeds.redo()
    settle()
    made = figures.latest()
    assert made is not None
    assert (figures.options(), made.lost_after) == (FigureOptions(lost_after=45), 45)
    assert part.lost.text() == "45"


def test_what_is_typed_stays_when_the_figures_are_reckoned_elsewhere(
    part: FiguresPart, context: Context, settle: Settle
) -> None:
    part.lost.set_text("60")
    context.desk.figures.reckon()
    settle()
    assert part.lost.text() == "60"
    assert part.button.isEnabled()


def test_before_the_first_reckoning_nobody_changes(context: Context, qtbot: QtBot, settle: Settle) -> None:
    sell(context.desk, "Ковальчук Светлана", 50)
    part = FiguresPart(context)
    qtbot.addWidget(part)
    settle()
    part.lost.set_text("45")
    part.preview.click()
    settle()
    texts = said(part)
    assert "Ещё ничего не посчитано, поэтому ни у кого ничего не меняется" in texts
    assert not any(text.startswith(("Статус изменится", "Ни у кого")) for text in texts)
    assert "Ковальчук Светлана" not in texts


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
