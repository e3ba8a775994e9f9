"""How a client is called where there is little room: two letters, or surname and first name."""

from __future__ import annotations

import re

from clientcrm.domain.clients import ClientCard, ClientDraft, ClientKind
from ui.widgets.avatar import initials

_QUOTED = re.compile(r"[«\"“„](.+?)[»\"”“]")
# Words of a company that say only what kind of company it is.
_FORMS = frozenset({"ооо", "оао", "зао", "пао", "ао", "ип", "чп", "тоо", "ltd", "llc", "inc", "gmbh"})


def letters_of(name: str, kind: ClientKind = ClientKind.PERSON) -> str:
    """КС for Ковальчук Светлана, Р for ООО «Ромашка»."""
    if kind is ClientKind.COMPANY:
        quoted = _QUOTED.search(name)
        name = quoted[1] if quoted else name
    bare = [re.sub(r"^\W+|\W+$", "", word) for word in name.split()]
    words = [word for word in bare if word and (kind is ClientKind.PERSON or word.casefold() not in _FORMS)]
    return initials(*(words or [name])[:2])


def card_letters(card: ClientCard) -> str:
    """The letters of the avatar on a card."""
    return letters_of(short_name(card), card.kind)


def draft_name(draft: ClientDraft) -> str:
    """What the form of a client is called."""
    parts = f"{draft.last_name} {draft.first_name}".strip()
    return parts if draft.kind is ClientKind.PERSON and parts else draft.name


def short_name(card: ClientCard) -> str:
    """Surname and first name; the patronymic stands on the card alone."""
    if card.kind is ClientKind.PERSON and (card.last_name or card.first_name):
        return f"{card.last_name} {card.first_name}".strip()
    return card.name
