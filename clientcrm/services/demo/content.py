"""What the demo shop is told in: names, places, goods and sentences of one language."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Sex = Literal["male", "female"]


@dataclass(frozen=True, slots=True)
class Goods:
    """One product: price in minor units, how often it is taken, and whether it is a festive present or a first try.

    Goods sold by weight have a price per kilogram.
    """

    code: str
    name: str
    price: int
    weight: int
    festive: bool = False
    first: bool = False
    loose: bool = False
    bulk: bool = False


@dataclass(frozen=True, slots=True)
class City:
    """A place with its share of clients, region, first digits of the postcode and of a tax number."""

    name: str
    share: int
    region: str
    postcode: str
    tax: str = ""


@dataclass(frozen=True, slots=True)
class Talk:
    """Sentences of each kind of dealing: {tea} is a product that the client likes, {a} the ending of a woman's verb."""

    call: tuple[str, ...]
    message: tuple[str, ...]
    visit: tuple[str, ...]
    note: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class SegmentNames:
    """Names of the saved segments."""

    regulars: str
    sleeping: str
    vip: str
    birthdays: str
    new: str
    companies: str


@dataclass(frozen=True, slots=True)
class TierReasons:
    """Why a client came to stand on a step of the scale."""

    regular: str
    vip: str
    advocate: str
    subscribed: str
    sleeping: str
    lost: str
    dnd: str


@dataclass(frozen=True, slots=True)
class ShopWords:
    """Everything that differs between the Russian and the English demo shop."""

    shop: str
    owner: str
    portfolio: str
    currency: str
    time_zone: str
    region: str
    country: str
    men: tuple[str, ...]
    women: tuple[str, ...]
    surnames: tuple[tuple[str, str], ...]
    patronymics: tuple[tuple[str, str], ...]
    short_names: tuple[tuple[str, Sex], ...]
    cities: tuple[City, ...]
    streets: tuple[str, ...]
    address: str
    phone_starts: tuple[str, ...]
    mail_hosts: tuple[str, ...]
    trades: tuple[str, ...]
    company_names: tuple[str, ...]
    company_forms: tuple[str, ...]
    positions: tuple[str, ...]
    sources: tuple[tuple[str, int], ...]
    tags: tuple[tuple[str, int], ...]
    company_tag: str
    staff: tuple[str, ...]
    notes: tuple[str, ...]
    company_notes: tuple[str, ...]
    comments: tuple[str, ...]
    twin_note: str
    talk: Talk
    favourite_field: str
    till: str
    work_label: str
    segments: SegmentNames
    reasons: TierReasons
    goods: tuple[Goods, ...]
