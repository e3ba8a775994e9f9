"""What the sheet of duplicates in a report says: by what somebody was known again, and what was done."""

from __future__ import annotations

DOUBLES_WORDS: dict[str, dict[str, str]] = {
    "ru": {"same": "Совпадает с", "key": "По признаку", "decision": "Решение", "row": "строка {row}"},
    "en": {"same": "Same as", "key": "Known by", "decision": "Decision", "row": "row {row}"},
}

KEY_WORDS: dict[str, dict[str, str]] = {
    "ru": {
        "public_id": "ID клиента (CRM)",
        "code": "код",
        "inn": "ИНН",
        "phone": "телефон",
        "email": "e-mail",
        "name_birthday": "имя и день рождения",
        "hand": "решение человека",
    },
    "en": {
        "public_id": "client ID (CRM)",
        "code": "code",
        "inn": "tax number",
        "phone": "phone",
        "email": "e-mail",
        "name_birthday": "name and birthday",
        "hand": "a person's decision",
    },
}

ACTION_WORDS: dict[str, dict[str, str]] = {
    "ru": {
        "create": "добавлен",
        "update": "изменён",
        "unchanged": "без изменений",
        "merge": "объединён",
        "skip": "пропущен",
        "fail": "не загружен",
    },
    "en": {
        "create": "added",
        "update": "changed",
        "unchanged": "unchanged",
        "merge": "merged",
        "skip": "left out",
        "fail": "not loaded",
    },
}

# The rules of a load: names of the options, then of their values.
OPTION_WORDS: dict[str, dict[str, str]] = {
    "ru": {
        "checked": "Чтение и проверка, секунд",
        "written": "Запись, секунд",
        "on_duplicate": "Если клиент уже есть",
        "unknown_clients": "Если клиент покупки не найден",
        "portfolio": "Портфель",
        "region": "Страна телефонов и дат",
        "date_order": "Порядок в датах",
        "decimal": "Дробная часть отделена знаком",
        "source": "Источник",
        "template": "Шаблон",
        "empty_clears": "Пустые ячейки очищают поле",
        "title_case": "ИМЕНА ЗАГЛАВНЫМИ писать как Имена",
        "fix_encoding": "Испорченные буквы исправлены",
        "all_like_sheets": "Все листы с такими же заголовками",
        "fill_down": "Пустые ячейки заполнены сверху",
        "yes": "да",
        "fill": "дополнить пустые поля",
        "update": "обновить из файла",
        "skip": "пропустить",
        "add": "создать новую карточку",
        "report": "сообщить и не загружать",
        "create": "создать клиента",
        "dmy": "день, месяц, год",
        "mdy": "месяц, день, год",
        "ymd": "год, месяц, день",
    },
    "en": {
        "checked": "Reading and checking, seconds",
        "written": "Writing, seconds",
        "on_duplicate": "If the client is there already",
        "unknown_clients": "If the client of a purchase is not found",
        "portfolio": "Portfolio",
        "region": "Country of phones and dates",
        "date_order": "Order of dates",
        "decimal": "Decimal mark",
        "source": "Source",
        "template": "Template",
        "empty_clears": "Empty cells clear the field",
        "title_case": "NAMES IN CAPITALS written as Names",
        "fix_encoding": "Garbled letters repaired",
        "all_like_sheets": "All sheets with the same headings",
        "fill_down": "Empty cells filled from above",
        "yes": "yes",
        "fill": "fill in what is empty",
        "update": "take the values from the file",
        "skip": "leave out",
        "add": "make a new card",
        "report": "report and leave out",
        "create": "make the client",
        "dmy": "day, month, year",
        "mdy": "month, day, year",
        "ymd": "year, month, day",
    },
}

# Targets that no list of ours has a column for.
TARGET_WORDS: dict[str, dict[str, str]] = {
    "ru": {
        "own": "своё поле",
        "note": "в комментарий",
        "leave_out": "не загружается",
        "company": "Компания",
        "phone2": "Телефоны",
        "email2": "E-mail",
        "row_no": "номер строки",
        "client_phone": "Телефон клиента",
        "client_card": "Карта клиента",
    },
    "en": {
        "own": "own field",
        "note": "into the comment",
        "leave_out": "not loaded",
        "company": "Company",
        "phone2": "Phones",
        "email2": "E-mail",
        "row_no": "number of the row",
        "client_phone": "Client's phone",
        "client_card": "Client's card",
    },
}
