"""The columns of a sheet as targets: header, values, one target once, what a list must have (EXCEL.md 5.5, 5.13)."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from math import log10
from typing import Literal

from clientcrm.domain.import_words import REPORT_WORDS
from clientcrm.domain.mapping import evidence
from clientcrm.domain.mapping.header_rows import is_unnamed
from clientcrm.domain.mapping.headers import column_letter, normal_header
from clientcrm.domain.mapping.scoring import ACCEPTED, SHOWN, Candidate, header_candidates, is_stopped
from clientcrm.domain.mapping.synonyms import FURTHER, MULTIPLE, NAMES, SheetKind

ColumnState = Literal["sure", "doubtful", "unmapped"]

_LEFT_OUT = "leave_out"
# The columns that our own report puts before those of the file (EXCEL.md 5.10), in each language.
_REPORT_COLUMNS = tuple(
    frozenset({normal_header(words["row"]), normal_header(words["what"])}) for words in REPORT_WORDS.values()
)
_CLIENT_KEYS = frozenset(
    {*("full_name", "last_name", "first_name", "company", "phone", "email", "external_id", "client_id")}
)
_LINE_KEYS = frozenset({*("line_total", "quantity", "unit_price", "product", "product_code", "receipt_total")})
_BUYER_KEYS = frozenset({"client_code", "client_phone", "client_card", "client_name", "client_id"})
_ABOUT_A_PERSON = frozenset(
    {
        *("birthday", "gender", "tier", "first_purchase", "last_purchase", "purchase_count", "total_spent"),
        *("created_at", "next_contact", "position", "inn", "bonus"),
    }
)


@dataclass(frozen=True, slots=True)
class ColumnMapping:
    """What one column is taken for.

    state: sure (0.9 and more, or decided by a template), doubtful (0.5-0.9, a person should look), unmapped.
    reason: synonym, lone, owner, order, numbered, phrase, similar, second, values, template for a target;
    disagree, taken, empty, unknown where there is none. filled counts the values of the sample.
    """

    index: int
    letter: str
    header: str
    target: str | None
    score: float
    state: ColumnState
    reason: str
    filled: int
    samples: tuple[object, ...] = ()


@dataclass(frozen=True, slots=True)
class SheetMapping:
    """All columns of a sheet, and what is missing before it can be imported ("" for nothing).

    missing: no_client_columns, no_date, no_lines.
    """

    kind: SheetKind
    columns: tuple[ColumnMapping, ...]
    missing: str

    @property
    def ready(self) -> bool:
        """Whether the required targets are there, doubtful ones included."""
        return not self.missing


def map_columns(
    headers: Sequence[str],
    sample_columns: Sequence[Sequence[object]],
    kind: Literal["auto", "clients", "purchases"] = "auto",
    *,
    region: str = "RU",
    parts: Sequence[Sequence[str]] | None = None,
    template: Mapping[str, str | None] | None = None,
) -> SheetMapping:
    """What each column is, from its header and its first values (raw cells, a few hundred are enough).

    parts: the headers by row where they stand in two or three rows (HeaderFound.parts). template: decisions by
    normal header, which hold whatever the values say.
    """
    sample_columns = [*sample_columns, *([[]] * (len(headers) - len(sample_columns)))]
    samples = [evidence.sample_of(values) for values in sample_columns]
    found_kind = kind if kind != "auto" else sheet_kind(headers, sample_columns, region=region, parts=parts)
    columns = _assign(headers, samples, found_kind, region, parts, template)
    return SheetMapping(found_kind, columns, missing_target(found_kind, {column.target for column in columns}))


def missing_target(kind: SheetKind, targets: set[str | None]) -> str:
    """What a list of this kind still lacks: "", no_client_columns, no_date or no_lines."""
    if kind == "clients":
        return "" if targets & _CLIENT_KEYS else "no_client_columns"
    if "date" not in targets:
        return "no_date"
    return "" if targets & _LINE_KEYS else "no_lines"


def sheet_kind(
    headers: Sequence[str],
    sample_columns: Sequence[Sequence[object]],
    *,
    region: str = "RU",
    parts: Sequence[Sequence[str]] | None = None,
) -> SheetKind:
    """Purchases where a date and a quantity, sum or product stand beside codes or receipts that repeat."""
    values = [evidence.sample_of(column) for column in sample_columns]
    columns = _assign(headers, values, "purchases", region, parts, None)
    sure = {column.target for column in columns if column.state == "sure"}
    if "date" not in sure or not sure & {"quantity", "line_total", "product", "product_code"}:
        return "clients"
    keys = [column.index for column in columns if column.target == "receipt_no" or column.target in _BUYER_KEYS]
    if not any(evidence.repeats(sample_columns[index]) for index in keys):
        return "clients"
    if sure & {"quantity", "unit_price", "receipt_no"}:
        return "purchases"
    people = _assign(headers, values, "clients", region, parts, None)
    personal = {column.target for column in people if column.state == "sure"} & _ABOUT_A_PERSON
    return "clients" if len(personal) >= 2 else "purchases"


def report_columns(headers: Sequence[str]) -> frozenset[int]:
    """The columns that our own report added to those of the file: a sheet of it imports as it is."""
    first = [normal_header(header) for header in headers[:2]]
    return frozenset({0, 1}) if frozenset(first) in _REPORT_COLUMNS else frozenset()


def sheet_score(mapping: SheetMapping, rows: int) -> float:
    """How likely this is the sheet that is meant: surely mapped columns by the order of magnitude of its rows."""
    mapped = sum(column.state == "sure" and column.target not in (None, "row_no") for column in mapping.columns)
    return mapped * log10(rows + 1)


# ---------------------------------------------------------------- one target once


def _assign(
    headers: Sequence[str],
    samples: Sequence[Sequence[object]],
    kind: SheetKind,
    region: str,
    parts: Sequence[Sequence[str]] | None,
    template: Mapping[str, str | None] | None,
) -> tuple[ColumnMapping, ...]:
    named = [_named(header, parts[i] if parts and i < len(parts) else (), kind) for i, header in enumerate(headers)]
    has_last_name = any(candidate.target == "last_name" for found in named for candidate in found)
    offers: list[tuple[float, int, int, Candidate]] = []
    decided: dict[int, str | None] = dict.fromkeys(report_columns(headers), _LEFT_OUT)
    for index, header in enumerate(headers):
        normal = normal_header(header)
        if index in decided:
            continue
        if template is not None and normal in template:
            decided[index] = template[normal] or None
            continue
        weighed = _weigh(header, named[index], samples[index], kind, region, has_last_name)
        named[index] = weighed
        offers += [(-candidate.score, candidate.rank, index, candidate) for candidate in weighed]
    offers += _guessed_names(headers, samples, named, kind)
    chosen = {index: Candidate(target, 1.0, "template") for index, target in decided.items() if target}
    taken = {candidate.target for candidate in chosen.values()}
    for _, _, index, candidate in sorted(offers, key=lambda offer: offer[:3]):
        if index in chosen or candidate.score < SHOWN:
            continue
        target = candidate.target
        if target in taken and target not in MULTIPLE:
            target = FURTHER.get(target, "")
        if target:
            chosen[index] = replace(candidate, target=target)
            taken.add(target)
    return tuple(
        _column(index, header, samples[index], chosen.get(index), named[index], index in decided)
        for index, header in enumerate(headers)
    )


def _guessed_names(
    headers: Sequence[str], samples: Sequence[Sequence[object]], named: Sequence[list[Candidate]], kind: SheetKind
) -> list[tuple[float, int, int, Candidate]]:
    """In a list that holds phones or e-mails and says nowhere what a name is: columns that may be the names.

    They are for a person to look at. Under a heading that nobody knows only what is written as names are counts.
    """
    targets = {candidate.target for found in named for candidate in found if candidate.score >= SHOWN}
    if kind != "clients" or not targets & {"phone", "email"} or targets & (NAMES | {"external_id"}):
        return []
    bare = all(map(is_unnamed, headers))
    places = [
        index
        for index, values in enumerate(samples)
        if not named[index] and not is_stopped(headers[index]) and evidence.may_be_names(values, capitals=not bare)
    ]
    return [(-SHOWN, 1000, index, Candidate("full_name", SHOWN, "values", 1000)) for index in places]


def _named(header: str, parts: Sequence[str], kind: SheetKind) -> list[Candidate]:
    """Candidates by the header; of a header in several rows the last row speaks first, unless it is in brackets."""
    found = list(header_candidates(header, kind))
    if len(parts) < 2 or (found and found[0].score >= ACCEPTED):
        return found
    rows = [part for part in reversed(parts) if part]
    if rows and rows[0].startswith("("):
        rows.reverse()
    for row in rows:
        own = [replace(c, score=min(c.score, 0.95)) for c in header_candidates(row, kind)]
        if own and own[0].score >= ACCEPTED:
            return own
        found = found or own
    return found


def _weigh(
    header: str, named: list[Candidate], values: Sequence[object], kind: SheetKind, region: str, has_last_name: bool
) -> list[Candidate]:
    """The candidates of a column after its values were heard."""
    weighed = []
    for candidate in named:
        other = _other_meaning(candidate.target, values, kind, has_last_name)
        if other:
            weighed.append(Candidate(other, 0.9, "values", candidate.rank))
        if other or not evidence.agrees(candidate.target, values, region):
            candidate = replace(candidate, score=round(candidate.score - 0.5, 2), reason="disagree")
        about_clients = candidate.target == "kind" and kind == "clients" and len(values) >= evidence.ENOUGH
        if about_clients and not evidence.declares_companies(values):
            continue  # «Тип» of anything else
        weighed.append(candidate)
    if not weighed and not is_stopped(header):
        guess = evidence.guess_target(values, region)
        if guess:
            target = {"phone": "client_phone"}.get(guess[0], "") if kind == "purchases" else guess[0]
            weighed += [Candidate(target, guess[1], "values", 1000)] if target else []
    return weighed


# What values say loudly enough to change the meaning of a header: «Клиент» = 29 is a code, «Имя» = «Иванова Анна»
# the whole name, «Номер» = 1, 2, 3 counts the rows.
_OTHER_MEANINGS: dict[SheetKind, tuple[tuple[str, Callable[[Sequence[object]], bool], str], ...]] = {
    "clients": (
        ("full_name", evidence.has_no_letters, "external_id"),
        ("first_name", evidence.has_two_words, "full_name"),
        ("tier", evidence.declares_companies, "kind"),
        ("phone", evidence.counts_rows, "row_no"),
        ("postcode", evidence.counts_rows, "row_no"),
    ),
    "purchases": (
        ("client_name", evidence.holds_codes, "client_code"),
        ("client_code", evidence.has_two_words, "client_name"),
        ("product", evidence.has_no_letters, "product_code"),
    ),
}


def _other_meaning(target: str, values: Sequence[object], kind: SheetKind, has_last_name: bool) -> str | None:
    if len(values) < evidence.ENOUGH or (target == "first_name" and has_last_name):
        return None
    for meant, test, other in _OTHER_MEANINGS[kind]:
        if meant == target and test(values):
            return other
    return None


def _column(
    index: int,
    header: str,
    values: Sequence[object],
    chosen: Candidate | None,
    heard: Sequence[Candidate],
    decided: bool,
) -> ColumnMapping:
    samples = tuple(values[:5])
    if chosen is not None:
        state: ColumnState = "sure" if chosen.score >= ACCEPTED else "doubtful"
        return ColumnMapping(
            index, column_letter(index), header, chosen.target, chosen.score, state, chosen.reason, len(values), samples
        )
    if decided:
        reason = "template"
    elif any(candidate.score >= SHOWN for candidate in heard):
        reason = "taken"
    elif heard:
        reason = "disagree"
    else:
        reason = "unknown" if values else "empty"
    return ColumnMapping(index, column_letter(index), header, None, 0.0, "unmapped", reason, len(values), samples)
