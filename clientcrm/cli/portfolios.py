"""Commands about portfolios: what there is, who reads it, where new clients go."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from clientcrm.cli.call import Answer, Call
from clientcrm.cli.named import number_of, uid_of
from clientcrm.cli.people import adds_in_vain, cannot_add
from clientcrm.cli.screen import painted, table
from clientcrm.cli.speech import Speech
from clientcrm.domain.access import Others
from clientcrm.domain.errors import Invalid

if TYPE_CHECKING:
    from clientcrm.crm import Desk


def run_portfolios_list(call: Call) -> Answer:
    """Every portfolio."""
    say = call.say
    with call.desk() as desk:
        found, others = _rows(desk), desk.staff.others()
    heads = (
        say("Портфель", "Portfolio"),
        say("Кто читает", "Who reads it"),
        say("Кто только добавляет", "Who only adds to it"),
        say("Клиентов", "Clients"),
    )
    lines = [(row["name"], _readers(row, say), ", ".join(row["writers"]), say.number(row["clients"])) for row in found]
    text = f"{table(heads, lines, right=(3,))}\n{painted(_others_words(others, say), 'dim')}"
    return Answer({"portfolios": found, "others": others.value}, text)


def run_portfolios_add(call: Call) -> Answer:
    """A new set of clients."""
    with call.signed_in() as (desk, password):
        members = [uid_of(desk, name) for name in call.options.member]
        number = desk.staff.add_portfolio(call.options.name, members, password)
        return _told(call, desk, number, "added")


def run_portfolios_rename(call: Call) -> Answer:
    """Another name."""
    with call.signed_in() as (desk, password):
        number = number_of(desk, call.options.name)
        desk.staff.rename_portfolio(number, call.options.to, password)
        return _told(call, desk, number, "name")


def run_portfolios_members(call: Call) -> Answer:
    """Let people in, take people out; without either it only tells who reads."""
    with call.signed_in() as (desk, password):
        number = number_of(desk, call.options.name)
        come, go = _coming_and_going(call, desk)
        members = next(row.members for row in desk.staff.portfolios() if row.id == number)
        now = {*members, *come} - go
        if now != set(members):
            desk.staff.set_members(number, sorted(now), password)
        return _told(call, desk, number, *(["members"] if now != set(members) else []))


def run_portfolios_writers(call: Call) -> Answer:
    """Let people add clients whom they cannot read afterwards; without either it only tells who may."""
    with call.signed_in() as (desk, password):
        number = number_of(desk, call.options.name)
        come, go = _coming_and_going(call, desk)
        changed, people = False, desk.staff.people()
        if any(row.uid in come and number in row.portfolios for row in people):
            raise Invalid({"person": "reads_it"})
        for row in people:
            may = row.uid in come or (number in row.writes_to and row.uid not in go)
            if may != (number in row.writes_to):
                kept = [each for each in row.writes_to if each != number]
                desk.staff.set_writes_to(row.uid, [*kept, number] if may else kept, password)
                changed = True
        notes = [
            cannot_add(row.name, call.say) for row in desk.staff.people() if row.uid in come and adds_in_vain(desk, row)
        ]
        return replace(_told(call, desk, number, *(["writers"] if changed else [])), notes=tuple(notes))


def run_portfolios_others(call: Call) -> Answer:
    """What people see of clients in portfolios that are not theirs: changed, or told."""
    with call.signed_in() as (desk, password):
        before, said = desk.staff.others(), call.options.see
        now = Others(said) if said else before
        if now is not before:
            desk.staff.set_others(now, password)
    changed = ["others"] if now is not before else []
    return Answer({"others": now.value, "changed": changed}, _others_words(now, call.say))


def run_portfolios_default(call: Call) -> Answer:
    """Where new clients of a person go."""
    options, say = call.options, call.say
    with call.signed_in() as (desk, password):
        uid = uid_of(desk, options.person)
        number = number_of(desk, options.name) if options.name else None
        desk.staff.set_default(uid, number, password)
        name, person = dict(desk.portfolios).get(number or 0), desk.people[uid]
    values = {"person": {"uid": uid, "name": person}, "default_portfolio": name, "changed": ["default"]}
    home = f"«{name}»" if name else say("первый свой", "the first own one")
    return Answer(values, say(f"{person}: новые клиенты идут в {home}.", f"{person}: new clients go to {home}."))


def _coming_and_going(call: Call, desk: Desk) -> tuple[set[str], set[str]]:
    come, go = ({uid_of(desk, name) for name in names} for names in (call.options.add, call.options.remove))
    if come & go:
        raise Invalid({"person": "twice"})
    return come, go


def _others_words(others: Others, say: Speech) -> str:
    if others is Others.NAMES:
        return say(
            "О клиентах чужих портфелей видно имя и ступень, контакты — никогда.",
            "Of clients in others' portfolios people see the name and the tier, never the contacts.",
        )
    return say("Клиентов чужих портфелей не видно совсем.", "Clients of others' portfolios are not seen at all.")


def _rows(desk: Desk) -> list[dict[str, Any]]:
    people = desk.staff.people()
    return [
        {
            "id": row.id,
            "name": row.name,
            "members": [desk.people[uid] for uid in row.members],
            "writers": [
                person.name for person in people if row.id in person.writes_to and row.id not in person.portfolios
            ],
            "clients": row.clients,
        }
        for row in desk.staff.portfolios()
    ]


def _readers(row: dict[str, Any], say: Speech) -> str:
    return ", ".join(row["members"]) or say("только владельцы", "owners alone")


def _told(call: Call, desk: Desk, number: int, *changed: str) -> Answer:
    say = call.say
    row = next(row for row in _rows(desk) if row["id"] == number)
    members = _readers(row, say)
    text = say(f"«{row['name']}»: читают {members}.", f"“{row['name']}”: read by {members}.")
    if row["writers"]:
        writers = ", ".join(row["writers"])
        text += say(f" Только добавляют: {writers}.", f" Only added to by {writers}.")
    return Answer({"portfolio": row, "changed": list(changed)}, text)
