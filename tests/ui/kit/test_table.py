"""The table: rows from the background, keys, marks, sorting, contacts shown for a while, a million rows."""

from __future__ import annotations

import threading
from collections.abc import Sequence
from datetime import timedelta

import pytest
from PySide6.QtCore import QEvent, QItemSelectionModel, QObject, QPoint, Qt
from PySide6.QtGui import QAccessible, QKeyEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.ui.kit import sample
from ui import theme, words
from ui.background import Background
from ui.widgets.fitting import fit
from ui.widgets.marks import Marks
from ui.widgets.overlay_bar import BAR
from ui.widgets.table import Cell, Column, Kind, PagedModel, Table

Key = Qt.Key
SHIFT, CTRL = Qt.KeyboardModifier.ShiftModifier, Qt.KeyboardModifier.ControlModifier


class Shop:
    """A client list on the screen and what a person does with it."""

    def __init__(self, qtbot: QtBot, background: Background, count: int = 500, **look: bool) -> None:
        self.qtbot = qtbot
        self.owner = QObject()
        self.asked: list[Sequence[int]] = []
        self.model = PagedModel(
            sample.columns(), self._load, background, self.owner, dim=lambda row: row.tier.palette == "lost"
        )
        self.table = Table("Клиенты", **look)
        qtbot.addWidget(self.table)
        self.table.set_model(self.model)
        self.table.resize(1192, 600)
        self.model.show_ids(list(range(count)))
        self.table.show()
        self.background = background
        self.settle()

    def _load(self, ids: Sequence[int]) -> list[sample.Client]:
        self.asked.append(ids)
        return sample.load(ids)

    def settle(self) -> None:
        self.qtbot.waitUntil(lambda: not self.background.busy())

    def press(self, key: Qt.Key, held: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        self.qtbot.keyClick(self.table, key, held)

    def text(self, row: int, section: int) -> str:
        shown = self.model.index(row, section).data()
        return str(shown).replace("\u00a0", " ").replace("\u202f", " ")

    def point(self, row: int, section: int, from_right: int = 0) -> QPoint:
        header = self.table.horizontalHeader()
        x = header.sectionViewportPosition(section)
        x += header.sectionSize(section) - from_right if from_right else 25
        return QPoint(x, row * self.table.density() + 20 - self.table.verticalScrollBar().value())

    def click(self, row: int, section: int, held: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        self.qtbot.mouseClick(self.table.viewport(), Qt.MouseButton.LeftButton, held, self.point(row, section))


@pytest.fixture
def shop(qtbot: QtBot, background: Background) -> Shop:
    return Shop(qtbot, background)


def test_cells_are_worded_by_kind(shop: Shop) -> None:
    assert [shop.text(5, n) for n in range(1, 9)] == [
        "Ковальчук Светлана",
        "VIP",
        "+7 915 ••• •• 75",
        "9 дн. назад",
        "5 дн.",
        "1 650 ₽",
        "115 500 ₽",
        "91 %",
    ]
    assert shop.text(4, 4) == "ещё не был"
    assert shop.text(4, 6) == "—"
    assert shop.text(4, 8) == "нет данных"


def test_screen_readers_hear_what_is_painted(shop: Shop) -> None:
    def heard(row: int, section: int) -> str:
        text = shop.model.index(row, section).data(Qt.ItemDataRole.AccessibleTextRole)
        return str(text).replace("\u00a0", " ")

    assert heard(5, 2) == "Ступень: VIP"
    assert heard(5, 3) == "Телефон: скрыт, последние цифры 75"
    assert heard(8, 1) == "Клиент: Михайлов Олег, задерживается"
    assert heard(5, 0) == "не отмечено"
    shop.table.mark([5])
    assert heard(5, 0) == "отмечено"
    interface = QAccessible.queryAccessibleInterface(shop.table)
    assert interface.text(QAccessible.Text.Name) == "Клиенты"
    assert interface.role() == QAccessible.Role.Table


def test_rows_come_by_page_and_only_near_the_eye(shop: Shop) -> None:
    assert [(ids[0], len(ids)) for ids in shop.asked] == [(0, 60), (60, 60)]
    shop.table.verticalScrollBar().setValue(40 * 420)
    shop.settle()
    assert [ids[0] for ids in shop.asked[2:]] == [420, 480, 360]
    assert shop.model.row_at(420) == sample.client(420)
    assert shop.model.row_at(250) is None


def test_the_gui_never_waits_for_rows(qtbot: QtBot, background: Background) -> None:
    go = threading.Event()
    owner = QObject()

    def slow(ids: Sequence[int]) -> list[sample.Client]:
        go.wait(5)
        return sample.load(ids)

    model = PagedModel(sample.columns(), slow, background, owner)
    table = Table("Клиенты")
    qtbot.addWidget(table)
    table.set_model(model)
    table.resize(900, 500)
    table.show()
    model.show_ids(list(range(10_000)))
    table.grab()
    assert not go.is_set()
    assert model.index(0, 1).data() is None
    assert model.index(0, 1).data(Qt.ItemDataRole.AccessibleTextRole) == "загружается"
    qtbot.waitUntil(lambda: table._late)  # after 0.3 s the skeleton shows
    before = table.grab().toImage()
    go.set()
    qtbot.waitUntil(lambda: model.row_at(0) is not None)
    assert table.grab().toImage() != before
    qtbot.waitUntil(lambda: not background.busy())


def test_only_two_pages_are_asked_for_at_once(qtbot: QtBot, background: Background) -> None:
    go = threading.Event()
    asked: list[int] = []
    owner = QObject()

    def slow(ids: Sequence[int]) -> list[sample.Client]:
        asked.append(ids[0])
        go.wait(5)
        return sample.load(ids)

    model = PagedModel(sample.columns(), slow, background, owner)
    model.show_ids(list(range(100_000)))
    for first in range(0, 100_000, 5_000):  # a fast drag of the scroll bar
        model.want(first, first + 20)
    assert background.busy() <= 2
    go.set()
    qtbot.waitUntil(lambda: not background.busy())
    assert model.row_at(95_000) == sample.client(95_000)  # where the drag ended
    assert len(asked) <= 6


def test_old_rows_stay_until_new_ones_come(shop: Shop) -> None:
    shop.model.show_ids([7, 5, 3])
    assert shop.text(1, 1) == "Ковальчук Светлана"  # known already, shown at once
    shop.settle()
    assert list(shop.asked[-1]) == [7, 5, 3]  # and read anew


def test_reload_reads_again(shop: Shop) -> None:
    before = len(shop.asked)
    shop.model.reload({400})  # not on the screen: nothing to do
    shop.settle()
    assert len(shop.asked) == before
    shop.model.reload({5})
    shop.settle()
    assert len(shop.asked) > before
    assert shop.text(5, 1) == "Ковальчук Светлана"


def test_a_row_that_vanished_leaves_a_gap(qtbot: QtBot, background: Background) -> None:
    owner = QObject()
    model = PagedModel(sample.columns(), lambda ids: sample.load([n for n in ids if n != 1]), background, owner)
    model.show_ids([0, 1, 2])
    model.want(0, 2)
    qtbot.waitUntil(lambda: not background.busy())
    assert model.row_at(1) is None
    assert model.row_at(2) == sample.client(2)
    assert model.index(1, 1).data() is None


def test_an_error_is_told(qtbot: QtBot, background: Background) -> None:
    def broken(_ids: Sequence[int]) -> list[sample.Client]:
        raise OSError

    owner = QObject()
    model = PagedModel(sample.columns(), broken, background, owner)
    model.show_ids([1])
    with qtbot.waitSignal(model.failed) as heard:
        model.want(0, 0)
    assert isinstance(heard.args[0], OSError)


def test_the_model_keeps_qt_rules(shop: Shop, qtmodeltester: object) -> None:
    qtmodeltester.check(shop.model)  # type: ignore[attr-defined]


# ---------------------------------------------------------------- keys


@pytest.mark.parametrize(
    ("keys", "row"),
    [
        ([Key.Key_Down], 1),
        ([Key.Key_Down, Key.Key_Down, Key.Key_Up], 1),
        ([Key.Key_Up], 0),
        ([Key.Key_End], 499),
        ([Key.Key_End, Key.Key_Down], 499),
        ([Key.Key_End, Key.Key_Home], 0),
        ([Key.Key_PageDown], 13),
        ([Key.Key_PageDown, Key.Key_PageDown, Key.Key_PageUp], 13),
    ],
)
def test_arrows_move_the_current_row(shop: Shop, keys: list[Qt.Key], row: int) -> None:
    for key in keys:
        shop.press(key)
    assert shop.table.current_row() == row
    assert shop.table.current_id() == row


def test_the_current_row_stays_in_view(shop: Shop) -> None:
    for _ in range(40):
        shop.press(Key.Key_Down)
    first, last, total = shop.table.visible_range()
    assert first <= 41 <= last
    assert total == 500


def test_enter_opens_and_so_does_a_double_click(shop: Shop) -> None:
    shop.press(Key.Key_Down)
    with shop.qtbot.waitSignal(shop.table.opened) as heard:
        shop.press(Key.Key_Return)
    assert heard.args == [1]
    with shop.qtbot.waitSignal(shop.table.opened) as heard:
        shop.qtbot.mouseDClick(shop.table.viewport(), Qt.MouseButton.LeftButton, pos=shop.point(3, 1))
    assert heard.args == [3]


def test_space_and_shift_arrows_mark(shop: Shop) -> None:
    shop.press(Key.Key_Down)
    shop.press(Key.Key_Space)
    assert shop.table.marked() == [1]
    shop.press(Key.Key_Down, SHIFT)
    shop.press(Key.Key_Down, SHIFT)
    assert shop.table.marked() == [1, 2, 3]
    shop.press(Key.Key_Up, SHIFT)
    assert shop.table.marked() == [1, 2]
    shop.press(Key.Key_A, CTRL)
    assert len(shop.table.marked()) == 500
    shop.press(Key.Key_Escape)
    assert shop.table.marked() == []


def test_ctrl_a_works_in_the_russian_layout(shop: Shop) -> None:
    QApplication.sendEvent(shop.table, QKeyEvent(QEvent.Type.KeyPress, 0x424, CTRL, "\x01"))
    assert len(shop.table.marked()) == 500


def test_clicks_mark(shop: Shop) -> None:
    shop.click(2, 0)
    shop.click(5, 1, SHIFT)
    assert shop.table.marked() == [2, 3, 4, 5]
    shop.click(9, 1, CTRL)
    assert shop.table.marked() == [2, 3, 4, 5, 9]
    shop.click(7, 1)
    assert shop.table.marked() == [2, 3, 4, 5, 9]
    assert shop.table.current_id() == 7


def test_typing_starts_a_search(shop: Shop) -> None:
    typed: list[str] = []
    shop.table.typed.connect(typed.append)
    for letter in "кo7":
        QApplication.sendEvent(shop.table, QKeyEvent(QEvent.Type.KeyPress, 0, Qt.KeyboardModifier.NoModifier, letter))
    shop.press(Key.Key_C, CTRL)
    assert typed == ["к", "o", "7"]


def test_tab_leaves_the_table(shop: Shop) -> None:
    assert not shop.table.tabKeyNavigation()


# ---------------------------------------------------------------- the rest


def test_marks_and_current_row_survive_a_new_order(shop: Shop) -> None:
    shop.table.mark([3, 4])
    shop.table.set_current_id(4)
    shop.model.show_ids([9, 4, 8, 3])
    assert shop.table.current_row() == 1
    assert shop.table.marked() == [4, 3]
    shop.model.show_ids([8, 9])
    assert shop.table.marked() == []
    assert shop.table.current_row() == 0


def test_sorting_is_asked_for(shop: Shop) -> None:
    asked: list[tuple[str, bool]] = []
    shop.table.sort_changed.connect(lambda key, down: asked.append((key, down)))
    header = shop.table.horizontalHeader()
    for _ in range(2):
        x = header.sectionViewportPosition(1) + 60
        shop.qtbot.mouseClick(header.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(x, 18))
    assert asked == [("name", False), ("name", True)]
    assert shop.table.sort() == ("name", True)


def test_the_last_column_leaves_room_for_the_scroll_bar(shop: Shop) -> None:
    """Its numbers stood under the bar; the heading goes on above it in one colour."""
    table, header = shop.table, shop.table.horizontalHeader()
    beside = table.viewport().width() - header.length()
    assert beside == theme.px(BAR)
    image = header.viewport().grab().toImage()
    y = theme.px(4)
    assert image.pixelColor(header.length() + beside // 2, y) == image.pixelColor(header.length() - 4, y)


def test_the_header_check_marks_all(shop: Shop) -> None:
    header = shop.table.horizontalHeader()
    shop.qtbot.mouseClick(header.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(28, 18))
    assert len(shop.table.marked()) == 500
    shop.qtbot.mouseClick(header.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(28, 18))
    assert shop.table.marked() == []


def test_a_contact_is_shown_for_a_while(shop: Shop) -> None:
    shop.qtbot.mouseMove(shop.table.viewport(), shop.point(5, 3))
    with shop.qtbot.waitSignal(shop.table.secret_asked) as heard:
        eye = shop.point(5, 3, from_right=22)
        shop.qtbot.mouseClick(shop.table.viewport(), Qt.MouseButton.LeftButton, pos=eye)
    assert heard.args == [5, "phone"]
    masked = shop.table.grab().toImage()
    shop.table.show_secret(5, "phone", "+7 915 204 58 75", seconds=0.4)
    assert shop.table._unveiled.find(5, "phone")[0] == "+7 915 204 58 75"
    assert shop.table.grab().toImage() != masked
    shop.qtbot.waitUntil(lambda: shop.table._unveiled.find(5, "phone")[0] == "")
    shop.table.show_secret(5, "phone", "+7 915 204 58 75")
    shop.table.mask_secrets()
    assert shop.table._unveiled.find(5, "phone")[0] == ""
    shop.table.show_secret(5, "phone", "+7 915 204 58 75")
    QApplication.sendEvent(shop.table, QEvent(QEvent.Type.WindowDeactivate))
    assert shop.table._unveiled.find(5, "phone")[0] == ""
    shop.table.show_secret(5, "phone", "+7 915 204 58 75")
    shop.table.hide()
    assert shop.table._unveiled.find(5, "phone")[0] == ""


def test_hidden_contacts_have_no_eye(shop: Shop) -> None:
    asked: list[int] = []
    shop.table.secret_asked.connect(lambda row_id, _key: asked.append(row_id))
    eye = shop.point(15, 3, from_right=22)  # do not disturb
    shop.table.verticalScrollBar().setValue(200)
    shop.qtbot.mouseClick(shop.table.viewport(), Qt.MouseButton.LeftButton, pos=eye - QPoint(0, 200))
    assert asked == []


def test_cut_words_are_told_in_full(shop: Shop) -> None:
    assert shop.table.tip_at(shop.point(5, 1)) == ""
    shop.table.set_widths({"name": 90})
    assert shop.table.tip_at(shop.point(5, 1)) == "Ковальчук Светлана"
    assert shop.table.tip_at(shop.point(0, 4)) == words.full_day(words.today() - timedelta(days=240))
    assert shop.table.tip_at(QPoint(5, 5)) == ""


def test_columns_hide_by_priority() -> None:
    columns = sample.columns()
    assert set(fit(columns, 1148, {})) == {column.key for column in columns}
    narrow = fit(columns, 900, {})
    assert "pace" not in narrow
    assert "average" not in narrow
    assert {"name", "tier", "phone", "seen"} <= narrow.keys()
    assert sum(narrow.values()) == 900
    assert list(fit(columns, 200, {})) == ["name"]
    assert fit(columns, 1148, {"name": 300})["name"] == 300


def test_a_person_chooses_columns(shop: Shop) -> None:
    shop.table.set_shown(["phone", "name", "total"])
    header = shop.table.horizontalHeader()
    seen = [header.logicalIndex(n) for n in range(header.count()) if not header.isSectionHidden(header.logicalIndex(n))]
    assert [shop.model.columns[n].key for n in seen] == ["", "phone", "name", "total"]
    assert shop.table.shown() == ["phone", "name", "total"]
    shop.table.set_widths({"phone": 250})
    assert header.sectionSize(3) == 250
    assert shop.table.widths() == {"phone": 250}


def test_density_changes_row_height(shop: Shop) -> None:
    shop.table.set_density(48)
    assert shop.table.visible_range() == (1, 12, 500)


def test_room_under_the_last_row(shop: Shop) -> None:
    before = shop.table.verticalScrollBar().maximum()
    shop.table.set_bottom_room(64)
    assert shop.table.verticalScrollBar().maximum() == before + 64


def test_an_empty_list_is_no_trouble(qtbot: QtBot, background: Background) -> None:
    shop = Shop(qtbot, background, count=0)
    for key in (Key.Key_Down, Key.Key_Return, Key.Key_Space, Key.Key_End, Key.Key_Escape):
        shop.press(key)
    shop.table.grab()
    assert shop.table.current_id() is None
    assert shop.table.visible_range() == (0, 0, 0)


def test_a_million_rows(qtbot: QtBot, background: Background) -> None:
    shop = Shop(qtbot, background, count=1_000_000)
    shop.table.mark_all()
    QApplication.processEvents()
    assert len(shop.table.marked()) == 1_000_000
    shop.press(Key.Key_End)
    QApplication.processEvents()
    # Its own selection: when the header asks that of the rows, marking a million takes 90 s.
    assert isinstance(shop.table.horizontalHeader().selectionModel(), QItemSelectionModel)
    assert shop.table.horizontalHeader().selectionModel() is not shop.table.selectionModel()
    assert shop.table.visible_range()[1] == 1_000_000
    shop.settle()


def test_many_pages_do_not_pile_up(qtbot: QtBot, background: Background) -> None:
    shop = Shop(qtbot, background, count=60_000)
    for first in range(0, 60_000, 400):
        shop.model.want(first, first + 15)
        shop.settle()
    assert len(shop.model._rows) <= 10_000
    assert shop.model.row_at(59_610) == sample.client(59_610)


def test_marks() -> None:
    marks = Marks()
    marks.renew([10, 20, 30])
    marks.toggle(1)
    assert 1 in marks
    assert "1" not in marks
    assert marks.ids() == [20]
    marks.renew([30, 20])
    assert marks.ids() == [20]
    assert not marks.all_on()
    marks.set_all(True)
    assert marks.all_on()
    marks.renew([])
    assert not marks.all_on()


def test_a_plain_cell_may_carry_a_colour() -> None:
    column: Column[int] = Column("x", "X", Kind.NUMBER, lambda n: Cell(n, tone="bad", tip="tip"))
    from ui.widgets.columns import shown

    cell = shown(column, column.value(-1284), "RUB")
    assert (cell.text, cell.tone, cell.tip) == ("\u22121\u202f284", "bad", "tip")
    assert column.right
