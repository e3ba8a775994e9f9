"""Requests to the owner: asking, the list, agreeing, refusing, taking back."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from clientcrm.cli.call import Answer, Call, first_line
from clientcrm.cli.exchange import export_plan
from clientcrm.cli.request_words import kind_word, state_word
from clientcrm.cli.screen import table
from clientcrm.cli.speech import Speech
from clientcrm.cli.values import as_json
from clientcrm.cli.words import Refusal
from clientcrm.domain.requests import RequestKind, RequestRow

if TYPE_CHECKING:
    from clientcrm.crm import Desk

_CLIENTS = (("клиент", "клиента", "клиентов"), ("client", "clients"))
_CONTACTS = (("контакт", "контакта", "контактов"), ("contact", "contacts"))


def run_requests_list(call: Call) -> Answer:
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
            state_word(row, say),
            row.reason,
        )
        for row in rows
    ]
    text = table(heads, lines, right=(0, 3)) if rows else say("Запросов нет.", "There are no requests.")
    return Answer({"requests": as_json(rows)}, text)


def run_requests_ask(call: Call) -> Answer:
    """A new one: for a file, or for the contacts of a client."""
    options, say = call.options, call.say
    with call.desk() as desk:
        if options.client is not None:
            number = desk.requests.ask_show(options.client, options.reason)
        else:
            number = desk.requests.ask_export(export_plan(call, desk, Path(options.file)), options.reason)
        [row] = [row for row in desk.requests.mine() if row.id == number]
    count = say.counted(row.count, *(_CLIENTS if row.kind is not RequestKind.SHOW else _CONTACTS))
    text = say(f"Запрос {number} отправлен владельцу: {count}.", f"Request {number} is with the owner: {count}.")
    return Answer({"id": number, "count": row.count, "state": row.state.value}, text)


def run_requests_approve(call: Call) -> Answer:
    """Agree to one: signed in as an owner, or the owner in place at an employee's sign-in."""
    number, owner = call.options.number, call.options.owner
    with call.desk() as desk:
        if owner:
            desk.requests.approve_in_place(number, owner, _owners_password(call))
        else:
            desk.requests.approve(number)
        return _answered(
            call,
            desk,
            f"Согласие дано на один раз, на семь дней: запрос {number}.",
            f"Agreed to once, for seven days: request {number}.",
        )


def run_requests_refuse(call: Call) -> Answer:
    """Say no to one."""
    number = call.options.number
    with call.desk() as desk:
        desk.requests.refuse(number)
        return _answered(call, desk, f"Отказано: запрос {number}.", f"Refused: request {number}.")


def run_requests_withdraw(call: Call) -> Answer:
    """Take an own one back."""
    number = call.options.number
    with call.desk() as desk:
        desk.requests.withdraw(number)
        return _answered(call, desk, f"Отозван: запрос {number}.", f"Withdrawn: request {number}.")


def _answered(call: Call, desk: Desk, russian: str, english: str) -> Answer:
    number = call.options.number
    rows = desk.requests.answered() if desk.user.is_owner else desk.requests.mine()
    state = next((row.state.value for row in rows if row.id == number), "")
    return Answer({"id": number, "state": state}, call.say(russian, english))


def _owners_password(call: Call) -> str:
    if call.options.owner_password_file:
        return first_line(Path(call.options.owner_password_file))
    raise Refusal(
        "password_missing",
        "Нет пароля владельца: укажите --owner-password-file ФАЙЛ.",
        "The owner's password is missing: name an --owner-password-file.",
    )


def _what(row: RequestRow, say: Speech) -> str:
    what = kind_word(row.kind, say)
    return f"{what}: {row.client_name}" if row.kind is RequestKind.SHOW else f"{what} {row.ending}".strip()
