"""The sentence for each file that cannot be read or written, by its number, in Russian and English."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any, Final

from clientcrm.cli.speech import Speech


def _missing(error: Any, say: Speech) -> str:
    reason, name = error.details.get("reason"), _name(error)
    if reason == "folder":
        return say(f"«{name}» — папка: укажите файл в ней.", f"“{name}” is a folder: name a file inside it.")
    if reason == "denied":
        return say(
            f"Система не даёт прочитать «{name}»: скопируйте файл в свою папку.",
            f"The system does not let you read “{name}”: copy it to your own folder.",
        )
    return say(f"Файла «{name}» нет: проверьте путь.", f"There is no file “{name}”: check the path.")


def _too_big(error: Any, say: Speech) -> str:
    limit = error.details.get("limit")
    if isinstance(limit, int):
        return say(
            f"Файл больше {say.size(limit)}: разделите его на части.",
            f"The file is larger than {say.size(limit)}: split it into parts.",
        )
    return say("Файл слишком велик: разделите его на части.", "The file is too large: split it into parts.")


def _damaged(error: Any, say: Speech) -> str:
    again = say("откройте его в Excel, сохраните заново и повторите", "open it in Excel, save it anew and try again")
    if error.details.get("reason") in {"memory", "died", "stalled"}:
        return say(
            f"Файл повреждён или слишком велик: {again}.", f"The file is damaged or too large to be read: {again}."
        )
    return say(f"Файл повреждён: {again}.", f"The file is damaged: {again}.")


def _not_a_table(error: Any, say: Speech) -> str:
    russian, english = {
        "pdf": ("Это PDF, а не таблица", "This is a PDF, not a table"),
        "image": ("Это картинка, а не таблица", "This is a picture, not a table"),
        "archive": ("Это архив", "This is an archive"),
        "word": ("Это текстовый документ, а не таблица", "This is a text document, not a table"),
    }.get(str(error.details.get("kind")), ("Это не таблица", "This is not a table"))
    return say(f"{russian}: укажите файл Excel, CSV или vCard.", f"{english}: name a file of Excel, CSV or vCard.")


def _unknown_archive(error: Any, say: Speech) -> str:
    if error.details.get("kind") in {"docx", "pptx", "odt"}:
        return say(
            "Это документ, а не таблица: укажите файл Excel, CSV или vCard.",
            "This is a document, not a table: name a file of Excel, CSV or vCard.",
        )
    return say(
        "В архиве нет книги Excel: распакуйте его и укажите файл.",
        "There is no workbook in this archive: unpack it and name the file inside.",
    )


def _lock_file(error: Any, say: Speech) -> str:
    original = error.details.get("original", "") or _name(error).lstrip("~$")
    return say(
        f"Это служебный файл открытой книги Excel: укажите саму книгу «{original}».",
        f"This is the small file that Excel keeps beside an open workbook: name the workbook itself, “{original}”.",
    )


def _sheet_missing(error: Any, say: Speech) -> str:
    sheet, there = str(error.details.get("sheet", "")), error.details.get("sheets")
    names = ", ".join(str(name) for name in there) if isinstance(there, list | tuple) else ""
    more = f": {names}" if names else ""
    return say(
        f"В файле нет листа «{sheet}»: укажите один из листов{more}.",
        f"There is no sheet “{sheet}” in the file: name one of its sheets{more}.",
    )


def _text_too_long(error: Any, say: Speech) -> str:
    row = error.details.get("row", "?")
    return say(
        f"Текст в строке {row} длиннее, чем вмещает ячейка Excel: сократите его или пишите CSV.",
        f"The text in row {row} is longer than a cell of Excel holds: shorten it, or write a CSV.",
    )


def _same(russian: str, english: str) -> Callable[[Any, Speech], str]:
    return lambda _error, say: say(russian, english)


def _name(error: Any) -> str:
    return Path(error.path).name or str(error.path)


FILE_SENTENCES: Final[dict[str, Callable[[Any, Speech], str]]] = {
    "E100": _missing,
    "E101": _too_big,
    "E102": _same(
        "Файл распаковывается в нечто опасно большое: откройте его в Excel и сохраните заново.",
        "The file unpacks into something dangerously large: open it in Excel and save it anew.",
    ),
    "E105": _damaged,
    "E106": _same(
        "Файл защищён паролем: запишите пароль в файл и укажите --file-password-file.",
        "The file is protected by a password: write it into a file and name that with --file-password-file.",
    ),
    "E107": _same(
        "Пароль файла не подходит: проверьте файл из --file-password-file.",
        "The password of the file does not fit: check the file named by --file-password-file.",
    ),
    "E108": _same(
        "Файл зашифрован так, что откроет только его программа: сохраните его там без пароля.",
        "The file is encrypted in a way that only its own program undoes: save it there without a password.",
    ),
    "E109": _not_a_table,
    "E110": _same(
        "Это документ Apple Numbers: выгрузите его там в Excel.",
        "This is a document of Apple Numbers: export it to Excel there.",
    ),
    "E111": _unknown_archive,
    "E112": _same(
        "Этот XML — не таблица: откройте его в своей программе и сохраните как xlsx.",
        "This XML file is not a table: open it in its program and save it as xlsx.",
    ),
    "E113": _same(
        "На этой веб-странице нет таблицы: сохраните отчёт как xlsx или CSV.",
        "There is no table in this web page: save the report as xlsx or CSV.",
    ),
    "E114": _same(
        "Это старый файл SYLK: откройте его в Excel и сохраните как xlsx.",
        "This is an old SYLK file: open it in Excel and save it as xlsx.",
    ),
    "E115": _same(
        "Это файл JSON: сначала сделайте из него таблицу xlsx или CSV.",
        "This is a JSON file: make a table of it first, xlsx or CSV.",
    ),
    "E116": _same("Файл пуст: укажите другой.", "The file is empty: name another one."),
    "E117": _lock_file,
    "E118": _same(
        "Файл открыт в другой программе: закройте его там и повторите.",
        "The file is open in another program: close it there and try again.",
    ),
    "E119": _sheet_missing,
    "E120": _same("Чтение остановлено, ничего не изменено.", "Reading was stopped, nothing was changed."),
    "E121": _same("Этот файл — не шаблон программы.", "This file is no template of the program."),
    "E130": _text_too_long,
    "E131": _same(
        "Строк больше, чем вмещает лист Excel: пишите CSV.",
        "There are more rows than a sheet of Excel holds: write a CSV.",
    ),
}
