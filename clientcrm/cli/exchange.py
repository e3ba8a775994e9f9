"""Commands about files: what is in one, import, take back, export."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from clientcrm.cli.adding import portfolio_named
from clientcrm.cli.call import Answer, Call, first_line
from clientcrm.cli.mapping import Mapping, read_mapping
from clientcrm.cli.screen import painted, pairs, table
from clientcrm.cli.speech import Speech
from clientcrm.cli.values import as_json
from clientcrm.domain.clients import ClientFilter
from clientcrm.domain.errors import CrmError
from clientcrm.domain.exports import ExportPlan, ExportWhat
from clientcrm.domain.import_words import CODE_WORDS
from clientcrm.domain.imports import (
    LEAVE_OUT,
    FileChoice,
    ImportCheck,
    ImportKind,
    ImportOptions,
    ImportPlan,
    ImportResult,
    OnDuplicate,
    RowProblem,
    UnknownClients,
)

if TYPE_CHECKING:
    from clientcrm.crm import Desk

_COUNTS = ("rows", "created", "updated", "skipped", "failed", "unchanged", "merged", "receipts")
_SHOWN_PROBLEMS = 15
_DELIMITERS = {"tab": "\t", "\\t": "\t"}


def run_sheets(call: Call) -> Answer:
    """What is in a file."""
    say = call.say
    with call.desk() as desk:
        sheets = desk.importing.sheets(_choice(call))
    kinds = _kind_words(say)
    heads = (say("Лист", "Sheet"), say("Строк", "Rows"), say("Столбцов", "Columns"), say("Шапка", "Header"), "")
    rows = [
        (
            sheet.name,
            say.number(sheet.rows),
            str(sheet.columns),
            str(sheet.header_row or ""),
            kinds[sheet.kind] + (say(" · скрыт", " · hidden") if not sheet.visible else ""),
        )
        for sheet in sheets
    ]
    return Answer({"file": str(call.options.file), "sheets": as_json(sheets)}, table(heads, rows, right=(1, 2, 3)))


def run_import(call: Call) -> Answer:
    """Read a file into the base, or only tell what would come of it.

    Of our own full copy the clients come first, then their purchases, unless one sheet was asked for.
    """
    options = call.options
    mapping = read_mapping(Path(options.map)) if options.map else Mapping()
    with call.desk() as desk, _nothing_half_done(desk):
        chosen = mapping.options(_import_options(call, desk))
        plan = _as_typed(desk.importing.plan(_choice(call), chosen, mapping.header_row), chosen)
        if mapping.columns:
            plan = desk.importing.replan(mapping.apply(plan))
        answer = _brought(call, desk, plan, Path(options.report) if options.report else None)
        whole = not (options.sheet or options.dry_run or options.kind != ImportKind.AUTO.value)
        after = desk.importing.following(plan) if whole else None
        if after is None:
            return answer
        more = _brought(call, desk, after, None)
    return Answer(answer.values | {"then": [more.values]}, f"{answer.text}\n\n{more.text}")


def _brought(call: Call, desk: Desk, plan: ImportPlan, report: Path | None) -> Answer:
    """One sheet checked and, unless this is a trial, brought in."""
    start = time.monotonic()
    with call.progress("Чтение и проверка", "Reading and checking") as bar:
        check = desk.importing.check(plan, bar)
    done: ImportCheck | ImportResult = check
    if not call.options.dry_run:
        with call.progress("Запись", "Writing") as bar:
            done = desk.importing.apply(check.batch, bar)
    written = str(desk.importing.report(check.batch, report, call.say.language)) if report is not None else ""
    if call.options.dry_run:
        desk.importing.cancel(check.batch)
    values = _import_values(call, plan, done, time.monotonic() - start)
    if written:
        values["report"] = written
    return Answer(values, _import_text(call.say, plan, done, values))


def run_undo(call: Call) -> Answer:
    """Take back an import or a change of many clients; what was changed since is kept and named."""
    say = call.say
    with call.desk() as desk, call.progress("Отмена", "Taking back") as bar:
        result = desk.importing.undo(call.options.batch, bar)
    text = pairs(
        [
            (say("Удалено", "Deleted"), say.number(result.deleted)),
            (say("Возвращено", "Put back"), say.number(result.restored)),
            (say("Оставлено, изменено позже", "Kept, changed since"), say.number(len(result.conflicts))),
        ]
    )
    if result.conflicts:
        rows = [(str(kept.client_id), kept.name, ", ".join(kept.fields)) for kept in result.conflicts]
        heads = ("ID", say("Клиент", "Client"), say("Поля", "Fields"))
        text += "\n" + table(heads, rows, right=(0,))
    return Answer(as_json(result), text)


def run_export(call: Call) -> Answer:
    """Write clients, purchases or both into a file."""
    options, say = call.options, call.say
    path = Path(options.file)
    # A file of one table cannot hold both.
    usual = ExportWhat.ALL if path.suffix.lower() == ".xlsx" else ExportWhat.CLIENTS
    with call.desk() as desk, call.progress("Выгрузка", "Writing") as bar:
        asked = desk.segments.named(options.segment) if options.segment else ClientFilter()
        what = ExportWhat(options.what) if options.what else usual
        exported = desk.exporting.run(ExportPlan(path, what, filter=asked, language=say.language), bar)
    rows = exported.purchases if what is ExportWhat.PURCHASES else exported.rows
    values = {
        "file": str(exported.path),
        "rows": rows,
        "clients": exported.rows,
        "purchases": exported.purchases,
        "seconds": round(exported.seconds, 2),
    }
    text = say(f"Записано: {exported.path}", f"Written: {exported.path}")
    return Answer(values, f"{text} ({say.counted(rows, ('строка', 'строки', 'строк'), ('row', 'rows'))})")


# ---------------------------------------------------------------- what was asked


def _choice(call: Call) -> FileChoice:
    options = call.options
    delimiter = _DELIMITERS.get(options.delimiter.casefold(), options.delimiter)
    password = first_line(Path(options.file_password_file)) if options.file_password_file else ""
    return FileChoice(Path(options.file), getattr(options, "sheet", ""), options.encoding, delimiter, password)


def _import_options(call: Call, desk: Desk) -> ImportOptions:
    options = call.options
    return ImportOptions(
        kind=ImportKind(options.kind),
        portfolio=portfolio_named(desk, options.portfolio) if options.portfolio else None,
        on_duplicate=OnDuplicate(options.on_duplicate),
        unknown_clients=UnknownClients(options.unknown_clients),
        region=desk.shop.region,
        all_like_sheets=options.all_sheets,
    )


def _as_typed(plan: ImportPlan, chosen: ImportOptions) -> ImportPlan:
    """A script's import does what its command says, whatever the last file of this kind was brought in with."""
    if not plan.template:
        return plan
    asked = replace(plan.options, on_duplicate=chosen.on_duplicate, unknown_clients=chosen.unknown_clients)
    return replace(plan, options=replace(asked, region=chosen.region))


