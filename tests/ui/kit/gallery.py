"""Paint the kit to PNG, to be held against the design: python -m tests.ui.kit.gallery OUT_FOLDER."""

from __future__ import annotations

import os
import sys
import time
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget

from tests.ui.kit import gallery_pages, sample
from ui import i18n, theme
from ui.widgets.button import Button
from ui.widgets.choice import CheckBox, Radio, Segmented, Switch, Tabs
from ui.widgets.combo import Combo
from ui.widgets.fields import DateField, SearchField, TextField
from ui.widgets.labels import Kbd, Label
from ui.widgets.layout import HLine, column, holder, row
from ui.widgets.option import Option
from ui.widgets.password import PasswordField
from ui.widgets.tag import FilterChip, Segment, SegmentBar, Tag
from ui.widgets.tiers import TierChip, TierLook

WORDS = {
    "ru": sample.LABELS,
    "en": ("In the base", "Potential", "Subscribed", "Regular", "VIP", "Advocate", "Sleeping", "Lost", "No calls"),
}


def looks() -> list[TierLook]:
    """The nine tiers in the language in force."""
    from ui.tokens import TIERS_LIGHT

    return [TierLook(key, word) for key, word in zip(TIERS_LIGHT, WORDS[i18n.language()], strict=True)]


def say(russian: str, english: str) -> str:
    """Sample words; the gallery is no part of the program, so they are in no catalogue."""
    return russian if i18n.language() == "ru" else english


def block(title: str, *items: QWidget) -> QWidget:
    """A caption above samples."""
    return holder(column(Label(title, "capm"), *items, gap=10))


def buttons() -> QWidget:
    """Every kind and size."""
    focused = Button(say("В фокусе", "Focused"), "check")
    focused.setObjectName("focused")
    busy = Button(say("Проверяем", "Checking"), "check", "primary")
    busy.set_busy(True)
    off = Button(say("Выключена", "Off"), "plus")
    off.set_off(say("Нет прав", "No right"))
    first = row(
        Button(say("Основная", "Primary"), "check", "primary"),
        Button(say("Обычная", "Default"), "plus"),
        Button(say("Тихая", "Ghost"), "download", "ghost"),
        Button(say("Ссылка", "Link"), kind="link"),
        Button(say("Удалить", "Delete"), "trash-2", "danger"),
        Button(say("Удалить навсегда", "Delete forever"), "trash-2", "dangerfill"),
        focused,
        None,
    )
    second = row(
        Button(say("Маленькая", "Small"), "plus", "primary", "sm"),
        Button(say("Маленькая", "Small"), "plus", size="sm"),
        Button(say("Крупная", "Large"), "log-in", "primary", "lg"),
        Button(say("Новый клиент", "New client"), "plus", "primary", keys="Ctrl N"),
        busy,
        off,
        None,
    )
    return block(say("Кнопки", "Buttons"), holder(first), holder(second))


def fields() -> QWidget:
    """At rest, filled, wrong, password, combo."""
    bad = TextField(width=170, text="8 916 20", name="phone")
    bad.set_error(say("В номере не хватает пяти цифр", "Five digits are missing"))
    password = PasswordField(say("Пароль", "Password"))
    password.set_text("0123456789")
    password._show_layout("РУС")
    password._caps.show()
    options = [
        Option("phone", say("Телефон", "Phone"), "phone"),
        Option("mail", say("Почта", "E-mail"), "mail"),
        Option("tier", say("Ступень", "Tier"), "layers"),
    ]
    combo, warn, off = (
        Combo(options, name="field", placeholder=say("Выберите поле", "Choose a field"), width=200) for _ in range(3)
    )
    combo.choose("phone")
    warn.set_state("warn")
    off.choose("mail")
    off.set_state("off")
    top = row(
        TextField(placeholder=say("Обычное поле", "A field"), icon="search", width=200),
        TextField(width=170, text=say("Илья Громов", "Ilya Gromov"), name="name"),
        bad,
        SearchField(say("Имя, телефон, карта", "Name, phone, card"), width=260),
        None,
        gap=10,
    )
    top.setAlignment(Qt.AlignmentFlag.AlignTop)
    labelled = row(
        (TextField(say("Фамилия", "Surname"), text=say("Ковальчук", "Kovalchuk")), 1),
        (DateField(say("День рождения", "Birthday"), optional=True, without_year=True), 1),
        (password, 1),
        gap=12,
    )
    labelled.setAlignment(Qt.AlignmentFlag.AlignTop)
    return block(say("Поля", "Fields"), holder(top), holder(row(combo, warn, off, None)), holder(labelled))


