"""Permissions, how far each goes, the roles, and who is signed in."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Any, Final


class Permission(StrEnum):
    """One thing that a person may be allowed to do."""

    VIEW_CLIENTS = "view_clients"
    EDIT_CLIENTS = "edit_clients"
    TRASH_CLIENTS = "trash_clients"
    SHOW_CONTACTS = "show_contacts"
    COPY_CONTACTS = "copy_contacts"
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


class Scope(StrEnum):
    """How far a permission goes: everything, own clients alone, masked, once the owner agrees, not at all."""

    YES = "yes"
    OWN = "own"
    PARTLY = "partly"
    REQUEST = "request"
    NO = "no"


class Badge(StrEnum):
    """What holds a permission: mathematics, or the program (which slows and records)."""

    CRYPTOGRAPHY = "cryptography"
    PROGRAM = "program"


_ANY_OR_OWN: Final = (Scope.YES, Scope.OWN, Scope.NO)
_YES_OR_NO: Final = (Scope.YES, Scope.NO)
_ASKED: Final = (Scope.YES, Scope.OWN, Scope.REQUEST, Scope.NO)

# What the owner may choose for each permission. Those that are not here belong to owners alone: they need their keys.
SCOPES: Final[dict[Permission, tuple[Scope, ...]]] = {
    Permission.VIEW_CLIENTS: _ANY_OR_OWN,
    Permission.SHOW_CONTACTS: (Scope.YES, Scope.OWN, Scope.PARTLY, Scope.REQUEST, Scope.NO),
    Permission.COPY_CONTACTS: _YES_OR_NO,  # of those that may be shown
    Permission.EDIT_CLIENTS: _ANY_OR_OWN,
    Permission.TRASH_CLIENTS: _ANY_OR_OWN,
    Permission.MASS_CHANGE: _ANY_OR_OWN,
    Permission.REASSIGN: _ANY_OR_OWN,
    Permission.SEE_SUMS: _ANY_OR_OWN,
    Permission.EDIT_POINTS: _ANY_OR_OWN,
    Permission.EXPORT: _ASKED,
    Permission.PRINT: _ASKED,
    Permission.IMPORT: _YES_OR_NO,
    Permission.CHANGE_SETTINGS: _YES_OR_NO,
    Permission.READ_JOURNAL: _ANY_OR_OWN,
    Permission.MAKE_BACKUPS: _YES_OR_NO,
}
OWNERS_ALONE: Final = frozenset(Permission) - SCOPES.keys()

# The rows of the matrix, in order.
GROUPS: Final[dict[str, tuple[Permission, ...]]] = {
    "clients": (
        *(Permission.VIEW_CLIENTS, Permission.SHOW_CONTACTS, Permission.COPY_CONTACTS, Permission.EDIT_CLIENTS),
        *(Permission.TRASH_CLIENTS, Permission.MASS_CHANGE, Permission.REASSIGN),
    ),
    "money": (Permission.SEE_SUMS, Permission.EDIT_POINTS),
    "data": (Permission.EXPORT, Permission.PRINT, Permission.IMPORT),
    "shop": (
        *(Permission.CHANGE_SETTINGS, Permission.READ_JOURNAL, Permission.MAKE_BACKUPS),
        *(Permission.MANAGE_PEOPLE, Permission.RESTORE_BACKUPS),
    ),
}

# People are named in a list signed by the owner, and copies are sealed to the owner: nobody else holds those keys.
# Contacts of other portfolios are held by cryptography too, whatever the role says.
BADGES: Final[dict[Permission, Badge]] = {
    permission: Badge.CRYPTOGRAPHY if permission in OWNERS_ALONE else Badge.PROGRAM for permission in Permission
}


class Others(StrEnum):
    """What people see of clients in portfolios that are not theirs; their contacts never."""

    NOTHING = "nothing"
    NAMES = "names"


class Role(StrEnum):
    """A job with a ready set of permissions; the owner may shape others."""

    OWNER = "owner"
    MANAGER = "manager"
    SELLER = "seller"
    OBSERVER = "observer"


@dataclass(frozen=True, slots=True)
class Quota:
    """How many contacts a person may be shown in a day and in an hour, and from which showing on a reason is asked.

    None is no limit. The day is the shop's calendar day.
    """

    day: int | None = None
    hour: int | None = None
    reason_from: int | None = None

    def to_json(self) -> dict[str, Any]:
        """As it stands in the signed list."""
        return {"day": self.day, "hour": self.hour, "reason_from": self.reason_from}

    @classmethod
    def from_json(cls, value: object) -> Quota:
        """The quota; what makes no sense in it counts as nothing allowed."""
        if not isinstance(value, Mapping):
            return NOTHING_SHOWN
        return cls(*(_limit(value.get(name)) for name in ("day", "hour", "reason_from")))


NOTHING_SHOWN: Final = Quota(0, 0, 1)
UNLIMITED: Final = Quota()
USUAL_QUOTA: Final = Quota(30, 8, 11)


@dataclass(frozen=True, slots=True)
class RoleRights:
    """A role: its key, its name if the owner shaped it (ready ones are worded by the screens), rights and quota.

    What `rights` does not name is refused.
    """

    key: str
    name: str
    rights: Mapping[Permission, Scope]
    quota: Quota = USUAL_QUOTA

    @property
    def ready(self) -> bool:
        """Whether it is one of the four that every base has."""
        return self.key in set(Role)

    def scope(self, permission: Permission) -> Scope:
        """How far the permission goes."""
        return self.rights.get(permission, Scope.NO)

    def with_scope(self, permission: Permission, scope: Scope) -> RoleRights:
        """The same role with one cell changed; ValueError for a scope that the permission cannot have."""
        if self.key == Role.OWNER or scope not in SCOPES.get(permission, ()):
            raise ValueError(permission)
        return replace(self, rights={**self.rights, permission: scope})

    def to_json(self) -> dict[str, Any]:
        """As it stands in the signed list."""
        rights = {permission.value: scope.value for permission, scope in sorted(self.rights.items())}
        return {"key": self.key, "name": self.name, "rights": rights, "quota": self.quota.to_json()}


_SELLER = {
    Permission.VIEW_CLIENTS: Scope.YES,
    Permission.SHOW_CONTACTS: Scope.YES,
    Permission.EDIT_CLIENTS: Scope.YES,
    Permission.PRINT: Scope.REQUEST,
    Permission.MAKE_BACKUPS: Scope.YES,
}
READY: Final[dict[Role, RoleRights]] = {
    Role.OWNER: RoleRights(Role.OWNER, "", dict.fromkeys(Permission, Scope.YES), UNLIMITED),
    Role.MANAGER: RoleRights(
        Role.MANAGER,
        "",
        {
            **_SELLER,
            Permission.TRASH_CLIENTS: Scope.YES,
            Permission.SEE_SUMS: Scope.YES,
            Permission.EDIT_POINTS: Scope.YES,
            Permission.IMPORT: Scope.YES,
            Permission.EXPORT: Scope.REQUEST,
            Permission.MASS_CHANGE: Scope.YES,
            Permission.REASSIGN: Scope.YES,
        },
    ),
    Role.SELLER: RoleRights(Role.SELLER, "", _SELLER),
    Role.OBSERVER: RoleRights(
        Role.OBSERVER,
        "",
        {
            Permission.VIEW_CLIENTS: Scope.YES,
            Permission.SHOW_CONTACTS: Scope.PARTLY,
            Permission.SEE_SUMS: Scope.YES,
        },
        NOTHING_SHOWN,
    ),
}
MOST_ROLES: Final = 50
_ROLE_KEY: Final = re.compile(r"[a-z0-9_-]{1,40}")


def roles_of(policy: Mapping[str, Any]) -> tuple[RoleRights, ...]:
    """The roles that the signed policy names: the ready ones as the owner left them, then the owner's own.

    The owner's role is always whole. A right that the program doesn't know is nobody's.
    """
    said = policy.get("roles")
    found = {role.key: role for role in map(_role, said if isinstance(said, Sequence) else ()) if role is not None}
    ready = [found.get(role.key, role) if role.key != Role.OWNER else role for role in READY.values()]
    return (*ready, *(role for role in found.values() if not role.ready))


def role_of(policy: Mapping[str, Any], key: str) -> RoleRights:
    """One role of the policy; one that is not in it may do nothing."""
    return next((role for role in roles_of(policy) if role.key == key), RoleRights(key, "", {}, NOTHING_SHOWN))


def others_of(policy: Mapping[str, Any]) -> Others:
    """What people see of clients in portfolios that are not theirs; nothing unless the owner said otherwise."""
    return Others.NAMES if policy.get("others") == Others.NAMES.value else Others.NOTHING


def _role(value: object) -> RoleRights | None:
    if not isinstance(value, Mapping) or not isinstance(value.get("key"), str):
        return None
    key, rights = value["key"], value.get("rights")
    if _ROLE_KEY.fullmatch(key) is None or not isinstance(rights, Mapping):
        return None
    known = {permission: rights.get(permission.value) for permission in SCOPES}
    kept = {permission: Scope(scope) for permission, scope in known.items() if scope in SCOPES[permission]}
    return RoleRights(key, str(value.get("name") or ""), kept, Quota.from_json(value.get("quota")))


def _limit(value: object) -> int | None:
    if value is None:
        return None
    return max(value, 0) if isinstance(value, int) and not isinstance(value, bool) else 0


@dataclass(frozen=True, slots=True)
class User:
    """Who is signed in, as the verified manifest says."""

    uid: str
    name: str
    role: RoleRights
    portfolios: frozenset[int]
    others: Others = Others.NOTHING
    default_portfolio: int | None = None
    writes_to: frozenset[int] = frozenset()

    @property
    def home(self) -> int | None:
        """The portfolio where this person's new clients go; None where the person has none."""
        if self.default_portfolio in self.portfolios | self.writes_to:
            return self.default_portfolio
        return min(self.portfolios or self.writes_to, default=None)

    def scope(self, permission: Permission) -> Scope:
        """How far the permission goes for this person."""
        return self.role.scope(permission)

    def may(self, permission: Permission) -> bool:
        """Whether the person may do it now, with all clients or with the own ones."""
        return self.scope(permission) in (Scope.YES, Scope.OWN)

    def asks(self, permission: Permission) -> bool:
        """Whether the person may do it once the owner has agreed."""
        return self.scope(permission) is Scope.REQUEST

    def only_own(self, permission: Permission) -> bool:
        """Whether the person may do it with the clients alone whose responsible employee is this person."""
        return self.scope(permission) is Scope.OWN

    @property
    def gains_by_owning(self) -> bool:
        """Whether being responsible for a client allows the person more with it."""
        return any(map(self.only_own, SCOPES))

    def sees_sums_of(self, responsible: str | None) -> bool:
        """Whether the money of a client with this responsible employee may be seen."""
        scope = self.scope(Permission.SEE_SUMS)
        return scope is Scope.YES or (scope is Scope.OWN and responsible == self.uid)

    @property
    def sees_masks(self) -> bool:
        """Whether contacts may be seen at least in part."""
        return self.scope(Permission.SHOW_CONTACTS) is not Scope.NO

    @property
    def is_owner(self) -> bool:
        """Owners hold every key."""
        return self.role.key == Role.OWNER


@dataclass(frozen=True, slots=True)
class PersonTile:
    """One person on the sign-in screen; `role_name` is that of a role which the owner shaped."""

    uid: str
    name: str
    role: str
    active: bool
    role_name: str = ""
