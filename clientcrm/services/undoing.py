"""Taking a batch back, and putting it on again: record by record, never over what somebody changed since."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from sqlalchemy import Select, delete, exists, func, select, update
from sqlalchemy.orm import Session

from clientcrm.data import search
from clientcrm.data.batch_reach import clients_of_batch, portfolios_of_batch
from clientcrm.data.bulk import in_parts, without_indexes
from clientcrm.data.models import (
    NOBODYS,
    Batch,
    BatchEffect,
    Client,
    ClientPrivate,
    ClientTag,
    ClientTier,
    ContactPoint,
    ImportedRow,
    OwnField,
    Product,
    Purchase,
    PurchaseLine,
    Tag,
    Tier,
    TierMove,
    TimelineEntry,
)
from clientcrm.domain.access import Permission
from clientcrm.domain.changes import Topic
from clientcrm.domain.clients import ClientDraft
from clientcrm.domain.errors import NoKey, NotFound
from clientcrm.domain.imports import UndoConflict, UndoPlan, UndoResult
from clientcrm.domain.intake.codec import field_from_json, field_to_json, opening_from_json, opening_to_json
from clientcrm.domain.timeline import WRITTEN_BY_PEOPLE
from clientcrm.services.batches import changes_of, earlier_fields
from clientcrm.services.clients.moving import MOVED, bring_back
from clientcrm.services.clients.writer import ClientWriter, Extras, Loaded, without_ids
from clientcrm.services.figures_at_once import follow_sales
from clientcrm.services.gate import Gate
from clientcrm.services.sales import refresh_figures
from clientcrm.services.tiers.back import APPLIED, take_back
from clientcrm.services.visits import follow_visits, last_days

ASSIGNED = "client.assigned"


@dataclass(slots=True)
class _Sorted:
    """What a batch's effects come to now."""

    delete: list[int] | range
    kept: list[int]


