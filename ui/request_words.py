"""Words for requests to the owner: how one stands, and sentences for what may go wrong with exports of staff."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, Final

from clientcrm.domain.export_layout import CLIENT_COLUMNS
from clientcrm.domain.requests import RequestKind, RequestRow, RequestState
from ui import words
from ui.error_words import Words
from ui.i18n import language, tr

_TOLD_FIRST: Final = ("full_name", "phone", "email", "address")


def request_title(request: RequestRow) -> str:
    """Who asks for what. Names are not inflected."""
    who = request.person.split(" ")[0]
    if request.kind is RequestKind.SHOW:
        return tr("{who} asks to see the contacts: {client}").format(who=who, client=request.client_name)
    count = tr("%n clients", "", request.count)
    if request.kind is RequestKind.PRINT:
        return tr("{who} asks to print: {count}").format(who=who, count=count)
    return tr("{who} asks to export: {count}").format(who=who, count=count)


def request_about(request: RequestRow, *, sealed: bool = False) -> str:
    """Fields, reason, when; `sealed`: the reason is there and cannot be opened here."""
    none = tr("the reason is sealed and opens to the owner alone") if sealed else tr("no reason given")
    reason = tr("“{reason}”").format(reason=request.reason) if request.reason else none
    columns = "" if request.kind is RequestKind.SHOW else _fields(request.fields)  # a showing has no file
    parts = [columns, reason]
    parts.append(words.moment(words.local(request.asked_at)))
    return "; ".join(part for part in parts if part)


def _fields(keys: Sequence[str]) -> str:
    """Names and contacts first: of sixty columns the owner has to know of those."""
    keys = sorted(keys, key=lambda key: _TOLD_FIRST.index(key) if key in _TOLD_FIRST else len(_TOLD_FIRST))
    titles = {column.key: column.title(language()) for column in CLIENT_COLUMNS}
    titles["full_name"] = tr("names", "a column of a file")
    return words.list_words([_inside(titles.get(key, key)) for key in keys], 5)


def _inside(title: str) -> str:
    """A title within a sentence: abbreviations keep their capitals."""
    return title[:1].lower() + title[1:] if title[1:2].islower() else title


def request_state(request: RequestRow) -> str:
    """How a request stands."""
    if request.state is RequestState.GRANTED and request.good_until is not None:
        return tr("Allowed until {day}").format(day=words.day(words.local(request.good_until).date()))
    return {
        RequestState.ASKED: tr("Waits for an answer"),
        RequestState.GRANTED: tr("Allowed"),
        RequestState.REFUSED: tr("Refused", "a request"),
        RequestState.USED: tr("Allowed and used"),
        RequestState.WITHDRAWN: tr("Taken back"),
        RequestState.EXPIRED: tr("Allowed and not used in time"),
    }[request.state]


def _needed(error: Any) -> Words:
    what = {
        "print": tr("Printing a list needs the owner's agreement."),
        "show": tr("These contacts are shown with the owner's agreement."),
    }.get(error.kind, tr("Export needs the owner's agreement."))
    return Words(what, tr("Send a request, and try again after the answer."))


def _refused(error: Any) -> Words:
    what = {
        "used": tr("This agreement was used already."),
        "expired": tr("This agreement is older than seven days."),
        "another_plan": tr("The owner agreed to something else."),
        "not_granted": tr("The owner has not answered yet."),
        "taken_back": tr("This agreement is no more."),
        "not_an_owner": tr("Whoever signed this agreement is no owner any more."),
        "forged": tr("The request was changed outside the program."),
    }.get(error.reason, tr("This agreement does not hold."))
    return Words(what, tr("Send a new request."))


def _closed(error: Any) -> Words:
    what = {
        "granted": tr("This request was agreed to already."),
        "refused": tr("This request was refused already."),
        "used": tr("This request was used already."),
        "withdrawn": tr("This request was withdrawn."),
    }.get(error.state, tr("This request is closed."))
    return Words(what, tr("Refresh the page to see what is."))


REQUEST_WORDS: Final[dict[str, Callable[[Any], Words]]] = {
    "agreement_needed": _needed,
    "ticket_refused": _refused,
    "request_closed": _closed,
    "too_many_to_export": lambda e: Words(
        tr("One file of an employee holds %n clients at most.", "", e.most),
        tr("These are %n: narrow the list.", "clients", e.count),
    ),
    "tried_too_often": lambda e: Words(
        tr("The password was wrong several times."), tr("Wait %n seconds and try again.", "", e.seconds)
    ),
}
