"""The command tiers: the scale with its rules and counts, whom the rules would move, moving them, keeping by hand."""

from __future__ import annotations

from dataclasses import asdict, replace
from typing import TYPE_CHECKING, Any

from clientcrm.cli.call import Answer, Call
from clientcrm.cli.clients import tier_named
from clientcrm.cli.screen import painted, table
from clientcrm.cli.speech import Speech
from clientcrm.cli.tier_arguments import ONE
from clientcrm.cli.tier_words import reason_words, rule_words
from clientcrm.cli.typed import sum_of
from clientcrm.cli.words import Refusal
from clientcrm.domain.tier_rules import MONEY, Rule, TierMove
from clientcrm.domain.tiers import Tier

if TYPE_CHECKING:
    from clientcrm.crm import Desk


def run_tiers(call: Call) -> Answer:
    """Every tier with its rule and how many stand on it, and how the rules work."""
    say = call.say
    with call.desk() as desk:
        tiers, rules, currency = desk.tiers.all(), desk.tiers.rules(), desk.shop.currency
    options = rules.options
    values = {
        "tiers": [_tier(tier, say) for tier in tiers],
        **asdict(options),
        "waits": rules.waits,
        "applied_at": rules.applied_at.isoformat() if rules.applied_at else None,
    }
    rows = [
        (tier.title(say.language), say.number(tier.clients), _rule(tier, currency, say))
        for tier in tiers
        if not tier.hidden
    ]
    notes = [
        say("Правила работают сами каждый день.", "The rules work by themselves each day.")
        if options.automatic
        else say("Правила работают по команде: tiers apply.", "The rules work on command: tiers apply."),
        say(f"Понижают через {options.grace} дн.", f"They lower after {options.grace} days.")
        if options.demote
        else say("Понижать им нельзя.", "They may not lower."),
    ]
    if rules.waits:
        notes.append(
            say(
                "Ждут: посмотрите tiers preview и примените tiers apply.",
                "They wait: look at tiers preview, then tiers apply.",
            )
        )
    heads = (say("Ступень", "Tier"), say("Клиентов", "Clients"), say("Правило", "Rule"))
    return Answer(values, f"{table(heads, rows, right=(1,))}\n{painted(' '.join(notes), 'dim')}")


def run_tiers_preview(call: Call) -> Answer:
    """Who would change, and why; nothing is changed."""
    say = call.say
    with call.desk() as desk, call.progress("Считаю ступени", "Trying the rules") as bar:
        found = desk.tiers.preview(None if call.options.limit == 0 else call.options.limit, bar.step)
        tiers, currency = {tier.id: tier for tier in desk.tiers.all()}, desk.shop.currency
    values = {
        "as_of": found.as_of.isoformat(),
        "n": found.clients,
        "changed": found.changed,
        "tiers": [
            {"tier": tiers[tier].key, "before": before, "after": after}
            for tier, (before, after) in found.counts.items()
        ],
        "clients": [_move(move, tiers) for move in found.moves],
    }
    if not found.changed:
        return Answer(values, say("Никто не изменится.", "Nobody would change."))
    rows = [
        (
            str(move.client_id),
            move.name,
            tiers[move.before].title(say.language),
            tiers[move.after].title(say.language),
            reason_words(move.reason, move.value, move.bound, currency, say),
        )
        for move in found.moves
    ]
    heads = ("№", say("Клиент", "Client"), say("Было", "From"), say("Станет", "To"), say("Почему", "Why"))
    more = say(f"показано {len(rows)} из {found.changed}", f"{len(rows)} of {found.changed} shown")
    text = table(heads, rows, right=(0,))
    return Answer(values, text if len(rows) == found.changed else f"{text}\n{painted(more, 'dim')}")


