"""The scale as it is kept: its steps in their order with their rules, as values and as what the rules go by."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from clientcrm.data.models import Setting, TierRule
from clientcrm.data.models import Tier as Row
from clientcrm.domain.tier_rules import BY_HAND, Rule, TierOptions, default_rule
from clientcrm.domain.tiers import DEFAULT_TIERS, PALETTES, Tier, TierKind

OPTIONS = "tiers"
_AGREED = "agreed"


@dataclass(frozen=True, slots=True)
class Scale:
    """Every step in its order."""

    steps: tuple[Tier, ...]

    @property
    def keys(self) -> dict[int, str]:
        """id -> key."""
        return {step.id: step.key for step in self.steps}

    @property
    def ids(self) -> dict[str, int]:
        """key -> id."""
        return {step.key: step.id for step in self.steps}

    @property
    def kinds(self) -> dict[int, TierKind]:
        """id -> kind."""
        return {step.id: step.kind for step in self.steps}

    @property
    def first(self) -> int:
        """Where a client stands of whom nothing else is known."""
        rungs = [step.id for step in self.steps if step.kind is TierKind.LADDER]
        return next((step.id for step in self.steps if step.key == "base"), (rungs or [self.steps[0].id])[0])

    def ladder(self) -> tuple[tuple[str, Rule], ...]:
        """The rungs with their rules, the lowest first; nobody is put on a hidden one."""
        rungs = (step for step in self.steps if step.kind is TierKind.LADDER)
        return tuple((step.key, BY_HAND if step.hidden else step.rule) for step in rungs)

    def states(self) -> dict[str, str]:
        """The states that follow a status: status -> key, the first of several that name the same."""
        ruled = (step for step in self.steps if step.kind is TierKind.STATE and step.rule != BY_HAND)
        found: dict[str, str] = {}
        for step in ruled:
            if not step.hidden:
                found.setdefault(step.rule.measure, step.key)
        return found

    def named_states(self) -> tuple[str, ...]:
        """Every state, ruled or not, hidden ones too."""
        return tuple(step.key for step in self.steps if step.kind is TierKind.STATE)


def scale_of(session: Session) -> Scale:
    """The scale as it is now."""
    rows = session.scalars(select(Row).order_by(Row.position, Row.id)).all()
    rules = rules_of(session)
    return Scale(tuple(domain_tier(row, rule=rules.get(row.id)) for row in rows))


def rules_of(session: Session) -> dict[int, Rule]:
    """The rules that the owner set, by tier."""
    return {row.tier_id: Rule(row.measure, row.at_least, row.window, row.fewest) for row in session.scalars(_RULES)}


_RULES = select(TierRule)


def keep_rule(session: Session, row: Row, rule: Rule) -> None:
    """The rule of a step from now on; the default of its key needs no keeping."""
    kept = session.get(TierRule, row.id)
    if rule == default_rule(row.key):
        if kept is not None:
            session.delete(kept)
        return
    if kept is None:
        session.add(TierRule(tier_id=row.id, **asdict(rule)))
        return
    kept.measure, kept.at_least, kept.window, kept.fewest = rule.measure, rule.at_least, rule.window, rule.fewest


def domain_tier(row: Row, clients: int = 0, rule: Rule | None = None) -> Tier:
    """The kept step as a value."""
    return Tier(
        row.id,
        row.key,
        row.name,
        row.letter,
        row.palette,
        TierKind(row.kind),
        row.position,
        row.hidden,
        clients,
        default_rule(row.key) if rule is None else rule,
    )


def default_rows() -> list[Row]:
    """The nine steps that every new base starts with."""
    return [
        Row(key=tier.key, palette=tier.key, kind=tier.kind.value, position=place)
        for place, tier in enumerate(DEFAULT_TIERS, 1)
    ]


def new_tier(session: Session, name: str, batch_id: int | None) -> int:
    """One more step at the end of the ladder, in the palette that fewest steps have."""
    rows = list(session.scalars(select(Row)))
    used = [row.palette for row in rows]
    palette = min(PALETTES[1:6], key=used.count)
    number = max((int(row.key[4:]) for row in rows if row.key.startswith("own_")), default=0) + 1
    row = Row(
        key=f"own_{number}",
        name=name[:60],
        letter=name[:1].upper(),
        palette=palette,
        kind=TierKind.LADDER.value,
        position=max((row.position for row in rows), default=0) + 1,
        batch_id=batch_id,
    )
    session.add(row)
    session.flush()
    return row.id


# ---------------------------------------------------------------- the owner's options


def options_of(session: Session) -> TierOptions:
    """What the owner decided."""
    kept = _kept(session)
    usual = TierOptions()
    return TierOptions(
        bool(kept.get("automatic", usual.automatic)),
        bool(kept.get("demote", usual.demote)),
        int(kept.get("grace", usual.grace)),
    )


def keep_options(session: Session, options: TierOptions) -> None:
    """Decide anew; what was agreed to stays."""
    session.merge(Setting(key=OPTIONS, value=json.dumps(_kept(session) | asdict(options))))


def is_agreed(session: Session, scale: Scale) -> bool:
    """Whether a person has applied just these rules: then the program may go on by itself."""
    return _kept(session).get(_AGREED) == _words(scale, options_of(session))


def agree(session: Session, scale: Scale) -> None:
    """A person applied these rules."""
    agreed = {_AGREED: _words(scale, options_of(session))}
    session.merge(Setting(key=OPTIONS, value=json.dumps(_kept(session) | agreed)))


def _words(scale: Scale, options: TierOptions) -> str:
    """The rules as one text: two that move the same clients are the same."""
    ladder = [[key, *asdict(rule).values()] for key, rule in scale.ladder()]
    return json.dumps([ladder, scale.states(), options.demote, options.grace if options.demote else None])


def _kept(session: Session) -> dict[str, Any]:
    row = session.get(Setting, OPTIONS)
    found: dict[str, Any] = json.loads(row.value) if row is not None else {}
    return found
