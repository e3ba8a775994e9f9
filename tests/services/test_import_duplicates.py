"""Who is the same client as who (EXCEL.md 5.8): keys D1-D7, families, shared numbers, torn rows, chains."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from clientcrm.crm import Desk
from clientcrm.domain.clients import ClientFilter, ClientOrder
from clientcrm.domain.errors import Invalid
from clientcrm.domain.imports import ImportCheck, OnDuplicate, RowAction, StagedRow
from tests.services.imported import applied, brought, checked, csv_file, drafts, planned, points, said
from tests.story.canonical import canonical, differences
from tests.support import Shop

HEADER = ("Код", "ФИО", "Телефон", "E-mail", "Дата рождения", "ИНН", "КПП", "Город", "Комментарий")
KNOWN = [
    HEADER,
    ("К-1", "Иванов Пётр Сергеевич", "+79161110001", "ivanov@mail.ru", "", "", "", "Москва", "первый"),
    ("К-2", "Петрова Анна", "+79161110002", "petrova@mail.ru", "01.02.1990", "", "", "Тверь", ""),
    ("", "ООО Вектор", "+74951110003", "info@vektor.ru", "", "7707083893", "770701001", "", ""),
    ("", "Волкова Ольга", "+79161110005", "", "", "", "", "", ""),
    ("", "Сидоров Николай Ильич", "", "", "07.07.1977", "", "", "", ""),
    ("", "Безключев Иван", "", "", "", "", "", "Казань", "знаком с выставки"),
    ("", "Общий Аркадий", "+79161110009", "", "", "", "", "", ""),
    ("", "Общая Белла", "+79161110009", "", "", "", "", "", ""),
    ("", "Общий Виктор", "+79161110009", "", "", "", "", "", ""),
    ("", "Роль Римма", "", "info@firma.ru", "", "", "", "", ""),
    ("", "Телефонов Олег", "+79161110011", "", "", "", "", "", ""),
    ("", "Почтова Ольга", "", "pochtova@mail.ru", "", "", "", "", ""),
    ("", "Линия Лев", "88005553535", "", "", "", "", "", ""),
    ("", "Тёзкина Яна", "+79161110015", "", "", "", "", "", ""),
    ("", "ООО «Ромашка»", "+74951110016", "", "", "", "", "", ""),
    ("К-17", "Кодов Ким", "+79161110017", "", "", "", "", "", ""),
    ("", "Разрывов Ян", "+79161110018", "", "", "", "", "", ""),
    ("", "Разрывов Я.", "", "razryv@mail.ru", "", "", "", "", ""),
]
# What a row of the second file is, and what must become of it: action, code, by which key or beside whom.
CASES: list[tuple[str, tuple[str, ...], str, str, str]] = [
    (
        "D2 the code, whatever the name",
        ("К-1", "Совсем Другой", "", "", "", "", "", "", ""),
        "unchanged",
        "D402",
        "code",
    ),
    ("D2 the code alone", ("К-17", "", "", "", "", "", "", "", ""), "unchanged", "D402", "code"),
    (
        "D3 tax number of a company",
        ("", "Вектор", "", "", "", "7707083893", "770701001", "", ""),
        "unchanged",
        "D402",
        "inn",
    ),
    ("D3 another branch", ("", "Вектор-Север", "", "", "", "7707083893", "771001001", "", ""), "create", "", ""),
    ("D4 initials", ("", "Петрова А.", "8 916 111-00-02", "", "", "", "", "", ""), "unchanged", "D402", "phone"),
    (
        "D4 a letter of the surname",
        ("", "Тезкена Яна", "89161110015", "", "", "", "", "", ""),
        "unchanged",
        "D402",
        "phone",
    ),
    (
        "D4 a legal form and quotes",
        ("", "Ромашка", "84951110016", "", "", "", "", "", ""),
        "unchanged",
        "D402",
        "phone",
    ),
    ("D4 nobody's name", ("", "", "89161110011", "", "", "", "", "Омск", ""), "update", "D402", "phone"),
    ("a family with one phone", ("", "Волкова Дарья", "89161110005", "", "", "", "", "", ""), "create", "D403", "4"),
    ("D5 e-mail", ("", "Ольга Почтова", "", "POCHTOVA@mail.ru", "", "", "", "", ""), "unchanged", "D402", "email"),
    ("D5 another name", ("", "Зуев Захар", "", "ivanov@mail.ru", "", "", "", "", ""), "create", "D403", "1"),
    (
        "D6 name and birthday",
        ("", "Николай Ильич Сидоров", "", "", "07.07.1977", "", "", "Омск", ""),
        "update",
        "D402",
        "name_birthday",
    ),
    ("D6 another birthday", ("", "Сидоров Николай Ильич", "", "", "08.07.1977", "", "", "", ""), "create", "", ""),
    (
        "D7 the same name and city",
        ("", "Безключев Иван", "", "", "", "", "", "Казань", "другая заметка"),
        "create",
        "D403",
        "6",
    ),
    ("D7 another city", ("", "Безключев Иван", "", "", "", "", "", "Тула", ""), "create", "", ""),
    ("a shared phone is no key", ("", "Общий Григорий", "+79161110009", "", "", "", "", "", ""), "create", "", ""),
    ("a role box is no key of a person", ("", "Роль Мила", "", "info@firma.ru", "", "", "", "", ""), "create", "", ""),
    ("8-800 is no key", ("", "Линия Майя", "88005553535", "", "", "", "", "", ""), "create", "", ""),
    (
        "torn between two clients",
        ("", "Разрывов Ян", "89161110018", "razryv@mail.ru", "", "", "", "", ""),
        "fail",
        "E302",
        "",
    ),
]


@pytest.fixture(scope="module")
def known(
    template: Callable[[Path], Shop], tmp_path_factory: pytest.TempPathFactory
) -> Iterator[tuple[Desk, ImportCheck]]:
    """A base with everybody of KNOWN, and the second file checked against it."""
    folder = tmp_path_factory.mktemp("duplicates")
    shop = template(folder / "base")
    desk = shop.sign_in()
    brought(desk, csv_file(folder / "known.csv", KNOWN))
    second = csv_file(folder / "second.csv", [HEADER, *(row for _, row, *_ in CASES)])
    yield desk, checked(desk, planned(desk, second))
    shop.close()


@pytest.fixture(scope="module")
def staged(known: tuple[Desk, ImportCheck]) -> dict[int, StagedRow]:
    desk, check = known
    return {row.row: row for row in desk.importing.staged(check.batch)}


@pytest.mark.parametrize("place", range(len(CASES)), ids=[case[0] for case in CASES])
def test_each_key(staged: dict[int, StagedRow], place: int) -> None:
    _, _, action, code, said_by = CASES[place]
    row = staged[place + 2]
    matched = [(p.code, p.value) for p in row.problems if p.code[0] == "D" or p.code == "E302"]
    assert (row.action.value, matched) == (action, [(code, said_by)] if code else [])


def test_doubtful_pairs_come_first_and_show_both_sides(known: tuple[Desk, ImportCheck]) -> None:
    desk, check = known
    pairs = desk.importing.matches(check.batch)
    assert [pair.certain for pair in pairs] == sorted(pair.certain for pair in pairs)
    family = next(pair for pair in pairs if ("name", "Волкова Ольга", "Волкова Дарья") in pair.fields)
    contacts = next(pair for pair in family.fields if pair[0] == "contacts")
    assert contacts[1] == contacts[2] == "+7 916 ••• •• 05"


def test_the_whole_first_file_again_changes_nothing(known: tuple[Desk, ImportCheck], tmp_path: Path) -> None:
    desk, _ = known
    before = drafts(desk)
    again = brought(desk, csv_file(tmp_path / "again.csv", [KNOWN[0], *reversed(KNOWN[1:])]))
    assert (again.counts.created, again.counts.updated) == (0, 0)
    assert drafts(desk) == before


def test_a_family_of_four_with_one_phone_stays_four(desk: Desk, tmp_path: Path) -> None:
    rows = [("ФИО", "Телефон"), *((f"Орлов{tail}", "+79161234567") for tail in ("а Анна", " Борис", " Илья", "а Яна"))]
    assert said(brought(desk, csv_file(tmp_path / "family.csv", rows)).counts) == {"created": 4}
    assert brought(desk, csv_file(tmp_path / "family.csv", rows)).counts.created == 0
    assert len(drafts(desk)) == 4


def test_one_client_in_five_rows_is_one(desk: Desk, tmp_path: Path) -> None:
    rows = [("ФИО", "Телефон", "Город"), *(("Частый Фома", "+79162220021", city) for city in ("", "", "Уфа", "", ""))]
    result = brought(desk, csv_file(tmp_path / "visits.csv", rows))
    assert said(result.counts) == {"created": 1, "skipped": 4, "merged": 4}


def test_chains_inside_a_file(desk: Desk, tmp_path: Path) -> None:
    """A is B by phone and B is C by e-mail: one client if all the names agree, else the odd one stays alone."""
    rows = [
        ("ФИО", "Телефон", "E-mail", "Город"),
        ("Цепной Иван", "+79162220001", "", ""),
        ("Цепной Иван", "+79162220001", "chain@mail.ru", ""),
        ("Цепной И.", "", "chain@mail.ru", "Тверь"),
        ("Цепная Мария", "", "chain@mail.ru", ""),
    ]
    result = brought(desk, csv_file(tmp_path / "chain.csv", rows))
    assert said(result.counts) == {"created": 2, "skipped": 2, "merged": 2}
    ivan = drafts(desk)["Цепной Иван"]
    assert (ivan["city"], [p[0] for p in ivan["contacts"]]) == ("Тверь", ["phone", "email"])
    assert [(p.row, p.code, p.value) for p in result.problems if p.code[0] == "D"] == [
        *((3, "D401", "2"), (4, "D401", "2"), (5, "D403", "2")),
    ]


def test_a_row_that_fits_two_rows_by_two_keys_joins_neither_silently(desk: Desk, tmp_path: Path) -> None:
    """The bridge comes last: its phone is one client's and its e-mail another's, whose names do not agree."""
    rows = [
        ("ФИО", "Телефон", "E-mail"),
        ("Левый Антон", "+79162220011", ""),
        ("Правый Антон", "", "most@mail.ru"),
        ("", "+79162220011", "most@mail.ru"),
    ]
    brought(desk, csv_file(tmp_path / "bridge.csv", rows))
    clients = drafts(desk)
    assert points(clients["Правый Антон"], "phone") == []
    assert points(clients["Левый Антон"], "email") == []


@pytest.mark.parametrize("turn", range(4))
def test_the_order_of_rows_changes_nobody_under_fill(
    template: Callable[[Path], Shop], tmp_path: Path, turn: int
) -> None:
    """Rows about one client in any order: the same clients, with the same facts."""
    body = [
        ("Рябов Олег", "+79163330001", "", "Уфа", ""),
        ("Рябов Олег", "+79163330001", "ryabov@mail.ru", "", "чай"),
        ("Рябов О.", "", "ryabov@mail.ru", "", "кофе"),
        ("Ежова Нина", "+79163330002", "", "", ""),
    ]
    rows = [("ФИО", "Телефон", "E-mail", "Город", "Теги"), *body[turn:], *body[:turn]]
    shop = template(tmp_path / "base")
    desk = shop.sign_in()
    brought(desk, csv_file(tmp_path / "turned.csv", rows))
    clients = drafts(desk)
    shop.close()
    assert len(clients) == 2
    oleg = next(draft for name, draft in clients.items() if name.startswith("Рябов"))
    assert (oleg["city"], sorted(oleg["tags"])) == ("Уфа", ["кофе", "чай"])
    assert sorted(p[2] for p in oleg["contacts"]) == ["+79163330001", "ryabov@mail.ru"]


def test_a_card_that_fits_two_people_of_a_file_is_neither_s(desk: Desk, tmp_path: Path) -> None:
    """A phone without a name, initials: a later file with two people on one phone, or on two of the card's phones."""
    header = ("ФИО", "Телефон")
    known = [header, ("", "+79164440001"), ("Зимин И.", "+79164440002; +79164440003")]
    brought(desk, csv_file(tmp_path / "known.csv", known))
    people = [("Ежов Пётр", "1"), ("Ежова Анна", "1"), ("Зимин Иван", "2"), ("Зимин Илья", "3"), ("Зимин Иван", "")]
    rows = [(name, f"+7916444000{tail}" if tail else "") for name, tail in people]
    check = checked(desk, planned(desk, csv_file(tmp_path / "people.csv", [header, *rows])))
    staged = {row.row: (row.action.value, [p.code for p in row.problems]) for row in desk.importing.staged(check.batch)}
    assert [staged[row] for row in (2, 3)] == [("create", ["D403"]), ("create", ["D403"])]
    assert [staged[row] for row in (4, 5)] == [("unchanged", ["D402"]), ("create", ["D403"])]
    assert said(desk.importing.apply(check.batch).counts) == {"created": 4, "skipped": 1, "unchanged": 1}


