"""Commands about people: who signs in, in which role, with which quota; one's own password."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final
from zoneinfo import ZoneInfo

from clientcrm.cli.call import Answer, Call, first_line
from clientcrm.cli.named import number_of, uid_of
from clientcrm.cli.screen import painted, table
from clientcrm.cli.speech import Speech
from clientcrm.cli.values import as_json
from clientcrm.cli.words import Refusal
from clientcrm.domain.access import Permission, Scope
from clientcrm.domain.errors import Invalid
from clientcrm.domain.staff import Added, PersonRow

if TYPE_CHECKING:
    from clientcrm.crm import Desk

_ROLES: Final = {
    "owner": ("владелец", "owner"),
    "manager": ("менеджер", "manager"),
    "seller": ("продавец", "seller"),
    "observer": ("наблюдатель", "observer"),
}


def run_people_list(call: Call) -> Answer:
    """Everybody, frozen ones too."""
    say = call.say
    with call.desk() as desk:
        names, zone = dict(desk.portfolios), ZoneInfo(desk.shop.time_zone)
        people = desk.staff.people()
    heads = (
        say("Имя", "Name"),
        say("Роль", "Role"),
        say("Состояние", "State"),
        say("Портфели", "Portfolios"),
        say("Был", "Last seen"),
        say("Клиентов", "Clients"),
    )
    rows = [
        (
            row.name,
            _role_word(row, say),
            _state_word(row, say),
            _portfolio_words(row, names, say),
            say.moment(row.last_seen, zone) if row.last_seen else "",
            say.number(row.clients) if row.clients else "",
        )
        for row in people
    ]
    return Answer({"people": [_values(row, names) for row in people]}, table(heads, rows, right=(5,)))


def run_people_add(call: Call) -> Answer:
    """Somebody new; the password for the first sign-in is told here and never again."""
    options = call.options
    with call.signed_in() as (desk, password):
        writes = [number_of(desk, name) for name in options.write_to]
        reads = [number_of(desk, name) for name in options.portfolio]
        if set(reads) & set(writes):
            raise Invalid({"portfolio": "twice"})
        if not reads and not writes:
            reads = [_only_portfolio(desk)]
        added = desk.staff.add(options.name, _role_key(desk, options.role), reads, password, writes)
        return _invited(call, desk, added, "added")


def run_people_reset(call: Call) -> Answer:
    """A password for one sign-in in place of a forgotten one."""
    with call.signed_in() as (desk, password):
        added = desk.staff.reset(uid_of(desk, call.options.person), password)
        return _invited(call, desk, added, "reset")


def run_people_role(call: Call) -> Answer:
    """Another role, by its key or its name."""
    return _changed(
        call, "role", lambda desk, uid, word: desk.staff.set_role(uid, _role_key(desk, call.options.to), word)
    )


def run_people_rename(call: Call) -> Answer:
    """Another name."""
    return _changed(call, "name", lambda desk, uid, word: desk.staff.rename(uid, call.options.to, word))


def run_people_freeze(call: Call) -> Answer:
    """No sign-in from now on."""
    return _changed(call, "frozen", lambda desk, uid, word: desk.staff.freeze(uid, word))


def run_people_unfreeze(call: Call) -> Answer:
    """Sign-in as before."""
    return _changed(call, "unfrozen", lambda desk, uid, word: desk.staff.unfreeze(uid, word))


def run_people_quota(call: Call) -> Answer:
    """How many contacts a person may be shown; what is not said stays as it is."""
    options = call.options

    def change(desk: Desk, uid: str, password: str) -> None:
        said = {"day": options.day, "hour": options.hour, "reason_from": options.reason_from}
        given = {name: value for name, value in said.items() if value is not ...}
        if bool(given) == options.as_role:
            raise Invalid({"quota": "empty" if not given else "twice"})
        quota = None if options.as_role else replace(_row(desk, uid).quota, **given)
        desk.staff.set_quota(uid, quota, password)

    return _changed(call, "quota", change)


def run_people_password(call: Call) -> Answer:
    """One's own password; the first thing to do with one that was given to be used once."""
    options, say = call.options, call.say
    with call.signed_in() as (desk, old):
        if options.new_password_file:
            new = first_line(Path(options.new_password_file))
        else:
            new = call.asked_password(new=True, title=("Новый пароль: ", "New password: "))
        desk.change_password(old, new)
        values = {"person": desk.user.uid, "name": desk.user.name, "changed": ["password"]}
    return Answer(values, say("Пароль изменён.", "The password is changed."))


def adds_in_vain(desk: Desk, person: PersonRow) -> bool:
    """The person is to add clients, and the role does not let it happen."""
    role = next((role for role in desk.staff.roles() if role.key == person.role), None)
    return bool(person.writes_to) and role is not None and role.scope(Permission.EDIT_CLIENTS) is Scope.NO


