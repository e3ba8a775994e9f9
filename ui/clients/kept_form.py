"""A client form with what is not saved in it, as bytes to be sealed behind a lock, a new language or scale."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import date
from typing import Any

from clientcrm.domain.clients import ClientForm
from clientcrm.domain.contacts import ContactKind, ContactLine, ContactStatus
from clientcrm.domain.intake.codec import draft_from_json, draft_to_json
from ui.clients.form_fields import ClientFields
from ui.clients.form_page import Opened
from ui.widgets.combo import Combo
from ui.widgets.fields import TextField


def to_bytes(opened: Opened, fields: ClientFields) -> bytes:
    """The form as it was opened, with the version it was read at, and each field as it stands, be it unreadable."""
    form = opened.form
    said = {
        "form": form and [form.id, form.version, [_line_to_json(line) for line in form.lines]],
        "draft": draft_to_json(opened.draft),
        "number": opened.number,
        "typed": _typed(fields),
    }
    return json.dumps(said, ensure_ascii=False, separators=(",", ":")).encode()


def from_bytes(kept: bytes) -> Opened:
    """The form again, without the words to offer."""
    said = json.loads(kept)
    draft, form = draft_from_json(said["draft"]), None
    if said["form"]:
        client_id, version, lines = said["form"]
        form = ClientForm(client_id, version, draft, tuple(map(_line_from_json, lines)))
    return Opened(form, draft, number=said["number"], typed=said["typed"])


def put_back(fields: ClientFields, typed: Mapping[str, Any]) -> None:
    """Each field as it stood; one that this shop no longer has is left out, a choice that is gone stays as filled."""
    fields.kind.choose(typed["kind"])
    for name, line in _lines(fields).items():
        line.set_text(typed["lines"].get(name, line.text()))
    for name, combo in _combos(fields).items():
        if combo.findData(typed["combos"][name]) >= 0:
            combo.choose(typed["combos"][name])
    fields.contacts.put_back(typed["contacts"])
    fields.tags.set_tags(typed["tags"])
    fields.house.setChecked(typed["house"])
    fields.note.set_text(typed["note"])
    fields.show_kind()


def _typed(fields: ClientFields) -> dict[str, Any]:
    return {
        "kind": fields.kind.current(),
        "lines": {name: line.text() for name, line in _lines(fields).items()},
        "combos": {name: combo.key() for name, combo in _combos(fields).items()},
        "contacts": fields.contacts.typed(),
        "tags": fields.tags.tags(),
        "house": fields.house.isChecked(),
        "note": fields.note.text(),
    }


def _lines(fields: ClientFields) -> dict[str, TextField]:
    own = {f"own:{field_id}": line for field_id, line in fields.own.items()}
    days = {"birthday": fields.birthday, "next_contact": fields.next_contact}
    return {**fields.texts, **days, "discount": fields.discount, **own}


def _combos(fields: ClientFields) -> dict[str, Combo]:
    names = ("sex", "tier", "responsible", "portfolio", "consent")
    return {name: getattr(fields, name) for name in names}


def _line_to_json(line: ContactLine) -> list[Any]:
    confirmed = line.confirmed_on.isoformat() if line.confirmed_on else None
    return [line.id, line.kind.value, line.masked, line.label, line.primary, line.status.value, confirmed]


def _line_from_json(said: list[Any]) -> ContactLine:
    contact_id, kind, masked, label, primary, status, confirmed = said
    day = date.fromisoformat(confirmed) if confirmed else None
    return ContactLine(contact_id, ContactKind(kind), masked, label, primary, ContactStatus(status), day)
