"""Files of staff: whose they are stands on them, contacts go no further than on the screen, formulas are texts."""

from __future__ import annotations

import zipfile
from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

from clientcrm.crm import Desk
from clientcrm.domain.access import Permission, Role, Scope
from clientcrm.domain.clients import ClientDraft, ClientFilter
from clientcrm.domain.errors import AccessDenied, Frozen
from clientcrm.domain.exports import ExportPlan, ExportShape, ExportWhat, PrintPlan
from clientcrm.domain.requests import AgreementNeeded
from clientcrm.services.exports.reach import ranges, within
from tests.services.asking import ASKS, MANAGER, SELLER, asking_shop, manager, phone, shaped
from tests.services.journals import entries
from tests.support import OWNER, PASSWORD, Shop


@pytest.fixture(scope="module")
def template(tmp_path_factory: pytest.TempPathFactory) -> Callable[[Path], Shop]:
    return asking_shop(tmp_path_factory.mktemp("staff"))


def with_rights(shop: Shop, **rights: Scope) -> Desk:
    """The manager, exporting without asking, with these rights changed; responsible for the first client."""
    owner = shop.sign_in()
    uid = next(uid for uid, name in owner.people.items() if name == MANAGER)
    owner.clients.mass_assign([1], uid)
    owner.close()
    given = {Permission(name): scope for name, scope in rights.items()}
    shaped(shop, Role.MANAGER, {Permission.EXPORT: Scope.YES, Permission.PRINT: Scope.YES, **given})
    return manager(shop)


def table(path: Path) -> list[Mapping[str, Any]]:
    header, *rows = load_workbook(path)["Клиенты"].iter_rows(values_only=True)
    return [dict(zip(header, row, strict=True)) for row in rows]


@pytest.mark.proves("F20")
def test_a_workbook_says_whose_it_is_on_the_sheet_and_on_each_page(shop: Shop, tmp_path: Path) -> None:
    desk = with_rights(shop)
    line = f"Выгружено для: {MANAGER}, 30.06.2026 12:00"
    for shape in (ExportShape.FULL_COPY, ExportShape.FOR_MAILING):
        done = desk.exporting.run(ExportPlan(tmp_path / f"{shape}.xlsx", ExportWhat.CLIENTS, shape))
        assert done.path.name == f"{shape}.xlsx"
        book = load_workbook(done.path)
        assert line in [cell for row in book["Справка"].iter_rows(values_only=True) for cell in row]
        for sheet in book.worksheets:
            assert line in str(sheet.oddHeader.left.text)
            assert line in str(sheet.oddFooter.left.text)
    desk.close()
    owner = shop.sign_in().exporting.run(ExportPlan(tmp_path / "owner.xlsx", ExportWhat.CLIENTS))
    assert not load_workbook(owner.path)["Клиенты"].oddHeader.left.text


@pytest.mark.proves("F20")
@pytest.mark.parametrize("ending", [".csv", ".vcf"])
def test_files_of_rows_alone_say_it_in_their_names(shop: Shop, tmp_path: Path, ending: str) -> None:
    plan = ExportPlan(tmp_path / f"out{ending}", ExportWhat.CLIENTS)
    desk = manager(shop)
    number = desk.requests.ask_export(plan, "сверка")
    desk.requests.approve_in_place(number, OWNER, PASSWORD)
    done = desk.exporting.run(plan)
    assert done.path.name == f"out — {MANAGER} 2026-06-30 12-00 №{number}{ending}"
    assert done.path.exists()
    assert not plan.path.exists()


@pytest.mark.proves("F19", "F20")
@pytest.mark.parametrize(
    ("scope", "phones"),
    [
        (Scope.YES, ["+7 916 204-00-00", "+7 916 204-00-01"]),
        (Scope.OWN, ["+7 916 204-00-00", "+7 916 ••• •• 01"]),
        (Scope.PARTLY, ["+7 916 ••• •• 00", "+7 916 ••• •• 01"]),
        (Scope.REQUEST, ["+7 916 ••• •• 00", "+7 916 ••• •• 01"]),
        (Scope.NO, [None, None]),
    ],
)
def test_contacts_in_a_file_are_those_of_the_screen(
    shop: Shop, tmp_path: Path, scope: Scope, phones: list[str | None]
) -> None:
    owner = shop.sign_in()
    form = owner.clients.form(2)
    owner.clients.change(2, form.version, replace(form.draft, address="Ленина, 1"))
    owner.close()
    desk = with_rights(shop, show_contacts=scope)
    rows = table(desk.exporting.run(ExportPlan(tmp_path / "out.xlsx", ExportWhat.CLIENTS)).path)
    assert [row["Телефоны"] for row in rows if row["ФИО / Название"] in ("Орлова Дарья", "Ли Виктор")] in (
        phones,
        phones[::-1],
    )
    hidden = scope is not Scope.YES
    assert ("ID клиента (CRM)" in rows[0]) is not hidden  # masks must not come back as numbers
    addresses = {row["Адрес"] for row in rows}
    assert ("Ленина, 1" in addresses) is not hidden
    printed = desk.exporting.print_list(PrintPlan(ids=(1, 2)))
    assert [row[1] for row in printed.rows] == phones
    cards = desk.exporting.run(ExportPlan(tmp_path / "out.vcf", ExportWhat.CLIENTS, ids=(2,)))
    text = cards.path.read_text("utf-8")
    assert ("20400" in text.replace("-", "").replace(" ", "")) is not hidden


