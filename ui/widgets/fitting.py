"""How wide each column of a table is, and which hide when it gets narrow."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from ui import theme
from ui.widgets.columns import Column


def fit(columns: Sequence[Column[Any]], room: int, chosen: Mapping[str, int]) -> dict[str, int]:
    """Widths by key of the columns that stay. Those of the highest priority number go first, from the end;
    what is left over goes to those that stretch; a width that a person chose is kept."""
    kept = list(columns)
    least = {column.key: chosen.get(column.key) or theme.px(column.least or column.width) for column in kept}
    over = sum(least.values()) - room
    while over > 0:
        losers = [column for column in kept if column.priority > 0]
        if not losers:
            break
        worst = max(column.priority for column in losers)
        gone = next(column for column in reversed(losers) if column.priority == worst)
        kept.remove(gone)
        over -= least[gone.key]
    widths = {column.key: chosen.get(column.key) or theme.px(column.width) for column in kept}
    extra = room - sum(widths.values())
    if extra < 0:
        _shrink(kept, widths, -extra, chosen)
    else:
        _stretch(kept, widths, extra, chosen)
    return widths


def _shrink(kept: list[Column[Any]], widths: dict[str, int], over: int, chosen: Mapping[str, int]) -> None:
    for column in kept:
        if column.least and column.key not in chosen:
            cut = min(over, widths[column.key] - theme.px(column.least))
            widths[column.key] -= cut
            over -= cut


def _stretch(kept: list[Column[Any]], widths: dict[str, int], extra: int, chosen: Mapping[str, int]) -> None:
    growing = [column for column in kept if column.stretch and column.key not in chosen]
    total = sum(column.stretch for column in growing)
    left = extra
    for column in growing:
        more = extra * column.stretch // total
        widths[column.key] += more
        left -= more
    if kept and left > 0:
        widths[(growing or kept)[-1].key] += left
