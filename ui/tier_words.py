"""Rules of tiers and the reasons of a move in a shopkeeper's words."""

from __future__ import annotations

from clientcrm.domain import tier_rules as rules
from clientcrm.domain.tier_rules import Rule, TierWhy
from ui import words
from ui.i18n import tr


def measure_title(measure: str) -> str:
    """What a rule looks at, as the choice in the editor."""
    return {
        rules.HAND: tr("By hand alone", "rule of a tier"),
        rules.CARD: tr("There is a card", "rule of a tier"),
        rules.INTEREST: tr("Interest, no purchase yet", "rule of a tier"),
        rules.CONSENT: tr("Agreed to the newsletter", "rule of a tier"),
        rules.ADVOCATE: tr("Brought a friend or a review", "rule of a tier"),
        rules.PURCHASES: tr("Days with purchases", "rule of a tier"),
        rules.MONEY: tr("Sum of purchases", "rule of a tier"),
        rules.TOP_SHARE: tr("Best by revenue", "rule of a tier"),
        rules.AT_RISK: tr("Silent twice as long as usual", "rule of a tier"),
        rules.LOST: tr("Silent for so long that the client counts as lost", "rule of a tier"),
    }[measure]


def rule_words(rule: Rule, currency: str) -> str:
    """Who comes onto the tier: от 5 дней с покупками за 365 дн."""
    window = words.days(rule.window)
    if rule.measure == rules.PURCHASES:
        return tr("%n days with purchases or more within {window}", "", rule.at_least).format(window=window)
    if rule.measure == rules.MONEY:
        sum_of = words.money(rule.at_least, currency)
        return tr("Purchases of {sum} or more within {window}").format(sum=sum_of, window=window)
    if rule.measure == rules.TOP_SHARE:
        said = tr("The best {share} by revenue within {window}, from {fewest} clients up")
        return said.format(share=words.percent(rule.at_least / 100), window=window, fewest=words.number(rule.fewest))
    return measure_title(rule.measure)


def reason_words(reason: str, value: int | None, bound: int | None, currency: str) -> str:
    """Why somebody changed: Среди лучших по выручке: место 3 из 12; no numbers for whoever may not see them."""
    measure = reason.removeprefix(rules.BELOW)
    said = _REASONS.get(measure, _nothing)()
    if value is not None:
        number = _number(measure, value, bound, currency)
        said = tr("{reason}: {number}").format(reason=said, number=number) if number else said
    if reason.startswith(rules.BELOW):
        return tr("No longer so: {reason}").format(reason=said[:1].lower() + said[1:])
    return said


def why_words(why: TierWhy, currency: str) -> str:
    """The line under the chip of a card: why, and since when; "" where nothing is known."""
    since = words.full_day(why.since) if why.since is not None else ""
    if why.by_hand:
        return tr("Kept by hand since {day}").format(day=since) if since else tr("Kept by hand")
    said = reason_words(why.reason, why.value, why.bound, currency) if why.reason else ""
    if said and since:
        return tr("{reason}, since {day}").format(reason=said, day=since)
    return said


def _number(measure: str, value: int, bound: int | None, currency: str) -> str:
    if measure == rules.MONEY:
        return words.money(value, currency)
    if measure == rules.TOP_SHARE:
        return tr("place {place} of {places}").format(place=words.number(value), places=words.number(bound or value))
    if measure == rules.PURCHASES:
        return tr("%n days with purchases", "", value)
    return words.days(value) if measure in rules.STATUSES else ""


def _nothing() -> str:
    return ""


_REASONS = {
    rules.CARD: lambda: tr("There is a card", "reason of a tier"),
    rules.INTEREST: lambda: tr("Showed interest", "reason of a tier"),
    rules.CONSENT: lambda: tr("Agreed to the newsletter", "reason of a tier"),
    rules.ADVOCATE: lambda: tr("Brought a friend or a review", "reason of a tier"),
    rules.PURCHASES: lambda: tr("Buys often", "reason of a tier"),
    rules.MONEY: lambda: tr("Sum of purchases", "reason of a tier"),
    rules.TOP_SHARE: lambda: tr("Among the best by revenue", "reason of a tier"),
    rules.AT_RISK: lambda: tr("Silent longer than usual", "reason of a tier"),
    rules.LOST: lambda: tr("No purchases for long", "reason of a tier"),
    rules.VISITED: lambda: tr("Bought again", "reason of a tier"),
    rules.FIRST_PURCHASE: lambda: tr("First purchase", "reason of a tier"),
    rules.NO_PURCHASE: lambda: tr("No purchases any more", "reason of a tier"),
}