def choices() -> QWidget:
    """Tags, filters, segmented, tabs, checks."""
    tags = row(
        Tag(say("Нейтральная", "Neutral")),
        Tag(say("Контурная", "Outline"), "outline"),
        Tag(say("Задача", "Task"), "accent", "circle-check-big"),
        Tag(say("Готово", "Done"), "ok", "check"),
        Tag(say("Внимание", "Attention"), "warn", "circle-alert"),
        Tag(say("Ошибка", "Error"), "bad", "circle-x"),
        Tag(say("Опт", "Bulk"), "outline", closable=True),
        None,
    )
    periods = [Option("d", say("День", "Day")), Option("w", say("Неделя", "Week")), Option("m", say("Месяц", "Month"))]
    kinds = [Option("call", say("Звонок", "Call"), "phone"), Option("note", say("Заметка", "Note"), "sticky-note")]
    filters = row(
        FilterChip(say("Отвечает", "Owner"), say("Марина", "Marina")),
        FilterChip(say("Фильтр", "Filter"), add=True),
        Segmented(periods, current="w"),
        Segmented(kinds, height=30),
        None,
        gap=10,
    )
    bar = SegmentBar("segments")
    bar.set_segments(
        [
            Segment("all", say("Все", "All"), "1 284"),
            Segment("r", say("Постоянные", "Regulars"), "312"),
            Segment("b", say("Дни рождения", "Birthdays"), "9"),
            Segment("v", "VIP", "36"),
        ],
        "all",
    )
    tabs = Tabs(
        [
            Option("t", say("Хронология", "Timeline")),
            Option("p", say("Покупки", "Purchases"), sub="36"),
            Option("f", say("Файлы", "Files"), sub="4"),
        ]
    )
    checked, partly, done, radio, switch = (
        CheckBox(say("Отмечено", "Checked")),
        CheckBox(name="some"),
        CheckBox(is_round=True, name="done"),
        Radio(say("Один", "One")),
        Switch(say("Включено", "On")),
    )
    for box in (checked, done, radio, switch):
        box.setChecked(True)
    partly.set_partly(True)
    checks = row(
        CheckBox(say("Пусто", "Empty")),
        checked,
        partly,
        done,
        Radio(say("Другой", "Other")),
        radio,
        switch,
        Kbd("Ctrl K"),
        None,
        gap=12,
    )
    return block(say("Выбор", "Choices"), holder(tags), holder(filters), bar, tabs, holder(checks))


def tiers() -> QWidget:
    """Chips of all sizes."""
    chips = row(*(TierChip(look) for look in looks()), None, gap=6)
    own = TierLook("advocate", say("Свой круг", "Inner circle"), "К", own=True)
    others = row(TierChip(own), TierChip(looks()[4], 20), None, gap=10)
    return block(say("Ступени", "Tiers"), holder(chips), holder(others))


def components() -> QWidget:
    """One sheet with everything small."""
    page = QWidget()
    page.setAutoFillBackground(True)
    page.setBackgroundRole(page.palette().ColorRole.Base)
    page.setLayout(
        column(
            Label(say("Набор частей", "The kit"), "h1"),
            tiers(),
            HLine(),
            buttons(),
            fields(),
            choices(),
            None,
            gap=18,
            margins=(40, 28, 40, 24),
        )
    )
    return page


PAGES = {"components": components, **gallery_pages.PAGES}


def shoot(folder: Path, mode: str, language: str, scale: int = 100, only: str = "") -> None:
    """Save one picture per page."""
    app = QApplication.instance() or QApplication([])
    assert isinstance(app, QApplication)
    theme.start(app, mode, scale)
    i18n.set_language(language)
    for name, make in PAGES.items():
        if only and name != only:
            continue
        page = make()
        page.setFixedSize(theme.px(1440), theme.px(900))
        page.show()
        page.activateWindow()
        settle(app)
        for holder_ in (page, *page.findChildren(QWidget)):
            after = holder_.property("after")
            if after is not None:
                after()
        focused = page.findChild(QWidget, "focused")
        if focused is not None:
            focused.setFocus(Qt.FocusReason.TabFocusReason)
        settle(app)
        page.grab().save(str(folder / f"{name}-{mode}-{language}-{scale}.png"))
        page.deleteLater()


def settle(app: QApplication) -> None:
    """Let pages of rows arrive and slides end."""
    end = time.monotonic() + 0.35
    while time.monotonic() < end:
        app.processEvents()
        time.sleep(0.01)


def main(arguments: list[str]) -> None:
    """All pages in both modes and languages."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    folder = Path(arguments[0] if arguments else "gallery")
    only = arguments[1] if len(arguments) > 1 else ""
    folder.mkdir(parents=True, exist_ok=True)
    for mode, language, scale in (("light", "ru", 100), ("dark", "ru", 100), ("light", "en", 100), ("dark", "en", 130)):
        shoot(folder, mode, language, scale, only)


if __name__ == "__main__":
    main(sys.argv[1:])
