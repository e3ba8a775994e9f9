"""Dialogs, toasts, popovers, palette, secrets, navigation, states: opening, closing, focus, words."""

from __future__ import annotations

import ast
import inspect
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QGuiApplication, QKeySequence, QShortcut
from PySide6.QtWidgets import QApplication, QLineEdit, QMenu, QWidget
from pytestqt.qtbot import QtBot

import ui
from tests.ui.kit import sample
from ui import theme
from ui.widgets.button import Button
from ui.widgets.card import Box, Card, FactRow, KeyFigure, KeyFigureStrip
from ui.widgets.chooser import Choice, ColumnChooser
from ui.widgets.dialog import Dialog, _Body, ask, dismiss_all
from ui.widgets.fields import TextField
from ui.widgets.figures import Bar, Sparkline
from ui.widgets.labels import Label
from ui.widgets.layer import Layer
from ui.widgets.layout import column, holder
from ui.widgets.menu import Menu
from ui.widgets.message import BulkAction, BulkBar, MessageBar, Toasts
from ui.widgets.nav import Nav, NavItem
from ui.widgets.option import Option
from ui.widgets.order import move_focus
from ui.widgets.palette import CommandPalette, PaletteGroup, PaletteItem
from ui.widgets.popover import Popover
from ui.widgets.secret import Secret
from ui.widgets.sheet import Breadcrumb, FootBar, PageHeader, Sheet, Shell
from ui.widgets.states import Details, EmptyState, ErrorState, Pages, Waiting
from ui.widgets.stepper import ProgressLine, Stepper, WizardFoot
from ui.widgets.timeline import Composer, Entry, Timeline, TimelineItem
from ui.yielding import Yielding

Key = Qt.Key
LEFT = Qt.MouseButton.LeftButton
CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def window(qtbot: QtBot) -> QWidget:
    """A window with one button that has focus."""
    opener = Button("Открыть")
    opener.setObjectName("opener")
    made = holder(column(opener, None))
    qtbot.addWidget(made)
    made.resize(900, 600)
    with qtbot.waitActive(made):
        made.show()
        made.activateWindow()
    opener.setFocus()
    qtbot.waitUntil(opener.hasFocus)
    return made


def opener_of(window: QWidget) -> QWidget:
    found = window.findChild(QWidget, "opener")
    assert found is not None
    return found


# ---------------------------------------------------------------- dialogs


def question(window: QWidget, **more: bool) -> tuple[Dialog, list[str]]:
    log: list[str] = []
    dialog = ask(window, "Удалить 3 клиентов навсегда?", "Вернуть их будет нельзя.", verb="Удалить 3 клиентов",
                 on_yes=lambda: log.append("yes"), **more)  # fmt: skip
    dialog.closed.connect(lambda result: log.append(f"closed {result}"))
    return dialog, log


def button(parent: QWidget, text: str) -> Button:
    return next(one for one in parent.findChildren(Button) if one.text() == text)


def test_enter_keeps_and_focus_returns(window: QWidget, qtbot: QtBot) -> None:
    dialog, log = question(window)
    qtbot.waitUntil(button(dialog, "Оставить").hasFocus)
    qtbot.keyClick(QApplication.focusWidget(), Key.Key_Return)
    assert log == ["closed no"]
    qtbot.waitUntil(opener_of(window).hasFocus)


def test_focus_returns_near_where_it_was_when_the_page_was_filled_anew(window: QWidget, qtbot: QtBot) -> None:
    near, box = Button("Рядом"), column()
    inner = holder(box)
    window.layout().addWidget(inner)
    opened = Button("Изменить")
    box.addWidget(opened)
    box.addWidget(near)
    for shown in (inner, opened, near):
        shown.show()
    opened.setFocus()
    dialog = Dialog(window, "Изменить?")
    dialog.set_actions(Button("Готово"))
    dialog.open()
    opened.hide()
    opened.deleteLater()
    dialog.close_dialog("done")
    assert near.hasFocus()


def test_a_hint_that_appears_does_not_push_its_field_out_of_a_long_form(window: QWidget, qtbot: QtBot) -> None:
    dialog = Dialog(window, "Участники")
    rows = [Button(f"Имя {n}") for n in range(40)]
    field, hint = TextField("Ваш пароль"), Label("раскладка")
    hint.setFixedHeight(theme.px(60))
    hint.hide()
    dialog.add(*rows, hint, field)
    dialog.set_actions(Button("Готово"))
    dialog.open()
    field.line.setFocus()
    [body] = dialog.findChildren(_Body)

    def seen() -> bool:
        return field.line.visibleRegion().boundingRect().height() == field.line.height()

    body.ensureWidgetVisible(field.line)
    qtbot.waitUntil(seen)
    hint.show()
    qtbot.waitUntil(lambda: hint.height() == theme.px(60) and field.line.y() >= 0)
    qtbot.waitUntil(seen)
    dialog.close_dialog("")


