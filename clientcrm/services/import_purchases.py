"""Purchases from a file: lines gathered into receipts, clients found by code, what is there already left alone."""

from __future__ import annotations

import json
import os
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from clientcrm.data.bulk import in_parts, insert_rows, next_id
from clientcrm.data.models import (
    NOBODYS,
    Batch,
    BatchEffect,
    Client,
    ContactPoint,
    Product,
    Purchase,
    PurchaseLine,
)
from clientcrm.domain.changes import Topic
from clientcrm.domain.clients import ClientDraft
from clientcrm.domain.contacts import ContactKind
from clientcrm.domain.imports import ImportPlan, RowAction, UnknownClients
from clientcrm.domain.intake.purchase_reader import ReadLine, line_from_json, receipt_key
from clientcrm.domain.sales import ReceiptKind, ReceiptStatus
from clientcrm.domain.values.phones import parse_phones
from clientcrm.domain.values.text import fold
from clientcrm.services.batches import EFFECT_COLUMNS
from clientcrm.services.client_rows import key_text
from clientcrm.services.client_writer import ClientWriter, Extras
from clientcrm.services.gate import Gate
from clientcrm.services.import_check import first_tier_id
from clientcrm.services.import_staging import Staged, Staging, cells_to_json
from clientcrm.services.sales import refresh_figures

_PURCHASE_COLUMNS = (
    "id",
    "uuid",
    "portfolio",
    "client_id",
    "day",
    "at",
    "kind",
    "status",
    "receipt_no",
    "source",
    "total",
    "discount",
    "employee",
    "return_of",
    "comment",
    "author",
    "created_at",
    "version",
    "batch_id",
)
_LINE_COLUMNS = ("purchase_id", "ordinal", "product_id", "quantity", "unit_price", "discount", "total")


# By what a receipt is known again: number, day, source, who bought, and the time of day where it has no number.
_Told = tuple[str, date, str, int | None, str]


@dataclass(slots=True)
class ReceiptFound:
    """A receipt as the lines of the file add up to it."""

    first: ReadLine
    client: str
    lines: int = 0
    products: int = 0
    total: int = 0
    discount: int = 0
    known_lines: int = 0
    id: int = 0
    client_id: int | None = None
    fresh: bool = True


@dataclass(slots=True)
class PurchaseBook:
    """Every receipt of one file, and who bought."""

    receipts: dict[str, ReceiptFound] = field(default_factory=dict)
    clients: dict[str, int] = field(default_factory=dict)
    unknown: set[str] = field(default_factory=set)


