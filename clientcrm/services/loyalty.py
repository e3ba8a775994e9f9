"""The loyalty scale: the owner renames, recolours, reorders, adds and hides its steps, and sets their rules."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import asdict

from sqlalchemy import func, select

from clientcrm.data.models import Client
from clientcrm.data.models import Tier as Row
from clientcrm.domain.access import Permission
from clientcrm.domain.errors import Invalid, NotFound
from clientcrm.domain.tier_rules import (
    Rule,
    TierApplied,
    TierOptions,
    TierPreview,
    TierRules,
    TierWhy,
    refused_rule,
)
from clientcrm.domain.tiers import DEFAULT_TIERS, PALETTES, Tier, TierDraft, TierKind
from clientcrm.services.gate import Gate
from clientcrm.services.tiers.back import last_applied
from clientcrm.services.tiers.holding import hold, set_advocate, why_of
from clientcrm.services.tiers.scale import (
    domain_tier,
    is_agreed,
    keep_options,
    keep_rule,
    options_of,
    rules_of,
    scale_of,
)

_LONGEST_GRACE = 3_660
Step = Callable[[int, int], None]


class Tiers:
    """Steps of the scale, their rules, and whom they move. Nothing here loads pandas until rules are tried."""

    def __init__(self, gate: Gate) -> None:
        self._gate = gate

    def all(self) -> list[Tier]:
        """Every tier in its order, hidden ones too, with its rule and how many clients stand on it."""
        with self._gate.read(Permission.VIEW_CLIENTS) as session:
            counted = select(Client.tier_id, func.count()).where(Client.trashed.is_(False)).group_by(Client.tier_id)
            counts: dict[int, int] = dict(session.execute(counted).all())
            rows = session.scalars(select(Row).order_by(Row.position, Row.id)).all()
            rules = rules_of(session)
            return [domain_tier(row, counts.get(row.id, 0), rules.get(row.id)) for row in rows]

    def save(self, drafts: Sequence[TierDraft]) -> None:
        """Write the scale in the new order. A tier that is left out is hidden, never lost: clients may stand on it."""
        refused = _refused(drafts)
        if refused:
            raise Invalid(refused)
        with self._gate.write(Permission.CHANGE_SETTINGS, "tiers.changed", "tier") as session:
            rows = {row.id: row for row in session.scalars(select(Row))}
            added = 0
            for place, draft in enumerate(drafts, 1):
                if draft.id is None:
                    number = max((int(r.key[4:]) for r in rows.values() if r.key.startswith("own_")), default=0)
                    added += 1
                    row = Row(key=f"own_{number + added}", kind=draft.kind.value)
                    session.add(row)
                elif draft.id in rows:
                    row = rows.pop(draft.id)
                else:
                    raise NotFound("tier", draft.id)
                names, letters = _defaults(row.key)
                row.name = "" if draft.name.strip() in names else draft.name.strip()
                row.letter = "" if draft.letter.strip() in letters else draft.letter.strip()
                row.palette, row.position, row.hidden = draft.palette, place, draft.hidden
                if draft.rule is not None:
                    session.flush()
                    keep_rule(session, row, draft.rule)
            for place, row in enumerate(rows.values(), len(drafts) + 1):
                row.hidden, row.position = True, place
            self._gate.note(session, count=len(drafts))

    # ------------------------------------------------------------------ rules

    def rules(self) -> TierRules:
        """What the owner decided about the rules, and whether they wait for somebody to look at whom they move."""
        with self._gate.read(Permission.VIEW_CLIENTS) as session:
            options = options_of(session)
            waits = options.automatic and not is_agreed(session, scale_of(session))
            return TierRules(options, waits, last_applied(session))

    def decide(self, options: TierOptions) -> None:
        """Decide anew; it shows with the next recalculation."""
        if not 0 <= options.grace <= _LONGEST_GRACE:
            raise Invalid({"grace": "out_of_range"})
        with self._gate.write(Permission.CHANGE_SETTINGS, "settings.changed") as session:
            before, after = asdict(options_of(session)), asdict(options)
            if before == after:
                self._gate.nothing_changed(session)
                return
            keep_options(session, options)
            self._gate.note(session, changes={n: [before[n], after[n]] for n in after if before[n] != after[n]})

    def set_rule(self, tier_id: int, rule: Rule) -> None:
        """Another rule for one step; nobody moves by it before the next recalculation."""
        with self._gate.write(Permission.CHANGE_SETTINGS, "tiers.changed", "tier", tier_id) as session:
            row = session.get(Row, tier_id)
            if row is None:
                raise NotFound("tier", tier_id)
            refused = refused_rule(rule, row.kind)
            if refused:
                raise Invalid({"rule": refused})
            keep_rule(session, row, rule)
            self._gate.note(session, count=1, rule=rule.measure)

    def preview(self, limit: int | None = 2_000, step: Step | None = None, *, apart: bool = False) -> TierPreview:
        """Who would change by the rules as they are, the first `limit` of them by name; nothing is changed.

        `apart`: in a process of its own, where a window would feel it.
        """
        from clientcrm.services.analytics.tier_moves import preview

        return preview(self._gate, limit, step, apart=apart)

    def apply(self, step: Step | None = None, *, apart: bool = False) -> TierApplied:
        """Move everybody whom the rules move, as one batch that can be taken back. For the background."""
        from clientcrm.services.analytics.tier_moves import apply

        return apply(self._gate, step, apart=apart)

    # ------------------------------------------------------------------ one client

    def why(self, client_id: int) -> TierWhy:
        """Why the client stands on the tier shown, and since when; numbers by money for whoever may see the sums."""
        return why_of(self._gate, client_id)

    def lock(self, ids: Sequence[int]) -> list[int]:
        """Keep these clients on their tiers by hand: rules leave them alone. Whom it changed."""
        return hold(self._gate, ids, by_hand=True)

    def unlock(self, ids: Sequence[int]) -> list[int]:
        """Give these clients back to the rules, which take them up at the next recalculation. Whom it changed."""
        return hold(self._gate, ids, by_hand=False)

    def mark_advocate(self, client_id: int, *, on: bool) -> None:
        """Write down that the client brought a friend or a review, or that it is not so."""
        set_advocate(self._gate, client_id, on=on)


def _defaults(key: str) -> tuple[frozenset[str], frozenset[str]]:
    """Names and letters that follow the reader's language, and are not kept."""
    found = [tier for tier in DEFAULT_TIERS if tier.key == key]
    names = frozenset(name for tier in found for name in tier.names.values())
    return names, frozenset(letter for tier in found for letter in tier.letters.values())


def _refused(drafts: Sequence[TierDraft]) -> dict[str, str]:
    refused: dict[str, str] = {}
    names = [draft.name.strip().casefold() for draft in drafts]
    for place, draft in enumerate(drafts):
        if not draft.name.strip():
            refused[f"{place}.name"] = "empty"
        elif names.count(draft.name.strip().casefold()) > 1:
            refused[f"{place}.name"] = "twice"
        if draft.palette not in PALETTES:
            refused[f"{place}.palette"] = "unknown"
        if len(draft.letter.strip()) > 2:
            refused[f"{place}.letter"] = "too_long"
        if draft.rule is not None and (wrong := refused_rule(draft.rule, draft.kind)):
            refused[f"{place}.rule"] = wrong
    if all(draft.hidden for draft in drafts):
        refused["0.hidden"] = "all_hidden"
    if not any(draft.kind is TierKind.LADDER for draft in drafts):
        refused["0.kind"] = "no_ladder"
    return refused
