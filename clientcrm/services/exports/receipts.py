"""What an exported row of a purchase holds: every line of every receipt, read by the portion."""

from __future__ import annotations

import json
from collections.abc import Generator, Iterator, Sequence
from datetime import date, datetime
from typing import Any

from sqlalchemy import ColumnElement, func, select

from clientcrm.data.bulk import in_parts
from clientcrm.data.models import NOBODYS, Client, Product, Purchase, PurchaseLine
from clientcrm.domain.export_layout import WORDS
from clientcrm.services.exports.rows import ExportedClients

_HEAD: tuple[str, ...] = (
    *("id", "client_id", "uuid", "portfolio", "receipt_no", "source", "day", "at", "kind", "status", "total"),
    *("discount", "employee", "return_of", "comment"),
)
_TOLD_EACH = 500
_encoded = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode
Buyer = tuple[str, str, str]
_NOBODY: Buyer = ("", "", "")


def purchase_rows(clients: ExportedClients, *, anonymous: bool) -> Iterator[dict[str, Any]]:
    """Each line of each receipt of these clients, then those of nobody where they are wanted.

    A receipt without lines is one row.
    """
    products = {i: (name, code) for i, name, code in clients.session.execute(_products())}
    total = clients.session.scalar(select(func.count()).select_from(Purchase)) or 0
    done = 0
    for part in in_parts(clients.ids):
        query = select(Client.id, Client.public_id, Client.code, Client.name).where(Client.id.in_(part))
        buyers = {i: (key.hex(), code, name) for i, key, code, name in clients.session.execute(query)}
        known = {i: buyers[i] for i in part if i in buyers}
        done = yield from _rows(clients, Purchase.client_id.in_(part), known, products, (done, total))
    if anonymous:
        ids = clients.session.scalars(select(Purchase.id).where(Purchase.portfolio == NOBODYS)).all()
        for part in in_parts(ids):
            done = yield from _rows(clients, Purchase.id.in_(part), {}, products, (done, total))


def _rows(
    clients: ExportedClients,
    which: ColumnElement[bool],
    buyers: dict[int, Buyer],
    products: dict[int, tuple[str, str]],
    told: tuple[int, int],
) -> Generator[dict[str, Any], None, int]:
    """These receipts; answers how many of all have passed."""
    session = clients.session
    done, of_all = told
    lines: dict[int, list[Sequence[Any]]] = {}
    of_lines = select(
        PurchaseLine.purchase_id,
        PurchaseLine.ordinal,
        PurchaseLine.product_id,
        PurchaseLine.quantity,
        PurchaseLine.unit_price,
        PurchaseLine.discount,
        PurchaseLine.total,
    ).join(Purchase, Purchase.id == PurchaseLine.purchase_id)
    for line in session.execute(of_lines.where(which).order_by(PurchaseLine.purchase_id, PurchaseLine.ordinal)):
        lines.setdefault(line[0], []).append(line)
    of_heads = select(*(getattr(Purchase, name) for name in _HEAD)).where(which).order_by(Purchase.id)
    heads = [dict(zip(_HEAD, row, strict=True)) for row in session.execute(of_heads)]
    places = {client_id: place for place, client_id in enumerate(buyers)}
    heads.sort(key=lambda head: places.get(head["client_id"], -1))
    for head in heads:
        if done % _TOLD_EACH == 0:
            clients.told(done, of_all)
        done += 1
        shown = _receipt(clients, head, buyers.get(head["client_id"], _NOBODY))
        for _, ordinal, product, quantity, price, discount, total in lines.get(head["id"], ()):
            name, code = products[product]
            yield shown | {
                "line_no": ordinal,
                "product": name,
                "product_code": code,
                "quantity": quantity,
                "unit_price": price,
                "discount": discount or None,
                "line_total": total,
            }
        if head["id"] not in lines:
            yield shown
    return done


def _receipt(clients: ExportedClients, head: dict[str, Any], buyer: Buyer) -> dict[str, Any]:
    words, seals = WORDS[clients.language], clients.gate.seals
    comment = ""
    if head["comment"] is not None and seals.opens(head["portfolio"]):
        comment = seals.comments(head["portfolio"]).open(head["uuid"], head["comment"]).decode()
    moment: date | datetime = head["day"]
    if head["at"]:
        moment = datetime.fromisoformat(f"{head['day'].isoformat()}T{head['at']}")
    public_id, code, name = buyer
    return {
        "receipt_no": head["receipt_no"],
        "date": moment,
        "client_id": public_id,
        "client_code": code,
        "client_name": name,
        "receipt_total": head["total"],
        "employee": head["employee"],
        "kind": words[head["kind"]],
        "status": words[head["status"]],
        "return_of": str(head["return_of"] or ""),
        "purchase_comment": comment,
        "crm_receipt": _encoded([head["id"], head["source"], head["discount"], head["at"]]),
    }


def _products() -> Any:
    return select(Product.id, Product.name, Product.code)