class PurchaseMatching:
    """Tells each staged line what it would become."""

    def __init__(self, gate: Gate, session: Session, batch: Batch, plan: ImportPlan) -> None:
        self._gate = gate
        self._session = session
        self._batch = batch
        self._plan = plan
        self._source = plan.options.source

    def book(self, staging: Staging) -> PurchaseBook:
        """Gather the lines into receipts, find the clients and what the base has already."""
        book = PurchaseBook()
        for _, rows in staging.chunks(self._session):
            for row in rows:
                if _taken(row):
                    _gather(book, line_from_json(row.values["l"]))
        names = {receipt.client for receipt in book.receipts.values() if receipt.client}
        book.clients = self._clients(names)
        book.unknown = names - book.clients.keys()
        for receipt in book.receipts.values():
            receipt.client_id = book.clients.get(receipt.client)
        self._known_receipts(book)
        return book

    def decide(self, rows: Sequence[Staged], book: PurchaseBook, seen: dict[str, int]) -> None:
        """Put an action on every line of a chunk; `seen` counts the lines of each receipt so far."""
        create = self._plan.options.unknown_clients is UnknownClients.CREATE
        for row in rows:
            row.undecided()
            skipped = row.hand.get("action") == RowAction.SKIP.value
            if row.failed or skipped:
                row.action = RowAction.FAIL.value if row.failed else RowAction.SKIP.value
                continue
            line = line_from_json(row.values["l"])
            receipt = book.receipts[receipt_key(line)]
            ordinal = seen.get(receipt_key(line), 0) + 1
            seen[receipt_key(line)] = ordinal
            if receipt.client in book.unknown and not create:
                row.note("E304", value=receipt.client.partition(":")[2] or receipt.client)
                row.action = RowAction.FAIL.value
            elif ordinal <= receipt.known_lines:
                row.action = RowAction.UNCHANGED.value
            else:
                row.action = RowAction.CREATE.value

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
        people = {n: n.partition(":")[2] for n in wanted if n.startswith("name:")}
        people |= {n: n for n in rest - found.keys() if any(c.isalpha() for c in n)}
        self._by_name(people, found)
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
            query = select(column, Client.id).where(column.in_(part), Client.trashed.is_(False))
            for value, client_id in self._session.execute(query):
                hits[by_value[value]].append(client_id)
        found.update((name, ids[0]) for name, ids in hits.items() if len(ids) == 1)

    def _by_phone(self, names: dict[str, str], found: dict[str, int]) -> None:
        numbers: dict[str, str] = {}
        for name, value in names.items():
            phones, _ = parse_phones(value, self._plan.options.region)
            if name not in found and phones and phones[0].e164:
                numbers[phones[0].e164] = name
        hits: dict[str, set[int]] = defaultdict(set)
        for portfolio in self._gate.seals.readable:
            seal = self._gate.seals.key(portfolio)
            keys = {seal.search_key(key_text(ContactKind.PHONE, number)): name for number, name in numbers.items()}
            for part in in_parts(keys):
                query = select(ContactPoint.search_key, ContactPoint.client_id).where(ContactPoint.search_key.in_(part))
                for key, client_id in self._session.execute(query):
                    if key is not None:
                        hits[keys[key]].add(client_id)
        found.update((name, min(ids)) for name, ids in hits.items() if len(ids) == 1)

    def _by_name(self, names: dict[str, str], found: dict[str, int]) -> None:
        folded: dict[str, list[str]] = defaultdict(list)
        for name, value in names.items():
            if name not in found:
                folded[" ".join(sorted(fold(value).split()))].append(name)
        if not folded:
            return
        hits: dict[str, list[int]] = defaultdict(list)
        query = select(Client.id, Client.name).where(Client.trashed.is_(False))
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
            first, source = receipt.first, _source_of(receipt, self._source)
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


