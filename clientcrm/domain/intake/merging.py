"""What a row adds to a client who is there already: fill, update, skip; never lose what both have."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from operator import attrgetter
from typing import Any

from clientcrm.domain.clients import ClientDraft, OpeningBalance
from clientcrm.domain.contacts import ContactDraft
from clientcrm.domain.imports import OnDuplicate
from clientcrm.domain.values.names import is_no_name
from clientcrm.domain.values.text import fold

# Gathered from both sides whatever the policy (EXCEL.md 5.8).
_UNITED = ("contacts", "tags", "note", "own")
# Decided once for the base, never by a row about an existing client.
_KEPT = ("portfolio", "kind", "responsible")
# A full copy says of each client what they are; who answers for them and where they are stands in its hidden cells.
_KEPT_EXACTLY = ("portfolio", "responsible")


@dataclass(frozen=True, slots=True)
class MergeRules:
    """The policy of the file, of single fields, and whether an empty cell clears a field."""

    policy: OnDuplicate
    per_field: Mapping[str, OnDuplicate]
    mapped: frozenset[str]
    empty_clears: bool = False
    note_mark: str = ""
    exact: bool = False
    # What the file calls the column of codes.
    code_title: str = ""
    # Own fields with a policy of their own, under the keys that the row's draft has them by.
    own: Mapping[int, OnDuplicate] = field(default_factory=dict)

    def of(self, name: str) -> OnDuplicate:
        """The policy of one field, or of one kind of contact points ("contacts:phone")."""
        found = self.per_field.get(name)
        if found is None and ":" in name:
            found = self.per_field.get(name.partition(":")[0])
        return self.policy if found is None else found

    def own_of(self, key: int) -> OnDuplicate:
        """The policy of one own field."""
        return self.own.get(key) or self.of("own")


def merge(current: ClientDraft, row: ClientDraft, rules: MergeRules) -> ClientDraft:
    """The client's draft after the row."""
    if rules.exact:
        return _exactly(current, row, rules.mapped)
    changes: dict[str, Any] = {}
    for name, old, new, empty in zip(_PLAIN, _plain(current), _plain(row), _EMPTY, strict=True):
        if new == old or (new == empty and not rules.empty_clears):
            continue
        policy = rules.of(name)
        if policy is OnDuplicate.SKIP:
            continue
        if new == empty:
            if policy is OnDuplicate.UPDATE and name in rules.mapped:
                changes[name] = new
        elif policy is OnDuplicate.UPDATE or old == empty:
            changes[name] = new
    if current.name != row.name or any(part in changes for part in _NAME):
        _one_name(current, row, rules, changes)
    for name in _UNITED:
        if rules.of(name) is not OnDuplicate.SKIP:
            united = _unite(name, current, row, rules)
            if united != getattr(current, name):
                changes[name] = united
    return replace(current, **changes) if changes else current


def merge_later(current: ClientDraft, row: ClientDraft, rules: MergeRules) -> ClientDraft:
    """The draft after a later row of the same file: a second code of the same numbering goes into the note."""
    if row.code and current.code and row.code != current.code and not rules.exact:
        code = f"{rules.code_title}: {row.code}" if rules.code_title else row.code
        row = replace(row, note=f"{row.note}\n{code}" if row.note else code)
    return merge(current, row, rules)


def merge_opening(current: OpeningBalance, row: OpeningBalance, rules: MergeRules) -> OpeningBalance:
    """Totals are replaced only under "update" and never summed; the first date only moves back, the last one on."""
    left_out: dict[str, Any] = {name: None for target, name in _SUMS if rules.of(target) is OnDuplicate.SKIP}
    said = replace(row, **left_out) if left_out else row
    if not said:
        return current
    if not current:
        return said
    total = said.total if _stands("total_spent", current.total, said.total, rules) else current.total
    count = said.count if _stands("purchase_count", current.count, said.count, rules) else current.count
    first, last = _earlier(current.first, said.first), _later(current.last, said.last)
    changed = (total, count, first, last) != (current.total, current.count, current.first, current.last)
    source = said.source if changed and rules.policy is OnDuplicate.UPDATE else current.source
    return OpeningBalance(total, count, first, last, source)


def _stands(target: str, old: int | None, new: int | None, rules: MergeRules) -> bool:
    """Whether the file's figure stands where the base may have one."""
    return new is not None and (old is None or rules.of(target) is OnDuplicate.UPDATE)


def merge_created(current: datetime | None, row: datetime | None, rules: MergeRules) -> datetime | None:
    """A client is as old as the oldest list that knows them, and exactly as old as a full copy says."""
    if current is None or row is None or rules.of("created_at") is OnDuplicate.SKIP:
        return current or row
    return row if rules.exact else min(current, row)