def cannot_add(name: str, say: Speech) -> str:
    """What to do about it."""
    return say(
        f"{name}: роль не позволяет добавлять клиентов. Назначьте другую командой people role.",
        f"{name}: the role does not allow adding clients. Set another one by people role.",
    )


# ---------------------------------------------------------------- inside


def _only_portfolio(desk: Desk) -> int:
    if len(desk.portfolios) > 1:
        names = ", ".join(name for _, name in desk.portfolios)
        raise Refusal(
            "portfolio_missing",
            f"Портфелей несколько: назовите через --portfolio, что читает сотрудник ({names}).",
            f"There are several portfolios: name with --portfolio what the person reads ({names}).",
        )
    return desk.portfolios[0][0]


def _changed(call: Call, what: str, change: Callable[[Desk, str, str], object]) -> Answer:
    say = call.say
    with call.signed_in() as (desk, password):
        uid = uid_of(desk, call.options.person)
        change(desk, uid, password)
        row = _row(desk, uid)
        values = {"person": _values(row, dict(desk.portfolios)), "changed": [what]}
    facts = {
        "role": say(f"роль — {_role_word(row, say)}", f"role — {_role_word(row, say)}"),
        "name": say("имя изменено", "the name is changed"),
        "frozen": say("вход закрыт", "no sign-in from now on"),
        "unfrozen": say("вход открыт", "may sign in"),
        "quota": _quota_words(row, say),
    }
    return Answer(values, f"{row.name}: {facts[what]}.")


def _invited(call: Call, desk: Desk, added: Added, what: str) -> Answer:
    say, row = call.say, _row(desk, added.uid)
    values = {"person": _values(row, dict(desk.portfolios)), "changed": [what]}
    once = say("Пароль на один вход", "Password for one sign-in")
    advice = say(
        "Передайте его сотруднику: он показан один раз, и при первом входе его сменят.",
        "Hand it over: it is shown this once, and replaced at the first sign-in.",
    )
    works = _portfolio_words(row, dict(desk.portfolios), say, say("читает: ", "reads "))
    whose = "; ".join(part for part in (_role_word(row, say), works) if part)
    text = f"{row.name}: {whose}.\n{once}: {painted(added.one_time_password, 'head')}\n{advice}"
    notes = (cannot_add(row.name, say),) if adds_in_vain(desk, row) else ()
    return Answer({**values, "one_time_password": added.one_time_password}, text, notes=notes)


def _row(desk: Desk, uid: str) -> PersonRow:
    return next(row for row in desk.staff.people() if row.uid == uid)


def _values(row: PersonRow, names: dict[int, str]) -> dict[str, Any]:
    home = row.default_portfolio
    values: dict[str, Any] = as_json(row)
    return values | {
        "portfolios": [names[number] for number in row.portfolios],
        "writes_to": [names[number] for number in row.writes_to],
        "default_portfolio": names.get(home) if home is not None else None,
    }


def _role_key(desk: Desk, said: str) -> str:
    """A role by its key, by its word in either language, or by the name that the owner gave it."""
    wanted = said.strip().casefold()
    for role in desk.staff.roles():
        if wanted in {role.key, role.name.casefold(), *_ROLES.get(role.key, ())}:
            return role.key
    raise Invalid({"role": "unknown"})


def _role_word(row: PersonRow, say: Speech) -> str:
    return row.role_name or say(*_ROLES.get(row.role, (row.role, row.role)))


def _state_word(row: PersonRow, say: Speech) -> str:
    if row.leaving:
        return say("уход не завершён", "leaving, not done")
    if row.left:
        return say("больше не работает", "works here no more")
    if not row.active:
        return say("вход закрыт", "frozen")
    return say("приглашён", "invited") if row.invited else say("работает", "active")


def _portfolio_words(row: PersonRow, names: dict[int, str], say: Speech, before: str = "") -> str:
    """What the person reads, and where the person only adds."""
    reads = ", ".join(names[number] for number in row.portfolios)
    writes = ", ".join(names[number] for number in row.writes_to if number not in row.portfolios)
    adds = say(f"только добавляет: {writes}", f"only adds to: {writes}") if writes else ""
    return "; ".join(part for part in (before + reads if reads else "", adds) if part)


def _quota_words(row: PersonRow, say: Speech) -> str:
    none = say("без предела", "no limit")
    day, hour = (none if limit is None else say.number(limit) for limit in (row.quota.day, row.quota.hour))
    return say(f"контактов в день — {day}, в час — {hour}", f"contacts a day — {day}, an hour — {hour}")
