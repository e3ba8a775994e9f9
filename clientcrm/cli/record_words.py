"""The sentences about records and their fields: what is not there, what does not hold, in both languages."""

from __future__ import annotations

from typing import Any, Final

from clientcrm.cli.speech import Speech
from clientcrm.domain.settings import CURRENCIES

_KINDS: Final = {
    "client": ("такого клиента", "client"),
    "batch": ("такой загрузки", "import"),
    "segment": ("такого сегмента", "segment"),
    "portfolio": ("такого портфеля", "portfolio"),
    "purchase": ("такой покупки", "purchase"),
    "interaction": ("такой записи", "entry"),
    "tier": ("такой ступени", "tier"),
    "person": ("такого сотрудника", "person"),
    "backup": ("такого файла копии", "backup file"),
    "file": ("такого файла", "file"),
    "template": ("такого шаблона", "template"),
    "contact": ("такого контакта", "contact"),
    "row": ("такой строки", "row"),
    "request": ("такого запроса", "request"),
    "folder": ("такой папки", "folder"),
    "product": ("такого товара", "product"),
}


def not_found(error: Any, say: Speech) -> str:
    """There is no such record."""
    russian, english = _KINDS.get(error.kind, ("такой записи", "record"))
    return say(
        f"Нет {russian} ({error.id}): проверьте номер или имя.",
        f"There is no such {english} ({error.id}): check the number or the name.",
    )


_FIELDS: Final = {
    "name": ("имя", "name"),
    "shop": ("название", "shop name"),
    "portfolio": ("портфель", "portfolio"),
    "columns": ("столбцы", "columns"),
    "batch": ("загрузка", "import"),
    "day": ("дата", "date"),
    "total": ("сумма", "total"),
    "lines": ("товары", "goods"),
    "text": ("текст", "text"),
    "path": ("имя файла", "file name"),
    "discount": ("скидка", "discount"),
    "currency": ("валюта", "currency"),
    "time_zone": ("часовой пояс", "time zone"),
    "encoding": ("кодировка", "encoding"),
    "delimiter": ("разделитель", "delimiter"),
    "city": ("город", "city"),
    "tag": ("метка", "tag"),
    "person": ("сотрудник", "person"),
    "role": ("роль", "role"),
    "quota": ("лимит", "quota"),
    "password": ("пароль", "password"),
    "successors": ("кому передать", "who gets the clients"),
    "reason": ("причина", "reason"),
    "request": ("запрос", "request"),
    "clients": ("клиенты", "clients"),
    "contacts": ("контакты", "contacts"),
    "count": ("число", "number"),
    "segment": ("условия", "conditions"),
    "left": ("причина ухода", "reason of leaving"),
    "at": ("время", "time"),
    "return_of": ("покупка, из которой возвращают", "purchase that is brought back"),
}
_REASONS: Final = {
    "empty": ("не может быть пустым", "cannot be empty"),
    "too_long": ("длиннее, чем можно", "is too long"),
    "long": ("длиннее, чем можно", "is too long"),
    "out_of_range": ("выходит за пределы возможного", "is outside of what is possible"),
    "future": ("ещё впереди", "has not come yet"),
    "negative": ("не бывает меньше нуля", "cannot be less than zero"),
    "unknown": ("такого нет", "is unknown"),
    "unknown_currency": (
        f"программа считает только в {', '.join(CURRENCIES)}",
        f"has to be one of those that the program counts in: {', '.join(CURRENCIES)}",
    ),
    "twice": ("повторяется", "stands twice"),
    "taken": ("уже занято", "is taken already"),
    "in_use": ("уже используется", "is in use already"),
    "text": ("поиск по тексту не сохраняется", "hold a search text, which is not kept"),
    "circle": ("сегмент спрашивает сам себя", "ask for the segment itself"),
    "unknown_field": ("такого вопроса нет", "ask what is not known"),
    "nothing_asked": ("вопрос ни о чём", "ask nothing"),
    "upside_down": ("начало позже конца", "begin after they end"),
    "too_deep": ("вложены слишком глубоко", "are nested too deep"),
    "ending": (
        "должно кончаться на .xlsx, .csv или .vcf",
        "has to end in .xlsx, .csv or .vcf",
    ),
    "one_character": ("нужен один знак", "has to be one character"),
    "not_needed": ("не нужен: это можно и так", "is not needed: this is allowed anyway"),
    "too_many": ("слишком много без ответа", "too many wait for an answer"),
    "unreadable": ("не похожи на телефоны или почту", "look like no phones or e-mails"),
    "many": ("больше, чем можно", "are more than possible"),
    "too_few": ("меньше, чем нужно", "fewer than needed"),
    "owner": ("это владелец", "is an owner"),
    "no_portfolio": ("не входит ни в один портфель", "reads no portfolio"),
    "self": ("это вы", "is yourself"),
    "gone": ("уже ушёл", "has left already"),
    "reads_it": ("и так читает этот портфель", "reads this portfolio anyway"),
    "cannot_read": ("не читает портфель этих клиентов", "does not read the portfolio of these clients"),
    "in_circles": ("и отдаёт клиентов, и принимает", "both gives clients and gets some"),
    "same": ("тот же самый: придумайте свой", "is the one that was given: choose your own"),
    "reset_first": ("без ключей после ухода: сначала people reset", "has no keys after leaving: people reset first"),
    "bad_key": ("имя из латинских букв и цифр", "needs a key of Latin letters and digits"),
    "unknown_right": ("с правом, которого у неё быть не может", "holds a right that it cannot have"),
    "last_owner": ("последний владелец остаётся", "is the last owner and stays"),
    "no_client_columns": (
        "нет ни имени, ни телефона, ни почты, ни кода; назовите их через --map, продажам нужно и --kind purchases",
        "hold no name, phone, e-mail or code; name them with --map, and give sales --kind purchases, too",
    ),
    "nothing_mapped": ("не узнаны; назовите их через --map", "were not recognised; name them with --map"),
    "letters_lost": (
        "не та: буквы в ней не читаются; не называйте её, программа определит сама, или назовите другую",
        "does not fit: letters mean nothing in it; leave it out, the program finds it, or name another one",
    ),
    "no_date": (
        "нет даты покупки; назовите её через --map; корзины без дня не читаются: нужна строка на каждый товар, с днём",
        "hold no date of purchase; name it with --map; baskets without a day are not read: a dated row a thing is",
    ),
    "no_lines": (
        "нет ни товара, ни суммы; назовите их через --map",
        "hold neither goods nor sums; name them with --map",
    ),
    "of_another": ("принадлежит другому клиенту", "is another client's"),
    "undone": ("уже отменена", "was taken back already"),
    "cancelled": ("ничего не записала: отменять нечего", "wrote nothing: there is nothing to take back"),
    "reading": ("ещё не закончена", "has not been finished"),
    "ready": ("ещё не записана", "has not been written yet"),
    "applied": ("уже записана", "was written already"),
    "failed": ("не удалась", "failed"),
}


def invalid(error: Any, say: Speech) -> str:
    """Which fields do not hold, and why."""
    told = []
    for name, reason in error.fields.items():
        russian, english = _FIELDS.get(str(name).rpartition(".")[2], ("одно из полей", "one of the fields"))
        why = _REASONS.get(str(reason), ("не подходит", "does not hold"))
        told.append(say(f"{russian} — {why[0]}", f"{english} {why[1]}"))
    return say(f"Не принято: {'; '.join(told)}.", f"Not accepted: {'; '.join(told)}.")
