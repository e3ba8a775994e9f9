"""The recovery code on paper and in a file; a base brought back from a copy; the sample shop."""

from __future__ import annotations

import stat
import sys
from collections.abc import Callable
from functools import partialmethod
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QFileDialog, QLabel, QWidget
from pytestqt.qtbot import QtBot

from clientcrm.crm import Crm
from clientcrm.domain.clients import ClientDraft
from tests.ui.conftest import OWNER, PASSWORD, SHOP
from ui import file_dialogs
from ui.app import Program
from ui.door.code_entry import CodeEntry
from ui.door.restore import BY_CODE, Restore, RestoreDraft
from ui.door.setup import Setup
from ui.door.sign_in import SignIn
from ui.main_window import MainWindow
from ui.paper.printing import write_code
from ui.recovery_code import NewCode, groups_of
from ui.widgets.button import Button

CODE = "482136 097645 705187 329062 611473 855208 194733 702861"


@pytest.fixture
def asked_file(monkeypatch: pytest.MonkeyPatch) -> Callable[[Path], None]:
    """Answer the next file dialog with this path."""

    def answer(path: Path) -> None:
        for name in ("save_file", "choose_file"):
            monkeypatch.setattr(file_dialogs, name, lambda _p, _t, _f, then, _s=None: then(path))
        monkeypatch.setattr(file_dialogs, "choose_folder", lambda _p, _t, then, _s=None: then(path))

    return answer


def test_a_button_waits_until_the_code_is_proved(qtbot: QtBot, tmp_path: Path) -> None:
    code, button = NewCode(CODE, SHOP, tmp_path, asked=3), Button("Дальше")
    for made in (code, button):
        qtbot.addWidget(made)
    code.guard(button)
    assert not button.isEnabled()
    code.written_down.setChecked(True)
    assert not button.isEnabled()
    code.typed.set_text("705187")
    assert button.isEnabled()
    code.typed.set_text("097645")
    assert (button.isEnabled(), button.toolTip()) == (False, "Поставьте отметку и введите группу цифр")


def test_a_code_with_a_slip_is_not_whole(qtbot: QtBot) -> None:
    entry = CodeEntry(lambda code: 0 if code == CODE else 2)
    qtbot.addWidget(entry)
    assert not entry.check()
    entry.fill(CODE)
    assert entry.check()


