"""The command of somebody who leaves: access off, clients handed over, what there is to know afterwards."""

from __future__ import annotations

from typing import TYPE_CHECKING

from clientcrm.cli.call import Answer, Call
from clientcrm.cli.named import number_of, uid_of
from clientcrm.cli.screen import painted, pairs, table
from clientcrm.cli.speech import Speech
from clientcrm.cli.values import as_json
from clientcrm.domain.activity import Doing
from clientcrm.domain.errors import Invalid
from clientcrm.domain.leaving import HandOver, LeavingReport

if TYPE_CHECKING:
    from clientcrm.crm import Desk

_CLIENTS = (("клиент", "клиента", "клиентов"), ("client", "clients"))
# So many of the clients at risk are shown to a person; a script gets them all.
_SHOWN = 15


def run_leave(call: Call) -> Answer:
    """Close everything to a person and hand the clients over. May be called again where it was cut short."""
    options, say = call.options, call.say
    with call.desk() as desk:
        uid = uid_of(desk, options.person)
        to = tuple(uid_of(desk, name) for name in options.hand_over_to)
        wishes = HandOver(to, moves=dict(_move(desk, text) for text in options.move))
        plan = desk.leaving.plan(uid)
        title = (f"Пароль ещё раз — {plan.person} уходит: ", f"Password once more — {plan.person} leaves: ")
        password = call.password(title=title)
        with call.progress("Новые ключи", "New keys") as bar:
            report = desk.leaving.run(uid, wishes, password, bar)
        currency = desk.shop.currency
        heirs = [desk.people[each] for each in to]
    values = as_json(report) | {"handed_over_to": heirs, "currency": currency}
    if not report.recovery_code:
        del values["recovery_code"]
    values["activity"] = {doing.value: report.activity.count(doing) for doing in Doing} | {
        "days": report.activity.days,
        "unusual": as_json(report.activity.unusual),
    }
    changed = {"frozen": True, "clients": report.clients, "portfolio": report.moved, "keys": report.portfolios}
    values["changed"] = [what for what, done in changed.items() if done]
    return Answer(values, _told(report, heirs, currency, say), notes=_notes(report, say))


def _told(report: LeavingReport, heirs: list[str], currency: str, say: Speech) -> str:
    count = say.counted(report.clients, *_CLIENTS)
    did, doing = report.activity, Doing
    lines: list[tuple[str, str]] = [
        (say("Ушёл", "Left"), report.person),
        (say("Передано", "Handed over"), f"{count}: {', '.join(heirs)}" if report.clients else count),
        (say("Перенесено", "Moved"), say.counted(report.moved, *_CLIENTS) if report.moved else ""),
        (say("Новые ключи", "New keys"), ", ".join(report.portfolios)),
        (say("Копия", "Copy"), str(report.backup or "")),
        (say(f"Карточек за {did.days} дней", f"Cards in {did.days} days"), say.number(did.count(doing.CARDS))),
        (say("Показано контактов", "Contacts shown"), say.number(did.count(doing.SHOWN))),
        (say("Скопировано", "Copied"), say.number(did.count(doing.COPIED))),
        (say("Выгрузок", "Exports"), say.number(did.count(doing.EXPORTS))),
        (say("Печати", "Prints"), say.number(did.count(doing.PRINTS))),
        (say("Копий базы", "Copies of the base"), say.number(did.count(doing.COPIES))),
        (say("Необычных дней", "Unusual days"), say.number(len({day.day for day in did.unusual}))),
    ]
    text = pairs(lines)
    if report.at_risk:
        heads = (
            say("Клиент", "Client"),
            say("За год", "In a year"),
            say("Последняя", "Last"),
            say("Теперь у", "Now with"),
        )
        rows = [
            (each.name, say.money(each.total_year, currency), say.day(each.last_purchase), each.responsible)
            for each in report.at_risk[:_SHOWN]
        ]
        title = painted(say("Позвоните этим клиентам первыми:", "Call these clients first:"), "head")
        text += f"\n\n{title}\n{table(heads, rows, right=(1,))}"
    if report.recovery_code:
        told = say("Новый код восстановления", "New recovery code")
        text += f"\n\n{told}: {painted(report.recovery_code, 'head')}"
    return text


def _notes(report: LeavingReport, say: Speech) -> tuple[str, ...]:
    if report.backup is not None:
        return ()
    return (
        say(
            "Свежая копия не получилась: сделайте её командой backup.",
            "The fresh copy could not be made: make one with the command backup.",
        ),
    )


def _move(desk: Desk, text: str) -> tuple[int, int]:
    source, _, target = text.partition("=")
    if not source.strip() or not target.strip():
        raise Invalid({"portfolio": "empty"})
    return number_of(desk, source), number_of(desk, target)
