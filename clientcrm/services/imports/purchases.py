"""Purchases from a file: lines gathered into receipts, clients found by code, what is there already left alone."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from clientcrm.data.bulk import in_parts
from clientcrm.data.filters import not_trashed
from clientcrm.data.models import Batch, Client, ContactPoint, Purchase, PurchaseLine
from clientcrm.domain.contacts import ContactKind
from clientcrm.domain.imports import ImportPlan, RowAction, UnknownClients
from clientcrm.domain.values.phones import parse_phones
from clientcrm.domain.values.text import fold
from clientcrm.services.client_rows import key_text
from clientcrm.services.gate import Gate
from clientcrm.services.imports.buyers import address_in
from clientcrm.services.imports.chunks import StagedRows
from clientcrm.services.imports.receipts import PurchaseBook, ReceiptFound, Run, left_out
from clientcrm.services.imports.staging import Staging

# By what a receipt is known again: number, day, source, who bought, and the time of day where it has no number.
_Told = tuple[str, date, str, int | None, str]


class PurchaseMatching:
    """Tells each staged line what it would become."""

    def __init__(self, gate: Gate, session: Session, batch: Batch, plan: ImportPlan) -> None:
        self._gate = gate
        self._session = session
        self._batch = batch
        self._plan = plan
        self._source = plan.options.source

    def book(self, staging: Staging) -> PurchaseBook:
        """Gather the staged lines into receipts, find the clients and what the base has already."""
        book = PurchaseBook()
        for _, rows in staging.lean_chunks(self._session):
            book.take(rows.lines(), left_out(rows))
        self.settle(book)
        return book

    def settle(self, book: PurchaseBook) -> None:
        """Find the clients of gathered receipts and what the base has already."""
        names = {receipt.client for receipt in book.receipts.values() if receipt.client}
        book.clients = self._clients(names)
        book.unknown = names - book.clients.keys()
        for receipt in book.receipts.values():
            receipt.client_id = book.clients.get(receipt.client)
        self._known_receipts(book)

    def decide(self, rows: StagedRows, runs: Sequence[Run], book: PurchaseBook) -> None:
        """Put an action on every line of a chunk; each receipt counts the lines of it so far."""
        create = self._plan.options.unknown_clients is UnknownClients.CREATE
        for receipt, start, stop in runs:
            if receipt is None:
                for row in rows[start:stop]:
                    row.undecided()
                    row.action = RowAction.FAIL.value if row.failed else RowAction.SKIP.value
                continue
            refused = not create and receipt.client in book.unknown
            known = min(max(0, receipt.known_lines - receipt.seen), stop - start)
            receipt.seen += stop - start
            receipt.brings |= not refused and start + known < stop
            if refused:
                for row in rows[start:stop]:
                    row.undecided()
                    row.note("E304", value=receipt.client.partition(":")[2] or receipt.client)
                    row.action = RowAction.FAIL.value
                continue
            for row in rows[start : start + known]:
                row.undecided()
                row.action = RowAction.UNCHANGED.value
            for place in rows.decided(start + known, stop):
                rows[place].undecided()

    # ------------------------------------------------------------------ who bought

    def _clients(self, names: Iterable[str]) -> dict[str, int]:
        """Clients by what the file calls them: own id, code, then phone, card, whole name; one answer or none."""
        found: dict[str, int] = {}
        plain = {name for name in names if not name.startswith(("id:", "phone:", "card:", "name:"))}
        wanted = set(names)
        self._by_public_id({n for n in wanted if n.startswith("id:")}, found)
        self._by_column(Client.code, {n: n for n in plain}, found)
        rest = plain - found.keys()
        marked = {n: n.partition(":")[2] for n in wanted if n.startswith("card:")}
        self._by_column(Client.card_number, marked | {n: n for n in rest}, found)
        phones = {n: n.partition(":")[2] for n in wanted if n.startswith("phone:")}
        phones |= {n: n for n in rest - found.keys() if sum(c.isdigit() for c in n) >= 10}
        self._by_phone(phones, found)
        self._by_address({n: n for n in rest - found.keys() if "@" in n}, found)
        marked_names = {n for n in wanted if n.startswith("name:")}
        people = {n: n.partition(":")[2] for n in marked_names}
        people |= {n: n for n in rest - found.keys() if any(c.isalpha() for c in n)}
        self._by_name(people, found)
        # Whoever is nobody's whole name may be called by a code, a card or a phone in the same column.
        others = {n: n.partition(":")[2] for n in marked_names if n not in found}
        self._by_column(Client.code, others, found)
        self._by_column(Client.card_number, others, found)
        self._by_phone({n: w for n, w in others.items() if sum(c.isdigit() for c in w) >= 10}, found)
        self._by_address({n: w for n, w in others.items() if "@" in w}, found)
        return found

    def _by_public_id(self, names: set[str], found: dict[str, int]) -> None:
        by_id = {}
        for name in names:
            word = name[3:].replace("-", "").lower()
            if len(word) == 32 and all(c in "0123456789abcdef" for c in word):
                by_id[bytes.fromhex(word)] = name
        for part in in_parts(by_id):
            query = select(Client.public_id, Client.id).where(Client.public_id.in_(part))
            found.update((by_id[public], client_id) for public, client_id in self._session.execute(query))

    def _by_column(self, column: Any, names: dict[str, str], found: dict[str, int]) -> None:
        by_value = {value: name for name, value in names.items() if value and name not in found}
        hits: dict[str, list[int]] = defaultdict(list)
        for part in in_parts(by_value):
            query = select(column, Client.id).where(column.in_(part), not_trashed())
            for value, client_id in self._session.execute(query):
                hits[by_value[value]].append(client_id)
        found.update((name, ids[0]) for name, ids in hits.items() if len(ids) == 1)

    def _by_phone(self, names: dict[str, str], found: dict[str, int]) -> None:
        numbers: dict[str, list[str]] = defaultdict(list)
        for name, value in names.items():
            phones, _ = parse_phones(value, self._plan.options.region)
            if name not in found and phones and phones[0].e164:
                numbers[phones[0].e164].append(name)
        self._by_contact(ContactKind.PHONE, numbers, found)

    def _by_address(self, names: dict[str, str], found: dict[str, int]) -> None:
        addresses: dict[str, list[str]] = defaultdict(list)
        for name, value in names.items():
            if name not in found and (address := address_in(value)):
                addresses[address].append(name)
        self._by_contact(ContactKind.EMAIL, addresses, found)

    def _by_contact(self, kind: ContactKind, names: dict[str, list[str]], found: dict[str, int]) -> None:
        """The clients of these contacts; each may be written in several ways in the file."""
        hits: dict[str, set[int]] = defaultdict(set)
        for portfolio in self._gate.seals.readable:
            seal = self._gate.seals.key(portfolio)
            keys = {seal.search_key(key_text(kind, contact)): contact for contact in names}
            for part in in_parts(keys):
                query = select(ContactPoint.search_key, ContactPoint.client_id).where(ContactPoint.search_key.in_(part))
                for key, client_id in self._session.execute(query):
                    if key is not None:
                        hits[keys[key]].add(client_id)
        for contact, ids in hits.items():
            if len(ids) == 1:
                found.update((name, min(ids)) for name in names[contact])

    def _by_name(self, names: dict[str, str], found: dict[str, int]) -> None:
        folded: dict[str, list[str]] = defaultdict(list)
        for name, value in names.items():
            if name not in found:
                folded[" ".join(sorted(fold(value).split()))].append(name)
        if not folded:
            return
        hits: dict[str, list[int]] = defaultdict(list)
        query = select(Client.id, Client.name).where(not_trashed())
        for client_id, name in self._session.execute(query.execution_options(yield_per=5000)):
            word = " ".join(sorted(fold(name).split()))
            if word in folded:
                hits[word].append(client_id)
        for word, ids in hits.items():
            if len(ids) == 1:
                found.update((name, ids[0]) for name in folded[word])

    # ------------------------------------------------------------------ what the base has

    def _known_receipts(self, book: PurchaseBook) -> None:
        """Receipts that an earlier import brought: lines up to their number stay, later ones are added.

        Several that say the same of themselves are told apart by their order.
        """
        waiting: dict[_Told, list[ReceiptFound]] = defaultdict(list)
        for receipt in reversed(book.receipts.values()):
            first, source = receipt.first, source_of(receipt, self._source)
            if first.day is None:
                continue
            buyer = receipt.client_id if first.kept or not first.receipt else None
            waiting[first.receipt, first.day, source, buyer, "" if first.receipt else first.at].append(receipt)
        query = select(
            Purchase.id, Purchase.receipt_no, Purchase.day, Purchase.source, Purchase.client_id, Purchase.at
        ).order_by(Purchase.id)
        wanted = [query.where(Purchase.receipt_no.in_(part)) for part in in_parts({n for n, *_ in waiting if n})]
        days = sorted(day for number, day, *_ in waiting if not number)
        if days:
            wanted.append(query.where(Purchase.receipt_no == "", Purchase.day.between(days[0], days[-1])))
        known: dict[int, ReceiptFound] = {}
        for purchase_id, number, day, source, buyer, at in (r for q in wanted for r in self._session.execute(q)):
            found = waiting.get((number, day, source, buyer, "" if number else at))
            found = found or (waiting.get((number, day, source, None, "")) if number else None)
            if found:
                known[purchase_id] = found.pop()
        self._count_lines(known)

    def _count_lines(self, known: dict[int, ReceiptFound]) -> None:
        for part in in_parts(known):
            query = select(PurchaseLine.purchase_id, func.count()).join(Purchase).where(Purchase.id.in_(part))
            counts: dict[int, int] = dict(self._session.execute(query.group_by(PurchaseLine.purchase_id)).all())
            for purchase_id in part:
                receipt = known[purchase_id]
                receipt.id, receipt.fresh = purchase_id, False
                receipt.known_lines = max(counts.get(purchase_id, 0), 1)


def source_of(receipt: ReceiptFound, source: str) -> str:
    """Where a receipt comes from: our own copy says it, else the file's source."""
    return str(json.loads(receipt.first.kept)[1]) if receipt.first.kept else source