POOL = ("", "Рысев И.", "Рысев Иван", "Рысев Игорь", "Рысева Инна", "Иван Рысев", "Рысев")


@pytest.mark.parametrize("seed", range(3))
def test_any_order_makes_the_same_clients(template: Callable[[Path], Shop], tmp_path: Path, seed: int) -> None:
    """Two files of rows about few people, each row tagged: whatever the order, the same rows are one client."""
    chance = random.Random(seed)
    contacts = [*(f"+791655500{n:02}" for n in range(6)), *(f"rysev{n}@mail.ru" for n in range(4))]
    rows = []
    for number in range(40):
        held = chance.sample(contacts, chance.choice((1, 1, 2)))
        phones, emails = ([c for c in held if (c[0] == "+") is phone] for phone in (True, False))
        rows.append((chance.choice(POOL), "; ".join(phones), "; ".join(emails), f"r{number}"))
    header = ("ФИО", "Телефон", "E-mail", "Теги")
    found = []
    for turn in range(2):
        shop = template(tmp_path / f"base{turn}")
        desk = shop.sign_in()
        brought(desk, csv_file(tmp_path / "first.csv", [header, *rows[:15]]))
        later = rows[15:] if turn == 0 else rows[:14:-1]
        result = brought(desk, csv_file(tmp_path / "later.csv", [header, *later]))
        torn = {
            rows[15:][p.row - 2][3] if turn == 0 else later[p.row - 2][3] for p in result.problems if p.code == "E302"
        }
        clients = {frozenset(client["draft"].get("tags", ())) for client in canonical(desk)["clients"].values()}
        found.append((clients, torn))
        shop.close()
    assert found[0] == found[1]


