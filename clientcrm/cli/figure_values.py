"""Statuses, segments, verdicts and other words that figures answer with, in both languages."""

from __future__ import annotations

from typing import Final

from clientcrm.cli.speech import Speech
from clientcrm.domain.rhythm import STATUS_WORDS

_LEFT: Final = {
    "moved": ("переехал", "moved away"),
    "no_need": ("больше не нужно", "needs it no longer"),
    "gone": ("умер или закрыл дело", "died or closed the business"),
    "price": ("дорого", "too dear"),
    "choice": ("нет нужного", "not what they need"),
    "quality": ("недоволен качеством", "not content with the quality"),
    "offended": ("обидел сотрудник", "offended by an employee"),
    "competitor": ("ушёл к конкуренту", "goes to a competitor"),
    "unreached": ("не дозвониться", "cannot be reached"),
    "other": ("другое", "another reason"),
}
VALUES: Final[dict[str, tuple[str, str]]] = {
    "clients": ("клиенты", "clients"),
    "potential": ("без покупок", "without a purchase"),
    "one_time": ("были один раз", "came once"),
    **STATUS_WORDS,
    "regular": ("постоянный", "regular"),
    "returned": ("вернулся после потери", "returned after being lost"),
    "asked": ("назван в команде", "named in the command"),
    "owner": ("назначен владельцем", "set by the owner"),
    "reckoning": ("от последнего пересчёта", "of the last calculation"),
    "curve": ("от возвратов клиентов", "of the clients' returns"),
    "preset": ("обычный, данных мало", "the usual one, data are few"),
    "champions": ("лучшие", "champions"),
    "loyal": ("верные", "loyal"),
    "potential_loyal": ("станут верными", "becoming loyal"),
    "promising": ("обещающие", "promising"),
    "need_attention": ("требуют внимания", "need attention"),
    "about_to_sleep": ("засыпают", "about to sleep"),
    "cant_lose": ("нельзя потерять", "cannot lose"),
    "hibernating": ("спят", "hibernating"),
    "keep": ("беречь", "keep"),
    "visit_more": ("звать чаще", "invite more often"),
    "bring_back": ("вернуть", "bring back"),
    "raise_check": ("растить чек", "raise the receipt"),
    "grow": ("развивать", "grow"),
    "remind": ("напомнить", "remind"),
    "offer_more": ("предложить больше", "offer more"),
    "little_effort": ("немного сил", "little effort"),
    "minimum_effort": ("меньше всего сил", "least effort"),
    "came_once": ("был один раз", "came once"),
    "silent_longer": ("молчит дольше обычного", "silent longer than usual"),
    "in_rhythm": ("ходит как обычно", "comes as usual"),
    "likely": ("скорее всего", "likely"),
    "perhaps": ("может быть", "perhaps"),
    "hardly": ("едва ли", "hardly"),
    "early": ("рано", "early"),
    "due": ("пора", "due"),
    "late": ("опаздывает", "late"),
    "few": ("мало случаев", "few cases"),
    "open": ("пока неясно", "not clear yet"),
    "same": ("как у всех", "as the rest"),
    "better": ("лучше", "better"),
    "worse": ("хуже", "worse"),
    "slow": ("позже, но не реже", "later, not fewer"),
    "1": ("выше обычного", "above the usual"),
    "-1": ("ниже обычного", "below the usual"),
    "none": ("мало периодов", "few periods"),
    "bought": ("уже покупал", "bought before"),
    "also": ("берёт то, с чем берут", "takes what goes with it"),
    "group": ("берёт похожее", "takes the like"),
    "known": ("известны", "known"),
    "again": ("купили снова", "bought again"),
    "level": ("среднее", "mean"),
    "trend": ("линия", "line"),
    "season": ("год назад", "year ago"),
    "faster": ("чаще", "more often"),
    "steady": ("как прежде", "as before"),
    "slower": ("реже", "more seldom"),
    "base": ("в базе", "in the base"),
    "subscribed": ("подписан", "subscribed"),
    "vip": ("VIP", "VIP"),
    "advocate": ("советует нас", "advocate"),
    "sleeping": ("спящий", "sleeping"),
    "dnd": ("не беспокоить", "do not disturb"),
    "other": ("прочее", "other"),
    "named": ("так не зовут человека", "no person is called so"),
    "overdone": ("слишком много чеков", "too many receipts"),
    "first_product": ("первый товар", "first product"),
    "first_check": ("четверть первого чека", "quarter of the first receipt"),
    "weekday": ("день недели", "weekday"),
    "employee": ("сотрудник", "employee"),
    "age": ("возраст", "age"),
    "city": ("город", "city"),
    "sex": ("пол", "sex"),
    "source": ("источник", "source"),
}
# Words that one figure says of itself in its own sense.
_OF_FIGURE: Final[dict[str, dict[str, tuple[str, str]]]] = {
    "rfm": {
        "at_risk": ("ускользают", "slipping away"),
        "lost": ("давно не были", "long away"),
        "new": ("новые", "new"),
    },
    "leaving-reasons": _LEFT,
    "reward": {
        "before": ("до награды", "before the reward"),
        "since": ("с её начала", "since it began"),
        "with": ("из них с наградой", "of these with it"),
        "without": ("из них без неё", "of these without it"),
        "rose": ("вырос", "rose"),
        "fell": ("упал", "fell"),
        "unclear": ("не отличить от случайного", "no more than chance"),
    },
    "new-existing": {"bought": ("купили", "bought")},
}


def value_word(figure: str, value: object, say: Speech) -> str:
    """A status, a segment, a verdict; a word of the shop's own as it stands."""
    word = str(value)
    found = _OF_FIGURE.get(figure, {}).get(word) or VALUES.get(word)
    return say(*found) if found else word
