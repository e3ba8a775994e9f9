"""Inventing planted clients: like the clients that stand beside them, down to the words that are said about them."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import UTC, datetime, time, timedelta
from random import Random
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from clientcrm.data.models import Client, JournalEntry, TimelineEntry
from clientcrm.domain.clients import ClientDraft, ClientKind, Sex
from clientcrm.domain.timeline import EntryKind, InteractionDraft
from clientcrm.domain.values.dates import PartialDate
from clientcrm.domain.values.text import fold
from clientcrm.services.gate import Gate

_LIKE = (
    *(Client.first_name, Client.last_name, Client.middle_name, Client.sex, Client.city, Client.region, Client.source),
    *(Client.country, Client.consent, Client.birth_year),
)
_SAMPLE, _ENOUGH, _TRIES = 120, 12, 40
_DEALINGS = (EntryKind.CALL, EntryKind.MESSAGE, EntryKind.CALL, EntryKind.NOTE)
_LONGEST_SAID, _DAYS_BACK = 60, 60
_SAID = {
    "ru": (
        *("просил перезвонить на неделе", "не ответил, попробовать ещё раз", "интересовался ценами", "обещал зайти"),
        *("отправил прайс", "спрашивал о наличии", "думает", "позвонит сам", "узнавал часы работы", "нужен подарок"),
    ),
    "en": (
        *("asked to call back this week", "no answer, try again", "asked about prices", "promised to drop in"),
        *("sent the price list", "asked what is in stock", "still thinking", "will call", "asked about opening hours"),
    ),
}


@dataclass(frozen=True, slots=True)
class Neighbourhood:
    """What the clients of the portfolio are like: rows of some of them by chance, and short words said about them."""

    people: list[Any]
    said: list[str]
    language: str


def look_around(session: Session, gate: Gate, portfolio: int, region: str) -> Neighbourhood:
    """Some clients of the portfolio, so that an invented one has a name, a town and a source as they have."""
    query = select(*_LIKE).where(Client.portfolio == portfolio, Client.kind == ClientKind.PERSON.value)
    people = list(session.execute(query.where(Client.trashed.is_(False)).order_by(func.random()).limit(_SAMPLE)))
    names = "".join(row.last_name + row.first_name for row in people)
    russian = any("а" <= c <= "я" for c in names.casefold()) if names else region == "RU"
    kinds = {kind.value for kind in _DEALINGS}
    texts = select(TimelineEntry.uuid, TimelineEntry.text).where(
        TimelineEntry.portfolio == portfolio, TimelineEntry.kind.in_(kinds), TimelineEntry.text.is_not(None)
    )
    seal = gate.seals.texts(portfolio)
    rows = session.execute(texts.order_by(func.random()).limit(_SAMPLE))
    said = {seal.open(uuid, text).decode() for uuid, text in rows if text is not None}
    return Neighbourhood(people, sorted(filter(_says_little, said)), "ru" if russian else "en")


def invent(session: Session, around: Neighbourhood, chance: Random) -> ClientDraft:
    """Somebody who could be a client here, and is not: no client has this name."""
    for _ in range(_TRIES):
        draft = _invented(around, chance)
        same = select(Client.id).where(Client.sort_key == fold(f"{draft.last_name} {draft.first_name}".strip()))
        alike = select(Client.id).where(Client.name == draft.name)
        if session.scalars(same.limit(1)).first() is None and session.scalars(alike.limit(1)).first() is None:
            return draft
    return draft


def dealings(
    session: Session, gate: Gate, around: Neighbourhood, chance: Random, uid: str, client_id: int
) -> list[InteractionDraft]:
    """A few dealings on days on which this person was at work, in order; none for somebody who has just come."""
    today = gate.today()
    since = gate.now() - timedelta(days=_DAYS_BACK)
    moments = session.scalars(select(JournalEntry.at).where(JournalEntry.uid == uid, JournalEntry.at >= since))
    days = sorted({at.astimezone(gate.zone).date() for at in moments} - {today})
    said = around.said if len(around.said) >= len(_DEALINGS) else list(_SAID[around.language])
    texts = chance.sample(said, k=min(len(days), chance.randint(2, 4), len(said)))
    found = []
    for day, text in zip(sorted(chance.sample(days, k=len(texts))), texts, strict=True):
        clock = time(chance.randint(10, 18), chance.randint(0, 59))
        at = datetime.combine(day, clock, gate.zone).astimezone(UTC)
        found.append(InteractionDraft(client_id, chance.choice(_DEALINGS), text, at))
    return found


def _says_little(text: str) -> bool:
    """Short, without numbers and without names: it could be said about anybody."""
    plain = not any(c.isdigit() or c == "@" for c in text)
    return 0 < len(text) <= _LONGEST_SAID and plain and not any(c.isupper() for c in text[1:])


def _invented(around: Neighbourhood, chance: Random) -> ClientDraft:
    from clientcrm.services.demo.words import words_in

    words = words_in(around.language)
    like = chance.choice(around.people) if around.people else None
    woman = (like.sex == Sex.FEMALE.value) if like is not None and like.sex else chance.random() < 0.5
    sex = Sex.FEMALE if woman else Sex.MALE
    peers = [row for row in around.people if row.sex == sex.value]
    surnames = [pair[woman] for pair in words.surnames]
    first = _one([row.first_name for row in peers], words.women if woman else words.men, chance)
    last = _one([row.last_name for row in peers], surnames, chance)
    named_in_full = sum(bool(row.middle_name) for row in around.people) * 2 >= len(around.people)
    middle = chance.choice(words.patronymics)[woman] if words.patronymics and named_in_full else ""
    parts = (last, first, middle) if around.language == "ru" else (first, last)
    draft = ClientDraft(
        name=" ".join(filter(None, parts)),
        last_name=last,
        first_name=first,
        middle_name=middle,
        sex=sex if like is None or like.sex else Sex.UNKNOWN,
        birthday=_birthday(chance) if chance.random() < _share(around, "birth_year") else None,
    )
    if like is None:
        return draft
    same = {name: getattr(like, name) for name in ("city", "region", "country", "source", "consent")}
    return replace(draft, **same)


def _one(there: list[str], listed: Any, chance: Random) -> str:
    """A name of the neighbours' or, where there are few of them, one of the list."""
    names = [name for name in there if name]
    return str(chance.choice(names if len(names) >= _ENOUGH and chance.random() < 0.5 else list(listed)))


def _share(around: Neighbourhood, name: str) -> float:
    filled = sum(getattr(row, name) is not None for row in around.people)
    return filled / len(around.people) if around.people else 0.5


def _birthday(chance: Random) -> PartialDate:
    return PartialDate(chance.randint(1962, 2003), chance.randint(1, 12), chance.randint(1, 28))
