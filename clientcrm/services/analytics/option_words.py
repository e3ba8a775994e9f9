"""Options of a figure as a person writes them (--set name=value), read with their types."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import date
from typing import TypeVar

from clientcrm.domain.errors import Invalid
from clientcrm.domain.values.dates import DateReading, parse_day
from clientcrm.domain.values.money import parse_money

T = TypeVar("T")
Four = tuple[int, int, int, int]
_FOUR, _TWO = 4, 2
_LONGEST = 36_600
_WHOLE = re.compile(r"[+-]?[0-9]{1,15}")
_YES, _NO = ("yes", "1", "true", "да"), ("no", "0", "false", "нет")


class OptionWords:
    """What was asked for; every reading refuses by Invalid with the option's name, and remembers what is used."""

    def __init__(self, typed: Mapping[str, str], known: Sequence[str], today: date) -> None:
        strange = {name: "unknown_option" for name in typed if name not in known}
        if strange:
            raise Invalid(strange)
        self._typed = {name: value.strip() for name, value in typed.items()}
        self._reading = DateReading(today)
        self.used: dict[str, object] = {}

    def __contains__(self, name: str) -> bool:
        return bool(self._typed.get(name))

    def whole(self, name: str, usual: int, least: int = 1, most: int = _LONGEST) -> int:
        """A whole number between least and most."""
        found = self.whole_or_none(name, least, most)
        return self._use(name, usual if found is None else found)

    def whole_or_none(self, name: str, least: int = 1, most: int = _LONGEST) -> int | None:
        """The same, None where nothing was said."""
        text = self._typed.get(name)
        if text is None:
            return self._use(name, None)
        if not _WHOLE.fullmatch(text):
            raise Invalid({name: "not_a_number"})
        number = int(text)
        if number < least:
            raise Invalid({name: "too_small"})
        if number > most:
            raise Invalid({name: "out_of_range"})
        return self._use(name, number)

    def choice(self, name: str, allowed: Sequence[str], usual: str) -> str:
        """One of these words."""
        word = self._typed.get(name, usual)
        if word not in allowed:
            raise Invalid({name: "unknown"})
        return self._use(name, word)

    def said(self, name: str) -> str:
        """Any words, "" where nothing was said."""
        return self._use(name, self._typed.get(name, ""))

    def number(self, name: str, usual: str) -> str:
        """A decimal number as it was written, so that a share stays exact."""
        text = self._typed.get(name, usual).replace(",", ".")
        if not re.fullmatch(r"[0-9]{1,9}(\.[0-9]{1,9})?|\.[0-9]{1,9}|[0-9]{1,9}/[1-9][0-9]{0,8}", text):
            raise Invalid({name: "not_a_number"})
        return self._use(name, text)

    def yes(self, name: str) -> bool:
        """Whether it was asked for; no by default."""
        word = self._typed.get(name, "no").casefold()
        if word not in (*_YES, *_NO):
            raise Invalid({name: "not_yes_or_no"})
        return self._use(name, word in _YES)

    def day(self, name: str) -> date | None:
        """A day, None where nothing was said."""
        text = self._typed.get(name)
        return self._use(name, None if text is None else self._day(name, text))

    def money(self, name: str) -> int | None:
        """A sum in whole units of the currency, as minor units; None where nothing was said."""
        text = self._typed.get(name)
        return self._use(name, None if text is None else _money(name, text))

    def pairs(self, name: str) -> list[tuple[str, int]]:
        """Sums by word: "HAIR:400;MASK:300"."""
        found = []
        for part in self._parts(name):
            word, mark, sum_of = part.rpartition(":")
            if not mark:
                raise Invalid({name: "not_a_pair"})
            found.append((word.strip(), _money(name, sum_of)))
        self._use(name, self._typed.get(name))
        return found

    def dated_pairs(self, name: str, usual: date) -> list[tuple[str, date, int]]:
        """Sums by word, each with a day if one was said: "VK:5000;VK:2024-06-15:7000"; a month alone is its first."""
        found = []
        for word, amount in self.pairs(name):
            source, mark, day = word.rpartition(":")
            if mark and re.fullmatch(r"[0-9]{4}-[0-9]{2}(-[0-9]{2})?", day.strip()):
                found.append(
                    (source.strip(), self._day(name, day.strip() if day.count("-") > 1 else f"{day}-01"), amount)
                )
            else:
                found.append((word, usual, amount))
        return found

    def rising(self, name: str, *, money: bool = False) -> Four | None:
        """Four numbers, each larger than the one before, or sums in whole units of the currency; None if unsaid."""
        parts = self._parts(name)
        if not parts:
            return self._use(name, None)
        if len(parts) != _FOUR:
            raise Invalid({name: "four_numbers"})
        if not money and not all(_WHOLE.fullmatch(part) for part in parts):
            raise Invalid({name: "not_a_number"})
        first, second, third, last = (_money(name, part) if money else int(part) for part in parts)
        if not first < second < third < last:
            raise Invalid({name: "not_rising"})
        if not money and (first < 0 or last > _LONGEST):
            raise Invalid({name: "out_of_range"})
        return self._use(name, (first, second, third, last))

    def two(self, name: str, usual: tuple[int, int], most: int = 100) -> tuple[int, int]:
        """Two per cents, the second larger."""
        parts = self._parts(name)
        if not parts:
            return self._use(name, usual)
        if len(parts) != _TWO:
            raise Invalid({name: "two_numbers"})
        if not all(_WHOLE.fullmatch(part) for part in parts):
            raise Invalid({name: "not_a_number"})
        low, high = (int(part) for part in parts)
        if not low < high:
            raise Invalid({name: "not_rising"})
        if low < 1 or high > most:
            raise Invalid({name: "out_of_range"})
        return self._use(name, (low, high))

    def words(self, name: str) -> list[str]:
        """Words apart by semicolons or commas."""
        self._use(name, self._typed.get(name))
        return self._parts(name)

    def _parts(self, name: str) -> list[str]:
        text = self._typed.get(name, "")
        return [part.strip() for part in text.split(";" if ";" in text else ",") if part.strip()]

    def _day(self, name: str, text: str) -> date:
        day, codes = parse_day(text, self._reading)
        if day is None or codes:
            raise Invalid({name: "not_a_day"})
        return day

    def _use(self, name: str, value: T) -> T:
        self.used[name] = value
        return value


def _money(name: str, text: str) -> int:
    minor, _, codes = parse_money(text.strip())
    if minor is None or codes:
        raise Invalid({name: "not_a_sum"})
    if minor < 0:
        raise Invalid({name: "negative"})
    return minor
