"""The long steps of an import: reading rows into staging, deciding every row, writing what was decided."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from itertools import islice

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from clientcrm.data.bulk import without_indexes
from clientcrm.data.models import Batch, BatchEffect, Client, ContactPoint
from clientcrm.domain.access import Permission
from clientcrm.domain.imports import ImportKind, ImportPlan, RowProblem
from clientcrm.domain.intake.groups import FileKeys
from clientcrm.domain.intake.keys import RowKeys, block_keys
from clientcrm.services.clients.fields import field_id
from clientcrm.services.exports import own_export
from clientcrm.services.gate import Gate
from clientcrm.services.imports import report as import_report
from clientcrm.services.imports.apply import ClientApplying, later_rows
from clientcrm.services.imports.check import ClientMatching, keys_of, merge_rules
from clientcrm.services.imports.plan import Planner, new_tier_names
from clientcrm.services.imports.purchase_apply import PurchaseApplying
from clientcrm.services.imports.purchases import PurchaseMatching
from clientcrm.services.imports.receipts import PurchaseBook, left_out, staged_lines, unread
from clientcrm.services.imports.rows import DataRows, data_rows
from clientcrm.services.imports.sheets import SheetRows, is_widened
from clientcrm.services.imports.staged import Noticed, Stage, Tally, mark_keyless, paint, paint_of, staged_block
from clientcrm.services.imports.staging import CHUNK, StagedRows, Staging, batch_of
from clientcrm.services.steady import steady

Step = Callable[[int], None]


@dataclass(slots=True)
class Gathered:
    """What deciding needs of the rows of a file: keys of clients by chunk, or receipts; `whole` if of all rows."""

    keys: list[list[RowKeys]] = field(default_factory=list)
    book: PurchaseBook = field(default_factory=PurchaseBook)
    whole: bool = False


def read_into_staging(gate: Gate, planner: Planner, batch_id: int, plan: ImportPlan, step: Step) -> Gathered:
    """Read the file from where staging ends, in portions that are each kept: a kill loses at most one.

    What deciding needs of the rows is gathered on the way, where the whole file is read at once.
    """
    with gate.read(Permission.IMPORT) as session:
        batch = batch_of(session, batch_id)
        done, portfolio, fingerprint = batch.rows_done, batch.portfolio or 0, batch.fingerprint
        last = _last_row(session, Staging(gate, batch_id, portfolio)) if done else 0
    rules = planner.rules(plan)
    stage = Stage(gate, batch_id, portfolio, done, step)
    gathered = Gathered()
    with planner.shelf.open(plan.choice, last=True) as book, steady():
        # Colours first: the stream of rows bears no other question.
        colours = {} if is_widened(plan) else paint_of(plan, rules, book)
        mended = import_report.is_report(plan)
        after = 0 if mended else last
        found = SheetRows(book, plan, after) if is_widened(plan) else data_rows(book, plan, after)
        rows = import_report.first_numbers(islice(found, done, None)) if mended else iter(found)
        if plan.kind is ImportKind.PURCHASES:
            lines = own_export.purchase_reader(plan, rules)
            while part := list(islice(rows, CHUNK)):
                numbers, cells = zip(*part, strict=True)
                read_lines = lines.read(cells)
                gathered.book.take(read_lines, unread(read_lines))
                stage.put(staged_lines(numbers, cells, read_lines))
        else:
            read = own_export.client_blocks(plan, rules)
            while part := list(islice(rows, CHUNK)):
                numbers, cells = zip(*part, strict=True)
                block = read(cells)
                paint(numbers, block, colours, rules)
                keys, staged = block_keys(numbers, block), staged_block(numbers, cells, block)
                mark_keyless(staged, keys, block, fingerprint, gate.seals.key(portfolio))
                gathered.keys.append(keys)
                stage.put(staged)
        stage.finish()
        _keep_seen(gate, batch_id, found)
    gathered.whole = not done
    return gathered


def _keep_seen(gate: Gate, batch_id: int, rows: DataRows | SheetRows) -> None:
    """What was left out of the file on the way, by code, stays with the batch."""
    with gate.write(Permission.IMPORT, "import.staged") as session:
        gate.nothing_changed(session)
        batch = batch_of(session, batch_id)
        settings = json.loads(batch.settings_json)
        settings["seen"] = rows.seen
        settings["other_table_at"] = rows.other_table_at
        batch.settings_json = json.dumps(settings, ensure_ascii=False)


def decide_all(
    gate: Gate,
    session: Session,
    batch: Batch,
    plan: ImportPlan,
    staging: Staging,
    step: Step,
    gathered: Gathered | None = None,
) -> Outcome:
    """Tell every staged row what it would become. What is not gathered yet is gathered from staging."""
    outcome = Outcome(plan, batch)
    done = 0
    with steady():
        if plan.kind is ImportKind.PURCHASES:
            matching = PurchaseMatching(gate, session, batch, plan)
            if gathered is not None and gathered.whole:
                book = gathered.book
                matching.settle(book)
            else:
                book = matching.book(staging)
            for number, found in staging.lean_chunks(session):
                matching.decide(found, book.runs[number], book)
                done = _keep(staging, session, number, found, outcome, done, step)
            outcome.tally.receipts = sum(receipt.fresh and receipt.brings for receipt in book.receipts.values())
            return outcome
        keys = gathered.keys if gathered is not None and gathered.whole else None
        if keys is None:
            keys = [[keys_of(row) for row in rows] for _, rows in staging.chunks(session)]
        file = FileKeys([key for part in keys for key in part])
        clients = ClientMatching(gate, session, batch, plan, merge_rules(plan, ""))
        for number, found in staging.lean_chunks(session):
            clients.decide(found, keys[number], file)
            done = _keep(staging, session, number, found, outcome, done, step)
    return outcome


def apply_batch(
    gate: Gate, session: Session, batch: Batch, plan: ImportPlan, staging: Staging, step: Step, part: range
) -> Outcome:
    """Write the decided rows of these chunks, all in the caller's transaction.

    What nothing was noticed about is forgotten.
    """
    outcome = Outcome(plan, batch)
    done = part.start * CHUNK
    with steady():
        if plan.kind is ImportKind.PURCHASES:
            buying, book = PurchaseApplying(gate, session, batch, plan), PurchaseBook()
            for number, found in staging.lean_chunks(session):
                lines = found.lines()
                book.take(lines, left_out(found))
                buying.lines.take(found, lines, book.runs.pop())
                outcome.add(found)
                buying.buyers.take(found, lines.column("client"))
                staging.forget(session, number, found)
                done += len(found)
                step(done)
            PurchaseMatching(gate, session, batch, plan).settle(book)
            outcome.tally.receipts = buying.write(book)
            return outcome
        rules = merge_rules(plan, f"{gate.today():%d.%m.%Y} · {batch.file_name}: ")
        for name in own_export.new_fields(plan):
            field_id(session, name, batch.id)
        writing = ClientApplying(gate, session, batch, rules, own_export.field_names(plan), new_tier_names(plan))
        merged = later_rows(staging.chunks(session, part.start, merging=True))
        others = session.scalars(select(func.count()).select_from(Client)).one()
        keep = ("ix_contact_point_client_id",)
        expected = min(_expected(batch), len(part) * CHUNK)
        with (
            gate.much_memory(session, expected),
            without_indexes(session, expected, others, Client, ContactPoint, BatchEffect, keep=keep),
        ):
            for number in part:
                found = staging.lean_chunk(session, number)
                writing.write(found, merged)
                outcome.add(found)
                staging.forget(session, number, found)
                done += len(found)
                step(done)
    return outcome


def _expected(batch: Batch) -> int:
    """How many clients the check said that the batch makes."""
    return int(json.loads(batch.counts_json).get("created", 0))


def outcome_of(session: Session, plan: ImportPlan, batch: Batch, staging: Staging) -> Outcome:
    """What was noticed about the rows of a batch that is in the base, in however many slices it came."""
    outcome = Outcome(plan, batch)
    for _, found in staging.lean_chunks(session):
        outcome.add(found)
    return outcome


class Outcome:
    """What a run came to: counts, and what was noticed."""

    def __init__(self, plan: ImportPlan, batch: Batch) -> None:
        settings = json.loads(batch.settings_json)
        self.tally = Tally(codes=Counter(settings.get("seen", {})))
        self._other_table = int(settings.get("other_table_at", 0))
        self._noticed = Noticed([column.header for column in plan.columns])

    def add(self, rows: StagedRows) -> None:
        """Take the rows of a chunk in."""
        made = [row for _, row in rows.made()]
        self.tally.add(rows.actions(), made)
        for row in made:
            if row.problems:
                self._noticed.add(row)

    def problems(self) -> tuple[RowProblem, ...]:
        """What was noticed, row by row; last where another table begins, of which nothing was read."""
        found = self._noticed.problems()
        if self._other_table:
            found += (RowProblem(self._other_table, "", "W204", str(self._other_table - 1)),)
        return found


def _keep(
    staging: Staging, session: Session, number: int, rows: StagedRows, outcome: Outcome, done: int, step: Step
) -> int:
    """Write a chunk's decisions down, and count it."""
    staging.keep_decisions(session, number, rows)
    outcome.add(rows)
    step(done + len(rows))
    return done + len(rows)


def _last_row(session: Session, staging: Staging) -> int:
    """The file's row that staging ends with."""
    count = staging.count(session)
    return staging.chunk(session, count - 1)[-1].row if count else 0
