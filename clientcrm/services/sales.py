"""Purchases of a client: adding, changing, removing; the figures kept with the client follow each change."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, time, timedelta
from typing import Any

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from clientcrm.data.bulk import in_parts, update_rows
from clientcrm.data.models import NOBODYS, Client, Product, Purchase, PurchaseLine, new_uuid
from clientcrm.domain.access import Permission
from clientcrm.domain.changes import Topic
from clientcrm.domain.clients import OpeningBalance, state_of
from clientcrm.domain.errors import AccessDenied, Invalid, NotFound
from clientcrm.domain.sales import (
    LineDraft,
    PurchaseDraft,
    PurchaseRow,
    Receipt,
    ReceiptKind,
    ReceiptStatus,
    SalesFigures,
    line_total,
    sales_figures,
)
from clientcrm.domain.values.text import fold
from clientcrm.services.figures_at_once import follow_sales
from clientcrm.services.first_purchases import follow_first_purchases
from clientcrm.services.gate import Gate
from clientcrm.services.visits import follow_visits, last_days

_FIGURES = (
    "first_purchase",
    "last_purchase",
    "purchase_days",
    "receipts",
    "total",
    "average",
    "median",
    "usual_interval",
    "median_gap",
    "state",
)
# What they follow from beside the receipts; mapped objects would cost four times as much.
_KNOWN: tuple[Any, ...] = (
    *(Client.id, Client.purchase_days, Client.tier_by_hand, Client.interested, Client.house),
    *(Client.opening_total, Client.opening_count, Client.opening_first, Client.opening_last),
)


class Sales:
    """Receipts."""

    def __init__(self, gate: Gate) -> None:
        self._gate = gate

    def purchases(self, client_id: int) -> list[PurchaseRow]:
        """A client's receipts with their lines, the newest first."""
        with self._gate.read(Permission.SEE_SUMS, "client.viewed", "client", client_id) as session:
            query = select(Purchase).where(Purchase.client_id == client_id)
            receipts = session.scalars(query.order_by(Purchase.day.desc(), Purchase.id.desc())).all()
            lines = _lines(session, [receipt.id for receipt in receipts])
            return [self._row(receipt, lines.get(receipt.id, ())) for receipt in receipts]

    def add(self, draft: PurchaseDraft) -> int:
        """Write a receipt down; an anonymous one needs the right to see sums.

        NotFound or Invalid({"return_of": "of_another"}) where what is brought back was never sold to this client.
        """
        refused = refused_fields(draft, self._gate.today())
        if refused:
            raise Invalid(refused)
        permission = Permission.EDIT_CLIENTS if draft.client_id is not None else Permission.SEE_SUMS
        with self._gate.write(permission, "purchase.added", "purchase") as session:
            if draft.return_of is not None and _receipt(session, draft.return_of).client_id != draft.client_id:
                raise Invalid({"return_of": "of_another"})
            receipt = Purchase(
                uuid=new_uuid(), author=self._gate.user.uid, created_at=self._gate.now(), portfolio=NOBODYS
            )
            self._fill(session, receipt, draft)
            session.add(receipt)
            session.flush()
            self._write_lines(session, receipt, draft)
            self._refresh(session, draft.client_id)
            self._gate.note(session, object_id=receipt.id, client=draft.client_id)
            return receipt.id

    def change(self, purchase_id: int, draft: PurchaseDraft) -> PurchaseDraft:
        """Write a receipt anew; its client may become another. The draft as it was: give it to change() to undo.

        For whoever may see its sum, or wrote it down.
        """
        refused = refused_fields(draft, self._gate.today())
        if refused:
            raise Invalid(refused)
        with self._gate.write(Permission.EDIT_CLIENTS, "purchase.changed", "purchase", purchase_id) as session:
            receipt = self._seen(session, purchase_id)
            before = self._as_draft(session, receipt)
            if draft.return_of not in (None, before.return_of):
                _receipt(session, draft.return_of)
            self._fill(session, receipt, draft)
            receipt.version += 1
            session.execute(delete(PurchaseLine).where(PurchaseLine.purchase_id == purchase_id))
            self._write_lines(session, receipt, draft)
            self._refresh(session, before.client_id, draft.client_id)
            self._gate.note(session, client=draft.client_id)
            if before.client_id != draft.client_id:
                self._gate.note(session, former=before.client_id)
            return before

    def remove(self, purchase_id: int) -> PurchaseDraft:
        """Take a receipt away, under the same right as `change`; give the draft to add() to undo."""
        with self._gate.write(Permission.EDIT_CLIENTS, "purchase.removed", "purchase", purchase_id) as session:
            receipt = self._seen(session, purchase_id)
            draft = self._as_draft(session, receipt)
            session.delete(receipt)
            session.flush()
            self._refresh(session, draft.client_id)
            self._gate.note(session, client=draft.client_id)
            return draft

    # ------------------------------------------------------------------ inside

    def _seen(self, session: Session, purchase_id: int) -> Purchase:
        """The receipt, which goes back to the asker with its sums; AccessDenied for whoever may not see them."""
        receipt, user = _receipt(session, purchase_id), self._gate.user
        client = session.get(Client, receipt.client_id) if receipt.client_id is not None else None
        if receipt.author != user.uid and not user.sees_sums_of(client.responsible if client else None):
            self._gate.remember("access.refused", permission=Permission.SEE_SUMS)
            raise AccessDenied(Permission.SEE_SUMS)
        return receipt

    def _refresh(self, session: Session, *client_ids: int | None) -> None:
        known = {i for i in client_ids if i is not None}
        before = last_days(session, known)
        refresh_figures(session, self._gate, known)
        follow_sales(session, self._gate, known, alone=True)
        follow_visits(session, self._gate, before)

    def _fill(self, session: Session, receipt: Purchase, draft: PurchaseDraft) -> None:
        if draft.client_id is not None:
            client = session.get(Client, draft.client_id)
            if client is None:
                raise NotFound("client", draft.client_id)
            receipt.portfolio = client.portfolio
        else:
            receipt.portfolio = NOBODYS
        receipt.client_id = draft.client_id
        receipt.day = draft.day
        receipt.at = draft.at.isoformat("seconds") if draft.at else ""
        receipt.kind = draft.kind.value
        receipt.status = draft.status.value
        receipt.receipt_no = draft.receipt_no.strip()
        receipt.source = draft.source
        receipt.discount = draft.discount
        receipt.employee = draft.employee.strip()
        receipt.return_of = draft.return_of
        receipt.total = receipt_total(draft)
        if draft.comment.strip() and draft.client_id is not None:
            seal = self._gate.seals.comments(receipt.portfolio)
            receipt.comment = seal.seal(receipt.uuid, draft.comment.strip().encode())
        else:
            receipt.comment = None

    def _write_lines(self, session: Session, receipt: Purchase, draft: PurchaseDraft) -> None:
        sign = -1 if draft.kind is ReceiptKind.REFUND else 1
        for ordinal, line in enumerate(draft.lines, 1):
            total = line.total or line_total(line)
            session.add(
                PurchaseLine(
                    purchase_id=receipt.id,
                    ordinal=ordinal,
                    product_id=product_id(session, line.product_code, line.product),
                    quantity=line.quantity,
                    unit_price=line.unit_price,
                    discount=line.discount,
                    total=sign * abs(total) if sign < 0 else total,
                )
            )
        session.flush()

    def _as_draft(self, session: Session, receipt: Purchase) -> PurchaseDraft:
        return _draft(self._row(receipt, _lines(session, [receipt.id]).get(receipt.id, ())), receipt.client_id)

    def _row(self, receipt: Purchase, lines: Sequence[LineDraft]) -> PurchaseRow:
        comment = ""
        if receipt.comment is not None and self._gate.seals.opens(receipt.portfolio):
            comment = self._gate.seals.comments(receipt.portfolio).open(receipt.uuid, receipt.comment).decode()
        return PurchaseRow(
            id=receipt.id,
            day=receipt.day,
            at=time.fromisoformat(receipt.at) if receipt.at else None,
            kind=ReceiptKind(receipt.kind),
            status=ReceiptStatus(receipt.status),
            receipt_no=receipt.receipt_no,
            total=receipt.total,
            employee=receipt.employee,
            comment=comment,
            lines=tuple(lines),
            return_of=receipt.return_of,
            source=receipt.source,
            discount=receipt.discount,
        )


