"""A wrong option of a figure in words: its name as it was typed, and what it should have been."""

from __future__ import annotations

from typing import Final

from clientcrm.cli.words import Refusal
from clientcrm.domain.errors import Invalid

_REASONS: Final[dict[str, tuple[str, str]]] = {
    "unknown_option": ("у этого показателя такой настройки нет", "is no option of this figure"),
    "unknown": ("такого значения нет", "has no such value"),
    "not_a_number": ("нужно число", "has to be a number"),
    "not_a_share": ("нужна доля от 0 до 1", "has to be a share of 0 to 1"),
    "not_a_day": ("нужна дата вроде 05.03.2026", "has to be a date like 2026-03-05"),
    "not_a_sum": ("нужна сумма", "has to be a sum"),
    "not_a_pair": ("нужны пары вроде VK:12000", "has to be pairs like VK:12000"),
    "not_yes_or_no": ("нужно yes или no", "has to be yes or no"),
    "three_or_five": ("бывает 3 или 5", "is 3 or 5"),
    "four_numbers": ("нужны четыре числа через запятую", "has to be four numbers with commas between them"),
    "two_numbers": ("нужны два числа через запятую", "has to be two numbers with a comma between them"),
    "not_rising": ("числа должны возрастать", "has to rise from number to number"),
    "beside_limits": ("не нужно, когда заданы границы", "has no sense beside fixed limits"),
    "negative": ("не бывает меньше нуля", "cannot be less than zero"),
    "too_small": ("слишком мало", "is too small"),
    "out_of_range": ("выходит за пределы возможного", "is outside of what is possible"),
    "after_as_of": ("позже дня показателя", "lies after the day of the figure"),
    "before_since": ("раньше начала", "lies before the beginning"),
    "before_start": ("раньше начала", "lies before the beginning"),
    "missing": ("не названо", "is missing"),
    "empty": ("не названо", "is missing"),
    "same": ("то же самое с обеих сторон", "is the same on both sides"),
    "twice": ("повторяется", "stands twice"),
}


def refusal_of(error: Invalid) -> Refusal:
    """The options that do not hold, and why."""
    told = [(name, _REASONS.get(reason, ("не подходит", "does not hold"))) for name, reason in error.fields.items()]
    russian = "; ".join(f"«{name}» — {why[0]}" for name, why in told)
    english = "; ".join(f"“{name}” {why[1]}" for name, why in told)
    return Refusal("invalid", f"Не принято: {russian}.", f"Not accepted: {english}.")
