"""Client rows, cards, drafts and filters; the state that follows from purchases by fact."""

from __future__ import annotations

from dataclasses import dataclass, field, fields, replace
from datetime import date, datetime
from enum import StrEnum

from clientcrm.domain.access import Scope
from clientcrm.domain.contacts import ContactDraft, ContactLine
from clientcrm.domain.sales import SalesFigures
from clientcrm.domain.segments import Node, tells_of_money
from clientcrm.domain.values.dates import PartialDate


class ClientKind(StrEnum):
    """Who buys."""

    PERSON = "person"
    COMPANY = "company"


class Sex(StrEnum):
    """As the card says; unknown is the empty word."""

    MALE = "male"
    FEMALE = "female"
    UNKNOWN = ""


class ClientState(StrEnum):
    """Market (no interest recorded), potential (interest, no purchase), client (at least one purchase)."""

    MARKET = "market"
    POTENTIAL = "potential"
    CLIENT = "client"


@dataclass(frozen=True, slots=True)
class OpeningBalance:
    """Totals that a file gave without receipts; money in minor units. Shown as "by the file's data"."""

    total: int | None = None
    count: int | None = None
    first: date | None = None
    last: date | None = None
    source: str = ""

    def __bool__(self) -> bool:
        return bool(self.total or self.count or self.first or self.last)


def state_of(purchase_days: int, opening: OpeningBalance, interested: bool) -> ClientState:
    """Told apart by fact: one purchase makes a client, and taking it away unmakes one (F10)."""
    if purchase_days > 0 or opening:
        return ClientState.CLIENT
    return ClientState.POTENTIAL if interested else ClientState.MARKET


@dataclass(frozen=True, slots=True)
class ClientRow:
    """One line of the client list; phone and e-mail are masked, "" when there are none, None when hidden.

    Of a `foreign` client, of a portfolio that the person doesn't read, it says name and tier alone.
    """

    id: int
    name: str
    kind: ClientKind
    state: ClientState
    tier_id: int
    phone: str | None
    email: str | None
    last_purchase: date | None
    usual_interval: float | None
    average: int | None
    total: int
    purchase_days: int
    first_purchase: date | None
    responsible: str
    city: str
    source: str
    code: str
    card_number: str
    discount: int
    tags: tuple[str, ...]
    birthday: PartialDate | None
    created_at: datetime | None
    changed_at: datetime | None
    trashed: bool = False
    foreign: bool = False
    # From the stored figures: a status of domain/rhythm.py, the chance of a visit, the window of the expected next one.
    rhythm: str = ""
    visit_chance: float | None = None
    next_from: date | None = None
    next_to: date | None = None


@dataclass(frozen=True, slots=True)
class ClientDraft:
    """Everything that a person or a file may say about a client.

    discount in hundredths of a percent; bonus in minor units; own maps the id of an own field to its text.
    """

    kind: ClientKind = ClientKind.PERSON
    name: str = ""
    last_name: str = ""
    first_name: str = ""
    middle_name: str = ""
    contact_person: str = ""
    position: str = ""
    sex: Sex = Sex.UNKNOWN
    birthday: PartialDate | None = None
    source: str = ""
    tags: tuple[str, ...] = ()
    responsible: str | None = None
    manager: str = ""
    portfolio: int | None = None
    tier_id: int | None = None
    discount: int = 0
    bonus: int = 0
    card_number: str = ""
    code: str = ""
    inn: str = ""
    kpp: str = ""
    ogrn: str = ""
    city: str = ""
    region: str = ""
    country: str = ""
    consent: bool | None = None
    next_contact: date | None = None
    interested: bool = False
    # Sales to nobody in particular are written down under it: it counts in the sums of the shop alone.
    house: bool = False
    postcode: str = ""
    address: str = ""
    note: str = ""
    own: dict[int, str] = field(default_factory=dict)
    contacts: tuple[ContactDraft, ...] = ()


# Kept sealed with the client's portfolio; everything else of a draft stands in plain columns.
SEALED_FIELDS = ("postcode", "address", "note", "own")
DRAFT_FIELDS = tuple(f.name for f in fields(ClientDraft))


@dataclass(frozen=True, slots=True)
class ClientForm:
    """What the editor is filled from: the draft in full and the version that it was read at."""

    id: int
    version: int
    draft: ClientDraft
    lines: tuple[ContactLine, ...] = ()


def missing_fields(draft: ClientDraft) -> dict[str, str]:
    """What keeps the draft from being saved: field names with codes; nothing when it may be."""
    refused: dict[str, str] = {}
    named = draft.name or draft.last_name or draft.first_name or draft.code
    if not str(named).strip() and not draft.contacts:
        refused["name"] = "empty"
    if not 0 <= draft.discount <= 10_000:
        refused["discount"] = "out_of_range"
    for name, most in (("name", 300), ("last_name", 100), ("first_name", 100), ("middle_name", 100), ("city", 120)):
        if len(getattr(draft, name)) > most:
            refused[name] = "too_long"
    return refused


