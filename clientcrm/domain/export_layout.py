"""The columns of an exported list of clients and of purchases (EXCEL.md 6.1), in both languages.

Keys are import targets where an import understands the column, so that an export can be read back.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields
from datetime import date
from typing import Any

from clientcrm.domain.clients import ClientFilter
from clientcrm.domain.exports import Bearer, ExportPlan, ExportShape, ExportWhat
from clientcrm.domain.rhythm import STATUS_WORDS
from clientcrm.domain.segment_words import tree_words

FORMAT = 1
CLIENT_SHEET = {"ru": "Клиенты", "en": "Clients"}
PURCHASE_SHEET = {"ru": "Покупки", "en": "Purchases"}
LEGEND_SHEET = {"ru": "Справка", "en": "Legend"}
FACTS_SHEET = "_crm"


@dataclass(frozen=True, slots=True)
class ExportColumn:
    """One column: what it holds, its titles, kind and width in letters.

    derived: for reading only, an import leaves it; hidden: for the program only; people: shown in a list for people.
    """

    key: str
    ru: str
    en: str
    kind: str = "text"
    width: float = 16
    derived: bool = False
    hidden: bool = False
    people: bool = True

    def title(self, language: str) -> str:
        """The header in a language."""
        return self.ru if language == "ru" else self.en


C = ExportColumn
CLIENT_COLUMNS: tuple[ExportColumn, ...] = (
    C("client_id", "ID клиента (CRM)", "Client ID (CRM)", width=38, hidden=True, people=False),
    C("external_id", "Код", "Code", width=12),
    C("full_name", "ФИО / Название", "Name", width=32),
    C("kind", "Тип", "Type", width=8),
    C("last_name", "Фамилия", "Last name", people=False),
    C("first_name", "Имя", "First name", people=False),
    C("middle_name", "Отчество", "Middle name", people=False),
    C("phone", "Телефоны", "Phones", width=30),
    C("email", "E-mail", "E-mail", width=28),
    C("birthday", "Дата рождения", "Birthday", kind="day", width=12),
    C("gender", "Пол", "Sex", width=6),
    C("tier", "Ступень", "Tier", width=14),
    C("discount", "Скидка %", "Discount %", kind="percent", width=9),
    C("bonus", "Бонусы", "Points", kind="money", width=11),
    C("total_spent", "Сумма покупок", "Total spent", kind="money", width=14, derived=True),
    C("purchase_count", "Кол-во покупок", "Purchases", kind="int", width=9, derived=True),
    C("avg_check", "Средний чек", "Average check", kind="money", width=12, derived=True),
    C("first_purchase", "Первая покупка", "First purchase", kind="date", width=12, derived=True),
    C("last_purchase", "Последняя покупка", "Last purchase", kind="date", width=12, derived=True),
    C("city", "Город", "City"),
    C("region", "Регион", "Region"),
    C("country", "Страна", "Country", width=12),
    C("postcode", "Индекс", "Postcode", width=9),
    C("address", "Адрес", "Address", width=40),
    C("inn", "ИНН", "INN", width=14),
    C("kpp", "КПП", "KPP", width=11),
    C("contact_person", "Контактное лицо", "Contact person", width=24),
    C("position", "Должность", "Position", width=18),
    C("tags", "Теги", "Tags", width=24),
    C("source", "Источник", "Source"),
    C("manager", "Менеджер", "Manager"),
    C("telegram", "Telegram", "Telegram", width=18),
    C("vk", "VK", "VK", width=18),
    C("website", "Сайт", "Website", width=18),
    C("consent", "Согласие", "Consent", width=9),
    C("next_contact", "Следующий контакт", "Next contact", kind="date", width=12),
    C("created_at", "Создан", "Created", kind="datetime", width=18),
    C("changed_at", "Изменён", "Changed", kind="datetime", width=18, derived=True),
    C("card_number", "Номер карты", "Card number", people=False),
    C("ogrn", "ОГРН", "OGRN", people=False),
    C("instagram", "Instagram", "Instagram", people=False),
    C("portfolio", "Портфель", "Portfolio", people=False),
    C("tier_reason", "Причина ступени", "Reason of the tier", width=24, derived=True, people=False),
    C("crm_contacts", "Контакты (CRM)", "Contacts (CRM)", width=20, hidden=True, people=False),
    C("crm_state", "Служебное (CRM)", "Service (CRM)", width=20, hidden=True, people=False),
)
COMMENT_COLUMN = C("comment", "Комментарий", "Comment", width=60)

PURCHASE_COLUMNS: tuple[ExportColumn, ...] = (
    C("receipt_no", "Чек №", "Receipt no.", width=14),
    C("line_no", "Строка чека", "Receipt line", kind="int", width=8),
    C("date", "Дата продажи", "Sale date", kind="moment", width=18),
    C("client_id", "ID клиента (CRM)", "Client ID (CRM)", width=38, hidden=True, people=False),
    C("client_code", "Код клиента", "Client code", width=12),
    C("client_name", "Клиент", "Client", width=28, derived=True),
    C("product", "Товар", "Product", width=32),
    C("product_code", "Код товара", "Product code", width=12),
    C("quantity", "Количество", "Quantity", kind="quantity", width=10),
    C("unit_price", "Цена", "Price", kind="money", width=12),
    C("discount", "Скидка, сумма", "Discount amount", kind="money", width=12),
    C("line_total", "Сумма строки", "Line total", kind="money", width=12),
    C("receipt_total", "Итог чека", "Receipt total", kind="money", width=12),
    C("employee", "Продавец", "Employee", width=18),
    C("kind", "Вид документа", "Document kind", width=10),
    C("status", "Состояние документа", "Document status", width=12),
    C("return_of", "Возврат чека", "Return of receipt", width=14, people=False),
    C("purchase_comment", "Комментарий к чеку", "Receipt comment", width=40),
    C("crm_receipt", "Чек (CRM)", "Receipt (CRM)", width=20, hidden=True, people=False),
)

WORDS: dict[str, dict[str, str]] = {
    "ru": {
        "person": "Физ.",
        "company": "Юр.",
        "male": "м",
        "female": "ж",
        "yes": "Да",
        "no": "Нет",
        "sale": "Продажа",
        "refund": "Возврат",
        "done": "Проведён",
        "draft": "Черновик",
        "cancelled": "Отменён",
    },
    "en": {
        "person": "Person",
        "company": "Company",
        "male": "m",
        "female": "f",
        "yes": "Yes",
        "no": "No",
        "sale": "Sale",
        "refund": "Refund",
        "done": "Done",
        "draft": "Draft",
        "cancelled": "Cancelled",
    },
}

LEGEND: dict[str, tuple[str, ...]] = {
    "ru": (
        "Это выгрузка из ClientCRM. Её можно править и загрузить обратно: «Импорт и экспорт» → «Загрузить из Excel».",
        "Клиенты узнаются по скрытому столбцу «ID клиента (CRM)»: не удаляйте его, если хотите загрузить файл обратно.",
        "Серые заголовки — расчётные столбцы: при загрузке они не читаются.",
        "«Кол-во покупок» — дни, в которые были покупки; «Средний чек» считается на один чек.",
        "Телефоны: первый — основной; в скобках метка; «доб.» — добавочный; ?«…» — номер, который не разобран.",
        "Файл содержит персональные данные и больше не защищён программой.",
    ),
    "en": (
        "This is an export from ClientCRM. Edit it and load it back: Import and export → Load from Excel.",
        "Clients are recognised by the hidden column “Client ID (CRM)”: keep it if the file is to be loaded back.",
        "Grey headers are computed columns: loading ignores them.",
        "“Purchases” counts days with a purchase; the average check is per receipt.",
        "Phones: the first is the main one; a label in brackets; “доб.” is the extension; ?«…» could not be read.",
        "The file holds personal data and is no longer protected by the program.",
    ),
}

_BEARER = {
    "ru": ("Выгружено для: {name}, {at:%d.%m.%Y %H:%M}", ", запрос № {request}"),
    "en": ("Exported for: {name}, {at:%Y-%m-%d %H:%M}", ", request no. {request}"),
}
PICKED = {"ru": "Выбрано вручную: {count}", "en": "Picked by hand: {count}"}


def bearer_line(bearer: Bearer, language: str) -> str:
    """Whose file it is, since when, and by which agreement of the owner."""
    said, agreed = _BEARER[language]
    line = said.format(name=bearer.name, at=bearer.at)
    return line if bearer.request is None else line + agreed.format(request=bearer.request)


def bearer_stem(stem: str, bearer: Bearer) -> str:
    """The same in the name of a file that holds nothing but rows."""
    name = " ".join(_NOT_IN_NAMES.sub(" ", bearer.name).split())[:60]
    number = "" if bearer.request is None else f" №{bearer.request}"
    return f"{stem} — {name} {bearer.at:%Y-%m-%d %H-%M}{number}"


# ---------------------------------------------------------------------- titles of columns made for one base

_NOT_IN_NAMES = re.compile(r'[<>:"/\\|?*\x00-\x1f]+')
_PART = {"ru": " (продолжение {n})", "en": " (continued {n})"}
_OWN = {"ru": " (своё поле)", "en": " (own field)"}
_TITLES = frozenset(title for c in (*CLIENT_COLUMNS, COMMENT_COLUMN) for title in (c.ru, c.en))
_PART_END = re.compile(r" \((?:продолжение|continued) \d+\)$")
_COMMENT_PART = re.compile(rf"({COMMENT_COLUMN.ru}|{COMMENT_COLUMN.en}) \(\d+\)")


def own_title(name: str, language: str) -> str:
    """The header of an own field; one that is called like a column of the program says that it is not that one."""
    alike = name in _TITLES or _COMMENT_PART.fullmatch(name) or _PART_END.search(name)
    return name + _OWN[language] if alike or name.endswith(tuple(_OWN.values())) else name


def part_title(column: ExportColumn, part: int, language: str) -> str:
    """The header of the second, third... column of texts that one cell cannot hold."""
    if part == 1:
        return column.title(language)
    ending = f" ({part})" if column.key == COMMENT_COLUMN.key else _PART[language].format(n=part)
    return column.title(language) + ending


def plain_title(header: str) -> str:
    """The header without what own_title and part_title added."""
    comment = _COMMENT_PART.fullmatch(header)
    return comment[1] if comment else _PART_END.sub("", header)


def field_name(header: str) -> str:
    """The own field that a header of an export stands for."""
    name = plain_title(header)
    return next((name.removesuffix(ending) for ending in _OWN.values() if name.endswith(ending)), name)


# ---------------------------------------------------------------------- what a plan writes

_MAILING_KEYS = ("full_name", "phone", "email")
_CARD_KEYS = (
    *("full_name", "last_name", "first_name", "middle_name", "phone", "email", "website", "birthday", "address"),
    *("city", "region", "country", "postcode", "position", "tags", "comment"),
)


def written_columns(plan: ExportPlan) -> list[ExportColumn]:
    """The columns of clients that the plan puts into its file, own fields of the shop apart."""
    if plan.what is ExportWhat.PURCHASES:
        return []
    every = (*CLIENT_COLUMNS, COMMENT_COLUMN)
    if plan.path.suffix.lower() == ".vcf":
        return [column for column in every if column.key in _CARD_KEYS]
    if plan.shape is ExportShape.FOR_MAILING:
        return [column for column in every if column.key in _MAILING_KEYS]
    if plan.shape is ExportShape.FULL_COPY:
        return list(every)
    people = [column for column in every if column.people]
    return [column for column in people if column.key in plan.columns] if plan.columns else people


def written_purchases(plan: ExportPlan) -> list[ExportColumn]:
    """The columns of purchases that it puts there."""
    if plan.what is ExportWhat.CLIENTS or plan.shape is ExportShape.FOR_MAILING:
        return []
    if plan.path.suffix.lower() == ".vcf" or (plan.path.suffix.lower() == ".csv" and plan.what is ExportWhat.ALL):
        return []
    full = plan.shape is ExportShape.FULL_COPY
    return [column for column in PURCHASE_COLUMNS if full or column.people]


# ---------------------------------------------------------------------- the filter in words

_FILTER_TITLES: dict[str, tuple[str, str]] = {
    "text": ("Поиск", "Search"),
    "tiers": ("Ступень", "Tier"),
    "states": ("Состояние", "State"),
    "kinds": ("Тип", "Type"),
    "tags": ("Теги", "Tags"),
    "sources": ("Источник", "Source"),
    "cities": ("Город", "City"),
    "responsible": ("Ответственный", "Responsible"),
    "portfolios": ("Портфель", "Portfolio"),
    "created_from": ("Создан не раньше", "Created from"),
    "created_to": ("Создан не позже", "Created to"),
    "last_from": ("Последняя покупка не раньше", "Last purchase from"),
    "last_to": ("Последняя покупка не позже", "Last purchase to"),
    "total_from": ("Сумма покупок от", "Total spent from"),
    "total_to": ("Сумма покупок до", "Total spent to"),
    "purchases_from": ("Покупок от", "Purchases from"),
    "purchases_to": ("Покупок до", "Purchases to"),
    "birthday_from": ("День рождения с", "Birthday from"),
    "birthday_to": ("День рождения по", "Birthday to"),
    "rhythms": ("Статус", "Status"),
    "interval_from": ("Дней между визитами от", "Days between visits from"),
    "interval_to": ("Дней между визитами до", "Days between visits to"),
    "next_from": ("Ждём с", "Expected from"),
    "next_to": ("Ждём по", "Expected until"),
    "batch": ("Загрузка или массовая правка", "Load or mass change"),
    "where": ("Условия", "Conditions"),
    "has": ("Есть", "Has"),
    "has_not": ("Нет", "Has not"),
    "trashed": ("Из корзины", "From the trash"),
}
_FILTER_WORDS: dict[str, tuple[str, str]] = {
    "market": ("рынок", "market"),
    "potential": ("потенциальный", "potential"),
    "client": ("клиент", "client"),
    "person": ("физ.", "person"),
    "company": ("юр.", "company"),
    "phone": ("телефон", "phone"),
    "email": ("e-mail", "e-mail"),
    "messenger": ("мессенджер", "messenger"),
    "address": ("адрес", "address"),
    "note": ("комментарий", "comment"),
    "birthday": ("день рождения", "birthday"),
    "consent": ("согласие", "consent"),
    "responsible": ("ответственный", "responsible"),
    "purchases": ("покупки", "purchases"),
    "house": ("отметка «служебный»", "the mark of a house client"),
    "True": ("да", "yes"),
    **STATUS_WORDS,
}


def filter_lines(asked: ClientFilter, language: str, names: Mapping[str, Mapping[Any, str]]) -> Iterator[str]:
    """What a list was narrowed to, a line for each condition; names are those of tiers, people, products."""
    place = 0 if language == "ru" else 1
    empty = ClientFilter()
    for field in fields(ClientFilter):
        value = getattr(asked, field.name)
        if value == getattr(empty, field.name):
            continue
        if field.name == "where":
            yield f"{_FILTER_TITLES[field.name][place]}: {tree_words(value, language, names)}"
            continue
        known = names.get(field.name, {})
        if field.name.startswith("birthday"):
            told = "{1:02}.{0:02}".format(*value)
        elif isinstance(value, tuple):
            told = ", ".join(known.get(one, _word(one, place)) for one in value)
        else:
            told = _word(value / 100 if field.name.startswith("total") else value, place)
        yield f"{_FILTER_TITLES[field.name][place]}: {told}"


def _word(value: object, place: int) -> str:
    if isinstance(value, date):
        return f"{value:%d.%m.%Y}"
    if isinstance(value, float):
        return f"{value:.2f}"
    text = str(value)
    return _FILTER_WORDS[text][place] if text in _FILTER_WORDS else text
