"""Invented clients of a tea shop, for the gallery, the bench and the tests."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta

from ui import words
from ui.tokens import TIERS_LIGHT
from ui.widgets.avatar import initials
from ui.widgets.table import Cell, Column, Kind, Mark, Masked, Name
from ui.widgets.tiers import TierLook

LABELS = ("В базе", "Потенциальный", "Подписан", "Постоянный", "VIP", "Советует нас", "Спящий", "Потерян", "Не звонить")
LOOKS = [TierLook(key, label) for key, label in zip(TIERS_LIGHT, LABELS, strict=True)]
SURNAMES = [
    "Абрамов",
    "Белова",
    "Григорян",
    "Гусейнов",
    "Захарова",
    "Ковальчук",
    "Кузьмина",
    "Ли",
    "Михайлов",
    "Никитин",
    "Орлова",
    "Петросян",
    "Сафина",
    "Соболева",
    "Тихонова",
    "Фёдоров",
]
NAMES = [
    "Денис",
    "Ирина",
    "Лусине",
    "Тимур",
    "Полина",
    "Светлана",
    "Елена",
    "Виктория",
    "Олег",
    "Роман",
    "Наталья",
    "Армен",
    "Алия",
    "Дарья",
    "Мария",
    "Павел",
]


@dataclass(frozen=True, slots=True)
class Client:
    """One row."""

    id: int
    surname: str
    name: str
    tier: TierLook
    phone: str
    days: int | None
    interval: int | None
    average: int | None
    total: int | None
    back: float | None


def client(n: int) -> Client:
    """The n-th client; always the same one."""
    new = n % 8 == 4
    return Client(
        n,
        SURNAMES[n % 16],
        NAMES[n * 7 % 16 if n > 16 else n % 16],
        LOOKS[(7, 2, 3, 3, 1, 4, 0, 4, 6, 6, 5, 3, 1, 0, 2, 8)[n % 16]],
        f"+7 9{n * 37 % 90 + 10} ••• •• {n * 13 % 90 + 10}",
        None if new else (240, 12, 1, 3, 0, 9, 25, 4, 120, 101, 2, 16, 0, 5, 7, 53)[n % 16],
        None if new else n * 7 % 35 + 5,
        None if new else (n * 97 % 400 + 80) * 1000,
        None if new else (n * 971 % 2000 + 300) * 10000,
        None if new else (6, 64, 96, 95, 0, 91, 42, 98, 31, 38, 97, 78, 0, 55, 73, 44)[n % 16] / 100,
    )


def load(ids: Sequence[int]) -> list[Client]:
    """Rows by id, as a service would give them."""
    return [client(n) for n in ids]


def _name(row: Client) -> Name:
    marks = {6: (Mark("trending-down", "bad", "задерживается"),), 2: (Mark("cake", "warn", "скоро день рождения"),)}
    marks_here = marks.get(LOOKS.index(row.tier), ()) if row.id % 3 == 2 else ()
    return Name(f"{row.surname} {row.name}", initials(row.surname, row.name), marks_here)


def columns() -> list[Column[Client]]:
    """The columns of the client list in the pictures."""
    return [
        Column("name", "Клиент", Kind.NAME, _name, 264, priority=0, stretch=10, least=190),
        Column("tier", "Ступень", Kind.CHIP, lambda row: row.tier, 158, priority=1, stretch=2),
        Column("phone", "Телефон", Kind.MASKED, lambda row: Masked("контакты скрыты", can_show=False)
               if row.tier.palette == "dnd" else row.phone, 172, priority=2, stretch=3),
        Column("seen", "Был у нас", Kind.DATE, lambda row: Cell(None if row.days is None
               else words.today() - timedelta(days=row.days), tone="bad" if row.tier.palette == "sleeping" else "",
               empty="ещё не был"), 128, priority=3),
        Column("pace", "Ходит раз в", Kind.TEXT, lambda row: words.days(row.interval) if row.interval else None, 98,
               align="right", priority=7),
        Column("average", "Средний чек", Kind.MONEY, lambda row: row.average, 110, priority=6),
        Column("total", "Всего", Kind.MONEY_STRONG, lambda row: row.total, 112, priority=4),
        Column("back", "Вернётся", Kind.BAR, lambda row: Cell(row.back, empty="нет данных"), 132, priority=5,
               stretch=5),
    ]  # fmt: skip
