"""Commands about segments: saved, shown, counted, frozen, who came and went."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

from clientcrm.cli.arguments import Wrong
from clientcrm.cli.call import Answer, Call
from clientcrm.cli.screen import painted, pairs, table
from clientcrm.cli.speech import Speech
from clientcrm.cli.words import Refusal
from clientcrm.domain.clients import ClientFilter, SavedSegment
from clientcrm.domain.errors import NotFound
from clientcrm.domain.filter_text import filter_to_json
from clientcrm.domain.filter_trees import as_tree
from clientcrm.domain.ready_segments import READY, tree_of
from clientcrm.domain.segment_words import tree_words
from clientcrm.domain.segments import Node, from_plain, to_plain

if TYPE_CHECKING:
    from clientcrm.crm import Desk

_LARGEST = 1_000_000
# What a tree may name by a word instead of a number.
_BY_NAME = ("tier", "responsible", "portfolio", "bought", "had", "next_product", "segment")


def run_segments(call: Call) -> Answer:
    """Every segment with its count as of now."""
    say = call.say
    with call.desk() as desk:
        found = desk.segments.all()
    if not found:
        return Answer({"segments": []}, say("Сегментов нет.", "There are no segments."))
    heads = (say("Сегмент", "Segment"), say("Клиентов", "Clients"), say("Заморожен", "Frozen"))
    lines = [(one.name, say.number(one.clients), _frozen(one, say)) for one in found]
    return Answer({"segments": [_values(one) for one in found]}, table(heads, lines, right=(1,)))


run_segments_list = run_segments


def run_segments_ready(call: Call) -> Answer:
    """The ready ones, with what they ask for; those by sums for whoever sees them."""
    say, found = call.say, []
    with call.desk() as desk:
        sums = desk.segments.sees_sums
        for ready in READY:
            if ready.of_money and not sums:
                continue
            tree = None if ready.needs else tree_of(ready.key)
            count = None if tree is None else desk.segments.count(ClientFilter(where=tree))
            words = "--bought, --never" if tree is None else tree_words(tree, say.language, {})
            found.append((ready.key, count, words))
    heads = (say("Ключ", "Key"), say("Клиентов", "Clients"), say("Условия", "Conditions"))
    lines = [(key, "" if count is None else say.number(count), words) for key, count, words in found]
    values = [{"key": key, "clients": count, "words": words} for key, count, words in found]
    return Answer({"ready": values}, table(heads, lines, right=(1,)))


def run_segments_show(call: Call) -> Answer:
    """What it asks for, in words and as JSON."""
    say = call.say
    with call.desk() as desk:
        one = _segment(desk, call.options.name)
        asked = one.origin if one.origin is not None else one.filter
        tree = as_tree(asked)
        words = "" if tree is None else tree_words(tree, say.language, desk.segments.names(tree, say.language))
        ids = [int(client) for client in desk.segments.members(one.id)]
    facts = [
        (say("Клиентов", "Clients"), say.number(len(ids))),
        (say("Заморожен", "Frozen"), _frozen(one, say)),
        (say("Условия", "Conditions"), words),
    ]
    values = {**_values(one), "words": words, "tree": None if tree is None else to_plain(tree), "ids": ids}
    return Answer(values, f"{painted(one.name, 'head')}\n{pairs(facts)}")


def run_segments_count(call: Call) -> Answer:
    """How many fit, without saving anything."""
    say = call.say
    with call.desk() as desk:
        found = desk.segments.count(_asked(call, desk))
    return Answer({"clients": found}, say.counted(found, ("клиент", "клиента", "клиентов"), ("client", "clients")))


def run_segments_save(call: Call) -> Answer:
    """Under a name; the same name again replaces it."""
    with call.desk() as desk:
        number = desk.segments.save(call.options.name, _asked(call, desk))
        return _told(call, desk.segments.get(number))


def run_segments_freeze(call: Call) -> Answer:
    """A new segment of whoever is in it now; under its own name with the day, if none is given."""
    with call.desk() as desk:
        one = _segment(desk, call.options.name)
        name = call.options.to or f"{one.name} {desk.segments.today:%d.%m.%Y}"
        number = desk.segments.freeze(name, one.filter)
        return _told(call, desk.segments.get(number))


def run_segments_rename(call: Call) -> Answer:
    """Another name."""
    with call.desk() as desk:
        one = _segment(desk, call.options.name)
        desk.segments.rename(one.id, call.options.to)
        return _told(call, desk.segments.get(one.id))


def run_segments_remove(call: Call) -> Answer:
    """Taken away; no client is touched."""
    say = call.say
    with call.desk() as desk:
        one = _segment(desk, call.options.name)
        desk.segments.remove(one.id)
    text = say(f"Сегмент «{one.name}» убран, клиенты остались.", f"“{one.name}” was removed, its clients stay.")
    return Answer({"removed": one.name}, text)


def run_segments_history(call: Call) -> Answer:
    """By day, with the ids of whoever came and went."""
    say = call.say
    with call.desk() as desk:
        one = _segment(desk, call.options.name)
        days = desk.segments.history(one.id)
        moves = {day.day: desk.segments.moves(one.id, day.day, _LARGEST) for day in days}
    values = [
        {
            "day": day.day.isoformat(),
            "entered": sorted(move.client_id for move in moves[day.day] if move.entered),
            "left": sorted(move.client_id for move in moves[day.day] if not move.entered),
        }
        for day in days
    ]
    if not days:
        return Answer({"name": one.name, "days": []}, say("Пока никто не входил и не выходил.", "Nobody came or went."))
    heads = (say("День", "Day"), say("Вошли", "Entered"), say("Вышли", "Left"))
    lines = [(say.day(day.day), say.number(day.entered), say.number(day.left)) for day in days]
    return Answer({"name": one.name, "days": values}, table(heads, lines, right=(1, 2)))


# ---------------------------------------------------------------- what was typed


def _segment(desk: Desk, name: str) -> SavedSegment:
    wanted = name.strip().casefold()
    found = next((one for one in desk.segments.all() if one.name.casefold() == wanted), None)
    if found is None:
        raise NotFound("segment", name)
    return found


def _asked(call: Call, desk: Desk) -> ClientFilter:
    options, say = call.options, call.say
    if bool(options.tree) == bool(options.ready):
        raise Wrong(say("нужны условия или --ready", "conditions are needed, or --ready"))
    if options.ready:
        chosen = {name: [_number(desk, "bought", word, say) for word in getattr(options, name)] for name in _CHOSEN}
        return ClientFilter(where=tree_of(options.ready, **chosen))
    return ClientFilter(where=_tree(desk, str(options.tree), say))


_CHOSEN = ("bought", "never")


def _tree(desk: Desk, typed: str, say: Speech) -> Node:
    text = typed if typed.lstrip().startswith("{") else Path(typed).read_text("utf-8-sig")
    try:
        said = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise Refusal("unclear_value", "Условия не похожи на JSON.", "The conditions do not look like JSON.") from error
    return from_plain(_numbered(desk, said, say))


def _numbered(desk: Desk, said: Any, say: Speech) -> Any:
    """The same JSON with the names of tiers, products, people and segments as the numbers that trees hold."""
    if isinstance(said, list):
        return [_numbered(desk, one, say) for one in said]
    if not isinstance(said, dict):
        return said
    field = said.get("ask")
    if field in _BY_NAME and isinstance(said.get("any_of"), list):
        return {**said, "any_of": [_number(desk, field, one, say) for one in said["any_of"]]}
    return {name: _numbered(desk, one, say) for name, one in said.items()}


def _number(desk: Desk, field: str, word: Any, say: Speech) -> Any:
    if not isinstance(word, str):
        return word
    names = {(value, label) for value, label in _named(desk, field, say.language) if value is not None}
    wanted = word.strip().casefold()
    found = next((value for value, label in sorted(names, key=str) if label.casefold() == wanted), None)
    if found is None and field != "responsible":
        raise NotFound({"bought": "product", "had": "product", "next_product": "product"}.get(field, field), word)
    return word if found is None else found


def _named(desk: Desk, field: str, language: str) -> list[tuple[Any, str]]:
    if field == "tier":
        return [(tier.id, name) for tier in desk.tiers.all() for name in (tier.title(language), tier.key)]
    if field == "responsible":
        return list(desk.people.items())
    if field == "portfolio":
        return list(desk.portfolios)
    return [(choice.value, choice.label) for choice in desk.segments.choices(field)]


# ---------------------------------------------------------------- what is told


def _values(one: SavedSegment) -> dict[str, Any]:
    asked = one.origin if one.origin is not None else one.filter
    return {
        "id": one.id,
        "name": one.name,
        "clients": one.clients,
        "frozen_at": None if one.frozen_at is None else one.frozen_at.isoformat(),
        "filter": json.loads(filter_to_json(asked)),
    }


def _frozen(one: SavedSegment, say: Speech) -> str:
    return "" if one.frozen_at is None else say.day(one.frozen_at.date())


def _told(call: Call, one: SavedSegment) -> Answer:
    counted = call.say.counted(one.clients, ("клиент", "клиента", "клиентов"), ("client", "clients"))
    return Answer(_values(one), f"{one.name}: {counted}")
