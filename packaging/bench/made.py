"""What the benchmarks measure on: spreadsheets and bases of any size, the same every time."""

from __future__ import annotations

import random
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from clientcrm.crm import Crm, Desk
from clientcrm.domain.settings import NewBase
from clientcrm.vault.device import FileDeviceStore

ROOT = Path(__file__).resolve().parent.parent.parent
PASSWORD = "скамейка-под-липой"
SHARED = ROOT.parent / "shared" / "data"
HEADERS = (
    *("Код", "ФИО", "Телефон", "E-mail", "Дата рождения", "Город", "Статус", "Скидка", "Источник", "Адрес"),
    *("Примечание", "Дата регистрации"),
)
_LAST = "Иванов Петров Сидоров Кузнецов Смирнов Попов Васильев Соколов Михайлов Новиков Фёдоров Морозов Волков".split()
_LAST += "Алексеев Лебедев Семёнов Егоров Павлов Козлов Степанов Николаев Орлов Андреев Макаров Никитин".split()
_FIRST = "Александр Дмитрий Максим Сергей Андрей Алексей Артём Илья Кирилл Михаил Никита Матвей Роман Егор".split()
_WOMEN = "Анастасия Мария Анна Виктория Екатерина Наталья Марина Полина София Дарья Алиса Ксения Юлия Елена".split()
_MIDDLE = "Александров Дмитриев Сергеев Андреев Алексеев Михайлов Николаев Петров Иванов Владимиров".split()
_CITIES = "Москва Тула Казань Самара Пермь Омск Уфа Тверь Рязань Калуга Саратов Курск Пенза Орёл".split()
_SYLLABLES = "ка ма ри та но ле ви ан ов ев ин са ти до ро му бе лу ко па зу ге шо че ля".split()
_TIERS = ("Постоянный", "VIP", "Потенциальный", "Подписан", "В базе", "")


def people(count: int, seed: int = 1) -> Iterator[list[Any]]:
    """Rows of a shop's list as shops write them: phones in eight spellings, gaps, two phones in a cell."""
    chance = random.Random(seed)
    for number in range(count):
        woman = chance.random() < 0.6
        last = chance.choice(_LAST) if chance.random() < 0.5 else _surname(chance)
        first = chance.choice(_WOMEN if woman else _FIRST)
        middle = chance.choice(_MIDDLE) + ("на" if woman else "ич")
        born = date(1955, 1, 1) + timedelta(days=chance.randrange(18_000))
        yield [
            f"К-{number:06d}" if chance.random() < 0.5 else "",
            f"{last}{'а' if woman else ''} {first} {middle if chance.random() < 0.8 else ''}".strip(),
            _phone(chance, number),
            f"{_latin(number)}@{chance.choice(('mail.ru', 'yandex.ru', 'gmail.com'))}" if chance.random() < 0.6 else "",
            born.strftime("%d.%m.%Y") if chance.random() < 0.7 else "",
            chance.choice(_CITIES),
            chance.choice(_TIERS),
            chance.choice(("", "5", "7%", "10")),
            chance.choice(("сайт", "вывеска", "друзья", "")),
            f"ул. {_surname(chance)}, {chance.randrange(1, 200)}" if chance.random() < 0.5 else "",
            f"любит {_surname(chance).lower()}" if chance.random() < 0.3 else "",
            (date(2022, 1, 1) + timedelta(days=chance.randrange(1500))).strftime("%d.%m.%Y"),
        ]


def workbook(path: Path, count: int) -> Path:
    """An xlsx of so many people."""
    import xlsxwriter

    book = xlsxwriter.Workbook(str(path), {"constant_memory": True})
    sheet = book.add_worksheet("Клиенты")
    sheet.write_row(0, 0, HEADERS)
    for number, row in enumerate(people(count), 1):
        for column, value in enumerate(row):
            if value != "":
                sheet.write_string(number, column, value)
    book.close()
    return path


def new_base(folder: Path) -> tuple[Crm, Desk]:
    """A base with the real key derivation, its device secret in a file."""
    crm = Crm(device=FileDeviceStore(folder.parent / "device"))
    return crm, crm.create(folder, NewBase("Чайный дом", "Марина", PASSWORD, "Магазин")).desk


def unpacked(name: str, folder: Path) -> Path | None:
    """A packed file of the shared data, unpacked; None where the data are not here."""
    import gzip
    import shutil

    source = SHARED / "analytics" / name
    if not source.exists():
        return None
    target = folder / name.removesuffix(".gz")
    with gzip.open(source) as packed, target.open("wb") as out:
        shutil.copyfileobj(packed, out)
    return target


def _surname(chance: random.Random) -> str:
    return "".join(chance.choice(_SYLLABLES) for _ in range(chance.randrange(2, 5))).capitalize() + "ов"


def _latin(number: int) -> str:
    return "".join("abcdefghij"[int(digit)] for digit in f"{number:07d}")


def _phone(chance: random.Random, number: int) -> str:
    if chance.random() < 0.08:
        return ""
    digits = f"9{chance.choice('0123')}{chance.randrange(10)}{number % 10_000_000:07d}"
    a, b, c, d = digits[:3], digits[3:6], digits[6:8], digits[8:]
    spellings = (
        *(f"+7{digits}", f"8{digits}", f"8 ({a}) {b}-{c}-{d}", f"+7 {a} {b}-{c}-{d}", f"8-{a}-{b}-{c}-{d}", digits),
        *(f"моб. 8 {a} {b} {c} {d}", f"8{digits}, 8 495 {b}-{c}-{d}"),
    )
    return chance.choice(spellings)
