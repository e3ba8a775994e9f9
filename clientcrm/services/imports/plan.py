"""From a file to a plan: which sheet, where its header is, what every column becomes, what its values mean."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta
from typing import Any, Literal

from sqlalchemy import select

from clientcrm.data.models import NOBODYS, Tier
from clientcrm.domain.access import Permission
from clientcrm.domain.imports import (
    COLOUR_COLUMN,
    LEAVE_OUT,
    TO_OWN_FIELD,
    ColumnPlan,
    FileChoice,
    ImportKind,
    ImportOptions,
    ImportPlan,
    MadeColumn,
    OnDuplicate,
    SheetChoice,
    ValuePlan,
)
from clientcrm.domain.intake.client_reader import ReadingRules
from clientcrm.domain.mapping.columns import map_columns, missing_target, sheet_score
from clientcrm.domain.mapping.scoring import names_kind
from clientcrm.domain.mapping.value_maps import NEW, meaning_of, tier_of_colour
from clientcrm.domain.tiers import Tier as DomainTier
from clientcrm.domain.tiers import tier_names
from clientcrm.domain.values.mojibake import repair_mojibake
from clientcrm.domain.values.text import clean_cell, fold
from clientcrm.services.exports import own_export
from clientcrm.services.gate import Gate
from clientcrm.services.imports import sheets as import_sheets
from clientcrm.services.imports import templates as import_templates
from clientcrm.services.imports.book import Book, Head, Shelf
from clientcrm.services.imports.groups import with_groups
from clientcrm.services.imports.head import SheetHead, head_of, said_rows
from clientcrm.services.imports.reading import asked_about_decimals, readings, readings_of, wanting
from clientcrm.services.imports.staging import Staged
from clientcrm.services.settings import read_settings

_SAMPLES_SHOWN = 4
VALUE_TARGETS = ("tier", "gender")
# A sheet that somebody chose in such a file goes before whatever looks like a list.
_CHOSEN_BEFORE = 1_000.0


class Planner:
    """Plans imports for one signed-in person."""

    def __init__(self, gate: Gate) -> None:
        self._gate = gate
        self.shelf = Shelf()

    def sheets(self, choice: FileChoice) -> list[SheetChoice]:
        """Every visible sheet with something in it, and which one is best."""
        self._gate.require(Permission.IMPORT)
        with self.shelf.open(choice) as book:
            outlines = [outline for outline in book.outlines() if outline.sample and outline.name != own_export.FACTS]
        found: list[tuple[float, SheetChoice]] = []
        places = self._places()
        heads = [head_of(outline, _known_row(outline, places)) for outline in outlines]
        alike = import_sheets.alike_counts(outlines, heads)
        for outline, head, others in zip(outlines, heads, alike, strict=True):
            below = _columns([cells for _, cells in _below(outline.sample, head)], len(head.names))
            mapping = map_columns(head.names, below, parts=head.parts)
            score = sheet_score(mapping, outline.rows) if outline.visible else -1.0
            known = any(place.sheet == outline.name and place.fits(head.names) for place in places)
            if known or (choice.turned and head.named_by_format):
                score += _CHOSEN_BEFORE
            kind = own_export.kind_of(head.names) if own_export.is_own(head.names) else ImportKind(mapping.kind)
            found.append(
                (
                    score,
                    SheetChoice(
                        *(outline.name, outline.rows, outline.columns, head.row, kind),
                        best=False,
                        visible=outline.visible,
                        alike=others,
                        headings=tuple(filter(None, head.names)) if head.row else (),
                    ),
                )
            )
        best = max(range(len(found)), key=lambda n: found[n][0], default=-1)
        return [replace(sheet, best=place == best) for place, (_, sheet) in enumerate(found)]

    def plan(self, choice: FileChoice, options: ImportOptions, header_row: int | None) -> ImportPlan:
        """Read the head of the chosen (else the best) sheet and decide what can be decided."""
        sheet = choice.sheet or self._best_sheet(choice)
        with self.shelf.open(choice) as book:
            return self._planned(book, replace(choice, sheet=sheet), options, header_row)

    def _planned(self, book: Book, choice: FileChoice, options: ImportOptions, header_row: int | None) -> ImportPlan:
        head = self._head(book, choice.sheet, header_row)
        own = own_export.is_own(head.found.names)
        options = self._completed(options, own_export.is_full_copy(head.found.names))
        columns, kind = self._columns(head, options, own=own)
        if own and options.on_duplicate is OnDuplicate.FILL:
            options = replace(options, on_duplicate=OnDuplicate.UPDATE)
        plan = ImportPlan(
            choice=choice,
            sheet=choice.sheet,
            kind=kind,
            header_row=head.found.row,
            rows=head.rows,
            columns=columns,
            values=(),
            options=replace(options, kind=kind),
            warnings=(*head.warnings, "W205") if head.found.vertical else head.warnings,
        )
        if self._has_closed_portfolios(plan, book, head):
            plan = replace(plan, warnings=(*plan.warnings, "W206"))
        plan = self._with_template(import_sheets.widened(with_groups(plan, head.groups), book))
        return self._finish(plan, book, head)

    def _has_closed_portfolios(self, plan: ImportPlan, book: Book, head: Head) -> bool:
        """Whether a full copy names portfolios that are not here or that this person cannot open."""
        places = [column.index for column in plan.columns if column.target == "portfolio"]
        if not plan.options.exact or plan.kind is not ImportKind.CLIENTS or not places:
            return False
        names = self._gate.portfolio_names
        opened = {names.get(number, "") for number in self._gate.seals.readable}
        return not {str(name) for name in book.counts(head, places)[0] if name} <= opened

    def following(self, plan: ImportPlan) -> ImportPlan | None:
        """The plan of what a full copy holds beside its clients, once they are in; None for any other file."""
        with self.shelf.open(plan.choice) as book:
            sheet = import_sheets.sheet_after(plan, book)
            if not sheet:
                return None
            options = replace(plan.options, kind=ImportKind.AUTO)
            return self._planned(book, replace(plan.choice, sheet=sheet), options, None)

    def replan(self, plan: ImportPlan) -> ImportPlan:
        """Values, doubts and permission to run, after a person changed targets."""
        with self.shelf.open(plan.choice) as book:
            return self._finish(plan, book, book.head(plan.sheet, plan.header_row), keep=plan.values)

    def colours(self, plan: ImportPlan) -> list[ValuePlan]:
        """Fill colours of rows with counts; the meaning proposed is the tier of that colour."""
        with self.shelf.open(plan.choice) as book:
            counts = book.colours(plan.sheet).counts
        tiers = self._tiers()
        return [
            ValuePlan(COLOUR_COLUMN, rgb, count, tier_of_colour(rgb, tiers))
            for rgb, count in sorted(counts.items(), key=lambda item: -item[1])
        ]

    def rules(self, plan: ImportPlan) -> ReadingRules:
        """What the readers must know beside the columns."""
        told = readings(plan)
        tiers = {f"tier:{tier.id}": tier.id for tier in self._tiers()}
        for place, name in enumerate(new_tier_names(plan), 1):
            tiers[f"new:{name}"] = -place
        return ReadingRules(
            today=self._gate.today() + timedelta(days=1),
            region=plan.options.region,
            decimal=told.decimals,
            orders=told.orders,
            fractions=told.fractions,
            six_digit_postcodes=told.postcodes,
            meanings={(value.column, value.value): value.meaning for value in plan.values},
            tiers=tiers,
            people={fold(name): uid for uid, name in self._gate.people.items()},
            source=plan.options.source or plan.choice.path.name,
            zone=self._gate.zone,
            title_case=plan.options.title_case,
            repair=repair_mojibake if plan.options.fix_encoding else None,
            currency=self._currency(),
            names_apart=plan.kind is ImportKind.CLIENTS and not plan.options.exact,
        )

    def reread(self, staged: Staged, plan: ImportPlan, column: int, value: str) -> Staged:
        """A staged row with another value in one cell."""
        from clientcrm.services.imports.staged import staged_client, staged_line

        cells = list(staged.cells)
        cells[column] = value
        rules = self.rules(plan)
        if plan.kind is ImportKind.PURCHASES:
            again = staged_line(staged.row, cells, own_export.purchase_reader(plan, rules).read([cells]))
        else:
            again = staged_client(staged.row, cells, own_export.client_reader(plan, rules).read(cells))
            if "k" in staged.values and "tier_id" not in again.values["d"]:
                again.values["d"]["tier_id"] = again.values["k"] = staged.values["k"]
        again.hand = staged.hand
        return again

    # ------------------------------------------------------------------ inside

    def _best_sheet(self, choice: FileChoice) -> str:
        sheets = self.sheets(choice)
        best = next((sheet.name for sheet in sheets if sheet.best), "")
        return best or (sheets[0].name if sheets else "")

    def _columns(self, head: Head, options: ImportOptions, own: bool) -> tuple[tuple[ColumnPlan, ...], ImportKind]:
        names = head.found.names
        by_index = _columns([cells for _, cells in head.evidence], len(names))
        asked = own_export.kind_of(names) if own and options.kind is ImportKind.AUTO else options.kind
        mapping = map_columns(names, by_index, asked.value, region=options.region, parts=head.found.parts)
        kind = ImportKind(mapping.kind)
        columns = []
        for index, column in enumerate(mapping.columns):
            values = by_index[index]
            samples = tuple(dict.fromkeys(clean_cell(v)[:60] for v in values[:50] if clean_cell(v)))[:_SAMPLES_SHOWN]
            filled = sum(1 for value in values if clean_cell(value))
            target, score, doubtful = column.target, column.score, column.state == "doubtful"
            if target is None:
                kept = filled and kind is ImportKind.CLIENTS and not _left_by_default(names[index])
                target = TO_OWN_FIELD if kept else LEAVE_OUT
                score, doubtful = 0.0, False
            reason = column.reason
            if target == "tier" and reason == "disagree":
                target = TO_OWN_FIELD  # fifty words and more are no scale: nobody's import makes so many by itself
            if own:
                target = own_export.target_of(names[index], kind) or TO_OWN_FIELD
                score, doubtful, reason = 1.0, False, "own_export"
            columns.append(
                ColumnPlan(index, column.letter, names[index], samples, target, score, doubtful, reason, filled)
            )
        return tuple(columns), kind

    def _completed(self, options: ImportOptions, full_copy: bool) -> ImportOptions:
        portfolio = portfolio_for_rows(self._gate, options.portfolio)
        return replace(options, portfolio=portfolio, exact=full_copy)

    def _with_template(self, plan: ImportPlan) -> ImportPlan:
        with self._gate.read(Permission.IMPORT) as session:
            return import_templates.applied(session, plan)

    def _places(self) -> list[import_templates.Place]:
        with self._gate.read(Permission.IMPORT) as session:
            return import_templates.places(session)

    def _head(self, book: Book, sheet: str, header_row: int | None) -> Head:
        """The head of the sheet; headings that a person once had to point at are found again."""
        if header_row is not None:
            return book.head(sheet, header_row)
        return book.head(sheet, _known_row(book.outline(sheet), self._places()))

    def _finish(self, plan: ImportPlan, book: Book, head: Head, keep: Sequence[ValuePlan] = ()) -> ImportPlan:
        """Values of tier and sex columns with counts and proposed meanings; whether the plan can run."""
        decided = {(value.column, value.value): value.meaning for value in (*plan.values, *keep)}
        tiers = self._tiers()
        values: list[ValuePlan] = [value for value in keep if value.column == COLOUR_COLUMN]
        asked = [c for c in plan.columns if c.target in VALUE_TARGETS and plan.kind is ImportKind.CLIENTS]
        for column, cells in zip(asked, _counted(book, head, asked), strict=True):
            counts: Counter[str] = Counter()
            for cell, count in cells.items():
                counts[clean_cell(cell, collapse=True, keep_placeholders=column.target == "gender")] += count
            counts.pop("", None)
            for word, count in counts.most_common(60):
                proposed = meaning_of(column.target, column.header, word, list(counts), tiers)
                meaning = decided.get((column.index, word), proposed)
                values.append(ValuePlan(column.index, word, count, known_tier(meaning, tiers)))
        targets: set[str | None] = {column.target for column in plan.columns}
        why_not = missing_target(_sheet_kind(plan.kind), targets)
        plan = asked_about_decimals(_told(plan, head))
        return replace(plan, values=tuple(values), can_run=not why_not, why_not=why_not)

    def _currency(self) -> str:
        with self._gate.read(Permission.IMPORT) as session:
            return read_settings(session, "").currency

    def _tiers(self) -> list[Any]:
        from clientcrm.services.tiers.scale import domain_tier

        with self._gate.read(Permission.IMPORT) as session:
            return [domain_tier(row) for row in session.scalars(select(Tier).order_by(Tier.position))]


def known_tier(meaning: str, tiers: Sequence[DomainTier]) -> str:
    """The meaning, or the tier itself once the one that it makes is there: a kept decision makes no second one."""
    if not meaning.startswith(NEW):
        return meaning
    name = fold(meaning.removeprefix(NEW))
    made = next((tier for tier in tiers if name in {fold(one) for one in tier_names(tier)}), None)
    return meaning if made is None else f"tier:{made.id}"


def completed(shelf: Shelf, plan: ImportPlan) -> ImportPlan:
    """The plan with what the rows tell of every column, also of those whose target was changed since."""
    if not wanting(plan):
        return plan
    with shelf.open(plan.choice) as book:
        return _told(plan, book.head(plan.sheet, plan.header_row))


def _told(plan: ImportPlan, head: Head) -> ImportPlan:
    """The plan with what the rows of evidence tell of its columns."""
    evidence = [cells for _, cells in head.evidence]
    return replace(plan, reading=readings_of(plan, _columns(evidence, len(plan.columns))))


def new_tier_names(plan: ImportPlan) -> list[str]:
    """Names of tiers that the plan makes, each once, in their order."""
    return list(dict.fromkeys(v.meaning[4:] for v in plan.values if v.meaning.startswith("new:")))


def _counted(book: Book, head: Head, columns: Sequence[ColumnPlan]) -> list[Counter[Any]]:
    """How often each value stands in the columns; those that the program made have theirs from the head."""
    found = iter(book.counts(head, [column.index for column in columns if not column.made]))
    said = {MadeColumn.GROUP: head.groups, MadeColumn.SHEET: Counter({head.sheet: head.rows})}
    return [said[column.made] if column.made else next(found) for column in columns]


def portfolio_for_rows(gate: Gate, chosen: int | None) -> int:
    """Where the clients of a file go: where was chosen, else where the person's new ones do.

    NoKey where the person could add them and not read them: rows are compared with those that are there.
    """
    home = gate.user.home
    usual = home if home in gate.user.portfolios else min(gate.user.portfolios, default=home)
    gate.seals.key(chosen or usual or NOBODYS)
    return chosen or usual or NOBODYS


def _known_row(outline: Any, places: Sequence[import_templates.Place]) -> int | None:
    """Where the headings of a template stand, if not where they are found anyway."""
    found = head_of(outline)
    if found.named_by_format or not places or any(place.fits(found.names) for place in places):
        return None
    return next((row for row, texts in said_rows(outline) if any(place.fits(texts) for place in places)), None)


def _left_by_default(header: str) -> bool:
    """What phones and mail programs write for themselves comes in only when somebody asks for it."""
    return header == "other_properties" or names_kind(header)


def _below(sample: Sequence[tuple[int, Sequence[Any]]], head: SheetHead) -> list[tuple[int, Sequence[Any]]]:
    return [(n, cells) for n, cells in sample if n > head.last_row]


def _sheet_kind(kind: ImportKind) -> Literal["clients", "purchases"]:
    return "purchases" if kind is ImportKind.PURCHASES else "clients"


def _columns(rows: Sequence[Sequence[Any]], width: int) -> list[list[Any]]:
    """The same cells column by column."""
    return [[cells[index] if index < len(cells) else "" for cells in rows] for index in range(width)]