def refused_fields(draft: PurchaseDraft, today: date) -> dict[str, str]:
    """What keeps a receipt from being saved."""
    refused: dict[str, str] = {}
    if draft.day > today + timedelta(days=1):
        refused["day"] = "future"
    if draft.total is None and not draft.lines:
        refused["total"] = "empty"
    if draft.total is not None and draft.total < 0:
        refused["total"] = "negative"
    if any(not line.product.strip() for line in draft.lines):
        refused["lines"] = "empty"
    return refused


def receipt_total(draft: PurchaseDraft) -> int:
    """The sum of a receipt in minor units: its lines less its discount, or the sum given; negative for a refund."""
    total = draft.total
    if total is None:
        total = sum(line.total or line_total(line) for line in draft.lines) - draft.discount
    return -abs(total) if draft.kind is ReceiptKind.REFUND else total


def product_id(session: Session, code: str, name: str) -> int:
    """The product of this code and name, made when it is new."""
    folded = fold(name).strip()
    query = select(Product.id).where(Product.code == code.strip(), Product.folded == folded)
    found = session.scalars(query).first()
    if found is not None:
        return found
    product = Product(code=code.strip(), name=name.strip(), folded=folded)
    session.add(product)
    session.flush()
    return product.id


def refresh_figures(session: Session, gate: Gate, client_ids: Iterable[int]) -> None:
    """Bring the figures, state and first rung of these clients to what their receipts say."""
    session.flush()
    wanted = sorted(set(client_ids))
    receipts: dict[int, list[Receipt]] = {}
    for part in in_parts(wanted):
        query = select(Purchase.client_id, Purchase.id, Purchase.day, Purchase.total, Purchase.return_of).where(
            Purchase.client_id.in_(part), Purchase.status == ReceiptStatus.DONE.value
        )
        for client_id, purchase_id, day, total, return_of in session.execute(query):
            receipts.setdefault(client_id or 0, []).append(Receipt(purchase_id, day, total, return_of))
    today = gate.today() + timedelta(days=1)
    rows: list[tuple[Any, ...]] = []
    moved: dict[int, bool] = {}
    for part in in_parts(wanted):
        for client in session.execute(select(*_KNOWN).where(Client.id.in_(part))):
            figures = sales_figures(receipts.get(client.id, ()), today)
            state = state_of(figures.purchase_days, _opening(client), client.interested)
            rows.append((*_figure_values(figures), state.value, client.id))
            held = client.tier_by_hand or client.house
            if bool(figures.purchase_days) != bool(client.purchase_days) and not held:
                moved[client.id] = bool(figures.purchase_days)
    follow_first_purchases(session, gate, moved)
    session.flush()
    update_rows(session, Client, _FIGURES, rows)
    session.expire_all()
    gate.touch(session, Topic.CLIENTS, Topic.SALES)


