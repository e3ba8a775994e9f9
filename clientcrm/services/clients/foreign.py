"""Clients of portfolios that the person doesn't read, where the shop lets them be seen: name and tier, nothing else."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from clientcrm.data import search
from clientcrm.data.models import Client
from clientcrm.domain.access import Others, Scope, User
from clientcrm.domain.clients import (
    ClientCard,
    ClientFilter,
    ClientKind,
    ClientOrder,
    ClientRow,
    ClientState,
    OpeningBalance,
    Sex,
)
from clientcrm.domain.sales import SalesFigures
from clientcrm.domain.values.text import fold, other_layout

_BY_NAME = ClientOrder()


def sees_foreign(user: User) -> bool:
    """Whether names of clients in other portfolios are shown to this person."""
    return user.others is Others.NAMES and not user.is_owner


def asks_for_names(asked: ClientFilter, order: ClientOrder) -> bool:
    """Whether the question is about what is seen of everybody: any other one would tell more by who is found."""
    return order == _BY_NAME and replace(asked, text="", tiers=()) == ClientFilter()


def foreign_by_name(session: Session, user: User, found: Collection[int], text: str) -> set[int]:
    """Of clients whose words were found, those of other portfolios whose name says every word of the text.

    The index knows codes, cards, tags and tax numbers as well: finding by them would tell them.
    """
    query = select(Client.id, Client.sort_key).where(
        Client.id.in_(search.among(found)), Client.portfolio.not_in(user.portfolios)
    )
    asked = [_words(reading) for reading in {fold(text), fold(other_layout(text))}]
    return {
        client_id
        for client_id, name in session.execute(query)
        if any(_says(_words(name), words) for words in asked if words)
    }


def bare_row(client_id: int, name: str, tier_id: int) -> ClientRow:
    """A line of the list with a name and a tier; contacts are hidden."""
    values: dict[str, Any] = {
        **dict.fromkeys(("phone", "email", "last_purchase", "usual_interval", "average", "first_purchase")),
        **dict.fromkeys(("birthday", "created_at", "changed_at")),
        **dict.fromkeys(("responsible", "city", "source", "code", "card_number"), ""),
        **dict.fromkeys(("total", "purchase_days", "discount"), 0),
    }
    said = (client_id, name, ClientKind.PERSON, ClientState.MARKET, tier_id)
    return ClientRow(*said, **values, tags=(), foreign=True)


def bare_card(client: Client, portfolio: str) -> ClientCard:
    """A card with a name and a tier; contacts are hidden."""
    words = ("tier_reason", "last_name", "first_name", "middle_name", "contact_person", "position", "source")
    more = ("responsible", "card_number", "code", "inn", "kpp", "ogrn", "city", "region", "country", "public_id")
    values: dict[str, Any] = {
        **{name: getattr(client, name) for name in ("id", "version", "tier_id")},
        **dict.fromkeys((*words, *more, "postcode", "address", "note"), ""),
        **dict.fromkeys(("birthday", "consent", "next_contact", "created_at", "changed_at", "trashed_at")),
        **dict.fromkeys(("discount", "bonus"), 0),
        **dict.fromkeys(("tags", "own", "contacts"), ()),
    }
    return ClientCard(
        **values,
        name=client.list_name,
        kind=ClientKind.PERSON,
        state=ClientState.MARKET,
        sex=Sex.UNKNOWN,
        portfolio=portfolio,
        contacts_hidden=True,
        showing=Scope.NO,
        figures=SalesFigures(),
        opening=OpeningBalance(),
        foreign=True,
    )


def _words(text: str) -> list[str]:
    return "".join(c if c.isalnum() else " " for c in text).split()


def _says(name: list[str], asked: list[str]) -> bool:
    return all(any(word.startswith(each) for word in name) for each in asked)
