"""The commands and options of the command line (they keep their meaning: scripts rely on them)."""

from __future__ import annotations

import argparse
from collections.abc import Callable, Sequence
from importlib import import_module
from typing import Any, NoReturn

from clientcrm.cli.add_arguments import add_commands
from clientcrm.cli.complaints import in_words
from clientcrm.cli.figure_arguments import figure_command
from clientcrm.cli.owner_arguments import owner_commands
from clientcrm.cli.people_arguments import people_commands
from clientcrm.cli.segment_arguments import segment_commands
from clientcrm.cli.speech import LANGUAGES, Speech
from clientcrm.cli.tier_arguments import tier_commands

VERSION = "0.1"
THEMES, SCALES = ("light", "dark", "both"), (90, 100, 115, 130)
_LARGEST, _SMALLEST_SIDE = 2**63 - 1, 200


class Wrong(Exception):
    """The arguments make no sense; the text says why, in the person's language."""


class Parser(argparse.ArgumentParser):
    """Leaves complaining and exiting to the program."""

    say = Speech("en")

    def __init__(self, **settings: Any) -> None:
        # Half a word that means one option today would mean another, or none, when there are more of them.
        super().__init__(**{"allow_abbrev": False, **settings})

    def error(self, message: str) -> NoReturn:
        """Wrong usage, in the person's language where the complaint is a known one."""
        raise Wrong(in_words(message, self.say))


def joined(arguments: Sequence[str]) -> list[str]:
    """The arguments with "--sort -total" as one word: the parser would take -total for an option."""
    found: list[str] = []
    for word in arguments:
        if found and found[-1] == "--sort" and word.startswith("-") and not word.startswith("--"):
            found[-1] = f"--sort={word}"
        else:
            found.append(word)
    return found


def parser_for(say: Speech) -> argparse.ArgumentParser:
    """The whole command line in a language. Options for every command may stand before or after its name."""
    Parser.say = say
    common = _common(say, after=True)
    parser = Parser(
        prog="main.py",
        description=say(
            "База клиентов: без команды открывается окно, с командой всё работает без экрана.",
            "A base of clients: without a command the window opens, with one everything works without a screen.",
        ),
        epilog=say(
            "Пароль: --password-file, иначе переменная CLIENTCRM_PASSWORD, иначе вопрос. "
            "Выход: 0 — сделано, 1 — отказ или сбой, 2 — неверный вызов.",
            "Password: --password-file, else the variable CLIENTCRM_PASSWORD, else asked for. "
            "Exit status: 0 done, 1 refused or failed, 2 wrong usage.",
        ),
        parents=[_common(say, after=False)],
    )
    parser.add_argument("--version", action="version", version=f"ClientCRM {VERSION}")
    commands = parser.add_subparsers(metavar=say("КОМАНДА", "COMMAND"), parser_class=Parser)

    def add(name: str, module: str, russian: str, english: str) -> argparse.ArgumentParser:
        text = say(russian, english)
        made: argparse.ArgumentParser = commands.add_parser(name, help=text, description=text, parents=[common])
        made.set_defaults(command=_command(module, name))
        return made

    def group(name: str, module: str, russian: str, english: str) -> Kind:
        return several(add(name, module, russian, english), name, module, alone=False)

    def several(made: argparse.ArgumentParser, name: str, module: str, *, alone: bool) -> Kind:
        kinds = made.add_subparsers(metavar=say("ЧТО", "WHAT"), parser_class=Parser, required=not alone, dest="kind")

        def kind(word: str, russian: str, english: str) -> argparse.ArgumentParser:
            text = say(russian, english)
            made: argparse.ArgumentParser = kinds.add_parser(word, help=text, description=text, parents=[common])
            made.set_defaults(command=_command(module, f"{name} {word}"))
            return made

        return kind

    def group_or_alone(name: str, module: str, russian: str, english: str) -> Kind:
        return several(add(name, module, russian, english), name, module, alone=True)

    _base_commands(add, say)
    _file_commands(add, say)
    _client_commands(add, say)
    figure_command(add, say)
    add_commands(group, say, _whole)
    people_commands(group, say)
    tier_commands(group_or_alone, say, _whole)
    segment_commands(group_or_alone, say)
    owner_commands(add, group, say)
    return parser


Add = Callable[[str, str, str, str], argparse.ArgumentParser]
Kind = Callable[[str, str, str], argparse.ArgumentParser]


def _command(module: str, name: str) -> Callable[[Any], Any]:
    """The command, loaded when it is called: a list of clients needs nothing of imports."""

    def run(call: Any) -> Any:
        return getattr(import_module(f"clientcrm.cli.{module}"), f"run_{name.replace(' ', '_')}")(call)

    return run


