"""What the values of a column say for or against a target (EXCEL.md 5.5, value check)."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from datetime import date

from clientcrm.domain.mapping.synonyms import DATES, EMAILS, NAMES, NUMBERS, PHONES
from clientcrm.domain.values.dates import holds_date
from clientcrm.domain.values.ids import inn_fits
from clientcrm.domain.values.money import parse_number
from clientcrm.domain.values.names import declared_company
from clientcrm.domain.values.phones import parse_phones
from clientcrm.domain.values.text import clean_cell, code_text, fold, parse_sex

SAMPLE = 200
ENOUGH = 3  # fewer values prove nothing
_GUESS = 0.6
_MOST_TIERS = 50
_SELDOM, _LONG_NAME = 0.1, 60
_POSTCODE = re.compile(r"[0-9]{5,7}|(?=[^0-9]*[0-9])[A-Za-z0-9][A-Za-z0-9 -]{2,9}")
_LETTER = re.compile(r"[^\W\d_]")
_TWO_WORDS = re.compile(r"[^\W\d_]{2,}\s+[^\W\d_]")
_CODE = re.compile(r"\S*\d\S*|[^\w\s]*\d[\d\W]*")


def sample_of(values: Sequence[object]) -> list[object]:
    """The first 200 values that are not empty."""
    found: list[object] = []
    for value in values:
        if value is not None and value != "" and clean_cell(value):
            found.append(value)
            if len(found) == SAMPLE:
                break
    return found


def agrees(target: str, values: Sequence[object], region: str) -> bool:
    """Whether the values of a column (from sample_of) can belong to a target; too few values always agree."""
    if len(values) < ENOUGH:
        return True
    if target == "tier":
        return len({fold(clean_cell(value)) for value in values}) <= _MOST_TIERS
    least = 0.8 if target == "postcode" else 0.5
    test = _TESTS.get(target)
    return test is None or sum(test(value, region) for value in values) >= least * len(values)


def share(values: Sequence[object], test: Callable[[object], bool]) -> float:
    """Which part of the values passes."""
    return sum(map(test, values)) / len(values) if values else 0.0


def _is_phone(value: object, region: str) -> bool:
    digits = sum(char.isdigit() for char in code_text(value)[0])
    if 10 <= digits <= 15 and not isinstance(value, date):
        return True
    return digits >= 5 and any(phone.status in ("ok", "fixed", "possible") for phone in parse_phones(value, region)[0])


def _is_inn(value: object, region: str) -> bool:
    digits = re.sub(r"\D", "", code_text(value)[0].partition("/")[0])
    if region != "RU":
        return 5 <= len(digits) <= 15
    return len(digits) in (10, 12) or (len(digits) in (9, 11) and _is_number(value, ""))


def _is_number(value: object, _: str) -> bool:
    text = value.replace("%", "") if isinstance(value, str) else value
    if isinstance(text, str):
        text = re.sub(r"\s*[₽$€₸₴£]\s*|\s*(?:руб\w*|р)\.?\s*$", "", text)
    return parse_number(text)[0] is not None


def _is_sex(value: object, _: str) -> bool:
    return parse_sex(value, digits=True) is not None


_Test = Callable[[object, str], bool]
_TESTS: dict[str, _Test] = {
    **dict.fromkeys(PHONES, _is_phone),
    **dict.fromkeys(EMAILS, lambda value, _: isinstance(value, str) and "@" in value),
    **dict.fromkeys(DATES, lambda value, _: holds_date(value, serials=True)),
    **dict.fromkeys(NAMES, lambda value, _: isinstance(value, str) and _LETTER.search(value) is not None),
    **dict.fromkeys(NUMBERS, _is_number),
    "postcode": lambda value, _: _POSTCODE.fullmatch(code_text(value)[0]) is not None,
    "inn": _is_inn,
    "gender": _is_sex,
}


# ---------------------------------------------------------------- what the values are by themselves


def guess_target(values: Sequence[object], region: str) -> tuple[str, float] | None:
    """E-mails (0.6) and phones (0.55) are known by their looks when 60 % of a column have them; dates never are."""
    if len(values) < ENOUGH:
        return None
    if share(values, lambda value: isinstance(value, str) and "@" in value) >= _GUESS:
        return "email", 0.6
    if share(values, lambda value: inn_fits(code_text(value)[0])) >= _GUESS:
        return None  # ten digits that are tax numbers look like phones of Kazakhstan
    if share(values, lambda value: _is_whole_phone(value, region)) >= _GUESS:
        return "phone", 0.55
    return None


def may_be_names(values: Sequence[object], *, capitals: bool) -> bool:
    """Whether 60 % are two words or more, and hardly any holds a digit, as addresses and goods do.

    capitals: whether nearly every word has to begin with a capital letter.
    """
    if len(values) < ENOUGH or share(values, lambda value: isinstance(value, str) and "@" not in value) < 1:
        return False
    digits = share(values, lambda value: any(char.isdigit() for char in str(value)))
    longest = share(values, lambda value: len(str(value)) > _LONG_NAME)
    two_words = share(values, lambda value: _TWO_WORDS.search(clean_cell(value)) is not None)
    if capitals and share(values, _is_capitalised) < 1 - _SELDOM:
        return False
    return two_words >= _GUESS and digits <= _SELDOM and longest <= _SELDOM


def _is_capitalised(value: object) -> bool:
    return all(word[0].isupper() for word in clean_cell(value).split() if word[0].isalpha())


def _is_whole_phone(value: object, region: str) -> bool:
    if isinstance(value, date) or sum(char.isdigit() for char in str(value)) < 10:
        return False
    return any(phone.status in ("ok", "fixed") for phone in parse_phones(value, region)[0])


def has_no_letters(values: Sequence[object]) -> bool:
    """Whether a column holds codes rather than names."""
    return bool(values) and share(values, lambda value: _LETTER.search(clean_cell(value)) is not None) < 0.5


def holds_codes(values: Sequence[object]) -> bool:
    """Whether most values are one word with a digit in it (К-17, C0042), or no word at all."""
    return bool(values) and share(values, lambda value: _CODE.fullmatch(clean_cell(value)) is not None) >= 0.5


def has_two_words(values: Sequence[object]) -> bool:
    """Whether most values are two words or more, as names of people and companies are."""
    return share(values, lambda value: _TWO_WORDS.search(clean_cell(value)) is not None) >= 0.5


def declares_companies(values: Sequence[object]) -> bool:
    """Whether a column says of each client: company or person."""
    return bool(values) and share(values, lambda value: declared_company(clean_cell(value)) is not None) >= 0.5


def counts_rows(values: Sequence[object]) -> bool:
    """Whether a column is 1, 2, 3 … or another run of growing small numbers without a gap."""
    numbers = [parse_number(value)[0] for value in values]
    if len(numbers) < 2 or numbers[0] not in (0, 1):
        return False
    return sorted(number for number in numbers if number is not None) == list(
        range(int(numbers[0]), int(numbers[0]) + len(numbers))
    )


def repeats(values: Sequence[object]) -> bool:
    """Whether a tenth of the values or more stood in the column before."""
    texts = [text for value in values if (text := fold(clean_cell(value)))]
    return len(texts) >= 2 and len(set(texts)) <= 0.9 * len(texts)