def test_a_company_gets_no_first_name(desk: Desk, tmp_path: Path) -> None:
    brought(desk, csv_file(tmp_path / "one.csv", [("ФИО", "Телефон"), ("ООО «Ромашка»", "+74951110016")]))
    again = brought(desk, csv_file(tmp_path / "two.csv", [("ФИО", "Телефон"), ("Ромашка", "+74951110016")]))
    assert said(again.counts) == {"skipped": 1, "unchanged": 1}


def test_a_person_decides(desk: Desk, tmp_path: Path) -> None:
    """A torn row joins the client that a person names; a doubtful one is the same after all; a third is left out."""
    brought(desk, csv_file(tmp_path / "known.csv", KNOWN))
    rows = [
        HEADER,
        ("", "Разрывов Ян", "89161110018", "razryv@mail.ru", "", "", "", "Рига", ""),
        ("", "Волкова Дарья", "89161110005", "", "", "", "", "Псков", ""),
        ("", "Лишний Лука", "+79169990001", "", "", "", "", "", ""),
    ]
    check = checked(desk, planned(desk, csv_file(tmp_path / "second.csv", rows)))
    assert said(check.counts) == {"created": 2, "failed": 1}
    asked = [(pair.row, pair.certain) for pair in desk.importing.matches(check.batch)]
    assert asked == [(2, False), (3, False)], "the torn one and the doubtful one"
    ids = {row.name: row.id for row in desk.clients.rows(desk.clients.ids(ClientFilter(), ClientOrder()))}
    desk.importing.decide(check.batch, 2, RowAction.UPDATE, ids["Разрывов Ян"])
    desk.importing.decide(check.batch, 3, RowAction.UPDATE, ids["Волкова Ольга"], {"name": "base"})
    desk.importing.skip_row(check.batch, 4)
    with pytest.raises(Invalid):
        desk.importing.decide(check.batch, 3, RowAction.MERGE)
    assert said(desk.importing.apply(check.batch).counts) == {"updated": 2, "skipped": 1}
    clients = drafts(desk)
    assert (clients["Разрывов Ян"]["city"], clients["Волкова Ольга"]["city"]) == ("Рига", "Псков")
    assert "Лишний Лука" not in clients