def test_enter_never_deletes_even_when_the_button_has_focus(window: QWidget, qtbot: QtBot) -> None:
    dialog, log = question(window)
    delete = button(dialog, "Удалить 3 клиентов")
    delete.setFocus()
    qtbot.waitUntil(delete.hasFocus)
    qtbot.keyClick(delete, Key.Key_Return)
    assert log == []
    qtbot.keyClick(delete, Key.Key_Space)
    assert "yes" in log


def test_escape_closes(window: QWidget, qtbot: QtBot) -> None:
    dialog, log = question(window)
    qtbot.keyClick(dialog, Key.Key_Escape)
    assert log == ["closed "]


def test_tab_stays_inside(window: QWidget, qtbot: QtBot) -> None:
    dialog, _log = question(window)
    keep, delete = button(dialog, "Оставить"), button(dialog, "Удалить 3 клиентов")
    seen = []
    for _ in range(4):
        qtbot.keyClick(QApplication.focusWidget(), Key.Key_Tab)
        seen.append(QApplication.focusWidget())
    assert seen == [delete, keep, delete, keep]
    qtbot.keyClick(QApplication.focusWidget(), Key.Key_Backtab)
    assert QApplication.focusWidget() is delete


def test_a_form_dialog_saves_on_enter(window: QWidget, qtbot: QtBot) -> None:
    dialog = Dialog(window, "Имя сегмента")
    field = TextField("Имя")
    save = Button("Сохранить", kind="primary")
    dialog.add(field).set_actions(Button("Не сохранять"), save)
    dialog.set_default(save)
    dialog.open()
    qtbot.waitUntil(field.line.hasFocus)
    with qtbot.waitSignal(save.clicked):
        qtbot.keyClick(field.line, Key.Key_Return)
    dialog.set_actions(Button("Готово"))
    assert [one.text() for one in dialog.findChildren(Button) if one.isVisible()] == ["Готово"]


def test_a_destructive_button_is_refused_as_default(window: QWidget) -> None:
    dialog = Dialog(window, "Удалить?")
    delete = Button("Удалить", kind="dangerfill")
    dialog.set_actions(delete)
    with pytest.raises(ValueError, match="destructive"):
        dialog.set_default(delete)


def test_shortcuts_of_the_page_rest_while_a_dialog_is_open(window: QWidget, qtbot: QtBot) -> None:
    heard: list[str] = []
    for keys in ("Ctrl+N", "Ctrl+L"):
        QShortcut(QKeySequence(keys), window).activated.connect(lambda keys=keys: heard.append(keys))
    qtbot.keyClick(opener_of(window), Key.Key_N, CTRL)
    assert heard == ["Ctrl+N"]
    dialog, _log = question(window)
    qtbot.keyClick(QApplication.focusWidget(), Key.Key_N, CTRL)
    assert heard == ["Ctrl+N"]
    qtbot.keyClick(QApplication.focusWidget(), Key.Key_L, CTRL)  # locking always works
    assert heard == ["Ctrl+N", "Ctrl+L"]
    dialog.close_dialog()
    qtbot.keyClick(opener_of(window), Key.Key_N, CTRL)
    assert heard[-1] == "Ctrl+N"


def test_a_low_window_scrolls_the_body(window: QWidget, qtbot: QtBot) -> None:
    dialog = Dialog(window, "Длинный")
    dialog.add(*(Label(f"Строка {n}") for n in range(60)))
    save = Button("Сохранить", kind="primary")
    dialog.set_actions(save)
    dialog.open()
    QApplication.processEvents()
    assert dialog.panel.geometry().bottom() < window.height()
    assert dialog.rect().contains(dialog.panel.geometry())
    assert save.isVisible()
    window.resize(700, 400)
    QApplication.processEvents()
    assert dialog.rect() == window.rect()
    assert dialog.panel.geometry().bottom() < 400


@pytest.mark.parametrize("kind", ["dialog", "card"])
def test_a_scroll_bar_goes_when_there_is_room_again(qtbot: QtBot, kind: str) -> None:
    """Beside a scroll bar the words need one line more, which would keep the bar for ever."""
    words = next("и " * n for n in range(60, 600) if taller_beside_a_bar("и " * n, 400))
    text = Label(words, "small", wrap=True)
    inner = holder(column(text))
    area = _Body(inner) if kind == "dialog" else Yielding(inner, 400)
    qtbot.addWidget(area)
    area.resize(400, 20)
    area.show()
    qtbot.waitUntil(area.verticalScrollBar().isVisible)
    area.resize(400, text.heightForWidth(400))
    qtbot.waitUntil(lambda: not area.verticalScrollBar().isVisible(), timeout=1000)


