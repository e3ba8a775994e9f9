"""What the check of the base found, line by line, in a person's words."""

from __future__ import annotations

from clientcrm.cli.speech import Speech
from clientcrm.domain.settings import CheckLine

_NOT_PERMITTED = "not_permitted"


def check_title(name: str, say: Speech) -> str:
    """What was looked at."""
    return {
        "pages": say("Файл и ссылки", "File and references"),
        "schema": say("Таблицы", "Tables"),
        "manifest": say("Ключи и подписи", "Keys and signatures"),
        "seals": say("Запечатанные данные", "Sealed data"),
        "figures": say("Суммы клиентов", "Sums of clients"),
        "journal": say("Журнал", "Journal"),
    }.get(name, name)


def verdict(line: CheckLine, say: Speech) -> tuple[str, str]:
    """How it stands, and what is wrong or why nobody looked."""
    if line.detail == _NOT_PERMITTED:
        return say("не проверено", "not checked"), say("не положено по роли", "not permitted")
    if line.ok:
        return say("цело", "fine"), ""
    return say("СБОЙ", "BROKEN"), _trouble(line, say)


def _trouble(line: CheckLine, say: Speech) -> str:
    number = line.number
    return {
        "unreadable": say(
            "не читается или изменено вне программы", "cannot be read, or was changed outside the program"
        ),
        "pages": say(f"повреждённых мест: {number}", f"damaged places: {number}"),
        "unfound": say(f"клиентов, которых не найдёт поиск: {number}", f"clients that a search misses: {number}"),
        "seals": say(f"значений, которые не открываются: {number}", f"values that do not open: {number}"),
        "sums": say(f"клиентов с неверной суммой: {number}", f"clients with a wrong sum: {number}"),
        "journal_cut": say(f"обрывается перед записью {number}", f"ends before entry {number}"),
        "journal_unsigned": say(f"не подписан до записи {number}", f"not signed before entry {number}"),
        "journal_broken": say(f"изменён в записи {number}", f"changed at entry {number}"),
    }.get(line.trouble, line.detail)
