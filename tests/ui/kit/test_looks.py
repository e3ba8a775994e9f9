"""Theme, icons and language."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QObject, QPoint, Qt
from PySide6.QtGui import QContextMenuEvent, QFontInfo, QPalette
from PySide6.QtWidgets import QApplication, QGraphicsDropShadowEffect, QListView, QMenu, QScrollBar, QToolTip, QWidget
from pytestqt.qtbot import QtBot

from tests.ui.kit import gallery
from ui import i18n, icons, theme
from ui.i18n import tr
from ui.widgets.area import PlainText
from ui.widgets.labels import Label
from ui.widgets.line import Line
from ui.widgets.menu import Menu
from ui.widgets.message import BulkBar
from ui.widgets.password import PasswordField
from ui.widgets.states import EmptyState

ROOT = Path(__file__).resolve().parents[3]


def test_the_font_is_golos(qapp: QApplication) -> None:
    info = QFontInfo(theme.font("body"))
    assert info.family() == "Golos Text"
    assert info.pixelSize() == 14
    assert QFontInfo(theme.font("h1")).weight() == 600


@pytest.mark.parametrize(("mode", "ground"), [("light", "#ffffff"), ("dark", "#1c1b18")])
def test_palette_follows_the_mode(qapp: QApplication, mode: str, ground: str) -> None:
    theme.set_mode(mode)
    assert qapp.palette().color(QPalette.ColorRole.Base).name() == ground
    assert theme.is_dark() == (mode == "dark")


def test_labels_follow_a_switch_at_once(qapp: QApplication) -> None:
    label = Label("x", tone="text2")
    theme.set_mode("dark")
    assert label.palette().color(QPalette.ColorRole.WindowText).name() == "#b5afa5"
    theme.set_mode("light")
    assert label.palette().color(QPalette.ColorRole.WindowText).name() == "#5b564f"


def test_scale_multiplies_sizes(qapp: QApplication) -> None:
    theme.set_scale(130)
    assert theme.px(20) == 26
    assert theme.font("body").pixelSize() == 18
    assert "1px solid" in theme.menu_sheet()
    assert "border-radius: 13px" in theme.menu_sheet()


def test_the_sheet_of_menus_names_only_tokens() -> None:
    assert re.findall(r"\{[a-z_0-9]+\}", theme.menu_sheet()) == []


def test_icons_take_the_colour_of_a_token(qapp: QApplication) -> None:
    image = icons.pixmap("check", "accent", 16).toImage()
    spots = [image.pixelColor(x, y) for x in range(image.width()) for y in range(image.height())]
    inks = [spot for spot in spots if spot.alpha() > 200]
    assert len(inks) > 5
    assert all(abs(ink.blue() - 0xD1) <= 3 and abs(ink.red() - 0x2F) <= 3 for ink in inks)
    assert icons.pixmap("check", "accent", 16) is icons.pixmap("check", "accent", 16)


def test_every_icon_that_the_screens_name_is_shipped() -> None:
    named = set()
    for path in (ROOT / "ui").rglob("*.py"):
        text = path.read_text(encoding="utf-8")
        named |= set(re.findall(r"(?:Icon|IconButton|IconTile|icons\.pixmap|icons\.icon)\(\s*\"([a-z0-9-]+)\"", text))
        named |= set(re.findall(r"icon=\"([a-z0-9-]+)\"", text))
    assert named - icons.known() == set()


@pytest.mark.parametrize(
    ("n", "russian", "english"),
    [
        (1, "1 дн. назад", "1 day ago"),
        (2, "2 дн. назад", "2 days ago"),
        (1500, "1\u202f500 дн. назад", "1,500 days ago"),
    ],
)
def test_counted_words(n: int, russian: str, english: str) -> None:
    assert tr("%n days ago", "", n).replace("\u00a0", " ") == russian
    i18n.set_language("en")
    assert tr("%n days ago", "", n).replace("\u00a0", " ") == english


@pytest.mark.parametrize(
    ("n", "form"),
    [(0, 2), (1, 0), (2, 1), (4, 1), (5, 2), (11, 2), (12, 2), (21, 0), (22, 1), (25, 2), (111, 2), (1001, 0)],
)
def test_russian_plural_forms(n: int, form: int) -> None:
    assert i18n.plural_form(n, "ru") == form


def test_unknown_words_stay_english() -> None:
    assert tr("No such entry in any catalogue", "test") == "No such entry in any catalogue"


def test_gathering_literals(tmp_path: Path) -> None:
    sys.path.insert(0, str(ROOT / "resources" / "i18n"))
    try:
        import update
    finally:
        sys.path.pop(0)
    source = 'tr("a")\nx = f"{tr(\'b\', \'why\')}"\ntr(\n    "c",\n    "d",\n)\ntr("%n e", "", n=3)\n'
    found = [(one.text, one.comment, one.plural) for one in update.literals_of(source, "x.py")]
    assert found == [("a", "", False), ("c", "d", False), ("%n e", "", True), ("b", "why", False)]
    entries = [update.Literal("%n e", "", True, ("1", "2", "3")), update.Literal('a "<&"', "", False, ("«б»",))]
    update.write(tmp_path / "ru.ts", "ru", entries)
    assert i18n.read_catalogue(tmp_path / "ru.ts") == {("%n e", ""): ("1", "2", "3"), ('a "<&"', ""): ("«б»",)}
    with pytest.raises(SystemExit):
        list(update.literals_of("tr(name)", "x.py"))


def test_start_loads_nothing_heavy() -> None:
    code = (
        "import sys, ui.theme, ui.i18n, ui.words, ui.icons, ui.background, ui.widgets.button\n"
        "print([m for m in ('pandas', 'numpy', 'openpyxl', 'sqlalchemy', 'PySide6.QtSvg') if m in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, cwd=ROOT, check=True)
    assert done.stdout.strip() == "[]"


class _Dressings(QObject):
    """Counts how often Qt dresses widgets anew: about a millisecond each."""

    def __init__(self, watched: list[QWidget]) -> None:
        super().__init__()
        self.count = 0
        for widget in watched:
            widget.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        self.count += event.type() in (QEvent.Type.StyleChange, QEvent.Type.Polish)
        return False


def test_a_switch_of_theme_dresses_no_widget_anew(qtbot: QtBot, qapp: QApplication) -> None:
    page = gallery.components()
    qtbot.addWidget(page)
    page.show()
    qapp.processEvents()
    everything = [page, *page.findChildren(QWidget)]
    assert len(everything) > 100
    dressings = _Dressings(everything)
    theme.set_mode("dark")
    qapp.processEvents()
    assert dressings.count == 0
    assert qapp.styleSheet() == ""
    assert page.palette().color(QPalette.ColorRole.Window) == theme.color("canvas")
    assert [type(one).__name__ for one in everything if one.styleSheet() and not isinstance(one, QMenu)] == []


def test_selected_letters_are_told_apart_from_selected_rows(qtbot: QtBot, qapp: QApplication) -> None:
    line, view = Line(), QListView()
    for made in (line, view):
        qtbot.addWidget(made)
    for mode in ("light", "dark"):
        theme.set_mode(mode)
        qapp.processEvents()
        assert line.palette().color(QPalette.ColorRole.Highlight) == theme.color("accent")
        assert line.palette().color(QPalette.ColorRole.HighlightedText) == theme.color("on_accent")
        assert view.palette().color(QPalette.ColorRole.Highlight) == theme.color("selected")


@pytest.mark.parametrize("upright", [True, False])
def test_a_scroll_bar_is_a_handle_in_a_groove(qtbot: QtBot, upright: bool) -> None:
    bar = QScrollBar(Qt.Orientation.Vertical if upright else Qt.Orientation.Horizontal)
    qtbot.addWidget(bar)
    assert (bar.sizeHint().width() if upright else bar.sizeHint().height()) == theme.px(10)
    bar.setRange(0, 900)
    bar.setPageStep(100)
    bar.resize(*((10, 304) if upright else (304, 10)))
    bar.show()
    middle = (lambda at: QPoint(5, at)) if upright else (lambda at: QPoint(at, 5))
    ink = bar.grab().toImage().pixelColor(middle(10))
    assert ink == theme.color("border_strong")
    qtbot.mouseClick(bar, Qt.MouseButton.LeftButton, pos=middle(300))
    assert bar.value() == 100  # a page, no arrow
    qtbot.mousePress(bar, Qt.MouseButton.LeftButton, pos=middle(40))
    qtbot.mouseMove(bar, middle(300))
    qtbot.mouseRelease(bar, Qt.MouseButton.LeftButton, pos=middle(300))
    assert bar.value() == 900


def test_a_tooltip_is_ink(qtbot: QtBot, qapp: QApplication) -> None:
    owner = QWidget()
    qtbot.addWidget(owner)
    owner.show()
    for mode in ("light", "dark"):
        theme.set_mode(mode)
        QToolTip.showText(QPoint(20, 20), f"Показать номер {mode}", owner)
        tip = next(one for one in qapp.topLevelWidgets() if one.metaObject().className() == "QTipLabel")
        assert tip.grab().toImage().pixelColor(0, 0) == theme.color("inverse")
        assert tip.font().pixelSize() == theme.px(12)
        QToolTip.hideText()
        qtbot.waitUntil(lambda: not QToolTip.isVisible())


def test_a_menu_kept_over_a_switch_of_theme_is_dressed_when_it_opens(qtbot: QtBot) -> None:
    menu = Menu()
    qtbot.addWidget(menu)
    menu.item("Убрать в корзину")
    theme.set_mode("dark")
    menu.popup(QPoint(10, 10))
    assert menu.grab().toImage().pixelColor(menu.width() // 2, 4) == theme.color("overlay")
    menu.close()


@pytest.mark.parametrize("make", [Line, PlainText])
def test_the_menu_of_a_text_has_our_looks(qtbot: QtBot, make: type[Line] | type[PlainText]) -> None:
    text = make()
    qtbot.addWidget(text)
    text.show()
    QApplication.sendEvent(text, QContextMenuEvent(QContextMenuEvent.Reason.Keyboard, QPoint(5, 5), QPoint(5, 5)))
    menu = text.findChild(QMenu)
    assert menu is not None
    assert menu.isVisible()
    assert menu.styleSheet() == theme.menu_sheet()
    menu.close()


def test_a_password_is_dots(qtbot: QtBot) -> None:
    field = PasswordField("Пароль")
    qtbot.addWidget(field)
    field.line.setText("чай")
    assert field.line.displayText() == "•••"


def test_the_shadow_of_a_bar_follows_the_theme(qtbot: QtBot) -> None:
    host = QWidget()
    qtbot.addWidget(host)
    bar = BulkBar(host)
    effect = bar.graphicsEffect()
    assert isinstance(effect, QGraphicsDropShadowEffect)
    for mode in ("dark", "light"):
        theme.set_mode(mode)
        assert effect.color() == theme.color("shadow", 0.55 if mode == "dark" else 0.16)


def test_words_of_an_empty_list_stand_together(qtbot: QtBot) -> None:
    said = EmptyState("users", "Ещё ничего не загружали", "Загрузите таблицу: столбцы программа узнает сама.")
    qtbot.addWidget(said)
    said.resize(1200, 800)
    said.show()
    labels = said.findChildren(Label)
    assert [one.height() for one in labels] == [one.heightForWidth(one.width()) for one in labels]
