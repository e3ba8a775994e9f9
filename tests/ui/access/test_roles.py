"""The matrix of rights in the window: what can be chosen, what is not saved yet, the password before saving."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtTest import QTest

from clientcrm.domain.access import OWNERS_ALONE, READY, SCOPES, Permission, Role, RoleRights, Scope
from tests.ui.access.screens import AccessScreen
from tests.ui.conftest import PASSWORD
from ui.access.matrix import Matrix
from ui.access.owner_password import Signed
from ui.access.role_dialog import LimitDialog, RoleDialog
from ui.scenes import type_into

SELLER = 3


def kept(screen: AccessScreen, key: str = Role.SELLER) -> Scope:
    return next(r for r in screen.context.desk.staff.roles() if r.key == key).scope(Permission.SHOW_CONTACTS)


def test_every_cell_says_its_right_and_owners_cells_stay(screen: AccessScreen) -> None:
    screen.open_tab("roles")
    model = screen.page.roles.matrix.matrix
    assert model.roles == list(READY.values())
    for row, line in enumerate(model.lines):
        if line.permission is not None:
            assert model.can_change(row, SELLER) is (line.permission not in OWNERS_ALONE)
            assert not model.can_change(row, 1)
            spoken = model.data(model.index(row, SELLER), Qt.ItemDataRole.AccessibleTextRole)
            assert model.text(row, 0) in spoken
            assert model.text(row, SELLER) in spoken
    assert {line.permission for line in model.lines if line.permission} == set(Permission)


def test_a_changed_cell_holds_once_it_was_signed(screen: AccessScreen) -> None:
    screen.open_tab("roles")
    tab = screen.page.roles
    assert not tab.save_button.isEnabled()
    tab.matrix.setCurrentIndex(tab.matrix.matrix.index(screen.cell(Permission.SHOW_CONTACTS), SELLER))
    tab.matrix.matrix.set_scope(screen.cell(Permission.SHOW_CONTACTS), SELLER, Scope.REQUEST)
    assert tab.changed
    assert tab.matrix.matrix.is_edited(screen.cell(Permission.SHOW_CONTACTS), SELLER)
    assert kept(screen) is Scope.YES
    screen.press(tab.save_button)
    screen.sign(screen.dialog(Signed), "не тот")
    assert kept(screen) is Scope.YES
    screen.sign(screen.dialog(Signed))
    assert kept(screen) is Scope.REQUEST
    assert not tab.changed
    assert (tab.matrix.currentIndex().row(), tab.matrix.currentIndex().column()) == (
        screen.cell(Permission.SHOW_CONTACTS),
        SELLER,
    )


def test_leaving_the_tab_asks_about_what_is_not_saved(screen: AccessScreen) -> None:
    screen.open_tab("roles")
    tab, went = screen.page.roles, []
    tab.matrix.matrix.set_scope(screen.cell(Permission.EXPORT), SELLER, Scope.REQUEST)
    screen.page.leave(lambda: went.append(True))
    assert not went
    [question] = screen.dialogs()
    question.close_dialog("no")
    assert tab.changed
    screen.press(tab.cancel)
    screen.page.leave(lambda: went.append(True))
    assert went


def test_enter_opens_the_choice_and_only_what_the_right_can_have(screen: AccessScreen) -> None:
    screen.open_tab("roles")
    matrix = screen.page.roles.matrix
    for permission, scopes in SCOPES.items():
        matrix.setCurrentIndex(matrix.matrix.index(screen.cell(permission), SELLER))
        menu = matrix.choose()
        assert menu is not None
        assert len(menu.actions()) == len(scopes)
        assert menu.activeAction() is not None
        assert menu.activeAction().isChecked()  # the choice of now
        menu.close()
    matrix.setCurrentIndex(matrix.matrix.index(screen.cell(Permission.MANAGE_PEOPLE), SELLER))
    assert matrix.choose() is None


def test_arrows_go_over_headings(screen: AccessScreen) -> None:
    screen.open_tab("roles")
    matrix = screen.page.roles.matrix
    last = screen.cell(Permission.REASSIGN)
    matrix.setCurrentIndex(matrix.matrix.index(last, 2))
    QTest.keyClick(matrix, Qt.Key.Key_Down)
    assert matrix.currentIndex().row() == screen.cell(Permission.SEE_SUMS)
    QTest.keyClick(matrix, Qt.Key.Key_Up)
    assert matrix.currentIndex().row() == last


def test_an_own_role_is_named_limited_saved_and_removed(screen: AccessScreen) -> None:
    screen.open_tab("roles")
    tab = screen.page.roles
    tab.matrix.setCurrentIndex(tab.matrix.matrix.index(1, SELLER))
    screen.press(tab.add_role)
    dialog = screen.dialog(RoleDialog)
    screen.press(dialog.done)
    assert dialog.name.error()
    type_into(dialog.name.line, "Ночной продавец")
    screen.press(dialog.done)
    own = tab.matrix.matrix.roles[-1]
    assert (own.name, own.rights) == ("Ночной продавец", READY[Role.SELLER].rights)
    row = next(n for n, line in enumerate(tab.matrix.matrix.lines) if line.limit == "hour")
    tab.matrix.setCurrentIndex(tab.matrix.matrix.index(row, 5))
    tab.matrix.choose()
    limit = screen.dialog(LimitDialog)
    limit.number.set_value(3)
    screen.press(limit.done)
    screen.press(tab.save_button)
    screen.sign(screen.dialog(Signed))
    assert screen.context.desk.staff.roles()[-1].quota.hour == 3
    tab.matrix.matrix.drop_role(own.key)
    screen.press(tab.save_button)
    screen.sign(screen.dialog(Signed))
    assert len(screen.context.desk.staff.roles()) == 4


def with_roles(screen: AccessScreen, count: int) -> Matrix:
    """The matrix with so many roles more than the ready ones."""
    own = [RoleRights(f"r-{n}", f"Роль {n}", READY[Role.SELLER].rights) for n in range(count)]
    screen.context.desk.staff.save_roles([*READY.values(), *own], PASSWORD)
    screen.settle(screen.context)
    screen.open_tab("roles")
    return screen.page.roles.matrix


def test_titles_stay_while_many_roles_scroll_under_them(screen: AccessScreen) -> None:
    matrix = with_roles(screen, 8)
    bar = matrix.horizontalScrollBar()
    assert bar.maximum() > 0
    row = screen.cell(Permission.EXPORT)
    before = matrix.grab().toImage()
    bar.setValue(bar.maximum())
    middle = matrix.rowViewportPosition(row) + 20
    assert matrix.indexAt(QPoint(40, middle)) == matrix.matrix.index(row, 0)
    assert matrix.visualRect(matrix.matrix.index(row, 0)).left() == 0
    after, head = matrix.grab().toImage(), matrix.horizontalHeader().height()
    title = QRect(2, head + matrix.rowViewportPosition(row) + 4, 250, 30)
    roles = title.translated(matrix.columnWidth(0) + 20, 0)
    assert after.copy(title) == before.copy(title)  # the same words in the same place
    assert after.copy(roles) != before.copy(roles)
    assert after.copy(QRect(2, 4, 250, head - 8)) == before.copy(QRect(2, 4, 250, head - 8))
    # The arrows bring no cell to rest under the titles.
    matrix.setCurrentIndex(matrix.matrix.index(row, 12))
    for section in range(11, 0, -1):
        QTest.keyClick(matrix, Qt.Key.Key_Left)
        assert matrix.currentIndex().column() == section
        rect = matrix.visualRect(matrix.currentIndex())
        assert matrix.columnWidth(0) <= rect.left()
        assert rect.right() <= matrix.viewport().width()
    scrolled = bar.value()
    QTest.keyClick(matrix, Qt.Key.Key_Left)
    assert (matrix.currentIndex().column(), bar.value()) == (0, scrolled)


def test_the_first_look_at_the_rights_comes_a_little_per_turn(screen: AccessScreen) -> None:
    page = screen.page
    page.tabs.chosen.emit("roles")
    assert "roles" not in vars(page)  # nothing is made in the turn of the click
    assert page.tabs.current() == "roles"
    page.tabs.chosen.emit("people")
    screen.settle(screen.context)
    assert page.parts.currentWidget() is page.people  # who goes on before it is made stays there
    screen.open_tab("roles")
    assert page.parts.currentWidget() is page.roles
    matrix = page.roles.matrix
    top = matrix.horizontalHeader().height() + matrix.rowViewportPosition(screen.cell(Permission.EXPORT))
    words = matrix.grab(QRect(16, top, 200, 38)).toImage()
    assert len({words.pixel(x, y) for x in range(200) for y in range(38)}) > 3  # no row stays blank
