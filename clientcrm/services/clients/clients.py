"""One client: the card, the form, creating, changing with a stale-version conflict, trash, showing contacts."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from clientcrm.data import search
from clientcrm.data.bulk import in_parts
from clientcrm.data.models import Client, ClientPrivate, ContactPoint, OwnField, Tier
from clientcrm.domain.access import Permission, Scope
from clientcrm.domain.changes import Topic
from clientcrm.domain.clients import (
    SEALED_FIELDS,
    ClientCard,
    ClientDraft,
    ClientForm,
    Lookalike,
    changed_fields,
    missing_fields,
)
from clientcrm.domain.contacts import ContactDraft, ContactKind, ContactLine, ContactStatus, mask_contact
from clientcrm.domain.errors import AccessDenied, Conflict, Invalid, NoKey, NotFound
from clientcrm.domain.tiers import TierKind
from clientcrm.domain.timeline import EntryKind
from clientcrm.domain.values.dates import PartialDate
from clientcrm.domain.values.text import fold
from clientcrm.services import client_rows
from clientcrm.services.clients.card import card_of
from clientcrm.services.clients.foreign import bare_card
from clientcrm.services.clients.mass_changes import MassChanges
from clientcrm.services.clients.showing import ContactShowing, found_client, showing_of
from clientcrm.services.clients.tag_words import tags_of
from clientcrm.services.clients.timeline import add_event, last_reason
from clientcrm.services.clients.writer import ClientWriter, Extras
from clientcrm.services.gate import Gate
from clientcrm.services.meter import Meter
from clientcrm.services.tiers.notes import note_by_hand

_ADDRESS = ("postcode", "address")


class Clients(ContactShowing, MassChanges):
    """What staff may do with client records."""

    def __init__(self, gate: Gate, meter: Meter | None = None) -> None:
        super().__init__(gate, meter)
        self._writer = ClientWriter(gate)

    def card(self, client_id: int) -> ClientCard:
        """Everything about one client, contacts masked; looking leaves an entry."""
        with self._gate.read(Permission.VIEW_CLIENTS, "client.viewed", "client", client_id, others=True) as session:
            client = found_client(session, client_id)
            if not self._gate.seals.opens(client.portfolio):
                return self._foreign_card(client)
            private = session.get(ClientPrivate, client_id)
            document = client_rows.opened_document(self._gate.seals, private)
            fields = {field.id: field.name for field in session.scalars(select(OwnField).order_by(OwnField.position))}
            tags = tags_of(session, [client_id]).get(client_id, ())
            hidden = self._hidden(session, client)
            lines = () if hidden else self._lines(session, client, private)
            reason = last_reason(session, self._gate.seals, client_id) if client.tier_by_hand else ""
            return card_of(client, self._gate, document, fields, tags, lines, hidden, reason)

    def form(self, client_id: int) -> ClientForm:
        """What the editor starts from. Contact points stand masked: one that is left as it is keeps its value.

        So does an address that the person is not shown.
        """
        with self._gate.read(Permission.EDIT_CLIENTS, "client.viewed", "client", client_id) as session:
            client = found_client(session, client_id)
            hidden = self._hidden(session, client)
            lines = () if hidden else self._lines(session, client, session.get(ClientPrivate, client_id))
            loaded = self._writer.load(session, [client_id])[client_id]
            kept = tuple(replace(contact, raw="", normal="", ext="") for contact in loaded.draft.contacts)
            draft = replace(loaded.draft, contacts=kept)
            if self._is_address_hidden(client, hidden=hidden):
                draft = replace(draft, postcode="", address="")
            return ClientForm(client_id, loaded.version, draft, lines)

    def create(self, draft: ClientDraft) -> int:
        """Add a client to the draft's portfolio, else to the one where the person's new clients go."""
        refused = missing_fields(draft)
        if refused:
            raise Invalid(refused)
        with self._gate.write(Permission.EDIT_CLIENTS, "client.created") as session:
            draft = self._completed(session, draft)
            if draft.bonus:
                self._require_for(Permission.EDIT_POINTS, draft.responsible)
            [client_id] = self._writer.create(session, [(draft, Extras())])
            made = Client(id=client_id, portfolio=draft.portfolio)  # whoever may only add does not find it
            add_event(session, self._gate, made, EntryKind.CREATED)
            self._gate.note(session, "client", client_id)
            return client_id

    def change(self, client_id: int, version: int, draft: ClientDraft) -> int:
        """Write the draft over the version it was read at; the new version.

        When somebody wrote in between, Conflict names each field with (yours, theirs), contacts masked: it is no way
        round the meter. Giving somebody's client to another employee needs the right to reassign, other points the
        right to change them.
        """
        refused = missing_fields(draft)
        if refused:
            raise Invalid(refused)
        with self._gate.write(Permission.EDIT_CLIENTS, "client.changed", "client", client_id) as session:
            loaded = self._writer.load(session, [client_id]).get(client_id)
            if loaded is None:
                raise NotFound("client", client_id)
            current = loaded.draft
            kept = replace(draft, contacts=_kept_contacts(draft, current), portfolio=current.portfolio)
            client = found_client(session, client_id)
            hidden = self._hidden(session, client)
            if unseen := self._is_address_hidden(client, hidden=hidden):
                address = draft.address or current.address
                kept = replace(kept, postcode=draft.postcode or current.postcode, address=address)
            draft = self._completed(session, kept)
            changed = changed_fields(draft, current)
            if loaded.version != version and changed:
                raise Conflict("client", client_id, _masked(changed, hidden=hidden, unseen=_ADDRESS if unseen else ()))
            if not changed:
                self._gate.nothing_changed(session)
                return loaded.version
            if draft.responsible != current.responsible:
                self._require_giving(current.responsible, draft.responsible)
            if draft.bonus != current.bonus:
                self._require_for(Permission.EDIT_POINTS, current.responsible)
            by_hand = loaded.extras.tier_by_hand or draft.tier_id != current.tier_id
            if draft.tier_id is not None and current.tier_id is not None:
                moved = (client_id, current.tier_id, draft.tier_id, loaded.extras.tier_by_hand)
                note_by_hand(session, self._gate, [moved])
            self._writer.update(session, [(loaded, draft, replace(loaded.extras, tier_by_hand=by_hand))])
            sealed = (*SEALED_FIELDS, "contacts")
            open_fields = {name: (_told(was), _told(now)) for name, (now, was) in changed.items() if name not in sealed}
            add_event(
                session, self._gate, found_client(session, client_id), EntryKind.EDITED, {"fields": sorted(changed)}
            )
            self._gate.note(session, fields=sorted(changed), changes=open_fields)
            return loaded.version + 1

    def trash(self, ids: Sequence[int]) -> int:
        """Put clients aside; restore() brings them back whole. How many were moved."""
        with self._gate.write(Permission.TRASH_CLIENTS, "client.trashed", "client") as session:
            return self._move(session, ids, trashed=True)

    def restore(self, ids: Sequence[int]) -> int:
        """Take clients out of the trash. How many were moved."""
        with self._gate.write(Permission.TRASH_CLIENTS, "client.restored", "client") as session:
            return self._move(session, ids, trashed=False)

    def erase(self, ids: Sequence[int]) -> int:
        """Delete trashed clients with their history and purchases for ever. How many were deleted."""
        with self._gate.write(Permission.TRASH_CLIENTS, "client.erased", "client") as session:
            gone: list[int] = []
            for part in in_parts(ids):
                found = session.scalars(select(Client.id).where(Client.id.in_(part), Client.trashed.is_(True)))
                gone += found
            for part in in_parts(gone):
                session.execute(delete(Client).where(Client.id.in_(part)))
            search.drop_words(session, gone)
            self._gate.touch(session, Topic.CLIENTS, Topic.SALES, Topic.TIMELINE)
            self._gate.note(session, object_id=gone[0] if len(gone) == 1 else None, count=len(gone))
            return len(gone)

    def lookalikes(self, draft: ClientDraft, except_id: int | None = None) -> list[Lookalike]:
        """Clients who may be the one being typed in: by a phone, an e-mail or the whole name; at most five."""
        with self._gate.read(Permission.VIEW_CLIENTS) as session:
            reasons: dict[int, str] = {}
            for contact in draft.contacts:
                said = client_rows.key_text(contact.kind, contact.normal)
                for portfolio in self._gate.seals.readable if contact.normal else ():
                    key = self._gate.seals.key(portfolio).search_key(said)
                    held = session.scalars(select(ContactPoint.client_id).where(ContactPoint.search_key == key))
                    reasons.update((i, contact.kind.value) for i in held if i not in reasons)
            name = fold(client_rows.shown_name(draft))
            if len(name.split()) > 1:
                same = session.scalars(
                    select(Client.id).where(Client.sort_key == name, Client.trashed.is_(False)).limit(5)
                )
                reasons.update((i, "name") for i in same if i not in reasons)
            reasons.pop(except_id or 0, None)
            ids = list(reasons)[:5]
        return [Lookalike(row.id, row.name, row.phone or "", reasons[row.id]) for row in self.rows(ids)]

    # ------------------------------------------------------------------ inside

    def _completed(self, session: Session, draft: ClientDraft) -> ClientDraft:
        """The draft with what follows by itself: the portfolio, the first tier, the name made of its parts."""
        portfolio = draft.portfolio if draft.portfolio is not None else self._gate.user.home
        if portfolio is None:
            raise NoKey("")
        tier_id = draft.tier_id or first_tier(session)
        return replace(draft, portfolio=portfolio, tier_id=tier_id, name=draft.name.strip())

    def _require_giving(self, holder: str | None, heir: str | None) -> None:
        """Nobody's client may be taken on and given back by whoever may change it; all else is reassigning.

        Not by somebody some of whose rights are for own clients alone: it would widen them.
        """
        user = self._gate.user
        if not user.gains_by_owning and (holder is None or (holder == user.uid and heir is None)):
            return
        self._require_for(Permission.REASSIGN, holder)

    def _require_for(self, right: Permission, responsible: str | None) -> None:
        """Refuse, with an entry, whoever has the right not at all, or for own clients alone and this is somebody's."""
        self._gate.require(right)
        if self._gate.user.only_own(right) and responsible != self._gate.user.uid:
            self._gate.remember("access.refused", permission=right)
            raise AccessDenied(right)

    def _is_address_hidden(self, client: Client, *, hidden: bool) -> bool:
        """An address is a contact too, and has no masked form."""
        return hidden or showing_of(self._gate.user, client.responsible) is not Scope.YES

    def _foreign_card(self, client: Client) -> ClientCard:
        if client.trashed:
            raise NotFound("client", client.id)
        return bare_card(client, self._gate.portfolio_names.get(client.portfolio, ""))

    def _lines(self, session: Session, client: Client, private: ClientPrivate | None) -> tuple[ContactLine, ...]:
        masks = client_rows.opened_masks(
            self._gate.seals, client.portfolio, private.uuid if private else b"", private.masked if private else None
        )
        lines = []
        for point, (_, masked) in zip(self._points(session, client.id, None), masks, strict=False):
            label = client_rows.opened_contact(self._gate.seals, point).label
            kind, status = ContactKind(point.kind), ContactStatus(point.status)
            lines.append(ContactLine(point.id, kind, masked, label, point.primary, status, point.confirmed_on))
        return tuple(lines)

    def _move(self, session: Session, ids: Sequence[int], *, trashed: bool) -> int:
        moved: list[int] = []
        for part in in_parts(ids):
            for client in session.scalars(select(Client).where(Client.id.in_(part), Client.trashed.is_not(trashed))):
                client.trashed = trashed
                client.trashed_at = self._gate.now() if trashed else None
                client.version += 1
                moved.append(client.id)
        self._gate.note(session, object_id=moved[0] if len(moved) == 1 else None, count=len(moved))
        if not moved:
            self._gate.nothing_changed(session)
        return len(moved)


