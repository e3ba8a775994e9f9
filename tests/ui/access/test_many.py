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
from clientcrm.domain.clients import ClientDraft
from clientcrm.domain.contacts import ContactDraft, ContactKind
from clientcrm.domain.leaving import AtRisk, HandOver, LeavingPlan, LeavingReport, PortfolioShare, Successor
from clientcrm.domain.requests import RequestKind, RequestPreview, RequestRow, RequestState
from clientcrm.domain.staff import PersonRow, PortfolioRow
from tests.ui.access.screens import AccessScreen
from tests.ui.conftest import PASSWORD
from ui import i18n, theme
from ui.access.canary_dialog import CanaryDialog
from ui.access.journal_panel import said
from ui.access.leaving_report import ReportView, RiskCard
from ui.access.leaving_steps import HandOverStep
from ui.access.leaving_wizard import LeavingWizard
from ui.access.news import News
from ui.access.owner_password import Signed
from ui.access.page import Read
from ui.access.people_tab import PeopleTab, Team
from ui.access.person_dialogs import QuotaDialog
from ui.access.requests_tab import RequestsTab
from ui.access.section import SECTION
from ui.access.trace_dialog import TraceDialog
from ui.context import Context
from ui.request_preview import preview_table
from ui.request_words import request_about
from ui.widgets.choice import CheckBox
from ui.widgets.dialog import Dialog
from ui.widgets.layout import column, holder
from ui.widgets.message import MessageBar

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


def test_a_request_to_see_contacts_speaks_of_no_columns() -> None:
    told = request_about(asked(kind=RequestKind.SHOW, fields=("contacts",), client_name="Орлова Наталья"))
    assert told.startswith("«для рассылки»; ")


def test_tab_leaves_the_rows_of_a_preview(qtbot: QtBot) -> None:
    table: QTableWidget = preview_table(RequestPreview(("Имя", "Телефон"), (("Орлова", "+7 ••• 17"),), 1, 0))
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
    plan = LeavingPlan("p0", "Илья Громов", False, 3, 1, 100, shares, (Successor("p1", LONG, frozenset({0}), 4),))
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


def test_whom_nothing_can_be_given_to_is_not_offered(qtbot: QtBot) -> None:
    shares = (PortfolioShare(1, "Магазин", 3, 9, False, True), PortfolioShare(2, "Опт", 0, 0, False, True))
    able = Successor("p1", "Соня Ким", frozenset({1}), 4)
    unable = Successor("p2", "Зоя Ли", frozenset({2}), 0)
    plan = LeavingPlan("p0", "Илья Громов", False, 3, 1, 100, shares, (unable, able))
    step = HandOverStep(plan, "RUB")
    qtbot.addWidget(step)
    assert list(step.boxes) == ["p1", "p2"]
    assert not step.boxes["p2"].isEnabled()
    assert "не читает" in step.boxes["p2"].text()
    assert step.chosen() == HandOver(("p1",))
    assert "0 из 0" not in " ".join(label.text() for label in step.findChildren(QLabel))


def test_a_personal_portfolio_goes_to_anybody_until_it_is_merged_into_another(qtbot: QtBot) -> None:
    shares = (PortfolioShare(1, "Мой", 3, 3, True, True), PortfolioShare(2, "Опт", 0, 7, False, True))
    one, other = Successor("p1", "Соня Ким", frozenset(), 4), Successor("p2", "Зоя Ли", frozenset({2}), 0)
    step = HandOverStep(LeavingPlan("p0", "Илья Громов", False, 3, 1, 100, shares, (one, other)), "RUB")
    qtbot.addWidget(step)
    assert all(box.isEnabled() for box in step.boxes.values())
    step.moves[1].choose("2")
    step.moves[1].chosen.emit("2")
    assert [box.isEnabled() for box in step.boxes.values()] == [False, True]
    assert not step.checked()  # the one who was chosen reads none of it now
    step.boxes["p2"].setChecked(True)
    assert step.chosen() == HandOver(("p2",), moves={1: 2})


def test_whoever_has_left_is_offered_the_report_and_a_way_back(screen: AccessScreen) -> None:
    desk = screen.context.desk
    owner = desk.staff.people()[0].uid
    desk.leaving.run(screen.seller, HandOver((owner,)), PASSWORD)
    screen.settle(screen.context)
    screen.choose_seller()
    panel = screen.page.people.panel
    assert list(panel.buttons) == ["report", "reset"]
    assert "Больше не работает" in [cell.text for cell in screen.page.people.model.cells(1) or []]
    screen.press(panel.buttons["report"])
    [report] = screen.dialogs()
    assert "Копия базы" not in words_in(report)  # what was made then is not known any more
    assert "не удалось" not in words_in(report)
    report.close_dialog("")
    desk.staff.reset(screen.seller, PASSWORD)
    screen.settle(screen.context)
    assert list(panel.buttons) == ["leave", "unfreeze"]
    desk.staff.unfreeze(screen.seller, PASSWORD)


