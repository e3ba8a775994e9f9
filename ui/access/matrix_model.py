"""The matrix as data: rows of rights under headings, a column a role, what the owner changed and did not save yet."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtWidgets import QWidget

from clientcrm.domain.access import (
    BADGES,
    GROUPS,
    OWNERS_ALONE,
    SCOPES,
    Badge,
    Permission,
    Role,
    RoleRights,
    Scope,
)
from ui.access.wording import group_title, limit_words, permission_title, scope_title
from ui.badges import badge_title
from ui.i18n import tr
from ui.people_words import role_title

Index = QModelIndex | QPersistentModelIndex
LIMITS = ("day", "hour", "reason_from")


@dataclass(frozen=True, slots=True)
class Line:
    """One row: a heading (`group` alone), a right, or a limit of showings."""

    group: str
    permission: Permission | None = None
    limit: str = ""

    @property
    def is_heading(self) -> bool:
        """Whether it has no cells."""
        return self.permission is None and not self.limit

    @property
    def badge(self) -> Badge | None:
        """What holds the right of this row."""
        if self.permission is not None:
            return BADGES[self.permission]
        return Badge.PROGRAM if self.limit else None


def limit_title(limit: str) -> str:
    """A row of limits."""
    return {
        "day": tr("Contacts a day"),
        "hour": tr("Contacts an hour"),
        "reason_from": tr("A reason is asked from the n-th on"),
    }[limit]


def lines() -> list[Line]:
    """All rows, in order."""
    found: list[Line] = []
    for group, permissions in GROUPS.items():
        found.append(Line(group))
        found += [Line(group, permission) for permission in permissions]
    found.append(Line("meters"))
    found += [Line("meters", limit=limit) for limit in LIMITS]
    return found


class MatrixModel(QAbstractTableModel):
    """What is on the screen; `roles` is what would be saved."""

    edited = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.lines = lines()
        self.roles: list[RoleRights] = []
        self.people: Mapping[str, Sequence[str]] = {}
        self._kept: list[RoleRights] = []

    def show_roles(self, roles: Sequence[RoleRights], people: Mapping[str, Sequence[str]]) -> None:
        """Show what is kept; `people` names who has each role."""
        self.beginResetModel()
        self.roles, self._kept, self.people = list(roles), list(roles), people
        self.endResetModel()
        self.edited.emit()

    @property
    def changed(self) -> bool:
        """Whether something is not saved yet."""
        return self.roles != self._kept

    def give_up(self) -> None:
        """Back to what is kept."""
        self.show_roles(self._kept, self.people)

    def put_role(self, role: RoleRights) -> None:
        """Change one role, or add it."""
        keys = [other.key for other in self.roles]
        self.beginResetModel()
        if role.key in keys:
            self.roles[keys.index(role.key)] = role
        else:
            self.roles.append(role)
        self.endResetModel()
        self.edited.emit()

    def drop_role(self, key: str) -> None:
        """Take an own role away."""
        self.beginResetModel()
        self.roles = [role for role in self.roles if role.key != key]
        self.endResetModel()
        self.edited.emit()

    # ------------------------------------------------------------ one cell

    def line(self, row: int) -> Line:
        """What the row is about."""
        return self.lines[row]

    def role(self, column: int) -> RoleRights | None:
        """Whose column it is; the first one is nobody's."""
        return self.roles[column - 1] if 0 < column <= len(self.roles) else None

    def can_change(self, row: int, column: int) -> bool:
        """Whether the cell is the owner's to decide."""
        role, line = self.role(column), self.lines[row]
        if role is None or line.is_heading or role.key == Role.OWNER:
            return False
        return line.permission is None or line.permission not in OWNERS_ALONE

    def choices(self, row: int) -> tuple[Scope, ...]:
        """How far the right of this row may go."""
        permission = self.lines[row].permission
        return SCOPES.get(permission, ()) if permission is not None else ()

    def set_scope(self, row: int, column: int, scope: Scope) -> None:
        """Decide one cell."""
        role, permission = self.role(column), self.lines[row].permission
        if role is None or permission is None or role.scope(permission) is scope:
            return
        self.roles[column - 1] = role.with_scope(permission, scope)
        self._say(row, column)

    def set_limit(self, row: int, column: int, limit: int | None) -> None:
        """Decide a limit; None is none."""
        role, line = self.role(column), self.lines[row]
        if role is None or not line.limit or getattr(role.quota, line.limit) == limit:
            return
        changes: dict[str, Any] = {line.limit: limit}
        self.roles[column - 1] = replace(role, quota=replace(role.quota, **changes))
        self._say(row, column)

    def limit(self, row: int, column: int) -> int | None:
        """The limit in this cell."""
        role, line = self.role(column), self.lines[row]
        found: int | None = getattr(role.quota, line.limit) if role is not None and line.limit else None
        return found

    def is_edited(self, row: int, column: int) -> bool:
        """Whether the cell differs from what is kept."""
        role, line = self.role(column), self.lines[row]
        kept = next((other for other in self._kept if role is not None and other.key == role.key), None)
        if role is None or line.is_heading or kept is role:
            return False
        if kept is None:
            return True
        if line.permission is not None:
            return role.scope(line.permission) is not kept.scope(line.permission)
        return bool(getattr(role.quota, line.limit) != getattr(kept.quota, line.limit))

    def _say(self, row: int, column: int) -> None:
        index = self.index(row, column)
        self.dataChanged.emit(index, index)
        self.edited.emit()

    # ------------------------------------------------------------ what Qt asks

    def rowCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self.lines)

    def columnCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self.roles) + 1

    def flags(self, index: Index) -> Qt.ItemFlag:
        if not index.isValid() or self.lines[index.row()].is_heading:
            return Qt.ItemFlag.NoItemFlags
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return self._spoken(index.row(), index.column())
        return self.text(index.row(), index.column()) if role == Qt.ItemDataRole.DisplayRole else None

    def text(self, row: int, column: int) -> str:
        """The words in a cell."""
        line, role = self.lines[row], self.role(column)
        if line.is_heading:
            return group_title(line.group) if column == 0 else ""
        if role is None:
            return permission_title(line.permission) if line.permission else limit_title(line.limit)
        if line.permission is not None:
            return scope_title(role.scope(line.permission))
        return limit_words(getattr(role.quota, line.limit))

    def _spoken(self, row: int, column: int) -> str:
        line, role = self.lines[row], self.role(column)
        title = self.text(row, 0)
        if role is None:
            return f"{title}. {badge_title(line.badge)}" if line.badge is not None else title
        return f"{title}, {self.role_name(column)}: {self.text(row, column)}"

    def role_name(self, column: int) -> str:
        """How the role of a column is called."""
        role = self.role(column)
        return role_title(role.key, role.name) if role is not None else tr("What can be done")

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if orientation != Qt.Orientation.Horizontal or role not in (
            Qt.ItemDataRole.DisplayRole,
            Qt.ItemDataRole.AccessibleTextRole,
        ):
            return None
        return self.role_name(section)
