"""People and access: what awaits the owner above, four tabs below."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cached_property

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget

from clientcrm.domain.access import Permission
from clientcrm.domain.alarms import Alarm
from clientcrm.domain.changes import Topic
from clientcrm.domain.requests import RequestRow
from clientcrm.domain.staff import PersonRow
from ui import words
from ui.access.journal_tab import JournalTab
from ui.access.leaving_wizard import LeavingWizard
from ui.access.news import News, NewsBars
from ui.access.people_actions import PeopleActions
from ui.access.people_tab import PeopleTab, Team
from ui.access.request_actions import RequestActions
from ui.access.request_card import RequestCard
from ui.access.requests_tab import RequestsTab
from ui.access.roles_tab import RolesTab
from ui.access.trace_dialog import TraceDialog
from ui.background import Job
from ui.context import Context
from ui.i18n import tr
from ui.page import Page, Place
from ui.widgets.button import Button
from ui.widgets.choice import Tabs
from ui.widgets.layout import clear, column, holder
from ui.widgets.option import Option
from ui.widgets.order import drop_focus
from ui.widgets.sheet import PageHeader
from ui.widgets.states import Pages

TABS = ("people", "roles", "requests", "journal")


@dataclass(frozen=True, slots=True)
class Read:
    """What the page shows, as last read."""

    team: Team
    waiting: tuple[RequestRow, ...]
    answered: tuple[RequestRow, ...]
    news: News


class AccessPage(Page):
    """The owner's page; whoever may only read the journal sees that tab alone."""

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        self.owner = context.may(Permission.MANAGE_PEOPLE)
        self.team = Team()
        self._choose, self._list_first = "", False
        self.waiting: tuple[RequestRow, ...] = ()
        self.answered: tuple[RequestRow, ...] = ()
        self.add_person = Button(tr("Add a person"), "user-plus", "primary")
        self.trace = Button(tr("Trace a contact"), "scan-search")
        self.header = PageHeader(tr("People and access"), "", *([self.trace, self.add_person] if self.owner else []))
        self.tabs = Tabs(self._options(), name=tr("Parts"))
        self.parts = Pages()
        self._first = column(gap=0, margins=(24, 12, 24, 0))
        self._first_box = holder(self._first)
        tabs = holder(column(self.tabs, margins=(24, 0, 24, 0)))
        self.news = NewsBars(self._news_asked)
        self.front = holder(column(self.header, tabs, self.news, self._first_box, (self.parts, 1), gap=0))
        self.layers = Pages()
        self.layers.addWidget(self.front)
        self.wizard: LeavingWizard | None = None
        self.setLayout(column(self.layers, gap=0))
        self.actions_of_people = PeopleActions(self)
        self.actions_of_requests = RequestActions(self)
        self._wire()
        self.refresh()

    def _options(self) -> list[Option]:
        if not self.owner:
            return [Option("journal", tr("Journal"))]
        return [
            Option("people", tr("People")),
            Option("roles", tr("Rights of roles")),
            Option("requests", tr("Requests to export")),
            Option("journal", tr("Journal")),
        ]

    def _wire(self) -> None:
        self.add_person.clicked.connect(self.actions_of_people.add)
        self.trace.clicked.connect(self._trace)
        self.tabs.chosen.connect(self._ask_part)
        self.keys("Ctrl+S", self._save)
        self.watch({Topic.ACCESS, Topic.CLIENTS, Topic.REQUESTS}, self.refresh)

    # ------------------------------------------------------------ tabs, each made when it is first looked at

    @cached_property
    def people(self) -> PeopleTab:
        """Who works here."""
        made = PeopleTab(self.context)
        made.asked.connect(self.actions_of_people.act)
        self.parts.addWidget(made)
        return made

    @cached_property
    def roles(self) -> RolesTab:
        """What each role may do."""
        return self._take_roles(RolesTab(self.context))

    def _take_roles(self, made: RolesTab) -> RolesTab:
        made.read_asked.connect(self.refresh)
        made.explained.connect(self.actions_of_people.explain)
        made.show_roles(self.team.roles, self.team.people)
        self.parts.addWidget(made)
        vars(self)["roles"] = made
        return made

    @cached_property
    def requests(self) -> RequestsTab:
        """What people ask for."""
        made = RequestsTab(self.context)
        made.asked.connect(self.actions_of_requests.act)
        made.show_requests(self.waiting, self.answered)
        self.parts.addWidget(made)
        return made

    @cached_property
    def journal(self) -> JournalTab:
        """Who did what."""
        made = JournalTab(self.context)
        self.parts.addWidget(made)
        made.refresh()
        return made

    def show_place(self, place: Place) -> None:
        """{} the people, {"tab": key}, {"person": uid}, {"add": True}, {"trace": True}, {"leaving": uid} its wizard,
        {"tab": "journal", "client": id} or {"tab": "journal", "by": uid}."""
        if place.get("leaving"):
            self._open_wizard(str(place["leaving"]))
            return
        self.layers.show_page(self.front)
        tab = str(place.get("tab", "people")) if self.owner else "journal"
        self._show_part(tab)
        if isinstance(place.get("client"), int):
            self.journal.show_client(place["client"])
        if place.get("by"):
            self.journal.show_person(str(place["by"]))
        if place.get("person"):
            self._choose = str(place["person"])
            self.people.choose(self._choose)
        if place.get("add"):
            self.context.replace(tab=tab)
            self.actions_of_people.add()
        if place.get("trace"):
            self.context.replace(tab=tab)
            self._trace()

    def _trace(self) -> None:
        TraceDialog(self, self.context).open()

    def _ask_part(self, key: str) -> None:
        went: list[str] = []

        def go() -> None:
            went.append(key)
            self.context.replace(tab=key)
            self._show_part(key)

        shown = self.parts.currentWidget()
        before = next((name for name in TABS if vars(self).get(name) is shown), key)
        self.leave(go)
        if not went:
            self.tabs.choose(before)

    def _show_part(self, key: str) -> None:
        key = key if key in TABS else "people"
        self.tabs.choose(key)
        if key == "roles" and "roles" not in vars(self):
            # Its making and its first painting are 60 ms: a little per turn, the part before stays so long.
            self.context.background.piecemeal(self, self._make_roles(), then=self._show_roles, key="part")
            return
        self.context.background.abandon(self, "part")
        part: QWidget = getattr(self, key)
        self.parts.show_page(part)
        self._show_first()
        self.title_changed.emit()

    def _make_roles(self) -> Iterator[None]:
        made = RolesTab(self.context)
        yield
        for widget in made.findChildren(QWidget):
            widget.ensurePolished()
        yield
        self._take_roles(made)
        yield

    def _show_roles(self) -> None:
        focus = QApplication.focusWidget()
        takes = focus is None or focus is self or self.parts.isAncestorOf(focus)  # it was on the part before
        self._show_part("roles")
        if takes:
            self.roles.setFocus(Qt.FocusReason.OtherFocusReason)
        self.context.background.piecemeal(self.roles, self.roles.matrix.reveal())

    def leave(self, go: Callable[[], None]) -> None:
        if "roles" in vars(self) and self.parts.currentWidget() is self.roles:
            self.roles.leave(go)
        else:
            go()

    def _save(self) -> None:
        if "roles" in vars(self) and self.parts.currentWidget() is self.roles:
            self.roles.save()

    # ------------------------------------------------------------ the wizard, and what is new

    def _open_wizard(self, uid: str) -> None:
        person = self.person(uid)
        if self.wizard is None and person is not None:
            self.wizard = LeavingWizard(self.context, person)
            self.wizard.closed.connect(self._close_wizard)
            self.wizard.changed.connect(self.refresh)
            self.layers.addWidget(self.wizard)
        drop_focus(self)
        self.layers.show_page(self.wizard or self.front)
        self.focus_first()

    def focus_first(self) -> None:
        if self.wizard is not None and self.layers.currentWidget() is self.wizard:
            self.wizard.take_focus()
        elif self.owner and not self.team.people:
            self._list_first = True  # it is still being read
            self.tabs.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            super().focus_first()

    def _close_wizard(self) -> None:
        if self.wizard is not None:
            self.layers.removeWidget(self.wizard)
            self.wizard.deleteLater()
            self.wizard = None
        self.context.open("access", tab="people")
        self.refresh()

    def _news_asked(self, key: str, about: object) -> None:
        if key == "leave":
            self.context.open("access", leaving=about)
        elif key == "journal":
            self.context.open("access", tab="journal", by=about)
        elif key == "seen" and isinstance(about, Alarm):
            self.run(lambda _job: self.desk.alarms.seen([about]), lambda _none: self.refresh())
        elif key == "silent":
            self.actions_of_people.show_silent(about)

    # ------------------------------------------------------------ reading

    def refresh(self, choose: str = "") -> None:
        """Read who works here and what was asked, again; then make this person the current one."""
        self._choose = choose or self._choose
        if self.owner:
            self.run(self._read, self.show_read, key="team")
        if "journal" in vars(self) and self.parts.currentWidget() is self.journal:
            self.journal.refresh()

    def _read(self, _job: Job) -> Read:
        desk = self.desk
        paces = {pace.uid: pace for pace in desk.alarms.paces()}
        staff = desk.staff
        team = Team(tuple(staff.people()), staff.roles(), tuple(staff.portfolios()), paces, staff.others())
        news = News(tuple(desk.leaving.pending()), tuple(desk.alarms.new()), tuple(desk.leaving.watched()))
        return Read(team, tuple(desk.requests.waiting()), tuple(desk.requests.answered()), news)

    def show_read(self, found: Read) -> None:
        """Show this."""
        team, self.waiting, self.answered = found.team, found.waiting, found.answered
        self.team = team
        self.tabs.set_count("people", words.number(sum(person.active for person in team.people)))
        self.tabs.set_count("requests", words.number(len(self.waiting)) if self.waiting else "")
        self.news.show_news(found.news)
        self.people.show_team(team)
        self.people.choose(self._choose)
        if self._list_first and self.tabs.hasFocus() and self.parts.currentWidget() is self.people:
            self.people.table.setFocus(Qt.FocusReason.OtherFocusReason)
        self._choose, self._list_first = "", False
        if "roles" in vars(self):
            self.roles.show_roles(team.roles, team.people)
        if "requests" in vars(self):
            self.requests.show_requests(self.waiting, self.answered)
        self._show_first()

    def _show_first(self) -> None:
        """The oldest request stands above every tab but its own and the journal."""
        clear(self._first)
        current = self.parts.currentWidget()
        wanted = bool(self.waiting) and current in (vars(self).get("people"), vars(self).get("roles"))
        self._first_box.setVisible(wanted)
        if wanted:
            card = RequestCard(self.waiting[-1], self.actions_of_requests.act)
            card.set_primary(False)
            self._first.addWidget(card)

    def person(self, uid: str) -> PersonRow | None:
        """Somebody of the team."""
        return next((person for person in self.team.people if person.uid == uid), None)
