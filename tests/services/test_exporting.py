"""What goes out and for whom: lists for people, mailing lists, selections, the filter in words, rights."""

from __future__ import annotations

import zipfile
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

from clientcrm.crm import Desk
from clientcrm.domain.access import Permission, Scope
from clientcrm.domain.clients import ClientDraft, ClientFilter
from clientcrm.domain.contacts import ContactDraft, ContactKind
from clientcrm.domain.errors import Invalid
from clientcrm.domain.exports import ExportPlan, ExportShape, ExportWhat
from clientcrm.domain.imports import OnDuplicate
from clientcrm.domain.sales import LineDraft, PurchaseDraft
from tests.services.imported import brought, csv_file, planned
from tests.services.raw import make_filled
from tests.story.canonical import canonical, differences
from tests.support import Shop

HIDDEN = ("ID клиента (CRM)", "Контакты (CRM)", "Служебное (CRM)", "Фамилия", "Портфель")


def _fill(desk: Desk) -> None:
    phone, email = ContactKind.PHONE, ContactKind.EMAIL
    anna = (
        ContactDraft(phone, "8 495 111-22-33", "+74951112233"),
        ContactDraft(phone, "8 926 123-45-67", "+79261234567", primary=True),
        ContactDraft(email, "a@mail.ru", "a@mail.ru"),
    )
    first = desk.clients.create(ClientDraft(name="=Анна", city="Уфа", consent=True, contacts=anna))
    desk.clients.create(ClientDraft(name="Борис", city="Уфа", consent=False, contacts=anna[:1]))
    desk.clients.create(ClientDraft(name="Вера", city="Омск", consent=True))
    desk.sales.add(PurchaseDraft(first, date(2026, 5, 1), (LineDraft("Чай", 1000, 500, 500),)))
    desk.sales.add(PurchaseDraft(None, date(2026, 5, 2), total=900))


@pytest.fixture(scope="module")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Callable[[Path], Shop]:
    return make_filled(tmp_path_factory.mktemp("exporting"), _fill)


@pytest.fixture
def desk(filled: Callable[[Path], Shop], tmp_path: Path) -> Iterator[Desk]:
    shop = filled(tmp_path / "base")
    yield shop.sign_in()
    shop.close()


def rows(path: Path, sheet: str) -> list[tuple[Any, ...]]:
    return [tuple(row) for row in load_workbook(path)[sheet].iter_rows(values_only=True)]


def test_a_list_for_people_has_no_columns_for_the_program(desk: Desk, tmp_path: Path) -> None:
    done = desk.exporting.run(ExportPlan(tmp_path / "out.xlsx", shape=ExportShape.FOR_PEOPLE))
    assert (done.rows, done.purchases) == (3, 2)
    book = load_workbook(done.path)
    assert book.sheetnames == ["Клиенты", "Покупки", "Справка"]
    header, *told = rows(done.path, "Клиенты")
    assert not set(HIDDEN) & set(header)
    assert {row[1] for row in told} == {"=Анна", "Борис", "Вера"}
    assert told[0][header.index("Телефоны")] == "+7 926 123-45-67; +7 495 111-22-33"
    assert book["Клиенты"].freeze_panes == "C2"


def test_a_mailing_list_holds_those_who_agreed_and_can_be_reached(desk: Desk, tmp_path: Path) -> None:
    done = desk.exporting.run(ExportPlan(tmp_path / "mail.csv", shape=ExportShape.FOR_MAILING))
    lines = done.path.read_text("utf-8-sig").splitlines()
    assert lines == ['"ФИО / Название";"Телефоны";"E-mail"', '"\'=Анна";"+79261234567";"a@mail.ru"']


def test_the_legend_tells_what_was_asked_for(desk: Desk, tmp_path: Path) -> None:
    asked = ClientFilter(cities=("Уфа",), has=("phone",))
    done = desk.exporting.run(ExportPlan(tmp_path / "out.xlsx", filter=asked))
    assert (done.rows, done.purchases) == (2, 1)  # sales to nobody go out with everybody alone
    legend = [row[0] for row in rows(done.path, "Справка")]
    assert "Город: Уфа" in legend
    assert "Есть: телефон" in legend
    picked = desk.exporting.run(ExportPlan(tmp_path / "one.xlsx", ExportWhat.CLIENTS, ids=(1,)))
    assert picked.rows == 1
    assert "Выбрано вручную: 1" in [row[0] for row in rows(picked.path, "Справка")]


