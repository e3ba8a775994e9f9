"""Which clients of the base the rows of a file are (EXCEL.md 5.8), within the portfolios that the session opens."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from clientcrm.data.bulk import in_parts
from clientcrm.data.models import Client, ContactPoint
from clientcrm.data.search import among
from clientcrm.domain.clients import ClientKind
from clientcrm.domain.contacts import ContactKind
from clientcrm.domain.imports import ImportPlan
from clientcrm.domain.intake.groups import FileKeys
from clientcrm.domain.intake.keys import SHARED_BY, RowKeys, names_fit, same_company, sorted_name, sorted_names
from clientcrm.domain.values.dates import PartialDate
from clientcrm.domain.values.ids import inn_fits
from clientcrm.domain.values.names import is_no_name, list_name, split_full_name
from clientcrm.domain.values.text import fold
from clientcrm.services.client_rows import key_text
from clientcrm.services.gate import Gate


@dataclass(frozen=True, slots=True)
class Match:
    """What the base says about one row: the client, by which key; others who may be meant; whether it is torn.

    alone: other rows of its group are clients of the base whose names this one does not fit.
    """

    client_id: int | None = None
    key: str = ""
    doubtful: tuple[int, ...] = ()
    torn: bool = False
    alone: bool = False
    client: RowKeys | None = None


NO_MATCH = Match()
# Keys are random, so each question goes through the whole of their index: one for a chunk of rows instead of four.
_KEYS_AT_ONCE = 5000


@dataclass(slots=True)
class _Known:
    """What is known of the clients that a chunk of rows may be; a client's keys hold its name and tax number."""

    clients: dict[int, RowKeys] = field(default_factory=dict)
    public: dict[str, int] = field(default_factory=dict)
    codes: dict[str, list[tuple[int, bool]]] = field(default_factory=lambda: defaultdict(list))
    inns: dict[str, list[int]] = field(default_factory=dict)
    held: dict[str, set[int]] = field(default_factory=lambda: defaultdict(set))
    birthdays: dict[str, int] = field(default_factory=dict)
    namesakes: dict[str, list[tuple[int, str]]] = field(default_factory=lambda: defaultdict(list))


