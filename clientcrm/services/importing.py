"""Imports from the choice of a file to their undoing: plan, dry run, corrections, apply, take back."""

from __future__ import annotations

import json
import time
from collections.abc import Callable
from pathlib import Path
from typing import Protocol

from sqlalchemy import select
from sqlalchemy.orm import Session

from clientcrm.data.models import Batch, Client
from clientcrm.domain.access import Permission
from clientcrm.domain.changes import Topic
from clientcrm.domain.errors import Invalid, NotFound
from clientcrm.domain.house import HouseHint
from clientcrm.domain.imports import (
    BatchRow,
    FileChoice,
    ImportCheck,
    ImportKind,
    ImportOptions,
    ImportPlan,
    ImportResult,
    MatchPair,
    RowAction,
    SheetChoice,
    StagedRow,
    UndoPlan,
    UndoResult,
    ValuePlan,
)
from clientcrm.files.tables import LOST_LETTERS
from clientcrm.services.gate import Gate
from clientcrm.services.houses import house_hints
from clientcrm.services.imports import files as import_files
from clientcrm.services.imports import pairs as import_pairs
from clientcrm.services.imports import report as import_report
from clientcrm.services.imports import templates as import_templates
from clientcrm.services.imports.answers import (
    batch_row,
    keep_counts,
    keep_seconds,
    kept_counts,
    require_open,
    row_shown,
)
from clientcrm.services.imports.book import Shelf
from clientcrm.services.imports.expiry import let_expire
from clientcrm.services.imports.plan import Planner, completed, portfolio_for_rows
from clientcrm.services.imports.plan_json import plan_from_json, plan_to_json
from clientcrm.services.imports.run import Gathered, Outcome, apply_batch, decide_all, outcome_of, read_into_staging
from clientcrm.services.imports.slices import keep_written, slices_of, written_chunks
from clientcrm.services.imports.staging import CHUNK, Staged, Staging, batch_of
from clientcrm.services.undoing import Undoing, undo_permission


class Steps(Protocol):
    """Whoever shows progress and may stop the work by raising."""

    def step(self, done: int, total: int) -> None:
        """So much of so much is done."""