def test_the_report_leaves_the_keyboard_at_the_button_that_ends_it(screen: AccessScreen) -> None:
    desk = screen.context.desk
    report = desk.leaving.run(screen.seller, HandOver((desk.staff.people()[0].uid,)), PASSWORD)
    screen.page.window().activateWindow()
    wizard = LeavingWizard(screen.context, desk.staff.people()[1])
    screen.page.layers.addWidget(wizard)
    screen.page.layers.show_page(wizard)
    screen.settle(screen.context)
    wizard._left(report)
    assert wizard.next.hasFocus()


# ---------------------------------------------------------------- canaries, requests that were answered


@pytest.mark.parametrize(
    ("contacts", "told"),
    [
        ("+7 921 555-44-33\nya@shop.example", "Контактов меньше, чем клиентов"),
        ("+7 921 555-44-33\n+7 921 555-44-33\nне телефон", "Телефон с кодом страны или почта"),
        ("+7 921 555-44-33\nya@shop.example\n" + "+7 916 204-00-17", "есть в базе"),
    ],
)
def test_why_nothing_was_planted_is_said(screen: AccessScreen, contacts: str, told: str) -> None:
    draft = ContactDraft(ContactKind.PHONE, "+79162040017", "+79162040017")
    screen.context.desk.clients.create(ClientDraft(name="Орлова Наталья", contacts=(draft,)))
    screen.choose_seller()
    screen.press(screen.page.people.panel.buttons["canaries"])
    dialog = screen.dialog(CanaryDialog)
    dialog.contacts.set_text(contacts)
    screen.press(dialog.plant)
    assert told in dialog.contacts.error()


def test_an_answered_request_can_be_read_whole(context: Context, qtbot: QtBot) -> None:
    tab = RequestsTab(context)
    qtbot.addWidget(tab)
    tab.resize(1100, 600)
    tab.show()
    reason = "магазин переезжает, и нужно предупредить всех постоянных покупателей о новом адресе"
    tab.show_requests((), (asked(state=RequestState.REFUSED, decided_at=NOW, reason=reason),))
    tab.table.opened.emit(1)
    [dialog] = tab.window().findChildren(Dialog)
    assert reason in words_in(dialog)
    dialog.close_dialog("")


def test_tracing_and_the_journal_are_found_without_a_mouse(screen: AccessScreen) -> None:
    [trace] = [action for action in SECTION.actions(screen.context) if action.key == "access.trace"]
    trace.run()
    screen.settle(screen.context)
    screen.dialog(TraceDialog).close_dialog("")
    [journal] = [action for action in SECTION.actions(screen.context) if action.key == "access.journal"]
    journal.run()
    screen.settle(screen.context)
    assert screen.page.parts.currentWidget() is screen.page.journal


def test_planted_phones_are_written_as_phones(screen: AccessScreen) -> None:
    screen.context.desk.canaries.plant(screen.seller, ["+7 921 555-44-33", "ya@shop.example"], 2)
    screen.choose_seller()
    screen.press(screen.page.people.panel.buttons["canaries"])
    told = words_in(screen.dialog(CanaryDialog))
    assert "+7 921 555-44-33" in told
    assert "ya@shop.example" in told


def test_canaries_go_along_with_a_leaving_and_are_not_counted(screen: AccessScreen) -> None:
    desk, seller = screen.context.desk, screen.seller
    mine = desk.clients.create(ClientDraft(name="Орлова Наталья"))
    desk.clients.mass_assign([mine], seller)
    planted = desk.canaries.plant(seller, ["+7 921 555-44-33", "ya@shop.example"], 2)
    owner = desk.staff.people()[0].uid
    assert desk.staff.people()[1].clients == 1
    plan = desk.leaving.plan(seller)
    assert plan.clients == 1
    assert [(share.clients, share.everyone) for share in plan.portfolios] == [(1, 1)]
    assert desk.leaving.run(seller, HandOver((owner,)), PASSWORD).clients == 1
    assert desk.clients.card(mine).responsible == desk.user.name
    assert [canary.there for canary in desk.canaries.all()] == [True] * len(planted)


def test_from_those_who_fell_silent_one_gets_to_the_card(screen: AccessScreen) -> None:
    risk = AtRisk(7, "Орлова Наталья", "Марина", 120_000, None, None, 90, date(2026, 9, 1), True)
    screen.page.show_read(Read(screen.page.team, (), (), News(silent=(risk,))))
    [bar] = screen.page.news.findChildren(MessageBar)
    bar.acted.emit()
    screen.settle(screen.context)
    [dialog] = screen.dialogs()
    [card] = dialog.findChildren(RiskCard)
    gone: list[object] = []
    screen.context.opened.connect(lambda section, place: gone.append((section, place.get("client"))))
    card.table.opened.emit(7)
    assert gone == [("clients", 7)]
    assert screen.dialogs() == []  # it would stand over the card
