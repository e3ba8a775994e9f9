"""How contact points stand in an export, and how they come back from it."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from clientcrm.domain.contacts import ContactKind
from clientcrm.domain.intake.client_reader import Problem
from clientcrm.domain.intake.codec import contact_from
from clientcrm.domain.values import ids
from clientcrm.domain.values.emails import parse_emails
from clientcrm.domain.values.phone_cells import phones_to_cell
from clientcrm.domain.values.phones import Phone, parse_phones, primary_phone

Point = list[Any]
_encoded = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode
# The kinds of contact points that have a visible cell, in the order of their columns.
CELL_KINDS = (
    ContactKind.PHONE,
    ContactKind.EMAIL,
    ContactKind.TELEGRAM,
    ContactKind.VK,
    ContactKind.WEBSITE,
    ContactKind.INSTAGRAM,
)
_IN_CELLS = frozenset(kind.value for kind in CELL_KINDS)
_PHONE = ContactKind.PHONE.value
_LINKS: dict[ContactKind, Callable[[object], str]] = {
    ContactKind.WEBSITE: ids.parse_url,
    ContactKind.TELEGRAM: ids.parse_telegram,
    ContactKind.VK: ids.parse_vk,
    ContactKind.INSTAGRAM: ids.parse_instagram,
}


def contact_cells(points: Sequence[Point]) -> dict[str, str]:
    """The visible cell of each kind by its name; points are contact points as drafts keep them in JSON."""
    by_kind: dict[str, list[Point]] = {}
    for point in points:
        by_kind.setdefault(point[0], []).append(point)
    return {kind: contact_cell(kind, of_kind) for kind, of_kind in by_kind.items() if kind in _IN_CELLS}


def masked_cells(points: Sequence[Point]) -> dict[str, str]:
    """The same of points whose text is a mask already; nothing beside it goes along."""
    by_kind: dict[str, list[str]] = {}
    for point in points:
        by_kind.setdefault(point[0], []).append(point[1])
    return {kind: "; ".join(masks) for kind, masks in by_kind.items() if kind in _IN_CELLS}


def contact_cell(kind: str, points: Sequence[Point]) -> str:
    """The visible cell of the points of one kind, the primary one first."""
    if len(points) > 1:
        points = sorted(points, key=lambda point: not point[6])
    if kind == _PHONE:
        return phones_to_cell(
            Phone(normal or None, ext, label, status, raw) for _, raw, normal, ext, label, status, *_ in points
        )
    return "; ".join(point[2] or point[1] for point in points)


def contacts_json(points: Sequence[Point]) -> str:
    """Order across kinds, raw text, label, status and confirmation: what the visible cells do not carry."""
    return _encoded(
        [
            [kind, normal, ext, raw, label, status, primary, confirmed or ""]
            for kind, raw, normal, ext, label, status, primary, confirmed, _ in points
        ]
    )


# ---------------------------------------------------------------------- the way back


def read_points(
    cells: Mapping[ContactKind, tuple[int, str]], hidden: tuple[int, str], region: str, problems: list[Problem]
) -> list[Point]:
    """The contact points of a row from its visible cells and the hidden one, each as (column, text).

    A cell that says what it said when it was written stands for its points with all that it hides. In a changed one
    the points that are still there keep what is known of them, the others are read anew.
    """
    given = _hidden_points(hidden, problems)
    kept: list[Point] = []
    changed: list[Point] = []
    for kind in CELL_KINDS:
        of_kind = [point for point in given if point[0] == kind.value]
        index, cell = cells.get(kind, (-1, ""))
        if cell == (said := contact_cell(kind.value, of_kind)) or cell == _unix_lines(said):
            kept += of_kind
            continue
        known = {_point_key(point): point for point in of_kind}
        changed += [known.get(_point_key(point), point) for point in _read_cell(kind, index, cell, region, problems)]
    stays = {id(point) for point in (*kept, *changed)}
    ordered = [point for point in given if id(point) in stays or point[0] not in _IN_CELLS]
    placed = {id(point) for point in ordered}
    return _each_kind_has_its_first(ordered + [point for point in changed if id(point) not in placed])


def _unix_lines(text: str) -> str:
    """As it comes back from CSV, which keeps one kind of line end."""
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _hidden_points(hidden: tuple[int, str], problems: list[Problem]) -> list[Point]:
    index, text = hidden
    try:
        return [_point_from(item) for item in json.loads(text)] if text else []
    except (ValueError, TypeError):
        problems.append([index, "W210", text[:80], ""])
        return []


def _read_cell(kind: ContactKind, index: int, cell: str, region: str, problems: list[Problem]) -> list[Point]:
    if not cell.strip():
        return []
    if kind is ContactKind.PHONE:
        phones, codes = parse_phones(cell, region)
        problems += [[index, code, cell[:80], ""] for code in codes]
        first = primary_phone(phones)
        return [
            [kind.value, p.raw, p.e164 or "", p.ext, p.label[:60], p.status, place == first, None, None]
            for place, p in enumerate(phones)
        ]
    if kind is ContactKind.EMAIL:
        emails, _, codes = parse_emails(cell)
        problems += [[index, code, cell[:80], ""] for code in codes]
        return [
            [kind.value, e.raw, e.address or "", "", "", "ok" if e.address else "bad", place == 0, None, None]
            for place, e in enumerate(emails)
        ]
    words = [word.strip() for word in cell.split(";") if word.strip()]
    return [[kind.value, word, _LINKS[kind](word), "", "", "ok", False, None, None] for word in words]


def _point_from(item: Any) -> Point:
    """A hidden contact point as drafts keep it; ValueError or TypeError when somebody wrote something else there."""
    kind, normal, ext, raw, label, status, primary, confirmed = item
    point = [kind, raw, normal, ext, label, status, bool(primary), confirmed or None, None]
    contact_from(point)
    return point


def _point_key(point: Sequence[Any]) -> str:
    """What makes a contact point of one kind the same: number with extension, else the text."""
    return (str(point[2]) + str(point[3])) or str(point[1]).strip().casefold()


def _each_kind_has_its_first(points: list[Point]) -> list[Point]:
    """One primary phone and e-mail at most: a changed cell may have brought another."""
    seen: set[str] = set()
    found = []
    for point in points:
        primary = bool(point[6]) and point[0] not in seen
        if primary:
            seen.add(point[0])
        found.append([*point[:6], primary, point[7] or None, None])
    return found
