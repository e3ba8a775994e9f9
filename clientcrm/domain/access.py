"""Permissions, the ready roles, and who is signed in."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Permission(StrEnum):
    """One thing that a person may be allowed to do."""

    VIEW_CLIENTS = "view_clients"
    EDIT_CLIENTS = "edit_clients"
    TRASH_CLIENTS = "trash_clients"
    SHOW_CONTACTS = "show_contacts"
    SEE_SUMS = "see_sums"
    EDIT_POINTS = "edit_points"
    IMPORT = "import"
    EXPORT = "export"
    PRINT = "print"
    MASS_CHANGE = "mass_change"
    REASSIGN = "reassign"
    CHANGE_SETTINGS = "change_settings"
    MANAGE_PEOPLE = "manage_people"
    READ_JOURNAL = "read_journal"
    MAKE_BACKUPS = "make_backups"
    RESTORE_BACKUPS = "restore_backups"


class Role(StrEnum):
    """A job with a ready set of permissions; the owner may shape others."""

    OWNER = "owner"
    MANAGER = "manager"
    SELLER = "seller"
    OBSERVER = "observer"


_SELLER = frozenset(
    {
        Permission.VIEW_CLIENTS,
        Permission.EDIT_CLIENTS,
        Permission.SHOW_CONTACTS,
        Permission.MAKE_BACKUPS,
    }
)

GRANTS: dict[Role, frozenset[Permission]] = {
    Role.OWNER: frozenset(Permission),
    Role.MANAGER: _SELLER
    | {
        Permission.TRASH_CLIENTS,
        Permission.SEE_SUMS,
        Permission.IMPORT,
        Permission.MASS_CHANGE,
        Permission.REASSIGN,
    },
    Role.SELLER: _SELLER,
    Role.OBSERVER: frozenset({Permission.VIEW_CLIENTS, Permission.SEE_SUMS}),
}


@dataclass(frozen=True, slots=True)
class User:
    """Who is signed in, as the verified manifest says."""

    uid: str
    name: str
    role: Role
    permissions: frozenset[Permission]
    portfolios: frozenset[int]

    def may(self, permission: Permission) -> bool:
        """Whether the manifest grants the permission."""
        return permission in self.permissions

    @property
    def is_owner(self) -> bool:
        """Owners hold every key."""
        return self.role is Role.OWNER


@dataclass(frozen=True, slots=True)
class PersonTile:
    """One person on the sign-in screen."""

    uid: str
    name: str
    role: Role
    active: bool
