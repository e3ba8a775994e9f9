"""Import, undo and export of 100,000 clients; import of half a million purchase lines."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import Any

from made import new_base, unpacked, workbook
from report import Report, forget_peak, peak_since

COUNT = 100_000


def run(report: Report) -> None:
    """Measure everything on one base."""
    with tempfile.TemporaryDirectory() as room:
        folder = Path(room)
        book = workbook(folder / "clients.xlsx", COUNT)
        raw = _read_and_insert(report, book, folder)
        _, desk = new_base(folder / "base")
        cpu = _clients(report, desk, book, raw, folder)
        desk.close()
        _purchases(report, folder)
        _statements_alone(report, book, raw, cpu, folder)


def _read_and_insert(report: Report, book: Path, folder: Path) -> float:
    """What nobody can do without: reading the file and inserting its rows as they are."""
    import sqlcipher3.dbapi2 as sqlcipher
    from python_calamine import CalamineWorkbook

    with report.watch() as watch:
        rows = CalamineWorkbook.from_path(str(book)).get_sheet_by_index(0).to_python()
        connection = sqlcipher.connect(str(folder / "raw.db"), isolation_level=None)
        connection.set_key(b"x'" + b"ab" * 32 + b"'")
        connection.execute("pragma journal_mode = wal")
        marks = ", ".join("?" * len(rows[0]))
        connection.execute(f"create table t ({', '.join(f'c{n}' for n in range(len(rows[0])))})")
        connection.execute("begin")
        connection.executemany(f"insert into t values ({marks})", rows[1:])
        connection.execute("commit")
        connection.close()
    report.add("calamine read + raw insert of the same file", watch.cpu, "s CPU")
    return watch.cpu


def _clients(report: Report, desk, book: Path, raw: float, folder: Path) -> float:  # type: ignore[no-untyped-def]
    from clientcrm.domain.exports import ExportPlan, ExportWhat
    from clientcrm.domain.imports import FileChoice

    forget_peak()
    with report.watch() as planning:
        plan = desk.importing.plan(FileChoice(book))
    reader = desk.importing._planner.shelf._book._reader.pid
    reading = peak_since(reader)
    report.add("preview: sheet, header, columns, values", planning.wall, "s", target=3.0)
    with report.watch() as checking:
        check = desk.importing.check(plan)
    with report.watch() as applying:
        result = desk.importing.apply(check.batch)
    cpu = planning.cpu + checking.cpu + applying.cpu
    report.add("  of it: check (read, normalise, stage, match)", checking.cpu, "s CPU")
    report.add("  of it: apply", applying.cpu, "s CPU")
    report.add(
        f"import {result.counts.created:,} clients from xlsx, everything included",
        cpu,
        "s CPU",
        target=12.0,
        ratio=cpu / raw,
        ratio_target=3.5,
        beside="read + raw insert",
    )
    # Making the base took more for a moment: stretching the password is meant to.
    report.add("memory at its peak during the import", peak_since(), "MB", target=250.0)
    report.add("memory of the reading process beside it", reading, "MB")
    with report.watch() as again:
        second = desk.importing.check(desk.importing.plan(FileChoice(book)))
    report.add(f"the same file checked again ({second.counts.unchanged:,} unchanged)", again.cpu, "s CPU")
    desk.importing.cancel(second.batch)
    with report.watch() as exporting:
        desk.exporting.run(ExportPlan(folder / "out.xlsx", ExportWhat.CLIENTS))
    report.add("export of all clients to xlsx, the whole layout", exporting.cpu, "s CPU", target=20.0)
    with report.watch() as undoing:
        undone = desk.importing.undo(result.batch)
    report.add(f"undo of the {undone.deleted:,}", undoing.cpu, "s CPU", target=3.0)
    return cpu


def _purchases(report: Report, folder: Path) -> None:
    from clientcrm.domain.imports import FileChoice, ImportOptions, UnknownClients

    lines = unpacked("online_retail.csv.gz", folder)
    if lines is None:
        report.leave_out("import of 540,000 purchase lines", "the shared data are not here")
        return
    _, desk = new_base(folder / "retail")
    forget_peak()
    with report.watch() as watch:
        options = ImportOptions(unknown_clients=UnknownClients.CREATE)
        check = desk.importing.check(desk.importing.plan(FileChoice(lines), options))
        result = desk.importing.apply(check.batch)
    report.add(f"import of {result.counts.created:,} purchase lines", watch.cpu, "s CPU", target=25.0)
    # The clients' import came before in this process; alone, it is a quarter less.
    report.add("memory at its peak during it, what the import before it left included", peak_since(), "MB")
    with report.watch() as undoing:
        undone = desk.importing.undo(result.batch)
    report.add(f"undo of its {undone.deleted:,} receipts and clients", undoing.cpu, "s CPU")
    desk.importing.apply(desk.importing.check(desk.importing.plan(FileChoice(lines), options)).batch)
    with report.watch() as again:
        second = desk.importing.check(desk.importing.plan(FileChoice(lines), options))
    report.add(f"the same again ({second.counts.unchanged:,} unchanged)", again.cpu, "s CPU")
    desk.close()


def _statements_alone(report: Report, book: Path, raw: float, cpu: float, folder: Path) -> None:
    """Reading the file, and sending the engine the very statements of applying it: no reading, sealing or keys.

    What the layout of the tables costs whoever fills them, in whatever language.
    """
    from python_calamine import CalamineWorkbook
    from sqlalchemy import event
    from sqlalchemy.engine import Engine

    from clientcrm.data.sqlcipher import connect, room_for_many
    from clientcrm.domain.imports import FileChoice

    _, desk = new_base(folder / "said")
    batch = desk.importing.check(desk.importing.plan(FileChoice(book))).batch
    copy, key = folder / "statements.db", b"\xab" * 32
    with desk.importing._gate._storage.maintenance() as connection:
        connection.execute("attach ? as copied key ?", (str(copy), f"x'{key.hex()}'"))
        connection.execute("select sqlcipher_export('copied')").fetchall()
        connection.execute("detach copied")
    said: list[tuple[str, Any, bool]] = []

    def _listen(_connection: Any, _cursor: Any, words: str, values: Any, _context: Any, many: bool) -> None:
        said.append((words, values, many))

    event.listen(Engine, "before_cursor_execute", _listen)
    desk.importing.apply(batch)
    event.remove(Engine, "before_cursor_execute", _listen)
    desk.close()
    written = [one for one in said if not one[0].lower().startswith(("begin", "select"))]
    with report.watch() as watch:
        CalamineWorkbook.from_path(str(book)).get_sheet_by_index(0).to_python()
        connection = connect(copy, key)
        with room_for_many(connection):
            connection.execute("begin immediate")
            for words, values, many in written:
                connection.executemany(words, values) if many else connection.execute(words, values)
            connection.execute("commit")
        connection.close()
    report.add(
        "calamine read + the statements alone by which it is applied",
        watch.cpu,
        "s CPU",
        ratio=watch.cpu / raw,
        beside=f"read + raw insert; the import takes {cpu / watch.cpu:.2f} x of this",
    )
