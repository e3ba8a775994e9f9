"""Settings in the navigation."""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial
from typing import TYPE_CHECKING

from clientcrm.domain.access import Permission
from ui.context import Context
from ui.i18n import tr
from ui.protection import title as protection_title
from ui.section import Action, Section

if TYPE_CHECKING:
    from ui.page import Page
    from ui.scenes import Scene


def _build(context: Context) -> Page:
    from ui.settings.page import SettingsPage

    return SettingsPage(context)


def _explain(context: Context) -> None:
    from ui.protection import open_protection

    if context.sheet is not None:
        open_protection(context.sheet)


def _actions(context: Context) -> list[Action]:
    go = partial(context.open, "settings")
    return [
        Action(
            "settings-looks",
            tr("Theme, scale and language"),
            "palette",
            partial(go, page="appearance"),
            words=tr("appearance dark light font size", "words to find an action by"),
        ),
        Action(
            "settings-shop",
            tr("Settings of the shop"),
            "store",
            partial(go, page="shop"),
            permission=Permission.CHANGE_SETTINGS,
            words=tr("name currency time zone country lock", "words to find an action by"),
        ),
        Action(
            "settings-tiers",
            tr("Change the scale of tiers"),
            "layers",
            partial(go, page="tiers"),
            permission=Permission.CHANGE_SETTINGS,
            words=tr("tiers colours steps loyalty", "words to find an action by"),
        ),
        Action(
            "settings-figures",
            tr("How figures are calculated"),
            "chart-column",
            partial(go, page="figures"),
            permission=Permission.CHANGE_SETTINGS,
            words=tr("lost silence days threshold return", "words to find an action by"),
        ),
        Action(
            "settings-copies",
            tr("Make a copy of the base"),
            "hard-drive",
            partial(go, page="copies", do=True),
            permission=Permission.MAKE_BACKUPS,
            words=tr("backup copy restore", "words to find an action by"),
        ),
        Action(
            "settings-base",
            tr("Check the base"),
            "shield-check",
            partial(go, page="base", do=True),
            words=tr("check health folder recovery code", "words to find an action by"),
        ),
        Action(
            "settings-protection",
            protection_title(),
            "shield",
            partial(_explain, context),
            words=tr("security safety encryption manual help", "words to find an action by"),
        ),
    ]


def _scenes() -> Iterable[Scene]:
    from ui.settings.scenes import settings_scenes

    return settings_scenes()


SECTION = Section(
    key="settings",
    title=lambda: tr("Settings"),
    icon="settings",
    group="management",
    order=230,
    build=_build,
    actions=_actions,
    scenes=_scenes,
)