class Importing:
    """Files on their way in."""

    def __init__(self, gate: Gate) -> None:
        self._gate = gate
        self._planner = Planner(gate)

    # ------------------------------------------------------------------ before anything is written

    def sheets(self, choice: FileChoice) -> list[SheetChoice]:
        """What is in the file; the sheet that looks most like a list is the best one."""
        self._gate.require(Permission.IMPORT)
        return self._planner.sheets(choice)

    def plan(
        self, choice: FileChoice, options: ImportOptions | None = None, header_row: int | None = None
    ) -> ImportPlan:
        """The head of the file read, its columns mapped, a template proposed when one fits."""
        self._gate.require(Permission.IMPORT)
        return self._planner.plan(choice, options or ImportOptions(), header_row)

    def replan(self, plan: ImportPlan) -> ImportPlan:
        """The plan again after a person changed targets: values, doubts and whether it can run."""
        self._gate.require(Permission.IMPORT)
        return self._planner.replan(plan)

    def following(self, plan: ImportPlan) -> ImportPlan | None:
        """After the clients of our own full copy: the plan of its purchases. None for any other file."""
        self._gate.require(Permission.IMPORT)
        return self._planner.following(plan)

    def colours(self, plan: ImportPlan) -> list[ValuePlan]:
        """Fill colours of rows with counts, to be given a tier each; nothing where the file has none."""
        self._gate.require(Permission.IMPORT)
        return self._planner.colours(plan)

    @property
    def shelf(self) -> Shelf:
        """The file that was looked at last, still open; whoever closes the desk closes it."""
        return self._planner.shelf

    # ------------------------------------------------------------------ the dry run

    def check(self, plan: ImportPlan, job: Steps | None = None) -> ImportCheck:
        """Read and stage every row and tell what each would become. Nothing but staging is written."""
        if not plan.can_run and LOST_LETTERS in plan.warnings:
            raise Invalid({"encoding": "letters_lost"})
        if not plan.can_run:
            raise Invalid({"columns": plan.why_not or "nothing_mapped"})
        start = time.monotonic()
        plan = completed(self._planner.shelf, plan)
        file = import_files.file_facts(plan.choice.path)
        with self._gate.write(Permission.IMPORT, "import.checked", "batch") as session:
            batch = self._new_batch(session, plan, file)
            self._gate.note(session, object_id=batch.id, file=batch.file_name)
            batch_id = batch.id
        gathered = read_into_staging(self._gate, self._planner, batch_id, plan, _stepper(job, 0, plan.rows))
        return self._decided(batch_id, start, job, gathered)

    def staged(
        self, batch_id: int, *, only_problems: bool = False, offset: int = 0, limit: int = 200
    ) -> list[StagedRow]:
        """Staged rows as the Check step shows them, in the order of the file."""
        with self._gate.read(Permission.IMPORT) as session:
            _batch, plan, staging = self._open(session, batch_id)
            headers = [column.header for column in plan.columns]
            found: list[StagedRow] = []
            passed = 0
            first = 0 if only_problems else offset // CHUNK
            for _, rows in staging.chunks(session, first):
                if not only_problems and not passed:
                    passed = first * CHUNK
                for row in rows:
                    if only_problems and not row.problems:
                        continue
                    passed += 1
                    if passed > offset:
                        found.append(row_shown(row, headers))
                    if len(found) == limit:
                        return found
            return found

    def correct(self, batch_id: int, row: int, column: int, value: str) -> StagedRow:
        """Put another value into a cell; the row is read again and decided again."""
        return self._change(batch_id, row, lambda staged, plan: self._planner.reread(staged, plan, column, value))

    def skip_row(self, batch_id: int, row: int, skip: bool = True) -> StagedRow:
        """Leave a row out, or take it in again."""

        def change(staged: Staged, _plan: ImportPlan) -> Staged:
            staged.hand = {"action": RowAction.SKIP.value} if skip else {}
            return staged

        return self._change(batch_id, row, change)

    def matches(self, batch_id: int) -> list[MatchPair]:
        """Rows beside the clients who may be the same, the doubtful ones first; at most 500."""
        with self._gate.read(Permission.IMPORT) as session:
            _, plan, staging = self._open(session, batch_id)
            return import_pairs.pairs(self._gate, session, staging, plan)

    def decide(
        self,
        batch_id: int,
        row: int,
        action: RowAction,
        client_id: int | None = None,
        fields: dict[str, str] | None = None,
    ) -> None:
        """A person's word on one row: a client of its own, the same as client_id, or left out.

        `fields` names whose value stands, "file" or "base", where both say something.
        """

        def change(staged: Staged, _plan: ImportPlan) -> Staged:
            return import_pairs.decided(staged, action, client_id, fields)

        self._change(batch_id, row, change)

    # ------------------------------------------------------------------ writing

    def apply(self, batch_id: int, job: Steps | None = None) -> ImportResult:
        """Write what was staged: all of it, or nothing. The batch can be taken back.

        Very long lists go in by slices, each whole; one that is cut short between two can be continued or cancelled.
        """
        start = time.monotonic()
        with self._gate.read(Permission.IMPORT) as session:
            parts = slices_of(session, *self._open(session, batch_id))
        for part in parts[:-1]:
            with self._gate.write(Permission.IMPORT, "import.applied", "batch", batch_id) as session:
                batch, outcome = self._write_part(session, batch_id, part, job)
                keep_written(batch, part)
                made = outcome.tally.counts()
                self._gate.note(session, count=made.created + made.updated, file=batch.file_name)
        with self._gate.write(Permission.IMPORT, "import.applied", "batch", batch_id) as session:
            batch, outcome = self._write_part(session, batch_id, parts[-1], job)
            _, plan, staging = self._open(session, batch_id)
            counts = outcome.tally.counts()
            if written_chunks(batch):
                counts = kept_counts(batch)
                outcome = outcome_of(session, plan, batch, staging)
            batch.rows_done = batch.rows_total
            batch.state, batch.applied_at = "applied", self._gate.now()
            keep_counts(batch, counts)
            keep_seconds(batch, "written", start)
            import_templates.remember(session, self._gate, plan)
            let_expire(session, self._gate)
            self._gate.touch(session, Topic.CLIENTS, Topic.IMPORTS)
            self._gate.note(session, count=counts.created + counts.updated, file=batch.file_name)
        took = time.monotonic() - start
        houses: tuple[HouseHint, ...] = ()
        if plan.kind is ImportKind.PURCHASES:
            with self._gate.read(Permission.VIEW_CLIENTS) as session:
                houses = house_hints(session)
        # A full copy brings its own purchases after its clients.
        no_sales = plan.kind is ImportKind.CLIENTS and not plan.options.exact and not self._any_sales()
        return ImportResult(batch_id, counts, dict(outcome.tally.codes), outcome.problems(), took, houses, no_sales)

    def _write_part(self, session: Session, batch_id: int, part: range, job: Steps | None) -> tuple[Batch, Outcome]:
        batch, plan, staging = self._open(session, batch_id)
        if batch.state not in ("ready", "applying"):
            raise Invalid({"batch": batch.state})
        step = _stepper(job, 0, batch.rows_total)
        outcome = apply_batch(self._gate, session, batch, plan, staging, step, part)
        self._gate.touch(session, Topic.CLIENTS, Topic.IMPORTS)
        return batch, outcome

    def _any_sales(self) -> bool:
        with self._gate.read(Permission.IMPORT) as session:
            bought = select(Client.id).where(Client.trashed.is_(False), Client.last_purchase.is_not(None))
            return session.scalars(bought.limit(1)).first() is not None

    def cancel(self, batch_id: int) -> None:
        """Forget a batch that was not applied; what the first slices of a very long one wrote is taken back."""
        with self._gate.write(Permission.IMPORT, "import.cancelled", "batch", batch_id) as session:
            batch, _, staging = self._open(session, batch_id)
            if batch.state not in ("reading", "ready", "applying"):
                raise Invalid({"batch": batch.state})
            if batch.state == "applying":
                Undoing(self._gate, session, batch).run()
            batch.state = "cancelled"
            staging.drop(session)

    def unfinished(self) -> list[BatchRow]:
        """Imports that were cut short: they can be continued or cancelled."""
        return [row for row in self.batches() if row.open and row.state in ("reading", "ready", "applying")]

    def resume(self, batch_id: int, job: Steps | None = None) -> ImportCheck | ImportResult:
        """Go on with an import that was cut short: read on where it stopped, or apply it."""
        start = time.monotonic()
        with self._gate.read(Permission.IMPORT) as session:
            batch, plan, _ = self._open(session, batch_id)
            state, sha256 = batch.state, batch.sha256
        if state == "ready":
            return self._decided(batch_id, start, job)
        if state == "applying":
            return self.apply(batch_id, job)
        if state != "reading":
            raise Invalid({"batch": state})
        if import_files.file_facts(plan.choice.path).sha256 != sha256:
            self.cancel(batch_id)
            return self.check(self.plan(plan.choice, plan.options), job)
        gathered = read_into_staging(self._gate, self._planner, batch_id, plan, _stepper(job, 0, plan.rows))
        return self._decided(batch_id, start, job, gathered)

    # ------------------------------------------------------------------ afterwards

    def batches(self) -> list[BatchRow]:
        """Imports and mass changes, the newest first."""
        with self._gate.read(Permission.VIEW_CLIENTS) as session:
            rows = session.scalars(select(Batch).order_by(Batch.id.desc()).limit(200))
            return [batch_row(batch, self._gate) for batch in rows]

    def undo_plan(self, batch_id: int) -> UndoPlan:
        """What taking a batch back would do."""
        with self._gate.read(Permission.VIEW_CLIENTS) as session:
            return Undoing(self._gate, session, batch_of(session, batch_id)).plan()

    def may_undo(self, batch_id: int) -> bool:
        """Whether the person may take the batch back now: `undo` would be refused otherwise."""
        with self._gate.read(Permission.VIEW_CLIENTS) as session:
            permission = undo_permission(batch_of(session, batch_id))
        if not self._gate.user.may(permission):
            return False
        with self._gate.read(permission) as session:
            batch = batch_of(session, batch_id)
            return batch.state == "applied" and Undoing(self._gate, session, batch).is_in_reach()

    def undo(self, batch_id: int, job: Steps | None = None) -> UndoResult:
        """Take a batch back: later changes stay and are named."""
        with self._gate.read(Permission.VIEW_CLIENTS) as session:
            permission = undo_permission(batch_of(session, batch_id))
        with self._gate.write(permission, "batch.undone", "batch", batch_id) as session:
            batch = batch_of(session, batch_id)
            if batch.state != "applied":
                raise Invalid({"batch": batch.state})
            if job is not None:
                job.step(0, batch.rows_total or 1)
            result = Undoing(self._gate, session, batch).run()
            self._gate.note(session, count=result.deleted + result.restored, kept=len(result.conflicts))
        return result

    def redo(self, batch_id: int, job: Steps | None = None) -> ImportResult:
        """Put an import on again that was taken back: the same file, read anew under the same plan."""
        with self._gate.read(Permission.IMPORT) as session:
            batch, plan, _ = self._open(session, batch_id)
            if batch.state != "undone" or batch.kind == "mass":
                raise Invalid({"batch": batch.state})
        check = self.check(plan, job)
        return self.apply(check.batch, job)

    def report(self, batch_id: int, path: Path, language: str = "ru") -> Path:
        """The report workbook: summary, rows to mend, warnings, duplicates (EXCEL.md 5.10)."""
        with self._gate.read(Permission.IMPORT, "import.reported", "batch", batch_id) as session:
            batch, plan, staging = self._open(session, batch_id)
            return import_report.write_report(session, batch, plan, staging, path, self._gate, language)

    # ------------------------------------------------------------------ inside

    def _new_batch(self, session: Session, plan: ImportPlan, file: import_files.FileFacts) -> Batch:
        portfolio = portfolio_for_rows(self._gate, plan.options.portfolio)
        batch = Batch(
            uuid=file.sha256[:16],
            kind=plan.kind.value,
            action="import",
            file_name=plan.choice.path.name,
            file_path=str(plan.choice.path.absolute()),
            sha256=file.sha256,
            size=file.size,
            sheet=plan.sheet,
            fingerprint=import_templates.fingerprint(plan),
            portfolio=portfolio,
            settings_json=json.dumps(plan_to_json(plan), ensure_ascii=False),
            state="reading",
            rows_total=plan.rows,
            created_at=self._gate.now(),
            author=self._gate.user.uid,
        )
        session.add(batch)
        session.flush()
        return batch

    def _decided(self, batch_id: int, start: float, job: Steps | None, gathered: Gathered | None = None) -> ImportCheck:
        with self._gate.write(Permission.IMPORT, "import.staged") as session:
            self._gate.nothing_changed(session)
            batch, plan, staging = self._open(session, batch_id)
            stepper = _stepper(job, 0, batch.rows_done)
            outcome = decide_all(self._gate, session, batch, plan, staging, stepper, gathered)
            batch.state, batch.rows_total = "ready", batch.rows_done
            counts, codes = outcome.tally.counts(), outcome.tally.codes
            keep_counts(batch, counts)
            keep_seconds(batch, "checked", start)
        matches = codes["D402"] + codes["D403"] + codes["E302"]
        return ImportCheck(batch_id, plan, counts, dict(codes), outcome.problems(), matches, time.monotonic() - start)

    def _open(self, session: Session, batch_id: int) -> tuple[Batch, ImportPlan, Staging]:
        batch = batch_of(session, batch_id)
        if batch.kind == "mass" or batch.portfolio is None:
            raise NotFound("batch", batch_id)
        require_open(self._gate, batch)
        plan = plan_from_json(json.loads(batch.settings_json))
        return batch, plan, Staging(self._gate, batch_id, batch.portfolio)

    def _change(
        self,
        batch_id: int,
        row: int,
        change: Callable[[Staged, ImportPlan], Staged],
    ) -> StagedRow:
        with self._gate.write(Permission.IMPORT, "import.corrected", "batch", batch_id) as session:
            batch, plan, staging = self._open(session, batch_id)
            number = staging.number_of(session, row)
            if number is None or batch.state != "ready":
                raise NotFound("row", row)
            rows = staging.chunk(session, number)
            place = next((n for n, staged in enumerate(rows) if staged.row == row), None)
            if place is None:
                raise NotFound("row", row)
            rows[place] = change(rows[place], plan)
            staging.replace(session, number, rows)
            session.flush()
            outcome = decide_all(self._gate, session, batch, plan, staging, lambda _done: None)
            keep_counts(batch, outcome.tally.counts())
            rows = staging.chunk(session, number)
            return row_shown(rows[place], [column.header for column in plan.columns])


def _stepper(job: Steps | None, done: int, total: int) -> Callable[[int], None]:
    if job is None:
        return lambda _done: None
    return lambda more: job.step(done + more, max(total, 1))
