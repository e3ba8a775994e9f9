"""The first sheet of a report: what came of the file, how long it took, by which rules, and what each column became."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from clientcrm.data.models import Batch
from clientcrm.domain.export_layout import CLIENT_COLUMNS, COMMENT_COLUMN, PURCHASE_COLUMNS
from clientcrm.domain.import_words import REPORT_WORDS
from clientcrm.domain.imports import LEAVE_OUT, TO_NOTE, TO_OWN_FIELD, ImportKind, ImportPlan
from clientcrm.domain.report_words import OPTION_WORDS, TARGET_WORDS
from clientcrm.services.gate import Gate

_TICKS = ("empty_clears", "title_case", "fix_encoding", "all_like_sheets")


def summary_rows(batch: Batch, plan: ImportPlan, gate: Gate, language: str) -> Iterator[list[Any]]:
    """Name and value, line by line."""
    words = REPORT_WORDS[language]
    yield [words["file"], batch.file_name]
    yield [words["sheet"], plan.sheet]
    when = batch.applied_at or batch.created_at
    yield [words["when"], f"{when.astimezone(gate.zone):%d.%m.%Y %H:%M}"]
    for name, count in json.loads(batch.counts_json).items():
        yield [words.get(name, name), str(count)]
    said = OPTION_WORDS[language]
    for step, seconds in json.loads(batch.settings_json).get("seconds", {}).items():
        yield [said[step], f"{seconds:.2f}"]
    yield ["", ""]
    yield from _options(plan, gate, said)
    yield ["", ""]
    titles = _titles(plan.kind, language)
    for column in plan.columns:
        yield [f"{column.letter}  {column.header}".strip(), titles.get(column.target, column.target) or "—"]


def _options(plan: ImportPlan, gate: Gate, said: dict[str, str]) -> Iterator[list[str]]:
    """The rules of the load that a person could have set otherwise."""
    options = plan.options
    if plan.kind is ImportKind.CLIENTS:
        yield [said["on_duplicate"], said[options.on_duplicate.value]]
    else:
        yield [said["unknown_clients"], said[options.unknown_clients.value]]
    texts = {
        "portfolio": gate.portfolio_names.get(options.portfolio or 0, ""),
        "region": options.region,
        "date_order": said.get(options.date_order, ""),
        "decimal": options.decimal,
        "source": options.source,
        "template": plan.template,
    }
    yield from ([said[name], text] for name, text in texts.items() if text)
    yield from ([said[name], said["yes"]] for name in _TICKS if getattr(options, name))
    headers = {column.index: column.header for column in plan.columns}
    for index, policy in options.per_column.items():
        yield [f"{said['on_duplicate']}: {headers.get(index, '')}", said[policy.value]]
    if options.fill_down:
        yield [said["fill_down"], ", ".join(headers.get(index, "") for index in options.fill_down)]


def _titles(kind: ImportKind, language: str) -> dict[str, str]:
    """What each target is called in our own lists; the others have words of their own."""
    columns = (*CLIENT_COLUMNS, COMMENT_COLUMN)
    columns = (*columns, *PURCHASE_COLUMNS) if kind is ImportKind.PURCHASES else (*PURCHASE_COLUMNS, *columns)
    words = TARGET_WORDS[language]
    named = {column.key: column.title(language) for column in columns} | words
    return named | {"": "—", LEAVE_OUT: words["leave_out"], TO_NOTE: words["note"], TO_OWN_FIELD: words["own"]}
