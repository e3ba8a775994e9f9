"""The panel beside the journal: one entry in full, before and after."""

from __future__ import annotations

from collections.abc import Mapping

from clientcrm.domain.access import Permission
from clientcrm.domain.journal import JournalLine, Named
from ui import theme, words
from ui.access.action_words import action_title
from ui.access.change_words import changes_of
from ui.access.wording import permission_title
from ui.context import Context
from ui.i18n import tr
from ui.people_words import person_initials, staff_tint
from ui.widgets.avatar import Avatar
from ui.widgets.button import Button
from ui.widgets.card import Card, FactRow
from ui.widgets.labels import Label
from ui.widgets.layout import HLine, clear, column, holder, row

PANEL_WIDTH = 304


class JournalPanel(Card):
    """What one entry says."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self.setFixedWidth(theme.px(PANEL_WIDTH))
        self._context = context
        self._body = column(gap=8)
        self.add(holder(self._body))

    def show_line(self, line: JournalLine) -> None:
        """Show this entry."""
        clear(self._body)
        tint = staff_tint(self._context.desk.people, line.uid)
        at = words.local(line.at)
        when = f"{words.full_day(at.date())}, {words.clock(at.time())}"
        who = column(Label(line.person, "bodys", wrap=True), Label(when, "small", "text2"), gap=1)
        self._body.addLayout(row(Avatar(person_initials(line.person), 36, staff=tint), (who, 1), gap=12))
        self._body.addWidget(Label(action_title(line.action), "h3", wrap=True))
        if line.object_name:
            self._body.addWidget(Label(line.object_name, "body", wrap=True))
        if line.count > 1:
            self._body.addWidget(FactRow("hash", tr("How many"), words.number(line.count)))
        for label, value in said(line.detail):
            self._body.addWidget(FactRow("info", label, value))
        changes = changes_of(line, self._context)
        if changes:
            self._body.addWidget(HLine())
        for name, before, after in changes:
            arrow = Label(f"{before}  →  {after}", "body", wrap=True)
            self._body.addLayout(column(Label(name, "cap", "text3"), arrow, gap=1))
        self._body.addWidget(HLine())
        self._body.addWidget(FactRow("hash", tr("Entry"), words.number(line.seq)))
        if line.object_kind == "client" and line.named is Named.THERE and line.object_id:
            client_id = line.object_id
            card = Button(tr("Open the card"), "user")
            card.clicked.connect(lambda: self._context.open("clients", client=client_id))
            self._body.addWidget(card.grow())
        self._body.addStretch(1)


def said(detail: Mapping[str, object]) -> list[tuple[str, str]]:
    """Particulars that a person understands."""
    titles = {"reason": tr("Reason"), "file": tr("File"), "permission": tr("Right"), "request": tr("Request")}
    return [(title, _worded(key, str(detail[key]))) for key, title in titles.items() if detail.get(key)]


def _worded(key: str, value: str) -> str:
    """A right by its name in the matrix; what an older program knew stays as it was written."""
    return permission_title(Permission(value)) if key == "permission" and value in set(Permission) else value
