"""Columns as targets: every known header, headers of other things, values that object, kinds of sheets."""

from __future__ import annotations

import json
import random
import string
from datetime import date, datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clientcrm.domain.mapping.columns import map_columns, missing_target, sheet_kind, sheet_score
from clientcrm.domain.mapping.headers import normal_header
from clientcrm.domain.mapping.scoring import header_candidates
from clientcrm.domain.mapping.synonyms import client_synonyms, purchase_synonyms

CLIENT_HEADERS = [(target, header) for target, headers in client_synonyms().items() for header in headers]
LONE = {"дата", "сумма", "статус", "status", "amount"}

# Headers of passports, goods, rooms, documents and the like: none of them is surely a column of a client list.
OTHER_HEADERS = """
Серия паспорта; Номер паспорта; Паспорт; Кем выдан; Дата выдачи; Дата выдачи паспорта; Код подразделения;
Орган, выдавший документ; Дата окончания срока действия; Место рождения; СНИЛС; Номер полиса; Полис ОМС; Серия и номер;
Номер договора; Дата договора; Договор; Предмет договора; Сумма договора; Срок договора; Номер счета; Расчетный счет;
Корр. счет; БИК; Банк; Лицевой счет; Номер заказа; Дата заказа; Состав заказа; Статус заказа; Номер накладной;
Название товара; Наименование товара; Наименование продукции; Код товара; Артикул; Артикул товара; Штрихкод;
Категория товара; Группа товаров; Единица измерения; Цена; Цена за единицу; Количество; Количество на складе; Остаток;
Себестоимость; Наценка; НДС; Ставка НДС; Вес; Объем; Габариты; Ширина; Высота; Длина; Цвет; Размер; Материал;
Тип материала; Поставка; Срок поставки; Минимальная цена для агента; Номер цеха производства; Номер цеха; Цех;
Количество человек для производства; Номер дома; Дом; Корпус; Квартира; Номер квартиры; Подъезд; Этаж; Домофон;
Кадастровый номер; Площадь; Номер кабинета; Кабинет; Расписание; Табельный номер; Оклад; Премия; Стаж; Образование;
Номер приказа; Дата приема; Дата увольнения; Отпуск; Больничный; Госномер; VIN; Марка автомобиля; Модель; Год выпуска;
Пробег; Номер двигателя; Лицензия; Номер лицензии; Дата окончания лицензии; Услуга; Наименование услуги; Код услуги;
Тип услуги; Длительность; Начало; Окончание; Время начала; Дата окончания; Ширина канала; Адрес VLAN От;
Логотип агента; Приоритет; Столбец1; Курс; Группа крови; Диагноз; Анализ; Рецепт; Доза; Порода; Кличка; Вид животного;
Класс; Предмет; Оценка; Учитель; Пропуски; Температура; Давление; Координаты; Широта; Долгота; Имя файла; Путь к файлу;
Product; Product name; SKU; Stock; Price; Unit price; Quantity; Weight; Pieces; Material cost; Order number;
Invoice number; Invoice date; Passport number; License plate; Serial number; File name; Has kids; Date of death; Age;
Warehouse; Shipment; Tracking number; Year; Reporting period; New dwellings; All admissions; Contract number;
Height; Width; Depth; Latitude; Longitude; Expiry date; Batch; Supplier price; Tax rate; Total tax; Currency
"""
OTHERS = [header.strip() for header in OTHER_HEADERS.replace("\n", " ").split(";")]


def test_there_are_44_targets_and_636_headers() -> None:
    assert len(client_synonyms()) == 44
    assert len(CLIENT_HEADERS) == 636
    ours = Path(__file__).parents[3] / "clientcrm" / "domain" / "mapping" / "header_synonyms.json"
    assert json.loads(ours.read_text("utf-8")) == client_synonyms()


@pytest.mark.parametrize("target", client_synonyms())
def test_each_header_of_a_client_list_is_known_however_it_is_written(target: str) -> None:
    chance = random.Random(target)
    for header in client_synonyms()[target]:
        for _ in range(6):
            written = distorted(header, chance)
            found = header_candidates(written, "clients")
            assert found[0].target == target, written
            assert found[0].score == (0.7 if normal_header(header) in LONE else 1.0), written


