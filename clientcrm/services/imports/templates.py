"""Templates: decisions about files with the same headers, kept for the next one."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence, Set
from dataclasses import dataclass, replace
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from clientcrm.data.models import ImportTemplate
from clientcrm.domain.errors import Invalid, NotFound
from clientcrm.domain.imports import ImportOptions, ImportPlan, OnDuplicate, TemplateRow, ValuePlan
from clientcrm.domain.mapping.columns import report_columns
from clientcrm.domain.mapping.header_rows import UNNAMED
from clientcrm.domain.mapping.headers import header_set, likeness, normal_header
from clientcrm.services.gate import Gate

# Files whose headers have this much in common are of one kind (Jaccard).
_ALIKE = 0.8
_KEPT_OPTIONS = (
    "on_duplicate",
    "unknown_clients",
    "date_order",
    "decimal",
    "region",
    "source",
    "empty_clears",
    "title_case",
)


def headers_of(plan: ImportPlan) -> list[str]:
    """The normalised headers of a file, each once, in alphabetical order; those that a report adds are none of it."""
    added = report_columns([column.header for column in plan.columns])
    return sorted({normal_header(c.header) for c in plan.columns if c.header and c.index not in added})


def _has_headings(plan: ImportPlan) -> bool:
    """Whether the columns are named: all tables without headings are alike, and mean different things."""
    return any(column.header != UNNAMED.format(column.letter) for column in plan.columns if not column.made)


def fingerprint(plan: ImportPlan) -> bytes:
    """What two files with the same headers share."""
    words = "\n".join([plan.kind.value, *headers_of(plan)])
    return hashlib.sha256(words.encode()).digest()


def matching(session: Session, headers: Set[str]) -> ImportTemplate | None:
    """The kept template that is most like a file with these headers, if any is like it enough."""
    best, most = None, _ALIKE
    for template in session.scalars(select(ImportTemplate)):
        found = likeness(frozenset(json.loads(template.headers_json)), frozenset(headers))
        if found >= most:
            best, most = template, found
    return best


@dataclass(frozen=True, slots=True)
class Place:
    """Where the table of such files was: its sheet and its headings."""

    sheet: str
    headers: frozenset[str]

    def fits(self, names: Sequence[str]) -> bool:
        """Whether these headings are those of the template."""
        return likeness(self.headers, header_set(names)) >= _ALIKE


def places(session: Session) -> list[Place]:
    """Where the tables of earlier files were, the last used first."""
    found = []
    for template in session.scalars(select(ImportTemplate).order_by(ImportTemplate.used_at.desc())):
        kept = decisions(template)
        headers = frozenset(json.loads(template.headers_json))
        found.append(Place(kept.get("sheet", ""), headers))
    return found


def applied(session: Session, plan: ImportPlan) -> ImportPlan:
    """The plan with the decisions of the last file with the same headers, where nothing else was asked."""
    headers = headers_of(plan)
    template = matching(session, set(headers)) if _has_headings(plan) else None
    if template is None or plan.options.exact:
        return plan
    kept = decisions(template)
    known: list[str] = json.loads(template.headers_json)
    targets = kept["targets"]
    columns = tuple(
        replace(c, target=targets[name], doubtful=False, score=1.0, reason="template")
        if (name := normal_header(c.header)) in targets
        else c
        for c in plan.columns
    )
    by_header = {normal_header(c.header): c.index for c in plan.columns}
    values = tuple(
        ValuePlan(by_header[header], value, 0, meaning)
        for header, value, meaning in kept["values"]
        if header in by_header
    )
    plan = replace(
        plan,
        columns=columns,
        options=with_choices(plan.options, kept["options"]),
        values=values,
        template=template.name,
        template_new=tuple(c.header for c in plan.columns if normal_header(c.header) in set(headers) - set(known)),
        template_gone=tuple(name for name in known if name not in headers),
    )
    return with_column_rules(plan, kept)


def decisions(template: ImportTemplate) -> dict[str, Any]:
    """What the template decides: targets by normalised header, meanings of values, options."""
    found: dict[str, Any] = json.loads(template.settings_json)
    return found


def with_choices(options: ImportOptions, kept: dict[str, Any]) -> ImportOptions:
    """The options with what was chosen for the last such file, wherever nothing else is asked now."""
    default = ImportOptions()
    chosen = {
        name: type(getattr(default, name))(kept[name])
        for name in _KEPT_OPTIONS
        if name in kept and getattr(options, name) == getattr(default, name)
    }
    return replace(options, **chosen)


def with_column_rules(plan: ImportPlan, kept: dict[str, Any]) -> ImportPlan:
    """The plan with the rules that single columns had, unless some are asked now."""
    rules = kept.get("columns", {})
    if plan.options.per_column or plan.options.fill_down or not rules:
        return plan
    here = [(c.index, rules[name]) for c in plan.columns if (name := normal_header(c.header)) in rules]
    policies = {index: OnDuplicate(policy) for index, (policy, _) in here if policy}
    down = tuple(index for index, (_, filled) in here if filled)
    return replace(plan, options=replace(plan.options, per_column=policies, fill_down=down))


def save(session: Session, gate: Gate, name: str, plan: ImportPlan) -> int:
    """Keep a plan's decisions under a name; the same name again replaces them."""
    if not name.strip() or len(name.strip()) > 120:
        raise Invalid({"name": "empty" if not name.strip() else "too_long"})
    template = session.scalars(select(ImportTemplate).where(ImportTemplate.name == name.strip())).first()
    if template is None:
        template = ImportTemplate(name=name.strip(), headers_json="", settings_json="", used_at=gate.now())
        session.add(template)
    template.headers_json = json.dumps(headers_of(plan), ensure_ascii=False)
    template.settings_json = json.dumps(_settings(plan), ensure_ascii=False)
    template.used_at = gate.now()
    session.flush()
    return template.id