def taller_beside_a_bar(words: str, width: int) -> bool:
    label = Label(words, "small", wrap=True)
    return label.heightForWidth(width) < label.heightForWidth(width - theme.px(10))


def test_all_layers_close_before_the_lock(window: QWidget, qtbot: QtBot) -> None:
    dialog, log = question(window)
    dismiss_all(window)
    assert log == ["closed "]
    assert not dialog.is_open()


# ---------------------------------------------------------------- toasts and bars


def test_a_toast_undoes_once(window: QWidget, qtbot: QtBot) -> None:
    toasts = Toasts(window)
    undone: list[int] = []
    toasts.show_toast("Клиент в корзине", action="Отменить", on_action=lambda: undone.append(1), keys="Ctrl Z")
    assert toasts.widget.isVisible()
    assert toasts.act()
    assert not toasts.act()
    assert undone == [1]
    assert not toasts.widget.isVisible()


def test_a_toast_goes_by_itself_but_waits_while_it_is_looked_at(window: QWidget, qtbot: QtBot) -> None:
    toasts = Toasts(window)
    toasts.show_toast("Готово", action="Отменить", on_action=lambda: None, seconds=0.2)
    toast = toasts._toast
    assert toast.button is not None
    toast.button.setFocus()
    qtbot.waitUntil(lambda: not toast._timer.isActive())
    assert toast.isVisible()
    opener_of(window).setFocus()
    qtbot.waitUntil(lambda: not toast.isVisible())
    assert not toasts.act()  # too late


def test_a_newer_toast_takes_the_place(window: QWidget, qtbot: QtBot) -> None:
    toasts = Toasts(window)
    log: list[str] = []
    toasts.show_toast("Раз", action="Отменить", on_action=lambda: log.append("раз"))
    toasts.show_toast("Два", action="Отменить", on_action=lambda: log.append("два"))
    assert toasts.widget.accessibleName() == "Два"
    toasts.act()
    assert log == ["два"]


def test_a_long_toast_wraps_inside_the_host(window: QWidget, qtbot: QtBot) -> None:
    toasts = Toasts(window)
    toasts.show_toast("Ступень изменена у всех выбранных клиентов и записана в историю каждого. " * 3)
    qtbot.waitUntil(lambda: window.rect().contains(toasts.widget.geometry()))


def test_the_toast_stands_above_the_bulk_bar(qtbot: QtBot) -> None:
    sheet = Sheet()
    sheet.setProperty("foot", theme.px(41))
    qtbot.addWidget(sheet)
    sheet.resize(1000, 600)
    sheet.show()
    bar, toasts = BulkBar(sheet), Toasts(sheet)
    bar.set_count("Выбрано 3")
    bar.set_actions([BulkAction("tag", "Метка", "tag")])
    bar.set_open(True)
    toasts.show_toast("Готово")
    qtbot.waitUntil(lambda: toasts.widget.geometry().bottom() < bar.geometry().top())
    assert bar.geometry().bottom() < 600 - 41
    chosen: list[str] = []
    bar.chosen.connect(chosen.append)
    qtbot.mouseClick(button(bar, "Метка"), LEFT)
    assert chosen == ["tag"]
    sheet.resize(800, 500)
    qtbot.waitUntil(lambda: bar.geometry().bottom() < 500)
    bar.set_open(False)
    sheet.setProperty("foot", theme.px(120))  # another page with buttons at its foot came while it shows
    qtbot.waitUntil(lambda: toasts.widget.geometry().bottom() < 500 - theme.px(120))


def test_a_long_name_in_the_way_back_is_cut_before_the_place_in_the_list(qtbot: QtBot) -> None:
    path = Breadcrumb()
    qtbot.addWidget(path)
    name = "Константинопольская-Преображенская Александра-Виктория"
    path.set_path([("Клиенты", print), (name, None)])
    path.set_position("10 из 54 в сегменте «VIP»")
    path.resize(600, 42)
    path.show()
    assert path.width() == 600
    [here] = [label for label in path.findChildren(Label) if label.text() == name]
    qtbot.waitUntil(lambda: here.toolTip() == name)
    assert here.mapTo(path, here.rect().topRight()).x() < path._position.x()
    path.resize(1000, 42)
    qtbot.waitUntil(lambda: here.width() >= here.fontMetrics().horizontalAdvance(name))


def test_a_message_bar_says_what_and_offers_one_thing(window: QWidget, qtbot: QtBot) -> None:
    bar = MessageBar("bad", "Файл открыт в Excel", "Закройте его там и повторите.", action="Повторить")
    qtbot.addWidget(bar)
    bar.show()
    assert bar.accessibleName() == "Файл открыт в Excel Закройте его там и повторите."
    with qtbot.waitSignal(bar.acted):
        qtbot.mouseClick(bar.button, LEFT)
    bar.set_kind("ok")
    bar.set_text("Записано")
    assert bar.accessibleName() == "Записано"