@pytest.mark.parametrize("name", ["код.pdf", "код.txt"])
def test_the_code_is_written_for_this_user_alone(qapp: object, tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    write_code(path, CODE, SHOP)
    data = path.read_bytes()
    if name.endswith("pdf"):
        assert data.startswith(b"%PDF")
        assert len(data) > 3000
    else:
        text = data.decode("utf-8")
        assert all(f"{number}  {group}" in text for number, group in enumerate(groups_of(CODE), 1))
        assert SHOP in text
    if sys.platform != "win32":
        assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_the_code_is_not_put_beside_the_base(qtbot: QtBot, tmp_path: Path, asked_file: Callable[[Path], None]) -> None:
    base = tmp_path / "base"
    base.mkdir()
    shown = NewCode(CODE, SHOP, base)
    qtbot.addWidget(shown)
    shown.show()
    asked_file(base / "код.pdf")
    shown._save()
    assert not (base / "код.pdf").exists()
    assert "кроме папки базы" in shown._verdict.text()
    asked_file(tmp_path / "код.pdf")
    shown._save()
    assert (tmp_path / "код.pdf").exists()


def test_only_the_right_group_and_the_tick_together_let_on(qtbot: QtBot, tmp_path: Path) -> None:
    shown = NewCode(CODE, SHOP, tmp_path, asked=3)
    qtbot.addWidget(shown)
    shown.show()
    said = " ".join(label.text() for label in shown.findChildren(QLabel))
    assert "третью группу" in said
    shown.typed.set_text("705187")
    assert not shown.is_ready
    shown.written_down.setChecked(True)
    assert shown.is_ready
    shown.typed.set_text("705188")
    assert not shown.is_ready
    assert shown._verdict.text() == "не совпадает с кодом выше"


@pytest.fixture
def copy(crm: Crm, base: Path, tmp_path: Path) -> Path:
    """A copy of a base with one client."""
    desk = crm.sign_in(base, OWNER, PASSWORD)
    desk.clients.create(ClientDraft(name="Ковальчук Светлана", last_name="Ковальчук", first_name="Светлана"))
    made = desk.backup.make(tmp_path / "копии").path
    desk.close()
    return made


@pytest.fixture
def restoring(
    program: Program, quiet: Callable[[], None], copy: Path, tmp_path: Path, asked_file: Callable[[Path], None]
) -> Restore:
    """The restore wizard with the copy and a new folder chosen."""
    program.session.begin(tmp_path / "base")
    quiet()
    program.session.doorstep.show_restore()
    stage = program.frame.stage
    assert isinstance(stage, Restore)
    stage.go_on()
    assert stage.copy.error() == "Выберите копию"
    asked_file(copy)
    stage._choose_copy()
    assert stage.folder.text() == str(tmp_path / "Восстановленная база")
    stage.go_on()
    return stage


def test_a_copy_from_the_settings_comes_with_a_folder_outside_the_base(
    program: Program, quiet: Callable[[], None], crm: Crm, base: Path
) -> None:
    desk = crm.sign_in(base, OWNER, PASSWORD)
    made = desk.backup.make().path
    desk.close()
    program.session.begin(base)
    quiet()
    program.session.doorstep.show_restore(RestoreDraft(copy=made))
    stage = program.frame.stage
    assert isinstance(stage, Restore)
    assert stage.folder.text() == str(base.parent / "Восстановленная база")
    stage.folder.set_text("")
    stage.go_on()
    assert stage.folder.error() == "Выберите папку"
    assert stage.folder.isAncestorOf(QApplication.focusWidget())


def test_the_dialog_for_a_copy_begins_in_the_folder_of_the_copy(qtbot: QtBot, tmp_path: Path) -> None:
    copy = tmp_path / "копии" / "лавка.crmb"
    copy.parent.mkdir()
    copy.write_bytes(b"")
    owner = QWidget()
    qtbot.addWidget(owner)
    dialog = file_dialogs._dialog(owner, "Копия базы", copy)
    assert Path(dialog.directory().absolutePath()) == copy.parent
    assert dialog.labelText(QFileDialog.DialogLabel.LookIn) == "Папка:"


@pytest.mark.proves("F23")
def test_a_copy_is_restored_with_the_password(
    restoring: Restore, program: Program, quiet: Callable[[], None], tmp_path: Path, crm: Crm
) -> None:
    restoring.password.set_text("не тот пароль")
    restoring.go_on()
    quiet()
    assert program.frame.stage is restoring
    said = " ".join(label.text() for label in restoring.findChildren(QLabel) if label.isVisible())
    assert "Пароль не подошёл." in said
    restoring.password.set_text(PASSWORD)
    restoring.go_on()
    quiet()
    assert isinstance(program.frame.stage, SignIn)
    program.session.doorstep.enter_with(crm.entrance(tmp_path / "Восстановленная база").people[0].uid, PASSWORD)
    quiet()
    assert isinstance(program.frame.stage, MainWindow)
    assert program.session.context is not None
    assert program.session.context.desk.clients.everyone() == 1


@pytest.mark.proves("F23")
def test_a_copy_is_restored_with_the_recovery_code_which_is_replaced(
    restoring: Restore, program: Program, quiet: Callable[[], None], recovery_code: str, tmp_path: Path, crm: Crm
) -> None:
    restoring.way.chosen.emit(BY_CODE)
    restoring.entry.fill(" ".join(groups_of(recovery_code)))
    restoring.new_password.fill("новые слова летом")
    restoring.go_on()
    quiet()
    new_code = restoring.draft.new_code
    assert new_code
    assert new_code != recovery_code
    shown = restoring.findChildren(NewCode)[-1]
    shown.written_down.setChecked(True)
    shown.typed.set_text(groups_of(new_code)[shown.asked - 1])
    restoring.go_on()
    quiet()
    assert isinstance(program.frame.stage, SignIn)
    crm.sign_in(tmp_path / "Восстановленная база", OWNER, "новые слова летом").close()


def test_the_sample_shop_opens_without_questions(
    program: Program, quiet: Callable[[], None], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Crm, "default_folder", staticmethod(lambda: tmp_path / "home" / "base"))
    monkeypatch.setattr(Crm, "demo", partialmethod(Crm.demo, clients=30, purchases=100))
    program.session.begin()
    quiet()
    stage = program.frame.stage
    assert isinstance(stage, Setup)
    stage.sample_asked.emit()
    quiet()
    assert isinstance(program.frame.stage, MainWindow)
    assert program.session.folder == tmp_path / "home" / "sample-ru"
    assert program.session.context is not None
    assert program.session.context.desk.clients.everyone() == 30
    assert not (tmp_path / "home" / "sample-ru.part").exists()
