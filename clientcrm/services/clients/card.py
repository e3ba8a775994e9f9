"""What the card shows of a client, put together from its rows."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from clientcrm.data.models import Client
from clientcrm.domain.access import Scope
from clientcrm.domain.clients import ClientCard, ClientKind, ClientState, Sex
from clientcrm.domain.contacts import ContactLine
from clientcrm.domain.sales import SalesFigures
from clientcrm.services import client_rows
from clientcrm.services.clients.showing import showing_of
from clientcrm.services.gate import Gate

_SAME_ON_CARD = (
    *("id", "version", "name", "tier_id", "last_name", "first_name", "middle_name", "contact_person", "position"),
    *("source", "discount", "bonus", "card_number", "code", "inn", "kpp", "ogrn", "city", "region", "country"),
    *("consent", "next_contact", "house", "created_at", "changed_at", "trashed_at"),
)


def card_of(
    client: Client,
    gate: Gate,
    document: dict[str, Any],
    fields: dict[int, str],
    tags: tuple[str, ...],
    lines: tuple[ContactLine, ...],
    hidden: bool,
    reason: str,
) -> ClientCard:
    """The card; sums only for those who may see them, the address for those whom contacts are shown."""
    showing = showing_of(gate.user, client.responsible)
    address = document if showing is Scope.YES and not hidden else {}
    sums = gate.user.sees_sums_of(client.responsible)
    own = {int(key): text for key, text in document.get("own", {}).items()}
    same = {name: getattr(client, name) for name in _SAME_ON_CARD}
    opening = client_rows.opening_of(client)
    return ClientCard(
        **same,
        public_id=client.public_id.hex(),
        kind=ClientKind(client.kind),
        state=ClientState(client.state),
        tier_reason=reason,
        sex=Sex(client.sex),
        birthday=client_rows.birthday_of(client),
        tags=tags,
        responsible=client.manager,
        portfolio=gate.portfolio_names.get(client.portfolio, ""),
        postcode=address.get("postcode", ""),
        address=address.get("address", ""),
        note=document.get("note", ""),
        own=tuple((fields[i], text) for i, text in own.items() if i in fields),
        contacts=lines,
        contacts_hidden=hidden,
        showing=showing,
        figures=figures_of(client) if sums else SalesFigures(purchase_days=client.purchase_days),
        opening=opening if sums else replace(opening, total=None),
    )


def figures_of(client: Client) -> SalesFigures:
    """The figures that are kept with the client."""
    return SalesFigures(
        purchase_days=client.purchase_days,
        first=client.first_purchase,
        last=client.last_purchase,
        receipts=client.receipts,
        net=client.total,
        average=client.average,
        median=client.median,
        usual_interval=client.usual_interval,
        median_gap=client.median_gap,
    )
