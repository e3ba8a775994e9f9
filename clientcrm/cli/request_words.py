"""Words of requests to the owner, and sentences for what may go wrong with them and with exports of staff."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final

from clientcrm.cli.speech import Speech
from clientcrm.domain.requests import RequestKind, RequestRow

_NEEDED = {
    "export": (
        "Выгрузка — с согласия владельца: попросите командой requests ask ФАЙЛ --reason ЗАЧЕМ, после ответа повторите.",
        "Export needs the owner's agreement: ask with requests ask FILE --reason WHY, and repeat after the answer.",
    ),
    "print": (
        "Печать списка — с согласия владельца: отправьте ему запрос, после ответа повторите.",
        "Printing a list needs the owner's agreement: send a request, and repeat after the answer.",
    ),
    "show": (
        "Контакты — с согласия владельца: попросите командой requests ask --client ID --reason ЗАЧЕМ.",
        "Contacts need the owner's agreement: ask with requests ask --client ID --reason WHY.",
    ),
}
_REFUSED = {
    "used": ("Это согласие уже использовано", "This agreement was used already"),
    "expired": ("Согласию больше семи дней", "This agreement is older than seven days"),
    "another_plan": ("Владелец согласился на другое", "The owner agreed to something else"),
    "not_granted": ("Владелец ещё не ответил", "The owner has not answered yet"),
    "taken_back": ("Этого согласия больше нет", "This agreement is no more"),
    "not_an_owner": ("Согласие подписал тот, кто больше не владелец", "Whoever signed this is no owner any more"),
    "forged": ("Запрос изменён вне программы", "The request was changed outside the program"),
}
# How a request stands: in the list, and as the sentence that says why nothing more can be done with it.
_STATES = {
    "asked": ("ждёт ответа", "waits", "На запрос ещё не ответили", "The request was not answered yet"),
    "granted": ("согласие", "agreed", "На запрос уже ответили согласием", "The request was agreed to already"),
    "refused": ("отказ", "refused", "На запрос уже ответили отказом", "The request was refused already"),
    "used": ("использован", "used", "Запрос уже использован", "The request was used already"),
    "withdrawn": ("отозван", "withdrawn", "Запрос отозван", "The request was withdrawn"),
    "expired": ("истёк", "over", "Согласию больше семи дней", "The agreement is older than seven days"),
}
_KINDS = {"export": ("файл", "file"), "print": ("печать", "print"), "show": ("контакты", "contacts")}


def kind_word(kind: RequestKind, say: Speech) -> str:
    """What is asked for."""
    return say(*_KINDS[kind])


def state_word(row: RequestRow, say: Speech) -> str:
    """How it stands; one that the journal does not confirm says so."""
    if not row.genuine:
        return say("изменён вне программы", "changed outside the program")
    russian, english, *_ = _STATES[row.state]
    return say(russian, english)


def _needed(error: Any, say: Speech) -> str:
    return say(*_NEEDED.get(error.kind, _NEEDED["export"]))


def _refused(error: Any, say: Speech) -> str:
    russian, english = _REFUSED.get(error.reason, ("Согласие не подходит", "The agreement does not hold"))
    return say(f"{russian}: отправьте новый запрос.", f"{english}: send a new request.")


def _closed(error: Any, say: Speech) -> str:
    *_, russian, english = _STATES.get(error.state, ("Запрос закрыт", "The request is closed"))
    return say(f"{russian}: посмотрите список командой requests list.", f"{english}: see requests list.")


REQUEST_SENTENCES: Final[dict[str, Callable[[Any, Speech], str]]] = {
    "agreement_needed": _needed,
    "ticket_refused": _refused,
    "request_closed": _closed,
    "too_many_to_export": lambda e, say: say(
        f"В одном файле сотрудника — не больше {say.number(e.most)} клиентов, а здесь {say.number(e.count)}: "
        "сузьте список.",
        f"One file of an employee holds {say.number(e.most)} clients at most, these are {say.number(e.count)}: "
        "narrow the list.",
    ),
    "tried_too_often": lambda e, say: say(
        f"Пароль набран неверно несколько раз: подождите {e.seconds} с.",
        f"The password was wrong several times: wait {e.seconds} s.",
    ),
}
