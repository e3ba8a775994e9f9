"""A file on its way in, step by step, as a person does it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from clientcrm.crm import Desk
from clientcrm.domain.clients import ClientDraft, ClientFilter, ClientOrder
from clientcrm.domain.contacts import ContactDraft, ContactKind
from clientcrm.domain.exports import ExportPlan
from clientcrm.domain.imports import OnDuplicate
from clientcrm.domain.sales import PurchaseDraft
from tests.ui.exchange.conftest import PEOPLE
from tests.ui.exchange.screens import ExchangeScreen
from ui import theme
from ui.exchange.column_words import COLOURS
from ui.exchange.steps import CHECK, COLUMNS, DONE, FILE, MATCHES
from ui.exchange.value_map import MeaningCombo
from ui.widgets.order import move_focus


def names(desk: Desk) -> list[str]:
    """Everyone in the base, in the order of the list."""
    return [row.name for row in desk.clients.rows(desk.clients.ids(ClientFilter(), ClientOrder()))]


# ---------------------------------------------------------------- the whole way


@pytest.mark.proves("F13")
def test_a_list_comes_in_step_by_step(screen: ExchangeScreen, people: Path, desk: Desk) -> None:
    screen.loads(people)
    assert screen.wizard.step() == FILE
    assert "клиенты.csv" in screen.texts()
    screen.goes_on()
    assert screen.wizard.step() == COLUMNS
    assert screen.target_of("ФИО") == "Фамилия, имя, отчество"
    assert screen.target_of("Телефон") == "Телефон"
    screen.settles_columns()
    screen.goes_on()
    assert screen.wizard.step() == CHECK
    assert screen.counts() == (5, 4, 0, 0, 1)
    assert names(desk) == []
    screen.goes_on()
    assert screen.wizard.step() == DONE
    assert screen.counts() == (5, 4, 0, 0, 1)
    assert "Строка 6" in screen.texts()
    assert sorted(names(desk)) == [
        "Ковальчук Светлана", "Ли Виктор", "Орлова Дарья", "Петросян Армен",
    ]  # fmt: skip


def test_a_clean_list_comes_in_by_enter_alone(
    screen: ExchangeScreen, table: Callable[..., Path], desk: Desk, qtbot: QtBot
) -> None:
    """Where nothing is left to decide the focus is on the button that goes on; Ctrl Enter goes on from anywhere."""
    screen.page.activateWindow()
    screen.loads(table([PEOPLE[0], *PEOPLE[1:4]]))
    wizard = screen.wizard
    for step, keys in ((FILE, Qt.KeyboardModifier.NoModifier), (COLUMNS, Qt.KeyboardModifier.NoModifier)):
        assert wizard.step() == step
        qtbot.waitUntil(wizard.go.hasFocus)
        qtbot.keyClick(wizard.go, Qt.Key.Key_Return, keys)
        screen.settle()
    assert wizard.step() == CHECK
    assert wizard.steps.checking.table.hasFocus()
    qtbot.keyClick(wizard.steps.checking.table, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    screen.settle()
    assert wizard.step() == DONE
    qtbot.waitUntil(wizard.go.hasFocus)
    assert len(names(desk)) == 3
    around = []
    for _ in range(4):
        move_focus(screen.page, forward=False)  # as Shift Tab does in the window
        around.append(QApplication.focusWidget().text())
    assert around == ["Загрузить продажи", "Отменить загрузку", "Сохранить отчёт", "Показать новых клиентов"]
    screen.finishes()
    screen.qtbot.waitUntil(screen.page.loads.table.hasFocus)


def test_values_that_mean_nothing_yet_are_counted_beside_their_column(
    screen: ExchangeScreen, table: Callable[..., Path]
) -> None:
    sexes = ["1", "1", "2", "м"]
    rows = [["ФИО", "Телефон", "Пол"], *([*PEOPLE[n + 1][:2], sex] for n, sex in enumerate(sexes))]
    screen.loads(table(rows))
    screen.goes_on()
    screen.settles_columns()
    told = screen.wizard.steps.columns.rows[2].told
    assert (told.text, told.tone) == ("3 ячейки не загрузятся", "warn")


def test_a_step_is_made_when_it_is_shown_first(screen: ExchangeScreen, table: Callable[..., Path]) -> None:
    """All five at once would hold the window for a fifth of a second."""
    screen.loads(table([PEOPLE[0], *PEOPLE[1:4]]))
    wizard = screen.wizard
    for shown in (FILE, COLUMNS, CHECK):
        assert wizard.step() == shown
        assert [step for step in range(DONE + 1) if wizard.steps.is_made(step)] == list(range(shown + 1))
        screen.goes_on()
    assert wizard.step() == DONE
    assert not wizard.steps.is_made(MATCHES)


def test_numbers_of_a_workbook_are_shown_as_they_were_typed(
    screen: ExchangeScreen, workbook: Callable[..., Path]
) -> None:
    """A spreadsheet keeps 7707083893 as 7707083893.0."""
    screen.loads(workbook({"Лист1": [["Компания", "ИНН", "Доля"], ["ООО «Берёзка»", 7707083893, 0.5]]}))
    screen.goes_on()
    screen.settles_columns()
    screen.goes_on()
    row = screen.context.desk.importing.staged(screen.wizard.check.batch)[0]  # type: ignore[union-attr]
    assert row.cells == ("ООО «Берёзка»", "7707083893", "0.5")


def test_an_empty_list_of_loads_begins_at_its_button(screen: ExchangeScreen, qtbot: QtBot) -> None:
    screen.page.activateWindow()
    screen.page.focus_first()
    screen.page.refresh()
    screen.settle()
    qtbot.waitUntil(screen.page.loads.load.hasFocus)


def test_the_same_file_again_changes_nothing(screen: ExchangeScreen, people: Path, desk: Desk) -> None:
    screen.brings_in(people)
    screen.finishes()
    screen.loads(people)
    screen.goes_on()
    screen.settles_columns()
    screen.goes_on()
    rows, added, updated, skipped, failed = screen.counts()
    assert (rows, added, updated, failed) == (5, 0, 0, 1)
    assert skipped == 4


def test_the_new_clients_are_one_press_away(screen: ExchangeScreen, people: Path) -> None:
    screen.brings_in(people)
    screen.presses("Показать новых клиентов")
    section, place = screen.went[-1]
    assert section == "clients"
    assert place == {"batch": screen.wizard.steps.done.result.batch}  # type: ignore[union-attr]


def test_where_no_sales_are_known_the_way_to_them_is_shown(
    screen: ExchangeScreen, people: Path, desk: Desk, table: Callable[..., Path]
) -> None:
    screen.brings_in(people)
    assert "Продаж в базе ещё нет" in screen.texts(screen.wizard)
    screen.presses("Загрузить продажи")
    assert screen.wizard.step() == FILE
    assert screen.wizard.name_under_way() == ""
    assert len(names(desk)) == 4
    desk.sales.add(PurchaseDraft(desk.clients.ids(ClientFilter())[0], date(2026, 5, 1), total=10_000))
    screen.brings_in(table([PEOPLE[0], ["Новый Олег", "8 916 204-77-01", *[""] * (len(PEOPLE[0]) - 2)]], "ещё.csv"))
    assert "Продаж в базе ещё нет" not in screen.texts(screen.wizard)


def test_a_load_is_taken_back_from_its_last_step(screen: ExchangeScreen, people: Path, desk: Desk) -> None:
    screen.brings_in(people)
    screen.presses("Отменить загрузку")
    said = screen.texts(screen.dialog)
    assert "карточек и покупок из загрузки удалим" in said
    screen.presses("Отменить загрузку", screen.dialog)
    assert names(desk) == []
    assert "удалено 4" in screen.last_toast().text


def test_a_load_taken_back_is_brought_back_from_the_toast(screen: ExchangeScreen, people: Path, desk: Desk) -> None:
    screen.brings_in(people)
    screen.presses("Отменить загрузку")
    screen.presses("Отменить загрузку", screen.dialog)
    again = screen.last_toast()
    assert (again.action, again.keys) == ("Вернуть", "Ctrl Shift Z")
    assert again.on_action is not None
    again.on_action()
    screen.settle()
    assert len(names(desk)) == 4
    assert screen.last_toast().text == f"Снова загружено: {people.name}"
    screen.context.deeds.undo()
    screen.settle()
    assert names(desk) == []
    screen.context.deeds.redo()
    screen.settle()
    assert len(names(desk)) == 4


def test_ctrl_z_takes_the_load_back_that_has_just_ended(screen: ExchangeScreen, people: Path, desk: Desk) -> None:
    screen.brings_in(people)
    screen.context.deeds.undo()
    screen.settle()
    assert names(desk) == []
    assert screen.last_toast().text == "Отменено: «Загружено 4 строки»"
    assert screen.page.wizard is None


def test_the_report_is_saved(
    screen: ExchangeScreen, people: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    screen.brings_in(people)
    wanted = tmp_path / "отчёт.xlsx"
    monkeypatch.setattr("ui.file_dialogs.save_file", lambda _o, _t, _f, then, _s: then(wanted))
    screen.presses("Сохранить отчёт")
    assert wanted.stat().st_size > 0
    assert screen.last_toast().text == "Отчёт сохранён: отчёт.xlsx"


# ---------------------------------------------------------------- step 1


def test_nothing_goes_on_without_a_file(screen: ExchangeScreen) -> None:
    screen.presses("Загрузить файл")
    assert screen.cannot_go_on() == "Сначала выберите файл."


def test_a_file_is_chosen_in_the_dialog(screen: ExchangeScreen, people: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("ui.file_dialogs.choose_file", lambda _o, _t, _f, then, _s: then(people))
    screen.presses("Загрузить файл")
    screen.presses("Выбрать файл")
    assert screen.cannot_go_on() == ""


def test_a_file_is_dropped_on_the_page(screen: ExchangeScreen, people: Path) -> None:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(people))])
    none = Qt.KeyboardModifier.NoModifier
    drop = QDropEvent(QPointF(50, 50), Qt.DropAction.CopyAction, data, Qt.MouseButton.LeftButton, none)
    screen.page.dropEvent(drop)
    screen.settle()
    assert screen.wizard.steps.file.plan is not None


def test_a_file_loaded_lately_is_offered(screen: ExchangeScreen, people: Path) -> None:
    screen.loads(people)
    screen.wizard.close_wizard()
    screen.settle()
    screen.presses("Загрузить файл")
    screen.presses("клиенты.csv")
    assert screen.cannot_go_on() == ""


def test_a_file_that_is_no_table_ends_in_a_sentence(screen: ExchangeScreen, tmp_path: Path) -> None:
    path = tmp_path / "прайс.pdf"
    path.write_bytes(b"%PDF-1.7\n" + b"0" * 2000)
    screen.loads(path)
    assert "Это PDF, а не таблица." in screen.texts()
    assert screen.cannot_go_on() == "Сначала выберите файл."


def test_an_empty_file_ends_in_a_sentence(screen: ExchangeScreen, tmp_path: Path) -> None:
    path = tmp_path / "пусто.csv"
    path.touch()
    screen.loads(path)
    assert screen.wizard.steps.file.plan is None
    assert screen.wizard.steps.file.trouble_box.isVisible()


def test_a_broken_workbook_ends_in_a_sentence(screen: ExchangeScreen, tmp_path: Path) -> None:
    path = tmp_path / "сломан.xlsx"
    path.write_bytes(b"PK\x03\x04" + bytes(range(256)) * 20)
    screen.loads(path)
    assert screen.wizard.steps.file.trouble_box.isVisible()
    screen.loads(path.with_name("нет такого.xlsx"))
    assert screen.wizard.steps.file.trouble_box.isVisible()


def test_the_sheet_is_chosen_among_several(screen: ExchangeScreen, workbook: Callable[..., Path]) -> None:
    other = [["Товар", "Цена"], ["Пуэр", "1200"], ["Улун", "900"]]
    screen.loads(workbook({"Прайс": other, "Клиенты": PEOPLE}))
    group = screen.wizard.steps.file.picker.group
    assert group is not None
    assert group.current() == "Клиенты"
    assert "2 строки" in screen.texts()
    assert "\nТовар, Цена" in screen.texts(), "a sheet called Лист4 is known by its headings"
    group.button("Прайс").click()
    screen.settle()
    assert screen.wizard.steps.file.plan is not None
    assert screen.wizard.steps.file.plan.sheet == "Прайс"


def test_sheets_with_the_same_headings_come_in_together(
    screen: ExchangeScreen, workbook: Callable[..., Path], people: Path, desk: Desk
) -> None:
    months = {"Январь": PEOPLE[:3], "Февраль": [PEOPLE[0], PEOPLE[3]], "Прайс": [["Товар", "Цена"], ["Улун", "900"]]}
    screen.loads(workbook(months, name="год.xlsx"))
    picker = screen.wizard.steps.file.picker
    assert picker.group is not None
    picker.group.button("Прайс").click()
    screen.settle()
    assert not picker.all_alike.isVisible()
    picker.group.button("Февраль").click()
    screen.settle()
    picker.all_alike.click()
    screen.settle()
    plan = screen.wizard.steps.file.plan
    assert plan is not None
    assert (plan.rows, plan.columns[-1].header) == (3, "Лист")
    screen.goes_on()
    screen.settles_columns()
    screen.goes_on()
    screen.goes_on()
    assert len(names(desk)) == 3
    screen.loads(people)
    assert not picker.wants_all()


def test_a_wrong_encoding_is_chosen_and_put_right(screen: ExchangeScreen, table: Callable[..., Path]) -> None:
    screen.loads(table(PEOPLE, encoding="cp1251"))
    reading = screen.wizard.steps.file.reading
    assert "Ковальчук Светлана Андреевна" in screen.texts(reading)
    place = reading.encoding.findData("koi8-r")
    reading.encoding.setCurrentIndex(place)
    reading.encoding.activated.emit(place)
    screen.settle()
    assert "Ковальчук" not in screen.texts(reading)
    place = reading.encoding.findData("cp1251")
    reading.encoding.setCurrentIndex(place)
    reading.encoding.activated.emit(place)
    screen.settle()
    assert "Ковальчук Светлана Андреевна" in screen.texts(reading)


def test_an_encoding_in_which_letters_are_lost_is_marked(screen: ExchangeScreen, table: Callable[..., Path]) -> None:
    screen.loads(table(PEOPLE, encoding="cp1251"))
    encoding = screen.wizard.steps.file.reading.encoding
    assert not encoding.toolTip()
    for name, told in (("utf-16", True), ("cp1251", False)):
        encoding.choose(name)
        encoding.chosen.emit(name)
        screen.settle()
        assert bool(encoding.toolTip()) is told


def test_a_turned_table_is_turned_by_a_tick(screen: ExchangeScreen, desk: Desk, table: Callable[..., Path]) -> None:
    """The tick is offered where the first column names fields, and stays off until somebody sets it."""
    screen.loads(table(PEOPLE))
    turning = screen.wizard.steps.file.turning
    assert turning.isHidden()
    screen.loads(
        table([["ФИО", "Орлова Анна", "Зуев Илья"], ["Телефон", "8 916 204-00-01", ""], ["Город", "Тула", "Уфа"]])
    )
    assert turning.isVisible()
    assert not turning.tick.isChecked()
    turning.tick.click()
    screen.settle()
    assert turning.isVisible()
    screen.goes_on()
    screen.settles_columns()
    screen.goes_on()
    screen.goes_on()
    assert {"Орлова Анна", "Зуев Илья"} <= set(names(desk))


def test_quotes_are_chosen_beside_the_delimiter(
    screen: ExchangeScreen, table: Callable[..., Path], tmp_path: Path
) -> None:
    path = tmp_path / "quotes.csv"
    path.write_text("'ФИО';'Адрес'\n'Орлова Анна';'Мира; 5'\n'Зуев Илья';'Мира; 6'\n", encoding="utf-8")
    screen.loads(path)
    reading = screen.wizard.steps.file.reading
    assert "Мира; 5" not in screen.texts(reading)
    reading.quote.choose("'")
    reading.quote.chosen.emit("'")
    screen.settle()
    assert "Мира; 5" in screen.texts(reading)


@pytest.fixture
def locked(workbook: Callable[..., Path], tmp_path: Path) -> Path:
    """A workbook closed with the password «самовар»."""
    import msoffcrypto

    plain = workbook({"Клиенты": PEOPLE}, name="открытая.xlsx")
    closed = tmp_path / "закрытая.xlsx"
    with plain.open("rb") as source, closed.open("wb") as target:
        msoffcrypto.OfficeFile(source).encrypt("самовар", target)
    return closed


def test_an_encrypted_file_opens_with_its_password(screen: ExchangeScreen, locked: Path) -> None:
    screen.loads(locked)
    unlock = screen.wizard.steps.file.unlock
    assert unlock.isVisible()
    unlock.field.set_text("чайник")
    screen.presses("Открыть файл")
    assert unlock.field.error() == "Пароль не подошёл: осталось 2 попытки."
    unlock.field.set_text("самовар")
    screen.presses("Открыть файл")
    assert screen.cannot_go_on() == ""


def test_three_wrong_passwords_are_enough(screen: ExchangeScreen, locked: Path) -> None:
    screen.loads(locked)
    for wrong in ("раз", "два", "три"):
        screen.wizard.steps.file.unlock.field.set_text(wrong)
        screen.presses("Открыть файл")
    assert not screen.wizard.steps.file.unlock.isVisible()
    assert "Пароль не подошёл три раза." in screen.texts()


# ---------------------------------------------------------------- step 2


@pytest.fixture
def doubtful(table: Callable[..., Path]) -> Path:
    """A list with a lone «Дата» and a «Статус» of colours."""
    rows: list[list[object]] = [["ФИО", "Телефон", "Дата", "Статус", "Любимый чай"]]
    colours = ["зелёный", "зелёный", "жёлтый", "белый"]
    for number in range(12):
        phone = f"+7 916 204-00-{number + 10}"
        rows.append([f"Орлова Дарья {number}", phone, f"{number + 1:02}.05.2025", colours[number % 4], "пуэр"])
    return table(rows, name="касса.csv")


def test_a_doubtful_column_needs_a_click(screen: ExchangeScreen, doubtful: Path) -> None:
    screen.loads(doubtful)
    screen.goes_on()
    assert screen.cannot_go_on().startswith("Проверьте")
    plan = screen.wizard.steps.columns.plan
    assert plan is not None
    for one in plan.columns:
        if one.doubtful:
            screen.confirms(one.header)
    assert screen.cannot_go_on() == ""


def test_a_column_that_lost_its_field_waits_for_a_click_again(screen: ExchangeScreen, doubtful: Path) -> None:
    screen.loads(doubtful)
    screen.goes_on()
    screen.settles_columns()
    assert screen.cannot_go_on() == ""
    screen.chooses("Любимый чай", "Ступень")
    assert screen.target_of("Статус") == ""
    assert screen.cannot_go_on().startswith("Проверьте 1 отмеченный столбец")
    screen.chooses("Статус", "В заметку")
    assert screen.cannot_go_on() == ""


def test_all_are_right_speaks_of_what_is_shown(screen: ExchangeScreen, table: Callable[..., Path]) -> None:
    header = ["ФИО", "Телефон", *[f"Поле {number}" for number in range(60)], "Дата"]
    screen.loads(table([header, *[["Ли Анна", f"909555555{n}", *["x"] * 60, "03.05.2025"] for n in range(9)]]))
    screen.goes_on()
    screen.wizard.steps.columns.confirm_all()
    screen.settle()
    assert screen.cannot_go_on().startswith("Проверьте")
    screen.wizard.steps.columns.more.click()
    screen.settle()
    rows = screen.wizard.steps.columns.rows
    screen.qtbot.waitUntil(rows[62].isVisible)
    screen.confirms("Дата")
    assert screen.cannot_go_on() == ""


def test_an_unknown_column_goes_to_a_field_of_its_own(screen: ExchangeScreen, doubtful: Path) -> None:
    screen.loads(doubtful)
    screen.goes_on()
    assert screen.target_of("Любимый чай") == "В своё поле"
    screen.chooses("Любимый чай", "Не загружать")
    assert screen.outcome_of("Любимый чай") == "столбец останется в файле"
    assert "1 столбец не будет загружен." in screen.texts()
    screen.chooses("Любимый чай", "В заметку")
    assert screen.outcome_of("Любимый чай") == "допишем к заметке"


def test_colour_words_become_tiers(screen: ExchangeScreen, doubtful: Path, desk: Desk) -> None:
    screen.loads(doubtful)
    screen.goes_on()
    screen.chooses("Статус", "Ступень")
    meanings = {combo.accessibleName(): combo.currentText() for combo in _meanings(screen)}
    assert meanings == {
        "Что значит «зелёный»": "Потенциальный",
        "Что значит «жёлтый»": "Подписан",
        "Что значит «белый»": "В базе",
    }
    vip = next(combo for combo in _meanings(screen) if combo.accessibleName() == "Что значит «жёлтый»")
    place = vip.findText("VIP")
    vip.setCurrentIndex(place)
    vip.activated.emit(place)
    screen.settle()
    screen.chooses("Дата", "Клиент с")
    screen.settles_columns()
    screen.goes_on()
    while screen.wizard.steps.done.result is None:
        screen.goes_on()
    titles = {tier.id: tier.title("ru") for tier in desk.tiers.all()}
    found = [titles[row.tier_id] for row in desk.clients.rows(desk.clients.ids(ClientFilter(), ClientOrder()))]
    assert sorted(found) == ["VIP"] * 3 + ["В базе"] * 3 + ["Потенциальный"] * 6


def _meanings(screen: ExchangeScreen) -> list[MeaningCombo]:
    return [combo for combo in screen.page.findChildren(MeaningCombo) if combo.isVisible()]


def test_fills_of_rows_become_tiers(screen: ExchangeScreen, workbook: Callable[..., Path], desk: Desk) -> None:
    rows = [["ФИО", "Телефон"], *([f"Орлова {n}", f"+7 916 204-00-{n + 10}"] for n in range(4))]
    fills = {("Клиенты", 2): "C6EFCE", ("Клиенты", 3): "C6EFCE", ("Клиенты", 4): "FFEB9C"}
    screen.loads(workbook({"Клиенты": rows}, fills=fills))
    screen.goes_on()
    screen.presses("Посчитать цвета")
    assert [combo.currentText() for combo in _meanings(screen)] == ["Потенциальный", "Подписан"]
    tiers = {f"tier:{tier.id}": tier.key for tier in desk.tiers.all()}
    plan = screen.wizard.steps.columns.plan
    assert plan is not None
    found = {value.value: tiers[value.meaning] for value in plan.values if value.column == COLOURS}
    assert found == {"C6EFCE": "potential", "FFEB9C": "subscribed"}


def test_a_field_is_given_to_one_column_only(screen: ExchangeScreen, people: Path) -> None:
    screen.loads(people)
    screen.goes_on()
    screen.chooses("Город", "День рождения")
    assert screen.target_of("Дата рождения") == ""
    assert screen.cannot_go_on() == "Проверьте 1 отмеченный столбец."
    screen.chooses("Дата рождения", "Не загружать")
    assert screen.cannot_go_on() == ""


def test_without_anything_to_know_clients_by_it_says_so(screen: ExchangeScreen, people: Path) -> None:
    screen.loads(people)
    screen.goes_on()
    for header in ("ФИО", "Телефон", "Почта"):
        screen.chooses(header, "Не загружать")
    assert screen.cannot_go_on().startswith("Укажите столбец с именем")


def test_decisions_are_kept_as_a_template(screen: ExchangeScreen, doubtful: Path, table: Callable[..., Path]) -> None:
    screen.loads(doubtful)
    screen.goes_on()
    screen.chooses("Дата", "Клиент с")
    screen.chooses("Статус", "Не загружать")
    screen.presses("Сохранить как шаблон")
    screen.dialog.name.set_text("Касса")  # type: ignore[attr-defined]
    screen.presses("Сохранить", screen.dialog)
    assert screen.last_toast().text == "Шаблон «Касса» сохранён"
    screen.loads(doubtful)
    screen.goes_on()
    assert "Подошёл шаблон «Касса»" in screen.texts()
    assert screen.target_of("Дата") == "Клиент с"
    assert screen.cannot_go_on() == ""


def test_the_heading_row_can_be_changed(screen: ExchangeScreen, table: Callable[..., Path]) -> None:
    screen.loads(table([["Отчёт кассы", "", ""], *[row[:3] for row in PEOPLE]]))
    screen.goes_on()
    columns = screen.wizard.steps.columns
    assert columns.plan is not None
    assert columns.plan.header_row == 2
    columns.rules.toggle.click()
    columns.rules.header_row.set_text("3")
    columns.rules.header_row.left.emit()
    screen.settle()
    assert columns.plan.header_row == 3


def test_one_column_has_rules_of_its_own(screen: ExchangeScreen, table: Callable[..., Path]) -> None:
    """What was chosen for a column is told in words, stays when another one is looked at, and can be taken back."""
    screen.loads(
        table([("ФИО", "Телефон", "Город"), ("Анна Ким", "89161110001", "Тула"), ("Ян Рей", "89161110002", "")])
    )
    screen.goes_on()
    screen.settles_columns()
    columns = screen.wizard.steps.columns
    columns.rules.toggle.click()
    own = columns.rules.columns
    assert not own.down.isEnabled()
    own.which.choose("2")
    own.which.chosen.emit("2")
    own.down.click()
    screen.settle()
    own.policy.choose("update")
    own.policy.chosen.emit("update")
    screen.settle()
    assert columns.plan is not None
    assert (columns.plan.options.fill_down, columns.plan.options.per_column) == ((2,), {2: OnDuplicate.UPDATE})
    assert own.told.text() == "Город: Обновить из файла; Город: пустые заполняются сверху"
    own.which.choose("0")
    own.which.chosen.emit("0")
    assert (own.down.isChecked(), own.policy.key()) == (False, "usual")
    own.which.choose("2")
    own.which.chosen.emit("2")
    assert (own.down.isChecked(), own.policy.key()) == (True, "update")
    own.down.click()
    screen.settle()
    assert columns.plan.options.fill_down == ()


def test_rules_hold_for_the_whole_load(screen: ExchangeScreen, people: Path, table: Callable[..., Path]) -> None:
    screen.brings_in(people)
    screen.finishes()
    other = [PEOPLE[0], ["Ковальчук Светлана Андреевна", "+7 916 204-00-17", "", "", "Сочи"]]
    screen.loads(table(other, name="ещё.csv"))
    screen.goes_on()
    rules = screen.wizard.steps.columns.rules
    rules.toggle.click()
    place = rules.on_duplicate.findData("update")
    rules.on_duplicate.setCurrentIndex(place)
    rules.on_duplicate.activated.emit(place)
    screen.settle()
    screen.settles_columns()
    screen.goes_on()
    assert screen.counts() == (1, 0, 1, 0, 0)


# ---------------------------------------------------------------- step 3


def test_a_bad_cell_is_mended_in_place(screen: ExchangeScreen, people: Path, desk: Desk) -> None:
    screen.loads(people)
    screen.goes_on()
    screen.settles_columns()
    screen.goes_on()
    step = screen.wizard.steps.checking
    step.show_which("noted")
    screen.settle()
    places = [line.staged.row for row in range(step.model.rowCount()) if (line := step.model.row_at(row))]  # type: ignore[union-attr]
    assert places == [5, 6]
    step.table.go_to(0)
    assert "В номере не хватает цифр или есть лишние." in screen.texts(step.panel)
    phone = next(field for field in step.panel.fields.values() if field.text() == "8916204")
    phone.set_text("8 916 204 00 44")
    phone.entered.emit()
    screen.settle()
    assert "В номере не хватает" not in screen.texts(step.panel)
    step.table.go_to(1)
    name = next(iter(step.panel.fields.values()))
    name.set_text("Зимин Пётр")
    name.entered.emit()
    screen.settle()
    assert screen.counts() == (5, 5, 0, 0, 0)
    while screen.wizard.steps.done.result is None:
        screen.goes_on()
    assert "Зимин Пётр" in names(desk)


def test_a_row_is_skipped(screen: ExchangeScreen, people: Path, desk: Desk) -> None:
    screen.loads(people)
    screen.goes_on()
    screen.settles_columns()
    screen.goes_on()
    step = screen.wizard.steps.checking
    step.show_which("all")
    screen.settle()
    step.table.go_to(0)
    screen.presses("Пропустить строку")
    assert screen.counts() == (5, 3, 0, 1, 1)
    while screen.wizard.steps.done.result is None:
        screen.goes_on()
    assert "Ковальчук Светлана" not in names(desk)


def test_remarks_are_filtered_by_kind(screen: ExchangeScreen, people: Path) -> None:
    screen.loads(people)
    screen.goes_on()
    screen.settles_columns()
    screen.goes_on()
    step = screen.wizard.steps.checking
    step.show_which("noted")
    screen.settle()
    place = step.code.findData("E301")
    step.code.setCurrentIndex(place)
    step.code.activated.emit(place)
    screen.settle()
    assert step.model is not None
    assert step.model.rowCount() == 1


def test_going_back_to_the_columns_forgets_the_check(screen: ExchangeScreen, people: Path, desk: Desk) -> None:
    screen.loads(people)
    screen.goes_on()
    screen.settles_columns()
    screen.goes_on()
    assert [row.state for row in desk.importing.unfinished()] == ["ready"]
    screen.presses("Назад")
    assert screen.wizard.step() == COLUMNS
    assert desk.importing.unfinished() == []


def test_a_stopped_check_leaves_nothing_behind(screen: ExchangeScreen, table: Callable[..., Path], desk: Desk) -> None:
    rows: list[list[object]] = [["ФИО", "Телефон"]]
    rows += [[f"Орлова Дарья {n}", f"+7 916 {n // 10000 + 100} {n % 10000:04}"] for n in range(20_000)]
    screen.loads(table(rows))
    screen.goes_on()
    screen.settles_columns()
    screen.wizard.go.click()
    screen.wizard.steps.checking.progress.stop.click()
    screen.settle()
    assert screen.wizard.step() == COLUMNS
    assert desk.importing.unfinished() == []
    assert names(desk) == []


# ---------------------------------------------------------------- step 4


@pytest.fixture
def family(screen: ExchangeScreen, people: Path, table: Callable[..., Path]) -> Path:
    """The people are in the base; now others come with their phones."""
    screen.brings_in(people)
    screen.finishes()
    return table(
        [
            PEOPLE[0],
            ["Ковальчук Пётр", "+7 916 204-00-17", "", "", "Сочи"],
            ["Ли Анна", "8 909 555-55-55", "", "", "Сочи"],
        ],
        name="семья.csv",
    )


def test_doubtful_matches_are_decided_by_a_person(screen: ExchangeScreen, family: Path, desk: Desk) -> None:
    screen.loads(family)
    screen.goes_on()
    screen.settles_columns()
    screen.goes_on()
    screen.goes_on()
    assert screen.wizard.step() == MATCHES
    said = screen.texts(screen.wizard.steps.matches)
    assert "Ковальчук Светлана Андреевна" in said
    assert "Ковальчук Пётр" in said
    screen.wizard.steps.matches.card.sides["city"][0].click()
    screen.presses("Один клиент")
    screen.presses("Разные клиенты")
    screen.goes_on()
    assert screen.counts()[:3] == (2, 1, 1)
    assert "Ли Анна" in names(desk)


@pytest.fixture
def large() -> None:
    """130 %."""
    theme.set_scale(130)


def test_ways_to_decide_and_both_sides_are_whole_in_a_small_window(
    large: None, screen: ExchangeScreen, family: Path
) -> None:
    screen.page.resize(1000, 680)
    screen.loads(family)
    screen.goes_on()
    screen.settles_columns()
    screen.goes_on()
    screen.goes_on()
    card = screen.wizard.steps.matches.card
    screen.settle()
    assert screen.page.width() == 1000
    assert screen.wizard.steps.matches.table.horizontalScrollBar().maximum() == 0
    for button in (card.same, card.other, card.leave):
        assert button.width() >= button.sizeHint().width()
        assert card.rect().contains(button.mapTo(card, button.rect().center()))
    for side in card.sides["city"]:
        end = side.mapTo(card, side.rect().bottomRight())
        assert end.x() < card.width(), "the column of the base is cut"


def test_the_same_decision_for_similar_pairs(screen: ExchangeScreen, family: Path, desk: Desk) -> None:
    screen.loads(family)
    screen.goes_on()
    screen.settles_columns()
    screen.goes_on()
    screen.goes_on()
    screen.wizard.steps.matches.card.alike.setChecked(True)
    screen.presses("Пропустить строку")
    screen.goes_on()
    assert screen.counts() == (2, 0, 0, 2, 0)


@pytest.fixture
def known(screen: ExchangeScreen, table: Callable[..., Path]) -> Path:
    """A client who is in the base already comes in once more, with a city that was not known."""
    screen.brings_in(table([["ФИО", "Телефон"], ["Ли Анна", "9095555555"]], name="раньше.csv"))
    screen.finishes()
    return table([["ФИО", "Телефон", "Город"], ["Ли Анна", "8 909 555 55 55", "Тверь"]], name="снова.csv")


def test_nobody_is_asked_about_clients_found_for_certain(screen: ExchangeScreen, known: Path, desk: Desk) -> None:
    screen.loads(known)
    screen.goes_on()
    screen.settles_columns()
    screen.goes_on()
    assert screen.wizard.check is not None
    assert screen.wizard.check.matches == 1
    assert screen.wizard.go.text() == "Загрузить 1 строку"
    screen.goes_on()
    assert screen.wizard.step() == DONE
    assert screen.counts()[:3] == (1, 0, 1)


def test_who_was_found_for_certain_can_be_looked_at(screen: ExchangeScreen, known: Path) -> None:
    screen.loads(known)
    screen.goes_on()
    screen.settles_columns()
    screen.goes_on()
    screen.presses("Показать совпадения")
    assert screen.wizard.step() == MATCHES
    assert "Ли Анна" in screen.texts(screen.wizard.steps.matches)
    screen.presses("Назад")
    assert screen.wizard.step() == CHECK
    screen.presses("Показать совпадения")
    screen.presses("Пропустить строку")
    screen.goes_on()
    assert screen.counts() == (1, 0, 0, 1, 0)


def test_what_was_decided_stays_decided_on_the_way_back(screen: ExchangeScreen, family: Path) -> None:
    screen.loads(family)
    screen.goes_on()
    screen.settles_columns()
    screen.goes_on()
    assert screen.wizard.go.text() == "К совпадениям"
    screen.goes_on()
    screen.presses("Один клиент")
    screen.presses("Разные клиенты")
    assert "Сомнительных пар, ждущих решения, нет." in screen.texts(screen.wizard.steps.matches)
    screen.presses("Назад")
    assert screen.wizard.step() == CHECK
    screen.goes_on()
    assert screen.wizard.step() == MATCHES
    assert "Сомнительных пар, ждущих решения, нет." in screen.texts(screen.wizard.steps.matches)
    screen.goes_on()
    assert screen.counts() == (2, 1, 0, 1, 0)


def test_a_row_mended_into_somebody_else_is_asked_about(screen: ExchangeScreen, known: Path, desk: Desk) -> None:
    screen.loads(known)
    screen.goes_on()
    screen.settles_columns()
    screen.goes_on()
    screen.wizard.steps.checking.panel.corrected.emit(2, 0, "Ли Пётр")
    screen.settle()
    assert screen.wizard.go.text() == "К совпадениям"
    screen.goes_on()
    assert screen.wizard.step() == MATCHES
    screen.presses("Разные клиенты")
    screen.goes_on()
    assert sorted(names(desk)) == ["Ли Анна", "Ли Пётр"]


# ---------------------------------------------------------------- a full copy: clients, then purchases


LI = ClientDraft(
    name="Ли Виктор", city="Химки", contacts=(ContactDraft(ContactKind.PHONE, "+79095555555", "+79095555555"),)
)


@pytest.fixture
def copied(desk: Desk, tmp_path: Path) -> tuple[Path, int]:
    """A full copy of a client with one purchase, which is not in the base any more; the client."""
    client = desk.clients.create(LI)
    purchase = desk.sales.add(PurchaseDraft(client, date(2025, 5, 14), total=95_000))
    path = desk.exporting.run(ExportPlan(tmp_path / "копия.xlsx")).path
    desk.sales.remove(purchase)
    return path, client


def test_the_purchases_of_a_full_copy_follow_its_clients(
    screen: ExchangeScreen, copied: tuple[Path, int], desk: Desk
) -> None:
    path, client = copied
    desk.clients.change(client, desk.clients.card(client).version, replace(LI, city="Тверь"))
    screen.brings_in(path)
    assert desk.clients.card(client).city == "Химки"
    assert "Покупки из этого файла ещё не загружены." in screen.texts()
    assert screen.wizard.go.text() == "Перейти к покупкам"
    screen.goes_on()
    assert screen.wizard.step() == COLUMNS
    assert screen.wizard.title() == "Загрузка покупок из файла"
    screen.goes_on()
    screen.goes_on()
    assert screen.counts()[:2] == (1, 1)
    assert [row.total for row in desk.sales.purchases(client)] == [95_000]
    assert screen.wizard.go.text() == "Готово"


def test_a_full_copy_without_purchases_leads_nowhere_further(
    screen: ExchangeScreen, desk: Desk, tmp_path: Path
) -> None:
    desk.clients.create(LI)
    screen.loads(desk.exporting.run(ExportPlan(tmp_path / "копия.xlsx")).path)
    screen.goes_on()
    screen.settles_columns()
    screen.goes_on()
    assert screen.wizard.step() == CHECK
    assert "Покупки из этого файла" not in screen.texts()


def test_purchases_follow_clients_who_need_no_change(
    screen: ExchangeScreen, copied: tuple[Path, int], desk: Desk
) -> None:
    path, client = copied
    screen.loads(path)
    screen.goes_on()
    screen.settles_columns()
    screen.goes_on()
    assert screen.wizard.step() == CHECK
    screen.goes_on()
    assert screen.wizard.step() == COLUMNS
    screen.presses("Назад")
    assert screen.wizard.steps.file.plan == screen.wizard.steps.columns.plan
    screen.goes_on()
    screen.goes_on()
    screen.goes_on()
    assert len(desk.sales.purchases(client)) == 1
    assert desk.importing.unfinished() == []


# ---------------------------------------------------------------- leaving


def test_a_load_begun_is_there_when_one_comes_back(screen: ExchangeScreen, people: Path) -> None:
    screen.loads(people)
    screen.goes_on()
    screen.context.open("exchange")
    screen.settle()
    assert "Вы начали загружать «клиенты.csv»." in screen.texts()
    screen.presses("Вернуться")
    assert screen.wizard.step() == COLUMNS


def test_work_in_the_background_ends_in_a_toast(screen: ExchangeScreen, people: Path) -> None:
    screen.loads(people)
    screen.goes_on()
    screen.settles_columns()
    screen.wizard.go.click()
    screen.page.hide()
    screen.settle()
    assert screen.last_toast().text == "Файл проверен: 5 строк"


def test_by_keyboard_alone(screen: ExchangeScreen, people: Path) -> None:
    screen.loads(people)
    press = screen.qtbot.keyClick
    screen.wizard.go.setFocus()
    press(screen.wizard.go, Qt.Key.Key_Return)
    screen.settle()
    assert screen.wizard.step() == COLUMNS
    screen.wizard.go.setFocus()
    press(screen.wizard.go, Qt.Key.Key_Return)
    screen.settle()
    assert screen.wizard.step() == CHECK
    step = screen.wizard.steps.checking
    assert screen.page.focusWidget() is step.table
    step.show_which("noted")
    screen.settle()
    press(step.table, Qt.Key.Key_Home)
    press(step.table, Qt.Key.Key_Return)
    first = next(iter(step.panel.fields.values()))
    assert screen.page.focusWidget() in (first.control, first)