class Undoing:
    """Takes one batch back in the caller's transaction."""

    def __init__(self, gate: Gate, session: Session, batch: Batch) -> None:
        self._gate = gate
        self._session = session
        self._batch = batch
        self._writer = ClientWriter(gate)

    def plan(self) -> UndoPlan:
        """What taking it back would do."""
        made = self._made()
        changed = self._count(BatchEffect.created.is_(False)) + self._moves()
        purchases = self._purchase_count()
        return UndoPlan(self._batch.id, len(made.delete) + purchases, changed, len(made.kept))

    def run(self) -> UndoResult:
        """Take it back; NoKey or NotFound, and nothing is changed, for whoever does not see all that it touched."""
        self._require_reach()
        made = self._made()
        touched = self._remove_purchases()
        conflicts = [self._kept(client_id) for client_id in made.kept]
        self._delete_clients(made.delete)
        restored, torn = self._restore_clients() if self._batch.action != APPLIED else self._restore_tiers()
        left = touched - set(made.delete)
        before = last_days(self._session, left)
        refresh_figures(self._session, self._gate, left)
        follow_sales(self._session, self._gate, left)
        follow_visits(self._session, self._gate, before)
        self._remove_unused()
        self._session.execute(delete(ImportedRow).where(ImportedRow.batch_id == self._batch.id))
        self._batch.state = "undone"
        deleted = len(made.delete) + self._removed_purchases
        return UndoResult(self._batch.id, deleted, restored, tuple(conflicts + torn))

    def is_in_reach(self) -> bool:
        """Whether the person sees all that the batch touched."""
        try:
            self._require_reach()
        except (NoKey, NotFound):
            return False
        return True

    def _require_reach(self) -> None:
        """A batch that is called taken back cannot be taken back again: not by somebody who would leave half of it."""
        if self._batch.action == MOVED:  # says itself who brings back what
            return
        for portfolio in sorted(portfolios_of_batch(self._session, self._batch.id) - {NOBODYS}):
            if not self._gate.seals.opens(portfolio):
                raise NoKey(str(portfolio))
        if self._gate.user.is_owner:
            return
        effect = (BatchEffect.batch_id == self._batch.id, BatchEffect.object_kind == "client")
        moved = select(TierMove.client_id).where(TierMove.batch_id == self._batch.id)
        touched = Client.id.in_(select(BatchEffect.object_id).where(*effect)) | Client.id.in_(moved)
        seen = select(Client.id).where(touched)
        hidden = clients_of_batch(self._session, self._batch.id) - set(self._session.scalars(seen))
        if hidden:
            raise NotFound("client", min(hidden))

    # ------------------------------------------------------------------ what the batch made

    def _made(self) -> _Sorted:
        """Clients that the batch made: those nobody touched since go, the others stay."""
        busy = self._busy()
        untouched = Client.version == BatchEffect.version_after
        ids = self._made_with(func.count(), func.min(Client.id), func.max(Client.id), func.count().filter(~untouched))
        count, first, last, changed = self._session.execute(ids).one()
        if not busy and not changed and count and last - first + 1 == count:
            return _Sorted(range(first, last + 1), [])  # an import numbers its clients one after another
        gone: list[int] = []
        stay: list[int] = []
        for client_id, version, version_after in self._session.execute(
            self._made_with(Client.id, Client.version, BatchEffect.version_after)
        ):
            kept = version != version_after or client_id in busy
            (stay if kept else gone).append(client_id)
        return _Sorted(gone, stay)

    def _made_with(self, *columns: Any) -> Select[Any]:
        """Something of the clients that the batch made."""
        mine = (BatchEffect.batch_id == self._batch.id, BatchEffect.object_kind == "client")
        query = select(*columns).select_from(Client).join(BatchEffect, BatchEffect.object_id == Client.id)
        return query.where(*mine, BatchEffect.created.is_(True))

    def _busy(self) -> set[int]:
        """Clients with purchases, dealings or changes that came after the batch."""
        made = select(BatchEffect.object_id).where(
            BatchEffect.batch_id == self._batch.id,
            BatchEffect.object_kind == "client",
            BatchEffect.created.is_(True),
        )
        bought = select(Purchase.client_id).where(
            Purchase.client_id.in_(made),
            (Purchase.batch_id.is_(None)) | (Purchase.batch_id != self._batch.id),
        )
        kinds = [kind.value for kind in WRITTEN_BY_PEOPLE]
        talked = select(TimelineEntry.client_id).where(TimelineEntry.client_id.in_(made), TimelineEntry.kind.in_(kinds))
        found = set(self._session.scalars(bought)) | set(self._session.scalars(talked))
        return {client_id for client_id in found if client_id is not None}

    def _delete_clients(self, ids: Sequence[int]) -> None:
        others = self._session.scalars(select(func.count()).select_from(Client)).one() - len(ids)
        keep = ("ix_contact_point_client_id",)
        with (
            self._gate.much_memory(self._session, len(ids)),
            without_indexes(self._session, len(ids), others, Client, ContactPoint, keep=keep),
        ):
            for model, column in ((ClientPrivate, ClientPrivate.client_id), (ContactPoint, ContactPoint.client_id)):
                self._delete(model, column, ids)
            self._delete(Client, Client.id, ids)
        search.drop_words(self._session, ids)
        self._gate.touch(self._session, Topic.CLIENTS, Topic.TIMELINE, Topic.IMPORTS)

    def _delete(self, model: Any, column: Any, ids: Sequence[int]) -> None:
        # A range is gone through in a third less time than a list.
        in_one_go = bool(ids) and max(ids) - min(ids) + 1 == len(ids)
        which = column.between(min(ids), max(ids)) if in_one_go else column.in_(search.among(ids))
        self._session.execute(delete(model).where(which).execution_options(synchronize_session=False))

    def _kept(self, client_id: int) -> UndoConflict:
        name = self._session.scalars(select(Client.list_name).where(Client.id == client_id)).one()
        return UndoConflict(client_id, name, ())

    # ------------------------------------------------------------------ what the batch changed

    def _restore_clients(self) -> tuple[int, list[UndoConflict]]:
        """Each changed field goes back where it still holds what the batch wrote."""
        restored, conflicts = 0, []
        for part in changes_of(self._session, self._batch.id, "client"):
            if self._batch.action == MOVED:
                returned, moved_on = self._bring_back(part)
                restored += returned
                conflicts += moved_on
                continue
            loaded = self._writer.load(self._session, [effect.object_id for effect in part])
            changes: list[tuple[Loaded, ClientDraft, Extras]] = []
            for effect in part:
                client = loaded.get(effect.object_id)
                if client is None:
                    continue
                draft, extras, torn = _back(client, earlier_fields(self._gate, effect))
                if torn:
                    conflicts.append(UndoConflict(client.id, client.draft.name, tuple(sorted(torn))))
                if draft is not client.draft or extras is not client.extras:
                    changes.append((client, draft, extras))
            restored += len(changes)
            if changes:
                self._writer.update(self._session, changes)
        return restored, conflicts

    def _restore_tiers(self) -> tuple[int, list[UndoConflict]]:
        """Whom rules moved stands again where they found the client."""
        restored, kept = take_back(self._session, self._gate, self._batch.id)
        names: dict[int, str] = {}
        for part in in_parts(kept):
            asked = select(Client.id, Client.list_name).where(Client.id.in_(part))
            names.update(self._session.execute(asked).all())
        return restored, [UndoConflict(client_id, name, ("tier_id",)) for client_id, name in names.items()]

    def _moves(self) -> int:
        """How many the rules moved onto another tier."""
        mine = (TierMove.batch_id == self._batch.id, TierMove.before != TierMove.after)
        return self._session.scalars(select(func.count()).select_from(TierMove).where(*mine)).one()

    def _bring_back(self, effects: Sequence[BatchEffect]) -> tuple[int, list[UndoConflict]]:
        """Clients go back into the portfolio that they were moved from, unless they were moved on since."""
        before = {effect.object_id: earlier_fields(self._gate, effect).get("portfolio") for effect in effects}
        known = {client_id: (int(pair[0]), int(pair[1])) for client_id, pair in before.items() if pair is not None}
        returned, moved_on = bring_back(self._session, self._gate, known)
        conflicts = [replace(self._kept(client_id), fields=("portfolio",)) for client_id in moved_on]
        return len(returned), conflicts

    # ------------------------------------------------------------------ purchases

    def _remove_purchases(self) -> set[int]:
        """Receipts of the batch go; the clients whose figures change."""
        mine = Purchase.batch_id == self._batch.id
        touched = set(self._session.scalars(select(Purchase.client_id).where(mine).distinct()))
        self._removed_purchases = self._purchase_count()
        if self._removed_purchases:
            lines = delete(PurchaseLine).where(PurchaseLine.purchase_id.in_(select(Purchase.id).where(mine)))
            self._session.execute(lines.execution_options(synchronize_session=False))
            links = update(Purchase).where(Purchase.return_of.in_(select(Purchase.id).where(mine)), ~mine)
            self._session.execute(links.values(return_of=None).execution_options(synchronize_session=False))
            self._session.execute(delete(Purchase).where(mine).execution_options(synchronize_session=False))
            self._gate.touch(self._session, Topic.SALES)
        return {client_id for client_id in touched if client_id is not None}

    def _purchase_count(self) -> int:
        query = select(func.count()).select_from(Purchase).where(Purchase.batch_id == self._batch.id)
        return self._session.scalars(query).one()

    def _count(self, *conditions: Any) -> int:
        query = select(func.count()).select_from(BatchEffect).where(BatchEffect.batch_id == self._batch.id)
        return self._session.scalars(query.where(*conditions)).one()

    # ------------------------------------------------------------------ words that nobody uses any more

    def _remove_unused(self) -> None:
        """Tiers, tags, own fields and products that came with the batch go where nothing holds them."""
        batch_id = self._batch.id
        for statement in (
            delete(Tag).where(Tag.batch_id == batch_id, ~exists().where(ClientTag.tag_id == Tag.id)),
            delete(Tier).where(
                Tier.batch_id == batch_id,
                ~exists().where(Client.tier_id == Tier.id),
                ~exists().where(ClientTier.rung_id == Tier.id),
            ),
            delete(Product).where(Product.batch_id == batch_id, ~exists().where(PurchaseLine.product_id == Product.id)),
        ):
            self._session.execute(statement.execution_options(synchronize_session=False))
        for field in self._session.scalars(select(OwnField).where(OwnField.batch_id == batch_id)).all():
            held = select(Client.id).where(Client.own_filled.contains(f"|{field.id}|")).limit(1)
            if self._session.scalars(held).first() is None:
                self._session.delete(field)


