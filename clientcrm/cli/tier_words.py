"""Rules of tiers and the reasons of a move, in a shopkeeper's words."""

from __future__ import annotations

from clientcrm.cli.speech import Speech
from clientcrm.domain import tier_rules as rules
from clientcrm.domain.tier_rules import Rule

_DAYS = (("день", "дня", "дней"), ("day", "days"))
_VISITS = (("день с покупкой", "дня с покупками", "дней с покупками"), ("day with a purchase", "days with purchases"))


def rule_words(rule: Rule, currency: str, say: Speech) -> str:
    """When a client comes onto the tier."""
    window = say.counted(rule.window, *_DAYS)
    return {
        rules.HAND: say("только вручную", "by hand alone"),
        rules.CARD: say("есть карточка", "there is a card"),
        rules.INTEREST: say("проявлен интерес, покупок нет", "showed interest, no purchase"),
        rules.CONSENT: say("согласие на рассылку", "agreed to the newsletter"),
        rules.ADVOCATE: say("привёл друга или оставил отзыв", "brought a friend or a review"),
        rules.AT_RISK: say("молчит вдвое дольше обычного", "silent twice as long as usual"),
        rules.LOST: say("молчит дольше порога потери", "silent beyond the lost threshold"),
        rules.PURCHASES: say(
            f"от {say.counted(rule.at_least, *_VISITS)} за {window}",
            f"at least {say.counted(rule.at_least, *_VISITS)} within {window}",
        ),
        rules.MONEY: say(
            f"покупки от {say.money(rule.at_least, currency)} за {window}",
            f"purchases of at least {say.money(rule.at_least, currency)} within {window}",
        ),
        rules.TOP_SHARE: say(
            f"лучшие {rule.at_least} % по выручке за {window}, если клиентов от {rule.fewest}",
            f"the top {rule.at_least} % by revenue within {window}, from {rule.fewest} clients up",
        ),
    }[rule.measure]


def reason_words(reason: str, value: int | None, bound: int | None, currency: str, say: Speech) -> str:
    """Why somebody changes; without its numbers for whoever may not see them."""
    below, measure = reason.startswith(rules.BELOW), reason.removeprefix(rules.BELOW)
    words = {
        rules.CARD: say("есть карточка", "there is a card"),
        rules.INTEREST: say("проявлен интерес", "showed interest"),
        rules.CONSENT: say("согласие на рассылку", "agreed to the newsletter"),
        rules.ADVOCATE: say("привёл друга или оставил отзыв", "brought a friend or a review"),
        rules.PURCHASES: say("покупает часто", "buys often"),
        rules.MONEY: say("сумма покупок", "sum of purchases"),
        rules.TOP_SHARE: say("среди лучших по выручке", "among the best by revenue"),
        rules.AT_RISK: say("молчит дольше обычного", "silent longer than usual"),
        rules.LOST: say("давно нет покупок", "no purchases for long"),
        rules.VISITED: say("снова с покупкой", "bought again"),
        rules.FIRST_PURCHASE: say("первая покупка", "first purchase"),
        rules.NO_PURCHASE: say("покупок больше нет", "no purchases any more"),
    }.get(measure, measure)
    if below:
        words = say(f"больше не выполнено: {words}", f"no longer so: {words}")
    if value is None:
        return words
    if measure == rules.MONEY:
        return f"{words}: {say.money(value, currency)}"
    if measure == rules.TOP_SHARE:
        return say(f"{words}: место {value} из {bound}", f"{words}: place {value} of {bound}")
    if measure == rules.PURCHASES:
        return f"{words}: {say.counted(value, *_VISITS)}"
    if measure in rules.STATUSES:
        return f"{words}: {say.counted(value, *_DAYS)}"
    return words