OWNERS = "клиента контрагента партнера агента покупателя заказчика сотрудника гостя пациента ученика".split()


# «Карта клиента», «Номер клиента» are names of their own.
OWN_MEANING = {normal_header(header): target for target, header in CLIENT_HEADERS}


@pytest.mark.parametrize("target", client_synonyms())
def test_an_owner_behind_a_russian_header_changes_nothing(target: str) -> None:
    chance = random.Random(target)
    for header in client_synonyms()[target]:
        if header.isascii() or any(owner in header.lower() for owner in OWNERS):
            continue
        for owner in OWNERS:
            written = f"{distorted(header, chance)} {owner}"
            found = header_candidates(written, "clients")
            assert found[0].target in (target, OWN_MEANING.get(normal_header(f"{header} {owner}"))), written
            assert found[0].score >= 0.9, written


@pytest.mark.parametrize("target", purchase_synonyms())
def test_each_header_of_a_purchase_list_is_known(target: str) -> None:
    chance = random.Random(target)
    for header in purchase_synonyms()[target]:
        for _ in range(4):
            written = distorted(header, chance)
            found = header_candidates(written, "purchases")
            assert (found[0].target, found[0].score) == (target, 1.0), written


def distorted(header: str, chance: random.Random) -> str:
    """Another case, blanks and marks that people leave in headers; nothing that changes the words."""
    case = chance.choice([str.upper, str.lower, str.title, str, odd_case(chance)])
    text = case(header)
    if text.casefold() != header.casefold():  # title case of "E-mail 1" and the like is not the question
        text = header
    if chance.random() < 0.3:
        text = text.replace("е", "ё", 1)
    if chance.random() < 0.5:
        text = text.replace(" ", chance.choice(["  ", "\n", "\xa0", "_", " "]))
    return chance.choice(["", " ", "«", "*", "\t"]) + text + chance.choice(["", ":", "*", " ", "?", "*:", "»", " \n"])


def odd_case(chance: random.Random):  # type: ignore[no-untyped-def]
    return lambda text: "".join(chance.choice([char.upper(), char.lower()]) for char in text)


def test_a_list_of_other_headers_is_long_enough() -> None:
    assert len(set(OTHERS)) >= 150


def test_headers_of_other_things_are_never_sure() -> None:
    found = {header: header_candidates(header, "clients")[:1] for header in OTHERS}
    sure = {header: best for header, best in found.items() if best and best[0].score >= 0.9}
    assert sure == {}


@pytest.mark.parametrize(
    ("header", "target", "score", "reason"),
    [
        ("Код 1С", "external_id", 1.0, "synonym"),
        ("Код 1C", "external_id", 1.0, "synonym"),  # a Latin C
        ("Дата", "created_at", 0.7, "lone"),
        ("Сумма", "total_spent", 0.7, "lone"),
        ("Статус", "tier", 0.7, "lone"),
        ("Телефон сотрудника", "phone", 0.95, "owner"),
        ("Телефон 3", "phone2", 0.9, "numbered"),
        ("Телефон 1", "phone", 0.9, "numbered"),
        ("E-mail (3)", "email2", 0.9, "numbered"),
        ("Телефон мобильный", "phone", 0.9, "order"),
        ("Откуда узнали об услугах*:", "source", 0.7, "phrase"),
        ("Последний телефон", "phone", 0.7, "phrase"),
        ("Телефон заказчика доставки", "phone", 0.7, "phrase"),
        ("Домашний номер телефона", "phone", 0.7, "phrase"),
        ("Комментарий к заказу", "comment", 0.7, "phrase"),
        ("Датарождения", "birthday", 0.6, "similar"),
        ("Дата рожденья", "birthday", 0.6, "similar"),
        ("Комментарй", "comment", 0.6, "similar"),
        ("customerEmailAddress", "email", 0.7, "phrase"),
    ],
)
def test_scores(header: str, target: str, score: float, reason: str) -> None:
    found = header_candidates(header, "clients")[0]
    assert (found.target, found.score, found.reason) == (target, score, reason)


@pytest.mark.parametrize(
    "header",
    [
        *("", "***", "Столбец F", "Номер паспорта", "Дата выдачи", "Название товара"),
        # Words that say too little alone say nothing of a client in a longer heading.
        *("Сумма долга", "Дата свадьбы", "Статус доставки", "Дата 2", "Amount due"),
    ],
)
def test_no_target_at_all(header: str) -> None:
    assert header_candidates(header, "clients") == ()