# ---------------------------------------------------------------- popovers and menus


def test_a_popover_closes_on_escape_and_gives_focus_back(window: QWidget, qtbot: QtBot) -> None:
    body = QLineEdit()
    popover = Popover(opener_of(window), body)
    popover.open_under(opener_of(window))
    with qtbot.waitSignal(popover.closed):
        qtbot.keyClick(popover, Key.Key_Escape)
    qtbot.waitUntil(opener_of(window).hasFocus)


@pytest.mark.parametrize("blended", [True, False])
def test_a_popover_has_no_black_rim_where_nothing_blends_windows(
    window: QWidget, blended: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A plain X11 desktop without a compositor: what is to be seen through would be black."""
    monkeypatch.setattr("ui.widgets.blending.blends", lambda: blended)
    popover = Popover(opener_of(window), QLineEdit())
    popover.open_under(opener_of(window))
    menu = Menu(window)
    menu.item("Открыть")
    menu.popup(window.mapToGlobal(QPoint(0, 0)))
    for popup, middle in ((popover, popover.rect().center()), (menu, menu.rect().center())):
        assert popup.mask().isEmpty() == blended
        assert blended or popup.mask().contains(middle)
        assert not popup.mask().contains(QPoint(0, 0))
    menu.close()
    popover.dismiss()


def test_a_popover_stays_on_the_screen(window: QWidget, qtbot: QtBot) -> None:
    screen = window.screen().availableGeometry()
    window.move(screen.right() - 120, screen.bottom() - 60)
    body = QWidget()
    body.setMinimumSize(300, 400)
    popover = Popover(opener_of(window), body)
    popover.open_under(opener_of(window))
    assert screen.contains(popover.mapToGlobal(body.geometry().center()))
    popover.dismiss()


def test_a_menu_runs_what_is_chosen(window: QWidget, qtbot: QtBot) -> None:
    menu = Menu(window)
    log: list[str] = []
    menu.heading("Клиент")
    menu.item("Открыть", "eye", keys="Enter", on=lambda: log.append("open"))
    menu.divider()
    off = menu.item("Удалить", "trash-2", danger=True, off_reason="Нет прав")
    checked = menu.item("Плотно", checked=True)
    menu.actions()[1].trigger()
    assert log == ["open"]
    assert not off.isEnabled()
    assert off.toolTip() == "Нет прав"
    assert checked.isChecked()
    more = Button("Ещё")
    qtbot.addWidget(more)
    more.show()
    more.set_menu(menu)
    qtbot.mouseClick(more, LEFT)
    qtbot.waitUntil(menu.isVisible)
    menu.close()
    assert isinstance(menu, QMenu)


def test_the_column_chooser_toggles_and_moves(qtbot: QtBot) -> None:
    chooser = ColumnChooser([Choice("name", "Клиент", True, fixed=True), Choice("tier", "Ступень", True),
                             Choice("phone", "Телефон", False)])  # fmt: skip
    qtbot.addWidget(chooser)
    with qtbot.waitActive(chooser):
        chooser.show()
        chooser.activateWindow()
    seen: list[list[str]] = []
    chooser.changed.connect(seen.append)
    qtbot.keyClick(chooser.list, Key.Key_Space)  # the fixed one stays
    qtbot.keyClick(chooser.list, Key.Key_Down)
    qtbot.keyClick(chooser.list, Key.Key_Space)
    qtbot.keyClick(chooser.list, Key.Key_Down)
    qtbot.keyClick(chooser.list, Key.Key_Space)
    qtbot.keyClick(chooser.list, Key.Key_Up, Qt.KeyboardModifier.AltModifier)
    assert seen == [["name"], ["name", "phone"], ["name", "phone"]]
    assert [chooser.list.item(n).text() for n in range(3)] == ["Клиент", "Телефон", "Ступень"]
    point = chooser.list.visualItemRect(chooser.list.item(2)).center()
    qtbot.mouseClick(chooser.list.viewport(), LEFT, pos=point)
    assert chooser.shown() == ["name", "phone", "tier"]


# ---------------------------------------------------------------- palette


def found(text: str, log: list[str]) -> list[PaletteGroup]:
    call = PaletteItem("call", "Записать звонок", run=lambda: log.append("call"))
    client = PaletteItem(
        "c1", f"Ковальчук {text}", "5 мая", initials="КС", tier=sample.LOOKS[4],
        run=lambda: log.append("client"),
        actions=lambda: [PaletteGroup("Действия", [call])],
    )  # fmt: skip
    go = PaletteItem("go", "Клиенты", icon="users", keys=("Ctrl", "2"), run=lambda: log.append("go"))
    return [PaletteGroup("Клиенты", [client]), PaletteGroup("Перейти", [go]), PaletteGroup("Пусто", [])]


def test_the_palette_runs_what_enter_takes(window: QWidget, qtbot: QtBot) -> None:
    log: list[str] = []
    palette = CommandPalette(window, lambda text, show: show(found(text, log)), placeholder="Найти или сделать")
    palette.open("кова")
    qtbot.waitUntil(palette.line.hasFocus)
    assert [one if isinstance(one, str) else one.title for one in palette.model.rows] == [
        "Клиенты", "Ковальчук кова", "Перейти", "Клиенты",
    ]  # fmt: skip
    qtbot.keyClick(palette.line, Key.Key_Down)
    qtbot.keyClick(palette.line, Key.Key_Return)
    assert log == ["go"]
    assert not palette.is_open()
    qtbot.waitUntil(opener_of(window).hasFocus)


def test_tab_offers_the_actions_of_a_client(window: QWidget, qtbot: QtBot) -> None:
    log: list[str] = []
    palette = CommandPalette(window, lambda text, show: show(found(text, log)), placeholder="Найти")
    palette.open()
    qtbot.keyClick(palette.line, Key.Key_Tab)
    assert palette.current() is not None
    assert palette.current().title == "Записать звонок"
    qtbot.keyClick(palette.line, Key.Key_Escape)  # back to what was found
    assert palette.is_open()
    assert palette.current().title.startswith("Ковальчук")
    qtbot.keyClick(palette.line, Key.Key_Tab)
    qtbot.keyClick(palette.line, Key.Key_Return)
    assert log == ["call"]


def test_a_late_answer_to_an_older_text_is_ignored(window: QWidget, qtbot: QtBot) -> None:
    waiting: list[tuple[str, Callable[[list[PaletteGroup]], None]]] = []
    palette = CommandPalette(window, lambda text, show: waiting.append((text, show)), placeholder="Найти")
    palette.open("a")
    palette.line.setText("ab")
    (old, show_old), (new, show_new) = waiting[-2], waiting[-1]
    show_new(found(new, []))
    show_old(found(old, []))
    assert palette.current() is not None
    assert palette.current().title == "Ковальчук ab"
    qtbot.mouseClick(palette, LEFT, pos=QPoint(5, 5))  # beside the panel
    assert not palette.is_open()


def test_the_palette_fits_a_small_window(window: QWidget, qtbot: QtBot) -> None:
    many = [PaletteGroup("Клиенты", [PaletteItem(str(n), f"Клиент {n}") for n in range(50)])]
    palette = CommandPalette(window, lambda _text, show: show(many), placeholder="Найти")
    palette.open()
    assert palette.rect().contains(palette.panel.geometry())
    for _ in range(49):
        qtbot.keyClick(palette.line, Key.Key_Down)
    assert palette.current() is not None
    assert palette.current().title == "Клиент 49"


@pytest.mark.parametrize("scale", [90, 115, 130])
def test_a_short_list_in_the_palette_does_not_scroll(window: QWidget, scale: int) -> None:
    theme.set_scale(scale)
    groups = [PaletteGroup(title, [PaletteItem(title, title)]) for title in ("Действия", "Перейти")]
    palette = CommandPalette(window, lambda _text, show: show(groups), placeholder="Найти")
    palette.open()
    QApplication.processEvents()
    assert palette.view.verticalScrollBar().maximum() == 0


# ---------------------------------------------------------------- secrets


def test_a_secret_shows_and_masks_itself(window: QWidget, qtbot: QtBot) -> None:
    secret = Secret("+7 916 ••• •• 17", kind_name="Телефон")
    window.layout().addWidget(secret)  # type: ignore[union-attr]
    with qtbot.waitSignal(secret.show_asked):
        qtbot.mouseClick(secret._show, LEFT)
    assert not secret.is_shown()  # only the page can show it
    secret.reveal("+7 916 204 00 17", seconds=0.5)
    assert secret.text() == "+7 916 204 00 17"
    with qtbot.waitSignal(secret.masked):
        pass
    assert secret.text() == "+7 916 ••• •• 17"
    assert secret._text.accessibleName() == "Телефон: скрыт, последние цифры 17"


@pytest.mark.parametrize("way", ["call", "hide", "deactivate", "button"])
def test_a_secret_masks_when_nobody_should_see_it(window: QWidget, qtbot: QtBot, way: str) -> None:
    secret = Secret("s•••••@mail.ru", kind_name="Почта")
    window.layout().addWidget(secret)  # type: ignore[union-attr]
    qtbot.waitUntil(secret.isVisible)
    secret.reveal("sveta@mail.ru")
    {
        "call": secret.mask,
        "hide": secret.hide,
        "deactivate": lambda: QApplication.sendEvent(window, QEvent(QEvent.Type.WindowDeactivate)),
        "button": lambda: qtbot.mouseClick(secret._show, LEFT),
    }[way]()
    assert not secret.is_shown()
    assert "•" in secret.text()


def test_without_the_right_one_can_only_ask(window: QWidget, qtbot: QtBot) -> None:
    secret = Secret("+7 916 ••• •• 17", kind_name="Телефон")
    window.layout().addWidget(secret)  # type: ignore[union-attr]
    secret.set_blocked("контакты скрыты", "Попросить показать")
    secret.reveal("+7 916 204 00 17")
    assert secret.text() == "контакты скрыты"
    with qtbot.waitSignal(secret.request_asked):
        qtbot.mouseClick(button(secret, "Попросить показать"), LEFT)


# ---------------------------------------------------------------- frame


def nav() -> Nav:
    made = Nav([[NavItem("today", "Сегодня", "sun", "Ctrl 1"), NavItem("clients", "Клиенты", "users", "Ctrl 2")],
                [NavItem("settings", "Настройки", "settings")]])  # fmt: skip
    made.set_shop("Чайный дом", "Копии нет 4 дня", late=True)
    made.set_person("Марина Лебедева", "Владелец", "МЛ", 0)
    return made


def test_navigation_opens_sections(qtbot: QtBot) -> None:
    made = nav()
    qtbot.addWidget(made)
    made.show()
    made.set_count("clients", "1\u202f284")
    made.set_alert("settings", "2")
    clients = made._sections["clients"]
    with qtbot.waitSignal(made.chosen) as chosen:
        qtbot.mouseClick(clients, LEFT)
    assert chosen.args == ["clients"]
    made.activateWindow()
    clients.setFocus(Qt.FocusReason.TabFocusReason)
    qtbot.waitUntil(clients.hasFocus)
    with qtbot.waitSignal(made.chosen) as chosen:
        qtbot.keyClick(clients, Key.Key_Down)
    assert chosen.args == ["settings"]
    made.choose("clients")
    assert made.current() == "clients"
    assert clients.accessibleName() == "Клиенты, 1\u202f284"
    assert made._sections["settings"].accessibleName() == "Настройки, ждут решения: 2"
    made.choose("today")
    assert made.current() == "today"
    made.choose("")
    assert made.current() == ""
    for signal, part in (
        (made.search_asked, made._search),
        (made.lock_asked, made._lock),
        (made.person_asked, made._person),
    ):
        with qtbot.waitSignal(signal):
            qtbot.mouseClick(part, LEFT)
    made.set_groups([[NavItem("today", "Сегодня", "sun")]])
    assert list(made._sections) == ["today"]


def test_tab_goes_down_the_navigation_and_stops_at_the_open_section(qtbot: QtBot) -> None:
    made = nav()
    made.choose("settings")
    qtbot.addWidget(made)
    made.show()
    made.activateWindow()
    qtbot.waitUntil(made.isActiveWindow)
    made._shop.setFocus()
    seen = []
    for _ in range(4):
        move_focus(made, forward=True)  # as Tab does in the window
        seen.append(QApplication.focusWidget().accessibleName())
    assert seen == ["Найти или сделать", "Настройки", "Марина Лебедева, Владелец", "Заблокировать"]


def test_a_narrow_window_turns_the_navigation_into_a_rail(qtbot: QtBot) -> None:
    made = nav()
    shell = Shell(made, Sheet())
    qtbot.addWidget(shell)
    shell.resize(1300, 700)
    shell.show()
    assert made.width() == 248
    shell.resize(1100, 700)
    assert made.width() == 64
    assert made._sections["clients"].toolTip() == "Клиенты (Ctrl 2)"


def test_header_breadcrumb_and_foot(qtbot: QtBot) -> None:
    header, path, foot = PageHeader("Клиенты", "418", Button("Новый")), Breadcrumb(), FootBar()
    page = holder(column(header, path, foot))
    qtbot.addWidget(page)
    page.show()
    header.set_count("7 из 418")
    header.set_title("Корзина")
    foot.set_text(["1–16 из 418", "", "сумма 12 ₽"])
    foot.set_keys([("Enter", "открыть")])
    went: list[str] = []
    path.set_path([("Клиенты", lambda: went.append("up")), ("Ли Виктория", None)])
    path.set_position("1 из 36", first=True)
    qtbot.mouseClick(button(path, "Клиенты"), LEFT)
    assert went == ["up"]
    assert not path._up.isEnabled()
    with qtbot.waitSignal(path.next):
        qtbot.mouseClick(path._down, LEFT)
    with qtbot.waitSignal(path.back):
        qtbot.mouseClick(path._back, LEFT)
    path.set_path([("Клиенты", lambda: went.append("up")), ("Кузьмина", None)])
    path.set_position("")
    assert not path._down.isVisible()


def test_steps_go_back_but_not_ahead(qtbot: QtBot) -> None:
    steps = Stepper(["Файл", "Столбцы", "Готово"], 1)
    qtbot.addWidget(steps)
    steps.show()
    chosen: list[int] = []
    steps.chosen.connect(chosen.append)
    for step in steps._steps:
        qtbot.mouseClick(step, LEFT)
    assert chosen == [0]
    assert [step.accessibleName() for step in steps._steps] == [
        "1. Файл, готово", "2. Столбцы, текущий шаг", "3. Готово, позже",
    ]  # fmt: skip


def test_progress_counts_and_can_be_stopped(qtbot: QtBot) -> None:
    line = ProgressLine("Проверяем строки")
    qtbot.addWidget(line)
    line.show()
    line.set_progress(948, 1562)
    assert line._count.text() == "948 из 1\u202f562"
    assert line._bar.accessibleName() == "Проверяем строки 61\u00a0%"
    with qtbot.waitSignal(line.stop_asked):
        qtbot.mouseClick(line.stop, LEFT)
    line.set_progress(0, 0)
    assert line._count.text() == ""


def test_the_foot_of_a_wizard_changes_its_buttons(qtbot: QtBot) -> None:
    foot = WizardFoot("Ничего ещё не записано")
    qtbot.addWidget(foot)
    foot.show()
    back, go = Button("Назад"), Button("Дальше", kind="primary")
    foot.set_actions(back, go)
    foot.set_actions(back, Button("Готово", kind="primary"))
    assert [one.text() for one in foot.findChildren(Button) if one.isVisible()] == ["Назад", "Готово"]


# ---------------------------------------------------------------- states and cards


def test_stand_ins_go_when_the_rows_come(qtbot: QtBot) -> None:
    pages, table = Pages(), QWidget()
    kept = EmptyState("users", "Пока никого")
    pages.addWidget(kept)
    qtbot.addWidget(pages)
    pages.show()
    pages.show_page(ErrorState("Диск не ответил", "Повторите.", Button("Повторить"), details="Traceback"))
    pages.show_page(table)
    assert pages.count() == 2
    pages.show_page(kept)
    pages.show_page(table)
    pages.show_page(kept)
    assert pages.currentWidget() is kept


def test_waiting_shows_nothing_when_it_is_quick(qtbot: QtBot) -> None:
    page = QWidget()
    qtbot.addWidget(page)
    page.resize(600, 400)
    page.show()
    waiting = Waiting(page)
    waiting.start()
    waiting.stop()
    assert not waiting.isVisible()
    waiting.start()
    assert not waiting.isVisible()
    qtbot.waitUntil(waiting.isVisible)
    assert waiting.size() == page.size()
    waiting.stop()
    assert not waiting.isVisible()


def test_technical_words_wait_behind_details(qtbot: QtBot) -> None:
    details = Details("Traceback: line 1")
    qtbot.addWidget(details)
    details.show()
    assert not details._inside.isVisible()
    qtbot.mouseClick(details.toggle, LEFT)
    assert details._inside.isVisible()
    qtbot.mouseClick(details.copy, LEFT)
    assert QGuiApplication.clipboard().text() == "Traceback: line 1"


def test_cards_and_figures(qtbot: QtBot) -> None:
    strip = KeyFigureStrip(
        [KeyFigure("Средний чек", "3 480 ₽", "на 12 % выше", "ok", Sparkline([1, 3, 2], name="рост"))]
    )
    card = Card("Контакты", action=Button("Изменить", kind="link"))
    page = Box().add(strip, card.add(FactRow("cake", "День рождения", "3 июня"), Bar(0.62)))
    qtbot.addWidget(page)
    page.show()
    strip.set_figures([KeyFigure("Всего", "5 ₽"), KeyFigure("Визитов", "2")])
    qtbot.waitUntil(lambda: all(label.isVisible() for label in strip.findChildren(Label) if label.text() == "Всего"))
    page.grab()
    names = [child.accessibleName() for child in strip.findChildren(QWidget) if child.isVisible()]
    assert "Всего: 5 ₽." in names


def test_a_long_note_of_a_figure_takes_a_second_line_and_gives_it_back(qtbot: QtBot) -> None:
    strip = KeyFigureStrip([KeyFigure("Bought for", "£3,572", "36 checks, since Apr 2024"), KeyFigure("Visits", "2")])
    page = holder(column(strip, None))
    qtbot.addWidget(page)
    page.resize(900, 300)
    page.show()
    qtbot.waitUntil(lambda: strip.height() == theme.px(92))
    page.resize(340, 300)
    qtbot.waitUntil(lambda: strip.height() > theme.px(92))
    [note] = [label for label in strip.findChildren(Label) if label.text().startswith("36")]
    assert note.height() >= note.heightForWidth(note.width())
    assert note.geometry().bottom() <= note.parentWidget().height()
    page.resize(900, 300)
    qtbot.waitUntil(lambda: strip.height() == theme.px(92))


def test_the_timeline_opens_entries(qtbot: QtBot) -> None:
    line = Timeline()
    qtbot.addWidget(line)
    line.resize(700, 400)
    line.show()
    line.set_groups([("Эта неделя", [Entry("call", "Звонок", "сегодня, 11:20", "Просит отложить чай", "Задача", key=7),
                                     Entry("buy", "Покупка", "вчера", key=8)])])  # fmt: skip
    QApplication.processEvents()
    items = line.findChildren(TimelineItem)
    with qtbot.waitSignal(line.chosen) as chosen:
        qtbot.mouseClick(items[0], LEFT, pos=QPoint(200, 12))
    assert chosen.args == [7]
    assert items[0].accessibleName() == "Звонок. сегодня, 11:20. Просит отложить чай. Задача"
    with qtbot.waitSignal(line.chosen) as chosen:
        qtbot.keyClick(items[1], Key.Key_Return)
    assert chosen.args == [8]


def test_the_composer_sends_on_ctrl_enter(qtbot: QtBot) -> None:
    composer = Composer([Option("call", "Звонок", "phone"), Option("note", "Заметка", "sticky-note")], "Что произошло?")
    qtbot.addWidget(composer)
    with qtbot.waitActive(composer):
        composer.show()
        composer.activateWindow()
    composer.focus_text()
    qtbot.keyClick(composer._edit, Key.Key_Return, CTRL)  # nothing written: nothing sent
    composer.choose_kind("note")
    qtbot.keyClicks(composer._edit, "asked about tea")
    tall = composer.sizeHint().height()
    with qtbot.waitSignal(composer.sent) as sent:
        qtbot.keyClick(composer._edit, Key.Key_Return, CTRL)
    assert sent.args == ["note", "asked about tea"]
    for _ in range(3):
        qtbot.keyClick(composer._edit, Key.Key_Return)
    assert composer.sizeHint().height() > tall
    composer.clear()
    assert composer.text() == ""


def test_surfaces_follow_the_theme(window: QWidget, qtbot: QtBot) -> None:
    dialog, _log = question(window)
    light = dialog.grab().toImage()
    theme.set_mode("dark")
    assert dialog.grab().toImage() != light


@pytest.mark.parametrize("width", [300, 408, 700])
def test_a_message_is_as_tall_as_its_words(qtbot: QtBot, width: int) -> None:
    """Also where it comes into a window that is shown already."""
    window = QWidget()
    qtbot.addWidget(window)
    box = column(gap=0)
    window.setLayout(column(box, None))
    window.resize(width, 400)
    window.show()
    text = "Восстановите последнюю целую копию: она откроется в новой папке."
    bar = MessageBar("bad", "База повреждена.", text, action="Восстановить", closable=False)
    box.addWidget(bar)
    box.addSpacing(20)
    qtbot.wait(20)
    for label in bar.findChildren(Label):
        assert label.height() >= label.heightForWidth(label.width())


def test_nobody_asks_hidden_pages_for_the_height_of_their_words(qtbot: QtBot) -> None:
    pages = Pages()
    for _ in range(2):
        pages.addWidget(holder(column(Label("Чай с чабрецом", wrap=True))))
    whole = holder(column(pages))
    qtbot.addWidget(whole)
    shown = pages.currentWidget()
    assert shown is not None
    assert shown.hasHeightForWidth()
    assert not whole.hasHeightForWidth()


def test_no_dialog_takes_a_name_that_what_it_is_made_of_keeps_for_itself() -> None:
    """A dialog that called a row of its own `_window` covered that row instead of the window, and nobody saw it."""
    kept = {"Layer": _kept_by(Layer), "Dialog": _kept_by(Layer) | _kept_by(Dialog)}
    assert "_window" in kept["Layer"]
    for path in Path(ui.__file__).parent.rglob("*.py"):
        for found in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            for base in found.bases if isinstance(found, ast.ClassDef) else ():
                taken = _names_set_in(found) & kept.get(base.id if isinstance(base, ast.Name) else "", set())
                assert not taken, f"{path.name}, {ast.unparse(base)}: {taken}"


def _kept_by(made: type) -> set[str]:
    [found] = ast.parse(inspect.getsource(made)).body
    return {name for name in _names_set_in(found) if name.startswith("_")}


def _names_set_in(tree: ast.AST) -> set[str]:
    """Everything that the code puts into self."""
    return {
        one.attr
        for one in ast.walk(tree)
        if isinstance(one, ast.Attribute)
        and isinstance(one.ctx, ast.Store)
        and isinstance(one.value, ast.Name)
        and one.value.id == "self"
    }
