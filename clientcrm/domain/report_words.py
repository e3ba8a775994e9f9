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
