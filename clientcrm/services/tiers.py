"""The loyalty scale: the owner renames, recolours, reorders, adds and hides its steps."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from clientcrm.data.models import Client
from clientcrm.data.models import Tier as Row
from clientcrm.domain.access import Permission
from clientcrm.domain.errors import Invalid, NotFound
from clientcrm.domain.tiers import DEFAULT_TIERS, PALETTES, Tier, TierDraft, TierKind
from clientcrm.services.gate import Gate


class Tiers:
    """Steps of the scale."""

    def __init__(self, gate: Gate) -> None:
        self._gate = gate

    def all(self) -> list[Tier]:
        """Every tier in its order, hidden ones too, with how many clients stand on it."""
        with self._gate.read(Permission.VIEW_CLIENTS) as session:
            counted = select(Client.tier_id, func.count()).where(Client.trashed.is_(False)).group_by(Client.tier_id)
            counts: dict[int, int] = dict(session.execute(counted).all())
            rows = session.scalars(select(Row).order_by(Row.position, Row.id)).all()
            return [domain_tier(row, counts.get(row.id, 0)) for row in rows]

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
                default = _default_names(row.key)
                row.name = "" if draft.name.strip() in default else draft.name.strip()
                row.letter = draft.letter.strip()
                row.palette, row.position, row.hidden = draft.palette, place, draft.hidden
            for place, row in enumerate(rows.values(), len(drafts) + 1):
                row.hidden, row.position = True, place
            self._gate.note(session, count=len(drafts))


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


def _default_names(key: str) -> frozenset[str]:
    return frozenset(name for tier in DEFAULT_TIERS if tier.key == key for name in tier.names.values())


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
    if all(draft.hidden for draft in drafts):
        refused["0.hidden"] = "all_hidden"
    return refused


def domain_tier(row: Row, clients: int = 0) -> Tier:
    """The kept step as a value."""
    return Tier(
        row.id, row.key, row.name, row.letter, row.palette, TierKind(row.kind), row.position, row.hidden, clients
    )
