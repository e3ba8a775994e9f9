"""What a person is shown of a figure: words where numbers would claim too much, and what stands beside them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any, Final

from clientcrm.cli.figure_layouts import LAYOUTS, Layout, Part
from clientcrm.cli.figure_words import not_enough_words
from clientcrm.cli.speech import Speech

Found = dict[str, Any]
# A chance in words, as the window says it of a base too small for per cent.
_LIKELY, _PERHAPS = 66, 35
_OF_CHANCE: Final = frozenset({"risk", "expected_visits"})


def shown(name: str, found: Found) -> tuple[Layout, Found, str]:
    """The layout, the answer, and the figure in whose words its classes are told."""
    layout = LAYOUTS[name]
    if name == "lifetime" and not found["claims"]:
        rows = [row | {"visit": _chance(row["visit"])} for row in found["clients"]]
        return _in_words(layout), found | {"clients": rows}, name
    if name == "average-check":
        by = found["options"]["by"]
        group = Part("group", "w" if by in ("status", "segment") else "u")
        return _with_part(layout, group), found, "rfm" if by == "segment" else name
    return layout, found, name


def notes(name: str, found: Found, money: Callable[[Any], str], say: Speech) -> list[str]:
    """How well such a forecast did here before, and when it misses."""
    if name == "lifetime" and found["n"]:
        return [_calibrated(found, say), _when_it_misses(say)]
    if name == "potential" and found["n"]:
        return [_backtested(found, money, say), _when_it_misses(say)]
    return []


def _chance(chance: float) -> str:
    told = round(100 * chance)
    return "likely" if told > _LIKELY else "perhaps" if told > _PERHAPS else "hardly"


def _in_words(layout: Layout) -> Layout:
    def without(parts: Sequence[Part]) -> tuple[Part, ...]:
        return tuple(
            Part("visit", "w") if part.key == "visit" else part for part in parts if part.key not in _OF_CHANCE
        )

    return Layout(without(layout.numbers), tuple((key, without(columns)) for key, columns in layout.tables))


def _with_part(layout: Layout, part: Part) -> Layout:
    tables = [(key, tuple(part if one.key == part.key else one for one in columns)) for key, columns in layout.tables]
    return replace(layout, tables=tuple(tables))


def _calibrated(found: Found, say: Speech) -> str:
    ahead, tried = say.number(found["H"]), found["calibration"]
    if tried is None:
        why = not_enough_words(found["not_calibrated"], say)
        return say(
            f"Вероятности — словами: проверить прогноз прошлым пока не на чем. {why}",
            f"Chances are told in words: there is no past to try the forecast on yet. {why}",
        )
    if not found["claims"]:
        return say(
            f"Вероятности — словами: прогноз, сделанный {ahead} дн. назад, был не лучше одного числа для всех.",
            f"Chances are told in words: a forecast made {ahead} days ago was no better than one number for all.",
        )
    missed, usual = say.number(tried["brier"], 3), say.number(tried["base_brier"], 3)
    right = say.number(100 * tried["auc"])
    return say(
        f"Проверено прошлым: прогноз {ahead} дн. назад ошибся на {missed} там, где одно число для всех — на {usual}; "
        f"из двух клиентов угадывал вернувшегося в {right} % случаев.",
        f"Tried on the past: a forecast {ahead} days ago missed by {missed} where one number for all misses by "
        f"{usual}; of two clients it told the one who came {right} % of the time.",
    )


def _backtested(found: Found, money: Callable[[Any], str], say: Speech) -> str:
    tried = found["backtest"]
    if tried is None:
        why = not_enough_words(found["not_backtested"], say)
        return say(
            f"Проверить прогноз прошлым пока не на чем. {why}", f"There is no past to try the forecast on yet. {why}"
        )
    days, error = say.number(tried["days"]), say.number(100 * tried["error"])
    said, came = money(tried["predicted"]), money(tried["seen"])
    return say(
        f"Проверено прошлым: такой же прогноз {days} дн. назад обещал {said}, пришло {came}, ошибка {error} %.",
        f"Tried on the past: such a forecast {days} days ago said {said}, {came} came, an error of {error} %.",
    )


def _when_it_misses(say: Speech) -> str:
    return say(
        "Когда торговля растёт или начинается сезон, прогноз занижает.",
        "While trade is growing, or a season begins, the forecast says too little.",
    )
