"""Commands about portfolios: what there is, who reads it, where new clients go."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from clientcrm.cli.call import Answer, Call
from clientcrm.cli.people import number_of, uid_of
from clientcrm.cli.screen import table
from clientcrm.domain.errors import Invalid

if TYPE_CHECKING:
    from clientcrm.crm import Desk


def run_portfolios_list(call: Call) -> Answer:
    """Every portfolio."""
    say = call.say
    with call.desk() as desk:
        found = _rows(desk)
    heads = (say("Портфель", "Portfolio"), say("Кто читает", "Who reads it"), say("Клиентов", "Clients"))
    lines = [(row["name"], ", ".join(row["members"]), say.number(row["clients"])) for row in found]
    return Answer({"portfolios": found}, table(heads, lines, right=(2,)))


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
    options = call.options
    with call.signed_in() as (desk, password):
        number = number_of(desk, options.name)
        come, go = ([uid_of(desk, name) for name in names] for names in (options.add, options.remove))
        if set(come) & set(go):
            raise Invalid({"person": "twice"})
        members = next(row.members for row in desk.staff.portfolios() if row.id == number)
        now = [uid for uid in dict.fromkeys((*members, *come)) if uid not in go]
        if set(now) != set(members):
            desk.staff.set_members(number, now, password)
        return _told(call, desk, number, *(["members"] if set(now) != set(members) else []))


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


def _rows(desk: Desk) -> list[dict[str, Any]]:
    return [
        {
            "id": row.id,
            "name": row.name,
            "members": [desk.people[uid] for uid in row.members],
            "clients": row.clients,
        }
        for row in desk.staff.portfolios()
    ]


def _told(call: Call, desk: Desk, number: int, *changed: str) -> Answer:
    say = call.say
    row = next(row for row in _rows(desk) if row["id"] == number)
    members = ", ".join(row["members"]) or say("только владельцы", "owners alone")
    text = say(f"«{row['name']}»: читают {members}.", f"“{row['name']}”: read by {members}.")
    return Answer({"portfolio": row, "changed": list(changed)}, text)
