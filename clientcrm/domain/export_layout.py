"""The columns of an exported list of clients and of purchases (EXCEL.md 6.1), in both languages.

Keys are import targets where an import understands the column, so that an export can be read back.
"""

from __future__ import annotations

from dataclasses import dataclass

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
    C("client_id", "ID клиента (CRM)", "Client ID (CRM)", width=38, hidden=True),
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
    C("return_of", "Возврат чека", "Return of receipt", width=14),
    C("purchase_comment", "Комментарий к чеку", "Receipt comment", width=40),
    C("crm_receipt", "Чек (CRM)", "Receipt (CRM)", width=20, hidden=True),
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
