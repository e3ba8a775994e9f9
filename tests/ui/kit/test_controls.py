"""Buttons, fields, choices: what a person does with mouse and keys, and what a screen reader hears."""

from __future__ import annotations

from datetime import date

import pytest
from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QAccessible, QKeyEvent
from PySide6.QtWidgets import QAbstractButton, QApplication, QLineEdit, QToolTip, QWidget
from pytestqt.qtbot import QtBot

from tests.ui.kit import sample
from ui.widgets.area import TextArea
from ui.widgets.button import Button, IconButton
from ui.widgets.choice import CheckBox, Radio, RadioGroup, Segmented, Switch, Tabs
from ui.widgets.combo import Combo
from ui.widgets.fields import DateField, Field, NumberField, SearchField, TextField
from ui.widgets.form import Form
from ui.widgets.layout import Flow, column, holder
from ui.widgets.option import Option
from ui.widgets.option_list import OptionList
from ui.widgets.password import PasswordField
from ui.widgets.tag import FilterChip, Segment, SegmentBar, Tag
from ui.widgets.tiers import TierChip, TierLook
from ui.words import PartialDay

Key = Qt.Key
LEFT = Qt.MouseButton.LeftButton
NO = Qt.KeyboardModifier.NoModifier


def heard(widget: QWidget) -> tuple[str, QAccessible.Role]:
    """Name and role as a screen reader gets them."""
    interface = QAccessible.queryAccessibleInterface(widget)
    return interface.text(QAccessible.Text.Name), interface.role()


def send(widget: QWidget, text: str, key: int = 0, held: Qt.KeyboardModifier = NO) -> None:
    """A key press with this text; QTest knows no Cyrillic."""
    QApplication.sendEvent(widget, QKeyEvent(QEvent.Type.KeyPress, key, held, text))


def shown(qtbot: QtBot, widget: QWidget) -> QWidget:
    qtbot.addWidget(widget)
    with qtbot.waitActive(widget):
        widget.show()
        widget.activateWindow()
    return widget


# ---------------------------------------------------------------- buttons


@pytest.mark.parametrize("kind", ["primary", "default", "ghost", "soft", "link", "danger", "dangerfill", "inverse"])
def test_every_kind_of_button_is_pressed_by_mouse_and_space(qtbot: QtBot, kind: str) -> None:
    button = Button("Сохранить", "save", kind)
    shown(qtbot, button)
    with qtbot.waitSignal(button.clicked):
        qtbot.mouseClick(button, LEFT)
    with qtbot.waitSignal(button.clicked):
        qtbot.keyClick(button, Key.Key_Space)
    assert heard(button) == ("Сохранить", QAccessible.Role.Button)


@pytest.mark.parametrize(("kind", "pressed"), [("primary", 1), ("default", 1), ("danger", 0), ("dangerfill", 0)])
def test_enter_never_fires_a_destructive_button(qtbot: QtBot, kind: str, pressed: int) -> None:
    button = Button("Удалить", kind=kind)
    shown(qtbot, button)
    count: list[bool] = []
    button.clicked.connect(lambda: count.append(True))
    qtbot.keyClick(button, Key.Key_Return)
    assert len(count) == pressed


def test_a_busy_button_keeps_its_width_and_cannot_be_pressed(qtbot: QtBot) -> None:
    button = Button("Проверить", "check", "primary")
    shown(qtbot, button)
    width = button.sizeHint().width()
    button.set_busy(True)
    assert button.sizeHint().width() == width
    count: list[bool] = []
    button.clicked.connect(lambda: count.append(True))
    qtbot.mouseClick(button, LEFT)
    button.set_busy(False)
    qtbot.mouseClick(button, LEFT)
    assert len(count) == 1


def test_a_busy_button_gets_its_focus_back_unless_somebody_took_it(qtbot: QtBot) -> None:
    button, other, third = Button("Сделать копию"), Button("Другое"), Button("Третье")
    page = shown(qtbot, holder(column(button, other, third)))
    button.setFocus()
    button.set_busy(True)
    assert not button.hasFocus()
    button.set_busy(False)
    assert button.hasFocus()
    button.set_busy(True)
    third.setFocus()
    button.set_busy(False)
    assert page.focusWidget() is third