PARTED = (("", "Пермь"), (" Ильич", ""), (" И.", "Омск"), ("", "Уфа"))


def test_a_person_parts_rows_that_were_put_together(desk: Desk, tmp_path: Path) -> None:
    """A row made a client of its own leaves its group; a first row left out hands its place to the next."""
    rows = [("ФИО", "Телефон", "Город"), *((f"Дубов Дан{tail}", "+79161234567", city) for tail, city in PARTED)]
    check = checked(desk, planned(desk, csv_file(tmp_path / "parted.csv", rows)))
    assert said(check.counts) == {"created": 1, "skipped": 3, "merged": 3}
    desk.importing.decide(check.batch, 4, RowAction.CREATE)
    desk.importing.skip_row(check.batch, 2)
    assert said(desk.importing.apply(check.batch).counts) == {"created": 2, "skipped": 2, "merged": 1}
    assert {(name, draft.get("city")) for name, draft in drafts(desk).items()} == {
        ("Дубов Дан Ильич", "Уфа"),
        ("Дубов Дан И.", "Омск"),
    }


def test_add_makes_a_card_of_every_row(desk: Desk, tmp_path: Path) -> None:
    rows = [("ФИО", "Телефон"), ("Дубов Дан", "+79161234567"), ("Дубов Денис", "+79161234567")]
    path = csv_file(tmp_path / "add.csv", rows)
    plan = planned(desk, path, on_duplicate=OnDuplicate.ADD)
    assert said(applied(desk, plan).counts) == said(applied(desk, plan).counts) == {"created": 2}


