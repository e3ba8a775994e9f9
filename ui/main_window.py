"""The shop's window after sign-in: navigation, pages, history, keys, toasts, palette."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import partial
from typing import Protocol, runtime_checkable

from PySide6.QtCore import QPoint, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget

from clientcrm.domain.access import Permission
from clientcrm.domain.changes import Changes, Topic
from ui import theme
from ui.context import Context, ToastAsked
from ui.history import History
from ui.i18n import tr
from ui.keys import shortcut
from ui.nav_status import NavStatus
from ui.page import Page, Place
from ui.palette import PaletteProvider
from ui.section import GROUPS, Action, all_sections
from ui.widgets.layer import Layer
from ui.widgets.menu import Menu
from ui.widgets.message import Toasts
from ui.widgets.nav import Nav, NavItem
from ui.widgets.order import drop_focus
from ui.widgets.palette import CommandPalette
from ui.widgets.sheet import Sheet, Shell
from ui.widgets.states import Pages
from ui.widgets.table_keys import is_slash


@runtime_checkable
class HasEntry(Protocol):
    """A part of a page that knows where F6 should land in it."""

    def first_focus(self) -> QWidget | None:
        """The widget, or None for the first one that takes the focus."""


class MainWindow(QWidget):
    """Nav and sheet around one page at a time; pages are made at their first visit."""

    titled = Signal(str)
    password_asked = Signal()
    switch_asked = Signal()

    def __init__(self, context: Context, history: History | None = None) -> None:
        super().__init__()
        self.context = context
        self.history = history or History()
        self.sections = [section for section in all_sections() if section.open_to(context.user)]
        self._pages: dict[str, Page] = {}
        self._shown: Page | None = None
        self.nav = Nav(self._nav_groups())
        self.sheet = Sheet()
        self._stack = Pages()
        self.sheet.body.addWidget(self._stack)
        self.toasts = Toasts(self.sheet)
        context.sheet = self.sheet
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(Shell(self.nav, self.sheet))
        self.actions_known = self._actions()
        self._palette = self._make_palette()
        self._wire()
        self._set_keys()
        self._status = NavStatus(self.nav, context, self.sections)

    # ------------------------------------------------------------ making

    def _nav_groups(self) -> list[list[NavItem]]:
        numbered = {section.key: f"Ctrl {number % 10}" for number, section in enumerate(self.sections, 1)}
        groups = [
            [
                NavItem(section.key, section.title(), section.icon, numbered[section.key])
                for section in self.sections
                if section.group == group
            ]
            for group in GROUPS
        ]
        return [group for group in groups if group]

    def _actions(self) -> list[Action]:
        known: list[Action] = []
        for section in self.sections:
            if section.actions is not None:
                known += section.actions(self.context)
        known.append(Action("person", tr("Another person"), "users", self.switch_asked.emit))
        known.append(Action("password", tr("Change the password"), "key-round", self.password_asked.emit))
        known.append(Action("lock", tr("Lock"), "lock", self.context.lock, "Ctrl+L"))
        known.append(Action("keys", tr("Keys and help"), "keyboard", self.show_keys, "F1"))
        return [action for action in known if action.permission is None or self.context.may_ask(action.permission)]

    def _make_palette(self) -> CommandPalette:
        return CommandPalette(
            self,
            PaletteProvider(self.context, self.sections, self.actions_known),
            placeholder=tr("Client, action or section"),
            foot=tr("The layout does not matter: rjdf = кова"),
        )

    def _wire(self) -> None:
        context, nav = self.context, self.nav
        context.opened.connect(self.go)
        context.replaced.connect(self._on_replaced)
        context.went_back.connect(self.go_back)
        context.toasted.connect(self.show_toast)
        context.palette_asked.connect(self._palette.open)
        context.changed.connect(self._on_changed)
        nav.chosen.connect(lambda key: self.go(key, {}))
        nav.search_asked.connect(lambda: self._palette.open(""))
        nav.lock_asked.connect(context.lock)
        nav.shop_asked.connect(lambda: self.go("settings", {"page": "shop"}))
        nav.person_asked.connect(self.open_person_menu)

    def _set_keys(self) -> None:
        for number, section in enumerate(self.sections[:10], 1):
            self._key(f"Ctrl+{number % 10}", partial(self.go, section.key, {}))
        for action in self.actions_known:
            if action.keys:
                self._key(action.keys, action.run)
        self._key("Ctrl+K", lambda: self._palette.open(""))
        self._key("Ctrl+F", lambda: self._shown.focus_search() if self._shown else None)
        self._key("Ctrl+Z", self.context.deeds.undo)
        self._key("Ctrl+Shift+Z", self.context.deeds.redo)
        self._key("Ctrl+P", self._print)
        self._key("Alt+Left", self.go_back)
        self._key("Alt+Right", self.go_forward)
        self._key("F6", lambda: self._next_region(1))
        self._key("Shift+F6", lambda: self._next_region(-1))

    def _key(self, keys: str, run: Callable[[], object]) -> None:
        shortcut(self, keys, run, Qt.ShortcutContext.WindowShortcut)

    # ------------------------------------------------------------ going

    @property
    def page(self) -> Page | None:
        """The page shown now."""
        return self._shown

    def prepare(self, section: str = "") -> Iterator[None]:
        """Make the first page step by step, so that start() has only to show it."""
        here = self.history.current
        key = section or (here.section if here is not None else self.sections[0].key if self.sections else "")
        yield
        if any(one.key == key for one in self.sections):
            page = self._made(key)
            yield
            for _part in page.first_parts():
                yield
            self._stack.addWidget(page)
            yield

    def start(self, section: str = "", place: Place | None = None) -> None:
        """Show the first place, or the one where the history stands."""
        here = self.history.current
        if section:
            self.go(section, place or {})
        elif here is not None:
            self._arrive(here.section, here.place)
        elif self.sections:
            self.go(self.sections[0].key, {})

    @Slot(str, object)
    def go(self, key: str, place: Place) -> None:
        """Go to a place, if the page shown lets go and this person has the section."""
        if not any(section.key == key for section in self.sections):
            return
        here = self.history.current
        if here is not None and (here.section, here.place) == (key, place):
            self.nav.choose(key)
            return

        def leave() -> None:
            self.history.go(key, place)
            self._arrive(key, place)

        self._leave(leave)

    @Slot()
    def go_back(self) -> None:
        """Where the person was before."""
        self._move(-1)

    def go_forward(self) -> None:
        """Where the person went back from."""
        self._move(1)

    def _move(self, by: int) -> None:
        if not self.history.can_move(by):
            return

        def leave() -> None:
            step = self.history.move(by)
            self._arrive(step.section, step.place)

        self._leave(leave)

    def _leave(self, go: Callable[[], None]) -> None:
        if self._shown is None:
            go()
            return
        self._shown.leave(go)
        here = self.history.current
        if here is not None:
            self.nav.choose(here.section)  # a page that stays keeps its mark in the navigation

    def _arrive(self, key: str, place: Place) -> None:
        page = self._page(key)
        if self._shown is not None and self._shown is not page:
            self._shown.left()
            drop_focus(self._shown)
        self._shown = page
        self._stack.setCurrentWidget(page)
        self.nav.choose(key)
        page.show_place(dict(place))
        self._retitle()
        focus = QApplication.focusWidget()
        if focus is None or not (page.isAncestorOf(focus) or _in_layer(focus)):  # the navigation may have had it
            page.focus_first()

    def _page(self, key: str) -> Page:
        page = self._made(key)
        if self._stack.indexOf(page) < 0:
            self._stack.addWidget(page)
        return page

    def _made(self, key: str) -> Page:
        page = self._pages.get(key)
        if page is None:
            section = next(section for section in self.sections if section.key == key)
            page = self._pages[key] = section.build(self.context)
            page.setAccessibleName(section.title())
            page.title_changed.connect(self._retitle)
            begun = self.history.begun.pop(key, None)
            if begun is not None:
                page.take_begun(begun)
        return page

    @Slot(object)
    def _on_replaced(self, place: Place) -> None:
        self.history.replace(place)

    @Slot()
    def _retitle(self) -> None:
        here = self.history.current
        if self._shown is None or here is None:
            return
        section = next(section for section in self.sections if section.key == here.section)
        name = self._shown.window_title() or section.title()
        self.titled.emit(f"{name} — {self.context.shop.shop}")

    def retire(self) -> None:
        """Hear nothing more of the context: this window is being replaced or locked."""
        here = self.history.current
        if self._shown is not None:
            if here is not None:
                self.history.replace(self._shown.to_keep(here.place))
            self._shown.left()
        for key, page in self._pages.items():
            begun = page.begun()
            if begun is not None:
                self.history.begun[key] = begun
        context = self.context
        for signal, slot in (
            (context.opened, self.go),
            (context.replaced, self._on_replaced),
            (context.went_back, self.go_back),
            (context.toasted, self.show_toast),
            (context.palette_asked, self._palette.open),
            (context.changed, self._on_changed),
        ):
            signal.disconnect(slot)
        self._status.retire()
        context.sheet = None

    # ------------------------------------------------------------ nav

    def open_person_menu(self) -> None:
        """What the person may do about being signed in."""
        menu = Menu(self.nav)
        menu.item(tr("Change the password"), "key-round", on=self.password_asked.emit)
        menu.item(tr("Another person"), "users", on=self.switch_asked.emit)
        menu.item(tr("Lock"), "lock", keys="Ctrl L", on=self.context.lock)
        menu.divider()
        menu.item(tr("Keys and help"), "keyboard", keys="F1", on=self.show_keys)
        above = QPoint(theme.px(12), self.nav.height() - theme.px(64) - menu.sizeHint().height())
        menu.popup(self.nav.mapToGlobal(above))

    @Slot(frozenset)
    def _on_changed(self, changes: Changes) -> None:
        if Topic.SETTINGS in changes:
            self._retitle()

    # ------------------------------------------------------------ toasts and keys

    @Slot(object)
    def show_toast(self, asked: ToastAsked) -> None:
        """A fact at the foot of the sheet, with what can be done about it."""
        self.toasts.show_toast(
            asked.text, action=asked.action, on_action=asked.on_action, icon=asked.icon, keys=asked.keys
        )

    def _print(self) -> None:
        if self._shown is not None and self._shown.can_print and self.context.may_ask(Permission.PRINT):
            self._shown.print_page()

    def show_keys(self) -> None:
        """All keys on one page."""
        from ui.keys_help import open_keys

        open_keys(self, self.context.background, self.sections, self.actions_known)

    def _next_region(self, by: int) -> None:
        regions: Sequence[QWidget] = [self.nav, *(self._shown.regions() if self._shown else [])]
        focus = QApplication.focusWidget()
        inside = [i for i, region in enumerate(regions) if focus is not None and region.isAncestorOf(focus)]
        at = inside[-1] if inside else -by
        for step in range(1, len(regions) + 1):
            target = _entry(regions[(at + by * step) % len(regions)])
            if target is not None:  # a foot whose button is off has nothing to stand on
                target.setFocus(Qt.FocusReason.TabFocusReason)
                return

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            if self._shown is None or not self._shown.close_top():
                focus = QApplication.focusWidget()
                if focus is not None and self._shown is not None:
                    self._shown.focus_first()  # out of the field, to where the arrows work
            return
        if self._shown is not None and is_slash(event):
            self._shown.focus_search()
            return
        super().keyPressEvent(event)


def _in_layer(widget: QWidget) -> bool:
    """A dialog that the place opened is before the page and keeps the keyboard."""
    above: QWidget | None = widget
    while above is not None and not (isinstance(above, Layer) and above.is_open()):
        above = above.parentWidget()
    return above is not None


def _entry(region: QWidget) -> QWidget | None:
    """Where the focus goes in a part of the window; None when nothing there takes it."""
    if region.focusPolicy() != Qt.FocusPolicy.NoFocus or region.focusProxy() is not None:
        return region
    wanted = region.first_focus() if isinstance(region, HasEntry) else None
    return wanted or next((widget for widget in region.findChildren(QWidget) if _takes_focus(widget)), None)


def _takes_focus(widget: QWidget) -> bool:
    return widget.isVisible() and widget.isEnabled() and bool(widget.focusPolicy() & Qt.FocusPolicy.TabFocus)
