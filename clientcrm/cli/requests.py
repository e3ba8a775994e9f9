"""Requests to the owner: asking, the list, agreeing, refusing, taking back."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from clientcrm.cli.call import Answer, Call, first_line
from clientcrm.cli.exchange import export_plan
from clientcrm.cli.screen import table
from clientcrm.cli.speech import Speech
from clientcrm.cli.values import as_json
from clientcrm.cli.words import Refusal
from clientcrm.domain.requests import RequestKind, RequestRow, RequestState

if TYPE_CHECKING:
    from clientcrm.crm import Desk

_CLIENTS = (("клиент", "клиента", "клиентов"), ("client", "clients"))
_CONTACTS = (("контакт", "контакта", "контактов"), ("contact", "contacts"))
_KINDS = {
    RequestKind.EXPORT: ("файл", "file"),
    RequestKind.PRINT: ("печать", "print"),
    RequestKind.SHOW: ("контакты", "contacts"),
}
_STATES = {
    RequestState.ASKED: ("ждёт ответа", "waits"),
    RequestState.GRANTED: ("согласие", "agreed"),
    RequestState.REFUSED: ("отказ", "refused"),
    RequestState.USED: ("использован", "used"),
    RequestState.WITHDRAWN: ("отозван", "withdrawn"),
    RequestState.EXPIRED: ("истёк", "over"),
}
_DONE = {
    "approve": ("Согласие дано на один раз, на семь дней: запрос {}.", "Agreed to once, for seven days: request {}."),
    "refuse": ("Отказано: запрос {}.", "Refused: request {}."),
    "withdraw": ("Отозван: запрос {}.", "Withdrawn: request {}."),
}


def run_requests(call: Call) -> Answer:
    """What the word after `requests` says."""
    asked = call.options.deed
    if asked == "list":
        return _list(call)
    return _ask(call) if asked == "ask" else _answer(call, asked, _number(call))


def _list(call: Call) -> Answer:
    """For an owner those of everybody, for others the own ones; the newest first."""
    with call.desk() as desk:
        owner = desk.user.is_owner
        rows = [*desk.requests.waiting(), *desk.requests.answered()] if owner else desk.requests.mine()
        zone = ZoneInfo(desk.shop.time_zone)
    say = call.say
    first = ("№", say("Кто", "Who"), say("Что", "What"), say("Сколько", "How many"), say("Когда", "When"))
    heads = (*first, say("Состояние", "State"), say("Зачем", "Why"))
    lines = [
        (
            str(row.id),
            row.person,
            _what(row, say),
            say.number(row.count),
            say.moment(row.asked_at, zone),
            say(*_STATES[row.state]) if row.genuine else say("изменён вне программы", "changed outside the program"),
            row.reason,
        )
        for row in rows
    ]
    text = table(heads, lines, right=(0, 3)) if rows else say("Запросов нет.", "There are no requests.")
    return Answer({"requests": as_json(rows)}, text)


def _ask(call: Call) -> Answer:
    options, say = call.options, call.say
    if (options.target is None) is (options.client is None):
        raise Refusal(
            "does_not_fit",
            "Назовите файл, который хотите выгрузить, или клиента через --client.",
            "Name the file that you want to write, or a client with --client.",
        )
    with call.desk() as desk:
        if options.client is not None:
            number = desk.requests.ask_show(options.client, options.reason)
        else:
            number = desk.requests.ask_export(export_plan(call, desk, Path(options.target)), options.reason)
        [row] = [row for row in desk.requests.mine() if row.id == number]
    count = say.counted(row.count, *(_CLIENTS if row.kind is not RequestKind.SHOW else _CONTACTS))
    text = say(f"Запрос {number} отправлен владельцу: {count}.", f"Request {number} is with the owner: {count}.")
    return Answer({"id": number, "count": row.count, "state": row.state.value}, text)


def _answer(call: Call, asked: str, number: int) -> Answer:
    options = call.options
    with call.desk() as desk:
        if asked == "approve" and options.owner:
            desk.requests.approve_in_place(number, options.owner, _owners_password(call))
        elif asked == "approve":
            desk.requests.approve(number)
        elif asked == "refuse":
            desk.requests.refuse(number)
        else:
            desk.requests.withdraw(number)
        state = _state(desk, number)
    russian, english = _DONE[asked]
    return Answer({"id": number, "state": state}, call.say(russian.format(number), english.format(number)))


def _state(desk: Desk, number: int) -> str:
    rows = desk.requests.answered() if desk.user.is_owner else desk.requests.mine()
    return next((row.state.value for row in rows if row.id == number), "")


def _owners_password(call: Call) -> str:
    if call.options.owner_password_file:
        return first_line(Path(call.options.owner_password_file))
    raise Refusal(
        "password_missing",
        "Нет пароля владельца: укажите --owner-password-file ФАЙЛ.",
        "The owner's password is missing: name an --owner-password-file.",
    )


def _number(call: Call) -> int:
    target = str(call.options.target or "")
    if not target.isdecimal():
        raise Refusal(
            "does_not_fit",
            "Назовите номер запроса: он стоит в списке requests list.",
            "Name the number of the request: see requests list.",
        )
    return int(target)


def _what(row: RequestRow, say: Speech) -> str:
    what = say(*_KINDS[row.kind])
    return f"{what}: {row.client_name}" if row.kind is RequestKind.SHOW else f"{what} {row.ending}".strip()