class PurchaseApplying:
    """Writes the decided lines of one batch in the caller's transaction."""

    def __init__(self, gate: Gate, session: Session, batch: Batch, plan: ImportPlan) -> None:
        self._gate = gate
        self._session = session
        self._batch = batch
        self._plan = plan
        self._products: dict[tuple[str, str], int] = {}

    def write(self, staging: Staging, book: PurchaseBook, step: Any) -> int:
        """Receipts first, then their lines, then the figures of whoever bought; how many receipts are new."""
        self._create_clients(book)
        fresh = self._write_receipts(book)
        seen: dict[str, int] = {}
        grown: set[int] = set()
        done = 0
        for _, rows in staging.chunks(self._session):
            self._write_lines(rows, book, seen, grown)
            done += len(rows)
            step(done)
        self._grow(grown)
        touched = {
            r.client_id for r in book.receipts.values() if r.client_id is not None and (r.fresh or r.id in grown)
        }
        refresh_figures(self._session, self._gate, touched)
        self._gate.touch(self._session, Topic.SALES, Topic.CLIENTS, Topic.IMPORTS)
        return fresh

    def _create_clients(self, book: PurchaseBook) -> None:
        """Under "create" a client whose name is the code; the batch made them, and undoing it unmakes them."""
        if self._plan.options.unknown_clients is not UnknownClients.CREATE or not book.unknown:
            return
        portfolio = self._batch.portfolio or min(self._gate.seals.readable)
        tier = first_tier_id(self._session)
        names = sorted(book.unknown)
        writer = ClientWriter(self._gate)
        new = []
        for name in names:
            word = name.partition(":")[2] or name
            draft = ClientDraft(
                name=word, code="" if name.startswith("name:") else word[:80], portfolio=portfolio, tier_id=tier
            )
            new.append((draft, Extras(code_source=self._plan.options.source)))
        ids = writer.create(self._session, new)
        effects = [(self._batch.id, "client", i, portfolio, True, 1, None, None) for i in ids]
        insert_rows(self._session, BatchEffect, EFFECT_COLUMNS, effects)
        book.clients.update(zip(names, ids, strict=True))
        for receipt in book.receipts.values():
            if receipt.client in book.unknown:
                receipt.client_id = book.clients[receipt.client]

    def _write_receipts(self, book: PurchaseBook) -> int:
        first = next_id(self._session, Purchase)
        portfolios = self._portfolios(book)
        now = self._gate.now().strftime("%Y-%m-%d %H:%M:%S.000000")
        fresh = [
            receipt
            for receipt in book.receipts.values()
            if receipt.fresh and (not receipt.client or receipt.client_id is not None)
        ]
        for place, receipt in enumerate(fresh):
            receipt.id = first + place
        links = self._links(book, fresh)
        rows = [self._receipt_row(receipt, portfolios, links, now) for receipt in fresh]
        insert_rows(self._session, Purchase, _PURCHASE_COLUMNS, rows)
        return len(rows)

    def _receipt_row(
        self, receipt: ReceiptFound, portfolios: dict[int, int], links: dict[str, int], now: str
    ) -> tuple[Any, ...]:
        line = receipt.first
        total = receipt.total - receipt.discount if receipt.products else line.receipt_total or 0
        if line.receipt_total is not None and line.kept:
            total = line.receipt_total
        refund = line.kind == ReceiptKind.REFUND.value or total < 0 or (total == 0 and _marked(line.receipt))
        portfolio = portfolios.get(receipt.client_id or 0, NOBODYS)
        uuid = os.urandom(16)
        comment = None
        if line.comment and portfolio != NOBODYS:
            comment = self._gate.seals.comments(portfolio).seal(uuid, line.comment.encode())
        return (
            receipt.id,
            uuid,
            portfolio,
            receipt.client_id,
            line.day.isoformat() if line.day else None,
            line.at,
            ReceiptKind.REFUND.value if refund else ReceiptKind.SALE.value,
            line.status or ReceiptStatus.DONE.value,
            line.receipt,
            _source_of(receipt, self._plan.options.source),
            -abs(total) if refund else total,
            receipt.discount,
            line.employee,
            links.get(line.return_of) if line.return_of else None,
            comment,
            self._gate.user.uid,
            now,
            1,
            self._batch.id,
        )

    def _write_lines(self, rows: Sequence[Staged], book: PurchaseBook, seen: dict[str, int], grown: set[int]) -> None:
        out = []
        for row in rows:
            if row.action == RowAction.FAIL.value or row.action == RowAction.SKIP.value:
                continue
            line = line_from_json(row.values["l"])
            key = receipt_key(line)
            receipt = book.receipts[key]
            ordinal = seen.get(key, 0) + 1
            seen[key] = ordinal
            if row.action != RowAction.CREATE.value or not receipt.id or not (line.product or line.product_code):
                continue
            if not receipt.fresh:
                grown.add(receipt.id)
            product = self._product(line.product_code, line.product)
            out.append((receipt.id, ordinal, product, line.quantity, line.price, line.discount, line.total))
        insert_rows(self._session, PurchaseLine, _LINE_COLUMNS, out)

    def _grow(self, grown: set[int]) -> None:
        """Receipts that got more lines than they had: their totals follow."""
        for part in in_parts(grown):
            query = select(PurchaseLine.purchase_id, func.sum(PurchaseLine.total)).join(Purchase)
            query = query.where(Purchase.id.in_(part)).group_by(PurchaseLine.purchase_id)
            sums: dict[int, int] = dict(self._session.execute(query).all())
            for receipt in self._session.scalars(select(Purchase).where(Purchase.id.in_(part))):
                receipt.total = sums[receipt.id] - receipt.discount

    def _product(self, code: str, name: str) -> int:
        key = (code, fold(name).strip())
        if not self._products:
            query = select(Product.code, Product.folded, Product.id)
            self._products = {(c, f): i for c, f, i in self._session.execute(query)}
            self._products[("", "\0")] = 0
        if key not in self._products:
            product = Product(code=code, name=name or code, folded=key[1], batch_id=self._batch.id)
            self._session.add(product)
            self._session.flush()
            self._products[key] = product.id
        return self._products[key]

    def _portfolios(self, book: PurchaseBook) -> dict[int, int]:
        ids = {receipt.client_id for receipt in book.receipts.values() if receipt.client_id is not None}
        found: dict[int, int] = {}
        for part in in_parts(ids):
            query = select(Client.id, Client.portfolio).where(Client.id.in_(part))
            found.update((client_id, portfolio) for client_id, portfolio in self._session.execute(query))
        return found

    def _links(self, book: PurchaseBook, fresh: Sequence[ReceiptFound]) -> dict[str, int]:
        """What `return_of` may name: a receipt of this file by number or own id, else one in the base by number."""
        wanted = {receipt.first.return_of for receipt in fresh if receipt.first.return_of}
        if not wanted:
            return {}
        links: dict[str, int] = {}
        for part in in_parts(wanted):
            query = select(Purchase.receipt_no, Purchase.id).where(Purchase.receipt_no.in_(part))
            links.update((number, purchase_id) for number, purchase_id in self._session.execute(query))
        for key, receipt in book.receipts.items():
            if key.startswith("kept:") and key[5:] in wanted:
                links[key[5:]] = receipt.id
            elif receipt.first.receipt in wanted and not receipt.first.kept:
                links[receipt.first.receipt] = receipt.id
        return links


