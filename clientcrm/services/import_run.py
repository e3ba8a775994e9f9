"""The long steps of an import: reading rows into staging, deciding every row, writing what was decided."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Iterator

from sqlalchemy.orm import Session

from clientcrm.data.models import Batch
from clientcrm.domain.access import Permission
from clientcrm.domain.imports import ImportKind, ImportPlan
from clientcrm.domain.intake.groups import FileKeys
from clientcrm.domain.intake.keys import RowKeys
from clientcrm.services import own_export
from clientcrm.services.fields import field_id
from clientcrm.services.gate import Gate
from clientcrm.services.import_apply import ClientApplying, later_rows
from clientcrm.services.import_check import ClientMatching, keys_of, merge_rules
from clientcrm.services.import_plan import Planner, new_tier_names
from clientcrm.services.import_purchases import PurchaseApplying, PurchaseMatching, staged_line
from clientcrm.services.import_rows import DataRows, open_data_rows
from clientcrm.services.import_staged import Tally, stage_rows, staged_client
from clientcrm.services.import_staging import Staged, Staging, batch_of

Step = Callable[[int], None]


def read_into_staging(gate: Gate, batch_id: int, plan: ImportPlan, step: Step) -> None:
    """Read the file from where staging ends, in portions that are each kept: a kill loses at most one."""
    with gate.read(Permission.IMPORT) as session:
        batch = batch_of(session, batch_id)
        done, portfolio = batch.rows_done, batch.portfolio or 0
        last = _last_row(session, Staging(gate, batch_id, portfolio)) if done else 0
    rules = Planner(gate).rules(plan)
    with open_data_rows(plan, after=last) as rows:
        if plan.kind is ImportKind.PURCHASES:
            lines = own_export.purchase_reader(plan, rules)
            staged: Iterator[Staged] = (staged_line(n, cells, lines.read(cells)) for n, cells in rows)
        else:
            clients = own_export.client_reader(plan, rules)
            staged = (staged_client(n, cells, clients.read(cells)) for n, cells in rows)
        stage_rows(gate, batch_id, portfolio, staged, done, step)
        _keep_seen(gate, batch_id, rows)


def _keep_seen(gate: Gate, batch_id: int, rows: DataRows) -> None:
    """What was left out of the file on the way, by code, stays with the batch."""
    with gate.write(Permission.IMPORT, "import.staged") as session:
        gate.nothing_changed(session)
        batch = batch_of(session, batch_id)
        settings = json.loads(batch.settings_json)
        settings["seen"] = rows.seen
        settings["other_table_at"] = rows.other_table_at
        batch.settings_json = json.dumps(settings, ensure_ascii=False)


def decide_all(gate: Gate, session: Session, batch: Batch, plan: ImportPlan, staging: Staging, step: Step) -> Tally:
    """Tell every staged row what it would become."""
    tally = Tally(codes=Counter(json.loads(batch.settings_json).get("seen", {})))
    if plan.kind is ImportKind.PURCHASES:
        matching = PurchaseMatching(gate, session, batch, plan)
        book = matching.book(staging)
        seen: dict[str, int] = {}
        done = 0
        for number, rows in staging.chunks(session):
            before = _decisions(rows)
            matching.decide(rows, book, seen)
            done = _keep(staging, session, number, rows, before, tally, done, step)
        tally.receipts = sum(receipt.fresh for receipt in book.receipts.values())
        return tally
    keys: dict[int, list[RowKeys]] = {}
    for number, rows in staging.chunks(session):
        keys[number] = [keys_of(row) for row in rows]
    file = FileKeys([key for part in keys.values() for key in part])
    clients = ClientMatching(gate, session, batch, plan, merge_rules(plan, ""))
    done = 0
    for number, rows in staging.chunks(session):
        before = _decisions(rows)
        clients.decide(rows, keys.pop(number), file)
        done = _keep(staging, session, number, rows, before, tally, done, step)
    return tally


def apply_batch(gate: Gate, session: Session, batch: Batch, plan: ImportPlan, staging: Staging, step: Step) -> Tally:
    """Write the decided rows, all in the caller's transaction."""
    tally = Tally(codes=Counter(json.loads(batch.settings_json).get("seen", {})))
    for _, rows in staging.chunks(session):
        for row in rows:
            tally.add(row)
    if plan.kind is ImportKind.PURCHASES:
        book = PurchaseMatching(gate, session, batch, plan).book(staging)
        tally.receipts = PurchaseApplying(gate, session, batch, plan).write(staging, book, step)
        return tally
    mark = f"{gate.today():%d.%m.%Y} · {batch.file_name}: "
    rules = merge_rules(plan, mark)
    names = own_export.field_names(plan)
    for name in own_export.new_fields(plan):
        field_id(session, name, batch.id)
    matching = ClientMatching(gate, session, batch, plan, rules)
    writing = ClientApplying(gate, session, batch, rules, names, new_tier_names(plan))
    merged = later_rows(staging.chunks(session))
    done = 0
    for _, rows in staging.chunks(session):
        writing.write(rows, merged, matching)
        done += len(rows)
        step(done)
    return tally


def _keep(
    staging: Staging,
    session: Session,
    number: int,
    rows: list[Staged],
    before: list[object],
    tally: Tally,
    done: int,
    step: Step,
) -> int:
    """Seal a decided chunk where deciding changed it, and count it."""
    if _decisions(rows) != before:
        staging.replace(session, number, rows)
        session.flush()
    for row in rows:
        tally.add(row)
    step(done + len(rows))
    return done + len(rows)


def _decisions(rows: list[Staged]) -> list[object]:
    return [(row.action, row.client_id, row.into, len(row.problems)) for row in rows]


def _last_row(session: Session, staging: Staging) -> int:
    """The file's row that staging ends with."""
    count = staging.count(session)
    return staging.chunk(session, count - 1)[-1].row if count else 0
