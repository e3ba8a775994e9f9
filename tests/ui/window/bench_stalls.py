"""How long the GUI thread is held up: python -m tests.ui.window.bench_stalls [CLIENTS [PART ...]].

CPU milliseconds of that thread alone, the longest turn of its event loop at each step; a person feels a turn over 50.
Parts: list card form exchange wizard load access settings looks lock; all of them when none is named. TURNS=1 prints
every turn.
The last line, alone on the standard output, is all of it as JSON.
"""

from __future__ import annotations

import json
import os
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from PySide6.QtCore import QAbstractEventDispatcher, QEventLoop, QObject, Qt, QTimer
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QWidget

ALLOWED = 50  # UI.md 5.4
LOADED = 100_000  # rows of the file in the part "load"
_SLOW = 5


def tell(line: str) -> None:
    """Say it beside the result."""
    sys.stderr.write(line + "\n")


class Stalls(QObject):
    """Measures every turn of the event loop: from its waking up to its going to sleep, without what it waited."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._since = time.thread_time()
        self.longest = 0.0
        self.turns: list[float] = []
        dispatcher = QAbstractEventDispatcher.instance()
        assert dispatcher is not None
        # GLib works between aboutToBlock and awake, others the other way round; waiting costs no CPU time.
        dispatcher.awake.connect(self.mark)
        dispatcher.aboutToBlock.connect(self.mark)

    def begin(self) -> None:
        """A step begins."""
        self.longest, self.turns, self._since = 0.0, [], time.thread_time()

    def mark(self) -> None:
        """A turn has ended."""
        now = time.thread_time()
        spent = (now - self._since) * 1000
        self.longest = max(self.longest, spent)
        if spent >= _SLOW:
            self.turns.append(spent)
        self._since = time.thread_time()


class Walk:
    """The whole program, offscreen, walked through as a person would; every method is a part of the way."""

    def __init__(self, room: Path, clients: int) -> None:
        from clientcrm.crm import Crm
        from tests.ui.conftest import CHEAP, MemoryDeviceStore
        from ui import i18n, theme
        from ui.app import make_application, make_program
        from ui.preferences import Preferences

        self.app = make_application()
        theme.start(self.app, "light", 100)
        i18n.set_language("ru")
        self.room, self.clients = room, clients
        self.crm = Crm(kdf=CHEAP, device=MemoryDeviceStore())
        self.folder = room / "demo"
        self.crm.demo(self.folder, clients=clients, purchases=clients * 5, language="ru")
        self.program = make_program(Preferences(room / "window.json"), lambda: self.crm)
        self.program.frame.resize(1440, 900)
        self.stalls = Stalls(self.app)
        self.longest: dict[str, float] = {}

    def step(self, name: str, do: Callable[[], object]) -> None:
        """Do it in a turn of its own, wait until all is quiet, and say what was the longest turn."""
        self.stalls.begin()
        start = time.thread_time()
        QTimer.singleShot(0, do)
        loop, calm = QEventLoop(), [0]

        def look() -> None:
            calm[0] = 0 if self.program.background.busy() else calm[0] + 1
            if calm[0] > 8:
                loop.quit()

        watch = QTimer(interval=20)
        watch.timeout.connect(look)
        watch.start()
        loop.exec()
        watch.stop()
        whole, longest = (time.thread_time() - start) * 1000, self.stalls.longest
        self.longest[name] = max(longest, self.longest.get(name, 0.0))
        mark = "  <-- over" if longest > ALLOWED else ""
        tell(f"{name:<38} longest {longest:6.1f} ms   whole {whole:7.1f} ms{mark}")
        if os.environ.get("TURNS"):
            tell("      " + " ".join(f"{turn:.0f}" for turn in self.stalls.turns))

    # ------------------------------------------------------------ what the steps reach for

    @property
    def window(self) -> Any:
        """The shop's window."""
        return self.program.frame.stage

    @property
    def page(self) -> Any:
        """The page shown."""
        return self.window.page

    def go(self, key: str, **place: object) -> None:
        """To a place."""
        self.window.go(key, place)

    def find(self, kind: type[QWidget]) -> Any:
        """The visible one of a kind."""
        return next(one for one in self.program.frame.findChildren(kind) if one.isVisible())

    def type(self, letters: str) -> None:
        """Letters where the cursor is."""
        focus = QApplication.focusWidget() or self.program.frame
        for letter in letters:
            QApplication.sendEvent(focus, QKeyEvent(QKeyEvent.Type.KeyPress, 0, Qt.KeyboardModifier.NoModifier, letter))

    def shut(self) -> None:
        """Close what floats, as Escape would."""
        from ui.widgets.dialog import Dialog

        popup = QApplication.activePopupWidget()
        if popup is not None:
            popup.close()
        for dialog in self.program.frame.findChildren(Dialog):
            if dialog.isVisible():
                dialog.close_dialog()

    # ------------------------------------------------------------ the way

    def enter(self) -> None:
        """From the start to the list."""
        self.program.session.begin(self.folder)
        self.step("sign-in shown", self.program.frame.show)
        self.step("wrong password", lambda: self.program.session.doorstep.enter_with(self._uid(), "nein"))
        self.step("shop opened, list shown", self._enter)

    def _uid(self) -> str:
        return self.crm.entrance(self.folder).people[0].uid

    def _enter(self) -> None:
        from ui.door.sample import SAMPLE_PASSWORD

        self.program.session.doorstep.enter_with(self._uid(), SAMPLE_PASSWORD)

    def list(self) -> None:
        """The list and what opens over it."""
        shown = self.page.list
        table, ids = shown.table, shown.model.ids()
        self.step("list scrolled", lambda: table.set_current_id(ids[len(ids) // 2]))
        self.step("page down", lambda: table.verticalScrollBar().setValue(table.verticalScrollBar().value() + 800))
        self.step("sorted by total", lambda: shown._sorted("total", True))
        for letters in ("к", "о", "в"):
            self.step(f"searched: {letters}", lambda letters=letters: (shown.focus_search(), self.type(letters)))
        self.step("search cleared", shown.clear_search)
        self.step("menu of filters", shown.filters._choose_part)
        self.shut()
        for part in ("tier", "tags", "city", "created", "total", "birthday", "has"):
            self.step(f"filter: {part}", lambda part=part: shown.filters.edit_part(part))
            self.shut()
        self.step("columns of the list", shown.tools.choose_columns)
        self.step("another column", lambda: shown.tools._set_columns([*table.shown(), "city"]))
        self.shut()
        self.step("rows compact", lambda: setattr(self.program.preferences, "density", 32))
        self.step("marked all", table.mark_all)
        self.step("tier of the marked", lambda: shown.marked.act("tier"))
        self.shut()
        self.step("tag of the marked", lambda: shown.marked.act("tag"))
        self.shut()
        self.step("marks cleared", table.clear_marks)
        self.step("menu of a row", lambda: table.menu_asked.emit(ids[3], self.program.frame.mapToGlobal(table.pos())))
        self.shut()
        self.step("moved to the trash", lambda: shown.acts.trash([ids[0]]))
        self.step("taken back", self.window.context.deeds.undo)
        self.step("trash", lambda: self.go("clients", trash=True))
        self.step("back to the list", lambda: self.go("clients"))
        self.step("palette", lambda: self.window.context.palette(""))
        self.step("palette: a search", lambda: self.window.context.palette("кова"))
        self.step("palette closed", self.window._palette.close_layer)
        self.step("keys and help", self.window.show_keys)
        self.shut()

    def card(self) -> None:
        """Cards and what opens over them."""
        ids = self.page.list.model.ids()
        self.step("first card", lambda: self.go("clients", client=ids[5]))
        for n in range(6, 12):
            self.step("another card", lambda n=n: self.go("clients", client=ids[n]))
        card = self.page.card
        self.step("purchases of the card", lambda: card.show_tab("purchases"))
        self.step("purchase", card.sale)
        self.shut()
        self.step("tier of the client", card.acts.change_tier)
        self.shut()
        self.step("tags of the client", card.acts.edit_tags)
        self.shut()
        self.step("contact shown", card.reveal)
        self.step("contact recorded", lambda: card.timeline.record("note", "Спросила про белый пион"))
        self.step("back to the list", lambda: self.go("clients"))

    def form(self) -> None:
        """The form."""
        ids = self.page.list.model.ids()
        self.step("form", lambda: self.go("clients", client=ids[5], edit=True))
        editor = self.page.editor
        self.step("form: a company", lambda: (editor.fields.kind.choose("company"), editor.fields.show_kind()))
        self.step("form: a contact more", lambda: editor.fields.contacts.add(focus=True))
        editor.forget_edits()
        self.step("form, new client", lambda: self.go("clients", new=True))
        self.step("form: look-alikes", lambda: (editor.form_page.focus_first(), self.type("Ковальчук")))
        editor.forget_edits()
        self.step("back to the list", lambda: self.go("clients"))

    def exchange(self) -> None:
        """Import and export: lists and dialogs."""
        self.step("exchange", lambda: self.go("exchange"))
        self.step("templates", lambda: self.page.tabs.setCurrentIndex(1))
        self.step("export dialog", lambda: self.go("exchange", export=True))
        self.shut()
        self.step("wizard", lambda: self.go("exchange", file=""))
        self.step("wizard closed", self.page.wizard.close_wizard)

    def wizard(self) -> None:
        """A file of as many rows as there are clients, through all steps."""
        self._through("", self.clients)

    def load(self) -> None:
        """A file of 100,000 rows, through all steps."""
        self._through(f"{LOADED:,} rows: ", LOADED)

    def _through(self, lead: str, rows: int) -> None:
        path = self._file(rows)
        self.step("exchange", lambda: self.go("exchange"))
        self.step(f"{lead}file chosen", lambda: self.go("exchange", file=str(path)))
        wizard = self.page.wizard
        self.step(f"{lead}columns", wizard.go.click)
        self.step(f"{lead}rules of the load", wizard.steps.columns.rules.toggle.click)
        self.step(f"{lead}a target changed", lambda: wizard.steps.columns._choose_target(7, "comment"))
        self.step(f"{lead}list of targets", wizard.steps.columns.rows[3].target.showPopup)
        self.shut()
        self.step(f"{lead}all columns are right", wizard.steps.columns.confirm_all)
        self.step(f"{lead}rows checked", wizard.go.click)
        self.step(f"{lead}all rows", lambda: wizard.steps.checking.show_which("all"))
        self.step(f"{lead}rows scrolled", lambda: wizard.steps.checking.table.set_current_id(rows // 2))
        self.step(f"{lead}rows with remarks", lambda: wizard.steps.checking.show_which("noted"))
        if wizard.steps.checking.doubts:
            self.step(f"{lead}matches", wizard.go.click)
        self.step(f"{lead}rows written", wizard.go.click)
        self.step(f"{lead}wizard closed", wizard.go.click)
        batch = self.window.context.desk.importing.batches()[0].id
        self.step(f"{lead}a load in the list", lambda: self.page.loads.show_batch(batch))
        self.step(f"{lead}undo of the load asked", self.page.loads.panel.buttons["undo"].click)
        self.shut()
        self.step(f"{lead}its clients", lambda: self.go("clients", batch=batch))

    def _file(self, rows: int) -> Path:
        """Clients as a till writes them: most new, some who may be in the base, some with a bad phone or date."""
        path = self.room / f"clients {rows}.csv"
        names = ("Ковальчук Светлана", "Ли Виктор", "Петросян Армен", "Орлова Дарья", "Юсупова Камила")
        lines = ["ФИО;Телефон;Почта;Дата рождения;Город;Статус;Скидка;Сумма;Любимый чай"]
        for n in range(rows):
            phone = f"+7 9{16 + n % 3} {n % 1000:03}-{n // 1000 % 100:02}-{n % 97:02}" if n % 50 else "8916204"
            day = f"{n % 28 + 1:02}.{n % 12 + 1:02}.19{50 + n % 50}" if n % 40 else "31.02.1980"
            lines.append(
                f"{names[n % 5]} {n};{phone};client{n}@mail.ru;{day};Москва;"
                f"{('VIP', 'зел', 'жёлт')[n % 3]};{n % 15};{n * 37 % 90000};пуэр"
            )
        path.write_text("\r\n".join(lines), encoding="utf-8")
        return path

    def access(self) -> None:
        """People and access: each tab, a right changed, the journal scrolled and proved, dialogs, a leaving begun."""
        from clientcrm.domain.access import Permission, Scope

        self.step("people and access", lambda: self.go("access"))
        page = self.page
        people = page.people
        self.step("another person", lambda: people.table.set_current_id(1))
        for key in ("role", "portfolios", "quota", "canaries"):
            self.step(f"person: {key}", people.panel.buttons[key].click)
            self.shut()
        self.step("person added: dialog", page.add_person.click)
        self.shut()
        self.step("rights of roles", lambda: self.go("access", tab="roles"))
        matrix = page.roles.matrix
        line = next(n for n, one in enumerate(matrix.matrix.lines) if one.permission is Permission.EXPORT)
        self.step("cell: current", lambda: matrix.setCurrentIndex(matrix.matrix.index(line, 2)))
        self.step("cell: choice", matrix.choose)
        self.shut()
        self.step("cell: changed", lambda: matrix.matrix.set_scope(line, 2, Scope.NO))
        self.step("rights: password asked", page.roles.save)
        self.shut()
        self.step("rights: given up", page.roles._give_up)
        self.step("requests", lambda: self.go("access", tab="requests"))
        self.step("journal", lambda: self.go("access", tab="journal"))
        journal = page.journal
        for _ in range(3):
            self.step("journal scrolled", lambda: journal.table.set_current_id(journal.model.ids()[-1]))
        self.step("journal: a person", lambda: journal.show_person(self._uid()))
        self.step("journal: proof", journal.proof.prove.click)
        self.step("people again", lambda: self.go("access"))
        self.step("trace: dialog", page.trace.click)
        self.shut()
        self.step("leaving", lambda: self.go("access", leaving=page.team.people[1].uid))
        self.step("leaving left", page.wizard.leave)

    def settings(self) -> None:
        """Every part of the settings."""
        self.step("settings", lambda: self.go("settings"))
        for part in ("shop", "tiers", "copies", "base", "appearance"):
            self.step(f"settings: {part}", lambda part=part: self.go("settings", page=part))

    def looks(self) -> None:
        """Theme and language: the whole window is dressed or made anew."""
        from ui import theme

        self.step("list shown", lambda: self.go("clients"))
        self.step("theme: dark", lambda: theme.set_mode("dark"))
        self.step("theme: light", lambda: theme.set_mode("light"))
        self.step("language: English", lambda: self._language("en"))
        self.step("language: Russian", lambda: self._language("ru"))

    def _language(self, language: str) -> None:
        self.program.preferences.language = language
        self.window.context.rebuild_asked.emit()

    def lock(self) -> None:
        """Locked, opened again; and the collection of what was left behind."""
        from ui.garbage import collect

        self.step("list shown", lambda: self.go("clients"))
        self.step("lock", self.window.context.lock)
        self.step("opened again", self._enter)
        self.step("garbage, a whole collection", collect)


PARTS = ("list", "card", "form", "exchange", "wizard", "load", "access", "settings", "looks", "lock")


def main(clients: int, parts: list[str]) -> None:
    """Walk through the window and print the longest turn of each step."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    with tempfile.TemporaryDirectory() as room:
        walk = Walk(Path(room), clients)
        walk.enter()
        for part in parts or PARTS:
            getattr(walk, part)()
        walk.program.close()
    over = [name for name, longest in walk.longest.items() if longest > ALLOWED]
    tell(f"over {ALLOWED} ms: {', '.join(over) or 'none'}")
    print(json.dumps({name: round(longest, 1) for name, longest in walk.longest.items()}))  # noqa: T201


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 2000, sys.argv[2:])
