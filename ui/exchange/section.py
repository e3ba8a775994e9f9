"""Import and export in the navigation, the palette and the tour."""

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
    if not context.may(Permission.IMPORT):
        from ui.exchange.export_page import ExportPage

        return ExportPage(context)
    from ui.exchange.page import ExchangePage

    return ExchangePage(context)


def _unfinished(desk: Desk) -> int:
    return len(desk.importing.unfinished()) if desk.user.may(Permission.IMPORT) else 0


def _actions(context: Context) -> Sequence[Action]:
    return [
        Action(
            "exchange.load",
            tr("Load a file"),
            "upload",
            lambda: context.open("exchange", file=""),
            permission=Permission.IMPORT,
            words=tr("import excel csv vcard table"),
        ),
        Action(
            "exchange.export",
            tr("Export clients"),
            "download",
            lambda: context.open("exchange", export=True),
            permission=Permission.EXPORT,
            words=tr("export excel csv vcard save"),
        ),
    ]


def _scenes() -> Iterable[Scene]:
    from ui.exchange.scenes import exchange_scenes

    return exchange_scenes()


SECTION = Section(
    key="exchange",
    title=lambda: tr("Import and export"),
    icon="arrow-down-up",
    group="management",
    order=210,
    permission=Permission.IMPORT,
    build=_build,
    also=(Permission.EXPORT,),
    count=_unfinished,
    count_topics=frozenset({Topic.IMPORTS}),
    actions=_actions,
    scenes=_scenes,
)
