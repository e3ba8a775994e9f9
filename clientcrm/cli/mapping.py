"""The file of --map: what each column means, by header or by column letter, and how dates and numbers are read."""

from __future__ import annotations

import json
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from clientcrm.cli.words import Refusal
from clientcrm.domain.imports import (
    LEAVE_OUT,
    TO_NOTE,
    TO_OWN_FIELD,
    ColumnPlan,
    ImportKind,
    ImportOptions,
    ImportPlan,
    OnDuplicate,
)
from clientcrm.domain.mapping.headers import column_letter, normal_header
from clientcrm.domain.mapping.synonyms import MULTIPLE, lexicon

_DECISIONS = frozenset({TO_OWN_FIELD, TO_NOTE, LEAVE_OUT})
_WORDS, _OPTIONS = ("header_row", "columns", "options"), ("date_order", "decimal", "on_duplicate", "fill_down")
_ORDERS, _DECIMALS = ("", "dmy", "mdy"), ("", ".", ",")


@dataclass(frozen=True, slots=True)
class Mapping:
    """What --map says: header_row counts from 1, None leaves it to the program; columns by header or letter.

    policies and fill_down are rules of single columns: whose value stands, and which empty cells say what stands above.
    """

    header_row: int | None = None
    columns: tuple[tuple[str, str], ...] = ()
    date_order: str = ""
    decimal: str = ""
    policies: tuple[tuple[str, OnDuplicate], ...] = ()
    fill_down: tuple[str, ...] = ()

    @property
    def says_columns(self) -> bool:
        """Whether anything is said of single columns."""
        return bool(self.columns or self.policies or self.fill_down)

    def options(self, options: ImportOptions) -> ImportOptions:
        """The choices of the import with those of the file; targets that only one kind of list has say which it is."""
        return replace(
            options,
            kind=self._kind() if options.kind is ImportKind.AUTO else options.kind,
            date_order=self.date_order or options.date_order,
            decimal=self.decimal or options.decimal,
        )

    def apply(self, plan: ImportPlan) -> ImportPlan:
        """The plan with the targets of the file; columns that it does not name keep what the program found.

        A target that the file gives to one column is taken from any other, unless several may have it.
        """
        chosen: dict[int, str] = {}
        for name, target in self.columns:
            chosen[_column_named(plan, name).index] = _known_target(target, plan.kind)
        taken = {target for target in chosen.values() if target not in _DECISIONS | MULTIPLE}
        columns = []
        for column in plan.columns:
            if column.index in chosen:
                columns.append(replace(column, target=chosen[column.index], score=1.0, doubtful=False, reason="map"))
            elif column.target in taken:
                rest = TO_OWN_FIELD if plan.kind is ImportKind.CLIENTS and column.filled else LEAVE_OUT
                columns.append(replace(column, target=rest, score=0.0, doubtful=False, reason="taken"))
            else:
                columns.append(column)
        options = plan.options
        if self.policies:
            named = {_column_named(plan, name).index: policy for name, policy in self.policies}
            options = replace(options, per_column=named)
        if self.fill_down:
            options = replace(options, fill_down=tuple(_column_named(plan, name).index for name in self.fill_down))
        return replace(plan, columns=tuple(columns), options=options)

    def _kind(self) -> ImportKind:
        targets = {target for _, target in self.columns}
        clients, purchases = known_targets(ImportKind.CLIENTS), known_targets(ImportKind.PURCHASES)
        if targets & (purchases - clients):
            return ImportKind.PURCHASES
        return ImportKind.CLIENTS if targets & (clients - purchases) else ImportKind.AUTO