def unite_contacts(old: tuple[ContactDraft, ...], new: tuple[ContactDraft, ...]) -> tuple[ContactDraft, ...]:
    """The old contact points, then those that are new; one and the same number is never twice."""
    known = {_contact_key(contact) for contact in old}
    primaries = {contact.kind for contact in old if contact.primary}
    united = list(old)
    for contact in new:
        if _contact_key(contact) in known:
            continue
        known.add(_contact_key(contact))
        united.append(replace(contact, primary=contact.primary and contact.kind not in primaries, id=None))
    return tuple(united) if len(united) != len(old) else old


def _exactly(current: ClientDraft, row: ClientDraft, mapped: frozenset[str]) -> ClientDraft:
    """Every mapped field as the row says it; contact points that are the same keep their rows."""
    changes: dict[str, Any] = {}
    for name in mapped.intersection(ClientDraft.__slots__).difference(_KEPT_EXACTLY):
        old, new = getattr(current, name), getattr(row, name)
        if name == "contacts":
            new = _same_points(old, new)
        if name == "own":
            new = {**{key: text for key, text in old.items() if key not in row.own}, **row.own}
            new = {key: text for key, text in new.items() if text}
        if new != old and new != _unix_lines(old):
            changes[name] = new
    return replace(current, **changes) if changes else current


def _unix_lines(value: Any) -> Any:
    """Text as it comes back from CSV and cards, which keep one kind of line end."""
    if isinstance(value, dict):
        return {key: _unix_lines(text) for key, text in value.items()}
    if isinstance(value, tuple):
        return tuple(map(_unix_lines, value))
    return value.replace("\r\n", "\n").replace("\r", "\n") if isinstance(value, str) else value


def _same_points(old: tuple[ContactDraft, ...], new: tuple[ContactDraft, ...]) -> tuple[ContactDraft, ...]:
    ids = {_contact_key(contact): contact.id for contact in reversed(old)}
    return tuple(replace(contact, id=ids.get(_contact_key(contact))) for contact in new)


def _unite(name: str, current: ClientDraft, row: ClientDraft, rules: MergeRules) -> Any:
    if name == "contacts":
        kinds = {point.kind for point in row.contacts if rules.of(f"contacts:{point.kind.value}") is OnDuplicate.SKIP}
        points = tuple(point for point in row.contacts if point.kind not in kinds) if kinds else row.contacts
        return unite_contacts(current.contacts, points)
    if name == "tags":
        known = {fold(tag) for tag in current.tags}
        return current.tags + tuple(tag for tag in row.tags if fold(tag) not in known)
    if name == "note":
        return _unite_notes(current.note, row.note, rules.note_mark)
    own = dict(current.own)
    for key, text in row.own.items():
        policy = rules.own_of(key)
        if policy is not OnDuplicate.SKIP and (not own.get(key) or (policy is OnDuplicate.UPDATE and text)):
            own[key] = text
    return own


def _unite_notes(old: str, new: str, mark: str) -> str:
    """A note is added once, under the date and the file that it came with."""
    if not new or new in old or new in _unix_lines(old):
        return old
    if not old:
        return new
    return f"{old}\n{mark}{new}"


def _one_name(current: ClientDraft, row: ClientDraft, rules: MergeRules, changes: dict[str, Any]) -> None:
    """The whole name and its parts come from one side: half of each would be nobody's name.

    A name that was made of a phone, an e-mail or a code gives way to a real one and never replaces one.
    """
    theirs = "name" in changes or not current.name
    if row.name != current.name and rules.of("name") is not OnDuplicate.SKIP:
        theirs = not is_no_name(row.name, row.code) and (theirs or is_no_name(current.name, current.code))
    source = row if theirs else current
    kept = _MIDDLE if not theirs and _same_person(current, row) else ()
    for name in _NAME:
        if name in kept:
            continue
        changes.pop(name, None)
        if getattr(source, name) != getattr(current, name):
            changes[name] = getattr(source, name)


def _same_person(one: ClientDraft, other: ClientDraft) -> bool:
    """Whether both sides know surname and first name and agree: then a patronymic fills a gap."""
    mine, theirs = fold(f"{one.last_name} {one.first_name}"), fold(f"{other.last_name} {other.first_name}")
    return bool(one.last_name and one.first_name) and mine == theirs


def contact_key(kind: str, raw: str, normal: str, ext: str) -> tuple[str, str]:
    """By what two contact points are the same."""
    return kind, (normal + ext) or raw.strip().casefold()


def _contact_key(contact: ContactDraft) -> tuple[str, str]:
    return contact_key(contact.kind.value, contact.raw, contact.normal, contact.ext)


def _earlier(a: date | None, b: date | None) -> date | None:
    return min(a, b) if a and b else a or b


def _later(a: date | None, b: date | None) -> date | None:
    return max(a, b) if a and b else a or b


_SUMS = (("total_spent", "total"), ("purchase_count", "count"), ("first_purchase", "first"), ("last_purchase", "last"))
_MIDDLE = ("middle_name",)
_NAME = ("name", "last_name", "first_name", *_MIDDLE)
_PLAIN = tuple(name for name in ClientDraft.__slots__ if name not in _UNITED and name not in _KEPT)
_plain = attrgetter(*_PLAIN)
_EMPTY = _plain(ClientDraft())