@given(st.text(alphabet=string.ascii_letters + "абвгдежзийклмнопрстуфхцчшщыьэюя №.,()", max_size=30))
def test_any_header_has_an_answer(header: str) -> None:
    for kind in ("clients", "purchases"):
        for candidate in header_candidates(header, kind):  # type: ignore[arg-type]
            assert 0.6 <= candidate.score <= 1.0


# ---------------------------------------------------------------- columns together


def targets(headers: list[str], columns: list[list[object]], **more: object) -> list[tuple[str | None, float]]:
    mapping = map_columns(headers, columns, **more)  # type: ignore[arg-type]
    return [(column.target, column.score) for column in mapping.columns]


@pytest.mark.parametrize(
    ("header", "values", "target", "score"),
    [
        ("Телефон", ["89261234567", "123", "да", "нет телефона"], "phone", 0.5),
        ("Телефон", ["89261234567", "8 903 123-45-67", "нет телефона"], "phone", 1.0),
        ("Номер", [1.0, 2.0, 3.0, 4.0], "row_no", 0.9),
        ("E-mail", ["звонить", "писать", "ivan@mail.ru"], "email", 0.5),
        ("Дата рождения", ["Москва", "Курск", "01.01.1980"], "birthday", 0.5),
        ("Дата рождения", [44927.0, 30000.0, 31000.0], "birthday", 1.0),
        ("Дата рождения", ["05.12", "1985", "5 мая"], "birthday", 1.0),
        ("Дата заявки", ["текущая"] * 6, "created_at", 0.5),
        ("Индекс", [1.0, 2.0, 3.0], "row_no", 0.9),
        ("Индекс", [101000.0, "75008", "SW1A 1AA"], "postcode", 1.0),
        ("Индекс", [17.5, 20.1, 23.2], "postcode", 0.5),
        ("ИНН", [1692286718.0, 105018502.0, 500100732259], "inn", 1.0),
        ("ИНН", [12.0, 13.0, 15.0], "inn", 0.5),
        ("Клиент", [29.0, 38.0, 18.0], "external_id", 0.9),
        ("Имя", ["Иванова Анна", "Петров Пётр", "Ли Ан"], "full_name", 0.9),
        ("Имя", ["Анна", "Пётр", "Ан"], "first_name", 1.0),
        ("Категория", [f"строка {i}" for i in range(60)], "tier", 0.5),
        ("Тип клиента", ["Юр. лицо", "Физ. лицо", "Физ. лицо"], "kind", 0.9),
        ("Тип контрагента", ["Юр лицо", "Физ лицо", "Юр лицо"], "kind", 1.0),
        ("Тип агента", ["МКК", "ОАО", "ЗАО"], None, 0.0),
        ("Пол", ["паркет", "ламинат", "плитка"], "gender", 0.5),
        ("Пол", [1.0, 2.0, 2.0], "gender", 1.0),
        ("Баланс", ["хороший", "плохой", "хороший"], "bonus", 0.5),
        ("Скидка", ["7%", 5.0, 0.1], "discount", 1.0),
        ("Столбец F", ["a@b.ru", "c@d.ru", "e@f.ru"], "email", 0.6),
        ("Столбец F", ["89261234567", "89031234567", "84951234567"], "phone", 0.55),
        ("Столбец F", ["7707083893", "7728168971", "7736050003"], None, 0.0),
        ("Номер паспорта", ["9261234567", "9031234567", "9161234567"], None, 0.0),
        ("Столбец F", ["01.01.2020", "02.02.2020", "03.03.2020"], None, 0.0),
        ("Contact Number", ["Test Contact Number"], "phone", 1.0),  # one value proves nothing
    ],
)
def test_values_have_a_say(header: str, values: list[object], target: str | None, score: float) -> None:
    assert targets([header], [values], kind="clients") == [(target, score)]


