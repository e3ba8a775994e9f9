"""The panel beside the list of people: one person, what is known of the pace, and what can be done."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal

from clientcrm.domain.alarms import Pace
from clientcrm.domain.staff import PersonRow
from ui import theme, words
from ui.access.wording import quota_words
from ui.context import Context
from ui.i18n import tr
from ui.people_words import person_initials, staff_tint
from ui.widgets.avatar import Avatar
from ui.widgets.button import Button
from ui.widgets.card import Card, FactRow
from ui.widgets.labels import Label
from ui.widgets.layout import HLine, clear, column, holder, row
from ui.widgets.tag import Tag
from ui.words import list_words

PANEL_WIDTH = 304


class PersonPanel(Card):
    """Facts and buttons of the person that is current in the list."""

    asked = Signal(str, object)

    def __init__(self, context: Context) -> None:
        super().__init__()
        self.setFixedWidth(theme.px(PANEL_WIDTH))
        self._context = context
        self._body, self._pace, self._acts = column(gap=8), column(gap=4), column(gap=8)
        self.add(holder(self._body), holder(self._acts), None)
        self.buttons: dict[str, Button] = {}
        self._person: PersonRow | None = None

    def show_person(self, person: PersonRow, role: str, portfolios: Sequence[str]) -> None:
        """Show this person. Buttons that stay the same stay themselves: the focus comes back to one from a dialog."""
        self._person = person
        tint = staff_tint(self._context.desk.people, person.uid) or 0
        clear(self._body)
        self._pace = column(gap=4)
        words_of = column(Label(person.name, "h3", wrap=True), Label(role, "small", "text2", wrap=True), gap=1)
        self._body.addLayout(row(Avatar(person_initials(person.name), 40, staff=tint), (words_of, 1), gap=12))
        if person.left:
            self._body.addLayout(row(Tag(tr("Works here no more")), None))
        elif not person.active:
            self._body.addLayout(row(Tag(tr("Frozen"), "bad"), None))
        elif person.invited:
            self._body.addLayout(row(Tag(tr("Has not signed in yet"), "warn"), None))
        self._body.addWidget(HLine())
        self._body.addWidget(FactRow("layers", tr("Reads"), list_words(portfolios) or tr("no portfolio")))
        self._body.addWidget(FactRow("users", tr("Responsible for"), tr("%n clients", "", person.clients)))
        self._body.addWidget(FactRow("eye", tr("Shown at most"), quota_words(person.quota)))
        self._body.addWidget(holder(self._pace))
        self._body.addWidget(HLine())
        self._show_actions(self._actions(person))

    def show_pace(self, pace: Pace | None) -> None:
        """What the person looks at, beside what is usual."""
        clear(self._pace)
        if pace is None:
            return
        if not pace.cards_week and not pace.cards_usual:
            text = tr("No cards opened in the week")
        elif not pace.cards_usual:
            text = tr("%n cards opened in the week; what is usual is not known yet", "", pace.cards_week)
        else:
            text = tr("{count} cards opened in the week, usually {usual}").format(
                count=words.number(pace.cards_week), usual=words.number(pace.cards_usual)
            )
        self._pace.addWidget(Label(text, "small", "bad" if pace.is_unusual else "text2", wrap=True))

    def focus_first(self) -> None:
        """Into the first button."""
        first = next(iter(self.buttons.values()), None)
        if first is not None:
            first.setFocus(Qt.FocusReason.TabFocusReason)

    def _show_actions(self, wanted: Sequence[tuple[str, str, str, str]]) -> None:
        if [(key, button.text()) for key, button in self.buttons.items()] == [
            (key, text) for key, text, _, _ in wanted
        ]:
            return
        inside = any(button.hasFocus() for button in self.buttons.values())
        clear(self._acts)
        self.buttons = {}
        for key, text, icon, kind in wanted:
            button = self.buttons[key] = Button(text, icon, kind)
            button.clicked.connect(lambda _on=False, key=key: self.asked.emit(key, self._person))
            self._acts.addWidget(button.grow())
        if inside:
            first = next(iter(self.buttons.values()))
            first.show()  # the layout would show it later, and what is not shown cannot take the focus over
            self.focus_first()

    def _actions(self, person: PersonRow) -> list[tuple[str, str, str, str]]:
        mine = person.uid == self._context.user.uid
        wanted: list[tuple[str, str, str, str]] = []
        if person.active:
            wanted += [
                ("role", tr("Role"), "shield-check", "default"),
                ("portfolios", tr("Portfolios"), "layers", "default"),
                ("quota", tr("How many contacts"), "eye", "default"),
                ("rename", tr("Rename"), "pencil", "default"),
                ("reset", tr("New one-time password"), "key-round", "default"),
                ("canaries", tr("Canary clients"), "fingerprint", "default"),
            ]
            if not mine:
                wanted += [
                    ("freeze", tr("Freeze"), "snowflake", "default"),
                    ("leave", tr("Leaves the shop…"), "user-minus", "danger"),
                ]
        elif person.left:  # nothing is left to hand over; the keys are gone, so coming back begins with a new password
            wanted += [
                ("report", tr("What the person took along"), "history", "default"),
                ("reset", tr("New one-time password"), "key-round", "default"),
            ]
        else:
            wanted += [
                ("leave", tr("Hand over and close…"), "user-minus", "danger"),
                ("unfreeze", tr("Unfreeze"), "rotate-ccw", "default"),
            ]
        if mine:
            wanted = [one for one in wanted if one[0] in ("portfolios", "rename")]
        return wanted