def read_mapping(path: Path) -> Mapping:
    """The mapping in a JSON file; Refusal where it is none."""
    try:
        value = json.loads(path.read_text(encoding="utf-8-sig"))
    except (ValueError, UnicodeDecodeError):
        raise _bad_map(path, "это не JSON", "it is not JSON") from None
    if not isinstance(value, dict):
        raise _bad_map(path, "нужен объект JSON", "it has to be a JSON object")
    _require_known_words(path, value, _WORDS)
    columns, options, row = value.get("columns", {}), value.get("options", {}), value.get("header_row")
    if not isinstance(columns, dict) or not isinstance(options, dict):
        raise _bad_map(path, "columns и options — объекты", "columns and options are objects")
    _require_known_words(path, options, _OPTIONS)
    if row is not None and (not isinstance(row, int) or isinstance(row, bool) or row < 1):
        raise _bad_map(path, "header_row считается с 1", "header_row counts from 1")
    order, decimal = str(options.get("date_order") or ""), str(options.get("decimal") or "")
    if order not in _ORDERS or decimal not in _DECIMALS:
        raise _bad_map(
            path,
            "date_order — dmy или mdy, decimal — точка или запятая",
            "date_order is dmy or mdy, decimal is a point or a comma",
        )
    policies, down = _column_rules(path, options)
    targets = tuple((str(name), _target(target)) for name, target in columns.items())
    return Mapping(row, targets, order, decimal, policies, down)


def _require_known_words(path: Path, value: dict[str, Any], known: tuple[str, ...]) -> None:
    """A slip like "colums" would leave the program's own guesses standing, and nobody would know."""
    for word in value:
        if word not in known:
            names = ", ".join(known)
            raise _bad_map(path, f"слово «{word}» незнакомо, есть {names}", f"“{word}” is not known, there are {names}")


def _column_rules(path: Path, options: dict[str, Any]) -> tuple[tuple[tuple[str, OnDuplicate], ...], tuple[str, ...]]:
    """What the options say of single columns."""
    policies, down = options.get("on_duplicate") or {}, options.get("fill_down") or []
    rules = {policy.value: policy for policy in OnDuplicate if policy is not OnDuplicate.ADD}
    if not isinstance(policies, dict) or any(str(policy) not in rules for policy in policies.values()):
        raise _bad_map(
            path,
            "on_duplicate — столбцы и fill, update или skip",
            "on_duplicate gives columns fill, update or skip",
        )
    if not isinstance(down, list):
        raise _bad_map(path, "fill_down — список столбцов", "fill_down is a list of columns")
    return tuple((str(name), rules[str(policy)]) for name, policy in policies.items()), tuple(map(str, down))


def _target(value: Any) -> str:
    return str(value).strip() if value not in (None, "") else LEAVE_OUT


def _column_named(plan: ImportPlan, name: str) -> ColumnPlan:
    """The column with this header as it stands, then as it is compared, then with this letter."""
    for column in plan.columns:
        if column.header.strip() == name.strip():
            return column
    for column in plan.columns:
        if column.header and normal_header(column.header) == normal_header(name):
            return column
    for column in plan.columns:
        if column_letter(column.index) == name.strip().upper():
            return column
    there = ", ".join(column.header or column.letter for column in plan.columns)
    raise Refusal(
        "unknown_column",
        f"В файле нет столбца «{name}»: есть {there}.",
        f"There is no column “{name}” in the file: there are {there}.",
    )


def _known_target(target: str, kind: ImportKind) -> str:
    known = known_targets(kind)
    if target in known:
        return target
    names = ", ".join(sorted(known))
    raise Refusal(
        "unknown_target",
        f"Нет такого поля — «{target}»: в --map можно {names}.",
        f"There is no target “{target}”: --map knows {names}.",
    )


def known_targets(kind: ImportKind) -> frozenset[str]:
    """What a column may become in a list of this kind."""
    synonyms = lexicon("purchases" if kind is ImportKind.PURCHASES else "clients").exact.values()
    return _DECISIONS.union(synonym.target for found in synonyms for synonym in found)


def _bad_map(path: Path, russian: str, english: str) -> Refusal:
    return Refusal(
        "bad_map",
        f"Файл --map «{path.name}» не подходит: {russian}.",
        f"The --map file “{path.name}” is wrong: {english}.",
    )
