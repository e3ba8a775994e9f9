"""A full copy comes back to the letter: into the base it was made of, and into an empty one (EXCEL.md 6.3)."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from collections.abc import Callable, Iterator
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import select

from clientcrm.crm import Desk
from clientcrm.data.models import Client, ClientTier, Tier
from clientcrm.domain.access import Permission
from clientcrm.domain.clients import ClientDraft
from clientcrm.domain.contacts import ContactDraft, ContactKind, ContactStatus
from clientcrm.domain.exports import ExportPlan, ExportWhat
from clientcrm.domain.imports import FileChoice, ImportCounts, ImportPlan
from clientcrm.domain.sales import PurchaseDraft
from clientcrm.domain.tiers import TierDraft
from tests.services.imported import applied, brought, csv_file, drafts, planned, said
from tests.services.odd_shop import fill_oddly
from tests.services.raw import make_filled, raw
from tests.story.canonical import canonical, differences
from tests.support import Shop

SHEETS = {"ru": ("Клиенты", "Покупки"), "en": ("Clients", "Purchases")}
ANNA = "Ёлкина-Шерцль Анна Ивановна"


@pytest.fixture(scope="module")
def odd(tmp_path_factory: pytest.TempPathFactory) -> Callable[[Path], Shop]:
    """A shop of odd values, to be copied."""
    return make_filled(tmp_path_factory.mktemp("odd"), fill_oddly)


@pytest.fixture
def desk(odd: Callable[[Path], Shop], tmp_path: Path) -> Iterator[Desk]:
    shop = odd(tmp_path / "odd")
    yield shop.sign_in()
    shop.close()


@pytest.fixture
def empty(template: Callable[[Path], Shop], tmp_path: Path) -> Iterator[Desk]:
    shop = template(tmp_path / "empty")
    yield shop.sign_in()
    shop.close()


def copied(desk: Desk, file: Path, **choices: Any) -> Path:
    """A full copy of the base."""
    return desk.exporting.run(ExportPlan(file, **choices)).path


def changes(before: dict[str, Any], after: dict[str, Any]) -> list[str]:
    """Where the bases differ; whoever lies in the trash does not go out."""
    return differences(_living(before), _living(after))


def _living(value: dict[str, Any]) -> dict[str, Any]:
    return value | {"clients": {key: client for key, client in value["clients"].items() if not client["trashed"]}}


def unchanged(counts: ImportCounts) -> bool:
    return counts.rows > 0 and said(counts) == {"skipped": counts.rows, "unchanged": counts.rows}


@pytest.mark.parametrize("language", ["ru", "en"])
def test_into_itself_nothing_is_new_or_changed(desk: Desk, tmp_path: Path, language: str) -> None:
    before = canonical(desk)
    file = copied(desk, tmp_path / "copy.xlsx", language=language)
    for sheet in SHEETS[language]:
        assert unchanged(brought(desk, file, sheet=sheet).counts)
    assert differences(before, canonical(desk)) == []


@pytest.mark.parametrize("language", ["ru", "en"])
def test_into_an_empty_base_makes_an_equal_one(desk: Desk, empty: Desk, tmp_path: Path, language: str) -> None:
    file = copied(desk, tmp_path / "copy.xlsx", language=language)
    plan: ImportPlan | None = planned(empty, file)
    told = []
    while plan is not None:
        counts = applied(empty, plan).counts
        assert said(counts) == {"created": counts.rows}
        told.append(plan.sheet)
        plan = empty.importing.following(plan)
    assert tuple(told) == SHEETS[language]
    assert changes(canonical(desk), canonical(empty)) == []
    again = copied(empty, tmp_path / "again.xlsx", language=language)
    assert differences(cells(file), cells(again)) == []
    for sheet in SHEETS[language]:
        assert unchanged(brought(empty, file, sheet=sheet).counts)


def noted(desk: Desk) -> dict[str, tuple[Any, ...]]:
    """Of each client by name: the tier, the rung beneath, when it was said, and who recommends the shop."""
    with desk._gate.read(Permission.VIEW_CLIENTS) as session:
        names = {row.id: row.name or row.key for row in session.scalars(select(Tier))}
        rows = session.execute(
            select(Client.name, Client.tier_id, Client.tier_by_hand, ClientTier).join(
                ClientTier, ClientTier.client_id == Client.id
            )
        )
        return {
            name: (names[tier], by_hand, names.get(note.rung_id), note.rung_by_hand, note.stated, note.advocate)
            for name, tier, by_hand, note in rows
        }


def test_what_stands_beneath_a_state_travels_with_a_copy(shop: Shop, empty: Desk, tmp_path: Path) -> None:
    desk = shop.sign_in()
    kept = [TierDraft(one.id, one.title("ru"), one.sign("ru"), one.palette, one.kind) for one in desk.tiers.all()]
    desk.tiers.save([*kept, TierDraft(None, "Друг дома", "Д", "vip")])
    ids = [desk.clients.create(ClientDraft(name=name)) for name in ("Анна", "Борис", "Вера", "Глеб")]
    steps = {tier.key: tier.id for tier in desk.tiers.all()}
    desk.clients.set_tier(ids[0], next(tier.id for tier in desk.tiers.all() if tier.name == "Друг дома"), "")
    desk.clients.set_tier(ids[0], steps["dnd"], "просила не звонить")
    desk.clients.set_tier(ids[1], steps["vip"], "")
    desk.clients.set_tier(ids[1], steps["sleeping"], "уехал")
    desk.tiers.mark_advocate(ids[2], on=True)
    for client in ids[:2]:
        desk.sales.add(PurchaseDraft(client, desk._gate.today() - timedelta(days=2), total=100))
    before = noted(desk)
    assert len(before) == 3
    file = copied(desk, tmp_path / "copy.xlsx", language="ru")
    batches = [brought(empty, file, sheet=sheet).batch for sheet in SHEETS["ru"]]
    assert noted(empty) == before
    assert changes(canonical(desk), canonical(empty)) == []
    assert unchanged(brought(desk, file, sheet="Клиенты").counts)
    assert noted(desk) == before
    for batch in reversed(batches):
        empty.importing.undo(batch)
    assert noted(empty) == {}
    assert "Друг дома" not in [tier.title("ru") for tier in empty.tiers.all()]
    shop.close()


def test_a_spoilt_note_of_a_copy_harms_nobody(shop: Shop, empty: Desk, tmp_path: Path) -> None:
    desk = shop.sign_in()
    desk.clients.create(ClientDraft(name="Анна"))
    file = copied(desk, tmp_path / "copy.csv", what=ExportWhat.CLIENTS)
    text = file.read_text("utf-8-sig")
    spoilt = '{""beneath"":[1,{}],""beneath_by_hand"":2,""stated"":""вчера"",""advocate"":""yes"",""tier_by_hand""'
    assert '{""tier_by_hand""' in text
    file.write_text(text.replace('{""tier_by_hand""', spoilt), "utf-8-sig")
    assert brought(empty, file).counts.created == 1
    assert noted(empty) == {}
    shop.close()


def test_csv_comes_back_as_well(desk: Desk, empty: Desk, tmp_path: Path) -> None:
    before = canonical(desk)
    clients = copied(desk, tmp_path / "clients.csv", what=ExportWhat.CLIENTS)
    bought = copied(desk, tmp_path / "bought.csv", what=ExportWhat.PURCHASES)
    for file in (clients, bought):
        assert unchanged(brought(desk, file).counts)
        counts = brought(empty, file).counts
        assert said(counts) == {"created": counts.rows}
    assert differences(before, canonical(desk)) == []
    told = json.loads(json.dumps(before, ensure_ascii=False).replace(r"\r\n", r"\n"))
    assert changes(told, canonical(empty)) == []


def test_cards_change_nobody_they_came_from(desk: Desk, tmp_path: Path) -> None:
    before = canonical(desk)
    counts = brought(desk, copied(desk, tmp_path / "cards.vcf")).counts
    assert unchanged(counts)
    assert differences(before, canonical(desk)) == []


@pytest.mark.parametrize(
    "contact",
    [
        ContactDraft(ContactKind.PHONE, "внутр. Анна", "", "", "", ContactStatus.BAD),
        ContactDraft(ContactKind.PHONE, "+79160000001", "+79160000001", primary=True),
        ContactDraft(ContactKind.EMAIL, "anna@mail.example", "anna@mail.example", primary=True),
    ],
)
def test_whoever_has_no_name_gets_none_from_a_card(empty: Desk, tmp_path: Path, contact: ContactDraft) -> None:
    empty.clients.create(ClientDraft(contacts=(contact,)))
    before = canonical(empty)
    assert unchanged(brought(empty, copied(empty, tmp_path / "cards.vcf")).counts)
    assert differences(before, canonical(empty)) == []


@pytest.mark.parametrize("raw", ["2-34-56, 2-34-57", "кв. 5", "22-33-44 / 55; спросить Анну", "{=1+1}", "«Маяк» (1)"])
@pytest.mark.parametrize("label", ["", "склад 00123", "до 21:00, после 9", "(1)"])
def test_text_that_is_no_number_comes_back_in_a_card_as_it_was(
    empty: Desk, tmp_path: Path, raw: str, label: str
) -> None:
    number = ContactDraft(ContactKind.PHONE, "+79160000001", "+79160000001", "12", label, primary=True)
    text = ContactDraft(ContactKind.PHONE, raw, "", "", label, ContactStatus.BAD)
    empty.clients.create(ClientDraft(name="Анна", contacts=(number, text)))
    before = canonical(empty)
    assert unchanged(brought(empty, copied(empty, tmp_path / "cards.vcf")).counts)
    assert differences(before, canonical(empty)) == []


def test_a_shop_in_another_time_zone_reads_the_same_instants(
    desk: Desk, template: Callable[[Path], Shop], tmp_path: Path
) -> None:
    shop = template(tmp_path / "far")
    far = shop.sign_in()
    far._gate.zone = ZoneInfo("Asia/Vladivostok")
    brought(far, copied(desk, tmp_path / "copy.xlsx"), sheet="Клиенты")
    moments = [client["created_at"] for client in _living(canonical(far))["clients"].values()]
    assert moments == [client["created_at"] for client in _living(canonical(desk))["clients"].values()]
    shop.close()


EDITS = [
    ("Город", "Тула", {"city": "Тула"}),
    ("Скидка %", 3, {"discount": 300}),
    ("Бонусы", 1234.5, {"bonus": 123450}),
    ("Дата рождения", datetime(1985, 5, 12), {"birthday": [1985, 5, 12]}),
    ("Дата рождения", "12.05", {"birthday": [None, 5, 12]}),
    ("Пол", "", {"sex": None}),
    ("Ступень", "VIP", {"tier_id": "VIP"}),
    ("Теги", "опт", {"tags": ["опт"]}),
    ("Согласие", "Нет", {"consent": False}),
    ("Следующий контакт", datetime(2027, 2, 1), {"next_contact": "2027-02-01"}),
    ("Код", "000778", {"code": "000778"}),
    ("Комментарий", "=2+2", {"note": "=2+2"}),
    ("Тип", "Юр.", {"kind": "company"}),
    ("Менеджер", "Ольга", {"manager": "Ольга"}),
    ("Регион", "Тульская", {"region": "Тульская"}),
    ("Любимый сорт", 5, {"own": {"Любимый сорт": "5"}}),
    ("Город (своё поле)", "", {"own": {"Город": None}}),
    ("Telegram", "", {"contacts": ("telegram", [])}),
    ("Телефоны", "+7 926 123-45-67; 8 916 000-00-01", {"contacts": ("phone", ["+79261234567", "+79160000001"])}),
]


def test_an_edited_day_of_creation_is_taken_as_it_stands(desk: Desk, tmp_path: Path) -> None:
    file = copied(desk, tmp_path / "copy.xlsx", what=ExportWhat.CLIENTS)
    _edit(file, "Создан", datetime(2031, 1, 2, 3, 4, 5))
    before = canonical(desk)
    result = brought(desk, file, sheet="Клиенты")
    assert result.counts.updated == 1
    (told,) = differences(before, canonical(desk))
    assert told.partition("/created_at: ")[2].endswith("'2031-01-02 00:04:05+00:00'")
    desk.importing.undo(result.batch)
    assert differences(before, canonical(desk)) == []


@pytest.mark.parametrize(("column", "value", "expected"), EDITS, ids=[f"{c}={v}"[:40] for c, v, _ in EDITS])
def test_an_edited_cell_changes_that_field_alone(
    desk: Desk, tmp_path: Path, column: str, value: object, expected: dict[str, Any]
) -> None:
    file = copied(desk, tmp_path / "copy.xlsx", what=ExportWhat.CLIENTS)
    _edit(file, column, value)
    before = canonical(desk)
    counts = brought(desk, file, sheet="Клиенты").counts
    assert said(counts) == {"updated": 1, "skipped": counts.rows - 1, "unchanged": counts.rows - 1}
    after = canonical(desk)
    (key,) = {place.split("/")[2] for place in differences(before["clients"], after["clients"], "/clients")}
    draft = after["clients"][key]["draft"]
    assert draft["name"] == ANNA
    (name, wanted), *_ = expected.items()
    if name == "contacts":
        kind, numbers = wanted
        assert [point[2] for point in draft["contacts"] if point[0] == kind] == numbers
        others = [[p for p in d["contacts"] if p[0] != kind] for d in (draft, before["clients"][key]["draft"])]
        assert others[0] == others[1]
    elif name == "own":
        assert {field: draft["own"].get(field) for field in wanted} == wanted
    else:
        assert draft.get(name) == wanted
    told = {place.split("/")[4].partition(":")[0] for place in differences(before["clients"], after["clients"], "/c")}
    assert told <= {name, "tier_by_hand"}


def _edit(file: Path, column: str, value: object) -> None:
    """Another program opens the file, changes one cell of Anna's and saves it."""
    from openpyxl import load_workbook

    book = load_workbook(file)
    sheet = book["Клиенты"]
    titles = [cell.value for cell in sheet[1]]
    names = titles.index("ФИО / Название") + 1
    row = next(n for n in range(2, sheet.max_row + 1) if sheet.cell(n, names).value == ANNA)
    cell = sheet.cell(row, titles.index(column) + 1)
    cell.value = value or None
    if isinstance(value, str) and value:
        cell.data_type = "s"
    book.save(file)


