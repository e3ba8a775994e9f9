"""The mess machine: one clean list spoiled in ways that people spoil lists; the import gives the clean list back."""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from clientcrm.crm import Desk
from clientcrm.domain.mapping.headers import normal_header
from clientcrm.domain.mapping.synonyms import LONE, client_synonyms
from tests.services.imported import applied, checked, csv_file, drafts, planned, said, workbook

LAST = ("Иванов", "Петров", "Сидоров", "Орлов", "Лебедев", "Козлов", "Новиков", "Фёдоров", "Зайцев", "Павлов", "Ёлкин")
FIRST = ("Иван", "Пётр", "Олег", "Сергей", "Андрей", "Илья")
MIDDLE = ("Иванович", "Петрович", "Олегович", "Сергеевич", "Ильич")
CITIES = ("Москва", "Нижний Новгород", "Тверь", "Ростов-на-Дону")


@dataclass(frozen=True)
class Person:
    """What the list says of one client."""

    last: str
    first: str
    middle: str
    phone: str
    email: str
    birthday: date
    city: str
    total: int
    discount: int
    tags: tuple[str, ...]
    note: str

    @property
    def name(self) -> str:
        return f"{self.last} {self.first} {self.middle}"


def people(chance: random.Random) -> list[Person]:
    names = [(last, chance.choice(FIRST), chance.choice(MIDDLE)) for last in LAST]
    return [
        Person(
            *name,
            phone=f"+7916{chance.randrange(10**7):07}",
            email=f"client{number}@{chance.choice(('mail.ru', 'gmail.com'))}",
            birthday=date(chance.randrange(1950, 2005), chance.randrange(1, 13), chance.randrange(1, 29)),
            city=chance.choice(CITIES),
            total=chance.randrange(100, 10**7),
            discount=chance.choice((300, 500, 1000)),
            tags=tuple(chance.sample(("опт", "чай", "кофе", "vip-зал"), chance.randrange(3))),
            note=chance.choice(("", "Звонить после 18", "нет домофона; код 12")),
        )
        for number, name in enumerate(names)
    ]


def seen(desk: Desk) -> list[Person]:
    """The clients of the base as the list would say them."""
    found = []
    for name, draft in drafts(desk).items():
        normal = {kind: value for kind, _, value, *_ in draft["contacts"]}
        parts = [draft["last_name"], draft["first_name"], draft["middle_name"]]
        assert name == " ".join(parts)
        found.append(
            Person(
                *parts,
                phone=normal["phone"],
                email=normal["email"],
                birthday=date(*draft["birthday"]),
                city=draft["city"],
                total=draft["opening"][0],
                discount=draft["discount"],
                tags=tuple(draft.get("tags", ())),
                note=draft.get("note", ""),
            )
        )
    return sorted(found, key=lambda person: person.name)


# ---------------------------------------------------------------- how people write it


def phone(number: str, chance: random.Random) -> str:
    code, a, b, c = number[2:5], number[5:8], number[8:10], number[10:]
    forms = [
        "+7 {} {}-{}-{}",
        "8({}){}-{}-{}",
        "8 {} {} {} {}",
        "7{}{}{}{}",
        "{}{}{}{}",
        "+7-{}-{}-{}-{}",
        "8{}{}{}{} (моб.)",
    ]
    return chance.choice([*forms, "тел. 8 {} {}{}{}", "\xa0+7 ({}) {} {} {}"]).format(code, a, b, c)


def money(minor: int, chance: random.Random) -> str:
    whole, rest = divmod(minor, 100)
    blank = chance.choice(("", " ", "\xa0", "\u202f"))
    return f"{whole:,}".replace(",", blank) + f",{rest:02}" + chance.choice(("", " ₽", " р.", " руб."))


def email(address: str, chance: random.Random) -> str:
    return chance.choice(("{}", "{} ", "mailto:{}", "<{}>", "{}.")).format(chance.choice((address, address.upper())))


def padded(text: str, chance: random.Random) -> str:
    return chance.choice(("{}", " {}", "{}\xa0", "{}\u200b")).format(text) if text else ""


def header(target: str, chance: random.Random) -> str:
    """Any of the headers known for a target, dressed up."""
    known = [word for word in client_synonyms()[target] if normal_header(word) not in LONE]
    return chance.choice(("{}", "{}:", " {} ", "{}*", "«{}»")).format(chance.choice(known))