def run_tiers_apply(call: Call) -> Answer:
    """Move them."""
    say = call.say
    with call.desk() as desk, call.progress("Пересчитываю ступени", "Moving clients") as bar:
        done = desk.tiers.apply(bar.step)
    values = {"changed": done.changed, "batch": done.batch}
    if done.batch is None:
        return Answer(values, say("Никто не изменился.", "Nobody changed."))
    count = say.counted(done.changed, ("клиент", "клиента", "клиентов"), ("client", "clients"))
    return Answer(
        values,
        say(
            f"Ступень изменилась: {count}. Отменить: undo {done.batch}",
            f"Moved: {count}. To take it back: undo {done.batch}",
        ),
    )


def run_tiers_rule(call: Call) -> Answer:
    """Another rule for a tier."""
    options, say = call.options, call.say
    with call.desk() as desk:
        tier = _named(desk, options.tier, say)
        measure = "" if options.measure == "hand" else str(options.measure)
        usual = tier.rule if tier.rule.measure == measure else Rule(measure)
        rule = replace(usual, window=options.window or usual.window)
        if options.at_least:
            rule = replace(rule, at_least=_amount(options.at_least, measure))
        desk.tiers.set_rule(tier.id, rule)
        return Answer({"tier": tier.key, "rule": asdict(rule)}, rule_words(rule, desk.shop.currency, say))


def run_tiers_options(call: Call) -> Answer:
    """When the rules work; without an option it only tells."""
    asked = call.options
    with call.desk() as desk:
        now = desk.tiers.rules().options
        wanted = replace(
            now,
            automatic=now.automatic if asked.automatic is None else asked.automatic == ONE,
            demote=now.demote if asked.demote is None else asked.demote == ONE,
            grace=now.grace if asked.grace is None else asked.grace,
        )
        if wanted != now:
            desk.tiers.decide(wanted)
    return run_tiers(call)


def run_tiers_lock(call: Call) -> Answer:
    """Keep them by hand."""
    with call.desk() as desk:
        changed = desk.tiers.lock(call.options.ids)
    return Answer({"locked": changed}, call.say(f"Держим вручную: {len(changed)}", f"Kept by hand: {len(changed)}"))


def run_tiers_unlock(call: Call) -> Answer:
    """Give them back to the rules."""
    with call.desk() as desk:
        changed = desk.tiers.unlock(call.options.ids)
    return Answer({"unlocked": changed}, call.say(f"Отдано правилам: {len(changed)}", f"Given back: {len(changed)}"))


def run_tiers_advocate(call: Call) -> Answer:
    """Mark somebody who brought a friend or a review."""
    with call.desk() as desk:
        desk.tiers.mark_advocate(call.options.id, on=not call.options.off)
    return Answer({"client": call.options.id, "advocate": not call.options.off}, call.say("Записано.", "Noted."))


# ---------------------------------------------------------------- inside


def _tier(tier: Tier, say: Speech) -> dict[str, Any]:
    named = {name: getattr(tier, name) for name in ("id", "key", "clients", "hidden")}
    return {**named, "name": tier.title(say.language), "kind": tier.kind.value, "rule": asdict(tier.rule)}


def _rule(tier: Tier, currency: str, say: Speech) -> str:
    return rule_words(tier.rule, currency, say)


def _move(move: TierMove, tiers: dict[int, Tier]) -> dict[str, Any]:
    return {
        "client": move.client_id,
        "name": move.name,
        "before": tiers[move.before].key,
        "after": tiers[move.after].key,
        "reason": move.reason,
        "value": move.value,
        "limit": move.bound,
    }


def _named(desk: Desk, name: str, say: Speech) -> Tier:
    tiers = desk.tiers.all()
    by_key = next((tier for tier in tiers if tier.key == name), None)
    if by_key is not None:
        return by_key
    number = tier_named(desk, name, say.language)
    return next(tier for tier in tiers if tier.id == number)


def _amount(text: str, measure: str) -> int:
    if measure == MONEY:
        return sum_of(text, "tiers rule")
    if text.isdecimal() and len(text) < 16:
        return int(text)
    raise Refusal("unclear_value", f"Не понято число «{text}».", f"“{text}” is not a number.")