def test_a_second_round_changes_nothing(template: Callable[[Path], Shop], tmp_path: Path) -> None:
    """Whatever a first import made of a messy file, from then on exports and imports agree."""
    rows = [
        ("ФИО", "Телефон", "ДР", "Город", "Статус", "Скидка", "Итого", "Примечание", "Размер"),
        (
            "ИВАНОВА анна",
            "8(926)1234567, 8 495 1112233 доб 5",
            "01.02.55",
            " москва ",
            "Золото",
            "5%",
            "1 200,50",
            "х",
            "S",
        ),
        ("", "2-33", "12.05", "", "VIP", "0,1", "", "=1", ""),
        ("ООО Ромашка", "+7 926 000 00 09 бухгалтерия", "31.02.2020", "Орёл", "", "", "-5", "", "44,5"),
    ]
    files = [csv_file(tmp_path / "messy.csv", rows)]
    told: list[Any] = []
    for place in range(3):
        shop = template(tmp_path / f"base{place}")
        round_desk = shop.sign_in()
        brought(round_desk, files[-1], sheet="Клиенты" if place else "")
        files.append(copied(round_desk, tmp_path / f"copy{place}.xlsx"))
        told.append(canonical(round_desk))
        shop.close()
    assert told[0]["clients"]
    assert differences(told[0], told[1]) == []
    assert differences(told[1], told[2]) == []
    assert differences(cells(files[2]), cells(files[3])) == []


