"""What the journal knows of keys.json: a change whose entry was lost to a kill is noticed at the next sign-in."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from sqlalchemy import select
from sqlalchemy.orm import Session

from clientcrm.data.models import Portfolio, Setting
from clientcrm.domain.access import roles_of
from clientcrm.domain.leaving import BEGUN
from clientcrm.vault.header import Header
from clientcrm.vault.manifest import Manifest

_KEY = "keys_noted"


class Noted(NamedTuple):
    """One entry to be written: what was done, with whom or what; a portfolio by its number."""

    action: str
    kind: str = ""
    object_id: int | None = None
    detail: Mapping[str, object] = {}


def number_portfolios(session: Session, manifest: Manifest) -> dict[str, int]:
    """The number by which rows name each portfolio of the signed list; a new portfolio gets the next one."""
    numbers = {row.vault_id: row.id for row in session.scalars(select(Portfolio))}
    for portfolio in manifest.portfolios:
        if portfolio.id not in numbers:
            numbers[portfolio.id] = max(numbers.values(), default=0) + 1
            session.add(Portfolio(id=numbers[portfolio.id], vault_id=portfolio.id))
    return numbers


def changes_of_keys(session: Session, header: Header, uid: str) -> list[Noted]:
    """Entries for what changed in keys.json and was not noted, found by the person `uid`; it is noted now.

    Nothing is told of a base that notes its keys for the first time.
    """
    row = session.get(Setting, _KEY)
    before: dict[str, Any] = json.loads(row.value) if row is not None else {}
    now = _state(header)
    if now == before:
        return []
    numbers = number_portfolios(session, header.manifest)
    session.merge(Setting(key=_KEY, value=json.dumps(now, sort_keys=True, ensure_ascii=False)))
    if not before:
        return []
    signer = _signer(header)
    by = {"by": signer} if signer and signer != uid else {}
    found = [noted._replace(detail={**noted.detail, **by}) for noted in _of_the_list(before, now, numbers)]
    told = [*_in_general(before, now, explained=bool(found)), *found]
    return [*told, *_passwords(before, now)]


# ---------------------------------------------------------------- what is remembered


def _state(header: Header) -> dict[str, Any]:
    """The signed list as far as entries tell of it, and the salt of each password: it is new with each password."""
    manifest = header.manifest
    return {
        "manifest": header.manifest_seq,
        "generation": header.generation,
        "passwords": {uid: slot.salt.hex() for uid, slot in header.bundles.items()},
        "people": {
            person.uid: {
                "name": person.name,
                "role": person.role,
                "status": person.status,
                "key": person.sig_pub.hex()[:16],
                "permissions": dict(person.permissions),
            }
            for person in manifest.people
        },
        "portfolios": {
            item.id: {"name": item.name, "members": list(item.members), "epoch": item.epoch}
            for item in manifest.portfolios
        },
        "roles": {role.key: _digest(role.to_json()) for role in roles_of(manifest.policy)},
        "policy": {name: _digest(value) for name, value in manifest.policy.items() if name != "roles"},
    }


def _digest(value: object) -> str:
    return hashlib.sha256(json.dumps(value, sort_keys=True).encode()).hexdigest()[:16]


def _signer(header: Header) -> str:
    """Who signed the list as it is now; nobody's uid where the recovery code did."""
    people = header.manifest.people
    return next((p.uid for p in people if header.signer in (p.sig_pub, *p.former_sig_pubs)), "")


# ---------------------------------------------------------------- what is told


def _in_general(before: Mapping[str, Any], now: Mapping[str, Any], *, explained: bool) -> Iterator[Noted]:
    """The list is another one, or the base's file has another key: said where nothing says it more exactly."""
    numbers = {name: [before[name], now[name]] for name in ("manifest", "generation") if before[name] != now[name]}
    if "generation" in numbers or (numbers and not explained):
        yield Noted("keys.changed", detail=dict(numbers))


def _of_the_list(before: Mapping[str, Any], now: Mapping[str, Any], numbers: Mapping[str, int]) -> Iterator[Noted]:
    if "people" not in before:
        return
    for uid, person in now["people"].items():
        old = before["people"].get(uid)
        if old is None:
            yield Noted("person.added", "person", detail={"person": uid, "role": person["role"]})
        elif old != person:
            anew = before["passwords"].get(uid) != now["passwords"].get(uid)
            yield from _of_a_person(uid, old, person, password=anew)
    for vault_id, item in now["portfolios"].items():
        yield from _of_a_portfolio(numbers[vault_id], before["portfolios"].get(vault_id), item)
    roles = _differing(before["roles"], now["roles"])
    if roles:
        yield Noted("roles.changed", "role", detail={"roles": roles})
    policy = _differing(before["policy"], now["policy"])
    if policy:
        yield Noted("policy.changed", detail={"policy": policy})


def _of_a_person(uid: str, old: Mapping[str, Any], new: Mapping[str, Any], *, password: bool) -> Iterator[Noted]:
    def told(action: str, **more: object) -> Noted:
        return Noted(action, "person", detail={"person": uid, **more})

    if old["key"] != new["key"]:
        yield told("person.reset" if password else "person.accepted")
    if old["name"] != new["name"]:
        yield told("person.renamed")
    if old["role"] != new["role"]:
        yield told("person.role_set", role=[old["role"], new["role"]])
    if old["status"] != new["status"]:
        yield told("person.unfrozen" if new["status"] == "active" else "person.frozen")
    was, now = old["permissions"], new["permissions"]
    if now.get(BEGUN) and not was.get(BEGUN):
        yield told("person.leaving")
    if was.get("quota") != now.get("quota"):
        yield told("person.quota_set", quota=[was.get("quota"), now.get("quota")])
    if was.get("portfolio") != now.get("portfolio"):
        yield told("person.default_set")
    if was.get("write_to") != now.get("write_to"):
        yield told("person.writes_set")


def _of_a_portfolio(number: int, old: Mapping[str, Any] | None, new: Mapping[str, Any]) -> Iterator[Noted]:
    def told(action: str, **more: object) -> Noted:
        return Noted(action, "portfolio", number, more)

    if old is None:
        yield told("portfolio.added", members=new["members"])
        return
    if old["name"] != new["name"]:
        yield told("portfolio.renamed")
    if old["members"] != new["members"]:
        came = [uid for uid in new["members"] if uid not in old["members"]]
        left = [uid for uid in old["members"] if uid not in new["members"]]
        yield told("portfolio.members_set", came=came, left=left)
    if old["epoch"] != new["epoch"]:
        yield told("portfolio.renewed")


def _passwords(before: Mapping[str, Any], now: Mapping[str, Any]) -> Iterator[Noted]:
    """Passwords that people changed themselves; one given by the owner is told as such already."""
    keys = [{uid: person["key"] for uid, person in state.get("people", {}).items()} for state in (before, now)]
    for uid, salt in now["passwords"].items():
        own = not keys[0] or keys[0].get(uid) == keys[1].get(uid)
        if before["passwords"].get(uid, salt) != salt and own:
            yield Noted("person.password_changed", "person", detail={"person": uid})


def _differing(before: Mapping[str, object], now: Mapping[str, object]) -> list[str]:
    return sorted(name for name in before.keys() | now.keys() if before.get(name) != now.get(name))
