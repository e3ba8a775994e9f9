"""A segment in words: who is asked for, as one would say it to a colleague."""

from __future__ import annotations

from collections.abc import Sequence

from clientcrm.domain.segment_fields import OWN, Asks, kind_of
from clientcrm.domain.segments import AllOf, AnyOf, Ask, Node, Without
from ui.i18n import tr
from ui.segments.draft import TURNED
from ui.segments.fields import field_title
from ui.segments.phrases import amount, any_of, joined, times, when
from ui.segments.values import Lists, title_of, value_word


def sentence(node: Node | None, lists: Lists) -> str:
    """Were here last more than 60 days ago and spent from 20,000 roubles."""
    if node is None:
        return ""
    said = clause(node, lists)
    return said[:1].upper() + said[1:]


def clause(node: Node, lists: Lists) -> str:
    """The same as part of a sentence."""
    match node:
        case Ask():
            return _asked(node, lists)
        case AllOf(parts):
            return _together(parts, lists, tr("and", "between the last two conditions")) or tr("every client")
        case AnyOf(parts):
            return _together(parts, lists, tr("or", "between the last two conditions")) or tr("nobody")
        case Without(part):
            return _turned(part, lists)


def _together(parts: Sequence[Node], lists: Lists, last: str) -> str:
    """Parts with a word between; a part that has such a word itself stands in brackets."""
    said = [clause(part, lists) for part in parts]
    if len(said) > 1:
        mixed = [isinstance(part, AllOf | AnyOf) and len(part.parts) > 1 for part in parts]
        said = [f"({text})" if is_mixed else text for text, is_mixed in zip(said, mixed, strict=True)]
    return joined(said, last)


def _turned(part: Node, lists: Lists) -> str:
    match part:
        case Ask() if kind_of(part.field) in TURNED or kind_of(part.field) is Asks.FLAG:
            return _asked(part, lists, turned=True)
        case AnyOf(parts) if parts and all(isinstance(one, Ask) and kind_of(one.field) in TURNED for one in parts):
            said = [_asked(one, lists, turned=True) for one in parts if isinstance(one, Ask)]
            return joined(said, tr("and", "between the last two conditions"))
        case Without(inner):
            return clause(inner, lists)
    return tr("except those: {what}", "clients who are left out").format(what=clause(part, lists))


def _asked(ask: Ask, lists: Lists, *, turned: bool = False) -> str:
    match kind_of(ask.field):
        case Asks.CHOICE | Asks.TAG:
            return _chosen(ask, lists, turned)
        case Asks.FLAG:
            return flag_words(ask.field, ask.is_so is not turned, lists)
        case Asks.DAY | Asks.SEASON:
            return _day(ask.field).format(when=when(ask))
        case Asks.BOUGHT:
            return _bought(ask, lists, turned)
        case Asks.DEALT:
            return _dealt(ask, lists, turned)
    return _number(ask.field).format(amount=amount(ask, lists.currency))


def _chosen(ask: Ask, lists: Lists, turned: bool) -> str:
    if ask.field == "responsible" and ask.any_of == (None,):
        return tr("somebody looks after them") if turned else tr("nobody looks after them")
    named = any_of([value_word(ask.field, value, lists) for value in ask.any_of])
    plain, other = {
        "tag": (tr("have the tag {values}"), tr("do not have the tag {values}")),
        "tier": (tr("the tier is {values}"), tr("the tier is not {values}")),
        "status": (tr("it goes so: {values}"), tr("it does not go so: {values}")),
        "city": (tr("live in the city {values}"), tr("do not live in the city {values}")),
        "source": (tr("came from: {values}"), tr("did not come from: {values}")),
        "segment": (tr("in the segment {values}"), tr("not in the segment {values}")),
        "responsible": (tr("looked after by {values}"), tr("not looked after by {values}")),
        "next_product": (tr("will soon need {values}"), tr("will not soon need {values}")),
    }.get(ask.field, (tr("{title}: {values}", "a condition"), tr("{title} is not {values}", "a condition")))
    title = field_title(ask.field)
    return (other if turned else plain).format(title=title[:1].lower() + title[1:], values=named)


def flag_words(key: str, is_so: bool, lists: Lists) -> str:
    """Whether it is so, in words."""
    if key.startswith(OWN):
        said = tr("“{name}” is filled in", "an own field") if is_so else tr("“{name}” is empty", "an own field")
        return said.format(name=title_of(key, lists))
    plain, other = {
        "phone": (tr("have a phone"), tr("have no phone")),
        "email": (tr("have an e-mail"), tr("have no e-mail")),
        "messenger": (tr("have a messenger"), tr("have no messenger")),
        "address": (tr("have an address"), tr("have no address")),
        "note": (tr("have a note"), tr("have no note")),
        "birthday_known": (tr("have a known birthday"), tr("have no known birthday")),
        "house": (tr("are not real clients"), tr("are real clients")),
        "consent": (tr("agreed to news"), tr("did not agree to news")),
        "regular": (tr("come regularly"), tr("do not come regularly")),
        "returned": (tr("came back after a long break"), tr("did not come back after a long break")),
    }[key]
    return plain if is_so else other


def _day(key: str) -> str:
    return {
        "last_purchase": tr("were here last {when}"),
        "first_purchase": tr("bought for the first time {when}"),
        "created": tr("the card was made {when}"),
        "next_contact": tr("the next contact is {when}"),
        "next_visit": tr("are expected {when}"),
        "next_late": tr("were expected at the latest {when}"),
        "next_due": tr("will need it {when}"),
        "born": tr("were born {when}"),
        "birthday": tr("have a birthday {when}"),
    }[key]


def _number(key: str) -> str:
    return {
        "purchases": tr("visits: {amount}"),
        "discount": tr("a discount {amount}"),
        "interval": tr("days between visits: {amount}"),
        "visit_chance": tr("the chance to return is {amount}"),
        "recency_score": tr("recency {amount}"),
        "frequency_score": tr("frequency {amount}"),
        "money_score": tr("money {amount}"),
        "total": tr("spent {amount}"),
        "average": tr("an average check {amount}"),
        "median": tr("a usual check {amount}"),
        "expected_money": tr("expected to spend {amount}"),
    }[key]


def _bought(ask: Ask, lists: Lists, turned: bool) -> str:
    if ask.field == "had":
        said = [tr("have never bought") if turned else tr("have bought")]
    else:
        said = [tr("did not buy") if turned else tr("bought")]
    if ask.any_of:
        said.append(any_of([value_word(ask.field, value, lists) for value in ask.any_of]))
    else:
        said.append(tr("anything", "was bought by nobody of them") if turned else tr("something", "was bought"))
    return _with_times(said, ask)


def _dealt(ask: Ask, lists: Lists, turned: bool) -> str:
    said = [tr("were not in touch") if turned else tr("were in touch")]
    if ask.any_of:
        kinds = any_of([value_word(ask.field, value, lists).lower() for value in ask.any_of])
        said.append(f"({kinds})")
    return _with_times(said, ask)


def _with_times(said: list[str], ask: Ask) -> str:
    return " ".join(part for part in (*said, times(ask), when(ask)) if part)