def _common(say: Speech, *, after: bool) -> Parser:
    """Options of every command; after the command's name they must not undo what stood before it."""
    group = Parser(add_help=False)
    nothing: Any = argparse.SUPPRESS if after else None

    def option(*names: str, **settings: Any) -> None:
        text = argparse.SUPPRESS if after else settings.pop("help")
        settings.pop("help", None)
        group.add_argument(*names, help=text, **settings)

    option("--base", metavar="DIR", default=nothing, help=say("папка базы", "the folder of the base"))
    option("--user", metavar="NAME", default=nothing, help=say("кто входит", "who signs in"))
    option("--password-file", metavar="FILE", default=nothing, help=say("файл с паролем", "a file with the password"))
    option("--lang", choices=LANGUAGES, default=nothing, help=say("язык ответа", "language of the answer"))
    flag: Any = argparse.SUPPRESS if after else False
    option(
        "--json", action="store_true", default=flag, help=say("ответ одним объектом JSON", "answer as one JSON object")
    )
    option("--debug", action="store_true", default=flag, help=say("показать место сбоя", "show where it failed"))
    return group


# ---------------------------------------------------------------- the base itself


def _base_commands(add: Add, say: Speech) -> None:
    init = add("init", "keeping", "создать базу", "make a base")
    init.add_argument("--shop", required=True, metavar="NAME", help=say("название магазина", "name of the shop"))
    init.add_argument("--owner", required=True, metavar="NAME", help=say("имя владельца", "name of the owner"))
    init.add_argument("--currency", default="RUB", metavar="RUB", help=say("валюта, код из трёх букв", "three letters"))
    init.add_argument("--time-zone", default="Europe/Moscow", metavar="ZONE", help="Europe/Moscow")
    init.add_argument(
        "--portfolio",
        action="append",
        default=[],
        metavar="NAME",
        help=say(
            "личный портфель рядом с общим, для сотрудника; можно несколько раз",
            "a portfolio of an employee's own beside the common one; may be repeated",
        ),
    )
    init.add_argument(
        "--recovery-file",
        metavar="FILE",
        help=say("записать сюда код восстановления", "write the recovery code here"),
    )
    add("check", "keeping", "проверить базу целиком", "check the whole base")
    backup = add("backup", "keeping", "сделать и проверить копию", "make a copy and verify it")
    backup.add_argument("folder", nargs="?", metavar="DIR", help=say("куда", "where"))
    restore = add("restore", "keeping", "восстановить базу из копии", "bring a base back from a copy")
    restore.description = say(
        "Восстановить базу из копии в новую папку. Прежняя папка этой базы после этого на этом компьютере больше не "
        "откроется: написанное после копии останется в ней.",
        "Bring a base back from a copy into a new folder. The former folder of this base opens no more on this "
        "computer afterwards, and what was written after the copy stays in it.",
    )
    restore.add_argument("file", metavar="FILE", help=say("файл копии .crmb", "the copy, .crmb"))
    restore.add_argument("folder", metavar="DIR", help=say("новая папка базы", "the new folder of the base"))
    restore.add_argument(
        "--recovery-code-file",
        metavar="FILE",
        help=say(
            "код восстановления; пароль становится новым",
            "the recovery code; the password given becomes the new one",
        ),
    )
    _sample_commands(add, say)


def _sample_commands(add: Add, say: Speech) -> None:
    """The demo shop, and the pictures that are taken of one."""
    demo = add("demo", "keeping", "создать демонстрационный магазин (пароль demo)", "make a demo shop (password demo)")
    demo.add_argument("folder", metavar="DIR", help=say("папка новой базы", "the folder of the new base"))
    demo.add_argument(
        "--clients", type=_whole, default=2000, metavar="2000", help=say("сколько клиентов", "how many clients")
    )
    demo.add_argument(
        "--purchases", type=_whole, default=40_000, metavar="40000", help=say("сколько покупок", "how many purchases")
    )
    demo.add_argument(
        "--seed",
        type=int,
        default=1,
        metavar="1",
        help=say("другое число — другой магазин", "another number, another shop"),
    )
    tour = add("tour", "keeping", "нарисовать все экраны программы", "draw every screen of the program")
    tour.add_argument("folder", metavar="DIR", help=say("папка для картинок", "where the pictures go"))
    tour.add_argument(
        "--theme", choices=THEMES, default="both", help=say("светлая, тёмная или обе", "light, dark or both")
    )
    tour.add_argument(
        "--size", type=_size, default=(1440, 900), metavar="1440x900", help=say("размер окна", "size of the window")
    )
    tour.add_argument("--scale", type=int, choices=SCALES, default=100, help=say("масштаб, %%", "scale in per cent"))
    tour.add_argument("--only", default="", metavar="NAME,NAME", help=say("только эти картинки", "only these pictures"))
    tour.add_argument(
        "--clients",
        type=_whole,
        default=2000,
        metavar="2000",
        help=say("клиентов в примере", "clients of the sample shop"),
    )


# ---------------------------------------------------------------- files in and out