def test_enter_on_a_destructive_button_says_what_to_press(qtbot: QtBot) -> None:
    button = Button("Удалить", kind="dangerfill")
    shown(qtbot, button)
    qtbot.keyClick(button, Key.Key_Return)
    assert QToolTip.text() == "Для верности нажмите пробел"
    QToolTip.hideText()
    qtbot.waitUntil(lambda: not QToolTip.isVisible())


def test_a_button_that_is_off_says_why(qtbot: QtBot) -> None:
    button = Button("Выгрузить", tip="В Excel")
    button.set_off("Нужно разрешение владельца")
    assert not button.isEnabled()
    assert button.toolTip() == "Нужно разрешение владельца"
    button.set_on()
    assert button.isEnabled()
    assert button.toolTip() == "В Excel"


def test_an_icon_button_is_named_and_large_enough(qtbot: QtBot) -> None:
    button = IconButton("ellipsis", "Ещё", keys="F4")
    qtbot.addWidget(button)
    assert heard(button)[0] == "Ещё"
    assert button.toolTip() == "Ещё (F4)"
    assert button.sizeHint().height() >= 28
    assert button.sizeHint().width() >= 28


def test_the_focus_ring_shows_after_the_keyboard_not_after_a_click(qtbot: QtBot) -> None:
    one, two = Button("Раз"), Button("Два")
    page = shown(qtbot, holder(column(one, two)))
    one.setFocus(Qt.FocusReason.TabFocusReason)
    assert one.ringed
    qtbot.mouseClick(two, LEFT)
    two.setFocus(Qt.FocusReason.MouseFocusReason)
    assert not two.ringed
    assert page.isVisible()


# ---------------------------------------------------------------- fields


def test_a_field_joins_label_input_and_complaint(qtbot: QtBot) -> None:
    field = TextField("Телефон", hint="С кодом города")
    shown(qtbot, field)
    name, role = heard(field.line)
    assert (name, role) == ("Телефон", QAccessible.Role.EditableText)
    field.set_error("В номере не хватает пяти цифр")
    assert field.error()
    assert field.line.state == "bad"
    assert field.line.accessibleDescription() == "В номере не хватает пяти цифр"
    changes: list[str] = []
    field.changed.connect(changes.append)
    qtbot.keyClicks(field.line, " 12 ")
    assert field.error() == ""  # being mended
    assert field.text() == "12"
    assert changes[-1] == " 12 "
    assert field.line.accessibleDescription() == "С кодом города"


def test_focus_goes_to_the_input(qtbot: QtBot) -> None:
    field = TextField("Имя")
    shown(qtbot, field)
    field.setFocus()
    qtbot.waitUntil(field.line.hasFocus)


def test_the_password_is_hidden_until_the_eye_is_pressed(qtbot: QtBot) -> None:
    field = PasswordField("Пароль")
    shown(qtbot, field)
    assert field.line.echoMode() == QLineEdit.EchoMode.Password
    qtbot.mouseClick(field._eye, LEFT)
    assert field.line.echoMode() == QLineEdit.EchoMode.Normal
    assert heard(field._eye)[0] == "Скрыть пароль"
    field.set_text(" с пробелом ")
    assert field.text() == " с пробелом "
    field.forget()
    assert field.text() == ""
    assert field.line.echoMode() == QLineEdit.EchoMode.Password


def test_tab_goes_from_password_to_password_and_keys_press_the_eye(qtbot: QtBot) -> None:
    first, again = PasswordField("Новый пароль"), PasswordField("Ещё раз то же самое")
    both = holder(column(first, again))
    shown(qtbot, both)
    first.setFocus()
    qtbot.waitUntil(first.line.hasFocus)
    qtbot.keyClicks(first.line, "dva slova")
    qtbot.keyClick(first.line, Qt.Key.Key_Tab)
    qtbot.waitUntil(again.line.hasFocus)
    qtbot.keyClicks(QApplication.focusWidget(), "dva slova")
    assert (first.text(), again.text()) == ("dva slova", "dva slova")
    for mode in (QLineEdit.EchoMode.Normal, QLineEdit.EchoMode.Password):
        qtbot.keyClick(again.line, Qt.Key.Key_R, Qt.KeyboardModifier.ControlModifier)
        assert again.line.echoMode() == mode
    assert first.line.echoMode() == QLineEdit.EchoMode.Password
    assert "Ctrl R" in again._eye.toolTip()