def _opening(client: Any) -> OpeningBalance:
    return OpeningBalance(client.opening_total, client.opening_count, client.opening_first, client.opening_last)


def _figure_values(figures: SalesFigures) -> tuple[object, ...]:
    return (
        figures.first.isoformat() if figures.first else None,
        figures.last.isoformat() if figures.last else None,
        figures.purchase_days,
        figures.receipts,
        figures.net,
        figures.average,
        figures.median,
        figures.usual_interval,
        figures.median_gap,
    )


def _receipt(session: Session, purchase_id: int) -> Purchase:
    receipt = session.get(Purchase, purchase_id)
    if receipt is None:
        raise NotFound("purchase", purchase_id)
    return receipt


def _lines(session: Session, ids: Sequence[int]) -> dict[int, tuple[LineDraft, ...]]:
    found: dict[int, list[LineDraft]] = {}
    for part in in_parts(ids):
        query = select(PurchaseLine, Product).join(Product).join(Purchase, Purchase.id == PurchaseLine.purchase_id)
        query = query.where(PurchaseLine.purchase_id.in_(part)).order_by(PurchaseLine.purchase_id, PurchaseLine.ordinal)
        for line, product in session.execute(query):
            draft = LineDraft(
                product.name, line.quantity, line.unit_price, line.total, line.discount, product_code=product.code
            )
            found.setdefault(line.purchase_id, []).append(draft)
    return {purchase_id: tuple(lines) for purchase_id, lines in found.items()}


def _draft(row: PurchaseRow, client_id: int | None) -> PurchaseDraft:
    return PurchaseDraft(
        client_id=client_id,
        day=row.day,
        lines=row.lines,
        total=abs(row.total),
        at=row.at,
        kind=row.kind,
        status=row.status,
        receipt_no=row.receipt_no,
        source=row.source,
        employee=row.employee,
        discount=row.discount,
        return_of=row.return_of,
        comment=row.comment,
    )
