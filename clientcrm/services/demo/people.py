"""The clients of the demo: names, contacts, birthdays, places, notes, invented so that a shop would believe them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import accumulate
from random import Random
from typing import Any

from clientcrm.domain.clients import ClientDraft, ClientKind, Sex
from clientcrm.domain.contacts import ContactDraft, ContactKind
from clientcrm.domain.values.dates import PartialDate
from clientcrm.services.demo.calendar import Calendar
from clientcrm.services.demo.content import City, Goods, ShopWords
from clientcrm.services.demo.habits import Habit, Plan
from clientcrm.services.demo.numbers import in_latin, new_inn, new_ogrn, postcode_of

_WOMEN_SHARE = 0.66
# One in so many asked to be left alone, the first of them early: even a small shop has one.
_UNDISTURBED_EVERY, _FIRST_UNDISTURBED = 150, 23
_LEAP_BIRTHDAY = PartialDate(1992, 2, 29)


@dataclass(frozen=True, slots=True)
class Home:
    """What every draft of this base carries: the portfolio, steps of the scale by key, the own field, the owner,
    and who of the staff has which uid."""

    portfolio: int
    steps: Mapping[str, int]
    favourite_field: int
    owner: str
    people: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Buyer:
    """What receipts and talks need to know of a client."""

    plan: Plan
    likes: tuple[Goods, ...]
    sex: Sex
    company: bool
    discount: int
    interested: bool
    undisturbed: bool


class Inventor:
    """Invents one client after another; the same chance gives the same people."""

    def __init__(self, chance: Random, words: ShopWords, calendar: Calendar, home: Home) -> None:
        self._chance = chance
        self._words = words
        self._calendar = calendar
        self._home = home
        self._cities = list(accumulate(city.share for city in words.cities))
        self._shelf = list(accumulate(goods.weight for goods in words.goods))
        self._bulk = [goods for goods in words.goods if goods.bulk]
        self._phones: set[str] = set()
        self._family: tuple[str, str, str] | None = None
        self._card = 0
        self._met = 0
        self._leap_day_given = False

    def invent(self, plan: Plan) -> tuple[ClientDraft, Buyer]:
        """Somebody who buys as the plan says: the complete draft, and what the shop learns of them."""
        chance, home = self._chance, self._home
        company = plan.habit is Habit.COMPANY
        likes = self._likes(company=company)
        self._met += 1
        undisturbed = self._met % _UNDISTURBED_EVERY == _FIRST_UNDISTURBED and plan.habit is not Habit.TWIN
        interested = plan.habit is Habit.NEVER and chance.random() < 0.6
        step = "dnd" if undisturbed else "potential" if interested else "base"
        favourite = plan.visits > 0 and chance.random() < 0.15
        common: dict[str, Any] = {
            "portfolio": home.portfolio,
            "tier_id": home.steps[step],
            "own": {home.favourite_field: likes[0].name} if favourite else {},
            "consent": False if undisturbed else True if chance.random() < 0.55 else None,
            "interested": interested,
            "next_contact": self._next_contact(),
        }
        make = self._company if company else self._person
        draft = make(plan, likes[0].name.partition(",")[0], common)
        return draft, Buyer(plan, likes, draft.sex, company, draft.discount, interested, undisturbed)

    # ------------------------------------------------------------------ inside

    def _person(self, plan: Plan, tea: str, common: dict[str, Any]) -> ClientDraft:
        chance, words = self._chance, self._words
        woman = chance.random() < _WOMEN_SHARE
        sex = Sex.FEMALE if woman else Sex.MALE
        city = self._city()
        last, first, middle, phone = self._name(woman)
        name = " ".join(part for part in (last, first, middle) if part)
        if not words.patronymics:
            name = " ".join(part for part in (first, last) if part)
        contacts = self._contacts(first, last, phone)
        favourite = plan.habit is Habit.WEEKLY
        manager = words.staff[0] if favourite and chance.random() < 0.3 else chance.choice(words.staff[1:])
        carded = plan.visits > 1 and chance.random() < 0.7
        self._card += carded
        note = told(chance.choice(words.notes), sex, tea) if chance.random() < 0.28 else ""
        address, postcode = self._address(city) if chance.random() < 0.3 else ("", "")
        draft = ClientDraft(
            name=name,
            last_name=last,
            first_name=first,
            middle_name=middle,
            sex=sex,
            birthday=self._birthday(),
            source=self._chosen(words.sources) if chance.random() < 0.85 else "",
            tags=self._tags(),
            manager=manager if favourite or chance.random() < 0.5 else "",
            discount=chance.choice((500, 500, 300, 1000)) if favourite and carded else 0,
            bonus=chance.randrange(0, 300) * 1000 if carded else 0,
            card_number=f"{2_000_000 + self._card * 7}" if carded else "",
            city=city.name if chance.random() < 0.8 else "",
            region=city.region if chance.random() < 0.5 else "",
            contacts=contacts,
            note=words.twin_note if plan.habit is Habit.TWIN else note,
            address=address,
            postcode=postcode,
            **common,
        )
        return replace(draft, responsible=self._home.people.get(draft.manager))

    def _company(self, _plan: Plan, _tea: str, common: dict[str, Any]) -> ClientDraft:
        chance, words = self._chance, self._words
        city = self._city()
        form, trade = chance.choice(words.company_forms), chance.choice(words.trades)
        woman = chance.random() < _WOMEN_SHARE
        last, first, _, _ = self._name(woman)
        inn = new_inn(city, chance) if city.tax else ""
        self._card += 1
        address, postcode = self._address(city)
        return ClientDraft(
            kind=ClientKind.COMPANY,
            name=form.format(trade=trade, name=chance.choice(words.company_names)),
            contact_person=" ".join(part for part in (first, last) if part),
            position=chance.choice(words.positions),
            source=self._chosen(words.sources),
            tags=(words.company_tag,),
            responsible=self._home.owner,
            manager=words.staff[0],
            discount=chance.choice((0, 500, 1000, 1000)),
            code=f"{self._card:05}",
            inn=inn,
            kpp=f"{inn[:4]}01001" if inn else "",
            ogrn=new_ogrn(city, chance) if inn else "",
            city=city.name,
            region=city.region,
            country=words.country,
            contacts=self._company_contacts(),
            note=chance.choice(words.company_notes) if chance.random() < 0.5 else "",
            address=address,
            postcode=postcode,
            **common,
        )

    def _name(self, woman: bool) -> tuple[str, str, str, str]:
        """Surname, first name, patronymic, and a phone when it is a relative of the one before."""
        chance, words = self._chance, self._words
        first = chance.choice(words.women if woman else words.men)
        pair = chance.choice(words.surnames)
        middle = ""
        if words.patronymics and chance.random() < 0.62:
            middle = chance.choice(words.patronymics)[woman]
        if self._family is not None:
            man, wife, phone = self._family
            self._family = None
            return wife if woman else man, first, middle, phone
        if chance.random() < 0.03:
            return "", chance.choice([short for short, sex in words.short_names if (sex == "female") is woman]), "", ""
        phone = self._phone()
        if chance.random() < 0.012:
            self._family = (*pair, phone)
        return pair[woman], first, middle, phone

    def _phone(self) -> str:
        while True:
            start = self._chance.choice(self._words.phone_starts)
            length = 12 if start.startswith("+7") else 13
            number = f"{start}{self._chance.randrange(10 ** (length - len(start))):0{length - len(start)}}"
            if number not in self._phones:
                self._phones.add(number)
                return number

    def _contacts(self, first: str, last: str, phone: str) -> tuple[ContactDraft, ...]:
        chance, words = self._chance, self._words
        contacts: list[ContactDraft] = []
        if chance.random() < 0.96 or not last:
            confirmed = self._calendar.day(chance.randrange(self._calendar.days)) if chance.random() < 0.4 else None
            number = phone or self._phone()
            contacts.append(ContactDraft(ContactKind.PHONE, number, number, primary=True, confirmed_on=confirmed))
        if chance.random() < 0.08:
            number = self._phone()
            contacts.append(ContactDraft(ContactKind.PHONE, number, number, label=words.work_label))
        if chance.random() < 0.48 or not contacts:
            mail = f"{self._mailbox(first, last)}@{chance.choice(words.mail_hosts)}"
            contacts.append(ContactDraft(ContactKind.EMAIL, mail, mail, primary=True))
        if chance.random() < 0.12:
            nick = f"@{self._mailbox(first, last).replace('.', '_').replace('-', '')}"
            contacts.append(ContactDraft(ContactKind.TELEGRAM, nick, nick))
        return tuple(contacts)

    def _company_contacts(self) -> tuple[ContactDraft, ...]:
        chance, phone = self._chance, self._phone()
        mail = f"office{chance.randrange(1000)}@{chance.choice(self._words.mail_hosts)}"
        return (
            ContactDraft(ContactKind.PHONE, phone, phone, label=self._words.work_label, primary=True),
            ContactDraft(ContactKind.EMAIL, mail, mail, primary=True),
        )

    def _mailbox(self, first: str, last: str) -> str:
        chance = self._chance
        given, family = in_latin(first), in_latin(last)
        number = str(chance.randrange(60, 100)) if chance.random() < 0.5 else str(chance.randrange(1, 1000))
        shapes = (f"{given}.{family}", f"{family}.{given[:1]}", f"{given}{family}{number}", f"{family}{number}")
        return (chance.choice(shapes) if family else f"{given}{number}").strip(".")

    def _birthday(self) -> PartialDate | None:
        chance = self._chance
        if chance.random() > 0.68:
            return None
        if not self._leap_day_given:
            self._leap_day_given = True
            return _LEAP_BIRTHDAY
        day = date(2001, 1, 1) + timedelta(days=chance.randrange(365))
        if chance.random() < 0.15:
            return PartialDate(month=day.month, day=day.day)
        year = int(min(max(chance.gauss(1986, 12), 1938), self._calendar.first.year - 15))
        return PartialDate(year, day.month, day.day)

    def _tags(self) -> tuple[str, ...]:
        chance = self._chance
        wanted = chance.choices((0, 1, 2, 3), (55, 28, 13, 4))[0]
        return tuple(dict.fromkeys(self._chosen(self._words.tags) for _ in range(wanted)))

    def _chosen(self, weighted: tuple[tuple[str, int], ...]) -> str:
        return self._chance.choices([word for word, _ in weighted], [weight for _, weight in weighted])[0]

    def _city(self) -> City:
        return self._chance.choices(self._words.cities, cum_weights=self._cities)[0]

    def _address(self, city: City) -> tuple[str, str]:
        chance, words = self._chance, self._words
        street = chance.choice(words.streets)
        address = words.address.format(street=street, house=chance.randrange(1, 90), flat=chance.randrange(1, 200))
        return address, postcode_of(city, chance)

    def _next_contact(self) -> date | None:
        if self._chance.random() > 0.04:
            return None
        return self._calendar.day(self._calendar.last) + timedelta(days=self._chance.randrange(-6, 21))

    def _likes(self, *, company: bool) -> tuple[Goods, ...]:
        if company:
            return tuple(self._chance.sample(self._bulk, k=4))
        found = self._chance.choices(self._words.goods, cum_weights=self._shelf, k=self._chance.randrange(4, 9))
        return tuple(dict.fromkeys(found))


def told(text: str, sex: Sex, tea: str) -> str:
    """A sentence about this very client."""
    return text.format(a="а" if sex is Sex.FEMALE else "", tea=tea) if "{" in text else text