def changed_fields(mine: ClientDraft, theirs: ClientDraft) -> dict[str, tuple[object, object]]:
    """Fields in which two drafts of one client differ: name -> (mine, theirs). Ids of contact points don't count."""
    changed: dict[str, tuple[object, object]] = {}
    for name in DRAFT_FIELDS:
        a, b = getattr(mine, name), getattr(theirs, name)
        if name == "contacts":
            a, b = tuple(replace(c, id=None) for c in a), tuple(replace(c, id=None) for c in b)
        if a != b:
            changed[name] = (getattr(mine, name), getattr(theirs, name))
    return changed


@dataclass(frozen=True, slots=True)
class ClientCard:
    """One client as the card shows it, contacts masked; of a `foreign` client name and tier alone."""

    id: int
    public_id: str
    version: int
    name: str
    kind: ClientKind
    state: ClientState
    tier_id: int
    tier_reason: str
    last_name: str
    first_name: str
    middle_name: str
    contact_person: str
    position: str
    sex: Sex
    birthday: PartialDate | None
    source: str
    tags: tuple[str, ...]
    responsible: str
    portfolio: str
    discount: int
    bonus: int
    card_number: str
    code: str
    inn: str
    kpp: str
    ogrn: str
    city: str
    region: str
    country: str
    postcode: str
    address: str
    note: str
    own: tuple[tuple[str, str], ...]
    consent: bool | None
    next_contact: date | None
    contacts: tuple[ContactLine, ...]
    contacts_hidden: bool
    figures: SalesFigures
    opening: OpeningBalance
    created_at: datetime | None
    changed_at: datetime | None
    trashed_at: datetime | None
    foreign: bool = False
    house: bool = False
    # How the contacts of this very client go for the person: shown, asked for, masked, not at all.
    showing: Scope = Scope.YES


@dataclass(frozen=True, slots=True)
class ClientFilter:
    """What the list narrows to; an empty tuple or None asks for nothing. Dates inclusive, money in minor units."""

    text: str = ""
    tiers: tuple[int, ...] = ()
    states: tuple[ClientState, ...] = ()
    kinds: tuple[ClientKind, ...] = ()
    tags: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()
    cities: tuple[str, ...] = ()
    responsible: tuple[str, ...] = ()
    portfolios: tuple[int, ...] = ()
    created_from: date | None = None
    created_to: date | None = None
    last_from: date | None = None
    last_to: date | None = None
    total_from: int | None = None
    total_to: int | None = None
    purchases_from: int | None = None
    purchases_to: int | None = None
    birthday_from: tuple[int, int] | None = None
    birthday_to: tuple[int, int] | None = None
    rhythms: tuple[str, ...] = ()  # statuses of domain/rhythm.py
    interval_from: int | None = None  # usual days between visits
    interval_to: int | None = None
    next_from: date | None = None  # the day from which the next visit is expected
    next_to: date | None = None
    has: tuple[str, ...] = ()
    has_not: tuple[str, ...] = ()
    batch: int | None = None  # whom a load or a mass change made, changed or wrote a purchase for
    trashed: bool = False
    where: Node | None = None  # a tree of criteria (domain/segments.py) that must hold as well


def asks_for_money(asked: ClientFilter) -> bool:
    """Whether the answer tells something about sums; saved segments that the tree names are not looked into."""
    plainly = asked.total_from is not None or asked.total_to is not None
    return plainly or (asked.where is not None and tells_of_money(asked.where))


# What `has` and `has_not` may ask: sealed values answer only whether they are filled.
FILLABLE = (
    *("phone", "email", "messenger", "address", "note", "birthday", "consent", "responsible", "purchases"),
    "house",  # the mark of a house client
)


@dataclass(frozen=True, slots=True)
class ClientOrder:
    """A column of the list and a direction."""

    column: str = "name"
    descending: bool = False


@dataclass(frozen=True, slots=True)
class ListTotals:
    """The foot of the list: over every client found, sums None where the person may not see them."""

    found: int
    everyone: int
    total: int | None
    average: int | None


@dataclass(frozen=True, slots=True)
class Lookalike:
    """A client who may be the one being typed in; the phone is masked."""

    id: int
    name: str
    phone: str
    reason: str


@dataclass(frozen=True, slots=True)
class SavedSegment:
    """A named filter above the list; a frozen one asks for the members it had when it was frozen.

    `origin`: of a frozen one, what was asked then; None where its members were marked by hand.
    """

    id: int
    name: str
    filter: ClientFilter
    clients: int = 0
    frozen_at: datetime | None = None
    origin: ClientFilter | None = None
