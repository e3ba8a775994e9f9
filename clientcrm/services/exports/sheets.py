"""Exported rows laid out as workbook, CSV and cards."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from itertools import chain
from pathlib import Path
from typing import Any

from clientcrm.domain.clients import ClientFilter, ClientKind
from clientcrm.domain.contacts import ContactKind
from clientcrm.domain.export_layout import (
    CLIENT_COLUMNS,
    CLIENT_SHEET,
    COMMENT_COLUMN,
    FACTS_SHEET,
    FORMAT,
    LEGEND,
    LEGEND_SHEET,
    PICKED,
    PURCHASE_COLUMNS,
    PURCHASE_SHEET,
    WORDS,
    ExportColumn,
    bearer_line,
    filter_lines,
    own_title,
    part_title,
)
from clientcrm.domain.exports import ExportPlan, ExportShape, ExportWhat
from clientcrm.domain.tiers import Tier, palette_colours
from clientcrm.domain.values.dates import PartialDate
from clientcrm.services.exports.contacts import Point
from clientcrm.services.exports.receipts import purchase_rows
from clientcrm.services.exports.rows import ClientRecord, ExportedClients
from clientcrm.services.segments.naming import names_in

_MOST_CELL = 32_767
_FROZEN = 3
Parts = dict[str, int]


def write_table(plan: ExportPlan, clients: ExportedClients, base_uuid: str, shop: str) -> tuple[int, int]:
    """A workbook with clients, purchases, legend and facts, or a CSV of clients. Rows of clients and of purchases.

    Texts that no cell holds (32,767 letters) go on in the next column: how many are needed is counted only when one
    was met.
    """
    from clientcrm.files.csv_writer import write_csv
    from clientcrm.files.errors import TextTooLong
    from clientcrm.files.xlsx_writer import write_workbook

    columns = client_columns(plan, clients)
    if plan.path.suffix.lower() == ".csv":
        return write_csv(str(plan.path), _client_sheet(columns, {}, clients)), 0
    with_clients = plan.what is not ExportWhat.PURCHASES
    with_purchases = plan.what is not ExportWhat.CLIENTS and clients.sums

    def write(parts: Parts) -> list[int]:
        sheets = [_client_sheet(columns, parts, clients)] if with_clients else []
        sheets += [_purchase_sheet(plan, parts, clients)] if with_purchases else []
        sheets.append(_legend_sheet(plan, clients))
        if plan.shape is ExportShape.FULL_COPY:
            sheets.append(_facts_sheet(plan, clients, columns, base_uuid, shop))
        return write_workbook(str(plan.path), _signed(sheets, clients), password=plan.password or None)

    try:
        counts = write({})
    except TextTooLong:
        counts = write(_parts_needed(plan, clients, with_purchases))
    return counts[0] if with_clients else 0, counts[with_clients] if with_purchases else 0


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
    sheets = [sheet] if clients.bearer is None else [sheet, _legend_sheet(plan, clients)]
    return write_workbook(str(plan.path), _signed(sheets, clients), password=plan.password or None)[0]


def write_purchases_csv(plan: ExportPlan, clients: ExportedClients) -> int:
    """Purchase lines alone, as CSV."""
    from clientcrm.files.csv_writer import write_csv

    return write_csv(str(plan.path), _purchase_sheet(plan, {}, clients))


def write_cards(path: Path, clients: ExportedClients) -> int:
    """vCards 3.0 of the clients."""
    from clientcrm.files.vcard_writer import write_vcards

    return write_vcards(str(path), map(_card, clients.records()))


# ---------------------------------------------------------------------- sheets


def _signed(sheets: list[Any], clients: ExportedClients) -> list[Any]:
    """Each printed page says whose it is, above and below."""
    if clients.bearer is None:
        return sheets
    line = bearer_line(clients.bearer, clients.language)
    return [replace(sheet, page_line=line) for sheet in sheets]


def client_columns(plan: ExportPlan, clients: ExportedClients) -> list[ExportColumn]:
    """The columns of the table of clients, own fields of the shop among them."""
    own = [
        ExportColumn(f"own:{key}", own_title(name, "ru"), own_title(name, "en"), width=20)
        for key, name in clients.own_fields.items()
    ]
    if plan.shape is ExportShape.FULL_COPY:
        return [*CLIENT_COLUMNS, *own, COMMENT_COLUMN]
    chosen = [c for c in (*CLIENT_COLUMNS, *own, COMMENT_COLUMN) if c.people]
    return [c for c in chosen if c.key in plan.columns] if plan.columns else chosen


def _client_sheet(columns: Sequence[ExportColumn], parts: Parts, clients: ExportedClients) -> Any:
    from clientcrm.files.layout import Sheet, Tints

    language = clients.language
    words = WORDS[language]
    names = [tier.title(language) for tier in clients.tiers.values() if not tier.hidden]
    choices: dict[str, tuple[str, ...]] = {
        "kind": (words["person"], words["company"]),
        "gender": (words["male"], words["female"]),
    }
    choices |= {"tier": tuple(names), "consent": (words["yes"], words["no"])}
    spread = [column.key for column in columns for _ in range(parts.get(column.key, 1))]
    tints = None
    if "tier" in spread:
        place = spread.index("tier")
        first = spread.index("external_id") if "external_id" in spread[:place] else 0
        tints = Tints(place, first, place, tuple(_tint(t, language) for t in clients.tiers.values()))
    frozen = spread.index("full_name") + 1 if "full_name" in spread[:_FROZEN] else 0
    laid = tuple(_laid(columns, parts, language, choices))
    rows = _spread_rows(clients.values(), columns, parts)
    return Sheet(CLIENT_SHEET[language], laid, rows, tints, frozen=frozen, expected_rows=len(clients.ids))


def _purchase_sheet(plan: ExportPlan, parts: Parts, clients: ExportedClients) -> Any:
    from clientcrm.files.layout import Sheet

    full = plan.shape is ExportShape.FULL_COPY
    columns = [column for column in PURCHASE_COLUMNS if full or column.people]
    lines = _spread_rows(_purchases(plan, clients), columns, parts)
    laid = tuple(_laid(columns, parts, plan.language, {}))
    return Sheet(PURCHASE_SHEET[plan.language], laid, lines, frozen=1)


def _purchases(plan: ExportPlan, clients: ExportedClients) -> Iterator[dict[str, Any]]:
    """Sales to nobody in particular go out when everybody does."""
    return purchase_rows(clients, anonymous=plan.ids is None and plan.filter == ClientFilter())


def _laid(
    columns: Sequence[ExportColumn], parts: Parts, language: str, choices: dict[str, tuple[str, ...]]
) -> Iterator[Any]:
    """The columns as the writers take them; a text in several parts has a numbered column for each."""
    from clientcrm.files.layout import Column

    for c in columns:
        for part in range(1, parts.get(c.key, 1) + 1):
            title = part_title(c, part, language)
            digits = 3 if c.kind == "quantity" else 2
            yield Column(title, _kind(c), c.width, c.hidden, choices.get(c.key, ()), c.derived, digits=digits)


def _spread_rows(rows: Iterable[dict[str, Any]], columns: Sequence[ExportColumn], parts: Parts) -> Iterator[list[Any]]:
    from clientcrm.files.layout import split_text

    keys = [column.key for column in columns]
    for values in rows:
        row = list(map(values.get, keys))
        if parts:
            wide: list[Any] = []
            for key, value in zip(keys, row, strict=True):
                count = parts.get(key, 1)
                texts = split_text(value) if count > 1 and value else [value]
                wide += [*texts, *[""] * (count - len(texts))]
            row = wide
        yield row


def _parts_needed(plan: ExportPlan, clients: ExportedClients, with_purchases: bool) -> Parts:
    """Into how many cells the longest text of each column has to be cut, where one is not enough."""
    from clientcrm.files.layout import split_text

    needed: Parts = {}
    purchases = _purchases(plan, clients) if with_purchases else ()
    for values in chain(clients.values(), purchases):
        for key, value in values.items():
            if isinstance(value, str) and 2 * len(value) > _MOST_CELL:
                needed[key] = max(needed.get(key, 1), len(split_text(value)))
    return {key: count for key, count in needed.items() if count > 1}


def _legend_sheet(plan: ExportPlan, clients: ExportedClients) -> Any:
    from clientcrm.files.layout import Column, Sheet

    language = plan.language
    tiers = {tier.id: tier.title(language) for tier in clients.tiers.values()}
    names: dict[str, dict[Any, str]] = {"portfolios": dict(clients.gate.portfolio_names)}
    names |= {"tiers": dict(tiers), "responsible": dict(clients.gate.people)}
    if plan.filter.where is not None:
        names |= names_in(clients.session, clients.gate, plan.filter.where, language)
    lines = [[line] for line in LEGEND[language]]
    if clients.bearer is not None:
        lines.insert(0, [bearer_line(clients.bearer, language)])
    if plan.ids is not None:
        lines.append([PICKED[language].format(count=len(plan.ids))])
    lines += [[line] for line in filter_lines(plan.filter, language, names)]
    title = LEGEND_SHEET[language]
    return Sheet(title, (Column(title, width=120.0, wrap=True),), lines, filtered=False)


def _facts_sheet(
    plan: ExportPlan, clients: ExportedClients, columns: Sequence[ExportColumn], base_uuid: str, shop: str
) -> Any:
    """What the program needs to know its own file again."""
    from clientcrm.files.layout import Column, Sheet

    tiers = [[t.title(plan.language), t.key, t.letter, t.palette, t.kind.value] for t in clients.tiers.values()]
    digest = hashlib.sha256(json.dumps(list(clients.ids)).encode()).hexdigest()
    sheets = {"clients": CLIENT_SHEET[plan.language], "purchases": PURCHASE_SHEET[plan.language]}
    absent = {"clients": plan.what is ExportWhat.PURCHASES, "purchases": plan.what is ExportWhat.CLIENTS}
    absent["purchases"] |= not clients.sums
    facts = {
        "format": FORMAT,
        "sheets": [name for kind, name in sheets.items() if not absent[kind]],
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
    for record in clients.records():
        plain = record.plain
        tier = clients.tiers.get(plain["tier_id"])
        if plain["consent"] is not True or (tier is not None and tier.kind.value == "guard"):
            continue
        phones = sorted(_points(record, ContactKind.PHONE), key=lambda point: not point[6])
        numbers = [point[2] for point in phones if point[2]]
        emails = [point[2] for point in _points(record, ContactKind.EMAIL) if point[2]]
        if numbers or emails:
            yield [plain["name"], numbers[0] if numbers else "", emails[0] if emails else ""]


def _points(record: ClientRecord, kind: ContactKind) -> list[Point]:
    return [point for point in record.contacts if point[0] == kind.value]


def _card(record: ClientRecord) -> Any:
    from clientcrm.files.cards import OWN_UID, Card, CardAddress, CardContact

    plain, document = record.plain, record.document
    company = plain["kind"] == ClientKind.COMPANY.value
    phones = [
        CardContact(f"{normal} доб. {ext}" if normal and ext else normal or raw, (), label)
        for _, raw, normal, ext, label, *_ in _points(record, ContactKind.PHONE)
    ]
    emails = [CardContact(point[2], (), point[4]) for point in _points(record, ContactKind.EMAIL) if point[2]]
    year, month, day = plain["birth_year"], plain["birth_month"], plain["birth_day"]
    address = CardAddress(
        document.get("address", ""), plain["city"], plain["region"], document.get("postcode", ""), plain["country"]
    )
    return Card(
        uid=OWN_UID + plain["public_id"].hex(),
        full_name=plain["name"],
        last_name=plain["last_name"],
        first_name=plain["first_name"],
        middle_name=plain["middle_name"],
        company=plain["name"] if company else "",
        position=plain["position"],
        phones=tuple(phones),
        emails=tuple(emails),
        websites=tuple(point[2] or point[1] for point in _points(record, ContactKind.WEBSITE)),
        is_company=company,
        addresses=(address,) if address.in_line() else (),
        birthday="" if year is None and month is None else PartialDate(year, month, day).iso,
        tags=tuple(record.tags),
        note=document.get("note", ""),
    )
