"""People and access in the navigation, the palette and the tour."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from clientcrm.domain.access import Permission
from clientcrm.domain.changes import Topic
from ui.i18n import tr
from ui.section import Action, Section

if TYPE_CHECKING:
    from clientcrm.crm import Desk
    from ui.context import Context
    from ui.page import Page
    from ui.scenes import Scene


def _build(context: Context) -> Page:
    from ui.access.page import AccessPage

    return AccessPage(context)


def _actions(context: Context) -> Sequence[Action]:
    return [
        Action(
            "access.add",
            tr("Add a person"),
            "user-plus",
            lambda: context.open("access", add=True),
            permission=Permission.MANAGE_PEOPLE,
            words=tr("employee seller manager staff", "words to find an action by"),
        ),
        Action(
            "access.roles",
            tr("Rights of roles"),
            "shield-check",
            lambda: context.open("access", tab="roles"),
            permission=Permission.MANAGE_PEOPLE,
            words=tr("role permission matrix access", "words to find an action by"),
        ),
        Action(
            "access.trace",
            tr("Trace a contact"),
            "scan-search",
            lambda: context.open("access", trace=True),
            permission=Permission.MANAGE_PEOPLE,
            words=tr("leak phone canary whose", "words to find an action by"),
        ),
        Action(
            "access.journal",
            tr("Journal"),
            "history",
            lambda: context.open("access", tab="journal"),
            permission=Permission.READ_JOURNAL,
            words=tr("journal who did what check chain", "words to find an action by"),
        ),
    ]


def _scenes() -> Iterable[Scene]:
    from ui.access.scenes import access_scenes

    return access_scenes()


def _waiting(desk: Desk) -> int:
    """Requests, alarms and unfinished leavings that wait for the owner."""
    if not desk.user.may(Permission.MANAGE_PEOPLE):
        return 0
    return len(desk.requests.waiting()) + len(desk.alarms.new()) + len(desk.leaving.pending())


SECTION = Section(
    key="access",
    title=lambda: tr("People and access"),
    icon="shield-check",
    group="management",
    order=220,
    permission=Permission.READ_JOURNAL,
    build=_build,
    count=_waiting,
    awaits=True,
    count_topics=frozenset({Topic.REQUESTS, Topic.ACCESS}),
    actions=_actions,
    scenes=_scenes,
)