def test_an_imported_file_of_clients() -> None:
    headers = ["Код", "ФИО", "Телефон", "Телефон (2)", "E-mail", "Адрес", "Фактический адрес", "Дата", "Логотип", "ID"]
    mapping = map_columns(headers, [])
    assert [(c.letter, c.target, c.state, c.reason) for c in mapping.columns] == [
        ("A", "external_id", "sure", "synonym"),
        ("B", "full_name", "sure", "synonym"),
        ("C", "phone", "sure", "synonym"),
        ("D", "phone2", "sure", "synonym"),
        ("E", "email", "sure", "synonym"),
        ("F", "address", "sure", "synonym"),
        ("G", "address", "sure", "synonym"),
        ("H", "created_at", "doubtful", "lone"),
        ("I", None, "unmapped", "empty"),
        ("J", None, "unmapped", "taken"),
    ]
    assert (mapping.kind, mapping.missing, mapping.ready) == ("clients", "", True)


def test_one_target_once_the_more_usual_name_first() -> None:
    assert targets(["Клиент", "ФИО"], []) == [(None, 0.0), ("full_name", 1.0)]
    assert targets(["ФИО / Название", "Контактное лицо"], []) == [("full_name", 1.0), ("contact_person", 0.95)]
    assert targets(["Имя", "ФИО"], [["Иванов А.А."] * 3, ["Иванов Александр Александрович"] * 3]) == [
        ("first_name", 0.5),
        ("full_name", 1.0),
    ]


def test_a_second_phone_column_goes_to_phone2() -> None:
    assert targets(["Телефон", "Мобильный", "Рабочий телефон"], []) == [
        ("phone", 1.0),
        ("phone2", 1.0),
        ("phone2", 1.0),
    ]


def test_what_a_list_must_have() -> None:
    assert map_columns(["Город", "Скидка"], []).missing == "no_client_columns"
    assert map_columns(["Телефон"], []).ready
    assert missing_target("purchases", {"line_total"}) == "no_date"
    assert missing_target("purchases", {"date", "client_code"}) == "no_lines"
    assert missing_target("purchases", {"date", "quantity"}) == ""


def test_a_template_decides_whatever_the_values_say() -> None:
    template = {"логотип": "own_field", "заметка": "own_field", "клиент": "full_name", "телефон": None}
    mapping = map_columns(
        ["Клиент", "Логотип", "Заметка", "Телефон", "ФИО", "E-mail"], [[1.0, 2.0, 3.0]], template=template
    )
    assert [(c.target, c.reason) for c in mapping.columns] == [
        ("full_name", "template"),
        ("own_field", "template"),
        ("own_field", "template"),
        (None, "template"),
        (None, "taken"),
        ("email", "synonym"),
    ]


def test_headers_in_two_rows() -> None:
    parts = [("Контакты", "Телефон"), ("Контакты", "E-mail"), ("name", "(at birth)"), ("", "Город")]
    headers = ["Контакты / Телефон", "Контакты / E-mail", "name / (at birth)", "Город"]
    assert targets(headers, [], parts=parts) == [
        ("phone", 0.95),
        ("email", 0.95),
        ("full_name", 0.95),
        ("city", 1.0),
    ]


# ---------------------------------------------------------------- clients or purchases


def retail(rows: int = 20) -> tuple[list[str], list[list[object]]]:
    headers = ["InvoiceNo", "StockCode", "Description", "Quantity", "InvoiceDate", "UnitPrice", "CustomerID", "Country"]
    columns: list[list[object]] = [
        [f"{536365 + i // 4}" for i in range(rows)],
        [f"{71053 + i}A" for i in range(rows)],
        ["WHITE METAL LANTERN"] * rows,
        [6.0] * rows,
        [datetime(2010, 12, 1, 8, 26)] * rows,
        [2.55] * rows,
        [17850.0] * rows,
        ["United Kingdom"] * rows,
    ]
    return headers, columns


def test_online_retail_is_a_list_of_purchases() -> None:
    mapping = map_columns(*retail())
    assert mapping.kind == "purchases"
    assert [c.target for c in mapping.columns] == [
        *("receipt_no", "product_code", "product", "quantity"),
        *("date", "unit_price", "client_code", "country"),
    ]
    assert all(c.score == 1.0 for c in mapping.columns)
    assert mapping.ready


