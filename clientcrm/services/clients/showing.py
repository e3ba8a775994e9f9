"""Showing a client's contacts in full, and copying one: counted and journaled before anybody sees them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager

from sqlalchemy import select
from sqlalchemy.orm import Session

from clientcrm.data.models import Client, ContactPoint, Tier
from clientcrm.domain.access import Permission, Scope, User
from clientcrm.domain.contacts import ContactDraft, Shown, ShownContact
from clientcrm.domain.errors import ContactsHidden, CrmError, NotFound
from clientcrm.domain.meter import Left
from clientcrm.domain.tiers import TierKind
from clientcrm.services import client_rows
from clientcrm.services.clients.list import ClientLists
from clientcrm.services.gate import Gate
from clientcrm.services.meter import Meter

_SHOW = Permission.SHOW_CONTACTS


class ContactShowing(ClientLists):
    """Contacts in full, as far as the role and the quota go."""

    def __init__(self, gate: Gate, meter: Meter | None = None) -> None:
        super().__init__(gate)
        self._meter = meter or Meter(gate)

    def show_contacts(self, client_id: int, contact_ids: Sequence[int] | None = None, reason: str = "") -> Shown:
        """The contacts in full. The entry is in the journal before anybody sees them.

        QuotaSpent, ReasonNeeded, ClockSetBack; AccessDenied where the owner has to agree and has not.
        """
        with self._showing("contact.shown", client_id) as session:
            contacts, left = self._paid(session, client_id, contact_ids, reason)
        return Shown(contacts, left.day)

    def copied_contact(self, client_id: int, contact_id: int, reason: str = "") -> ShownContact:
        """The contact for the clipboard; the entry is in the journal before it gets there. Counts as a showing."""
        self._gate.require(Permission.COPY_CONTACTS)
        with self._showing("contact.copied", client_id) as session:
            contacts, _ = self._paid(session, client_id, [contact_id], reason)
            if not contacts:
                raise NotFound("contact", contact_id)
        return contacts[0]

    # ------------------------------------------------------------------ inside

    @contextmanager
    def _showing(self, action: str, client_id: int) -> Iterator[Session]:
        """A write that shows. Whom the owner has to agree with first is asked for the agreement by the meter."""
        permission = Permission.VIEW_CLIENTS if self._gate.user.asks(_SHOW) else _SHOW
        try:
            with self._gate.write(permission, action, "client", client_id) as session:
                yield session
        except CrmError:
            self._gate.flush()  # the refusal's own entry
            raise

    def _paid(
        self, session: Session, client_id: int, only: Sequence[int] | None, reason: str
    ) -> tuple[tuple[ShownContact, ...], Left]:
        client = found_client(session, client_id)
        if is_guarded(session, client):
            raise ContactsHidden(client_id)
        points = self._points(session, client_id, only)
        # Who asks the owner asks for the client: what was agreed to is all of the client's contacts, that day.
        covered = self._points(session, client_id, None) if self._gate.user.asks(_SHOW) and points else points

        def whole() -> list[int]:
            return [point.id for point in self._points(session, client_id, None)]

        left = self._meter.spend(session, client_id, [point.id for point in covered], reason, whole)
        return tuple(_shown(client_rows.opened_contact(self._gate.seals, point)) for point in points), left

    def _points(self, session: Session, client_id: int, only: Sequence[int] | None) -> list[ContactPoint]:
        query = select(ContactPoint).where(ContactPoint.client_id == client_id).order_by(ContactPoint.position)
        if only is not None:
            query = query.where(ContactPoint.id.in_(list(only)))
        return [point for point in session.scalars(query) if self._gate.seals.opens(point.portfolio)]

    def _hidden(self, session: Session, client: Client) -> bool:
        """Whether not even masks of the client's contacts are seen."""
        masks = self._gate.user.sees_masks
        return not masks or is_guarded(session, client) or not self._gate.seals.opens(client.portfolio)


def showing_of(user: User, responsible: str | None) -> Scope:
    """How the contacts of a client with this responsible employee go for the person: shown, asked for, masked, no."""
    scope = user.scope(Permission.SHOW_CONTACTS)
    if scope is not Scope.OWN:
        return scope
    return Scope.YES if responsible == user.uid else Scope.PARTLY


def found_client(session: Session, client_id: int) -> Client:
    """The client, or NotFound for one who is not there or not seen by this session."""
    client = session.get(Client, client_id)
    if client is None:
        raise NotFound("client", client_id)
    return client


def is_guarded(session: Session, client: Client) -> bool:
    """Whether the client asked not to be disturbed."""
    tier = session.get(Tier, client.tier_id)
    return tier is not None and tier.kind == TierKind.GUARD.value


def _shown(contact: ContactDraft) -> ShownContact:
    assert contact.id is not None
    return ShownContact(contact.id, contact.kind, contact.value, contact.label)
