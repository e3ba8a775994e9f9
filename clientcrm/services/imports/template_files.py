"""Templates as files: the decisions about a kind of file, handed to another base. They hold no word of a client."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from clientcrm.data.models import ImportTemplate, Tier
from clientcrm.domain.imports import LEAVE_OUT, TO_NOTE, TO_OWN_FIELD, OnDuplicate, UnknownClients
from clientcrm.domain.mapping.synonyms import lexicon
from clientcrm.domain.mapping.value_maps import NEW
from clientcrm.domain.values.phone_plan import country_code
from clientcrm.files.errors import NoTemplate
from clientcrm.services.gate import Gate
from clientcrm.services.imports.templates import template_of
from clientcrm.services.tiers.scale import domain_tier

_FORMAT = 1
_LARGEST = 1_000_000
_TIER = "tier:"
_CHOICES = {
    "on_duplicate": tuple(OnDuplicate),
    "unknown_clients": tuple(UnknownClients),
    "date_order": ("", "dmy", "mdy", "ymd"),
    "decimal": ("", ".", ","),
}


def write(session: Session, template_id: int, path: Path) -> Path:
    """A template as JSON; tiers stand in it by their names, since numbers mean something here alone."""
    template = template_of(session, template_id)
    settings = json.loads(template.settings_json)
    tiers = [domain_tier(tier) for tier in session.scalars(select(Tier))]
    names = {f"{_TIER}{tier.id}": NEW + tier.title("ru") for tier in tiers}
    settings["values"] = [[header, value, names.get(meaning, meaning)] for header, value, meaning in settings["values"]]
    content = {
        "clientcrm_template": _FORMAT,
        "name": template.name,
        "headers": json.loads(template.headers_json),
        **settings,
    }
    path.write_text(json.dumps(content, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")
    return path


def read(session: Session, gate: Gate, path: Path) -> int:
    """The template of such a file, kept here; one of the same name is replaced. NoTemplate for any other file."""
    content = _content(path)
    name = content["name"].strip()[:120]
    template = session.scalars(select(ImportTemplate).where(ImportTemplate.name == name)).first()
    if template is None:
        template = ImportTemplate(name=name, headers_json="", settings_json="", used_at=gate.now())
        session.add(template)
    settings = {key: content[key] for key in ("kind", "sheet", "targets", "values", "options", "columns")}
    template.headers_json = json.dumps(sorted(set(content["headers"])), ensure_ascii=False)
    template.settings_json = json.dumps(settings, ensure_ascii=False)
    template.used_at = gate.now()
    session.flush()
    return template.id


def _content(path: Path) -> dict[str, Any]:
    """What the file says, once all of it has the shape that a template has."""
    try:
        if path.stat().st_size > _LARGEST:
            raise ValueError
        found = json.loads(path.read_text(encoding="utf-8-sig"))
        content = {"sheet": "", "columns": {}, "options": {}, "values": [], **found}
        fits = content["clientcrm_template"] == _FORMAT and content["name"].strip() and _is_template(content)
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        fits = False
    if not fits:
        raise NoTemplate(str(path))
    return content


def _is_template(content: dict[str, Any]) -> bool:
    texts = [content["sheet"], *content["headers"], *content["targets"]]
    rules = content["columns"].values()
    return (
        all(isinstance(text, str) for text in texts)
        and _known_targets(content["kind"]).issuperset(content["targets"].values())
        and bool(content["headers"])
        and all(_is_line(line, 3) for line in content["values"])
        and all(len(rule) == 2 and (not rule[0] or OnDuplicate(rule[0])) for rule in rules)
        and all(_is_option(name, value) for name, value in content["options"].items())
    )


def _is_option(name: str, value: Any) -> bool:
    if name in _CHOICES:
        return value in _CHOICES[name]
    if name in ("empty_clears", "title_case"):
        return isinstance(value, bool)
    return (name == "source" and isinstance(value, str)) or (name == "region" and bool(country_code(value)))


def _known_targets(kind: str) -> frozenset[str]:
    if kind not in ("clients", "purchases"):
        raise ValueError
    known = lexicon("purchases" if kind == "purchases" else "clients").exact.values()
    targets = {synonym.target for synonyms in known for synonym in synonyms}
    return frozenset({*targets, "", LEAVE_OUT, TO_NOTE, TO_OWN_FIELD})


def _is_line(line: Sequence[Any], length: int) -> bool:
    return isinstance(line, list) and len(line) == length and all(isinstance(part, str) for part in line)