@pytest.mark.parametrize(
    ("letter", "shift", "caps", "layout"),
    [("a", False, False, "ENG"), ("A", False, True, "ENG"), ("A", True, False, "ENG"), ("a", True, True, "ENG"),
     ("ф", False, False, "РУС"), ("Ф", False, True, "РУС"), ("ё", False, False, "РУС"), ("Ё", True, False, "РУС")],
)  # fmt: skip
def test_a_typed_letter_tells_layout_and_caps_lock(
    qtbot: QtBot, letter: str, shift: bool, caps: bool, layout: str
) -> None:
    field = PasswordField("Пароль")
    shown(qtbot, field)
    send(field.line, letter, held=Qt.KeyboardModifier.ShiftModifier if shift else NO)
    assert field.caps_lock_shown() is caps
    assert field.layout_shown() == layout


def test_digits_tell_nothing_about_caps_lock(qtbot: QtBot) -> None:
    field = PasswordField("Пароль")
    shown(qtbot, field)
    send(field.line, "A")
    send(field.line, "1")
    assert field.caps_lock_shown()


def test_search_waits_for_silence(qtbot: QtBot) -> None:
    field = SearchField("Имя, телефон")
    shown(qtbot, field)
    asked: list[str] = []
    field.searched.connect(asked.append)
    with qtbot.waitSignal(field.searched):
        qtbot.keyClicks(field.line, "kova")
    assert asked == ["kova"]
    with qtbot.waitSignal(field.cleared):
        qtbot.keyClick(field.line, Key.Key_Escape)
    assert asked == ["kova", ""]
    assert field.text() == ""


def test_search_enter_and_down_go_to_the_list_at_once(qtbot: QtBot) -> None:
    field = SearchField("Имя")
    shown(qtbot, field)
    asked: list[str] = []
    field.searched.connect(asked.append)
    qtbot.keyClicks(field.line, "li")
    with qtbot.waitSignal(field.down):
        qtbot.keyClick(field.line, Key.Key_Down)
    assert asked == ["li"]


def test_a_letter_typed_in_the_list_begins_the_search(qtbot: QtBot) -> None:
    field = SearchField("Имя")
    shown(qtbot, field)
    field.take("к")
    assert field.line.text() == "к"
    qtbot.waitUntil(field.line.hasFocus)


def test_a_date_field_reads_what_people_type(qtbot: QtBot) -> None:
    field = DateField("День рождения", without_year=True)
    shown(qtbot, field)
    field.set_text("3 июня 1981")
    field.line.editingFinished.emit()
    assert field.text() == "03.06.1981"
    assert field.value() == PartialDay(3, 6, 1981)
    field.set_text("позавчера")
    field.line.editingFinished.emit()
    assert field.is_unreadable()
    assert field.error()
    whole = DateField("Дата")
    qtbot.addWidget(whole)
    whole.set_text("3.06")
    assert whole.value() is None  # the year is needed here
    whole.set_value(PartialDay(1, 2, 2025))
    assert whole.value() is not None
    assert whole.value().date() == date(2025, 2, 1)


def test_a_number_field_steps_between_its_bounds(qtbot: QtBot) -> None:
    field = NumberField("Скидка", maximum=100, suffix="%")
    shown(qtbot, field)
    field.set_value(99)
    for _ in range(3):
        qtbot.keyClick(field, Key.Key_Up)
    assert field.value() == 100
    field.clear()
    assert field.value() is None