class Matcher:
    """Looks rows up in the base by the chunk, in the caller's session."""

    def __init__(self, gate: Gate, session: Session, plan: ImportPlan) -> None:
        self._gate = gate
        self._session = session
        self._source = plan.options.source
        # Codes decide alone within one source: one that a person named, or files with the same headers.
        self._one_source = bool(plan.template)
        # In our own full copy the ids decide alone: two cards that are alike are two clients.
        self._by_id = plan.options.exact
        self.empty = session.scalars(select(func.count()).select_from(Client)).one() == 0
        # Phones that so many clients have that they say nothing, with those clients: found once, not by the chunk.
        self._shared: dict[str, set[int]] = {}

    @cached_property
    def _companies(self) -> dict[str, list[int]]:
        """Companies by their tax number: all of them at once, because no index holds it."""
        found: dict[str, list[int]] = {}
        query = select(Client.inn, Client.id).where(Client.inn != "", Client.kind == ClientKind.COMPANY.value)
        for inn, client_id in self._session.execute(query.order_by(Client.id)):
            found.setdefault(inn, []).append(client_id)
        return found

    def match(self, rows: Sequence[RowKeys], file: FileKeys) -> list[Match]:
        """A match per row, the first decisive key winning; a hit on two clients by two keys is torn."""
        if self.empty or not rows:
            return [NO_MATCH] * len(rows)
        known = self._known(rows, file)
        found = [self._one(keys, known, file) for keys in rows]
        # Names with birthdays are looked up for those alone whom nothing else told.
        born = [place for place, keys in enumerate(rows) if keys.birthday and found[place].client_id is None]
        if born:
            self._find_names([rows[place] for place in born if rows[place].name], known)
            for place in born:
                found[place] = self._one(rows[place], known, file)
        return found

    def _one(self, keys: RowKeys, known: _Known, file: FileKeys) -> Match:
        if keys.public_id in known.public:
            return self._found(known.public[keys.public_id], "public_id", known)
        if keys.public_id and self._by_id:
            return NO_MATCH
        hits: list[tuple[int, str]] = []
        doubtful: list[int] = []
        self._by_decisive(keys, known, hits, doubtful)
        self._by_contacts(keys, known, file, hits, doubtful)
        if not hits and keys.birthday:
            place = f"{keys.sort_name}|{keys.birthday}"
            if place in known.birthdays:
                hits.append((known.birthdays[place], "name_birthday"))
        if not hits:
            if not doubtful and self._keyless(keys, known, file):
                doubtful = [other for other, city in known.namesakes.get(keys.sort_name, ()) if city == keys.city][:1]
            return Match(doubtful=tuple(dict.fromkeys(doubtful))) if doubtful else NO_MATCH
        client_id, key = hits[0]
        torn = any(other != client_id for other, _ in hits)
        return self._found(client_id, key, known, tuple(dict.fromkeys(doubtful)), torn)

    @staticmethod
    def _found(client_id: int, key: str, known: _Known, doubtful: tuple[int, ...] = (), torn: bool = False) -> Match:
        return Match(client_id, key, doubtful, torn, client=known.clients.get(client_id))

    def _by_decisive(self, keys: RowKeys, known: _Known, hits: list[tuple[int, str]], doubtful: list[int]) -> None:
        for client_id, same_source in known.codes.get(keys.code, ()) if keys.code else ():
            sure = same_source or self._one_source or names_fit(keys, known.clients[client_id])
            (hits.append((client_id, "code")) if sure else doubtful.append(client_id))
        if keys.inn:
            branches = known.inns.get(keys.inn.partition("/")[0], ())
            same = [client_id for client_id in branches if same_company(known.clients[client_id].inn, keys.inn)]
            exact = [client_id for client_id in same if known.clients[client_id].inn == keys.inn] or same
            if len(exact) == 1 or (exact and exact is not same):
                hits.append((exact[0], "inn"))
            else:
                doubtful += same

    def _by_contacts(
        self, keys: RowKeys, known: _Known, file: FileKeys, hits: list[tuple[int, str]], doubtful: list[int]
    ) -> None:
        for kind, values in (("phone", keys.phones), ("email", keys.emails)):
            for value in values:
                held = known.held.get(value)
                if not held:
                    continue
                if value in file.shared or len(held) >= SHARED_BY:
                    bearers = sorted({other for other, _ in known.namesakes.get(keys.sort_name, ()) if other in held})
                    if bearers and (keys.full_name or (len(bearers) == 1 and file.only_bearer(keys, value))):
                        hits.append((bearers[0], kind))
                    continue
                rivals = file.rivals(keys, value)
                if len(held) == 1 and not rivals:  # as nearly always
                    (other,) = held
                    (hits.append((other, kind)) if self._fits(keys, known.clients[other]) else doubtful.append(other))
                    continue
                fitting = [
                    other
                    for other in sorted(held)
                    if self._fits(keys, known.clients[other])
                    # A card that fits two people of the file is neither's, whichever comes first.
                    and not any(self._fits(rival, known.clients[other]) for rival in rivals)
                ]
                same_name = [other for other in fitting if known.clients[other].sort_name == keys.sort_name]
                hits += [(other, kind) for other in (same_name if len(same_name) == 1 else fitting)]
                doubtful += [other for other in sorted(held) if other not in fitting]

    @staticmethod
    def _fits(keys: RowKeys, client: RowKeys) -> bool:
        if keys.inn and client.inn and not same_company(keys.inn, client.inn):
            return False
        return names_fit(keys, client)

    @staticmethod
    def _keyless(keys: RowKeys, known: _Known, file: FileKeys) -> bool:
        """Whether nothing tells who this is once the shared phones of file and base are taken away."""
        if keys.decides:
            return False
        contacts = (*keys.phones, *keys.emails)
        return all(value in file.shared or len(known.held.get(value, ())) >= SHARED_BY for value in contacts)

    # ------------------------------------------------------------------ what the base has

    def _known(self, rows: Sequence[RowKeys], file: FileKeys) -> _Known:
        known = _Known()
        self._find_ids(rows, known)
        self._find_contacts(ContactKind.PHONE, {p for keys in rows for p in keys.phones}, known.held)
        self._find_contacts(ContactKind.EMAIL, {e for keys in rows for e in keys.emails}, known.held)
        self._find_names([keys for keys in rows if keys.name and self._asks_names(keys, known, file)], known)
        wanted = {i for ids in known.held.values() if len(ids) < SHARED_BY for i in ids}
        wanted |= {client_id for ids in known.codes.values() for client_id, _ in ids}
        wanted |= {client_id for ids in known.inns.values() for client_id in ids} | set(known.public.values())
        columns = (Client.id, Client.name, Client.code, Client.kind, Client.inn, Client.kpp)
        found = self._session.execute(select(*columns).where(Client.id.in_(among(wanted)))).all() if wanted else []
        said = ["" if is_no_name(name, code) else name for _, name, code, *_ in found]
        for (client_id, _, _, kind, inn, kpp), name, sort_name in zip(found, said, sorted_names(said), strict=True):
            company = kind == ClientKind.COMPANY.value and inn_fits(inn)
            known.clients[client_id] = RowKeys(0, name, inn=f"{inn}/{kpp}" if company else "", sort_name=sort_name)
        return known

    def _asks_names(self, keys: RowKeys, known: _Known, file: FileKeys) -> bool:
        """Whether a whole name may decide about a row: beside a shared phone, or without any key."""
        if not keys.has_key:
            return True
        contacts = (*keys.phones, *keys.emails)
        return any(value in file.shared or len(known.held.get(value, ())) >= SHARED_BY for value in contacts)

    def _find_ids(self, rows: Sequence[RowKeys], known: _Known) -> None:
        for ids in in_parts({bytes.fromhex(keys.public_id) for keys in rows if keys.public_id}):
            by_id = select(Client.public_id, Client.id).where(Client.public_id.in_(ids))
            known.public.update((public.hex(), client_id) for public, client_id in self._session.execute(by_id))
        codes = {keys.code for keys in rows if keys.code}
        if codes:
            query = select(Client.code, Client.id, Client.code_source).order_by(Client.id)
            by_code = query.where(Client.code.in_(among(codes)), Client.code_source.in_(["", self._source]))
            for code, client_id, source in self._session.execute(by_code):
                known.codes[code].append((client_id, bool(source) and source == self._source))
        for inn in {keys.inn.partition("/")[0] for keys in rows if keys.inn}:
            known.inns[inn] = self._companies.get(inn, [])

    def _find_names(self, rows: Sequence[RowKeys], known: _Known) -> None:
        """Clients of the same whole name, with their city and birthday.

        The index of names begins with what is in the trash: not naming it means a look at every client, 0.2 s.
        """
        wanted = {form for keys in rows for form in _list_forms(keys.name)}
        for part in in_parts(wanted):
            query = select(
                Client.id, Client.name, Client.city, Client.birth_year, Client.birth_month, Client.birth_day
            ).where(Client.trashed.in_((False, True)), Client.sort_key.in_(part))
            for client_id, name, city, year, month, day in self._session.execute(query.order_by(Client.id)):
                sort_name = sorted_name(name)
                known.namesakes[sort_name].append((client_id, fold(city)))
                known.clients.setdefault(client_id, RowKeys(0, name, sort_name=sort_name))
                if None not in (year, month, day):
                    known.birthdays.setdefault(f"{sort_name}|{PartialDate(year, month, day).iso}", client_id)

    def _find_contacts(self, kind: ContactKind, values: Iterable[str], held: dict[str, set[int]]) -> None:
        wanted = []
        for value in values:
            if value in self._shared:
                held[value] = self._shared[value]
            else:
                wanted.append(value)
        for portfolio in self._gate.seals.readable:
            seal = self._gate.seals.key(portfolio)
            by_key = {seal.search_key(key_text(kind, value)): value for value in wanted}
            for part in in_parts(by_key, _KEYS_AT_ONCE):
                query = select(ContactPoint.search_key, ContactPoint.client_id).where(
                    ContactPoint.search_key.in_(part), ContactPoint.portfolio == portfolio
                )
                for key, client_id in self._session.execute(query):
                    if key is not None:
                        held[by_key[key]].add(client_id)
        self._shared.update((v, held[v]) for v in wanted if len(held.get(v, ())) >= SHARED_BY)


def _list_forms(name: str) -> Iterator[str]:
    """How a list may order this name: surname and first name, as sort_key keeps it, or the name as it stands."""
    yield fold(name)
    yield fold(list_name(split_full_name(name), name))
