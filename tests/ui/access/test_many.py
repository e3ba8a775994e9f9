"""Thirty people, twelve portfolios, long names: what must be seen is seen, and the keyboard stays where it was."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from PySide6.QtWidgets import QApplication, QLabel, QTableWidget, QWidget
from pytestqt.qtbot import QtBot

from clientcrm.domain.access import USUAL_QUOTA, Role
from clientcrm.domain.activity import Activity
from clientcrm.domain.alarms import Pace
from clientcrm.domain.leaving import AtRisk, HandOver, LeavingPlan, LeavingReport, PortfolioShare, Successor
from clientcrm.domain.requests import RequestKind, RequestPreview, RequestRow, RequestState
from clientcrm.domain.staff import PersonRow, PortfolioRow
from tests.ui.access.screens import AccessScreen
from tests.ui.conftest import PASSWORD
from ui import i18n, theme
from ui.access.journal_panel import said
from ui.access.leaving_report import ReportView
from ui.access.leaving_steps import HandOverStep
from ui.access.owner_password import Signed
from ui.access.people_tab import PeopleTab, Team
from ui.access.person_dialogs import QuotaDialog
from ui.access.request_actions import _table
from ui.access.request_card import request_about
from ui.access.trace_dialog import TraceDialog
from ui.context import Context
from ui.widgets.choice import CheckBox
from ui.widgets.layout import column, holder

NOW = datetime(2026, 3, 2, 10, tzinfo=UTC)
LONG = "Постоянные покупатели магазина на Большой Конюшенной улице"
SOMEBODY = PersonRow(
    "p0", "Илья Громов", Role.MANAGER, "", True, False, (1,), 1, (), USUAL_QUOTA, False, NOW, 0
)  # fmt: skip


@pytest.fixture(autouse=True)
def no_stray_windows() -> None:
    """Parts of the page stand as windows of their own here."""


def words_in(widget: QWidget) -> str:
    return " ".join(label.text() for label in widget.findChildren(QLabel) if label.isVisibleTo(widget))


def big_team(people: int = 30, portfolios: int = 12) -> Team:
    staff = tuple(replace(SOMEBODY, uid=f"p{n}", name=f"Сотрудник {n}") for n in range(people))
    return Team(staff, (), tuple(PortfolioRow(n, f"{LONG} {n}", ("p1",), n * 40) for n in range(portfolios)))


@pytest.fixture
def tab(context: Context, qtbot: QtBot) -> PeopleTab:
    made = PeopleTab(context)
    qtbot.addWidget(made)
    made.resize(1140, 700)
    made.show_team(big_team())
    with qtbot.waitExposed(made):
        made.show()
    return made


def test_beside_twelve_portfolios_the_list_of_people_is_still_a_list(tab: PeopleTab) -> None:
    assert tab.table.viewport().height() >= theme.px(8 * 40)


def test_whoever_is_chosen_in_a_long_list_is_brought_into_view(tab: PeopleTab, qtbot: QtBot) -> None:
    tab.show_team(big_team(31))
    tab.choose("p30")

    def seen() -> bool:
        return tab.table.viewport().rect().contains(tab.table.visualRect(tab.model.index(30, 1)).center())

    qtbot.waitUntil(seen)


@pytest.mark.parametrize(
    ("shown", "shown_usual", "cards", "cards_usual", "told", "cell"),
    [
        (0, 0, 0, 0, "За неделю карточек не открывали", "—"),
        (8, 0, 9, 0, "Открыто карточек за неделю: 9; сколько бывает обычно, ещё не известно", "8"),
        (8, 3, 9, 4, "Открыто карточек за неделю: 9, обычно 4", "8, обычно 3"),
    ],
)
def test_nobody_is_held_against_a_usual_that_is_not_known(
    tab: PeopleTab, shown: int, shown_usual: int, cards: int, cards_usual: int, told: str, cell: str
) -> None:
    pace = Pace("p0", "Илья Громов", shown, shown_usual, cards, cards_usual)
    tab.show_team(replace(big_team(), paces={"p0": pace}))
    assert told in [label.text() for label in tab.panel.findChildren(QLabel)]
    found = tab._today((0, tab.team.people[0]))
    assert (getattr(found, "value", found) or "—") == cell


def test_after_a_dialog_the_keyboard_is_where_it_was(screen: AccessScreen, qtbot: QtBot) -> None:
    screen.page.window().activateWindow()
    panel = screen.page.people.panel
    assert [key for key, button in panel.buttons.items() if button.isVisible()] == ["portfolios", "rename"]
    screen.choose_seller()
    panel.buttons["quota"].setFocus()
    screen.press(panel.buttons["quota"])
    dialog = screen.dialog(QuotaDialog)
    dialog.as_role.setChecked(False)
    screen.sign(dialog, PASSWORD)
    assert QApplication.focusWidget() is screen.page.people.panel.buttons["quota"]
    screen.press(panel.buttons["freeze"])  # after this one there are other buttons
    screen.sign(screen.dialog(Signed), PASSWORD)
    assert QApplication.focusWidget() in screen.page.people.panel.buttons.values()


def test_a_long_name_beside_a_box_makes_no_form_wider(qtbot: QtBot) -> None:
    box = CheckBox(LONG)
    around = holder(column(box))
    qtbot.addWidget(around)
    around.resize(theme.px(300), theme.px(60))
    around.show()
    assert around.minimumSizeHint().width() <= theme.px(300)
    assert box.width() <= around.width()
    assert box.toolTip() == LONG  # what is cut can be read
    assert box.accessibleName() == LONG


# ---------------------------------------------------------------- requests, journal, trace


def asked(**changes: object) -> RequestRow:
    row = RequestRow(1, "p0", "Илья Громов", RequestKind.EXPORT, RequestState.ASKED, 312, NOW, "для рассылки", ())
    return replace(row, **changes)  # type: ignore[arg-type]


def test_that_contacts_will_be_in_the_file_stands_first() -> None:
    told = request_about(asked(fields=("external_id", "kind", "tier", "city", "inn", "email", "phone", "full_name")))
    assert told.startswith("имена, телефоны, E-mail, ")
    assert "«для рассылки»" in told
    i18n.set_language("en")
    assert "“для рассылки”" in request_about(asked())


def test_tab_leaves_the_rows_of_a_preview(qtbot: QtBot) -> None:
    table: QTableWidget = _table(RequestPreview(("Имя", "Телефон"), (("Орлова", "+7 ••• 17"),), 1, 0))
    qtbot.addWidget(table)
    assert not table.tabKeyNavigation()


def test_a_refused_right_is_called_as_in_the_matrix() -> None:
    assert said({"permission": "export"}) == [("Право", "Выгружать в Excel")]
    assert said({"permission": "something.older"}) == [("Право", "something.older")]


def test_tracing_nothing_is_answered(screen: AccessScreen) -> None:
    screen.press(screen.page.trace)
    dialog = screen.dialog(TraceDialog)
    screen.press(dialog.go)
    assert dialog.text.error()


# ---------------------------------------------------------------- leaving


def test_the_words_about_successors_stand_together(qtbot: QtBot) -> None:
    shares = tuple(PortfolioShare(n, f"{LONG} {n}", 1, 2, False, True) for n in range(12))
    plan = LeavingPlan("p0", "Илья Громов", False, 3, 1, 100, shares, (Successor("p1", LONG, frozenset(), 4),))
    step = HandOverStep(plan, "RUB")
    qtbot.addWidget(step)
    step.resize(1100, 900)
    step.show()
    title, text = (label for label in step.findChildren(QLabel) if label.text()[:4] in ("Кому", "Если"))
    assert text.y() - title.geometry().bottom() <= theme.px(16)
    assert step.chosen() == HandOver(("p1",))


def test_the_report_counts_in_the_money_of_the_shop(context: Context, qtbot: QtBot) -> None:
    activity = Activity("p0", "Илья Громов", date(2026, 1, 1), 90, {}, 0, (), 0, None)
    risk = AtRisk(1, "Орлова Наталья", "Марина", 120_000, None, None, None, date(2026, 9, 1), False)
    report = LeavingReport("p0", "Илья Громов", NOW, 1, 0, 0, 0, 0, ("Магазин",), activity, (risk,), ())
    context._known = replace(context._known, shop=replace(context.shop, currency="EUR"))
    view = ReportView(context, report)
    qtbot.addWidget(view)
    view.resize(1000, 900)
    view.show()
    [card] = [one for one in view.findChildren(QWidget) if hasattr(one, "script")]
    qtbot.waitUntil(lambda: card.model.cells(0) is not None)
    assert any("€" in cell.text for cell in card.model.cells(0))
    assert "база, Магазин" in words_in(view)  # two keys, and which
