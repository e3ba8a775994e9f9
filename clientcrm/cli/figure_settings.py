"""The command figures settings: what the owner decided about figures, whom other days would change, deciding anew."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import asdict, replace
from typing import TYPE_CHECKING, Any, Final

from clientcrm.cli.arguments import Wrong
from clientcrm.cli.call import Answer, Call
from clientcrm.cli.figure_options import refusal_of
from clientcrm.cli.figure_values import value_word
from clientcrm.cli.screen import painted, pairs, table
from clientcrm.cli.speech import Speech
from clientcrm.domain.errors import Invalid
from clientcrm.domain.figures import FigureOptions, Held, Reckoning, Stand, Tried
from clientcrm.domain.rhythm import STATUSES
from clientcrm.domain.scores import RfmLimits
from clientcrm.domain.values.money import parse_money

if TYPE_CHECKING:
    from clientcrm.crm import Desk

# As figures call them on the command line; the long names are those of the answer.
_NAMES: Final = {"L": "lost_after", "H": "horizon", "window": "window"}
# Four limits of each kind, as `figures rfm` takes them; all three together, or "limits=auto".
_LIMITS: Final = RfmLimits.__slots__
_TYPED: Final = {long: short for short, long in _NAMES.items()} | {name: name for name in _LIMITS}
_BY_SALES: Final = ("", "auto")
# So many changes of the past say enough for a person.
_TOLD = 4
# Of the clients who would change so many are named.
_NAMED = 20
_DIGITS = 5
_FOUR = 4


def run_settings(call: Call, typed: dict[str, str]) -> Answer:
    """What holds; with options what they would change, and nothing is kept without --apply."""
    asked, say = call.options, call.say
    if asked.as_of:
        raise Wrong(say("--as-of: настройки действуют с сегодня", "--as-of: settings hold from today on"))
    if asked.apply and not (typed or asked.anew):
        raise Wrong(
            say("--apply: не названо, что изменить (--set, --anew)", "--apply: nothing to change (--set, --anew)")
        )
    with call.desk() as desk:
        now = desk.figures.options()
        wanted = _wanted(now, typed)
        tried, names = None, {}
        if typed or asked.anew:
            with call.progress("Считаю показатели", "Trying the figures") as bar:
                tried = _try(desk, wanted, bar.step, asked.anew)
                names = {row.id: row.name for row in desk.clients.rows(tried.ids[:_NAMED])} if tried.ids else {}
                if asked.apply:
                    _apply(desk, now, wanted, asked.anew)
        holds, made, history = desk.figures.options(), desk.figures.latest(), desk.figures.history()
    values = {
        **asdict(holds),
        "reckoned": None if made is None else _reckoned(made),
        "history": [{**asdict(held), "since": held.since.isoformat()} for held in history],
    }
    if tried is not None:
        values |= {"wanted": asdict(wanted), "preview": _tried(tried, names), "applied": asked.apply}
    blocks = [_now(holds, made, say), _past(history, say)]
    if tried is not None:
        blocks.append(_change(wanted, tried, names, applied=asked.apply, say=say))
    return Answer(values, "\n\n".join(block for block in blocks if block))


def _wanted(now: FigureOptions, typed: dict[str, str]) -> FigureOptions:
    """The options with what was typed; an empty value, or auto, leaves it to the sales."""
    changes: dict[str, Any] = {}
    refused = {}
    for name, text in typed.items():
        if name in _LIMITS:
            continue
        if name == "limits" and text.strip() in _BY_SALES:
            changes["limits"] = None
        elif name not in _NAMES and name not in _TYPED:
            refused[name] = "unknown_option"
        elif text.strip() in _BY_SALES:
            changes[_NAMES.get(name, name)] = None
        elif text.isascii() and text.strip().isdecimal() and len(text) <= _DIGITS:
            changes[_NAMES.get(name, name)] = int(text)
        else:
            refused[name] = "not_a_number"
    limits = {name: typed[name] for name in _LIMITS if name in typed}
    refused |= {name: "missing" for name in _LIMITS if limits and name not in limits}
    if refused:
        raise refusal_of(Invalid(refused))
    return replace(now, **changes | ({"limits": _limits(limits)} if limits else {}))


def _limits(typed: dict[str, str]) -> RfmLimits:
    """Three times four numbers: days, purchase days, sums in whole units of the currency."""
    found: dict[str, Any] = {}
    refused = {}
    for name, text in typed.items():
        parts = [part.strip() for part in text.split(";" if ";" in text else ",")]
        steps = [parse_money(part)[0] if name == "money" else _whole(part) for part in parts]
        if len(steps) != _FOUR:
            refused[name] = "four_numbers"
        elif None in steps:
            refused[name] = "not_a_sum" if name == "money" else "not_a_number"
        found[name] = tuple(steps)
    if refused:
        raise refusal_of(Invalid(refused))
    return RfmLimits(**found)


def _whole(text: str) -> int | None:
    return int(text) if text.isascii() and text.isdecimal() and len(text) <= _DIGITS else None


def _try(desk: Desk, wanted: FigureOptions, step: Callable[[int, int], None], anew: bool) -> Tried:
    """Whom it would change; a number of days that cannot be is refused by the name that was typed."""
    try:
        return desk.figures.tried(wanted, step, anew=anew)
    except Invalid as error:
        raise refusal_of(Invalid({_TYPED[name]: why for name, why in error.fields.items()})) from error


def _apply(desk: Desk, now: FigureOptions, wanted: FigureOptions, anew: bool) -> None:
    """As the settings of the window do: decide, then reckon by it at once."""
    if wanted != now:
        desk.figures.decide(wanted)
    if desk.figures.has_sales():
        desk.figures.reckon(anew=anew)


# ---------------------------------------------------------------- for scripts


def _reckoned(made: Reckoning) -> dict[str, Any]:
    names = ("clients", "lost_after", "lost_source", "typical", "horizon")
    return {"as_of": made.as_of.isoformat(), **{name: getattr(made, name) for name in names}}


def _tried(found: Tried, names: Mapping[int, str]) -> dict[str, Any]:
    return {
        "n": found.clients,
        "first": found.first,
        "changed": found.changed,
        "rescored": found.rescored,
        "lost_after": found.lost_after,
        "lost_source": found.lost_source,
        "statuses": [
            {"status": status, "before": found.before.get(status, 0), "after": found.after.get(status, 0)}
            for status in STATUSES
        ],
        "clients": [
            {"id": client, "name": names[client], "before": asdict(found.turns[client][0])}
            | {"after": asdict(found.turns[client][1])}
            for client in names
        ],
    }


# ---------------------------------------------------------------- for a person


def _now(holds: FigureOptions, made: Reckoning | None, say: Speech) -> str:
    by_sales = say("по продажам", "by the sales")
    lost = by_sales if holds.lost_after is None else say.number(holds.lost_after)
    if made is not None and holds.lost_after is None:
        source = value_word("status", made.lost_source, say)
        lost = f"{by_sales}: {say.number(made.lost_after)} ({source})"
    ahead = say("столько же, сколько L", "as many as L") if holds.horizon is None else say.number(holds.horizon)
    window = say("вся история", "the whole history") if holds.window is None else say.number(holds.window)
    return pairs(
        [
            (say("L: потерян через, дней", "L: lost after, days"), lost),
            (say("H: вероятность визита, дней вперёд", "H: chance of a visit, days ahead"), ahead),
            (say("window: частота и деньги за, дней", "window: frequency and money of the last, days"), window),
            (say("Границы баллов", "Limits of scores"), _limit_words(holds.limits, say)),
            (say("Посчитано на", "Calculated as of"), say.day(made.as_of) if made is not None else "—"),
            (say("Клиентов с покупками", "Clients with purchases"), say.number(made.clients) if made else ""),
        ]
    )


def _limit_words(limits: RfmLimits | None, say: Speech) -> str:
    if limits is None:
        return say("по всем клиентам", "by all the clients")
    steps = {name: getattr(limits, name) for name in _LIMITS} | {"money": [sum_ / 100 for sum_ in limits.money]}
    return "; ".join(f"{name} {', '.join(f'{one:g}' for one in told)}" for name, told in steps.items())


def _past(history: list[Held], say: Speech) -> str:
    if not history:
        return ""
    rows = [
        (say.day(held.since), say.number(held.lost_after), value_word("status", held.lost_source, say))
        for held in history[:_TOLD]
    ]
    return table((say("С", "Since"), say("L, дней", "L, days"), say("Откуда", "From")), rows, right=(1,))


def _change(wanted: FigureOptions, tried: Tried, names: Mapping[int, str], *, applied: bool, say: Speech) -> str:
    days = {name: getattr(wanted, long) for name, long in _NAMES.items()}
    words = [f"{name} = {'auto' if value is None else value}" for name, value in days.items()]
    words += [_limit_words(wanted.limits, say)] if wanted.limits is not None else []
    head = say("Стало", "Now") if applied else say("Станет", "It would be")
    lines = [painted(f"{head}: {', '.join(words)}; L {say.number(tried.lost_after)}", "head")]
    lines += [_first(tried, say)] if tried.first else _changes(tried, names, say)
    if not applied:
        lines.append(
            painted(
                say("Ничего не изменено; чтобы сохранить: --apply", "Nothing is changed; to keep it: --apply"), "warn"
            )
        )
    return "\n".join(lines)


def _first(tried: Tried, say: Speech) -> str:
    """Before the first reckoning: what it would find, and that nobody changes by it."""
    said = say(
        "Ещё ничего не посчитано, поэтому ни у кого ничего не меняется.",
        "Nothing is calculated yet, so nothing changes for anybody.",
    )
    rows = [
        (value_word("status", status, say), say.number(tried.after[status]))
        for status in STATUSES
        if tried.after.get(status)
    ]
    if not rows:
        return said
    return said + "\n" + table((say("Статус", "Status"), say("Клиентов", "Clients")), rows, right=(1,))


def _changes(tried: Tried, names: Mapping[int, str], say: Speech) -> list[str]:
    """How many change their status or scores, and who: the first of them by name."""
    lines = []
    if tried.changed:
        heads = (say("Статус", "Status"), say("Было", "Before"), say("Стало", "After"))
        rows = [
            (
                value_word("status", status, say),
                say.number(tried.before.get(status, 0)),
                say.number(tried.after.get(status, 0)),
            )
            for status in STATUSES
        ]
        lines.append(table(heads, rows, right=(1, 2)))
    count = say.counted(tried.changed, ("клиента", "клиентов", "клиентов"), ("client", "clients"))
    lines.append(say(f"Другой статус у {count}.", f"Another status: {count}."))
    if tried.rescored:
        other = say.counted(tried.rescored, ("клиента", "клиентов", "клиентов"), ("client", "clients"))
        lines.append(say(f"Другие баллы у {other}.", f"Other scores: {other}."))
    if names:
        heads = (say("Клиент", "Client"), say("Статус", "Status"), say("Баллы", "Scores"))
        lines.append(table(heads, [(name, *_turn(*tried.turns[one], say)) for one, name in names.items()]))
    if len(tried.ids) > len(names):
        lines.append(say(f"Первые {len(names)} из {len(tried.ids)}.", f"The first {len(names)} of {len(tried.ids)}."))
    return lines


def _turn(was: Stand, now: Stand, say: Speech) -> tuple[str, str]:
    """What changes of a client: status, and scores; empty where it stays."""
    statuses = [value_word("status", stand.status, say) for stand in (was, now)]
    scores = [_scores(stand) for stand in (was, now)]
    status, scored = (" → ".join(pair) if pair[0] != pair[1] else "" for pair in (statuses, scores))
    return status, scored


def _scores(stand: Stand) -> str:
    """Recency, frequency, money."""
    if not any(stand.scores):
        return "—"
    return " ".join("—" if score is None else str(score) for score in stand.scores)