def _file_commands(add: Add, say: Speech) -> None:
    sheets = add("sheets", "exchange", "что есть в файле", "what is in a file")
    load = add("import", "exchange", "загрузить таблицу или vCard", "read a spreadsheet or vCard into the base")
    _reading_options(sheets, say)
    _reading_options(load, say)
    _import_options(load, say)
    undo = add("undo", "exchange", "отменить загрузку или массовую правку", "take back an import or mass change")
    undo.add_argument(
        "batch", type=_whole, metavar="BATCH", help=say("номер загрузки или правки", "number of the import or change")
    )
    export = add("export", "exchange", "выгрузить в файл", "write a file")
    export.add_argument(
        "file",
        metavar="OUT.xlsx|.csv|.vcf",
        help=say("новый файл, вид по окончанию", "a new file, its kind by its ending"),
    )
    export.add_argument("--what", choices=("clients", "purchases", "all"), help=say("что выгрузить", "what goes out"))
    export.add_argument("--segment", metavar="NAME", help=say("только этот сегмент", "this segment alone"))


def _reading_options(command: argparse.ArgumentParser, say: Speech) -> None:
    """How a file is read, whatever is in it."""
    command.add_argument("file", metavar="FILE", help=say("таблица, CSV или vCard", "a spreadsheet, CSV or vCard"))
    command.add_argument("--encoding", metavar="NAME", default="", help="cp1251, utf-8, ...")
    command.add_argument("--delimiter", metavar="C", default="", help=say("; или tab", "; or tab"))
    command.add_argument(
        "--quote", choices=("auto", "double", "single"), default="auto", help=say("кавычки CSV", "quotes of a CSV")
    )
    command.add_argument(
        "--turned",
        action="store_true",
        help=say("названия полей стоят в первом столбце", "names of fields stand in the first column"),
    )
    command.add_argument(
        "--file-password-file",
        metavar="FILE",
        help=say("файл с паролем от таблицы", "a file with the password of the spreadsheet"),
    )


def _import_options(load: argparse.ArgumentParser, say: Speech) -> None:
    """What is to become of the rows."""
    load.add_argument(
        "--sheet",
        metavar="NAME",
        default="",
        help=say("какой лист, если не первый подходящий", "which sheet, if not the one that fits best"),
    )
    load.add_argument(
        "--kind",
        choices=("auto", "clients", "purchases"),
        default="auto",
        help=say("что в строках: клиенты или покупки", "what the rows are: clients or purchases"),
    )
    load.add_argument(
        "--map",
        metavar="FILE.json",
        help=say("что значит каждый столбец", "what each column means: header or letter to target"),
    )
    load.add_argument("--portfolio", metavar="NAME", help=say("в какой портфель", "into which portfolio"))
    load.add_argument(
        "--on-duplicate",
        choices=("fill", "update", "skip", "add"),
        default="fill",
        help=say(
            "с известным клиентом: дополнить, обновить, пропустить, добавить ещё одного",
            "whom the base knows: fill gaps, update, skip, or add once more",
        ),
    )
    load.add_argument(
        "--unknown-clients",
        choices=("report", "create"),
        default="report",
        help=say(
            "покупки неизвестных: сообщить или завести клиента",
            "purchases of unknown clients: report, or make the client",
        ),
    )
    load.add_argument(
        "--all-sheets",
        action="store_true",
        help=say("все листы с такой же шапкой", "every sheet with the same headings"),
    )
    load.add_argument(
        "--dry-run", action="store_true", help=say("только показать, что будет", "only tell what would happen")
    )
    load.add_argument("--report", metavar="OUT.xlsx", help=say("записать отчёт", "write the report workbook"))


# ---------------------------------------------------------------- clients


def _client_commands(add: Add, say: Speech) -> None:
    clients = add("clients", "clients", "список клиентов", "the list of clients")
    clients.add_argument("--search", metavar="TEXT", default="", help=say("имя, телефон, код", "name, phone, code"))
    clients.add_argument("--segment", metavar="NAME", help=say("сохранённый сегмент", "a saved segment"))
    clients.add_argument(
        "--sort",
        metavar="COLUMN",
        default="name",
        help=say("столбец; -total — по убыванию", "a column; -total for descending"),
    )
    clients.add_argument("--limit", type=_whole, default=50, metavar="N", help=say("0 — все", "0 for all"))
    clients.add_argument(
        "--offset", type=_whole, default=0, metavar="N", help=say("сколько пропустить", "how many to pass over")
    )
    show = add("show", "clients", "карточка клиента", "the card of a client")
    show.add_argument("id", type=_whole, metavar="ID", help=say("номер клиента", "number of the client"))
    reveal = add("reveal", "clients", "показать контакты (с записью в журнал)", "show the contacts (journaled)")
    reveal.add_argument("id", type=_whole, metavar="ID", help=say("номер клиента", "number of the client"))
    reveal.add_argument("--reason", metavar="TEXT", default="", help=say("зачем", "why"))
    house = add("house", "clients", "отметить служебных клиентов", "mark house clients: sales to nobody in particular")
    house.add_argument("ids", type=_whole, nargs="+", metavar="ID", help=say("номера клиентов", "numbers of clients"))
    house.add_argument("--off", action="store_true", help=say("снять отметку", "take the mark off"))


# ---------------------------------------------------------------- values


def _whole(text: str) -> int:
    number = int(text)
    if not 0 <= number <= _LARGEST:
        raise ValueError
    return number


def _size(text: str) -> tuple[int, int]:
    width, height = (int(part) for part in text.split("x"))
    if min(width, height) < _SMALLEST_SIDE:
        raise ValueError
    return width, height