def staged_line(row_no: int, cells: Sequence[Any], line: ReadLine) -> Staged:
    """A read line as it is staged."""
    row = Staged(row_no, cells_to_json(cells), {"l": line.to_json()}, line.problems)
    if row.failed:
        row.action = RowAction.FAIL.value
    return row


def decided_lines(
    staging: Staging, session: Session, matching: PurchaseMatching, book: PurchaseBook
) -> Iterator[tuple[int, list[Staged]]]:
    """Every chunk with its actions."""
    seen: dict[str, int] = {}
    for number, rows in staging.chunks(session):
        matching.decide(rows, book, seen)
        yield number, rows


def _taken(row: Staged) -> bool:
    """Whether a row takes part: it was read, and nobody left it out."""
    read = not any(code.startswith("E") and code != "E304" for _, code, *_ in row.problems)
    return read and row.hand.get("action") != RowAction.SKIP.value


def _gather(book: PurchaseBook, line: ReadLine) -> None:
    key = receipt_key(line)
    receipt = book.receipts.get(key)
    if receipt is None:
        receipt = book.receipts[key] = ReceiptFound(line, line.client)
        if line.kept:
            receipt.discount = int(json.loads(line.kept)[2])
    elif not receipt.client:
        receipt.client = line.client
    receipt.lines += 1
    receipt.products += bool(line.product or line.product_code)
    receipt.total += line.total


def _source_of(receipt: ReceiptFound, source: str) -> str:
    return str(json.loads(receipt.first.kept)[1]) if receipt.first.kept else source


def _marked(number: str) -> bool:
    """Online Retail marks returns with a C before the number."""
    return len(number) > 1 and number[0] in "CcСс" and number[1:].isdigit()
