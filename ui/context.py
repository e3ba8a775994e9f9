"""What every page is given: desk, background work, the changed signal, preferences, ways to other places."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

from PySide6.QtCore import QObject, Qt, Signal, Slot
from PySide6.QtWidgets import QWidget

from clientcrm.domain.access import Permission, User
from clientcrm.domain.changes import Changes, Topic
from clientcrm.domain.settings import ShopSettings
from clientcrm.domain.tiers import Tier
from ui import words
from ui.background import Background, Job
from ui.deeds import Deed, Deeds
from ui.i18n import language, tr
from ui.preferences import Preferences

if TYPE_CHECKING:
    from clientcrm.crm import Crm, Desk
    from ui.widgets.tiers import TierLook


class Relay(QObject):
    """Carries what a transaction changed from its thread to the screens; handed to sign_in before there is a desk."""

    changed = Signal(frozenset)

    def publish(self, changes: Changes) -> None:
        """Called by the core, in any thread."""
        self.changed.emit(changes)


@dataclass(frozen=True, slots=True)
class Known:
    """What the screens hold ready so that they need not wait for it."""

    shop: ShopSettings
    tiers: tuple[Tier, ...]


def read_known(desk: Desk) -> Known:
    """The settings and the scale as they stand; called in a worker."""
    return Known(desk.settings.read(), tuple(desk.tiers.all()))


@dataclass(frozen=True, slots=True)
class ToastAsked:
    """A fact to be shown at the foot of the sheet, with what can be done about it."""

    text: str
    action: str = ""
    on_action: Callable[[], None] | None = None
    icon: str = "check"
    keys: str = ""


class Context(QObject):
    """Handed to each page; there are no global objects."""

    changed = Signal(frozenset)
    opened = Signal(str, object)
    replaced = Signal(object)
    went_back = Signal()
    toasted = Signal(object)
    lock_asked = Signal()
    palette_asked = Signal(str)
    reckoning_asked = Signal()  # somebody wants the figures of all clients anew
    copies_changed = Signal()  # a copy of the base was made or removed
    restore_asked = Signal(object)  # path of a copy: the shop closes and the restoring begins
    rebuild_asked = Signal()  # language or scale changed: the window is made anew

    def __init__(
        self, crm: Crm, desk: Desk, relay: Relay, known: Known, background: Background, preferences: Preferences
    ) -> None:
        super().__init__(relay.parent())
        relay.setParent(self)
        self.crm = crm
        self.desk = desk
        self.background = background
        self.preferences = preferences
        self.sheet: QWidget | None = None
        # Why this person asked, by the number of the request: in the base it is sealed, for owners alone to open.
        self.reasons: dict[int, str] = {}
        self.deeds = Deeds(background, self)
        self.deeds.told.connect(self._tell)
        self.deeds.began.connect(lambda text: self.toast(text, icon="clock"))
        self.deeds.failed.connect(lambda error: self.show_error(self, error))
        self._know(known)
        self._relay = relay
        # Transactions end in workers; a queued connection brings their news into the GUI thread.
        relay.changed.connect(self._on_relayed, Qt.ConnectionType.QueuedConnection)

    def _know(self, known: Known) -> None:
        self._known = known
        words.follow_clock(ZoneInfo(known.shop.time_zone))

    # ------------------------------------------------------------ facts

    @property
    def user(self) -> User:
        """Who is signed in."""
        return self.desk.user

    @property
    def shop(self) -> ShopSettings:
        """The shop's settings as last read."""
        return self._known.shop

    def may(self, permission: Permission) -> bool:
        """Whether the signed-in person may; hiding a button is courtesy, the core checks."""
        return self.desk.user.may(permission)

    def may_ask(self, permission: Permission) -> bool:
        """Whether the person may, or may once the owner has agreed."""
        return self.desk.user.may(permission) or self.desk.user.asks(permission)

    def tiers(self) -> list[Tier]:
        """The scale as last read, in order; the counts in it may be old."""
        return list(self._known.tiers)

    def tier(self, tier_id: int) -> Tier | None:
        """One tier of the scale."""
        return next((tier for tier in self._known.tiers if tier.id == tier_id), None)

    def look(self, tier_id: int) -> TierLook | None:
        """How a tier's chip looks, in the language in force."""
        tier = self.tier(tier_id)
        return None if tier is None else look_of(tier)

    # ------------------------------------------------------------ ways

    def open(self, section: str, **place: object) -> None:
        """Go to a place; each one is a step of history."""
        self.opened.emit(section, place)

    def replace(self, **place: object) -> None:
        """Say that the place shown is now called differently, without a step of history."""
        self.replaced.emit(place)

    def back(self) -> None:
        """One step back."""
        self.went_back.emit()

    def toast(
        self,
        text: str,
        *,
        action: str = "",
        on_action: Callable[[], None] | None = None,
        icon: str = "check",
    ) -> None:
        """Say a fact at the foot of the sheet."""
        self.toasted.emit(ToastAsked(text, action, on_action, icon))

    def did(
        self,
        fact: str,
        undo: Callable[[Job, Any], Any],
        redo: Callable[[Job, Any], Any],
        held: object = None,
        *,
        icon: str = "check",
    ) -> None:
        """Say a fact that can be taken back and done again; both ways run in a worker (ui/deeds.py)."""
        self.deeds.did(Deed(fact, undo, redo, held, icon))

    def took_back(self, deed: Deed, text: str) -> None:
        """Say that something was taken back, and offer to do it again."""
        self.deeds.took_back(deed)
        self._offer_redo(text)

    def lock(self) -> None:
        """Ask for the password again."""
        self.lock_asked.emit()

    def palette(self, text: str = "") -> None:
        """Open the command palette."""
        self.palette_asked.emit(text)

    def show_error(self, owner: QObject, error: BaseException) -> None:
        """Say in a dialog what happened and what to do."""
        from ui.errors import show_error

        show_error(owner, error)

    # ------------------------------------------------------------ inside

    @Slot(object, bool)
    def _tell(self, deed: Deed, undone: bool) -> None:
        if undone:
            self._offer_redo(tr("Undone: “{fact}”").format(fact=deed.fact))
        else:
            self.toasted.emit(ToastAsked(deed.fact, tr("Undo"), self.deeds.undo, deed.icon, "Ctrl Z"))

    def _offer_redo(self, text: str) -> None:
        self.toasted.emit(ToastAsked(text, tr("Redo"), self.deeds.redo, "undo-2", "Ctrl Shift Z"))

    @Slot(frozenset)
    def _on_relayed(self, changes: Changes) -> None:
        if not changes & {Topic.SETTINGS, Topic.TIERS}:
            self.changed.emit(changes)
            return

        def arrived(known: Known) -> None:
            self._know(known)
            self.changed.emit(changes)

        self.background.run(self, lambda _job: read_known(self.desk), then=arrived)

    def close(self) -> None:
        """Hear nothing more of the desk: it is being closed."""
        self._relay.changed.disconnect(self._on_relayed)
        self.deleteLater()


def look_of(tier: Tier) -> TierLook:
    """A tier as its chip: the silhouette of a ready tier, or the letter of one that the owner added."""
    from ui.widgets.tiers import TierLook

    speech = language()
    return TierLook(tier.palette, tier.title(speech), tier.sign(speech), own=tier.key != tier.palette)
