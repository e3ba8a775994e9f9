"""Permissions, scopes and quotas in words."""

from __future__ import annotations

from clientcrm.domain.access import Others, Permission, Quota, Scope
from ui import words
from ui.i18n import tr


def group_title(key: str) -> str:
    """The heading over some rows of the matrix."""
    return {
        "clients": tr("Clients"),
        "money": tr("Sales and money"),
        "data": tr("The base as a whole"),
        "shop": tr("The shop"),
        "others": tr("Other portfolios"),
        "meters": tr("How many contacts may be shown"),
    }[key]


def permission_title(permission: Permission) -> str:
    """What can be done, as the matrix says it."""
    return {
        Permission.VIEW_CLIENTS: tr("See the list and the cards"),
        Permission.SHOW_CONTACTS: tr("See whole phones and e-mails"),
        Permission.COPY_CONTACTS: tr("Copy them to the clipboard"),
        Permission.EDIT_CLIENTS: tr("Add and change"),
        Permission.TRASH_CLIENTS: tr("Move to the trash"),
        Permission.MASS_CHANGE: tr("Change many at once"),
        Permission.REASSIGN: tr("Hand over to somebody else"),
        Permission.SEE_SUMS: tr("See sums and the average check"),
        Permission.EDIT_POINTS: tr("Change points by hand"),
        Permission.EXPORT: tr("Export to Excel"),
        Permission.PRINT: tr("Print lists"),
        Permission.IMPORT: tr("Load from Excel"),
        Permission.CHANGE_SETTINGS: tr("Change the settings of the shop"),
        Permission.READ_JOURNAL: tr("Read the journal"),
        Permission.MAKE_BACKUPS: tr("Make copies of the base"),
        Permission.MANAGE_PEOPLE: tr("People, rights and keys"),
        Permission.RESTORE_BACKUPS: tr("Bring the base back from a copy"),
    }[permission]


def scope_title(scope: Scope) -> str:
    """How far a right goes."""
    return {
        Scope.YES: tr("Yes"),
        Scope.OWN: tr("Only own ones"),
        Scope.PARTLY: tr("Partly hidden"),
        Scope.REQUEST: tr("On request"),
        Scope.NO: tr("No"),
    }[scope]


def scope_sense(scope: Scope) -> str:
    """What it means, under the choice in the menu."""
    return {
        Scope.YES: tr("with all clients that the person sees"),
        Scope.OWN: tr("with clients whom the person is responsible for"),
        Scope.PARTLY: tr("the first and the last digits, the middle hidden"),
        Scope.REQUEST: tr("each time once the owner has agreed"),
        Scope.NO: tr("refused, and the try stands in the journal"),
    }[scope]


# Icon, its tone, the tone of the words and of the ground ("" is none): status is told by word and by shape.
SCOPE_LOOKS: dict[Scope, tuple[str, str, str, str]] = {
    Scope.YES: ("check", "ok", "text", ""),
    Scope.OWN: ("user", "text2", "text", ""),
    Scope.PARTLY: ("eye-off", "warn", "warn", "warn_soft"),
    Scope.REQUEST: ("hand", "accent_text", "accent_text", "accent_soft"),
    Scope.NO: ("minus", "text3", "text2", ""),
}


def limit_words(limit: int | None) -> str:
    """A limit of showings."""
    return tr("no limit") if limit is None else words.number(limit)


def quota_words(quota: Quota) -> str:
    """A quota in one line: "30 a day, 8 an hour"."""
    if quota.day == 0 or quota.hour == 0:
        return tr("nothing is shown")
    if quota.day is None and quota.hour is None:
        return tr("no limit")
    parts = []
    if quota.day is not None:
        parts.append(tr("%n a day", "", quota.day))
    if quota.hour is not None:
        parts.append(tr("%n an hour", "", quota.hour))
    return ", ".join(parts)


def others_words(others: Others) -> str:
    """What people see of clients in portfolios that are not theirs."""
    if others is Others.NAMES:
        return tr("Of clients in other portfolios people see the name and the tier, never the contacts.")
    return tr("Clients of other portfolios are not seen at all.")