@contextmanager
def _nothing_half_done(desk: Desk) -> Iterator[None]:
    """An import that fails or is stopped leaves no staged rows behind; those of others stay to be continued."""
    before = {batch.id for batch in desk.importing.unfinished()}
    try:
        yield
    except BaseException:
        for batch in desk.importing.unfinished():
            if batch.id not in before:
                with suppress(CrmError):
                    desk.importing.cancel(batch.id)
        raise


# ---------------------------------------------------------------- what came of it


def _import_values(call: Call, plan: ImportPlan, done: ImportCheck | ImportResult, seconds: float) -> dict[str, Any]:
    say, counts = call.say, done.counts
    errors = [problem for problem in done.problems if problem.is_error]
    warned = [problem for problem in done.problems if problem.code.startswith("W") or problem.code == "D403"]
    return {
        "file": str(call.options.file),
        "sheet": plan.sheet,
        "kind": plan.kind.value,
        "header_row": plan.header_row,
        **{name: getattr(counts, name) for name in _COUNTS},
        "columns": [
            {
                "header": column.header,
                "target": None if column.target == LEAVE_OUT else column.target,
                "letter": column.letter,
                "score": round(column.score, 2),
                "doubtful": column.doubtful,
            }
            for column in plan.columns
        ],
        "problems": [_problem_values(problem, say) for problem in errors],
        "warnings": _plan_warnings(plan, say) + [_problem_values(problem, say) for problem in warned],
        "codes": dict(sorted(done.codes.items())),
        "dry_run": bool(call.options.dry_run),
        "batch": None if call.options.dry_run else done.batch,
        "seconds": round(seconds, 2),
    }


def _plan_warnings(plan: ImportPlan, say: Speech) -> list[dict[str, Any]]:
    """What concerns the file as a whole, and columns whose meaning was guessed."""
    words = CODE_WORDS[say.language]
    found: list[dict[str, Any]] = [
        {"row": None, "column": "", "code": code, "message": words.get(code, code)} for code in plan.warnings
    ]
    for column in plan.columns:
        if column.doubtful:
            message = say(
                f"Столбец «{column.header}» понят как {column.target}: проверьте или назовите его в --map",
                f"The column “{column.header}” was taken for {column.target}: look, or name it with --map",
            )
            found.append({"row": None, "column": column.header, "code": "doubtful_column", "message": message})
    return found


