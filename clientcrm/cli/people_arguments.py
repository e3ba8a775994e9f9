"""Options of the commands about people and portfolios."""

from __future__ import annotations

from argparse import ArgumentParser
from collections.abc import Callable

from clientcrm.cli.speech import Speech

Kind = Callable[[str, str, str], ArgumentParser]


def people_commands(group: Callable[[str, str, str, str], Kind], say: Speech) -> None:
    """Who works here, and which clients are whose."""
    _people(group("people", "people", "сотрудники: кто входит и что может", "who signs in and may do what"), say)
    _portfolios(
        group("portfolios", "portfolios", "портфели клиентов и кто их читает", "sets of clients and who reads them"),
        say,
    )


def _people(kind: Kind, say: Speech) -> None:
    kind("list", "все сотрудники", "everybody")
    new = kind("add", "новый сотрудник: программа даёт пароль на один вход", "somebody new, with a one-time password")
    new.add_argument("name", metavar="NAME", help=say("имя", "name"))
    new.add_argument("--role", default="seller", metavar="ROLE", help="owner, manager, seller, observer, ...")
    new.add_argument(
        "--portfolio", action="append", default=[], metavar="NAME", help=say("что читает", "what the person reads")
    )
    new.add_argument(
        "--write-to",
        action="append",
        default=[],
        metavar="NAME",
        help=say("куда только добавляет, не читая", "where the person adds clients and reads none"),
    )
    for name, russian, english in (
        ("role", "другая роль", "another role"),
        ("rename", "другое имя", "another name"),
        ("quota", "сколько контактов показывать", "how many contacts are shown"),
        ("freeze", "закрыть вход", "no sign-in from now on"),
        ("unfreeze", "вернуть вход", "sign-in as before"),
        ("reset", "новый пароль на один вход взамен забытого", "a one-time password for a forgotten one"),
    ):
        command = kind(name, russian, english)
        command.add_argument("person", metavar="PERSON", help=say("кто", "who"))
        if name in {"role", "rename"}:
            command.add_argument(
                "to",
                metavar="ROLE" if name == "role" else "NAME",
                help=say("новая роль или имя", "the new role or name"),
            )
        if name == "quota":
            for option in ("day", "hour", "reason-from"):
                command.add_argument(
                    f"--{option}", type=_limit, default=..., metavar="N", help=say("число или no", "N, or no")
                )
            command.add_argument("--as-role", action="store_true", help=say("как у роли", "as the role says"))
    own = kind("password", "сменить свой пароль", "change one's own password")
    own.add_argument("--new-password-file", metavar="FILE", help=say("файл с новым паролем", "the new password"))


def _portfolios(kind: Kind, say: Speech) -> None:
    kind("list", "все портфели", "every portfolio")
    new = kind("add", "новый портфель", "a new portfolio")
    new.add_argument("name", metavar="NAME", help=say("название портфеля", "name of the portfolio"))
    new.add_argument("--member", action="append", default=[], metavar="PERSON", help=say("кто читает", "who reads it"))
    rename = kind("rename", "другое название", "another name")
    rename.add_argument("name", metavar="NAME", help=say("название портфеля", "name of the portfolio"))
    rename.add_argument("to", metavar="NAME", help=say("новое название", "the new name"))
    members = kind("members", "кто читает портфель", "who reads a portfolio")
    members.add_argument("name", metavar="NAME", help=say("название портфеля", "name of the portfolio"))
    members.add_argument(
        "--add", action="append", default=[], metavar="PERSON", help=say("кого добавить", "whom to add")
    )
    members.add_argument(
        "--remove", action="append", default=[], metavar="PERSON", help=say("кого убрать", "whom to take out")
    )
    writers = kind("writers", "кто добавляет в портфель, не читая его", "who adds to a portfolio without reading it")
    writers.add_argument("name", metavar="NAME", help=say("название портфеля", "name of the portfolio"))
    writers.add_argument(
        "--add", action="append", default=[], metavar="PERSON", help=say("кого добавить", "whom to add")
    )
    writers.add_argument(
        "--remove", action="append", default=[], metavar="PERSON", help=say("кого убрать", "whom to take out")
    )
    others = kind("others", "что видно о клиентах чужих портфелей", "what is seen of clients in others' portfolios")
    others.add_argument(
        "see",
        nargs="?",
        choices=("nothing", "names"),
        help=say("ничего или имя и ступень; без слова — как сейчас", "nothing, or name and tier; without it: as it is"),
    )
    home = kind("default", "куда идут новые клиенты сотрудника", "where a person's new clients go")
    home.add_argument("person", metavar="PERSON", help=say("чьи клиенты", "whose clients"))
    home.add_argument("name", nargs="?", metavar="NAME", help=say("без него — первый", "none: the first one"))


def _limit(text: str) -> int | None:
    """A number that is not below zero; None for no limit."""
    if text.strip().casefold() in {"no", "none", "нет"}:
        return None
    number = int(text)
    if number < 0:
        raise ValueError
    return number