def test_who_asked_not_to_be_disturbed_stays_hidden_in_files_of_staff(shop: Shop, tmp_path: Path) -> None:
    owner = shop.sign_in()
    guard = next(tier.id for tier in owner.tiers.all() if tier.kind == "guard")
    owner.clients.set_tier(2, guard, "просил не звонить")
    kept = table(owner.exporting.run(ExportPlan(tmp_path / "owner.xlsx", ExportWhat.CLIENTS)).path)
    assert next(row for row in kept if row["ФИО / Название"] == "Ли Виктор")["Телефоны"]
    owner.close()
    rows = table(with_rights(shop).exporting.run(ExportPlan(tmp_path / "out.xlsx", ExportWhat.CLIENTS)).path)
    assert next(row for row in rows if row["ФИО / Название"] == "Ли Виктор")["Телефоны"] is None


@pytest.mark.proves("F19")
def test_whoever_exports_own_clients_alone_gets_no_others(shop: Shop, tmp_path: Path) -> None:
    desk = with_rights(shop, export=Scope.OWN, print=Scope.OWN)
    plan = ExportPlan(tmp_path / "out.xlsx", ExportWhat.CLIENTS)
    assert desk.exporting.count(plan) == desk.exporting.count(PrintPlan()) == 1
    assert desk.exporting.run(plan).rows == 1
    assert desk.exporting.run(replace(plan, ids=(1, 2, 3))).rows == 1
    assert len(desk.exporting.print_list(PrintPlan()).rows) == 1
    desk.close()
    counts = [entry["count"] for entry in entries(shop) if entry["action"] == "clients.exported"]
    assert counts == [1, 1]


@pytest.mark.proves("F19")
def test_names_of_other_portfolios_are_seen_and_not_exported(shop: Shop, tmp_path: Path) -> None:
    with_rights(shop).close()
    shaped(shop, Role.MANAGER, {Permission.EXPORT: Scope.YES, Permission.PRINT: Scope.YES}, others="names")
    desk = manager(shop)
    assert len(desk.clients.ids(ClientFilter())) == 5
    plan = ExportPlan(tmp_path / "out.xlsx", ExportWhat.CLIENTS)
    assert desk.exporting.count(plan) == 4
    done = desk.exporting.run(plan)
    assert (done.rows, len(table(done.path))) == (4, 4)
    assert len(desk.exporting.print_list(PrintPlan()).rows) == 4
    desk.close()
    assert [entry["count"] for entry in entries(shop) if entry["action"] == "clients.exported"] == [4]


@pytest.mark.proves("F19")
def test_sums_do_not_go_out_by_another_door(shop: Shop, tmp_path: Path) -> None:
    desk = with_rights(shop, see_sums=Scope.NO)
    for name in ("sold.csv", "sold.xlsx"):
        with pytest.raises(AccessDenied):
            desk.exporting.run(ExportPlan(tmp_path / name, ExportWhat.PURCHASES))
    desk.close()
    assert [entry["action"] for entry in entries(shop)].count("access.refused") == 2


@pytest.mark.proves("F19", "F24")
def test_whoever_may_not_is_refused_with_an_entry(shop: Shop, tmp_path: Path) -> None:
    desk = shop.sign_in(SELLER, ASKS)
    plan = ExportPlan(tmp_path / "out.xlsx", ExportWhat.CLIENTS)
    with pytest.raises(AccessDenied):
        desk.exporting.run(plan)
    with pytest.raises(AccessDenied):
        desk.exporting.count(plan)
    with pytest.raises(AgreementNeeded):
        desk.exporting.print_list(PrintPlan())
    assert desk.exporting.count(PrintPlan()) == 4  # what a request would be about
    desk.close()
    assert [entry["action"] for entry in entries(shop)].count("access.refused") == 3


def test_somebody_who_was_switched_off_meanwhile_writes_nothing(shop: Shop, tmp_path: Path) -> None:
    desk = with_rights(shop)
    keys = desk._keys
    before = keys.header
    frozen = next(iter(p for p in before.manifest.people if p.uid == keys.uid))
    from tests.services.raw import keys_of

    owner = keys_of(shop)
    draft = owner.draft()
    draft.freeze(frozen.uid)
    owner.commit(shop.folder, draft.sign())
    owner.close()
    with pytest.raises(Frozen):
        desk.exporting.run(ExportPlan(tmp_path / "out.xlsx", ExportWhat.CLIENTS))
    assert not list(tmp_path.glob("out*"))
    desk._keys.remember = lambda *_: None  # type: ignore[method-assign]


@pytest.mark.attack("T28")
@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t="])
def test_t28_what_looks_like_a_formula_goes_out_as_text(shop: Shop, tmp_path: Path, start: str) -> None:
    name = f"{start}cmd|calc"
    owner = shop.sign_in()
    owner.clients.create(ClientDraft(name=name, contacts=(phone(70),)))
    owner.close()
    desk = with_rights(shop)
    done = desk.exporting.run(ExportPlan(tmp_path / "out.xlsx", ExportWhat.CLIENTS))
    with zipfile.ZipFile(done.path) as archive:
        sheets = "".join(archive.read(n).decode() for n in archive.namelist() if n.startswith("xl/worksheets/sheet"))
    assert "<f>" not in sheets
    rows = desk.exporting.run(ExportPlan(tmp_path / "out.csv", ExportWhat.CLIENTS)).path.read_text("utf-8-sig")
    assert f'"{name.strip()}"' not in rows


@pytest.mark.parametrize(
    ("ids", "text"), [((), ""), ((5,), "5"), ((3, 1, 2, 9), "1-3,9"), ((1, 2, 4, 5, 6, 8), "1-2,4-6,8")]
)
def test_ids_stand_in_the_journal_as_ranges(ids: tuple[int, ...], text: str) -> None:
    assert ranges(ids) == text
    assert [i for i in range(12) if within(i, text)] == sorted(ids)
