"""Exported rows laid out as workbook, CSV and cards."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from clientcrm.domain.clients import ClientKind
from clientcrm.domain.contacts import ContactKind
from clientcrm.domain.export_layout import (
    CLIENT_COLUMNS,
    CLIENT_SHEET,
    COMMENT_COLUMN,
    FACTS_SHEET,
    FORMAT,
    LEGEND,
    LEGEND_SHEET,
    PURCHASE_COLUMNS,
    PURCHASE_SHEET,
    WORDS,
    ExportColumn,
)
from clientcrm.domain.exports import ExportPlan, ExportShape, ExportWhat
from clientcrm.domain.tiers import Tier, palette_colours
from clientcrm.services.export_rows import ExportedClients

_MOST_CELL = 32_767
_FROZEN = 3


def write_table(plan: ExportPlan, clients: ExportedClients, base_uuid: str, shop: str) -> tuple[int, int]:
    """A workbook with clients, purchases, legend and facts, or a CSV of clients. Rows of clients and of purchases."""
    from clientcrm.files.csv_writer import write_csv
    from clientcrm.files.xlsx_writer import write_workbook

    language = plan.language
    columns = _client_columns(plan, clients)
    comments = 1 + clients.longest_comment() // (_MOST_CELL // 2) if any(c.key == "comment" for c in columns) else 0
    sheet = _client_sheet(columns, comments, clients, language)
    if plan.path.suffix.lower() == ".csv":
        return write_csv(str(plan.path), sheet), 0
    sheets, purchases = [], 0
    if plan.what is not ExportWhat.PURCHASES:
        sheets.append(sheet)
    if plan.what is not ExportWhat.CLIENTS and plan.shape is ExportShape.FULL_COPY and clients.sums:
        sheets.append(_purchase_sheet(clients, language))
        purchases = 1
    sheets.append(_legend_sheet(language, plan))
    if plan.shape is ExportShape.FULL_COPY:
        sheets.append(_facts_sheet(plan, clients, columns, base_uuid, shop))
    counts = write_workbook(str(plan.path), sheets, password=plan.password or None)
    rows = counts[0] if plan.what is not ExportWhat.PURCHASES else 0
    place = 0 if plan.what is ExportWhat.PURCHASES else 1
    return rows, counts[place] if purchases else 0


def write_people(plan: ExportPlan, clients: ExportedClients) -> int:
    """A mailing list: name, one phone, one e-mail; only those who agreed."""
    from clientcrm.files.csv_writer import write_csv
    from clientcrm.files.layout import Column, Sheet
    from clientcrm.files.xlsx_writer import write_workbook

    keys = ("full_name", "phone", "email")
    titles = {column.key: column.title(plan.language) for column in CLIENT_COLUMNS}
    columns = tuple(Column(titles[key], width=30.0) for key in keys)
    sheet = Sheet(CLIENT_SHEET[plan.language], columns, _mailing(clients), frozen=1)
    if plan.path.suffix.lower() == ".csv":
        return write_csv(str(plan.path), sheet)
    return write_workbook(str(plan.path), [sheet], password=plan.password or None)[0]


def write_purchases_csv(plan: ExportPlan, clients: ExportedClients) -> int:
    """Purchase lines alone, as CSV."""
    from clientcrm.files.csv_writer import write_csv

    return write_csv(str(plan.path), _purchase_sheet(clients, plan.language))


def write_cards(path: Path, clients: ExportedClients) -> int:
    """vCards 3.0 of the clients."""
    from clientcrm.files.vcard_writer import write_vcards

    return write_vcards(str(path), (_card(client) for client, _ in clients.loaded()))


# ---------------------------------------------------------------------- sheets


def _client_columns(plan: ExportPlan, clients: ExportedClients) -> list[ExportColumn]:
    own = [ExportColumn(f"own:{key}", name, name, width=20) for key, name in clients.own_fields.items()]
    if plan.shape is ExportShape.FULL_COPY:
        return [*CLIENT_COLUMNS, *own, COMMENT_COLUMN]
    chosen = [c for c in (*CLIENT_COLUMNS, *own, COMMENT_COLUMN) if c.people]
    return [c for c in chosen if c.key in plan.columns] if plan.columns else chosen


def _client_sheet(columns: Sequence[ExportColumn], comments: int, clients: ExportedClients, language: str) -> Any:
    from clientcrm.files.layout import Column, Sheet, Tints

    words = WORDS[language]
    names = [tier.title(language) for tier in clients.tiers.values() if not tier.hidden]
    choices: dict[str, tuple[str, ...]] = {
        "kind": (words["person"], words["company"]),
        "gender": (words["male"], words["female"]),
    }
    choices |= {"tier": tuple(names), "consent": (words["yes"], words["no"])}
    laid = [Column(c.title(language), _kind(c), c.width, c.hidden, choices.get(c.key, ()), c.derived) for c in columns]
    laid += [Column(f"{COMMENT_COLUMN.title(language)} ({n})", width=60.0) for n in range(2, comments + 1)]
    keys = [c.key for c in columns]
    tints = None
    if "tier" in keys:
        place = keys.index("tier")
        tints = Tints(place, 1, max(place, 1), tuple(_tint(t, language) for t in clients.tiers.values()))
    rows = _client_rows(keys, comments, clients)
    return Sheet(CLIENT_SHEET[language], tuple(laid), rows, tints, frozen=_FROZEN, expected_rows=len(clients.ids))


def _client_rows(keys: Sequence[str], comments: int, clients: ExportedClients) -> Iterator[list[Any]]:
    from clientcrm.files.layout import split_text

    for values in clients.values():
        row = [values.get(key) for key in keys]
        if comments:
            place = keys.index("comment")
            text = row[place] or ""
            parts = split_text(text) if len(text) > _MOST_CELL // 2 else [text]
            row[place] = parts[0]
            row += parts[1:] + [""] * (comments - len(parts))
        yield row


def _purchase_sheet(clients: ExportedClients, language: str) -> Any:
    from clientcrm.files.layout import Column, Sheet

    columns = tuple(
        Column(c.title(language), _kind(c), c.width, c.hidden, (), c.derived, digits=3 if c.kind == "quantity" else 2)
        for c in PURCHASE_COLUMNS
    )
    keys = [c.key for c in PURCHASE_COLUMNS]
    rows = ([line.get(key) for key in keys] for line in clients.purchases())
    return Sheet(PURCHASE_SHEET[language], columns, rows, frozen=1)


def _legend_sheet(language: str, plan: ExportPlan) -> Any:
    from clientcrm.files.layout import Column, Sheet
    from clientcrm.services.segments import filter_to_json

    lines = [[line] for line in LEGEND[language]]
    lines.append([f"{'Отбор' if language == 'ru' else 'Filter'}: {filter_to_json(plan.filter)}"])
    title = LEGEND_SHEET[language]
    return Sheet(title, (Column(title, width=120.0, wrap=True),), lines, filtered=False)


def _facts_sheet(
    plan: ExportPlan, clients: ExportedClients, columns: Sequence[ExportColumn], base_uuid: str, shop: str
) -> Any:
    """What the program needs to know its own file again."""
    from clientcrm.files.layout import Column, Sheet

    tiers = [[t.title(plan.language), t.key, t.letter, t.palette, t.kind.value] for t in clients.tiers.values()]
    digest = hashlib.sha256(json.dumps(list(clients.ids)).encode()).hexdigest()
    facts = {
        "format": FORMAT,
        "base": base_uuid,
        "shop": shop,
        "exported_at": datetime.now(UTC).isoformat(timespec="seconds"),
        "time_zone": str(clients.gate.zone),
        "language": plan.language,
        "rows": len(clients.ids),
        "ids_sha256": digest,
        "columns": [column.key for column in columns],
        "tiers": tiers,
    }
    rows = [[key, json.dumps(value, ensure_ascii=False)] for key, value in facts.items()]
    return Sheet(FACTS_SHEET, (Column("key"), Column("value", width=60.0)), rows, filtered=False, hidden=True)


def _tint(tier: Tier, language: str) -> Any:
    from clientcrm.files.layout import Tint

    fill, text = palette_colours(tier.palette)
    return Tint(tier.title(language), fill, text)


def _kind(column: ExportColumn) -> Any:
    from clientcrm.files.layout import Kind

    kinds = {
        "text": Kind.TEXT,
        "day": Kind.DATE,
        "date": Kind.DATE,
        "datetime": Kind.DATETIME,
        "moment": Kind.DATETIME,
        "money": Kind.MONEY,
        "quantity": Kind.MONEY,
        "percent": Kind.PERCENT,
        "int": Kind.INT,
    }
    return kinds[column.kind]


def _mailing(clients: ExportedClients) -> Iterator[list[str]]:
    for client, _ in clients.loaded():
        draft = client.draft
        if draft.consent is not True:
            continue
        tier = clients.tiers.get(draft.tier_id or 0)
        if tier is not None and tier.kind.value == "guard":
            continue
        phones = [c for c in draft.contacts if c.kind is ContactKind.PHONE and c.normal]
        emails = [c for c in draft.contacts if c.kind is ContactKind.EMAIL and c.normal]
        phones.sort(key=lambda contact: not contact.primary)
        if phones or emails:
            yield [draft.name, phones[0].normal if phones else "", emails[0].normal if emails else ""]


def _card(client: Any) -> Any:
    from clientcrm.files.cards import Card, CardAddress, CardContact

    draft = client.draft

    def points(kind: ContactKind) -> tuple[CardContact, ...]:
        return tuple(
            CardContact(c.value if kind is ContactKind.PHONE else c.normal or c.raw, (), c.label)
            for c in draft.contacts
            if c.kind is kind
        )

    birthday = draft.birthday
    return Card(
        uid=client.extras.public_id.hex(),
        full_name=draft.name,
        last_name=draft.last_name,
        first_name=draft.first_name,
        middle_name=draft.middle_name,
        company=draft.name if draft.kind is ClientKind.COMPANY else "",
        position=draft.position,
        phones=points(ContactKind.PHONE),
        emails=points(ContactKind.EMAIL),
        websites=tuple(c.normal or c.raw for c in draft.contacts if c.kind is ContactKind.WEBSITE),
        is_company=draft.kind is ClientKind.COMPANY,
        addresses=(CardAddress(draft.address, draft.city, draft.region, draft.postcode, draft.country),)
        if draft.address or draft.city
        else (),
        birthday=birthday.iso if birthday else "",
        tags=draft.tags,
        note=draft.note,
    )
