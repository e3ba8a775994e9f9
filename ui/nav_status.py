"""What the navigation says besides the sections: the person, the shop, its last copy, how many of what."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta

from PySide6.QtCore import QObject, QTimer, Slot

from clientcrm.domain.access import Permission
from clientcrm.domain.changes import Changes, Topic
from ui import words
from ui.context import Context
from ui.i18n import tr
from ui.people_words import person_initials, role_title, staff_tint
from ui.section import Section
from ui.widgets.nav import Nav

COPY_LATE = timedelta(days=3)
_COPY_LOOK = 10 * 60 * 1000


class NavStatus(QObject):
    """Reads in the background and writes into the navigation."""

    def __init__(self, nav: Nav, context: Context, sections: Sequence[Section]) -> None:
        super().__init__(nav)
        self._nav = nav
        self._context = context
        self._sections = sections
        context.changed.connect(self._on_changed)
        context.copies_changed.connect(self.refresh_copy)
        timer = QTimer(self)
        timer.timeout.connect(self.refresh_copy)
        timer.start(_COPY_LOOK)
        self._show_person()
        self.refresh_copy()
        for section in sections:
            self._count(section)

    def retire(self) -> None:
        """Hear nothing more of the context."""
        self._context.changed.disconnect(self._on_changed)
        self._context.copies_changed.disconnect(self.refresh_copy)

    def _show_person(self) -> None:
        user = self._context.user
        index = staff_tint(self._context.desk.people, user.uid) or 0
        self._nav.set_person(user.name, role_title(user.role.key, user.role.name), person_initials(user.name), index)
        self._nav.set_shop(self._context.shop.shop, "")

    @Slot()
    def refresh_copy(self) -> None:
        """Say under the shop's name when the last copy was made."""
        if not self._context.may(Permission.MAKE_BACKUPS):
            self._nav.set_shop(self._context.shop.shop, "")
            return
        desk = self._context.desk
        self._context.background.run(
            self, lambda _job: desk.backup.last(), then=self._show_copy, failed=lambda _error: None, key="copy"
        )

    def _show_copy(self, made: datetime | None) -> None:
        now = words.now()
        if made is None:
            self._nav.set_shop(self._context.shop.shop, tr("No copy yet"), late=True)
            return
        local = words.local(made)
        when = words.moment(local, now) if now - local < COPY_LATE else words.ago(local.date(), now.date())
        note = tr("Copy {when}").format(when=when)
        self._nav.set_shop(self._context.shop.shop, note, late=now - local >= COPY_LATE)

    def _count(self, section: Section) -> None:
        count, desk = section.count, self._context.desk
        if count is None:
            return
        show = self._nav.set_alert if section.awaits else self._nav.set_count
        self._context.background.run(
            self,
            lambda _job: count(desk),
            then=lambda found: show(section.key, words.number(found) if found else ""),
            failed=lambda _error: None,
            key=f"count-{section.key}",
        )

    @Slot(frozenset)
    def _on_changed(self, changes: Changes) -> None:
        for section in self._sections:
            if section.count_topics & changes:
                self._count(section)
        if Topic.SETTINGS in changes:
            self.refresh_copy()
