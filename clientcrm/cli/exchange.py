"""Commands about files: what is in one, import, take back, export."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryFile
from typing import TYPE_CHECKING

from clientcrm.cli.call import Answer, Call, failed, first_line
from clientcrm.cli.import_answers import import_text, import_values, kind_words
from clientcrm.cli.mapping import Mapping, read_mapping
from clientcrm.cli.named import number_of
from clientcrm.cli.screen import pairs, table
from clientcrm.cli.values import as_json
from clientcrm.cli.words import Refusal, code_of, words_for
from clientcrm.domain.clients import ClientFilter
from clientcrm.domain.errors import CrmError
from clientcrm.domain.exports import ExportPlan, ExportWhat
from clientcrm.domain.imports import (
    FileChoice,
    ImportCheck,
    ImportKind,
    ImportOptions,
    ImportPlan,
    ImportResult,
    OnDuplicate,
    UnknownClients,
)

if TYPE_CHECKING:
    from clientcrm.crm import Desk

_DELIMITERS = {"tab": "\t", "\\t": "\t"}
_QUOTES = {"auto": "", "double": '"', "single": "'"}


def run_sheets(call: Call) -> Answer:
    """What is in a file."""
    say = call.say
    with call.desk() as desk:
        sheets = desk.importing.sheets(_choice(call))
    kinds = kind_words(say)
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
    report = Path(options.report) if options.report else None
    if report is not None:
        _require_writable(report)
    with call.desk() as desk, _nothing_half_done(desk):
        chosen = mapping.options(_import_options(call, desk))
        plan = _as_typed(desk.importing.plan(_choice(call), chosen, mapping.header_row), chosen)
        if mapping.header_row is not None and not plan.rows:
            raise Refusal(
                "bad_map",
                f"Ниже строки {mapping.header_row} в таблице ничего нет: проверьте header_row в файле --map.",
                f"Nothing stands below row {mapping.header_row} of the table: check header_row in the file of --map.",
            )
        if mapping.says_columns:
            plan = desk.importing.replan(mapping.apply(plan))
        answer = _brought(call, desk, plan, report)
        whole = not (options.sheet or options.dry_run or options.kind != ImportKind.AUTO.value)
        after = desk.importing.following(plan) if whole else None
        if after is None:
            return answer
        more = _brought(call, desk, after, None)
    return Answer(answer.values | {"then": [more.values]}, f"{answer.text}\n\n{more.text}", answer.status)


def _brought(call: Call, desk: Desk, plan: ImportPlan, report: Path | None) -> Answer:
    """One sheet checked and, unless this is a trial, brought in."""
    start = time.monotonic()
    with call.progress("Чтение и проверка", "Reading and checking") as bar:
        check = desk.importing.check(plan, bar)
    done: ImportCheck | ImportResult = check
    if not call.options.dry_run:
        with call.progress("Запись", "Writing") as bar:
            done = desk.importing.apply(check.batch, bar)
    written, wrong = "", None
    try:
        if report is not None:
            written = str(desk.importing.report(check.batch, report, call.say.language))
    except (CrmError, OSError) as error:
        wrong = error  # what was brought in stays, and has to be told all the same
    if call.options.dry_run:
        desk.importing.cancel(check.batch)
    values = import_values(call, plan, done, time.monotonic() - start)
    if written:
        values["report"] = written
    text = import_text(call.say, plan, done, values)
    return failed(code_of(wrong), words_for(wrong, call.say.language), values, text) if wrong else Answer(values, text)


def _require_writable(report: Path) -> None:
    """Refuse a place where the report cannot be written before anything is brought in."""
    if report.suffix.lower() != ".xlsx":
        raise Refusal(
            "does_not_fit",
            "Отчёт — книга Excel: назовите файл с окончанием .xlsx.",
            "The report is a workbook: name a file that ends in .xlsx.",
        )
    report.parent.mkdir(parents=True, exist_ok=True)
    with report.open("ab") if report.exists() else TemporaryFile(dir=report.parent):
        pass


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
    say = call.say
    with call.desk() as desk, call.progress("Выгрузка", "Writing") as bar:
        plan = export_plan(call, desk, Path(call.options.file))
        exported = desk.exporting.run(plan, bar)
    rows = exported.purchases if plan.what is ExportWhat.PURCHASES else exported.rows
    values = {
        "file": str(exported.path),
        "rows": rows,
        "clients": exported.rows,
        "purchases": exported.purchases,
        "seconds": round(exported.seconds, 2),
    }
    text = say(f"Записано: {exported.path}", f"Written: {exported.path}")
    counts = say.counted(rows, ("строка", "строки", "строк"), ("row", "rows"))
    if plan.what is ExportWhat.ALL and exported.purchases:
        lines = ("строка покупок", "строки покупок", "строк покупок"), ("line of purchases", "lines of purchases")
        counts += ", " + say.counted(exported.purchases, *lines)
    return Answer(values, f"{text} ({counts})")


# ---------------------------------------------------------------- what was asked


def export_plan(call: Call, desk: Desk, path: Path) -> ExportPlan:
    """The file that the options describe, for an export and for a request to be allowed one."""
    options = call.options
    what = _what_fits(options.what, path.suffix.lower())
    asked = desk.segments.named(options.segment) if options.segment is not None else ClientFilter()
    return ExportPlan(path, what, filter=asked, language=call.say.language)


def _choice(call: Call) -> FileChoice:
    options = call.options
    delimiter = _DELIMITERS.get(options.delimiter.casefold(), options.delimiter)
    password = first_line(Path(options.file_password_file)) if options.file_password_file else ""
    sheet, quote = getattr(options, "sheet", ""), _QUOTES[options.quote]
    return FileChoice(Path(options.file), sheet, options.encoding, delimiter, password, quote, options.turned)


def _what_fits(asked: str | None, ending: str) -> ExportWhat:
    """What goes into a file of this kind: a table holds one of the two, cards hold people alone."""
    if asked is None:
        return ExportWhat.ALL if ending == ".xlsx" else ExportWhat.CLIENTS
    what = ExportWhat(asked)
    if ending == ".vcf" and what is not ExportWhat.CLIENTS:
        raise Refusal(
            "does_not_fit",
            "В файле .vcf помещаются только клиенты: для покупок выберите .xlsx или .csv.",
            "A .vcf file holds clients alone: choose .xlsx or .csv for purchases.",
        )
    if ending == ".csv" and what is ExportWhat.ALL:
        raise Refusal(
            "does_not_fit",
            "В файле .csv помещается одна таблица: выберите .xlsx или --what clients, потом --what purchases.",
            "A .csv file holds one table: choose .xlsx, or --what clients and then --what purchases.",
        )
    return what


def _import_options(call: Call, desk: Desk) -> ImportOptions:
    options = call.options
    return ImportOptions(
        kind=ImportKind(options.kind),
        portfolio=number_of(desk, options.portfolio) if options.portfolio else None,
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