def test_whoever_may_not_see_sums_exports_none(desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    user = desk._gate.user
    rights = {**user.role.rights, Permission.SEE_SUMS: Scope.NO}
    monkeypatch.setattr(desk._gate, "user", replace(user, role=replace(user.role, rights=rights)))
    done = desk.exporting.run(ExportPlan(tmp_path / "out.xlsx"))
    assert (done.rows, done.purchases) == (3, 0)
    assert "Покупки" not in load_workbook(done.path).sheetnames
    header, *told = rows(done.path, "Клиенты")
    assert not any(row[header.index("Сумма покупок")] for row in told)


def test_another_ending_is_refused_and_leaves_nothing(desk: Desk, tmp_path: Path) -> None:
    with pytest.raises(Invalid):
        desk.exporting.run(ExportPlan(tmp_path / "out.pdf"))
    assert not list(tmp_path.glob("out*"))


def test_nothing_in_a_workbook_runs_or_calls_out(desk: Desk, tmp_path: Path) -> None:
    done = desk.exporting.run(ExportPlan(tmp_path / "out.xlsx"))
    with zipfile.ZipFile(done.path) as archive:
        names = archive.namelist()
        sheets = "".join(archive.read(name).decode() for name in names if name.startswith("xl/worksheets/sheet"))
    assert "<f>" not in sheets
    assert "hyperlink" not in sheets.casefold()
    assert not [name for name in names if "externalLink" in name]


def test_a_workbook_with_a_password_comes_back(desk: Desk, tmp_path: Path) -> None:
    done = desk.exporting.run(ExportPlan(tmp_path / "out.xlsx", password="чай"))
    counts = brought(desk, done.path, sheet="Клиенты", password="чай").counts
    assert (counts.rows, counts.unchanged) == (3, 3)


def test_a_copy_can_be_added_to_the_clients_it_was_made_of(desk: Desk, tmp_path: Path) -> None:
    """Everybody is there twice then, each with an id of their own; undo takes the second ones back."""
    done = desk.exporting.run(ExportPlan(tmp_path / "out.xlsx", ExportWhat.CLIENTS))
    result = brought(desk, done.path, on_duplicate=OnDuplicate.ADD)
    assert (result.counts.created, len(desk.clients.ids(ClientFilter()))) == (3, 6)
    desk.importing.undo(result.batch)
    assert len(desk.clients.ids(ClientFilter())) == 3


@pytest.mark.parametrize("language", ["ru", "en"])
@pytest.mark.parametrize("ending", ["xlsx", "csv"])
def test_purchases_alone_are_known_for_what_they_are(desk: Desk, tmp_path: Path, ending: str, language: str) -> None:
    before = canonical(desk)
    plan = ExportPlan(tmp_path / f"sold.{ending}", ExportWhat.PURCHASES, language=language)
    result = brought(desk, desk.exporting.run(plan).path)
    assert (result.counts.rows, result.counts.unchanged) == (2, 2)
    assert differences(before, canonical(desk)) == []


def test_a_wide_list_of_another_program_is_not_taken_for_ours(desk: Desk, tmp_path: Path) -> None:
    """Twenty columns are called as ours are; the name, the phone and the tier are not, and are read all the same."""
    ours = (
        *("Код", "Тип", "E-mail", "Дата рождения", "Пол", "Бонусы", "Город", "Регион", "Страна", "Индекс", "Адрес"),
        *("ИНН", "КПП", "Контактное лицо", "Должность", "Теги", "Источник", "Менеджер", "Telegram", "VK", "Сайт"),
    )
    headers = ("ФИО", "Телефон", "Уровень", *ours)
    path = csv_file(tmp_path / "wide.csv", [headers, ("Котова Инна", "8 926 100-20-30", "VIP", *[""] * len(ours))])
    targets = {c.header: c.target for c in planned(desk, path).columns}
    assert [targets[name] for name in headers[:3]] == ["full_name", "phone", "tier"]


@pytest.mark.parametrize("ending", ["xlsx", "csv"])
def test_sums_of_a_list_for_people_are_not_taken_for_more_sums(desk: Desk, tmp_path: Path, ending: str) -> None:
    """An edited list comes back; what it adds up of purchases that are there stays out."""
    before = canonical(desk)
    plan = ExportPlan(tmp_path / f"list.{ending}", ExportWhat.CLIENTS, ExportShape.FOR_PEOPLE)
    brought(desk, desk.exporting.run(plan).path)
    after = canonical(desk)
    there = {key: client for key, client in after["clients"].items() if key in before["clients"]}
    assert differences(before["clients"], there) == []