def test_a_text_area_sends_on_ctrl_enter(qtbot: QtBot) -> None:
    area = TextArea("Заметка")
    shown(qtbot, area)
    qtbot.keyClicks(area.edit, "one")
    qtbot.keyClick(area.edit, Key.Key_Return)
    with qtbot.waitSignal(area.sent):
        qtbot.keyClick(area.edit, Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert area.text() == "one"
    assert heard(area.edit)[0] == "Заметка"


def test_a_form_shows_complaints_and_goes_to_the_first(qtbot: QtBot) -> None:
    form = Form()
    name = TextField("Имя")
    phone, mail = TextField("Телефон"), TextField("Почта")
    form.add("name", name)
    form.add("phone", phone, with_=mail, with_key="mail")
    shown(qtbot, form)
    unknown = form.show_errors({"mail": "Нет знака @", "phone": "Мало цифр", "other": "?"})
    assert unknown == ["other"]
    assert (name.error(), phone.error(), mail.error()) == ("", "Мало цифр", "Нет знака @")
    qtbot.waitUntil(phone.line.hasFocus)
    changed: list[int] = []
    form.changed.connect(lambda: changed.append(1))
    qtbot.keyClicks(mail.line, "a@b")
    assert changed
    form.clear_errors()
    assert phone.error() == ""


def test_a_line_of_hidden_fields_leaves_no_gap(qtbot: QtBot) -> None:
    form = Form()
    one, two = TextField("ИНН"), TextField("КПП")
    form.add("inn", one, with_=two)
    shown(qtbot, form)
    one.hide()
    assert one.parentWidget().isVisible()
    two.hide()
    assert not one.parentWidget().isVisible()
    two.show()
    assert two.isVisible()


# ---------------------------------------------------------------- combo and lists

FRUIT = [
    Option("a", "Яблоко", group="Сад"),
    Option("b", "Берёза", group="Лес", sub="дерево"),
    Option("c", "Ступень", tier=TierLook("vip", "VIP"), group="Лес"),
]


def test_a_combo_chooses_from_its_list(qtbot: QtBot) -> None:
    combo = Combo(FRUIT, name="Что", placeholder="Выберите")
    shown(qtbot, combo)
    assert combo.key() == ""
    chosen: list[str] = []
    combo.chosen.connect(chosen.append)
    combo.showPopup()
    assert combo._popover is not None
    options = combo._popover.findChild(OptionList)
    assert options is not None
    qtbot.keyClick(options.view, Key.Key_Down)
    qtbot.keyClick(options.view, Key.Key_Return)
    assert chosen == ["b"]
    assert combo.key() == "b"
    assert combo._popover is None
    assert combo.accessibleName() == "Что"  # on Linux the interface gives the value as the name
    assert heard(combo)[1] == QAccessible.Role.ComboBox


def test_a_combo_whose_list_went_by_a_click_elsewhere_can_be_left(qtbot: QtBot) -> None:
    combo = Combo(FRUIT, name="Что")
    window = shown(qtbot, combo)
    for _ in range(2):
        combo.showPopup()
        popup = QApplication.activePopupWidget()
        assert popup is not None
        popup.close()
        QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
        window.hide()  # the next page is shown: Qt closes the list of a field that it hides
        window.show()
    assert combo.key() == ""


def test_a_combo_keeps_its_choice_and_ignores_the_wheel(qtbot: QtBot) -> None:
    combo = Combo(FRUIT, name="Что")
    qtbot.addWidget(combo)
    changed: list[str] = []
    combo.changed.connect(changed.append)
    combo.choose("c")
    assert changed == ["c"]
    combo.set_items(FRUIT[1:])
    assert combo.key() == "c"
    combo.set_items(FRUIT[:1])
    assert combo.key() == ""
    combo.choose("nothing like it")
    assert combo.key() == ""


def test_a_list_narrows_and_skips_headings(qtbot: QtBot) -> None:
    options = OptionList(FRUIT, search=True)
    shown(qtbot, options)
    assert options.search is not None
    assert options.model.rows[0] == "Сад"
    options.search.setText("береза")  # ё and е are one letter
    assert [row for row in options.model.rows if isinstance(row, Option)] == [FRUIT[1]]
    with qtbot.waitSignal(options.chosen) as chosen:
        qtbot.keyClick(options.search, Key.Key_Return)
    assert chosen.args == ["b"]


def test_a_list_of_checks(qtbot: QtBot) -> None:
    options = OptionList(FRUIT, checked={"a"})
    shown(qtbot, options)
    changes: list[set[str]] = []
    options.changed.connect(changes.append)
    qtbot.keyClick(options.view, Key.Key_Space)
    qtbot.keyClick(options.view, Key.Key_Down)
    qtbot.keyClick(options.view, Key.Key_Space)
    assert changes == [set(), {"b"}]
    index = options.model.index(options.model.row_of("b"), 0)
    assert index.data(Qt.ItemDataRole.AccessibleTextRole) == "Берёза, дерево, отмечено"


# ---------------------------------------------------------------- choices


def test_check_boxes_and_switches(qtbot: QtBot) -> None:
    for box in (CheckBox("Согласен"), Switch("Согласен"), CheckBox(name="Согласен", is_round=True)):
        shown(qtbot, box)
        qtbot.keyClick(box, Key.Key_Space)
        assert box.isChecked()
        qtbot.mouseClick(box, LEFT)
        assert not box.isChecked()
        assert heard(box) == ("Согласен", QAccessible.Role.CheckBox)


def test_enter_in_a_check_box_is_left_to_the_form(qtbot: QtBot) -> None:
    box = CheckBox("Согласен")
    shown(qtbot, box)
    qtbot.keyClick(box, Key.Key_Return)
    assert not box.isChecked()


def test_radio_buttons_exclude_each_other(qtbot: QtBot) -> None:
    group = RadioGroup([Option("a", "Раз"), Option("b", "Два")], current="a", name="Сколько")
    shown(qtbot, group)
    radios = group.findChildren(Radio)
    with qtbot.waitSignal(group.chosen) as chosen:
        qtbot.mouseClick(radios[1], LEFT)
    assert chosen.args == ["b"]
    assert group.current() == "b"
    group.choose("a")
    assert group.current() == "a"
    assert heard(radios[0])[1] == QAccessible.Role.RadioButton


def test_a_segmented_control_moves_with_arrows(qtbot: QtBot) -> None:
    seg = Segmented([Option("d", "День"), Option("w", "Неделя"), Option("m", "Месяц")], current="w", name="Период")
    shown(qtbot, seg)
    chosen: list[str] = []
    seg.chosen.connect(chosen.append)
    seg._cells["w"].setFocus()
    qtbot.keyClick(seg._cells["w"], Key.Key_Right)
    assert seg.current() == "m"
    assert chosen == ["m"]
    seg.choose("d")
    assert chosen == ["m"]
    assert seg.current() == "d"


def test_tab_and_focus_come_to_the_chosen_one_of_several(qtbot: QtBot) -> None:
    before = Button("Раньше")
    seg = Segmented([Option("d", "День"), Option("w", "Неделя"), Option("m", "Месяц")], current="w", name="Период")
    radios = RadioGroup([Option("a", "Первый"), Option("b", "Второй")], current="b", name="Кого")
    page = shown(qtbot, holder(column(before, seg, radios)))
    before.setFocus()
    seen = []
    for _ in range(2):
        qtbot.keyClick(QApplication.focusWidget(), Key.Key_Tab)
        focus = QApplication.focusWidget()
        assert isinstance(focus, QAbstractButton)
        seen.append(focus.text())
    assert seen == ["Неделя", "Второй"]
    seg.choose("m")
    seg.setFocus()
    assert seg._cells["m"].hasFocus()
    assert page.isVisible()


def test_tabs_have_counts_and_are_heard_as_tabs(qtbot: QtBot) -> None:
    tabs = Tabs([Option("t", "Хронология"), Option("p", "Покупки", sub="36")], name="Разделы карточки")
    shown(qtbot, tabs)
    with qtbot.waitSignal(tabs.chosen) as chosen:
        qtbot.keyClick(tabs, Key.Key_Right)
    assert chosen.args == ["p"]
    tabs.set_count("p", "37")
    assert tabs.accessibleTabName(1) == "Покупки, 37"
    assert heard(tabs)[1] == QAccessible.Role.PageTabList
    tabs.choose("t")
    assert tabs.current() == "t"


# ---------------------------------------------------------------- tags, filters, tiers


def test_a_filter_chip_opens_and_goes_away(qtbot: QtBot) -> None:
    chip = FilterChip("Отвечает", "Марина")
    shown(qtbot, chip)
    chip.resize(chip.sizeHint())
    log: list[str] = []
    chip.opened.connect(lambda: log.append("open"))
    chip.removed.connect(lambda: log.append("gone"))
    qtbot.mouseClick(chip, LEFT, pos=QPoint(20, 16))
    qtbot.mouseClick(chip, LEFT, pos=QPoint(chip.width() - 16, 16))
    qtbot.keyClick(chip, Key.Key_Delete)
    qtbot.keyClick(chip, Key.Key_Return)
    assert log == ["open", "gone", "gone", "open"]
    assert heard(chip)[0] == "Фильтр: Отвечает Марина"


def test_a_tag_may_be_closed(qtbot: QtBot) -> None:
    tag = Tag("Опт", "outline", closable=True)
    shown(qtbot, tag)
    close = tag.findChild(IconButton)
    assert close is not None
    with qtbot.waitSignal(tag.closed):
        qtbot.mouseClick(close, LEFT)
    assert heard(close)[0] == "Убрать: Опт"


def test_segments_that_do_not_fit_wait_behind_dots(qtbot: QtBot) -> None:
    bar = SegmentBar("Сегменты")
    segments = [Segment(str(n), f"Сегмент номер {n}", "12") for n in range(8)]
    page = shown(qtbot, holder(column(bar)))
    page.resize(1400, 40)
    bar.set_segments(segments, "0")
    assert all(pill.isVisible() for pill in bar._pills)
    assert not bar._more.isVisible()
    page.resize(500, 40)
    assert bar._more.isVisible()
    assert sum(pill.isVisible() for pill in bar._pills) < 8
    with qtbot.waitSignal(bar.chosen) as chosen:
        qtbot.mouseClick(bar._pills[1], LEFT)
    assert chosen.args == ["1"]
    bar.choose("0")
    assert bar.current() == "0"
    bar.choose("none of them")
    assert bar.current() == ""


@pytest.mark.proves("F12")
def test_tiers_are_named_and_never_cut(qtbot: QtBot) -> None:
    for look in sample.LOOKS:
        chip = TierChip(look)
        shown(qtbot, chip)
        assert heard(chip)[0] == f"Ступень: {look.label}"
        assert chip.width() >= chip.sizeHint().width()


@pytest.mark.proves("F12")
def test_nine_silhouettes_stay_apart_without_colour(qtbot: QtBot) -> None:
    from PySide6.QtCore import QRectF
    from PySide6.QtGui import QColor, QImage, QPainter

    from ui.widgets.tiers import paint_glyph

    pictures = []
    for look in sample.LOOKS:
        image = QImage(48, 48, QImage.Format.Format_Grayscale8)
        image.fill(255)
        painter = QPainter(image)
        paint_glyph(painter, QRectF(0, 0, 48, 48), look, QColor("black"), QColor("white"))
        painter.end()
        pictures.append(bytes(image.constBits()))
    for n, one in enumerate(pictures):
        for other in pictures[n + 1 :]:
            different = sum(abs(a - b) > 100 for a, b in zip(one, other, strict=True))
            assert different > 150  # of 2304 dots


def test_chips_wrap_like_words(qtbot: QtBot) -> None:
    flow = Flow(6)
    page = holder(flow)
    for _ in range(6):
        flow.addWidget(Tag("Любит улуны", "outline"))
    page.resize(300, 200)
    shown(qtbot, page)
    assert flow.heightForWidth(300) > flow.heightForWidth(2000) == 24
    tops = {flow.itemAt(n).geometry().top() for n in range(6)}  # type: ignore[union-attr]
    assert len(tops) == 3


def test_any_input_can_be_a_field(qtbot: QtBot) -> None:
    field = Field(Combo(FRUIT, name="x"), "Что выбрать", optional=True)
    shown(qtbot, field)
    assert field.control.accessibleName() == "Что выбрать"
    field.set_error("Выберите одно")
    assert field.control._state == "bad"  # type: ignore[attr-defined]
