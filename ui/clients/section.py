"""What the window knows of the clients: navigation, keys, what the palette offers, pictures for the tour."""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial
from typing import TYPE_CHECKING

from clientcrm.domain.access import Permission, Scope
from clientcrm.domain.changes import Topic
from ui.i18n import tr
from ui.section import Action, Section
from ui.segments.ready_words import group_title, ready_sentence, ready_title

if TYPE_CHECKING:
    from ui.context import Context
    from ui.page import Page
    from ui.scenes import Scene


def _build(context: Context) -> Page:
    from ui.clients.page import ClientsPage

    return ClientsPage(context)


def _actions(context: Context) -> list[Action]:
    return [
        Action(
            "clients.new",
            tr("New client"),
            "user-plus",
            lambda: context.open("clients", new=True),
            keys="Ctrl+N",
            permission=Permission.EDIT_CLIENTS,
            words=tr("add write down create", "more words by which the palette finds “New client”"),
        ),
        Action(
            "clients.print",
            tr("Print the list of clients"),
            "printer",
            lambda: context.open("clients", print=True),
            permission=Permission.PRINT,
            words=tr("paper pdf printer", "more words by which the palette finds “Print the list of clients”"),
        ),
        Action(
            "segments.new",
            tr("Build a segment"),
            "list-filter",
            lambda: context.open("clients", build="new"),
            keys="Ctrl+Shift+F",
            permission=Permission.VIEW_CLIENTS,
            words=tr("filter conditions group select", "more words by which the palette finds “Build a segment”"),
        ),
        Action(
            "segments.ready",
            tr("Ready segments"),
            "sparkles",
            lambda: context.open("clients", build="new", list="ready"),
            permission=Permission.VIEW_CLIENTS,
            words=tr("rich rare silent birthdays lost", "more words by which the palette finds “Ready segments”"),
        ),
        Action(
            "clients.trash",
            tr("Trash"),
            "trash-2",
            lambda: context.open("clients", trash=True),
            permission=Permission.TRASH_CLIENTS,
            words=tr("deleted restore", "more words by which the palette finds “Trash”"),
        ),
        Action(
            "figures.reckon",
            tr("Calculate the figures"),
            "refresh-cw",
            context.reckoning_asked.emit,
            permission=Permission.VIEW_CLIENTS,
            words=tr("update statuses interval", "more words by which the palette finds “Calculate the figures”"),
        ),
        *_ready_lists(context),
    ]


def _ready_lists(context: Context) -> list[Action]:
    """Whom to call, who is leaving: each ready segment is found by what it is for, and shows its list at once."""
    from clientcrm.domain.ready_segments import READY

    sums = context.desk.user.scope(Permission.SEE_SUMS) is Scope.YES
    return [
        Action(
            f"segments.ready.{one.key}",
            ready_title(one.key),
            "sparkles",
            partial(_open_ready, context, one.key, ask=bool(one.needs)),
            permission=Permission.VIEW_CLIENTS,
            words=f"{group_title(one.group)} {ready_sentence(one.key)}",
        )
        for one in READY
        if sums or not one.of_money
    ]


def _open_ready(context: Context, key: str, *, ask: bool) -> None:
    from clientcrm.domain.ready_segments import tree_of
    from clientcrm.domain.segments import to_json

    if ask:  # it must be told the goods first
        context.open("clients", build="new", ready=key)
    else:
        context.open("clients", where=to_json(tree_of(key)))


def _client_actions(context: Context, client_id: int, _name: str) -> list[Action]:
    return [
        Action("open", tr("Open the card"), "user", lambda: context.open("clients", client=client_id)),
        Action(
            "edit",
            tr("Edit"),
            "pencil",
            lambda: context.open("clients", client=client_id, edit=True),
            permission=Permission.EDIT_CLIENTS,
        ),
        Action(
            "purchases",
            tr("Purchases"),
            "shopping-bag",
            lambda: context.open("clients", client=client_id, tab="purchases"),
            permission=Permission.SEE_SUMS,
        ),
    ]


def _scenes() -> Iterable[Scene]:
    from ui.clients.scenes import client_scenes
    from ui.segments.scenes import segment_scenes

    return [*client_scenes(), *segment_scenes()]


SECTION = Section(
    key="clients",
    title=lambda: tr("Clients"),
    icon="users",
    group="work",
    order=20,
    permission=Permission.VIEW_CLIENTS,
    build=_build,
    actions=_actions,
    client_actions=_client_actions,
    count=lambda desk: desk.clients.everyone(),
    count_topics=frozenset({Topic.CLIENTS}),
    scenes=_scenes,
)
