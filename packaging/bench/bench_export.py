"""Export of 100,000 clients in the whole layout: workbook, CSV, vCards; a workbook of purchases; memory."""

from __future__ import annotations

import random

from made import people
from report import Report, forget_peak, held_megabytes, peak_since
from shops import shop, sign_in
from sqlalchemy import select

from clientcrm.crm import Desk
from clientcrm.data.bulk import insert_rows
from clientcrm.data.models import Product, Purchase, PurchaseLine
from clientcrm.domain.access import Permission
from clientcrm.domain.exports import ExportPlan, ExportShape, ExportWhat

COUNT, PRODUCTS = 100_000, 300
_LINE = ("purchase_id", "ordinal", "product_id", "quantity", "unit_price", "discount", "total")
_FILES = (
    ("all.xlsx", ExportShape.FULL_COPY, "the whole layout"),
    ("people.xlsx", ExportShape.FOR_PEOPLE, "the list for people"),
    ("all.csv", ExportShape.FULL_COPY, "the whole layout"),
    ("all.vcf", ExportShape.FULL_COPY, "cards"),
)


def run(report: Report) -> None:
    """Measure everything on one base."""
    plain = _plain(report)
    crm, folder = shop(report.room, COUNT, "export")
    desk = sign_in(crm, folder)
    desk.exporting.run(ExportPlan(folder / "first.xlsx", ExportWhat.CLIENTS, ids=(1, 2, 3)))
    before = held_megabytes() or 0.0
    forget_peak()  # stretching the password took more for a moment: it is meant to
    for name, shape, words in _FILES:
        with report.watch() as watch:
            done = desk.exporting.run(ExportPlan(folder / name, ExportWhat.CLIENTS, shape))
        what = f"{done.rows:,} clients to {name[-4:]}, {words}"
        ratio, beside = watch.cpu / plain, "XlsxWriter alone"
        limits = {"target": 20.0, "ratio_target": 1.43} if name == "all.xlsx" else {}
        report.add(what, watch.cpu, "s CPU", ratio=ratio, beside=beside, **limits)
        if name == "all.xlsx":
            report.add("memory afterwards, on top of the signed-in program", (held_megabytes() or 0.0) - before, "MB")
    report.add("memory at its peak, clients", peak_since(), "MB", target=250.0)
    _itemise(desk)
    held = held_megabytes() or 0.0
    forget_peak()
    with report.watch() as watch:
        done = desk.exporting.run(ExportPlan(folder / "sold.xlsx", ExportWhat.PURCHASES))
    report.add(f"{done.purchases:,} lines of purchases to .xlsx", watch.cpu, "s CPU")
    # The rows that the goods were made of stay in the process: they are nothing of the program's.
    report.add("memory at its peak, purchases, on top of what making them left", peak_since() - held, "MB")
    desk.close()


def _plain(report: Report) -> float:
    """What the library alone takes for 12 text columns, nothing read or opened: 14 s where 20 s are our limit."""
    import xlsxwriter

    rows = list(people(COUNT // 5))
    with report.watch() as watch:
        options = {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
        book = xlsxwriter.Workbook(str(report.room / "plain.xlsx"), options)
        sheet = book.add_worksheet()
        for number, row in enumerate(rows):
            for column, value in enumerate(row):
                sheet.write_string(number, column, value)
        book.close()
    report.add(f"XlsxWriter alone, {COUNT:,} x 12, from a fifth of them", 5 * watch.cpu, "s CPU")
    return 5 * watch.cpu


def _itemise(desk: Desk) -> None:
    """Two goods to every receipt of the shop."""
    chance = random.Random(7)
    goods = [(n, f"Т-{n}", f"Чай «Сорт {n}», 100 г", f"чай «сорт {n}», 100 г") for n in range(1, PRODUCTS + 1)]
    with desk._gate.write(Permission.IMPORT, "demo.filled", "client") as session:
        lines = []
        for purchase_id, total in session.execute(select(Purchase.id, Purchase.total)):
            for place, amount in enumerate((total // 3, total - total // 3), 1):
                lines.append((purchase_id, place, chance.randrange(1, PRODUCTS + 1), 1000, amount, 0, amount))
        insert_rows(session, Product, ("id", "code", "name", "folded"), goods)
        insert_rows(session, PurchaseLine, _LINE, lines)
        desk._gate.note(session, count=len(lines))