def remember(session: Session, gate: Gate, plan: ImportPlan) -> None:
    """After an import that went through: its decisions are kept by themselves, under the file's name."""
    if plan.options.exact or not _has_headings(plan):
        return
    known = matching(session, set(headers_of(plan)))
    save(session, gate, known.name if known is not None else plan.choice.path.stem[:120], plan)


def rows(session: Session) -> list[TemplateRow]:
    """Kept templates, the last used first."""
    found = session.scalars(select(ImportTemplate).order_by(ImportTemplate.used_at.desc()))
    return [TemplateRow(t.id, t.name, len(json.loads(t.headers_json)), t.used_at) for t in found]


def rename(session: Session, template_id: int, name: str) -> None:
    """Give a template another name."""
    if not name.strip():
        raise Invalid({"name": "empty"})
    template_of(session, template_id).name = name.strip()[:120]


def remove(session: Session, template_id: int) -> None:
    """Forget a template."""
    session.delete(template_of(session, template_id))


def template_of(session: Session, template_id: int) -> ImportTemplate:
    template = session.get(ImportTemplate, template_id)
    if template is None:
        raise NotFound("template", template_id)
    return template


def _settings(plan: ImportPlan) -> dict[str, Any]:
    by_index = {column.index: normal_header(column.header) for column in plan.columns}
    policies, down = plan.options.per_column, plan.options.fill_down
    ruled = [column.index for column in plan.columns if column.index in policies or column.index in down]
    return {
        "kind": plan.kind.value,
        "sheet": plan.sheet,
        "targets": {normal_header(c.header): c.target for c in plan.columns if c.header},
        "values": [[by_index.get(v.column, ""), v.value, v.meaning] for v in plan.values],
        "options": {name: _plain(getattr(plan.options, name)) for name in _KEPT_OPTIONS},
        "columns": {by_index[i]: [policies[i].value if i in policies else "", i in down] for i in ruled},
    }


def _plain(value: Any) -> Any:
    return getattr(value, "value", value)
