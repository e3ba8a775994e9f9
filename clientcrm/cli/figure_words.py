"""How a figure is reckoned and why it says nothing, in both languages."""

from __future__ import annotations

from typing import Any, Final

from clientcrm.cli.figure_formulas import FORMULAS
from clientcrm.cli.speech import Speech

# What there is too little of: Russian after "нужно", English after "needed".
_WANTING: Final[dict[str, tuple[str, str]]] = {
    "few_clients": ("клиентов", "clients"),
    "no_clients": ("клиентов с покупкой", "clients with a purchase"),
    "few_events": ("повторных визитов", "returns"),
    "short_history": ("периодов или дней истории", "periods or days of history"),
    "no_receipts": ("чеков", "receipts"),
    "few_mature": ("клиентов, у которых было время вернуться", "clients who have had the time to return"),
    "few_periods": ("законченных периодов", "complete periods"),
    "few_baskets": ("чеков с двумя товарами", "receipts with two goods"),
    "few_steps": ("повторных визитов с товарами", "repeat visits with goods"),
    "few_visits": ("визитов", "visits"),
    "few_best": ("лучших клиентов", "best clients"),
    "few_others": ("остальных клиентов", "other clients"),
    "no_products": ("товаров", "goods"),
    "no_sales": ("продаж", "sales"),
    "few_receipts": ("чеков до и после", "receipts before and since"),
    "nobody_bought": ("покупателей этого товара", "buyers of these goods"),
}
_OTHERWISE: Final[dict[str, tuple[str, str]]] = {
    "no_plan": (
        "Плана нет: назовите его, например --set plan=150000.",
        "There is no plan: name it, as --set plan=150000.",
    ),
    "no_spend": (
        "Расходы на рекламу не названы, цены клиента нет: например --set spend=VK:12000.",
        "What was spent is not known, so no cost of a client: name it, as --set spend=VK:12000.",
    ),
    "no_reasons": (
        "Причин пока никто не записал: в карточке — «Почему ушёл».",
        "Nobody has written a reason down yet: “Why they left” on the card.",
    ),
    "no_reward": (
        "Чеков со скидкой нет: сравнивать не с чем.",
        "No receipt carries a discount: there is nothing to compare.",
    ),
    "no_stable_portrait": (
        "Устойчивого портрета нет: лучшие в первый визит не отличались от остальных.",
        "There is no stable portrait: on their first visit the best were like the others.",
    ),
}


def formula_words(key: str, say: Speech) -> str:
    """How it is reckoned."""
    return say(*FORMULAS[key])


def not_enough_words(few: dict[str, Any], say: Speech) -> str:
    """Why there are no numbers, or fewer."""
    reason = str(few["reason"])
    if reason in _OTHERWISE:
        return say(*_OTHERWISE[reason])
    russian, english = _WANTING.get(reason, ("данных", "data"))
    have, need = say.number(few["have"]), say.number(few["need"])
    return say(
        f"Данных мало: нужно {russian} — {need}, есть {have}.",
        f"Not enough data: {need} {english} needed, {have} found.",
    )