def cells(file: Path) -> dict[str, Any]:
    """Every cell of a full copy but for what another base calls otherwise: moments of change, numbers of receipts."""
    from python_calamine import CalamineWorkbook

    found = {}
    for sheet in SHEETS["ru"] + SHEETS["en"]:
        book = CalamineWorkbook.from_path(str(file))
        if sheet not in book.sheet_names:
            continue
        titles, *rows = book.get_sheet_by_name(sheet).to_python()
        for row in rows:
            row[:] = [_told(title, cell) for title, cell in zip(titles, row, strict=True)]
        found[sheet] = [titles, *rows]
    return found


def _told(title: str, cell: Any) -> Any:
    if title in ("Изменён", "Changed", "Возврат чека", "Return of receipt", "Причина ступени", "Reason of the tier"):
        return bool(cell) and not title.startswith(("Причина", "Reason"))
    if title in ("Служебное (CRM)", "Service (CRM)"):
        state = json.loads(cell)
        return state | {"responsible": state.get("responsible", [""])[-1]}
    if title in ("Чек (CRM)", "Receipt (CRM)"):
        return json.loads(cell)[1:]
    return str(cell) if isinstance(cell, date) else cell


def test_the_choice_of_a_file_offers_both_sheets(desk: Desk, tmp_path: Path) -> None:
    offered = desk.importing.sheets(FileChoice(copied(desk, tmp_path / "copy.xlsx")))
    kinds = {choice.name: choice.kind.value for choice in offered if choice.name in SHEETS["ru"]}
    assert kinds == {"Клиенты": "clients", "Покупки": "purchases"}


