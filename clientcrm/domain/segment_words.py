"""A segment's tree in words, in both languages: for files and the command line. Screens word it themselves."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any, Final

from clientcrm.domain.rhythm import STATUS_WORDS
from clientcrm.domain.segment_fields import OWN, Asks, kind_of
from clientcrm.domain.segments import AllOf, Ask, Node, Without

TITLES: Final[Mapping[str, tuple[str, str]]] = {
    "kind": ("тип", "type"),
    "state": ("состояние", "state"),
    "sex": ("пол", "sex"),
    "tier": ("ступень", "tier"),
    "source": ("источник", "source"),
    "city": ("город", "city"),
    "region": ("область", "region"),
    "country": ("страна", "country"),
    "responsible": ("ответственный", "responsible"),
    "portfolio": ("портфель", "portfolio"),
    "segment": ("сегмент", "segment"),
    "batch": ("загрузка или массовая правка", "load or mass change"),
    "tag": ("тег", "tag"),
    "created": ("создан", "created"),
    "next_contact": ("следующий контакт", "next contact"),
    "first_purchase": ("первая покупка", "first purchase"),
    "last_purchase": ("последняя покупка", "last purchase"),
    "born": ("дата рождения", "date of birth"),
    "birthday": ("день рождения", "birthday"),
    "birthday_known": ("день рождения известен", "birthday known"),
    "consent": ("согласие", "consent"),
    "phone": ("телефон", "phone"),
    "email": ("e-mail", "e-mail"),
    "messenger": ("мессенджер", "messenger"),
    "address": ("адрес", "address"),
    "note": ("комментарий", "comment"),
    "house": ("служебный", "house client"),
    "purchases": ("покупок", "purchases"),
    "discount": ("скидка, %", "discount, %"),
    "total": ("сумма покупок", "total spent"),
    "average": ("средний чек", "average check"),
    "median": ("обычный чек", "median check"),
    "bought": ("купил", "bought"),
    "had": ("брал (и мог вернуть)", "had (and may have brought back)"),
    "dealt": ("общались", "dealt with"),
    "status": ("статус", "status"),
    "rfm": ("группа RFM", "RFM group"),
    "abc": ("ABC", "ABC"),
    "xyz": ("XYZ", "XYZ"),
    "next_product": ("что предложить", "what to offer"),
    "regular": ("постоянный", "regular"),
    "returned": ("вернулся после потери", "returned after being lost"),
    "recency_score": ("балл давности", "recency score"),
    "frequency_score": ("балл частоты", "frequency score"),
    "money_score": ("балл денег", "money score"),
    "interval": ("дней между визитами", "days between visits"),
    "visit_chance": ("вероятность визита", "chance of a visit"),
    "expected_money": ("ожидаемая сумма", "expected money"),
    "next_visit": ("ждём с", "expected from"),
    "next_late": ("ждём до", "expected until"),
    "next_due": ("пора предложить", "offer due"),
}
_VALUES: Final[Mapping[str, Mapping[str, tuple[str, str]]]] = {
    "state": {
        "market": ("рынок", "market"),
        "potential": ("потенциальный", "potential"),
        "client": ("клиент", "client"),
    },
    "kind": {"person": ("физ.", "person"), "company": ("юр.", "company")},
    "sex": {"male": ("мужской", "male"), "female": ("женский", "female"), "": ("неизвестен", "unknown")},
    "status": STATUS_WORDS,
    "rfm": {
        "champions": ("лучшие", "champions"),
        "loyal": ("верные", "loyal"),
        "potential_loyal": ("станут верными", "becoming loyal"),
        "new": ("новые", "new"),
        "promising": ("обещающие", "promising"),
        "need_attention": ("требуют внимания", "need attention"),
        "about_to_sleep": ("засыпают", "about to sleep"),
        "cant_lose": ("нельзя потерять", "cannot lose"),
        "at_risk": ("ускользают", "slipping away"),
        "hibernating": ("спят", "hibernating"),
        "lost": ("давно не были", "long away"),
    },
    "dealt": {
        "call": ("звонок", "call"),
        "message": ("сообщение", "message"),
        "visit": ("визит", "visit"),
        "note": ("заметка", "note"),
    },
}
_NOTHING: Final = ("не указано", "not given")
# Names of rows: by field, then by number.
Names = Mapping[str, Mapping[Any, str]]


def tree_words(node: Node, language: str, names: Names) -> str:
    """A tree in one line: parts of "all" with "and" between them, of "any" with "or", in brackets within others."""
    return _words(node, 0 if language == "ru" else 1, names, inner=False)


def _words(node: Node, place: int, names: Names, *, inner: bool) -> str:
    match node:
        case Ask():
            return _question(node, place, names)
        case Without(part):
            return f"{('не', 'not')[place]} ({_words(part, place, names, inner=False)})"
    joint = (" и ", " and ") if isinstance(node, AllOf) else (" или ", " or ")
    if not node.parts:
        return (("все", "everybody") if isinstance(node, AllOf) else ("никто", "nobody"))[place]
    found = joint[place].join(_words(part, place, names, inner=True) for part in node.parts)
    return f"({found})" if inner and len(node.parts) > 1 else found


def _question(ask: Ask, place: int, names: Names) -> str:
    if ask.field.startswith(OWN):
        title = names.get("own", {}).get(ask.field, ask.field)
    else:
        title = TITLES[ask.field][place]
    kind = kind_of(ask.field)
    if kind is Asks.FLAG:
        return f"{title}: {(('да', 'yes') if ask.is_so else ('нет', 'no'))[place]}"
    parts = [", ".join(_value(ask.field, one, place, names) for one in ask.any_of)] if ask.any_of else []
    scale = 100 if kind is Asks.MONEY or ask.field == "discount" else 1
    parts += _range(ask.low, ask.high, scale, place)
    parts += _days(ask, place)
    return f"{title}: {' '.join(parts)}" if parts else title


def _value(field: str, value: Any, place: int, names: Names) -> str:
    if value is None:
        return _NOTHING[place]
    known = _VALUES.get(field, {}).get(str(value))
    if known is not None:
        return known[place]
    return names.get(field, {}).get(value, f"№{value}" if isinstance(value, int) else str(value))


def _range(low: float | None, high: float | None, scale: int, place: int) -> list[str]:
    words = (("от", "до"), ("from", "to"))[place]
    return [f"{word} {bound / scale:g}" for word, bound in zip(words, (low, high), strict=True) if bound is not None]


def _days(ask: Ask, place: int) -> list[str]:
    if ask.within is not None:
        near = ("за последние {n} дн.", "within the last {n} days"), ("в ближайшие {n} дн.", "in the next {n} days")
        return [near[ask.within < 0][place].format(n=abs(ask.within))]
    if ask.ago is not None:
        return [("больше {n} дн. назад", "longer than {n} days ago")[place].format(n=ask.ago)]
    season = kind_of(ask.field) is Asks.SEASON
    words = (("с", "по"), ("from", "until"))[place]
    bounds = zip(words, (ask.since, ask.until), strict=True)
    return [f"{word} {_day(bound, season=season)}" for word, bound in bounds if bound is not None]


def _day(day: date, *, season: bool) -> str:
    return f"{day:%d.%m}" if season else f"{day:%d.%m.%Y}"