def spoiled(clients: list[Person], chance: random.Random, *, text: bool) -> list[list[Any]]:
    """The list as a table: columns in any order under any of their names, rows among other rows."""
    spelling: Callable[[date], Any] = chance.choice(
        [
            *(lambda day, f=form: day.strftime(f) for form in ("%d.%m.%Y", "%d/%m/%Y", "%Y-%m-%d", "%d-%m-%Y")),
            lambda day: day,
        ]
    )
    if text and isinstance(spelling(date(2000, 1, 1)), date):
        spelling = date.isoformat
    as_numbers = not text and chance.random() < 0.5
    columns: dict[str, Callable[[Person], Any]] = {
        "phone": lambda person: int("7" + person.phone[2:]) if as_numbers else phone(person.phone, chance),
        "email": lambda person: email(person.email, chance),
        "birthday": lambda person: spelling(person.birthday),
        "city": lambda person: padded(person.city, chance),
        "total_spent": lambda person: person.total / 100 if as_numbers else money(person.total, chance),
        "discount": lambda person: (
            person.discount / 10_000 if as_numbers else f"{person.discount // 100}{chance.choice(('', '%', ' %'))}"
        ),
        "tags": lambda person: chance.choice((", ", ";", " | ")).join(person.tags),
        "comment": lambda person: person.note,
    }
    if chance.random() < 0.5:
        columns["full_name"] = lambda person: padded(person.name, chance)
    else:
        columns |= {
            "last_name": lambda person: padded(person.last, chance),
            "first_name": lambda person: person.first,
            "middle_name": lambda person: padded(person.middle, chance),
        }
    targets = chance.sample(list(columns), len(columns))
    titles = [header(target, chance) for target in targets]
    body: list[list[Any]] = [[columns[target](person) for target in targets] for person in clients]
    for _ in range(chance.randrange(3)):
        body.insert(chance.randrange(1, len(body)), chance.choice(([""] * len(titles), list(titles))))
    above: list[list[Any]] = [["Клиенты магазина «Чай»"], ["на 01.06.2026"], []][: chance.randrange(4)]
    below: list[list[Any]] = [[], ["Итого:", "", str(len(clients))]] if chance.random() < 0.5 else []
    return [*above, titles, *body, *below]


def grouped(path: Path, chance: random.Random) -> None:
    """A row of group names over the headers, each merged over two columns or three."""
    from openpyxl import load_workbook

    book = load_workbook(path)
    sheet = book["Лист1"]
    top = next(row[0].row for row in sheet.iter_rows() if sum(cell.value not in (None, "") for cell in row) > 3)
    sheet.insert_rows(top)
    column = 1
    while column < sheet.max_column:
        last = min(sheet.max_column, column + chance.choice((1, 2)))
        sheet.cell(top, column, f"{chance.choice(('Раздел', 'Данные', 'Блок'))} {column}")
        sheet.merge_cells(start_row=top, end_row=top, start_column=column, end_column=last)
        column = last + 1
    book.save(path)


def written(clients: list[Person], chance: random.Random, folder: Path) -> Path:
    """The spoiled list as a file of some kind."""
    if chance.random() < 0.5:
        sheets = {"Лист1": spoiled(clients, chance, text=False)}
        if chance.random() < 0.5:
            sheets = {"Справочник": [["Код", "Значение"], [1, "да"], [2, "нет"]], **sheets}
        path = workbook(folder / "list.xlsx", sheets)
        if chance.random() < 0.5:
            grouped(path, chance)
        return path
    encoding, delimiter = chance.choice(("utf-8", "utf-8-sig", "cp1251", "utf-16")), chance.choice(";\t,|")
    rows = spoiled(clients, chance, text=True)
    if encoding == "cp1251":  # which has no such blanks and signs
        rows = [[cell.translate({0x202F: " ", 0x200B: None, 0x20BD: "р"}) for cell in row] for row in rows]
    return csv_file(folder / "list.csv", rows, encoding, delimiter)


@pytest.mark.proves("F13")
@pytest.mark.parametrize("seed", range(8))
def test_a_spoiled_list_comes_in_as_it_was(desk: Desk, tmp_path: Path, seed: int) -> None:
    """And the same clients, written in quite another way, are known again and change nothing."""
    chance = random.Random(seed)
    clients = people(chance)
    plan = planned(desk, written(clients, chance, tmp_path))
    assert said(applied(desk, plan).counts) == {"created": len(clients)}, plan.columns
    assert seen(desk) == sorted(clients, key=lambda person: person.name)
    chance.shuffle(clients)
    again = checked(desk, planned(desk, written(clients, chance, tmp_path)))
    assert said(again.counts) == {"skipped": len(clients), "unchanged": len(clients)}, again.plan.columns