def _problem_values(problem: RowProblem, say: Speech) -> dict[str, Any]:
    return {
        "row": problem.row,
        "column": problem.column,
        "code": problem.code,
        "message": _message(problem, say),
        "value": problem.value,
        "proposal": problem.proposal,
    }


def _message(problem: RowProblem, say: Speech) -> str:
    words = CODE_WORDS[say.language].get(problem.code, problem.code)
    return words.replace("{value}", problem.value).replace("{proposal}", problem.proposal)


def _kind_words(say: Speech) -> dict[ImportKind, str]:
    return {
        ImportKind.AUTO: "",
        ImportKind.CLIENTS: say("клиенты", "clients"),
        ImportKind.PURCHASES: say("покупки", "purchases"),
    }


def _import_text(say: Speech, plan: ImportPlan, done: ImportCheck | ImportResult, values: dict[str, Any]) -> str:
    counts = done.counts
    place = ", ".join(part for part in (plan.sheet, _kind_words(say)[plan.kind]) if part)
    heads = ("", say("Столбец", "Column"), say("Поле", "Target"), "")
    doubt = say("проверьте", "look")
    columns = [
        (c.letter, c.header, "—" if c.target == LEAVE_OUT else c.target, doubt if c.doubtful else "")
        for c in plan.columns
    ]
    parts = [painted(f"{values['file']} ({place})", "head"), table(heads, columns)]
    parts.append(
        pairs(
            [
                (say("Строк", "Rows"), say.number(counts.rows)),
                (say("Добавлено", "Added"), say.number(counts.created)),
                (say("Изменено", "Changed"), say.number(counts.updated)),
                (say("Пропущено", "Skipped"), _skipped(say, counts.skipped, counts.unchanged, counts.merged)),
                (
                    say("Не загружено", "Not loaded"),
                    painted(say.number(counts.failed), "bad" if counts.failed else "dim"),
                ),
                (say("Новых чеков", "New receipts"), say.number(counts.receipts) if counts.receipts else ""),
            ]
        )
    )
    parts += _errors(say, values["problems"])
    parts += _warnings(say, values["warnings"])
    if values["dry_run"]:
        parts.append(say("Это проба: в базе ничего не изменено.", "A dry run: nothing in the base was changed."))
    else:
        parts.append(
            say(f"Отменить: undo {done.batch}", f"To take it back: undo {done.batch}")
            + f" · {say.number(values['seconds'], 1)} {say('с', 's')}"
        )
    if "report" in values:
        parts.append(say(f"Отчёт: {values['report']}", f"Report: {values['report']}"))
    return "\n\n".join(parts)


def _skipped(say: Speech, skipped: int, unchanged: int, merged: int) -> str:
    more = [say(f"без изменений {unchanged}", f"{unchanged} unchanged")] if unchanged else []
    more += [say(f"объединено в файле {merged}", f"{merged} merged in the file")] if merged else []
    return say.number(skipped) + (f" ({', '.join(more)})" if more else "")


def _errors(say: Speech, noticed: Sequence[dict[str, Any]]) -> list[str]:
    """Rows that stayed out, each by itself."""
    if not noticed:
        return []
    heads = (say("Строка", "Row"), say("Столбец", "Column"), say("Код", "Code"), say("Что", "What"))
    shown = [(str(n["row"] or ""), n["column"], n["code"], n["message"]) for n in noticed[:_SHOWN_PROBLEMS]]
    text = table(heads, shown, right=(0,))
    left = len(noticed) - len(shown)
    if left > 0:
        more = say(f"…и ещё {left}: все — в отчёте (--report)", f"…and {left} more: the report has them all (--report)")
        text += "\n" + painted(more, "bad")
    return [text]


def _warnings(say: Speech, noticed: Sequence[dict[str, Any]]) -> list[str]:
    """What was noticed by kind, with a count and the first of each: hundreds of them say the same."""
    if not noticed:
        return []
    first: dict[str, dict[str, Any]] = {}
    counts: Counter[str] = Counter()
    for one in noticed:
        key = one["code"] + (one["column"] if one["row"] is None else "")
        first.setdefault(key, one)
        counts[key] += 1
    heads = (say("Код", "Code"), say("Сколько", "How many"), say("Первая строка", "First row"), say("Что", "What"))
    rows = [
        (one["code"] if one["row"] else "", str(counts[key]), str(one["row"] or ""), one["message"])
        for key, one in first.items()
    ]
    return [table(heads, rows, right=(1, 2))]
