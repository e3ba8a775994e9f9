"""A base as canonical JSON of what it says, decrypted: what two bases, or one base at two times, are compared by."""

from __future__ import annotations

import json
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from clientcrm.crm import Desk
from clientcrm.data.models import Client, OwnField, Product, Purchase, PurchaseLine, Tag, Tier
from clientcrm.domain.access import Permission
from clientcrm.domain.intake.codec import draft_to_json
from clientcrm.services.clients.writer import ClientWriter, Loaded
from clientcrm.services.tiers.scale import domain_tier

FIGURES = (
    *("state", "first_purchase", "last_purchase", "purchase_days", "receipts", "total", "average", "median"),
    *("usual_interval", "median_gap"),
)


def canonical(desk: Desk) -> dict[str, Any]:
    """Clients by public id, receipts in an order of their own, and the words that stand for themselves.

    Ids of rows, versions, seals and the moment of the last change are no part of it; trashed clients are.
    """
    gate = desk._gate
    with gate.read(Permission.VIEW_CLIENTS) as session:
        rows = {client.id: client for client in session.scalars(select(Client))}
        loaded = ClientWriter(gate).load(session, list(rows))
        fields = {field.id: field.name for field in session.scalars(select(OwnField))}
        tiers = {tier.id: domain_tier(tier).title("ru") for tier in session.scalars(select(Tier))}
        clients = {
            one.extras.public_id.hex(): _client(one, rows[one.id], desk, fields, tiers) for one in loaded.values()
        }
        words = {
            "tags": sorted(tag.name for tag in session.scalars(select(Tag))),
            "own_fields": sorted(fields.values()),
            "tiers": sorted(tiers.values()),
            "products": sorted([p.code, p.name] for p in session.scalars(select(Product))),
        }
        found = {"clients": clients, "receipts": _receipts(session, desk, rows), **words}
    plain: dict[str, Any] = json.loads(json.dumps(found, ensure_ascii=False, sort_keys=True, default=str))
    return plain


def _client(one: Loaded, row: Client, desk: Desk, fields: dict[int, str], tiers: dict[int, str]) -> dict[str, Any]:
    draft = draft_to_json(one.draft)
    draft["contacts"] = [contact[:-1] for contact in draft.get("contacts", ())]
    draft["own"] = {fields[int(key)]: text for key, text in draft.get("own", {}).items()}
    draft["tier_id"] = tiers[one.draft.tier_id or 0]
    draft["portfolio"] = dict(desk.portfolios)[one.draft.portfolio or 0]
    draft["responsible"] = desk.people.get(one.draft.responsible or "", one.draft.responsible)
    opening = one.extras.opening
    return {
        "draft": draft,
        "code_source": one.extras.code_source,
        "created_at": one.extras.created_at,
        "tier_by_hand": one.extras.tier_by_hand,
        "opening": [opening.total, opening.count, opening.first, opening.last, opening.source] if opening else None,
        "trashed": one.trashed,
        "figures": {name: getattr(row, name) for name in FIGURES},
    }


def _receipts(session: Session, desk: Desk, clients: dict[int, Client]) -> list[Any]:
    products = {product.id: product for product in session.scalars(select(Product))}
    lines: dict[int, list[Any]] = {}
    for line in session.scalars(select(PurchaseLine).order_by(PurchaseLine.purchase_id, PurchaseLine.ordinal)):
        product = products[line.product_id]
        amounts = [line.quantity, line.unit_price, line.discount, line.total]
        lines.setdefault(line.purchase_id, []).append([line.ordinal, product.code, product.name, *amounts])
    receipts = {receipt.id: receipt for receipt in session.scalars(select(Purchase))}
    heads = {key: _head(receipt, desk, clients) for key, receipt in receipts.items()}
    found = [
        {**heads[key], "lines": lines.get(key, []), "return_of": heads.get(receipts[key].return_of or 0)}
        for key in receipts
    ]
    return sorted(found, key=lambda receipt: json.dumps(receipt, ensure_ascii=False, sort_keys=True, default=str))


def _head(receipt: Purchase, desk: Desk, clients: dict[int, Client]) -> dict[str, Any]:
    comment = ""
    if receipt.comment is not None:
        comment = desk._gate.seals.comments(receipt.portfolio).open(receipt.uuid, receipt.comment).decode()
    names = ("day", "at", "kind", "status", "receipt_no", "source", "total", "discount", "employee")
    head = {name: getattr(receipt, name) for name in names}
    return head | {
        "client": clients[receipt.client_id].public_id.hex() if receipt.client_id is not None else None,
        "comment": comment,
    }


def differences(before: Any, after: Any, place: str = "") -> list[str]:
    """Where two canonical values differ, as paths with both values: empty for equal ones."""
    if isinstance(before, dict) and isinstance(after, dict):
        names = sorted(before.keys() | after.keys())
        return [d for name in names for d in differences(before.get(name), after.get(name), f"{place}/{name}")]
    if isinstance(before, list) and isinstance(after, list) and len(before) == len(after):
        pairs = enumerate(zip(before, after, strict=True))
        return [d for n, (a, b) in pairs for d in differences(a, b, f"{place}/{n}")]
    return [] if before == after else [f"{place}: {before!r} -> {after!r}"]
