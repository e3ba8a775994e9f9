"""What an import answers: counts, columns, problems and warnings, for scripts and for a person."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Any

from clientcrm.cli.call import Call
from clientcrm.cli.screen import painted, pairs, table
from clientcrm.cli.speech import Speech
from clientcrm.domain.house import HouseHint, Looks
from clientcrm.domain.import_words import CODE_WORDS
from clientcrm.domain.imports import (
    LEAVE_OUT,
    ImportCheck,
    ImportKind,
    ImportPlan,
    ImportResult,
    RowProblem,
    UnknownClients,
)

_COUNTS = ("rows", "created", "updated", "skipped", "failed", "unchanged", "merged", "receipts")
_SHOWN_PROBLEMS = 15


def import_values(call: Call, plan: ImportPlan, done: ImportCheck | ImportResult, seconds: float) -> dict[str, Any]:
    say, counts = call.say, done.counts
    errors = [problem for problem in done.problems if problem.is_error]
    warned = [problem for problem in done.problems if problem.code.startswith("W") or problem.code == "D403"]
    return {
        "file": str(call.options.file),
        "sheet": plan.sheet,
        "kind": plan.kind.value,
        "header_row": plan.header_row,
        **{name: getattr(counts, name) for name in _COUNTS},
        "columns": [
            {
                "header": column.header,
                "target": None if column.target == LEAVE_OUT else column.target,
                "letter": column.letter,
                "score": round(column.score, 2),
                "doubtful": column.doubtful,
            }
            for column in plan.columns
        ],
        "problems": [_problem_values(problem, say) for problem in errors],
        "warnings": [
            *_plan_warnings(plan, say),
            *_file_warnings(plan, done, say),
            *(_problem_values(problem, say) for problem in warned),
        ],
        "house_clients": house_values(done.houses if isinstance(done, ImportResult) else (), say),
        "codes": dict(sorted(done.codes.items())),
        "dry_run": bool(call.options.dry_run),
        "batch": None if call.options.dry_run else done.batch,
        "seconds": round(seconds, 2),
    }


def _plan_warnings(plan: ImportPlan, say: Speech) -> list[dict[str, Any]]:
    """What concerns the file as a whole, and columns whose meaning was guessed."""
    words = CODE_WORDS[say.language]
    found: list[dict[str, Any]] = [
        {"row": None, "column": "", "code": code, "message": words.get(code, code)} for code in plan.warnings
    ]
    for column in plan.columns:
        if column.doubtful:
            message = say(
                f"Столбец «{column.header}» понят как {column.target}: проверьте или назовите его в --map",
                f"The column “{column.header}” was taken for {column.target}: look, or name it with --map",
            )
            found.append({"row": None, "column": column.header, "code": "doubtful_column", "message": message})
    return found


def _file_warnings(plan: ImportPlan, done: ImportCheck | ImportResult, say: Speech) -> list[dict[str, Any]]:
    """What was noticed while the file was read to its end (rows cut off, letters lost), of no row by itself."""
    told, words = {*plan.warnings, *(problem.code for problem in done.problems)}, CODE_WORDS[say.language]
    return [
        {"row": None, "column": "", "code": code, "message": words.get(code, code), "count": count}
        for code, count in sorted(done.codes.items())
        if code.startswith("W") and code not in told
    ]


def _problem_values(problem: RowProblem, say: Speech) -> dict[str, Any]:
    return {
        "row": problem.row,
        "column": problem.column,
        "code": problem.code,
        "message": _message(problem, say),
        "value": problem.value,
        "proposal": problem.proposal,
    }


def _message(problem: RowProblem, say: Speech) -> str:
    words = CODE_WORDS[say.language].get(problem.code, problem.code)
    return words.replace("{value}", problem.value).replace("{proposal}", problem.proposal)


def house_values(hints: Sequence[HouseHint], say: Speech) -> list[dict[str, Any]]:
    """Who may be a house client, each with a sentence that says why and what to do."""
    return [
        {
            "client": hint.client_id,
            "name": hint.name,
            "looks": hint.looks.value,
            "receipts": hint.receipts,
            "of_all": hint.of_all,
            "usual": hint.usual,
            "message": _house_words(hint, say),
        }
        for hint in hints
    ]


def _house_words(hint: HouseHint, say: Speech) -> str:
    share = say.number(100 * hint.receipts / max(hint.of_all, 1), 1)
    if hint.looks is Looks.NAMED:
        why = say(
            f"«{hint.name}» похоже не на человека: так записывают покупки без имени ({share} % всех чеков).",
            f"“{hint.name}” does not look like a person: sales to nobody are written so ({share} % of all receipts).",
        )
    else:
        why = say(
            f"У «{hint.name}» {say.number(hint.receipts)} чеков, {share} % всех, а у других обычно по "
            f"{say.number(hint.usual, 1)}: так не бывает у одного человека.",
            f"“{hint.name}” has {say.number(hint.receipts)} receipts, {share} % of all, and others usually have "
            f"{say.number(hint.usual, 1)}: no one person buys like that.",
        )
    mark = f"house {hint.client_id}"
    return why + say(
        f" Если это служебный клиент, отметьте его: {mark} — его покупки останутся только в суммах магазина.",
        f" If it is a house client, mark it: {mark} - its sales then count in the sums of the shop alone.",
    )


def kind_words(say: Speech) -> dict[ImportKind, str]:
    return {
        ImportKind.AUTO: "",
        ImportKind.CLIENTS: say("клиенты", "clients"),
        ImportKind.PURCHASES: say("покупки", "purchases"),
    }


def import_text(say: Speech, plan: ImportPlan, done: ImportCheck | ImportResult, values: dict[str, Any]) -> str:
    counts = done.counts
    place = ", ".join(part for part in (plan.sheet, kind_words(say)[plan.kind]) if part)
    heads = ("", say("Столбец", "Column"), say("Поле", "Target"), "")
    doubt = say("проверьте", "look")
    columns = [
        (c.letter, c.header, "—" if c.target == LEAVE_OUT else c.target, doubt if c.doubtful else "")
        for c in plan.columns
    ]
    parts = [painted(f"{values['file']} ({place})", "head"), table(heads, columns)]
    parts.append(
        pairs(
            [
                (say("Строк", "Rows"), say.number(counts.rows)),
                (say("Добавлено", "Added"), say.number(counts.created)),
                (say("Изменено", "Changed"), say.number(counts.updated)),
                (say("Пропущено", "Skipped"), _skipped(say, counts.skipped, counts.unchanged, counts.merged)),
                (
                    say("Не загружено", "Not loaded"),
                    painted(say.number(counts.failed), "bad" if counts.failed else "dim"),
                ),
                (say("Новых чеков", "New receipts"), say.number(counts.receipts) if counts.receipts else ""),
            ]
        )
    )
    parts += _errors(say, values["problems"])
    if done.codes.get("E304") and plan.options.unknown_clients is UnknownClients.REPORT:
        parts.append(painted(_stranger_words(say), "warn"))
    parts += _warnings(say, values["warnings"])
    parts += [painted(hint["message"], "warn") for hint in values["house_clients"]]
    if values["dry_run"]:
        parts.append(say("Это проба: в базе ничего не изменено.", "A dry run: nothing in the base was changed."))
    else:
        changed = counts.created or counts.updated
        way_back = say(f"Отменить: undo {done.batch}", f"To take it back: undo {done.batch}")
        told = way_back if changed else say("В базе ничего не изменилось", "Nothing in the base has changed")
        parts.append(f"{told} · {say.number(values['seconds'], 1)} {say('с', 's')}")
    if "report" in values:
        parts.append(say(f"Отчёт: {values['report']}", f"Report: {values['report']}"))
    return "\n\n".join(parts)


def _stranger_words(say: Speech) -> str:
    """A till knows its buyers by code: into a base without these codes most of the file would not come in."""
    return say(
        "Этих покупателей нет в базе: завести их из файла — --unknown-clients create",
        "These buyers are not in the base: --unknown-clients create makes them from the file",
    )


def _skipped(say: Speech, skipped: int, unchanged: int, merged: int) -> str:
    same, joined = say.number(unchanged), say.number(merged)
    more = [say(f"без изменений {same}", f"{same} unchanged")] if unchanged else []
    more += [say(f"объединено в файле {joined}", f"{joined} merged in the file")] if merged else []
    return say.number(skipped) + (f" ({', '.join(more)})" if more else "")


def _errors(say: Speech, noticed: Sequence[dict[str, Any]]) -> list[str]:
    """Rows that stayed out, each by itself."""
    if not noticed:
        return []
    heads = (say("Строка", "Row"), say("Столбец", "Column"), say("Код", "Code"), say("Что", "What"))
    shown = [(str(n["row"] or ""), n["column"], n["code"], n["message"]) for n in noticed[:_SHOWN_PROBLEMS]]
    text = table(heads, shown, right=(0,))
    left = len(noticed) - len(shown)
    if left > 0:
        more = say(f"…и ещё {left}: все — в отчёте (--report)", f"…and {left} more: the report has them all (--report)")
        text += "\n" + painted(more, "bad")
    return [text]


def _warnings(say: Speech, noticed: Sequence[dict[str, Any]]) -> list[str]:
    """What was noticed by kind, with a count and the first of each: hundreds of them say the same."""
    if not noticed:
        return []
    first: dict[str, dict[str, Any]] = {}
    counts: Counter[str] = Counter()
    for one in noticed:
        key = one["code"] + (one["column"] if one["row"] is None else "")
        first.setdefault(key, one)
        counts[key] += one.get("count", 1)
    heads = (say("Код", "Code"), say("Сколько", "How many"), say("Первая строка", "First row"), say("Что", "What"))
    rows = [
        (
            one["code"] if one["row"] or "count" in one else "",
            say.number(counts[key]),
            str(one["row"] or ""),
            one["message"],
        )
        for key, one in first.items()
    ]
    return [table(heads, rows, right=(1, 2))]