def test_a_second_code_of_a_client_is_not_lost(desk: Desk, tmp_path: Path) -> None:
    """The first one stays the client's; bringing the file in again adds nothing."""
    rows = [
        ("Код 1С", "ФИО", "Телефон", "Комментарий"),
        ("A1", "Иванов Иван", "+79261110001", ""),
        ("A2", "Иванов Иван", "+79261110001", "второй договор"),
        ("A1", "Иванов Иван", "+79261110001", ""),
    ]
    path = csv_file(tmp_path / "codes.csv", rows)
    assert said(brought(desk, path).counts) == {"created": 1, "skipped": 2, "merged": 2}
    (draft,) = drafts(desk).values()
    assert (draft["code"], draft["note"]) == ("A1", "второй договор\nКод 1С: A2")
    before = canonical(desk)
    brought(desk, path)
    assert differences(before, canonical(desk)) == []


def test_a_row_without_a_name_beside_several_people_comes_in_once(desk: Desk, tmp_path: Path) -> None:
    """Its e-mail is of two people and makes it neither of them; with it three have it, and it says nothing."""
    people = [("Ким Ян", "+79161112233", "kim@mail.ru"), ("Ли Анна", "", "kim@mail.ru"), ("", "", "kim@mail.ru")]
    path = csv_file(tmp_path / "people.csv", [("ФИО", "Телефон", "E-mail"), *people])
    result = brought(desk, path)
    assert (said(result.counts), result.codes["D403"]) == ({"created": 3}, 2)
    for _ in range(2):
        again = brought(desk, path)
        assert (again.counts.created, again.counts.skipped) == (0, 3)
        assert again.codes["D404"] >= 1
