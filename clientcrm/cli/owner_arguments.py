"""Commands of the owner and what staff ask of the owner: somebody who leaves, the journal, requests."""

from __future__ import annotations

from argparse import ArgumentParser
from collections.abc import Callable

from clientcrm.cli.speech import Speech

Add = Callable[[str, str, str, str], ArgumentParser]
Kind = Callable[[str, str, str], ArgumentParser]


def owner_commands(add: Add, group: Callable[[str, str, str, str], Kind], say: Speech) -> None:
    """Commands that need the owner's keys."""
    leave = add("leave", "leaving", "уход сотрудника: закрыть доступ и передать клиентов", "somebody leaves the shop")
    leave.add_argument("person", metavar="PERSON", help=say("кто уходит", "who leaves"))
    leave.add_argument(
        "--hand-over-to",
        action="append",
        default=[],
        metavar="PERSON",
        help=say("кому передать клиентов; несколько — по очереди", "who gets the clients; several take turns"),
    )
    leave.add_argument(
        "--move",
        action="append",
        default=[],
        metavar=say("ИЗ=В", "FROM=INTO"),
        help=say("перенести клиентов в другой портфель", "take the clients into another portfolio"),
    )
    journal = add("journal", "journal", "журнал: кто что делал, и его проверка", "the journal and its proof")
    journal.add_argument("--person", metavar="NAME", default="", help=say("только этот сотрудник", "this person alone"))
    journal.add_argument("--since", metavar="DATE", help=say("с этого дня: 12.05.2026", "from this day on: 2026-05-12"))
    journal.add_argument(
        "--limit", type=_count, metavar="N", help=say("сколько последних записей, 0 — все", "how many, 0 for all")
    )
    journal.add_argument(
        "--verify", action="store_true", help=say("доказать, что ничего не изменено", "prove that nothing was changed")
    )
    journal.add_argument(
        "--noted",
        metavar="CODE",
        help=say(
            "записанный раньше отпечаток: цел ли журнал до него", "a fingerprint noted earlier: is all before it whole"
        ),
    )
    _requests(group("requests", "requests", "запросы владельцу: список, ответы, новый", "requests to the owner"), say)


def _requests(kind: Kind, say: Speech) -> None:
    kind("list", "запросы: владельцу — всех, остальным — свои", "those of everybody for an owner, else the own ones")
    for name, russian, english in (
        ("approve", "согласиться один раз", "agree to once"),
        ("refuse", "отказать", "say no"),
        ("withdraw", "отозвать свой запрос", "take the own one back"),
    ):
        answer = kind(name, russian, english)
        answer.add_argument("number", type=_count, metavar="N", help=say("номер из списка", "its number in the list"))
        if name == "approve":
            answer.add_argument(
                "--owner", metavar="NAME", help=say("владелец отвечает на месте", "the owner answers in place")
            )
            answer.add_argument(
                "--owner-password-file",
                metavar="FILE",
                help=say("файл с паролем владельца", "a file with the owner's password"),
            )
    ask = kind("ask", "попросить выгрузку или контакты клиента", "ask for an export or a client's contacts")
    which = ask.add_mutually_exclusive_group(required=True)
    which.add_argument("file", nargs="?", metavar="FILE", help=say("файл, который нужен", "the file that is needed"))
    which.add_argument("--client", type=_count, metavar="ID", help=say("чьи контакты показать", "whose contacts"))
    ask.add_argument("--reason", required=True, metavar="TEXT", help=say("зачем", "why"))
    ask.add_argument("--what", choices=("clients", "purchases", "all"), help=say("что выгрузить", "what goes out"))
    ask.add_argument("--segment", metavar="NAME", help=say("только этот сегмент", "this segment alone"))


def _count(text: str) -> int:
    number = int(text)
    if number < 0:
        raise ValueError
    return number
