"""Commands of the owner and what staff ask of the owner: somebody who leaves, the journal, requests."""

from __future__ import annotations

from argparse import ArgumentParser
from collections.abc import Callable

from clientcrm.cli.speech import Speech


def owner_commands(add: Callable[[str, str, str, str], ArgumentParser], say: Speech) -> None:
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
    requests = add("requests", "requests", "запросы владельцу: список, ответы, новый запрос", "requests to the owner")
    requests.add_argument("deed", choices=("list", "approve", "refuse", "withdraw", "ask"))
    requests.add_argument(
        "target", nargs="?", metavar="N|FILE", help=say("номер; для ask — файл", "number; ask: a file")
    )
    requests.add_argument("--reason", default="", metavar="TEXT", help=say("зачем", "why"))
    requests.add_argument("--client", type=_count, metavar="ID", help=say("чьи контакты показать", "whose contacts"))
    requests.add_argument("--what", choices=("clients", "purchases", "all"))
    requests.add_argument("--segment", metavar="NAME", help=say("только этот сегмент", "this segment alone"))
    requests.add_argument(
        "--owner", metavar="NAME", help=say("владелец отвечает на месте", "the owner answers in place")
    )
    requests.add_argument(
        "--owner-password-file",
        metavar="FILE",
        help=say("файл с паролем владельца", "a file with the owner's password"),
    )


def _count(text: str) -> int:
    number = int(text)
    if number < 0:
        raise ValueError
    return number
