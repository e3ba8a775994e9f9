"""Commands of the owner: somebody who leaves."""

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
