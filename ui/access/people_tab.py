"""The tab of people: who works here, what they see, and what the owner can do about each; portfolios below."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from clientcrm.domain.access import Others, RoleRights
from clientcrm.domain.alarms import Pace
from clientcrm.domain.staff import PersonRow, PortfolioRow
from ui import theme, words
from ui.access.person_panel import PANEL_WIDTH, PersonPanel
from ui.access.portfolios_card import PortfoliosCard
from ui.access.wording import quota_words
from ui.context import Context
from ui.i18n import tr
from ui.people_words import person_initials, role_title
from ui.widgets.columns import Cell, Column, Kind, Name
from ui.widgets.layout import column, holder, row, scrolled
from ui.widgets.paged_model import PagedModel
from ui.widgets.states import Pages, SkeletonRows
from ui.widgets.table import Table
from ui.words import list_words

_HEAD, _ROW, _MOST_ROWS = 38, 40, 8


@dataclass(frozen=True, slots=True)
class Team:
    """Everything that the tab shows, as last read."""

    people: tuple[PersonRow, ...] = ()
    roles: tuple[RoleRights, ...] = ()
    portfolios: tuple[PortfolioRow, ...] = ()
    paces: dict[str, Pace] = field(default_factory=dict)
    others: Others = Others.NOTHING

    def role_words(self, person: PersonRow) -> str:
        """How the person's role is called."""
        return role_title(person.role, person.role_name)

    def portfolio_names(self, person: PersonRow) -> list[str]:
        """Whose contacts the person reads."""
        return [item.name for item in self.portfolios if item.id in person.portfolios]


class PeopleTab(QWidget):
    """A table, a panel beside it, portfolios below."""

    asked = Signal(str, object)  # what, and for whom

    def __init__(self, context: Context) -> None:
        super().__init__()
        self.context = context
        self.team = Team()
        self.model = PagedModel[tuple[int, PersonRow]](
            self._columns(), self._rows, context.background, self, key=lambda pair: pair[0], dim=_is_off
        )
        self.table = Table(tr("People"), checks=False)
        self.table.set_model(self.model)
        self.table.current_changed.connect(self._show_current)
        self.panel = PersonPanel(context)
        self.table.opened.connect(lambda _id: self.panel.focus_first())
        self.panel.asked.connect(self.asked)
        self.panel.hide()
        self.portfolios = PortfoliosCard()
        self.portfolios.asked.connect(self.asked)
        self.pages = Pages()
        self.skeleton = SkeletonRows(4)
        self.pages.addWidget(self.skeleton)
        left = scrolled(holder(column((self.table, 1), self.portfolios, gap=16)))
        beside = scrolled(self.panel)
        beside.setFixedWidth(theme.px(PANEL_WIDTH))
        self._listed = holder(row((left, 1), beside, gap=16))
        self.pages.addWidget(self._listed)
        self.setLayout(column((self.pages, 1), gap=0, margins=(24, 12, 24, 12)))

    def show_team(self, team: Team) -> None:
        """Show who works here now."""
        current = self.current()
        self.team = team
        rows = min(max(3, len(team.people)), _MOST_ROWS)  # in a low window, or beside many portfolios, all scrolls
        self.table.setMinimumHeight(theme.px(_HEAD + _ROW * rows))
        self.model.show_ids(range(len(team.people)))
        self.pages.show_page(self._listed)
        names = {person.uid: person.name for person in team.people}
        self.portfolios.show_portfolios(team.portfolios, names, team.others)
        uids = [person.uid for person in team.people]
        wanted = uids.index(current.uid) if current is not None and current.uid in uids else 0
        self.table.set_current_id(wanted)
        self._show_current(wanted)

    def current(self) -> PersonRow | None:
        """Who is current in the table."""
        number = self.table.current_id()
        return self.team.people[number] if number is not None and number < len(self.team.people) else None

    def choose(self, uid: str) -> None:
        """Make somebody current."""
        for number, person in enumerate(self.team.people):
            if person.uid == uid:
                self.table.set_current_id(number)

    def _show_current(self, number: int) -> None:
        known = 0 <= number < len(self.team.people)
        self.panel.setVisible(known)
        if known:
            person = self.team.people[number]
            self.panel.show_person(person, self.team.role_words(person), self.team.portfolio_names(person))
            self.panel.show_pace(self.team.paces.get(person.uid))

    def _rows(self, ids: Sequence[int]) -> list[tuple[int, PersonRow]]:
        people = self.team.people
        return [(one, people[one]) for one in ids if one < len(people)]

    def _columns(self) -> list[Column[tuple[int, PersonRow]]]:
        return [
            Column("name", tr("Name", "of a person"), Kind.NAME, _name, 210, priority=0, stretch=1, sortable=False),
            Column("role", tr("Role"), Kind.TEXT, lambda r: self.team.role_words(r[1]), 120, sortable=False),
            Column("reads", tr("Portfolios"), Kind.TEXT, self._reads, 150, priority=3, stretch=1, sortable=False),
            Column("quota", tr("Shown at most"), Kind.TEXT, _quota, 150, priority=5, sortable=False),
            Column("today", tr("Shown today"), Kind.TEXT, self._today, 140, priority=2, sortable=False),
            Column("clients", tr("Clients"), Kind.NUMBER, lambda r: r[1].clients, 84, priority=6, sortable=False),
            Column("seen", tr("Was here"), Kind.MOMENT, _seen, 130, priority=4, sortable=False),
            Column("state", tr("State"), Kind.TEXT, _state, 180, priority=1, sortable=False),
        ]

    def _reads(self, pair: tuple[int, PersonRow]) -> str:
        return list_words(self.team.portfolio_names(pair[1]), 2) or "—"

    def _today(self, pair: tuple[int, PersonRow]) -> object:
        pace = self.team.paces.get(pair[1].uid)
        if pace is None or not (pace.shown_today or pace.shown_usual):
            return None
        if not pace.shown_usual:  # too few days to know, or never any: "usually 0" would accuse
            return words.number(pace.shown_today)
        text = tr("{today}, usually {usual}").format(
            today=words.number(pace.shown_today), usual=words.number(pace.shown_usual)
        )
        return Cell(text, tone="bad" if pace.is_unusual else "")


def _name(pair: tuple[int, PersonRow]) -> Name:
    return Name(pair[1].name, person_initials(pair[1].name), staff=pair[0] % 4)


def _quota(pair: tuple[int, PersonRow]) -> str:
    return quota_words(pair[1].quota)


def _seen(pair: tuple[int, PersonRow]) -> object:
    seen = pair[1].last_seen
    return words.local(seen) if seen is not None else Cell(None, empty=tr("not yet"))


def _state(pair: tuple[int, PersonRow]) -> Cell:
    return state_cell(pair[1])


def state_cell(person: PersonRow) -> Cell:
    """Works, has not come yet, or may not come any more."""
    if person.left:
        return Cell(tr("Works here no more"), tone="text3")
    if not person.active:
        return Cell(tr("Frozen"), tone="bad")
    if person.invited:
        return Cell(tr("Has not signed in yet"), tone="warn")
    return Cell(tr("Works"), tone="ok")


def _is_off(pair: tuple[int, PersonRow]) -> bool:
    return not pair[1].active
