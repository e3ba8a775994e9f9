"""Which clients of the base the rows of a file are (EXCEL.md 5.8), within the portfolios that the session opens."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from clientcrm.data.bulk import in_parts
from clientcrm.data.models import Client, ContactPoint
from clientcrm.domain.clients import ClientKind
from clientcrm.domain.contacts import ContactKind
from clientcrm.domain.intake.keys import SHARED_BY, RowKeys
from clientcrm.domain.values.dates import PartialDate
from clientcrm.domain.values.names import list_name, names_compatible, split_full_name
from clientcrm.domain.values.text import fold
from clientcrm.services.client_rows import key_text
from clientcrm.services.gate import Gate


@dataclass(frozen=True, slots=True)
class Match:
    """What the base says about one row: the client, by which key; others who may be meant; whether it is torn."""

    client_id: int | None = None
    key: str = ""
    doubtful: tuple[int, ...] = ()
    torn: bool = False


@dataclass(slots=True)
class _Known:
    """What is known of the clients that a chunk of rows may be."""

    names: dict[int, str] = field(default_factory=dict)
    public: dict[str, int] = field(default_factory=dict)
    codes: dict[str, int] = field(default_factory=dict)
    inns: dict[str, int] = field(default_factory=dict)
    phones: dict[str, list[int]] = field(default_factory=lambda: defaultdict(list))
    emails: dict[str, list[int]] = field(default_factory=lambda: defaultdict(list))
    birthdays: dict[str, int] = field(default_factory=dict)
    namesakes: dict[str, int] = field(default_factory=dict)


class Matcher:
    """Looks rows up in the base by the chunk, in the caller's session."""

    def __init__(self, gate: Gate, session: Session, code_source: str) -> None:
        self._gate = gate
        self._session = session
        self._source = code_source
        self._empty = session.scalars(select(func.count()).select_from(Client)).one() == 0

    def match(self, rows: Sequence[RowKeys], shared: set[str]) -> list[Match]:
        """A match per row, the first decisive key winning; a hit on two clients by two keys is torn."""
        if self._empty or not rows:
            return [Match() for _ in rows]
        known = self._known(rows)
        return [self._one(keys, known, shared) for keys in rows]

    def _one(self, keys: RowKeys, known: _Known, shared: set[str]) -> Match:
        hits: list[tuple[int, str]] = []
        doubtful: list[int] = []
        if keys.public_id in known.public:
            return Match(known.public[keys.public_id], "public_id")
        if keys.code and keys.code in known.codes:
            hits.append((known.codes[keys.code], "code"))
        if keys.inn and keys.inn in known.inns:
            hits.append((known.inns[keys.inn], "inn"))
        for kind, values, index in (("phone", keys.phones, known.phones), ("email", keys.emails, known.emails)):
            for value in values:
                held = index.get(value, ())
                if value in shared or len(held) >= SHARED_BY:
                    continue
                for client_id in held:
                    if keys.nameless or names_compatible(keys.name, known.names.get(client_id, "")):
                        hits.append((client_id, kind))
                    else:
                        doubtful.append(client_id)
        if not hits and keys.birthday and keys.sort_name:
            place = f"{keys.sort_name}|{keys.birthday}"
            if place in known.birthdays:
                hits.append((known.birthdays[place], "name_birthday"))
        if not hits:
            namesake = known.namesakes.get(f"{keys.sort_name}|{keys.city}") if not keys.has_key else None
            others = [namesake] if namesake is not None else doubtful
            return Match(doubtful=tuple(dict.fromkeys(others)))
        client_id, key = hits[0]
        return Match(client_id, key, tuple(dict.fromkeys(doubtful)), torn=any(other != client_id for other, _ in hits))

    def _known(self, rows: Sequence[RowKeys]) -> _Known:
        known = _Known()
        self._by_columns(rows, known)
        self._by_contacts(ContactKind.PHONE, {p for keys in rows for p in keys.phones}, known.phones)
        self._by_contacts(ContactKind.EMAIL, {e for keys in rows for e in keys.emails}, known.emails)
        held = {i for index in (known.phones, known.emails) for ids in index.values() for i in ids}
        for part in in_parts(held - known.names.keys()):
            query = select(Client.id, Client.name).where(Client.id.in_(part))
            known.names.update((client_id, name) for client_id, name in self._session.execute(query))
        return known

    def _by_columns(self, rows: Sequence[RowKeys], known: _Known) -> None:
        for ids in in_parts({bytes.fromhex(keys.public_id) for keys in rows if keys.public_id}):
            by_id = select(Client.public_id, Client.id).where(Client.public_id.in_(ids))
            known.public.update((public.hex(), client_id) for public, client_id in self._session.execute(by_id))
        for part in in_parts({keys.code for keys in rows if keys.code}):
            sources = ["", self._source]
            by_code = select(Client.code, Client.id).where(Client.code.in_(part), Client.code_source.in_(sources))
            known.codes.update((code, client_id) for code, client_id in self._session.execute(by_code))
        for part in in_parts({keys.inn.partition("/")[0] for keys in rows if keys.inn}):
            companies = (Client.inn.in_(part), Client.kind == ClientKind.COMPANY.value)
            by_inn = select(Client.inn, Client.kpp, Client.id).where(*companies)
            known.inns.update((f"{inn}/{kpp}", client_id) for inn, kpp, client_id in self._session.execute(by_inn))
        self._by_names(rows, known)

    def _by_names(self, rows: Sequence[RowKeys], known: _Known) -> None:
        """Whole names with a birthday (D6), and whole names with a city for rows that have no key at all (D7)."""
        wanted = {fold(keys.name) for keys in rows if keys.name and (keys.birthday or not keys.has_key)}
        wanted |= {name for keys in rows if keys.name for name in (self._list_order(keys.name),) if name}
        for part in in_parts(wanted):
            query = select(
                Client.id, Client.name, Client.city, Client.birth_year, Client.birth_month, Client.birth_day
            ).where(Client.sort_key.in_(part))
            for client_id, name, city, year, month, day in self._session.execute(query):
                sort_name = " ".join(sorted(fold(name).split()))
                known.namesakes.setdefault(f"{sort_name}|{fold(city)}", client_id)
                if None not in (year, month, day):
                    known.birthdays.setdefault(f"{sort_name}|{PartialDate(year, month, day).iso}", client_id)

    @staticmethod
    def _list_order(name: str) -> str:
        """How the list orders this name: surname and first name, as sort_key keeps it."""
        return fold(list_name(split_full_name(name), name))

    def _by_contacts(self, kind: ContactKind, values: Iterable[str], index: dict[str, list[int]]) -> None:
        wanted = sorted(values)
        for portfolio in self._gate.seals.readable:
            seal = self._gate.seals.key(portfolio)
            by_key = {seal.search_key(key_text(kind, value)): value for value in wanted}
            for part in in_parts(by_key):
                query = select(ContactPoint.search_key, ContactPoint.client_id).where(
                    ContactPoint.search_key.in_(part), ContactPoint.portfolio == portfolio
                )
                for key, client_id in self._session.execute(query):
                    if key is not None and client_id not in index[by_key[key]]:
                        index[by_key[key]].append(client_id)
