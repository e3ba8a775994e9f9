"""Import, undo and export of 100,000 clients; import of half a million purchase lines."""

from __future__ import annotations

import tempfile
from contextlib import suppress
from pathlib import Path

from made import new_base, unpacked, workbook
from report import Report

COUNT = 100_000


def run(report: Report) -> None:
    """Measure everything on one base."""
    with tempfile.TemporaryDirectory() as room:
        folder = Path(room)
        book = workbook(folder / "clients.xlsx", COUNT)
        raw = _read_and_insert(report, book, folder)
        _, desk = new_base(folder / "base")
        _clients(report, desk, book, raw, folder)
        desk.close()
        _purchases(report, folder)


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


def _clients(report: Report, desk, book: Path, raw: float, folder: Path) -> None:  # type: ignore[no-untyped-def]
    from clientcrm.domain.exports import ExportPlan, ExportWhat
    from clientcrm.domain.imports import FileChoice

    _forget_peak()
    with report.watch() as planning:
        plan = desk.importing.plan(FileChoice(book))
    reader = desk.importing._planner.shelf._book._reader.pid
    reading = _peak(f"/proc/{reader}")
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
    report.add("memory at its peak during the import", _peak("/proc/self"), "MB", target=250.0)
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


def _purchases(report: Report, folder: Path) -> None:
    from clientcrm.domain.imports import FileChoice, ImportOptions, UnknownClients

    lines = unpacked("online_retail.csv.gz", folder)
    if lines is None:
        report.leave_out("import of 540,000 purchase lines", "the shared data are not here")
        return
    _, desk = new_base(folder / "retail")
    _forget_peak()
    with report.watch() as watch:
        options = ImportOptions(unknown_clients=UnknownClients.CREATE)
        check = desk.importing.check(desk.importing.plan(FileChoice(lines), options))
        result = desk.importing.apply(check.batch)
    report.add(f"import of {result.counts.created:,} purchase lines", watch.cpu, "s CPU", target=25.0)
    # The clients' import came before in this process; alone, it is a quarter less.
    report.add("memory at its peak during it, what the import before it left included", _peak("/proc/self"), "MB")
    with report.watch() as undoing:
        undone = desk.importing.undo(result.batch)
    report.add(f"undo of its {undone.deleted:,} receipts and clients", undoing.cpu, "s CPU")
    desk.importing.apply(desk.importing.check(desk.importing.plan(FileChoice(lines), options)).batch)
    with report.watch() as again:
        second = desk.importing.check(desk.importing.plan(FileChoice(lines), options))
    report.add(f"the same again ({second.counts.unchanged:,} unchanged)", again.cpu, "s CPU")
    desk.close()


def _forget_peak() -> None:
    """Let the largest memory be counted from now on, where the system can (Linux)."""
    with suppress(OSError):
        Path("/proc/self/clear_refs").write_text("5", "ascii")


def _peak(process: str) -> float:
    """The largest memory of a process in MB; 0 where the system won't say."""
    with suppress(OSError):
        lines = Path(process, "status").read_text("ascii").splitlines()
        return next(int(line.split()[1]) / 1024 for line in lines if line.startswith("VmHWM"))
    return 0.0