def with_second_portfolio(shop: Shop) -> Desk:
    """The owner's desk of a shop with a portfolio more."""
    owner = shop.sign_in()
    draft = owner._keys.draft()
    vault_id = draft.add_portfolio("Личный", [])
    owner._keys.commit(shop.folder, draft.sign())
    owner.close()
    with raw(shop) as connection:
        connection.execute("insert into portfolio (id, vault_id) values (2, ?)", (vault_id,))
    return shop.sign_in()


def test_clients_come_back_into_their_portfolios(template: Callable[[Path], Shop], tmp_path: Path) -> None:
    """Into those that the other base has too; where it has them not, a warning says so before anything is read."""
    one, other, third = (template(tmp_path / name) for name in ("one", "other", "third"))
    desk, same, apart = with_second_portfolio(one), with_second_portfolio(other), third.sign_in()
    for portfolio, name in ((1, "Общий Клиент"), (2, "Личный Клиент")):
        phone = ContactDraft(ContactKind.PHONE, "8 926 123-45-67", f"+7926123456{portfolio}", primary=True)
        desk.clients.create(ClientDraft(name=name, portfolio=portfolio, contacts=(phone,)))
    file = copied(desk, tmp_path / "copy.xlsx")
    assert "W206" not in planned(same, file).warnings
    result = brought(same, file)
    assert changes(canonical(desk), canonical(same)) == []
    assert unchanged(brought(same, file).counts)
    same.importing.undo(result.batch)
    assert canonical(same)["clients"] == {}
    assert "W206" in planned(apart, file).warnings
    brought(apart, file)
    assert {draft["portfolio"] for draft in drafts(apart).values()} == {"Магазин"}
    for shop in (one, other, third):
        shop.close()


@pytest.mark.slow
def test_libreoffice_opens_a_copy_and_saves_it_without_changing_a_client(desk: Desk, tmp_path: Path) -> None:
    office = shutil.which("soffice")
    if office is None:
        pytest.skip("LibreOffice is not on this computer")
    file, folder = copied(desk, tmp_path / "copy.xlsx"), tmp_path / "saved"
    words = [office, "--headless", "--convert-to", "xlsx", "--outdir", str(folder), str(file)]
    subprocess.run(words, check=True, capture_output=True, timeout=300, env={**os.environ, "HOME": str(tmp_path)})
    for sheet in SHEETS["ru"]:
        assert unchanged(brought(desk, folder / "copy.xlsx", sheet=sheet).counts)
