"""Canaries: planting and taking out clients that nobody but owners can tell from others, and tracing what leaked.

Staff can read the journal's plain rows with a program of their own, so a planted client comes in like any that the
owner writes down: "client.created" and "interaction.recorded", one entry each, the owner's hand, the present moment.
Any other trace tells more: a client without an entry stands out among those that have one, an earlier date or another
hand would contradict the journal. What remains: whoever sees several clients of the owner's made in one minute may
wonder, so they are better planted one by one.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import replace
from datetime import datetime
from random import SystemRandom
from typing import Any

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from clientcrm.data import search
from clientcrm.data.bulk import in_parts
from clientcrm.data.models import Client, ContactPoint, JournalEntry, Portfolio
from clientcrm.domain.access import Permission
from clientcrm.domain.canaries import (
    MOST_AT_ONCE,
    USUAL_COUNT,
    Canary,
    Contact,
    Sighting,
    Traced,
    TracedKind,
    contacts_in_text,
    controlled,
    dealt,
    words_in_text,
)
from clientcrm.domain.changes import Topic
from clientcrm.domain.clients import ClientDraft
from clientcrm.domain.contacts import ContactDraft
from clientcrm.domain.errors import Invalid, NotFound, SealBroken
from clientcrm.domain.timeline import EntryKind
from clientcrm.services.client_rows import key_text
from clientcrm.services.clients.clients import first_tier
from clientcrm.services.clients.timeline import add_event, write_dealing
from clientcrm.services.clients.writer import ClientWriter, Extras
from clientcrm.services.exports.reach import within
from clientcrm.services.gate import Gate
from clientcrm.services.owner_documents import OwnerDocuments
from clientcrm.services.people.canary_people import Neighbourhood, dealings, invent, look_around
from clientcrm.services.settings import read_settings
from clientcrm.vault.unlocked import Unlocked

_OWNERS = Permission.MANAGE_PEOPLE
_NAME = "canaries"
# The document's length says only how many canaries there are, give or take a score.
_PAD = 4096
_TAKEN_OUT = ("clients.exported", "clients.printed")
_SHOWN = ("contact.shown", "contact.copied")
_MOST_SIGHTINGS = 200
Planted = dict[str, Any]


class Canaries:
    """What the owner plants, and what it tells when a list turns up elsewhere."""

    def __init__(self, gate: Gate, keys: Unlocked) -> None:
        self._gate = gate
        self._keys = keys
        self._documents = OwnerDocuments(gate, keys)
        self._chance = SystemRandom()

    def learn(self) -> None:
        """At an owner's sign-in: leave planted clients out of what this session finds."""
        if not self._gate.user.is_owner or self._gate.must_change_password:
            return
        with self._gate.read(_OWNERS) as session, suppress(SealBroken):  # a broken mark must not keep the owner out
            self._gate.narrowing.left_out = frozenset(self._there(session, self._planted(session)))

    def plant(self, uid: str, contacts: Sequence[str], count: int = USUAL_COUNT) -> list[int]:
        """Put so many invented clients into the person's own portfolio, with these phones and e-mails of the owner's
        dealt among them; their ids. Invalid({"contacts": "unreadable" | "too_few" | "taken"} or {"count": ...} or
        {"person": "owner" | "no_portfolio"}). Where others read the portfolio too, a leak may be theirs."""
        if not 1 <= count <= MOST_AT_ONCE:
            raise Invalid({"count": "out_of_range"})
        with self._gate.read(_OWNERS) as session:
            portfolio = self._portfolio_of(session, uid)
            region = read_settings(session, "").region
            own = controlled(contacts, region)
            if own is None:
                raise Invalid({"contacts": "unreadable"})
            if len(own) < count:
                raise Invalid({"contacts": "too_few"})
            if self._is_taken(session, own):
                raise Invalid({"contacts": "taken"})
            around = look_around(session, self._gate, portfolio, region)
        return [self._plant(uid, portfolio, around, part) for part in dealt(own, count)]

    def all(self) -> list[Canary]:
        """Every canary that was ever planted, the newest last."""
        with self._gate.read(_OWNERS) as session:
            planted = self._planted(session)
            there = self._there(session, planted)
            return [self._canary(session, one, there) for one in planted]

    def remove(self, ids: Sequence[int]) -> int:
        """Erase canaries from the list like any client; how many. What was planted can still be traced."""
        with self._gate.write(_OWNERS, "client.erased", "client") as session:
            planted = self._planted(session)
            gone = sorted(self._there(session, planted) & set(ids))
            if not gone:
                raise NotFound("client", ids[0] if ids else 0)
            session.execute(delete(Client).where(Client.id.in_(gone)))
            search.drop_words(session, gone)
            for one in planted:
                one["out"] = one["out"] or one["id"] in gone
            self._write(session, planted)
            self._gate.touch(session, Topic.CLIENTS, Topic.SALES, Topic.TIMELINE)
            self._gate.note(session, object_id=gone[0] if len(gone) == 1 else None, count=len(gone))
        self._gate.narrowing.left_out -= frozenset(gone)
        return len(gone)

    def trace(self, text: str) -> Traced:
        """Whose phone, e-mail or line of a list this is, in any notation, and who was shown it or took it out.

        Planted clients are told by owners alone; whoever reads the own entries alone sees no others'.
        """
        self._gate.require(Permission.READ_JOURNAL)
        owner = self._gate.user.is_owner
        permission = _OWNERS if owner else Permission.READ_JOURNAL
        with self._gate.read(permission, "contact.traced") as session:
            contacts = contacts_in_text(text, read_settings(session, "").region)
            if owner and (found := self._traced_canary(session, contacts, text)) is not None:
                return found
            return self._traced_client(session, contacts, text)

    # ------------------------------------------------------------------ planting

    def _plant(self, uid: str, portfolio: int, around: Neighbourhood, contacts: tuple[ContactDraft, ...]) -> int:
        with self._gate.write(_OWNERS, "client.created") as session:
            draft = self._completed(session, invent(session, around, self._chance), uid, portfolio, contacts)
            [client_id] = ClientWriter(self._gate).create(session, [(draft, Extras())])
            client = session.get_one(Client, client_id)
            add_event(session, self._gate, client, EntryKind.CREATED)
            self._gate.note(session, "client", client_id)
            said = [[contact.kind.value, contact.normal] for contact in contacts]
            one = {"id": client_id, "public": client.public_id.hex(), "uid": uid, "name": draft.name, "contacts": said}
            at = self._gate.now().replace(microsecond=0).isoformat()
            self._write(session, [*self._planted(session), {**one, "at": at, "out": False}])
            # Before the screens hear of a new client they must not find it.
            self._gate.narrowing.left_out |= {client_id}
            history = dealings(session, self._gate, around, self._chance, uid, client_id)
        for dealing in history:
            with self._gate.write(_OWNERS, "interaction.recorded", "client", client_id) as session:
                write_dealing(session, self._gate, dealing)
        return client_id

    def _completed(
        self, session: Session, draft: ClientDraft, uid: str, portfolio: int, contacts: tuple[ContactDraft, ...]
    ) -> ClientDraft:
        """In the portfolio, on the first rung, the person's own where the person has clients of the own."""
        named: dict[str, Any] = {}
        own = select(Client.id).where(Client.responsible == uid).limit(1)
        if session.scalars(own).first() is not None:
            named = {"responsible": uid, "manager": self._gate.people.get(uid, "")}
        first = replace(contacts[0], primary=True)
        points = (first, *contacts[1:])
        return replace(draft, portfolio=portfolio, tier_id=first_tier(session), contacts=points, **named)

    def _portfolio_of(self, session: Session, uid: str) -> int:
        """The portfolio that the person's new clients go to, if the person reads it; else the first one read."""
        person = next((each for each in self._keys.manifest.people if each.uid == uid), None)
        if person is None:
            raise NotFound("person", uid)
        if person.is_owner:
            raise Invalid({"person": "owner"})
        read = {each.id for each in self._keys.manifest.portfolios if uid in each.members}
        numbers = {row.vault_id: row.id for row in session.scalars(select(Portfolio)) if row.vault_id in read}
        if not numbers:
            raise Invalid({"person": "no_portfolio"})
        return numbers.get(str(person.permissions.get("portfolio")), min(numbers.values()))

    def _is_taken(self, session: Session, contacts: Sequence[ContactDraft]) -> bool:
        """Whether a canary or a client has one of these already: a leak would not tell whose list it was."""
        known = {tuple(contact) for one in self._planted(session) for contact in one["contacts"]}
        said = [(contact.kind.value, contact.normal) for contact in contacts]
        return bool(known & set(said)) or bool(self._holders(session, said))

    # ------------------------------------------------------------------ what was planted

    def _planted(self, session: Session) -> list[Planted]:
        return list(self._documents.read(_NAME, session).get("planted", ()))

    def _write(self, session: Session, planted: list[Planted]) -> None:
        length = len(json.dumps(planted, ensure_ascii=False).encode())
        self._documents.write(session, _NAME, {"planted": planted, "pad": " " * (-length % _PAD)})

    def _there(self, session: Session, planted: Sequence[Planted]) -> frozenset[int]:
        """Ids of those that stand in the base. An id may have become somebody else's; the public name never does."""
        names = {one["id"]: one["public"] for one in planted if not one["out"]}
        query = select(Client.id, Client.public_id)
        return frozenset(
            client_id
            for part in in_parts(list(names))
            for client_id, public in session.execute(query.where(Client.id.in_(part)))
            if public.hex() == names[client_id]
        )

    def _canary(self, session: Session, one: Planted, there: frozenset[int]) -> Canary:
        contacts = tuple((kind, normal) for kind, normal in one["contacts"])
        standing = not one["out"] and one["id"] in there
        seen_by = self._others_who_see(session, one) if standing else ()
        person, at = self._gate.people.get(one["uid"], ""), datetime.fromisoformat(one["at"])
        return Canary(one["id"], one["name"], one["uid"], person, contacts, at, seen_by, standing)

    def _others_who_see(self, session: Session, one: Planted) -> tuple[str, ...]:
        number = session.scalars(select(Client.portfolio).where(Client.id == one["id"])).first()
        row = session.get(Portfolio, number) if number is not None else None
        manifest = self._keys.manifest
        members = next((each.members for each in manifest.portfolios if row and each.id == row.vault_id), ())
        others = (p for p in manifest.people if p.uid in members and p.uid != one["uid"])
        return tuple(person.name for person in others if person.active and not person.is_owner)

    # ------------------------------------------------------------------ tracing

    def _traced_canary(self, session: Session, contacts: Sequence[Contact], text: str) -> Traced | None:
        planted = self._planted(session)
        words = set(search.words_of(words_in_text(text)).split())
        for one in reversed(planted):
            own = [contact for contact in contacts if list(contact) in one["contacts"]]
            named = len(words) > 1 and words >= set(search.words_of(one["name"]).split())
            if own or (named and not contacts):
                canary = self._canary(session, one, self._there(session, planted))
                return Traced(
                    TracedKind.CANARY,
                    canary.uid,
                    canary.person,
                    canary.client_id,
                    canary.name,
                    own[0] if own else None,
                    canary.planted_at,
                    canary.seen_by,
                    tuple(self._sightings(session, canary.client_id, canary.planted_at)),
                )
        return None

    def _traced_client(self, session: Session, contacts: Sequence[Contact], text: str) -> Traced:
        holders = self._holders(session, contacts)
        if not holders and len(words_in_text(text).split()) > 1:
            named = search.ids_by_words(session, words_in_text(text))
            holders = dict.fromkeys(named[:_MOST_SIGHTINGS])
        query = select(Client.id, Client.name, Client.created_at).where(Client.id.in_(list(holders)))
        found = session.execute(query.order_by(Client.id)).all()
        if len(found) != 1 and not (found and contacts):
            return Traced(TracedKind.NONE)
        client_id, name, since = found[0]
        seen = tuple(self._sightings(session, client_id, since))
        return Traced(TracedKind.CLIENT, "", "", client_id, name, holders[client_id], sightings=seen)

    def _holders(self, session: Session, contacts: Sequence[Contact]) -> dict[int, Contact | None]:
        """Clients who have one of these contacts, in the portfolios that this session reads."""
        found: dict[int, Contact | None] = {}
        for contact in contacts:
            said = key_text(*contact)
            for portfolio in sorted(self._gate.seals.readable):
                key = self._gate.seals.key(portfolio).search_key(said)
                held = session.scalars(select(ContactPoint.client_id).where(ContactPoint.search_key == key))
                found.update((client_id, contact) for client_id in held)
        return found

    def _sightings(self, session: Session, client_id: int, since: datetime) -> Iterator[Sighting]:
        """Entries of the journal about this client or about files and prints with it, the newest first."""
        entry = JournalEntry
        about = (entry.object_kind == "client", entry.object_id == client_id, entry.action.in_(_SHOWN))
        queries = [select(entry).where(*about), select(entry).where(entry.action.in_(_TAKEN_OUT), entry.at >= since)]
        rows: list[JournalEntry] = []
        for query in queries:
            if self._gate.user.only_own(Permission.READ_JOURNAL):
                query = query.where(entry.uid == self._gate.user.uid)
            rows += session.scalars(query.order_by(entry.seq.desc()).limit(_MOST_SIGHTINGS))
        for row in sorted(rows, key=lambda row: row.seq, reverse=True):
            ids = _detail(row).get("ids")
            if row.action in _TAKEN_OUT and isinstance(ids, str) and not within(client_id, ids):
                continue
            certain = row.action in _SHOWN or isinstance(ids, str)
            person = self._gate.people.get(row.uid, "")
            yield Sighting(row.seq, row.at, row.uid, person, row.action, row.count, certain)


def _detail(row: JournalEntry) -> Mapping[str, Any]:
    found = json.loads(row.detail_json)
    return found if isinstance(found, dict) else {}
