"""What a feature tells the window about itself: its place in the navigation, its page, its actions, its pictures."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from importlib import import_module
from typing import TYPE_CHECKING, Final

from clientcrm.domain.access import Permission, User
from clientcrm.domain.changes import Changes

if TYPE_CHECKING:
    from clientcrm.crm import Desk
    from ui.context import Context
    from ui.page import Page
    from ui.scenes import Scene

GROUPS: Final = ("work", "growth", "management")

# One module per feature; a feature that does not exist yet is absent.
SECTIONS: Final = (
    "ui.access.section",
    "ui.clients.section",
    "ui.exchange.section",
    "ui.settings.section",
)


@dataclass(frozen=True, slots=True)
class Action:
    """Something to do from anywhere: by its keys, or from the palette."""

    key: str
    title: str
    icon: str
    run: Callable[[], None]
    keys: str = ""
    permission: Permission | None = None
    words: str = ""


@dataclass(frozen=True, slots=True)
class Section:
    """One feature in the navigation."""

    key: str
    title: Callable[[], str]
    icon: str
    group: str
    order: int
    build: Callable[[Context], Page]
    permission: Permission | None = None
    also: tuple[Permission, ...] = ()  # rights that open it too, be it with the owner's agreement alone
    actions: Callable[[Context], Sequence[Action]] | None = None
    client_actions: Callable[[Context, int, str], Sequence[Action]] | None = None
    count: Callable[[Desk], int] | None = None
    awaits: bool = False  # the count is of things that wait for a decision: told by a pill
    count_topics: Changes = field(default_factory=frozenset)
    scenes: Callable[[], Iterable[Scene]] | None = None

    def open_to(self, user: User) -> bool:
        """Whether this person has the section at all."""
        if self.permission is None or user.may(self.permission):
            return True
        return any(user.may(right) or user.asks(right) for right in self.also)


def all_sections() -> list[Section]:
    """Every section of this edition, in the order of the navigation."""
    found = [import_module(name).SECTION for name in SECTIONS]
    return sorted(found, key=lambda section: section.order)
