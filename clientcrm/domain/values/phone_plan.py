"""Whether a number exists: one regex per country made from phonenumbers' own metadata, the library as fallback."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from phonenumbers import PhoneMetadata

PhoneStatus = Literal["ok", "fixed", "possible", "bad", "lossy"]

# What stands between the digits of one number and says nothing. A newline is not here: it separates two numbers.
_PUNCTUATION = dict.fromkeys(map(ord, " \t\xa0\u2007\u2009\u202f()-\u2010\u2011\u2012\u2013\u2014\u2212."))
_KINDS = (
    *("fixed_line", "mobile", "toll_free", "premium_rate", "shared_cost"),
    *("personal_number", "voip", "pager", "uan", "voicemail"),
)


@dataclass(frozen=True, slots=True)
class Phone:
    """One phone of a cell: E.164 (None where it was not understood), extension, label and words beside it.

    status: ok, fixed (repaired on the way), possible (right length, range unknown to the metadata), bad, lossy
    (Excel lost digits). raw is the text as written; bad and lossy ones have nothing else.
    """

    e164: str | None
    ext: str
    label: str
    status: PhoneStatus
    raw: str


def packed(text: str) -> str:
    """A number without the blanks, brackets, dashes and dots between its digits."""
    return text.translate(_PUNCTUATION)


def country_code(region: str) -> str:
    """The digits after "+" for a region ("7" for RU), "" for an unknown one."""
    return _home(region).code


def known_number(digits: str, region: str) -> str | None:
    """E.164 of a packed number that is valid in its country; None also where only the library can say."""
    match = _home(region).forms.fullmatch(digits)
    if match:
        return f"+{_home(region).code}{match['a'] or match['b']}"
    if digits[:1] == "+" and digits[1:].isdecimal() and digits.isascii():
        for length in (1, 2, 3):
            plan = _abroad(digits[1 : 1 + length])
            if plan is not None:
                return digits if plan.fullmatch(digits, 1 + length) else None
    return None


def known_numbers(texts: Iterable[str], region: str) -> list[str | None]:
    """The same for many numbers as they are written."""
    plan = _home(region)
    lead, written = f"+{plan.code}", plan.forms.fullmatch
    found: list[str | None] = []
    for text in texts:
        digits = text.translate(_PUNCTUATION)
        match = written(digits)
        if match:
            found.append(lead + (match["a"] or match["b"]))
        else:
            found.append(known_number(digits, region) if digits[:1] == "+" else None)
    return found


@lru_cache(maxsize=4096)
def judged_number(text: str, region: str) -> tuple[str | None, PhoneStatus]:
    """E.164 and "ok", "possible" or "bad" by the library itself: 60 µs a call, so only for what is left over."""
    if _hopeless(text, region):
        return None, "bad"
    import phonenumbers

    try:
        number = phonenumbers.parse(text, region.upper() if _home(region).code else None)
    except phonenumbers.NumberParseException:
        return None, "bad"
    e164 = phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)
    if phonenumbers.is_valid_number(number):
        return e164, "ok"
    right_length = phonenumbers.is_possible_number_with_reason(number) == phonenumbers.ValidationResult.IS_POSSIBLE
    if not right_length or number.country_code is None:
        return None, "bad"
    if number.country_code == 7 and len(e164) != len("+7") + 10:
        return None, "bad"  # 14 digits are possible in Russia for one operator service, not for a client
    shaped = _shaped(number.country_code).fullmatch(phonenumbers.national_significant_number(number))
    return (e164, "possible") if shaped else (None, "bad")


def _hopeless(text: str, region: str) -> bool:
    """Russian digits that no prefix makes ten of: city numbers and cut ones, half of all bad cells."""
    return text.isdecimal() and not 10 <= len(text) <= 13 and text[:3] != "810" and country_code(region) == "7"


# ---------------------------------------------------------------- the regexes


@dataclass(frozen=True, slots=True)
class _Plan:
    code: str
    forms: re.Pattern[str]


_NO_PLAN = _Plan("", re.compile("(?P<a>(?P<b>(?!)))"))


@lru_cache(maxsize=8)
def _home(region: str) -> _Plan:
    """Every way to write a valid number in its own country: +7…, 7…, 8… and bare, for RU."""
    from phonenumbers import COUNTRY_CODE_TO_REGION_CODE, PhoneMetadata

    own = PhoneMetadata.metadata_for_region(region.upper(), None)
    if own is None or own.country_code is None:
        return _NO_PLAN
    code = str(own.country_code)
    main = PhoneMetadata.metadata_for_region(COUNTRY_CODE_TO_REGION_CODE[own.country_code][0], None)
    national = _national(own.country_code)
    # The library reads a number without + by the plan of its region, and by that of the main one after +.
    after_plus = rf"\+{code}{_unstripped(main)}(?P<a>{national})"
    lengths = set(_lengths(own))
    prefix = own.national_prefix_for_parsing or ""
    lead = [code] if all(length + len(code) not in lengths for length in lengths) else []
    if prefix.isdecimal() and own.national_prefix_transform_rule is None:
        lead.append(prefix)
    bare = (
        rf"(?!{own.international_prefix or '(?!)'})(?:{'|'.join(lead) or '(?!)'})?{_unstripped(own)}"
        rf"(?=(?:{_shape(own)})\Z)(?P<b>{national})"
    )
    return _Plan(code, re.compile(f"{after_plus}|{bare}", re.ASCII))


@lru_cache(maxsize=64)
def _abroad(code: str) -> re.Pattern[str] | None:
    """National numbers of another country after its code; None where there is no such code."""
    from phonenumbers import COUNTRY_CODE_TO_REGION_CODE, PhoneMetadata

    if not code or code[0] == "0" or int(code) not in COUNTRY_CODE_TO_REGION_CODE:
        return None
    main = PhoneMetadata.metadata_for_region(COUNTRY_CODE_TO_REGION_CODE[int(code)][0], None)
    if main is None:  # +800 and the like: rare, left to the library
        return _NO_PLAN.forms
    return re.compile(f"{_unstripped(main)}(?:{_national(int(code))})", re.ASCII)


@lru_cache(maxsize=64)
def _shaped(code: int) -> re.Pattern[str]:
    """What national numbers of a country look like at all: in Russia none begins with 0, 1, 2, 5 or 6."""
    from phonenumbers import COUNTRY_CODE_TO_REGION_CODE, PhoneMetadata

    regions = COUNTRY_CODE_TO_REGION_CODE[code]
    found = [PhoneMetadata.metadata_for_region_or_calling_code(code, region) for region in regions]
    return re.compile("|".join(f"(?:{_shape(metadata)})" for metadata in found if metadata), re.ASCII)


def _national(code: int) -> str:
    """Valid national numbers of all regions behind one country code, in the order in which the library asks."""
    from phonenumbers import COUNTRY_CODE_TO_REGION_CODE, PhoneMetadata

    claimed: list[str] = []  # a region claims its leading digits, whether or not the number is valid there
    regions: list[str] = []
    for region in COUNTRY_CODE_TO_REGION_CODE[code]:
        metadata = PhoneMetadata.metadata_for_region(region, None)
        if metadata is None:
            continue
        not_before = "".join(f"(?!{digits})" for digits in claimed)
        leading = metadata.leading_digits
        general = rf"(?=(?:{_shape(metadata)})\Z)"
        regions.append(f"{not_before}{f'(?={leading})' if leading else ''}{general}(?:{_valid(metadata)})")
        if leading:
            claimed.append(leading)
    return "|".join(f"(?:{region})" for region in regions)


def _valid(metadata: PhoneMetadata) -> str:
    by_length: dict[tuple[int, ...], list[str]] = {}
    for kind in _KINDS:
        description = getattr(metadata, kind)
        if description is not None and description.national_number_pattern:
            lengths = tuple(description.possible_length or _lengths(metadata))
            by_length.setdefault(lengths, []).append(description.national_number_pattern)
    return "|".join(
        rf"(?=(?:{'|'.join(rf'[0-9]{{{length}}}' for length in lengths)})\Z)(?:{'|'.join(patterns)})"
        for lengths, patterns in by_length.items()
    )


def _unstripped(metadata: PhoneMetadata | None) -> str:
    """Guard against numbers from which the library would still take a national prefix away."""
    prefix = metadata.national_prefix_for_parsing if metadata else None
    if metadata is None or not prefix:
        return ""
    lengths = set(_lengths(metadata))
    plain = prefix.isdecimal() and metadata.national_prefix_transform_rule is None
    if plain and all(length - len(prefix) not in lengths for length in lengths):
        return ""
    return f"(?!{re.sub(r'[(](?![?])', '(?:', prefix)})"


def _lengths(metadata: PhoneMetadata) -> tuple[int, ...]:
    return tuple(metadata.general_desc.possible_length) if metadata.general_desc else ()


def _shape(metadata: PhoneMetadata) -> str:
    return (metadata.general_desc.national_number_pattern if metadata.general_desc else None) or "(?!)"