@pytest.mark.parametrize(
    ("headers", "columns", "kind"),
    [
        (
            ["Дата", "Клиент", "Услуга", "Сумма"],
            [["01.02.2024"] * 4, ["Иванова Анна", "Петров Пётр"] * 2, ["Стрижка"] * 4, [500] * 4],
            "purchases",
        ),
        (
            ["Услуга", "Начало оказания услуги", "Клиент", "Комментарии"],
            [[45.0, 41.0, 59.0, 75.0], [datetime(2019, 4, 27)] * 4, [29.0, 38.0, 29.0, 38.0], ["Одобрено"] * 4],
            "purchases",
        ),
        (
            ["Код", "ФИО", "Дата", "Сумма"],
            [[1, 2, 3, 4], ["Ан А", "Бо Б", "Во В", "Го Г"], ["01.02.2024"] * 4, [500] * 4],
            "clients",
        ),
        (
            ["ФИО", "Дата рождения", "Пол", "Дата", "Сумма"],
            [["Ан А"] * 4, ["01.02.1980"] * 4, ["м"] * 4, ["01.02.2024"] * 4, [500] * 4],
            "clients",
        ),
        (["ФИО", "Телефон"], [["Ан А"] * 4, ["89261234567"] * 4], "clients"),
        (["DATE", "Qty", "PRODUCTID", "Price"], [["28/01/2018"] * 4, [2] * 4, ["MG-8769"] * 4, ["$74"] * 4], "clients"),
        ([], [], "clients"),
    ],
)
def test_kinds_of_sheets(headers: list[str], columns: list[list[object]], kind: str) -> None:
    assert sheet_kind(headers, columns) == kind
    assert map_columns(headers, columns).kind == kind


def test_lone_words_are_plain_in_a_list_of_purchases() -> None:
    found = targets(["Дата", "Сумма", "Статус"], [], kind="purchases")
    assert found == [("date", 1.0), ("line_total", 1.0), ("status", 1.0)]


def test_who_bought_is_told_by_the_values() -> None:
    headers = ["Дата", "Клиент", "Сумма"]
    days = [date(2024, 1, 1)] * 3
    assert targets(headers, [days, ["К-1", "К-17", "Лёва"], [5, 6, 7]], kind="purchases")[1] == ("client_code", 0.9)
    assert targets(headers, [days, ["8 916 111-00-01"] * 3, [5, 6, 7]], kind="purchases")[1] == ("client_code", 0.9)
    assert targets(headers, [days, [29.0, 38.0, 18.0], [5, 6, 7]], kind="purchases")[1] == ("client_code", 0.9)
    names: list[object] = ["Ан Анна", "Бо Борис", "Во Вера"]
    assert targets(headers, [days, names, [5, 6, 7]], kind="purchases")[1] == ("client_name", 1.0)
    assert targets(["Дата", "customer", "Сумма"], [days, names, [5, 6, 7]], kind="purchases")[1] == ("client_name", 0.9)


def test_our_own_exports_are_read_back() -> None:
    from clientcrm.domain.export_layout import CLIENT_COLUMNS, COMMENT_COLUMN, PURCHASE_COLUMNS

    for language in ("ru", "en"):
        clients = [*CLIENT_COLUMNS, COMMENT_COLUMN]
        mapping = map_columns([column.title(language) for column in clients], [], "clients")
        assert [(c.target, c.state) for c in mapping.columns] == [(column.key, "sure") for column in clients]
        mapping = map_columns([column.title(language) for column in PURCHASE_COLUMNS], [], "purchases")
        assert [(c.target, c.state) for c in mapping.columns] == [(column.key, "sure") for column in PURCHASE_COLUMNS]


def test_the_sheet_with_more_known_columns_and_rows_wins() -> None:
    small = map_columns(["ФИО", "Телефон", "№"], [])
    large = map_columns(["ФИО"], [])
    assert sheet_score(small, 100) == 2 * sheet_score(large, 100)
    assert sheet_score(small, 1000) > sheet_score(small, 100) > sheet_score(small, 0) == 0


def test_columns_that_our_report_added_are_left_out() -> None:
    headers = ["Строка файла", "Что не так", "ФИО", "Телефон"]
    mapping = map_columns(headers, [["4", "5"], ["Нет имени"], ["Иванова Анна"], ["+79161234567"]])
    assert [column.target for column in mapping.columns] == ["leave_out", "leave_out", "full_name", "phone"]
    alone = map_columns(["ФИО", "Что не так"], [["Иванова Анна"], ["звонить после шести"]])
    assert alone.columns[1].target is None


