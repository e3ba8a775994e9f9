"""What cells become on their way from a file into the base (EXCEL.md 5.6, 5.7): a messy list, looked at by the cell."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from clientcrm.crm import Desk
from clientcrm.domain.imports import ImportResult, OnDuplicate
from tests.services.imported import DATA, brought, csv_file, drafts, planned, points, workbook
from tests.support import Shop

HEADER = (
    *("ФИО", "Телефон", "E-mail", "Дата рождения", "Дата регистрации", "Сумма покупок", "Скидка", "ИНН", "Теги"),
    *("Согласие", "Комментарий", "Индекс", "Telegram", "Сайт", "Город", "Любимый сорт"),
)
ROWS: list[dict[str, str]] = [
    {"ФИО": "Два телефона", "Телефон": "8 (926) 123-45-67, доб 12; +7 495 123-45-67/68"},
    {"ФИО": "Подпись", "Телефон": "тел: 89261234568 Иван после 18"},
    {"ФИО": "Ближний", "Телефон": "375291234567"},
    {"ФИО": "Похожие буквы", "Телефон": "8 926 l23 45 О9"},
    {"ФИО": "Мало цифр", "Телефон": "8926123456"},
    {"ФИО": "Excel съел", "Телефон": "7,92612E+10"},
    {"ФИО": "Казахстан", "Телефон": "8 701 123 45 67"},
    {"ФИО": "Общая линия", "Телефон": "8-800-555-35-35"},
    {"Телефон": "+7 (495) 111-22-33 (моб)"},
    {"E-mail": "anna собака mail.ru"},
    {"ФИО": "Почта в скобках", "E-mail": "Пётр <P.Petrov@Mail.RU>, mailto:second@mail.ru."},
    {"ФИО": "Не почта", "E-mail": "a@b"},
    {"ФИО": "Опечатка в домене", "E-mail": "x@gmial.com"},
    {"ФИО": "Русский домен", "E-mail": "анна@почта.рф"},
    {"ФИО": "День с годом", "Дата рождения": "05.03.1985", "Дата регистрации": "10.01.2024 10:30"},
    {"ФИО": "День словами", "Дата рождения": "5 мая 1980", "Дата регистрации": "44927"},
    {"ФИО": "Без года", "Дата рождения": "29.02"},
    {"ФИО": "Только год", "Дата рождения": "1985"},
    {"ФИО": "Две цифры", "Дата рождения": "01.02.03"},
    {"ФИО": "Две цифры давно", "Дата рождения": "01.02.55"},
    {"ФИО": "Нет такого дня", "Дата рождения": "31.02.1990"},
    {"ФИО": "Из будущего", "Дата рождения": "01.01.2099"},
    {"ФИО": "Пустая дата", "Дата рождения": "00.00.0000"},
    {"ФИО": "Рубли", "Сумма покупок": "1 234,56 ₽"},
    {"ФИО": "Тонкий пробел", "Сумма покупок": "12\u202f345 р."},
    {"ФИО": "В скобках", "Сумма покупок": "(500)"},
    {"ФИО": "Чужая валюта", "Сумма покупок": "100 $"},
    {"ФИО": "Чужие буквы", "Город": "РњРѕСЃРєРІР°"},
    {"ФИО": "Слово вместо денег", "Сумма покупок": "много"},
    {"ФИО": "Слишком много", "Сумма покупок": "1 234 567 890 123 456"},
    {"ФИО": "Скидка числом", "Скидка": "15"},
    {"ФИО": "Скидка знаком", "Скидка": "7,5 %"},
    {"ФИО": "Скидка больше всего", "Скидка": "150"},
    {"ФИО": "ООО «Ромашка»", "ИНН": "7707083893"},
    {"ФИО": "ИП Нулёв", "ИНН": "500100732259"},
    {"ФИО": "ООО Ошибка", "ИНН": "7707083894"},
    {"ФИО": "Метки", "Теги": "vip, Чай; чай | опт"},
    {"ФИО": "Согласна", "Согласие": "да"},
    {"ФИО": "Против", "Согласие": "-"},
    {"ФИО": "Не ответил", "Согласие": "может быть"},
    {"ФИО": "Комментарий нет", "Комментарий": "нет"},
    {"ФИО": "Шесть цифр", "Индекс": "101000"},
    {"ФИО": "Пять цифр", "Индекс": "12345"},
    {"ФИО": "Ник", "Telegram": "@Anna_K"},
    {"ФИО": "Ссылка на ник", "Telegram": "https://t.me/roma"},
    {"ФИО": "Адрес сайта", "Сайт": "WWW.Romashka.ru/чай"},
    {"ФИО": "Своё поле", "Любимый сорт": "=ДА ХУН ПАО"},
    {"ФИО": "  Лишние \u00a0 пробелы\u200b ", "Город": " Нижний   Новгород "},
    {"ФИО": "Прочерк", "Город": "—", "Телефон": "не указан", "E-mail": "н/д", "Теги": "-"},
    {"ФИО": "Длинный " + "я" * 400},
    {"Город": "Тверь"},
]
NAMELESS = {"+74951112233": "+7 (495) 111-22-33 (моб)", "anna@mail.ru": "anna собака mail.ru"}


@pytest.fixture(scope="module")
def found(
    template: Callable[[Path], Shop], tmp_path_factory: pytest.TempPathFactory
) -> Iterator[tuple[dict[str, dict[str, Any]], ImportResult]]:
    """What the base says after the messy list came in, and what the import said."""
    folder = tmp_path_factory.mktemp("values")
    rows = [HEADER, *([row.get(title, "") for title in HEADER] for row in ROWS)]
    shop = template(folder / "base")
    desk = shop.sign_in()
    result = brought(desk, csv_file(folder / "mess.csv", rows))
    yield drafts(desk), result
    shop.close()


@pytest.fixture(scope="module")
def clients(found: tuple[dict[str, dict[str, Any]], ImportResult]) -> dict[str, dict[str, Any]]:
    return found[0]


@pytest.fixture(scope="module")
def codes(found: tuple[dict[str, dict[str, Any]], ImportResult]) -> dict[str, set[str]]:
    """What was noticed about each client, but for what these cells do not decide."""
    words = {number: " ".join(next(iter(row.values())).split()) for number, row in enumerate(ROWS, 2)}
    said: dict[str, set[str]] = {word: set() for word in words.values()}
    for problem in found[1].problems:
        if problem.code not in ("W261", "D403"):
            said[words[problem.row]].add(problem.code)
    return said | {name: said[word] for name, word in NAMELESS.items()}


@pytest.mark.proves("N08")
@pytest.mark.proves("F13")
def test_no_row_is_lost(found: tuple[dict[str, dict[str, Any]], ImportResult]) -> None:
    counts = found[1].counts
    assert (counts.rows, counts.created, counts.failed) == (len(ROWS), len(ROWS) - 1, 1)
    assert [(p.row, p.code) for p in found[1].problems if p.is_error] == [(len(ROWS) + 1, "E301")]


@pytest.mark.parametrize(
    ("name", "phones", "code"),
    [
        (
            "Два телефона",
            [("+79261234567", "12", "", "ok"), ("+74951234567", "", "", "ok"), ("+74951234568", "", "", "ok")],
            "",
        ),
        ("Подпись", [("+79261234568", "", "Иван после 18", "ok")], ""),
        ("Ближний", [("+375291234567", "", "", "fixed")], "W212"),
        ("Похожие буквы", [("+79261234509", "", "", "fixed")], "W212"),
        ("Мало цифр", [("8926123456", "", "", "bad")], "W210"),
        ("Excel съел", [("7,92612E+10", "", "", "lossy")], "W231"),
        ("Казахстан", [("+77011234567", "", "", "ok")], ""),
        ("Общая линия", [("+78005553535", "", "", "ok")], ""),
        ("+74951112233", [("+74951112233", "", "моб.", "ok")], "W260"),
        ("Прочерк", [], ""),
    ],
)
def test_phones(
    clients: dict[str, Any], codes: dict[str, set[str]], name: str, phones: list[tuple[str, ...]], code: str
) -> None:
    assert points(clients[name], "phone") == phones
    assert codes[name] == {code} - {""}


@pytest.mark.parametrize(
    ("name", "emails", "note", "code"),
    [
        ("anna@mail.ru", ["anna@mail.ru"], "", "W221"),
        ("Почта в скобках", ["p.petrov@mail.ru", "second@mail.ru"], "", ""),
        ("Не почта", [], "a@b", "W220"),
        ("Опечатка в домене", ["x@gmial.com"], "", "W222"),
        ("Русский домен", ["анна@почта.рф"], "", ""),
    ],
)
def test_emails(
    clients: dict[str, Any], codes: dict[str, set[str]], name: str, emails: list[str], note: str, code: str
) -> None:
    assert [point[0] for point in points(clients[name], "email")] == emails
    assert clients[name].get("note", "") == note
    assert codes[name] - {"W260"} == {code} - {""}


@pytest.mark.parametrize(
    ("name", "field", "value", "code"),
    [
        ("День с годом", "birthday", [1985, 3, 5], ""),
        ("День с годом", "created_at", "2024-01-10 07:30:00+00:00", ""),
        ("День словами", "birthday", [1980, 5, 5], "I242"),
        ("День словами", "created_at", "2022-12-31 21:00:00+00:00", "I242"),
        ("Без года", "birthday", [None, 2, 29], ""),
        ("Только год", "birthday", [1985, None, None], ""),
        ("Две цифры", "birthday", [2003, 2, 1], ""),
        ("Две цифры давно", "birthday", [1955, 2, 1], ""),
        ("Нет такого дня", "birthday", None, "W240"),
        ("Из будущего", "birthday", None, "W243"),
        ("Пустая дата", "birthday", None, ""),
        ("Рубли", "opening", [123456, None, None, None, "mess.csv"], ""),
        ("Тонкий пробел", "opening", [1234500, None, None, None, "mess.csv"], ""),
        ("В скобках", "opening", [-50000, None, None, None, "mess.csv"], ""),
        ("Чужая валюта", "opening", [10000, None, None, None, "mess.csv"], "W252"),
        ("Чужие буквы", "city", "РњРѕСЃРєРІР°", "W230"),
        ("Слово вместо денег", "opening", None, "W251"),
        ("Слово вместо денег", "note", "много", "W251"),
        ("Слишком много", "opening", None, "W250"),
        ("Скидка числом", "discount", 1500, ""),
        ("Скидка знаком", "discount", 750, ""),
        ("Скидка больше всего", "discount", None, "W250"),
        ("ООО «Ромашка»", "inn", "7707083893", ""),
        ("ООО «Ромашка»", "kind", "company", ""),
        ("ИП Нулёв", "inn", "500100732259", ""),
        ("ООО Ошибка", "inn", "7707083894", "W270"),
        ("Метки", "tags", ["vip", "Чай", "опт"], ""),
        ("Согласна", "consent", True, ""),
        ("Против", "consent", False, ""),
        ("Не ответил", "consent", None, "W254"),
        ("Комментарий нет", "note", "нет", ""),
        ("Шесть цифр", "postcode", "101000", ""),
        ("Пять цифр", "postcode", "012345", "I271"),
        ("Своё поле", "own", {"Любимый сорт": "=ДА ХУН ПАО"}, ""),
        ("Лишние пробелы", "city", "Нижний Новгород", ""),
        ("Прочерк", "city", None, ""),
        ("Прочерк", "tags", None, ""),
    ],
)
def test_fields(
    clients: dict[str, Any], codes: dict[str, set[str]], name: str, field: str, value: object, code: str
) -> None:
    assert clients[name].get(field) == value
    assert codes.get(name, set()) == {code} - {""}


def test_links(clients: dict[str, Any]) -> None:
    found = [points(clients[name], kind)[0][0] for name, kind in (("Ник", "telegram"), ("Ссылка на ник", "telegram"))]
    assert found == ["@Anna_K", "@roma"]
    assert points(clients["Адрес сайта"], "website")[0][0].casefold().endswith("romashka.ru/чай")


def test_a_value_too_long_is_cut_and_kept_whole_in_the_comment(clients: dict[str, Any]) -> None:
    cut = next(draft for name, draft in clients.items() if name.startswith("Длинный"))
    assert len(cut["name"]) == 300
    assert cut["note"] == ROWS[-2]["ФИО"]


@pytest.mark.proves("N08")
@pytest.mark.proves("F13")
def test_golden_phone_cells(template: Callable[[Path], Shop], tmp_path: Path) -> None:
    """Every cell of the golden list comes out of a workbook, text and number alike, as the numbers that it should."""
    cases = [case for case in json.loads((DATA / "golden_phones.json").read_text("utf-8")) if case["region"] == "RU"]
    rows = [("ФИО", "Телефон"), *((f"Гость {place}", case["input"]) for place, case in enumerate(cases))]
    shop = template(tmp_path / "base")
    desk = shop.sign_in()
    brought(desk, workbook(tmp_path / "golden.xlsx", {"Телефоны": rows}), on_duplicate=OnDuplicate.ADD)
    clients = drafts(desk)
    for place, case in enumerate(cases):
        wanted = [(phone["e164"], phone["ext"] or "", phone["status"]) for phone in case["phones"]]
        got = [
            (normal or None, ext, status)
            for kind, _, normal, ext, _, status, *_ in clients[f"Гость {place}"]["contacts"]
            if kind == "phone"
        ]
        assert got == wanted, case["input"]
    shop.close()


def test_the_column_tells_the_order_of_days_and_the_decimal_mark(desk: Desk, tmp_path: Path) -> None:
    """An American column of days, and money with English marks."""
    rows = [
        ("ФИО", "Дата рождения", "Сумма покупок"),
        ("Анна Первая", "12/31/1985", "1,234.50"),
        ("Борис Второй", "01/02/1990", "1,234"),
        ("Вера Третья", "03/04/1991", "12,345.00"),
    ]
    brought(desk, csv_file(tmp_path / "us.csv", rows))
    clients = drafts(desk)
    assert [clients[row[0]]["birthday"] for row in rows[1:]] == [[1985, 12, 31], [1990, 1, 2], [1991, 3, 4]]
    assert [clients[row[0]]["opening"][0] for row in rows[1:]] == [123450, 123400, 1234500]


def test_a_column_that_mixes_the_orders_is_asked_about(desk: Desk, tmp_path: Path) -> None:
    days = ("31/12/2024", "12/31/2024", "01/02/2024")
    rows = [("ФИО", "Последняя покупка"), *zip(("Анна", "Борис", "Вера"), days, strict=True)]
    result = brought(desk, csv_file(tmp_path / "mixed.csv", rows))
    assert result.codes["W241"] == 3
    assert [drafts(desk)[name]["opening"] is None for name in ("Анна", "Борис", "Вера")] == [False, False, True]


@pytest.mark.parametrize(("region", "month_and_day"), [("RU", [4, 3]), ("US", [3, 4]), ("GB", [4, 3])])
def test_a_date_that_nothing_explains_is_read_as_it_is_usual_there(
    desk: Desk, tmp_path: Path, region: str, month_and_day: list[int]
) -> None:
    rows = [("ФИО", "Дата рождения"), ("Анна", "03/04/1985"), ("Борис", "05/06/1990")]
    brought(desk, csv_file(tmp_path / "days.csv", rows), region=region)
    assert drafts(desk)["Анна"]["birthday"] == [1985, *month_and_day]


def test_sums_that_may_be_thousands_or_fractions_are_asked_about(desk: Desk, tmp_path: Path) -> None:
    rows = [("ФИО", "Сумма покупок"), ("Анна", "1,234"), ("Борис", "2,500")]
    plan = planned(desk, csv_file(tmp_path / "sums.csv", rows))
    assert "W253" in plan.warnings
    told = desk.importing.replan(replace(plan, options=replace(plan.options, decimal=",")))
    assert "W253" not in told.warnings
    clear = [*rows, ("Вера", "12,50")]
    assert "W253" not in planned(desk, csv_file(tmp_path / "clear.csv", clear)).warnings


@pytest.mark.parametrize(
    ("header", "consents"),
    [
        ("Согласие", [True, False]),
        ("unsubscribed", [False, None]),
        ("Отказ от рассылки", [False, None]),
        ("Email Opt Out", [False, None]),
        ("Не подписан на рассылку", [False, None]),
        ("Согласие не отозвано", [True, False]),
    ],
)
def test_a_heading_that_denies_turns_yes_into_no(
    desk: Desk, tmp_path: Path, header: str, consents: list[bool | None]
) -> None:
    """Whoever unsubscribed has not consented; that somebody did not unsubscribe is no consent either."""
    brought(desk, csv_file(tmp_path / "list.csv", [("ФИО", header), ("Анна", "да"), ("Борис", "нет")]))
    assert [drafts(desk)[name].get("consent") for name in ("Анна", "Борис")] == consents


def test_a_word_that_no_field_takes_is_told_and_kept(desk: Desk, tmp_path: Path) -> None:
    """Neither yes nor no, a discount in words, a tag that is a whole sentence."""
    long = "очень длинная метка " * 6
    rows = [("ФИО", "Согласие", "Скидка", "Теги"), ("Анна", "с 01.02.2024", "до 10 %", f"опт; {long}")]
    result = brought(desk, csv_file(tmp_path / "list.csv", rows))
    (draft,) = drafts(desk).values()
    assert {"W254", "W251", "W280"} <= result.codes.keys()
    assert draft["note"].split("\n") == ["Согласие: с 01.02.2024", "Скидка: до 10 %", long.strip()]
    assert draft["tags"] == ["опт", long[:80].strip()]


def test_tags_beside_quotes_are_all_there(desk: Desk, tmp_path: Path) -> None:
    rows = [("ФИО", "Теги"), ("Анна", '"чай, кофе", опт\n"новый"'), ("Борис", 'экран 24"; опт')]
    brought(desk, csv_file(tmp_path / "list.csv", rows))
    assert drafts(desk)["Анна"]["tags"] == ["чай, кофе", "опт", "новый"]
    assert drafts(desk)["Борис"]["tags"] == ['экран 24"', "опт"]


def misread(text: str, encoding: str) -> str:
    """UTF-8 read as something else: bytes that it has no letter for stay control characters, as programs leave them."""
    return "".join(bytes([byte]).decode(encoding, "ignore") or chr(byte) for byte in text.encode())


@pytest.mark.parametrize("encoding", ["latin-1", "cp1252", "cp1251"])
@pytest.mark.parametrize("mend", [False, True])
def test_letters_of_a_wrong_encoding_are_seen_before_they_are_cleaned(
    desk: Desk, tmp_path: Path, encoding: str, mend: bool
) -> None:
    """Half the letters of such text are control characters and blanks, which no field keeps."""
    said = ["Сидорова Нина", "Санкт-Петербург", "Любит чай «Ассам»", "Янтарь"]
    row = [misread(text, encoding) for text in said]
    path = workbook(tmp_path / "list.xlsx", {"Л": [["ФИО", "Город", "Комментарий", "Камень"], row]})
    result = brought(desk, path, fix_encoding=mend)
    assert [p.proposal for p in result.problems if p.code == "W230"] == said
    (draft,) = drafts(desk).values()
    found = [draft["name"], draft["city"], draft["note"], draft["own"]["Камень"]]
    assert (found == said) is mend


@pytest.mark.parametrize("cell", ["500,-", "500.—", "500,–", "500=", "500,- руб.", "-500"])
def test_a_sum_without_kopecks_is_no_debt(desk: Desk, tmp_path: Path, cell: str) -> None:
    brought(desk, csv_file(tmp_path / "list.csv", [("ФИО", "Сумма покупок"), ("Анна", cell)]))
    assert drafts(desk)["Анна"]["opening"][0] == (-50_000 if cell == "-500" else 50_000)


def test_persons_and_companies_under_one_heading_are_told_apart(desk: Desk, tmp_path: Path) -> None:
    """1C lists both as counterparties."""
    names = {
        "Иванов Иван Иванович": "person",
        "ИП Иванов Иван Иванович": "company",
        "Торговый дом Петрович": "company",
        "Ромашка": "company",
    }
    rows = [(name, f"8916123000{place}") for place, name in enumerate(names)]
    brought(desk, csv_file(tmp_path / "list.csv", [("Контрагент", "Телефон"), *rows]))
    found = drafts(desk)
    assert {name: found[name].get("kind", "person") for name in names} == names
    assert found["Иванов Иван Иванович"]["middle_name"] == "Иванович"