def first_tier(session: Session) -> int:
    """The rung where everybody begins."""
    query = select(Tier.id).where(Tier.kind == TierKind.LADDER.value).order_by(Tier.key != "base", Tier.position)
    return session.scalars(query.limit(1)).one()


def _masked(
    changed: Mapping[str, tuple[object, object]], *, hidden: bool, unseen: Sequence[str]
) -> dict[str, tuple[object, object]]:
    """The differences with contacts as the card shows them: masked, or their kinds alone."""

    def shown(contacts: object) -> tuple[ContactDraft, ...]:
        assert isinstance(contacts, tuple)
        return tuple(
            replace(c, raw="" if hidden else mask_contact(c.kind, c.normal, c.raw), normal="", ext="") for c in contacts
        )

    told = dict(changed)
    if "contacts" in told:
        mine, theirs = told["contacts"]
        told["contacts"] = shown(mine), shown(theirs)
    return told | {name: (told[name][0], "") for name in unseen if name in told}


def _told(value: object) -> object:
    """A value as an entry of the journal tells it."""
    return value.iso if isinstance(value, PartialDate) else value


def _kept_contacts(draft: ClientDraft, current: ClientDraft) -> tuple[ContactDraft, ...]:
    """Contact points of a form: those left as they were get their value back."""
    by_id = {contact.id: contact for contact in current.contacts}
    kept = []
    for contact in draft.contacts:
        old = by_id.get(contact.id)
        if old is not None and not contact.raw:
            kept.append(replace(old, label=contact.label, primary=contact.primary, confirmed_on=contact.confirmed_on))
        elif contact.raw:
            kept.append(contact)
    return tuple(kept)