def undo_permission(batch: Batch) -> Permission:
    """The right that taking the batch back needs: who may not give clients to somebody takes no such gift back."""
    if batch.action in (MOVED, ASSIGNED):
        return Permission.REASSIGN
    if batch.action == APPLIED:
        return Permission.MASS_CHANGE
    return Permission.EDIT_CLIENTS if batch.kind == "mass" else Permission.IMPORT


def _back(client: Loaded, fields: dict[str, tuple[Any, Any]]) -> tuple[ClientDraft, Extras, set[str]]:
    """The client with each field as it was before, where it is still as the batch left it."""
    changes: dict[str, Any] = {}
    extras, torn = client.extras, set()
    for name, (before, after) in fields.items():
        if name == "opening":
            if opening_to_json(extras.opening) == after:
                extras = replace(extras, opening=opening_from_json(before))
            else:
                torn.add(name)
        elif name == "created_at":
            extras = replace(extras, created_at=datetime.fromisoformat(before))
        elif name == "tier_by_hand":
            extras = replace(extras, tier_by_hand=before)
        elif name == "trashed":
            extras = replace(extras, trashed=before if extras.trashed == after else extras.trashed)
        elif _same(name, getattr(client.draft, name), after):
            changes[name] = field_from_json(name, before)
        else:
            torn.add(name)
    if "tier_id" in torn:
        extras = replace(extras, tier_by_hand=client.extras.tier_by_hand)
    return (replace(client.draft, **changes) if changes else client.draft), extras, torn


def _same(name: str, value: Any, kept: Any) -> bool:
    if name == "contacts":
        return without_ids(value) == without_ids(field_from_json(name, kept))
    return bool(json.loads(json.dumps(field_to_json(name, value))) == kept)
