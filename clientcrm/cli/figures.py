"""The command figures: one figure of the shop by its name, as a table for a person, whole for a script."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from clientcrm.cli.arguments import Wrong
from clientcrm.cli.call import Answer, Call
from clientcrm.cli.figure_arguments import SETTINGS
from clientcrm.cli.figure_columns import column_word
from clientcrm.cli.figure_layouts import Part
from clientcrm.cli.figure_options import refusal_of
from clientcrm.cli.figure_settings import run_settings
from clientcrm.cli.figure_shown import notes, shown
from clientcrm.cli.figure_values import value_word
from clientcrm.cli.figure_words import formula_words, not_enough_words
from clientcrm.cli.screen import painted, pairs, table
from clientcrm.cli.speech import Speech
from clientcrm.cli.typed import day_of
from clientcrm.cli.words import Refusal
from clientcrm.domain.errors import Invalid
from clientcrm.domain.figure_names import FIGURES

# A person reads so many rows of a table; a script gets them all.
_FOR_PEOPLE = 20


def run_figures(call: Call) -> Answer:
    """The figure as of a day, with what it was reckoned from."""
    say, name = call.say, str(call.options.name)
    if name == SETTINGS:
        return run_settings(call, _options(call.options.set, say))
    if call.options.anew or call.options.apply:
        raise Wrong(say("--anew и --apply бывают только у settings", "--anew and --apply belong to settings alone"))
    if name not in FIGURES:
        raise Refusal(
            "unknown_figure",
            f"Неизвестный показатель «{name}», есть такие: {', '.join(FIGURES)}.",
            f"Unknown figure “{name}”; there are: {', '.join(FIGURES)}.",
        )
    options = _options(call.options.set, say)
    with call.desk() as desk:
        shop = desk.shop
        as_of = day_of(call.options.as_of, "--as-of", desk) if call.options.as_of else None
        try:
            found = desk.figures.ask(name, as_of, options)
        except Invalid as error:
            raise refusal_of(error) from error
    return Answer(found, _text(name, found, shop.currency, say))


def _options(typed: Sequence[str], say: Speech) -> dict[str, str]:
    """name=value; of one name several times, all of them."""
    found: dict[str, str] = {}
    for word in typed:
        name, mark, value = word.partition("=")
        name = name.strip()
        if not mark or not name:
            raise Wrong(say(f"--set {word}: нужно имя=значение", f"--set {word}: name=value is needed"))
        found[name] = f"{found[name]};{value}" if name in found else value
    return found


# ---------------------------------------------------------------- for a person


def _text(name: str, found: dict[str, Any], currency: str, say: Speech) -> str:
    layout, found, words = shown(name, found)
    day = say.day(date.fromisoformat(found["as_of"]))
    blocks = [painted(formula_words(found["formula"], say), "dim")]
    if "not_enough_data" in found:
        blocks.append(painted(not_enough_words(found["not_enough_data"], say), "warn"))
    numbers = [(say("На день", "As of"), day), (say("Наблюдений", "Observations"), say.number(found["n"]))]
    numbers += [
        (column_word(name, part.key, say), _cell(words, part, found.get(_plain(part.key)), currency, say))
        for part in layout.numbers
    ]
    blocks.append(pairs(numbers))
    blocks += notes(name, found, lambda minor: say.money(rough(minor), currency), say)
    blocks += [
        _table(name, words, (key, columns), found.get(key) or [], currency, say) for key, columns in layout.tables
    ]
    return "\n\n".join(block for block in blocks if block)


def _table(
    name: str, words: str, which: tuple[str, Sequence[Part]], told: list[dict[str, Any]], currency: str, say: Speech
) -> str:
    """A table under its name; columns that say nothing in any row are left out."""
    key, columns = which
    used = [part for part in columns if any(row.get(part.key) not in (None, "", []) for row in told)]
    if not used:
        return ""
    used = [part for part in columns if part in used or part.kind == "u"]
    rows = [[_cell(words, part, row.get(part.key), currency, say) for part in used] for row in told[:_FOR_PEOPLE]]
    right = [place for place, part in enumerate(used) if part.kind in "nfmse"]
    heads = [column_word(name, part.key, say) for part in used]
    lines = [painted(column_word(name, f"table.{key}", say), "head"), table(heads, rows, right)]
    if len(told) > _FOR_PEOPLE:
        lines.append(
            painted(say(f"показано {_FOR_PEOPLE} из {len(told)}", f"{_FOR_PEOPLE} of {len(told)} shown"), "dim")
        )
    return "\n".join(lines)


def _plain(key: str) -> str:
    """The key as the answer has it: money of keys that elsewhere mean something else is marked in the layout alone."""
    return key.removesuffix("_money") if key in ("net_money", "forecast_money", "gap_money", "needed_money") else key


def _cell(figure: str, part: Part, value: Any, currency: str, say: Speech) -> str:
    kind = part.kind
    if kind == "u":
        return str(value) if value else say("не указано", "not given")
    if value is None or value == "":
        return ""
    if kind == "l":
        return " ".join("" if one is None else say.number(one).rjust(5) for one in value)
    if kind == "p":
        return _passed(value, say)
    shown = {
        "n": lambda: say.number(value),
        "f": lambda: say.number(value, 1),
        "m": lambda: say.money(round(value), currency),
        "e": lambda: say.money(rough(value), currency),
        "s": lambda: f"{say.number(100 * value, 1)} %",
        "d": lambda: say.day(date.fromisoformat(value)),
        "w": lambda: value_word(figure, value, say),
        "t": lambda: str(value),
        "y": lambda: say("да", "yes") if value else "",
    }
    return shown[kind]()


def rough(minor: float) -> int:
    """A sum that is no more than expected, to three digits: kopecks would claim what nobody knows."""
    whole = round(minor)
    return round(whole, min(0, 3 - len(str(abs(whole)))))


def _passed(value: dict[str, Any], say: Speech) -> str:
    """k of n, and the share where n bears it."""
    counted = say(f"{value['k']} из {value['n']}", f"{value['k']} of {value['n']}")
    if value["share"] is None:
        return counted
    low, share, high = (say.number(100 * value[name], 1) for name in ("low", "share", "high"))
    return f"{counted}, {share} % ({low}–{high} %)"
