"""The names behind the ids that a row, a card or a filter holds."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from zoneinfo import ZoneInfo

from clientcrm.domain.access import Permission
from clientcrm.domain.fields import OwnField
from clientcrm.domain.figures import Reckoning
from clientcrm.domain.tiers import Tier, TierKind
from ui.context import Context
from ui.i18n import language
from ui.widgets.tiers import TierLook


class Vocabulary:
    """Tiers in the shop's order, people, portfolios, own fields and the currency; reading it never waits."""

    def __init__(self, context: Context, own: Sequence[OwnField] = ()) -> None:
        self._context = context
        self.own = tuple(own)
        self.batches: dict[int, str] = {}  # names of the loads that the list was narrowed to
        self.names: dict[str, dict[Any, str]] = {}  # of what trees of conditions choose by id: products, segments
        self.made: Reckoning | None = None  # the reckoning that the stored figures of the rows shown come from

    def named(self, field: str, value: Any) -> str:
        """The name of a value that is known by its id, "" where it was not read."""
        return self.batches.get(value, "") if field == "batch" else self.names.get(field, {}).get(value, "")

    @property
    def currency(self) -> str:
        """The money of the shop."""
        return self._context.shop.currency

    @property
    def zone(self) -> ZoneInfo:
        """The clock on the wall of the shop."""
        return ZoneInfo(self._context.shop.time_zone)

    @property
    def tiers(self) -> tuple[Tier, ...]:
        """The whole scale, hidden tiers included."""
        return tuple(self._context.tiers())

    @property
    def people(self) -> dict[str, str]:
        """Names of the employees by uid."""
        return self._context.desk.people

    @property
    def portfolios(self) -> dict[int, str]:
        """Names of the portfolios that this person works with."""
        return dict(self._context.desk.portfolios)

    def may(self, permission: Permission) -> bool:
        """Whether the signed-in person may do this; the core asks again."""
        return self._context.may(permission)

    @property
    def gains_by_owning(self) -> bool:
        """Whether being responsible for a client allows the person more with it."""
        return self._context.user.gains_by_owning

    def tier(self, tier_id: int) -> Tier | None:
        """The tier with this id."""
        return self._context.tier(tier_id)

    def tier_title(self, tier_id: int) -> str:
        """The word on the chip, "" for a tier that is gone."""
        tier = self.tier(tier_id)
        return tier.title(language()) if tier else ""

    def look(self, tier_id: int) -> TierLook | None:
        """How the chip of the tier is painted."""
        return self._context.look(tier_id)

    def guarded(self, tier_id: int) -> bool:
        """Whether the tier hides contacts."""
        tier = self.tier(tier_id)
        return tier is not None and tier.kind is TierKind.GUARD

    def choosable(self, current: int | None = None) -> list[Tier]:
        """Tiers that may be given to a client, and the one that the client has."""
        return [tier for tier in self.tiers if not tier.hidden or tier.id == current]

    def person(self, uid: str) -> str:
        """The name of the employee; what is not a uid is a name already."""
        return self.people.get(uid, uid)

    def own_title(self, field_id: int) -> str:
        """The name of an own field, "" when it is gone."""
        return next((own.name for own in self.own if own.id == field_id), "")
