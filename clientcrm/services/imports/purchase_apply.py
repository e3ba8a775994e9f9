"""Applying staged purchases: receipts first, then their lines, then the figures of whoever bought."""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from clientcrm.data.bulk import MANY, in_parts, insert_columns, insert_rows, next_id, without_indexes
from clientcrm.data.models import NOBODYS, Batch, BatchEffect, Client, Product, Purchase, PurchaseLine
from clientcrm.domain.changes import Topic
from clientcrm.domain.clients import ClientDraft
from clientcrm.domain.imports import ImportPlan, UnknownClients
from clientcrm.domain.sales import ReceiptKind, ReceiptStatus
from clientcrm.domain.values.text import fold
from clientcrm.services.batches import EFFECT_COLUMNS
from clientcrm.services.clients.writer import ClientWriter, Extras
from clientcrm.services.gate import Gate
from clientcrm.services.imports.buyers import Buyers
from clientcrm.services.imports.check import first_tier_id
from clientcrm.services.imports.purchases import source_of
from clientcrm.services.imports.receipts import Lines, PurchaseBook, ReceiptFound
from clientcrm.services.sales import refresh_figures
from clientcrm.services.visits import follow_visits, last_days

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
_KNOWN_PRODUCTS = select(Product.code, Product.folded, Product.id)
_PORTION = 20_000


class PurchaseApplying:
    """Writes the decided lines of one batch in the caller's transaction."""

    def __init__(self, gate: Gate, session: Session, batch: Batch, plan: ImportPlan) -> None:
        self._gate = gate
        self._session = session
        self._batch = batch
        self._plan = plan
        self._products: dict[tuple[str, str], int] = {(c, f): i for c, f, i in session.execute(_KNOWN_PRODUCTS)}
        self._new_products: list[tuple[Any, ...]] = []
        self._next_product = next_id(session, Product)
        self.lines = Lines(self._product)
        self.buyers = Buyers(plan, gate.today())

    def write(self, book: PurchaseBook) -> int:
        """Write the receipts of a settled book and the lines that were taken in; how many receipts are new."""
        self._create_clients(book)
        fresh = self._write_receipts(book)
        insert_rows(self._session, Product, ("id", "code", "name", "folded", "batch_id"), self._new_products)
        receipts = list(book.receipts.values())
        self._write_lines(receipts)
        grown = {receipt.id for receipt in receipts if not receipt.fresh and receipt.brings}
        self._grow(grown)
        touched = {r.client_id for r in receipts if r.client_id is not None and (r.fresh or r.id in grown)}
        before = last_days(self._session, touched)
        refresh_figures(self._session, self._gate, touched)
        follow_visits(self._session, self._gate, before, loaded=True)
        self._gate.touch(self._session, Topic.SALES, Topic.CLIENTS, Topic.IMPORTS)
        return fresh

    def _write_lines(self, receipts: list[ReceiptFound]) -> None:
        """Half a million come without their index of products, as so many clients do without theirs."""
        count = len(self.lines)
        there = select(func.count()).select_from(PurchaseLine)
        others = self._session.scalars(there).one() if count >= MANY else 0
        with without_indexes(self._session, count, others, PurchaseLine):
            for start in range(0, count, _PORTION):
                insert_columns(self._session, PurchaseLine, self.lines.columns(receipts, start, _PORTION))

    def _create_clients(self, book: PurchaseBook) -> None:
        """Under "create" a client, called by the code where nothing else is said; undoing the batch unmakes them."""
        if self._plan.options.unknown_clients is not UnknownClients.CREATE or not book.unknown:
            return
        portfolio = self._batch.portfolio or min(self._gate.seals.readable)
        tier = first_tier_id(self._session)
        names = sorted(book.unknown)
        writer = ClientWriter(self._gate, self._batch.id)
        new: dict[str, tuple[ClientDraft, Extras]] = {}
        same: dict[str, str] = {}
        for name in names:
            same[name], draft = self.buyers.draft(name)
            extras = Extras(code_source=self._plan.options.source if draft.code else "")
            if same[name] not in new or (draft.name and not new[same[name]][0].name):
                new[same[name]] = replace(draft, portfolio=portfolio, tier_id=tier), extras
        ids = dict(zip(new, writer.create(self._session, list(new.values())), strict=True))
        effects = [(self._batch.id, "client", i, portfolio, True, 1, None, None) for i in ids.values()]
        insert_rows(self._session, BatchEffect, EFFECT_COLUMNS, effects)
        book.clients.update((name, ids[key]) for name, key in same.items())
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
            if receipt.fresh and receipt.brings and (not receipt.client or receipt.client_id is not None)
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
        summed = receipt.products or receipt.total or line.receipt_total is None
        total = receipt.total - receipt.discount if summed else line.receipt_total or 0
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
            source_of(receipt, self._plan.options.source),
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

    def _grow(self, grown: set[int]) -> None:
        """Receipts that got more lines than they had: their totals follow."""
        for part in in_parts(grown):
            query = select(PurchaseLine.purchase_id, func.sum(PurchaseLine.total)).join(Purchase)
            query = query.where(Purchase.id.in_(part)).group_by(PurchaseLine.purchase_id)
            sums: dict[int, int] = dict(self._session.execute(query).all())
            for receipt in self._session.scalars(select(Purchase).where(Purchase.id.in_(part))):
                receipt.total = sums[receipt.id] - receipt.discount

    def _product(self, code: str, name: str) -> int:
        """The product that lines call so; a new one comes with the batch."""
        key = (code, fold(name).strip())
        found = self._products.get(key)
        if found is None:
            found = self._products[key] = self._next_product + len(self._new_products)
            self._new_products.append((found, code, name or code, key[1], self._batch.id))
        return found

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


def _marked(number: str) -> bool:
    """Online Retail marks returns with a C before the number."""
    return len(number) > 1 and number[0] in "CcСс" and number[1:].isdigit()