def test_names_in_a_list_without_headings_are_guessed_beside_phones_alone() -> None:
    """A person has to look at it; goods without a phone are nobody's names."""
    names = ["Иванова Мария", "Котова Яна", "Зуев Илья", "Ким"]
    towns = ["Нижний Новгород", "Тула", "Уфа", "Омск"]
    streets = ["ул. Мира, 5", "пр. Ленина, 7", "Лесная ул., 1", "Садовая ул., 2"]
    phones = ["89267770001", "89267770002", "89267770003", "89267770004"]
    headers = ["Столбец A", "Столбец B", "Столбец C", "Столбец D"]
    found = map_columns(headers, [streets, towns, names, phones])
    assert [(column.target, column.state) for column in found.columns] == [
        (None, "unmapped"),
        (None, "unmapped"),
        ("full_name", "doubtful"),
        ("phone", "doubtful"),
    ]
    assert [column.target for column in map_columns(headers[:3], [streets, towns, names]).columns] == [None] * 3
    kept = ["любит пуэр", "опт", "звонить утром", "не звонить"]
    found = map_columns(["Кто", "Что любит", "Номер для связи"], [names, kept, phones])
    assert [column.target for column in found.columns] == ["full_name", None, "phone"]
    found = map_columns(["Клиент", "Кто привёл", "Телефон"], [names, names, phones])
    assert [column.target for column in found.columns] == ["full_name", None, "phone"]


PROGRAMS = {
    "Битрикс24": {
        "Имя": "first_name", "Фамилия": "last_name", "Рабочий телефон": "phone2", "Мобильный телефон": "phone",
        "Рабочий e-mail": "email2", "Частный e-mail": "email", "Ответственный": "manager",
    },
    "amoCRM": {
        "Имя контакта": "full_name", "Рабочий прямой телефон": "phone2", "Мобильный телефон": "phone",
        "Рабочий email": "email2", "Личный email": "email", "Теги": "tags", "Примечание 1": "comment",
    },
    "МойСклад": {
        "Наименование": "company", "Код": "external_id", "Группы": "tags", "Фактический адрес": "address",
        "Номер дисконтной карты": "card_number", "ОГРН": "ogrn", "Баллы": "bonus", "ОКПО": None,
    },
    "YCLIENTS": {
        "Имя": "first_name", "Телефон": "phone", "Карта": "card_number", "Количество визитов": "purchase_count",
        "Первый визит": "first_purchase", "Последний визит": "last_purchase",
    },
    "Google": {
        "Name": "full_name", "E-mail 1 - Type": None, "E-mail 1 - Value": "email", "Phone 1 - Label": None,
        "Phone 1 - Value": "phone", "Phone 2 - Type": None, "Phone 2 - Value": "phone2", "Group Membership": "tags",
    },
}  # fmt: skip


@pytest.mark.parametrize("program", PROGRAMS)
def test_lists_of_known_programs(program: str) -> None:
    """Every column surely, or surely none: nothing is left to be looked at."""
    wanted = PROGRAMS[program]
    found = map_columns(list(wanted), [], "clients")
    assert {column.header: column.target for column in found.columns} == wanted
    assert not [column.header for column in found.columns if column.state == "doubtful"]


@pytest.mark.proves("F14")
def test_a_report_of_sales_of_1c() -> None:
    wanted = {
        "Период, день": "date", "Регистратор": "receipt_no", "Контрагент": "client_name",
        "Контрагент.Код": "client_code", "Номенклатура": "product", "Номенклатура.Артикул": "product_code",
        "Количество": "quantity", "Цена": "unit_price", "Сумма": "line_total", "Менеджер": "employee",
    }  # fmt: skip
    first = ["05.01.2026", "Реализация 000001 от 05.01.2026", "Ким Вера", "00002", "Чай", "Ч-1", 2, 150.5, 301, "Яна"]
    second = ["06.01.2026", "Реализация 000002 от 06.01.2026", "Рей Ян", "00003", "Чай", "Ч-1", 1, 150.5, 150.5, "Яна"]
    rows = [first, first, second, second]
    found = map_columns(list(wanted), list(zip(*rows, strict=True)))
    assert (found.kind, found.missing) == ("purchases", "")
    assert {column.header: column.target for column in found.columns} == wanted
