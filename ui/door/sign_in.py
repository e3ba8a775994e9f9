"""The sign-in, which is the lock screen as well: a picture on the left, people and the password on the right."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QApplication, QSizePolicy, QVBoxLayout, QWidget

from clientcrm.domain.errors import CrmError, WrongPassword
from clientcrm.domain.settings import Entrance
from ui import theme
from ui.door.art import ArtPanel
from ui.door.patience import Patience
from ui.door.tiles import People
from ui.errors import is_known, words_for
from ui.i18n import language, tr
from ui.people_words import greeting
from ui.widgets.button import Button
from ui.widgets.labels import Icon, IconTile, Label
from ui.widgets.layout import clear, column, holder, row
from ui.widgets.menu import Menu
from ui.widgets.message import MessageBar
from ui.widgets.password import PasswordField
from ui.yielding import Yielding

_ART_SHARE = 42
_FORM_WIDTH = 408


@dataclass(frozen=True, slots=True)
class Way:
    """Another base to open, or another way to get one."""

    title: str
    icon: str
    run: Callable[[], None]


class SignIn(QWidget):
    """Asks who is there and for the password; who wants in is told by `asked`."""

    asked = Signal(str, str)  # uid, password
    forgot = Signal()
    language_asked = Signal(str)
    action_asked = Signal(str)

    def __init__(self, patience: Patience, ways: Sequence[Way] = ()) -> None:
        super().__init__()
        self._ways = ways
        self._patience = patience
        self._entrance: Entrance | None = None
        self._locked = False
        self._people: People | None = None
        self._working = False
        self._eager = False  # Enter was pressed before it was known who may come in
        self._tick = QTimer(self)
        self._tick.setInterval(250)
        self._tick.timeout.connect(self._show_patience)
        self.art = ArtPanel()
        self._shop = Label("", "bodys", elide=True)
        self._greeting = Label(greeting(datetime.now().astimezone()), "display")
        self._question = Label("", "body", "text2", wrap=True)
        self._who = holder(column())
        self._news = holder(column())
        self.password = PasswordField(tr("Password"), height=44)
        self.password.entered.connect(self._ask)
        self.enter = Button(tr("Sign in"), "log-in", "primary", "lg")
        self.enter.grow()
        self.enter.clicked.connect(self._ask)
        self.forgotten = Button(tr("Forgot the password"), kind="link", size="sm")
        self.forgotten.clicked.connect(self.forgot)
        self._assemble()

    def _assemble(self) -> None:
        form = QWidget()
        form.setFixedWidth(theme.px(_FORM_WIDTH))
        mark = IconTile("store", "on_accent", "accent", 32)
        form.setLayout(
            column(
                row(mark, (self._shop, 1), gap=10),
                28,
                self._greeting,
                4,
                self._question,
                24,
                self._who,
                24,
                self._news,
                self.password,
                14,
                self.enter,
                16,
                row(None, self.forgotten, None),
                gap=0,
            )
        )
        other = "en" if language() == "ru" else "ru"
        switch = Button("English" if other == "en" else "Русский", "languages", "ghost", "sm")
        switch.clicked.connect(lambda: self.language_asked.emit(other))
        elsewhere = Button(tr("Another base"), "folder-open", "ghost", "sm")
        menu = Menu(elsewhere)
        for way in self._ways:
            menu.item(way.title, way.icon, on=way.run)
        elsewhere.set_menu(menu)
        promise = Label(tr("The base is encrypted and kept only on this computer"), "cap", wrap=True)
        foot = row(Icon("lock", "text3", 14), (promise, 1), elsewhere, switch, gap=8)
        area = Yielding(form, _FORM_WIDTH)
        area.setFixedWidth(theme.px(_FORM_WIDTH + 16))
        middle = column(None, row(None, area, None), None, gap=0)
        right = holder(column((middle, 1), 8, foot, gap=0, margins=(32, 24, 24, 20)))
        self.art.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Expanding)
        self.setLayout(row((self.art, _ART_SHARE), (right, 100 - _ART_SHARE), gap=0))
        self._news.hide()

    # ------------------------------------------------------------ what it shows

    def set_entrance(self, entrance: Entrance, uid: str = "", *, locked: bool = False) -> None:
        """Show the shop and its people; the cursor stands in the password."""
        self._locked = locked
        self._show_people(entrance, uid)
        if entrance.fallback:
            self.say(
                "warn",
                tr("The file with the keys could not be read, so the one before it is used."),
                tr("After signing in, make a copy of the base."),
            )
        self.password.setFocus(Qt.FocusReason.OtherFocusReason)
        self._show_patience()
        if self._eager:
            self._eager = False
            self.enter.set_busy(False)
            self._ask()

    def renew(self, entrance: Entrance) -> None:
        """Other people may come in now; whoever was chosen stays chosen, what was typed stays."""
        inside = self._who.isAncestorOf(QApplication.focusWidget() or self)
        self._show_people(entrance, self.person)
        if inside:
            self.password.setFocus(Qt.FocusReason.OtherFocusReason)  # the list that had it is gone

    def _show_people(self, entrance: Entrance, uid: str) -> None:
        self._entrance = entrance
        one = sum(person.active for person in entrance.people) == 1
        if self._locked:
            self._question.setText(tr("The screen is locked. Enter the password to go on."))
        else:
            self._question.setText(tr("Enter the password to open the shop.") if one else tr("Who is at the computer?"))
        self._shop.setText(entrance.shop)
        people = People(entrance.people, uid)
        people.chosen.connect(lambda _uid: self.password.setFocus())
        layout = self._who.layout()
        assert layout is not None
        clear(layout)
        layout.addWidget(people)
        self._people = people

    def focus_first(self) -> None:
        """The cursor belongs into the password."""
        self.password.setFocus(Qt.FocusReason.OtherFocusReason)

    def say(self, kind: str, title: str, text: str = "", action: str = "", action_key: str = "") -> None:
        """A message above the password."""
        bar = MessageBar(kind, title, text, action=action, closable=False)
        if action:
            bar.acted.connect(lambda: self.action_asked.emit(action_key))
        layout = self._news.layout()
        assert isinstance(layout, QVBoxLayout)
        clear(layout)
        layout.addWidget(bar)
        layout.addSpacing(theme.px(20))
        self._news.show()

    def hush(self) -> None:
        """Take the message away."""
        self._news.hide()

    def set_working(self, working: bool) -> None:
        """The password is being tried: a second of key derivation."""
        self._working = working
        self.password.setEnabled(not working)
        self._who.setEnabled(not working)
        self.enter.set_busy(working)
        if not working:
            self._show_patience()
            self.password.setFocus(Qt.FocusReason.OtherFocusReason)  # lost while it could not be typed into

    def refuse(self, error: BaseException) -> None:
        """The password did not open the base, or something else stands in the way."""
        self.set_working(False)
        self.password.setFocus()
        self.password.select_all()
        if isinstance(error, WrongPassword):
            self._patience.failed()
            self.password.set_error(self._wrong_words())
            self._show_patience()
        elif isinstance(error, CrmError) or is_known(error):
            said = words_for(error)
            self.say("bad", said.what, said.to_do, said.action, said.action_key)

    def _wrong_words(self) -> str:
        layout = self.password.layout_shown()
        if layout == "РУС":
            return tr("Wrong password. Check the keyboard layout: it is RU now.")
        if layout == "ENG":
            return tr("Wrong password. Check the keyboard layout: it is EN now.")
        return tr("Wrong password. Check the keyboard layout and Caps Lock.")

    # ------------------------------------------------------------ what happens

    @property
    def person(self) -> str:
        """The uid of the chosen person."""
        current = self._people.current if self._people else None
        return current.uid if current else ""

    def _ask(self) -> None:
        if self._entrance is None:  # the base is not looked at yet, a second after the start
            self._eager = bool(self.password.text())
            self.enter.set_busy(self._eager)
            return
        if self._working or self._patience.left() or not self.person:
            return
        if not self.password.text():
            self.password.set_error(tr("Enter the password"))
            self.password.setFocus()
            return
        self.hush()
        self.password.clear_error()
        self.set_working(True)
        self.asked.emit(self.person, self.password.text())

    def _show_patience(self) -> None:
        left = self._patience.left()
        if left and not self._working:
            self.enter.set_text(tr("Wait %n s", "seconds until the next try", left))
            self.enter.set_off(tr("After a wrong password the next try has to wait"))
            self._tick.start()
        elif not self._working:
            self._tick.stop()
            self.enter.set_text(tr("Sign in"))
            self.enter.set_on()
