"""The words of the timeline, of filters and of key figures."""

from __future__ import annotations

from datetime import UTC, date, datetime
from types import SimpleNamespace
from typing import cast
from zoneinfo import ZoneInfo

import pytest

from clientcrm.domain.clients import ClientFilter, ClientKind
from clientcrm.domain.sales import LineDraft, PurchaseRow, ReceiptKind, ReceiptStatus
from clientcrm.domain.timeline import EntryKind, TimelineEntry
from tests.ui.clients.screens import plain
from ui.clients.filters import PARTS, active, birthday_range, date_range, listed, title_of, without
from ui.clients.naming import letters_of
from ui.clients.story import goods_words, heading_of, told, when_words
from ui.clients.vocabulary import Vocabulary
from ui.context import Context

MOSCOW = ZoneInfo("Europe/Moscow")
NOW = datetime(2025, 5, 14, 12, 0, tzinfo=MOSCOW)  # a Wednesday


@pytest.mark.parametrize(
    ("day", "heading"),
    [
        (date(2025, 5, 14), "Эта неделя"),
        (date(2025, 5, 12), "Эта неделя"),
        (date(2025, 5, 11), "Ранее в этом месяце"),
        (date(2025, 4, 30), "Апрель"),
        (date(2024, 4, 30), "Апрель 2024"),
        (date(2025, 5, 20), "Впереди"),
    ],
)
def test_entries_stand_under_weeks_and_months(day: date, heading: str) -> None:
    assert heading_of(day, NOW.date()) == heading


@pytest.mark.parametrize(
    ("kind", "at", "timed", "said"),
    [
        (EntryKind.CALL, datetime(2025, 5, 14, 8, 20, tzinfo=UTC), True, "сегодня, 11:20"),
        (EntryKind.CALL, datetime(2025, 5, 13, 22, 30, tzinfo=UTC), True, "сегодня, 01:30"),
        (EntryKind.PURCHASE, datetime(2025, 5, 5, 14, 45, tzinfo=UTC), True, "5 мая, 17:45"),
        (EntryKind.PURCHASE, datetime(2025, 5, 5, 9, 0, tzinfo=UTC), False, "5 мая"),
        (EntryKind.PURCHASE, datetime(2025, 5, 13, 9, 0, tzinfo=UTC), False, "вчера"),
    ],
)
def test_moments_are_told_by_the_shops_clock(kind: EntryKind, at: datetime, timed: bool, said: str) -> None:
    entry = TimelineEntry(1, kind, at, "", detail={"timed": timed})
    assert plain(when_words(entry, MOSCOW, NOW)) == said


def _bought(*lines: LineDraft, comment: str = "") -> PurchaseRow:
    day = date(2025, 5, 5)
    return PurchaseRow(1, day, None, ReceiptKind.SALE, ReceiptStatus.DONE, "", 100, "", comment, lines)


@pytest.mark.parametrize(
    ("kind", "detail", "title", "body"),
    [
        (EntryKind.IMPORTED, {"file": "б.xlsx", "created": True}, "Карточка заведена из файла б.xlsx", ""),
        (EntryKind.IMPORTED, {"file": "б.xlsx", "fields": ["city"]}, "Загружено из файла б.xlsx", "город"),
        (
            *(EntryKind.IMPORTED, {"file": "б.xlsx", "fields": ["created_at", "opening"]}),
            *("Загружено из файла б.xlsx", "клиент с, суммы из списка"),
        ),
        (
            *(EntryKind.IMPORTED, {"file": "б.xlsx", "fields": [], "undone": True}),
            *("Загружено из файла б.xlsx (отменено)", ""),
        ),
        (EntryKind.EDITED, {"fields": ["tags"], "undone": True}, "Карточка изменена (отменено)", "метки"),
    ],
)
def test_what_an_import_or_a_change_of_many_did_is_told(
    kind: EntryKind, detail: dict[str, object], title: str, body: str
) -> None:
    known = Vocabulary(cast(Context, SimpleNamespace(shop=SimpleNamespace(time_zone=MOSCOW.key))))
    entry = TimelineEntry(-7, kind, datetime(2025, 5, 14, tzinfo=UTC), "Марина", detail={"batch": 7, **detail})
    ((_, (shown,)),) = told([entry], known, {}, NOW.date())
    assert (shown.title, shown.body) == (title, body)


def test_goods_are_named_and_the_rest_counted() -> None:
    assert goods_words(None) == ""
    assert goods_words(_bought(LineDraft("Чай"), LineDraft("Чашка", quantity=2000))) == "Чай, Чашка × 2"
    assert goods_words(_bought(LineDraft("Чай", quantity=250), comment="в подарок")) == "Чай × 0,25. в подарок"
    many = _bought(*(LineDraft(f"Товар {n}") for n in range(6)))
    assert goods_words(many) == "Товар 0, Товар 1, Товар 2, Товар 3 и ещё 2"


@pytest.mark.parametrize(
    ("name", "kind", "letters"),
    [
        ("Ковальчук Светлана", ClientKind.PERSON, "КС"),
        ("Ли", ClientKind.PERSON, "Л"),
        ("ООО «Ромашка»", ClientKind.COMPANY, "Р"),
        ("ИП Белов Олег", ClientKind.COMPANY, "БО"),
        ("Horns & Hooves Ltd", ClientKind.COMPANY, "HH"),
        ("", ClientKind.PERSON, ""),
        ("«»", ClientKind.PERSON, "«"),
    ],
)
def test_letters_of_an_avatar(name: str, kind: ClientKind, letters: str) -> None:
    assert letters_of(name, kind) == letters


def test_every_part_of_a_filter_has_a_name_and_can_be_taken_away() -> None:
    filled = ClientFilter(
        tiers=(1,),
        tags=("Опт",),
        created_from=date(2025, 1, 1),
        total_to=100,
        birthday_from=(5, 1),
        birthday_to=(5, 31),
        has=("phone",),
        has_not=("email",),
    )
    assert active(filled) == ["tier", "tags", "created", "total", "birthday", "has", "has_not"]
    assert active(without(filled, *active(filled))) == []
    assert all(title_of(key) for key in PARTS)


def test_values_of_a_filter_in_words() -> None:
    assert listed(["Марина", "Илья"]) == "Марина, Илья"
    assert listed(["Марина", "Илья", "Анна"]) == "Марина и ещё 2"
    assert date_range(date(2025, 5, 1), None) == "с 1 мая 2025"
    assert date_range(None, date(2025, 5, 1)) == "по 1 мая 2025"
    assert plain(birthday_range((2, 29), (3, 6))) == "29 фев – 6 мар"
