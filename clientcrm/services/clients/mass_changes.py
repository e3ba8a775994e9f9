"""Changes of many clients at once: tier, tag, responsible employee, portfolio. Each is a batch that can be undone."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from clientcrm.data import search
from clientcrm.data.bulk import in_parts
from clientcrm.data.models import Client, ClientTag, Tag, Tier
from clientcrm.domain.access import Permission
from clientcrm.domain.errors import Invalid, NotFound
from clientcrm.domain.leaving_reasons import LeftReason
from clientcrm.domain.tiers import LOST
from clientcrm.domain.timeline import EntryKind
from clientcrm.services.batches import mass_batch, note_changes
from clientcrm.services.clients.moving import Moves
from clientcrm.services.clients.tag_words import TagWords, fold_tag, tags_of
from clientcrm.services.clients.timeline import add_event
from clientcrm.services.figures_at_once import follow_marks
from clientcrm.services.gate import Gate
from clientcrm.services.tiers.notes import note_by_hand

Fields = dict[str, tuple[Any, Any]]


class MassChanges(Moves):
    """What can be done to a selection of clients."""

    _gate: Gate

    def set_tier(self, client_id: int, tier_id: int, reason: str, left: LeftReason | None = None) -> int:
        """Set one client's tier by hand; the reason stays in the history. The batch to undo.

        Invalid({"left": "empty"}) for the tier of the lost without why they left.
        """
        with self._gate.write(Permission.EDIT_CLIENTS, "client.tier_set", "client", client_id) as session:
            return self._set_tier(session, [client_id], tier_id, reason, left)

    def mass_set_tier(self, ids: Sequence[int], tier_id: int, reason: str, left: LeftReason | None = None) -> int:
        """Set the tier of many clients by hand, for one reason. The batch to undo. Invalid like `set_tier`."""
        with self._gate.write(Permission.MASS_CHANGE, "client.tier_set", "client") as session:
            return self._set_tier(session, ids, tier_id, reason, left)

    def mass_tag(self, ids: Sequence[int], tag: str, remove: bool = False) -> int:
        """Hang a tag on many clients, or take it off. The batch to undo."""
        if not tag.strip():
            raise Invalid({"tag": "empty"})
        with self._gate.write(Permission.MASS_CHANGE, "client.tagged", "client") as session:
            before = tags_of(session, ids)
            tag_id = TagWords(session).id_of(tag)
            spelled = session.get_one(Tag, tag_id).name

            def change(client: Client) -> Fields:
                old = list(before.get(client.id, ()))
                new = [name for name in old if fold_tag(name) != fold_tag(tag)]
                if not remove and len(new) == len(old):
                    new.append(spelled)
                    place = len(old)
                    link = ClientTag(client_id=client.id, tag_id=tag_id, portfolio=client.portfolio, position=place)
                    session.add(link)
                elif remove and len(new) < len(old):
                    link_of = (ClientTag.client_id == client.id, ClientTag.tag_id == tag_id)
                    session.execute(delete(ClientTag).where(*link_of))
                else:
                    return {}
                return {"tags": (old, new)}

            batch = self._change(session, ids, "client.untagged" if remove else "client.tagged", change)
            reindex(session, ids)
            return batch

    def mass_assign(self, ids: Sequence[int], uid: str) -> int:
        """Make one person responsible for many clients. The batch to undo."""
        name = self._gate.people.get(uid)
        if name is None:
            raise NotFound("person", uid)
        with self._gate.write(Permission.REASSIGN, "client.assigned", "client") as session:

            def change(client: Client) -> Fields:
                if client.responsible == uid:
                    return {}
                fields: Fields = {"responsible": (client.responsible, uid), "manager": (client.manager, name)}
                client.responsible, client.manager = uid, name
                return fields

            return self._change(session, ids, "client.assigned", change)

    def mass_house(self, ids: Sequence[int], house: bool = True) -> int:
        """Mark clients as house clients, whose sales count for the shop alone, or take the mark off. The batch."""
        with self._gate.write(Permission.MASS_CHANGE, "client.house_set", "client") as session:
            flipped: list[int] = []

            def change(client: Client) -> Fields:
                if client.house == house:
                    return {}
                client.house = house
                flipped.append(client.id)
                return {"house": (not house, house)}

            batch = self._change(session, ids, "client.house_set", change)
            follow_marks(session, self._gate, flipped)
            return batch

    # ------------------------------------------------------------------ inside

    def _set_tier(
        self, session: Session, ids: Sequence[int], tier_id: int, reason: str, left: LeftReason | None
    ) -> int:
        tier = session.get(Tier, tier_id)
        if tier is None:
            raise NotFound("tier", tier_id)
        if tier.key == LOST and left is None:
            raise Invalid({"left": "empty"})
        why = {"left": left.value} if left is not None else {}

        def change(client: Client) -> Fields:
            if client.tier_id == tier_id:
                return {}
            fields: Fields = {"tier_id": (client.tier_id, tier_id), "tier_by_hand": (client.tier_by_hand, True)}
            detail = {"from": client.tier_id, "to": tier_id, **why}
            note_by_hand(session, self._gate, [(client.id, client.tier_id, tier_id, client.tier_by_hand)])
            add_event(session, self._gate, client, EntryKind.TIER_CHANGED, detail, text=reason.strip())
            client.tier_id, client.tier_by_hand = tier_id, True
            return fields

        return self._change(session, ids, "client.tier_set", change)

    def _change(self, session: Session, ids: Sequence[int], action: str, change: Callable[[Client], Fields]) -> int:
        """Apply a change to each client and keep what it was; untouched ones are not counted."""
        changes: list[tuple[Client, Fields]] = []
        now = self._gate.now()
        for part in in_parts(ids):
            for client in session.scalars(select(Client).where(Client.id.in_(part))):
                fields = change(client)
                if fields:
                    client.version += 1
                    client.changed_at = now
                    changes.append((client, fields))
        batch = mass_batch(session, self._gate, action, len(changes))
        note_changes(session, self._gate, batch, changes)
        self._gate.note(session, count=len(changes), batch=batch.id)
        return batch.id


def reindex(session: Session, ids: Sequence[int]) -> None:
    """Bring the index of words to the plain columns and tags of these clients."""
    tags = tags_of(session, ids)
    rows = []
    for part in in_parts(ids):
        columns = (Client.id, Client.name, Client.contact_person, Client.code, Client.card_number, Client.inn)
        for client_id, *words in session.execute(select(*columns).where(Client.id.in_(part))):
            rows.append((client_id, search.words_of(*words, *tags.get(client_id, ()))))
    search.reindex_words(session, rows)
